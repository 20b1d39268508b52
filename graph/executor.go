package graph

import (
	"context"
	"log/slog"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"waymark/domain/viewer"
	"waymark/graph/generated"
	"waymark/planning"
)

// What a document may be, and what is remembered of documents.
const (
	maxTokens       = 1_500
	cachedDocuments = 1_000
	cachedBytes     = 8 << 10 // of one document
)

// NewExecutor gives the executor of the whole schema. Every operation is answered on behalf of the viewer in its context;
// without one the answer is UNAUTHENTICATED. All root fields of a query answer from one and the same state of the programme,
// each mutation field from the state after its commit. Every error carries extensions.code. An answer of too many fields is
// LIMITED, and one that is not ready when the context ends is UNAVAILABLE. The executor is safe for concurrent use.
func NewExecutor(p *planning.Service, log *slog.Logger) *executor.Executor {
	schema := generated.NewExecutableSchema(generated.Config{Resolvers: &Resolver{planning: p}})
	e := executor.New(schema)
	e.SetParserTokenLimit(maxTokens)
	e.SetQueryCache(newDocuments(cachedDocuments, cachedBytes))
	e.SetErrorPresenter(presenter{log}.present)
	e.SetRecoverFunc(recovered)
	e.Use(operation{schema: schema.Schema()})
	return e
}

// operation is what holds for each operation as a whole.
type operation struct{ schema *ast.Schema }

var _ interface {
	graphql.HandlerExtension
	graphql.OperationParameterMutator
	graphql.OperationContextMutator
	graphql.OperationInterceptor
	graphql.ResponseInterceptor
} = operation{}

// ExtensionName names the extension to gqlgen.
func (operation) ExtensionName() string { return "Operation" }

// Validate has nothing to ask of the schema.
func (operation) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters leaves to gqlparser what it can look through in good time.
func (operation) MutateOperationParameters(ctx context.Context, params *graphql.RawParams) *gqlerror.Error {
	excerpt(ctx, params)
	return nil
}

// MutateOperationContext lets known viewers pass, allows introspection, and refuses variables that gqlparser takes too easily.
func (o operation) MutateOperationContext(ctx context.Context, op *graphql.OperationContext) *gqlerror.Error {
	if _, ok := viewer.From(ctx); !ok {
		return gqlerror.Wrap(errUnauthenticated())
	}
	op.DisableIntrospection = false
	return checkVariables(o.schema, op)
}

// InterceptOperation gives the operation its one state of the programme and bounds its answer.
func (operation) InterceptOperation(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	left := limited(graphql.GetOperationContext(ctx))
	answer := next(left.with(withReading(ctx)))
	return func(ctx context.Context) *graphql.Response { return left.close(ctx, answer(ctx)) }
}

// InterceptResponse bounds the errors that are told.
func (operation) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	return fewErrors(next(ctx))
}
