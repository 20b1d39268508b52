package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"waymark/domain/fault"
	"waymark/graph"
	"waymark/server/requestid"
)

// grace is how long after its deadline an execution may still hand over an answer that says so itself.
const grace = time.Second

// endpoint is GraphQL over HTTP: queries and mutations by POST, queries by GET, one JSON answer each. Subscriptions, and whoever
// prefers events, are answered by a stream of events, and any operation on a WebSocket.
type endpoint struct {
	exec     graphql.GraphExecutor
	cfg      Config
	log      *slog.Logger
	throttle *throttle
	origins  *http.CrossOriginProtection // whose pages may open sockets and streams
	uploads  chan struct{}               // holds a token for each file that is being sent or worked on
}

func (e *endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if upgrade(r) {
		e.socket(w, r)
		return
	}
	// The connection's own deadline for writing began when the request did; what we take to answer is not the client's to lose.
	allowed := e.cfg.Deadline
	sent := r.Method == http.MethodPost && multipartBody(r.Header)
	if sent {
		allowed = e.cfg.UploadDeadline
	}
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(allowed + writeTimeout)) // not every writer can
	until := time.Now().Add(allowed)
	if t := expiry(r.Context()); !t.IsZero() && t.Before(until) {
		until = t
	}
	traced := graphql.StartOperationTrace(r.Context())
	ctx, cancel := context.WithDeadline(traced, until)
	defer cancel()

	start := graphql.Now()
	who, why := e.throttle.arrive(ctx, ClientAddress(r))
	if why != nil {
		media, _ := negotiate(r.Header.Values("Accept"))
		refuseAs(w, media, why)
		return
	}
	var kept upload
	defer kept.forget()
	if sent {
		leave, why := e.uploading(r)
		if why != nil {
			media, _ := negotiate(r.Header.Values("Accept"))
			refuseAs(w, media, why)
			return
		}
		defer leave()
	}
	media, params, why := e.read(w, r, &kept)
	if why != nil {
		refuseAs(w, media, why)
		return
	}
	params.Headers = r.Header
	params.ReadTime = graphql.TraceTiming{Start: start, End: graphql.Now()}

	out := e.run(ctx, allowed, who, params, r.Method)
	taken, preferred := streaming(r.Header.Values("Accept"))
	switch {
	case out.why != nil:
		if out.why.status == http.StatusMethodNotAllowed {
			w.Header().Set("Allow", http.MethodPost)
		}
		refuseAs(w, media, out.why)
		return
	case out.stream != nil && (!taken || r.Method == http.MethodHead):
		refuseAs(w, media, invalid("query: subscriptions are served over a WebSocket (graphql-transport-ws) and as server-sent events (Accept: text/event-stream)"))
		return
	case out.stream != nil:
		cancel()
		e.follow(traced, w, r, out.stream)
		return
	case preferred:
		e.tell(w, out.res)
		return
	}
	if err := respond(w, media, out.res); err != nil {
		e.log.ErrorContext(ctx, "encode answer", "request_id", requestid.From(ctx), "cause", err)
		refuseAs(w, media, unwritten())
	}
}

func unwritten() *refusal {
	return &refusal{status: http.StatusInternalServerError, code: fault.Internal, message: "the answer could not be written"}
}

// read settles everything that can be known before the query is: method, media types, size and shape.
func (e *endpoint) read(w http.ResponseWriter, r *http.Request, kept *upload) (mediaType, *graphql.RawParams, *refusal) {
	w.Header().Add("Vary", "Accept")
	media, acceptable := negotiate(r.Header.Values("Accept"))
	if _, preferred := streaming(r.Header.Values("Accept")); preferred {
		acceptable = true
	}
	if r.Method != http.MethodPost && r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD, POST")
		return media, nil, &refusal{status: http.StatusMethodNotAllowed, code: fault.Invalid, message: "a request is sent by POST, or by GET if it is a query"}
	}
	if !acceptable {
		return media, nil, &refusal{status: http.StatusNotAcceptable, code: fault.Invalid, message: "Accept: answers come as application/graphql-response+json or application/json, and as text/event-stream, in UTF-8"}
	}
	if r.Method != http.MethodPost {
		params, why := readGet(r)
		return media, params, why
	}
	if multipartBody(r.Header) {
		params, why := e.readMultipart(w, r, kept)
		return media, params, why
	}
	if !jsonBody(r.Header) {
		return media, nil, &refusal{status: http.StatusUnsupportedMediaType, code: fault.Invalid, message: "Content-Type: the body must be application/json in UTF-8, not compressed"}
	}
	params, why := readPost(w, r, e.cfg.MaxBody)
	return media, params, why
}

// outcome is what became of an operation: an answer, a refusal, or a subscription that is to be followed.
type outcome struct {
	res    *graphql.Response
	why    *refusal
	stream *graphql.OperationContext
	panic  *trouble
}

// run waits for the execution no longer than the deadline and its grace, even if the execution itself would: a database that has
// stopped answering must not hold clients with it. An execution left behind ends by its cancelled context or not at all.
func (e *endpoint) run(ctx context.Context, allowed time.Duration, who *caller, params *graphql.RawParams, method string) outcome {
	done := make(chan outcome, 1)
	go func() {
		var out outcome
		defer func() {
			if value := recover(); value != nil {
				out = outcome{panic: &trouble{value: value, stack: debug.Stack()}}
			}
			done <- out
		}()
		out = e.execute(ctx, who, params, method)
	}()

	late := time.NewTimer(allowed + grace)
	defer late.Stop()
	select {
	case out := <-done:
		switch {
		case out.panic != nil:
			panic(*out.panic)
		case out == outcome{}:
			return outcome{why: overdue(ctx, allowed)}
		}
		return out
	case <-late.C:
		e.log.WarnContext(ctx, "execution left behind", "request_id", requestid.From(ctx))
		return outcome{why: overdue(ctx, allowed)}
	}
}

// execute answers an operation, but leaves a subscription to whoever can write more than one answer.
func (e *endpoint) execute(ctx context.Context, who *caller, params *graphql.RawParams, method string) outcome {
	leave, why := e.throttle.enter(who)
	if why != nil {
		return outcome{why: why}
	}
	defer leave()
	operation, errs := e.exec.CreateOperationContext(ctx, params)
	if len(errs) > 0 {
		res := e.exec.DispatchError(graphql.WithOperationContext(ctx, operation), errs)
		res.Data = nil
		return outcome{res: res}
	}
	kind := operation.Operation.Operation
	if kind == ast.Mutation && method != http.MethodPost {
		return outcome{why: &refusal{status: http.StatusMethodNotAllowed, code: fault.Invalid, message: "a mutation is sent by POST; GET changes nothing"}}
	}
	if why := inspect(operation.Doc); why != nil {
		return outcome{why: why}
	}
	if why := e.throttle.charge(who, graph.Cost(operation)); why != nil {
		return outcome{why: why}
	}
	if kind == ast.Subscription {
		return outcome{stream: operation}
	}
	responses, ctx := e.exec.DispatchOperation(ctx, operation)
	return outcome{res: responses(ctx)}
}

// overdue tells why there is no answer: time ran out, or the client left and will not read this.
func overdue(ctx context.Context, allowed time.Duration) *refusal {
	if t := expiry(ctx); !t.IsZero() && !time.Now().Before(t) {
		return &refusal{status: http.StatusUnauthorized, code: fault.Unauthenticated, message: "the token expired before there was an answer; a change may or may not have been made"}
	}
	message := "the request was abandoned"
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		message = fmt.Sprintf("no answer within %s; a change may or may not have been made, so ask before you repeat it", allowed)
	}
	return &refusal{status: http.StatusServiceUnavailable, code: fault.Unavailable, message: message}
}
