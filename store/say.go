package store

import (
	"context"
	"fmt"
)

// spoken is the channel of what processes say to one another. It is no part of the record: who does not listen misses it.
const spoken = "waymark_spoken"

// Say tells a message of at most 7,999 bytes to all processes on the same PostgreSQL database that overhear at the moment, this one
// included. It goes out at once, on a connection of its own beside any transaction, and writes no row. On SQLite, which
// nobody listens to, it does nothing. It is UNAVAILABLE when the database does not answer.
func (s *Store) Say(ctx context.Context, message string) error {
	if s.engine != Postgres {
		return nil
	}
	if err := s.plain.Exec(ctx, "SELECT pg_notify($1, $2)", []any{spoken, message}, nil); err != nil {
		return translate(fmt.Errorf("say: %w", err))
	}
	return nil
}

// Overhear has a function told every message that any process says from when ready is closed until the store is, one at a time and in
// the order in which each process says them. While the connection is lost nothing is heard. The function must not wait
// for the database. On SQLite ready is closed at once, and nothing is ever heard.
func (s *Store) Overhear(heard func(message string)) (ready <-chan struct{}, err error) {
	s.listening.Lock()
	s.told = append(s.told, heard)
	s.listening.Unlock()
	if s.engine != Postgres {
		now := make(chan struct{})
		close(now)
		return now, nil
	}
	return s.tuned, s.listen()
}

// overheard passes a message on to whoever wants to hear it.
func (s *Store) overheard(message string) {
	s.listening.Lock()
	told := s.told
	s.listening.Unlock()
	for _, heard := range told {
		heard(message)
	}
}
