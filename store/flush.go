package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"time"
)

// flushMark writes a record of no meaning, and waits for the disk.
const flushMark = `SELECT pg_logical_emit_message(true, 'waymark', '')`

// flusher waits for PostgreSQL's disk on behalf of changes that were committed without waiting. It has one connection to itself: as long as that one
// lasts, the server has not started anew, and what was committed meanwhile is on disk once a later record is. A server that has lost its memory has
// lost its connections as well, and no new connection can speak for what was committed before it.
type flusher struct {
	store *Store
	db    *sql.DB // of that connection alone: requests have theirs beside it
	all   shared[*sql.Conn]

	mutex sync.Mutex
	conn  *sql.Conn // nil when there is none
}

func newFlusher(s *Store, db *sql.DB) *flusher {
	db.SetMaxOpenConns(1)
	f := &flusher{store: s, db: db}
	f.all.ask = f.flush
	return f
}

var errLost = errors.New("the database has started anew, and has not kept the change")

// committed is the last that a change has written: its newest audit entry, whose moment no other has. Some is false when it has written nothing.
type committed struct {
	entry  int64
	moment time.Time
	some   bool
}

// begin gives the connection that is to flush what will be committed from now on.
func (f *flusher) begin(ctx context.Context) (*sql.Conn, error) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if f.conn == nil {
		conn, err := f.db.Conn(ctx)
		if err != nil {
			return nil, fmt.Errorf("connect for the disk: %w", err)
		}
		f.conn = conn
	}
	return f.conn, nil
}

// end waits until everything is on disk that was committed since begin gave the connection, and on the standbys that the server is told to wait for.
// All who wait meanwhile share one record. It waits whether or not anybody still waits for the change. When the connection has not lasted, the change is
// looked for.
func (f *flusher) end(ctx context.Context, began *sql.Conn, what committed) error {
	ctx = context.WithoutCancel(ctx)
	by, err := f.all.answer(ctx)
	if err == nil && by == began || !what.some {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, asking)
	defer cancel()
	var moment sql.NullTime
	err = f.store.db.QueryRowContext(ctx, fmt.Sprintf(`SELECT recorded_at FROM audit_entries WHERE id = %d`, what.entry)).Scan(&moment)
	switch {
	case errors.Is(err, sql.ErrNoRows), err == nil && !moment.Time.Equal(what.moment):
		return errors.Join(errLost, sql.ErrConnDone)
	case err != nil:
		return fmt.Errorf("look for a change: %w", err)
	}
	if _, err := f.all.answer(ctx); err != nil {
		return err
	}
	return nil
}

func (f *flusher) flush(ctx context.Context) (conn *sql.Conn, err error) {
	ctx, end := f.store.Watch(ctx, Work{Kind: WorkStatement, SQL: flushMark})
	defer func() { end(err) }()
	if conn, err = f.begin(ctx); err != nil {
		return nil, err
	}
	if _, err = conn.ExecContext(ctx, flushMark); err != nil {
		f.drop(conn)
		f.store.epoch.Add(1)
		return nil, fmt.Errorf("wait for the disk: %w", err)
	}
	return conn, nil
}

// drop gives a connection up.
func (f *flusher) drop(conn *sql.Conn) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if f.conn == conn {
		_ = conn.Close() // it is broken, or the store closes
		f.conn = nil
	}
}

// close closes its connection. A flusher that there is not has none.
func (f *flusher) close() error {
	if f == nil {
		return nil
	}
	f.mutex.Lock()
	conn := f.conn
	f.mutex.Unlock()
	if conn != nil {
		f.drop(conn)
	}
	return f.db.Close()
}
