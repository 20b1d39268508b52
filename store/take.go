package store

import (
	"context"
	"database/sql"

	"entgo.io/ent/privacy"

	"waymark/domain/access"
	"waymark/ent"
)

const (
	takeNext = `UPDATE revisions SET number = number + 1 WHERE id = 1`
	// takeTold is the same on PostgreSQL: it tells what it leads to, and lets the commit give the lock away before the disk has it.
	takeTold = takeNext + ` RETURNING number, graph_number, last_entry, changed_at, set_config('synchronous_commit', 'off', true)`
	// takeWhole tells the same, and leaves the commit as it is.
	takeWhole = takeNext + ` RETURNING number, graph_number, last_entry, changed_at, ''`
)

// take takes the next revision, and with it the lock that every other change waits for. It gives the state that it leads to, in which the graph, the
// newest entry and the moment are still those of the change before.
func (s *Store) take(ctx context.Context, tx *sql.Tx) (State, error) {
	rights, known := access.From(ctx)
	if !known {
		return State{}, privacy.Deny
	}
	if _, may := rights.Writable(ent.TypeRevision); !may {
		return State{}, privacy.Deny
	}
	if s.engine == Postgres {
		if s.flusher == nil {
			return s.scanState(ctx, tx, takeWhole, new(string))
		}
		return s.scanState(ctx, tx, takeTold, new(string))
	}
	ctx, end := s.Watch(ctx, Work{Kind: WorkStatement, SQL: takeNext})
	_, err := tx.ExecContext(ctx, takeNext)
	if end(err); err != nil {
		return State{}, err
	}
	return s.scanState(ctx, tx, askState)
}

// oneRow is what a statement is put to that gives one row.
type oneRow interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// scanState reads a state, and what else a statement tells.
func (s *Store) scanState(ctx context.Context, of oneRow, statement string, beside ...any) (found State, err error) {
	ctx, end := s.Watch(ctx, Work{Kind: WorkStatement, SQL: statement})
	defer func() { end(err) }()
	var moment sql.NullTime
	err = of.QueryRowContext(ctx, statement).Scan(append([]any{&found.Number, &found.Graph, &found.LastEntry, &moment}, beside...)...)
	found.Moment, found.Epoch = moment.Time, s.epoch.Load()
	return found, err
}
