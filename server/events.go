package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"runtime/debug"
	"strings"
	"time"
	"unicode"

	"github.com/99designs/gqlgen/graphql"

	"waymark/domain/fault"
	"waymark/server/requestid"
)

// EventID is the entry of an answer's extensions that names the answer within its subscription. In an event stream it stands on the
// event's id line, so that a browser says by itself where it goes on (in the header Last-Event-ID, which resolvers find
// in the operation's context). It must be a string of one line.
const EventID = "eventId"

// events writes server-sent events as the graphql-sse protocol has them in its distinct connections mode: "next" with an answer
// each, and one "complete". One goroutine uses it, the handler's, and only until the handler returns.
type events struct {
	w       http.ResponseWriter
	control *http.ResponseController
	each    time.Duration // for one event to be taken off our hands
}

// openEvents sends the header of an event stream.
func (e *endpoint) openEvents(w http.ResponseWriter) events {
	s := events{w, http.NewResponseController(w), e.cfg.Sockets.SendTimeout}
	h := w.Header()
	h.Set("Content-Type", string(eventStream)+"; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no") // a proxy that waits for more would keep the events
	w.WriteHeader(http.StatusOK)
	return s
}

// send writes one event or comment, and an error once the client does not take it in time.
func (s events) send(text string) error {
	if err := s.control.SetWriteDeadline(time.Now().Add(s.each)); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return err
	}
	if _, err := s.w.Write([]byte(text)); err != nil {
		return err
	}
	return s.control.Flush()
}

// alive writes a comment, which clients pass over.
func (s events) alive() error { return s.send(":\n\n") }

func (s events) complete() error { return s.send("event: complete\ndata:\n\n") }

func (s events) next(res *graphql.Response) error {
	body, err := encode(res)
	if err != nil {
		return err
	}
	if bytes.ContainsAny(body, "\r\n") { // between tokens, where a resolver may have put them; each would end the data line
		var line bytes.Buffer
		if err := json.Compact(&line, body); err != nil {
			return err
		}
		body = line.Bytes()
	}
	var text strings.Builder
	text.WriteString("event: next\n")
	if id, ok := res.Extensions[EventID].(string); ok && strings.IndexFunc(id, unicode.IsControl) < 0 {
		text.WriteString("id: " + id + "\n")
	}
	text.WriteString("data: ")
	text.Write(body)
	text.WriteString("\n\n")
	return s.send(text.String())
}

// end writes why the stream ended, if there is a reason, and that it did.
func (s events) end(why *graphql.Response) error {
	if why != nil {
		if err := s.next(why); err != nil {
			return err
		}
	}
	return s.complete()
}

// tell answers with one event what could have been JSON, to a client that prefers it so.
func (e *endpoint) tell(w http.ResponseWriter, res *graphql.Response) {
	if err := e.openEvents(w).end(res); err != nil {
		panic(http.ErrAbortHandler)
	}
}

// follow answers a subscription with a stream of events, which ends when the subscription does, the client goes or is too slow,
// the viewer's token expires, or the server stops.
func (e *endpoint) follow(ctx context.Context, w http.ResponseWriter, r *http.Request, operation *graphql.OperationContext) {
	if e.foreign(r) {
		refuse(w, http.StatusForbidden, fault.Forbidden, "a page of another origin may not open streams here")
		return
	}
	place, why := e.cfg.Streams.enter(client(ctx, ClientAddress(r)), e.cfg.Sockets)
	if why != nil {
		w.Header().Set("Retry-After", retryAfter)
		refuseAs(w, plainJSON, why)
		return
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	stream := e.openEvents(w)
	f := feed{answer: make(chan *graphql.Response), written: make(chan struct{}), last: make(chan *graphql.Response, 1)}
	go func() {
		defer place.leave()
		f.last <- e.feed(ctx, operation, f)
	}()
	if err := e.write(ctx, stream, f); err != nil {
		if ctx.Err() == nil {
			e.log.InfoContext(ctx, "event stream cut", "request_id", requestid.From(ctx), "cause", err)
		}
		panic(http.ErrAbortHandler) // nobody must take what was sent for a whole stream
	}
}

// feed hands answers over to the handler, which writes them: nothing but the handler touches the connection, and so nothing does
// once it has returned. An answer that is nil says that the source has begun: the stream's first bytes are written then and not
// before, so that who has seen them is told of everything that happens from now on.
type feed struct {
	answer  chan *graphql.Response
	written chan struct{}
	last    chan *graphql.Response
}

func (e *endpoint) feed(ctx context.Context, operation *graphql.OperationContext, f feed) (last *graphql.Response) {
	defer func() {
		if value := recover(); value != nil {
			last = e.failed(ctx, value, debug.Stack())
		}
	}()
	hand := func(res *graphql.Response) bool {
		select {
		case f.answer <- res:
		case <-ctx.Done():
			return false
		}
		select {
		case <-f.written:
			return true
		case <-ctx.Done():
			return false
		}
	}
	return e.answers(ctx, operation, func() bool { return hand(nil) }, hand)
}

// failed logs a panic of an operation and gives what its client is told.
func (e *endpoint) failed(ctx context.Context, value any, stack []byte) *graphql.Response {
	if t, carried := value.(trouble); carried {
		value, stack = t.value, t.stack
	}
	id := requestid.From(ctx)
	e.log.ErrorContext(ctx, "panic", "request_id", id, "cause", value, "stack", string(stack))
	return ended(&refusal{status: http.StatusInternalServerError, code: fault.Internal, message: "the service failed on this request; its id tells us which"}, id)
}

// ended gives a refusal as the last answer of a stream.
func ended(why *refusal, requestID string) *graphql.Response {
	return &graphql.Response{Errors: why.errors(requestID)}
}

func (e *endpoint) write(ctx context.Context, stream events, f feed) error {
	over := make(chan struct{})
	timer := onExpiry(expiry(ctx), func() { close(over) })
	defer timer.Stop()
	beat := time.NewTicker(e.cfg.Sockets.PingEvery)
	defer beat.Stop()
	for {
		select {
		case res := <-f.answer:
			write := stream.alive
			if res != nil {
				write = func() error { return stream.next(res) }
			}
			if err := write(); err != nil {
				return err
			}
			select {
			case f.written <- struct{}{}:
			case <-ctx.Done():
				return ctx.Err()
			}
		case <-beat.C:
			if err := stream.alive(); err != nil {
				return err
			}
		case last := <-f.last:
			if ctx.Err() != nil { // which ended the source: nobody must take that for the end of the subscription
				return ctx.Err()
			}
			return stream.end(last)
		case <-over:
			return stream.end(ended(&refusal{status: http.StatusUnauthorized, code: fault.Unauthenticated, message: expired}, ""))
		case <-e.cfg.Streams.halting.Done():
			return stream.end(ended(stopping(), requestid.From(ctx)))
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
