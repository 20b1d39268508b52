package graph_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
)

// TestEveryFieldTakesItsDay holds for every nested field that takes a day: asked of an object of today for an earlier day, it
// answers as the object of that day does by itself, and so does all that hangs on it. And it makes a difference.
func TestEveryFieldTakesItsDay(t *testing.T) {
	days := []string{"2008-12-31", "2009-03-05", "2010-12-01", "2012-01-01"}
	lists := map[string]string{ // where objects of a type are found, and which
		"Region": "regions(%s)", "District": "districts(%s, first: 12)", "Partnership": `partnerships(%s, filter: {name: "02"})`,
		"Jobcentre": "jobcentres(%s, first: 60)", "Post": "posts(%s, first: 40, filter: {state: [FILLED, COVERED, OFFERED, VACANT, NOT_FUNDED]})",
		"Coordinator": "coordinators(%s, first: 40)",
	}
	onEngland(t, func(t *testing.T, d *door) {
		schema, checked := introspect(t, d.operator), 0
		for name, list := range lists {
			for _, f := range schema.Types[name].Fields {
				if f.Arguments.ForName("asOf") == nil {
					continue
				}
				checked++
				differs := false
				for _, day := range days {
					ask := func(listed, asked string) any {
						query := fmt.Sprintf(`{ list: %s { nodes { code: id it: %s%s } } }`, fmt.Sprintf(list, listed), f.Name, asked+shallow(schema, f))
						return d.operator.get(t, query, "list", "nodes")
					}
					direct := byCode(t, ask(fmt.Sprintf("asOf: %q", day), ""))
					present := byCode(t, ask(`asOf: "2009-04-30"`, ""))
					for code, got := range byCode(t, ask(`asOf: "2009-04-30"`, fmt.Sprintf("(asOf: %q)", day))) {
						if want, ok := direct[code]; ok && want != got {
							t.Errorf("%s.%s of %s for %s:\n%.300s, and by itself\n%.300s", name, f.Name, code, day, got, want)
						}
						differs = differs || got != present[code]
					}
				}
				if !differs {
					t.Errorf("%s.%s is the same on every day: nothing is proved", name, f.Name)
				}
			}
		}
		if checked < 25 {
			t.Errorf("only %d fields take a day", checked)
		}
	})
}

func byCode(t *testing.T, nodes any) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, n := range nodes.([]any) {
		found[at(t, n, "code").(string)] = fmt.Sprint(at(t, n, "it"))
	}
	return found
}

// shallow selects what a field is, and of the objects below it all that is no object itself.
func shallow(schema *ast.Schema, f *ast.FieldDefinition) string {
	d := schema.Types[f.Type.Name()]
	if d.Kind != ast.Object {
		return ""
	}
	if node, ok := strings.CutSuffix(d.Name, "Connection"); ok {
		d = schema.Types[node]
		return " { totalCount nodes {" + leaves(schema, d) + " } }"
	}
	return " {" + leaves(schema, d) + " }"
}

func leaves(schema *ast.Schema, d *ast.Definition) string {
	text := " __typename"
	for _, f := range d.Fields {
		switch {
		case !composite(schema, f):
			text += " " + f.Name
		case d.Name == "Coverage" && f.Name == "posts":
			text += " posts { funded filled covered offered vacant }"
		case d.Name == "Establishment" && f.Name == "lines":
			text += " lines { posts fte published { difference } }"
		}
	}
	return text
}
