package graph_test

import (
	"fmt"
	"slices"
	"testing"

	"waymark/domain/calendar"
)

// annual is the plan of one partnership of the demonstration over a year, with who works on it.
type annual struct {
	*planner
	who map[string]string // grants
	now changer           // the door on the present planning date
}

// on goes to another planning date.
func (a *annual) on(day string) {
	a.now = changer{openOn(a.t, a.now.db, func() calendar.Date { return calendar.MustParse(day) }), map[string]bool{}}
}

// by gives somebody on the present planning date.
func (a *annual) by(role string) changer { return a.now.as(a.t, a.who[role]) }

// TestTheYearOfAPlan goes through a year of one partnership of the demonstration: last year's plan is rolled forward, answers three findings, is submitted,
// returned for one objective, mended, signed by two, agreed, reviewed for two quarters, and changed in one objective that is signed by itself; then what
// lies between the editions, what came of a finding, the audit and the board are read.
func TestTheYearOfAPlan(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		// the first partnership that has no plan for 2009/10, an agreed assessment, and a plan for 2008/09
		standings := d.operator.ask(t, `{ planBoard(year: 2009) { partnerships(first: 500, filter: {state: [NOT_STARTED]}) { nodes { partnership { id code
			assessment(year: 2009) { state } plan(year: 2008) { id state } } } } } }`, nil)
		nodes := at(t, standings, "planBoard", "partnerships", "nodes").([]any)
		i := slices.IndexFunc(nodes, func(n any) bool {
			p := at(t, n, "partnership").(map[string]any)
			return p["plan"] != nil && p["assessment"] != nil && at(t, p, "assessment", "state") == "AGREED"
		})
		if i < 0 {
			t.Fatal("the demonstration has no partnership that is about to plan")
		}
		p := at(t, nodes[i], "partnership")
		code := at(t, p, "code").(string)
		region := at(t, d.operator.ask(t, `query($code: String!) { partnership(code: $code) { districts { nodes { region { code } } } } }`, variables{"code": code}), "partnership", "districts", "nodes", 0, "region", "code").(string)
		a := &annual{planner: &planner{t: t, version: 1.0}, now: changer{d, map[string]bool{}}, who: map[string]string{"officer": "partnership_officer@partnership:" + code,
			"chair": "partnership_chair@partnership:" + code, "commissioning": "commissioning_chair@partnership:" + code, "lead": "regional_lead@region:" + region}}
		returned, finding := a.write(at(t, p, "id").(string))
		a.agree(returned)
		a.review("2009-07-20", 1)
		a.review("2009-10-20", 2)
		first := a.id
		objective := a.changeOne()
		a.read(first, objective, finding, region)
	})
}

// write rolls last year's plan forward and has it answer three findings that have no answer yet, each by a priority with an objective and an action. It
// gives the first of those objectives, and the finding that it serves.
func (a *annual) write(partnership string) (objective, finding string) {
	t, officer := a.t, a.by("officer")
	begun := officer.change(t, "planRollForward", "", variables{"partnership": partnership, "year": 2009}, `plan { id state carriedFrom money { planned spent } parts { id code }
		gaps(first: 500, kind: [FINDING_WITHOUT_PRIORITY]) { nodes { finding { id } } } rows(first: 500) { nodes { __typename ... on PlanAction { progress earlier { plan { year } } } } } }`)
	a.id = at(t, begun, "plan", "id").(string)
	unanswered := at(t, begun, "plan", "gaps", "nodes").([]any)
	carried := 0
	for _, r := range at(t, begun, "plan", "rows", "nodes").([]any) {
		if at(t, r, "__typename") == "PlanAction" {
			carried++
			if at(t, r, "progress") != "UNDER_WAY" || at(t, r, "earlier", 0, "plan", "year") != 2008.0 {
				t.Errorf("carried over: %v", r)
			}
		}
	}
	if carried == 0 || at(t, begun, "plan", "money", "spent") != "0" || len(unanswered) < 3 {
		t.Fatalf("rolled forward are %d actions, %v, and %v have no answer", carried, at(t, begun, "plan", "money"), unanswered)
	}
	grid := ""
	for _, part := range at(t, begun, "plan", "parts").([]any) {
		if at(t, part, "code") == "GRID_4" {
			grid = at(t, part, "id").(string)
		}
	}
	for i, gap := range unanswered[:3] {
		finding = at(t, gap, "finding", "id").(string)
		priority := at(t, officer.change(t, "priorityAdd", "", variables{"part": grid, "statement": fmt.Sprintf("Priority %d.", i), "findings": []any{finding}}, "priority { id }"), "priority", "id")
		o := at(t, officer.change(t, "objectiveAdd", "", variables{"priority": priority, "statement": fmt.Sprintf("Objective %d.", i), "findings": []any{finding}}, "objective { id }"), "objective", "id").(string)
		officer.change(t, "planActionAdd", "", variables{"objective": o, "text": "Open a clinic.", "byWhen": variables{"quarter": variables{"year": 2009, "quarter": 2}},
			"target": variables{"indicator": "TREATMENT_STARTS", "value": "300"}}, "action { id }")
		objective = o
	}
	left := officer.operator.ask(t, `query($id: ID!) { plan(id: $id) { gaps(first: 500, kind: [FINDING_WITHOUT_PRIORITY]) { totalCount } owners: gaps(first: 500, kind: [ACTION_WITHOUT_OWNER]) { totalCount } } }`, variables{"id": a.id})
	if got := at(t, left, "plan", "gaps", "totalCount").(float64); got != float64(len(unanswered)-3) || at(t, left, "plan", "owners", "totalCount").(float64) < 3 {
		t.Errorf("without an answer are %v of %d findings, and gaps are %v", got, len(unanswered), left)
	}
	return objective, finding
}

// agree has the plan returned for one objective, mended, signed by two and agreed.
func (a *annual) agree(objective string) {
	t := a.t
	a.take(a.by("officer"), "Submit", nil, "SUBMITTED")
	a.take(a.by("lead"), "Return", variables{"reason": "By whom?", "rows": []any{objective}}, "RETURNED")
	mended := a.by("officer").operator.ask(t, `query($id: ID!) { node(id: $id) { ... on PlanObjective { locked actions { id version } } } }`, variables{"id": objective})
	if at(t, mended, "node", "locked") != false {
		t.Errorf("what was returned is locked: %v", mended)
	}
	action := at(t, mended, "node", "actions", 0, "id").(string)
	a.by("officer").change(t, "planActionUpdate", action, variables{"expectedVersion": 1, "owner": variables{"role": "Service manager"}}, "action { version }")
	a.take(a.by("officer"), "Submit", nil, "SUBMITTED")
	a.sign(a.by("chair"), "PARTNERSHIP_CHAIR")
	a.sign(a.by("commissioning"), "COMMISSIONING_CHAIR")
	a.take(a.by("lead"), "Agree", nil, "AGREED")
	a.take(a.by("officer"), "Deliver", nil, "IN_DELIVERY")
}

// review completes the review of a quarter on a day.
func (a *annual) review(day string, quarter int) {
	t := a.t
	a.on(day)
	officer := a.by("officer")
	prepared := at(t, officer.change(t, "reviewPrepare", "", variables{"plan": a.id, "quarter": quarter}, `review { id preparedFrom { quarter } spend { line { id } pence }
		items(first: 500) { nodes { id version rag narrative } } }`), "review")
	items := at(t, prepared, "items", "nodes").([]any)
	for _, item := range items {
		if quarter == 2 && (at(t, item, "rag") != "AMBER" || at(t, item, "narrative") != "On the way.") {
			t.Errorf("prepared from the last: %v", item)
		}
		officer.change(t, "reviewItemUpdate", at(t, item, "id").(string), variables{"expectedVersion": at(t, item, "version"), "rag": "AMBER", "progress": "UNDER_WAY", "narrative": "On the way."}, "item { rag }")
	}
	line := at(t, prepared, "spend", 0, "line", "id")
	officer.change(t, "reviewUpdate", at(t, prepared, "id").(string), variables{"expectedVersion": 1, "narrative": "Half open.", "decisions": []any{"Ask for weekly figures."},
		"attendance": []any{variables{"role": "Chair", "organisation": "The partnership"}}, "spend": []any{variables{"line": line, "pence": fmt.Sprint(quarter * 1_000_00)}}}, "review { version }")
	done := officer.change(t, "reviewComplete", at(t, prepared, "id").(string), variables{"expectedVersion": 2}, "review { complete late counts { actions amber } plan { state money { spent } } }")
	if got := fmt.Sprintln(at(t, done, "review", "complete"), at(t, done, "review", "late"), at(t, done, "review", "plan", "money", "spent")); len(items) == 0 || got != fmt.Sprintf("true false %d\n", quarter*1_000_00) ||
		at(t, done, "review", "counts", "amber") != float64(len(items)) {
		t.Errorf("the review of quarter %d: %s, %v", quarter, got, done)
	}
}

// changeOne changes one objective of the plan in delivery, and has it signed by itself. It gives the objective's statement.
func (a *annual) changeOne() string {
	t, was := a.t, a.id
	a.version = at(t, a.now.operator.ask(t, `query($id: ID!) { plan(id: $id) { version } }`, variables{"id": was}), "plan", "version")
	revised := a.take(a.by("officer"), "Revise", variables{"reason": "Fewer clinics"}, "DRAFT")
	a.id, a.version = at(t, revised, "id").(string), at(t, revised, "version")
	rows := a.by("officer").operator.ask(t, `query($id: ID!) { plan(id: $id) { rows(first: 500) { nodes { __typename id version ... on PlanObjective { statement } } } } }`, variables{"id": a.id})
	for _, r := range at(t, rows, "plan", "rows", "nodes").([]any) {
		if r := r.(map[string]any); r["statement"] == "Objective 2." {
			a.by("officer").change(t, "objectiveUpdate", r["id"].(string), variables{"expectedVersion": r["version"], "statement": "One clinic."}, "objective { unsignedBy }")
		}
	}
	a.take(a.by("officer"), "Submit", nil, "SUBMITTED")
	a.sign(a.by("chair"), "PARTNERSHIP_CHAIR")
	a.sign(a.by("commissioning"), "COMMISSIONING_CHAIR")
	a.take(a.by("lead"), "Agree", nil, "IN_DELIVERY")
	signed := a.now.operator.ask(t, `query($id: ID!, $was: ID!) { plan(id: $id) { edition steps { action rows } part(code: "GRID_4") { priorities { objectives { actions { rag progress } } } } } was: plan(id: $was) { state } }`,
		variables{"id": a.id, "was": was})
	for _, s := range at(t, signed, "plan", "steps").([]any) {
		if at(t, s, "action") == "SIGN" && len(at(t, s, "rows").([]any)) != 1 {
			t.Errorf("signed again is more than what changed: %v", s)
		}
	}
	if at(t, signed, "was", "state") != "SUPERSEDED" {
		t.Errorf("the edition before is %v", at(t, signed, "was", "state"))
	}
	return "One clinic."
}

// read reads what lies between the editions, what came of a finding, the audit and the board.
func (a *annual) read(first, statement, finding, region string) {
	t, lead := a.t, a.by("lead")
	got := lead.operator.ask(t, `query($from: ID!, $to: ID!, $finding: ID!, $region: String!) {
		planDiff(from: {plan: $from}, to: {plan: $to}) { added removed changed moved fields { field before after } rows { nodes { kind fields { field before after } after { __typename } } } }
		trace(finding: $finding) { plan { edition } priorities { answers priority { statement } objectives { objective { statement } actions { text owner { role } progress target { value indicator { code } outcome { measure { code } value } } } } } }
		audit(on: $to, first: 500) { totalCount nodes { operation by version } }
		planBoard(year: 2009, region: $region) { asOf total { inDelivery reviewsLate } partnerships(first: 500, filter: {state: [IN_DELIVERY]}) { nodes { plan { id edition } since late deadlines { missed daysLate } awaiting reviews { quarter complete late } } } } }`,
		variables{"from": first, "to": a.id, "finding": finding, "region": region})
	if diff := at(t, got, "planDiff"); fmt.Sprintln(at(t, diff, "added"), at(t, diff, "removed"), at(t, diff, "changed"), at(t, diff, "moved"), at(t, diff, "rows", "nodes", 0, "fields", 0, "after")) != "0 0 1 0 "+statement+"\n" {
		t.Errorf("between the editions lie %v", diff)
	}
	traced := at(t, got, "trace", "priorities", 0)
	if text := fmt.Sprintln(at(t, traced, "answers"), at(t, traced, "objectives", 0, "objective", "statement"), at(t, traced, "objectives", 0, "actions", 0, "owner", "role"),
		at(t, traced, "objectives", 0, "actions", 0, "target", "indicator", "code"), at(t, traced, "objectives", 0, "actions", 0, "target", "outcome", "measure", "code")); text != "true "+statement+" Service manager TREATMENT_STARTS TREATMENT_STARTS\n" {
		t.Errorf("what came of the finding: %s\n%v", text, traced)
	}
	signed := map[string]string{}
	for _, e := range at(t, got, "audit", "nodes").([]any) {
		if at(t, e, "operation") == "planSign" {
			signed[at(t, e, "by").(string)] = "signed"
		}
	}
	if len(signed) != 2 || signed[a.who["chair"]] == "" || signed[a.who["commissioning"]] == "" {
		t.Errorf("by the audit it was signed by %v", signed)
	}
	there := false
	for _, n := range at(t, got, "planBoard", "partnerships", "nodes").([]any) {
		if at(t, n, "plan", "id") == a.id {
			there = at(t, n, "late") == false && at(t, n, "deadlines", 1, "missed") == true && at(t, n, "deadlines", 1, "daysLate") == 30.0 && at(t, n, "reviews", 0, "complete") == true && at(t, n, "reviews", 1, "complete") == true && at(t, n, "plan", "edition") == 2.0
		}
	}
	if !there || at(t, got, "planBoard", "asOf") != "2009-10-20" {
		t.Errorf("the board: %v", at(t, got, "planBoard"))
	}
}
