package graph_test

import (
	"fmt"
	"testing"

	"waymark/domain/plan"
	"waymark/planning"
)

// carriedOut gives a plan of 2008/09 of the demonstration that is being carried out, in London, and its partnership's officer and coordinator.
func carriedOut(t *testing.T, c changer) (id string, officer, coordinator changer) {
	t.Helper()
	found := c.operator.ask(t, `{ plans(first: 1, filter: {year: 2008, state: [IN_DELIVERY]}) { nodes { id partnership { code links(first: 1) { nodes { district { code } } } } } } }`, nil)
	p := at(t, found, "plans", "nodes", 0)
	return at(t, p, "id").(string), c.as(t, "partnership_officer@partnership:"+at(t, p, "partnership", "code").(string)),
		c.as(t, "district_coordinator@district:"+at(t, p, "partnership", "links", "nodes", 0, "district", "code").(string))
}

// storyOfAReview tells how the last quarter of a year is reviewed: from the review before it, by several people, until it is published.
func storyOfAReview(t *testing.T, c changer) {
	id, officer, coordinator := carriedOut(t, c)
	made := officer.change(t, "reviewPrepare", "", variables{"plan": id, "quarter": 4},
		`review { id version label complete due late preparedFrom { quarter complete } counts { actions unsaid } attendance { role count } spend { pence line { id spent } }
			items { totalCount nodes { id version rag progress changedBy evidence { figureId } action { id pathway plan { id } } } } }`)
	review := at(t, made, "review", "id").(string)
	if got := fmt.Sprintln(at(t, made, "review", "label"), at(t, made, "review", "due"), at(t, made, "review", "late"), at(t, made, "review", "preparedFrom")); got !=
		"Q4 2008/09 2009-04-30 false map[complete:true quarter:3]\n" {
		t.Errorf("prepared: %s", got)
	}
	line := at(t, made, "review", "spend", 0, "line", "id")
	officer.change(t, "reviewUpdate", review, variables{"expectedVersion": 1, "narrative": "The year is over.", "decisions": []any{"Go on with the clinic."},
		"attendance": []any{variables{"role": "Commissioner", "organisation": "The partnership", "count": 3}}, "spend": []any{variables{"line": line, "pence": "61000000"}}},
		"review { version changedBy narrative decisions } conflict { row }")
	var action string
	for i, item := range at(t, made, "review", "items", "nodes").([]any) {
		who, input := officer, variables{"expectedVersion": 1, "rag": "GREEN", "progress": "DONE"}
		if i == 0 {
			input = variables{"expectedVersion": 1, "rag": "RED", "progress": "UNDER_WAY", "narrative": "Two offices of five.", "evidence": []any{variables{"figure": "fig_1"}}}
			action = at(t, item, "action", "id").(string)
		}
		if at(t, item, "action", "pathway") == true {
			who = coordinator
		}
		done := who.change(t, "reviewItemUpdate", at(t, item, "id").(string), input, "item { version rag review { id } evidence { figure { id } } } conflict { row }")
		if at(t, done, "item", "version") != 2.0 {
			t.Errorf("an item is at version %v", at(t, done, "item", "version"))
		}
	}
	if hidden := c.anonymous.ask(t, fmt.Sprintf(`{ review(id: %q) { label } }`, review), nil); hidden["review"] != nil {
		t.Error("anybody reads a review before it is complete")
	}
	officer.change(t, "reviewComplete", review, variables{"expectedVersion": 2}, "review { complete completedOn }")
	read := c.anonymous.ask(t, `query($id: ID!, $plan: ID!, $action: ID!) {
		review(id: $id) { complete completedOn changedBy daysLate counts { red green done unsaid } items(filter: {rag: [RED]}) { nodes { narrative } } }
		plan(id: $plan) { money { spent } reviews { quarter complete } }
		node(id: $action) { ... on PlanAction { rag progress evidence { figureId } unsignedBy } } }`, variables{"id": review, "plan": id, "action": action})
	if got := fmt.Sprint(at(t, read, "review", "completedOn"), " ", at(t, read, "review", "changedBy"), " ", at(t, read, "review", "items", "nodes", 0), " ", len(at(t, read, "plan", "reviews").([]any)), " ", read["node"]); got !=
		"2009-04-30 <nil> map[narrative:Two offices of five.] 4 map[evidence:[map[figureId:fig_1]] progress:UNDER_WAY rag:RED unsignedBy:[]]" {
		t.Errorf("anybody reads %s", got)
	}
	if got := officer.refused(t, "reviewUpdate", review, variables{"expectedVersion": 3, "narrative": "No."}); fmt.Sprint(got) != "[ILLEGAL_TRANSITION]" {
		t.Errorf("what is complete is changed: %v", got)
	}
}

// TestAPlanIsSeenAsAWhole reads gaps, differences, the trace of a finding, the board and reminders on a plan that changes.
func TestAPlanIsSeenAsAWhole(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		c := changer{d, map[string]bool{}}
		partnership, officer, _, _, coordinator := theAssessors(t, c)
		finding := draft(t, officer.operator, partnership)["finding"]
		ids := draftPlan(t, officer.operator, partnership, 2010, finding, nil)
		gaps := `query($id: ID!) { plan(id: $id) { gaps(asOf: "2010-07-01", kind: [OBJECTIVE_WITHOUT_ACTION, ACTION_WITHOUT_OWNER, MILESTONE_OVERDUE, MONEY_WITHOUT_OBJECTIVE]) {
			totalCount nodes { kind row { id __typename } pence day text } } all: gaps { pageInfo { hasNextPage } } } }`
		if got := fmt.Sprint(at(t, officer.operator.ask(t, gaps, variables{"id": ids["plan"]}), "plan", "gaps", "nodes")); got !=
			fmt.Sprintf(`[map[day:<nil> kind:MONEY_WITHOUT_OBJECTIVE pence:50 row:map[__typename:FundingLine id:%s] text:£0.50 of the £1.00 planned from “An example” has not been given to any objective.]]`, ids["line"]) {
			t.Errorf("gaps: %s", got)
		}
		known := at(t, officer.operator.ask(t, `{ audit(first: 1) { nodes { at } } }`, nil), "audit", "nodes", 0, "at")
		officer.change(t, "planActionUpdate", ids["action"].(string), variables{"expectedVersion": 1, "text": "Another.", "byWhen": variables{"day": "2010-06-30"}, "owner": variables{}}, "action { id }")
		officer.change(t, "planActionAdd", "", variables{"objective": ids["objective"], "text": "More.", "byWhen": variables{"words": "Soon"}}, "action { id }")
		if got := at(t, officer.operator.ask(t, gaps, variables{"id": ids["plan"]}), "plan", "gaps", "totalCount"); got != 4.0 {
			t.Errorf("%v gaps, want 4", got)
		}
		diff := officer.operator.ask(t, `query($plan: ID!, $then: DateTime) { planDiff(from: {plan: $plan, knownAt: $then}, to: {plan: $plan}) { added removed changed moved fields { field }
			rows { totalCount nodes { kind before { id } after { id } elsewhere fields { field before after } } } added2: rows(kind: [ADDED]) { totalCount } } }`, variables{"plan": ids["plan"], "then": known})
		want := fmt.Sprintf("map[after:map[id:%[1]s] before:map[id:%[1]s] elsewhere:false fields:[map[after:Another. before:An example. field:text] map[after:30 June 2010 before:Continuous field:byWhen] map[after: before:Coordinator field:owner]] kind:CHANGED]", ids["action"])
		if got := fmt.Sprint(at(t, diff, "planDiff", "rows", "nodes", 0)); got != want || at(t, diff, "planDiff", "added") != 1.0 || at(t, diff, "planDiff", "rows", "totalCount") != 2.0 || at(t, diff, "planDiff", "added2", "totalCount") != 1.0 {
			t.Errorf("the difference: %v\nwant %s", at(t, diff, "planDiff"), want)
		}
		if r := officer.operator.send(t, `query($plan: ID!) { planDiff(from: {plan: $plan}, to: {plan: $plan, knownAt: "2999-01-01T00:00:00Z"}) { added } }`, variables{"plan": ids["plan"]}); len(r.Errors) != 1 || r.Errors[0].Extensions.Field != "to.knownAt" {
			t.Errorf("a moment to come: %s", r.Body)
		}
		trace := officer.operator.ask(t, `query($finding: ID!) { trace(finding: $finding) { finding { statement } plan { id } priorities { answers priority { id } objectives { objective { id }
			actions { id target { indicator { code } value outcome { measure { code } } } } } } } }`, variables{"finding": finding})
		if got := fmt.Sprint(at(t, trace, "trace", "plan", "id"), at(t, trace, "trace", "priorities", 0, "priority", "id"), at(t, trace, "trace", "priorities", 0, "objectives", 0, "objective", "id"),
			at(t, trace, "trace", "priorities", 0, "objectives", 0, "actions", 0)); got != fmt.Sprint(ids["plan"], ids["priority"], ids["objective"],
			map[string]any{"id": ids["action"], "target": map[string]any{"indicator": map[string]any{"code": "IN_TREATMENT_CONTACT"}, "value": "10", "outcome": map[string]any{"measure": map[string]any{"code": "IN_TREATMENT_CONTACT"}}}}) {
			t.Errorf("the trace: %s", got)
		}
		theBoard(t, d, coordinator.operator)
	})
}

// theBoard looks at the board of the demonstration for 2009/10, and follows what is reminded of.
func theBoard(t *testing.T, d *door, coordinator client) {
	t.Helper()
	type counts = map[string]any
	board := coordinator.ask(t, `{ planBoard(year: 2009) { label kind asOf due { code } total { partnerships notStarted draft submitted returned signed agreed inDelivery closed late stuck reviewsLate }
		regions { region { code } counts { partnerships } } stuck: partnerships(filter: {stuck: true}) { totalCount nodes { state since daysStuck plan { id } awaiting deadlines { code missed daysLate } } }
		waiting: partnerships(filter: {awaiting: ["COMMISSIONING_CHAIR"]}) { totalCount } late: partnerships(filter: {late: true}) { totalCount }
		london: partnerships(first: 1) { nodes { partnership { code } reviews { quarter } } } } last: planBoard(year: 2008, asOf: "2009-05-01") { total { reviewsLate inDelivery } partnerships(first: 1, filter: {reviewLate: true}) {
			nodes { reviews { quarter complete late daysLate review { label } } } } } }`, nil)
	total := at(t, board, "planBoard", "total").(counts)
	sum := 0.0
	for _, state := range []string{"notStarted", "draft", "submitted", "returned", "signed", "agreed", "inDelivery", "closed"} {
		sum += total[state].(float64)
	}
	for _, state := range []string{"notStarted", "draft", "submitted", "returned", "signed", "agreed", "inDelivery", "late", "stuck"} {
		if total[state] == 0.0 {
			t.Errorf("the demonstration has none %s", state)
		}
	}
	if sum != total["partnerships"] || at(t, board, "planBoard", "late", "totalCount") != total["late"] || at(t, board, "planBoard", "stuck", "totalCount") != total["stuck"] {
		t.Errorf("the board: %v, together %v", total, sum)
	}
	if owed := at(t, board, "last", "partnerships", "nodes", 0, "reviews").([]any); len(owed) != 4 || fmt.Sprint(owed[3]) != "map[complete:false daysLate:1 late:true quarter:4 review:<nil>]" {
		t.Errorf("the reviews that are owed: %v", owed)
	}
	if r := d.anonymous.send(t, `{ planBoard(year: 2009) { label } }`, nil); len(r.Errors) != 1 || r.Errors[0].Extensions.Code != "FORBIDDEN" {
		t.Errorf("anybody reads the board: %s", r.Body)
	}
	told := coordinator.follow(t, `subscription { changes(types: [PLAN_REMINDER_CREATED]) { type operation node { __typename ... on PlanReminder { id about matter due text partnership { code planReminders(year: 2009) { totalCount } } } } } }`, nil)
	if n, err := planning.New(d.store, today).Remind(t.Context()); err != nil || n == 0 {
		t.Fatalf("%d reminders, %v", n, err)
	}
	if got := toldNext(t, told); got != "PLAN_REMINDER_CREATED remind PlanReminder" {
		t.Errorf("the coordinator is told of %s", got)
	}
	about := coordinator.ask(t, `{ planBoard(year: 2009) { reminders(first: 500) { totalCount nodes { id about madeOn } } partnerships(first: 500) { nodes { reminders { about } } } } }`, nil)
	kinds := map[any]bool{}
	for _, r := range at(t, about, "planBoard", "reminders", "nodes").([]any) {
		kinds[at(t, r, "about")] = true
	}
	if !kinds[string(plan.Late)] || !kinds[string(plan.Stuck)] {
		t.Errorf("reminded of %v", kinds)
	}
}
