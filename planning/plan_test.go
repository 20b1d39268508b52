package planning_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"waymark/domain/assessment"
	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/plan"
	"waymark/domain/signoff"
	"waymark/planning"
)

func asJSON(w *world, value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		w.Fatal(err)
	}
	return string(text)
}

// plan gives the plan with an id, or of a row, as somebody sees it; nil when they do not.
func (w *world) plan(ctx context.Context, id string) *plan.Document {
	w.Helper()
	at, err := w.Reading(ctx)
	if err != nil {
		w.Fatal(err)
	}
	d, err := w.PlanWith(ctx, at, id)
	if err != nil {
		w.Fatal(err)
	}
	fresh, err := planning.New(w.store, today).PlanWith(ctx, at, id) // of one that remembers nothing
	if err != nil {
		w.Fatal(err)
	}
	if kept, read := asJSON(w, d), asJSON(w, fresh); kept != read {
		w.Errorf("what is kept of %s is not what is there:\n%s\n%s", id, kept, read)
	}
	return d
}

// part gives the id of a part of a plan.
func (w *world) part(id, code string) string {
	w.Helper()
	for _, p := range w.plan(w.ctx, id).Parts {
		if p.Code == code {
			return p.ID
		}
	}
	w.Fatalf("there is no part %s", code)
	return ""
}

// people are who work on the plans of P1.
type people struct{ officer, chair, commissioning, lead, coordinator context.Context }

func (w *world) people() people {
	return people{w.with("ann", "partnership_officer@partnership:P1"), w.with("bob", "partnership_chair@partnership:P1"),
		w.with("cat", "commissioning_chair@partnership:P1"), w.with("eve", "regional_lead@region:R1"), w.with("dan", "district_coordinator@district:north")}
}

// written begins a plan of P1 for 2008/09 and writes a summary, money, and a priority with two objectives of one action each, the second of the coordinator.
func (w *world) written(by people) (id string, line, first, second string, actions [2]string) {
	w.Helper()
	id = w.done(w.PlanStart(by.officer, planning.PlanStartInput{Partnership: w.partnership("P1").ID, Kind: document.TreatmentPlan, Year: 2008})).ID
	summary := w.plan(w.ctx, id).Parts[0]
	w.done(w.PlanPartUpdate(by.officer, summary.ID, planning.PlanPartUpdateInput{ExpectedVersion: 1, PlanPartFields: planning.PlanPartFields{Text: new("More of them.")}}))
	line = w.done(w.FundingLineAdd(by.officer, planning.FundingLineAddInput{Part: w.part(id, "FUNDING"), Stream: "POOLED_TREATMENT_BUDGET", Name: "Clinics", Planned: 1_000_00})).ID
	priority := w.done(w.PriorityAdd(by.officer, planning.PriorityAddInput{Part: w.part(id, "GRID_4"), Statement: "Work."})).ID
	first = w.done(w.ObjectiveAdd(by.officer, planning.ObjectiveAddInput{Priority: priority, Statement: "Jobs.", Funding: []*planning.AllotmentInput{{Line: line, Pence: 400_00}}})).ID
	second = w.done(w.ObjectiveAdd(by.officer, planning.ObjectiveAddInput{Priority: priority, Statement: "Pathway."})).ID
	actions[0] = w.done(w.PlanActionAdd(by.officer, planning.PlanActionAddInput{Objective: first, Text: "Meet employers.", ByWhen: planning.ByWhenInput{Words: new("Continuous")}})).ID
	actions[1] = w.done(w.PlanActionAdd(by.coordinator, planning.PlanActionAddInput{Objective: second, Text: "Agree a contact.", Pathway: new(true),
		ByWhen: planning.ByWhenInput{Quarter: &planning.QuarterInput{Year: 2008, Quarter: 2}}, Owner: &planning.OwnerInput{Role: new("District coordinator")}})).ID
	return id, line, first, second, actions
}

func (w *world) planVersion(id string) int {
	w.Helper()
	d := w.plan(w.ctx, id)
	if d.ID == id {
		return d.Version
	}
	if r := d.Find(id); r != nil {
		return r.Row().Version
	}
	for _, s := range d.Suggestions {
		if s.ID == id {
			return s.Version
		}
	}
	w.Fatalf("%s has no version", id)
	return 0
}

func (w *world) agreePlan(by people, id string) {
	w.Helper()
	w.done(w.PlanSubmit(by.officer, id, planning.PlanSubmitInput{ExpectedVersion: w.planVersion(id)}))
	w.done(w.PlanSign(by.chair, id, planning.PlanSignInput{ExpectedVersion: w.planVersion(id), Signature: "PARTNERSHIP_CHAIR"}))
	w.done(w.PlanSign(by.commissioning, id, planning.PlanSignInput{ExpectedVersion: w.planVersion(id), Signature: "COMMISSIONING_CHAIR"}))
	w.done(w.PlanAgree(by.lead, id, planning.PlanAgreeInput{ExpectedVersion: w.planVersion(id)}))
}

// TestAPlanIsReturnedSignedAndRevised follows a plan through a return of one objective to another edition with another.
func TestAPlanIsReturnedSignedAndRevised(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		by := w.people()
		id, _, first, second, actions := w.written(by)
		w.refused(w.PlanSign(by.chair, id, planning.PlanSignInput{ExpectedVersion: 1, Signature: "PARTNERSHIP_CHAIR"}))("ILLEGAL_TRANSITION : is DRAFT")
		w.done(w.PlanSubmit(by.officer, id, planning.PlanSubmitInput{ExpectedVersion: 1}))
		w.refused(w.PlanPartUpdate(by.officer, w.part(id, "FUNDING"), planning.PlanPartUpdateInput{ExpectedVersion: 1}))("ILLEGAL_TRANSITION : is SUBMITTED")
		w.refused(w.PlanReturn(by.lead, id, planning.PlanReturnInput{ExpectedVersion: 2, Reason: " ", Rows: []string{first, first, "obj_none"}}))(
			"INVALID input.reason: 1 to 500", "INVALID input.rows: given twice", "INVALID input.rows: there is no part")
		w.done(w.PlanSign(by.chair, id, planning.PlanSignInput{ExpectedVersion: 2, Signature: "PARTNERSHIP_CHAIR"}))
		w.done(w.PlanReturn(by.lead, id, planning.PlanReturnInput{ExpectedVersion: 3, Reason: "By when?", Rows: []string{first}}))
		w.refused(w.ObjectiveUpdate(by.officer, second, planning.ObjectiveUpdateInput{ExpectedVersion: 1}))("ILLEGAL_TRANSITION : only what was returned")
		w.refused(w.PlanActionUpdate(by.coordinator, actions[1], planning.PlanActionUpdateInput{ExpectedVersion: 1}))("ILLEGAL_TRANSITION : only what was returned")
		w.done(w.PlanActionUpdate(by.officer, actions[0], planning.PlanActionUpdateInput{ExpectedVersion: 1, ActionFields: planning.ActionFields{
			ByWhen: &planning.ByWhenInput{Day: new(day("2009-01-31"))}, Owner: &planning.OwnerInput{Role: new("Commissioner")}}}))
		w.done(w.PlanSubmit(by.officer, id, planning.PlanSubmitInput{ExpectedVersion: 4}))
		w.done(w.PlanSign(by.chair, id, planning.PlanSignInput{ExpectedVersion: 5, Signature: "PARTNERSHIP_CHAIR"}))
		if last, _ := w.plan(w.ctx, id).Steps.Last(signoff.ToSign); !slices.Equal(last.Rows, []string{actions[0]}) {
			w.Errorf("the chair signs %v, not the action that changed", last.Rows)
		}
		w.refused(w.PlanAgree(by.lead, id, planning.PlanAgreeInput{ExpectedVersion: 6}))("ILLEGAL_TRANSITION : waits for the signature of the joint commissioning chair")
		if anybody := w.plan(w.with("anybody"), id); anybody != nil {
			w.Error("anybody sees what has not been agreed")
		}
		w.done(w.PlanSign(by.commissioning, id, planning.PlanSignInput{ExpectedVersion: 6, Signature: "COMMISSIONING_CHAIR"}))
		w.done(w.PlanAgree(by.lead, id, planning.PlanAgreeInput{ExpectedVersion: 7}))
		w.done(w.PlanDeliver(by.officer, id, planning.PlanDeliverInput{ExpectedVersion: 8}))

		next := w.done(w.PlanRevise(by.officer, id, planning.PlanReviseInput{ExpectedVersion: 9, Reason: "A new contact"})).ID
		w.refused(w.PlanRevise(by.officer, id, planning.PlanReviseInput{ExpectedVersion: 10, Reason: "Another"}))("ILLEGAL_TRANSITION : edition 2 of this plan is being written")
		d := w.plan(w.ctx, next)
		i := slices.IndexFunc(d.Actions, func(a *plan.Action) bool { return a.CarriedFrom == actions[1] })
		changed := d.Actions[i]
		w.done(w.PlanActionUpdate(by.coordinator, changed.ID, planning.PlanActionUpdateInput{ExpectedVersion: 1, ActionFields: planning.ActionFields{Text: new("Agree two contacts.")}}))
		w.agreePlan(by, next)
		d = w.plan(w.ctx, next)
		if sign, _ := d.Steps.First(signoff.ToSign); !slices.Equal(sign.Rows, []string{changed.ID}) || d.State != signoff.InDelivery {
			w.Errorf("edition 2 is %s and signed %v", d.State, sign.Rows)
		}
		if was := w.plan(w.with("anybody"), id); was.State != signoff.Superseded || was.Find(actions[1]).(*plan.Action).Text != "Agree a contact." {
			w.Errorf("edition 1, as anybody reads it, is %s", was.State)
		}
		w.done(w.PlanClose(by.lead, next, planning.PlanCloseInput{ExpectedVersion: w.planVersion(next), Reason: "The year is over"}))
	})
}

// TestWhoDraftedSignsNothing has one person with every role try.
func TestWhoDraftedSignsNothing(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		by := w.people()
		id, _, _, _, _ := w.written(by)
		all := []string{"partnership_officer@partnership:P1", "partnership_chair@partnership:P1", "commissioning_chair@partnership:P1", "regional_lead@region:R1"}
		ann, bob := w.with("ann", all...), w.with("bob", all...)
		w.done(w.PlanSubmit(by.officer, id, planning.PlanSubmitInput{ExpectedVersion: 1}))
		w.refused(w.PlanSign(ann, id, planning.PlanSignInput{ExpectedVersion: 2, Signature: "PARTNERSHIP_CHAIR"}))("FORBIDDEN : somebody else than who did write it")
		w.done(w.PlanSign(bob, id, planning.PlanSignInput{ExpectedVersion: 2, Signature: "PARTNERSHIP_CHAIR"}))
		w.refused(w.PlanSign(bob, id, planning.PlanSignInput{ExpectedVersion: 3, Signature: "COMMISSIONING_CHAIR"}))("FORBIDDEN : somebody else than who signed as PARTNERSHIP_CHAIR")
		w.refused(w.PlanSign(by.chair, id, planning.PlanSignInput{ExpectedVersion: 3, Signature: "COMMISSIONING_CHAIR"}))("FORBIDDEN : ")
		w.refused(w.PlanSign(by.commissioning, id, planning.PlanSignInput{ExpectedVersion: 3, Signature: "NOBODY"}))("INVALID input.signature: none of the signatures")
		w.done(w.PlanSign(by.commissioning, id, planning.PlanSignInput{ExpectedVersion: 3, Signature: "COMMISSIONING_CHAIR"}))
		w.refused(w.PlanAgree(bob, id, planning.PlanAgreeInput{ExpectedVersion: 4}))("FORBIDDEN : somebody else than who did sign it")
		w.refused(w.PlanWithdraw(bob, id, planning.PlanWithdrawInput{ExpectedVersion: 4}))("FORBIDDEN : for who made it")
		w.done(w.PlanWithdraw(ann, id, planning.PlanWithdrawInput{ExpectedVersion: 4}))
	})
}

// TestAYearGoesIntoTheNext rolls a plan forward: what is still to be done comes along, and knows where it is from.
func TestAYearGoesIntoTheNext(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		by := w.people()
		p := w.partnership("P1").ID
		carry := planning.PlanRollForwardInput{Partnership: p, Kind: document.TreatmentPlan, Year: 2009}
		w.refused(w.PlanRollForward(by.officer, carry))("INVALID input.year: no plan of an earlier year")
		w.refused(w.PlanStart(by.officer, planning.PlanStartInput{Partnership: p, Kind: document.NeedsAssessment, Year: 2009}))("INVALID input.kind: no such kind")
		w.refused(w.PlanStart(by.officer, planning.PlanStartInput{Partnership: p, Kind: document.DeliveryPlan, Year: 2009}))("INVALID input.year: no template of this kind")
		id, line, _, second, actions := w.written(by)
		w.refused(w.PlanStart(by.officer, planning.PlanStartInput{Partnership: p, Kind: document.TreatmentPlan, Year: 2008}))("ILLEGAL_TRANSITION : has a plan of this kind for 2008/09")
		w.done(w.PlanActionUpdate(by.officer, actions[0], planning.PlanActionUpdateInput{ExpectedVersion: 1, ActionFields: planning.ActionFields{Progress: new(plan.Done), RAG: new(plan.Green)}}))
		w.agreePlan(by, id)
		next := w.plan(w.ctx, w.done(w.PlanRollForward(by.officer, carry)).ID)
		said := fmt.Sprint(len(next.Lines), len(next.Priorities), len(next.Objectives), len(next.Actions))
		if said != "1 1 1 1" || next.Lines[0].Origin != line || next.Objectives[0].CarriedFrom != second || next.Actions[0].Origin != actions[1] ||
			next.Actions[0].Text != "Agree a contact." || next.CarriedFrom != id || next.Parts[0].Status != plan.Begun {
			w.Errorf("carried over: %s, %+v", said, next.Actions)
		}
		if last, ok := next.Actions[0].When.Last(); !ok || last != calendar.New(2008, 9, 30) {
			w.Errorf("it is due on %s, which has passed, and not in the next year", last)
		}
	})
}

// TestRowsOfAPlan moves, takes out and puts back, and tells all that is wrong at once.
func TestRowsOfAPlan(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		by := w.people()
		id, line, first, second, actions := w.written(by)
		third := w.done(w.ObjectiveAdd(by.officer, planning.ObjectiveAddInput{Priority: w.plan(w.ctx, id).Priorities[0].ID, Statement: "Third."})).ID
		order := func() (text string) {
			for _, o := range w.plan(w.ctx, id).Objectives {
				text += o.Statement[:1]
			}
			return text
		}
		w.done(w.PlanRowMove(by.officer, third, planning.PlanRowMoveInput{ExpectedVersion: 1}))
		w.done(w.PlanRowMove(by.officer, first, planning.PlanRowMoveInput{ExpectedVersion: 1, After: &second}))
		if got := order(); got != "TPJ" || w.planVersion(second) != 1 {
			w.Errorf("the order is %s, and the one that stood is at version %d", got, w.planVersion(second))
		}
		w.done(w.PlanRowMove(by.officer, actions[0], planning.PlanRowMoveInput{ExpectedVersion: 1, Into: &third}))
		w.refused(w.PlanRowMove(by.officer, actions[0], planning.PlanRowMoveInput{ExpectedVersion: 2, Into: &line}))("INVALID input.into: nothing with this id")
		w.refused(w.PlanRowMove(by.officer, first, planning.PlanRowMoveInput{ExpectedVersion: 2, After: &line}))("INVALID input.after: no other row")
		priority := w.plan(w.ctx, id).Priorities[0].ID
		w.done(w.PlanRowMove(by.officer, priority, planning.PlanRowMoveInput{ExpectedVersion: 1, Into: new(w.part(id, "GRID_1"))}))
		w.refused(w.PlanRowMove(by.officer, priority, planning.PlanRowMoveInput{ExpectedVersion: 2, Into: new(w.part(id, "FUNDING"))}))("INVALID input.into: nothing with this id")

		w.done(w.PlanRowRemove(by.officer, third, planning.PlanRowRemoveInput{ExpectedVersion: 2, Reason: "Too much"}))
		w.refused(w.PlanActionUpdate(by.officer, actions[0], planning.PlanActionUpdateInput{ExpectedVersion: 2}))("ILLEGAL_TRANSITION : has been taken out")
		if d := w.plan(w.ctx, id); d.There(d.Find(actions[0])) || len(d.Actions) != 2 {
			w.Error("what lies in what was taken out is still there, or lost")
		}
		w.done(w.PlanRowRestore(by.officer, third, planning.PlanRowRestoreInput{ExpectedVersion: 3}))
		w.refused(w.PlanRowRestore(by.officer, third, planning.PlanRowRestoreInput{ExpectedVersion: 4}))("ILLEGAL_TRANSITION : has not been taken out")
		w.refused(w.PlanRowRemove(by.officer, w.part(id, "GRID_1"), planning.PlanRowRemoveInput{ExpectedVersion: 1, Reason: "No"}))("ILLEGAL_TRANSITION : parts are the template's")

		w.refused(w.FundingLineAdd(by.officer, planning.FundingLineAddInput{Part: w.part(id, "FUNDING"), Stream: "LOTTERY", Name: "", Planned: -1}))(
			"INVALID input.stream: none of the streams", "INVALID input.name: 1 to 200", "INVALID input.planned: from 0")
		w.refused(w.FundingLineAdd(by.officer, planning.FundingLineAddInput{Part: w.part(id, "GRID_1"), Stream: "OTHER", Name: "X"}))("INVALID input.part: lists no money")
		w.refused(w.PriorityAdd(by.officer, planning.PriorityAddInput{Part: w.part(id, "FUNDING"), Statement: "X", Findings: []string{"fnd_x"}}))(
			"INVALID input.part: no grid", "INVALID input.findings: no finding of this partnership")
		w.refused(w.ObjectiveUpdate(by.officer, first, planning.ObjectiveUpdateInput{ExpectedVersion: 2, ObjectiveFields: planning.ObjectiveFields{
			Funding: []*planning.AllotmentInput{{Line: line, Pence: 0}, {Line: line, Pence: 1}, {Line: first, Pence: 1}}}}))(
			"INVALID input.funding.0.pence: from 1", "INVALID input.funding.1.line: given twice", "INVALID input.funding.2.line: no funding line")
		w.refused(w.PlanActionUpdate(by.officer, actions[0], planning.PlanActionUpdateInput{ExpectedVersion: 2, ActionFields: planning.ActionFields{
			ByWhen: &planning.ByWhenInput{Words: new("Soon"), Quarter: &planning.QuarterInput{Year: 1, Quarter: 5}}, Owner: &planning.OwnerInput{Coordinator: new("coo_x")},
			Target: &planning.TargetInput{Indicator: "NONE"}}}))(
			"INVALID input.byWhen.quarter.year: begins between", "INVALID input.byWhen.quarter.quarter: from 1 to 4", "INVALID input.byWhen: 2 are given",
			"INVALID input.owner.coordinator: no coordinator", "INVALID input.target.indicator: no indicator")
		w.refused(w.PlanActionUpdate(by.coordinator, actions[0], planning.PlanActionUpdateInput{ExpectedVersion: 2}))("FORBIDDEN : ")
	})
}

// TestSuggestionsAndConflicts has the chair suggest, the officer accept, and somebody who read too early told what lies between.
func TestSuggestionsAndConflicts(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		by := w.people()
		id, _, first, _, actions := w.written(by)
		make := planning.SuggestionMakeInput{Row: first, Reason: new("Clearer"), Objective: &planning.ObjectiveFields{Statement: new("Thirty jobs.")}}
		one, two := w.done(w.SuggestionMake(by.chair, make)).ID, w.done(w.SuggestionMake(by.lead, make)).ID
		w.refused(w.SuggestionMake(by.chair, planning.SuggestionMakeInput{Row: first, Action: &planning.ActionFields{Text: new("X")}}))("INVALID input.row: in the field \"objective\"")
		w.refused(w.SuggestionMake(by.chair, planning.SuggestionMakeInput{Row: first, Objective: &planning.ObjectiveFields{Statement: new("")}}))("INVALID input.objective.statement: 1 to 2000")
		w.refused(w.SuggestionMake(by.chair, planning.SuggestionMakeInput{Row: first, Objective: &planning.ObjectiveFields{}}))("INVALID input.objective: suggests nothing")
		w.refused(w.SuggestionAccept(by.chair, one, planning.SuggestionAcceptInput{ExpectedVersion: 1, RowVersion: 1}))("FORBIDDEN : ")
		w.done(w.SuggestionAccept(by.officer, one, planning.SuggestionAcceptInput{ExpectedVersion: 1, RowVersion: 1}))
		if got := w.plan(w.ctx, id).Find(first).(*plan.Objective).Statement; got != "Thirty jobs." {
			w.Errorf("the objective is %q", got)
		}
		w.refused(w.SuggestionRetract(by.chair, two, planning.SuggestionRetractInput{ExpectedVersion: 1}))("FORBIDDEN : for who made it")
		w.done(w.SuggestionDecline(by.officer, two, planning.SuggestionDeclineInput{ExpectedVersion: 1, Answer: "Done already"}))
		w.refused(w.SuggestionRetract(by.lead, two, planning.SuggestionRetractInput{ExpectedVersion: 2}))("ILLEGAL_TRANSITION : is DECLINED")
		three := w.done(w.SuggestionMake(by.coordinator, planning.SuggestionMakeInput{Row: actions[0], Action: &planning.ActionFields{Resources: new("A room")}})).ID
		w.done(w.SuggestionRetract(by.coordinator, three, planning.SuggestionRetractInput{ExpectedVersion: 1}))

		_, err := w.ObjectiveUpdate(by.officer, first, planning.ObjectiveUpdateInput{ExpectedVersion: 1, ObjectiveFields: planning.ObjectiveFields{Statement: new("Ten jobs."), Findings: []string{}}})
		if err == nil || !strings.Contains(fmt.Sprint(err), "you read version 1") {
			w.Errorf("got %v", err)
		}
		comment := w.done(w.PlanCommentAdd(by.commissioning, planning.PlanCommentAddInput{Row: actions[0], Text: "Who?"})).ID
		w.done(w.PlanCommentResolve(by.officer, comment, planning.PlanCommentResolveInput{ExpectedVersion: 1}))
		w.done(w.PlanCommentReopen(by.chair, comment, planning.PlanCommentReopenInput{ExpectedVersion: 2}))
		d := w.plan(w.ctx, id)
		if x := d.Comments[0]; x.Resolved || x.Author != "cat" || len(d.Suggestions) != 3 {
			w.Errorf("said: %+v, %d suggestions", x, len(d.Suggestions))
		}
		f := w.done(w.FindingAdd(w.ctx, planning.FindingAddInput{Assessment: w.assessed().ID, Statement: "Few jobs.", Priority: assessment.High})).ID
		w.done(w.ObjectiveUpdate(by.officer, first, planning.ObjectiveUpdateInput{ExpectedVersion: 2, ObjectiveFields: planning.ObjectiveFields{Findings: []string{f}}}))
	})
}
