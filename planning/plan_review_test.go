package planning_test

import (
	"fmt"
	"testing"

	"waymark/domain/document"
	"waymark/domain/fault"
	"waymark/domain/plan"
	"waymark/domain/signoff"
	"waymark/planning"
)

// review gives the review that has an id, or an item with it, as the operator sees it.
func (w *world) review(id string) *plan.Reviewed {
	w.Helper()
	at, err := w.Reading(w.ctx)
	if err != nil {
		w.Fatal(err)
	}
	r, err := w.Review(w.ctx, at.Rights, id)
	if err != nil || r == nil {
		w.Fatal(r, err)
	}
	return r
}

// item gives what a review says of an action.
func (w *world) item(review, action string) *plan.Item {
	w.Helper()
	for _, x := range w.review(review).Items {
		if x.Origin == w.plan(w.ctx, action).Find(action).Row().Origin {
			return x
		}
	}
	w.Fatalf("nothing is said of %s", action)
	return nil
}

// TestQuartersAreReviewed follows a plan in force through two reviews, while another edition of it is being written.
func TestQuartersAreReviewed(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		by := w.people()
		id, line, first, _, actions := w.written(by)
		w.refused(w.ReviewPrepare(by.officer, planning.ReviewPrepareInput{Plan: id, Quarter: 1}))("ILLEGAL_TRANSITION : is DRAFT")
		w.agreePlan(by, id)
		w.refused(w.ReviewPrepare(by.officer, planning.ReviewPrepareInput{Plan: id, Quarter: 5}))("INVALID input.quarter: from 1 to 4")
		w.refused(w.ReviewPrepare(by.coordinator, planning.ReviewPrepareInput{Plan: id, Quarter: 1}))("FORBIDDEN : ")
		one := w.done(w.ReviewPrepare(by.officer, planning.ReviewPrepareInput{Plan: id, Quarter: 1})).ID
		w.refused(w.ReviewPrepare(by.officer, planning.ReviewPrepareInput{Plan: id, Quarter: 1}))("ILLEGAL_TRANSITION : is a review of Q1 2008/09 already")
		a, b := w.item(one, actions[0]).ID, w.item(one, actions[1]).ID
		next := w.done(w.PlanRevise(by.officer, id, planning.PlanReviseInput{ExpectedVersion: w.planVersion(id), Reason: "More"})).ID

		w.refused(w.ReviewUpdate(by.officer, one, planning.ReviewUpdateInput{ExpectedVersion: 1, Decisions: []string{" "},
			Attendance: []*planning.AttendeeInput{{Role: "", Organisation: "PCT", Count: 0}},
			Spend:      []*planning.SpentInput{{Line: line, Pence: -1}, {Line: line, Pence: 1}, {Line: first, Pence: 1}}}))(
			"INVALID input.decisions.0: 1 to 500", "INVALID input.attendance.0.role: 1 to 200", "INVALID input.attendance.0.count: from 1 to 100",
			"INVALID input.spend.0.pence: from 0", "INVALID input.spend.1.line: given twice", "INVALID input.spend.2.line: no funding line")
		w.done(w.ReviewUpdate(by.officer, one, planning.ReviewUpdateInput{ExpectedVersion: 1, Narrative: new("A start."), Decisions: []string{"Meet more often."},
			Attendance: []*planning.AttendeeInput{{Role: "Commissioner", Organisation: "PCT", Count: 2}}, Spend: []*planning.SpentInput{{Line: line, Pence: 12_345}}}))
		w.refused(w.ReviewUpdate(by.coordinator, one, planning.ReviewUpdateInput{ExpectedVersion: 2}))("FORBIDDEN : ")
		w.refused(w.ReviewUpdate(by.officer, a, planning.ReviewUpdateInput{ExpectedVersion: 2}))("NOT_FOUND id: nothing with this id")
		w.refused(w.ReviewItemUpdate(by.officer, one, planning.ReviewItemUpdateInput{ExpectedVersion: 2}))("NOT_FOUND id: nothing with this id")
		w.refused(w.ReviewItemUpdate(by.coordinator, a, planning.ReviewItemUpdateInput{ExpectedVersion: 1}))("FORBIDDEN : ")
		w.refused(w.ReviewItemUpdate(by.officer, a, planning.ReviewItemUpdateInput{ExpectedVersion: 1, Evidence: []*planning.FigureReferenceInput{{Figure: "fig_0"}}}))(
			"INVALID input.evidence.0.figure: no figure with this id")
		w.refused(w.ReviewComplete(by.officer, one, planning.ReviewCompleteInput{ExpectedVersion: 2}))(
			"ILLEGAL_TRANSITION items."+a+".rag: nobody has said", "ILLEGAL_TRANSITION items."+b+".rag: nobody has said")
		w.done(w.ReviewItemUpdate(by.officer, a, planning.ReviewItemUpdateInput{ExpectedVersion: 1, RAG: new(plan.Green), Progress: new(plan.Done)}))
		w.done(w.ReviewItemUpdate(by.coordinator, b, planning.ReviewItemUpdateInput{ExpectedVersion: 1, RAG: new(plan.Amber), Progress: new(plan.UnderWay), Narrative: new("Two have said yes.")}))
		_, err := w.ReviewItemUpdate(by.officer, b, planning.ReviewItemUpdateInput{ExpectedVersion: 1, RAG: new(plan.Red)})
		w.refused(planning.Outcome{}, err)("CONFLICT input.expectedVersion: you read version 1 and it is now at version 2")
		if told, _ := fault.All(err); told[0].Edit == nil || told[0].Edit.ChangedBy != "dan" || fmt.Sprint(told[0].Edit.Fields) != "[{rag RED AMBER}]" {
			w.Errorf("told of the conflict: %+v", told[0].Edit)
		}

		before := w.plan(w.ctx, id)
		w.done(w.ReviewComplete(by.officer, one, planning.ReviewCompleteInput{ExpectedVersion: 2}))
		for _, edition := range []string{id, next} {
			d := w.plan(w.ctx, edition)
			if got := fmt.Sprintln(d.Actions[0].RAG, d.Actions[0].Progress, d.Actions[1].RAG, d.Actions[1].Progress, d.Lines[0].Spent); got != "GREEN DONE AMBER UNDER_WAY 12345\n" {
				w.Errorf("edition %d goes by %s", d.Edition, got)
			}
			if edition == id && (d.Actions[0].Changed != before.Actions[0].Changed || d.Actions[0].Version != before.Actions[0].Version+1 || d.Version != before.Version) {
				w.Errorf("what is signed has changed: %+v", d.Actions[0].Common)
			}
			if edition == next && (d.Actions[0].Changed != 0 || d.Lines[0].Changed != 0) {
				w.Error("the next edition asks for a signature of what a review says")
			}
		}
		w.refused(w.ReviewItemUpdate(by.officer, b, planning.ReviewItemUpdateInput{ExpectedVersion: 2}))("ILLEGAL_TRANSITION : was completed on 30 April 2009")

		mended := w.plan(w.ctx, next).Actions[1].Common
		w.done(w.PlanActionUpdate(by.coordinator, mended.ID, planning.PlanActionUpdateInput{ExpectedVersion: mended.Version, ActionFields: planning.ActionFields{Text: new("Agree two contacts.")}}))
		w.agreePlan(by, next) // and the second quarter is reviewed by the second edition
		two := w.done(w.ReviewPrepare(by.officer, planning.ReviewPrepareInput{Plan: next, Quarter: 2})).ID
		r := w.review(two)
		if x := r.Items[0]; len(r.Items) != 1 || x.RAG != plan.Amber || x.Narrative != "Two have said yes." || r.PreparedFrom != one || r.Attendance[0].Count != 2 || r.Spend[0].Pence != 12_345 {
			w.Errorf("prepared from the last: %+v, %+v", r.Review, r.Items)
		}
		w.done(w.ReviewItemUpdate(by.officer, r.Items[0].ID, planning.ReviewItemUpdateInput{ExpectedVersion: 1, RAG: new(plan.Red)}))
		three := w.done(w.ReviewPrepare(by.officer, planning.ReviewPrepareInput{Plan: next, Quarter: 3})).ID
		w.done(w.ReviewItemUpdate(by.officer, w.review(three).Items[0].ID, planning.ReviewItemUpdateInput{ExpectedVersion: 1, RAG: new(plan.Green)}))
		w.done(w.ReviewComplete(by.officer, three, planning.ReviewCompleteInput{ExpectedVersion: 1}))
		w.done(w.ReviewComplete(by.officer, two, planning.ReviewCompleteInput{ExpectedVersion: 1}))
		if a := w.plan(w.ctx, next).Actions[1]; a.RAG != plan.Green {
			w.Errorf("a review of an earlier quarter, completed later, makes it %s", a.RAG)
		}
		w.done(w.PlanClose(by.lead, next, planning.PlanCloseInput{ExpectedVersion: w.planVersion(next), Reason: "The year is over"}))
		w.refused(w.ReviewPrepare(by.officer, planning.ReviewPrepareInput{Plan: next, Quarter: 4}))("ILLEGAL_TRANSITION : is CLOSED")
	})
}

// TestAQuarterThatHasNotEnded is prepared and not completed; and nobody else reads it before.
func TestAQuarterThatHasNotEnded(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		by := w.people()
		id := w.done(w.PlanStart(by.officer, planning.PlanStartInput{Partnership: w.partnership("P1").ID, Kind: document.TreatmentPlan, Year: 2009})).ID
		w.done(w.PriorityAdd(by.officer, planning.PriorityAddInput{Part: w.part(id, "GRID_4"), Statement: "Work."}))
		w.agreePlan(by, id)
		review := w.done(w.ReviewPrepare(by.officer, planning.ReviewPrepareInput{Plan: id, Quarter: 1})).ID
		w.refused(w.ReviewComplete(by.officer, review, planning.ReviewCompleteInput{ExpectedVersion: 1}))("ILLEGAL_TRANSITION : ends on 30 June 2009")
		for who, want := range map[string]bool{"": false, "partnership_officer@partnership:P2": false, "partnership_chair@partnership:P1": true} {
			var held []string
			if who != "" {
				held = []string{who}
			}
			at, err := w.Reading(w.with("somebody"+who, held...))
			if err != nil {
				w.Fatal(err)
			}
			r, err := w.Review(w.ctx, at.Rights, review)
			if err != nil || (r != nil) != want {
				w.Errorf("%q reads it: %t, %v", who, r != nil, err)
			}
		}
		standings, err := w.PlanStandings(by.lead, w.seen(by.lead), document.TreatmentPlan, 2009, today())
		if err != nil || len(standings) != 3 || standings[0].State != signoff.Agreed || len(standings[0].Reviews) != 1 || !standings[1].Late {
			w.Errorf("the board: %+v, %v", standings, err)
		}
	})
}
