package plan_test

import (
	"fmt"
	"strings"
	"testing"

	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/plan"
	"waymark/domain/programme"
	"waymark/domain/signoff"
)

var (
	cycle = plan.Cycle{Kind: document.TreatmentPlan, Year: 2009, Form: form}
	here  = &programme.Partnership{Meta: programme.Meta{ID: "ptn_1"}, Valid: calendar.Open(calendar.New(2000, 1, 1))}
)

func edition(n int, what string) *plan.Plan {
	return &plan.Plan{Meta: programme.Meta{ID: fmt.Sprint("pln_", n)}, PartnershipID: "ptn_1", Kind: document.TreatmentPlan, Year: 2009, Edition: n, Steps: steps(what)}
}

func review(quarter int, completed string) *plan.Review {
	r := &plan.Review{PartnershipID: "ptn_1", Kind: document.TreatmentPlan, Year: 2009, Quarter: quarter}
	if completed != "" {
		on := day(completed)
		r.CompletedOn = &on
	}
	return r
}

// tell gives a standing in one line.
func tell(s plan.Standing) string {
	text := string(s.State)
	if s.Plan != nil {
		text += fmt.Sprintf(" of %s since %s", s.Plan.ID, s.Since)
	}
	if s.Next.Plan != nil {
		text += fmt.Sprintf(", %s %s since %s", s.Next.Plan.ID, s.Next.State, s.Next.Since)
	}
	if len(s.Awaiting) > 0 {
		text += " awaits " + strings.Join(s.Awaiting, "+")
	}
	for _, m := range s.Deadlines {
		if m.Missed {
			text += fmt.Sprintf(" missed %s by %d", m.Deadline.Code, m.Days)
		}
	}
	if s.Late {
		text += fmt.Sprint(" late ", s.DaysLate)
	}
	if s.Stuck {
		text += fmt.Sprint(" stuck ", s.DaysStuck)
	}
	for _, q := range s.Reviews {
		text += fmt.Sprintf(" Q%d", q.Quarter)
		if q.Complete {
			text += " complete"
		}
		if q.Late {
			text += fmt.Sprint(" late ", q.Days)
		}
	}
	return text
}

func TestStandings(t *testing.T) {
	const agreed = "START 2008-12-01, SUBMIT 2009-01-10, SIGN/CHAIR 2009-02-01, SIGN/COMMISSIONING 2009-02-02, AGREE 2009-03-01"
	other := edition(1, "START 2008-12-01")
	other.Kind = document.EmploymentPlan
	tests := []struct {
		name    string
		plans   []*plan.Plan
		reviews []*plan.Review
		pieces  map[string][]signoff.Piece
		on      string
		want    string
	}{
		{"nothing, in time", nil, nil, nil, "2009-01-15", "NOT_STARTED"},
		{"nothing, a day late", nil, nil, nil, "2009-01-16", "NOT_STARTED missed DRAFT_DUE by 1 late 1"},
		{"one of another kind", []*plan.Plan{other}, nil, nil, "2009-01-15", "NOT_STARTED"},
		{"not begun by the day", []*plan.Plan{edition(1, agreed)}, nil, nil, "2008-11-30", "NOT_STARTED"},
		{"a draft", []*plan.Plan{edition(1, agreed)}, nil, nil, "2008-12-01", "DRAFT of pln_1 since 2008-12-01"},
		{"submitted", []*plan.Plan{edition(1, agreed)}, nil, nil, "2009-01-31", "SUBMITTED of pln_1 since 2009-01-10 awaits CHAIR+COMMISSIONING"},
		{"signed by one", []*plan.Plan{edition(1, agreed)}, nil, nil, "2009-02-01", "SIGNED of pln_1 since 2009-02-01 awaits COMMISSIONING"},
		{"signed by all waits for the lead", []*plan.Plan{edition(1, agreed)}, nil, nil, "2009-02-10", "SIGNED of pln_1 since 2009-02-01"},
		{"agreed", []*plan.Plan{edition(1, agreed)}, nil, nil, "2009-04-30", "AGREED of pln_1 since 2009-03-01"},
		{"submitted late, and still late for the next", []*plan.Plan{edition(1, "START 2009-01-01, SUBMIT 2009-01-20")}, nil, nil, "2009-04-02",
			"SUBMITTED of pln_1 since 2009-01-20 awaits CHAIR+COMMISSIONING missed DRAFT_DUE by 5 missed PLAN_DUE by 2 late 2 stuck 42"},
		{"a submission that was taken back was none", []*plan.Plan{edition(1, "START 2009-01-01, SUBMIT 2009-01-10, WITHDRAW 2009-01-12")}, nil, nil, "2009-01-20",
			"DRAFT of pln_1 since 2009-01-12 missed DRAFT_DUE by 5 late 5"},
		{"one that was returned was one", []*plan.Plan{edition(1, "START 2009-01-01, SUBMIT 2009-01-10, RETURN 2009-01-12, RETURN 2009-01-25")}, nil, nil, "2009-01-28",
			"RETURNED of pln_1 since 2009-01-12 stuck 2"},
		{"another edition is being signed", []*plan.Plan{edition(2, "REVISE/CHAIR 2009-05-01, SUBMIT 2009-05-02"), edition(1, agreed)}, nil,
			map[string][]signoff.Piece{"pln_2": {{ID: "obj_1", Part: "GRID", Changed: 1}, {ID: "obj_2", Part: "GRID"}}}, "2009-05-03",
			"AGREED of pln_1 since 2009-03-01, pln_2 SUBMITTED since 2009-05-02 awaits CHAIR+COMMISSIONING"},
		{"in which nothing changed that the chair had not signed", []*plan.Plan{edition(2, "REVISE/CHAIR 2009-05-01, SUBMIT 2009-05-02"), edition(1, agreed)}, nil,
			map[string][]signoff.Piece{"pln_2": {{ID: "obj_1", Part: "GRID"}}}, "2009-05-03",
			"AGREED of pln_1 since 2009-03-01, pln_2 SUBMITTED since 2009-05-02 awaits COMMISSIONING"},
		{"a row that changed after the day", []*plan.Plan{edition(1, agreed+", REVISE 2009-04-01")}, nil,
			map[string][]signoff.Piece{"pln_1": {{ID: "obj_1", Part: "GRID", Changed: 5}}}, "2009-02-01", "SIGNED of pln_1 since 2009-02-01 awaits COMMISSIONING"},
		{"another edition took its place", []*plan.Plan{edition(1, agreed+", SUPERSEDE 2009-06-01"), edition(2, "REVISE 2009-05-01, SUBMIT 2009-05-02, AGREE 2009-06-01")}, nil, nil, "2009-06-02",
			"AGREED of pln_2 since 2009-06-01"},
		{"closed", []*plan.Plan{edition(1, agreed+", CLOSE 2009-05-01")}, nil, nil, "2009-06-02", "CLOSED of pln_1 since 2009-05-01"},
		{"a review that is owed", []*plan.Plan{edition(1, agreed)}, nil, nil, "2009-07-31", "AGREED of pln_1 since 2009-03-01 Q1"},
		{"and late", []*plan.Plan{edition(1, agreed)}, []*plan.Review{review(1, "")}, nil, "2009-08-02", "AGREED of pln_1 since 2009-03-01 Q1 late 2"},
		{"and was late", []*plan.Plan{edition(1, agreed)}, []*plan.Review{review(1, "2009-08-01")}, nil, "2009-08-02", "AGREED of pln_1 since 2009-03-01 Q1 complete late 1"},
		{"not complete by the day", []*plan.Plan{edition(1, agreed)}, []*plan.Review{review(1, "2009-08-01")}, nil, "2009-07-30", "AGREED of pln_1 since 2009-03-01 Q1"},
		{"prepared before its quarter ends", []*plan.Plan{edition(1, agreed)}, []*plan.Review{review(1, "2009-07-10"), review(2, "")}, nil, "2009-07-30",
			"AGREED of pln_1 since 2009-03-01 Q1 complete Q2"},
		{"none is owed of a quarter that ended before it was agreed", []*plan.Plan{edition(1, "START 2009-01-01, SUBMIT 2009-01-02, AGREE 2009-07-01")}, nil, nil, "2009-08-30",
			"AGREED of pln_1 since 2009-07-01 missed PLAN_DUE by 92"},
		{"in the next year", []*plan.Plan{edition(1, agreed)}, nil, nil, "2010-05-02", "AGREED of pln_1 since 2009-03-01 Q1 late 275 Q2 Q3 Q4 late 2"},
	}
	for _, c := range tests {
		t.Run(c.name, func(t *testing.T) {
			got := cycle.Standings([]*programme.Partnership{here}, plan.Records{Plans: c.plans, Reviews: c.reviews, Pieces: c.pieces}, day(c.on))
			if text := tell(got[0]); text != c.want {
				t.Errorf("got  %s\nwant %s", text, c.want)
			}
		})
	}
	young := &programme.Partnership{Meta: programme.Meta{ID: "ptn_2"}, Valid: calendar.Open(calendar.New(2009, 2, 1))}
	if got := tell(cycle.Standings([]*programme.Partnership{young}, plan.Records{}, day("2009-03-01"))[0]); got != "NOT_STARTED" {
		t.Errorf("a partnership that was not there when a draft was due: %s", got)
	}
}

func TestWhoOwesAPlan(t *testing.T) {
	of := func(partnership string, kind document.Kind, year calendar.FinancialYear) *plan.Plan {
		return &plan.Plan{PartnershipID: partnership, Kind: kind, Year: year}
	}
	all := []*plan.Plan{of("ptn_1", document.TreatmentPlan, 2008), of("ptn_2", document.DeliveryPlan, 2009), of("ptn_3", document.DeliveryPlan, 2007), of("ptn_4", document.TreatmentPlan, 2009),
		of("ptn_4", document.EmploymentPlan, 2009)}
	var partnerships []*programme.Partnership
	for n := 1; n <= 5; n++ {
		partnerships = append(partnerships, &programme.Partnership{Meta: programme.Meta{ID: fmt.Sprint("ptn_", n)}})
	}
	for kind, want := range map[document.Kind]string{document.TreatmentPlan: "ptn_1 ptn_3 ptn_4 ptn_5", document.DeliveryPlan: "ptn_2", document.EmploymentPlan: "ptn_4"} {
		var got []string
		for _, p := range (plan.Cycle{Kind: kind, Year: 2009}).Owing(partnerships, all) {
			got = append(got, p.ID)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", kind, got, want)
		}
	}
}

// TestRemindersAreMadeOnce goes through a year day by day, with what was made before.
func TestRemindersAreMadeOnce(t *testing.T) {
	records := plan.Records{
		Plans: []*plan.Plan{edition(1, "START 2009-01-20, SUBMIT 2009-01-25, RETURN 2009-02-01, SUBMIT 2009-03-10, SIGN/CHAIR 2009-03-11, SIGN/COMMISSIONING 2009-04-01, AGREE 2009-04-10"),
			edition(2, "REVISE 2009-09-01, SUBMIT 2009-09-02, RETURN 2009-09-10, SUBMIT 2009-10-20, AGREE 2009-10-21")},
		Reviews: []*plan.Review{review(1, "2009-08-10")},
	}
	var made []*plan.Reminder
	var got []string
	newID := ids()
	for on := day("2008-12-20"); on.Before(day("2010-06-01")); on = on.AddDays(1) {
		for range 2 {
			due := cycle.Remind(cycle.Standings([]*programme.Partnership{here}, records, on), on, made, newID)
			for _, r := range due {
				got = append(got, fmt.Sprintf("%s %s %s %s", r.On, r.About, r.Matter, r.Due))
			}
			made = append(made, due...)
		}
	}
	want := `2009-01-01 DUE_SOON DRAFT_DUE 2009-01-15
2009-01-16 LATE DRAFT_DUE 2009-01-15
2009-02-16 STUCK RETURNED 2009-02-01
2009-03-17 DUE_SOON PLAN_DUE 2009-03-31
2009-04-01 LATE PLAN_DUE 2009-03-31
2009-07-17 DUE_SOON REVIEW_Q1 2009-07-31
2009-08-01 REVIEW_LATE REVIEW_Q1 2009-07-31
2009-09-25 STUCK RETURNED 2009-09-10
2010-04-16 DUE_SOON REVIEW_Q4 2010-04-30
2010-05-01 REVIEW_LATE REVIEW_Q4 2010-04-30`
	if text := strings.Join(got, "\n"); text != want {
		t.Errorf("got\n%s\nwant\n%s", text, want)
	}
	next := cycle
	next.Year = 2010
	if due := cycle.Remind(cycle.Standings([]*programme.Partnership{here}, plan.Records{}, day("2010-04-01")), day("2010-04-01"), nil, newID); len(due) != 0 {
		t.Errorf("of a year that is over: %v", due)
	}
	if due := next.Remind(next.Standings([]*programme.Partnership{here}, plan.Records{}, day("2010-01-01")), day("2010-01-01"), made, newID); len(due) != 1 {
		t.Errorf("of another year: %v", due)
	}
}
