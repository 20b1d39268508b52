package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"waymark/domain/programme"
	"waymark/ent"
	"waymark/ent/revision"
)

// Tx is the transaction of one change. It holds the lock of the revision: no other change of the programme runs beside it,
// so that what it reads stays true until it commits.
type Tx struct {
	*ent.Tx
	Revision int64 // the number that the programme has once this transaction commits
}

const attempts = 5

// InTx runs a change: it begins a transaction, takes the next revision, runs the function and commits, or rolls all of it
// back when the function fails. It runs the function again when the database asks for it (serialisation failure, deadlock),
// so the function has no effect outside the database. Errors of the driver come out as fault.Error.
//
// Changes of one process take turns before they take a connection: those that wait for the lock would otherwise hold all
// connections, and readers would find none. The function must not call InTx.
func (s *Store) InTx(ctx context.Context, change func(context.Context, *Tx) error) error {
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return translate(fmt.Errorf("wait for a turn: %w", ctx.Err()))
	}
	var err error
	for range attempts {
		err = s.attempt(ctx, change)
		if !again(err) || ctx.Err() != nil {
			break
		}
	}
	return translate(err)
}

func (s *Store) attempt(ctx context.Context, change func(context.Context, *Tx) error) (err error) {
	ctx, end := s.Watch(ctx, Work{Kind: Change})
	defer func() { end(err) }()
	tx, err := s.client.Tx(ctx)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer func() {
		if err != nil {
			if e := tx.Rollback(); e != nil && !errors.Is(e, sql.ErrTxDone) {
				err = errors.Join(err, fmt.Errorf("roll back: %w", e))
			}
		}
	}()
	ctx = ent.NewTxContext(ctx, tx)
	if err := tx.Revision.Update().Where(revision.ID(1)).AddNumber(1).Exec(ctx); err != nil {
		return fmt.Errorf("take the next revision: %w", err)
	}
	row, err := tx.Revision.Get(ctx, 1)
	if err != nil {
		return fmt.Errorf("read the revision: %w", err)
	}
	if err := change(ctx, &Tx{Tx: tx, Revision: row.Number}); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// Revision gives the number of the programme's present state. It is one statement.
func (s *Store) Revision(ctx context.Context) (int64, error) {
	row, err := s.client.Revision.Get(ctx, 1)
	if err != nil {
		return 0, translate(fmt.Errorf("read the revision: %w", err))
	}
	return row.Number, nil
}

// Records reads the whole programme, all of it as of one and the same revision.
func (s *Store) Records(ctx context.Context) (records programme.Records, err error) {
	ctx, end := s.Watch(ctx, Work{Kind: Reading})
	defer func() { end(err) }()
	options := &sql.TxOptions{ReadOnly: true}
	if s.engine == Postgres {
		options.Isolation = sql.LevelRepeatableRead // SQLite's read transactions are snapshots anyway
	}
	tx, err := s.client.BeginTx(ctx, options)
	if err != nil {
		return programme.Records{}, translate(fmt.Errorf("begin reading: %w", err))
	}
	defer func() { _ = tx.Rollback() }() // nothing was written
	records, err = load(ctx, tx.Client())
	return records, translate(err)
}

// Records reads the whole programme as the transaction sees it.
func (tx *Tx) Records(ctx context.Context) (programme.Records, error) { return load(ctx, tx.Client()) }
