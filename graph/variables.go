package graph

import (
	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// checkVariables refuses enum values in variables that are not written as the schema has them: gqlparser takes any mixture
// of upper and lower case, which would then be nobody's value.
func checkVariables(schema *ast.Schema, definitions ast.VariableDefinitionList, values map[string]any) *gqlerror.Error {
	for _, v := range definitions {
		path := ast.Path{ast.PathName("variable"), ast.PathName(v.Variable)}
		if err := checkValue(schema, v.Type, values[v.Variable], path); err != nil {
			return err
		}
	}
	return nil
}

func checkValue(schema *ast.Schema, t *ast.Type, value any, path ast.Path) *gqlerror.Error {
	if value == nil {
		return nil
	}
	if t.Elem != nil {
		for i, item := range graphql.CoerceList(value) { // gqlparser makes typed lists of single values
			if err := checkValue(schema, t.Elem, item, append(path[:len(path):len(path)], ast.PathIndex(i))); err != nil {
				return err
			}
		}
		return nil
	}
	definition := schema.Types[t.NamedType]
	switch definition.Kind {
	case ast.Enum:
		return checkEnum(definition, value, path)
	case ast.InputObject:
		fields, _ := value.(map[string]any)
		for _, f := range definition.Fields {
			if err := checkValue(schema, f.Type, fields[f.Name], append(path[:len(path):len(path)], ast.PathName(f.Name))); err != nil {
				return err
			}
		}
	}
	return nil
}

func checkEnum(definition *ast.Definition, value any, path ast.Path) *gqlerror.Error {
	if name, ok := value.(string); ok && definition.EnumValues.ForName(name) != nil {
		return nil
	}
	err := gqlerror.ErrorPathf(path, "%.40v is not a value of %s", value, definition.Name)
	errcode.Set(err, errcode.ValidationFailed)
	return err
}
