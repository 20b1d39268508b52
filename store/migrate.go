package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

//go:embed migrations
var migrationFiles embed.FS

type migration struct{ version, text string }

// migrations gives the engine's migrations in their order.
func (s *Store) migrations() ([]migration, error) {
	directory := "migrations/sqlite"
	if s.engine == Postgres {
		directory = "migrations/postgres"
	}
	names, err := fs.Glob(migrationFiles, directory+"/*.sql")
	if err != nil {
		return nil, fmt.Errorf("list migrations: %w", err)
	}
	slices.Sort(names)
	files := make([]migration, len(names))
	for i, name := range names {
		text, err := migrationFiles.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read migration: %w", err)
		}
		files[i] = migration{version: strings.TrimSuffix(path.Base(name), ".sql"), text: string(text)}
	}
	return files, nil
}

const (
	createLedger = `CREATE TABLE IF NOT EXISTS schema_migrations (version text PRIMARY KEY, applied_at text NOT NULL)`
	firstRow     = `INSERT INTO revisions (id, number) VALUES (1, 0) ON CONFLICT (id) DO NOTHING`
	lockNumber   = 0x7761796d61726b // "waymark"
)

type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

func (s *Store) applied(ctx context.Context, q querier) (map[string]bool, error) {
	rows, err := q.QueryContext(ctx, `SELECT version FROM schema_migrations`)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // Err has the last word
	done := map[string]bool{}
	for rows.Next() {
		var version string
		if err := rows.Scan(&version); err != nil {
			return nil, err
		}
		done[version] = true
	}
	return done, rows.Err()
}

// Migrate brings the database to the schema of this program, one transaction a file, and gives the versions that it applied.
// Several processes may do it at once: they wait for one another. It only goes forward.
func (s *Store) Migrate(ctx context.Context) (applied []string, err error) {
	files, err := s.migrations()
	if err != nil {
		return nil, err
	}
	conn, done, err := s.session(ctx)
	if err != nil {
		return nil, translate(fmt.Errorf("migrate: %w", err))
	}
	defer done()
	unlock, err := s.lockMigrations(ctx, conn)
	if err != nil {
		return nil, translate(fmt.Errorf("migrate: %w", err))
	}
	defer unlock()
	if _, err := conn.ExecContext(ctx, createLedger); err != nil {
		return nil, fmt.Errorf("migrate: %w", err)
	}
	ledger, err := s.applied(ctx, conn)
	if err != nil {
		return nil, fmt.Errorf("migrate: %w", err)
	}
	for _, file := range files {
		if ledger[file.version] {
			continue
		}
		did, err := s.apply(ctx, conn, file)
		if err != nil {
			return applied, fmt.Errorf("migrate %s: %w", file.version, err)
		}
		if did {
			applied = append(applied, file.version)
		}
	}
	if _, err := conn.ExecContext(ctx, firstRow); err != nil {
		return applied, fmt.Errorf("migrate: %w", err)
	}
	if err := s.settle(ctx); err != nil {
		return applied, translate(fmt.Errorf("migrate: %w", err))
	}
	return applied, nil
}

// session gives a connection that stays the same from one transaction to the next: past the pooler, if there is one, where a lock
// that outlives a transaction is its holder's.
func (s *Store) session(ctx context.Context) (conn *sql.Conn, done func(), err error) {
	db, end := s.db, func() {}
	if s.pooled {
		if db, err = openPostgres(s.listenURL, false, s.term); err != nil {
			return nil, nil, err
		}
		end = func() { _ = db.Close() }
	}
	if conn, err = db.Conn(ctx); err != nil {
		end()
		return nil, nil, err
	}
	return conn, func() {
		_ = conn.Close() // back to the pool
		end()
	}, nil
}

// lockMigrations keeps other PostgreSQL processes out. On SQLite each file's own transaction does: it takes the write lock
// and looks again whether the file has been applied.
func (s *Store) lockMigrations(ctx context.Context, conn *sql.Conn) (unlock func(), err error) {
	if s.engine != Postgres {
		return func() {}, nil
	}
	if _, err := conn.ExecContext(ctx, `SELECT pg_advisory_lock($1)`, lockNumber); err != nil {
		return nil, err
	}
	return func() {
		// Also when ctx has ended: the connection goes back to the pool and must not keep the lock.
		_, _ = conn.ExecContext(context.WithoutCancel(ctx), `SELECT pg_advisory_unlock($1)`, lockNumber)
	}, nil
}

// apply runs one file. SQLite rebuilds a table by dropping the old one, which would empty the tables that refer to it, so
// foreign keys are off while it runs (a pragma inside a transaction does nothing) and checked before the commit.
func (s *Store) apply(ctx context.Context, conn *sql.Conn, file migration) (did bool, err error) {
	if s.engine == SQLite {
		if _, err := conn.ExecContext(ctx, `PRAGMA foreign_keys = off`); err != nil {
			return false, err
		}
		defer func() {
			_, e := conn.ExecContext(context.WithoutCancel(ctx), `PRAGMA foreign_keys = on`)
			if err == nil {
				err = e
			}
		}()
	}
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return false, err
	}
	defer func() { _ = tx.Rollback() }() // nothing after a commit
	if done, err := s.applied(ctx, tx); err != nil || done[file.version] {
		return false, err
	}
	if _, err := tx.ExecContext(ctx, file.text); err != nil {
		return false, err
	}
	if s.engine == SQLite {
		if err := checkForeignKeys(ctx, tx); err != nil {
			return false, err
		}
	}
	record := `INSERT INTO schema_migrations (version, applied_at) VALUES ($1, $2)`
	if _, err := tx.ExecContext(ctx, record, file.version, s.now().UTC().Format(time.RFC3339)); err != nil {
		return false, err
	}
	return true, tx.Commit()
}

func checkForeignKeys(ctx context.Context, tx *sql.Tx) error {
	rows, err := tx.QueryContext(ctx, `PRAGMA foreign_key_check`)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }() // Err has the last word
	if rows.Next() {
		return fmt.Errorf("it leaves a row that refers to one that is not there")
	}
	return rows.Err()
}
