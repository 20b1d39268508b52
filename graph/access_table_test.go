package graph_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
)

const accessPreface = `# Who may do what

Nobody signs in to this release yet. Who you are is decided by where you ask from:

- **Operator**: on a server that listens on a loopback address, whoever asks from the machine itself. May read and change
  everything.
- **Anonymous**: everybody else, and whoever comes through a proxy that says so (` + "`Forwarded`, `Via`, `X-Forwarded-For`,\n" +
	"  `X-Forwarded-Host`, `X-Real-Ip`" + `). Reads, changes nothing, and is told no names of people.
- **Nobody** is a program that calls the API from within without saying on whose behalf. It is answered nothing. No request
  by HTTP is nobody's.

FORBIDDEN and UNAUTHENTICATED are the ` + "`extensions.code`" + ` of the error that comes instead of the field.

## What anonymous is not told

These fields are null for anonymous, wherever they are met, although there is somebody. The people themselves are not found by
their ids either: ` + "`node` and `nodes`" + ` answer null, as for an id that does not exist. That a post is held or covered, by how
many, and since when is public; so are the reasons given for cover and for closing a post, and the notes on statements, so write no
name there.

`

// TestAccessPage renders the table of rights for readers.
func TestAccessPage(t *testing.T) {
	var page strings.Builder
	page.WriteString(accessPreface + "| field | what it would tell |\n| --- | --- |\n")
	schema := load(t)
	for _, name := range names {
		owner, field, _ := strings.Cut(name, ".")
		description := schema.Types[owner].Fields.ForName(field).Description
		if description == "" {
			t.Errorf("no description of %s", name)
		}
		fmt.Fprintf(&page, "| `%s` | %s |\n", name, description)
	}
	sorted := slices.SortedFunc(slices.Values(rights), func(a, b right) int {
		return strings.Compare(b.field[:1]+a.field, a.field[:1]+b.field) // Query before Mutation, each by name
	})
	page.WriteString("\n## Every operation\n\n| operation | operator | anonymous | nobody |\n| --- | --- | --- | --- |\n")
	for _, r := range sorted {
		fmt.Fprintf(&page, "| `%s` | %s | %s | %s |\n", r.field, r.operator, r.anonymous, r.nobody)
	}
	page.WriteString("\nThis page is written by a test of the API itself (`go test ./graph -run Access -update`), which asks for every operation as\n" +
		"every role; do not edit it by hand.\n")
	golden(t, "../docs/access.md", []byte(page.String()))
}

// examples gives values for the variables of the table: codes and ids of what the demonstration draws by itself, among them
// one object of every type.
func examples(t *testing.T, c client) variables {
	t.Helper()
	data := c.ask(t, `{
		office: jobcentres(first: 1, filter: {withChampion: true}) { nodes { code id names { id } champions { id } } }
		partnership: partnerships(first: 1) { nodes { code id links(first: 1) { nodes { id } } } }
		post: post(code: "essex-d-1") { id grade { id } currentHoldings { id coordinator { id } } offers { nodes { id } } home { id } region { id identifiers { id } } }
		covered: posts(first: 1, filter: {state: [COVERED]}) { nodes { id cover { id } } }
		statements(first: 1) { nodes { id source { id } } } }`, nil)
	paths := [][]any{
		{"office", "nodes", 0, "id"}, {"office", "nodes", 0, "names", 0, "id"}, {"office", "nodes", 0, "champions", 0, "id"},
		{"partnership", "nodes", 0, "id"}, {"partnership", "nodes", 0, "links", "nodes", 0, "id"},
		{"post", "id"}, {"post", "grade", "id"}, {"post", "currentHoldings", 0, "id"}, {"post", "currentHoldings", 0, "coordinator", "id"},
		{"post", "offers", "nodes", 0, "id"}, {"post", "home", "id"}, {"post", "region", "id"}, {"post", "region", "identifiers", 0, "id"},
		{"covered", "nodes", 0, "id"}, {"covered", "nodes", 0, "cover", "id"}, {"statements", "nodes", 0, "id"}, {"statements", "nodes", 0, "source", "id"},
	}
	var ids []string
	for _, path := range paths {
		ids = append(ids, at(t, data, path...).(string))
	}
	return variables{
		"jobcentre": at(t, data, "office", "nodes", 0, "code"), "partnership": at(t, data, "partnership", "nodes", 0, "code"),
		"holding": at(t, data, "post", "currentHoldings", 0, "id"), "ids": ids,
	}
}

var used = regexp.MustCompile(`\$\w+`)

// declared gives the document with declarations of the variables that it uses.
func declared(document string, values variables) string {
	types := map[string]string{"$jobcentre": "String!", "$partnership": "String!", "$holding": "ID!", "$ids": "[ID!]!"}
	var list []string
	for _, name := range used.FindAllString(document, -1) {
		if _, ok := values[name[1:]]; ok {
			list = append(list, name+": "+types[name])
		}
	}
	if len(list) == 0 {
		return document
	}
	return "query(" + strings.Join(list, ", ") + ") " + document
}

// fabricated gives a mutation whose arguments have the right types and mean nothing.
func fabricated(schema *ast.Schema, f *ast.FieldDefinition) string {
	var arguments []string
	for _, a := range f.Arguments {
		arguments = append(arguments, a.Name+": "+literal(schema, a.Type))
	}
	return fmt.Sprintf("mutation { it: %s(%s) { userErrors { code message path } } }", f.Name, strings.Join(arguments, ", "))
}

// literal gives some value of an input type, with what is required and no more.
func literal(schema *ast.Schema, t *ast.Type) string {
	if t.Elem != nil {
		return "[" + literal(schema, t.Elem) + "]"
	}
	d := schema.Types[t.NamedType]
	switch {
	case t.NamedType == "Int":
		return "1"
	case t.NamedType == "Date":
		return `"2009-01-01"`
	case t.NamedType == "Decimal":
		return `"1"`
	case t.NamedType == "Boolean":
		return "true"
	case d.Kind == ast.Enum:
		return d.EnumValues[0].Name
	case d.Kind == ast.InputObject:
		var fields []string
		for _, f := range d.Fields {
			if f.Type.NonNull && f.DefaultValue == nil {
				fields = append(fields, f.Name+": "+literal(schema, f.Type))
			}
		}
		return "{" + strings.Join(fields, ", ") + "}"
	}
	return `"x"`
}
