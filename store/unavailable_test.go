package store_test

import (
	"context"
	"testing"

	"waymark/domain/fault"
	"waymark/store"
	"waymark/store/storetest"
)

const away = "the database cannot answer now; try again"

func TestACancelledContextIsUnavailable(t *testing.T) {
	empty.Run(t, func(t *testing.T, db storetest.Database) {
		s := db.Open(t)
		ctx, cancel := context.WithCancel(operator(t.Context()))
		err := s.InTx(ctx, inTest, func(ctx context.Context, tx *store.Tx) error {
			cancel()
			return person(ctx, tx, "coo_1")
		})
		refused(t, err, fault.Unavailable, away)
		_, err = s.State(ctx)
		refused(t, err, fault.Unavailable, away)
		_, err = s.Records(ctx)
		refused(t, err, fault.Unavailable, away)
		if revision, people := state(t, s); revision != 0 || people != 0 {
			t.Errorf("revision %d and %d people", revision, people)
		}
	})
}

func TestACommitAfterTheContextEndedIsUnavailable(t *testing.T) {
	empty.Run(t, func(t *testing.T, db storetest.Database) {
		s := db.Open(t)
		for _, rolledBack := range []bool{false, true} { // the driver rolls back some time after the end of the context
			ctx, cancel := context.WithCancel(operator(t.Context()))
			err := s.InTx(ctx, inTest, func(ctx context.Context, tx *store.Tx) error {
				err := person(ctx, tx, "coo_1")
				cancel()
				if rolledBack {
					_ = tx.Rollback() // or has been by now
				}
				return err
			})
			refused(t, err, fault.Unavailable, away)
		}
		if revision, people := state(t, s); revision != 0 || people != 0 {
			t.Errorf("revision %d and %d people", revision, people)
		}
	})
}

func TestAClosedDatabaseIsUnavailable(t *testing.T) {
	empty.Run(t, func(t *testing.T, db storetest.Database) {
		s, err := store.Open(db.Config)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		ctx := operator(t.Context())
		refused(t, s.InTx(ctx, inTest, func(context.Context, *store.Tx) error { return nil }), fault.Unavailable, away)
		_, err = s.State(ctx)
		refused(t, err, fault.Unavailable, away)
		_, err = s.Records(ctx)
		refused(t, err, fault.Unavailable, away)
		_, err = s.Migrate(ctx)
		refused(t, err, fault.Unavailable, away)
		if err := s.Ready(ctx); err == nil {
			t.Error("a closed database is ready")
		}
	})
}

func TestOpenRefuses(t *testing.T) {
	for _, cfg := range []store.Config{{}, {URL: "mysql://secret@host/"}, {URL: "://secret"}} {
		s, err := store.Open(cfg)
		if err == nil {
			t.Errorf("%+v opens", cfg)
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}
