package graph

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/lexer"

	"waymark/domain/fault"
	"waymark/graph/view"
)

// enough is where counting stops: no limit is larger, and JSON's readers still tell it from its neighbours.
const enough = 1<<53 - 1

func add(a, b int) int { return min(a+b, enough) }

func times(a, b int) int {
	if a > 0 && b > enough/a {
		return enough
	}
	return a * b
}

// tokens counts the tokens of a text up to its end or to its first mistake, which the parser will tell.
func tokens(source *ast.Source) int {
	l := lexer.New(source)
	for n := 0; ; n++ {
		if token, err := l.ReadToken(); err != nil || token.Kind == lexer.EOF {
			return n
		}
	}
}

// shape is what can be counted of a parsed document before anything is known of its meaning.
type shape struct {
	aliases, directives, fragments, longest, nesting int // as written
	fields, depth, roots, introspection              int // with fragments spread out
}

// extent is what a selection set comes to once its fragments are spread out. Roots and introspection count what stands in
// the set itself.
type extent struct {
	fields, depth, roots, introspection int
}

func (e extent) with(other extent) extent {
	return extent{
		fields: add(e.fields, other.fields), depth: max(e.depth, other.depth),
		roots: add(e.roots, other.roots), introspection: add(e.introspection, other.introspection),
	}
}

// survey goes once through each operation and fragment of a document, however often it is spread.
type survey struct {
	shape
	named map[string]*ast.FragmentDefinition
	known map[*ast.FragmentDefinition]extent
	open  []string // fragments that the walk is in
	err   error
}

// measure counts a document. A fragment that spreads itself, through others or not, is INVALID.
func measure(doc *ast.QueryDocument) (shape, error) {
	s := survey{named: map[string]*ast.FragmentDefinition{}, known: map[*ast.FragmentDefinition]extent{}}
	for _, f := range doc.Fragments {
		if s.named[f.Name] == nil {
			s.named[f.Name] = f
		}
	}
	for _, op := range doc.Operations {
		for _, v := range op.VariableDefinitions {
			s.directed(v.Directives)
			s.value(v.DefaultValue, 0)
		}
		s.directed(op.Directives)
		e := s.set(op.SelectionSet)
		s.fields, s.depth = add(s.fields, e.fields), max(s.depth, e.depth)
		s.roots, s.introspection = max(s.roots, e.roots), max(s.introspection, e.introspection)
	}
	for _, f := range doc.Fragments {
		_, spread := s.known[f]
		if e := s.fragment(f); !spread { // it is validated all the same
			s.fields, s.depth = add(s.fields, e.fields), max(s.depth, e.depth)
		}
	}
	return s.shape, s.err
}

func (s *survey) fragment(f *ast.FragmentDefinition) extent {
	if e, ok := s.known[f]; ok {
		return e
	}
	for i, name := range s.open {
		if name == f.Name {
			s.err = fault.New(fault.Invalid, "", "a fragment cannot spread itself: %.200s", strings.Join(append(s.open[i:len(s.open):len(s.open)], f.Name), " spreads "))
			return extent{}
		}
	}
	s.open = append(s.open, f.Name)
	s.fragments++
	s.directed(f.Directives)
	e := s.set(f.SelectionSet)
	s.open = s.open[:len(s.open)-1]
	s.known[f] = e
	return e
}

func (s *survey) set(set ast.SelectionSet) extent {
	var whole extent
	for _, selection := range set {
		if s.err != nil {
			return whole
		}
		switch n := selection.(type) {
		case *ast.Field:
			whole = whole.with(s.field(n))
		case *ast.InlineFragment:
			s.fragments++
			s.directed(n.Directives)
			whole = whole.with(s.set(n.SelectionSet))
		case *ast.FragmentSpread:
			s.fragments++
			s.directed(n.Directives)
			if f := s.named[n.Name]; f != nil { // else validation tells
				whole = whole.with(s.fragment(f))
			}
		}
	}
	return whole
}

func (s *survey) field(f *ast.Field) extent {
	if f.Alias != f.Name {
		s.aliases++
	}
	s.directed(f.Directives)
	s.arguments(f.Arguments)
	below := s.set(f.SelectionSet)
	e := extent{fields: add(below.fields, 1), depth: below.depth + 1, roots: 1}
	if introspects(f.Name) {
		e.introspection = 1
	}
	return e
}

// introspects tells whether a field asks for the schema. __typename does not: it is part of every answer's meaning.
func introspects(field string) bool { return field == "__schema" || field == "__type" }

func (s *survey) directed(list ast.DirectiveList) {
	s.directives += len(list)
	for _, d := range list {
		s.arguments(d.Arguments)
	}
}

func (s *survey) arguments(list ast.ArgumentList) {
	for _, a := range list {
		s.value(a.Value, 0)
	}
}

func (s *survey) value(v *ast.Value, within int) {
	if v == nil || v.Kind != ast.ListValue && v.Kind != ast.ObjectValue {
		return
	}
	s.nesting = max(s.nesting, within+1)
	if v.Kind == ast.ListValue {
		s.longest = max(s.longest, len(v.Children))
	}
	for _, child := range v.Children {
		s.value(child.Value, within+1)
	}
}

// extend gives the longest list in the value of a variable, manifold ones aside, and how deep lists and objects lie within each other.
func (s *shape) extend(value any, within int) {
	switch v := value.(type) {
	case []any:
		s.nesting, s.longest = max(s.nesting, within+1), max(s.longest, len(v))
		for _, e := range v {
			s.extend(e, within+1)
		}
	case map[string]any:
		s.nesting = max(s.nesting, within+1)
		for name, e := range v {
			if list, is := e.([]any); is && manifold[name] && len(list) <= maxManifold {
				s.nesting = max(s.nesting, within+2)
				for _, entry := range list {
					s.extend(entry, within+2)
				}
				continue
			}
			s.extend(e, within+1)
		}
	}
}

// manifold are the fields of inputs whose lists may be longer than others: those of an apportionment, which says itself how
// long, if they are not longer than this.
var manifold = map[string]bool{"claimants": true, "groups": true}

const maxManifold = 10 * view.MaxClaimants

// document refuses a shape that is above the limits.
func (l Limits) document(s shape) error {
	return within(
		count{"depth", l.Depth, s.depth, "levels of fields"},
		count{"fields", l.Fields, s.fields, "fields, with fragments spread out,"},
		count{"aliases", l.Aliases, s.aliases, "aliases"},
		count{"rootFields", l.RootFields, s.roots, "root fields"},
		count{"directives", l.Directives, s.directives, "directives"},
		count{"fragments", l.Fragments, s.fragments, "fragments and spreads"},
		count{"introspection", l.Introspection, s.introspection, "questions about the schema"},
		count{"listLength", l.ListLength, s.longest, "entries of a list"},
		count{"valueDepth", l.ValueDepth, s.nesting, "levels of lists and objects"},
	)
}
