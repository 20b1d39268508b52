package plan_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/plan"
	"waymark/domain/programme"
	"waymark/domain/signoff"
)

func begun(year calendar.FinancialYear) *plan.Document {
	p := &plan.Plan{Meta: programme.Meta{ID: "pln_2"}, PartnershipID: "ptn_1", Kind: document.TreatmentPlan, Year: year, Edition: 1, State: signoff.Draft, Unpublished: true}
	return plan.Begin(p, form, ids())
}

// lineage tells what a plan has, by the origins of its rows.
func lineage(d *plan.Document) string {
	var origins []string
	for _, r := range d.Rows() {
		if c := r.Row(); c.CarriedFrom != "" {
			origins = append(origins, c.Origin)
		}
	}
	return strings.Join(origins, " ")
}

// TestWhatIsStillToBeDoneGoesIntoTheNextYear has actions done, dropped and taken out.
func TestWhatIsStillToBeDoneGoesIntoTheNextYear(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*plan.Document)
		want   string
	}{
		"nothing done":                  {func(*plan.Document) {}, "prt_1 prt_2 prt_3 fun_1 pri_1 pri_2 obj_1 obj_2 act_1 act_2 act_3"},
		"one of two done":               {func(d *plan.Document) { d.Actions[0].Progress = plan.Done }, "prt_1 prt_2 prt_3 fun_1 pri_1 pri_2 obj_1 obj_2 act_2 act_3"},
		"all of an objective done":      {func(d *plan.Document) { d.Actions[2].Progress = plan.Dropped }, "prt_1 prt_2 prt_3 fun_1 pri_1 obj_1 act_1 act_2"},
		"an objective without actions":  {func(d *plan.Document) { d.Actions = d.Actions[:2] }, "prt_1 prt_2 prt_3 fun_1 pri_1 pri_2 obj_1 obj_2 act_1 act_2"},
		"a priority without objectives": {func(d *plan.Document) { d.Objectives, d.Actions = d.Objectives[:1], d.Actions[:2] }, "prt_1 prt_2 prt_3 fun_1 pri_1 pri_2 obj_1 act_1 act_2"},
		"what was taken out":            {func(d *plan.Document) { d.Objectives[0].Removed = "why" }, "prt_1 prt_2 prt_3 fun_1 pri_1 pri_2 obj_2 act_3"},
	} {
		t.Run(name, func(t *testing.T) {
			from := sample()
			c.change(from)
			next := begun(2010)
			next.CarryFrom(from, false, ids())
			if got := lineage(next); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
			for _, r := range next.Rows() {
				if r.Parent() != "" && next.Find(r.Parent()) == nil || r.Row().PlanID != "pln_2" || r.Row().Changed != 0 || r.Row().Writers != nil {
					t.Errorf("carried: %+v", r)
				}
			}
			if next.Lines[0].Committed != 0 || next.Lines[0].Spent != 0 || next.Lines[0].Planned == 0 {
				t.Errorf("money: %+v", next.Lines[0])
			}
		})
	}
}

// TestAnotherEditionHasEverything carries all that has not been taken out, as it was, and needs no signature until something changes.
func TestAnotherEditionHasEverything(t *testing.T) {
	from := sample()
	from.Actions[0].Progress, from.Actions[0].RAG, from.Lines[0].Spent = plan.Done, plan.Green, 5
	next := begun(2009)
	next.CarryFrom(from, true, ids())
	next.Sort()
	if got, want := lineage(next), "prt_1 prt_2 prt_3 fun_1 pri_1 pri_2 obj_1 obj_2 act_1 act_2 act_3"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if next.Lines[0].Spent != 5 || next.Actions[0].RAG != plan.Green || next.Parts[0].Text != "What we want." {
		t.Errorf("as it was: %+v, %+v", next.Lines[0], next.Actions[0])
	}
	next.State, next.Steps = signoff.Submitted, steps("REVISE/CHAIR+COMMISSIONING 2009-06-01, SUBMIT 2009-06-02")
	if waits := next.Signoff(form).Awaiting(); len(waits) > 0 {
		t.Errorf("it waits for %v", waits)
	}
	next.Objectives[1].Changed = 1
	about := next.Signoff(form)
	if got := fmt.Sprint(about.Awaiting(), about.Unsigned(form.Signatures[0])); got != fmt.Sprint([]string{"CHAIR", "COMMISSIONING"}, []string{next.Objectives[1].ID}) {
		t.Errorf("it waits for %s", got)
	}
}

// TestMoney adds up what is in the plan, and tells what objectives have been given of a line.
func TestMoney(t *testing.T) {
	d := sample()
	d.Lines = append(d.Lines, &plan.Line{Common: common("fun_2"), PartID: "prt_2", Rank: "2", Stream: "PTB", Planned: 7, Committed: 5, Spent: 3})
	d.Index()
	if got := fmt.Sprint(d.Total(), d.Allotted(d.Lines[0]), d.Allotted(d.Lines[1])); got != "{1000007 5 3} 1000000 0" {
		t.Errorf("got %s", got)
	}
	d.Lines[1].Removed, d.Objectives[0].Removed = "why", "why"
	if got := fmt.Sprint(d.Total(), d.Allotted(d.Lines[0])); got != "{1000000 0 0} 0" {
		t.Errorf("with a line and an objective taken out: %s", got)
	}
}

// TestWhichPlanGoesOn chooses among years, kinds and editions.
func TestWhichPlanGoesOn(t *testing.T) {
	all := []*plan.Plan{
		{Meta: programme.Meta{ID: "old"}, Kind: document.TreatmentPlan, Year: 2007, Edition: 1, State: signoff.Closed},
		{Meta: programme.Meta{ID: "was"}, Kind: document.TreatmentPlan, Year: 2008, Edition: 1, State: signoff.Superseded},
		{Meta: programme.Meta{ID: "is"}, Kind: document.TreatmentPlan, Year: 2008, Edition: 2, State: signoff.InDelivery},
		{Meta: programme.Meta{ID: "to be"}, Kind: document.TreatmentPlan, Year: 2008, Edition: 3, State: signoff.Draft, Unpublished: true},
		{Meta: programme.Meta{ID: "ips"}, Kind: document.EmploymentPlan, Year: 2009, Edition: 1, State: signoff.Agreed},
	}
	id := func(p *plan.Plan) string {
		if p == nil {
			return "none"
		}
		return p.ID
	}
	for range 2 { // whatever their order
		got := []string{id(plan.LastBefore(all, document.TreatmentPlan, 2009)), id(plan.LastBefore(all, document.TreatmentPlan, 2008)), id(plan.LastBefore(all, document.TreatmentPlan, 2007)),
			id(plan.InForce(all, document.TreatmentPlan, 2008)), id(plan.Written(all, document.TreatmentPlan, 2008)), id(plan.InForce(all, document.TreatmentPlan, 2009))}
		if want := []string{"is", "old", "none", "is", "to be", "none"}; !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
		slices.Reverse(all)
	}
}
