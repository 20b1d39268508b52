package server_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"waymark/domain/fault"
	"waymark/domain/viewer"
	"waymark/server"
)

// The protocol, message for message. On gqlgen's own transport most of these end with another code or with none.
func TestSocketProtocol(t *testing.T) {
	tick := func(id string, n int) string {
		return fmt.Sprintf(`< {"type":"next","id":%q,"payload":{"data":{"tick":"%d"},"extensions":{"eventId":"%d"}}}`, id, n, n)
	}
	done := func(id string) string { return `< {"type":"complete","id":"` + id + `"}` }
	tests := map[string][]string{
		"subscription":                   {"> " + subscribe("1", "subscription { tick(count: 2) }"), tick("1", 1), tick("1", 2), done("1")},
		"query":                          {"> " + subscribe("1", "{ today }"), `< {"type":"next","id":"1","payload":{"data":{"today":"2009-04-30"}}}`, done("1")},
		"mutation":                       {"> " + subscribe("1", "mutation { ping }"), `< {"type":"next","id":"1","payload":{"data":{"ping":"pong"}}}`, done("1")},
		"field error":                    {"> " + subscribe("1", "{ broken }"), `< {"type":"next","id":"1","payload":{"errors":[{"message":"broken","path":["broken"]}],"data":null}}`, done("1")},
		"variables":                      {`> {"id":"1","type":"subscribe","payload":{"query":"query($t: String) { echo(text: $t) }","variables":{"t":"<&>"}}}`, `< {"type":"next","id":"1","payload":{"data":{"echo":"\u003c\u0026\u003e"}}}`, done("1")},
		"nulls":                          {`> {"id":"1","type":"subscribe","payload":{"query":"{ today }","operationName":null,"variables":null,"extensions":null}}`, `< {"type":"next",...`, done("1")},
		"parse error":                    {"> " + subscribe("1", "{"), `< {"type":"error","id":"1","payload":[{"message":...`, "> " + subscribe("1", "{ today }"), `< {"type":"next",...`},
		"validation error":               {"> " + subscribe("1", "subscription { nothing }"), `< {"type":"error","id":"1","payload":[{"message":...`},
		"start refused":                  {"> " + subscribe("1", "subscription { refused }"), `< {"type":"error","id":"1","payload":[{"message":"not for you","extensions":{"code":"FORBIDDEN"}}]}`, "> " + subscribe("1", "{ today }"), `< {"type":"next",...`, done("1")},
		"error in mid-stream":            {"> " + subscribe("1", "subscription { ends }"), `< {"type":"next","id":"1",...`, `< {"type":"error","id":"1","payload":[{"message":"you lag behind","extensions":{"code":"LIMITED"}}]}`, `> {"type":"ping"}`, `< {"type":"pong"}`},
		"panic in mid-stream":            {"> " + subscribe("1", "subscription { boom }"), `< {"type":"error","id":"1","payload":[{"message":"the service failed on this request; its id tells us which","extensions":{"code":"INTERNAL","requestId":"...`, `> {"type":"ping"}`, `< {"type":"pong"}`},
		"panic":                          {"> " + subscribe("1", "{ boom }"), `< {"type":"error","id":"1","payload":[{"message":"the service failed...`},
		"NUL":                            {`> {"id":"1","type":"subscribe","payload":{"query":"{ today }","variables":{"a":"\u0000"}}}`, `< {"type":"error","id":"1","payload":[{"message":"variables: must hold no NUL...`},
		"NUL in a literal":               {"> " + subscribe("1", `{ echo(text: "\u0000") }`), `< {"type":"error","id":"1","payload":[{"message":"query: must hold no NUL...`},
		"blank query":                    {"> " + subscribe("1", " "), `< {"type":"error","id":"1","payload":[{"message":"query: is required...`},
		"defer":                          {"> " + subscribe("1", "{ ... @defer { today } }"), `< {"type":"error","id":"1","payload":[{"message":"query: @defer...`},
		"ping":                           {`> {"type":"ping"}`, `< {"type":"pong"}`, `> {"type":"ping","payload":{"a":1}}`, `< {"type":"pong","payload":{"a":1}}`, `> {"type":"ping","payload":null}`, `< {"type":"pong"}`},
		"pong is passed over":            {`> {"type":"pong","payload":{}}`, `> {"type":"ping"}`, `< {"type":"pong"}`},
		"complete ends it":               {"> " + subscribe("1", "subscription { silent }"), `> {"id":"1","type":"complete"}`, "> " + subscribe("1", "subscription { tick }"), tick("1", 1), done("1")},
		"complete of nothing":            {`> {"id":"9","type":"complete"}`, `> {"type":"ping"}`, `< {"type":"pong"}`},
		"id is free once it is over":     {"> " + subscribe("1", "subscription { tick }"), tick("1", 1), done("1"), "> " + subscribe("1", "subscription { tick }"), tick("1", 1), done("1")},
		"several at once":                {"> " + subscribe("1", "subscription { silent }"), "> " + subscribe("2", "subscription { tick }"), tick("2", 1), done("2"), "> " + subscribe("3", "{ today }"), `< {"type":"next","id":"3"...`, done("3")},
		"4400 not JSON":                  {"> {", "< close 4400..."},
		"4400 trailing":                  {`> {"type":"ping"}{}`, "< close 4400..."},
		"4400 scalar":                    {`> "ping"`, "< close 4400..."},
		"4400 array":                     {`> [` + `{"type":"ping"}]`, "< close 4400..."},
		"4400 no type":                   {`> {}`, "< close 4400..."},
		"4400 type of another type":      {`> {"type":1}`, "< close 4400..."},
		"4400 unknown type":              {`> {"type":"start","id":"1","payload":{"query":"{ today }"}}`, "< close 4400..."},
		"4400 a server's message":        {`> {"type":"connection_ack"}`, "< close 4400..."},
		"4400 a server's next":           {`> {"id":"1","type":"next","payload":{}}`, "< close 4400..."},
		"4400 not UTF-8":                 {"> {\"type\":\"ping\",\"payload\":{\"a\":\"\xff\"}}", "< close 4400..."},
		"4400 ping's payload":            {`> {"type":"ping","payload":"x"}`, "< close 4400..."},
		"4400 no id":                     {`> {"type":"subscribe","payload":{"query":"{ today }"}}`, "< close 4400..."},
		"4400 empty id":                  {`> {"id":"","type":"subscribe","payload":{"query":"{ today }"}}`, "< close 4400..."},
		"4400 numeric id":                {`> {"id":1,"type":"subscribe","payload":{"query":"{ today }"}}`, "< close 4400..."},
		"4400 long id":                   {`> ` + subscribe(strings.Repeat("x", 129), "{ today }"), "< close 4400..."},
		"4400 complete without id":       {`> {"type":"complete"}`, "< close 4400..."},
		"4400 no payload":                {`> {"id":"1","type":"subscribe"}`, "< close 4400..."},
		"4400 payload of another type":   {`> {"id":"1","type":"subscribe","payload":"{ today }"}`, "< close 4400..."},
		"4400 no query":                  {`> {"id":"1","type":"subscribe","payload":{}}`, "< close 4400..."},
		"4400 query of another type":     {`> {"id":"1","type":"subscribe","payload":{"query":1}}`, "< close 4400..."},
		"4400 variables of another type": {`> {"id":"1","type":"subscribe","payload":{"query":"{ today }","variables":[]}}`, "< close 4400..."},
		"4409":                           {"> " + subscribe("1", "subscription { silent }"), "> " + subscribe("1", "subscription { silent }"), "< close 4409..."},
		"4429":                           {"> " + hello, "< close 4429..."},
		"1009":                           {`> {"type":"ping","payload":{"a":"` + strings.Repeat("x", 5000) + `"}}`, "< close 1009..."},
	}
	s := newSite(t, server.Config{Local: true, Sockets: server.Sockets{MaxMessage: 4096}})
	for name, script := range tests {
		t.Run(name, func(t *testing.T) {
			s.t = t
			s.dial().play(append([]string{"> " + hello, "< " + welcome}, script...)...)
		})
	}
	if log := s.log.String(); strings.Contains(log, "subscription {") || !strings.Contains(log, "secret cause") {
		t.Errorf("the log tells of questions, or does not tell of defects: %s", log)
	}
}

// Before it is acknowledged a client may ping, and nothing else.
func TestSocketBeforeItsIntroduction(t *testing.T) {
	tests := map[string][]string{
		"4401":               {"> " + subscribe("1", "subscription { tick }"), "< close 4401..."},
		"4400":               {"> {", "< close 4400..."},
		"4400 init":          {`> {"type":"connection_init","payload":"x"}`, "< close 4400..."},
		"init with payload":  {`> {"type":"connection_init","payload":{"a":1}}`, "< " + welcome},
		"init with null":     {`> {"type":"connection_init","payload":null}`, "< " + welcome},
		"ping":               {`> {"type":"ping"}`, `< {"type":"pong"}`, "> " + hello, "< " + welcome},
		"complete":           {`> {"id":"1","type":"complete"}`, "> " + hello, "< " + welcome},
		"no tokens are kept": {`> {"type":"connection_init","payload":{"authToken":"x"}}`, "< close 4403..."},
	}
	s := newSite(t, server.Config{})
	for name, script := range tests {
		t.Run(name, func(t *testing.T) {
			s.t = t
			s.dial().play(script...)
		})
	}
}

func TestSocketThatSaysNothingIsClosed(t *testing.T) {
	s := newSite(t, server.Config{Sockets: server.Sockets{InitTimeout: 20 * time.Millisecond, IdleTimeout: time.Hour}})
	s.dial().play("< close 4408 connection_init is due within 20ms")
	p := s.dial()
	p.play(`> {"type":"ping"}`, `< {"type":"pong"}`, "< close 4408...") // a ping is no introduction
}

func TestSocketOnWhichNothingIsAskedIsClosed(t *testing.T) {
	s := newSite(t, server.Config{Sockets: server.Sockets{IdleTimeout: 20 * time.Millisecond}})
	s.dial().play("> "+hello, "< "+welcome, "< close 1001 nothing was asked for 20ms")
	// With an operation under way it stays, however long that is silent; once it is over, the time runs again.
	s.dial().play("> "+hello, "< "+welcome, "> "+subscribe("1", "{ patient }"), "> "+subscribe("2", "subscription { silent }"), `> {"id":"1","type":"complete"}`,
		`> {"id":"2","type":"complete"}`, "< close 1001...")
}

func TestSocketBinaryMessage(t *testing.T) {
	s := newSite(t, server.Config{})
	p := s.dial()
	if err := p.Write(t.Context(), websocket.MessageBinary, []byte(hello)); err != nil {
		t.Fatal(err)
	}
	p.play("< close 4400...")
}

func TestSocketSubprotocol(t *testing.T) {
	s := newSite(t, server.Config{})
	for _, name := range []string{"", "graphql-ws", "mqtt"} {
		s.dialAs(name).play("< close 4406...")
	}
}

func TestSocketOrigin(t *testing.T) {
	s := newSite(t, server.Config{Sockets: server.Sockets{Origins: []string{"https://friend.test", "not an origin"}}})
	for origin, status := range map[string]int{
		"Accept: */*":                      101,
		"Origin: " + s.URL:                 101,
		"Origin: https://friend.test":      101,
		"Origin: http://friend.test":       403,
		"Origin: https://friend.test:8443": 403,
		"Origin: https://elsewhere.test":   403,
		"Origin: null":                     403,
		"Sec-Fetch-Site: cross-site":       403,
		"Sec-Fetch-Site: same-origin":      101,
	} {
		conn, res, err := s.try("graphql-transport-ws", origin)
		if res.status != status {
			t.Errorf("%q: got %v, %v", origin, res, err)
		}
		if err == nil {
			_ = conn.CloseNow()
		}
	}
	if !strings.Contains(s.log.String(), "origin passed over") {
		t.Error("nobody is told of an origin that is none")
	}
}

// A handshake that is none is refused, and takes no place.
func TestSocketHandshake(t *testing.T) {
	s := newSite(t, server.Config{})
	for _, headers := range [][]string{
		{"Upgrade: websocket"},
		{"Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 8", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="},
		{"Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13"},
	} {
		if w := s.answer(request("GET", "/graphql", "", headers...)); w.Code < 400 || w.Code > 499 {
			t.Errorf("%v: got %d", headers, w.Code)
		}
	}
}

func TestSocketLimits(t *testing.T) {
	s := newSite(t, server.Config{Sockets: server.Sockets{MaxOperations: 2, MaxPerClient: 2}})
	p := s.dial()
	p.play("> "+hello, "< "+welcome, "> "+subscribe("1", "subscription { silent }"), "> "+subscribe("2", "{ stubborn }"),
		"> "+subscribe("3", "{ today }"), `< {"type":"error","id":"3","payload":[{"message":"at most 2 operations may be under way on one socket","extensions":{"code":"LIMITED"}}]}`)
	<-s.schema.entered
	// A stubborn operation counts until it has ended: giving it up makes no room.
	p.play(`> {"id":"2","type":"complete"}`, "> "+subscribe("4", "{ today }"), `< {"type":"error","id":"4",...`)
	close(s.schema.release)

	other := s.dial()
	_, res, err := s.try("graphql-transport-ws")
	if err == nil || res.status != http.StatusTooManyRequests || res.header.Get("Retry-After") == "" {
		t.Errorf("a third socket: %v %v", res, err)
	}
	_ = other.CloseNow()
	s.await("a place", func() bool { return s.streams.Open() == 1 })
	s.dial()
}

// What a source still has to say when the client wants no more of it is not said.
func TestSocketSaysNothingAfterComplete(t *testing.T) {
	s := newSite(t, server.Config{Sockets: server.Sockets{MaxOperations: 1}})
	p := s.dial()
	p.play("> "+hello, "< "+welcome, "> "+subscribe("1", "subscription { late }"), `< {"type":"next","id":"1",...`,
		`> {"id":"1","type":"complete"}`, `> {"type":"ping"}`, `< {"type":"pong"}`)
	close(s.schema.release)
	for heard := ""; !strings.HasPrefix(heard, `{"type":"next","id":"2"`); { // until there is room, that is, the first has ended
		p.say(subscribe("2", "{ today }"))
		if heard = p.hear(); strings.Contains(heard, `"id":"1"`) {
			t.Fatalf("heard %s", heard)
		}
	}
}

func TestSocketsOfTheProcessAreLimited(t *testing.T) {
	s := newSite(t, server.Config{Sockets: server.Sockets{MaxOpen: 1}})
	p := s.dial()
	if _, res, err := s.try("graphql-transport-ws"); err == nil || res.status != http.StatusServiceUnavailable {
		t.Errorf("a second socket: %v %v", res, err)
	}
	p.play("> "+hello, "< "+welcome)
}

func TestSocketAuthenticates(t *testing.T) {
	s := newSite(t, server.Config{SignIn: func(_ context.Context, token string) (viewer.Viewer, time.Time, error) {
		switch token {
		case "good":
			return viewer.Viewer{Subject: "somebody"}, time.Time{}, nil
		case "later":
			return viewer.Viewer{}, time.Time{}, fault.New(fault.Unavailable, "", "the issuer does not answer")
		case "defect":
			return viewer.Viewer{}, time.Time{}, errors.New("secret cause")
		}
		return viewer.Viewer{}, time.Time{}, fault.New(fault.Unauthenticated, "", "the token is bad%s", strings.Repeat("!", 200))
	}})
	init := func(payload string) string { return `> {"type":"connection_init","payload":` + payload + `}` }
	for payload, want := range map[string]string{
		`{"Authorization":"Bearer good"}`:        "somebody",
		`{"authorization":"bearer  good "}`:      "somebody",
		`{"AUTHORIZATION":"BEARER good","x":{}}`: "somebody",
		`{"authToken":"good"}`:                   "somebody",
		`{"authToken":null}`:                     "",
		`{}`:                                     "",
		`{"authToken":"bad"}`:                    "4403",
		`{"authToken":""}`:                       "4403",
		`{"authToken":"later"}`:                  "1013",
		`{"authToken":"defect"}`:                 "1011",
		`{"authToken":7}`:                        "4403",
		`{"Authorization":"Basic good"}`:         "4403",
		`{"Authorization":"good"}`:               "4403",
		`{"Authorization":"Bearer"}`:             "4403",
		`{"Authorization":"Bearer good","authorization":"Bearer good"}`: "4403",
	} {
		p := s.dial()
		if _, err := strconv.Atoi(want); err == nil {
			p.play(init(payload), "< close "+want+"...")
			continue
		}
		p.play(init(payload), "< "+welcome, "> "+subscribe("1", "subscription { who }"), `< {"type":"next","id":"1","payload":{"data":{"who":"`+want+`"...`)
	}
	if strings.Contains(s.log.String(), "good") {
		t.Error("a token got into the log")
	}
}

func TestSocketIsCountedForWhoSignsIn(t *testing.T) {
	s := newSite(t, server.Config{Sockets: server.Sockets{MaxPerClient: 1}, SignIn: func(_ context.Context, token string) (viewer.Viewer, time.Time, error) {
		return viewer.Viewer{Subject: token}, time.Time{}, nil
	}})
	as := func(name string) string { return `> {"type":"connection_init","payload":{"authToken":"` + name + `"}}` }
	s.dial().play(as("a"), "< "+welcome)
	s.dial().play(as("b"), "< "+welcome) // the address is free again, and b another subject
	s.dial().play(as("a"), "< close 1013 at most 1 sockets...")
}

func TestSocketEndsWithItsToken(t *testing.T) {
	s := newSite(t, server.Config{SignIn: lasting})
	for _, lasts := range []string{"-1h", "30ms"} {
		p := s.dial()
		p.say(`{"type":"connection_init","payload":{"authToken":"` + lasts + `"}}`)
		p.say(subscribe("1", "subscription { silent }"))
		got := p.hear()
		if got == welcome {
			got = p.hear()
		}
		if got != "close 4403 the token has expired" {
			t.Errorf("%s: heard %s", lasts, got)
		}
	}
}

// What the middleware before the handler knows of a token holds for the socket that was opened with it, until it brings another.
func TestSocketEndsWithTheTokenOfItsRequest(t *testing.T) {
	s := newSite(t, server.Config{SignIn: lasting})
	s.dial("Authorization: Bearer 50ms").play("> "+hello, "< "+welcome, "> "+subscribe("1", "subscription { silent }"), "< close 4403 the token has expired")
	p := s.dial("Authorization: Bearer 50ms")
	p.play(`> {"type":"connection_init","payload":{"authToken":"1h"}}`, "< "+welcome)
	s.dial("Authorization: Bearer 50ms").play("< close 4403 the token has expired")
	p.play(`> {"type":"ping"}`, `< {"type":"pong"}`)
}

// lasting signs anybody in for as long as the token says.
func lasting(_ context.Context, token string) (viewer.Viewer, time.Time, error) {
	lasts, err := time.ParseDuration(token)
	return viewer.Viewer{Subject: "somebody"}, time.Now().Add(lasts), err
}

// Where tokens are demanded, a socket may be opened without one and must then bring it.
func TestSocketBringsItsToken(t *testing.T) {
	s := newSite(t, server.Config{SignIn: lasting, TokenOnly: true})
	s.dial().play("> "+hello, "< close 4403 nobody has signed in...")
	s.dial().play("> "+subscribe("1", "{ today }"), "< close 4401...")
	s.dial().play(`> {"type":"connection_init","payload":{"authToken":"1h"}}`, "< "+welcome, "> "+subscribe("1", "subscription { who }"),
		`< {"type":"next","id":"1","payload":{"data":{"who":"somebody"}...`)
	if res, _ := s.events("subscription { silent }"); res.status != http.StatusUnauthorized {
		t.Errorf("an event stream: %d", res.status)
	}
}

// Each operation on a socket is a request of its own, to the audit as well.
func TestSocketOperationsAreRequests(t *testing.T) {
	s := newSite(t, server.Config{})
	p := s.dial()
	p.play("> "+hello, "< "+welcome)
	seen := map[string]bool{}
	for _, id := range []string{"1", "2"} {
		p.say(subscribe(id, "subscription { request }"))
		seen[p.hear()] = true
		p.play(`< {"type":"complete","id":"` + id + `"}`)
	}
	for message := range seen {
		var m struct {
			Payload struct{ Data struct{ Request string } }
		}
		if err := json.Unmarshal([]byte(message), &m); err != nil {
			t.Fatal(err)
		}
		byContext, byViewer, _ := strings.Cut(m.Payload.Data.Request, " ")
		if len(seen) != 2 || len(byContext) != 26 || byContext != byViewer {
			t.Errorf("got %v", seen)
		}
		s.await("a line about it", func() bool { return strings.Contains(s.log.String(), byContext) })
	}
}
