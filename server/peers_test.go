package server_test

import (
	"context"
	"net/http"
	"os/exec"
	"sync"
	"testing"
	"time"

	"waymark/domain/fault"
	"waymark/domain/viewer"
	"waymark/server"
)

// TestPeers lets the clients that most people use talk to the server. It needs node, as TestAudit does.
func TestPeers(t *testing.T) {
	for _, script := range []string{"sockets.mjs", "events.mjs"} {
		t.Run(script, func(t *testing.T) {
			signIn := func(_ context.Context, token string) (viewer.Viewer, time.Time, error) {
				if token != "good" {
					return viewer.Viewer{}, time.Time{}, fault.New(fault.Unauthenticated, "", "not good")
				}
				return viewer.Viewer{Subject: token}, time.Time{}, nil
			}
			s := newSiteBehind(t, server.Config{Local: true, SignIn: signIn}, cutting)
			out, err := exec.CommandContext(t.Context(), "node", "audit/"+script, s.URL+"/graphql").CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			t.Logf("%s", out)
		})
	}
}

// cutting ends all requests under way when asked for /cut.
func cutting(next http.Handler) http.Handler {
	var mutex sync.Mutex
	under := map[*http.Request]context.CancelFunc{}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mutex.Lock()
		if r.URL.Path == "/cut" {
			for _, cancel := range under {
				cancel()
			}
			mutex.Unlock()
			return
		}
		ctx, cancel := context.WithCancel(r.Context())
		under[r] = cancel
		mutex.Unlock()
		defer func() {
			mutex.Lock()
			defer mutex.Unlock()
			cancel()
			delete(under, r)
		}()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}
