package exec_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"waymark/graph/exec"
)

// answer is what became of something: its JSON and the errors beside it.
func answer(t *testing.T, work func(context.Context, *graphql.OperationContext) graphql.Marshaler) string {
	t.Helper()
	oc := &graphql.OperationContext{
		ResolverMiddleware: func(ctx context.Context, next graphql.Resolver) (any, error) { return next(ctx) },
		RecoverFunc:        func(context.Context, any) error { return errors.New("recovered") },
	}
	ctx := graphql.WithOperationContext(graphql.WithResponseContext(t.Context(), graphql.DefaultErrorPresenter, oc.RecoverFunc), oc)
	ctx = graphql.WithFieldContext(ctx, &graphql.FieldContext{Field: field("parent", "child")})
	var text bytes.Buffer
	if m := work(ctx, oc); m != nil {
		m.MarshalGQL(&text)
	}
	errs, err := json.Marshal(graphql.GetErrors(ctx))
	if err != nil {
		t.Fatal(err)
	}
	return text.String() + " " + string(errs)
}

func field(name string, below ...string) graphql.CollectedField {
	f := graphql.CollectedField{Field: &ast.Field{Name: name, Alias: name, Position: &ast.Position{Line: 3, Column: 7}}}
	for _, b := range below {
		f.Selections = append(f.Selections, &ast.Field{Name: b, Alias: b})
	}
	return f
}

func initialize(_ context.Context, f graphql.CollectedField) (*graphql.FieldContext, error) {
	return graphql.NewScalarFieldContext("Thing", f, true, false, errors.New("no child"))
}

// TestPlainFieldIsResolveField holds that a field in place answers, fails and breaks as gqlgen's does.
func TestPlainFieldIsResolveField(t *testing.T) {
	marshal := func(_ context.Context, _ ast.SelectionSet, v string) graphql.Marshaler {
		return graphql.MarshalString(v)
	}
	for name, resolve := range map[string]func(context.Context) (any, error){
		"value": func(context.Context) (any, error) { return `a "b"`, nil },
		"null":  func(context.Context) (any, error) { return nil, nil },
		"error": func(context.Context) (any, error) { return nil, errors.New("it failed") },
		"both":  func(context.Context) (any, error) { return "a", errors.New("it failed") },
		"panic": func(context.Context) (any, error) { panic("it broke") },
	} {
		for _, nonNull := range []bool{true, false} {
			for _, f := range []graphql.CollectedField{field("leaf"), field("branch", "leaf")} {
				ours := answer(t, func(ctx context.Context, oc *graphql.OperationContext) graphql.Marshaler {
					return exec.PlainField(ctx, oc, f, initialize, resolve, nil, marshal, true, nonNull)
				})
				theirs := answer(t, func(ctx context.Context, oc *graphql.OperationContext) graphql.Marshaler {
					return graphql.ResolveField(ctx, oc, f, initialize, resolve, nil, marshal, true, nonNull)
				})
				if ours != theirs {
					t.Errorf("%s, %s, non-null %v: %s, gqlgen has %s", name, f.Name, nonNull, ours, theirs)
				}
			}
		}
	}
	wrong := answer(t, func(ctx context.Context, oc *graphql.OperationContext) graphql.Marshaler {
		return exec.PlainField(ctx, oc, field("leaf"), initialize, func(context.Context) (any, error) { return 7, nil }, nil, marshal, true, true)
	})
	if want := `null [{"message":"unexpected type int of the value of a field, should be string","path":["parent","leaf"]}]`; wrong != want {
		t.Errorf("got %s, want %s", wrong, want)
	}
}

// TestListIsMarshalSliceConcurrently holds the same of lists, in place and apart.
func TestListIsMarshalSliceConcurrently(t *testing.T) {
	for _, length := range []int{0, 1, 2, 40} {
		for _, broken := range []int{-1, 0, 1} {
			element := func(ctx context.Context, i int) graphql.Marshaler {
				if i == broken {
					panic("it broke")
				}
				if at := graphql.GetFieldContext(ctx); at.Index == nil || *at.Index != i || at.Parent.Field.Name != "parent" {
					t.Errorf("element %d has the context %+v", i, at)
				}
				return graphql.MarshalInt(i)
			}
			theirs := answer(t, func(ctx context.Context, _ *graphql.OperationContext) graphql.Marshaler {
				return graphql.MarshalSliceConcurrently(ctx, length, 16, false, element)
			})
			for _, apart := range []map[string]bool{nil, {"*.child": true}} {
				ours := answer(t, func(ctx context.Context, _ *graphql.OperationContext) graphql.Marshaler {
					return exec.List(ctx, apart, length, 16, false, element)
				})
				if ours != theirs {
					t.Errorf("%d elements, %d broken: %s, gqlgen has %s", length, broken, ours, theirs)
				}
			}
		}
	}
}

// TestObject holds the order of fields, the fields that are worked out apart, and that a name is written once.
func TestObject(t *testing.T) {
	o := exec.NewObject([]graphql.CollectedField{field("a"), field("b"), field("a"), field("c")})
	o.Values[0] = graphql.MarshalInt(1)
	o.Values[2] = graphql.MarshalInt(3)
	for i, v := range map[int]string{1: "2", 3: "4"} {
		o.Concurrently(i, func(context.Context) graphql.Marshaler { return graphql.MarshalString(v) })
	}
	o.Dispatch(t.Context())
	var text bytes.Buffer
	o.MarshalGQL(&text)
	if want := `{"a":1,"b":"2","c":"4"}`; text.String() != want {
		t.Errorf("got %s, want %s", text.String(), want)
	}
}
