package graph_test

import (
	"fmt"
	"testing"
)

// as gives the same changer as somebody with a grant, whose subject is the grant.
func (c changer) as(t *testing.T, grant string) changer {
	t.Helper()
	door := *c.door
	door.operator = c.door.as(t, grant)
	return changer{&door, c.done}
}

// theAssessors gives who works on the assessment of the first partnership of Central London, and its id.
func theAssessors(t *testing.T, c changer) (partnership string, officer, chair, lead, coordinator changer) {
	t.Helper()
	p := at(t, c.operator.ask(t, `{ district(code: "central-london") { partnerships(first: 1) { nodes { id code } } } }`, nil), "district", "partnerships", "nodes", 0)
	code := at(t, p, "code").(string)
	return at(t, p, "id").(string), c.as(t, "partnership_officer@partnership:"+code), c.as(t, "partnership_chair@partnership:"+code),
		c.as(t, "regional_lead@region:E12000007"), c.as(t, "district_coordinator@district:central-london")
}

// frozenFigures is what is kept of the first two figures of the reference data.
const frozenFigures = `{"figures":[` +
	`{"id":"fig_1","indicator":"PROBLEM_DRUG_USERS","period":{"type":"FINANCIAL_YEAR","from":"2004-04-01","to":"2005-04-01"},` +
	`"value":"327466","interval95":{"lower":"325945","upper":"343424"},"status":"ESTIMATED","source":"hansard-2007-02-19-prevalence"},` +
	`{"id":"fig_2","indicator":"PROBLEM_DRUG_USERS","period":{"type":"FINANCIAL_YEAR","from":"2004-04-01","to":"2005-04-01"},"breakdown":"SUBSTANCE=OPIATE",` +
	`"value":"281320","interval95":{"lower":"279753","upper":"292941"},"status":"ESTIMATED","source":"hansard-2007-02-19-prevalence"}]}`

// storyOfAnAssessment tells how needs are written down, sent back, mended, agreed, mended once more and carried into the next year.
func storyOfAnAssessment(t *testing.T, c changer) {
	partnership, officer, chair, lead, coordinator := theAssessors(t, c)
	made := officer.change(t, "assessmentStart", "", variables{"partnership": partnership, "year": 2010},
		"assessment { id version state label edition due sections { id version code status } }")
	id := at(t, made, "assessment", "id").(string)
	if got := fmt.Sprintln(at(t, made, "assessment", "state"), at(t, made, "assessment", "label"), at(t, made, "assessment", "due")); got != "DRAFT 2010/11 2009-11-30\n" {
		t.Errorf("begun: %s", got)
	}
	sections := map[string]string{}
	for _, s := range at(t, made, "assessment", "sections").([]any) {
		sections[at(t, s, "code").(string)] = at(t, s, "id").(string)
	}
	written := officer.change(t, "assessmentSectionUpdate", sections["PREVALENCE"], variables{"expectedVersion": 1, "text": "Many.\nMore than known.",
		"figures": []any{variables{"figure": "fig_1", "note": "the estimate"}}}, "section { version status text figures { figureId note } changedBy } conflict { row }")
	if got := fmt.Sprint(at(t, written, "section", "figures"), at(t, written, "section", "status"), at(t, written, "section", "version")); got != "[map[figureId:fig_1 note:the estimate]]IN_PROGRESS2" {
		t.Errorf("written: %s", got)
	}
	coordinator.change(t, "assessmentSectionUpdate", sections["REPORTED_DEMAND"], variables{"expectedVersion": 1, "text": "Forty a month.", "status": "COMPLETE"}, "section { editors }")
	local := officer.change(t, "assessmentSectionAdd", "", variables{"assessment": id, "title": "Rough sleepers"}, "section { code group guidance title }")
	if got := fmt.Sprint(local["section"]); got != "map[code:LOCAL_1 group:LOCAL_1 guidance:<nil> title:Rough sleepers]" {
		t.Errorf("added: %s", got)
	}
	first := officer.change(t, "findingAdd", "", variables{"assessment": id, "statement": "Few crack users come.", "priority": "HIGH", "groups": []any{"CRACK"},
		"evidence": []any{variables{"figure": "fig_2"}}}, "finding { id status groups evidence { figureId note figure { value indicator { code } } } }")
	if got := fmt.Sprint(at(t, first, "finding", "evidence")); got != "[map[figure:map[indicator:map[code:PROBLEM_DRUG_USERS] value:281320] figureId:fig_2 note:<nil>]]" {
		t.Errorf("evidence: %s", got)
	}
	if got := officer.refused(t, "findingUpdate", at(t, first, "finding", "id").(string), variables{"expectedVersion": 1, "evidence": []any{variables{"figure": "fig_999999999"}}}); fmt.Sprint(got) != "[INVALID input.evidence.0.figure]" {
		t.Errorf("what is no figure is %v", got)
	}
	finding := at(t, first, "finding", "id").(string)
	second := at(t, officer.change(t, "findingAdd", "", variables{"assessment": id, "statement": "Rough sleepers wait.", "groups": []any{"LOCAL_1"}}, "finding { id priority }"), "finding", "id").(string)
	third := at(t, officer.change(t, "findingAdd", "", variables{"assessment": id, "statement": "A mistake.", "priority": "LOW"}, "finding { id }"), "finding", "id").(string)
	officer.change(t, "findingUpdate", finding, variables{"expectedVersion": 1, "statement": "Few crack users come, and fewer stay."}, "finding { version }")
	officer.change(t, "findingMove", second, variables{"expectedVersion": 1, "priority": "HIGH", "after": finding}, "finding { priority }")
	officer.change(t, "findingWithdraw", third, variables{"expectedVersion": 1, "reason": "It was counted twice"}, "finding { status withdrawReason }")
	comment := at(t, chair.change(t, "commentAdd", "", variables{"finding": finding, "text": "How few?"}, "comment { id resolved }"), "comment", "id").(string)
	officer.change(t, "commentResolve", comment, variables{"expectedVersion": 1}, "comment { resolved resolvedBy }")
	chair.change(t, "commentReopen", comment, variables{"expectedVersion": 2}, "comment { resolved }")

	version := 1
	take := func(who changer, verb string, more variables, state string) map[string]any {
		t.Helper()
		input := variables{"expectedVersion": version}
		for name, value := range more {
			input[name] = value
		}
		done := who.change(t, "assessment"+verb, id, input, "assessment { id state version endorsed frozen }")
		if got := at(t, done, "assessment", "state"); got != state {
			t.Fatalf("%s makes it %v, want %s", verb, got, state)
		}
		version++
		return done
	}
	take(officer, "Submit", nil, "IN_REVIEW")
	take(officer, "Withdraw", nil, "DRAFT")
	take(officer, "Submit", nil, "IN_REVIEW")
	take(lead, "Return", variables{"reason": "Say how few."}, "DRAFT")
	officer.change(t, "findingUpdate", finding, variables{"expectedVersion": 2, "statement": "One crack user in ten comes."}, "finding { version }")
	take(officer, "Submit", nil, "IN_REVIEW")
	if got := at(t, take(chair, "Endorse", nil, "IN_REVIEW"), "assessment", "endorsed"); got != true {
		t.Errorf("endorsed: %v", got)
	}
	if got := at(t, take(lead, "Agree", nil, "AGREED"), "assessment", "frozen"); got != frozenFigures {
		t.Errorf("frozen: %v", got)
	}
	officer.change(t, "findingAnswer", second, variables{"expectedVersion": 2, "answer": "The plan opens a night clinic."}, "finding { status answer }")
	revised := officer.change(t, "assessmentRevise", id, variables{"expectedVersion": version, "reason": "A revised estimate"}, "assessment { edition state carriedFrom }")
	if got := fmt.Sprint(revised["assessment"]); got != "map[carriedFrom:"+id+" edition:2 state:DRAFT]" {
		t.Errorf("revised: %s", got)
	}
	next := officer.change(t, "assessmentRollForward", "", variables{"partnership": partnership, "year": 2011},
		"assessment { year carriedFrom findings { nodes { statement carriedFrom } } section(code: \"LOCAL_1\") { title } }")
	if got := fmt.Sprint(at(t, next, "assessment", "findings", "nodes")); got != fmt.Sprintf("[map[carriedFrom:%s statement:One crack user in ten comes.]]", finding) {
		t.Errorf("rolled forward: %s", got)
	}
}
