package plan_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"waymark/domain/document"
	"waymark/domain/plan"
	"waymark/domain/signoff"
)

// write gives a difference in one line.
func write(x plan.Difference) string {
	line := string(x.Kind)
	for _, r := range []plan.Row{x.Before, x.After} {
		if r == nil {
			line += " -"
		} else {
			line += " " + r.Row().ID
		}
	}
	if x.Above {
		line += " above"
	}
	if x.Reason != "" {
		line += " because " + x.Reason
	}
	for _, e := range x.Edits {
		line += fmt.Sprintf(" %s:%q>%q", e.Field, e.Before, e.After)
	}
	return line
}

// flip gives the difference the other way round, as far as it can be known.
func flip(x plan.Difference) plan.Difference {
	x.Before, x.After, x.Reason = x.After, x.Before, ""
	switch x.Kind {
	case plan.RowAdded:
		x.Kind = plan.RowRemoved
	case plan.RowRemoved:
		x.Kind = plan.RowAdded
	}
	x.Edits = slices.Clone(x.Edits)
	for i, e := range x.Edits {
		x.Edits[i].Before, x.Edits[i].After = e.After, e.Before
	}
	return x
}

func TestCompare(t *testing.T) {
	tests := []struct {
		name   string
		change func(d *plan.Document)
		want   []string
	}{
		{"nothing", func(*plan.Document) {}, nil},
		{"the head, and another edition's ids", func(d *plan.Document) {
			d.State, d.Edition = signoff.Agreed, 2
			d.Parts[0].ID, d.Parts[0].Origin = "prt_7", "prt_7" // a part is known by its code
		}, []string{`edition:"1">"2"`, `state:"DRAFT">"AGREED"`}},
		{"fields of each kind of row", func(d *plan.Document) {
			d.Parts[0].Text, d.Lines[0].Spent, d.Priorities[0].Findings, d.Objectives[0].Funding = "More.", 250, []string{"fnd_1", "fnd_2"}, nil
			d.Actions[1].Target, d.Actions[1].When, d.Actions[1].Owner = nil, plan.When{Words: "Continuous"}, plan.Owner{}
		}, []string{`CHANGED prt_1 prt_1 text:"What we want.">"More."`, `CHANGED fun_1 fun_1 spent:"0">"250"`, `CHANGED pri_1 pri_1 findings:"fnd_1">"fnd_1, fnd_2"`,
			`CHANGED obj_1 obj_1 funding:"fun_1 1000000">""`,
			`CHANGED act_2 act_2 byWhen:"30 June 2009">"Continuous" owner:"DAAT">"" target:"WAITING 21 by 30 June 2009">""`}},
		{"a row added in its place", func(d *plan.Document) {
			d.Actions = append(d.Actions, &plan.Action{Common: common("act_9"), ObjectiveID: "obj_1", Rank: "1i", Text: "New"})
		}, []string{"ADDED - act_9"}},
		{"a priority taken out with what lies in it", func(d *plan.Document) { d.Priorities[0].Removed = "merged" },
			[]string{"REMOVED pri_1 - because merged", "REMOVED obj_1 -", "REMOVED act_1 -", "REMOVED act_2 -"}},
		{"what was taken out stays where it was", func(d *plan.Document) {
			d.Actions[0].Removed, d.Actions[1].Text = "no use", "Open a third room"
		}, []string{"REMOVED act_1 - because no use", `CHANGED act_2 act_2 text:"Open a second room">"Open a third room"`}},
		{"one of two changes places: the one that was moved", func(d *plan.Document) { d.Priorities[0].Rank = "3" }, []string{"MOVED pri_1 pri_1"}},
		{"and the other one", func(d *plan.Document) { d.Priorities[1].Rank = "0i" }, []string{"MOVED pri_2 pri_2"}},
		{"another rank in the same order is no move", func(d *plan.Document) { d.Priorities[1].Rank = "5" }, nil},
		{"into another objective, and changed", func(d *plan.Document) {
			d.Actions[0].ObjectiveID, d.Actions[0].Text = "obj_2", "Meet"
		}, []string{`CHANGED act_1 act_1 text:"Meet each fortnight">"Meet"`, "MOVED act_1 act_1 above"}},
	}
	for _, c := range tests {
		t.Run(c.name, func(t *testing.T) {
			to := sample()
			c.change(to)
			to.Sort()
			diff := plan.Compare(sample(), to)
			var got []string
			for _, e := range diff.Head {
				got = append(got, fmt.Sprintf("%s:%q>%q", e.Field, e.Before, e.After))
			}
			for _, x := range diff.Rows {
				got = append(got, write(x))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

// scramble does some things at random to a plan.
func scramble(r *rand.Rand, d *plan.Document) {
	for n := range r.IntN(12) {
		rows := d.Outline()
		if len(rows) < 4 {
			return
		}
		x := rows[r.IntN(len(rows))]
		switch r.IntN(6) {
		case 0:
			x.Row().Removed = "why not"
		case 1:
			if a, ok := x.(*plan.Action); ok {
				a.ObjectiveID, a.Rank = d.Objectives[r.IntN(len(d.Objectives))].ID, document.Ranks(30)[r.IntN(30)]
			}
		case 2:
			if o, ok := x.(*plan.Objective); ok {
				o.PriorityID, o.Rank = d.Priorities[r.IntN(len(d.Priorities))].ID, document.Ranks(30)[r.IntN(30)]
			}
		case 3:
			if p, ok := x.(*plan.Priority); ok {
				p.Rank, p.Statement = document.Ranks(30)[r.IntN(30)], fmt.Sprint("Statement ", n)
			}
		case 4:
			id := fmt.Sprintf("act_%d_%d", n, r.Uint32())
			d.Actions = append(d.Actions, &plan.Action{Common: common(id), ObjectiveID: d.Objectives[r.IntN(len(d.Objectives))].ID, Rank: "5", Text: id})
		case 5:
			if a, ok := x.(*plan.Action); ok {
				a.Rank = document.Ranks(30)[r.IntN(30)]
			}
		}
		d.Sort()
	}
}

// large is a plan with many rows to move about.
func large() *plan.Document {
	d := sample()
	for i, rank := range document.Ranks(20) {
		d.Objectives = append(d.Objectives, &plan.Objective{Common: common(fmt.Sprint("obj_x", i)), PriorityID: []string{"pri_1", "pri_2"}[i%2], Rank: rank})
		d.Actions = append(d.Actions, &plan.Action{Common: common(fmt.Sprint("act_x", i)), ObjectiveID: []string{"obj_1", "obj_x3"}[i%2], Rank: rank})
	}
	d.Sort()
	return d
}

// TestCompareMirrors holds for any two plans: between a plan and itself lies nothing, what lies between two lies between them the other way round, and what
// was added and removed makes the one of the other.
func TestCompareMirrors(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 30))
	keys := func(d *plan.Document) (list []string) {
		for _, x := range d.Outline() {
			list = append(list, plan.Key(x))
		}
		slices.Sort(list)
		return list
	}
	for round := range 300 {
		a, b := large(), large()
		scramble(r, a)
		scramble(r, b)
		if diff := plan.Compare(a, a); len(diff.Head)+len(diff.Rows) > 0 {
			t.Fatalf("round %d: between a plan and itself lies %v", round, diff)
		}
		var there, back []string
		made := keys(a)
		for _, x := range plan.Compare(a, b).Rows {
			x.Reason = ""
			there = append(there, write(x))
			switch x.Kind {
			case plan.RowAdded:
				made = append(made, plan.Key(x.After))
			case plan.RowRemoved:
				made = slices.DeleteFunc(made, func(k string) bool { return k == plan.Key(x.Before) })
			}
		}
		for _, x := range plan.Compare(b, a).Rows {
			back = append(back, write(flip(x)))
		}
		slices.Sort(there)
		slices.Sort(back)
		slices.Sort(made)
		if !slices.Equal(there, back) {
			t.Fatalf("round %d: there\n%s\nand back\n%s", round, strings.Join(there, "\n"), strings.Join(back, "\n"))
		}
		if !slices.Equal(made, keys(b)) {
			t.Fatalf("round %d: made %v, want %v", round, made, keys(b))
		}
	}
}
