package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"waymark/domain/programme"
	"waymark/domain/viewer"
	"waymark/ent"
)

// Tx is the transaction of one change. It holds the lock of the revision: no other change of the programme runs beside it,
// so that what it reads stays true until it commits.
type Tx struct {
	*ent.Tx
	Revision  int64     // the number that the programme has once this transaction commits
	Graph     int64     // the number of the last change before it that touched the graph
	LastEntry int64     // the id of the newest audit entry before it
	Moment    time.Time // when all that it records is recorded
	Epoch     int64     // as in State

	store *Store
	plain *sql.Tx // the same transaction, for what ent has no words for
}

// Change is what a transaction is for, as the audit tells it.
type Change struct {
	Operation string // the name of the mutation
	Reason    string // why, where a reason is asked for; else empty
	// Committed, if set, is told of the commit before any other change of this process begins: the ids of the newest audit entries before and
	// after it, and those of the records that it was about.
	Committed func(from, to int64, about []string)
}

const attempts = 5

// InTx runs a change: it begins a transaction, takes the next revision, runs the function, writes one audit entry for each record
// that was changed, and commits, or rolls all of it back when the function fails. It runs the function again when the database
// asks for it (serialisation failure, deadlock), so the function has no effect outside the database. All that the transaction
// records has one moment, which lies after that of every change before. Errors of the driver come out as fault.Error.
//
// Changes of one process take turns before they take a connection: those that wait for the lock would otherwise hold all
// connections, and readers would find none. The function must not call InTx.
func (s *Store) InTx(ctx context.Context, what Change, change func(context.Context, *Tx) error) error {
	if s.flusher == nil {
		_, err := s.inTurn(ctx, what, change)
		return translate(err)
	}
	began, err := s.flusher.begin(ctx)
	if err != nil {
		return translate(err)
	}
	done, err := s.inTurn(ctx, what, change)
	if err == nil {
		err = s.flusher.end(ctx, began, done)
	}
	return translate(err)
}

func (s *Store) inTurn(ctx context.Context, what Change, change func(context.Context, *Tx) error) (done committed, err error) {
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return done, fmt.Errorf("wait for a turn: %w", ctx.Err())
	}
	for range attempts {
		done, err = s.attempt(ctx, what, change)
		if !again(err) || ctx.Err() != nil {
			break
		}
	}
	return done, err
}

func (s *Store) attempt(ctx context.Context, what Change, change func(context.Context, *Tx) error) (done committed, err error) {
	ctx, end := s.Watch(ctx, Work{Kind: WorkChange})
	defer func() { end(err) }()
	var plain *sql.Tx
	tx, err := s.client.Tx(context.WithValue(ctx, plainKey{}, &plain))
	if err != nil {
		return done, fmt.Errorf("begin: %w", err)
	}
	defer func() {
		if err != nil {
			if e := tx.Rollback(); e != nil && !errors.Is(e, sql.ErrTxDone) {
				err = errors.Join(err, fmt.Errorf("roll back: %w", e))
			}
		}
	}()
	ctx = ent.NewTxContext(ctx, tx)
	at, err := s.take(ctx, plain)
	if err != nil {
		return done, fmt.Errorf("take the next revision: %w", err)
	}
	who, _ := viewer.From(ctx) // without one the policy has refused by now
	j := &journal{change: what, who: who, moment: s.after(at.Moment), revision: at.Number}
	ctx = context.WithValue(ctx, journalKey{}, j)
	if err := change(ctx, &Tx{Tx: tx, Revision: at.Number, Graph: at.Graph, LastEntry: at.LastEntry, Moment: j.moment, Epoch: at.Epoch, store: s, plain: plain}); err != nil {
		return done, err
	}
	newest, err := j.writeDown(ctx, tx, at.LastEntry)
	if err != nil {
		return done, err
	}
	if err := tx.Commit(); err != nil {
		return done, fmt.Errorf("commit: %w", err)
	}
	if what.Committed != nil {
		what.Committed(at.LastEntry, newest, j.about())
	}
	s.bell.ring(newest)
	return committed{newest, j.moment, newest != at.LastEntry}, nil
}

// moment is the present one, as fine as both engines keep it.
func (s *Store) moment() time.Time { return s.now().UTC().Truncate(time.Microsecond) }

// after gives the present moment, or the first one after the last change when the clock has been set back.
func (s *Store) after(last time.Time) time.Time {
	now := s.moment()
	if !now.After(last) {
		return last.UTC().Add(time.Microsecond)
	}
	return now
}

// Records reads the whole programme, all of it as of one and the same revision.
func (s *Store) Records(ctx context.Context) (programme.Records, error) {
	var records programme.Records
	err := s.reading(ctx, func(ctx context.Context, c *ent.Client) (err error) {
		records, err = load(ctx, c, rewind{})
		return err
	})
	return records, err
}

// Records reads the whole programme as the transaction sees it.
func (tx *Tx) Records(ctx context.Context) (programme.Records, error) {
	records, err := load(ctx, tx.Client(), rewind{})
	if j := journalOf(ctx); j != nil && j.touchesGraph() {
		records.Revision = tx.Revision
	}
	return records, err
}
