package server

import (
	"context"
	"net/http"
)

// stoppingKey leads to the channel that is closed when the server has been told to stop: it still serves then, and says that it is
// not ready.
type stoppingKey struct{}

func isStopping(ctx context.Context) bool {
	told, _ := ctx.Value(stoppingKey{}).(<-chan struct{}) // nil outside of a Runner
	select {
	case <-told:
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
