package graph_test

import (
	"context"
	"database/sql"
	"log/slog"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"waymark/server"
	"waymark/store"
)

// slow puts a view that takes for ever in the place of the table that every request reads first.
var slow = map[store.Engine]string{
	store.Postgres: `CREATE VIEW revisions AS SELECT r.* FROM revisions_kept r, pg_sleep(3600)`,
	store.SQLite: `CREATE VIEW revisions AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)
		SELECT r.* FROM revisions_kept r WHERE (SELECT count(*) FROM n) > 0`,
}

// A request's deadline ends the statement that it waits for, in the database as well, and its connection serves the next.
func TestTheDeadlineCancelsSQL(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		admin, question := d.db.SQL(t), []byte(`{"query":"{ regions { totalCount } }"}`)
		do := func(statement string) {
			t.Helper()
			if _, err := admin.ExecContext(t.Context(), statement); err != nil {
				t.Fatal(err)
			}
		}
		s := httptest.NewServer(server.New(d.exec, d.store.Ready, server.Config{Viewer: operator, Deadline: 200 * time.Millisecond}, slog.New(slog.DiscardHandler)))
		t.Cleanup(s.Close)
		hurried := client{s.URL + "/graphql", nil}

		do(`ALTER TABLE revisions RENAME TO revisions_kept`)
		do(slow[d.db.Engine])
		pool := d.store.Pool().MaxOpenConnections
		var all sync.WaitGroup
		for range pool + 4 { // more than there are connections
			all.Go(func() {
				r, err := hurried.try(t.Context(), question)
				if err != nil || len(r.Errors) != 1 || r.Errors[0].Extensions.Code != "UNAVAILABLE" {
					t.Errorf("got %d %s %v", r.Status, r.Body, err)
				}
			})
		}
		all.Wait()
		patience, enough := context.WithTimeout(t.Context(), time.Minute)
		defer enough()
		for d.store.Pool().InUse > 0 || running(patience, t, d, admin) > 0 { // until the driver and the database have heard of it
			if patience.Err() != nil {
				t.Fatalf("%d connections are in use and %d statements are still running", d.store.Pool().InUse, running(t.Context(), t, d, admin))
			}
		}
		do(`DROP VIEW revisions`)
		do(`ALTER TABLE revisions_kept RENAME TO revisions`)
		for n := range pool + 4 {
			all.Go(func() {
				if r, err := d.operator.try(t.Context(), question); err != nil || len(r.Errors) > 0 {
					t.Errorf("afterwards, request %d: %s %v", n, r.Body, err)
				}
			})
		}
		all.Wait()
	})
}

// running counts the statements on the revision that PostgreSQL is busy with. SQLite's run in this process, each on a connection in use.
func running(ctx context.Context, t *testing.T, d *door, admin *sql.DB) (n int) {
	t.Helper()
	if d.db.Engine == store.SQLite {
		return 0
	}
	err := admin.QueryRowContext(ctx, `SELECT count(*) FROM pg_stat_activity
		WHERE datname = current_database() AND state = 'active' AND query LIKE '%revisions%' AND pid <> pg_backend_pid()`).Scan(&n)
	if err != nil && ctx.Err() == nil {
		t.Fatal(err)
	}
	return n
}
