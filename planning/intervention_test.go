package planning_test

import (
	"fmt"
	"testing"

	"waymark/domain/intervention"
	"waymark/planning"
)

func (w *world) toTry() planning.InterventionRecordInput {
	return planning.InterventionRecordInput{Code: "trial", Source: "report", Name: "A trial", Offices: []*planning.InterventionOfficeInput{
		{Label: "Office A", From: day("2009-01-05"), To: day("2009-02-01"), Cost: new(int64(100_001)), Counts: []*planning.InterventionCountInput{
			{Phase: intervention.Before, Weeks: 26, Referrals: new(3)}, {Phase: intervention.During, Weeks: 4, Referrals: new(2), Definition: new("Everybody.")}}}}}
}

// intervention records a trial, and gives its id.
func (w *world) intervention() string {
	w.Helper()
	return w.done(w.InterventionRecord(w.ctx, w.toTry())).ID
}

func TestIntervention(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		id := w.intervention()
		w.done(w.InterventionUpdate(w.ctx, id, planning.InterventionUpdateInput{ExpectedVersion: 1, Name: new("The trial"), Description: new("Drug champions."), Scope: new("Nothing.")}))
		x := w.graph().Interventions()[0]
		o := x.Offices[0]
		if got := fmt.Sprint(x.Version, x.Name, x.Description, x.Scope, len(o.Counts), *o.CostOf(), o.Odd(intervention.During)); got !=
			"2The trialDrug champions.Nothing.2 50001 [SUBSTANCE_NOT_RECORDED DEFINITION_DIFFERS]" {
			w.Errorf("recorded: %s", got)
		}
		with := func(change func(*planning.InterventionRecordInput)) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) {
				in := w.toTry()
				in.Code = "another"
				change(&in)
				return w.InterventionRecord(w.ctx, in)
			}
		}
		w.refusals([]refusal{
			{"taken, of nothing", with(func(in *planning.InterventionRecordInput) {
				in.Code, in.Source, in.Name, in.Offices = "trial", "none", "", nil
			}),
				[]string{"INVALID input.code: taken", "INVALID input.source: there is no source", "INVALID input.name: 1 to 200", "INVALID input.offices: 1 to 50"}},
			{"an office that can be told", with(func(in *planning.InterventionRecordInput) { in.Offices[0].Label = "j1" }), []string{"INVALID input.offices.0.label: what a jobcentre is called"}},
			{"odd numbers", with(func(in *planning.InterventionRecordInput) {
				o := in.Offices[0]
				o.To, o.Cost, o.Staff = day("2009-01-01"), new(int64(-1)), new(0)
				o.Counts[0].Weeks, o.Counts[0].Referrals = 0, new(-1)
				o.Counts[1].Phase = intervention.Before
			}), []string{"INVALID input.offices.0.to: before the first", "INVALID input.offices.0.cost: not negative", "INVALID input.offices.0.staff: 1 to 1000000",
				"INVALID input.offices.0.counts.0.weeks: 1 to 520", "INVALID input.offices.0.counts.0.referrals: 0 to 1000000", "INVALID input.offices.0.counts.1.phase: there twice"}},
			{"twice", with(func(in *planning.InterventionRecordInput) { in.Offices = append(in.Offices, in.Offices[0]) }), []string{"INVALID input.offices.1.label: named twice"}},
			{"nothing counted", with(func(in *planning.InterventionRecordInput) { in.Offices[0].Counts = nil }), []string{"INVALID input.offices.0.counts: at least one phase"}},
		})
	})
}
