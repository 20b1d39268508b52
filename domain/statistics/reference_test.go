package statistics_test

import (
	"encoding/csv"
	"errors"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"waymark/domain/statistics"
)

var levels = map[string]statistics.Confidence{"95": statistics.Confidence95, "99.8": statistics.Confidence998}

func number(t *testing.T, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func whole(t *testing.T, s string) int64 { t.Helper(); return int64(number(t, s)) }

// near holds a figure to one part in a thousand million.
func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-9*math.Abs(want)) {
		t.Errorf("%s: %.16g, want %.16g", what, got, want)
	}
}

func tally(t *testing.T, s string) statistics.Tally {
	count, days, _ := strings.Cut(s, "/")
	return statistics.Tally{Count: whole(t, count), Days: whole(t, days)}
}

func TestExactIntervalsAgreeWithTheirDefinitions(t *testing.T) {
	file, err := os.Open("testdata/reference.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		what, level := strings.Join(row[:4], " "), levels[row[3]]
		var lower, upper float64
		var method statistics.Method
		switch row[0] {
		case "poisson":
			f, err := statistics.ExactCount(whole(t, row[1]), level)
			if err != nil {
				t.Fatal(err)
			}
			lower, upper, method = f.Interval.Lower, f.Interval.Upper, f.Method
			if method != statistics.ExactPoisson {
				t.Errorf("%s: by %s", what, method)
			}
		case "binomial":
			f, err := statistics.ExactProportion(whole(t, row[1]), whole(t, row[2]), level)
			if err != nil {
				t.Fatal(err)
			}
			lower, upper, method = f.Interval.Lower, f.Interval.Upper, f.Method
			if method != statistics.ClopperPearson {
				t.Errorf("%s: by %s", what, method)
			}
		case "ratio":
			r, err := statistics.CompareWeekly(tally(t, row[1]), tally(t, row[2]), level)
			if err != nil {
				t.Fatal(err)
			}
			lower, upper = r.Lower, *r.Upper
		default:
			t.Fatalf("what is %q?", row[0])
		}
		near(t, what+" lower", lower, number(t, row[4]))
		near(t, what+" upper", upper, number(t, row[5]))
	}
}

// Golden and published values, to the places given; Byar's and the first two of Wilson's are those of the workbook that PHEindicatormethods
// is tested with.
func TestGoldenIntervals(t *testing.T) {
	wilson := func(x, n int64) func(statistics.Confidence) (statistics.Figure, error) {
		return func(c statistics.Confidence) (statistics.Figure, error) { return statistics.Proportion(x, n, c) }
	}
	count := func(x int64) func(statistics.Confidence) (statistics.Figure, error) {
		return func(c statistics.Confidence) (statistics.Figure, error) { return statistics.Count(x, c) }
	}
	tests := []struct {
		what         string
		level        statistics.Confidence
		figure       func(statistics.Confidence) (statistics.Figure, error)
		lower, upper float64
		places       float64
		method       statistics.Method
	}{
		{"65 of 100", statistics.Confidence95, wilson(65, 100), 0.552544, 0.736358, 6, statistics.Wilson},
		{"1045 of 5000", statistics.Confidence95, wilson(1045, 5000), 0.197955, 0.220491, 6, statistics.Wilson},
		{"0 of 20", statistics.Confidence95, wilson(0, 20), 0, 0.161125, 6, statistics.Wilson},
		{"20 of 20", statistics.Confidence95, wilson(20, 20), 0.838875, 1, 6, statistics.Wilson},
		// Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3.
		{"81 of 263", statistics.Confidence95, wilson(81, 263), 0.2553, 0.3662, 4, statistics.Wilson},
		{"15 of 148", statistics.Confidence95, wilson(15, 148), 0.0624, 0.1605, 4, statistics.Wilson},
		{"1 of 29", statistics.Confidence95, wilson(1, 29), 0.0061, 0.1718, 4, statistics.Wilson},

		{"a count of 65", statistics.Confidence95, count(65), 50.163188, 82.849139, 6, statistics.Byar},
		{"a count of 1045", statistics.Confidence95, count(1045), 982.593202, 1110.331213, 6, statistics.Byar},
		{"a count of 10", statistics.Confidence998, count(10), 2.916318, 24.193725, 6, statistics.Byar},
		{"a count of 0", statistics.Confidence95, count(0), 0, 3.688879, 6, statistics.ExactPoisson},
		{"a count of 5", statistics.Confidence95, count(5), 1.623486, 11.668332, 6, statistics.ExactPoisson},
		{"a count of 9", statistics.Confidence95, count(9), 4.115373, 17.084803, 6, statistics.ExactPoisson},
	}
	for _, tt := range tests {
		f, err := tt.figure(tt.level)
		if err != nil {
			t.Errorf("%s: %v", tt.what, err)
			continue
		}
		slack := 0.5000001 * math.Pow(10, -tt.places)
		if math.Abs(f.Interval.Lower-tt.lower) > slack || math.Abs(f.Interval.Upper-tt.upper) > slack || f.Method != tt.method || f.Confidence != tt.level {
			t.Errorf("%s: %+v, want %v to %v by %s", tt.what, f, tt.lower, tt.upper, tt.method)
		}
	}
}

func TestRate(t *testing.T) {
	f, err := statistics.Rate(65, 100, 100_000, statistics.Confidence95)
	if err != nil {
		t.Fatal(err)
	}
	if f.Value != 65_000 || math.Abs(f.Interval.Lower-50_163.188) > 0.001 || math.Abs(f.Interval.Upper-82_849.139) > 0.001 {
		t.Errorf("got %+v", f)
	}
	percent, err := f.Per(2)
	if err != nil || percent.Value != 130_000 || percent.Interval.Lower != 2*f.Interval.Lower {
		t.Errorf("got %+v, %v", percent, err)
	}
}

// Byar's approximation is within 0.2% of the exact limits from 10 on at 95%, as the technical guide on confidence intervals of Public
// Health England says (25 May 2018, appendix 1).
func TestByarIsCloseToExact(t *testing.T) {
	for x := int64(10); x < 3000; x += 1 + x/20 {
		byar, err := statistics.Count(x, statistics.Confidence95)
		if err != nil {
			t.Fatal(err)
		}
		exact, err := statistics.ExactCount(x, statistics.Confidence95)
		if err != nil {
			t.Fatal(err)
		}
		if off := math.Abs(byar.Interval.Lower/exact.Interval.Lower - 1); off > 0.002 {
			t.Errorf("%d: the lower limit is off by %g", x, off)
		}
		if off := math.Abs(byar.Interval.Upper/exact.Interval.Upper - 1); off > 0.002 {
			t.Errorf("%d: the upper limit is off by %g", x, off)
		}
	}
}

// At the largest counts the two meet, so both hold there.
func TestExactMeetsByarAtTheLargestCounts(t *testing.T) {
	for x := int64(1_000_000); x <= statistics.MaxCount; x *= 10 {
		for _, level := range levels {
			byar, err := statistics.Count(x, level)
			if err != nil {
				t.Fatal(err)
			}
			exact, err := statistics.ExactCount(x, level)
			if err != nil {
				t.Fatal(err)
			}
			near(t, "lower", byar.Interval.Lower, exact.Interval.Lower)
			near(t, "upper", byar.Interval.Upper, exact.Interval.Upper)
		}
	}
}

func TestCalculate(t *testing.T) {
	tests := []struct {
		kind                statistics.Kind
		parts               statistics.Counted
		multiplier          int64
		value, lower, upper string
		method              statistics.Method
	}{
		{statistics.KindProportion, statistics.Counted{Numerator: 65, Denominator: 100}, 100, "65", "55.254443", "73.635752", statistics.Wilson},
		{statistics.KindProportion, statistics.Counted{Numerator: 1, Denominator: 3}, 1, "0.333333", "0.061492", "0.79234", statistics.Wilson},
		{statistics.KindRate, statistics.Counted{Numerator: 65, Denominator: 100}, 100_000, "65000", "50163.18771", "82849.138546", statistics.Byar},
		{statistics.KindRate, statistics.Counted{Numerator: 5, Denominator: 1}, 1, "5", "1.623486", "11.668332", statistics.ExactPoisson},
		{statistics.KindRate, statistics.Counted{Numerator: 0, Denominator: 7}, 1, "0", "0", "0.526983", statistics.ExactPoisson},
		{statistics.KindRate, statistics.Counted{Numerator: 2, Denominator: 3}, 1, "0.666667", "0.080736", "2.408229", statistics.ExactPoisson},
	}
	for _, tt := range tests {
		got, err := statistics.Calculate(tt.kind, tt.parts, tt.multiplier)
		if err != nil || got.Value.String() != tt.value || got.At95.Lower.String() != tt.lower || got.At95.Upper.String() != tt.upper || got.Method != tt.method ||
			got.At998.Lower > got.At95.Lower || got.At998.Upper <= got.At95.Upper {
			t.Errorf("%+v: %+v, %v", tt.parts, got, err)
		}
	}
}

// Jobcentre C of the integrated approach trial: 12 referrals in 26 weeks, then 21 in 4, then 55 in 13.
func TestWeeklyRatesOfTheTrial(t *testing.T) {
	before, during, after := statistics.InWeeks(12, 26), statistics.InWeeks(21, 4), statistics.InWeeks(55, 13)
	for _, tt := range []struct {
		tally statistics.Tally
		want  float64
	}{{before, 0.46}, {during, 5.25}, {after, 4.23}} {
		f, err := statistics.Weekly(tt.tally, statistics.Confidence95)
		if err != nil || math.Round(f.Value*100)/100 != tt.want || f.Method != statistics.ExactPoisson {
			t.Errorf("%+v: %+v, %v", tt.tally, f, err)
		}
		exact, err := statistics.ExactCount(tt.tally.Count, statistics.Confidence95)
		if err != nil {
			t.Fatal(err)
		}
		near(t, "weekly", f.Interval.Upper, exact.Interval.Upper*7/float64(tt.tally.Days))
	}
	r, err := statistics.CompareWeekly(before, during, statistics.Confidence998)
	if err != nil || r.Value == nil || *r.Value != 11.375 || r.Position != statistics.Higher || r.Method != statistics.ConditionalBinomial {
		t.Errorf("got %+v, %v", r, err)
	}
	back, err := statistics.CompareWeekly(during, before, statistics.Confidence998)
	if err != nil || back.Position != statistics.Lower {
		t.Errorf("got %+v, %v", back, err)
	}
	near(t, "turned round", back.Lower, 1 / *r.Upper)
	near(t, "turned round", *back.Upper, 1/r.Lower)
	if after, err := statistics.CompareWeekly(during, after, statistics.Confidence95); err != nil || after.Position != statistics.Similar {
		t.Errorf("got %+v, %v", after, err)
	}
}

func TestRatioOfNothing(t *testing.T) {
	none := statistics.InWeeks(0, 4)
	r, err := statistics.CompareWeekly(none, statistics.InWeeks(20, 4), statistics.Confidence95)
	if err != nil || r.Value != nil || r.Upper != nil || r.Lower <= 1 || r.Position != statistics.Higher {
		t.Errorf("from none: %+v, %v", r, err)
	}
	r, err = statistics.CompareWeekly(statistics.InWeeks(20, 4), none, statistics.Confidence95)
	if err != nil || *r.Value != 0 || r.Lower != 0 || *r.Upper >= 1 || r.Position != statistics.Lower {
		t.Errorf("to none: %+v, %v", r, err)
	}
	r, err = statistics.CompareWeekly(none, none, statistics.Confidence95)
	if err != nil || r.Value != nil || r.Lower != 0 || r.Upper != nil || r.Position != statistics.Similar {
		t.Errorf("none to none: %+v, %v", r, err)
	}
}

func TestWhatHasNoAnswerIsRefused(t *testing.T) {
	const level = statistics.Confidence95
	refusal := func(_ any, err error) error { return err }
	tests := []struct {
		err      error
		argument string
	}{
		{refusal(statistics.Proportion(1, 0, level)), "denominator"},
		{refusal(statistics.Proportion(-1, 5, level)), "numerator"},
		{refusal(statistics.Proportion(6, 5, level)), "numerator"},
		{refusal(statistics.Proportion(1, 5, "")), "confidence"},
		{refusal(statistics.ExactProportion(1, statistics.MaxCount+1, level)), "denominator"},
		{refusal(statistics.Count(-1, level)), "count"},
		{refusal(statistics.Count(math.MaxInt64, level)), "count"},
		{refusal(statistics.ExactCount(math.MinInt64, level)), "count"},
		{refusal(statistics.ExactCount(1, "PERCENT_90")), "confidence"},
		{refusal(statistics.Rate(1, -5, 1, level)), "denominator"},
		{refusal(statistics.Rate(1, 5, 0, level)), "multiplier"},
		{refusal(statistics.Rate(-1, 5, 1, level)), "numerator"},
		{refusal(statistics.Weekly(statistics.InWeeks(1, 0), level)), "denominator"},
		{refusal(statistics.Weekly(statistics.InWeeks(1, math.MaxInt64), level)), "denominator"},
		{refusal(statistics.Weekly(statistics.InWeeks(1, math.MinInt64), level)), "denominator"},
		{refusal(statistics.CompareWeekly(statistics.InWeeks(statistics.MaxCount, 1), statistics.InWeeks(1, 1), level)), "sum of counts"},
		{refusal(statistics.Interval{Lower: -1e13}.Limits()), "lower"},
		{refusal(statistics.Interval{Upper: math.Inf(1)}.Limits()), "upper"},
		{refusal(statistics.Interval{Upper: math.NaN()}.Limits()), "upper"},
		{refusal(statistics.Figure{}.Per(0)), "multiplier"},
		{refusal(statistics.Aggregate(nil)), "parts"},
		{refusal(statistics.Aggregate([]statistics.Counted{{Numerator: -1}})), "numerator"},
		{refusal(statistics.Aggregate([]statistics.Counted{{Denominator: -1}})), "denominator"},
		{refusal(statistics.Aggregate([]statistics.Counted{{Denominator: statistics.MaxDenominator}, {Denominator: 1}})), "sum of denominators"},
		{refusal(statistics.Funnel(statistics.KindRate, nil, 1)), "parts"},
		{refusal(statistics.Funnel("", []statistics.Counted{{Denominator: 1}}, 1)), "kind"},
		{refusal(statistics.Funnel(statistics.KindProportion, []statistics.Counted{{Numerator: 2, Denominator: 1}}, 1)), "numerator"},
		{refusal(statistics.Funnel(statistics.KindRate, []statistics.Counted{{Denominator: 1}, {}}, 1)), "denominator"},
		{refusal(statistics.Funnel(statistics.KindRate, []statistics.Counted{{Denominator: 1}}, 0)), "multiplier"},
		{refusal(statistics.Calculate("", statistics.Counted{}, 1)), "kind"},
		{refusal(statistics.Calculate(statistics.KindProportion, statistics.Counted{Numerator: 2, Denominator: 1}, 1)), "numerator"},
		{refusal(statistics.Calculate(statistics.KindRate, statistics.Counted{Numerator: statistics.MaxCount, Denominator: 1}, 1_000_000)), "lower"},
		{refusal(statistics.Place(nil, "")), "order"},
		{refusal(statistics.Target{}.Attained(0)), "polarity"},
		{refusal(statistics.Target{Goal: 1, Tolerance: 2, Polarity: statistics.HighIsGood}.Attained(0)), "tolerance"},
		{refusal(statistics.Target{Goal: 2, Tolerance: 1, Polarity: statistics.LowIsGood}.Attained(0)), "tolerance"},
	}
	for i, tt := range tests {
		var domain *statistics.DomainError
		if !errors.As(tt.err, &domain) || domain.Argument != tt.argument || domain.Rule == "" || !strings.HasPrefix(tt.err.Error(), tt.argument+" must ") {
			t.Errorf("%d: %v, want a refusal of %s", i, tt.err, tt.argument)
		}
	}
}
