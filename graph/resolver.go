// Package graph is the GraphQL edge: it gives each root field to a use case of planning or to a view of the programme, and
// puts errors into the words of the API.
package graph

import (
	"context"
	"fmt"
	"sync"

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
}

type readingKey struct{}

// withReading prepares an operation to answer from one state, which is fetched when the first field asks for it.
func withReading(ctx context.Context) context.Context {
	return context.WithValue(ctx, readingKey{}, &reading{})
}

// look gives the operation's state of the programme as of the planning date, as far as the viewer may see it.
func (r *Resolver) look(ctx context.Context) (view.Lens, error) {
	at, ok := ctx.Value(readingKey{}).(*reading)
	if !ok {
		at = &reading{}
	}
	at.once.Do(func() { at.Reading, at.err = r.planning.Reading(ctx) })
	if at.err != nil {
		return view.Lens{}, fmt.Errorf("read programme: %w", at.err)
	}
	return r.lens(at.Reading).Spending(spender(ctx)), nil
}

// lens gives the viewer's lens on a state of the programme.
func (r *Resolver) lens(at planning.Reading) view.Lens {
	return view.Look(at.Graph, r.planning.Today(), at.Rights)
}

func errUnauthenticated() error {
	return fault.New(fault.Unauthenticated, "", "nobody has signed in")
}
