package graph_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"waymark/domain/viewer"
	"waymark/graph"
)

// doubling gives fragments each of which spreads the next one twice: 2 to the power of n fields.
func doubling(n int) string {
	var text strings.Builder
	text.WriteString("{ ...f0 }")
	for i := range n {
		fmt.Fprintf(&text, " fragment f%d on Query { ...f%d ...f%d }", i, i+1, i+1)
	}
	fmt.Fprintf(&text, " fragment f%d on Query { today }", n)
	return text.String()
}

// chained gives fragments each of which spreads the next one.
func chained(n int, last string) string {
	var text strings.Builder
	text.WriteString("{ ...f0 }")
	for i := range n {
		fmt.Fprintf(&text, " fragment f%d on Query { ...f%d }", i, i+1)
	}
	fmt.Fprintf(&text, " fragment f%d on Query { %s }", n, last)
	return text.String()
}

func aliased(n int) string {
	var text strings.Builder
	for i := range n {
		fmt.Fprintf(&text, " a%d: today", i)
	}
	return "{" + text.String() + "}"
}

func nestedIn(open, within, close string, n int) string {
	return strings.Repeat(open, n) + within + strings.Repeat(close, n)
}

// TestLimits holds that each limit stops what is one above it, tells which limit, what it allows and what was found, and lets
// through what is just within it.
func TestLimits(t *testing.T) {
	numbers := func(n int) string { return "[" + strings.TrimSuffix(strings.Repeat(`"x",`, n), ",") + "]" }
	tests := map[string]struct {
		limits graph.Limits
		within string
		above  string
		with   variables // of what is above
		found  int64
	}{
		"documentBytes": {limits: graph.Limits{DocumentBytes: 20}, within: "{ today            }", above: "{ today             }", found: 21},
		"tokens":        {limits: graph.Limits{Tokens: 5}, within: "{ today today today }", above: "{ today today today today }", found: 6},
		"depth":         {limits: graph.Limits{Depth: 2}, within: `{ __type(name: "Post") { name } }`, above: `{ __type(name: "Post") { ...F } } fragment F on __Type { ofType { name } }`, found: 3},
		"fields":        {limits: graph.Limits{Fields: 4}, within: "{ ...F ...F } fragment F on Query { today __typename }", above: "{ ...F ...F today } fragment F on Query { today __typename }", found: 5},
		"aliases":       {limits: graph.Limits{Aliases: 2}, within: aliased(2), above: aliased(3), found: 3},
		"rootFields":    {limits: graph.Limits{RootFields: 2}, within: "{ ...F } fragment F on Query { today __typename }", above: "{ today ...F } fragment F on Query { today __typename }", found: 3},
		"directives":    {limits: graph.Limits{Directives: 1}, within: "{ today @skip(if: false) }", above: "{ today @skip(if: false) @include(if: true) }", found: 2},
		"fragments":     {limits: graph.Limits{Fragments: 2}, within: "{ ...F } fragment F on Query { today }", above: "{ ...F ... { today } } fragment F on Query { today }", found: 3},
		"introspection": {limits: graph.Limits{Introspection: 1}, within: "{ __schema { description } }", above: `{ __schema { description } ... { __type(name: "Post") { name } } }`, found: 2},
		"listLength":    {limits: graph.Limits{ListLength: 2}, within: "{ today }", above: "{ nodes(ids: " + numbers(3) + ") { id } }", found: 3},
		"listLength of variables": {limits: graph.Limits{ListLength: 2}, within: "{ today }", above: "query($i: [ID!]!) { nodes(ids: $i) { id } }",
			with: variables{"i": []any{"x", "x", "x"}}, found: 3},
		"listLength of defaults":  {limits: graph.Limits{ListLength: 2}, within: "{ today }", above: "query($i: [ID!]! = " + numbers(3) + ") { nodes(ids: $i) { id } }", found: 3},
		"valueDepth":              {limits: graph.Limits{ValueDepth: 3}, within: "{ today }", above: `{ nodes(ids: [[[["x"]]]]) { id } }`, found: 4},
		"valueDepth of variables": {limits: graph.Limits{ValueDepth: 3}, within: "{ today }", above: "{ today }", with: variables{"unused": []any{variables{"a": []any{variables{}}}}}, found: 4},
		"complexity":              {limits: graph.Limits{Complexity: 100}, within: "{ today }", above: "{ regions { nodes { name } } }", found: 101},
		"complexity by variable":  {limits: graph.Limits{Complexity: 1000}, within: "{ today }", above: "query($n: Int) { regions(first: $n) { nodes { name } } }", with: variables{"n": json.Number("500")}, found: 1001},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			e := newEdge(graph.WithLimits(tt.limits))
			if res := e.ask(as(anonymous), tt.within, nil); len(res.Errors) > 0 {
				t.Errorf("what is within is refused: %v", res.Errors)
			}
			res := e.ask(as(anonymous), tt.above, tt.with)
			err := only(t, res)
			limit, _, _ := strings.Cut(name, " ")
			if err.Extensions["code"] != "LIMITED" || err.Extensions["limit"] != limit || err.Extensions["allowed"] == nil || err.Extensions["found"] != tt.found || res.Data != nil {
				t.Errorf("got %s, %q %v, want %s, found %d", res.Data, err.Message, err.Extensions, limit, tt.found)
			}
			if e.log.Len() > 0 {
				t.Errorf("a caller's mistake was logged: %s", e.log.String())
			}
		})
	}
}

// hostile are documents that stop or fill a server that parses and validates them as they come.
var hostile = map[string]struct{ document, code, limit string }{
	"10,000 aliases":        {aliased(10_000), "LIMITED", "tokens"},
	"400 aliases":           {aliased(400), "LIMITED", "aliases"},
	"10,000 times the same": {"{" + strings.Repeat(" today", 10_000) + "}", "LIMITED", "tokens"},
	"1,400 times the same":  {"{" + strings.Repeat(" today", 1_400) + "}", "LIMITED", "fields"},
	"depth 200":             {"{ regions { nodes " + nestedIn("{ districts { nodes { region ", "{ code }", " } } }", 66) + " } }", "LIMITED", "depth"},
	"1 MB of brackets":      {strings.Repeat("[", 1_000_000), "LIMITED", "documentBytes"},
	"100 KB of brackets":    {"{ nodes(ids: " + strings.Repeat("[", 100_000), "LIMITED", "tokens"},
	"100 KB of braces":      {strings.Repeat("{a", 50_000), "LIMITED", "tokens"},
	"a nested list literal": {"{ nodes(ids: " + nestedIn("[", "", "]", 700) + ") { id } }", "LIMITED", "valueDepth"},
	"40 doubling fragments": {doubling(40), "LIMITED", "fields"},
	"15 doubling fragments": {doubling(15), "LIMITED", "fields"},
	"150 chained fragments": {chained(150, "today"), "LIMITED", "fragments"},
	"a circle":              {chained(40, "...f0"), "INVALID", ""},
	"a circle of one":       {"{ ...F } fragment F on Query { ...F ...F ...F }", "INVALID", ""},
	"an unused circle":      {"{ today } fragment F on Query { ...G } fragment G on Query { ...F }", "INVALID", ""},
	"60 introspections":     {"{" + strings.Repeat(" __schema { types { name } }", 60) + "}", "LIMITED", "rootFields"},
	"3 introspections":      {"{" + strings.Repeat(" __schema { types { name } }", 3) + "}", "LIMITED", "introspection"},
	"400 directives":        {"{ today" + strings.Repeat(" @skip(if: false)", 200) + " }", "LIMITED", "directives"},
	"unused fragments":      {"{ today } fragment F on Coverage {" + strings.Repeat(" posts { funded }", 300) + " }", "LIMITED", "fields"},
	"5,000 unknown fields":  {"{" + strings.Repeat(" todya", 5_000) + "}", "LIMITED", "tokens"},
}

// TestHostileDocuments holds that none of them reaches the validator, let alone the execution, and that refusing one takes a few
// times its own bytes.
func TestHostileDocuments(t *testing.T) {
	for name, tt := range hostile {
		t.Run(name, func(t *testing.T) {
			e := newEdge()
			validated := 0
			e.exec.SetDefaultRulesFn(func() *rules.Rules { validated++; return rules.NewDefaultRules() })
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			err := only(t, e.ask(as(anonymous), tt.document, nil))
			runtime.ReadMemStats(&after)
			limit, _ := err.Extensions["limit"].(string)
			if err.Extensions["code"] != tt.code || limit != tt.limit {
				t.Errorf("got %q, %v", err.Message, err.Extensions)
			}
			if validated > 0 {
				t.Error("it was validated")
			}
			if grown := after.TotalAlloc - before.TotalAlloc; grown > 8<<20 {
				t.Errorf("to refuse it took %d bytes", grown)
			}
			if e.ask(as(anonymous), "{ __typename }", nil); validated != 1 {
				t.Errorf("an honest document was validated %d times: this test proves nothing", validated)
			}
		})
	}
}

// TestMemoryOfDocumentsStaysFlat holds that what is remembered of documents does not grow with what is sent.
func TestMemoryOfDocumentsStaysFlat(t *testing.T) {
	e := newEdge()
	heap := func() int64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	send := func(from, to int) {
		for i := range to - from {
			document := fmt.Sprintf("query Q%d {", from+i) + strings.Repeat(" grades { code } ", 20) + strings.Repeat(`__type(name: "P") { kind name fields { name } } `, 2) +
				strings.Repeat(" statements { nodes { source { title } } }", 25) + " } #" + strings.Repeat("x", 6_000)
			if _, errs := e.exec.CreateOperationContext(graphql.StartOperationTrace(as(anonymous)), params(document, nil)); len(errs) > 0 {
				t.Fatal(errs)
			}
		}
	}
	empty := heap()
	send(0, 250) // more than is remembered: 1 MiB of text
	full := heap()
	send(250, 500)
	t.Logf("%d KB are remembered of 250 documents, %d KB of 500", (full-empty)>>10, (heap()-empty)>>10)
	if grown := heap() - full; grown > 4<<20 {
		t.Errorf("memory has grown by another %d bytes", grown)
	}
	runtime.KeepAlive(e)
}

// TestDoublingIsPricedOnce holds for documents that a deployment lets through up to the price: its walk goes through each
// fragment once. A walk through each spread would never end.
func TestDoublingIsPricedOnce(t *testing.T) {
	e := newEdge(graph.WithLimits(graph.Limits{Fields: 1 << 62, RootFields: 1 << 62, Fragments: 1_000}))
	e.exec.SetDefaultRulesFn(func() *rules.Rules { return rules.NewRules() }) // the default ones never end either
	err := only(t, e.ask(as(anonymous), doubling(60), nil))
	if err.Extensions["limit"] != "complexity" || err.Extensions["found"] != int64(1<<53-1) {
		t.Errorf("got %q, %v", err.Message, err.Extensions)
	}
}

// TestPrices holds what operations are priced at: pages multiply, by argument, variable or default, and never above what a page
// may have; worked out fields have their own price.
func TestPrices(t *testing.T) {
	tests := []struct {
		document string
		with     variables
		want     int
	}{
		{"{ today }", nil, 1},
		{"{ today __typename }", nil, 2},
		{"{ regions { totalCount } }", nil, 2},
		{"{ regions { nodes { name } } }", nil, 1 + 50*2},
		{"{ regions(first: 3) { nodes { name code } totalCount } }", nil, 1 + 1 + 3*3},
		{"{ regions(last: 3) { edges { cursor node { name } } } }", nil, 1 + 3*4},
		{"{ regions(first: 0) { nodes { name } } }", nil, 1 + 2},
		{"{ regions(first: 2000000000) { nodes { name } } }", nil, 1 + 500*2},
		{"query($n: Int) { regions(first: $n) { nodes { name } } }", variables{"n": json.Number("7")}, 1 + 7*2},
		{"query($n: Int = 4) { regions(first: $n) { nodes { name } } }", nil, 1 + 4*2},
		{"query($n: Int) { regions(first: $n) { nodes { name } } }", nil, 1 + 50*2},
		{"{ regions(first: 2) { ...C } } fragment C on RegionConnection { totalCount nodes { ...R } } fragment R on Region { name code }", nil, 1 + 1 + 2*3},
		{"{ a: regions(first: 2) { ...C } b: regions(first: 5) { ...C } } fragment C on RegionConnection { nodes { name } }", nil, 2 + 2*2 + 5*2},
		{"{ regions(first: 2) { nodes { districts(first: 3) { nodes { name } } } } }", nil, 1 + 2*(1+1+3*2)},
		{"{ coverage { districts } }", nil, 51},
		{`{ nodes(ids: ["a", "b"]) { id } }`, nil, 1 + 2},
		{`query($i: [ID!]!) { nodes(ids: $i) { id } }`, variables{"i": []any{"a", "b", "c"}}, 1 + 3},
		{"{ grades { name } }", nil, 1 + 10},
	}
	e := newEdge(graph.WithLimits(graph.Limits{Complexity: 5_000}))
	for _, tt := range tests {
		op, errs := e.exec.CreateOperationContext(graphql.StartOperationTrace(as(anonymous)), params(tt.document, tt.with))
		if len(errs) > 0 || graph.Cost(op) != tt.want {
			t.Errorf("%s %v: got %d, want %d, %v", tt.document, tt.with, graph.Cost(op), tt.want, errs)
		}
	}
}

// TestHonestOperationsAreWithinTheLimits holds for what our own clients ask, and for a question about everything.
func TestHonestOperationsAreWithinTheLimits(t *testing.T) {
	e := newEdge()
	for name, document := range map[string]string{"deep": deep, "tree": tree, "introspection": introspection} {
		if _, errs := e.exec.CreateOperationContext(graphql.StartOperationTrace(as(anonymous)), params(document, nil)); len(errs) > 0 {
			t.Errorf("%s: %v", name, errs)
		}
	}
}

// TestIntrospectionIsGranted holds that the schema is told to those who may have it, that others are neither told it nor helped to
// guess it, and that __typename is nobody's secret.
func TestIntrospectionIsGranted(t *testing.T) {
	asked := map[string]string{
		"schema":           "{ __schema { types { name } } }",
		"type":             `{ __type(name: "Post") { name } }`,
		"within fragments": `{ ...F } fragment F on Query { ... { __type(name: "Post") { name } } }`,
	}
	guessed := []string{
		"{ todya }", "{ today { x } }", "{ coverage }", `{ posts(filtre: {}) { totalCount } }`, "{ posts(filter: {state: [FILED]}) { totalCount } }", "{ posts(filter: {stat: []}) { totalCount } }",
		`{ posts(filter: {state: ["FILED"]}) { totalCount } }`, "{ node(id: 1) { ... on Pots { id } } }", "query($f: PostFiltre) { posts(filter: $f) { totalCount } }", "{ today @skp(if: true) }",
		"{ node(id: 1) { name } }",
	}
	e := newEdge(graph.WithIntrospection(func(v viewer.Viewer) bool { return v.SignedIn() }))
	closed := newEdge(graph.WithIntrospection(func(viewer.Viewer) bool { return false }))
	for name, document := range asked {
		if res := e.ask(as(operator), document, nil); len(res.Errors) > 0 {
			t.Errorf("%s: the operator is refused: %v", name, res.Errors)
		}
		for _, edge := range []*edge{e, closed} {
			res := edge.ask(as(anonymous), document, nil)
			if err := only(t, res); err.Extensions["code"] != "FORBIDDEN" || res.Data != nil {
				t.Errorf("%s: anonymous got %s, %v", name, res.Data, res.Errors)
			}
		}
	}
	suggested := 0
	for _, document := range guessed {
		for _, err := range e.ask(as(operator), document, nil).Errors {
			suggested += strings.Count(err.Message, "Did you mean")
		}
		res := e.ask(as(anonymous), document, nil)
		if len(res.Errors) == 0 || res.Errors[0].Extensions["code"] != "INVALID" {
			t.Errorf("%s: got %v", document, res.Errors)
		}
		for _, err := range res.Errors {
			if strings.Contains(err.Message, "Did you mean") {
				t.Errorf("%s: anonymous is told %q", document, err.Message)
			}
		}
	}
	if suggested < 6 {
		t.Errorf("only %d suggestions were made to the operator: this test proves little", suggested)
	}
	if res := closed.ask(as(anonymous), "{ __typename }", nil); string(res.Data) != `{"__typename":"Query"}` {
		t.Errorf("got %s, %v", res.Data, res.Errors)
	}
}

// TestPricesAreOfFields holds that no price outlives its field.
func TestPricesAreOfFields(t *testing.T) {
	schema := load(t)
	for _, name := range slices.Sorted(maps.Keys(graph.Prices())) {
		kind, field, _ := strings.Cut(name, ".")
		if d := schema.Types[kind]; d == nil || d.Fields.ForName(field) == nil {
			t.Errorf("%s has a price and is no field", name)
		}
	}
	for _, d := range ours(schema) {
		for _, f := range d.Fields {
			if d.Kind == ast.Object && slices.Contains([]string{"Coverage", "Establishment", "VacancyStatistics"}, f.Type.Name()) && graph.Prices()[d.Name+"."+f.Name] == 0 {
				t.Errorf("%s.%s is worked out and has no price", d.Name, f.Name)
			}
		}
	}
}
