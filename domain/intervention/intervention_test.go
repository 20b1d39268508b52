package intervention_test

import (
	"fmt"
	"slices"
	"testing"

	"waymark/domain/intervention"
)

func office(label string, referrals, discussions, treatments [3]int64, weeks [3]int) *intervention.Office {
	o := &intervention.Office{Label: label}
	for i, phase := range intervention.Phases() {
		o.Counts = append(o.Counts, intervention.Count{Phase: phase, Weeks: weeks[i], Referrals: &referrals[i], Discussions: &discussions[i], Treatments: &treatments[i]})
	}
	return o
}

// TestTheTrialOf2010 holds the published counts of the three offices as rates: what is 12, 21 and 55 in counts is 0.46, 5.25 and 4.23 a week.
func TestTheTrialOf2010(t *testing.T) {
	weeks := [3]int{26, 8, 13}
	for _, c := range []struct {
		office *intervention.Office
		want   string
	}{
		{office("JCP A", [3]int64{13, 6, 2}, [3]int64{6, 4, 1}, [3]int64{10, 3, 1}, weeks), "0.50 (0.27 to 0.86) 0.75 (0.28 to 1.63) 0.15 (0.02 to 0.56); 1.5 (0.47 to 4.2) 0.31 (0.034 to 1.4)"},
		{office("JCP B", [3]int64{1, 3, 4}, [3]int64{0, 0, 2}, [3]int64{0, 0, 0}, weeks), "0.04 (0.00 to 0.21) 0.38 (0.08 to 1.10) 0.31 (0.08 to 0.79); 9.8 (0.78 to 5.1e+02) 8 (0.79 to 3.9e+02)"},
		{office("JCP C", [3]int64{12, 21, 55}, [3]int64{3, 12, 32}, [3]int64{2, 8, 1}, [3]int{26, 4, 13}), "0.46 (0.24 to 0.81) 5.25 (3.25 to 8.03) 4.23 (3.19 to 5.51); 11 (5.3 to 25) 9.2 (4.9 to 19)"},
	} {
		rates, ratios := "", ""
		for _, phase := range intervention.Phases() {
			f, err := c.office.Weekly(phase, "", intervention.Referrals)
			if err != nil {
				t.Fatal(err)
			}
			rates += fmt.Sprintf(" %.2f (%.2f to %.2f)", f.Value, f.Interval.Lower, f.Interval.Upper)
			r, err := c.office.Ratio(phase, "", intervention.Referrals)
			if err != nil {
				t.Fatal(err)
			}
			if r != nil {
				ratios += fmt.Sprintf(" %.2g (%.2g to %.2g)", *r.Value, r.Lower, *r.Upper)
			}
		}
		if got := rates[1:] + ";" + ratios; got != c.want {
			t.Errorf("%s: got %s, want %s", c.office.Label, got, c.want)
		}
	}
	c := office("JCP C", [3]int64{12, 21, 55}, [3]int64{}, [3]int64{}, [3]int{26, 4, 13})
	if r, err := c.Ratio(intervention.During, "", intervention.Referrals); err != nil || fmt.Sprintf("%.1f", *r.Value) != "11.4" {
		t.Errorf("during against before it is %v, %v", r, err)
	}
}

func TestWhatIsOddIsTold(t *testing.T) {
	n := func(v int64) *int64 { return &v }
	o := office("JCP A", [3]int64{13, 6, 2}, [3]int64{6, 4, 1}, [3]int64{10, 3, 1}, [3]int{26, 8, 13})
	if got := o.Odd(intervention.Before); !slices.Equal(got, []intervention.Anomaly{intervention.TreatmentsExceedDiscussions, intervention.SubstanceNotRecorded}) {
		t.Errorf("before: %v", got)
	}
	o.Counts = append(o.Counts, intervention.Count{Phase: intervention.After, Weeks: 13, Substance: "ALCOHOL", Referrals: n(1)})
	if got := o.Odd(intervention.After); !slices.Equal(got, []intervention.Anomaly{intervention.PartsDiffer}) {
		t.Errorf("after: %v", got)
	}
	if f, err := o.Weekly(intervention.After, "ALCOHOL", intervention.InTreatment); f != nil || err != nil {
		t.Errorf("what is not stated has the rate %v, %v", f, err)
	}
	if odd := (&intervention.Office{}).Odd(intervention.During); odd != nil {
		t.Errorf("of nothing %v is odd", odd)
	}
}
