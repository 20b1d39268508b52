package planning_test

import (
	"context"
	"testing"
	"time"

	"waymark/domain/access"
	"waymark/domain/assessment"
	"waymark/domain/decimal"
	"waymark/domain/figure"
	"waymark/domain/programme"
	"waymark/domain/programme/programmetest"
	"waymark/planning"
	"waymark/store"
	"waymark/store/storetest"
)

// countedWorld is the small world with something to count.
func countedWorld() (programme.Records, error) {
	r, err := smallWorld()
	if err != nil {
		return r, err
	}
	b := programmetest.New()
	b.Indicator(r.Sources[0], "IN_TREATMENT")
	gate, gated := b.Indicator(r.Sources[0], "COMPLETE"), b.Indicator(r.Sources[0], "EMPLOYED")
	gated.GateID, gated.GatePercent = gate.ID, new(number("80"))
	r.Indicators = b.Records.Indicators
	return r, nil
}

// record records a batch of figures of P1, each of the financial year before the one before it, from 2008/09 on.
func (w *world) record(name string, publishAt *time.Time, set func(i int, f *figure.Figure), values ...string) (batch string, ids []string) {
	w.Helper()
	p1, g := w.partnership("P1").ID, w.graph()
	b := programmetest.New().FigureBatch(name)
	b.ID, b.PublishAt = programme.FigureBatchPrefix+"_"+name, publishAt
	figures := make([]figure.Figure, len(values))
	_, first := g.NextBatch()
	for i, value := range values {
		figures[i] = figure.Figure{Key: figure.Key{IndicatorID: g.Indicator("IN_TREATMENT").ID, PlaceID: p1, Period: figure.YearFrom(2008 - i)},
			Value: new(decimal.MustParse(value)), Status: figure.Published, SourceID: g.Indicator("IN_TREATMENT").SourceID}
		set(i, &figures[i])
		ids = append(ids, figure.FormatID(first+int64(i)))
	}
	if _, err := w.SeedFigures(w.ctx, []programme.FigureSet{{Batch: b, Figures: figures}}); err != nil {
		w.Fatal(err)
	}
	return b.ID, ids
}

// takeBack takes a batch of figures back.
func (w *world) takeBack(batch string) {
	w.Helper()
	ctx := access.With(w.ctx, access.Of(w.graph(), operator, today(), today()))
	if err := w.store.InTx(ctx, store.Change{Operation: "test"}, func(ctx context.Context, tx *store.Tx) error {
		return tx.FigureBatch.UpdateOneID(batch).SetReversedAt(time.Now().UTC()).SetReverseReason("Counted twice").Exec(ctx)
	}); err != nil {
		w.Fatal(err)
	}
}

// TestEvidenceIsThere refers to figures of every kind, and to what is none.
func TestEvidenceIsThere(t *testing.T) {
	counted := storetest.Template{Prepare: seed(countedWorld)}
	inWorld(t, &counted, func(w *world) {
		plain := func(int, *figure.Figure) {}
		_, open := w.record("open", nil, func(i int, f *figure.Figure) {
			f.Restricted = i == 1
			if i == 2 {
				f.IndicatorID = w.graph().Indicator("EMPLOYED").ID // and how complete it is nobody knows
			}
			if i == 0 {
				f.Interval95 = &figure.Interval{Lower: number("350"), Upper: number("460.5")}
			}
		}, "400", "300", "30")
		wrong, taken := w.record("wrong", nil, plain, "999")
		_, coming := w.record("coming", new(time.Now().Add(time.Hour)), plain, "1000")
		w.takeBack(wrong)
		officer, chair, lead := w.with("ann", "partnership_officer@partnership:P1"), w.with("bob", "partnership_chair@partnership:P1"), w.with("cat", "regional_lead@region:R1")
		id := w.done(w.AssessmentStart(officer, planning.AssessmentStartInput{Partnership: w.partnership("P1").ID, Year: 2009})).ID
		refer := func(ids ...string) (all []*planning.FigureReferenceInput) {
			for _, id := range ids {
				all = append(all, &planning.FigureReferenceInput{Figure: id})
			}
			return all
		}
		none := func(i string) string {
			return "INVALID input.evidence." + i + ".figure: there is no figure with this id"
		}
		for _, c := range []struct {
			name string
			who  context.Context
			ids  []string
			want []string
		}{
			{"what is none", officer, []string{open[0], "fig_999", "fig_0", "sta_1", ""}, []string{none("1"), none("2"), none("3"), none("4")}},
			{"restricted, for an officer", officer, []string{open[1]}, []string{none("0")}},
			{"taken back", w.ctx, taken, []string{none("0")}},
			{"yet to be published", w.ctx, coming, []string{none("0")}},
		} {
			w.Run(c.name, func(t *testing.T) {
				inner := *w
				inner.T = t
				inner.refused(w.FindingAdd(c.who, planning.FindingAddInput{Assessment: id, Statement: "Few.", Priority: assessment.High, Evidence: refer(c.ids...)}))(c.want...)
			})
		}
		finding := w.done(w.FindingAdd(w.ctx, planning.FindingAddInput{Assessment: id, Statement: "Few.", Priority: assessment.High, Evidence: refer(open...)})).ID
		w.refused(w.FindingUpdate(officer, finding, planning.FindingUpdateInput{ExpectedVersion: 1, Evidence: refer(taken...)}))(none("0"))
		// What somebody else refers to and the officer does not see stays, in another order too, unless it is left out.
		w.done(w.FindingUpdate(officer, finding, planning.FindingUpdateInput{ExpectedVersion: 1, Evidence: refer(open[1], open[0], open[2])}))
		w.done(w.FindingUpdate(officer, finding, planning.FindingUpdateInput{ExpectedVersion: 2, Evidence: refer(open...)}))
		section := w.read(officer, id).Sections[0].ID
		w.refused(w.AssessmentSectionUpdate(officer, section, planning.AssessmentSectionUpdateInput{ExpectedVersion: 1, Text: new("Some."), Figures: refer("fig_999")}))("INVALID input.figures.0.figure: there is no figure with this id")
		late, mistaken := w.record("late", nil, plain, "410")
		w.done(w.AssessmentSectionUpdate(officer, section, planning.AssessmentSectionUpdateInput{ExpectedVersion: 1, Text: new("Some."), Figures: refer(mistaken...)}))
		w.done(w.AssessmentSubmit(officer, id, planning.AssessmentSubmitInput{ExpectedVersion: 1}))
		w.done(w.AssessmentEndorse(chair, id, planning.AssessmentEndorseInput{ExpectedVersion: 2}))
		w.takeBack(late)
		agree := planning.AssessmentAgreeInput{ExpectedVersion: 3}
		w.refused(w.AssessmentAgree(lead, id, agree))("CONFLICT : the figure " + mistaken[0] + ", to which it refers, has been taken back")
		w.done(w.AssessmentReturn(lead, id, planning.AssessmentReturnInput{ExpectedVersion: 3, Reason: "A figure is wrong."}))
		w.done(w.AssessmentSectionUpdate(officer, section, planning.AssessmentSectionUpdateInput{ExpectedVersion: 2, Figures: refer(open[0])}))
		w.done(w.AssessmentSubmit(officer, id, planning.AssessmentSubmitInput{ExpectedVersion: 4}))
		w.done(w.AssessmentEndorse(chair, id, planning.AssessmentEndorseInput{ExpectedVersion: 5}))
		agree.ExpectedVersion = 6
		w.done(w.AssessmentAgree(lead, id, agree))
		want := `{"figures":[{"id":"fig_1","indicator":"IN_TREATMENT","place":"` + w.partnership("P1").ID + `","period":{"type":"FINANCIAL_YEAR","from":"2008-04-01","to":"2009-04-01"},` +
			`"value":"400","interval95":{"lower":"350","upper":"460.5"},"status":"PUBLISHED","source":"report"},{"id":"fig_2"},` +
			`{"id":"fig_3","indicator":"EMPLOYED","place":"` + w.partnership("P1").ID + `","period":{"type":"FINANCIAL_YEAR","from":"2006-04-01","to":"2007-04-01"},"status":"WITHHELD","source":"report"}]}`
		if got := w.read(lead, id).Frozen; got != want {
			w.Errorf("frozen is %s\nwant %s", got, want)
		}
	})
}
