package store

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
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
}

const askState = `SELECT number, graph_number, last_entry, changed_at FROM revisions WHERE id = 1`

// asking is how long a question for the state may take.
const asking = 10 * time.Second

// State gives the state of the database at a moment after it was called. It is one statement, which all who ask meanwhile share.
func (s *Store) State(ctx context.Context) (State, error) {
	if _, known := access.From(ctx); !known {
		return State{}, translate(privacy.Deny)
	}
	found, err := s.present.state(ctx)
	return found, translate(err)
}

// stateOf asks the database for its state.
func (s *Store) stateOf(ctx context.Context) (found State, err error) {
	ctx, end := s.Watch(ctx, Work{Kind: WorkStatement, SQL: askState})
	defer func() { end(err) }()
	var moment sql.NullTime
	if err := s.db.QueryRowContext(ctx, askState).Scan(&found.Number, &found.Graph, &found.LastEntry, &moment); err != nil {
		return State{}, fmt.Errorf("ask the database for its state: %w", err)
	}
	found.Moment = moment.Time
	return found, nil
}

// present puts a question to the database on behalf of all who want to know its state. Each is told an answer to a question that was put after
// they came, so that it knows of whatever had been acknowledged to anybody by then.
type present struct {
	ask func(context.Context) (State, error)

	mutex  sync.Mutex
	next   *question // that is put once the one before has been answered; nil when nobody has come since
	asking bool
}

type question struct {
	answered chan struct{}
	state    State
	err      error
}

// state gives the state at a moment after it was called.
func (p *present) state(ctx context.Context) (State, error) {
	if err := ctx.Err(); err != nil {
		return State{}, fmt.Errorf("ask the database for its state: %w", err)
	}
	p.mutex.Lock()
	if p.next == nil {
		p.next = &question{answered: make(chan struct{})}
	}
	q := p.next
	if !p.asking {
		p.asking = true
		go p.run(context.WithoutCancel(ctx))
	}
	p.mutex.Unlock()
	select {
	case <-q.answered:
		return q.state, q.err
	case <-ctx.Done():
		return State{}, fmt.Errorf("ask the database for its state: %w", ctx.Err())
	}
}

// run puts one question after the other for as long as there are any.
func (p *present) run(ctx context.Context) {
	for {
		p.mutex.Lock()
		q := p.next
		p.next, p.asking = nil, q != nil
		p.mutex.Unlock()
		if q == nil {
			return
		}
		limited, cancel := context.WithTimeout(ctx, asking)
		q.state, q.err = p.ask(limited)
		cancel()
		close(q.answered)
	}
}
