package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	entsql "entgo.io/ent/dialect/sql"
	"github.com/lib/pq"
)

// patient is how long a server may take to say in which state it is before it is taken to be away.
const patient = time.Second

// errApart says that a replica is not in the state that a reading has to see, errPromoted that it is none any more.
var (
	errApart    = errors.New("the replica is in another state than the primary")
	errPromoted = errors.New("the replica has been promoted")
)

// replicas are the standbys that may be read.
type replicas struct {
	all    []*replica
	next   atomic.Uint64 // counts turns
	missed atomic.Int64  // counts readings that were the primary's since no replica could
	floor  atomic.Int64  // the position in the log that a replica must have passed to be used at all
	newest int64         // the last position of the primary that was heard of; for who looks after the replicas
}

// openServers opens the primary and the replicas.
func (s *Store) openServers(cfg Config) (err error) {
	if len(cfg.Replicas) > 0 {
		s.term = &term{}
		if s.replicas, err = openReplicas(cfg.Replicas, s.pooled); err != nil {
			return err
		}
	}
	servers, err := serversOf(cfg.URL)
	if err != nil {
		return err
	}
	// Where one connection may lead to another server than the one before it did, none can say what another has on disk.
	if !s.pooled && len(cfg.Replicas) == 0 && len(servers) == 1 {
		db, err := openPostgres(cfg.URL, s.pooled, s.term)
		if err != nil {
			return err
		}
		s.flusher = newFlusher(s, db)
	}
	s.db, err = openPostgres(cfg.URL, s.pooled, s.term)
	return err
}

// openReplicas opens the pools. It connects to nobody yet.
func openReplicas(addresses []string, pooled bool) (*replicas, error) {
	all := &replicas{}
	for _, address := range addresses {
		servers, err := serversOf(address)
		if err != nil {
			return nil, err
		}
		if len(servers) > 1 {
			return nil, errors.New("open PostgreSQL: the URL of a replica is that of one server; give one for each")
		}
		u := with(settled(servers[0], pooled), "connect_timeout", connectWithin)
		if _, err := pq.NewConnector(u.String()); err != nil {
			return nil, fmt.Errorf("open PostgreSQL: %w", err)
		}
		if slices.ContainsFunc(all.all, func(r *replica) bool { return r.server == u.Host }) {
			return nil, errors.New("open PostgreSQL: two replicas have one host and port")
		}
		r := &replica{server: u.Host, state: ReplicaDown, db: pool(connector{servers: []*url.URL{u}})}
		r.life, r.cut = context.WithCancel(context.Background())
		all.all = append(all.all, r)
	}
	return all, nil
}

// usable gives the replicas that may be read, the one first whose turn it is.
func (a *replicas) usable() []*replica {
	if a == nil {
		return nil
	}
	first := int(a.next.Add(1) % uint64(len(a.all)))
	var list []*replica
	for i := range a.all {
		if r := a.all[(first+i)%len(a.all)]; r.stands() == ReplicaUsed {
			list = append(list, r)
		}
	}
	return list
}

func (a *replicas) close() (err error) {
	if a != nil {
		for _, r := range a.all {
			err = errors.Join(err, r.db.Close())
		}
	}
	return err
}

// replica is one standby.
type replica struct {
	server string // host and port
	db     *sql.DB
	reads  atomic.Int64

	mutex  sync.Mutex
	state  ReplicaState
	life   context.Context // of what is read there: it ends when the replica is found to be away
	cut    context.CancelFunc
	replay int64    // the position in the log that it has come to
	behind int64    // bytes
	owed   []sample // what it has not come to yet, the oldest first
}

func (r *replica) stands() ReplicaState {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	return r.state
}

// becomes notes how a replica stands. Whatever is being read on one that is away begins again elsewhere, and its connections are no longer kept.
func (r *replica) becomes(s ReplicaState) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if s == ReplicaDown && r.state != s {
		r.cut()
		r.life, r.cut = context.WithCancel(context.Background())
		r.db.SetMaxIdleConns(0)
		r.db.SetMaxIdleConns(connections)
	}
	r.state = s
}

// read runs a reading in the needed state, once the replica has come to it. It waits no longer than waiting lasts.
func (r *replica) read(ctx, waiting context.Context, need State, ask func(context.Context) (State, error), read func(context.Context) error) error {
	for pause := time.Millisecond; ; pause *= 2 {
		found, err := r.attempt(ctx, need, read)
		if !errors.Is(err, errApart) {
			return err
		}
		if found.Number == need.Number { // which has another history
			r.becomes(ReplicaBehind)
			return err
		}
		wait := time.NewTimer(pause)
		select {
		case <-wait.C:
		case <-waiting.Done():
			wait.Stop()
			r.becomes(ReplicaBehind)
			return err
		}
		if found.Number > need.Number { // a change came between, or there are changes here that the primary knows nothing of
			if need, err = ask(ctx); err != nil {
				return err
			}
		}
	}
}

// attempt runs a reading in a snapshot of the replica if that shows the needed state. Else it is errApart, with the state that it shows.
func (r *replica) attempt(ctx context.Context, need State, read func(context.Context) error) (found State, err error) {
	asked := ctx
	defer func() {
		if err != nil && asked.Err() == nil && gone(err) {
			r.becomes(ReplicaDown)
		}
	}()
	r.mutex.Lock()
	life := r.life
	r.mutex.Unlock()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(life, cancel)()
	conn, err := r.db.Conn(ctx)
	if err != nil {
		return State{}, err
	}
	defer func() { _ = conn.Close() }() // back to the pool
	limit := time.AfterFunc(patient, cancel)
	defer limit.Stop()
	tx, err := conn.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return State{}, err
	}
	defer func() { _ = tx.Rollback() }() // nothing was written
	var standby bool
	var moment sql.NullTime
	err = tx.QueryRowContext(ctx, `SELECT number, changed_at, pg_is_in_recovery() FROM revisions WHERE id = 1`).Scan(&found.Number, &moment, &standby)
	if err != nil {
		return State{}, err
	}
	found.Moment = moment.Time
	if !limit.Stop() {
		return State{}, context.DeadlineExceeded
	}
	if !standby {
		r.becomes(ReplicaPromoted)
		return found, errPromoted
	}
	if !same(found, need) {
		return found, errApart
	}
	if err := read(context.WithValue(ctx, placedKey{}, &held{entsql.Conn{ExecQuerier: tx}})); err != nil {
		return found, err
	}
	return found, nil
}

// same tells whether two servers are in one state, and so show the same.
func same(a, b State) bool { return a.Number == b.Number && a.Moment.Equal(b.Moment) }

// gone tells whether an error is that of a server which is away, rather than of one that refused.
func gone(err error) bool {
	var pg *pq.Error
	if errors.As(err, &pg) {
		return pg.Code != "57014" && (pg.Code.Class() == "57" || pg.Code.Class() == "08")
	}
	return unavailable(err) && !errors.As(err, new(final))
}
