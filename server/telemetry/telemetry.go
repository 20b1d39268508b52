// Package telemetry measures what the server does, for metrics, traces and the line in the log: how much, how long and with which
// outcome. It keeps nothing of what is asked or answered beyond the name of the operation, and nothing of who asks.
package telemetry

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
	"go.opentelemetry.io/otel/trace/noop"

	"waymark/domain/fault"
)

// Config says what is measured. Its zero value measures all and traces nothing.
type Config struct {
	// Tracers is where spans go; nil: nowhere.
	Tracers trace.TracerProvider
	// Operations are the names of operations that metrics tell apart. All others are counted together.
	Operations []string
}

// Telemetry measures one server. It is safe for concurrent use.
type Telemetry struct {
	tracer     trace.Tracer
	propagator propagation.TraceContext
	known      map[string]bool
	*metrics
}

// New makes an instrument with metrics of its own.
func New(cfg Config) *Telemetry {
	if cfg.Tracers == nil {
		cfg.Tracers = noop.NewTracerProvider()
	}
	t := &Telemetry{tracer: cfg.Tracers.Tracer("waymark"), known: map[string]bool{}, metrics: newMetrics()}
	for _, name := range cfg.Operations {
		t.known[name] = true
	}
	return t
}

// other stands for all that is not told apart.
const other = "other"

// maxName is how much of the name that a client gives an operation is kept.
const maxName = 64

// name bounds the name that a client gave an operation to letters, digits and underscores, as GraphQL does, and in length.
func name(given string) string {
	for i := range len(given) {
		c := given[i]
		if c != '_' && (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') {
			return other
		}
	}
	return given[:min(len(given), maxName)]
}

// label is the name of an operation as metrics have it: one of the known ones, or other.
func (t *Telemetry) label(name string) string {
	if t.known[name] {
		return name
	}
	return other
}

func kind(op *ast.OperationDefinition) string {
	if op == nil {
		return other
	}
	return string(op.Operation)
}

var published = []fault.Code{fault.Invalid, fault.Conflict, fault.IllegalTransition, fault.Infeasible, fault.Cancelled, fault.Unauthenticated, fault.Forbidden,
	fault.NotFound, fault.Limited, fault.Unavailable, fault.Internal}

// code bounds what stands in extensions.code to what the API publishes.
func code(extensions map[string]any) fault.Code {
	text, _ := extensions["code"].(string)
	if !slices.Contains(published, fault.Code(text)) {
		return other
	}
	return fault.Code(text)
}

// limit is the name of the limit that an error tells; the names are the service's own.
func limit(extensions map[string]any) string {
	if text, ok := extensions["limit"].(string); ok {
		return text
	}
	return other
}

// ours tells whether an error is the service's own failure and not the client's.
func ours(c fault.Code) bool { return c == fault.Internal || c == fault.Unavailable }
