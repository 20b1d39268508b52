// Package graph is the GraphQL edge: it gives each root field to a use case of planning or to a view of the programme, and
// puts errors into the words of the API.
package graph

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"waymark/domain/fault"
	"waymark/graph/view"
	"waymark/planning"
)

// Resolver answers the root fields. All below them is answered by package view.
type Resolver struct {
	planning *planning.Service
}

// reading is the one state of the programme that all root fields of an operation answer from.
type reading struct {
	once sync.Once
	planning.Reading
	err error

	mutex sync.Mutex
	past  map[time.Time]planning.Reading // the states that had been recorded by a moment, each asked for once

	shown     view.Shown   // what of restricted statistics the answer shows
	noted     bool         // whether the last answer showed any
	histories atomic.Int64 // how many objects have been asked for their history
}

type readingKey struct{}

// withReading prepares an operation to answer from one state, which is fetched when the first field asks for it.
func withReading(ctx context.Context) (context.Context, *reading) {
	at := &reading{}
	return context.WithValue(ctx, readingKey{}, at), at
}

func readingOf(ctx context.Context) *reading {
	at, ok := ctx.Value(readingKey{}).(*reading)
	if !ok {
		at = &reading{}
	}
	return at
}

// look gives the operation's state of the programme as of the planning date, as far as the viewer may see it.
func (r *Resolver) look(ctx context.Context) (view.Lens, error) {
	at := readingOf(ctx)
	at.once.Do(func() { at.Reading, at.err = r.planning.Reading(ctx) })
	if at.err != nil {
		return view.Lens{}, fmt.Errorf("read programme: %w", at.err)
	}
	return r.lens(ctx, at.Reading), nil
}

// lookAt gives the state of the programme that had been recorded by a moment, or the operation's own without one.
func (r *Resolver) lookAt(ctx context.Context, knownAt *time.Time) (view.Lens, error) {
	if knownAt == nil {
		return r.look(ctx)
	}
	at, moment := readingOf(ctx), knownAt.UTC()
	at.mutex.Lock()
	defer at.mutex.Unlock()
	past, ok := at.past[moment]
	if !ok {
		var err error
		if past, err = r.planning.ReadingAt(ctx, moment); err != nil {
			return view.Lens{}, fmt.Errorf("read programme: %w", err)
		}
		if at.past == nil {
			at.past = map[time.Time]planning.Reading{}
		}
		at.past[moment] = past
	}
	return r.lens(ctx, past).At(moment, &moment), nil
}

// lens gives the viewer's lens on a state of the programme. What restricted statistics are seen through it is noted for the operation.
func (r *Resolver) lens(ctx context.Context, at planning.Reading) view.Lens {
	return view.Look(at.Graph, r.planning.Today(), at.Rights).Telling(&readingOf(ctx).shown).Spending(spender(ctx)).At(r.planning.Now(), nil)
}

func errUnauthenticated() error {
	return fault.New(fault.Unauthenticated, "", "nobody has signed in")
}
