// Package seed enlarges the demonstration of Waymark to what benchmarks ask about.
package seed

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
)

// Size says how much there is to be. Size 1 is 5 years of the programme: 150 more providers with three services each, a plan for each partnership
// and year, and fifteen referral counts a month for each office, some 500,000 in all. Size n has n times as many of each.
type Size int

var (
	//go:embed index.sql
	index string
	//go:embed providers.sql
	providers string
	//go:embed plans.sql
	plans string
	//go:embed returns.sql
	returns string
)

// Fill adds what is missing to a PostgreSQL database that `waymark seed --demo` has filled, in one transaction, and has its statistics taken. All
// of it is synthetic and marked so, and the same on every machine. A database that has been filled already is an error.
func Fill(ctx context.Context, db *sql.DB, size Size) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, `SELECT set_config('bench.size', $1, true)`, fmt.Sprint(int(size))); err != nil {
		return err
	}
	for _, step := range []struct{ what, statements string }{{"index", index}, {"providers", providers}, {"plans", plans}, {"returns", returns}} {
		if _, err := tx.ExecContext(ctx, step.statements); err != nil {
			return fmt.Errorf("fill %s: %w", step.what, err)
		}
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, `VACUUM ANALYZE`); err != nil {
		return fmt.Errorf("take statistics: %w", err)
	}
	return nil
}
