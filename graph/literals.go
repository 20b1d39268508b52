package graph

import (
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// checkLiterals refuses objects that are written where the schema has a scalar or an enum: gqlparser takes them. Each node of the
// document is visited once.
func checkLiterals(doc *ast.QueryDocument) *gqlerror.Error {
	for _, op := range doc.Operations {
		for _, v := range op.VariableDefinitions {
			if err := checkLiteral(v.DefaultValue); err != nil {
				return err
			}
		}
		if err := checkSelections(op.SelectionSet); err != nil {
			return err
		}
	}
	for _, f := range doc.Fragments {
		if err := checkSelections(f.SelectionSet); err != nil {
			return err
		}
	}
	return nil
}

func checkSelections(set ast.SelectionSet) *gqlerror.Error {
	for _, s := range set {
		var below ast.SelectionSet
		switch s := s.(type) {
		case *ast.Field:
			for _, a := range s.Arguments {
				if err := checkLiteral(a.Value); err != nil {
					return err
				}
			}
			below = s.SelectionSet
		case *ast.InlineFragment:
			below = s.SelectionSet
		}
		if err := checkSelections(below); err != nil {
			return err
		}
	}
	return nil
}

func checkLiteral(v *ast.Value) *gqlerror.Error {
	if v == nil {
		return nil
	}
	if v.Kind == ast.ObjectValue && v.Definition != nil && v.Definition.Kind != ast.InputObject {
		err := gqlerror.ErrorPosf(v.Position, "an object is not a value of %s", v.Definition.Name)
		errcode.Set(err, errcode.ValidationFailed)
		return err
	}
	for _, child := range v.Children {
		if err := checkLiteral(child.Value); err != nil {
			return err
		}
	}
	return nil
}
