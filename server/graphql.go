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
	"waymark/server/requestid"
)

// grace is how long after its deadline an execution may still hand over an answer that says so itself.
const grace = time.Second

// endpoint is GraphQL over HTTP: queries and mutations by POST, queries by GET, one JSON answer each.
type endpoint struct {
	exec graphql.GraphExecutor
	cfg  Config
	log  *slog.Logger
}

func (e *endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	// The connection's own deadline for writing began when the request did; what we take to answer is not the client's to lose.
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(e.cfg.Deadline + writeTimeout)) // not every writer can
	until := time.Now().Add(e.cfg.Deadline)
	if t := expiry(r.Context()); !t.IsZero() && t.Before(until) {
		until = t
	}
	ctx, cancel := context.WithDeadline(graphql.StartOperationTrace(r.Context()), until)
	defer cancel()

	start := graphql.Now()
	media, params, why := e.read(w, r)
	if why != nil {
		refuseAs(w, media, why)
		return
	}
	params.Headers = r.Header
	params.ReadTime = graphql.TraceTiming{Start: start, End: graphql.Now()}

	res, why := e.run(ctx, params, r.Method)
	if why != nil {
		if why.status == http.StatusMethodNotAllowed {
			w.Header().Set("Allow", http.MethodPost)
		}
		refuseAs(w, media, why)
		return
	}
	if err := respond(w, media, res); err != nil {
		e.log.ErrorContext(ctx, "encode answer", "request_id", requestid.From(ctx), "cause", err)
		refuseAs(w, media, &refusal{http.StatusInternalServerError, fault.Internal, "the answer could not be written"})
	}
}

// read settles everything that can be known before the query is: method, media types, size and shape.
func (e *endpoint) read(w http.ResponseWriter, r *http.Request) (mediaType, *graphql.RawParams, *refusal) {
	w.Header().Add("Vary", "Accept")
	media, acceptable := negotiate(r.Header.Values("Accept"))
	if r.Method != http.MethodPost && r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD, POST")
		return media, nil, &refusal{http.StatusMethodNotAllowed, fault.Invalid, "a request is sent by POST, or by GET if it is a query"}
	}
	if !acceptable {
		return media, nil, &refusal{http.StatusNotAcceptable, fault.Invalid,
			"Accept: answers come as application/graphql-response+json or application/json, in UTF-8"}
	}
	if r.Method != http.MethodPost {
		params, why := readGet(r)
		return media, params, why
	}
	if !jsonBody(r.Header) {
		return media, nil, &refusal{http.StatusUnsupportedMediaType, fault.Invalid,
			"Content-Type: the body must be application/json in UTF-8, not compressed"}
	}
	params, why := readPost(w, r, e.cfg.MaxBody)
	return media, params, why
}

// run waits for the execution no longer than the deadline and its grace, even if the execution itself would: a database that has
// stopped answering must not hold clients with it. An execution left behind ends by its cancelled context or not at all.
func (e *endpoint) run(ctx context.Context, params *graphql.RawParams, method string) (*graphql.Response, *refusal) {
	type outcome struct {
		res   *graphql.Response
		why   *refusal
		panic *trouble
	}
	done := make(chan outcome, 1)
	go func() {
		var out outcome
		defer func() {
			if value := recover(); value != nil {
				out = outcome{panic: &trouble{value: value, stack: debug.Stack()}}
			}
			done <- out
		}()
		out.res, out.why = e.execute(ctx, params, method)
	}()

	late := time.NewTimer(e.cfg.Deadline + grace)
	defer late.Stop()
	select {
	case out := <-done:
		switch {
		case out.panic != nil:
			panic(*out.panic)
		case out.why == nil && out.res == nil:
			return nil, e.overdue(ctx)
		}
		return out.res, out.why
	case <-late.C:
		e.log.WarnContext(ctx, "execution left behind", "request_id", requestid.From(ctx))
		return nil, e.overdue(ctx)
	}
}

func (e *endpoint) execute(ctx context.Context, params *graphql.RawParams, method string) (*graphql.Response, *refusal) {
	operation, errs := e.exec.CreateOperationContext(ctx, params)
	if len(errs) > 0 {
		res := e.exec.DispatchError(graphql.WithOperationContext(ctx, operation), errs)
		res.Data = nil
		return res, nil
	}
	switch kind := operation.Operation.Operation; {
	case kind == ast.Subscription:
		return nil, invalid("query: subscriptions are not served here")
	case kind != ast.Query && method != http.MethodPost:
		return nil, &refusal{http.StatusMethodNotAllowed, fault.Invalid, "a mutation is sent by POST; GET changes nothing"}
	}
	if why := inspect(operation.Doc); why != nil {
		return nil, why
	}
	responses, ctx := e.exec.DispatchOperation(ctx, operation)
	return responses(ctx), nil
}

// overdue tells why there is no answer: time ran out, or the client left and will not read this.
func (e *endpoint) overdue(ctx context.Context) *refusal {
	if t := expiry(ctx); !t.IsZero() && !time.Now().Before(t) {
		return &refusal{http.StatusUnauthorized, fault.Unauthenticated, "the token expired before there was an answer; a change may or may not have been made"}
	}
	message := "the request was abandoned"
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		message = fmt.Sprintf("no answer within %s; a change may or may not have been made, so ask before you repeat it", e.cfg.Deadline)
	}
	return &refusal{http.StatusServiceUnavailable, fault.Unavailable, message}
}
