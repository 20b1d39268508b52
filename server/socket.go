package server

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/netip"
	"runtime/debug"
	"sync"
	"time"

	"github.com/coder/websocket"

	"waymark/domain/fault"
	"waymark/domain/viewer"
)

// retryAfter is how many seconds a client that found no place is asked to stay away.
const retryAfter = "5"

// socket is one WebSocket that speaks graphql-transport-ws. One goroutine reads, one closes, one asks for signs of life, and each
// operation has its own. Whoever writes a message holds the mutex, so that nothing can be said of an operation that is over.
type socket struct {
	*endpoint
	conn   *websocket.Conn
	place  *place
	remote netip.Addr

	wire context.Context // ends the connection at once, without a word
	cut  context.CancelFunc
	life context.Context // of the operations: ends when the socket begins to close
	end  context.CancelFunc

	work    sync.WaitGroup
	leaving chan struct{} // closed when the socket begins to close
	closed  chan struct{} // closed when it has

	mutex    sync.Mutex
	farewell *farewell       // once leaving
	asker    context.Context // of the viewer, once acknowledged
	tasks    map[string]*task
	running  int // tasks whose goroutine has not ended, which may be more than those that have an id
	idle     *time.Timer
	expiry   *time.Timer
}

// socket serves one WebSocket until it is closed and its last operation has returned.
func (e *endpoint) socket(w http.ResponseWriter, r *http.Request) {
	if e.foreign(r) {
		refuse(w, http.StatusForbidden, fault.Forbidden, "a page of another origin may not open sockets here")
		return
	}
	place, why := e.cfg.Streams.enter(client(r.Context(), ClientAddress(r)), e.cfg.Sockets)
	if why != nil {
		w.Header().Set("Retry-After", retryAfter)
		refuseAs(w, plainJSON, why)
		return
	}
	defer place.leave()
	// The origin has been judged above, by the rules that hold for every other request.
	conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{Subprotocols: []string{subprotocol}, InsecureSkipVerify: true})
	if err != nil {
		return // Accept has answered
	}
	conn.SetReadLimit(e.cfg.Sockets.MaxMessage)
	s := &socket{
		endpoint: e, conn: conn, place: place, remote: ClientAddress(r),
		leaving: make(chan struct{}), closed: make(chan struct{}), tasks: map[string]*task{},
	}
	// The request's context ends with the server, and then a word of farewell is still due.
	s.wire, s.cut = context.WithCancel(context.WithoutCancel(r.Context()))
	s.life, s.end = context.WithCancel(r.Context())
	defer context.AfterFunc(e.cfg.Streams.cutting, s.cut)()
	s.serve()
}

func (s *socket) serve() {
	defer s.cut()
	s.mutex.Lock()
	s.idle = time.AfterFunc(s.cfg.Sockets.InitTimeout, s.tooQuiet)
	s.expiry = s.until(expiry(s.life))
	s.mutex.Unlock()
	s.work.Go(s.watch)
	s.work.Go(s.beat)
	if s.conn.Subprotocol() == "" {
		s.leave(farewell{codeSubprotocol, "the subprotocol is " + subprotocol})
	} else {
		s.read()
	}
	s.leave(farewell{})
	s.work.Wait()
	s.idle.Stop()
	s.expiry.Stop()
}

// watch closes the connection: when somebody on this side has decided to, or the server stops. The client has a few
// seconds to answer with a close frame of its own.
func (s *socket) watch() {
	defer close(s.closed)
	select {
	case <-s.leaving:
	case <-s.cfg.Streams.halting.Done():
	case <-s.life.Done():
	}
	s.leave(farewell{websocket.StatusGoingAway, "the server is stopping"})
	s.mutex.Lock()
	last := *s.farewell
	s.mutex.Unlock()
	if last.code == 0 {
		_ = s.conn.CloseNow() // the client has gone
		return
	}
	_ = s.conn.Close(last.code, last.reason) // whether the client answers is its own affair
}

// leave begins to close: operations end and nothing more is sent or heeded. The first farewell counts; the zero one is for a
// client that has gone.
func (s *socket) leave(last farewell) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.farewell == nil {
		s.farewell = &last
		s.end()
		for _, t := range s.tasks {
			t.cancel()
		}
		close(s.leaving)
	}
}

// beat cuts the connection when the client gives no sign of life.
func (s *socket) beat() {
	every := time.NewTicker(s.cfg.Sockets.PingEvery)
	defer every.Stop()
	for {
		select {
		case <-s.closed:
			return
		case <-every.C:
		}
		ctx, cancel := context.WithTimeout(s.wire, s.cfg.Sockets.SendTimeout)
		err := s.conn.Ping(ctx)
		cancel()
		if err != nil {
			s.cut()
		}
	}
}

// tooQuiet closes a socket on which nothing has been asked for a while. It is called by the timer.
func (s *socket) tooQuiet() {
	s.mutex.Lock()
	introduced, busy := s.asker != nil, s.running > 0
	s.mutex.Unlock()
	switch {
	case !introduced:
		s.leave(farewell{codeInitLate, "connection_init is due within " + s.cfg.Sockets.InitTimeout.String()})
	case !busy:
		s.leave(farewell{websocket.StatusGoingAway, "nothing was asked for " + s.cfg.Sockets.IdleTimeout.String()})
	}
}

// until closes the socket when the time has come.
func (s *socket) until(t time.Time) *time.Timer {
	return onExpiry(t, func() { s.leave(farewell{codeForbidden, expired}) })
}

// read heeds messages until the connection ends or one of them must end it.
func (s *socket) read() {
	for {
		kind, body, err := s.conn.Read(s.wire)
		if errors.Is(err, websocket.ErrMessageTooBig) {
			s.leave(farewell{websocket.StatusMessageTooBig, "the message is too large"})
		}
		if err != nil {
			return
		}
		m, last := readMessage(kind, body)
		if last == nil {
			last = s.heed(m)
		}
		if last != nil {
			s.leave(*last)
			return
		}
	}
}

func (s *socket) heed(m message) (last *farewell) {
	defer func() {
		if value := recover(); value != nil {
			s.failed(s.life, value, debug.Stack())
			last = &farewell{websocket.StatusInternalError, "the service failed"}
		}
	}()
	switch m.Type {
	case typeInit:
		return s.introduce(m.Payload)
	case typePing:
		s.say(message{Type: typePong, Payload: m.Payload})
	case typeSubscribe:
		return s.begin(m)
	case typeComplete:
		s.abandon(m.ID)
	}
	return nil
}

// introduce acknowledges a client, in the name of the token it brings or else of the request that opened the socket.
func (s *socket) introduce(payload json.RawMessage) *farewell {
	if s.introduced() {
		return &farewell{codeInitTwice, "connection_init is sent once"}
	}
	token, given, last := bearer(payload)
	if last != nil {
		return last
	}
	asker := s.life
	if given {
		ctx, expires, err := s.cfg.authenticate(s.life, token)
		if err != nil {
			return unaccepted(err)
		}
		if why := s.place.move(client(ctx, s.remote)); why != nil {
			return &farewell{websocket.StatusTryAgainLater, why.message}
		}
		asker = ctx
		s.mutex.Lock()
		s.expiry.Stop()
		s.expiry = s.until(expires)
		s.mutex.Unlock()
	}
	if _, known := viewer.From(asker); !known {
		return &farewell{codeForbidden, "nobody has signed in: send a token in the payload"}
	}
	s.mutex.Lock()
	s.asker = asker
	s.idle.Reset(s.cfg.Sockets.IdleTimeout)
	s.mutex.Unlock()
	s.say(message{Type: typeAck})
	return nil
}

// unaccepted tells why a token does not count, or, if nothing can be said of it now, that another time it may.
func unaccepted(err error) *farewell {
	list, known := fault.All(err)
	if !known {
		panic(err) // a defect, which closes the socket as one
	}
	code := codeForbidden
	if list[0].Code == fault.Unavailable {
		code = websocket.StatusTryAgainLater
	}
	return &farewell{code, list[0].Message[:min(len(list[0].Message), maxReason)]}
}

func (s *socket) introduced() bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.asker != nil
}

// say sends a message that belongs to no operation.
func (s *socket) say(m message) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.write(m)
}

// write sends a message, unless the socket is closing. A client that does not take it in time is cut off. Its caller holds the mutex.
func (s *socket) write(m message) bool {
	if s.farewell != nil {
		return false
	}
	body, err := json.Marshal(m)
	if err != nil {
		panic(err) // a string, a string and JSON
	}
	ctx, cancel := context.WithTimeout(s.wire, s.cfg.Sockets.SendTimeout)
	defer cancel()
	if err := s.conn.Write(ctx, websocket.MessageText, body); err != nil {
		s.cut()
		return false
	}
	return true
}
