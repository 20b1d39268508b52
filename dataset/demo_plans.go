package dataset

import (
	"fmt"

	"waymark/domain/assessment"
	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/plan"
	"waymark/domain/programme"
	"waymark/domain/signoff"
	"waymark/domain/workflow"
)

// demoCommissioning is who signs for the joint commissioning group of the demonstration, and is nobody.
const demoCommissioning = "synthetic-commissioning-chair"

// DemoPlans gives synthetic plans of the partnerships that have assessments, for 2008/09, which have been carried out and reviewed for three
// quarters, and for 2009/10, in every state that there is; and those reviews. All are marked synthetic and say so in what they say. The result
// depends on the records and assessments alone.
func DemoPlans(r programme.Records, assessments []*assessment.Document) ([]*plan.Document, []*plan.Reviewed, error) {
	template, form, err := formOf(r, document.TreatmentPlan)
	if err != nil {
		return nil, nil, fmt.Errorf("generate demonstration plans: %w", err)
	}
	byID := map[string]*programme.Partnership{}
	for _, p := range r.Partnerships {
		byID[p.ID] = p
	}
	found := map[string]*assessment.Document{} // by partnership and year
	var order []*programme.Partnership
	for _, a := range assessments {
		if a.Year == 2008 {
			order = append(order, byID[a.PartnershipID])
		}
		found[fmt.Sprintf("%s/%d", a.PartnershipID, a.Year)] = a
	}
	by := demoPlanner{template.ID, form}
	var all []*plan.Document
	var reviews []*plan.Reviewed
	for n, p := range order {
		last := by.begin(p, 2008)
		by.write(last, found[p.ID+"/2008"])
		if err := by.sign(last, signoff.InDelivery); err != nil {
			return nil, nil, fmt.Errorf("generate the plan of %s: %w", p.Code, err)
		}
		reviews = append(reviews, by.review(last)...)
		all = append(all, last)
		state := demoPlanState(n)
		if state == signoff.NotStarted {
			continue
		}
		this := by.begin(p, 2009)
		this.CarryFrom(last, false, by.ids(p, "2009/carried"))
		by.write(this, found[p.ID+"/2009"])
		if err := by.sign(this, state); err != nil {
			return nil, nil, fmt.Errorf("generate the plan of %s: %w", p.Code, err)
		}
		all = append(all, this)
	}
	return all, reviews, nil
}

// demoPlanState gives how far one of the plans for 2009/10 has come.
func demoPlanState(n int) signoff.State {
	return []signoff.State{signoff.NotStarted, signoff.InDelivery, signoff.Submitted, signoff.Draft, signoff.Signed, signoff.Agreed, signoff.Returned}[n%7]
}

// demoPlanner writes plans by a template.
type demoPlanner struct {
	template string // id
	form     *document.Template
}

func (demoPlanner) ids(p *programme.Partnership, key string) plan.NewID {
	n := 0
	return func(prefix string) string {
		n++
		return ID(prefix, fmt.Sprintf("synthetic/plan/%s/%s/%d", p.Code, key, n))
	}
}

func (by demoPlanner) begin(p *programme.Partnership, year calendar.FinancialYear) *plan.Document {
	do := signoff.ToStart
	if year > 2008 {
		do = signoff.ToCarry
	}
	x := &plan.Plan{Meta: synthetic(plan.Prefix, fmt.Sprintf("plan/%s/%d", p.Code, year)), PartnershipID: p.ID, TemplateID: by.template, Kind: document.TreatmentPlan,
		Year: year, Edition: 1, State: signoff.Draft, Unpublished: true}
	x.Steps = signoff.Steps{demoStep(do, demoOfficer, demoDay(x, -120))}
	return plan.Begin(x, by.form, by.ids(p, fmt.Sprint(year)))
}

func demoStep(do signoff.Action, who string, on calendar.Date) signoff.Step {
	return signoff.Step{Step: workflow.Step[signoff.Action]{Do: do, By: who, On: on}}
}

// write fills a plan in: texts, money, and in each grid a priority that answers findings, with an objective and its actions.
func (by demoPlanner) write(d *plan.Document, found *assessment.Document) {
	newID := by.ids(&programme.Partnership{Code: d.PartnershipID}, fmt.Sprintf("%d/rows", d.Year))
	row := func(prefix string, who string) plan.Common {
		c := d.Fresh(prefix, newID)
		c.Writers = []string{who}
		return c
	}
	var money *plan.Line
	for n, part := range d.Parts {
		part.Text, part.Status, part.Writers = fmt.Sprintf("Synthetic text for %s: %s.", d.Year, part.Title), plan.Complete, []string{demoOfficer}
		switch by.form.Section(part.Code).Form {
		case document.Funding:
			ranks := document.Ranks(3)
			for i, line := range []struct {
				stream, name string
				pounds       int64
			}{{"POOLED_TREATMENT_BUDGET", "Community clinics", 640_000}, {"NHS_MAINSTREAM", "Prescribing", 310_000}, {"LOCAL_AUTHORITY", "Housing support", 95_500}} {
				if i < len(d.Lines) {
					d.Lines[i].Committed = d.Lines[i].Planned * 6 / 10
					continue
				}
				d.Lines = append(d.Lines, &plan.Line{Common: row(plan.LinePrefix, demoOfficer), PartID: part.ID, Rank: ranks[i], Stream: line.stream, Name: "Synthetic: " + line.name,
					Planned: line.pounds * 100, Committed: line.pounds * 60})
			}
			money = d.Lines[0]
		case document.Grid:
			by.grid(d, part, money, found, n, row)
		}
	}
}

// grid writes a priority with an objective and actions into a grid. In the second grid one action has no owner; in the last one is the coordinator's.
func (by demoPlanner) grid(d *plan.Document, part *plan.Part, money *plan.Line, found *assessment.Document, n int, row func(string, string) plan.Common) {
	var findings []string
	if found != nil && n%4 < len(found.Findings) {
		findings = []string{found.Findings[n%4].ID}
	}
	first := &plan.Priority{}
	p := &plan.Priority{Common: row(plan.PriorityPrefix, demoOfficer), PartID: part.ID, Rank: demoRank(d, first, part.ID), Findings: findings,
		Statement: fmt.Sprintf("Synthetic priority of %s: %s.", d.Year, part.Title)}
	o := &plan.Objective{Common: row(plan.ObjectivePrefix, demoOfficer), PriorityID: p.ID, Rank: document.Ranks(1)[0], Findings: findings,
		Statement: fmt.Sprintf("Synthetic objective: reach more people by March %d.", int(d.Year)+1), Funding: []plan.Allotment{{Line: money.Origin, Pence: 100_000_00}}}
	d.Priorities, d.Objectives = append(d.Priorities, p), append(d.Objectives, o)
	end := d.Year.Period().To.AddDays(-1)
	june := calendar.New(int(d.Year), 6, 30)
	ranks := document.Ranks(3)
	for i, a := range []plan.Action{
		{Text: "Synthetic action: meet every two weeks about the quality of data.", When: plan.When{Words: "Continuous"}, Owner: plan.Owner{Role: "Joint commissioning manager"}},
		{Text: "Synthetic action: open another evening clinic.", When: plan.When{Day: &june}, Owner: plan.Owner{Role: "Service manager", Organisation: "Synthetic Provider"}, Resources: "Two sessions a week",
			Target: &plan.Target{Indicator: "TREATMENT_STARTS", Value: 450_000_000, By: &end}},
		{Text: "Synthetic action: name one point of contact in each Jobcentre.", When: plan.When{Year: d.Year, Quarter: 4}, Owner: plan.Owner{Role: "District drug coordinator", Organisation: "Jobcentre Plus"}, Pathway: true},
	} {
		who := demoOfficer
		if a.Pathway {
			if part.Code != "GRID_4" {
				continue
			}
			who = demoCoordinator
		}
		if part.Code == "GRID_2" && i == 1 {
			a.Owner = plan.Owner{}
		}
		a.Common, a.ObjectiveID, a.Rank, a.Progress = row(plan.ActionPrefix, who), o.ID, ranks[i], plan.NotBegun
		d.Actions = append(d.Actions, &a)
	}
}

// demoRank gives a rank after all rows of a kind in something.
func demoRank(d *plan.Document, kind plan.Row, in string) string {
	d.Index()
	var taken []string
	for _, r := range d.Beside(kind, in) {
		taken = append(taken, plan.Rank(r))
	}
	return document.Last(taken)
}
