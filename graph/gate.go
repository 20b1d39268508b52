package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
)

// gate stands before the parser and the validator: it finds the text of the operation and lets nothing in that is too large
// for them.
type gate struct {
	limits    Limits
	documents documents
	library   library
}

var _ interface {
	graphql.HandlerExtension
	graphql.OperationParameterMutator
	graphql.OperationContextMutator
} = gate{}

// ExtensionName names the extension to gqlgen.
func (gate) ExtensionName() string { return "Gate" }

// Validate has nothing to ask of the schema.
func (gate) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters gives the request the text that it names and refuses what is too large, parsed or not. It leaves to
// gqlparser of the variables what it can look through in good time, and takes time in proportion to the text and the variables, whatever they say.
func (g gate) MutateOperationParameters(ctx context.Context, params *graphql.RawParams) *gqlerror.Error {
	named, err := persistedIn(params)
	if err == nil {
		params.Query, err = g.library.resolve(named)
	}
	if err == nil {
		err = g.limits.variables(params.Variables)
	}
	if err != nil {
		return gqlerror.Wrap(err)
	}
	excerpt(ctx, params)
	if _, known := g.documents.get(params.Query); known {
		return nil // it was measured before it was remembered
	}
	if _, err := g.limits.read(&ast.Source{Input: params.Query}); err != nil {
		return told(err)
	}
	return nil
}

// MutateOperationContext remembers the text that came with its hash, now that it is known to be an operation.
func (g gate) MutateOperationContext(_ context.Context, op *graphql.OperationContext) *gqlerror.Error {
	if named, err := persistedIn(&graphql.RawParams{Query: op.RawQuery, Extensions: op.Extensions}); err == nil {
		g.library.keep(named)
	}
	return nil
}

// told gives the parser's own errors as they are and wraps the others.
func told(err error) *gqlerror.Error {
	if given, ok := err.(*gqlerror.Error); ok { //nolint:errorlint // the parser's own, not one that wraps another
		errcode.Set(given, errcode.ParseFailed)
		return given
	}
	return gqlerror.Wrap(err)
}

// read parses a document and refuses one that is above the limits: first by its bytes, then by its tokens, then by its shape.
func (l Limits) read(source *ast.Source) (*ast.QueryDocument, error) {
	if err := within(count{"documentBytes", l.DocumentBytes, len(source.Input), "bytes of a document"}); err != nil {
		return nil, err
	}
	if err := within(count{"tokens", l.Tokens, tokens(source), "tokens of a document"}); err != nil {
		return nil, err
	}
	doc, err := parser.ParseQueryWithTokenLimit(source, l.Tokens)
	if err != nil {
		return nil, err
	}
	s, err := measure(doc)
	if err != nil {
		return nil, err
	}
	return doc, l.document(s)
}

// variables refuses values that are longer or deeper than arguments may be.
func (l Limits) variables(values map[string]any) error {
	var s shape
	for _, v := range values {
		s.extend(v, 0)
	}
	return l.document(s)
}
