package store

import (
	"context"
	"database/sql"
	"sync"
	"time"
)

// probing is the time between two looks at the replicas.
const probing = time.Second

// ReplicaState is how a replica stands.
type ReplicaState string

// The ways a replica stands. All but the first are taken back as soon as a look at it finds that it may be used.
const (
	ReplicaUsed     ReplicaState = "used"     // readings go there
	ReplicaBehind   ReplicaState = "behind"   // it was not in the state of the primary, and did not come to it in time
	ReplicaPromoted ReplicaState = "promoted" // it is a primary, and not read as a replica
	ReplicaDown     ReplicaState = "down"     // it does not answer, or has not been looked at yet
)

// Replica tells of a replica.
type Replica struct {
	Server   string // host and port
	State    ReplicaState
	LagBytes int64         // of the log that it has not replayed
	Lag      time.Duration // since the primary was where it is; 0 when it has replayed everything. Both are of the last look, at most seconds ago
	Reads    int64         // what it has answered
}

// Replicas tells of the replicas in the order of their configuration; nil when there are none. It asks nobody.
func (s *Store) Replicas() []Replica {
	if s.replicas == nil {
		return nil
	}
	list := make([]Replica, len(s.replicas.all))
	for i, r := range s.replicas.all {
		list[i] = r.told(time.Now())
	}
	return list
}

// ReplicasMissed counts the readings that the primary answered since no replica could.
func (s *Store) ReplicasMissed() int64 {
	if s.replicas == nil {
		return 0
	}
	return s.replicas.missed.Load()
}

func (r *replica) told(now time.Time) Replica {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	t := Replica{Server: r.server, State: r.state, LagBytes: r.behind, Reads: r.reads.Load()}
	if len(r.owed) > 0 {
		t.Lag = now.Sub(r.owed[0].at)
	}
	return t
}

// sample is where the primary was at a moment.
type sample struct {
	at       time.Time
	position int64
}

// maxOwed is how many samples are kept for a replica. What comes after them is not noted until it has caught up with some.
const maxOwed = 1 << 12

// owes notes where the primary is and where the replica is.
func (r *replica) owes(primary sample, replay int64) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if len(r.owed) < maxOwed {
		r.owed = append(r.owed, primary)
	}
	if replay > 0 {
		r.replay = replay
	}
	done := 0
	for done < len(r.owed) && r.owed[done].position <= r.replay {
		done++
	}
	r.owed = r.owed[done:]
	r.behind = max(primary.position-r.replay, 0)
}

// tend looks at the replicas, again and again, until the store is closed.
func (s *Store) tend() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() {
		select {
		case <-s.closing:
			cancel()
		case <-ctx.Done():
		}
	}()
	tick := time.NewTicker(probing)
	defer tick.Stop()
	for {
		s.inspect(ctx)
		select {
		case <-s.closing:
			return
		case <-tick.C:
		}
	}
}

// inspect looks at all replicas once.
func (s *Store) inspect(ctx context.Context) {
	if position, err := s.position(ctx); err == nil { // else the last one is the best that is known
		s.replicas.newest = position
	}
	primary := sample{time.Now(), s.replicas.newest}
	var all sync.WaitGroup
	for _, r := range s.replicas.all {
		all.Go(func() { s.probe(ctx, r, primary) })
	}
	all.Wait()
}

// probe looks at one: where it is, whether it still is a standby, and whether a reading of the present state would succeed there.
func (s *Store) probe(ctx context.Context, r *replica, primary sample) {
	ctx, cancel := context.WithTimeout(ctx, 2*patient)
	defer cancel()
	var standby bool
	var replay int64
	var file sql.NullString
	err := r.db.QueryRowContext(ctx, `SELECT pg_is_in_recovery(),
		CASE WHEN pg_is_in_recovery() THEN COALESCE(pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0'), 0) ELSE pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') END::bigint,
		CASE WHEN pg_is_in_recovery() THEN NULL ELSE pg_walfile_name(pg_current_wal_insert_lsn()) END`).Scan(&standby, &replay, &file)
	r.owes(primary, replay)
	switch {
	case err != nil:
		r.becomes(ReplicaDown)
		return
	case !standby:
		if t, err := timeline(file.String); err == nil {
			s.term.saw(t) // so that what is left of an earlier primary is not written to
		}
		r.becomes(ReplicaPromoted)
		return
	case replay < s.replicas.floor.Load():
		r.becomes(ReplicaBehind)
		return
	}
	need, err := s.present.answer(ctx)
	if err != nil {
		return // nothing is known of it, and nobody reads without the primary
	}
	waiting, stop := context.WithTimeout(ctx, patience)
	defer stop()
	switch err := r.read(ctx, waiting, need, s.present.answer, func(context.Context) error { return nil }); {
	case err == nil:
		r.becomes(ReplicaUsed)
	case r.stands() == ReplicaUsed:
		r.becomes(ReplicaBehind)
	}
}

// position asks the primary how far its log has come.
func (s *Store) position(ctx context.Context) (position int64, err error) {
	ctx, cancel := context.WithTimeout(ctx, patient)
	defer cancel()
	err = s.db.QueryRowContext(ctx, `SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint`).Scan(&position)
	return position, err
}

// settle has replicas be used only once they have all that the primary has now, structure of tables included.
func (s *Store) settle(ctx context.Context) error {
	if s.replicas == nil {
		return nil
	}
	position, err := s.position(ctx)
	if err != nil {
		return err
	}
	s.replicas.floor.Store(position)
	for _, r := range s.replicas.all {
		r.becomes(ReplicaBehind)
	}
	return nil
}
