package server_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"waymark/server"
)

// patience is how long a test waits for what must happen before it calls it a failure.
const patience = 20 * time.Second

// site is the handler behind a real listener.
type site struct {
	house
	*httptest.Server
	t       *testing.T
	streams *server.Streams
}

// newSite starts a server. When the test ends, nothing that it started may be left: no stream, no source, no goroutine.
func newSite(t *testing.T, cfg server.Config) site {
	t.Helper()
	return newSiteBehind(t, cfg, func(h http.Handler) http.Handler { return h })
}

// newSiteBehind starts a server with something before the handler.
func newSiteBehind(t *testing.T, cfg server.Config, before func(http.Handler) http.Handler) site {
	t.Helper()
	few := runtime.NumGoroutine()
	if cfg.Streams == nil {
		cfg.Streams = server.NewStreams()
	}
	s := site{house: newHouse(t, cfg, ready), t: t, streams: cfg.Streams}
	s.Server = httptest.NewUnstartedServer(before(s.house))
	s.Config.WriteTimeout = 50 * time.Millisecond // for a short answer; it must not end a stream
	s.Start()
	t.Cleanup(func() {
		s.await("streams to end", func() bool { return s.streams.Open() == 0 && s.schema.sources.Load() == 0 })
		s.Close()
		s.Client().CloseIdleConnections()
		s.await("goroutines to end", func() bool { return runtime.NumGoroutine() <= few })
	})
	return s
}

// await waits until something is so.
func (s site) await(what string, so func() bool) {
	s.t.Helper()
	for last := time.Now().Add(patience); !so(); runtime.Gosched() {
		if time.Now().After(last) {
			stacks := make([]byte, 1<<20)
			s.t.Fatalf("waited in vain for %s\n%s", what, stacks[:runtime.Stack(stacks, true)])
		}
	}
}

// peer is a client of a WebSocket that says what it is told to.
type peer struct {
	*websocket.Conn
	t *testing.T
}

// answer is the head of what a server answers.
type answer struct {
	status int
	header http.Header
}

// try opens a WebSocket with "Name: value" headers.
func (s site) try(subprotocol string, headers ...string) (*websocket.Conn, answer, error) {
	h := http.Header{}
	for _, header := range headers {
		name, value, _ := strings.Cut(header, ": ")
		h.Add(name, value)
	}
	options := &websocket.DialOptions{HTTPHeader: h}
	if subprotocol != "" {
		options.Subprotocols = []string{subprotocol}
	}
	return s.open(options)
}

func (s site) open(options *websocket.DialOptions) (*websocket.Conn, answer, error) {
	options.HTTPClient = s.Client()
	conn, res, err := websocket.Dial(s.t.Context(), s.URL+"/graphql", options) //nolint:bodyclose // Dial sees to it
	if res == nil {
		return conn, answer{}, err
	}
	return conn, answer{res.StatusCode, res.Header}, err
}

func (s site) dial(headers ...string) peer {
	s.t.Helper()
	return s.dialAs("graphql-transport-ws", headers...)
}

func (s site) dialAs(subprotocol string, headers ...string) peer {
	s.t.Helper()
	conn, _, err := s.try(subprotocol, headers...)
	if err != nil {
		s.t.Fatal(err)
	}
	conn.SetReadLimit(-1)
	s.t.Cleanup(func() { _ = conn.CloseNow() })
	return peer{conn, s.t}
}

func (p peer) say(text string) {
	p.t.Helper()
	if err := p.Write(p.t.Context(), websocket.MessageText, []byte(text)); err != nil {
		p.t.Fatal(err)
	}
}

// hear gives the next message, or "close" with code and reason.
func (p peer) hear() string {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.t.Context(), patience)
	defer cancel()
	_, text, err := p.Read(ctx)
	var end websocket.CloseError
	switch {
	case errors.As(err, &end):
		return fmt.Sprintf("close %d %s", end.Code, end.Reason)
	case ctx.Err() != nil:
		return "silence"
	case err != nil:
		return "cut"
	}
	// The order of a message's entries means nothing.
	var m struct {
		Type    string          `json:"type"`
		ID      string          `json:"id,omitempty"`
		Payload json.RawMessage `json:"payload,omitempty"`
	}
	if json.Unmarshal(text, &m) != nil {
		return string(text)
	}
	text, err = json.Marshal(m)
	if err != nil {
		p.t.Fatal(err)
	}
	return string(text)
}

const (
	hello   = `{"type":"connection_init"}`
	welcome = `{"type":"connection_ack"}`
)

// play holds a conversation: what begins with ">" is said, what begins with "<" must be heard; "..." stands for the rest.
func (p peer) play(script ...string) {
	p.t.Helper()
	for i, line := range script {
		kind, text, _ := strings.Cut(line, " ")
		if kind == ">" {
			p.say(text)
			continue
		}
		got := p.hear()
		start, open := strings.CutSuffix(text, "...")
		if got != text && !(open && strings.HasPrefix(got, start)) {
			p.t.Fatalf("line %d: heard %.300s, want %s", i, got, text)
		}
	}
}

// subscribe is the message that begins an operation.
func subscribe(id, query string) string {
	return fmt.Sprintf(`{"id":%q,"type":"subscribe","payload":{"query":%q}}`, id, query)
}
