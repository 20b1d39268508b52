package graph_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// leak matches what no message to a client holds: where the service is made of and what it stands on.
var leak = regexp.MustCompile(`(?i)pq:|sqlite|postgres|\bent:|SQLSTATE|constraint|goroutine|\.go:\d|runtime error|panic|nil pointer|\*?(programme|calendar|planning|view|generated|graph|json|decimal)\.[A-Z]|strconv|map\[string|interface \{\}|unmarshal|syntax error at`)

// wrong is one input that must be refused, and how.
type wrong struct {
	what  string
	query string
	with  variables
	code  string
	field string // extensions.field, or the path of the userError when code is one of a userError
}

func (w wrong) check(t *testing.T, c client) {
	t.Helper()
	r := c.send(t, w.query, w.with)
	if leaked := leak.Find(r.Body); leaked != nil {
		t.Errorf("%s: told of %s in %.500s", w.what, leaked, r.Body)
	}
	if len(r.Body) > 2000 {
		t.Errorf("%s: the refusal has %d bytes", w.what, len(r.Body))
	}
	codes, fields := []string{}, []string{}
	for _, e := range r.Errors {
		codes, fields = append(codes, e.Extensions.Code), append(fields, e.Extensions.Field)
	}
	if len(r.Errors) == 0 {
		codes, fields = userErrors(t, r.Data)
	}
	if r.Status >= 500 || !slices.Contains(codes, w.code) || w.field != "" && !slices.Contains(fields, w.field) {
		t.Errorf("%s: got %d %.500s, want %s of %q", w.what, r.Status, r.Body, w.code, w.field)
	}
}

// userErrors gives the codes and paths of what the one mutation of an answer refuses.
func userErrors(t *testing.T, data json.RawMessage) (codes, paths []string) {
	t.Helper()
	var fields map[string]struct {
		UserErrors []struct {
			Code string
			Path []string
		}
	}
	if json.Unmarshal(data, &fields) != nil {
		return nil, nil // another kind of answer
	}
	for _, f := range fields {
		for _, e := range f.UserErrors {
			codes, paths = append(codes, e.Code), append(paths, strings.Join(e.Path, "."))
		}
	}
	return codes, paths
}

// TestScalars holds that each malformed value is refused by the name of its argument, in literals and in variables.
func TestScalars(t *testing.T) {
	days := []any{"2009-02-30", "yesterday", "", "2009-4-30", "2009-04-30T00:00:00Z", "0000-01-01", "1899-12-31", "2200-01-01", "99999-01-01", "-2009-01-01",
		" 2009-04-30", "２００９-04-30", 12345, 1.5, true, []any{1}, variables{"a": 1}, strings.Repeat("9", 100_000)}
	decimals := []any{"1e3", "0.1234567", "", ".", "1.", ".5", "+1", "--1", "NaN", "Inf", "1,5", "0x1", " 1", "1 ", "٣", 0.5, 1, true, strings.Repeat("9", 30), strings.Repeat("9", 100_000)}
	onEngland(t, func(t *testing.T, d *door) {
		for _, v := range days {
			what := fmt.Sprintf("the day %.40v", v)
			wrong{what, `query($d: Date) { coverage(asOf: $d) { asOf } }`, variables{"d": v}, "INVALID", "asOf"}.check(t, d.anonymous)
			if literal, ok := literalOf(v); ok {
				wrong{what, `{ coverage(asOf: ` + literal + `) { asOf } }`, nil, "INVALID", "asOf"}.check(t, d.anonymous)
			}
		}
		for _, v := range decimals {
			what := fmt.Sprintf("the share %.40v", v)
			input := variables{"expectedVersion": 1, "coordinator": "coo_x", "from": "2009-05-01", "fte": v}
			wrong{what, mutation("postFill", "x", ""), variables{"id": "pos_x", "input": input}, "INVALID", "input.fte"}.check(t, d.operator)
			if literal, ok := literalOf(v); ok {
				wrong{what, `mutation { postFill(id: "x", input: {expectedVersion: 1, coordinator: "x", from: "2009-05-01", fte: ` + literal + `}) { userErrors { code } } }`, nil, "INVALID", "input.fte"}.check(t, d.operator)
			}
		}
		for _, v := range []any{"1", 1.5, 3_000_000_000, -3_000_000_000, 1e30, true, json.Number("1" + strings.Repeat("0", 1000))} {
			wrong{fmt.Sprintf("the number %.40v", v), `query($n: Int) { posts(first: $n) { totalCount } }`, variables{"n": v}, "INVALID", ""}.check(t, d.anonymous)
		}
		for _, q := range []string{`{ vacancyStatistics(from: null, to: "2009-01-01") { from } }`, `{ vacancyStatistics(from: "2009-01-01") { from } }`} {
			wrong{"no day", q, nil, "INVALID", ""}.check(t, d.anonymous)
		}
	})
}

// literalOf writes a value into a document, if it is short.
func literalOf(v any) (string, bool) {
	text, err := json.Marshal(v)
	_, object := v.(variables)
	return string(text), err == nil && len(text) < 1000 && !object
}

// TestIDs holds that what does not exist is told so in the same way, whatever was sent in place of an id.
func TestIDs(t *testing.T) {
	ids := []string{"", "x", "pos_", "pos_none", "_", "dis_ahmlvo6gjf4t3o6pb7gpswupyh", "reg_dxon736bt6ybzgkb5umb3fild5", "POS_AHMLVO6GJF4T3O6PB7GPSWUPYH",
		"'; drop table posts; --", "pos_ahmlvo6gjf4t3o6pb7gpswupyh ", "🗺", strings.Repeat("x", 100_000)}
	onEngland(t, func(t *testing.T, d *door) {
		for _, id := range ids {
			for _, q := range []string{`query($id: ID!) { it: node(id: $id) { ... on Post { id } } }`, `query($id: ID!) { it: post(id: $id) { id } }`} {
				r := d.anonymous.send(t, q, variables{"id": id})
				if post := string(r.Data); len(r.Errors) > 0 || post != `{"it":null}` && post != `{"it":{}}` {
					t.Errorf("%.40q is found: %.300s", id, r.Body)
				}
			}
			for _, field := range []string{"postVacate", "postClose", "districtRename", "championRelease", "coordinatorUpdate"} {
				input := variables{"expectedVersion": 1}
				for _, f := range load(t).Types[title(field)+"Input"].Fields {
					if f.Type.NonNull && f.Name != "expectedVersion" {
						input[f.Name] = map[string]string{"Date": "2009-06-01", "LeavingReason": "OTHER", "String": "x"}[f.Type.Name()]
					}
				}
				if strings.HasPrefix(id, "dis_") || !strings.HasPrefix(field, id[:min(3, len(id))]) || len(id) < 10 {
					wrong{fmt.Sprintf("%s of %.40q", field, id), mutation(field, "x", ""), variables{"id": id, "input": input}, "NOT_FOUND", "id"}.check(t, d.operator)
				}
			}
			wrong{fmt.Sprintf("figures within %.40q", id), `query($id: ID) { vacancyStatistics(within: $id, from: "2009-01-01", to: "2010-01-01") { from } }`,
				variables{"id": strings.TrimPrefix(strings.TrimPrefix(id, "reg"), "dis")}, "INVALID", "within"}.check(t, d.anonymous)
			wrong{fmt.Sprintf("a post at home in %.40q", id), mutation("postCreate", "", ""), variables{"input": variables{"grade": "BAND_D", "role": "DISTRICT_COORDINATOR",
				"home": id, "fundingStream": "x", "fundedFrom": "2009-01-01"}}, "INVALID", "input.home"}.check(t, d.operator)
		}
		many := make([]string, 501)
		wrong{"501 ids", `query($ids: [ID!]!) { nodes(ids: $ids) { id } }`, variables{"ids": many}, "LIMITED", ""}.check(t, d.anonymous)
		if got := d.anonymous.ask(t, `query($ids: [ID!]!) { nodes(ids: $ids) { id } }`, variables{"ids": many[:500]}); len(at(t, got, "nodes").([]any)) != 500 {
			t.Error("500 ids are not answered")
		}
	})
}

// TestText holds for texts that are too long, empty or hold what no name holds.
func TestText(t *testing.T) {
	texts := map[string]string{"empty": "", "blank": " \t ", "long": strings.Repeat("x", 201), "very long": strings.Repeat("é", 200_000), "two lines": "a\nb", "escape": "\x1b[31m", "delete": "\x7f"}
	onEngland(t, func(t *testing.T, d *door) {
		for what, text := range texts {
			wrong{what, mutation("coordinatorCreate", "", ""), variables{"input": variables{"name": text}}, "INVALID", "input.name"}.check(t, d.operator)
		}
		for what, text := range map[string]string{"NUL": "a\x00b", "NUL in a name": "\x00"} {
			wrong{what, mutation("coordinatorCreate", "", ""), variables{"input": variables{"name": text}}, "INVALID", ""}.check(t, d.operator)
			wrong{what, `query($t: String) { districts(filter: {name: $t}) { totalCount } }`, variables{"t": text}, "INVALID", ""}.check(t, d.anonymous)
			wrong{what, `query($t: String!) { region(code: $t) { code } }`, variables{"t": text}, "INVALID", ""}.check(t, d.anonymous)
		}
		wrong{"NUL spelt out", `{ region(code: "a\u0000b") { code } }`, nil, "INVALID", ""}.check(t, d.anonymous)
		// What is no mistake is kept as it is.
		for _, text := range []string{"Zoë O'Neill-Ñandú", "李小龍", "<script>alert(1)</script>", `"; drop table coordinators; --`, "🗺️", "%_\\"} {
			payload := d.operator.ask(t, mutation("coordinatorCreate", "", "coordinator { name }"), variables{"input": variables{"name": text}})
			if got := at(t, payload, "coordinatorCreate", "coordinator", "name"); got != text {
				t.Errorf("%q became %q", text, got)
			}
			if n := d.operator.ask(t, `query($t: String) { coordinators(filter: {name: $t}) { totalCount } }`, variables{"t": text}); at(t, n, "coordinators", "totalCount") != 1.0 {
				t.Errorf("%q is not found", text)
			}
		}
	})
}

// TestWrongDocuments holds for documents that are wrong or too large.
func TestWrongDocuments(t *testing.T) {
	nested := strings.Repeat("{ districts { nodes { region ", 300) + "{ code }" + strings.Repeat(" } } }", 300)
	around := "{ regions { nodes " + nested + " } }"
	wrongs := []wrong{
		{"an unknown argument", `{ posts(colour: "red") { totalCount } }`, nil, "INVALID", ""},
		{"an unknown field", `{ coverage { colour } }`, nil, "INVALID", ""},
		{"an unknown enum", `{ posts(filter: {state: [LOST]}) { totalCount } }`, nil, "INVALID", ""},
		{"an unknown enum in a variable", `query($f: PostFilter) { posts(filter: $f) { totalCount } }`, variables{"f": variables{"state": []any{"LOST"}}}, "INVALID", ""},
		{"an unknown field of an input", `query($f: PostFilter) { posts(filter: $f) { totalCount } }`, variables{"f": variables{"colour": "red"}}, "INVALID", ""},
		{"a variable that is not declared", `{ posts(first: $n) { totalCount } }`, nil, "INVALID", ""},
		{"a variable that is missing", `query($c: String!) { region(code: $c) { code } }`, nil, "INVALID", ""},
		{"a mistake of syntax", `{ posts( }`, nil, "INVALID", ""},
		{"nothing", ` `, nil, "INVALID", ""},
		{"a circle of fragments", `{ regions { nodes { ...A } } } fragment A on Region { ...B } fragment B on Region { ...A }`, nil, "INVALID", ""},
		{"a subscription", `subscription { today }`, nil, "INVALID", ""},
		{"neither id nor code", `{ post { id } }`, nil, "INVALID", "id"},
		{"both id and code", `{ post(id: "x", code: "y") { id } }`, nil, "INVALID", "id"},
		{"a period that ends before it starts", `{ vacancyStatistics(from: "2010-01-01", to: "2009-01-01") { from } }`, nil, "INVALID", "to"},
		{"a period of a century", `{ vacancyStatistics(from: "1950-01-01", to: "2050-01-01") { from } }`, nil, "INVALID", "to"},
		{"5,001 tokens", "{" + strings.Repeat(" today", 5001) + "}", nil, "LIMITED", ""},
		{"deep nesting", around, nil, "LIMITED", ""},
		{"an answer without end", `{ jobcentres(first: 500) { nodes { district { jobcentres(first: 500) { nodes { district { jobcentres(first: 500) { nodes { name } } } } } } } } }`, nil, "LIMITED", ""},
		{"brackets without end", strings.Repeat("{a", 100_000), nil, "LIMITED", ""},
		{"a list without end", `query($v: [ID!]!) { nodes(ids: $v) { id } }`, variables{"v": slices.Repeat([]string{"x"}, 100_000)}, "LIMITED", ""},
	}
	onEngland(t, func(t *testing.T, d *door) {
		for _, w := range wrongs {
			w.check(t, d.anonymous)
		}
		bodies := map[string]string{
			"no JSON": `query`, "an array": `[{"query":"{ today }"}]`, "no query": `{}`, "a number": `{"query":1}`, "variables that are none": `{"query":"{ today }","variables":[]}`,
			"two queries": `{"query":"{ today }","query":"{ today }"}`, "bytes": "{\"query\":\"\xff\"}", "nothing": ``, "deep JSON": `{"query":"{ today }","variables":` + strings.Repeat(`{"a":`, 20_000) + `1` + strings.Repeat(`}`, 20_000) + `}`,
		}
		for what, body := range bodies {
			r := d.anonymous.raw(t, []byte(body))
			if r.Status != http.StatusBadRequest || len(r.Errors) != 1 || r.Errors[0].Extensions.Code != "INVALID" || leak.Match(r.Body) || !utf8.Valid(r.Body) {
				t.Errorf("%s: got %d %.300s", what, r.Status, r.Body)
			}
		}
	})
}

// TestGraphiQL holds that the workbench gets the whole schema by its own first question.
func TestGraphiQL(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		for who, c := range map[string]client{"operator": d.operator, "anonymous": d.anonymous} {
			types := c.get(t, introspection, "__schema", "types").([]any)
			var ours []string
			for _, v := range types {
				if name := at(t, v, "name").(string); !strings.HasPrefix(name, "__") {
					ours = append(ours, name)
				}
			}
			for name, d := range load(t).Types {
				if !strings.HasPrefix(name, "__") && !d.BuiltIn && !slices.Contains(ours, name) {
					t.Errorf("%s is not told of %s", who, name)
				}
			}
		}
	})
}

// introspection is the question that GraphiQL and other tools ask first.
const introspection = `query IntrospectionQuery {
  __schema {
    description
    queryType { name kind } mutationType { name kind } subscriptionType { name kind }
    types { ...FullType }
    directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } }
  }
}
fragment FullType on __Type {
  kind name description specifiedByURL isOneOf
  fields(includeDeprecated: true) { name description args(includeDeprecated: true) { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason }
  inputFields(includeDeprecated: true) { ...InputValue }
  interfaces { ...TypeRef }
  enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
  possibleTypes { ...TypeRef }
}
fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue isDeprecated deprecationReason }
fragment TypeRef on __Type {
  kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } }
}`
