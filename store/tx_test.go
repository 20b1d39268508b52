package store_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"testing"
	"time"

	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/store"
	"waymark/store/storetest"
)

func person(ctx context.Context, tx *store.Tx, id string) error {
	return tx.Insert(ctx, programme.Records{Coordinators: []*programme.Coordinator{{Meta: programme.Meta{ID: id}, Name: "One"}}})
}

// state gives the revision and the number of coordinators.
func state(t *testing.T, s *store.Store) (revision int64, people int) {
	t.Helper()
	r, err := s.Records(operator(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	now, err := s.State(operator(t.Context()))
	if err != nil || now.Graph != r.Revision || now.Number < now.Graph || now.Moment.IsZero() != (now.LastEntry == 0) {
		t.Fatalf("revision %d and state %+v, %v", r.Revision, now, err)
	}
	return now.Number, len(r.Coordinators)
}

func TestAChangeIsWholeOrNothing(t *testing.T) {
	empty.Run(t, func(t *testing.T, db storetest.Database) {
		s := db.Open(t)
		wrong := fault.New(fault.Infeasible, "input", "no")
		err := s.InTx(operator(t.Context()), inTest, func(ctx context.Context, tx *store.Tx) error {
			if err := person(ctx, tx, "coo_1"); err != nil {
				return err
			}
			return wrong
		})
		if !errors.Is(err, wrong) {
			t.Errorf("got %v, want what the change said", err)
		}
		if revision, people := state(t, s); revision != 0 || people != 0 {
			t.Errorf("a change that failed left revision %d and %d people", revision, people)
		}
		for want := int64(1); want <= 3; want++ {
			err := s.InTx(operator(t.Context()), inTest, func(ctx context.Context, tx *store.Tx) error {
				if tx.Revision != want {
					t.Errorf("the change has revision %d, want %d", tx.Revision, want)
				}
				return person(ctx, tx, "coo_"+string(rune('0'+want)))
			})
			if err != nil {
				t.Fatal(err)
			}
			if revision, people := state(t, s); revision != want || people != int(want) {
				t.Errorf("revision %d and %d people, want %d", revision, people, want)
			}
		}
	})
}

func TestReadersSeeTheLastCommitBesideAWriter(t *testing.T) {
	empty.Run(t, func(t *testing.T, db storetest.Database) {
		s, other := db.Open(t), db.Open(t)
		err := s.InTx(operator(t.Context()), inTest, func(ctx context.Context, tx *store.Tx) error {
			if err := person(ctx, tx, "coo_1"); err != nil {
				return err
			}
			for _, reader := range []*store.Store{s, other} {
				if revision, people := state(t, reader); revision != 0 || people != 0 {
					t.Errorf("a reader sees revision %d and %d people before the commit", revision, people)
				}
			}
			r, err := tx.Records(ctx)
			if len(r.Coordinators) != 1 || r.Revision != 1 {
				t.Errorf("the change does not see what it wrote: %+v", r)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if revision, people := state(t, other); revision != 1 || people != 1 {
			t.Errorf("revision %d and %d people after the commit", revision, people)
		}
	})
}

func TestRevisionsOfWritersAtOnce(t *testing.T) {
	empty.Run(t, func(t *testing.T, db storetest.Database) {
		stores := []*store.Store{db.Open(t), db.Open(t)}
		const each = 10
		var mutex sync.Mutex
		seen := map[int64]bool{}
		var all sync.WaitGroup
		for i := range 2 * each {
			all.Go(func() {
				var number int64
				err := stores[i%2].InTx(operator(t.Context()), inTest, func(_ context.Context, tx *store.Tx) error {
					number = tx.Revision
					return nil
				})
				mutex.Lock()
				defer mutex.Unlock()
				if err != nil || seen[number] {
					t.Errorf("revision %d, taken: %t, %v", number, seen[number], err)
				}
				seen[number] = true
			})
		}
		all.Wait()
		if revision, _ := state(t, stores[0]); revision != 2*each {
			t.Errorf("revision %d after %d changes", revision, 2*each)
		}
	})
}

// crash makes the database ask to run the transaction of a change again, and gives what it says.
func crash(ctx context.Context, t *testing.T, db storetest.Database, tx *store.Tx) error {
	rival, err := db.SQL(t).Conn(t.Context())
	if err != nil {
		return err
	}
	defer func() { _ = rival.Close() }() // what it began is rolled back with it
	if db.Engine == store.SQLite {
		// Somebody who does not wait meets the lock of the change.
		_, err := rival.ExecContext(t.Context(), `BEGIN IMMEDIATE`)
		return err
	}
	// Somebody holds what the change wants next, wants what the change holds, and is patient: the change is the one to give way.
	for _, statement := range []string{`BEGIN`, `SET LOCAL deadlock_timeout = '1h'`, `UPDATE coordinators SET name = 'Rival' WHERE id = 'coo_1'`} {
		if _, err := rival.ExecContext(t.Context(), statement); err != nil {
			return err
		}
	}
	var waiting sync.WaitGroup
	waiting.Go(func() {
		_, _ = rival.ExecContext(t.Context(), `UPDATE revisions SET number = number`)
		_, _ = rival.ExecContext(t.Context(), `ROLLBACK`)
	})
	err = tx.Coordinator.UpdateOneID("coo_1").SetName("Change").Exec(ctx)
	if e := tx.Rollback(); e != nil { // lets the rival go on
		return e
	}
	waiting.Wait()
	return err
}

func TestAChangeIsRunAgainWhenTheDatabaseAsks(t *testing.T) {
	empty.Run(t, func(t *testing.T, db storetest.Database) {
		s := db.Open(t)
		err := s.InTx(operator(t.Context()), inTest, func(ctx context.Context, tx *store.Tx) error { return person(ctx, tx, "coo_1") })
		if err != nil {
			t.Fatal(err)
		}
		runs := 0
		err = s.InTx(operator(t.Context()), inTest, func(ctx context.Context, tx *store.Tx) error {
			if runs++; runs == 1 {
				return crash(ctx, t, db, tx)
			}
			return tx.Coordinator.UpdateOneID("coo_1").SetName("Two").Exec(ctx)
		})
		if err != nil || runs != 2 {
			t.Errorf("ran %d times, %v", runs, err)
		}
		r, err := s.Records(operator(t.Context()))
		if err != nil || r.Revision != 2 || r.Coordinators[0].Name != "Two" || r.Coordinators[0].Version != 2 {
			t.Errorf("revision %d with %+v, %v", r.Revision, r.Coordinators[0], err)
		}
	})
}

func TestAChangeIsNotRunForEver(t *testing.T) {
	s := empty.Database(t, store.SQLite)
	opened, runs := s.Open(t), 0
	err := opened.InTx(operator(t.Context()), inTest, func(ctx context.Context, tx *store.Tx) error {
		runs++
		return crash(ctx, t, s, tx)
	})
	refused(t, err, fault.Unavailable, "the database cannot answer now; try again")
	if runs != store.Attempts {
		t.Errorf("ran %d times, want %d", runs, store.Attempts)
	}
}

// Writers that wait for another process wait one by one, so that readers find a connection.
func TestWaitingWritersLeaveRoomForReaders(t *testing.T) {
	empty.Run(t, func(t *testing.T, db storetest.Database) {
		s, other := db.Open(t), db.Open(t)
		const writers = 40 // more than there are connections
		var all sync.WaitGroup
		err := other.InTx(operator(t.Context()), inTest, func(context.Context, *store.Tx) error {
			for i := range writers {
				all.Go(func() {
					err := s.InTx(operator(t.Context()), inTest, func(ctx context.Context, tx *store.Tx) error {
						return person(ctx, tx, fmt.Sprintf("coo_%d", i))
					})
					if err != nil {
						t.Errorf("writer %d: %v", i, err)
					}
				})
			}
			ctx, cancel := context.WithTimeout(operator(t.Context()), 15*time.Second)
			defer cancel()
			for range 200 {
				runtime.Gosched()
				if _, err := s.State(ctx); err != nil {
					return fmt.Errorf("read beside waiting writers: %w", err)
				}
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
		all.Wait()
		if revision, people := state(t, s); revision != writers+1 || people != writers {
			t.Errorf("revision %d and %d people after %d writers and one that wrote nothing", revision, people, writers)
		}
	})
}

// A writer whose caller has gone does not wait for its turn.
func TestAWriterGivesUpItsTurnWithItsContext(t *testing.T) {
	empty.Run(t, func(t *testing.T, db storetest.Database) {
		s := db.Open(t)
		err := s.InTx(operator(t.Context()), inTest, func(context.Context, *store.Tx) error {
			ctx, cancel := context.WithCancel(operator(t.Context()))
			cancel()
			err := s.InTx(ctx, inTest, func(context.Context, *store.Tx) error { return nil })
			if list, ok := fault.All(err); !ok || list[0].Code != fault.Unavailable {
				t.Errorf("got %v, want UNAVAILABLE", err)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
}
