package graph_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"waymark/dataset"
)

// introspect asks the service itself for its schema, as far as tests need it.
func introspect(t testing.TB, c client) *ast.Schema {
	t.Helper()
	const query = `{ __schema { types { name kind
		fields { name args { name type { ...T } } type { ...T } }
		inputFields { name defaultValue type { ...T } } possibleTypes { name } enumValues { name } } } }
	fragment T on __Type { name kind ofType { name kind ofType { name kind ofType { name kind } } } }`
	s := &ast.Schema{Types: map[string]*ast.Definition{}, PossibleTypes: map[string][]*ast.Definition{}}
	types := at(t, c.ask(t, query, nil), "__schema", "types").([]any)
	for _, v := range types {
		name, kind := at(t, v, "name").(string), at(t, v, "kind").(string)
		d := &ast.Definition{Name: name, Kind: ast.DefinitionKind(kind)}
		for _, list := range []string{"fields", "inputFields"} {
			fields, _ := at(t, v, list).([]any)
			for _, f := range fields {
				d.Fields = append(d.Fields, introspected(t, f.(map[string]any)))
			}
		}
		values, _ := at(t, v, "enumValues").([]any)
		for _, e := range values {
			d.EnumValues = append(d.EnumValues, &ast.EnumValueDefinition{Name: at(t, e, "name").(string)})
		}
		s.Types[name] = d
	}
	for _, v := range types {
		possible, _ := at(t, v, "possibleTypes").([]any)
		for _, p := range possible {
			name := at(t, v, "name").(string)
			s.PossibleTypes[name] = append(s.PossibleTypes[name], s.Types[at(t, p, "name").(string)])
		}
	}
	s.Query, s.Mutation = s.Types["Query"], s.Types["Mutation"]
	return s
}

func introspected(t testing.TB, f map[string]any) *ast.FieldDefinition {
	t.Helper()
	field := &ast.FieldDefinition{Name: f["name"].(string), Type: typeOf(f["type"])}
	if text, ok := f["defaultValue"].(string); ok {
		field.DefaultValue = &ast.Value{Raw: text}
	}
	arguments, _ := f["args"].([]any)
	for _, a := range arguments {
		a := a.(map[string]any)
		field.Arguments = append(field.Arguments, &ast.ArgumentDefinition{Name: a["name"].(string), Type: typeOf(a["type"])})
	}
	return field
}

func typeOf(v any) *ast.Type {
	m := v.(map[string]any)
	switch m["kind"] {
	case "NON_NULL":
		inner := typeOf(m["ofType"])
		inner.NonNull = true
		return inner
	case "LIST":
		return ast.ListType(typeOf(m["ofType"]), nil)
	}
	return ast.NamedType(m["name"].(string), nil)
}

// reach writes selections of everything that can be reached: a fragment for each type and number of hops that are left.
type reach struct {
	schema    *ast.Schema
	hops      int               // in all
	owner     string            // the type
	through   string            // and its field that the first hop goes through
	fragments map[string]string // by name
}

// everything gives documents that together select, under one root field with its arguments, every field of every object that
// can be reached within so many hops; a connection is no hop of its own. Each document takes one field for the first hop, so
// that it stays small enough to be answered. Each object tells its type. What is worked out from figures is asked once for
// each type, however many roots lead there: what has been is noted in asked.
func everything(schema *ast.Schema, root, arguments string, hops int, asked map[string]bool) []string {
	var documents []string
	first := schema.Types[schema.Query.Fields.ForName(root).Type.Name()]
	owners := []*ast.Definition{first}
	if first.Kind == ast.Interface || first.Kind == ast.Union {
		owners = schema.PossibleTypes[first.Name]
	} else if node, ok := strings.CutSuffix(first.Name, "Connection"); ok {
		owners[0] = schema.Types[node]
	}
	for _, owner := range owners {
		for _, f := range owner.Fields {
			if !composite(schema, f) && f.Name != "id" {
				continue
			}
			if name := owner.Name + "." + f.Name; asks(f) && f.Name != "history" {
				if asked[name] {
					continue
				}
				asked[name] = true
			}
			r := &reach{schema, hops, owner.Name, f.Name, map[string]string{}}
			text := "{ " + root + arguments + r.selection(first.Name, hops) + " }"
			for _, name := range slices.Sorted(maps.Keys(r.fragments)) {
				text += "\n" + r.fragments[name]
			}
			documents = append(documents, text)
		}
	}
	return documents
}

func composite(schema *ast.Schema, f *ast.FieldDefinition) bool {
	kind := schema.Types[f.Type.Name()].Kind
	return kind == ast.Object || kind == ast.Interface || kind == ast.Union
}

// selection gives what follows a field of a type: nothing for a leaf.
func (r *reach) selection(name string, hops int) string {
	switch d := r.schema.Types[name]; {
	case name == "Node" && hops < r.hops: // what an entry of the audit is about is asked for as node(id:) is
		return " { __typename id }"
	case d.Kind == ast.Interface || d.Kind == ast.Union:
		if hops < r.hops {
			hops = max(0, hops-1) // four kinds of place in one: half the way is enough for a document
		}
		var text strings.Builder
		for _, possible := range r.schema.PossibleTypes[name] {
			if hops < r.hops || possible.Name == r.owner {
				fmt.Fprintf(&text, " ... on %s { ...%s }", possible.Name, r.fragment(possible, hops, true))
			}
		}
		return " {" + text.String() + " }"
	case d.Kind != ast.Object:
		return ""
	case strings.HasSuffix(name, "Connection"):
		node := r.selection(strings.TrimSuffix(name, "Connection"), hops)
		if hops%2 == 0 { // the two ways to the same objects take turns
			return " { totalCount nodes" + node + " }"
		}
		return " { edges { cursor node" + node + " } }"
	default:
		return " { ..." + r.fragment(d, hops, false) + " }"
	}
}

// fragment gives the name of a fragment of all fields of a type. Below an interface, aliases keep apart the fields of one name
// that have several types.
func (r *reach) fragment(d *ast.Definition, hops int, alias bool) string {
	name := fmt.Sprintf("%s%d", d.Name, hops)
	if alias {
		name += "Alias"
	}
	if _, ok := r.fragments[name]; ok {
		return name
	}
	r.fragments[name] = "" // it may be met again on the way down
	var fields strings.Builder
	for _, f := range d.Fields {
		first := hops == r.hops && f.Name == r.through
		if composite(r.schema, f) && !first && (hops == 0 || hops == r.hops) {
			continue
		}
		if asks(f) && !first {
			continue
		}
		fields.WriteByte(' ')
		if alias {
			fields.WriteString(d.Name + "_" + f.Name + ": ")
		}
		fields.WriteString(f.Name + short(f) + r.selection(f.Type.Name(), hops-1))
	}
	r.fragments[name] = fmt.Sprintf("fragment %s on %s { __typename%s }", name, d.Name, fields.String())
	return name
}

// asks says of a field that each is a question to the database, so that it is met at the first hop alone.
func asks(f *ast.FieldDefinition) bool {
	return slices.Contains([]string{"history", "need", "worseAndWorsening", "sum", "knownDiscussions"}, f.Name) || f.Arguments.ForName("measure") != nil && f.Type.Name() != "InterventionRate" && f.Type.Name() != "InterventionRatio" && f.Type.Name() != "Int"
}

// short keeps lists short: what matters is that every field is met, not every object.
func short(f *ast.FieldDefinition) string {
	switch {
	case f.Name == "comparison" && f.Arguments.ForName("measure") != nil:
		return `(measure: "PENETRATION", year: 2008)`
	case f.Name == "capacity":
		return `(from: "2009-01-01", to: "2009-03-01")`
	case f.Name == "sum":
		return `(indicator: "IN_TREATMENT_CONTACT", over: "DISTRICT", year: 2008)`
	case f.Name == "figures" && f.Arguments.ForName("filter") != nil:
		return `(first: 1, filter: {indicator: ["IN_TREATMENT_CONTACT"], year: [2008]})`
	case f.Arguments.ForName("measure") != nil && slices.Contains([]string{"count", "weekly", "ratio"}, f.Name):
		return "(measure: REFERRALS)"
	case f.Name == "rows" && f.Arguments.ForName("breakdown") != nil:
		return "(breakdown: DISTRICT_BY_DIRECTION, first: 1)"
	case f.Name == "rows" && f.Arguments.ForName("reason") != nil:
		return `(reason: "to see everything")`
	case f.Arguments.ForName("first") != nil:
		return "(first: 1)"
	case f.Arguments.ForName("year") != nil:
		return "(year: 2009)"
	case f.Name == "section":
		return `(code: "REPORTED_DEMAND")`
	case f.Name == "part" && f.Arguments.ForName("code") != nil:
		return `(code: "GRID_4")`
	case f.Name == "signature" && f.Arguments.ForName("code") != nil:
		return `(code: "PARTNERSHIP_CHAIR")`
	case f.Name == "may":
		return "(action: POST_FILL)"
	case f.Name == "transition":
		return `(opening: "100", closing: "50")`
	case f.Name == "gaps" && f.Arguments.ForName("kinds") != nil:
		return "(kinds: [POST_VACANT])"
	case f.Arguments.ForName("district") != nil:
		return fmt.Sprintf("(district: %q)", dataset.ID("dis", "essex"))
	case f.Name == "withoutConstraint" && f.Arguments.ForName("id") != nil:
		return `(id: "every-district")`
	case f.Name == "explain":
		return `(key: "a")`
	case f.Name == "withPosts":
		return "(delta: 1)"
	case f.Name == "withoutConstraint":
		return `(kind: FLOOR, claimant: "a")`
	}
	return ""
}
