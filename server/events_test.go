package server_test

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"waymark/server"
)

const stream = "Accept: text/event-stream"

// streamed is an answer that is still being written.
type streamed struct {
	answer
	body io.Reader
}

// events asks over the network; the answer is cancelled by the function given, at the latest when the test ends.
func (s site) events(query string, headers ...string) (streamed, context.CancelFunc) {
	s.t.Helper()
	ctx, cancel := context.WithCancel(s.t.Context())
	r, err := http.NewRequestWithContext(ctx, "GET", s.URL+"/graphql?query="+url.QueryEscape(query), nil)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, h := range append([]string{stream}, headers...) {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Add(name, value)
	}
	res, err := s.Client().Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { cancel(); res.Body.Close() })
	return streamed{answer{res.StatusCode, res.Header}, res.Body}, cancel
}

func TestEventStream(t *testing.T) {
	const over = "event: complete\ndata:\n\n"
	next := func(data string) string { return "event: next\ndata: " + data + "\n\n" }
	tick := func(n string) string {
		return "event: next\nid: " + n + "\ndata: " + `{"data":{"tick":"` + n + `"},"extensions":{"eventId":"` + n + `"}}` + "\n\n"
	}
	tests := []struct{ name, query, want string }{
		{"subscription", `subscription { tick(count: 2) }`, ":\n\n" + tick("1") + tick("2") + over},
		{"nothing", `subscription { tick(count: 0) }`, ":\n\n" + over},
		{"query", `{ today }`, next(`{"data":{"today":"2009-04-30"}}`) + over},
		{"mutation", `mutation { ping }`, next(`{"data":{"ping":"pong"}}`) + over},
		{"field error", `{ broken }`, next(`{"errors":[{"message":"broken","path":["broken"]}],"data":null}`) + over},
		{"start refused", `subscription { refused }`, ":\n\n" + next(`{"errors":[{"message":"not for you","extensions":{"code":"FORBIDDEN"}}]}`) + over},
		{"error in mid-stream", `subscription { ends }`, ":\n\n" + strings.ReplaceAll(tick("1"), `"tick"`, `"ends"`) +
			next(`{"errors":[{"message":"you lag behind","extensions":{"code":"LIMITED"}}]}`) + over},
	}
	h := newHouse(t, server.Config{}, ready)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := h.post(`{"query":"`+tt.query+`"}`, stream)
			if w.Code != 200 || w.Header().Get("Content-Type") != "text/event-stream; charset=utf-8" || w.Header().Get("Cache-Control") != "no-store" {
				t.Errorf("got %d %v", w.Code, w.Header())
			}
			if got := w.Body.String(); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// firstByte tells when something has been written.
type firstByte struct {
	*httptest.ResponseRecorder
	written atomic.Bool
}

func (w *firstByte) Write(body []byte) (int, error) {
	w.written.Store(true)
	return w.ResponseRecorder.Write(body)
}

// Who has seen the beginning of a stream is told of all that happens from then on: it is not written before the source has begun.
func TestEventStreamBeginsWithItsSource(t *testing.T) {
	h := newHouse(t, server.Config{}, ready)
	w := &firstByte{ResponseRecorder: httptest.NewRecorder()}
	h.schema.begin = func() {
		for range 1_000 { // give the handler every occasion to write too early
			runtime.Gosched()
		}
		if w.written.Load() {
			t.Error("the stream has begun before its source")
		}
	}
	h.ServeHTTP(w, request("POST", "/graphql", `{"query":"subscription { begins }"}`, "Content-Type: application/json", stream))
	if got := w.Body.String(); got != ":\n\nevent: complete\ndata:\n\n" {
		t.Errorf("got %q", got)
	}
}

func TestEventStreamOfADefect(t *testing.T) {
	h := newHouse(t, server.Config{}, ready)
	w := h.post(`{"query":"subscription { boom }"}`, stream)
	body := w.Body.String()
	if !strings.Contains(body, `"INTERNAL"`) || !strings.Contains(body, w.Header().Get("X-Request-Id")) || !strings.HasSuffix(body, "event: complete\ndata:\n\n") {
		t.Errorf("got %s", body)
	}
	if strings.Contains(body, "secret") || !strings.Contains(h.log.String(), "secret cause") {
		t.Error("the cause belongs into the log and nowhere else")
	}
}

// What can be told before the stream begins is told by the status, as for any other request.
func TestEventStreamRefused(t *testing.T) {
	h := newHouse(t, server.Config{MaxBody: 100}, ready)
	for body, status := range map[string]int{
		`{`:            400,
		`{"query":""}`: 400,
		`{"query":"{ today }","x":"` + strings.Repeat("x", 100) + `"}`: 413,
		`{"query":"{ ... @defer { today } }"}`:                         400,
	} {
		if w := h.post(body, stream); w.Code != status || !strings.HasPrefix(w.Header().Get("Content-Type"), "application/json") {
			t.Errorf("%.50s: got %d %v %s", body, w.Code, w.Header(), w.Body)
		}
	}
	if w := h.answer(request("GET", "/graphql?query="+url.QueryEscape("mutation { ping }"), "", stream)); w.Code != 405 {
		t.Errorf("a mutation by GET: got %d", w.Code)
	}
	for _, foreign := range []string{"Origin: https://elsewhere.test", "Sec-Fetch-Site: cross-site"} {
		if w := h.answer(request("GET", "/graphql?query="+url.QueryEscape("subscription { tick }"), "", stream, foreign)); w.Code != 403 {
			t.Errorf("%s: got %d", foreign, w.Code)
		}
	}
	if w := h.answer(request("HEAD", "/graphql?query="+url.QueryEscape("subscription { silent }"), "", stream)); w.Code != 400 {
		t.Errorf("HEAD: got %d", w.Code)
	}
}

func TestEventStreamNegotiation(t *testing.T) {
	tests := []struct{ accept, query, subscription string }{ // media types, "" where refused
		{"text/event-stream", "text/event-stream", "text/event-stream"},
		{"TEXT/event-stream; charset=utf-8", "text/event-stream", "text/event-stream"},
		{"text/event-stream, application/json", "application/json", "text/event-stream"},
		{"application/graphql-response+json, application/json, text/event-stream, multipart/mixed", "application/graphql-response+json", "text/event-stream"},
		{"text/event-stream, application/json;q=0.9", "text/event-stream", "text/event-stream"},
		{"text/event-stream;q=0.5, application/json", "application/json", "text/event-stream"},
		{"text/event-stream;q=0.5, */*", "application/json", "text/event-stream"},
		{"text/event-stream;q=0, application/json", "application/json", ""},
		{"text/*, application/json", "application/json", ""},
		{"text/event-stream; charset=utf-16, */*", "application/json", ""},
		{"*/*", "application/json", ""},
		{"", "application/json", ""},
	}
	h := newHouse(t, server.Config{}, ready)
	for _, tt := range tests {
		for query, want := range map[string]string{"{ today }": tt.query, "subscription { tick }": tt.subscription} {
			w := h.post(`{"query":"`+query+`"}`, "Accept: "+tt.accept)
			got, _, _ := strings.Cut(w.Header().Get("Content-Type"), ";")
			if want == "" {
				if w.Code != 400 || !strings.Contains(w.Body.String(), "graphql-transport-ws") || !strings.Contains(w.Body.String(), "text/event-stream") {
					t.Errorf("%q %s: got %d %s", tt.accept, query, w.Code, w.Body)
				}
			} else if w.Code != 200 || got != want {
				t.Errorf("%q %s: got %d %q, want %q", tt.accept, query, w.Code, got, want)
			}
		}
	}
}

// A silent stream is kept alive by comments, past the deadlines that a short request has; the client that leaves ends its source.
func TestEventStreamIsKeptAlive(t *testing.T) {
	s := newSite(t, server.Config{Sockets: server.Sockets{PingEvery: 2 * time.Millisecond}})
	res, leave := s.events("subscription { silent }")
	lines := bufio.NewScanner(res.body)
	for began := time.Now(); time.Since(began) < 4*s.Config.WriteTimeout; {
		if !lines.Scan() {
			t.Fatalf("the stream ended after %s: %v", time.Since(began), lines.Err())
		}
		if line := lines.Text(); line != ":" && line != "" {
			t.Fatalf("got %q", line)
		}
	}
	if s.schema.sources.Load() != 1 {
		t.Error("the source has ended")
	}
	leave()
	s.await("the source to end", func() bool { return s.schema.sources.Load() == 0 })
}

func TestEventStreamEndsWithItsToken(t *testing.T) {
	s := newSiteBehind(t, server.Config{}, func(h http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			h.ServeHTTP(w, r.WithContext(server.WithExpiry(r.Context(), time.Now().Add(20*time.Millisecond))))
		})
	})
	res, _ := s.events("subscription { silent }")
	body, err := io.ReadAll(res.body)
	if err != nil || !strings.Contains(string(body), `{"errors":[{"message":"the token has expired","extensions":{"code":"UNAUTHENTICATED"}}]}`) || !strings.HasSuffix(string(body), "event: complete\ndata:\n\n") {
		t.Errorf("got %s, %v", body, err)
	}
}

func TestEventStreamsAreLimited(t *testing.T) {
	s := newSite(t, server.Config{Sockets: server.Sockets{MaxPerClient: 2}})
	s.dial()
	_, leave := s.events("subscription { silent }")
	res, _ := s.events("subscription { silent }")
	body, _ := io.ReadAll(res.body)
	if res.status != 429 || code(t, body) != "LIMITED" || !strings.Contains(string(body), "at most 2") || res.header.Get("Retry-After") == "" {
		t.Errorf("got %d %s", res.status, body)
	}
	if res, _ := s.events("{ today }"); res.status != 200 {
		t.Errorf("a query takes no place, got %d", res.status)
	}
	leave()
	s.await("a place", func() bool { return s.streams.Open() == 1 })
	if res, _ := s.events("subscription { silent }"); res.status != 200 {
		t.Errorf("got %d", res.status)
	}
}

// Whoever does not read is cut off and has, until then, cost no more than what the network holds.
func TestEventStreamOfASlowReader(t *testing.T) {
	s := newSite(t, server.Config{Sockets: server.Sockets{SendTimeout: 200 * time.Millisecond}})
	res, _ := s.events("subscription { tick(count: -1, size: 100000) }")
	s.await("the source", func() bool { return s.schema.handed.Load() > 0 })
	s.await("the stream to be cut", func() bool { return s.streams.Open() == 0 && s.schema.sources.Load() == 0 })
	if n := s.schema.handed.Load(); n > 1000 {
		t.Errorf("%d values were taken from the source", n)
	}
	if body, err := io.ReadAll(res.body); err == nil {
		t.Errorf("the stream of %d bytes looks whole", len(body))
	}
}
