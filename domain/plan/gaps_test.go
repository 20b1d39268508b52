package plan_test

import (
	"fmt"
	"strings"
	"testing"

	"waymark/domain/assessment"
	"waymark/domain/plan"
)

func TestGaps(t *testing.T) {
	agreed := []*assessment.Finding{finding("fnd_1", "", assessment.Open), finding("fnd_2", "", assessment.Open)}
	tests := []struct {
		name   string
		change func(d *plan.Document)
		on     string
		agreed []*assessment.Finding
		all    []*assessment.Finding
		want   []string
	}{
		{name: "nothing is missing"},
		{name: "a finding is answered by an objective alone", change: func(d *plan.Document) { d.Priorities[0].Findings = nil }},
		{name: "a finding without a priority", change: func(d *plan.Document) { d.Objectives[1].Findings = nil },
			want: []string{"FINDING_WITHOUT_PRIORITY fnd_2 0: No priority or objective answers the finding “Finding fnd_2”."}},
		{name: "what answered it was taken out with what it lay in", change: func(d *plan.Document) { d.Priorities[1].Removed = "merged" },
			want: []string{"FINDING_WITHOUT_PRIORITY fnd_2 0: No priority or objective answers the finding “Finding fnd_2”."}},
		{name: "findings that have been answered or withdrawn", agreed: []*assessment.Finding{finding("fnd_8", "", assessment.Answered), finding("fnd_9", "", assessment.Withdrawn)}},
		{name: "the plan answers an earlier edition's finding of the same line", agreed: []*assessment.Finding{finding("fnd_7", "fnd_5", assessment.Open)},
			all: []*assessment.Finding{finding("fnd_5", "fnd_1", assessment.Open), finding("fnd_1", "", assessment.Open)}},
		{name: "and a later one's", agreed: []*assessment.Finding{finding("fnd_0", "", assessment.Open)}, all: []*assessment.Finding{finding("fnd_2", "fnd_0", assessment.Open)}},
		{name: "the start of the line is not known", agreed: []*assessment.Finding{finding("fnd_3", "fnd_1", assessment.Open)}},
		{name: "findings carried from each other", agreed: []*assessment.Finding{finding("fnd_3", "fnd_4", assessment.Open)}, all: []*assessment.Finding{finding("fnd_4", "fnd_3", assessment.Open)},
			want: []string{"FINDING_WITHOUT_PRIORITY fnd_3 0: No priority or objective answers the finding “Finding fnd_3”."}},
		{name: "a priority without an objective", change: func(d *plan.Document) {
			d.Objectives[1].Removed = "twice"
			d.Priorities[1].Findings = []string{"fnd_2"}
		},
			want: []string{"PRIORITY_WITHOUT_OBJECTIVE pri_2 0: The priority “Crack users” has no objective."}},
		{name: "an objective without an action", change: func(d *plan.Document) { d.Actions[2].Progress = plan.Dropped },
			want: []string{"OBJECTIVE_WITHOUT_ACTION obj_2 0: The objective “A clinic in the evening” has no action."}},
		{name: "an action without an owner", change: func(d *plan.Document) {
			d.Actions[0].Owner = plan.Owner{}
			d.Actions[0].Text = strings.Repeat("Long. ", 30)
		},
			want: []string{"ACTION_WITHOUT_OWNER act_1 0: Nobody is named for the action “Long. Long. Long. Long. Long. Long. Long. Long. Long. Long. Long. Long. Long. Long. Long. Long. Long…”."}},
		{name: "on the last day of a milestone", on: "2009-06-30"},
		{name: "on the day after it", on: "2009-07-01", want: []string{"MILESTONE_OVERDUE act_2 0 2009-06-30: The action “Open a second room” was to be done by 30 June 2009."}},
		{name: "after a quarter, when one is done", on: "2009-10-01", change: func(d *plan.Document) { d.Actions[1].Progress = plan.Done },
			want: []string{"MILESTONE_OVERDUE act_3 0 2009-09-30: The action “Hire a nurse” was to be done by 30 September 2009."}},
		{name: "money without an objective", change: func(d *plan.Document) { d.Objectives[0].Funding[0].Pence = 1 },
			want: []string{"MONEY_WITHOUT_OBJECTIVE fun_1 999999: £9,999.99 of the £10,000.00 planned from “Pooled treatment budget” has not been given to any objective."}},
		{name: "money given twice", change: func(d *plan.Document) { d.Lines[0].Name = "Clinics"; d.Objectives[1].Funding = d.Objectives[0].Funding },
			want: []string{"MONEY_OVER_ALLOTTED fun_1 1000000: Objectives have been given £10,000.00 more than the £10,000.00 planned from “Clinics”."}},
		{name: "the order is that of the plan", on: "2010-04-01", change: func(d *plan.Document) { d.Objectives[0].Funding = nil; d.Actions[1].Owner = plan.Owner{} },
			want: []string{"MONEY_WITHOUT_OBJECTIVE fun_1 1000000: £10,000.00 of the £10,000.00 planned from “Pooled treatment budget” has not been given to any objective.",
				"ACTION_WITHOUT_OWNER act_2 0: Nobody is named for the action “Open a second room”.",
				"MILESTONE_OVERDUE act_2 0 2009-06-30: The action “Open a second room” was to be done by 30 June 2009.",
				"MILESTONE_OVERDUE act_3 0 2009-09-30: The action “Hire a nurse” was to be done by 30 September 2009."}},
	}
	for _, c := range tests {
		t.Run(c.name, func(t *testing.T) {
			d := sample()
			if c.change != nil {
				c.change(d)
			}
			if c.on == "" {
				c.on = "2009-04-30"
			}
			if c.agreed == nil {
				c.agreed = agreed
			}
			var got []string
			for _, g := range d.Gaps(form, day(c.on), c.agreed, c.all) {
				line := fmt.Sprint(g.Kind, " ", g.Row, g.Finding, " ", g.Pence)
				if g.Day != nil {
					line += " " + g.Day.String()
				}
				got = append(got, line+": "+g.Text)
			}
			if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

func TestPounds(t *testing.T) {
	for pence, want := range map[int64]string{0: "£0.00", 5: "£0.05", 99_999: "£999.99", 100_000: "£1,000.00", 123_456_789: "£1,234,567.89", -100_001: "-£1,000.01"} {
		if got := plan.Pounds(pence); got != want {
			t.Errorf("%d: %s, want %s", pence, got, want)
		}
	}
}

func TestTrace(t *testing.T) {
	d := sample()
	d.Objectives[1].Findings = []string{"fnd_1", "fnd_2"} // pri_2 does not name fnd_1 itself
	d.Actions[0].Removed = "no use"
	d.Index()
	lines := plan.LinesOf([]*assessment.Finding{finding("fnd_1", "", assessment.Open), finding("fnd_4", "fnd_1", assessment.Open), finding("fnd_2", "", assessment.Open)})
	for id, want := range map[string]string{
		"fnd_1": "pri_1 true obj_1 act_2 WAITING 21 by 30 June 2009|pri_2 false obj_2 act_3 |",
		"fnd_4": "pri_1 true obj_1 act_2 WAITING 21 by 30 June 2009|pri_2 false obj_2 act_3 |",
		"fnd_2": "pri_2 false obj_2 act_3 |", "fnd_3": "",
	} {
		got := ""
		for _, p := range d.Trace(id, lines) {
			got += fmt.Sprint(p.Priority.ID, " ", p.Answers)
			for _, o := range p.Serving {
				got += " " + o.Objective.ID
				for _, a := range o.Actions {
					got += " " + a.ID + " " + a.Target.String()
				}
			}
			got += "|"
		}
		if got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
}
