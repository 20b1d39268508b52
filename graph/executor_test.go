package graph_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"waymark/domain/calendar"
	"waymark/domain/viewer"
	"waymark/graph"
	"waymark/planning"
	"waymark/server/requestid"
)

// edge is the executor over a service without a store: good for everything that must be settled before the programme is
// read, and for what happens when reading it goes wrong.
type edge struct {
	exec *executor.Executor
	log  bytes.Buffer
}

// newEdge gives one that tells its schema, as machines for development do.
func newEdge(options ...graph.Option) *edge {
	e := &edge{}
	today := func() calendar.Date { return calendar.MustParse("2009-04-30") }
	e.exec = graph.NewExecutor(planning.New(nil, today), slog.New(slog.NewJSONHandler(&e.log, nil)),
		append([]graph.Option{graph.WithIntrospection(graph.Everyone)}, options...)...)
	return e
}

var (
	operator  = viewer.Operator("operator")
	anonymous = viewer.Anonymous()
)

// ask runs one operation as the server does.
func (e *edge) ask(ctx context.Context, query string, variables map[string]any, extensions ...map[string]any) *graphql.Response {
	ctx = graphql.StartOperationTrace(requestid.With(ctx, "REQUEST1"))
	p := params(query, variables)
	for _, x := range extensions {
		p.Extensions = x
	}
	op, errs := e.exec.CreateOperationContext(ctx, p)
	if len(errs) > 0 {
		return e.exec.DispatchError(graphql.WithOperationContext(ctx, op), errs)
	}
	responses, ctx := e.exec.DispatchOperation(ctx, op)
	return responses(ctx)
}

// params is an operation as the server hands it on.
func params(query string, variables map[string]any) *graphql.RawParams {
	return &graphql.RawParams{Query: query, Variables: variables}
}

func as(v viewer.Viewer) context.Context { return viewer.With(context.Background(), v) }

func only(t *testing.T, res *graphql.Response) *gqlerror.Error {
	t.Helper()
	if len(res.Errors) != 1 {
		t.Fatalf("got %d errors: %v", len(res.Errors), res.Errors)
	}
	return res.Errors[0]
}

func TestToday(t *testing.T) {
	res := newEdge().ask(as(anonymous), "{ today }", nil)
	if len(res.Errors) > 0 || string(res.Data) != `{"today":"2009-04-30"}` {
		t.Errorf("got %s, %v", res.Data, res.Errors)
	}
}

func TestIntrospection(t *testing.T) {
	res := newEdge().ask(as(anonymous), `{ __type(name: "Post") { name fields { name } } }`, nil)
	if len(res.Errors) > 0 || !strings.Contains(string(res.Data), "vacantSince") {
		t.Errorf("got %s, %v", res.Data, res.Errors)
	}
}

// TestRefusals holds that each error says what is wrong, and where, under a code of the API.
func TestRefusals(t *testing.T) {
	fill := `mutation($in: PostFillInput!) { postFill(id: "pos_1", input: $in) { post { id } userErrors { message } } }`
	tests := map[string]struct {
		query     string
		variables map[string]any
		code      string
		path      string
		field     string
		message   string
	}{
		"syntax":                {query: "{ today", code: "INVALID", message: "Expected Name"},
		"unknown field":         {query: "{ todya }", code: "INVALID", message: `Did you mean "today"`},
		"too many tokens":       {query: "{" + strings.Repeat(" today", 5001) + "}", code: "LIMITED", message: "at most 1500 tokens"},
		"unknown operation":     {query: "", code: "INVALID", message: "no operation"},
		"an object for an enum": {query: `{ viewer { may(action: {}) } }`, code: "INVALID", message: "an object is not a value of Action"},
		"an object for a text":  {query: `{ ...F } fragment F on Query { district(code: {}) { id } }`, code: "INVALID", message: "an object is not a value of String"},
		"an object in a list":   {query: `{ nodes(ids: ["a", {}]) { id } }`, code: "INVALID", message: "an object is not a value of ID"},
		"an object by default":  {query: `query($a: Action! = {}) { viewer { may(action: $a) } }`, code: "INVALID", path: "variable.a", message: "enums must be ints or strings"},
		"a text for an enum":    {query: `{ viewer { may(action: "POST_FILL") } }`, code: "INVALID", message: "Action"},
		"a list for a text":     {query: `{ district(code: ["a"]) { id } }`, code: "INVALID", message: "String"},
		"no such day, literal":  {query: `{ a: coverage(asOf: "2009-02-30") { asOf } }`, code: "INVALID", path: "a", field: "asOf", message: "must exist in the calendar"},
		"no such day, variable": {query: `query($d: Date) { coverage(asOf: $d) { asOf } }`, variables: map[string]any{"d": "2300-01-01"},
			code: "INVALID", path: "coverage", field: "asOf", message: "between 1900-01-01 and 2199-12-31"},
		"float for a decimal": {query: fill, variables: map[string]any{"in": map[string]any{"expectedVersion": 1, "coordinator": "coo_1", "from": "2009-01-01", "fte": 0.5}},
			code: "INVALID", path: "postFill", field: "input.fte", message: "a decimal is a string"},
		"integer too large": {query: `{ posts(first: 3000000000) { totalCount } }`, code: "INVALID", path: "posts", field: "first", message: "an integer lies between"},
		"fraction for an integer": {query: `query($n: Int) { posts(first: $n) { totalCount } }`, variables: map[string]any{"n": json.Number("1.5")},
			code: "INVALID", path: "variable.n", message: "as Int"},
		"enum in lower case": {query: `query($f: PostFilter) { posts(filter: $f) { totalCount } }`, variables: map[string]any{"f": map[string]any{"state": []any{"filled"}}},
			code: "INVALID", path: "variable.f.state[0]", message: "filled is not a value of PostState"},
		"unknown enum": {query: `{ posts(filter: {state: [LOST]}) { totalCount } }`, code: "INVALID", message: "LOST"},
		"missing version": {query: fill, variables: map[string]any{"in": map[string]any{"coordinator": "coo_1", "from": "2009-01-01"}},
			code: "INVALID", path: "variable.in.expectedVersion", message: "must be defined"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			e := newEdge()
			err := only(t, e.ask(as(operator), tt.query, tt.variables))
			field, _ := err.Extensions["field"].(string)
			if err.Extensions["code"] != tt.code || err.Path.String() != tt.path || field != tt.field || !strings.Contains(err.Message, tt.message) {
				t.Errorf("got %q, path %s, %v", err.Message, err.Path, err.Extensions)
			}
			if e.log.Len() > 0 {
				t.Errorf("a caller's mistake was logged: %s", e.log.String())
			}
		})
	}
}

func TestNobodyIsUnauthenticated(t *testing.T) {
	for _, query := range []string{"{ today }", "{ __typename }", `{ __schema { description } }`} {
		res := newEdge().ask(t.Context(), query, nil)
		if err := only(t, res); err.Extensions["code"] != "UNAUTHENTICATED" || res.Data != nil {
			t.Errorf("%s: got %s, %v", query, res.Data, res.Errors)
		}
	}
}

// TestEveryMutationIsForbidden holds for viewers who may not change: planning, which has no store here, is never called.
func TestEveryMutationIsForbidden(t *testing.T) {
	e := newEdge()
	values := map[string]string{
		"Int": "1", "ID": `"x_1"`, "String": `"x"`, "Date": `"2009-01-01"`, "Decimal": `"1"`, "BigInt": `"1"`, "Upload": `"x"`,
	}
	schema := load(t)
	var literal func(name string) string
	literal = func(name string) string {
		if v, ok := values[name]; ok {
			return v
		}
		if values := schema.Types[name].EnumValues; len(values) > 0 {
			return values[0].Name
		}
		var fields []string
		for _, f := range schema.Types[name].Fields {
			if f.Type.NonNull && f.DefaultValue == nil {
				fields = append(fields, f.Name+": "+literal(f.Type.Name()))
			}
		}
		return "{" + strings.Join(fields, ", ") + "}"
	}
	for _, f := range schema.Mutation.Fields {
		if strings.HasPrefix(f.Name, "__") {
			continue
		}
		var arguments []string
		for _, a := range f.Arguments {
			arguments = append(arguments, a.Name+": "+literal(a.Type.Name()))
		}
		res := e.ask(as(anonymous), "mutation { it: "+f.Name+"("+strings.Join(arguments, ", ")+") { userErrors { code } } }", nil)
		if err := only(t, res); err.Extensions["code"] != "FORBIDDEN" || err.Path.String() != "it" || string(res.Data) != `{"it":null}` {
			t.Errorf("%s: got %s, %v", f.Name, res.Data, res.Errors)
		}
	}
}

// TestDefectIsLoggedAndHidden holds that a panic is shown by nothing but the request id, and logged whole.
func TestDefectIsLoggedAndHidden(t *testing.T) {
	e := newEdge()
	err := only(t, e.ask(as(operator), "{ coverage { districts } }", nil))
	if err.Extensions["code"] != "INTERNAL" || err.Extensions["requestId"] != "REQUEST1" || strings.Contains(err.Message, "nil") || err.Path.String() != "coverage" {
		t.Errorf("got %q, path %s, %v", err.Message, err.Path, err.Extensions)
	}
	if log := e.log.String(); !strings.Contains(log, "nil pointer") || !strings.Contains(log, "REQUEST1") || !strings.Contains(log, "goroutine") {
		t.Errorf("logged %s", log)
	}
}

// TestAnswersAreBounded holds for documents that are small and answers that are not: in size, in errors, and in time.
func TestAnswersAreBounded(t *testing.T) {
	var query strings.Builder
	for i := range 50 {
		fmt.Fprintf(&query, " a%d: __schema { types { fields { name description args { name description } } } }", i)
	}
	e := newEdge(graph.WithLimits(graph.Limits{RootFields: 100, Introspection: 100, Fields: 1_000}))
	res := e.ask(as(anonymous), "{"+query.String()+"}", nil)
	if err := only(t, res); err.Extensions["code"] != "LIMITED" || string(res.Data) != "null" {
		t.Errorf("got %.100s, %v", res.Data, res.Errors)
	}

	res = e.ask(as(anonymous), "{"+strings.Repeat(" todya", 100)+"}", nil)
	if n := len(res.Errors); n != 21 || res.Errors[20].Message != "80 more errors are left out" {
		t.Errorf("got %d errors", n)
	}

	gone, cancel := context.WithCancel(as(operator))
	cancel()
	if res := e.ask(gone, "{ coverage { districts } }", nil); res != nil && only(t, res).Extensions["code"] != "UNAVAILABLE" {
		t.Errorf("got %s, %v", res.Data, res.Errors)
	}
}
