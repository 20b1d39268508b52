// Package storetest runs a test on every engine, each time on a database of its own.
package storetest

import (
	"context"
	"crypto/rand"
	"database/sql"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"waymark/store"
)

// Server is the environment variable with the URL of a PostgreSQL server where tests may make databases.
const Server = "WAYMARK_TEST_POSTGRES_URL"

// Database is a database of the test's own, migrated and prepared. It may be opened several times, as several processes do.
type Database struct {
	Engine store.Engine
	Config store.Config
}

// Open opens the database until the test ends.
func (d Database) Open(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.Open(d.Config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// SQL opens the database beside the store until the test ends, as an administrator would: with foreign keys on and the
// driver's defaults in all else.
func (d Database) SQL(t testing.TB) *sql.DB {
	t.Helper()
	driver, address := "sqlite", "file:"+d.Config.Path+"?_pragma=foreign_keys(1)"
	if d.Engine == store.Postgres {
		driver, address = "postgres", d.Config.URL
	}
	db, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// Template makes databases that all start from the same content. Its zero value gives migrated, empty ones; Prepare is run
// once for each engine and its result copied.
type Template struct {
	Prepare func(ctx context.Context, s *store.Store) error

	mutex sync.Mutex
	file  []byte // of the prepared SQLite database
	name  string // of the prepared PostgreSQL database
}

// Run runs a test on SQLite and on PostgreSQL. A missing PostgreSQL is a failure, not a skip.
func (m *Template) Run(t *testing.T, test func(t *testing.T, db Database)) {
	t.Helper()
	for _, engine := range []store.Engine{store.SQLite, store.Postgres} {
		t.Run(string(engine), func(t *testing.T) { test(t, m.Database(t, engine)) })
	}
}

// RunAtOnce runs a test on SQLite and on PostgreSQL at the same time. The two must share nothing, and the caller does nothing after it.
func (m *Template) RunAtOnce(t *testing.T, test func(t *testing.T, db Database)) {
	t.Helper()
	for _, engine := range []store.Engine{store.SQLite, store.Postgres} {
		t.Run(string(engine), func(t *testing.T) {
			t.Parallel()
			test(t, m.Database(t, engine))
		})
	}
}

// RunEmpty runs a test on SQLite and on PostgreSQL, with a database that has not been migrated.
func RunEmpty(t *testing.T, test func(t *testing.T, db Database)) {
	t.Helper()
	t.Run(string(store.SQLite), func(t *testing.T) {
		test(t, Database{Engine: store.SQLite, Config: store.Config{Path: filepath.Join(t.TempDir(), "waymark.db")}})
	})
	t.Run(string(store.Postgres), func(t *testing.T) { test(t, create(t, server(t), "")) })
}

// Database gives a new database on an engine; it is removed when the test ends.
func (m *Template) Database(t testing.TB, engine store.Engine) Database {
	t.Helper()
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if engine == store.SQLite {
		return m.sqlite(t)
	}
	return m.postgres(t)
}

func (m *Template) prepare(t testing.TB, cfg store.Config) {
	t.Helper()
	s, err := store.Open(cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}()
	if _, err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	if m.Prepare != nil {
		if err := m.Prepare(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
}

func (m *Template) sqlite(t testing.TB) Database {
	t.Helper()
	if m.file == nil {
		path := filepath.Join(t.TempDir(), "template.db")
		m.prepare(t, store.Config{Path: path})
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		m.file = content
	}
	path := filepath.Join(t.TempDir(), "waymark.db")
	if err := os.WriteFile(path, m.file, 0o600); err != nil {
		t.Fatal(err)
	}
	return Database{Engine: store.SQLite, Config: store.Config{Path: path}}
}

func (m *Template) postgres(t testing.TB) Database {
	t.Helper()
	address := server(t)
	if m.name == "" {
		name := newName()
		administer(t, address, `CREATE DATABASE `+name)
		m.prepare(t, store.Config{URL: to(t, address, name)})
		m.name = name // left behind: the server is the test run's own
	}
	return create(t, address, ` TEMPLATE `+m.name)
}

func server(t testing.TB) string {
	t.Helper()
	address := os.Getenv(Server)
	if address == "" {
		t.Fatalf("%s is not set: run the tests with `make test`, which provides a PostgreSQL server", Server)
	}
	return address
}

func create(t testing.TB, address, options string) Database {
	t.Helper()
	name := newName()
	administer(t, address, `CREATE DATABASE `+name+options)
	t.Cleanup(func() { administer(t, address, `DROP DATABASE `+name+` WITH (FORCE)`) })
	return Database{Engine: store.Postgres, Config: store.Config{URL: to(t, address, name)}}
}

func newName() string { return "waymark_" + strings.ToLower(rand.Text()) }

func administer(t testing.TB, address, statement string) {
	t.Helper()
	db, err := sql.Open("postgres", address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}()
	if _, err := db.ExecContext(context.WithoutCancel(t.Context()), statement); err != nil {
		t.Fatal(err)
	}
}

func to(t testing.TB, address, database string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/" + database
	return u.String()
}
