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
