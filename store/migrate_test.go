package store_test

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"testing"

	"ariga.io/atlas/sql/migrate"
	entsql "entgo.io/ent/dialect/sql"
	"entgo.io/ent/dialect/sql/schema"

	entmigrate "waymark/ent/migrate"
	"waymark/store"
	"waymark/store/storetest"
)

func TestMigrateByManyAtOnce(t *testing.T) {
	storetest.RunEmpty(t, func(t *testing.T, db storetest.Database) {
		stores := make([]*store.Store, 4)
		for i := range stores {
			stores[i] = db.Open(t)
		}
		if err := stores[0].Ready(t.Context()); err == nil {
			t.Error("an empty database is ready")
		}
		applied, errs := make([][]string, len(stores)), make([]error, len(stores))
		var all sync.WaitGroup
		for i, s := range stores {
			all.Go(func() { applied[i], errs[i] = s.Migrate(t.Context()) })
		}
		all.Wait()
		once := map[string]int{}
		for i := range stores {
			if errs[i] != nil {
				t.Errorf("migrate: %v", errs[i])
			}
			for _, version := range applied[i] {
				once[version]++
			}
		}
		if len(once) == 0 {
			t.Error("nothing was applied")
		}
		for version, times := range once {
			if times != 1 {
				t.Errorf("%s was applied %d times", version, times)
			}
		}
		if again, err := stores[0].Migrate(t.Context()); len(again) != 0 || err != nil {
			t.Errorf("the second run applied %q, %v", again, err)
		}
		if err := stores[1].Ready(t.Context()); err != nil {
			t.Errorf("not ready: %v", err)
		}
	})
}

func TestReadyKnowsItsMigrations(t *testing.T) {
	cases := []struct{ name, do, want string }{
		{"missing", `DELETE FROM schema_migrations`, "has not been applied: run waymark migrate"},
		{"unknown", `INSERT INTO schema_migrations (version, applied_at) VALUES ('29990101000000_later', '')`,
			"the database has migration 29990101000000_later, which this program does not know"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			empty.Run(t, func(t *testing.T, db storetest.Database) {
				s := db.Open(t)
				if err := s.Ready(t.Context()); err != nil {
					t.Fatal(err)
				}
				if _, err := db.SQL(t).ExecContext(t.Context(), c.do); err != nil {
					t.Fatal(err)
				}
				if err := s.Ready(t.Context()); err == nil || !strings.Contains(err.Error(), c.want) {
					t.Errorf("got %v, want %q", err, c.want)
				}
			})
		})
	}
}

func TestMigrationsMakeWhatEntWants(t *testing.T) {
	empty.Run(t, func(t *testing.T, db storetest.Database) {
		driver := entsql.OpenDB(string(db.Engine), db.SQL(t))
		var missing bytes.Buffer
		err := entmigrate.NewSchema(driver).WriteTo(t.Context(), &missing, schema.WithDropColumn(true), schema.WithDropIndex(true))
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(missing.String()) {
			// SQLite has pragmas around nothing.
			if text := strings.TrimSpace(line); text != "" && !strings.HasPrefix(text, "PRAGMA") && !strings.HasPrefix(text, "--") {
				t.Errorf("ent wants %s", text)
			}
		}
	})
}

func TestMigrationsAreAsTheyWereWritten(t *testing.T) {
	var versions [2][]string
	for i, engine := range []string{"postgres", "sqlite"} {
		dir, err := migrate.NewLocalDir("migrations/" + engine)
		if err != nil {
			t.Fatal(err)
		}
		if err := migrate.Validate(dir); err != nil {
			t.Errorf("%s: %v", engine, err)
		}
		files, err := dir.Files()
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			versions[i] = append(versions[i], f.Desc())
		}
	}
	if !slices.Equal(versions[0], versions[1]) {
		t.Errorf("the engines have different migrations: %q and %q", versions[0], versions[1])
	}
}
