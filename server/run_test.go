package server_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"waymark/server"
)

func listen(t *testing.T) net.Listener {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestRunFinishesWhatItBegan(t *testing.T) {
	h, l := newHouse(t, server.Config{Local: true}, ready), listen(t)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- server.Run(ctx, l, h, slog.New(slog.DiscardHandler)) }()

	answer := make(chan string, 1)
	go func() {
		res, err := http.Post("http://"+l.Addr().String()+"/graphql", "application/json", strings.NewReader(`{"query":"{ stubborn }"}`))
		if err != nil {
			answer <- err.Error()
			return
		}
		defer res.Body.Close()
		body, _ := io.ReadAll(res.Body)
		answer <- fmt.Sprint(res.StatusCode, string(body))
	}()
	<-h.schema.entered
	stop()
	for { // until the listener is closed, so that the request is known to outlive it
		c, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			break
		}
		c.Close()
	}
	select {
	case err := <-ended:
		t.Fatalf("stopped with a request under way: %v", err)
	default:
	}
	close(h.schema.release)
	if got := <-answer; got != `200{"data":{"stubborn":"at last"}}` {
		t.Errorf("got %s", got)
	}
	if err := <-ended; err != nil {
		t.Errorf("a graceful stop is no error: %v", err)
	}
}

func TestRunCutsOffWhatDoesNotEnd(t *testing.T) {
	h, l := newHouse(t, server.Config{}, ready), listen(t)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- server.Runner{Drain: time.Millisecond}.Run(ctx, l, h, slog.New(slog.DiscardHandler)) }()
	answer := make(chan error, 1)
	go func() {
		res, err := http.Post("http://"+l.Addr().String()+"/graphql", "application/json", strings.NewReader(`{"query":"{ stubborn }"}`))
		if err == nil {
			res.Body.Close()
		}
		answer <- err
	}()
	<-h.schema.entered
	defer close(h.schema.release)
	stop()
	if err := <-ended; err == nil {
		t.Error("requests were cut off and nobody was told")
	}
	if err := <-answer; err == nil {
		t.Error("want the connection closed")
	}
}

func TestRunTellsOfAFailedListener(t *testing.T) {
	l := listen(t)
	l.Close()
	if err := server.Run(t.Context(), l, http.NotFoundHandler(), slog.New(slog.DiscardHandler)); err == nil {
		t.Error("no error from a closed listener")
	}
}

func TestRunBoundsHeaders(t *testing.T) {
	l := listen(t)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- server.Run(ctx, l, http.NotFoundHandler(), slog.New(slog.DiscardHandler)) }()
	c, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	go func() { // the server may close before it has read all
		_, _ = fmt.Fprintf(c, "GET / HTTP/1.1\r\nHost: localhost\r\nX: %s\r\n\r\n", strings.Repeat("x", 100<<10))
	}()
	status, err := bufio.NewReader(c).ReadString('\n')
	if err != nil || !strings.Contains(status, "431") {
		t.Errorf("got %q, %v", status, err)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestLocal(t *testing.T) {
	for addr, want := range map[string]bool{"127.0.0.1": true, "127.9.9.9": true, "::1": true, "0.0.0.0": false, "::": false, "10.0.0.1": false} {
		if got := server.Local(&net.TCPAddr{IP: net.ParseIP(addr), Port: 8080}); got != want {
			t.Errorf("%s: got %v", addr, got)
		}
	}
	if server.Local(&net.UnixAddr{Name: "/run/waymark.sock"}) {
		t.Error("a socket file has permissions of its own")
	}
}
