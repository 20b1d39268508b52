package store

import (
	"context"
	"fmt"
	"time"

	"entgo.io/ent/privacy"

	"waymark/domain/access"
)

// State names a state of all that the programme has recorded, documents and figures included. No database is in a state twice.
type State struct {
	Number    int64     // of the last change
	Graph     int64     // of the last change that touched the graph: what a graph of this state has as its revision
	LastEntry int64     // id of the newest audit entry
	Moment    time.Time // of the last change; zero before the first
	// Epoch counts how often this process has found that the database may have lost changes that it had seen and nobody was told of: what was kept
	// of one before is not to be relied on.
	Epoch int64
}

const askState = `SELECT number, graph_number, last_entry, changed_at FROM revisions WHERE id = 1`

// State gives the state of the database at a moment after it was called. It is one statement, which all who ask meanwhile share.
func (s *Store) State(ctx context.Context) (State, error) {
	if _, known := access.From(ctx); !known {
		return State{}, translate(privacy.Deny)
	}
	found, err := s.present.answer(ctx)
	return found, translate(err)
}

// Epoch gives the epoch of the states that are told of now. It asks nobody.
func (s *Store) Epoch() int64 { return s.epoch.Load() }

// stateOf asks the database for its state. It is called by one at a time.
func (s *Store) stateOf(ctx context.Context) (State, error) {
	found, err := s.scanState(ctx, s.db, askState)
	if err != nil {
		return found, fmt.Errorf("ask the database for its state: %w", err)
	}
	if found.Number < s.highest {
		s.epoch.Add(1)
	}
	s.highest = found.Number
	found.Epoch = s.epoch.Load()
	return found, nil
}
