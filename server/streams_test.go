package server_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"waymark/server"
)

// Whoever does not read is cut off and has, until then, cost no more than what the network holds.
func TestSocketOfASlowReader(t *testing.T) {
	s := newSite(t, server.Config{Sockets: server.Sockets{SendTimeout: 200 * time.Millisecond}})
	p := s.dial()
	p.play("> "+hello, "< "+welcome)
	for _, id := range []string{"1", "2", "3"} {
		p.say(subscribe(id, "subscription { tick(count: -1, size: 100000) }"))
	}
	s.await("values", func() bool { return s.schema.handed.Load() > 3 })
	s.await("the socket to be cut", func() bool { return s.streams.Open() == 0 && s.schema.sources.Load() == 0 })
	if n := s.schema.handed.Load(); n > 1000 {
		t.Errorf("%d values were taken from the sources", n)
	}
}

// A client that answers no pings is taken for gone.
func TestSocketWithoutSignsOfLife(t *testing.T) {
	s := newSite(t, server.Config{Sockets: server.Sockets{PingEvery: 5 * time.Millisecond, SendTimeout: 50 * time.Millisecond}})
	s.dial() // and reads nothing
	s.await("the silent one to be cut", func() bool { return s.streams.Open() == 0 })
}

// A client that answers pings may be silent for as long as it likes.
func TestSocketSignsOfLife(t *testing.T) {
	s := newSite(t, server.Config{Sockets: server.Sockets{PingEvery: 5 * time.Millisecond}})
	pings := make(chan struct{}, 5)
	conn, _, err := s.open(&websocket.DialOptions{
		Subprotocols: []string{"graphql-transport-ws"},
		OnPingReceived: func(context.Context, []byte) bool {
			select {
			case pings <- struct{}{}:
			default:
			}
			return true
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.CloseNow()
	p := peer{conn, t}
	heard := make(chan string, 1)
	go func() { heard <- p.hear() }()
	for range cap(pings) {
		<-pings
	}
	p.say(hello)
	if got := <-heard; got != welcome {
		t.Errorf("heard %s", got)
	}
}

func TestStop(t *testing.T) {
	s := newSite(t, server.Config{})
	p, idle := s.dial(), s.dial()
	p.play("> "+hello, "< "+welcome, "> "+subscribe("1", "subscription { silent }"))
	res, _ := s.events("subscription { silent }")
	body := make(chan string, 1)
	go func() {
		text, err := io.ReadAll(res.body)
		if err != nil {
			text = []byte(err.Error())
		}
		body <- string(text)
	}()
	s.await("the sources", func() bool { return s.schema.sources.Load() == 2 })

	stopped := make(chan error, 1)
	go func() { stopped <- s.streams.Stop(t.Context()) }()
	p.play("< close 1001 the server is stopping")
	idle.play("< close 1001 the server is stopping")
	if got := <-body; !strings.Contains(got, `"UNAVAILABLE"`) || !strings.HasSuffix(got, "event: complete\ndata:\n\n") {
		t.Errorf("the event stream said %s", got)
	}
	if err := <-stopped; err != nil {
		t.Error(err)
	}
	if _, res, err := s.try("graphql-transport-ws"); err == nil || res.status != http.StatusServiceUnavailable {
		t.Errorf("a socket after the end: %v %v", res, err)
	}
	if res, _ := s.events("subscription { silent }"); res.status != http.StatusServiceUnavailable {
		t.Errorf("a stream after the end: %d", res.status)
	}
	if err := s.Config.Shutdown(t.Context()); err != nil {
		t.Errorf("the server does not end: %v", err)
	}
	if err := s.streams.Stop(t.Context()); err != nil {
		t.Errorf("a second stop: %v", err)
	}
}

// What does not end in time is cut off.
func TestStopDoesNotWaitForTheStubborn(t *testing.T) {
	s := newSite(t, server.Config{})
	p := s.dial()
	p.play("> "+hello, "< "+welcome, "> "+subscribe("1", "{ stubborn }"))
	<-s.schema.entered
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if err := s.streams.Stop(ctx); err == nil || !strings.Contains(err.Error(), "1 sockets and streams were cut off") {
		t.Errorf("got %v", err)
	}
	p.hear() // 1001, or cut in the middle of saying so
	close(s.schema.release)
}

// A server whose own context ends tells its sockets before it goes, and lets nobody take a stream that it cuts for whole.
func TestTheServersContextEnds(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	s := newSiteBehind(t, server.Config{}, func(h http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			both, cancel := context.WithCancel(r.Context())
			defer context.AfterFunc(ctx, cancel)()
			h.ServeHTTP(w, r.WithContext(both))
		})
	})
	p := s.dial()
	p.play("> "+hello, "< "+welcome, "> "+subscribe("1", "subscription { silent }"))
	res, _ := s.events("subscription { silent }")
	stop()
	p.play("< close 1001 the server is stopping")
	if body, err := io.ReadAll(res.body); err == nil {
		t.Errorf("the stream looks whole: %s", body)
	}
	s.await("a line about the socket", func() bool { return strings.Contains(s.log.String(), `"status":101`) })
}
