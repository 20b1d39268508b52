package need_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"waymark/domain/decimal"
	"waymark/domain/need"
	"waymark/domain/statistics"
)

func onBenefits() need.Additivity {
	return need.Additivity{Subject: "People on benefits", Dimensions: []need.Additive{
		{Over: need.Dimension{Axis: need.AxisPlace}, Allowed: true},
		{Over: need.Dimension{Axis: need.AxisBreakdown, Breakdown: "benefit"}, Because: "one person may claim several"},
		{Over: need.Dimension{Axis: need.AxisPeriod}},
	}}
}

func TestSumThatWouldCountTwice(t *testing.T) {
	// 66,000 + 146,000 + 87,000 on benefits are 267,000 people.
	parts := []need.Estimate{estimate("66000", "", ""), estimate("146000", "", ""), estimate("87000", "", "")}
	for _, tt := range []struct {
		over need.Dimension
		want string
	}{
		{need.Dimension{Axis: need.AxisBreakdown, Breakdown: "benefit"}, "People on benefits cannot be summed over benefit: one person may claim several"},
		{need.Dimension{Axis: need.AxisPeriod}, "People on benefits cannot be summed over periods"},
		{need.Dimension{Axis: need.AxisProvider}, "People on benefits cannot be summed over providers: nothing says that nobody is counted twice"},
		{need.Dimension{Axis: need.AxisBreakdown, Breakdown: "age"}, "People on benefits cannot be summed over age: nothing says that nobody is counted twice"},
	} {
		_, err := onBenefits().Sum(parts, tt.over, need.CorrelationUnknown)
		var refused *need.NotAdditiveError
		if !errors.As(err, &refused) || refused.Over != tt.over || err.Error() != tt.want {
			t.Errorf("%+v: %v", tt.over, err)
		}
		if _, err := onBenefits().SumCounts([]statistics.Counted{{Numerator: 1, Denominator: 2}}, tt.over); !errors.As(err, &refused) {
			t.Errorf("counts over %+v: %v", tt.over, err)
		}
	}
	if err := (need.Additivity{}).Check(need.Dimension{Axis: need.AxisPlace}); err == nil || err.Error() != "The figures cannot be summed over places: nothing says that nobody is counted twice" {
		t.Errorf("got %v", err)
	}
}

func TestSum(t *testing.T) {
	places := need.Dimension{Axis: need.AxisPlace}
	a, b := estimate("100", "70", "110"), estimate("200", "160", "324")
	none := estimate("5", "", "")
	tests := []struct {
		parts        []need.Estimate
		correlation  need.Correlation
		value        string
		lower, upper string // empty when there is no interval
	}{
		{[]need.Estimate{a, b}, need.CorrelationUnknown, "300", "", ""}, // ends are never added up unasked
		{[]need.Estimate{a, b}, need.FullyCorrelated, "300", "230", "434"},
		{[]need.Estimate{a, b}, need.Independent, "300", "250", "424.402572"}, // 30 and 40 make 50
		{[]need.Estimate{a, none}, need.Independent, "105", "", ""},
		{[]need.Estimate{a}, need.CorrelationUnknown, "100", "70", "110"},
		{[]need.Estimate{none}, need.FullyCorrelated, "5", "", ""},
	}
	for _, tt := range tests {
		got, err := onBenefits().Sum(tt.parts, places, tt.correlation)
		if err != nil || got != estimate(tt.value, tt.lower, tt.upper) {
			t.Errorf("%v %s: %+v, %v", tt.parts, tt.correlation, got, err)
		}
	}
	_, err := onBenefits().Sum(nil, places, need.Independent)
	refusal(t, "no parts", err)
	_, err = onBenefits().Sum(tests[0].parts, places, "")
	refusal(t, "no correlation", err)
	_, err = onBenefits().Sum([]need.Estimate{{Value: -1}}, places, need.Independent)
	refusal(t, "a negative part", err)
	whole := need.Estimate{Value: decimal.FromInt(need.MaxPeople)}
	_, err = onBenefits().Sum([]need.Estimate{whole, whole}, places, need.Independent)
	refusal(t, "too many", err)
	sum, err := onBenefits().SumCounts([]statistics.Counted{{Numerator: 1, Denominator: 2}, {Numerator: 3, Denominator: 5}}, places)
	if err != nil || sum != (statistics.Counted{Numerator: 4, Denominator: 7}) {
		t.Errorf("got %+v, %v", sum, err)
	}
}

func ends(lower, upper string) *statistics.Limits {
	return &statistics.Limits{Lower: decimal.MustParse(lower), Upper: decimal.MustParse(upper)}
}

func value(s string) *decimal.Decimal { d := decimal.MustParse(s); return &d }

func TestCompareWith(t *testing.T) {
	area := need.AreaFigure{Code: "BOL", Name: "Bolton", Value: decimal.MustParse("53.8"), At95: ends("51.9", "55.6"), At998: ends("50.9", "56.7"), Polarity: statistics.HighIsGood}
	target := &statistics.Target{Goal: decimal.FromInt(60), Tolerance: decimal.FromInt(50), Polarity: statistics.HighIsGood}
	got, err := need.CompareWith(area, []need.Comparator{
		{Kind: need.WithEngland, Code: "ENG", Name: "England", Value: value("56")},
		{Kind: need.WithRegion, Code: "NW", Name: "the North West", Value: value("57")},
		{Kind: need.WithSimilar, Code: "F3", Name: "the others of its family", Value: value("54")},
		{Kind: need.LastYear, Code: "BOL", Name: "the year before", Value: value("48")},
		{Kind: need.WithSimilar, Code: "BOL", Name: "Bolton", Value: value("1")},
		{Kind: need.WithRegion, Code: "NW", Name: "the North West"},
		{Kind: need.WithTarget, Name: "the target", Target: target},
		{Kind: need.WithTarget, Name: "the target"},
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []struct {
		judged, judged998 statistics.Judgement
		sentence          string
	}{
		{"WORSE", "SIMILAR", "Bolton, at 53.8, is significantly lower than England, at 56, and lower is worse."},
		{"WORSE", "WORSE", "Bolton, at 53.8, is significantly lower than the North West, at 57, and lower is worse."},
		{"SIMILAR", "SIMILAR", "Bolton, at 53.8, is not significantly different from the others of its family, at 54."},
		{"BETTER", "BETTER", "Bolton, at 53.8, is significantly higher than the year before, at 48, and higher is better."},
		{"NOT_COMPARED", "NOT_COMPARED", "Bolton is not compared with itself."},
		{"NOT_COMPARED", "NOT_COMPARED", "Bolton is not compared with the North West: there is no figure."},
		{"NOT_COMPARED", "NOT_COMPARED", "Bolton, at 53.8, is near the target of 60."},
		{"NOT_COMPARED", "NOT_COMPARED", "Bolton is not compared with a target: none is given."},
	} {
		v := got[i]
		if v.Comparison.Judgement != want.judged || v.Comparison.Judged998 != want.judged998 || v.Sentence != want.sentence || (v.Attainment != nil) != (i == 6) {
			t.Errorf("%d: %+v", i, v)
		}
	}
	area.At95, area.Polarity = nil, statistics.NoPolarity
	bare, err := need.CompareWith(area, against("England", "60"))
	if err != nil || bare[0].Comparison.Judgement != statistics.JudgedNotCompared || bare[0].Sentence != "Bolton is not compared with England: it has no interval." {
		t.Errorf("got %+v, %v", bare, err)
	}
	area.At95 = ends("51", "55")
	plain, err := need.CompareWith(area, against("England", "60"))
	if err != nil || plain[0].Comparison.Judgement != statistics.JudgedLower || plain[0].Sentence != "Bolton, at 53.8, is significantly lower than England, at 60." {
		t.Errorf("got %+v, %v", plain, err)
	}
	area.Share, area.At95 = true, ends("0.3", "0.4")
	for _, c := range []struct{ value, other, words string }{
		{"0.344", "0.5", "Bolton, at 34.4%, is significantly lower than England, at 50%."},
		{"0.344444", "0.3444", "Bolton, at 34.4444%, is not significantly different from England, at 34.44%."},
		{"0.34", "0.340001", "Bolton, at 34%, is not significantly different from England, at 34.0001%."},
		{"0.34", "0.34", "Bolton, at 34%, is not significantly different from England, at 34%."},
	} {
		area.Value = decimal.MustParse(c.value)
		if got, err := need.CompareWith(area, against("England", c.other)); err != nil || got[0].Sentence != c.words {
			t.Errorf("got %q, want %q, %v", got[0].Sentence, c.words, err)
		}
	}
	area.Share, area.Value, area.At95 = false, decimal.MustParse("-1234.5"), ends("-1300", "-1200")
	if got, err := need.CompareWith(area, against("England", "12345")); err != nil || got[0].Sentence != "Bolton, at -1,234.5, is significantly lower than England, at 12,345." {
		t.Errorf("got %q, %v", got[0].Sentence, err)
	}
	_, err = need.CompareWith(area, []need.Comparator{{Kind: need.WithTarget, Target: &statistics.Target{}}})
	refusal(t, "a target without polarity", err)
}

func against(name, v string) []need.Comparator {
	return []need.Comparator{{Kind: need.WithEngland, Code: "ENG", Name: name, Value: value(v)}}
}

func TestWorseAndWorsening(t *testing.T) {
	standing := func(code string, v int, judged, strongly statistics.Judgement, course statistics.Course) need.Standing {
		return need.Standing{Code: code, Value: decimal.FromInt(v), Course: course, Comparison: statistics.Comparison{Judgement: judged, Judged998: strongly}}
	}
	const worse, similar, worsening = statistics.JudgedWorse, statistics.JudgedSimilar, statistics.CourseWorsening
	areas := []need.Standing{
		standing("F", 30, worse, similar, worsening),
		standing("A", 10, worse, similar, worsening),
		standing("B", 20, worse, worse, worsening),
		standing("C", 20, similar, similar, worsening),
		standing("D", 20, worse, worse, statistics.CourseNoChange),
		standing("E", 30, worse, similar, worsening),
		standing("G", 5, statistics.JudgedBetter, worse, worsening),
	}
	before := slices.Clone(areas)
	for polarity, want := range map[statistics.Polarity]string{statistics.HighIsGood: "BAEF", statistics.LowIsGood: "BEFA"} {
		codes := ""
		for _, a := range need.WorseAndWorsening(areas, polarity) {
			codes += a.Code
		}
		if codes != want {
			t.Errorf("%s: %s, want %s", polarity, codes, want)
		}
	}
	if !slices.Equal(areas, before) {
		t.Error("what was given has changed")
	}
}

// Whatever counts and estimates come in, a share is finite and ordered or refused.
func FuzzNeed(f *testing.F) {
	f.Add(int64(1500), int64(2_788_000_000), int64(2_550_000_000), int64(3_306_000_000))
	f.Add(int64(math.MaxInt64), int64(math.MaxInt64), int64(math.MinInt64), int64(math.MaxInt64))
	f.Add(int64(1), int64(1), int64(0), int64(1))
	f.Fuzz(func(t *testing.T, n, v, lower, upper int64) {
		e := need.Estimate{Value: decimal.Decimal(v), Lower: decimal.Decimal(lower), Upper: decimal.Decimal(upper), HasInterval: true}
		s, err := need.Penetration(n, e)
		if err != nil {
			refusal(t, "penetration", err)
		} else if s.Value < 0 || (s.Lower != nil && *s.Lower > s.Value) || (s.Upper != nil && *s.Upper < s.Value) {
			t.Errorf("got %+v", s)
		}
		r, err := need.Remaining(n, e)
		if err != nil {
			refusal(t, "remaining", err)
		} else if r.Value < 0 || *r.Lower < 0 || *r.Lower > r.Value || *r.Upper < r.Value {
			t.Errorf("got %+v", r)
		}
		for _, c := range []need.Correlation{need.CorrelationUnknown, need.Independent, need.FullyCorrelated} {
			sum, err := onBenefits().Sum([]need.Estimate{e, e, bolton()}, need.Dimension{Axis: need.AxisPlace}, c)
			if err != nil {
				refusal(t, "sum", err)
			} else if sum.HasInterval && !(0 <= sum.Lower && sum.Lower <= sum.Value && sum.Value <= sum.Upper) {
				t.Errorf("%s: %+v", c, sum)
			}
		}
		if _, err := need.NewBullseye(need.Known{InTreatment: n, InYear: v, Before: lower}, e); err != nil {
			refusal(t, "bullseye", err)
		}
		if _, err := need.NewBounds(need.Outcomes{Known: n, KnownNot: v, Of: upper}); err != nil {
			refusal(t, "bounds", err)
		}
		if _, err := need.NewAttrition(need.Flow{Entries: n, Retained: v, PlannedExits: lower, UnplannedExits: upper}); err != nil {
			refusal(t, "attrition", err)
		}
	})
}
