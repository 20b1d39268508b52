package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"waymark/domain/viewer"
	"waymark/store"
)

// secret is a restricted figure of the tests, which differs from every other: its value and its note betray it.
const (
	secretValue   = "987654.321"
	secretMeasure = "SECRET_COUNT"
)

// restrict records restricted statements about England, a region and a grade, and gives their ids.
func (c changer) restrict(t *testing.T) (ids []string) {
	t.Helper()
	data := c.operator.ask(t, `{ sources(first: 1) { nodes { id } } region(code: "E12000007") { id } }`, nil)
	source, region := at(t, data, "sources", "nodes", 0, "id"), at(t, data, "region", "id")
	for _, more := range []variables{
		{"measure": secretMeasure}, {"measure": secretMeasure, "place": region}, {"measure": "POSTS_FUNDED", "grade": "BAND_D", "place": region}, {"measure": "POSTS_FUNDED", "grade": "BAND_D"},
	} {
		input := variables{"source": source, "value": secretValue, "unit": "posts", "asAt": "2009-01-01", "note": "betrayed", "restricted": true}
		for name, value := range more {
			input[name] = value
		}
		made := c.change(t, "statementRecord", "", input, "statement { id restricted value }")
		if at(t, made, "statement", "restricted") != true {
			t.Errorf("recorded %v", made)
		}
		ids = append(ids, at(t, made, "statement", "id").(string))
	}
	return ids
}

// TestSweepRestrictedStatementsAreHidden looks for restricted statements along every way that anybody has.
func TestSweepRestrictedStatementsAreHidden(t *testing.T) {
	sweep(t, func(t *testing.T, d *door) {
		schema, world := introspect(t, d.anonymous), examples(t, d)
		c := changer{d, map[string]bool{}}
		ask := func(who client) map[string]string {
			answers := map[string]string{}
			for _, query := range []string{
				`{ statements(first: 500) { totalCount nodes { id } pageInfo { startCursor endCursor } } }`,
				`{ statements(first: 1, orderBy: {field: VALUE, direction: DESC}) { totalCount edges { cursor } pageInfo { endCursor } } }`,
				`{ sources { nodes { statements(first: 500) { totalCount nodes { value } } } } }`,
				`{ region(code: "E12000007") { statements { totalCount nodes { value } } establishment { agrees lines { published { difference statement { id } } } } } }`,
				`{ regions { nodes { establishment { agrees lines { published { difference } } } } } }`,
				`{ establishment { agrees lines { grade { code } posts published { difference statement { id value } } } } }`,
				`{ statements(filter: {measure: ["` + secretMeasure + `"]}) { totalCount } }`,
			} {
				answers[query] = string(who.send(t, query, nil).Body)
			}
			return answers
		}
		clients, before := map[string]client{}, map[string]map[string]string{}
		for _, who := range roles {
			clients[who.name] = d.serve(t, who.viewer(t, world))
			before[who.name] = ask(clients[who.name])
		}
		ids := c.restrict(t)
		marks := append([]string{secretValue, secretMeasure, "betrayed", "987654321000"}, ids...)
		betrayed := func(r reply) string {
			got := string(outcome(t, r).plain)
			for _, mark := range marks {
				if strings.Contains(got, mark) {
					return mark
				}
			}
			return ""
		}
		for _, who := range roles {
			sees := slices.Contains([]string{"administrator", "programme lead", "analyst"}, who.name)
			after := ask(clients[who.name])
			for query, was := range before[who.name] {
				if same := after[query] == was; sees == same {
					t.Errorf("%s, who sees it: %t, was told\n%.300s\nand is told\n%.300s\nby %s", who.name, sees, was, after[query], query)
				}
			}
			direct := clients[who.name].send(t, `query($ids: [ID!]!, $id: ID!) { nodes(ids: $ids) { id } node(id: $id) { id } }`, variables{"ids": ids, "id": ids[0]})
			if found := betrayed(direct) != ""; found != sees {
				t.Errorf("%s, who sees it: %t, is told by id %s", who.name, sees, direct.Body)
			}
			for _, id := range ids {
				for _, query := range []string{
					fmt.Sprintf(`{ versionDiff(on: %q, from: 1, to: 1) { on { id } } }`, id), fmt.Sprintf(`{ viewer { may(action: STATEMENT_RECORD, on: %q) } }`, id),
					fmt.Sprintf(`{ audit(on: %q) { totalCount nodes { sentence changes { after } on { id } } } }`, id),
					`{ audit(first: 20, operation: "statementRecord") { nodes { recordId changes { after } } } }`,
				} {
					r := clients[who.name].send(t, query, nil)
					if mark := betrayed(reply{Body: r.Data}); mark != "" && !sees {
						t.Errorf("%s is told of %s by %s", who.name, mark, query)
					}
				}
			}
			if !slices.Contains([]string{"regional lead", "partnership officer", "anonymous"}, who.name) { // the others see no more than one of these
				continue
			}
			asked := map[string]bool{}
			for _, field := range schema.Query.Fields {
				i := slices.IndexFunc(rights, func(r right) bool { return r.field == "Query."+field.Name })
				for _, document := range everything(schema, field.Name, rights[i].filled(world["own"]), 2, asked) {
					r := clients[who.name].send(t, declared(document), variables{"ids": world["own"]["ids"]})
					if mark := betrayed(r); mark != "" {
						t.Errorf("%s is told of %s by\n%s", who.name, mark, document)
					}
				}
			}
		}
		past := clients["regional lead"].get(t, `{ audit(first: 1) { nodes { at } } }`, "audit", "nodes", 0, "at")
		if r := clients["regional lead"].send(t, fmt.Sprintf(`{ statements(knownAt: %q, first: 500) { nodes { id value note } } }`, past), nil); betrayed(r) != "" {
			t.Errorf("of the past is told %s", betrayed(r))
		}
	})
}

// TestReadsOfRestrictedStatementsAreNoted holds that whoever is shown one is written down before, and nobody else is.
func TestReadsOfRestrictedStatementsAreNoted(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		ids := changer{d, map[string]bool{}}.restrict(t)
		reader := d.serve(t, analyst)
		noted := func() []any {
			t.Helper()
			return d.operator.get(t, `{ reads(by: "analyst", first: 500) { nodes { id at by operation requestId shown } } }`, "reads", "nodes").([]any)
		}
		for i, c := range []struct {
			query string
			shown []string // nil: nothing is
		}{
			{`{ regions { totalCount } sources { nodes { title } } }`, nil},
			{`{ statements(filter: {measure: ["JOBCENTRES_OPEN"]}) { nodes { value } } }`, nil},
			{`query Counts { statements(filter: {measure: ["` + secretMeasure + `"]}) { nodes { value } } }`, ids[:2]},
			{`query Cursor { statements(first: 1, orderBy: {field: VALUE, direction: DESC}) { pageInfo { endCursor } } }`, nil},
			{`query One { node(id: "` + ids[0] + `") { id } }`, ids[:1]},
			{`query London { region(code: "E12000007") { establishment { agrees } } }`, ids[2:3]},
			{`query England { establishment { agrees } }`, ids[3:4]},
		} {
			before := len(noted())
			r := reader.send(t, c.query, nil)
			if len(r.Errors) > 0 {
				t.Fatalf("%s", r.Body)
			}
			after := noted()
			if strings.Contains(c.query, "Cursor") {
				if len(after) != before+1 || len(at(t, after[0], "shown").([]any)) != 1 {
					t.Errorf("%d: a cursor tells of a value, and noted is %v", i, after[0])
				}
				continue
			}
			if c.shown == nil {
				if len(after) != before {
					t.Errorf("%d: noted is %v", i, after[0])
				}
				continue
			}
			if len(after) != before+1 {
				t.Fatalf("%d: %d reads are noted", i, len(after)-before)
			}
			want := slices.Sorted(slices.Values(c.shown))
			name := strings.Fields(c.query)[1]
			if got := fmt.Sprint(at(t, after[0], "shown")); got != fmt.Sprint(want) || at(t, after[0], "operation") != name || at(t, after[0], "by") != "analyst" || at(t, after[0], "requestId") == nil {
				t.Errorf("%d: noted is %v, want %v by %s", i, after[0], want, name)
			}
		}
		on := d.operator.ask(t, fmt.Sprintf(`{ reads(on: %q, by: "analyst") { totalCount pageInfo { hasNextPage } } none: reads(by: "nobody") { totalCount nodes { id } } }`, ids[2]), nil)
		if fmt.Sprint(on) != "map[none:map[nodes:[] totalCount:0] reads:map[pageInfo:map[hasNextPage:false] totalCount:1]]" && at(t, on, "none", "totalCount") != 0.0 {
			t.Errorf("of one statement: %v", on)
		}
		mine := d.operator.get(t, `{ reads(by: "operator", first: 500) { totalCount } }`, "reads", "totalCount").(float64)
		if mine < 4 {
			t.Errorf("%v reads of who recorded them are noted", mine)
		}
	})
}

// TestWhatCannotBeNotedIsNotShown holds that no restricted figure leaves when the log cannot be written.
func TestWhatCannotBeNotedIsNotShown(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		ids := changer{d, map[string]bool{}}.restrict(t)
		statement := `ALTER TABLE read_entries ADD CONSTRAINT nothing_more CHECK (id < 0) NOT VALID`
		if d.db.Engine == store.SQLite {
			statement = `CREATE TRIGGER nothing_more BEFORE INSERT ON read_entries BEGIN SELECT RAISE(ABORT, 'nothing_more'); END`
		}
		if _, err := d.db.SQL(t).ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
		for _, who := range []viewer.Viewer{analyst, operator} {
			r := d.serve(t, who).send(t, `{ node(id: "`+ids[0]+`") { ... on Statement { value } } today }`, nil)
			if len(r.Errors) != 1 || r.Errors[0].Extensions.Code != "UNAVAILABLE" || string(r.Data) != "null" || strings.Contains(string(r.Body), secretValue) {
				t.Errorf("%s got %s", who.Subject, r.Body)
			}
			if r := d.serve(t, who).send(t, `{ regions { totalCount } }`, nil); len(r.Errors) > 0 {
				t.Errorf("%s got of what is not restricted %s", who.Subject, r.Body)
			}
		}
	})
}
