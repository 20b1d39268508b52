package store_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/domain/audit"
	"waymark/domain/calendar"
	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/domain/programme/programmetest"
	"waymark/domain/viewer"
	"waymark/ent"
	"waymark/store"
	"waymark/store/storetest"
)

// entries gives the whole audit, the oldest first.
func entries(t *testing.T, s *store.Store) []audit.Entry {
	t.Helper()
	all, err := s.EntriesAfter(t.Context(), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// lines gives what an entry changed: "name: null -> \"One\"", without what every change changes.
func lines(e audit.Entry) []string {
	var found []string
	for _, c := range e.Changes {
		if slices.Contains([]string{"created_at", "updated_at", "version", "id"}, c.Field) {
			continue
		}
		value := func(v json.RawMessage) string {
			if v == nil {
				return "null"
			}
			return string(v)
		}
		found = append(found, fmt.Sprintf("%s: %s -> %s", c.Field, value(c.Before), value(c.After)))
	}
	return found
}

func TestEveryChangeLeavesAnEntry(t *testing.T) {
	empty.Run(t, func(t *testing.T, db storetest.Database) {
		now := time.Date(2009, 5, 5, 10, 3, 0, 123456000, time.UTC)
		db.Config.Now = func() time.Time { return now }
		s := db.Open(t)
		always := programmetest.Days("2006-04-01", "")
		b := programmetest.New()
		region := b.Region("R", always)
		post := b.Post("post", b.Grade("G", "G", 1), programme.StrategicLead, always)
		b.Home(post, region, always)
		home := b.Records.Homes[0]
		holding := b.Hold(post, "Ann", "0.5", always)
		insert(t, s, b.Records)
		seeded := entries(t, s)
		if len(seeded) != b.Records.Count() {
			t.Fatalf("%d entries for %d records", len(seeded), b.Records.Count())
		}
		for i, e := range seeded {
			if e.ID != int64(i+1) || e.Action != audit.Create || e.Version != 1 || e.Revision != 1 || !e.At.Equal(now) || e.Operation != "test" {
				t.Errorf("entry %d is %+v", i+1, e)
			}
		}
		now = now.Add(time.Hour)
		who := viewer.Operator("reg-lead-london")
		who.Request = "REQUEST"
		err := s.InTx(viewer.With(t.Context(), who), store.Change{Operation: "postVacate", Reason: "RESIGNED"}, func(ctx context.Context, tx *store.Tx) error {
			err := tx.Holding.UpdateOneID(holding.ID).SetValidTo(calendar.MustParse("2009-05-05")).SetLeavingReason(programme.Resigned).Exec(ctx)
			if err != nil {
				return err
			}
			if err := tx.Post.UpdateOneID(post.ID).Exec(ctx); err != nil {
				return err
			}
			return tx.Home.DeleteOneID(home.ID).Exec(ctx)
		})
		if err != nil {
			t.Fatal(err)
		}
		all := entries(t, s)[len(seeded):]
		want := []struct {
			action   audit.Action
			id       string
			version  int
			changes  []string
			subjects []string
		}{
			{audit.Update, holding.ID, 2, []string{`leaving_reason: null -> "RESIGNED"`, `valid_to: null -> "2009-05-05"`},
				[]string{holding.ID, post.ID, holding.CoordinatorID}},
			{audit.Update, post.ID, 2, nil, []string{post.ID, post.GradeID}},
			{audit.Delete, home.ID, 1, []string{`post_id: "` + post.ID + `" -> null`, `region_id: "` + region.ID + `" -> null`, `valid_from: "2006-04-01" -> null`},
				[]string{home.ID, post.ID, region.ID}},
		}
		if len(all) != len(want) {
			t.Fatalf("%d entries, want %d: %+v", len(all), len(want), all)
		}
		for i, w := range want {
			e := all[i]
			slices.Sort(w.subjects)
			got := slices.DeleteFunc(lines(e), func(l string) bool { return strings.HasPrefix(l, "synthetic") })
			if e.Action != w.action || e.RecordID != w.id || e.Version != w.version || !slices.Equal(got, w.changes) || !slices.Equal(e.Subjects, w.subjects) {
				t.Errorf("entry %d is %+v\nof which %q, want %+v", i, e, got, w)
			}
			if e.By != "reg-lead-london" || e.RequestID != "REQUEST" || e.Operation != "postVacate" || e.Reason != "RESIGNED" || e.Revision != 2 || !e.At.Equal(now) {
				t.Errorf("entry %d is %+v", i, e)
			}
		}
		if newest, err := s.NewestEntry(t.Context()); err != nil || newest != all[2].ID {
			t.Errorf("newest entry %d, %v", newest, err)
		}
	})
}

func TestWhatFailsLeavesNoEntry(t *testing.T) {
	empty.Run(t, func(t *testing.T, db storetest.Database) {
		s := db.Open(t)
		no := fault.New(fault.Infeasible, "", "no")
		err := s.InTx(operator(t.Context()), inTest, func(ctx context.Context, tx *store.Tx) error {
			if err := person(ctx, tx, "coo_1"); err != nil {
				return err
			}
			return no
		})
		refused(t, err, fault.Infeasible, "no")
		err = s.InTx(operator(t.Context()), inTest, func(ctx context.Context, tx *store.Tx) error {
			return tx.Home.DeleteOneID("hom_none").Exec(ctx)
		})
		if !ent.IsNotFound(err) {
			t.Errorf("a home that is not there is deleted: %v", err)
		}
		err = s.InTx(operator(t.Context()), store.Change{}, func(ctx context.Context, tx *store.Tx) error { return person(ctx, tx, "coo_1") })
		if err == nil {
			t.Error("a change without a name is written")
		}
		if all := entries(t, s); len(all) != 0 {
			t.Errorf("entries %+v", all)
		}
		if _, people := state(t, s); people != 0 {
			t.Errorf("%d people", people)
		}
	})
}

// Nobody may write what could not be told afterwards, or delete what has a history.
func TestChangesThatCannotBeToldAreRefused(t *testing.T) {
	empty.Run(t, func(t *testing.T, db storetest.Database) {
		s := db.Open(t)
		insert(t, s, *sound())
		cases := map[string]func(context.Context, *store.Tx) error{
			"many updated": func(ctx context.Context, tx *store.Tx) error { return tx.Coordinator.Update().SetName("X").Exec(ctx) },
			"many deleted": func(ctx context.Context, tx *store.Tx) error { _, err := tx.Home.Delete().Exec(ctx); return err },
			"one deleted": func(ctx context.Context, tx *store.Tx) error {
				return tx.Cover.DeleteOneID(sound().Covers[0].ID).Exec(ctx)
			},
		}
		before := len(entries(t, s))
		for name, do := range cases {
			t.Run(name, func(t *testing.T) {
				refused(t, s.InTx(operator(t.Context()), inTest, do), fault.Forbidden, "you may not do this")
			})
		}
		if after := len(entries(t, s)); after != before {
			t.Errorf("%d entries more", after-before)
		}
	})
}

// Whatever is added to the programme is audited, or said here not to be.
func TestEveryEntityIsAudited(t *testing.T) {
	house := []string{"AuditEntry", "AuditSubject", "Figure", "ReadEntry", "ReadSubject", "ReferralCount", "ReferralReleaseExact", "ReferralReleaseRow", "Request", "Revision"}
	db := empty.Database(t, store.SQLite)
	inside(t, db.Open(t), func(_ context.Context, tx *store.Tx) {
		for name := range entities(tx.Client()) {
			if store.Audited(name) == slices.Contains(house, name) {
				t.Errorf("%s is audited: %t", name, store.Audited(name))
			}
		}
	})
}

// A clock that stands still or is set back does not put a change before the one that it followed.
func TestMomentsOnlyGrow(t *testing.T) {
	empty.Run(t, func(t *testing.T, db storetest.Database) {
		start := time.Date(2009, 5, 5, 10, 3, 0, 0, time.UTC)
		clock := []time.Time{start, start, start.Add(-time.Hour), start.Add(time.Minute), start}
		i := 0
		db.Config.Now = func() time.Time { return clock[min(i, len(clock)-1)] }
		s := db.Open(t)
		for i = range clock {
			err := s.InTx(operator(t.Context()), inTest, func(ctx context.Context, tx *store.Tx) error {
				if err := person(ctx, tx, fmt.Sprint("coo_a", i)); err != nil {
					return err
				}
				return person(ctx, tx, fmt.Sprint("coo_b", i))
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		µs := time.Microsecond
		want := []time.Time{start, start.Add(µs), start.Add(2 * µs), start.Add(time.Minute), start.Add(time.Minute + µs)}
		for i, e := range entries(t, s) {
			if !e.At.Equal(want[i/2]) || e.ID != int64(i+1) {
				t.Errorf("entry %d at %s, want %s", e.ID, e.At, want[i/2])
			}
		}
		r, err := s.Records(operator(t.Context()))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range r.Coordinators {
			if n := int(c.ID[len(c.ID)-1] - '0'); !c.CreatedAt.Equal(want[n]) {
				t.Errorf("%s was created at %s, want %s", c.ID, c.CreatedAt, want[n])
			}
		}
	})
}

// Ids of entries follow the commits, without gaps, whichever process writes.
func TestEntriesOfWritersAtOnceAreInOrder(t *testing.T) {
	empty.Run(t, func(t *testing.T, db storetest.Database) {
		stores := []*store.Store{db.Open(t), db.Open(t)}
		done := make(chan error)
		for i := range 20 {
			go func() {
				done <- stores[i%2].InTx(operator(t.Context()), inTest, func(ctx context.Context, tx *store.Tx) error {
					return person(ctx, tx, fmt.Sprint("coo_", i))
				})
			}()
		}
		for range 20 {
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
		all := entries(t, stores[0])
		for i, e := range all {
			if e.ID != int64(i+1) || e.Revision != int64(i+1) || i > 0 && !e.At.After(all[i-1].At) {
				t.Errorf("entry %d: %+v", i, e)
			}
		}
		if len(all) != 20 {
			t.Errorf("%d entries", len(all))
		}
	})
}
