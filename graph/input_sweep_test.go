package graph_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
)

// codes are those that a caller's mistake may be told by.
var codes = []string{"INVALID", "CONFLICT", "ILLEGAL_TRANSITION", "NOT_FOUND", "FORBIDDEN", "LIMITED"}

// odd are values that somebody might send in place of any other.
var odd = []any{
	nil, true, 0, -1, 1.5, json.Number("1e400"), json.Number("9223372036854775808"), "", "x", "\u202e", "2009-02-30", strings.Repeat("x", 5_000), []any{}, []any{nil}, []any{[]any{"x"}},
	[]any{"x", 1, nil, variables{}}, variables{}, variables{"x": 1}, variables{"__typename": "x"}, variables{"id": nil, "state": "x"},
}

// TestSweepEveryArgumentRefusesWhatItIsNot sends every odd value in place of every argument of every root field, and of every entry of
// every input: what comes back is an answer or a typed refusal, never a defect.
func TestSweepEveryArgumentRefusesWhatItIsNot(t *testing.T) {
	sweep(t, func(t *testing.T, d *door) {
		schema := load(t)
		send := func(query string, values variables) {
			r := d.operator.send(t, query, values)
			if r.Status >= 500 || leak.Match(r.Body) {
				t.Errorf("%s\n%v: got %d %.500s", query, values, r.Status, r.Body)
			}
			for _, e := range r.Errors {
				if !slices.Contains(codes, e.Extensions.Code) {
					t.Errorf("%s\n%v: got %d %.500s", query, values, r.Status, r.Body)
				}
			}
		}
		for _, root := range []*ast.Definition{schema.Query, schema.Mutation} {
			for _, f := range root.Fields {
				if strings.HasPrefix(f.Name, "__") || len(f.Arguments) == 0 {
					continue
				}
				var declared, given []string
				honest := variables{}
				for _, a := range f.Arguments {
					declared, given = append(declared, "$"+a.Name+": "+a.Type.String()), append(given, a.Name+": $"+a.Name)
					if a.Type.NonNull {
						honest[a.Name] = sample(schema, a.Type)
					}
				}
				query := fmt.Sprintf("%s(%s) { it: %s(%s) { __typename } }", strings.ToLower(root.Name), strings.Join(declared, ", "), f.Name, strings.Join(given, ", "))
				send(query, honest)
				for _, a := range f.Arguments {
					for _, value := range odd {
						values := maps.Clone(honest)
						values[a.Name] = value
						send(query, values)
						input := schema.Types[a.Type.Name()]
						if input.Kind != ast.InputObject {
							continue
						}
						for _, entry := range input.Fields {
							object, _ := sample(schema, a.Type).(variables)
							object[entry.Name] = value
							values[a.Name] = object
							send(query, values)
						}
					}
				}
			}
		}
	})
}

// sample gives a value of a type that its schema accepts: as little as it takes.
func sample(schema *ast.Schema, t *ast.Type) any {
	if t.Elem != nil {
		return []any{sample(schema, t.Elem)}
	}
	d := schema.Types[t.NamedType]
	switch d.Kind {
	case ast.Enum:
		return d.EnumValues[0].Name
	case ast.InputObject:
		object := variables{}
		for _, f := range d.Fields {
			if f.Type.NonNull {
				object[f.Name] = sample(schema, f.Type)
			}
		}
		return object
	}
	return map[string]any{"Int": 1, "Date": "2009-05-01", "Decimal": "0.5", "Boolean": true, "BigInt": "1"}[t.NamedType]
}

// TestOneValueStandsForAList holds for variables what the specification says of lists: one value is a list of one.
func TestOneValueStandsForAList(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		for _, value := range []any{"FILLED", []any{"FILLED"}} {
			got := d.anonymous.ask(t, `query($f: PostFilter, $s: [PostState!]) { a: posts(filter: $f) { totalCount } b: posts(filter: {state: $s}) { totalCount } }`,
				variables{"f": variables{"state": value}, "s": value})
			if at(t, got, "a", "totalCount") != at(t, got, "b", "totalCount") || at(t, got, "a", "totalCount") == 0.0 {
				t.Errorf("%v: got %v", value, got)
			}
		}
	})
}

// TestEveryCursorIsChecked holds for nested lists too: a cursor that no list gave is INVALID, by the name of its argument.
func TestEveryCursorIsChecked(t *testing.T) {
	cursors := []string{"", "x", "====", "AAAA", "\u202e", "bmFtZQAwAGEAYg", "gaFpzQE", strings.Repeat("A", 10_000)}
	onEngland(t, func(t *testing.T, d *door) {
		for _, cursor := range cursors {
			for _, argument := range []string{"after", "before"} {
				for _, query := range []string{
					`query($c: String) { districts(%s: $c) { totalCount } }`, `query($c: String) { regions(first: 1) { nodes { districts(%s: $c) { nodes { name } } } } }`,
					`query($c: String) { regions(first: 1) { nodes { districts(first: 1) { nodes { posts(%s: $c) { edges { cursor } } } } } } }`,
					`query($c: String) { vacancyStatistics(from: "2009-01-01", to: "2010-01-01") { projected(%s: $c) { totalCount } } }`,
				} {
					wrong{fmt.Sprintf("cursor %.40q", cursor), fmt.Sprintf(query, argument), variables{"c": cursor}, "INVALID", argument}.check(t, d.anonymous)
				}
			}
		}
	})
}
