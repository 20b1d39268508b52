package referral_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"waymark/domain/calendar"
	"waymark/domain/programme"
	"waymark/domain/referral"
	"waymark/domain/workflow"
)

var (
	early = calendar.New(2009, 2, 1)  // before there were markers
	pilot = calendar.New(2009, 10, 1) // when they were for heroin and crack on JSA and ESA alone
	late  = calendar.New(2011, 10, 1) // for everybody
)

func row(substance programme.Substance, benefit referral.Benefit, direction referral.Direction, counts map[referral.Measure]int64) referral.Row {
	r := referral.Row{Key: referral.Key{Substance: substance, Benefit: benefit, Direction: direction}}
	for m, n := range counts {
		r.Counts[m.Index()] = n
	}
	return r
}

// TestWhatIsRefused holds each rule that refuses, with what is just allowed beside it.
func TestWhatIsRefused(t *testing.T) {
	marked := map[referral.Measure]int64{referral.Disclosures: 3, referral.InTreatment: 2, referral.NotInTreatment: 1}
	heroin := row(programme.HeroinCrack, referral.JSA, referral.ToTreatment, marked)
	for name, c := range map[string]struct {
		month calendar.Date
		rows  []referral.Row
		want  string
	}{
		"nothing":                  {pilot, nil, ""},
		"markers of the pilot":     {pilot, []referral.Row{heroin}, ""},
		"markers before it":        {early, []referral.Row{heroin}, "0 MARKERS_IN_TREATMENT OUTSIDE_DEFINITION, 0 MARKERS_NOT_IN_TREATMENT OUTSIDE_DEFINITION"},
		"markers for alcohol":      {pilot, []referral.Row{row(programme.Alcohol, referral.JSA, referral.ToTreatment, marked)}, "0 MARKERS_IN_TREATMENT OUTSIDE_DEFINITION, 0 MARKERS_NOT_IN_TREATMENT OUTSIDE_DEFINITION"},
		"for alcohol, later":       {late, []referral.Row{row(programme.Alcohol, referral.JSA, referral.ToTreatment, marked)}, ""},
		"markers on IB":            {pilot, []referral.Row{row(programme.HeroinCrack, referral.Incapacity, referral.ToTreatment, marked)}, "0 MARKERS_IN_TREATMENT OUTSIDE_DEFINITION, 0 MARKERS_NOT_IN_TREATMENT OUTSIDE_DEFINITION"},
		"more markers than agreed": {pilot, []referral.Row{row(programme.HeroinCrack, referral.ESA, referral.ToTreatment, map[referral.Measure]int64{referral.Disclosures: 2, referral.InTreatment: 3})}, "0 DISCLOSURES WITHOUT_CONSENT"},
		"twice":                    {pilot, []referral.Row{heroin, heroin}, "1  REPEATED"},
		"too many":                 {pilot, []referral.Row{row(programme.Alcohol, referral.JSA, referral.ToJobcentre, map[referral.Measure]int64{referral.Referrals: 100_001, referral.JobStarts: -1})}, "0 REFERRALS RANGE, 0 JOB_STARTS RANGE"},
		"treatment towards work":   {pilot, []referral.Row{row(programme.Alcohol, referral.JSA, referral.ToJobcentre, map[referral.Measure]int64{referral.TreatmentStarts: 1})}, "0 TREATMENT_STARTS_KNOWN OUTSIDE_DEFINITION"},
	} {
		var got []string
		for _, w := range referral.Refuse(c.month, c.rows) {
			got = append(got, fmt.Sprintf("%d %s %s", w.Row, w.Measure, w.Check))
			if w.Text == "" || w.Check.Words() == "" {
				t.Errorf("%s: %s says nothing", name, w.Check)
			}
		}
		if all := strings.Join(got, ", "); all != c.want {
			t.Errorf("%s: %s, want %s", name, all, c.want)
		}
	}
}

// TestWhatIsNoticed holds each rule that asks.
func TestWhatIsNoticed(t *testing.T) {
	month := func(referrals, jobs int64) (c referral.Counts) {
		c[referral.Referrals.Index()], c[referral.JobStarts.Index()] = referrals, jobs
		return c
	}
	steady := []referral.Counts{month(10, 1), month(12, 0), month(11, 1)}
	for name, c := range map[string]struct {
		counts map[referral.Measure]int64
		before []referral.Counts
		want   string
	}{
		"as always":           {map[referral.Measure]int64{referral.Referrals: 12, referral.DiscussionStarts: 12, referral.TreatmentStarts: 12, referral.Sustained: 2}, steady, "[]"},
		"of themselves":       {map[referral.Measure]int64{referral.SelfReferrals: 2, referral.DiscussionStarts: 2}, nil, "[]"},
		"more discussions":    {map[referral.Measure]int64{referral.Referrals: 2, referral.DiscussionStarts: 3}, nil, "[DISCUSSIONS_EXCEED_REFERRALS]"},
		"more treatments":     {map[referral.Measure]int64{referral.Referrals: 2, referral.TreatmentStarts: 1}, nil, "[TREATMENTS_EXCEED_DISCUSSIONS]"},
		"more jobs that last": {map[referral.Measure]int64{referral.Referrals: 11, referral.Sustained: 3}, steady, "[SUSTAINED_EXCEED_JOB_STARTS]"},
		"far more":            {map[referral.Measure]int64{referral.Referrals: 40}, steady, "[UNUSUAL]"},
		"none":                {nil, steady, "[UNUSUAL]"},
		"far more, too early": {map[referral.Measure]int64{referral.Referrals: 40}, steady[:2], "[]"},
	} {
		rows := []referral.Row{row(programme.OtherDrugs, referral.ESA, referral.ToTreatment, c.counts)}
		var got []referral.Check
		for _, f := range referral.Notice(rows, c.before) {
			got = append(got, f.Check)
		}
		if fmt.Sprint(got) != c.want {
			t.Errorf("%s: %v, want %s", name, got, c.want)
		}
	}
}

// TestDefinitionsFollowOneAnother holds that at most one definition of a measure counts in a month, and that none ends without another.
func TestDefinitionsFollowOneAnother(t *testing.T) {
	for _, m := range referral.Measures() {
		var all []referral.Definition
		for _, d := range referral.Definitions() {
			if d.Measure == m {
				all = append(all, d)
			}
		}
		if len(all) == 0 {
			t.Errorf("%s has no definition", m)
			continue
		}
		for i, d := range all {
			last := i == len(all)-1
			if d.Text == "" || d.Source == "" || last != (d.To == nil) || !last && *d.To != all[i+1].From {
				t.Errorf("%s: definition %d", m, i)
			}
		}
	}
	if _, ok := referral.DefinitionOf(referral.Referrals, calendar.New(2008, 3, 1)); ok {
		t.Error("referrals were counted in March 2008")
	}
	if d, ok := referral.DefinitionOf(referral.InTreatment, calendar.New(2009, 4, 1)); !ok || !slices.Equal(d.Benefits, []referral.Benefit{referral.JSA, referral.ESA}) {
		t.Error("the month in which markers began is counted by its last day")
	}
}

// TestWhoMayDoWhatToAReturn walks all states, actions and roles, and who did what before.
func TestWhoMayDoWhatToAReturn(t *testing.T) {
	var got []string
	for _, state := range referral.States() {
		for _, do := range []referral.Action{referral.ToReturn, referral.ToQuery, referral.ToAccept} {
			for _, role := range referral.Roles() {
				next, err := referral.Rules.Next(state, do, workflow.Who[referral.Role]{Subject: "somebody", Roles: []referral.Role{role}},
					referral.Steps{{Do: referral.ToReturn, By: "another"}})
				if err == nil {
					got = append(got, fmt.Sprintf("%s %s %s: %s", state, do, role, next))
				}
			}
		}
	}
	want := `DUE RETURN COORDINATOR: RETURNED
DUE RETURN LEAD: RETURNED
DUE RETURN NATIONAL: RETURNED
RETURNED RETURN COORDINATOR: RETURNED
RETURNED RETURN LEAD: RETURNED
RETURNED RETURN NATIONAL: RETURNED
RETURNED QUERY LEAD: QUERIED
RETURNED QUERY NATIONAL: QUERIED
RETURNED ACCEPT LEAD: ACCEPTED
RETURNED ACCEPT NATIONAL: ACCEPTED
QUERIED RETURN COORDINATOR: RETURNED
QUERIED RETURN LEAD: RETURNED
QUERIED RETURN NATIONAL: RETURNED
ACCEPTED QUERY LEAD: QUERIED
ACCEPTED QUERY NATIONAL: QUERIED`
	if all := strings.Join(got, "\n"); all != want {
		t.Errorf("got\n%s", all)
	}
	own := referral.Steps{{Do: referral.ToReturn, By: "somebody"}}
	if _, err := referral.Rules.Next(referral.Returned, referral.ToAccept, workflow.Who[referral.Role]{Subject: "somebody", Roles: referral.Roles()}, own); err == nil {
		t.Error("who handed it in accepts it")
	}
}
