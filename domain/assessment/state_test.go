package assessment_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"testing"

	"waymark/domain/assessment"
	"waymark/domain/document"
	"waymark/domain/programme"
	"waymark/domain/workflow"
)

var update = flag.Bool("update", false, "write golden files anew")

// TestTransitions holds the whole matrix of state, action and role against a file that is read by people.
func TestTransitions(t *testing.T) {
	got := assessment.Rules.Matrix(assessment.States(), assessment.Roles())
	const path = "testdata/transitions.txt"
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the transitions are\n%s\nwant\n%s", got, want)
	}
}

func steps(pairs ...string) []workflow.Step[assessment.Action] {
	var done []workflow.Step[assessment.Action]
	for i := 0; i < len(pairs); i += 2 {
		done = append(done, workflow.Step[assessment.Action]{Do: assessment.Action(pairs[i]), By: pairs[i+1]})
	}
	return done
}

// TestWhoWroteDoesNotSign holds for people with every role: what matters is who did what.
func TestWhoWroteDoesNotSign(t *testing.T) {
	d := &assessment.Document{Assessment: &assessment.Assessment{State: assessment.InReview, Steps: steps("SUBMIT", "ann")},
		Sections: []*assessment.Section{{Writers: []string{"ann", "bob"}}}, Findings: []*assessment.Finding{{Writers: []string{"cat"}}}}
	may := func(do assessment.Action, who string) bool {
		_, err := d.Next(do, workflow.Who[assessment.Role]{Subject: who, Roles: []assessment.Role{assessment.Officer, assessment.Chair, assessment.Lead}})
		return err == nil
	}
	who := []string{"ann", "bob", "cat", "dee", "eve"}
	allowed := func(do assessment.Action) string {
		return fmt.Sprint(slices.DeleteFunc(slices.Clone(who), func(w string) bool { return !may(do, w) }))
	}
	if got := allowed(assessment.ToEndorse) + allowed(assessment.ToAgree) + allowed(assessment.ToWithdraw) + fmt.Sprint(d.Endorsed()); got != "[dee eve][][ann]false" {
		t.Errorf("submitted: %s", got)
	}
	d.Steps = append(d.Steps, steps("ENDORSE", "dee")...)
	if got := allowed(assessment.ToAgree) + fmt.Sprint(d.Endorsed()); got != "[eve]true" {
		t.Errorf("endorsed: %s", got)
	}
	d.Steps = append(d.Steps, steps("RETURN", "eve", "SUBMIT", "bob")...)
	if got := allowed(assessment.ToAgree) + allowed(assessment.ToEndorse) + fmt.Sprint(d.Endorsed()); got != "[][dee eve]false" {
		t.Errorf("submitted again: %s", got)
	}
}

func TestCarrying(t *testing.T) {
	n := 0
	newID := func(prefix string) string { n++; return fmt.Sprintf("%s_%d", prefix, n) }
	form := &document.Template{Sections: []document.Section{{Code: "A", Title: "a"}, {Code: "B", Title: "b"}}}
	was := assessment.Begin(&assessment.Assessment{Meta: programme.Meta{ID: "asm_was"}}, &document.Template{Sections: []document.Section{{Code: "A"}, {Code: "GONE"}}}, newID)
	was.Sections[0].Text, was.Sections[0].Status, was.Sections[0].Writers = "said", assessment.Complete, []string{"ann"}
	was.Sections = append(was.Sections, &assessment.Section{Meta: programme.Meta{ID: "sec_local"}, Code: assessment.LocalPrefix + "1", Title: "ours", Status: assessment.Empty})
	for _, s := range []assessment.FindingStatus{assessment.Open, assessment.Answered, assessment.Withdrawn} {
		was.Findings = append(was.Findings, &assessment.Finding{Meta: programme.Meta{ID: "fnd_" + string(s)}, Statement: string(s), Status: s, Writers: []string{"ann"}})
	}
	for whole, want := range map[bool]string{
		false: "A said IN_PROGRESS from sec_1 by []; B  EMPTY from  by []; LOCAL_1  EMPTY from sec_local by []; OPEN fnd_OPEN []; ",
		true:  "A said COMPLETE from sec_1 by []; B  EMPTY from  by []; LOCAL_1  EMPTY from sec_local by []; OPEN fnd_OPEN []; ANSWERED fnd_ANSWERED []; WITHDRAWN fnd_WITHDRAWN []; ",
	} {
		d := assessment.Begin(&assessment.Assessment{Meta: programme.Meta{ID: "asm_new"}}, form, newID)
		d.CarryFrom(was, whole, newID)
		got := ""
		for _, s := range d.Sections {
			got += fmt.Sprintf("%s %s %s from %s by %v; ", s.Code, s.Text, s.Status, s.CarriedFrom, s.Writers)
		}
		for _, f := range d.Findings {
			got += fmt.Sprintf("%s %s %v; ", f.Status, f.CarriedFrom, f.Writers)
			if f.AssessmentID != "asm_new" || f.ID == f.CarriedFrom {
				t.Errorf("carried: %+v", f)
			}
		}
		if got != want || d.CarriedFrom != "asm_was" {
			t.Errorf("whole %t:\n%s\nwant\n%s", whole, got, want)
		}
	}
	if was.Findings[0].ID != "fnd_OPEN" || was.Sections[0].Text != "said" {
		t.Error("what is carried from has been changed")
	}
}

func TestOrderOfFindings(t *testing.T) {
	d := &assessment.Document{Findings: []*assessment.Finding{
		{Statement: "5", Priority: assessment.Low, Rank: "1"}, {Statement: "2", Priority: assessment.High, Rank: "b"}, {Statement: "3", Priority: assessment.Medium, Rank: "1"},
		{Statement: "1", Priority: assessment.High, Rank: "a"}, {Statement: "4", Priority: assessment.Medium, Rank: "1a"},
	}}
	d.Sort()
	got := ""
	for _, f := range d.Findings {
		got += f.Statement
	}
	if got != "12345" {
		t.Errorf("the order is %s", got)
	}
}
