package store

import (
	"context"
	"strconv"
	"time"

	"github.com/lib/pq"

	"waymark/domain/fault"
)

const (
	channel = "waymark_audit"  // that the database notifies of new entries; a trigger does
	soonest = time.Second / 10 // after which a lost connection is tried again, then ever later
	latest  = 2 * time.Second
	alive   = 15 * time.Second // between looks whether the connection still is one, and nothing was missed
	poll    = time.Second      // between looks at a SQLite file that others may write to
)

// listen has the bell ring at the changes of other processes too, from the first call on, until the store is closed.
func (s *Store) listen() error {
	s.listening.Lock()
	defer s.listening.Unlock()
	select {
	case <-s.closing:
		return fault.New(fault.Unavailable, "", "the service is stopping")
	default:
	}
	if s.heard {
		return nil
	}
	s.heard = true
	if s.engine == Postgres {
		s.background.Go(s.hear)
	} else {
		s.background.Go(s.watch)
	}
	return nil
}

// hear listens on a connection of its own, which pq makes anew whenever it is lost. What was notified meanwhile is lost, so that
// then everybody looks for themselves.
func (s *Store) hear() {
	l := pq.NewListener(listeningTo(s.listenURL), soonest, latest, func(event pq.ListenerEventType, _ error) {
		if event == pq.ListenerEventReconnected {
			s.bell.shake()
		}
	})
	s.background.Go(func() {
		if l.Listen(channel) == nil { // which waits for the first connection
			s.bell.shake()
		}
		if l.Listen(spoken) == nil {
			close(s.tuned)
		}
	})
	defer func() {
		_ = l.Close() // there is nobody left to tell
		go func() {
			for range l.Notify { // ends with the listener
			}
		}()
	}()
	look := time.NewTicker(alive)
	defer look.Stop()
	for {
		select {
		case <-s.closing:
			return
		case n := <-l.Notify:
			if n == nil { // connected again
				s.bell.shake()
				continue
			}
			if n.Channel == spoken {
				s.overheard(n.Extra)
				continue
			}
			if id, err := strconv.ParseInt(n.Extra, 10, 64); err == nil {
				s.bell.ring(id)
			}
		case <-look.C:
			_ = l.Ping() // a connection that is none any more is made again
			s.look()
		}
	}
}

// look asks the database for the newest entry, should nobody have told of it.
func (s *Store) look() {
	ctx, cancel := context.WithTimeout(context.Background(), poll)
	defer cancel()
	if newest, err := s.NewestEntry(ctx); err == nil { // else the next look may tell
		s.bell.ring(newest)
	}
}

// watch looks at the file every second, since nobody tells of what other processes write.
func (s *Store) watch() {
	tick := time.NewTicker(poll)
	defer tick.Stop()
	for {
		select {
		case <-s.closing:
			return
		case <-tick.C:
			s.look()
		}
	}
}

// stop ends what listens in the background.
func (s *Store) stop() {
	s.listening.Lock()
	select {
	case <-s.closing:
	default:
		close(s.closing)
	}
	s.listening.Unlock()
	s.background.Wait()
}
