package dataset

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"waymark/domain/assessment"
	"waymark/domain/document"
	"waymark/domain/figure"
)

func TestDemoAssessments(t *testing.T) {
	r := reference(t)
	demo, err := Demo(r)
	if err != nil {
		t.Fatal(err)
	}
	sets, err := DemoFigures(r, demo)
	if err != nil {
		t.Fatal(err)
	}
	recorded := map[string]*figure.Version{}
	var evidence []*figure.Version
	for _, set := range sets[:1] {
		for i := range set.Figures {
			f := &set.Figures[i]
			f.ID = int64(i + 1)
			v := &figure.Version{Figure: f}
			evidence, recorded[figure.FormatID(f.ID)] = append(evidence, v), v
		}
	}
	all, err := DemoAssessments(r.With(demo), evidence)
	if err != nil {
		t.Fatal(err)
	}
	ids, states, statuses := map[string]bool{}, map[assessment.State]int{}, map[assessment.FindingStatus]int{}
	once := func(id string, synthetic bool) {
		if ids[id] || !synthetic {
			t.Errorf("%s: comes twice %t, synthetic %t", id, ids[id], synthetic)
		}
		ids[id] = true
	}
	fresh, old := 0, 0
	for _, d := range all {
		once(d.ID, d.Synthetic)
		for _, id := range d.Figures() {
			f := recorded[id]
			if f == nil || f.PlaceID != d.PartnershipID || d.State == assessment.Agreed && !strings.Contains(d.Frozen, `{"id":"`+id+`","indicator":"PROBLEM_DRUG_USERS`) {
				t.Fatalf("%s refers to %s, which is %+v, and keeps %s", d.ID, id, f, d.Frozen)
			}
			if assessment.Old(f.Period, d.Year) {
				old++
			} else {
				fresh++
			}
		}
		if d.Year == 2009 {
			states[d.State]++
		} else if d.Year != 2008 || d.State != assessment.Agreed {
			t.Errorf("%s is of %s and %s", d.ID, d.Year, d.State)
		}
		last := d.Steps[len(d.Steps)-1].On
		if d.On(last) != d.State {
			t.Errorf("%s is %s and by its steps %s", d.ID, d.State, d.On(last))
		}
		for _, s := range d.Sections {
			once(s.ID, s.Synthetic)
			if s.Text != "" && !strings.HasPrefix(s.Text, "Synthetic") {
				t.Errorf("%s does not say that it is synthetic: %s", s.ID, s.Text)
			}
		}
		ranks := map[string]bool{}
		for _, f := range d.Findings {
			once(f.ID, f.Synthetic)
			statuses[f.Status]++
			if ranks[string(f.Priority)+f.Rank] || !strings.HasPrefix(f.Statement, "Synthetic") {
				t.Errorf("%s: %+v", f.ID, f)
			}
			ranks[string(f.Priority)+f.Rank] = true
		}
		for _, c := range d.Comments {
			once(c.ID, c.Synthetic)
		}
	}
	if len(all) < 30 || states[assessment.Draft] == 0 || states[assessment.InReview] == 0 || states[assessment.Agreed] == 0 ||
		statuses[assessment.Open] == 0 || statuses[assessment.Answered] == 0 || old == 0 || fresh < len(all) {
		t.Errorf("%d assessments: %v, findings %v, %d figures that are old and %d others", len(all), states, statuses, old, fresh)
	}
}

func TestTemplatesAreSound(t *testing.T) {
	for _, template := range reference(t).Templates {
		form, err := document.Parse(template.Content)
		if err != nil {
			t.Fatal(err)
		}
		codes := map[string]bool{}
		for _, s := range form.Sections {
			if codes[s.Code] || s.Title == "" || s.Guidance == "" || len(s.Editors) == 0 || s.Group != "" && form.Group(s.Group) == nil ||
				strings.HasPrefix(s.Code, assessment.LocalPrefix) {
				t.Errorf("%s: section %+v", template.Code, s)
			}
			codes[s.Code] = true
		}
		for _, signature := range form.Signatures {
			if signature.Name == "" || len(signature.Roles) == 0 || slices.ContainsFunc(signature.Parts, func(p string) bool { return !codes[p] }) {
				t.Errorf("%s: signature %+v", template.Code, signature)
			}
		}
		days := map[string]string{}
		for _, d := range form.Deadlines {
			days[d.Code] = d.On(2009).String()
			if !d.Assumed || d.Note == "" {
				t.Errorf("%s: no source states the deadline %+v", template.Code, d)
			}
		}
		if want := map[string]string{assessment.Due: "2008-11-30"}; template.Document == document.NeedsAssessment && !maps.Equal(days, want) {
			t.Errorf("%s: due on %v", template.Code, days)
		}
		if template.Document == document.TreatmentPlan && (days["PLAN_DRAFT_DUE"] != "2009-01-15" || days["PLAN_DUE"] != "2009-03-31" || days["REVIEW_Q1"] != "2009-07-31" || days["REVIEW_Q4"] != "2010-04-30") {
			t.Errorf("%s: due on %v", template.Code, days)
		}
	}
}
