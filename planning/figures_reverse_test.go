package planning_test

import (
	"fmt"
	"testing"

	"waymark/domain/assessment"
	"waymark/domain/figure"
	"waymark/planning"
)

// TestABatchIsReversed holds that what a batch superseded holds again, that the past stays, and that a batch is not taken from under
// what rests on it.
func TestABatchIsReversed(t *testing.T) {
	inWorld(t, &country, func(w *world) {
		first := w.imported(file("first", figureHead+counted(2005, "1", "2"))).ID
		second := w.imported(file("second", figureHead+counted(2006, "3"), because("counted anew"))).ID
		third := w.imported(file("third", figureHead+counted(2009, "4"))).ID
		_, known, err := w.store.LastChange(w.ctx)
		if err != nil {
			w.Fatal(err)
		}
		reverse := func(id string, version int) (planning.Outcome, error) {
			return w.FiguresReverse(w.ctx, id, planning.FiguresReverseInput{ExpectedVersion: version, Reason: "a wrong file"})
		}
		w.refused(reverse(first, 1))(fmt.Sprintf("ILLEGAL_TRANSITION : a figure of it is superseded by one of the batch second (%s)", second))
		w.refused(w.FiguresReverse(w.ctx, third, planning.FiguresReverseInput{ExpectedVersion: 1, Reason: " "}))("INVALID input.reason: 1 to 500")
		w.refused(w.FiguresReverse(w.with("x", "analyst"), third, planning.FiguresReverseInput{ExpectedVersion: 1, Reason: "x"}))("FORBIDDEN : figuresReverse is not for your roles")

		partnership := w.graph().Partnerships(today())[0]
		assessed := w.done(w.AssessmentStart(w.ctx, planning.AssessmentStartInput{Partnership: partnership.ID, Year: 2009})).ID
		figureOf := func(batch string, n int64) string { return figure.FormatID(w.graph().FigureBatch(batch).First + n) }
		finding := w.done(w.FindingAdd(w.ctx, planning.FindingAddInput{Assessment: assessed, Statement: "Few.", Priority: assessment.High,
			Evidence: []*planning.FigureReferenceInput{{Figure: figureOf("third", 0)}}})).ID
		w.refused(reverse(third, 1))(fmt.Sprintf("ILLEGAL_TRANSITION : an assessment (%s) refers to a figure of it", assessed))
		w.done(w.FindingUpdate(w.ctx, finding, planning.FindingUpdateInput{ExpectedVersion: 1, Evidence: []*planning.FigureReferenceInput{}}))
		var section *assessment.Section
		for _, s := range w.read(w.ctx, assessed).Sections {
			section = s
		}
		w.done(w.AssessmentSectionUpdate(w.ctx, section.ID, planning.AssessmentSectionUpdateInput{ExpectedVersion: section.Version,
			Figures: []*planning.FigureReferenceInput{{Figure: figureOf("second", 0)}}}))
		w.refused(reverse(second, 1))("ILLEGAL_TRANSITION : an assessment")
		w.done(w.AssessmentSectionUpdate(w.ctx, section.ID, planning.AssessmentSectionUpdateInput{ExpectedVersion: section.Version + 1,
			Figures: []*planning.FigureReferenceInput{}}))

		w.done(reverse(third, 1))
		w.refused(reverse(third, 2))("ILLEGAL_TRANSITION : the batch was taken back at")
		w.done(reverse(second, 1))
		if got := w.values(nil); got != "2005/06=1 2006/07=2" {
			w.Errorf("there is left %s", got)
		}
		if got := w.values(&known); got != "2005/06=1 2006/07=3 2009/10=4" {
			w.Errorf("as it was known: %s", got)
		}
		w.done(reverse(first, 1))
		if b := w.graph().FigureBatch("first"); b.ReverseReason != "a wrong file" || b.Version != 2 || w.values(nil) != "" {
			w.Errorf("reversed: %+v, left %s", b, w.values(nil))
		}
		if again := w.imported(file("fourth", figureHead+counted(2005, "5"))); again.Superseding != 0 || w.values(nil) != "2005/06=5" {
			w.Errorf("what is reversed is superseded: %+v", again)
		}
	})
}
