package store

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
	"time"
)

// state names a state of all that the programme has recorded, documents and figures included: the number of the last change and its moment.
// Two servers with the same state show the same, and none is in a state twice.
type state struct {
	number int64
	moment time.Time
}

func (s state) same(t state) bool { return s.number == t.number && s.moment.Equal(t.moment) }

const askState = `SELECT number, changed_at FROM revisions WHERE id = 1`

// stateOf asks the primary for its state. It is one statement.
func (s *Store) stateOf(ctx context.Context) (found state, err error) {
	ctx, end := s.Watch(ctx, Work{Kind: WorkStatement, SQL: askState})
	defer func() { end(err) }()
	var moment sql.NullTime
	if err := s.db.QueryRowContext(ctx, askState).Scan(&found.number, &moment); err != nil {
		return state{}, fmt.Errorf("ask the primary for its state: %w", err)
	}
	found.moment = moment.Time
	return found, nil
}

// present puts a question to the primary on behalf of all who want to know its state. Each is told an answer to a question that was put after
// they came, so that it knows of whatever had been acknowledged to anybody by then.
type present struct {
	ask    func(context.Context) (state, error)
	within time.Duration

	mutex  sync.Mutex
	next   *question // that is put once the one before has been answered; nil when nobody has come since
	asking bool
}

type question struct {
	answered chan struct{}
	state    state
	err      error
}

// state gives the state of the primary at a moment after it was called.
func (p *present) state(ctx context.Context) (state, error) {
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
		return state{}, fmt.Errorf("ask the primary for its state: %w", ctx.Err())
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
		limited, cancel := context.WithTimeout(ctx, p.within)
		q.state, q.err = p.ask(limited)
		cancel()
		close(q.answered)
	}
}
