package store

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// asking is how long a shared question may take.
const asking = 10 * time.Second

// shared puts a question to the database on behalf of all who want to know the same. Each is told an answer to a question that was put after
// they came, so that it knows of whatever had been acknowledged to anybody by then.
type shared[T any] struct {
	ask func(context.Context) (T, error)

	mutex  sync.Mutex
	next   *question[T] // that is put once the one before has been answered; nil when nobody has come since
	asking bool
}

type question[T any] struct {
	answered chan struct{}
	answer   T
	err      error
}

// answer gives an answer to a question that is put after it was called.
func (s *shared[T]) answer(ctx context.Context) (T, error) {
	var none T
	if err := ctx.Err(); err != nil {
		return none, fmt.Errorf("ask the database: %w", err)
	}
	s.mutex.Lock()
	if s.next == nil {
		s.next = &question[T]{answered: make(chan struct{})}
	}
	q := s.next
	if !s.asking {
		s.asking = true
		go s.run(context.WithoutCancel(ctx))
	}
	s.mutex.Unlock()
	select {
	case <-q.answered:
		return q.answer, q.err
	case <-ctx.Done():
		return none, fmt.Errorf("ask the database: %w", ctx.Err())
	}
}

// run puts one question after the other for as long as there are any.
func (s *shared[T]) run(ctx context.Context) {
	for {
		s.mutex.Lock()
		q := s.next
		s.next, s.asking = nil, q != nil
		s.mutex.Unlock()
		if q == nil {
			return
		}
		limited, cancel := context.WithTimeout(ctx, asking)
		q.answer, q.err = s.ask(limited)
		cancel()
		close(q.answered)
	}
}
