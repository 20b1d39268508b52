package graph_test

import (
	"fmt"
	"sync"
	"testing"
)

// TestAPlanIsAuditedAndFollowed looks for changes of a plan where they are told: to who works on it all, to anybody that it is in force.
func TestAPlanIsAuditedAndFollowed(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		c := changer{d, map[string]bool{}}
		partnership, officer, chair, lead, coordinator := theAssessors(t, c)
		commissioning := c.as(t, "commissioning_chair@partnership:"+code(t, c, partnership))
		watching := map[string]*stream{}
		for who, from := range map[string]client{"officer": officer.operator, "coordinator": coordinator.operator, "anonymous": d.anonymous} {
			watching[who] = from.follow(t, `subscription { changes(types: [PLAN_CREATED, PLAN_CHANGED, PLAN_OBJECTIVE_CREATED, PLAN_ACTION_CREATED, PLAN_COMMENT_CREATED]) { type operation node { __typename id } } }`, nil)
		}
		ids := draftPlan(t, officer.operator, partnership, 2010, nil, nil)
		p := &planner{t, ids["plan"].(string), 1}
		p.take(officer, "Submit", nil, "SUBMITTED")
		p.sign(chair, "PARTNERSHIP_CHAIR")
		p.sign(commissioning, "COMMISSIONING_CHAIR")
		p.take(lead, "Agree", nil, "AGREED")
		all := []string{"PLAN_CREATED planStart Plan", "PLAN_OBJECTIVE_CREATED objectiveAdd PlanObjective", "PLAN_ACTION_CREATED planActionAdd PlanAction",
			"PLAN_COMMENT_CREATED planCommentAdd PlanComment", "PLAN_CHANGED planSubmit Plan", "PLAN_CHANGED planSign Plan", "PLAN_CHANGED planSign Plan", "PLAN_CHANGED planAgree Plan"}
		for who, want := range map[string][]string{"officer": all, "coordinator": all, "anonymous": {"PLAN_CHANGED planAgree Plan"}} {
			for _, line := range want {
				if got := toldNext(t, watching[who]); got != line {
					t.Errorf("the %s is told of %s, want %s", who, got, line)
				}
			}
		}
		history := d.operator.ask(t, `query($id: ID!, $row: ID!) { plan(id: $id) { history { totalCount nodes { type operation on { id } sentence } } }
			node(id: $row) { ... on PlanAction { history { nodes { type action changes { field after } } } } } }`, variables{"id": p.id, "row": ids["action"]})
		if got := at(t, history, "plan", "history", "nodes", 0); fmt.Sprint(at(t, got, "operation"), at(t, got, "on", "id")) != "planAgree"+p.id || at(t, history, "plan", "history", "totalCount").(float64) < 15 {
			t.Errorf("the history begins with %v", got)
		}
		if about := at(t, history, "node", "history", "nodes").([]any); len(about) != 3 || at(t, about, 0, "type") != "PlanSuggestion" || at(t, about, 2, "type") != "PlanAction" {
			t.Errorf("the history of the action, with what was said about it: %v", about)
		}
		submitted := at(t, d.operator.ask(t, fmt.Sprintf(`{ audit(on: %q, first: 1, operation: "planSubmit") { nodes { at } } }`, p.id), nil), "audit", "nodes", 0, "at")
		was := d.operator.ask(t, fmt.Sprintf(`{ plan(id: %q, knownAt: %q) { state awaiting inForce } }`, p.id, submitted), nil)
		if got := fmt.Sprint(was["plan"]); got != "map[awaiting:[PARTNERSHIP_CHAIR COMMISSIONING_CHAIR] inForce:false state:SUBMITTED]" {
			t.Errorf("as it was known when it had been submitted: %s", got)
		}
		if r := d.operator.send(t, fmt.Sprintf(`{ plan(id: %q, knownAt: "2999-01-01T00:00:00Z") { state } }`, p.id), nil); len(r.Errors) != 1 || r.Errors[0].Extensions.Field != "knownAt" {
			t.Errorf("as of a day to come: %s", r.Body)
		}
	})
}

// TestTheCoordinatorWritesTheirRowsAlone refuses them what is not about the way between Jobcentres and treatment.
func TestTheCoordinatorWritesTheirRowsAlone(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		c := changer{d, map[string]bool{}}
		partnership, officer, _, _, coordinator := theAssessors(t, c)
		ids := draftPlan(t, officer.operator, partnership, 2010, nil, nil)
		other := at(t, officer.change(t, "planActionAdd", "", variables{"objective": ids["objective"], "text": "The officer's", "byWhen": variables{"day": "2010-06-30"}}, "action { id pathway }"), "action", "id")
		for mutation, input := range map[string]variables{
			"planActionUpdate": {"id": other, "input": variables{"expectedVersion": 1, "text": "Mine"}},
			"planRowRemove":    {"id": other, "input": variables{"expectedVersion": 1, "reason": "Why not"}},
			"planRowMove":      {"id": ids["objective"], "input": variables{"expectedVersion": 1}},
		} {
			query := fmt.Sprintf(`mutation($id: ID!, $input: %sInput!) { it: %s(id: $id, input: $input) { userErrors { code } } }`, title(mutation), mutation)
			if r := coordinator.operator.send(t, query, input); len(r.Errors) != 1 || r.Errors[0].Extensions.Code != "FORBIDDEN" {
				t.Errorf("%s of the officer's row by the coordinator: %s", mutation, r.Body)
			}
		}
		coordinator.change(t, "planActionUpdate", ids["action"].(string), variables{"expectedVersion": 1, "text": "Theirs"}, "action { text }")
	})
}

// TestTwoEditorsOfAPlan lets two people write rows of one plan at once on two servers: they meet on the same row alone, and there the second is
// told what lies between.
func TestTwoEditorsOfAPlan(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		c := changer{d, map[string]bool{}}
		partnership, officer, _, _, _ := theAssessors(t, c)
		who := "partnership_officer@partnership:" + code(t, c, partnership)
		ids := draftPlan(t, officer.operator, partnership, 2010, nil, nil)
		editors := []client{officer.operator, again(t, d).as(t, who)}
		rows := []string{"line", "priority", "objective", "action"}
		edits := map[string]string{"line": "fundingLineUpdate", "priority": "priorityUpdate", "objective": "objectiveUpdate", "action": "planActionUpdate"}
		write := func(e client, row string, version int, text string) map[string]any {
			field := map[string]string{"line": "note", "priority": "statement", "objective": "statement", "action": "text"}[row]
			query := fmt.Sprintf(`mutation($id: ID!, $input: %sInput!) { it: %s(id: $id, input: $input) { conflict { row version changedBy fields { name yours theirs } } userErrors { code } } }`,
				title(edits[row]), edits[row])
			return e.ask(t, query, variables{"id": ids[row], "input": variables{"expectedVersion": version, field: text}})["it"].(map[string]any)
		}
		var both sync.WaitGroup
		for i, row := range rows {
			both.Go(func() {
				if got := write(editors[i%2], row, 1, "First"); len(got["userErrors"].([]any)) > 0 {
					t.Errorf("%s: %v", row, got)
				}
			})
		}
		both.Wait()
		got := [2]map[string]any{}
		for i, e := range editors {
			both.Go(func() { got[i] = write(e, "objective", 2, fmt.Sprint("Editor ", i)) })
		}
		both.Wait()
		lost := 0
		if len(got[0]["userErrors"].([]any)) == 0 {
			lost = 1
		}
		want := fmt.Sprintf("map[conflict:map[changedBy:%s fields:[map[name:statement theirs:Editor %d yours:Editor %d]] row:%s version:3] userErrors:[map[code:CONFLICT]]]",
			who, 1-lost, lost, ids["objective"])
		if have := fmt.Sprint(got[lost]); have != want {
			t.Errorf("lost: %s\nwant  %s", have, want)
		}
	})
}

// TestStatementsOfAPlan counts what it costs to read one, and to change one row of it.
func TestStatementsOfAPlan(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		ids := aPlan(t, d.operator)
		d.operator.ask(t, deep, nil)
		requests := map[string]struct {
			query string
			most  int
		}{
			"one with all its rows": {fmt.Sprintf(`{ plan(id: %q) { state awaiting money { planned } signatures { complete unsigned { totalCount } } parts { text lines { name allotted } priorities { statement
				objectives { statement actions { text locked unsignedBy comments { totalCount } suggestions { totalCount } } } } } } }`, ids["plan"]), 9},
			"a row":                  {fmt.Sprintf(`{ node(id: %q) { ... on PlanAction { text plan { money { planned } rows { totalCount } } } } }`, ids["action"]), 10},
			"what it stands on":      {fmt.Sprintf(`{ node(id: %q) { ... on PlanAction { evidence { figure { value } } earlier { text } target { outcome { value } } } } }`, ids["action"]), 10 + 4},
			"with findings":          {fmt.Sprintf(`{ node(id: %q) { ... on PlanPriority { findings { statement } objectives { findings { statement assessment { year } } } } } }`, ids["priority"]), 10 + 6},
			"every head":             {`{ plans(first: 500) { nodes { state inForce year kind partnership { name } } } partnerships(first: 500) { nodes { plan(year: 2010) { state signatures { on } } } } }`, 2},
			"heads of several kinds": {`{ plans(first: 500) { totalCount } assessments(first: 500) { totalCount } }`, 3},
		}
		for name, r := range requests {
			if spent := d.sql.during(func() { d.operator.ask(t, r.query, nil) }); len(spent) > r.most {
				t.Errorf("%s costs %d statements, want at most %d: %q", name, len(spent), r.most, spent)
			}
		}
		spent := d.sql.during(func() {
			changer{d, map[string]bool{}}.change(t, "planActionUpdate", ids["action"], variables{"expectedVersion": 1, "text": "Here."}, "action { version }")
		})
		t.Logf("a change of an action costs %d statements", len(spent))
		if len(spent) > 40 {
			t.Errorf("a change of an action costs %d statements: %q", len(spent), spent)
		}
	})
}
