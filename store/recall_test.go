package store_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/domain/calendar"
	"waymark/domain/programme"
	"waymark/domain/programme/programmetest"
	"waymark/store"
	"waymark/store/storetest"
)

// whole gives records as text, each list in one order and moments in UTC.
func whole(t *testing.T, r programme.Records) string {
	t.Helper()
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var lists map[string]any
	if err := json.Unmarshal(text, &lists); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for name, list := range lists {
		all, ok := list.([]any)
		if !ok && list != nil {
			lines = append(lines, fmt.Sprint(name, " ", list))
		}
		for _, one := range all {
			record := one.(map[string]any)
			for _, field := range []string{"CreatedAt", "UpdatedAt"} {
				moment, err := time.Parse(time.RFC3339Nano, record[field].(string))
				if err != nil {
					t.Fatal(err)
				}
				record[field] = moment.UTC()
			}
			lines = append(lines, fmt.Sprint(name, " ", record))
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func TestRecordsAtAreWhatTheyWere(t *testing.T) {
	empty.Run(t, func(t *testing.T, db storetest.Database) {
		now := time.Date(2009, 5, 5, 10, 0, 0, 0, time.UTC)
		db.Config.Now = func() time.Time { return now }
		s := db.Open(t)
		records := sound()
		home := records.Homes[0]
		type state struct {
			at    time.Time
			whole string
		}
		states := []state{{now.Add(-time.Second), whole(t, programme.Records{})}}
		do := func(change func(ctx context.Context, tx *store.Tx) error) {
			t.Helper()
			if err := s.InTx(operator(t.Context()), inTest, change); err != nil {
				t.Fatal(err)
			}
			r, err := s.Records(operator(t.Context()))
			if err != nil {
				t.Fatal(err)
			}
			states = append(states, state{now, whole(t, r)}, state{now.Add(59 * time.Minute), whole(t, r)})
			now = now.Add(time.Hour)
		}
		do(func(ctx context.Context, tx *store.Tx) error { return tx.Insert(ctx, *records) })
		do(func(ctx context.Context, tx *store.Tx) error {
			return tx.Holding.UpdateOneID(sound().Holdings[0].ID).SetValidTo(calendar.MustParse("2009-05-05")).SetLeavingReason(programme.Retired).Exec(ctx)
		})
		do(func(ctx context.Context, tx *store.Tx) error {
			return tx.Holding.UpdateOneID(sound().Holdings[0].ID).ClearValidTo().SetLeavingReason("").Exec(ctx)
		})
		do(func(ctx context.Context, tx *store.Tx) error {
			return tx.Grade.UpdateOneID(sound().Grades[0].ID).SetYearlyCost(35_000).SetOtherNames([]string{"One", "Two"}).Exec(ctx)
		})
		do(func(ctx context.Context, tx *store.Tx) error { return tx.Home.DeleteOneID(home.ID).Exec(ctx) })
		do(func(ctx context.Context, tx *store.Tx) error {
			again := *home
			again.ID = "hom_again"
			return tx.Insert(ctx, programme.Records{Homes: []*programme.Home{&again}})
		})
		do(func(ctx context.Context, tx *store.Tx) error { // made and gone in one
			id := sound().Jobcentres[0].ID
			p := &programme.Placement{Meta: programme.Meta{ID: "plc_brief"}, JobcentreID: id, DistrictID: sound().Districts[0].ID, Valid: programmetest.Days("2012-01-01", "")}
			if err := tx.Insert(ctx, programme.Records{Placements: []*programme.Placement{p}}); err != nil {
				return err
			}
			return tx.Placement.DeleteOneID("plc_brief").Exec(ctx)
		})
		for _, w := range states {
			r, err := s.RecordsAt(operator(t.Context()), w.at)
			if err != nil {
				t.Fatal(err)
			}
			if got := whole(t, r); got != w.whole {
				t.Errorf("at %s the programme was\n%s\nand is said to have been\n%s", w.at, w.whole, got)
			}
		}
	})
}

// migrateTo brings an empty database to the state of an earlier version of the program.
func migrateTo(t *testing.T, db storetest.Database, last string) {
	t.Helper()
	directory := "migrations/sqlite"
	if db.Engine == store.Postgres {
		directory = "migrations/postgres"
	}
	files, err := filepath.Glob(directory + "/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	raw := db.SQL(t)
	run := func(statement string, args ...any) {
		t.Helper()
		if _, err := raw.ExecContext(t.Context(), statement, args...); err != nil {
			t.Fatal(err)
		}
	}
	run(`CREATE TABLE schema_migrations (version text PRIMARY KEY, applied_at text NOT NULL)`)
	for _, file := range files {
		version := strings.TrimSuffix(filepath.Base(file), ".sql")
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		run(string(text))
		run(`INSERT INTO schema_migrations (version, applied_at) VALUES ($1, '')`, version)
		if strings.HasSuffix(version, last) {
			return
		}
	}
	t.Fatalf("no migration %s", last)
}

// A database of the version before there was an audit keeps its rows, which are taken as they are, and is audited from then on.
func TestRowsFromBeforeTheAudit(t *testing.T) {
	storetest.RunEmpty(t, func(t *testing.T, db storetest.Database) {
		migrateTo(t, db, "_grants")
		raw := db.SQL(t)
		for _, statement := range []string{
			`INSERT INTO revisions (id, number) VALUES (1, 41)`,
			`INSERT INTO regions (id, created_at, updated_at, code, valid_from) VALUES ('reg_1', '2009-01-01 00:00:00+00:00', '2009-03-01 00:00:00+00:00', 'E1', '2006-04-01')`,
			`INSERT INTO coordinators (id, version, created_at, updated_at, name) VALUES ('coo_1', 3, '2009-02-01 00:00:00+00:00', '2009-03-01 00:00:00+00:00', 'Old')`,
			`INSERT INTO sources (id, created_at, updated_at, code, title, publisher) VALUES ('src_1', '2009-02-01 00:00:00+00:00', '2009-02-01 00:00:00+00:00', 's', 'T', 'P')`,
			`INSERT INTO statements (id, created_at, updated_at, measure, value, unit, as_at, source_id) VALUES ('sta_1', '2009-02-01 00:00:00+00:00', '2009-02-01 00:00:00+00:00', 'M', 2500000, 'posts', '2009-01-01', 'src_1')`,
			`INSERT INTO grants (id, created_at, updated_at, subject, role, scope, valid_from, reason) VALUES ('gnt_1', '2009-02-01 00:00:00+00:00', '2009-02-01 00:00:00+00:00', 'x', 'VIEWER', 'nation', '2009-02-01', 'r')`,
		} {
			if _, err := raw.ExecContext(t.Context(), statement); err != nil {
				t.Fatal(err)
			}
		}
		s := db.Open(t)
		if applied, err := s.Migrate(t.Context()); err != nil || len(applied) == 0 {
			t.Fatalf("applied %q, %v", applied, err)
		}
		if err := s.Ready(t.Context()); err != nil {
			t.Fatal(err)
		}
		if all := entries(t, s); len(all) != 0 {
			t.Errorf("entries of changes that nobody has seen: %+v", all)
		}
		change := func(name string) time.Time {
			t.Helper()
			err := s.InTx(operator(t.Context()), inTest, func(ctx context.Context, tx *store.Tx) error {
				if tx.Revision < 42 {
					t.Errorf("revision %d after 41", tx.Revision)
				}
				return tx.Coordinator.UpdateOneID("coo_1").SetName(name).Exec(ctx)
			})
			if err != nil {
				t.Fatal(err)
			}
			all := entries(t, s)
			return all[len(all)-1].At
		}
		first, second := change("New"), change("Newer")
		day := func(text string) time.Time { return calendar.MustParse(text).Time() }
		for at, want := range map[time.Time]struct {
			counts  [4]int // regions, coordinators, statements, grants
			name    string
			version int
		}{
			day("2008-12-31"): {[4]int{0, 0, 0, 0}, "", 0}, day("2009-01-15"): {[4]int{1, 0, 0, 0}, "", 0},
			day("2009-02-02"): {[4]int{1, 1, 1, 1}, "Old", 3}, first.Add(-time.Microsecond): {[4]int{1, 1, 1, 1}, "Old", 3},
			first: {[4]int{1, 1, 1, 1}, "New", 4}, second.Add(-time.Microsecond): {[4]int{1, 1, 1, 1}, "New", 4}, second: {[4]int{1, 1, 1, 1}, "Newer", 5},
		} {
			r, err := s.RecordsAt(operator(t.Context()), at)
			if err != nil {
				t.Fatal(err)
			}
			if got := [4]int{len(r.Regions), len(r.Coordinators), len(r.Statements), len(r.Grants)}; got != want.counts {
				t.Errorf("at %s there were %v regions, coordinators, statements and grants, want %v", at, got, want.counts)
			} else if want.name != "" && (r.Coordinators[0].Name != want.name || r.Coordinators[0].Version != want.version) {
				t.Errorf("at %s the coordinator was %+v, want %+v", at, r.Coordinators[0], want)
			}
		}
		if s, err := s.Records(operator(t.Context())); err != nil || len(s.Statements) != 1 || s.Statements[0].Restricted || s.Statements[0].Value.String() != "2.5" {
			t.Errorf("statements %+v, %v", s.Statements, err)
		}
	})
}
