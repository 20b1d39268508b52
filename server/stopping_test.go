package server_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"waymark/server"
)

// pipes is a listener within the process, so that time can be the test's.
type pipes struct {
	waiting chan net.Conn
	closed  chan struct{}
}

func (p pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.waiting:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p pipes) Close() error   { close(p.closed); return nil }
func (p pipes) Addr() net.Addr { return &net.UnixAddr{Name: "pipe", Net: "unix"} }

func (p pipes) client() *http.Client {
	dial := func(context.Context, string, string) (net.Conn, error) {
		ours, theirs := net.Pipe()
		select {
		case p.waiting <- theirs:
			return ours, nil
		case <-p.closed:
			return nil, errors.New("nobody listens")
		}
	}
	return &http.Client{Transport: &http.Transport{DialContext: dial, DisableKeepAlives: true}}
}

func status(t *testing.T, c *http.Client, path string) (int, string) {
	t.Helper()
	res, err := c.Get("http://localhost" + path)
	if err != nil {
		return 0, err.Error()
	}
	defer res.Body.Close()
	body, _ := io.ReadAll(res.Body)
	return res.StatusCode, string(body)
}

// running runs a handler. It gives a client, the function that tells the server to stop, and the one that waits until it has.
func running(t *testing.T, r server.Runner, h http.Handler) (c *http.Client, stop func(), ended func() error) {
	t.Helper()
	p := pipes{make(chan net.Conn), make(chan struct{})}
	ctx, stop := context.WithCancel(t.Context())
	err := make(chan error, 1)
	go func() { err <- r.Run(ctx, p, h, slog.New(slog.DiscardHandler)) }()
	return p.client(), stop, func() error { return <-err }
}

func TestBalancersLeaveBeforeTheServerDoes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, stop, ended := running(t, server.Runner{Delay: 10 * time.Second}, newHouse(t, server.Config{}, ready))
		if code, _ := status(t, c, "/readyz"); code != 200 {
			t.Fatalf("not ready: %d", code)
		}
		stop()
		<-time.After(9 * time.Second)
		if code, body := status(t, c, "/readyz"); code != 503 || body != `{"status":"unavailable"}` {
			t.Errorf("readyz while stopping: %d %s", code, body)
		}
		if code, _ := status(t, c, "/livez"); code != 200 {
			t.Errorf("livez while stopping: %d", code)
		}
		res, err := c.Post("http://localhost/graphql", "application/json", strings.NewReader(`{"query":"{ today }"}`))
		if err != nil || res.StatusCode != 200 || !res.Close {
			t.Fatalf("while stopping: %v %v", res, err)
		}
		res.Body.Close()
		<-time.After(2 * time.Second)
		if code, why := status(t, c, "/livez"); code != 0 || !strings.Contains(why, "nobody listens") {
			t.Errorf("after the delay: %d %s", code, why)
		}
		if err := ended(); err != nil {
			t.Error(err)
		}
	})
}

// endless goes on until it is told to end, as a stream does.
func endless(w http.ResponseWriter, r *http.Request) {
	<-server.Draining(r.Context())
	_, _ = io.WriteString(w, "going away")
}

func TestLongLivedConnectionsAreToldToEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, stop, ended := running(t, server.Runner{Delay: 5 * time.Second, Drain: time.Minute}, http.HandlerFunc(endless))
		answer := make(chan string, 1)
		begin := time.Now()
		go func() {
			_, body := status(t, c, "/")
			answer <- body
		}()
		synctest.Wait()
		stop()
		if body := <-answer; body != "going away" || time.Since(begin) != 5*time.Second {
			t.Errorf("told %q after %s", body, time.Since(begin))
		}
		if err := ended(); err != nil {
			t.Error(err)
		}
	})
}

// A connection that was taken over is waited for as long as it is held, and no longer than the time to drain.
func TestHeldConnections(t *testing.T) {
	for name, tt := range map[string]struct {
		takes time.Duration
		cut   bool
	}{"ends": {20 * time.Second, false}, "does not end": {2 * time.Minute, true}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				taken := func(w http.ResponseWriter, r *http.Request) {
					conn, _, err := http.NewResponseController(w).Hijack()
					if err != nil {
						t.Error(err)
						return
					}
					ctx, release := context.WithoutCancel(r.Context()), server.Hold(r.Context())
					go func() {
						defer conn.Close()
						<-server.Draining(ctx)
						<-time.After(tt.takes)
						release()
						release()
					}()
				}
				c, stop, ended := running(t, server.Runner{Drain: time.Minute}, http.HandlerFunc(taken))
				left := make(chan struct{})
				go func() { _, _ = status(t, c, "/"); close(left) }()
				synctest.Wait()
				begin := time.Now()
				stop()
				err := ended()
				defer func() { <-left }()
				if (err != nil) != tt.cut || time.Since(begin) != min(tt.takes, time.Minute) {
					t.Errorf("stopped after %s: %v", time.Since(begin), err)
				}
			})
		})
	}
}

func TestNothingIsToldOutsideOfARunner(t *testing.T) {
	if server.Draining(t.Context()) != nil {
		t.Error("a channel that nobody closes")
	}
	server.Hold(t.Context())()
}
