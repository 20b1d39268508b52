package graph_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"waymark/domain/viewer"
)

// sentences gives what an answer tells of changes, without when it was.
func sentences(t *testing.T, nodes any) []string {
	t.Helper()
	var told []string
	for _, n := range nodes.([]any) {
		told = append(told, clock.ReplaceAllString(at(t, n, "sentence").(string), "On a day at some time"))
	}
	return told
}

var clock = regexp.MustCompile(`^On \d+ \w+ \d{4} at \d\d:\d\d`)

// storyOfHistory tells what is to be read of a post that has been offered, filled and vacated.
func storyOfHistory(t *testing.T, c changer) {
	jo := c.hire(t, "Jo Known")
	data := c.operator.ask(t, `{ post(code: "essex-d-1") { id version currentHolder { id name } history(first: 0) { totalCount } } }`, nil)
	id, before := at(t, data, "post", "id").(string), at(t, data, "post", "history", "totalCount").(float64)
	version := at(t, data, "post", "version").(float64)
	c.change(t, "postVacate", id, variables{"expectedVersion": version, "on": "2009-05-11", "reason": "RESIGNED"}, "post { version }")
	c.change(t, "postOffer", id, variables{"expectedVersion": version + 1, "coordinator": jo, "acceptedOn": "2009-05-12", "startsOn": "2009-06-01"}, "post { version }")
	c.change(t, "postFill", id, variables{"expectedVersion": version + 2, "coordinator": jo, "from": "2009-06-01"}, "post { version }")

	const history = `query($id: ID!) { node(id: $id) { id history(first: 7) { totalCount nodes { id at by operation requestId action type recordId version reason sentence
		on { id } changes { field before after withheld } } pageInfo { hasNextPage hasPreviousPage } } } }`
	data = c.operator.ask(t, history, variables{"id": id})
	nodes := at(t, data, "node", "history", "nodes")
	want := []string{
		fmt.Sprintf("On a day at some time essex-d-1 came to version %v, by operator.", version+3),
		"On a day at some time the offer of essex-d-1 was concluded, by operator.",
		"On a day at some time essex-d-1 was filled with Jo Known from 1 June 2009, by operator.",
		fmt.Sprintf("On a day at some time essex-d-1 came to version %v, by operator.", version+2),
		"On a day at some time essex-d-1 was offered and accepted, to start on 1 June 2009, by operator.",
		fmt.Sprintf("On a day at some time essex-d-1 came to version %v, by operator.", version+1),
		"On a day at some time essex-d-1 was vacated with effect from 11 May 2009 (resigned), by operator.",
	}
	if got := sentences(t, nodes); !slices.Equal(got, want) {
		t.Errorf("the story is\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if total := at(t, data, "node", "history", "totalCount"); total != before+7 {
		t.Errorf("%v entries, want %v", total, before+7)
	}
	vacated := at(t, nodes, 6).(map[string]any)
	if got := fmt.Sprint(vacated["changes"]); got != "[map[after:RESIGNED before:TERM_ENDED field:leavingReason withheld:false] map[after:2009-05-11 before:2011-04-01 field:validTo withheld:false]]" {
		t.Errorf("the vacation changed %s", got)
	}
	if vacated["operation"] != "postVacate" || vacated["action"] != "UPDATE" || vacated["type"] != "Holding" || vacated["reason"] != "RESIGNED" || vacated["by"] != "operator" || vacated["requestId"] == nil {
		t.Errorf("the vacation is %v", vacated)
	}
	diff := c.operator.ask(t, `query($id: ID!) { forth: versionDiff(on: $id, from: 1, to: 2) { from to on { id } changes { field before after } }
		back: versionDiff(on: $id, from: 2, to: 1) { changes { field before after } } none: versionDiff(on: $id, from: 2, to: 2) { changes { field } } }`,
		variables{"id": vacated["recordId"]})
	if got := fmt.Sprint(at(t, diff, "forth", "changes"), at(t, diff, "back", "changes"), at(t, diff, "none", "changes")); got != "[map[after:RESIGNED before:TERM_ENDED field:leavingReason] map[after:2009-05-11 before:2011-04-01 field:validTo]] "+
		"[map[after:TERM_ENDED before:RESIGNED field:leavingReason] map[after:2011-04-01 before:2009-05-11 field:validTo]] []" {
		t.Errorf("the versions differ by %s", got)
	}
	for _, no := range []struct{ arguments, code, field string }{
		{`on: "pos_none", from: 1, to: 1`, "NOT_FOUND", "on"}, {fmt.Sprintf("on: %q, from: 0, to: 1", id), "INVALID", "from"}, {fmt.Sprintf("on: %q, from: 1, to: 99", id), "INVALID", "to"},
	} {
		r := c.operator.send(t, "{ versionDiff("+no.arguments+") { to } }", nil)
		if len(r.Errors) != 1 || r.Errors[0].Extensions.Code != no.code || r.Errors[0].Extensions.Field != no.field {
			t.Errorf("versionDiff(%s): %s", no.arguments, r.Body)
		}
	}
	for filter, n := range map[string]float64{
		`operation: "postVacate"`: 2, `operation: "postVacate", action: CREATE`: 0, `operation: "postOffer", action: CREATE, by: "operator"`: 1, `by: "nobody"`: 0,
		fmt.Sprintf(`from: %q, operation: "postVacate"`, vacated["at"]): 2, fmt.Sprintf(`to: %q, operation: "postVacate"`, vacated["at"]): 0,
		fmt.Sprintf(`on: %q, operation: "postFill"`, jo): 2,
	} {
		if got := c.operator.get(t, "{ audit("+filter+") { totalCount } }", "audit", "totalCount"); got != n {
			t.Errorf("audit(%s) has %v entries, want %v", filter, got, n)
		}
	}
}

func TestHistory(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) { storyOfHistory(t, changer{d, map[string]bool{}}) })
}

// TestAuditPages walks the audit in both directions, while others write: the pages join without gaps and repetitions.
func TestAuditPages(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		c := changer{d, map[string]bool{}}
		for i := range 12 {
			c.hire(t, fmt.Sprint("Page ", i))
		}
		const page = `query($f: Int, $a: String, $l: Int, $b: String) { audit(operation: "coordinatorCreate", first: $f, after: $a, last: $l, before: $b) { totalCount
			edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`
		walk := func(count, cursor, next, other, end string) (ids []string) {
			v := variables{count: 5}
			for n := 0; ; n++ {
				data := at(t, c.operator.ask(t, page, v), "audit")
				edges := at(t, data, "edges").([]any)
				var some []string
				for _, e := range edges {
					some = append(some, at(t, e, "node", "id").(string))
				}
				if count == "l" {
					ids = append(some, ids...)
				} else {
					ids = append(ids, some...)
				}
				if more := at(t, data, "pageInfo", next); more != (n < 2) || at(t, data, "pageInfo", other) != (n > 0) {
					t.Errorf("page %d from the %s: %v", n, count, at(t, data, "pageInfo"))
				}
				if n == 2 {
					return ids
				}
				v[cursor] = at(t, data, "pageInfo", end)
			}
		}
		forth := walk("f", "a", "hasNextPage", "hasPreviousPage", "endCursor")
		back := walk("l", "b", "hasPreviousPage", "hasNextPage", "startCursor")
		if len(forth) != 12 || !slices.Equal(forth, back) {
			t.Errorf("forth %v\nback %v", forth, back)
		}
		for _, wrong := range []string{`after: "x"`, `after: "YXVkaXQAMAAA"`, `first: 501`, `first: 1, last: 1`, `before: ""`} {
			if r := c.operator.send(t, "{ audit("+wrong+") { totalCount } }", nil); len(r.Errors) != 1 || r.Errors[0].Extensions.Code != "INVALID" {
				t.Errorf("audit(%s): %s", wrong, r.Body)
			}
		}
	})
}

// TestWhoReadsTheAudit asks for the history of every type as every role.
func TestWhoReadsTheAudit(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		c, world := changer{d, map[string]bool{}}, examples(t, d)
		data := d.operator.ask(t, `query($code: String!) { own: partnership(code: $code) { id version } other: partnerships(last: 1) { nodes { id version } } }`, variables{"code": world["own"]["partnershipCode"]})
		own, other := at(t, data, "own", "id").(string), at(t, data, "other", "nodes", 0, "id").(string)
		for id, version := range map[string]any{own: at(t, data, "own", "version"), other: at(t, data, "other", "nodes", 0, "version")} {
			c.change(t, "partnershipRename", id, variables{"expectedVersion": version, "name": "Renamed", "from": "2009-05-01"}, "partnership { name }")
		}
		c.change(t, "grantGive", "", variables{"subject": "x", "role": "ANALYST", "reason": "counts"}, "grant { id }")
		ids := world["own"]["ids"].([]string) // of which one request tells no more than fifty
		const asks = `query($own: ID!, $other: ID!, $ids: [ID!]!) { own: node(id: $own) { history { totalCount nodes { by sentence on { id } } } } other: node(id: $other) { history { totalCount } }
			nodes(ids: $ids) { __typename history(first: 1) { nodes { id } } } }`
		for _, who := range roles {
			client := d.serve(t, who.viewer(t, world))
			got := client.ask(t, asks, variables{"own": own, "other": other, "ids": ids[:40]})
			rest := client.ask(t, `query($ids: [ID!]!) { nodes(ids: $ids) { __typename history(first: 1) { nodes { id } } } }`, variables{"ids": ids[40:]})
			staff, partner := slices.Contains([]string{"administrator", "programme lead", "regional lead", "district coordinator"}, who.name), strings.Contains(who.grant, "partnership:")
			if history := at(t, got, "own", "history"); (history != nil) != (staff || partner) {
				t.Errorf("%s: the history of the own partnership is %v", who.name, history)
			} else if history != nil {
				first := at(t, history, "nodes", 0).(map[string]any)
				if named := first["by"] != nil || strings.Contains(first["sentence"].(string), ", by"); named != staff {
					t.Errorf("%s: is told %v", who.name, first)
				}
				if total := at(t, history, "totalCount").(float64); total < 4 {
					t.Errorf("%s: %v entries", who.name, total)
				}
			}
			if o := at(t, got, "other"); partner && o != nil || staff && at(t, o, "history", "totalCount").(float64) < 4 {
				t.Errorf("%s: of another partnership is told %v", who.name, o)
			}
			for _, n := range append(at(t, got, "nodes").([]any), at(t, rest, "nodes").([]any)...) {
				if n != nil && (at(t, n, "history") != nil) != (staff || partner) {
					t.Errorf("%s: the history of %v is %v", who.name, at(t, n, "__typename"), at(t, n, "history"))
				}
			}
			all := client.send(t, `{ audit(operation: "grantGive") { totalCount } }`, nil)
			switch {
			case staff || partner:
				if none := string(all.Data) == `{"audit":{"totalCount":0}}`; none != (who.name != "administrator") {
					t.Errorf("%s: of grants is told %s", who.name, all.Body)
				}
			case len(all.Errors) != 1 || all.Errors[0].Extensions.Code != "FORBIDDEN":
				t.Errorf("%s: got %s", who.name, all.Body)
			}
			if by := client.send(t, `{ audit(by: "operator", first: 1) { totalCount } }`, nil); (len(by.Errors) == 0) != staff {
				t.Errorf("%s: by somebody: %s", who.name, by.Body)
			}
		}
	})
}

// TestManyHistoriesAreLimited holds that one request does not ask the database for ever.
func TestManyHistoriesAreLimited(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		r := d.operator.send(t, `{ posts(first: 60) { nodes { history(first: 1) { nodes { id } } } } }`, nil)
		if len(r.Errors) != 10 || r.Errors[0].Extensions.Code != "LIMITED" {
			t.Errorf("%d errors, %.300s", len(r.Errors), r.Body)
		}
	})
}

// TestKnownAt asks what was believed before a correction, of all that takes the moment.
func TestKnownAt(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		c, officer := changer{d, map[string]bool{}}, d.serve(t, roles[officer].viewer(t, examples(t, d)))
		const world = `coverage%[1]s { posts { funded filled vacant } gaps { sentence } } posts%[1]s { totalCount nodes { code state currentHolder { name } } }
			region%[2]s { posts { totalCount } coverage { posts { filled } } } regions%[1]s { nodes { coverage { posts { filled } } } }
			district(code: "essex"%[3]s) { posts { nodes { state vacantSince } } } districts%[1]s { nodes { coverage { posts { filled } } } }
			partnerships%[1]s { nodes { coverageLevel } } jobcentres%[1]s { totalCount nodes { name } } establishment%[1]s { lines { posts } }
			post(code: "essex-d-1"%[3]s) { state version } statements%[1]s { totalCount }
			vacancyStatistics(from: "2009-01-01", to: "2010-01-01"%[3]s) { total { vacancyRate { value } } projected { totalCount } }`
		ask := func(moment string) string {
			t.Helper()
			alone, after, more := "", `(code: "E12000006")`, ""
			if moment != "" {
				known := fmt.Sprintf("knownAt: %q", moment)
				alone, after, more = "("+known+")", `(code: "E12000006", `+known+`)`, ", "+known
			}
			r := d.operator.send(t, "{ "+fmt.Sprintf(world, alone, after, more)+" }", nil)
			if len(r.Errors) > 0 {
				t.Fatalf("%s", r.Body)
			}
			return string(r.Data)
		}
		moment := func() string {
			return d.operator.get(t, `{ audit(first: 1) { nodes { at } } }`, "audit", "nodes", 0, "at").(string)
		}
		first, seeded := ask(""), moment()
		id, version := d.operator.get(t, essex, "post", "id").(string), d.operator.get(t, essex, "post", "version")
		c.change(t, "postVacate", id, variables{"expectedVersion": version, "on": "2009-04-20", "reason": "RESIGNED"}, "post { id }")
		second, vacated := ask(""), moment()
		c.change(t, "postClose", id, variables{"expectedVersion": version.(float64) + 1, "on": "2009-04-25", "reason": "Saved"}, "post { id }")
		third, closed := ask(""), moment()
		if first == second || second == third {
			t.Fatal("the changes changed nothing: nothing is proved")
		}
		for i, known := range []struct{ at, want string }{{seeded, first}, {vacated, second}, {closed, third}, {seeded, first}} {
			if got := ask(known.at); got != known.want {
				t.Errorf("%d: known at %s was %s", i, known.at, differ([]byte(known.want), []byte(got)))
			}
		}
		if r := d.operator.ask(t, `{ posts(knownAt: "2001-01-01T00:00:00Z") { totalCount } coverage(knownAt: "2001-01-01T00:00:00Z") { districts } }`, nil); fmt.Sprint(r) != "map[coverage:map[districts:0] posts:map[totalCount:0]]" {
			t.Errorf("before anything was recorded: %v", r)
		}
		r := d.operator.send(t, `{ coverage(knownAt: "2999-01-01T00:00:00Z") { districts } }`, nil)
		if len(r.Errors) != 1 || r.Errors[0].Extensions.Code != "INVALID" || r.Errors[0].Extensions.Field != "knownAt" {
			t.Errorf("of the future: %s", r.Body)
		}
		if got := officer.get(t, fmt.Sprintf(`{ partnerships(knownAt: %q) { totalCount } }`, seeded), "partnerships", "totalCount"); got != 1.0 {
			t.Errorf("an officer is told of %v partnerships of the past", got)
		}
		if got := d.anonymous.get(t, fmt.Sprintf(`{ post(code: "essex-d-1", knownAt: %q) { state currentHolder { name } } }`, seeded), "post"); fmt.Sprint(got) != "map[currentHolder:<nil> state:FILLED]" {
			t.Errorf("anonymous is told %v of the past", got)
		}
	})
}

var analyst = viewer.Viewer{Subject: "analyst", Grants: []viewer.Grant{{Role: viewer.Analyst, Scope: viewer.Scope{Kind: viewer.Nation}}}}
