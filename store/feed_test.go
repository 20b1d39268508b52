package store_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"waymark/domain/fault"
	"waymark/store"
	"waymark/store/storetest"
)

// hire makes a change of one record.
func hire(t *testing.T, s *store.Store, id string) {
	t.Helper()
	err := s.InTx(operator(t.Context()), inTest, func(ctx context.Context, tx *store.Tx) error { return person(ctx, tx, id) })
	if err != nil {
		t.Error(err)
	}
}

// follow reads the feed from an entry on until it has seen so many more, as a subscriber does, and gives them.
func follow(ctx context.Context, s *store.Store, after int64, most int) ([]int64, error) {
	var seen []int64
	for len(seen) < most {
		if err := s.Wait(ctx, after); err != nil {
			return seen, err
		}
		entries, err := s.EntriesAfter(ctx, after, 7)
		if err != nil {
			return seen, err
		}
		if len(entries) == 0 {
			return seen, fmt.Errorf("woken after %d for nothing", after)
		}
		for _, e := range entries {
			seen = append(seen, e.ID)
			after = e.ID
		}
	}
	return seen, nil
}

func TestWaitSeesWhatIsThere(t *testing.T) {
	empty.Run(t, func(t *testing.T, db storetest.Database) {
		s := db.Open(t)
		hire(t, s, "coo_1")
		hire(t, s, "coo_2")
		other := db.Open(t) // has heard of nothing yet
		for after := range int64(2) {
			if err := other.Wait(t.Context(), after); err != nil {
				t.Error(err)
			}
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		refused(t, other.Wait(ctx, 2), fault.Unavailable, away)
	})
}

// Changes made by one process wake those who wait in another.
func TestChangesOfOthersAreHeard(t *testing.T) {
	empty.Run(t, func(t *testing.T, db storetest.Database) {
		writer, reader := db.Open(t), db.Open(t)
		const waiters, changes = 10, 20
		var all sync.WaitGroup
		for range waiters {
			all.Go(func() {
				seen, err := follow(t.Context(), reader, 0, changes)
				if err != nil || len(seen) != changes {
					t.Errorf("saw %v, %v", seen, err)
				}
			})
		}
		for i := range changes {
			hire(t, writer, fmt.Sprint("coo_", i))
		}
		all.Wait()
	})
}

// However quickly changes follow one another, none is missed and none is told twice.
func TestNoWakeUpIsLost(t *testing.T) {
	empty.Run(t, func(t *testing.T, db storetest.Database) {
		s := db.Open(t)
		const changes = 1000
		followers := []*store.Store{s, s, s}
		if db.Engine == store.Postgres {
			followers = append(followers, db.Open(t))
		}
		var all sync.WaitGroup
		for _, f := range followers {
			all.Go(func() {
				seen, err := follow(t.Context(), f, 0, changes)
				if err != nil {
					t.Error(err)
				}
				for i, id := range seen {
					if id != int64(i+1) {
						t.Errorf("saw entry %d as number %d", id, i+1)
						return
					}
				}
			})
		}
		for i := range changes {
			hire(t, s, fmt.Sprint("coo_", i))
		}
		all.Wait()
	})
}

// A listener whose connection the server ends connects again, and hears of what came meanwhile.
func TestListeningSurvivesTheServer(t *testing.T) {
	db := empty.Database(t, store.Postgres)
	writer, reader := db.Open(t), db.Open(t)
	raw := db.SQL(t)
	after := int64(0)
	for round := range 3 {
		done := make(chan error)
		go func() {
			seen, err := follow(t.Context(), reader, after, 1)
			if err == nil && (len(seen) != 1 || seen[0] != after+1) {
				err = fmt.Errorf("saw %v after %d", seen, after)
			}
			done <- err
		}()
		for ended := false; !ended; { // the listener may not have connected yet
			row := raw.QueryRowContext(t.Context(), `SELECT coalesce(bool_or(pg_terminate_backend(pid)), false) FROM pg_stat_activity
				WHERE datname = current_database() AND query LIKE 'LISTEN%'`)
			if err := row.Scan(&ended); err != nil {
				t.Fatal(err)
			}
		}
		hire(t, writer, fmt.Sprint("coo_", round))
		if err := <-done; err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		after++
	}
}

func TestAClosedStoreLetsNobodyWait(t *testing.T) {
	empty.Run(t, func(t *testing.T, db storetest.Database) {
		s, err := store.Open(db.Config)
		if err != nil {
			t.Fatal(err)
		}
		done := make(chan error)
		go func() { done <- s.Wait(t.Context(), 0) }()
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if list, ok := fault.All(<-done); !ok || list[0].Code != fault.Unavailable {
			t.Errorf("got %v, want UNAVAILABLE", list)
		}
	})
}
