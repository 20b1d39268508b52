package profile_test

import (
	"errors"
	"testing"

	"waymark/domain/decimal"
	"waymark/domain/figure"
	"waymark/domain/need"
	"waymark/domain/profile"
	"waymark/domain/programme"
	"waymark/domain/statistics"
)

func TestComparators(t *testing.T) {
	w := newWorld(t)
	for i, parts := range []string{"90/100", "50/100", "30/100", "10/100"} {
		w.add(profile.Completeness, w.p[i], 2008, parts)
	}
	w.add(profile.Completeness, w.p[0], 2007, "60/100")
	w.add(profile.Completeness, w.d[0], 2008, "140/200")
	w.add(profile.Completeness, w.d[1], 2008, "30/100")
	w.add(profile.Completeness, w.d[2], 2008, "10/100")
	w.add(profile.Completeness, nil, 2008, "0.4")
	for _, f := range w.figures[:8] {
		f.Synthetic = true
	}
	p := w.profile()
	m := measure(t, p, profile.Completeness)
	goal := &statistics.Target{Goal: decimal.MustParse("0.95"), Tolerance: decimal.MustParse("0.9"), Polarity: statistics.HighIsGood}
	c, err := p.Compare(m, w.p[0], nil, profile.Comparators(), goal)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []struct {
		value, sentence string
		judged          statistics.Judgement
	}{
		{"0.566667", "P1, at 90%, is significantly higher than NORTH, at 56.7%, and higher is better.", statistics.JudgedBetter},
		{"0.45", "P1, at 90%, is significantly higher than England, at 45%, and higher is better.", statistics.JudgedBetter}, // not the published 0.4
		{"0.4", "P1, at 90%, is significantly higher than the others of its family, at 40%, and higher is better.", statistics.JudgedBetter},
		{"0.6", "P1, at 90%, is significantly higher than the year before, at 60%, and higher is better.", statistics.JudgedBetter},
		{"none", "P1, at 90%, is near the target of 95%.", statistics.JudgedNotCompared},
	} {
		v := c.Verdicts[i]
		if text(v.With.Value) != want.value || v.Sentence != want.sentence || v.Comparison.Judgement != want.judged || v.Comparison.Judged998 != want.judged {
			t.Errorf("%+v", v)
		}
	}
	if c.Verdicts[2].With.Together != "COAST" || *c.Verdicts[4].Attainment != statistics.TargetNear {
		t.Errorf("%+v", c.Verdicts)
	}
	if r := c.Rank; r == nil || r.Rank != 1 || r.Of != 4 || r.Quintile != 0 || r.Label != statistics.QuintileNotCalculable {
		t.Errorf("the rank is %+v", r)
	}
	if last, _ := p.Compare(m, w.p[3], nil, profile.Comparators()[:3], nil); last.Rank.Rank != 4 || last.Verdicts[0].Comparator.Name != "SOUTH" || last.Verdicts[2].Sentence != "P4 is not compared with partnerships like it: it is in no family of them." {
		t.Errorf("got %+v", last)
	}
	// P2 lies in both regions, and most of it in the south.
	if second, _ := p.Compare(m, w.p[1], nil, profile.Comparators()[:1], nil); second.Verdicts[0].Comparator.Name != "SOUTH" {
		t.Errorf("got %+v", second.Verdicts)
	}
	goal.Polarity = statistics.NoPolarity
	var wrong *statistics.DomainError
	if _, err := p.Compare(m, w.p[0], nil, []need.ComparatorKind{need.WithTarget}, goal); !errors.As(err, &wrong) {
		t.Errorf("a target without sense: %v", err)
	}
}

func TestPublishedIsNotComparedWithInvented(t *testing.T) {
	w := newWorld(t)
	w.add(profile.Completeness, nil, 2008, "400/1000")
	w.add(profile.Completeness, w.p[0], 2008, "90/100").Synthetic = true
	c, err := w.profile().Compare(measure(t, w.profile(), profile.Completeness), w.p[0], nil, []need.ComparatorKind{need.WithEngland}, nil)
	if err != nil || c.Verdicts[0].With.Value != nil || c.Verdicts[0].Sentence != "P1 is not compared with England: one of the two is published and the other synthetic." {
		t.Errorf("%+v, %v", c.Verdicts, err)
	}
}

func TestTrendsAndLists(t *testing.T) {
	w := newWorld(t)
	for y := range 5 {
		for i, fall := range []int{0, 90, 0, 10} {
			w.add(profile.Completeness, w.p[i], 2004+y, decimal.FromInt(500-fall*y).String()+"/1000")
		}
		w.add(profile.Completeness, nil, 2004+y, "500/1000")
	}
	w.add(profile.Completeness, w.p[2], 2006, string(figure.Withheld))
	w.add(profile.InContact, w.p[0], 2008, "3")
	p := w.profile()
	m := measure(t, p, profile.Completeness)
	for i, want := range []statistics.Course{statistics.CourseNoChange, statistics.CourseWorsening, statistics.CourseCannotBeCalculated, statistics.CourseNoChange} {
		c, err := p.Compare(m, w.p[i], nil, nil, nil)
		if err != nil || c.Trend.Course != want || len(c.Trend.Points) != 5 || c.Trend.Method != statistics.EmpiricalLogits {
			t.Errorf("%s: %+v, %v", w.p[i].Code, c.Trend, err)
		}
	}
	found := p.WorseAndWorsening(m, programme.KindPartnership, nil)
	if len(found) != 1 || found[0].Subject.Place != programme.Place(w.p[1]) || found[0].Against.Comparison.Judged998 != statistics.JudgedWorse {
		t.Errorf("got %+v", found)
	}
	of := p.WorseAndWorseningOf(w.p[1], nil)
	if len(of) != 1 || of[0].Subject.Measure.Code != profile.Completeness {
		t.Errorf("got %+v", of)
	}
	whole, err := p.Compare(m, nil, nil, profile.Comparators()[:3], nil)
	if err != nil || whole.Verdicts[0].Sentence != "England is not compared with its region: it lies in none." || whole.Verdicts[0].Comparator.Code != "" ||
		whole.Verdicts[1].Sentence != "England is not compared with itself." || whole.Verdicts[2].Comparator.Code != "" {
		t.Errorf("of England: %+v, %v", whole.Verdicts, err)
	}
	count := measure(t, p, profile.InContact)
	c, err := p.Compare(count, w.p[0], nil, profile.Comparators()[:2], nil)
	if err != nil || c.Verdicts[1].Sentence != "P1 is not compared with England: it is a number, and places differ in size." || c.Trend.Direction != statistics.CannotBeCalculated {
		t.Errorf("%+v, %v", c, err)
	}
	w.indicator(profile.Claiming).Confidence = programme.ConfidenceNone
	for _, code := range []string{profile.InContact, "PENETRATION", profile.Claiming} {
		if f := p.Funnel(measure(t, p, code), programme.KindPartnership, nil); f.Mean != nil || f.Reason == "" || f.Areas != nil || f.LeftOut != nil {
			t.Errorf("a funnel of %s: %+v", code, f)
		}
	}
}
