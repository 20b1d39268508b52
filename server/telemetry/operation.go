package telemetry

import (
	"context"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"waymark/domain/fault"
)

// Executor measures all operations that pass an executor, over whatever transport they come.
func (t *Telemetry) Executor(exec graphql.GraphExecutor) graphql.GraphExecutor {
	return measured{exec, t}
}

type measured struct {
	graphql.GraphExecutor
	t *Telemetry
}

// DispatchOperation executes an operation. What it does is in spans below that of the operation.
func (m measured) DispatchOperation(ctx context.Context, op *graphql.OperationContext) (graphql.ResponseHandler, context.Context) {
	ctx, o := m.t.operation(ctx, op)
	ctx = context.WithValue(o.execute(ctx, op), operationKey{}, o)
	next, ctx := m.GraphExecutor.DispatchOperation(ctx, op)
	if o.kind == string(ast.Subscription) {
		context.AfterFunc(ctx, o.end)
	}
	return func(ctx context.Context) (res *graphql.Response) {
		defer func() { o.answered(res) }() // nil as well, when it panics
		return next(ctx)
	}, ctx
}

type operationKey struct{}

// DispatchError answers an operation that is not executed, or tells why one ends that was.
func (m measured) DispatchError(ctx context.Context, list gqlerror.List) *graphql.Response {
	var op *graphql.OperationContext
	if graphql.HasOperationContext(ctx) {
		op = graphql.GetOperationContext(ctx)
	}
	o, executed := ctx.Value(operationKey{}).(*operation)
	if !executed {
		_, o = m.t.operation(ctx, op)
	}
	res := m.GraphExecutor.DispatchError(ctx, list)
	o.answered(res)
	return res
}

// operation is one operation while it is answered.
type operation struct {
	t           *Telemetry
	request     *Request
	start       time.Time
	span        trace.Span
	execution   trace.Span // nil before it begins
	label, kind string
	once        sync.Once

	mutex sync.Mutex
	code  fault.Code // of the first error
}

// operation notes what came before execution: it has happened when the operation is known.
func (t *Telemetry) operation(ctx context.Context, op *graphql.OperationContext) (context.Context, *operation) {
	o := &operation{t: t, request: requestOf(ctx), start: time.Now(), kind: other}
	given := ""
	var stats graphql.Stats
	if op != nil {
		stats, o.kind = op.Stats, kind(op.Operation)
		if op.Operation != nil {
			given = name(op.Operation.Name)
		}
	}
	if !stats.OperationStart.IsZero() {
		o.start = stats.OperationStart
	}
	o.label = t.label(given)
	o.request.asked(given, o.kind)
	ctx, o.span = t.tracer.Start(ctx, o.kind, trace.WithTimestamp(o.start), trace.WithAttributes(attribute.String("graphql.operation.type", o.kind)))
	if given != "" {
		o.span.SetAttributes(attribute.String("graphql.operation.name", given))
	}
	t.phase(ctx, "parse", stats.Parsing)
	t.phase(ctx, "validate", stats.Validation)
	return ctx, o
}

func (t *Telemetry) phase(ctx context.Context, name string, timing graphql.TraceTiming) {
	if timing.Start.IsZero() {
		return
	}
	if timing.End.IsZero() {
		timing.End = time.Now() // it failed
	}
	_, span := t.tracer.Start(ctx, name, trace.WithTimestamp(timing.Start))
	span.End(trace.WithTimestamp(timing.End))
}

// execute notes that execution begins and which root fields it is of.
func (o *operation) execute(ctx context.Context, op *graphql.OperationContext) context.Context {
	root := map[ast.Operation]string{ast.Query: "Query", ast.Mutation: "Mutation", ast.Subscription: "Subscription"}[op.Operation.Operation]
	for _, f := range graphql.CollectFields(op, op.Operation.SelectionSet, []string{root}) {
		o.t.fields.WithLabelValues(o.kind, f.Name).Inc()
	}
	o.t.running.WithLabelValues(o.kind).Inc()
	ctx, o.execution = o.t.tracer.Start(ctx, "execute")
	return ctx
}

// answered notes an answer: the only one, one of many, or the nil that ends a subscription.
func (o *operation) answered(res *graphql.Response) {
	if res != nil {
		for _, err := range res.Errors {
			c := code(err.Extensions)
			o.told(c)
			if c == fault.Limited {
				o.t.limited.WithLabelValues(limit(err.Extensions)).Inc()
			}
		}
		if o.kind == string(ast.Subscription) && o.execution != nil {
			return
		}
	}
	o.end()
}

func (o *operation) told(c fault.Code) {
	o.request.told(c)
	o.t.errors.WithLabelValues(string(c)).Inc()
	o.mutex.Lock()
	defer o.mutex.Unlock()
	if o.code == "" {
		o.code = c
	}
}

func (o *operation) end() {
	o.once.Do(func() {
		o.mutex.Lock()
		defer o.mutex.Unlock()
		outcome := "ok"
		if o.code != "" {
			outcome = "error"
			o.span.SetAttributes(attribute.String("error.type", string(o.code)))
		}
		if ours(o.code) {
			o.span.SetStatus(codes.Error, "")
		}
		if o.execution != nil {
			o.execution.End()
			o.t.running.WithLabelValues(o.kind).Dec()
		}
		o.span.End()
		o.t.operations.WithLabelValues(o.label, o.kind, outcome).Inc()
		o.t.durations.WithLabelValues(o.label, o.kind).Observe(time.Since(o.start).Seconds())
	})
}
