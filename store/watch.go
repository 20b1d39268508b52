package store

import (
	"context"
	"database/sql"
	"fmt"

	"entgo.io/ent/dialect"
)

// Kind is what sort of work takes the database's time.
type Kind string

// The kinds of work.
const (
	WorkChange    Kind = "change"    // one attempt at a transaction that changes the programme
	WorkReading   Kind = "reading"   // the whole programme read in one transaction
	WorkStatement Kind = "statement" // one statement, until its first row
	WorkGraph     Kind = "graph"     // the graph of the programme read and linked anew
)

// Work is something that takes time. SQL is the text of a statement with placeholders where its values go, and empty for any other kind.
type Work struct {
	Kind Kind
	SQL  string
}

// Watcher is told of work as it begins. The context that it gives is the one the work runs in, and the function that it gives is
// called once, when the work ends, with the error that it ends with. It is safe for concurrent use.
type Watcher func(context.Context, Work) (context.Context, func(error))

// Watch tells the store's watcher, if there is one, of work that is done with what the store holds.
func (s *Store) Watch(ctx context.Context, w Work) (context.Context, func(error)) {
	if s.watcher == nil {
		return ctx, func(error) {}
	}
	return s.watcher(ctx, w)
}

// watcher gives whom to tell, or nil when nobody wants to know.
func (c Config) watcher() Watcher {
	if c.Observe == nil {
		return c.Watch
	}
	return func(ctx context.Context, w Work) (context.Context, func(error)) {
		if w.Kind == WorkStatement {
			c.Observe(w.SQL)
		}
		if c.Watch == nil {
			return ctx, func(error) {}
		}
		return c.Watch(ctx, w)
	}
}

// watched tells of the statements that pass a driver and its transactions.
type watched struct {
	dialect.Driver
	tell Watcher
}

func (d watched) Exec(ctx context.Context, query string, args, v any) error {
	return run(ctx, d.tell, d.Driver.Exec, query, args, v)
}

func (d watched) Query(ctx context.Context, query string, args, v any) error {
	return run(ctx, d.tell, d.Driver.Query, query, args, v)
}

// Tx begins a transaction whose statements are told of as well.
func (d watched) Tx(ctx context.Context) (dialect.Tx, error) {
	tx, err := d.Driver.Tx(ctx)
	return watchedTx{tx, d.tell}, err
}

// BeginTx does what Tx does, with options.
func (d watched) BeginTx(ctx context.Context, options *sql.TxOptions) (dialect.Tx, error) {
	driver, ok := d.Driver.(interface {
		BeginTx(context.Context, *sql.TxOptions) (dialect.Tx, error)
	})
	if !ok {
		return nil, fmt.Errorf("begin: %T knows no options of a transaction", d.Driver)
	}
	tx, err := driver.BeginTx(ctx, options)
	return watchedTx{tx, d.tell}, err
}

type watchedTx struct {
	dialect.Tx
	tell Watcher
}

func (t watchedTx) Exec(ctx context.Context, query string, args, v any) error {
	return run(ctx, t.tell, t.Tx.Exec, query, args, v)
}

func (t watchedTx) Query(ctx context.Context, query string, args, v any) error {
	return run(ctx, t.tell, t.Tx.Query, query, args, v)
}

func run(ctx context.Context, tell Watcher, do func(context.Context, string, any, any) error, query string, args, v any) error {
	ctx, end := tell(ctx, Work{Kind: WorkStatement, SQL: query})
	err := do(ctx, query, args, v)
	end(err)
	return err
}
