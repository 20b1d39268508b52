package graph

import (
	"context"
	"encoding/json"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// longList is from how many entries on a list in variables is kept from gqlparser, which takes some microseconds for each
// object by reflection.
const longList = 100

// wholeKey is what variables go by, among what gqlgen remembers of an operation, while gqlparser looks at an excerpt.
const wholeKey = "WaymarkVariables"

// excerpt leaves long lists out of the variables that gqlparser looks at, but for their first entries. The whole is kept for
// checkVariables.
func excerpt(ctx context.Context, params *graphql.RawParams) {
	short, cut := shortened(params.Variables)
	if !cut {
		return
	}
	graphql.GetOperationContext(ctx).Stats.SetExtension(wholeKey, params.Variables)
	params.Variables = short.(map[string]any)
}

// shortened gives a value without the rest of its long lists, and whether it had any. The value itself stays as it is.
func shortened(value any) (any, bool) {
	switch v := value.(type) {
	case []any:
		if len(v) > longList {
			return v[:1:1], true
		}
		var short []any
		for i, e := range v {
			if s, cut := shortened(e); cut {
				if short == nil {
					short = append([]any(nil), v...)
				}
				short[i] = s
			}
		}
		return short, short != nil
	case map[string]any:
		var short map[string]any
		for k, e := range v {
			if s, cut := shortened(e); cut {
				if short == nil {
					short = make(map[string]any, len(v))
					for k, e := range v {
						short[k] = e
					}
				}
				short[k] = s
			}
		}
		return short, short != nil
	}
	return nil, false
}

// checkVariables puts the whole variables in the place of their excerpt, and refuses in them what gqlparser did not see or
// takes too easily.
func checkVariables(schema *ast.Schema, op *graphql.OperationContext) *gqlerror.Error {
	whole, _ := op.Stats.GetExtension(wholeKey).(map[string]any)
	c := checker{schema: schema, path: ast.Path{ast.PathName("variable")}}
	for _, v := range op.Operation.VariableDefinitions {
		value, given := op.Variables[v.Variable]
		if w, cut := whole[v.Variable]; cut {
			value = w
		}
		checked, err := c.within(ast.PathName(v.Variable), v.Type, value)
		if err != nil {
			return err
		}
		if given {
			op.Variables[v.Variable] = checked
		}
	}
	return nil
}

// checker holds values to their types, by the rules of GraphQL for variables: a list may be given as its only entry, and the
// name of an enum's value is written as the schema has it. Defaults of fields are left to who reads the input.
type checker struct {
	schema *ast.Schema
	path   ast.Path
}

// within checks a value that lies one step below.
func (c *checker) within(step ast.PathElement, t *ast.Type, value any) (any, *gqlerror.Error) {
	c.path = append(c.path, step)
	checked, err := c.value(t, value)
	c.path = c.path[:len(c.path)-1]
	return checked, err
}

func (c *checker) value(t *ast.Type, value any) (any, *gqlerror.Error) {
	if value == nil {
		if t.NonNull {
			return nil, c.refuse("cannot be null")
		}
		return nil, nil
	}
	if t.Elem != nil {
		list := graphql.CoerceList(value) // gqlparser makes typed lists of single values
		for i, item := range list {
			checked, err := c.within(ast.PathIndex(i), t.Elem, item)
			if err != nil {
				return nil, err
			}
			list[i] = checked
		}
		return list, nil
	}
	switch d := c.schema.Types[t.NamedType]; d.Kind {
	case ast.Enum:
		if name, ok := value.(string); !ok || d.EnumValues.ForName(name) == nil {
			return nil, c.refuse("%.40v is not a value of %s", value, d.Name)
		}
	case ast.InputObject:
		return value, c.object(d, value)
	default:
		if !fits(d.Name, value) {
			return nil, c.refuse("%.40v is not a value of %s", value, d.Name)
		}
	}
	return value, nil
}

func (c *checker) object(d *ast.Definition, value any) *gqlerror.Error {
	fields, ok := value.(map[string]any)
	if !ok {
		return c.refuse("must be a %s", d.Name)
	}
	for name, v := range fields {
		f := d.Fields.ForName(name)
		if f == nil {
			c.path = append(c.path, ast.PathName(name))
			return c.refuse("unknown field")
		}
		checked, err := c.within(ast.PathName(name), f.Type, v)
		if err != nil {
			return err
		}
		if f.Type.Elem != nil && v != nil {
			fields[name] = checked
		}
	}
	for _, f := range d.Fields {
		if _, given := fields[f.Name]; !given && f.Type.NonNull && f.DefaultValue == nil {
			c.path = append(c.path, ast.PathName(f.Name))
			return c.refuse("must be defined")
		}
	}
	return nil
}

// fits tells whether a value may be one of a scalar, as far as its kind tells. What it means is for the scalar to say.
func fits(scalar string, value any) bool {
	switch v := value.(type) {
	case string:
		return scalar != "Int" && scalar != "Float" && scalar != "Boolean"
	case json.Number:
		_, err := v.Int64()
		return scalar != "Boolean" && (scalar != "Int" || err == nil)
	case bool:
		return scalar != "Int" && scalar != "Float" && scalar != "String" && scalar != "ID"
	case map[string]any, []any:
		switch scalar {
		case "Int", "Float", "Boolean", "String", "ID":
			return false
		}
	}
	return true // of the default of a variable, which was checked with the document
}

func (c *checker) refuse(format string, args ...any) *gqlerror.Error {
	err := gqlerror.ErrorPathf(append(ast.Path(nil), c.path...), format, args...)
	errcode.Set(err, errcode.ValidationFailed)
	return err
}
