package planning_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"waymark/domain/access"
	"waymark/domain/assessment"
	"waymark/domain/fault"
	"waymark/domain/plan"
	"waymark/domain/programme"
	"waymark/domain/viewer"
	"waymark/planning"
)

// version gives that of a record of the graph or of a part of a document.
func (w *world) version(id string) int {
	w.Helper()
	if n := w.graph().Node(id); n != nil {
		return n.Identity().Version
	}
	var all []programme.Node
	if d := w.read(w.ctx, id); d != nil {
		all = parts(d)
	} else if p := w.plan(w.ctx, id); p != nil {
		all = append(rows(p), p.Plan)
	} else if r, err := w.Review(w.ctx, w.seen(w.ctx).Rights, id); err == nil && r != nil {
		all = append(all, r.Review)
		for _, x := range r.Items {
			all = append(all, x)
		}
	} else if a := w.agreement(w.ctx, id); a != nil {
		all = append(all, a)
	} else if r, err := w.Return(w.ctx, w.seen(w.ctx).Rights, id); err == nil && r != nil {
		all = append(all, r)
	}
	for _, n := range all {
		if n.Identity().ID == id {
			return n.Identity().Version
		}
	}
	w.Fatalf("there is no %s", id)
	return 0
}

func rows(d *plan.Document) []programme.Node {
	var all []programme.Node
	for _, x := range d.Rows() {
		all = append(all, x)
	}
	for _, x := range d.Comments {
		all = append(all, x)
	}
	for _, x := range d.Suggestions {
		all = append(all, x)
	}
	return all
}

func parts(d *assessment.Document) []programme.Node {
	all := []programme.Node{d.Assessment}
	for _, x := range d.Sections {
		all = append(all, x)
	}
	for _, x := range d.Findings {
		all = append(all, x)
	}
	for _, x := range d.Comments {
		all = append(all, x)
	}
	return all
}

// read gives the assessment with an id, or of a part, as somebody sees it; nil when they do not.
func (w *world) read(ctx context.Context, id string) *assessment.Document {
	w.Helper()
	at, err := w.Reading(ctx)
	if err != nil {
		w.Fatal(err)
	}
	d, err := w.AssessmentWith(ctx, at.Rights, id)
	if err != nil {
		w.Fatal(err)
	}
	return d
}

// assessed gives an assessment of P1 for 2009/10 with a text, a finding and a comment, by the operator.
func (w *world) assessed() *assessment.Document {
	w.Helper()
	id := w.done(w.AssessmentStart(w.ctx, planning.AssessmentStartInput{Partnership: w.partnership("P1").ID, Year: 2009})).ID
	section := w.read(w.ctx, id).Sections[0]
	w.done(w.AssessmentSectionUpdate(w.ctx, section.ID, planning.AssessmentSectionUpdateInput{ExpectedVersion: section.Version, Text: new("Some.")}))
	finding := w.done(w.FindingAdd(w.ctx, planning.FindingAddInput{Assessment: id, Statement: "Few.", Priority: assessment.High}))
	w.done(w.CommentAdd(w.ctx, planning.CommentAddInput{Finding: finding.ID, Text: "Why?"}))
	return w.read(w.ctx, id)
}

// person with roles, who has signed in.
func (w *world) with(subject string, grants ...string) context.Context {
	w.Helper()
	who := viewer.Viewer{Subject: subject}
	for _, text := range grants {
		g, err := viewer.ParseGrant(text)
		if err != nil {
			w.Fatal(err)
		}
		who.Grants = append(who.Grants, g)
	}
	return viewer.With(w.Context(), who)
}

// TestEditorsOfOneDocument holds that a change leaves the graph as it is, that rows do not collide, and that on one row the second is told
// what lies between.
func TestEditorsOfOneDocument(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		d := w.assessed()
		ann, bob := w.with("ann", "partnership_officer@partnership:P1"), w.with("bob", "partnership_officer@partnership:P1")
		graph := w.graph()
		other := open(w.T, w.db)
		var all sync.WaitGroup
		errs := make([]error, len(d.Sections))
		for i, s := range d.Sections {
			if s.Code == "REPORTED_DEMAND" {
				continue
			}
			all.Go(func() {
				who, service := ann, w.Service
				if i%2 == 1 {
					who, service = bob, other.Service
				}
				_, errs[i] = service.AssessmentSectionUpdate(who, s.ID, planning.AssessmentSectionUpdateInput{ExpectedVersion: s.Version, Text: new(fmt.Sprintf("Text %d.", i))})
			})
		}
		all.Wait()
		for i, err := range errs {
			if err != nil {
				w.Errorf("section %d: %v", i, err)
			}
		}
		for i, s := range w.read(w.ctx, d.ID).Sections {
			if want := fmt.Sprintf("Text %d.", i); s.Code != "REPORTED_DEMAND" && s.Text != want {
				w.Errorf("section %d says %q, want %q", i, s.Text, want)
			}
		}
		if now := w.graph(); now != graph {
			w.Errorf("the graph has been read anew: revision %d to %d", graph.Revision(), now.Revision())
		}
		s := d.Sections[0]
		_, err := w.AssessmentSectionUpdate(ann, s.ID, planning.AssessmentSectionUpdateInput{ExpectedVersion: s.Version, Text: new("Mine."), Status: new(assessment.Begun)})
		refused, _ := fault.All(err)
		if len(refused) != 1 || refused[0].Code != fault.Conflict || refused[0].Edit == nil {
			w.Fatalf("got %v", err)
		}
		e := refused[0].Edit
		if got := fmt.Sprintln(e.ID == s.ID, e.Version-s.Version, e.ChangedBy, e.Fields); got != "true 1 ann [{text Mine. Text 0.}]\n" || e.ChangedAt.IsZero() {
			w.Errorf("the conflict is %s", got)
		}
	})
}

// TestFindingsKeepTheirOrder moves them about and looks that nobody else is changed.
func TestFindingsKeepTheirOrder(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		d := w.assessed()
		for _, text := range []string{"B", "C", "D"} {
			w.done(w.FindingAdd(w.ctx, planning.FindingAddInput{Assessment: d.ID, Statement: text, Priority: assessment.High}))
		}
		order := func() (text string, found []*assessment.Finding) {
			found = w.read(w.ctx, d.ID).Findings
			for _, f := range found {
				text += f.Statement[:1]
			}
			return text, found
		}
		_, f := order() // F for Few, B, C, D
		move := func(x *assessment.Finding, priority assessment.Priority, after *string) {
			w.done(w.FindingMove(w.ctx, x.ID, planning.FindingMoveInput{ExpectedVersion: w.version(x.ID), Priority: priority, After: after}))
		}
		move(f[3], assessment.High, nil)
		move(f[0], assessment.High, &f[1].ID)
		move(f[2], assessment.Low, nil)
		if got, now := order(); got != "DBFC" || now[1].Version != 1 {
			w.Errorf("the order is %s, and B has version %d", got, now[1].Version)
		}
		w.refused(w.FindingMove(w.ctx, f[0].ID, planning.FindingMoveInput{ExpectedVersion: 2, Priority: assessment.Medium, After: &f[1].ID}))("INVALID input.after: no other finding")
		w.refused(w.FindingAdd(w.ctx, planning.FindingAddInput{Assessment: d.ID, Statement: " ", Priority: assessment.Low, Groups: []string{"CRACK", "NOBODY", "CRACK"},
			Evidence: []*planning.FigureReferenceInput{{Figure: "sta_1"}}}))("INVALID input.statement: 1 to", "INVALID input.groups: none of the groups", "INVALID input.groups: twice", "INVALID input.evidence.0.figure: there is no figure with this id")
	})
}

// TestYearAfterYear agrees an assessment, revises it and rolls it forward.
func TestYearAfterYear(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		p := w.partnership("P1").ID
		officer, chair, lead := w.with("ann", "partnership_officer@partnership:P1"), w.with("bob", "partnership_chair@partnership:P1"), w.with("cat", "regional_lead@region:R1")
		start := planning.AssessmentStartInput{Partnership: p, Year: 2009}
		w.refused(w.AssessmentRollForward(officer, planning.AssessmentRollForwardInput(start)))("INVALID input.year: no assessment of an earlier year")
		w.refused(w.AssessmentStart(officer, planning.AssessmentStartInput{Partnership: p, Year: 1999}))("INVALID input.year: no template")
		w.refused(w.AssessmentStart(officer, planning.AssessmentStartInput{Partnership: p, Year: 1}))("INVALID input.year: begins between")
		id := w.done(w.AssessmentStart(officer, start)).ID
		w.refused(w.AssessmentStart(officer, start))("ILLEGAL_TRANSITION : has an assessment for 2009/10")
		w.refused(w.AssessmentSubmit(officer, id, planning.AssessmentSubmitInput{ExpectedVersion: 1}))("ILLEGAL_TRANSITION : nothing has been written")
		section := w.read(officer, id).Sections[0]
		w.done(w.AssessmentSectionUpdate(officer, section.ID, planning.AssessmentSectionUpdateInput{ExpectedVersion: 1, Text: new("One.")}))
		open := w.done(w.FindingAdd(officer, planning.FindingAddInput{Assessment: id, Statement: "Open.", Priority: assessment.High})).ID
		answered := w.done(w.FindingAdd(officer, planning.FindingAddInput{Assessment: id, Statement: "Answered.", Priority: assessment.Low})).ID
		agree := func(id string, version int) {
			w.Helper()
			w.done(w.AssessmentSubmit(officer, id, planning.AssessmentSubmitInput{ExpectedVersion: version}))
			w.refused(w.AssessmentAgree(lead, id, planning.AssessmentAgreeInput{ExpectedVersion: version + 1}))("ILLEGAL_TRANSITION : waits for somebody to endorse")
			w.done(w.AssessmentEndorse(chair, id, planning.AssessmentEndorseInput{ExpectedVersion: version + 1}))
			w.done(w.AssessmentAgree(lead, id, planning.AssessmentAgreeInput{ExpectedVersion: version + 2}))
		}
		agree(id, 1)
		w.refused(w.AssessmentSectionUpdate(officer, section.ID, planning.AssessmentSectionUpdateInput{ExpectedVersion: 2, Text: new("Two.")}))("ILLEGAL_TRANSITION : is AGREED")
		w.done(w.FindingAnswer(officer, answered, planning.FindingAnswerInput{ExpectedVersion: 1, Answer: "Done."}))
		w.refused(w.FindingAnswer(officer, answered, planning.FindingAnswerInput{ExpectedVersion: 2, Answer: "Done."}))("ILLEGAL_TRANSITION : the finding is ANSWERED")

		revise := planning.AssessmentReviseInput{ExpectedVersion: 4, Reason: "A new figure", IdempotencyKey: new("k")}
		second := w.done(w.AssessmentRevise(officer, id, revise)).ID
		if again := w.done(w.AssessmentRevise(officer, id, revise)).ID; again != second || second == id {
			w.Errorf("revised to %s, then %s", second, again)
		}
		w.refused(w.AssessmentRevise(officer, id, planning.AssessmentReviseInput{ExpectedVersion: 5, Reason: "Another"}))("ILLEGAL_TRANSITION : edition 2 of this assessment is being written")
		if d := w.read(officer, second); d.Edition != 2 || d.CarriedFrom != id || len(d.Findings) != 2 || d.Sections[0].Text != "One." || d.Sections[0].CarriedFrom != section.ID {
			w.Errorf("the second edition: %+v", d)
		}
		agree(second, 1)
		if first := w.read(w.with("anybody"), id); first == nil || first.State != assessment.Superseded || first.Sections[0].Text != "One." {
			w.Errorf("the first edition, as anybody reads it: %+v", first)
		}
		next := w.done(w.AssessmentRollForward(officer, planning.AssessmentRollForwardInput{Partnership: p, Year: 2010})).ID
		d := w.read(officer, next)
		if d.CarriedFrom != second || len(d.Findings) != 1 || d.Findings[0].Statement != "Open." || d.Findings[0].CarriedFrom == open || d.Sections[0].Status != assessment.Begun {
			w.Errorf("rolled forward: %+v, findings %+v", d, d.Findings)
		}
		if seen := w.read(w.with("anybody"), next); seen != nil {
			w.Errorf("anybody sees the draft: %+v", seen)
		}
	})
}

// TestADocumentAsItWasKnown reads it by every moment of a change.
func TestADocumentAsItWasKnown(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		d := w.assessed()
		all := []string{}
		moments := []time.Time{}
		note := func() {
			_, at, err := w.store.LastChange(w.ctx)
			if err != nil {
				w.Fatal(err)
			}
			all, moments = append(all, told(w.read(w.ctx, d.ID))), append(moments, at)
		}
		note()
		w.done(w.AssessmentSectionUpdate(w.ctx, d.Sections[0].ID, planning.AssessmentSectionUpdateInput{ExpectedVersion: 2, Text: new("Other.")}))
		note()
		w.done(w.FindingAdd(w.ctx, planning.FindingAddInput{Assessment: d.ID, Statement: "More.", Priority: assessment.Low}))
		note()
		w.done(w.CommentResolve(w.ctx, d.Comments[0].ID, planning.CommentResolveInput{ExpectedVersion: 1}))
		w.done(w.AssessmentSubmit(w.ctx, d.ID, planning.AssessmentSubmitInput{ExpectedVersion: 1}))
		note()
		at, err := w.Reading(w.ctx)
		if err != nil {
			w.Fatal(err)
		}
		for i, moment := range moments {
			was, err := w.Assessment(w.ctx, at.Rights, d.ID, &moment)
			if err != nil || told(was) != all[i] {
				w.Errorf("by moment %d:\n%s\nwant\n%s\n%v", i, told(was), all[i], err)
			}
		}
		before := d.CreatedAt.Add(-time.Hour)
		if was, err := w.Assessment(w.ctx, at.Rights, d.ID, &before); was != nil || err != nil {
			w.Errorf("before it was begun: %+v, %v", was, err)
		}
		later := time.Now().Add(24 * time.Hour)
		if _, err := w.Assessment(w.ctx, at.Rights, d.ID, &later); err == nil || !strings.Contains(err.Error(), "INVALID: knownAt") {
			w.Errorf("tomorrow: %v", err)
		}
		if was, err := w.Assessment(w.Context(), access.Of(w.graph(), viewer.Anonymous(), today(), today()), d.ID, &moments[0]); was != nil || err != nil {
			w.Errorf("a draft of the past: %+v, %v", was, err)
		}
	})
}

func told(d *assessment.Document) string {
	if d == nil {
		return "nothing"
	}
	text := fmt.Sprintf("%s %d %v", d.State, d.Version, d.Steps)
	for _, n := range parts(d) {
		switch x := n.(type) {
		case *assessment.Section:
			text += fmt.Sprintf("\n%s %d %s %s %v", x.Code, x.Version, x.Text, x.Status, x.Writers)
		case *assessment.Finding:
			text += fmt.Sprintf("\n%s %d %s %s", x.ID, x.Version, x.Statement, x.Status)
		case *assessment.Comment:
			text += fmt.Sprintf("\n%s %d %t %s", x.ID, x.Version, x.Resolved, x.ResolvedBy)
		}
	}
	return text
}

// TestStandings looks at how far partnerships have come, day by day.
func TestStandings(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		id := w.assessed().ID
		at, err := w.Reading(w.ctx)
		if err != nil {
			w.Fatal(err)
		}
		for on, want := range map[string]string{
			"2008-11-30": "P1 NOT_STARTED false 0; P2 NOT_STARTED false 0; P3 NOT_STARTED false 0; ",
			"2008-12-01": "P1 NOT_STARTED true 1; P2 NOT_STARTED true 1; P3 NOT_STARTED true 1; ",
			"2009-04-30": "P1 DRAFT true 151; P2 NOT_STARTED true 151; P3 NOT_STARTED true 151; ",
		} {
			standings, err := w.Standings(w.ctx, at, 2009, day(on))
			got := ""
			for _, s := range standings {
				got += fmt.Sprintf("%s %s %t %d; ", s.Partnership.Code, s.State, s.Late, s.DaysLate)
			}
			if got != want || err != nil {
				w.Errorf("on %s: %s, %v\nwant %s", on, got, err, want)
			}
		}
		if s, err := w.Standings(w.ctx, at, 2010, day("2009-12-01")); err != nil || len(s) != 3 || !s[0].Late || s[0].Assessment != nil {
			w.Errorf("the year after: %+v, %v, beside %s", s, err, id)
		}
		if _, err := w.Standings(w.ctx, at, 1, today()); err == nil {
			w.Error("there is a template for the year 1")
		}
	})
}
