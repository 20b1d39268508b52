package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net"
	"net/url"
	"sync/atomic"
	"time"

	"github.com/lib/pq"
)

// grace is how long a statement that nobody waits for any more may take to hear of it before its connection is cut.
const grace = time.Second

// Settings of a connection that are made unless the address has others.
const (
	lookAround = "client_connection_check_interval"
	oneTrip    = "binary_parameters" // a statement and its values are sent together, instead of one after the other
)

// settled gives an address with the settings of a connection.
func settled(u *url.URL, pooled bool) *url.URL {
	u = with(u, oneTrip, "yes")
	if !pooled {
		u = with(u, lookAround, "1s")
	}
	return u
}

// openPostgres opens a pool of connections to the primary among the servers of an address; to whatever its one server is without a term.
// Unless a pooler stands between, which would refuse the setting, the server looks every second whether the client of a running statement is
// still there.
func openPostgres(address string, pooled bool, t *term) (*sql.DB, error) {
	servers, err := serversOf(address)
	if err != nil {
		return nil, err
	}
	if len(servers) > 1 && t == nil {
		t = &term{}
	}
	for i, u := range servers {
		u = settled(u, pooled)
		if t != nil {
			u = with(u, "connect_timeout", connectWithin)
		}
		if _, err := pq.NewConnector(u.String()); err != nil {
			return nil, fmt.Errorf("open PostgreSQL: %w", err)
		}
		servers[i] = u
	}
	return pool(connector{servers, t, new(atomic.Int32)}), nil
}

// pool makes connections as they are needed, and keeps them.
func pool(c driver.Connector) *sql.DB {
	db := sql.OpenDB(c)
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	db.SetConnMaxLifetime(30 * time.Minute)
	db.SetConnMaxIdleTime(5 * time.Minute)
	return db
}

// connect makes a connection that is cut when a statement does not end with the context that it was asked in. The driver asks
// the server once to cancel it, and the server forgets that if the statement has not reached it yet: on a busy machine the connection would
// be held, and the statement run, for as long as it takes.
func connect(ctx context.Context, address string) (*severable, error) {
	inner, err := pq.NewConnector(address)
	if err != nil {
		return nil, err
	}
	l := &line{}
	inner.Dialer(l)
	conn, err := inner.Connect(ctx)
	if err != nil {
		return nil, err
	}
	l.connected = true
	whole, ok := conn.(driverConn)
	if !ok {
		return nil, errors.Join(errors.New("the driver of PostgreSQL lacks what the store needs"), conn.Close())
	}
	return &severable{driverConn: whole, line: l}, nil
}

// line dials for one connection and its cancellations, and keeps the connection's: the last one that was dialled until it was connected.
type line struct {
	dialer    net.Dialer
	connected bool
	net.Conn
}

// Dial connects to a server.
func (l *line) Dial(network, address string) (net.Conn, error) {
	return l.DialContext(context.Background(), network, address)
}

// DialTimeout connects to a server in time.
func (l *line) DialTimeout(network, address string, timeout time.Duration) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	return l.DialContext(ctx, network, address)
}

// DialContext connects to a server while a context lasts.
func (l *line) DialContext(ctx context.Context, network, address string) (net.Conn, error) {
	c, err := l.dialer.DialContext(ctx, network, address)
	if !l.connected && err == nil {
		l.Conn = c
	}
	return c, err
}

// driverConn is what the driver's connections can do.
type driverConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.NamedValueChecker
	driver.Pinger
	driver.QueryerContext
	driver.SessionResetter
	driver.Validator
}

// severable is a connection whose line can be cut.
type severable struct {
	driverConn
	line     *line
	term     *term       // nil: nobody replaces its server
	timeline uint32      // of its server, with a term
	refuses  atomic.Bool // its server takes no writes
}

// until gives what to call when the answer has come. If it does not come within the grace after the context has ended, the line is cut.
func (s *severable) until(ctx context.Context) (answered func()) {
	if ctx.Done() == nil {
		return func() {}
	}
	came := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		select {
		case <-came:
		case <-time.After(grace):
			_ = s.line.Close() // the driver learns of it when it reads
		}
	})
	return func() {
		stop()
		close(came)
	}
}

// QueryContext asks a question.
func (s *severable) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	defer s.until(ctx)()
	rows, err := s.driverConn.QueryContext(ctx, query, args)
	s.noted(err)
	return rows, err
}

// ExecContext runs a statement.
func (s *severable) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	defer s.until(ctx)()
	result, err := s.driverConn.ExecContext(ctx, query, args)
	s.noted(err)
	return result, err
}

// CheckNamedValue has values of bytes sent as text: the driver would send them in PostgreSQL's own binary form, which that of jsonb is not.
func (s *severable) CheckNamedValue(v *driver.NamedValue) error {
	err := s.driverConn.CheckNamedValue(v)
	if errors.Is(err, driver.ErrSkip) {
		v.Value, err = driver.DefaultParameterConverter.ConvertValue(v.Value)
	}
	if err != nil {
		return err
	}
	if b, ok := v.Value.([]byte); ok && b != nil {
		v.Value = string(b)
	}
	return nil
}

// Ping asks whether the server is there.
func (s *severable) Ping(ctx context.Context) error {
	defer s.until(ctx)()
	return s.driverConn.Ping(ctx)
}
