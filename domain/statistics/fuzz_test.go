package statistics_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"waymark/domain/decimal"
	"waymark/domain/statistics"
)

// sound tells that every number is finite and that a refusal is a *DomainError.
func sound(t *testing.T, what string, err error, numbers ...float64) {
	t.Helper()
	if err != nil {
		var domain *statistics.DomainError
		if !errors.As(err, &domain) || domain.Argument == "" || domain.Rule == "" {
			t.Errorf("%s: refused by %#v", what, err)
		}
		return
	}
	for _, v := range numbers {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			t.Errorf("%s: %v", what, numbers)
		}
	}
}

func checkFigure(t *testing.T, what string, f statistics.Figure, err error) {
	t.Helper()
	sound(t, what, err, f.Value, f.Interval.Lower, f.Interval.Upper)
	if err == nil && !(f.Interval.Lower <= f.Value && f.Value <= f.Interval.Upper) {
		t.Errorf("%s: %+v does not hold its value", what, f)
	}
}

func checkAll(t *testing.T, x, n, m int64, c statistics.Confidence) {
	f, err := statistics.Proportion(x, n, c)
	checkFigure(t, "proportion", f, err)
	if err == nil && (f.Interval.Lower < 0 || f.Interval.Upper > 1) {
		t.Errorf("a proportion of %+v", f)
	}
	f, err = statistics.ExactProportion(x, n, c)
	checkFigure(t, "exact proportion", f, err)
	f, err = statistics.Count(x, c)
	checkFigure(t, "count", f, err)
	f, err = statistics.ExactCount(x, c)
	checkFigure(t, "exact count", f, err)
	f, err = statistics.Rate(x, n, m, c)
	checkFigure(t, "rate", f, err)
	if err == nil {
		limits, err := f.Interval.Limits()
		sound(t, "limits", err)
		if limits.Lower > limits.Upper && err == nil {
			t.Errorf("limits %+v", limits)
		}
		per, err := f.Per(x)
		sound(t, "per", err, per.Value, per.Interval.Lower, per.Interval.Upper)
	}
	for _, kind := range []statistics.Kind{statistics.KindProportion, statistics.KindRate} {
		calculated, err := statistics.Calculate(kind, statistics.Counted{Numerator: x, Denominator: n}, m)
		sound(t, "calculated", err)
		for _, l := range []statistics.Limits{calculated.At95, calculated.At998} {
			if err == nil && !(0 <= l.Lower && l.Lower <= calculated.Value && calculated.Value <= l.Upper) {
				t.Errorf("%s %d of %d per %d: %+v does not hold its value", kind, x, n, m, calculated)
			}
		}
	}
	first, second := statistics.Tally{Count: x, Days: n}, statistics.Tally{Count: n, Days: m}
	for _, pair := range [][2]statistics.Tally{{first, second}, {second, first}} {
		r, err := statistics.CompareWeekly(pair[0], pair[1], c)
		sound(t, "ratio", err, r.Lower)
		if err == nil && (r.Value == nil) != (pair[0].Count == 0) || (r.Value == nil) != (r.Upper == nil) {
			t.Errorf("ratio of %+v: %+v", pair, r)
		}
		if err == nil && r.Value != nil {
			sound(t, "ratio", nil, *r.Value, *r.Upper)
			if !(r.Lower <= *r.Value && *r.Value <= *r.Upper) {
				t.Errorf("ratio of %+v: %g to %g does not hold %g", pair, r.Lower, *r.Upper, *r.Value)
			}
		}
	}
	for _, kind := range []statistics.Kind{statistics.KindProportion, statistics.KindRate} {
		chart, err := statistics.Funnel(kind, []statistics.Counted{{x, n}, {n, m}}, m)
		sound(t, "funnel", err, chart.Mean)
		for _, p := range chart.Areas {
			sound(t, "funnel", nil, p.Value, p.Limits95.Lower, p.Limits95.Upper, p.Limits998.Lower, p.Limits998.Upper)
		}
	}
}

func FuzzFigures(f *testing.F) {
	for _, n := range []int64{0, 1, 9, 10, 20, 1045, statistics.MaxCount, statistics.MaxDenominator, math.MaxInt64, math.MinInt64, -1} {
		f.Add(n, int64(20), int64(100), true)
		f.Add(int64(5), n, int64(7), false)
		f.Add(int64(1), int64(2), n, false)
		f.Add(n, n, n, true)
	}
	f.Fuzz(func(t *testing.T, x, n, m int64, wide bool) {
		c := statistics.Confidence95
		if wide {
			c = statistics.Confidence998
		}
		checkAll(t, x, n, m, c)
	})
}

// The same over counts of every size, drawn evenly by their number of digits.
func TestFiguresAreSoundAtEverySize(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 9))
	size := func(bits int) int64 { return rng.Int64N(1 << (1 + rng.IntN(bits))) }
	for range 2000 {
		c := statistics.Confidence95
		if rng.IntN(2) == 0 {
			c = statistics.Confidence998
		}
		n := size(20)
		checkAll(t, rng.Int64N(n+1), n, size(24), c)
	}
	checkAll(t, statistics.MaxCount/2, statistics.MaxCount, statistics.MaxMultiplier, statistics.Confidence95)
	checkAll(t, statistics.MaxCount, statistics.MaxCount, 1, statistics.Confidence998)
	checkAll(t, 1, statistics.MaxCount-1, 1, statistics.Confidence998)
}

func FuzzTrend(f *testing.F) {
	f.Add(int64(30_600_000), int64(30_200_000), int64(28_000_000), int64(24_600_000), int64(24_670_000), int64(1_600_000))
	f.Add(int64(math.MinInt64), int64(math.MaxInt64), int64(0), int64(1), int64(-1), int64(math.MaxInt64))
	f.Add(int64(0), int64(0), int64(0), int64(0), int64(0), int64(1))
	f.Fuzz(func(t *testing.T, a, b, c, d, e, width int64) {
		points, counts := make([]statistics.Point, 5), make([]statistics.CountedPoint, 5)
		for i, year := range years(2001, 5) {
			v := []int64{a, b, c, d, e}[i]
			points[i] = statistics.Point{Year: year, Value: decimal.Decimal(v), Limits: &statistics.Limits{
				Lower: decimal.Decimal(v), Upper: decimal.Decimal(v + width>>i)}}
			counts[i] = statistics.CountedPoint{Year: year, Numerator: v, Denominator: width}
		}
		check := func(trend statistics.Trend, err error) {
			sound(t, "trend", err)
			if err == nil && (trend.Direction == statistics.CannotBeCalculated) != (trend.Slope == nil) {
				t.Errorf("got %+v", trend)
			}
			if err == nil && trend.Slope != nil {
				sound(t, "trend", nil, *trend.Slope, *trend.ChiSquare)
			}
		}
		check(statistics.RecentTrend(points), nil)
		check(statistics.ProportionTrend(counts))
	})
}
