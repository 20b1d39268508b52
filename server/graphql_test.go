package server_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"waymark/domain/viewer"
	"waymark/server"
)

const (
	newer = "Accept: application/graphql-response+json"
	plain = "Accept: application/json"
)

func TestRequestsThatAreRefused(t *testing.T) {
	long := `{"query":"{ today }","variables":{"x":"` + strings.Repeat("x", 2000) + `"}}`
	tests := []struct {
		name, body string
		status     int
		code, says string
	}{
		{"empty", ``, 400, "INVALID", "empty"},
		{"white space", "  \n", 400, "INVALID", "empty"},
		{"malformed", `{"query"`, 400, "INVALID", "JSON object"},
		{"scalar", `"{ today }"`, 400, "INVALID", "JSON object"},
		{"null", `null`, 400, "INVALID", "JSON object"},
		{"batch", `[{"query":"{ today }"}]`, 400, "INVALID", "batches"},
		{"trailing brace", `{"query":"{ today }"}}`, 400, "INVALID", "nothing more"},
		{"trailing object", `{"query":"{ today }"} {}`, 400, "INVALID", "nothing more"},
		{"trailing comma", `{"query":"{ today }",}`, 400, "INVALID", "JSON object"},
		{"no query", `{"notquery":"{ today }"}`, 400, "INVALID", "query: is required"},
		{"null query", `{"query":null}`, 400, "INVALID", "query: is required"},
		{"blank query", `{"query":" "}`, 400, "INVALID", "query: is required"},
		{"capital query", `{"Query":"{ today }"}`, 400, "INVALID", "query: is required"},
		{"query twice", `{"query":"{ today }","query":"{ boom }"}`, 400, "INVALID", "query: may be given once"},
		{"numeric query", `{"query":1}`, 400, "INVALID", "query: must be a string"},
		{"operationName list", `{"query":"{ today }","operationName":["a"]}`, 400, "INVALID", "operationName: must be a string"},
		{"variables list", `{"query":"{ today }","variables":[]}`, 400, "INVALID", "variables: must be a JSON object"},
		{"variables text", `{"query":"{ today }","variables":"{}"}`, 400, "INVALID", "variables: must be a JSON object"},
		{"extensions number", `{"query":"{ today }","extensions":0}`, 400, "INVALID", "extensions: must be a JSON object"},
		{"NUL in query", `{"query":"{ today } #\u0000"}`, 400, "INVALID", "query: must hold no NUL"},
		{"NUL in literal", `{"query":"{ echo(text: \"a\\u0000b\") }"}`, 400, "INVALID", "query: must hold no NUL"},
		{"NUL in literal of a fragment", `{"query":"{ ...f } fragment f on Query { echo(text: \"\\u0000\") }"}`, 400, "INVALID", "query: must hold no NUL"},
		{"NUL in default", `{"query":"query($t: String = \"\\u0000\") { echo(text: $t) }"}`, 400, "INVALID", "query: must hold no NUL"},
		{"NUL deep in variables", `{"query":"{ today }","variables":{"a":[{"b":"\u0000"}]}}`, 400, "INVALID", "variables: must hold no NUL"},
		{"NUL in a variable's name", `{"query":"{ today }","variables":{"a\u0000":1}}`, 400, "INVALID", "variables: must hold no NUL"},
		{"a variable twice", `{"query":"{ today }","variables":{"a":1,"b":[{"c":{}}],"a":2}}`, 400, "INVALID", `variables: \"a\" may be given once`},
		{"a variable's field twice", `{"query":"{ today }","variables":{"a":[1,{"b":{"c":1,"d":[],"c":null}}]}}`, 400, "INVALID", `variables: \"c\" may be given once`},
		{"a name twice, once escaped", `{"query":"{ today }","variables":{"a":1,"\u0061":2}}`, 400, "INVALID", `variables: \"a\" may be given once`},
		{"an extension twice", `{"query":"{ today }","extensions":{"x":1,"x":1}}`, 400, "INVALID", `extensions: \"x\" may be given once`},
		{"too large by far", strings.Repeat("[", 1<<20), 413, "LIMITED", `"allowed":1024,"code":"LIMITED","found":1048576,"limit":"bodyBytes"`},
		{"not UTF-8", "{\"query\":\"{ today } #\xff\"}", 400, "INVALID", "UTF-8"},
		{"too large", long, 413, "LIMITED", "at most 1024 bytes"},
		{"defer", `{"query":"{ ... @defer { today } }"}`, 400, "INVALID", "@defer"},
		{"subscription", `{"query":"subscription { tick }"}`, 400, "INVALID", "subscriptions"},
	}
	h := newHouse(t, server.Config{MaxBody: 1024}, ready)
	for _, tt := range tests {
		for _, accept := range []string{newer, plain} {
			t.Run(tt.name+" "+accept, func(t *testing.T) {
				w := h.post(tt.body, accept)
				if w.Code != tt.status || code(t, w.Body.Bytes()) != tt.code || !strings.Contains(w.Body.String(), tt.says) {
					t.Errorf("got %d %s, want %d %s saying %q", w.Code, w.Body, tt.status, tt.code, tt.says)
				}
				if strings.Contains(w.Body.String(), `"data"`) || strings.Contains(w.Body.String(), "Go ") || strings.Contains(w.Body.String(), "today") {
					t.Errorf("answer tells more than the rule: %s", w.Body)
				}
			})
		}
	}
}

func TestTooLargeWithoutLength(t *testing.T) {
	h := newHouse(t, server.Config{MaxBody: 64}, ready)
	r := request("POST", "/graphql", `{"query":"{ today }","x":"`+strings.Repeat("x", 100)+`"}`, "Content-Type: application/json")
	r.ContentLength = -1
	if w := h.answer(r); w.Code != 413 || code(t, w.Body.Bytes()) != "LIMITED" {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
}

// endless is a body that fails the test when more of it is read than it takes to know that it is too large.
type endless struct {
	t    *testing.T
	left int
}

func (e *endless) Read(p []byte) (int, error) {
	if e.left -= len(p); e.left < 0 {
		e.t.Fatal("the body is read on and on")
	}
	for i := range p {
		p[i] = '['
	}
	return len(p), nil
}

// A body of 50 MB is refused before any of it is read when it says so, and else as soon as it is too large.
func TestLargeBodiesAreNotRead(t *testing.T) {
	h := newHouse(t, server.Config{}, ready)
	for length, most := range map[int64]int{50 << 20: 0, -1: 3 * server.DefaultMaxBody} {
		r := httptest.NewRequest("POST", "/graphql", &endless{t, most})
		r.ContentLength = length
		r.Header.Set("Content-Type", "application/json")
		if w := h.answer(r); w.Code != 413 || code(t, w.Body.Bytes()) != "LIMITED" {
			t.Errorf("length %d: got %d %s", length, w.Code, w.Body)
		}
	}
}

func TestAnswers(t *testing.T) {
	tests := []struct {
		name, body, accept string
		status             int
		answer             string // whole, or its beginning if it ends in ...
	}{
		{"query", `{"query":"{ today }"}`, newer, 200, `{"data":{"today":"2009-04-30"}}`},
		{"query, older type", `{"query":"{ today }"}`, plain, 200, `{"data":{"today":"2009-04-30"}}`},
		{"mutation", `{"query":"mutation { ping }"}`, newer, 200, `{"data":{"ping":"pong"}}`},
		{"entries we do not know", `{"query":"{ today }","id":7}`, newer, 200, `{"data":{"today":"2009-04-30"}}`},
		{"nulls", `{"query":"{ today }","variables":null,"operationName":null,"extensions":null}`, newer, 200, `{"data":{"today":"2009-04-30"}}`},
		{"names that stand in several objects", `{"query":"{ today }","variables":{"a":{"a":[{"a":1},{"a":{"a":[]}}]},"b":{"a":1}}}`, newer, 200, `{"data":{"today":"2009-04-30"}}`},
		{"named", `{"query":"query A { today } query B { echo(text: \"b\") }","operationName":"B"}`, newer, 200, `{"data":{"echo":"b"}}`},
		{"escaped backslash is no NUL", `{"query":"{ echo(text: \"\\\\u0000\") }"}`, newer, 200, `{"data":{"echo":"\\u0000"}}`},
		{"variable", `{"query":"query($t: String) { echo(text: $t) }","variables":{"t":"Run🏃"}}`, newer, 200, `{"data":{"echo":"Run🏃"}}`},
		{"parse error", `{"query":"{"}`, newer, 400, `{"errors":[...`},
		{"parse error, older type", `{"query":"{"}`, plain, 200, `{"errors":[...`},
		{"validation error", `{"query":"{ nothing }"}`, newer, 400, `{"errors":[...`},
		{"validation error, older type", `{"query":"{ nothing }"}`, plain, 200, `{"errors":[...`},
		{"coercion error", `{"query":"query($t: String!) { echo(text: $t) }"}`, newer, 400, `{"errors":[...`},
		{"coercion error, older type", `{"query":"query($t: String!) { echo(text: $t) }"}`, plain, 200, `{"errors":[...`},
		{"no such operation", `{"query":"query A { today }","operationName":"B"}`, newer, 400, `{"errors":[...`},
		{"too many tokens", `{"query":"{` + strings.Repeat(" today", 1600) + `}"}`, newer, 400, `{"errors":[...`},
		{"field error", `{"query":"{ broken }"}`, newer, 200, `{"errors":[{"message":"broken","path":["broken"]}],"data":null}`},
	}
	h := newHouse(t, server.Config{}, ready)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := h.post(tt.body, tt.accept)
			if w.Code != tt.status {
				t.Errorf("got status %d, want %d: %s", w.Code, tt.status, w.Body)
			}
			if got, want := w.Header().Get("Content-Type"), strings.TrimPrefix(tt.accept, "Accept: ")+"; charset=utf-8"; got != want {
				t.Errorf("got type %q, want %q", got, want)
			}
			start, partial := strings.CutSuffix(tt.answer, "...")
			if got := w.Body.String(); got != tt.answer && !(partial && strings.HasPrefix(got, start) && !strings.Contains(got, `"data"`)) {
				t.Errorf("got %s, want %s", got, tt.answer)
			}
			if !json.Valid(w.Body.Bytes()) {
				t.Errorf("not JSON: %s", w.Body)
			}
		})
	}
}

func TestNegotiation(t *testing.T) {
	const (
		older = "application/json; charset=utf-8"
		grown = "application/graphql-response+json; charset=utf-8"
	)
	tests := []struct {
		accept string
		media  string // "" for 406
	}{
		{"", older},
		{"*/*", older},
		{"application/*", older},
		{"application/json", older},
		{"APPLICATION/JSON; Charset=UTF-8", older},
		{"application/graphql-response+json", grown},
		{"application/graphql-response+json; charset=utf-8, application/json; charset=utf-8", grown},
		{"application/json, application/graphql-response+json", grown},
		{"application/json, application/graphql-response+json;q=0.9", older},
		{"application/graphql-response+json;q=0.1, */*;q=0.2", older},
		{"application/graphql-response+json;q=0, */*", older},
		{"application/json;q=0, */*", grown},
		{"text/html, application/xhtml+xml, */*;q=0.8", older},
		{"application/json, multipart/mixed", older},
		{"text/html", ""},
		{"application/json;q=0", ""},
		{"*/*;q=0", ""},
		{"application/json;q=lots", ""},
		{"application/json; charset=utf-16", ""},
		{"application", ""},
	}
	h := newHouse(t, server.Config{}, ready)
	for _, tt := range tests {
		t.Run(tt.accept, func(t *testing.T) {
			var headers []string
			if tt.accept != "" {
				headers = []string{"Accept: " + tt.accept}
			}
			w := h.post(`{"query":"{ today }"}`, headers...)
			if tt.media == "" {
				if w.Code != 406 || code(t, w.Body.Bytes()) != "INVALID" {
					t.Errorf("got %d %s, want 406", w.Code, w.Body)
				}
				return
			}
			if got := w.Header().Get("Content-Type"); w.Code != 200 || got != tt.media {
				t.Errorf("got %d %q, want %q", w.Code, got, tt.media)
			}
		})
	}
}

func TestContentType(t *testing.T) {
	tests := []struct {
		headers []string
		status  int
	}{
		{[]string{"Content-Type: application/json"}, 200},
		{[]string{"Content-Type: application/json; charset=utf-8"}, 200},
		{[]string{"Content-Type: Application/JSON;charset=UTF-8"}, 200},
		{[]string{"Content-Type: application/json", "Content-Encoding: identity"}, 200},
		{nil, 415},
		{[]string{"Content-Type: application/json; charset=utf-16"}, 415},
		{[]string{"Content-Type: application/json", "Content-Encoding: gzip"}, 415},
		{[]string{"Content-Type: text/plain"}, 415},
		{[]string{"Content-Type: application/graphql"}, 415},
		{[]string{"Content-Type: multipart/mixed; boundary=x"}, 415},
		{[]string{"Content-Type: application/x-www-form-urlencoded"}, 415},
		{[]string{"Content-Type: ;"}, 415},
	}
	h := newHouse(t, server.Config{}, ready)
	for _, tt := range tests {
		t.Run(strings.Join(tt.headers, " "), func(t *testing.T) {
			if w := h.answer(request("POST", "/graphql", `{"query":"{ today }"}`, tt.headers...)); w.Code != tt.status {
				t.Errorf("got %d %s, want %d", w.Code, w.Body, tt.status)
			}
		})
	}
}

func TestGet(t *testing.T) {
	tests := []struct {
		name, query string
		status      int
		says        string
	}{
		{"query", "query=" + url.QueryEscape("{ today }"), 200, `{"data":{"today":"2009-04-30"}}`},
		{"variables", "query=" + url.QueryEscape("query($t: String) { echo(text: $t) }") + "&variables=" + url.QueryEscape(`{"t":"x"}`), 200, `"x"`},
		{"empty variables", "query=" + url.QueryEscape("{ today }") + "&variables=&extensions=", 200, "2009"},
		{"mutation", "query=" + url.QueryEscape("mutation { ping }"), 405, "POST"},
		{"no query", "", 400, "query: is required"},
		{"twice", "query=a&query=b", 400, "query: may be given once"},
		{"variables list", "query=" + url.QueryEscape("{ today }") + "&variables=[]", 400, "variables: must be"},
		{"variables and more", "query=" + url.QueryEscape("{ today }") + "&variables={}{}", 400, "variables: must be"},
		{"not UTF-8", "query=%ff", 400, "UTF-8"},
		{"NUL", "query=%00", 400, "NUL"},
		{"badly encoded", "query=%zz", 400, "encoded"},
	}
	h := newHouse(t, server.Config{}, ready)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := h.answer(request("GET", "/graphql?"+tt.query, ""))
			if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.says) {
				t.Errorf("got %d %s, want %d saying %q", w.Code, w.Body, tt.status, tt.says)
			}
			if allow := w.Header().Get("Allow"); tt.status == 405 && allow != "POST" {
				t.Errorf("got Allow %q", allow)
			}
		})
	}
}

func TestOtherMethods(t *testing.T) {
	h := newHouse(t, server.Config{}, ready)
	for _, method := range []string{"PUT", "PATCH", "DELETE", "OPTIONS"} {
		w := h.answer(request(method, "/graphql", `{"query":"{ today }"}`, "Content-Type: application/json"))
		if w.Code != 405 || w.Header().Get("Allow") != "GET, HEAD, POST" {
			t.Errorf("%s: got %d, Allow %q", method, w.Code, w.Header().Get("Allow"))
		}
	}
}

func TestDeadline(t *testing.T) {
	for _, field := range []string{"patient", "stubborn"} {
		t.Run(field, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				h := newHouse(t, server.Config{Deadline: 2 * time.Second}, ready)
				defer close(h.schema.release)
				start := time.Now()
				w := h.post(`{"query":"{ ` + field + ` }"}`)
				if w.Code != 503 || code(t, w.Body.Bytes()) != "UNAVAILABLE" || !strings.Contains(w.Body.String(), "within 2s") {
					t.Errorf("got %d %s", w.Code, w.Body)
				}
				if took := time.Since(start); took > 3*time.Second {
					t.Errorf("answered after %s", took)
				}
			})
		})
	}
}

func TestViewerReachesResolvers(t *testing.T) {
	for want, cfg := range map[string]server.Config{
		"":        {},
		"console": {Viewer: viewer.Operator("console")},
	} {
		if got := newHouse(t, cfg, ready).post(`{"query":"{ who }"}`).Body.String(); got != `{"data":{"who":"`+want+`"}}` {
			t.Errorf("want %s, got %s", want, got)
		}
	}
}

// Whoever comes through a proxy is not at the machine, even where everybody else is its operator.
func TestForwardedRequestsAreAnonymous(t *testing.T) {
	h := newHouse(t, server.Config{Viewer: viewer.Operator("console")}, ready)
	for _, header := range []string{"X-Forwarded-For: 192.0.2.1", "Forwarded: for=192.0.2.1", "Via: 1.1 proxy", "X-Real-IP: 192.0.2.1", "X-Forwarded-For: "} {
		if got := h.post(`{"query":"{ who }"}`, header).Body.String(); got != `{"data":{"who":""}}` {
			t.Errorf("%s: got %s", header, got)
		}
	}
}

func TestCrossOrigin(t *testing.T) {
	tests := []struct {
		headers []string
		status  int
	}{
		{nil, 200},
		{[]string{"Sec-Fetch-Site: same-origin"}, 200},
		{[]string{"Origin: http://example.com"}, 200}, // httptest's own host
		{[]string{"Sec-Fetch-Site: cross-site"}, http.StatusForbidden},
		{[]string{"Origin: https://elsewhere.test"}, http.StatusForbidden},
		{[]string{"Origin: null"}, http.StatusForbidden},
	}
	h := newHouse(t, server.Config{}, ready)
	for _, tt := range tests {
		w := h.post(`{"query":"mutation { ping }"}`, tt.headers...)
		if w.Code != tt.status || (tt.status == 403 && code(t, w.Body.Bytes()) != "FORBIDDEN") {
			t.Errorf("%v: got %d %s", tt.headers, w.Code, w.Body)
		}
	}
}
