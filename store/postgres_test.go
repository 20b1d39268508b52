package store_test

import (
	"context"
	"io"
	"net"
	"net/url"
	"sync"
	"testing"
	"time"

	"waymark/domain/fault"
	"waymark/store"
	"waymark/store/storetest"
)

// oneLine passes the first connection on to a server and hangs up on all others, which are cancellations: so these are lost.
func oneLine(t *testing.T, server string) (address string) {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	t.Cleanup(func() {
		_ = listener.Close()
		all.Wait()
	})
	all.Go(func() {
		for first := true; ; first = false {
			near, err := listener.Accept()
			if err != nil {
				return
			}
			far, err := (&net.Dialer{}).DialContext(context.WithoutCancel(t.Context()), "tcp", server)
			if err != nil || !first {
				_ = near.Close()
				continue
			}
			for _, way := range [][2]net.Conn{{near, far}, {far, near}} {
				all.Go(func() {
					_, _ = io.Copy(way[0], way[1])
					_ = way[0].Close()
				})
			}
		}
	})
	return listener.Addr().String()
}

// A statement whose cancellation the server has not heard of does not hold its connection, and ends in the server as well.
func TestACancellationThatIsLost(t *testing.T) {
	var migrated storetest.Template
	db := migrated.Database(t, store.Postgres)
	admin := db.SQL(t)
	for _, statement := range []string{`ALTER TABLE revisions RENAME TO revisions_kept`, `CREATE VIEW revisions AS SELECT r.* FROM revisions_kept r, pg_sleep(3600)`} {
		if _, err := admin.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	u, err := url.Parse(db.Config.URL)
	if err != nil {
		t.Fatal(err)
	}
	u.Host = oneLine(t, u.Host)
	s := storetest.Database{Engine: store.Postgres, Config: store.Config{URL: u.String()}}.Open(t)
	hurry, cancel := context.WithTimeout(operator(t.Context()), 500*time.Millisecond)
	defer cancel()
	_, err = s.State(hurry)
	refused(t, err, fault.Unavailable, away)
	patience, enough := context.WithTimeout(t.Context(), time.Minute)
	defer enough()
	for running := -1; s.Pool().InUse > 0 || running != 0; {
		if err := admin.QueryRowContext(patience, `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'
			AND pid <> pg_backend_pid()`).Scan(&running); err != nil {
			t.Fatalf("%d connections are in use and %d statements are running: %v", s.Pool().InUse, running, err)
		}
	}
}
