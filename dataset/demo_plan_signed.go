package dataset

import (
	"fmt"
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/plan"
	"waymark/domain/signoff"
	"waymark/domain/workflow"
)

// demoDay gives a day of a plan's year, counted from its first.
func demoDay(p *plan.Plan, days int) calendar.Date { return p.Year.Period().From.AddDays(days) }

// sign takes a plan from a draft to a state, by the rules.
func (by demoPlanner) sign(d *plan.Document, to signoff.State) error {
	d.Sort()
	everything := []signoff.Role{signoff.Author, signoff.Signatory, signoff.Lead}
	step := func(do signoff.Action, who string, day int, change func(*signoff.Step)) error {
		next, err := d.Signoff(by.form).Next(do, workflow.Who[signoff.Role]{Subject: who, Roles: everything})
		if err != nil {
			return err
		}
		s := demoStep(do, who, demoDay(d.Plan, day))
		if change != nil {
			change(&s)
		}
		d.State, d.Steps = next, append(d.Steps, s)
		d.Unpublished = !next.Published()
		return nil
	}
	signs := func(who, code string, day int) func() error {
		return func() error {
			_, rows, err := d.Signoff(by.form).Sign(code, workflow.Who[signoff.Role]{Subject: who, Roles: everything}, func(document.Signature) bool { return true })
			if err != nil {
				return err
			}
			return step(signoff.ToSign, who, day, func(s *signoff.Step) { s.As, s.Rows = code, rows })
		}
	}
	way := []func() error{
		func() error { return step(signoff.ToSubmit, demoOfficer, -80, nil) },
		signs(demoChair, "PARTNERSHIP_CHAIR", -40),
		signs(demoCommissioning, "COMMISSIONING_CHAIR", -30),
		func() error { return step(signoff.ToAgree, demoLead, -12, nil) },
		func() error { return step(signoff.ToDeliver, demoLead, 0, nil) },
	}
	far := map[signoff.State]int{signoff.Draft: 0, signoff.Submitted: 1, signoff.Returned: 1, signoff.Signed: 2, signoff.Agreed: 4, signoff.InDelivery: 5}
	for _, take := range way[:far[to]] {
		if err := take(); err != nil {
			return err
		}
	}
	if to != signoff.Returned {
		return nil
	}
	return step(signoff.ToReturn, demoLead, -50, func(s *signoff.Step) {
		s.Reason, s.Rows = "Synthetic reason: who does this, and by when?", []string{d.Objectives[len(d.Objectives)-1].ID}
	})
}

// review gives the completed reviews of three quarters, after which every other action has been done, and puts what they say into the plan.
func (by demoPlanner) review(d *plan.Document) []*plan.Reviewed {
	var reviews []*plan.Reviewed
	var last *plan.Reviewed
	for quarter := 1; quarter <= 3; quarter++ {
		n := 0
		newID := func(prefix string) string {
			n++
			return ID(prefix, fmt.Sprintf("synthetic/review/%s/%d/%d", d.ID, quarter, n))
		}
		r := plan.Prepare(d, quarter, last, newID)
		day := plan.QuarterEnd(d.Year, quarter).AddDays(20)
		r.Unpublished, r.CompletedOn, r.Writers = false, &day, []string{demoOfficer}
		r.Narrative = fmt.Sprintf("Synthetic review of quarter %d of %s.", quarter, d.Year)
		r.Decisions = []string{"Synthetic decision: ask for weekly figures."}
		r.Attendance = []plan.Attendee{{Role: "Joint commissioning manager", Organisation: "Synthetic Partnership", Count: 1}, {Role: "Service user representative", Organisation: "Synthetic User Group", Count: 2}}
		for i := range r.Spend {
			l := d.Lines[slices.IndexFunc(d.Lines, func(l *plan.Line) bool { return l.Origin == r.Spend[i].Line })]
			r.Spend[i].Pence = l.Planned * int64(quarter) / 4
			l.Spent = r.Spend[i].Pence
		}
		for i, item := range r.Items {
			item.RAG, item.Progress, item.Writers = []plan.RAG{plan.Green, plan.Amber, plan.Red}[(i+quarter)%3], plan.UnderWay, []string{demoOfficer}
			item.Narrative = fmt.Sprintf("Synthetic narrative for quarter %d.", quarter)
			if quarter == 3 && i%2 == 0 {
				item.RAG, item.Progress = plan.Green, plan.Done
			}
			a := d.Actions[slices.IndexFunc(d.Actions, func(a *plan.Action) bool { return a.ID == item.ActionID })]
			a.RAG, a.Progress = item.RAG, item.Progress
		}
		reviews, last = append(reviews, r), r
	}
	return reviews
}
