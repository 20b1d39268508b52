// Package store is all of the database that is not generated: opening PostgreSQL or SQLite, migrations, the transaction of a
// change, and the whole programme read and written as records.
package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"

	"waymark/ent"
	_ "waymark/ent/runtime" // registers the policies and defaults of the entities
)

// Engine is the database that a store stands on.
type Engine string

// The engines. Both behave the same; a difference is a defect.
const (
	Postgres Engine = dialect.Postgres
	SQLite   Engine = dialect.SQLite
)

// Config says which database to open.
type Config struct {
	// URL of a PostgreSQL database (postgres://...). Empty: the SQLite file at Path.
	URL string
	// ListenURL is where to hear of changes on PostgreSQL when URL leads to a pooler, through which nothing is heard. Empty: URL.
	ListenURL string
	// Replicas are standbys of the PostgreSQL database, one URL a server, that are read in its stead as long as they are in its state. Empty:
	// the database itself answers everything.
	Replicas []string
	// Path of the SQLite file; it is created when missing, its directory is not.
	Path string
	// Now is the clock that stamps records; time.Now when nil.
	Now func() time.Time
	// Observe, when set, is told every SQL statement before it runs, without its values.
	Observe func(statement string)
	// Watch, when set, is told of all work that takes the database's time.
	Watch Watcher
}

// Store is an open database. It is safe for concurrent use.
type Store struct {
	engine  Engine
	db      *sql.DB
	plain   dialect.Driver // beside ent: what it has no words for
	client  *ent.Client
	now     func() time.Time
	watcher Watcher       // nil: nobody
	turn    chan struct{} // holds one token: whose it is may change the programme
	bell    *bell         // rings at every new audit entry
	present shared[State]
	highest int64        // the number of the last state that was told of
	epoch   atomic.Int64 // of State
	flusher *flusher     // nil: each commit waits for the disk itself

	replicas *replicas // nil: none
	term     *term     // nil: the one server is taken as it is
	pooled   bool      // a pooler stands before the database

	listenURL  string
	listening  sync.Mutex     // guards heard, told and the closing of closing
	heard      bool           // whether the bell rings at the changes of other processes too
	told       []func(string) // of what processes say
	tuned      chan struct{}  // closed once everything is listened to
	closing    chan struct{}
	background sync.WaitGroup
}

// Open opens a database. It does not migrate it; see Migrate.
func Open(cfg Config) (*Store, error) {
	s := &Store{engine: SQLite, now: cfg.Now, watcher: cfg.watcher(), turn: make(chan struct{}, 1), bell: newBell(), closing: make(chan struct{}), tuned: make(chan struct{})}
	if s.now == nil {
		s.now = time.Now
	}
	s.present.ask = s.stateOf
	var err error
	if cfg.URL != "" {
		s.engine, s.listenURL, s.pooled = Postgres, cmp.Or(cfg.ListenURL, cfg.URL), cfg.ListenURL != ""
		err = s.openServers(cfg)
	} else if len(cfg.Replicas) > 0 {
		err = errors.New("open: replicas are standbys of a PostgreSQL database, and the embedded one is SQLite")
	} else {
		s.db, err = openSQLite(cfg.Path)
	}
	if err != nil {
		return nil, err
	}
	s.plain = spread{direct{entsql.OpenDB(string(s.engine), s.db)}}
	driver := s.plain
	if s.watcher != nil {
		driver = watched{driver, s.watcher}
	}
	s.client = ent.NewClient(ent.Driver(driver))
	s.client.Use(onlyInTransaction, s.stamp, note)
	s.client.Intercept(ownRows())
	if s.replicas != nil {
		s.client.Intercept(s.placing())
		s.background.Go(s.tend)
	}
	return s, nil
}

// Engine tells which database it is.
func (s *Store) Engine() Engine { return s.engine }

// Pool tells how the store's connections are used.
func (s *Store) Pool() sql.DBStats { return s.db.Stats() }

// Now gives the time of the clock that stamps records.
func (s *Store) Now() time.Time { return s.now() }

// Close closes the database; changes that were acknowledged are on disk already.
func (s *Store) Close() error {
	s.stop()
	return errors.Join(s.flusher.close(), s.client.Close(), s.replicas.close())
}

// Ready tells whether the database answers and has exactly the migrations of this program.
func (s *Store) Ready(ctx context.Context) error {
	done, err := s.applied(ctx, s.db)
	if err != nil {
		return fmt.Errorf("ask for migrations: %w", err)
	}
	files, err := s.migrations()
	if err != nil {
		return err
	}
	for _, f := range files {
		if !done[f.version] {
			return fmt.Errorf("migration %s has not been applied: run waymark migrate", f.version)
		}
		delete(done, f.version)
	}
	for version := range done {
		return fmt.Errorf("the database has migration %s, which this program does not know: it is older than the database", version)
	}
	return nil
}
