package server

import (
	"context"
	"fmt"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"waymark/domain/fault"
	"waymark/domain/viewer"
)

// What a Sockets that says nothing gets.
const (
	DefaultMaxMessage    = 64 << 10 // bytes
	DefaultMaxOperations = 50
	DefaultMaxPerClient  = 100
	DefaultMaxOpen       = 2_000
	DefaultInitTimeout   = 5 * time.Second
	DefaultIdleTimeout   = 5 * time.Minute
	DefaultSendTimeout   = 10 * time.Second
	DefaultPingEvery     = 20 * time.Second
)

// Sockets bounds what stays open: WebSockets and event streams. A number of zero or less means its default.
type Sockets struct {
	// MaxMessage is the largest message a WebSocket takes, in bytes.
	MaxMessage int64
	// MaxOperations is how many operations may be under way on one WebSocket.
	MaxOperations int
	// MaxPerClient is how many sockets and streams one subject, or one address of those who have not signed in, may hold open.
	// An IPv6 address counts by its first 64 bits.
	MaxPerClient int
	// MaxOpen is how many sockets and streams may be open in the process.
	MaxOpen int
	// InitTimeout is how long a WebSocket may take to introduce itself.
	InitTimeout time.Duration
	// IdleTimeout is how long a WebSocket may stay open with no operation under way.
	IdleTimeout time.Duration
	// SendTimeout is how long the client may take to receive one message or event before it is cut off.
	SendTimeout time.Duration
	// PingEvery is how often a client is asked for a sign of life, which a WebSocket must give within SendTimeout.
	PingEvery time.Duration
	// Origins are those, besides the server's own, whose pages may open sockets and streams: scheme://host[:port].
	Origins []string
}

func (s Sockets) withDefaults() Sockets {
	s.MaxMessage = positive(s.MaxMessage, DefaultMaxMessage)
	s.MaxOperations = positive(s.MaxOperations, DefaultMaxOperations)
	s.MaxPerClient = positive(s.MaxPerClient, DefaultMaxPerClient)
	s.MaxOpen = positive(s.MaxOpen, DefaultMaxOpen)
	s.InitTimeout = positive(s.InitTimeout, DefaultInitTimeout)
	s.IdleTimeout = positive(s.IdleTimeout, DefaultIdleTimeout)
	s.SendTimeout = positive(s.SendTimeout, DefaultSendTimeout)
	s.PingEvery = positive(s.PingEvery, DefaultPingEvery)
	return s
}

func positive[T int | int64 | time.Duration](value, otherwise T) T {
	if value <= 0 {
		return otherwise
	}
	return value
}

// Streams are the WebSockets and event streams that are open, counted so that they can be limited and in the end be ended:
// http.Server.Shutdown waits for no WebSocket, and ends no event stream. Make one with NewStreams; it is safe for concurrent use.
type Streams struct {
	halting, cutting context.Context // done when streams are asked to end, and when they have no more time to
	halt, cut        context.CancelFunc

	mutex   sync.Mutex
	clients map[string]int
	open    int
	empty   chan struct{} // closed once halting is done and none is open
}

// NewStreams gives a Streams that holds none yet.
func NewStreams() *Streams {
	s := &Streams{clients: map[string]int{}, empty: make(chan struct{})}
	s.halting, s.halt = context.WithCancel(context.Background())
	s.cutting, s.cut = context.WithCancel(context.Background())
	return s
}

// Open tells how many are open. One counts until the last of its operations has returned.
func (s *Streams) Open() int {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.open
}

// Stop lets no more open, closes every WebSocket with 1001, ends every event stream, and returns nil once all are gone. Those that
// are not when ctx ends are cut off, which is an error. Call it beside http.Server.Shutdown, or before it.
func (s *Streams) Stop(ctx context.Context) error {
	s.mutex.Lock()
	if s.halting.Err() == nil {
		s.halt()
		if s.open == 0 {
			close(s.empty)
		}
	}
	s.mutex.Unlock()
	select {
	case <-s.empty:
		return nil
	case <-ctx.Done():
	}
	if left := s.Open(); left > 0 {
		s.cut()
		return fmt.Errorf("stop: %d sockets and streams were cut off: %w", left, ctx.Err())
	}
	return nil
}

// place is room for one stream.
type place struct {
	streams *Streams
	limits  Sockets
	client  string
}

// enter takes a place for the client, or tells why there is none.
func (s *Streams) enter(client string, limits Sockets) (*place, *refusal) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	switch {
	case s.halting.Err() != nil:
		return nil, stopping()
	case s.open >= limits.MaxOpen:
		return nil, &refusal{status: http.StatusServiceUnavailable, code: fault.Limited, message: fmt.Sprintf("at most %d sockets and streams may be open at this server; try again later", limits.MaxOpen)}
	case s.clients[client] >= limits.MaxPerClient:
		return nil, crowded(limits)
	}
	s.open++
	s.clients[client]++
	return &place{s, limits, client}, nil
}

func stopping() *refusal {
	return &refusal{status: http.StatusServiceUnavailable, code: fault.Unavailable, message: "the server is stopping; subscribe again"}
}

func crowded(limits Sockets) *refusal {
	return &refusal{status: http.StatusTooManyRequests, code: fault.Limited, message: fmt.Sprintf("at most %d sockets and streams may be open for one subject or address", limits.MaxPerClient)}
}

func limited(most int) *refusal {
	return &refusal{status: http.StatusTooManyRequests, code: fault.Limited, message: fmt.Sprintf("at most %d operations may be under way on one socket", most)}
}

// move counts the place for another client from now on, or tells why it cannot.
func (p *place) move(client string) *refusal {
	s := p.streams
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if client == p.client {
		return nil
	}
	if s.clients[client] >= p.limits.MaxPerClient {
		return crowded(p.limits)
	}
	s.forget(p.client)
	s.clients[client]++
	p.client = client
	return nil
}

// leave gives the place back. It is called once.
func (p *place) leave() {
	s := p.streams
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.forget(p.client)
	s.open--
	if s.open == 0 && s.halting.Err() != nil {
		close(s.empty)
	}
}

func (s *Streams) forget(client string) {
	if s.clients[client]--; s.clients[client] == 0 {
		delete(s.clients, client)
	}
}

// client names who asks, to tell callers apart: the subject that has signed in, or else the address it comes from; of version 6 the
// network, since one machine has as many addresses there as it likes.
func client(ctx context.Context, from netip.Addr) string {
	if v, ok := viewer.From(ctx); ok && v.SignedIn() {
		return "subject " + v.Subject
	}
	from = from.Unmap().WithZone("")
	if network, err := from.Prefix(64); err == nil && from.Is6() {
		return "address " + network.String()
	}
	return "address " + from.String()
}
