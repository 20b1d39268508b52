package plan_test

import (
	"fmt"
	"strings"

	"waymark/domain/assessment"
	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/document"
	"waymark/domain/plan"
	"waymark/domain/programme"
	"waymark/domain/signoff"
	"waymark/domain/workflow"
)

// common gives what the row with an id has, at the beginning of its line unless another origin is given.
func common(id string, origin ...string) plan.Common {
	c := plan.Common{Meta: programme.Meta{ID: id}, PlanID: "pln_1", Origin: id}
	if len(origin) > 0 {
		c.Origin = origin[0]
	}
	return c
}

func day(text string) calendar.Date { return calendar.MustParse(text) }

// sample is a plan with a part of each form; everything in it is as it should be.
func sample() *plan.Document {
	june := day("2009-06-30")
	d := &plan.Document{
		Plan: &plan.Plan{Meta: programme.Meta{ID: "pln_1"}, PartnershipID: "ptn_1", Kind: document.TreatmentPlan, Year: 2009, Edition: 1, State: signoff.Draft},
		Parts: []*plan.Part{{Common: common("prt_1"), Code: "SUMMARY", Position: 1, Title: "Summary", Text: "What we want."},
			{Common: common("prt_2"), Code: "MONEY", Position: 2, Title: "Money"}, {Common: common("prt_3"), Code: "GRID", Position: 3, Title: "Access"}},
		Lines: []*plan.Line{{Common: common("fun_1"), PartID: "prt_2", Rank: "1", Stream: "PTB", Planned: 1_000_000}},
		Priorities: []*plan.Priority{{Common: common("pri_1"), PartID: "prt_3", Rank: "1", Statement: "Waiting times", Findings: []string{"fnd_1"}},
			{Common: common("pri_2"), PartID: "prt_3", Rank: "2", Statement: "Crack users"}},
		Objectives: []*plan.Objective{
			{Common: common("obj_1"), PriorityID: "pri_1", Rank: "1", Statement: "Three weeks at most", Findings: []string{"fnd_1"}, Funding: []plan.Allotment{{Line: "fun_1", Pence: 1_000_000}}},
			{Common: common("obj_2"), PriorityID: "pri_2", Rank: "1", Statement: "A clinic in the evening", Findings: []string{"fnd_2"}}},
		Actions: []*plan.Action{
			{Common: common("act_1"), ObjectiveID: "obj_1", Rank: "1", Text: "Meet each fortnight", When: plan.When{Words: "Continuous"}, Owner: plan.Owner{Role: "JCM"}, Progress: plan.UnderWay},
			{Common: common("act_2"), ObjectiveID: "obj_1", Rank: "2", Text: "Open a second room", When: plan.When{Day: &june}, Owner: plan.Owner{Organisation: "DAAT"}, Progress: plan.NotBegun,
				Target: &plan.Target{Indicator: "WAITING", Value: decimal.FromInt(21), By: &june}},
			{Common: common("act_3"), ObjectiveID: "obj_2", Rank: "1", Text: "Hire a nurse", When: plan.When{Year: 2009, Quarter: 2}, Owner: plan.Owner{Role: "Manager"}, Progress: plan.NotBegun}},
	}
	d.Sort()
	return d
}

var form = &document.Template{
	Sections: []document.Section{{Code: "SUMMARY"}, {Code: "MONEY", Form: document.Funding}, {Code: "GRID", Form: document.Grid}},
	Streams:  []document.Stream{{Code: "PTB", Name: "Pooled treatment budget"}},
	Signatures: []document.Signature{{Code: "CHAIR", Name: "the chair", Required: true}, {Code: "COMMISSIONING", Name: "the commissioning chair", Required: true},
		{Code: "BOARD", Name: "the board", Parts: []string{"MONEY"}}},
	Deadlines: []document.Deadline{{Code: "DRAFT_DUE", Month: 1, Day: 15, State: "SUBMITTED"}, {Code: "PLAN_DUE", Month: 3, Day: 31, State: "AGREED"},
		{Code: "REVIEW_Q1", Month: 7, Day: 31}, {Code: "REVIEW_Q4", Month: 4, Day: 30, YearsBefore: -1}, {Code: "GUIDANCE", Month: 10, Day: 1, YearsBefore: 1}},
	Patience: map[string]int{"SUBMITTED": 30, "RETURNED": 14},
}

func finding(id, from string, status assessment.FindingStatus) *assessment.Finding {
	return &assessment.Finding{Meta: programme.Meta{ID: id}, CarriedFrom: from, Status: status, Statement: "Finding " + id}
}

// steps reads what was done on which days: "START 2009-01-02, SIGN/CHAIR 2009-02-01".
func steps(text string) signoff.Steps {
	var list signoff.Steps
	for _, one := range strings.Split(text, ", ") {
		what, on, _ := strings.Cut(one, " ")
		do, as, _ := strings.Cut(what, "/")
		step := signoff.Step{Step: workflow.Step[signoff.Action]{Do: signoff.Action(do), By: "ann", On: day(on)}}
		if do == "REVISE" {
			step.Holds = strings.Fields(strings.ReplaceAll(as, "+", " "))
		} else {
			step.As = as
		}
		list = append(list, step)
	}
	return list
}

func ids() plan.NewID {
	n := 0
	return func(prefix string) string {
		n++
		return fmt.Sprintf("%s_new%d", prefix, n)
	}
}
