package graph_test

import (
	"fmt"
	"maps"
	"testing"
)

// planner is who takes a plan through its steps: each gives the version that it was left at.
type planner struct {
	t       *testing.T
	id      string
	version any
}

// take takes a step as somebody and gives the plan after it.
func (p *planner) take(who changer, verb string, more variables, state string) any {
	p.t.Helper()
	input := variables{"expectedVersion": p.version}
	maps.Copy(input, more)
	done := at(p.t, who.change(p.t, "plan"+verb, p.id, input, "plan { id version state inForce awaiting edition carriedFrom returned { reason by rows { id } } }"), "plan")
	if got := at(p.t, done, "state"); got != state {
		p.t.Fatalf("%s makes it %v, want %s", verb, got, state)
	}
	if at(p.t, done, "id") == p.id {
		p.version = at(p.t, done, "version")
	}
	return done
}

// sign signs as a chair.
func (p *planner) sign(who changer, office string) any {
	p.t.Helper()
	return p.take(who, "Sign", variables{"signature": office}, "SIGNED")
}

// storyOfAPlan tells how a plan is written together, suggested to, returned, mended, signed and agreed, how another edition changes one objective,
// and what goes into the next year.
func storyOfAPlan(t *testing.T, c changer) {
	partnership, officer, chair, lead, coordinator := theAssessors(t, c)
	commissioning := c.as(t, "commissioning_chair@partnership:"+code(t, c, partnership))
	started := officer.change(t, "planStart", "", variables{"partnership": partnership, "year": 2010},
		"plan { id version label kind state edition template { code } due { code on } signatures { code required complete by on } parts { id code partHeading columns status } }")
	p := &planner{t, at(t, started, "plan", "id").(string), 1}
	if got := fmt.Sprintln(at(t, started, "plan", "label"), at(t, started, "plan", "kind"), at(t, started, "plan", "state"), at(t, started, "plan", "due", 1)); got !=
		"2010/11 TREATMENT_PLAN DRAFT map[code:PLAN_DUE on:2010-03-31]\n" {
		t.Errorf("begun: %s", got)
	}
	parts := map[string]string{}
	for _, part := range at(t, started, "plan", "parts").([]any) {
		parts[at(t, part, "code").(string)] = at(t, part, "id").(string)
	}
	needs := officer.change(t, "assessmentStart", "", variables{"partnership": partnership, "year": 2010}, "assessment { id }")
	finding := at(t, officer.change(t, "findingAdd", "", variables{"assessment": at(t, needs, "assessment", "id"), "statement": "Few find work.", "priority": "HIGH"}, "finding { id }"), "finding", "id")

	officer.change(t, "planPartUpdate", parts["STRATEGIC_SUMMARY"], variables{"expectedVersion": 1, "text": "Work and recovery.", "status": "COMPLETE"}, "part { version status changedBy } conflict { row }")
	line := at(t, officer.change(t, "fundingLineAdd", "", variables{"part": parts["FUNDING"], "stream": "JOBCENTRE_PLUS", "name": "Coordinator's events", "planned": "500000"},
		"line { id streamName }"), "line", "id").(string)
	officer.change(t, "fundingLineUpdate", line, variables{"expectedVersion": 1, "committed": "250000", "note": "By quarter."}, "line { committed }")
	priority := at(t, officer.change(t, "priorityAdd", "", variables{"part": parts["GRID_4"], "statement": "Work", "findings": []any{finding}}, "priority { id }"), "priority", "id").(string)
	officer.change(t, "priorityUpdate", priority, variables{"expectedVersion": 1, "statement": "Work for who leaves treatment"}, "priority { statement }")
	objective := at(t, officer.change(t, "objectiveAdd", "", variables{"priority": priority, "statement": "Sixty in work", "findings": []any{finding},
		"funding": []any{variables{"line": line, "pence": "300000"}}}, "objective { id }"), "objective", "id").(string)
	officer.change(t, "objectiveUpdate", objective, variables{"expectedVersion": 1, "statement": "Sixty people in work"}, "objective { statement }")
	action := at(t, officer.change(t, "planActionAdd", "", variables{"objective": objective, "text": "Meet employers", "byWhen": variables{"quarter": variables{"year": 2010, "quarter": 1}},
		"owner": variables{"role": "Commissioner", "organisation": "The partnership"}, "target": variables{"indicator": "IN_TREATMENT_CONTACT", "value": "60"}}, "action { id }"), "action", "id").(string)
	pathway := at(t, coordinator.change(t, "planActionAdd", "", variables{"objective": objective, "text": "A contact in each office", "byWhen": variables{"words": "Continuous"}, "pathway": true},
		"action { id byWhen { label lastDay } overdue(asOf: \"2012-01-01\") }"), "action", "id").(string)
	coordinator.change(t, "planActionUpdate", pathway, variables{"expectedVersion": 1, "rag": "GREEN", "progress": "UNDER_WAY"}, "action { rag progress }")
	officer.change(t, "planRowMove", pathway, variables{"expectedVersion": 2}, "row { id __typename }")
	officer.change(t, "planRowRemove", pathway, variables{"expectedVersion": 3, "reason": "By mistake"}, "row { removed }")
	officer.change(t, "planRowRestore", pathway, variables{"expectedVersion": 4}, "row { removed version }")

	comment := at(t, chair.change(t, "planCommentAdd", "", variables{"row": objective, "text": "Why sixty?"}, "comment { id row { id } }"), "comment", "id").(string)
	officer.change(t, "planCommentResolve", comment, variables{"expectedVersion": 1}, "comment { resolvedBy }")
	chair.change(t, "planCommentReopen", comment, variables{"expectedVersion": 2}, "comment { resolved }")
	suggest := func(who changer, statement string) string {
		return at(t, who.change(t, "suggestionMake", "", variables{"row": objective, "objective": variables{"statement": statement}, "reason": "More may be had"},
			"suggestion { id state fields { name value } }"), "suggestion", "id").(string)
	}
	officer.change(t, "suggestionAccept", suggest(lead, "Eighty people in work"), variables{"expectedVersion": 1, "rowVersion": 2}, "suggestion { state decidedBy }")
	officer.change(t, "suggestionDecline", suggest(chair, "Ninety people in work"), variables{"expectedVersion": 1, "answer": "Too many"}, "suggestion { answer }")
	lead.change(t, "suggestionRetract", suggest(lead, "Fifty"), variables{"expectedVersion": 1}, "suggestion { state }")

	p.take(officer, "Submit", nil, "SUBMITTED")
	p.take(officer, "Withdraw", nil, "DRAFT")
	p.take(officer, "Submit", nil, "SUBMITTED")
	p.sign(chair, "PARTNERSHIP_CHAIR")
	returned := p.take(lead, "Return", variables{"reason": "Who meets them?", "rows": []any{action}}, "RETURNED")
	if got := fmt.Sprintln(at(t, returned, "returned", 0, "reason"), at(t, returned, "returned", 0, "rows", 0)); got != "Who meets them? map[id:"+action+"]\n" {
		t.Errorf("returned: %s", got)
	}
	if got := officer.refused(t, "objectiveUpdate", objective, variables{"expectedVersion": 3, "statement": "Less"}); fmt.Sprint(got) != "[ILLEGAL_TRANSITION]" {
		t.Errorf("what was not returned is %v", got)
	}
	officer.change(t, "planActionUpdate", action, variables{"expectedVersion": 1, "owner": variables{"role": "Employment lead"}}, "action { locked unsignedBy }")
	p.take(officer, "Submit", nil, "SUBMITTED")
	unsigned := officer.operator.ask(t, `query($id: ID!) { plan(id: $id) { signature(code: "PARTNERSHIP_CHAIR") { complete unsigned { nodes { id } } } } }`, variables{"id": p.id})
	if got := fmt.Sprint(at(t, unsigned, "plan", "signature", "unsigned", "nodes")); got != "[map[id:"+action+"]]" {
		t.Errorf("what the chair has not signed: %s", got)
	}
	p.sign(chair, "PARTNERSHIP_CHAIR")
	if got := fmt.Sprint(at(t, p.sign(commissioning, "COMMISSIONING_CHAIR"), "awaiting")); got != "[]" {
		t.Errorf("it waits for %s", got)
	}
	p.take(lead, "Agree", nil, "AGREED")
	p.take(officer, "Deliver", nil, "IN_DELIVERY")
	whole := c.anonymous.ask(t, `query($id: ID!) { plan(id: $id) { inForce steps { by } money { planned committed spent }
		part(code: "GRID_4") { priorities { statement findings { id } objectives { statement funding { pence line { name allotted unallotted } }
			actions { text byWhen { label lastDay quarter { year quarter } } owner { role organisation } target { value indicator { code } outcome { measure { code } } } progress comments { totalCount } } } } } } }`, variables{"id": p.id})
	want := `map[inForce:true money:map[committed:250000 planned:500000 spent:0] part:map[priorities:[map[findings:[] objectives:[map[actions:[` +
		`map[byWhen:map[label:Continuous lastDay:<nil> quarter:<nil>] comments:map[totalCount:0] owner:<nil> progress:UNDER_WAY target:<nil> text:A contact in each office] ` +
		`map[byWhen:map[label:Q1 2010/11 lastDay:2010-06-30 quarter:map[quarter:1 year:2010]] comments:map[totalCount:0] owner:map[organisation:<nil> role:Employment lead] progress:NOT_BEGUN ` +
		`target:map[indicator:map[code:IN_TREATMENT_CONTACT] outcome:map[measure:map[code:IN_TREATMENT_CONTACT]] value:60] text:Meet employers]] ` +
		`funding:[map[line:map[allotted:300000 name:Coordinator's events unallotted:200000] pence:300000]] statement:Eighty people in work]] statement:Work for who leaves treatment]]] steps:<nil>]`
	if got := fmt.Sprint(whole["plan"]); got != want {
		t.Errorf("anybody reads %s\nwant %s", got, want)
	}
	changeOneObjective(t, p, officer, chair, commissioning, lead)
	next := officer.change(t, "planRollForward", "", variables{"partnership": partnership, "year": 2011},
		`plan { id carriedFrom part(code: "GRID_4") { priorities { objectives { actions { text origin earlier { actionId plan { year edition } progress } } } } } }`)
	earlier := at(t, next, "plan", "part", "priorities", 0, "objectives", 0, "actions", 1)
	if got := fmt.Sprint(at(t, earlier, "origin"), at(t, earlier, "earlier", 0, "plan"), at(t, earlier, "earlier", 1)); got !=
		fmt.Sprint(action, map[string]any{"edition": 2, "year": 2010}, map[string]any{"actionId": action, "plan": map[string]any{"edition": 1, "year": 2010}, "progress": "NOT_BEGUN"}) {
		t.Errorf("rolled forward: %s", got)
	}
}

// changeOneObjective begins another edition of a plan in delivery, changes one objective of it, and has that alone signed and agreed; then it is
// closed.
func changeOneObjective(t *testing.T, p *planner, officer, chair, commissioning, lead changer) {
	t.Helper()
	was := p.id
	revised := p.take(officer, "Revise", variables{"reason": "Fewer jobs"}, "DRAFT")
	if at(t, revised, "carriedFrom") != was || at(t, revised, "edition") != 2.0 {
		t.Errorf("revised: %v", revised)
	}
	p.id, p.version = at(t, revised, "id").(string), at(t, revised, "version")
	found := officer.operator.ask(t, `query($id: ID!) { plan(id: $id) { rows(first: 500) { nodes { __typename id version } } } }`, variables{"id": p.id})
	for _, r := range at(t, found, "plan", "rows", "nodes").([]any) {
		if at(t, r, "__typename") == "PlanObjective" {
			officer.change(t, "objectiveUpdate", at(t, r, "id").(string), variables{"expectedVersion": at(t, r, "version"), "statement": "Forty people in work"}, "objective { carriedFrom unsignedBy }")
		}
	}
	p.take(officer, "Submit", nil, "SUBMITTED")
	p.sign(chair, "PARTNERSHIP_CHAIR")
	p.sign(commissioning, "COMMISSIONING_CHAIR")
	p.take(lead, "Agree", nil, "IN_DELIVERY")
	signed := officer.operator.ask(t, `query($id: ID!, $was: ID!) { plan(id: $id) { steps { action signature rows } signature(code: "PARTNERSHIP_CHAIR") { complete by on } } was: plan(id: $was) { state } }`, variables{"id": p.id, "was": was})
	if got := at(t, signed, "plan", "steps", 2, "rows").([]any); len(got) != 1 || at(t, signed, "was", "state") != "SUPERSEDED" {
		t.Errorf("signed again are %v, and the edition before is %v", got, signed["was"])
	}
	p.take(lead, "Close", variables{"reason": "The year is over"}, "CLOSED")
}
