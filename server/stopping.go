package server

import (
	"context"
	"net/http"
	"sync"
)

// stopper is how a server under way is told to stop. It comes to handlers in the context of each request.
type stopper struct {
	stopping chan struct{} // closed when the server has been asked to stop: it still serves, and says that it is not ready
	draining chan struct{} // closed when it takes no more requests

	mutex sync.Mutex
	held  int
	free  chan struct{} // closed and made anew when the last hold is released
}

func newStopper() *stopper {
	return &stopper{stopping: make(chan struct{}), draining: make(chan struct{}), free: make(chan struct{})}
}

type stopperKey struct{}

func (s *stopper) with(ctx context.Context) context.Context {
	return context.WithValue(ctx, stopperKey{}, s)
}

func stopperOf(ctx context.Context) *stopper {
	s, _ := ctx.Value(stopperKey{}).(*stopper)
	return s
}

// Draining gives a channel that is closed when the server begins to drain: a handler that would go on for long ends then, with a word
// to its client. Outside of a Runner it is nil, which never is.
func Draining(ctx context.Context) <-chan struct{} {
	if s := stopperOf(ctx); s != nil {
		return s.draining
	}
	return nil
}

// Hold has a Runner that stops wait for release, within its time to drain, although the request's connection is no longer
// HTTP's: a WebSocket's, say. Release may be called more than once.
func Hold(ctx context.Context) (release func()) {
	s := stopperOf(ctx)
	if s == nil {
		return func() {}
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.held++
	return sync.OnceFunc(func() {
		s.mutex.Lock()
		defer s.mutex.Unlock()
		if s.held--; s.held == 0 {
			close(s.free)
			s.free = make(chan struct{})
		}
	})
}

// released waits until nothing is held.
func (s *stopper) released(ctx context.Context) error {
	for {
		s.mutex.Lock()
		held, free := s.held, s.free
		s.mutex.Unlock()
		if held == 0 {
			return nil
		}
		select {
		case <-free:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func isStopping(ctx context.Context) bool {
	s := stopperOf(ctx)
	if s == nil {
		return false
	}
	select {
	case <-s.stopping:
		return true
	default:
		return false
	}
}

// leaving asks clients to use another connection for their next request once the server is stopping, so that none is closed under them.
func leaving(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if isStopping(r.Context()) {
			w.Header().Set("Connection", "close")
		}
		next.ServeHTTP(w, r)
	})
}
