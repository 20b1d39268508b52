package server_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"sync"
	"testing"
	"time"

	"waymark/server"
)

// A thousand clients hang up at awkward moments: in a handshake, in a frame, between an operation and its answer, under a stream
// and just when it is kept alive. gqlgen's event stream dies of the last, and the whole process with it.
func TestClientsThatHangUp(t *testing.T) {
	const clients, atOnce = 1_000, 50
	s := newSite(t, server.Config{Sockets: server.Sockets{
		PingEvery: time.Millisecond, InitTimeout: 20 * time.Millisecond, MaxPerClient: clients, MaxOpen: clients,
	}, Rates: server.Rates{Address: server.Allowance{Requests: clients, Burst: clients, Parallel: clients}, Parallel: clients}})
	address := s.Listener.Addr().String()
	handshake := "GET /graphql HTTP/1.1\r\nHost: " + address + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" +
		"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n"
	events := func(query string) string {
		return fmt.Sprintf("GET /graphql?query=%s HTTP/1.1\r\nHost: %s\r\nAccept: text/event-stream\r\n\r\n", query, address)
	}
	scripts := []struct {
		say  string
		hear int // bytes
	}{
		{handshake[:60], 0},
		{handshake, 0},
		{handshake, 100},
		{handshake + frame(hello)[:5], 100},
		{handshake + frame(hello), 100},
		{handshake + frame(hello) + frame(subscribe("1", "{ today }")), 150},
		{handshake + frame(hello) + frame(subscribe("1", "subscription { tick(count: -1) }")), 2_000},
		{handshake + frame(hello) + frame(subscribe("1", "subscription { silent }")) + frame(subscribe("2", "subscription { tick(count: -1, size: 5000) }")), 300},
		{handshake + frame(hello) + frame(subscribe("1", "subscription { silent }")) + frame(`{"id":"1","type":"complete"}`), 100},
		{handshake + frame("{") + frame(hello), 100},
		{events("subscription{silent}")[:40], 0},
		{events("subscription{silent}"), 0},
		{events("subscription{silent}"), 900}, // some hundred comments on
		{events("subscription{tick(count:-1)}"), 2_000},
		{events("subscription{tick(count:-1,size:100000)}"), 3_000},
		{events("{today}"), 50},
	}
	var all sync.WaitGroup
	turns := make(chan struct{}, atOnce)
	for n := range clients {
		turns <- struct{}{}
		all.Go(func() {
			defer func() { <-turns }()
			script := scripts[n%len(scripts)]
			conn, err := net.Dial("tcp", address)
			if err != nil {
				t.Error(err)
				return
			}
			defer conn.Close()
			if _, err := io.WriteString(conn, script.say); err != nil {
				return // the server may have closed first, as it may below
			}
			_, _ = io.CopyN(io.Discard, bufio.NewReader(conn), int64(script.hear))
		})
	}
	all.Wait()
	s.await("all places to be free", func() bool { return s.streams.Open() == 0 && s.schema.sources.Load() == 0 })
	s.dial().play("> "+hello, "< "+welcome, "> "+subscribe("1", "{ today }"), `< {"type":"next","id":"1","payload":{"data":{"today":"2009-04-30"}}}`)
}

// frame gives a short text as a client's frame, masked with zeros.
func frame(text string) string {
	if len(text) > 125 {
		panic("too long for a short frame")
	}
	return string([]byte{0x81, 0x80 | byte(len(text)), 0, 0, 0, 0}) + text
}
