package telemetry

import (
	"context"
	"strings"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"waymark/domain/fault"
	"waymark/store"
)

// Watch is a store.Watcher: the database's work is measured, and has a span when it is done for a request. The span of a statement has its
// text, in which placeholders stand for values.
func (t *Telemetry) Watch(ctx context.Context, w store.Work) (context.Context, func(error)) {
	start := time.Now()
	took := func() { t.work.WithLabelValues(string(w.Kind)).Observe(time.Since(start).Seconds()) }
	if !trace.SpanContextFromContext(ctx).IsValid() {
		return ctx, func(error) { took() }
	}
	title, attributes := string(w.Kind), []attribute.KeyValue{}
	if w.Kind == store.WorkStatement {
		verb, _, _ := strings.Cut(w.SQL, " ")
		title, attributes = verb, append(attributes, attribute.String("db.query.text", w.SQL))
	}
	ctx, span := t.tracer.Start(ctx, title, trace.WithSpanKind(trace.SpanKindClient), trace.WithAttributes(attributes...))
	return ctx, func(err error) {
		took()
		if faults, refused := fault.All(err); refused {
			span.SetAttributes(attribute.String("error.type", string(faults[0].Code)))
		} else if err != nil {
			span.SetStatus(codes.Error, "") // without the driver's words
		}
		span.End()
	}
}
