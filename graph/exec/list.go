package exec

import (
	"context"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// List answers a list. Where no field of its elements, or of what is below them, is of those that are worked out beside others, the elements
// are answered one after the other in place; else as graphql.MarshalSliceConcurrently does, so many at a time.
func List(
	ctx context.Context,
	apart map[string]bool,
	length int,
	workers int64,
	omitPanicHandler bool,
	element func(ctx context.Context, i int) graphql.Marshaler,
) (list graphql.Array) {
	at := graphql.GetFieldContext(ctx)
	if length > 1 && (at == nil || at.Field.Field == nil || Apart(at.Field.Selections, apart)) {
		return graphql.MarshalSliceConcurrently(ctx, length, workers, omitPanicHandler, element)
	}
	list = make(graphql.Array, length)
	contexts, indices := make([]graphql.FieldContext, length), make([]int, length)
	var inside context.Context
	defer func() {
		if r := recover(); r != nil {
			graphql.AddError(inside, graphql.Recover(inside, r))
			list = nil
		}
	}()
	for i := range length {
		indices[i] = i
		contexts[i].Index = &indices[i]
		inside = graphql.WithFieldContext(ctx, &contexts[i])
		list[i] = element(inside, i)
	}
	return list
}

// Apart tells whether a field of a selection, or of one below, is among some, by "Type.field"; those of an interface by "*.field".
func Apart(set ast.SelectionSet, fields map[string]bool) bool {
	return slices.ContainsFunc(set, func(s ast.Selection) bool {
		switch s := s.(type) {
		case *ast.Field:
			of := "*"
			if d := s.ObjectDefinition; d != nil && d.Kind == ast.Object {
				of = d.Name
			}
			return fields[of+"."+s.Name] || Apart(s.SelectionSet, fields)
		case *ast.InlineFragment:
			return Apart(s.SelectionSet, fields)
		case *ast.FragmentSpread:
			return s.Definition != nil && Apart(s.Definition.SelectionSet, fields)
		}
		return true
	})
}
