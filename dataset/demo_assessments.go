package dataset

import (
	"fmt"

	"waymark/domain/assessment"
	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/figure"
	"waymark/domain/programme"
)

// The people of the demonstration who write and sign documents; none of them is anybody.
const (
	demoOfficer     = "synthetic-officer"
	demoChair       = "synthetic-chair"
	demoLead        = "synthetic-lead"
	demoCoordinator = "synthetic-coordinator"
)

// demoAssessed says how many partnerships of each region have assessments; the others have none.
const demoAssessed = 2

// DemoAssessments gives synthetic needs assessments of the first partnerships of every region, for 2008/09 and 2009/10, in every state
// that there is. All are marked synthetic and say so in what they say. The result depends on the records alone, which are those of
// Reference and Demo together, and on the figures that DemoEvidence asks for, as they have been recorded.
func DemoAssessments(r programme.Records, recorded []*figure.Version) ([]*assessment.Document, error) {
	template, form, err := formOf(r, document.NeedsAssessment)
	if err != nil {
		return nil, fmt.Errorf("generate demonstration assessments: %w", err)
	}
	by := demoAssessor{template.ID, form, evidenceOf(r, recorded)}
	regions := map[string]string{} // of districts
	for _, d := range r.Districts {
		regions[d.ID] = d.RegionID
	}
	home := map[string]string{} // the region of each partnership's first link
	for _, k := range r.Links {
		if home[k.PartnershipID] == "" {
			home[k.PartnershipID] = regions[k.DistrictID]
		}
	}
	var all []*assessment.Document
	taken, number := map[string]int{}, 0
	for _, p := range sorted(r.Partnerships, func(p *programme.Partnership) string { return p.Code }) {
		if taken[home[p.ID]]++; taken[home[p.ID]] > demoAssessed {
			continue
		}
		last, err := by.write(p, 2008, nil, assessment.Agreed)
		if err != nil {
			return nil, err
		}
		all = append(all, last)
		if state := demoState(number); state != assessment.NotStarted {
			this, err := by.write(p, 2009, last, state)
			if err != nil {
				return nil, err
			}
			all = append(all, this)
		}
		number++
	}
	return all, nil
}

// demoState gives how far one of the assessments for 2009/10 has come.
func demoState(n int) assessment.State {
	return []assessment.State{assessment.Agreed, assessment.Draft, assessment.InReview, assessment.Agreed, assessment.NotStarted}[n%5]
}

// demoAssessor writes assessments by a template.
type demoAssessor struct {
	template string // id
	form     *document.Template
	evidence demoEvidence
}

// write writes one, from the one of the year before if there is one.
func (by demoAssessor) write(p *programme.Partnership, year calendar.FinancialYear, last *assessment.Document, state assessment.State) (*assessment.Document, error) {
	key := fmt.Sprintf("%s/%d", p.Code, year)
	n := 0
	newID := func(prefix string) string {
		n++
		return ID(prefix, fmt.Sprintf("synthetic/%s/%d", key, n))
	}
	day := func(month, day int) calendar.Date {
		return calendar.New(int(year)-1, 9, 1).AddDays((month-9)*30 + day)
	}
	var steps assessment.Steps
	step := func(do assessment.Action, by string, on calendar.Date) {
		steps = append(steps, assessment.Step{Do: do, By: by, On: on})
	}
	if last == nil {
		step(assessment.ToStart, demoOfficer, day(9, 1))
	} else {
		step(assessment.ToCarry, demoOfficer, day(9, 1))
	}
	if state != assessment.Draft {
		step(assessment.ToSubmit, demoOfficer, day(11, 2))
	}
	if state == assessment.Agreed {
		step(assessment.ToEndorse, demoChair, day(11, 9))
		step(assessment.ToAgree, demoLead, day(11, 20))
	}
	a := &assessment.Assessment{Meta: synthetic(assessment.Prefix, key), PartnershipID: p.ID, TemplateID: by.template, Year: year, Edition: 1,
		State: state, Unpublished: state != assessment.Agreed, Steps: steps}
	d := assessment.Begin(a, by.form, newID)
	if last != nil {
		d.CarryFrom(last, false, newID)
	}
	for i, s := range d.Sections {
		if state == assessment.Draft && i%3 == 2 {
			continue // what has not been written yet
		}
		s.Text, s.Status, s.Writers = fmt.Sprintf("Synthetic text for %s: %s.", year, s.Title), assessment.Complete, []string{demoOfficer}
		switch section := by.form.Section(s.Code); {
		case section.Members:
			s.Members = []document.Member{{Role: "Commissioner", Organisation: "Synthetic Partnership"}, {Role: "Service user", Organisation: "Synthetic User Group"}}
		case s.Code == "REPORTED_DEMAND":
			s.Writers = []string{demoCoordinator}
		case s.Code == "PREVALENCE":
			s.Figures = by.evidence.of(d, demoNeed, int(year)-2, "Synthetic: the estimate that was the newest then.")
		}
	}
	d.Findings = append(d.Findings, by.findings(d, newID)...)
	if state != assessment.Agreed {
		return d, nil
	}
	var err error
	a.Frozen, err = by.evidence.freeze(d.Figures())
	return d, err
}

// findings gives three, of which the last year's second has been answered since. Every third partnership shows its last by a figure that is old.
func (by demoAssessor) findings(d *assessment.Document, newID assessment.NewID) []*assessment.Finding {
	var found []*assessment.Finding
	for i, priority := range []assessment.Priority{assessment.High, assessment.Medium, assessment.Low} {
		group := by.form.Groups[i%len(by.form.Groups)]
		rank := ""
		for _, f := range d.Findings {
			if f.Priority == priority {
				rank = max(rank, f.Rank)
			}
		}
		f := &assessment.Finding{Meta: synthetic(assessment.FindingPrefix, ""), AssessmentID: d.ID, PartnershipID: d.PartnershipID,
			Statement: fmt.Sprintf("Synthetic finding %d for %s: treatment reaches too few of one group (%s).", i+1, d.Year, group.Name),
			Priority:  priority, Rank: document.Last([]string{rank}), Groups: []string{group.Code}, Status: assessment.Open, Writers: []string{demoOfficer}}
		f.ID = newID(assessment.FindingPrefix)
		switch i {
		case 0:
			f.Evidence = by.evidence.of(d, demoReached, int(d.Year)-2, "")
		case 2:
			f.Evidence = by.evidence.old(d)
		}
		if i == 1 && d.Year == 2008 {
			f.Status, f.Answer = assessment.Answered, "Synthetic answer: another clinic opened."
		}
		found = append(found, f)
	}
	if len(found) > 0 && d.State == assessment.Draft {
		d.Comments = append(d.Comments, &assessment.Comment{Meta: programme.Meta{ID: newID(assessment.CommentPrefix), Version: 1, Synthetic: true},
			AssessmentID: d.ID, PartnershipID: d.PartnershipID, FindingID: found[0].ID, Text: "Synthetic comment: which figure shows this?", Author: demoChair})
	}
	return found
}
