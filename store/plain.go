package store

import (
	"context"
	"database/sql"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
)

// plainKey leads to where the transaction that is begun is to be put, as database/sql has it.
type plainKey struct{}

// direct is a driver that gives its transactions to who asks for them, since ent writes no COPY.
type direct struct{ *entsql.Driver }

// Tx begins a transaction.
func (d direct) Tx(ctx context.Context) (dialect.Tx, error) {
	tx, err := d.Driver.Tx(ctx)
	if begun, ok := tx.(*entsql.Tx); ok && err == nil {
		if to, ok := ctx.Value(plainKey{}).(**sql.Tx); ok {
			*to, _ = begun.Tx.(*sql.Tx)
		}
	}
	return tx, err
}
