package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"sync/atomic"

	"github.com/lib/pq"
)

// errNoPrimary says that no server took part in the writing.
var errNoPrimary = errors.New("no server is the primary")

// term is the newest timeline that a primary was seen on: a number that grows when a standby is promoted. A server on an earlier one has been
// replaced, also if it does not know yet.
type term struct{ newest atomic.Uint32 }

// saw notes a primary and tells whether none has replaced it.
func (t *term) saw(timeline uint32) bool {
	for {
		newest := t.newest.Load()
		if timeline <= newest {
			return timeline == newest
		}
		if t.newest.CompareAndSwap(newest, timeline) {
			return true
		}
	}
}

// connector makes connections. Of several servers it finds the primary; it begins with the last one that was.
type connector struct {
	servers []*url.URL
	term    *term // nil: whatever the one server is
	last    *atomic.Int32
}

// Connect gives a new connection.
func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	if c.term == nil {
		return connect(ctx, c.servers[0].String())
	}
	var failed error
	first := int(c.last.Load())
	for i := range c.servers {
		n := (first + i) % len(c.servers)
		conn, err := c.primary(ctx, c.servers[n])
		if err == nil {
			c.last.Store(int32(n))
			return conn, nil
		}
		failed = errors.Join(failed, fmt.Errorf("%s: %w", c.servers[n].Host, err))
		if ctx.Err() != nil {
			break
		}
	}
	return nil, failed
}

// primary connects to a server that is the primary. Any other is an error.
func (c connector) primary(ctx context.Context, u *url.URL) (driver.Conn, error) {
	conn, err := connect(ctx, u.String())
	if err != nil {
		return nil, err
	}
	conn.term = c.term
	if conn.timeline, err = conn.timelineOf(ctx); err == nil && !c.term.saw(conn.timeline) {
		err = fmt.Errorf("%w: it was before another was promoted", errNoPrimary)
	}
	if err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}

// timelineOf asks a server which timeline it writes. One that writes none is no primary.
func (s *severable) timelineOf(ctx context.Context) (uint32, error) {
	ctx, cancel := context.WithTimeout(ctx, patient)
	defer cancel()
	rows, err := s.QueryContext(ctx, `SELECT CASE WHEN pg_is_in_recovery() THEN '' ELSE pg_walfile_name(pg_current_wal_insert_lsn()) END`, nil)
	if err != nil {
		return 0, err
	}
	defer func() { _ = rows.Close() }() // read to its end
	row := make([]driver.Value, 1)
	if err := rows.Next(row); err != nil {
		return 0, err
	}
	return timeline(fmt.Sprintf("%s", row[0]))
}

// timeline reads it off the name of a file of the log. Without a name it is that of no primary.
func timeline(file string) (uint32, error) {
	if len(file) < 8 {
		return 0, fmt.Errorf("%w: it is a standby", errNoPrimary)
	}
	n, err := strconv.ParseUint(file[:8], 16, 32)
	if err != nil {
		return 0, fmt.Errorf("%w: it names its log %q", errNoPrimary, file)
	}
	return uint32(n), nil
}

// Driver gives the driver.
func (c connector) Driver() driver.Driver { return &pq.Driver{} }

// replaced tells whether a connection leads to a server that another has replaced as the primary, or that refuses writes.
func (s *severable) replaced() bool {
	return s.refuses.Load() || s.term != nil && s.timeline < s.term.newest.Load()
}

// IsValid tells whether a connection may be used again.
func (s *severable) IsValid() bool { return !s.replaced() && s.driverConn.IsValid() }

// ResetSession prepares a connection for being used again.
func (s *severable) ResetSession(ctx context.Context) error {
	if s.replaced() {
		return driver.ErrBadConn
	}
	return s.driverConn.ResetSession(ctx)
}

// noted looks at an error for a server that takes no writes, as a pooler may lead to after a promotion.
func (s *severable) noted(err error) {
	if readOnly(err) {
		s.refuses.Store(true)
	}
}

// readOnly tells whether a server refused to write.
func readOnly(err error) bool {
	var pg *pq.Error
	return errors.As(err, &pg) && pg.Code == "25006"
}
