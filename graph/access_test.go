package graph_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"waymark/domain/viewer"
	"waymark/graph"
	"waymark/store/storetest"
)

// access is what comes of asking for a field.
type access string

const (
	done            access = "yes"
	withoutNames    access = "yes, without names"
	forbidden       access = "FORBIDDEN"
	unauthenticated access = "UNAUTHENTICATED"
)

// right is one row of the table of rights: a field, and what comes of it for each role.
type right struct {
	field     string // with its type, Query or Mutation
	arguments string // to ask it with; of a mutation they are made up
	operator  access
	anonymous access
	nobody    access
}

func read(field, arguments string, anonymous access) right {
	return right{"Query." + field, arguments, done, anonymous, unauthenticated}
}

func write(field string) right {
	return right{"Mutation." + field, "", done, forbidden, unauthenticated}
}

// rights is the one table of who may do what. Every field of Query and Mutation has a row, and no other.
var rights = []right{
	read("coordinators", "", forbidden),
	read("coverage", `(asOf: "2009-03-05")`, withoutNames),
	read("district", `(code: "essex")`, withoutNames),
	read("districts", "(first: 3)", withoutNames),
	read("establishment", "", withoutNames),
	read("grades", "", done),
	read("jobcentre", "(code: $jobcentre)", withoutNames),
	read("jobcentres", "(first: 20)", withoutNames),
	read("node", "(id: $holding)", withoutNames),
	read("nodes", "(ids: $ids)", withoutNames),
	read("partnership", "(code: $partnership)", withoutNames),
	read("partnerships", "(first: 3)", withoutNames),
	read("post", `(code: "essex-d-1")`, withoutNames),
	read("posts", "(first: 10)", withoutNames),
	read("region", `(code: "E12000007")`, withoutNames),
	read("regions", "", withoutNames),
	read("sources", "", withoutNames),
	read("statements", "", withoutNames),
	read("today", "", done),
	read("vacancyStatistics", `(from: "2009-01-01", to: "2010-01-01")`, withoutNames),

	write("championAppoint"), write("championRelease"), write("coordinatorCreate"), write("coordinatorUpdate"),
	write("districtCreate"), write("districtMerge"), write("districtRename"), write("districtSplit"),
	write("jobcentreClose"), write("jobcentreOpen"), write("partnershipCreate"), write("partnershipLink"),
	write("postClose"), write("postCover"), write("postCreate"), write("postEndCover"), write("postFill"), write("postOffer"),
	write("postUpdate"), write("postVacate"), write("postWithdrawOffer"), write("sourceCreate"), write("statementRecord"),
}

// names are the fields that tell who somebody is: null for anonymous wherever they are met.
var names = []string{"Cover.coordinator", "DrugChampion.adviser", "Holding.coordinator", "Offer.coordinator", "Post.currentHolder"}

// TestEveryFieldHasARight holds that nothing is added to the API without saying who may use it.
func TestEveryFieldHasARight(t *testing.T) {
	schema := load(t)
	var fields, rows []string
	for _, d := range []*ast.Definition{schema.Mutation, schema.Query} {
		for _, f := range d.Fields {
			if !strings.HasPrefix(f.Name, "__") {
				fields = append(fields, d.Name+"."+f.Name)
			}
		}
	}
	for _, r := range rights {
		rows = append(rows, r.field)
	}
	slices.Sort(fields)
	slices.Sort(rows)
	if !slices.Equal(fields, rows) {
		t.Errorf("the schema has\n%v\nand the table\n%v", fields, rows)
	}
}

// TestAccess asks for every field as every role, and looks at all that can be reached from it. Who comes to the operator
// through a proxy is anonymous as well.
func TestAccess(t *testing.T) {
	england.Run(t, func(t *testing.T, db storetest.Database) {
		d := open(t, db, graph.WithLimits(graph.Limits{Fields: 2_000, Fragments: 500, Aliases: 200, Tokens: 10_000})) // nobody else asks for so much at once
		schema, values := introspect(t, d.anonymous), examples(t, d.operator)
		ctx := viewer.With(t.Context(), operator)
		before, err := d.store.Revision(ctx)
		if err != nil {
			t.Fatal(err)
		}
		hidden, told := map[string]bool{}, 0
		forwarded := client{d.operator.url, map[string][]string{"X-Forwarded-For": {"192.0.2.1"}}}
		for _, r := range rights {
			kind, field, _ := strings.Cut(r.field, ".")
			var documents []string
			if kind == "Query" {
				documents = everything(schema, field, r.arguments, 3)
			} else {
				documents = []string{fabricated(schema, schema.Mutation.Fields.ForName(field))}
			}
			for _, document := range documents {
				document = declared(document, values)
				raw := d.anonymous.send(t, document, values)
				mine := outcome(t, raw)
				if r.anonymous == forbidden && mine.code != string(forbidden) || r.anonymous != forbidden && mine.code != "" {
					t.Errorf("%s: anonymous got %q", r.field, mine.code)
				}
				if leak := person.Find(mine.plain); leak != nil {
					t.Errorf("%s: anonymous is told of %s by\n%s", r.field, leak, document)
				}
				// No request by HTTP is without a viewer: the server gives each one.
				if none := (&edge{exec: d.exec}).ask(t.Context(), document, values); none.Data != nil || only(t, none).Extensions["code"] != string(r.nobody) {
					t.Errorf("%s: nobody got %s, %v", r.field, none.Data, none.Errors)
				}
				if kind == "Mutation" {
					continue // the operator's turn comes when nobody else has changed anything
				}
				if through := forwarded.send(t, document, values); string(through.Body) != string(raw.Body) {
					t.Errorf("%s: anonymous is told %.300s, and through a proxy %.300s", r.field, raw.Body, through.Body)
				}
				theirs := outcome(t, d.operator.send(t, document, values))
				told += len(person.FindAll(theirs.plain, -1))
				if theirs.code != "" {
					t.Errorf("%s: the operator got %q by\n%s", r.field, theirs.code, document)
				}
				if r.anonymous != forbidden {
					differences(theirs.data, mine.data, "", hidden)
				}
			}
		}
		if told < 1000 {
			t.Errorf("the operator met %d names: too few to prove that they are withheld from others", told)
		}
		want := append(slices.Clone(names), "Query.nodes") // which answers null for a person
		if found := slices.Sorted(maps.Keys(hidden)); !slices.Equal(found, want) {
			t.Errorf("anonymous and operator are told different things in %v, want %v", found, want)
		}
		if after, err := d.store.Revision(ctx); err != nil || after != before {
			t.Errorf("somebody who may change nothing has: revision %d to %d, %v", before, after, err)
		}
		for _, r := range rights {
			if kind, field, _ := strings.Cut(r.field, "."); kind == "Mutation" {
				got := outcome(t, d.operator.send(t, fabricated(schema, schema.Mutation.Fields.ForName(field)), nil))
				if !slices.Contains([]string{"", "NOT_FOUND", "INVALID"}, got.code) {
					t.Errorf("%s: the operator got %q", r.field, got.code)
				}
			}
		}
	})
}

// TestNamesAreWithheld holds that the table says so wherever a name could be reached.
func TestNamesAreWithheld(t *testing.T) {
	schema := load(t)
	for _, r := range rights {
		kind, field, _ := strings.Cut(r.field, ".")
		if kind != "Query" {
			continue
		}
		reached := map[string]bool{}
		descend(schema, schema.Query.Fields.ForName(field).Type.Name(), reached)
		if named := r.anonymous == withoutNames || r.anonymous == forbidden; reached["Coordinator"] != named {
			t.Errorf("%s: a name can be reached: %v, want %v", r.field, !named, named)
		}
	}
}

// descend notes the types that can be reached from one.
func descend(schema *ast.Schema, name string, reached map[string]bool) {
	if reached[name] {
		return
	}
	reached[name] = true
	for _, possible := range schema.PossibleTypes[name] {
		descend(schema, possible.Name, reached)
	}
	for _, f := range schema.Types[name].Fields {
		descend(schema, f.Type.Name(), reached)
	}
}

// person matches every name of a person in the demonstration.
var person = regexp.MustCompile(`Synthetic (Coordinator|Adviser) \d+`)

// answer is what came of a document as a whole.
type answer struct {
	code  string // of the first error
	data  any
	plain []byte // all that was told, what is told in base64 included
}

func outcome(t *testing.T, r reply) answer {
	t.Helper()
	a := answer{plain: slices.Clone(r.Body)}
	if len(r.Errors) > 0 {
		a.code = r.Errors[0].Extensions.Code
	}
	if len(r.Data) > 0 {
		if err := json.Unmarshal(r.Data, &a.data); err != nil {
			t.Fatal(err)
		}
	}
	for _, token := range bytes.FieldsFunc(r.Body, func(c rune) bool { return strings.ContainsRune(`":,{}[] `, c) }) {
		if text, err := base64.RawURLEncoding.DecodeString(string(token)); err == nil {
			a.plain = append(append(a.plain, '\n'), text...)
		}
	}
	return a
}

// differences notes the fields, with their types, in which two answers to the same document differ.
func differences(a, b any, field string, into map[string]bool) {
	switch x := a.(type) {
	case map[string]any:
		y, ok := b.(map[string]any)
		if !ok {
			into[field] = true
			return
		}
		owner, known := x["__typename"]
		if !known {
			owner = "Query"
		}
		for name, value := range x {
			field := strings.TrimPrefix(name, fmt.Sprintf("%v_", owner)) // which is what aliases begin with
			differences(value, y[name], fmt.Sprintf("%v.%s", owner, field), into)
		}
	case []any:
		y, ok := b.([]any)
		if !ok || len(x) != len(y) {
			into[field] = true
			return
		}
		for i := range x {
			differences(x[i], y[i], field, into)
		}
	default:
		if !reflect.DeepEqual(a, b) {
			into[field] = true
		}
	}
}
