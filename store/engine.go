package store

import (
	"database/sql"
	"errors"
	"fmt"
	"net/url"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

const connections = 16

// openSQLite opens a file with foreign keys on, a write-ahead log that is flushed at each commit, and writers that take their
// lock when they begin, so that they wait for one another instead of failing half-way.
func openSQLite(path string) (*sql.DB, error) {
	if path == "" {
		return nil, errors.New("open SQLite: no path")
	}
	options := url.Values{
		"_pragma":      {"foreign_keys(1)", "busy_timeout(4000)", "journal_mode(WAL)", "synchronous(FULL)"},
		"_time_format": {"sqlite"},
		"_txlock":      {"immediate"},
	}
	address := (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: options.Encode()}).String()
	db, err := sql.Open("sqlite", address)
	if err != nil {
		return nil, fmt.Errorf("open SQLite: %w", err)
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db, nil
}
