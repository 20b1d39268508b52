package telemetry

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"

	"waymark/domain/fault"
)

// Request is what is known of one HTTP request while it is answered. It is safe for concurrent use.
type Request struct {
	t      *Telemetry
	span   trace.Span
	start  time.Time
	method string

	mutex sync.Mutex
	seen  Seen
}

// Seen is what may be told of a request: of its last operation, if it had several.
type Seen struct {
	Operation string     // its name, bounded in length and letters; "" when it had none
	Type      string     // query, mutation or subscription; "" when it was no operation
	Code      fault.Code // of the first error that was told; "" when there was none
	TraceID   string     // "" when the request is not traced
}

type requestKey struct{}

func requestOf(ctx context.Context) *Request {
	q, _ := ctx.Value(requestKey{}).(*Request)
	return q
}

// Begin notes that a request has arrived. A request whose sender is trusted continues the sender's trace; any other begins one, which
// points to what it claims. The id is the request's.
func (t *Telemetry) Begin(r *http.Request, id string, trusted bool) (context.Context, *Request) {
	ctx := r.Context()
	options := []trace.SpanStartOption{trace.WithSpanKind(trace.SpanKindServer),
		trace.WithAttributes(attribute.String("http.request.method", Method(r)), attribute.String("waymark.request.id", id))}
	theirs := trace.SpanContextFromContext(t.propagator.Extract(context.Background(), propagation.HeaderCarrier(r.Header)))
	switch theirs = theirs.WithTraceState(trace.TraceState{}); { // free text, which would be passed on
	case theirs.IsValid() && trusted:
		ctx = trace.ContextWithRemoteSpanContext(ctx, theirs)
	case theirs.IsValid():
		options = append(options, trace.WithLinks(trace.Link{SpanContext: theirs}))
	}
	q := &Request{t: t, start: time.Now(), method: Method(r)}
	ctx, q.span = t.tracer.Start(ctx, q.method, options...)
	if c := q.span.SpanContext(); c.IsValid() {
		q.seen.TraceID = c.TraceID().String()
	}
	t.inFlight.Inc()
	return context.WithValue(ctx, requestKey{}, q), q
}

// Refused notes that the request was answered with a refusal, before or instead of an operation, and the limit if one was the reason.
func (q *Request) Refused(c fault.Code, excess *fault.Excess) {
	q.told(c)
	q.t.errors.WithLabelValues(string(c)).Inc()
	switch {
	case excess != nil:
		q.t.limited.WithLabelValues(excess.Limit).Inc()
	case c == fault.Limited:
		q.t.limited.WithLabelValues(other).Inc()
	}
}

// End notes how the request was answered and gives what may be told of it. The path is one of few.
func (q *Request) End(path string, status int) Seen {
	q.t.inFlight.Dec()
	q.t.requests.WithLabelValues(q.method, path, strconv.Itoa(status)).Inc()
	seen := q.look()
	q.span.SetName(q.method + " " + path)
	q.span.SetAttributes(attribute.String("http.route", path), attribute.Int("http.response.status_code", status))
	if status >= http.StatusInternalServerError || ours(seen.Code) {
		q.span.SetStatus(codes.Error, "")
	}
	q.span.End()
	return seen
}

// Duration is how long ago the request arrived.
func (q *Request) Duration() time.Duration { return time.Since(q.start) }

func (q *Request) look() Seen {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	return q.seen
}

func (q *Request) told(c fault.Code) {
	if q == nil {
		return
	}
	q.mutex.Lock()
	defer q.mutex.Unlock()
	if q.seen.Code == "" {
		q.seen.Code = c
	}
}

func (q *Request) asked(operation, kind string) {
	if q == nil {
		return
	}
	q.mutex.Lock()
	defer q.mutex.Unlock()
	q.seen.Operation, q.seen.Type = operation, kind
}

// Method bounds the method of a request, which is a client's to make up, to those in use.
func Method(r *http.Request) string {
	if !slices.Contains([]string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodOptions, http.MethodPut, http.MethodDelete, http.MethodPatch}, r.Method) {
		return "OTHER"
	}
	return r.Method
}
