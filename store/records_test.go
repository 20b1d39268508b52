package store_test

import (
	"context"
	"reflect"
	"testing"
	"time"

	"waymark/dataset"
	"waymark/domain/programme"
	"waymark/domain/viewer"
	"waymark/store"
	"waymark/store/storetest"
)

var empty storetest.Template

// inTest is what the tests change things for.
var inTest = store.Change{Operation: "test"}

func operator(ctx context.Context) context.Context {
	return viewer.With(ctx, viewer.Operator("tester"))
}

func insert(t *testing.T, s *store.Store, r programme.Records) {
	t.Helper()
	if err := s.InTx(operator(t.Context()), inTest, func(ctx context.Context, tx *store.Tx) error { return tx.Insert(ctx, r) }); err != nil {
		t.Fatal(err)
	}
}

// england is all that the product ships.
func england(t *testing.T) programme.Records {
	t.Helper()
	reference, err := dataset.Reference()
	if err != nil {
		t.Fatal(err)
	}
	demo, err := dataset.Demo(reference)
	if err != nil {
		t.Fatal(err)
	}
	return reference.With(demo)
}

// byID gives all records of all types by their ids, with what the store stamps taken out and handed to look.
func byID(t *testing.T, r programme.Records, look func(programme.Meta)) map[string]any {
	t.Helper()
	all := map[string]any{}
	for _, list := range reflect.ValueOf(r).Fields() {
		if list.Kind() != reflect.Slice {
			continue
		}
		for i := range list.Len() {
			record := list.Index(i).Elem()
			meta := record.FieldByName("Meta").Addr().Interface().(*programme.Meta)
			look(*meta)
			meta.Version, meta.CreatedAt, meta.UpdatedAt = 0, time.Time{}, time.Time{}
			all[meta.ID] = record.Interface()
		}
	}
	return all
}

func TestRecordsComeBackAsTheyWere(t *testing.T) {
	empty.Run(t, func(t *testing.T, db storetest.Database) {
		now := time.Date(2009, 4, 30, 12, 30, 0, 123456789, time.FixedZone("BST", 3600))
		db.Config.Now = func() time.Time { return now }
		s := db.Open(t)
		insert(t, s, england(t))
		read, err := s.Records(operator(t.Context()))
		if err != nil {
			t.Fatal(err)
		}
		if read.Revision != 1 {
			t.Errorf("revision %d after one change", read.Revision)
		}
		stamp := now.UTC().Truncate(time.Microsecond)
		got := byID(t, read, func(m programme.Meta) {
			if m.Version != 1 || !m.CreatedAt.Equal(stamp) || !m.UpdatedAt.Equal(stamp) {
				t.Fatalf("stamped %+v, want version 1 at %s", m, stamp)
			}
		})
		want := byID(t, england(t), func(programme.Meta) {})
		if len(got) != len(want) {
			t.Errorf("%d records came back, want %d", len(got), len(want))
		}
		for id, record := range want {
			if !reflect.DeepEqual(got[id], record) {
				t.Fatalf("%s went in as\n%+v\nand came back as\n%+v", id, record, got[id])
			}
		}
	})
}

func TestAChangeIsStamped(t *testing.T) {
	empty.Run(t, func(t *testing.T, db storetest.Database) {
		now := time.Date(2009, 4, 30, 12, 0, 0, 0, time.UTC)
		db.Config.Now = func() time.Time { return now }
		s := db.Open(t)
		insert(t, s, programme.Records{Coordinators: []*programme.Coordinator{{Meta: programme.Meta{ID: "coo_1"}, Name: "One"}}})
		made := now
		for i := range 2 {
			now = now.Add(time.Hour)
			err := s.InTx(operator(t.Context()), inTest, func(ctx context.Context, tx *store.Tx) error { return tx.Coordinator.UpdateOneID("coo_1").Exec(ctx) })
			if err != nil {
				t.Fatal(err)
			}
			r, err := s.Records(operator(t.Context()))
			if err != nil {
				t.Fatal(err)
			}
			if m := r.Coordinators[0].Meta; m.Version != i+2 || !m.CreatedAt.Equal(made) || !m.UpdatedAt.Equal(now) {
				t.Errorf("after change %d: %+v", i+1, m)
			}
		}
	})
}
