package dataset

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/plan"
	"waymark/domain/programme"
	"waymark/domain/signoff"
)

// TestDemoPlansAreSound holds that the plans of the demonstration follow the rules, say that they are synthetic, and show every state.
func TestDemoPlansAreSound(t *testing.T) {
	r := reference(t)
	demo, err := Demo(r)
	if err != nil {
		t.Fatal(err)
	}
	all := r.With(demo)
	assessments, err := DemoAssessments(all, nil)
	if err != nil {
		t.Fatal(err)
	}
	plans, reviews, err := DemoPlans(all, assessments)
	if err != nil {
		t.Fatal(err)
	}
	again, _, err := DemoPlans(all, assessments)
	if err != nil || len(again) != len(plans) || again[3].Actions[0].ID != plans[3].Actions[0].ID {
		t.Errorf("two runs differ, %v", err)
	}
	i := slices.IndexFunc(r.Templates, func(x *programme.Template) bool { return x.Document == document.TreatmentPlan })
	form, err := document.Parse(r.Templates[i].Content)
	if err != nil {
		t.Fatal(err)
	}
	states, ids := map[signoff.State]int{}, map[string]bool{}
	for _, d := range plans {
		if d.Steps.On(calendar.MustParse("2009-04-30")) != d.State || d.Unpublished == d.State.Published() {
			t.Errorf("%s is %s, and its steps say %v", d.ID, d.State, d.Steps)
		}
		if d.State.Published() && len(d.Signoff(form).Unsigned(form.Signatures[0])) > 0 {
			t.Errorf("%s is %s, and lacks a signature", d.ID, d.State)
		}
		if d.Year == 2009 {
			states[d.State]++
		}
		for _, row := range d.Rows() {
			if c := row.Row(); ids[c.ID] || !c.Synthetic || row.Parent() != "" && d.Find(row.Parent()) == nil {
				t.Errorf("%s: %+v", d.ID, c)
			}
			ids[row.Row().ID] = true
		}
		for _, a := range d.Actions {
			if !strings.HasPrefix(a.Text, "Synthetic") {
				t.Errorf("%s: %q", d.ID, a.Text)
			}
		}
		if m := d.Total(); m.Planned == 0 || m.Committed > m.Planned || m.Spent > m.Planned {
			t.Errorf("%s: %+v", d.ID, m)
		}
	}
	for _, s := range []signoff.State{signoff.Draft, signoff.Submitted, signoff.Returned, signoff.Signed, signoff.Agreed, signoff.InDelivery} {
		if states[s] == 0 {
			t.Errorf("no plan for 2009/10 is %s: %v", s, slices.Sorted(maps.Keys(states)))
		}
	}
	done := 0
	for _, r := range reviews {
		if r.Unpublished || r.CompletedOn == nil || !r.Synthetic || !strings.HasPrefix(r.Narrative, "Synthetic") {
			t.Errorf("review %+v", r.Review)
		}
		for _, i := range r.Items {
			if i.Progress == plan.Done {
				done++
			}
		}
	}
	if len(reviews) != 3*len(slices.DeleteFunc(slices.Clone(plans), func(d *plan.Document) bool { return d.Year != 2008 })) || done == 0 {
		t.Errorf("%d reviews, in which %d actions are done", len(reviews), done)
	}
}
