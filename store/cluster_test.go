//go:build unix

package store_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"waymark/domain/fault"
	"waymark/store"
	"waymark/store/storetest"
)

// A store outlives its database: it says UNAVAILABLE while that is killed or frozen, and goes on when it is back.
func TestTheDatabaseGoesAndComesBack(t *testing.T) {
	cluster := storetest.NewCluster(t)
	s := storetest.Database{Engine: store.Postgres, Config: store.Config{URL: cluster.URL()}}.Open(t)
	if _, err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	ctx := operator(t.Context())
	hire := func(id string) error {
		return s.InTx(ctx, inTest, func(ctx context.Context, tx *store.Tx) error { return person(ctx, tx, id) })
	}
	if err := hire("coo_1"); err != nil {
		t.Fatal(err)
	}
	cluster.Kill()
	refused(t, hire("coo_2"), fault.Unavailable, away)
	_, err := s.State(ctx)
	refused(t, err, fault.Unavailable, away)
	if s.Ready(ctx) == nil {
		t.Error("a dead database is ready")
	}
	cluster.Start()
	if err := hire("coo_3"); err != nil {
		t.Error(err)
	}
	cluster.Freeze()
	hurry, cancel := context.WithTimeout(ctx, 100*time.Millisecond)
	defer cancel()
	ended := make(chan error, 1)
	go func() {
		_, err := s.State(hurry)
		ended <- err
	}()
	<-hurry.Done()
	cluster.Thaw()
	if err := <-ended; err != nil { // or it was quick enough
		refused(t, err, fault.Unavailable, away)
	}
	if err := hire("coo_4"); err != nil {
		t.Error(err)
	}
	if revision, people := state(t, s); revision != 3 || people != 3 {
		t.Errorf("revision %d and %d people", revision, people)
	}
}

// TestWhatWasAcknowledgedIsOnDisk ends the server without warning while changes are made: what was acknowledged is there when it comes back, and what is
// made after that is acknowledged as before.
func TestWhatWasAcknowledgedIsOnDisk(t *testing.T) {
	cluster := storetest.NewCluster(t)
	s := storetest.Database{Engine: store.Postgres, Config: store.Config{URL: cluster.URL()}}.Open(t)
	if _, err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	ctx := operator(t.Context())
	hire := func(id string) error {
		return s.InTx(ctx, inTest, func(ctx context.Context, tx *store.Tx) error { return person(ctx, tx, id) })
	}
	var mutex sync.Mutex
	acknowledged := map[string]bool{}
	var all sync.WaitGroup
	for n := range 4 {
		all.Go(func() {
			for i := 0; ; i++ {
				id := fmt.Sprintf("coo_%d_%d", n, i)
				if hire(id) != nil {
					return
				}
				mutex.Lock()
				acknowledged[id] = true
				enough := len(acknowledged) == 200
				mutex.Unlock()
				if enough {
					cluster.Kill()
				}
			}
		})
	}
	all.Wait()
	cluster.Start()
	if err := hire("coo_last"); err != nil {
		t.Errorf("after the restart: %v", err)
	}
	acknowledged["coo_last"] = true
	r, err := s.Records(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range r.Coordinators {
		delete(acknowledged, c.ID)
	}
	if len(acknowledged) > 0 {
		t.Errorf("acknowledged and lost: %v", acknowledged)
	}
}
