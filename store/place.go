package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	"github.com/lib/pq"

	"waymark/ent"
)

// patience is how long a reading waits for replicas to come to the state that it has to see before the primary is asked.
const patience = 100 * time.Millisecond

// placedKey leads to where a reading has its place: a transaction of a replica, or nil for the primary.
type placedKey struct{}

// held is a transaction on a replica in which something is read.
type held struct{ entsql.Conn }

func heldBy(ctx context.Context) *held {
	h, _ := ctx.Value(placedKey{}).(*held)
	return h
}

// placed runs a reading on a replica that is in the state of the primary, whose turn it is, and on the primary when there is none or it fails:
// then the reading begins again, so it must not have had an effect, or say so by final. The state is that of a moment after placed was
// called; whoever was acknowledged a change before reads it. What runs in a transaction, or in another reading, stays where it is.
func (s *Store) placed(ctx context.Context, read func(context.Context) error) error {
	if ctx.Value(placedKey{}) != nil || ent.TxFromContext(ctx) != nil {
		return read(ctx)
	}
	if usable := s.replicas.usable(); len(usable) > 0 {
		need, err := s.present.answer(ctx)
		if err != nil {
			return err
		}
		waiting, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		for _, r := range usable {
			err := r.read(ctx, waiting, need, s.present.answer, read)
			if err == nil {
				r.reads.Add(1)
			}
			if !elsewhere(ctx, err) {
				return err
			}
		}
	}
	if s.replicas != nil {
		s.replicas.missed.Add(1)
	}
	return read(context.WithValue(ctx, placedKey{}, (*held)(nil)))
}

// final is an error of a reading that must not begin again.
type final struct{ error }

// Unwrap gives the error itself.
func (f final) Unwrap() error { return f.error }

// elsewhere tells whether a reading may succeed on another server.
func elsewhere(ctx context.Context, err error) bool {
	if err == nil || ctx.Err() != nil || errors.As(err, new(final)) {
		return false
	}
	var pg *pq.Error
	return errors.Is(err, errApart) || errors.Is(err, errPromoted) || unavailable(err) ||
		errors.As(err, &pg) && pg.Code.Class() == "42" // a migration has not come there yet
}

// placing places the queries that are in no transaction.
func (s *Store) placing() ent.Interceptor {
	return ent.InterceptFunc(func(next ent.Querier) ent.Querier {
		return ent.QuerierFunc(func(ctx context.Context, q ent.Query) (v ent.Value, err error) {
			switch q.(type) {
			case *ent.RevisionQuery, *ent.ReadEntryQuery, *ent.ReadSubjectQuery:
				return next.Query(ctx, q) // what is newest, and what changes beside the revision, is the primary's to tell
			}
			err = s.placed(ctx, func(ctx context.Context) error {
				v, err = next.Query(ctx, q)
				return err
			})
			return v, err
		})
	})
}

// spread is a driver that reads where a reading has its place.
type spread struct{ direct }

// Query asks a question.
func (d spread) Query(ctx context.Context, query string, args, v any) error {
	if h := heldBy(ctx); h != nil {
		return h.Query(ctx, query, args, v)
	}
	return d.Driver.Query(ctx, query, args, v)
}

// BeginTx begins a transaction; one that only reads, in the transaction of its reading if there is one.
func (d spread) BeginTx(ctx context.Context, options *sql.TxOptions) (dialect.Tx, error) {
	if h := heldBy(ctx); h != nil && options != nil && options.ReadOnly {
		return within{h}, nil
	}
	return d.Driver.BeginTx(ctx, options)
}

// within is a transaction that another one ends.
type within struct{ *held }

// Commit does nothing.
func (within) Commit() error { return nil }

// Rollback does nothing.
func (within) Rollback() error { return nil }
