package exec

import (
	"context"
	"reflect"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// PlainField answers a field that a struct tells in place: the resolver neither looks at its context nor fails nor has arguments. It does what
// graphql.ResolveField does, which takes over as soon as something is out of the ordinary; a leaf gets no context of its own before that.
func PlainField[T any](
	ctx context.Context,
	oc *graphql.OperationContext,
	field graphql.CollectedField,
	initialize func(ctx context.Context, field graphql.CollectedField) (*graphql.FieldContext, error),
	resolve func(ctx context.Context) (any, error),
	chain func(ctx context.Context, next graphql.Resolver) graphql.Resolver,
	marshal func(ctx context.Context, sel ast.SelectionSet, v T) graphql.Marshaler,
	recoverFromPanic bool,
	nonNull bool,
) (ret graphql.Marshaler) {
	if len(field.Selections) > 0 || nonNull && nilable[T]() {
		return graphql.ResolveField(ctx, oc, field, initialize, resolve, chain, marshal, recoverFromPanic, nonNull)
	}
	defer func() {
		if r := recover(); r != nil {
			at := within(ctx, field, initialize)
			oc.Error(at, oc.Recover(at, r))
			ret = graphql.Null
		}
	}()
	value, err := oc.ResolverMiddleware(ctx, resolve)
	if told, ok := value.(T); ok && err == nil {
		return marshal(ctx, field.Selections, told)
	}
	at := within(ctx, field, initialize)
	switch {
	case err != nil:
		oc.Error(at, graphql.AddFieldLocationToError(at, err))
	case value != nil:
		graphql.AddErrorf(at, "unexpected type %T of the value of a field, should be %s", value, reflect.TypeFor[T]())
	case nonNull:
		graphql.AddErrorf(at, "must not be null")
	}
	return graphql.Null
}

// within gives the context of a field, for errors to tell their path.
func within(ctx context.Context, field graphql.CollectedField,
	initialize func(ctx context.Context, field graphql.CollectedField) (*graphql.FieldContext, error),
) context.Context {
	at, err := initialize(ctx, field)
	if err != nil {
		return ctx // it has no arguments that could be wrong
	}
	return graphql.WithFieldContext(ctx, at)
}

// nilable tells whether a value of a type can be nil, which a list or an object that must not be null complains about itself, by its path.
func nilable[T any]() bool {
	switch reflect.TypeFor[T]().Kind() {
	case reflect.Pointer, reflect.Interface, reflect.Map, reflect.Slice, reflect.Func, reflect.Chan:
		return true
	}
	return false
}
