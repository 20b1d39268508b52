package graph

import (
	"context"
	"log/slog"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"waymark/domain/fault"
	"waymark/domain/viewer"
	"waymark/graph/generated"
	"waymark/graph/view"
	"waymark/planning"
)

// Option is something that a deployment decides about the executor.
type Option func(*settings)

type settings struct {
	limits     Limits
	introspect func(viewer.Viewer) bool
	operations *Operations
	answers    int
}

// WithAnswers keeps so many bytes of answers that are worked out of the graph alone, and gives them again to whoever asks the same with the same rights as
// long as the graph is the same: none is stale, and none is another's. Without it none are kept.
func WithAnswers(bytes int) Option { return func(s *settings) { s.answers = bytes } }

// WithLimits sets the limits; those that are zero have their default.
func WithLimits(l Limits) Option { return func(s *settings) { s.limits = l } }

// WithIntrospection lets those viewers whom may accepts ask for the schema and have mistyped names corrected. Without it nobody may.
func WithIntrospection(may func(viewer.Viewer) bool) Option {
	return func(s *settings) { s.introspect = may }
}

// WithOperations answers these operations and no others.
func WithOperations(o *Operations) Option { return func(s *settings) { s.operations = o } }

// Everyone may: for WithIntrospection on a machine for development.
func Everyone(viewer.Viewer) bool { return true }

func nobody(viewer.Viewer) bool { return false }

// NewExecutor gives the executor of the whole schema. Every operation is answered on behalf of the viewer in its context;
// without one the answer is UNAUTHENTICATED. All root fields of a query answer from one and the same state of the programme,
// each mutation field from the state after its commit. Every error carries extensions.code. An operation or an answer above the
// limits is LIMITED, and one that is not ready when the context ends is UNAVAILABLE. The executor is safe for concurrent use.
func NewExecutor(p *planning.Service, log *slog.Logger, options ...Option) *executor.Executor {
	set := settings{introspect: nobody}
	for _, o := range options {
		o(&set)
	}
	limits := set.limits.withDefaults()
	known := documents{newMemory[*ast.QueryDocument](cachedDocuments, cachedBytes, cachedLongest)}
	sent := newMemory[string](cachedDocuments, cachedBytes, cachedLongest)

	resolver := &Resolver{planning: p}
	schema := generated.NewExecutableSchema(generated.Config{Resolvers: resolver})
	e := executor.New(schema)
	e.SetParserTokenLimit(limits.Tokens)
	e.SetQueryCache(known)
	e.SetErrorPresenter(presenter{log, set.introspect}.present)
	e.SetRecoverFunc(recovered)
	e.Use(operation{resolver: resolver, log: log, schema: schema.Schema(), limits: limits, introspect: set.introspect, answers: newAnswers(set.answers)})
	e.Use(gate{limits: limits, documents: known, library: library{set.operations, sent}})
	return e
}

// operation is what holds for each operation as a whole.
type operation struct {
	resolver   *Resolver
	log        *slog.Logger
	schema     *ast.Schema
	limits     Limits
	introspect func(viewer.Viewer) bool
	answers    *answers // nil: none are kept
}

var _ interface {
	graphql.HandlerExtension
	graphql.OperationContextMutator
	graphql.OperationInterceptor
	graphql.ResponseInterceptor
} = operation{}

// ExtensionName names the extension to gqlgen.
func (operation) ExtensionName() string { return "Operation" }

// Validate has nothing to ask of the schema.
func (operation) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext lets known viewers pass, refuses variables that gqlparser takes too easily, and sets the price.
func (o operation) MutateOperationContext(ctx context.Context, op *graphql.OperationContext) *gqlerror.Error {
	who, ok := viewer.From(ctx)
	if !ok {
		return gqlerror.Wrap(errUnauthenticated())
	}
	if err := checkLiterals(op.Doc); err != nil {
		return err
	}
	if err := checkVariables(o.schema, op); err != nil {
		return err
	}
	cost, introspected := priceOf(op.Operation, op.Variables)
	op.DisableIntrospection = !o.introspect(who)
	if introspected && op.DisableIntrospection {
		return gqlerror.Wrap(fault.New(fault.Forbidden, "", "the schema is not told here; its description is published with the service"))
	}
	if err := within(count{"complexity", o.limits.Complexity, cost, "fields in the worst case"}); err != nil {
		return gqlerror.Wrap(err)
	}
	op.Stats.SetExtension(costKey, min(cost, o.limits.AnswerFields))
	return nil
}

// InterceptOperation gives the operation its one state of the programme and bounds its answer. Each event of a subscription is an
// answer of its own; its state is the source's to find.
func (o operation) InterceptOperation(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	op := graphql.GetOperationContext(ctx)
	left := limited(op, o.limits.AnswerFields)
	ctx, at := withReading(ctx)
	if o.answers != nil && keepable(op) {
		return o.repeated(ctx, op, at, o.once(ctx, left, at, next))
	}
	return o.once(ctx, left, at, next)
}

// repeated gives the answer that is kept, or works it out and keeps it, unless something has to be noted that it shows.
func (o operation) repeated(ctx context.Context, op *graphql.OperationContext, at *reading, work graphql.ResponseHandler) graphql.ResponseHandler {
	return func(within context.Context) *graphql.Response {
		if _, err := o.resolver.look(ctx); err != nil {
			return work(within) // which tells it
		}
		key := keyOf(op, at.Rights, o.resolver.planning.Today())
		if res := o.answers.recall(key, at.State); res != nil && within.Err() == nil {
			return res
		}
		res := work(within)
		if key != "" && res != nil && !at.noted {
			o.answers.keep(key, at.State, res)
		}
		return res
	}
}

// once works an operation out.
func (o operation) once(ctx context.Context, left *budget, at *reading, next graphql.OperationHandler) graphql.ResponseHandler {
	documents, figures := newShelf(o.resolver), &drawer{resolver: o.resolver}
	desk := &view.Desk{}
	ctx = view.WithDesk(view.WithDrawer(ctx, figures), desk)
	answer := next(left.with(view.WithShelf(view.WithHistorian(ctx, o.resolver.history), documents)))
	return func(ctx context.Context) *graphql.Response {
		left.renew()
		documents.Renew()
		figures.Renew()
		desk.Renew()
		res := answer(ctx)
		if res == nil { // the end of a subscription
			return nil
		}
		res = left.close(ctx, res)
		at.noted = !at.shown.None()
		return o.note(ctx, &at.shown, res)
	}
}

// InterceptResponse bounds the errors that are told.
func (o operation) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	return fewErrors(next(ctx), o.limits.AnswerErrors)
}
