package server_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"testing/synctest"

	"waymark/server"
)

func TestPaths(t *testing.T) {
	tests := []struct {
		method, path string
		status       int
		contentType  string
	}{
		{"GET", "/", 200, "text/html; charset=utf-8"},
		{"GET", "/graphiql", 200, "text/html; charset=utf-8"},
		{"GET", "/graphiql/graphiql.min.js", 200, "text/javascript; charset=utf-8"},
		{"GET", "/dashboard/app.js", 200, "text/javascript; charset=utf-8"},
		{"GET", "/livez", 200, "application/json; charset=utf-8"},
		{"GET", "/readyz", 200, "application/json; charset=utf-8"},
		{"POST", "/", 405, ""},
		{"POST", "/livez", 405, ""},
		{"GET", "/nothing", 404, ""},
		{"POST", "/nothing", 404, ""},
		{"GET", "/graphql/nothing", 404, ""},
		{"GET", "/graphiql/refresh.sh", 404, ""},
		{"GET", "/dashboard/", 404, ""},
	}
	h := newHouse(t, server.Config{}, ready)
	for _, tt := range tests {
		t.Run(tt.method+" "+tt.path, func(t *testing.T) {
			w := h.answer(request(tt.method, tt.path, ""))
			if w.Code != tt.status || (tt.contentType != "" && w.Header().Get("Content-Type") != tt.contentType) {
				t.Errorf("got %d %q", w.Code, w.Header().Get("Content-Type"))
			}
			for name, want := range map[string]string{
				"X-Content-Type-Options":  "nosniff",
				"Referrer-Policy":         "no-referrer",
				"Content-Security-Policy": "frame-ancestors 'none'",
			} {
				if got := w.Header().Get(name); !strings.Contains(got, want) {
					t.Errorf("%s: got %q, want %q", name, got, want)
				}
			}
			if len(w.Header().Get("X-Request-Id")) != 26 {
				t.Errorf("no request id: %q", w.Header().Get("X-Request-Id"))
			}
		})
	}
}

func TestReadiness(t *testing.T) {
	tests := map[string]func(context.Context) error{
		"refused": func(context.Context) error { return errors.New("dial tcp: secret cause") },
		"late":    func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() },
		"panic":   func(context.Context) error { panic("secret cause") },
	}
	for name, check := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				h := newHouse(t, server.Config{}, check)
				if w := h.answer(request("GET", "/readyz", "")); w.Code != 503 || w.Body.String() != `{"status":"unavailable"}` {
					t.Errorf("got %d %s", w.Code, w.Body)
				}
				if !strings.Contains(h.log.String(), "not ready") {
					t.Error("the log does not tell why")
				}
				if w := h.answer(request("GET", "/livez", "")); w.Code != 200 {
					t.Errorf("livez: got %d", w.Code)
				}
			})
		})
	}
}

func TestReadinessDoesNotWaitForTheStubborn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		release := make(chan struct{})
		defer close(release)
		h := newHouse(t, server.Config{}, func(context.Context) error { <-release; return nil })
		if w := h.answer(request("GET", "/readyz", "")); w.Code != 503 {
			t.Errorf("got %d", w.Code)
		}
	})
}

func TestLocalNames(t *testing.T) {
	h := newHouse(t, server.Config{Local: true}, ready)
	for host, status := range map[string]int{
		"localhost":             200,
		"LOCALHOST:8080":        200,
		"127.0.0.1":             200,
		"127.0.0.1:9":           200,
		"[::1]":                 200,
		"[::1]:8080":            200,
		"":                      421,
		"example.com":           421,
		"localhost.example.com": 421,
		"127.0.0.1.example.com": 421,
		"192.168.0.1:8080":      421,
		"[::2]:8080":            421,
	} {
		for _, path := range []string{"/livez", "/graphql?query={today}", "/"} {
			r := request("GET", path, "")
			r.Host = host
			if w := h.answer(r); w.Code != status {
				t.Errorf("host %q, %s: got %d, want %d", host, path, w.Code, status)
			}
		}
	}
}

func TestRequestIDIsOurs(t *testing.T) {
	h := newHouse(t, server.Config{}, ready)
	w := h.post(`{"query":"{ request }"}`, "X-Request-Id: theirs")
	id := w.Header().Get("X-Request-Id")
	if id == "theirs" || w.Body.String() != `{"data":{"request":"`+id+`"}}` {
		t.Errorf("header %q, resolver saw %s", id, w.Body)
	}
}

func TestLogTellsNothingOfTheQuestion(t *testing.T) {
	h := newHouse(t, server.Config{}, ready)
	w := h.answer(request("GET", "/graphql?query="+"%7B%20echo(text%3A%20%22personal%22)%20%7D", "", "User-Agent: somebody"))
	var line struct {
		Msg, Method, Path string
		Status            int
		Duration          int64
		RequestID         string `json:"request_id"`
	}
	if err := json.Unmarshal(bytes.TrimSpace([]byte(h.log.String())), &line); err != nil {
		t.Fatalf("want one line: %v: %s", err, h.log)
	}
	if line.Msg != "request" || line.Method != "GET" || line.Path != "/graphql" || line.Status != 200 || line.RequestID != w.Header().Get("X-Request-Id") {
		t.Errorf("got %+v", line)
	}
	if strings.Contains(h.log.String(), "personal") || strings.Contains(h.log.String(), "somebody") {
		t.Errorf("the log tells too much: %s", h.log)
	}
}

func TestPanicIsADefectWithAName(t *testing.T) {
	h := newHouse(t, server.Config{}, ready)
	w := h.post(`{"query":"{ boom }"}`)
	id := w.Header().Get("X-Request-Id")
	if w.Code != 500 || code(t, w.Body.Bytes()) != "INTERNAL" || !strings.Contains(w.Body.String(), id) {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
	if strings.Contains(w.Body.String(), "secret") {
		t.Errorf("the cause got out: %s", w.Body)
	}
	if log := h.log.String(); !strings.Contains(log, "secret cause") || !strings.Contains(log, "stub_test.go") || !strings.Contains(log, `"status":500`) {
		t.Errorf("the log lacks cause, stack or status: %s", log)
	}
}
