package statistics_test

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/statistics"
)

func limits(lower, upper string) *statistics.Limits {
	return &statistics.Limits{Lower: decimal.MustParse(lower), Upper: decimal.MustParse(upper)}
}

func TestCompare(t *testing.T) {
	tests := []struct {
		limits    *statistics.Limits
		benchmark string
		want      statistics.Position
	}{
		{limits("10", "20"), "20.000001", statistics.Lower},
		{limits("10", "20"), "20", statistics.Similar}, // equality is similar
		{limits("10", "20"), "10", statistics.Similar},
		{limits("10", "20"), "15", statistics.Similar},
		{limits("10", "20"), "9.999999", statistics.Higher},
		{nil, "15", statistics.NotCompared},
	}
	for _, tt := range tests {
		if got := statistics.Compare(tt.limits, decimal.MustParse(tt.benchmark)); got != tt.want {
			t.Errorf("%v against %s: %s, want %s", tt.limits, tt.benchmark, got, tt.want)
		}
	}
}

func TestJudged(t *testing.T) {
	tests := []struct {
		position statistics.Position
		polarity statistics.Polarity
		want     statistics.Judgement
	}{
		{statistics.Lower, statistics.HighIsGood, statistics.JudgedWorse},
		{statistics.Lower, statistics.LowIsGood, statistics.JudgedBetter},
		{statistics.Lower, statistics.NoPolarity, statistics.JudgedLower},
		{statistics.Higher, statistics.HighIsGood, statistics.JudgedBetter},
		{statistics.Higher, statistics.LowIsGood, statistics.JudgedWorse},
		{statistics.Higher, statistics.NoPolarity, statistics.JudgedHigher},
		{statistics.Similar, statistics.HighIsGood, statistics.JudgedSimilar},
		{statistics.NotCompared, statistics.LowIsGood, statistics.JudgedNotCompared},
		{"", statistics.LowIsGood, statistics.JudgedNotCompared},
	}
	for _, tt := range tests {
		if got := tt.position.Judged(tt.polarity); got != tt.want {
			t.Errorf("%s, %s: %s, want %s", tt.position, tt.polarity, got, tt.want)
		}
	}
}

func TestBothLevels(t *testing.T) {
	got := statistics.CompareBoth(limits("10", "20"), limits("5", "25"), decimal.FromInt(22), statistics.HighIsGood)
	want := statistics.Comparison{Position: statistics.Lower, Judgement: statistics.JudgedWorse, Position998: statistics.Similar, Judged998: statistics.JudgedSimilar}
	if got != want {
		t.Errorf("got %+v", got)
	}
}

func TestTargets(t *testing.T) {
	high := statistics.Target{Goal: decimal.FromInt(80), Tolerance: decimal.FromInt(70), Polarity: statistics.HighIsGood}
	low := statistics.Target{Goal: decimal.FromInt(10), Tolerance: decimal.FromInt(15), Polarity: statistics.LowIsGood}
	tests := []struct {
		target statistics.Target
		value  string
		want   statistics.Attainment
	}{
		{high, "80", statistics.TargetMet}, {high, "79.999999", statistics.TargetNear}, {high, "70", statistics.TargetNear}, {high, "69.999999", statistics.TargetMissed},
		{low, "10", statistics.TargetMet}, {low, "10.000001", statistics.TargetNear}, {low, "15", statistics.TargetNear}, {low, "15.000001", statistics.TargetMissed},
	}
	for _, tt := range tests {
		if got, err := tt.target.Attained(decimal.MustParse(tt.value)); err != nil || got != tt.want {
			t.Errorf("%s: %s, %v, want %s", tt.value, got, err, tt.want)
		}
	}
}

func TestPlace(t *testing.T) {
	values := []decimal.Decimal{50, 20, 20, 10, 40, 20, 30} // seven: two, two, one, one, one
	got, err := statistics.Place(values, statistics.HighestFirst)
	if err != nil {
		t.Fatal(err)
	}
	want := []statistics.Placing{
		{Rank: 1, Of: 7, Quintile: 5},
		{Rank: 4, Of: 7, Equal: 2, Quintile: 1, Split: true},
		{Rank: 4, Of: 7, Equal: 2, Quintile: 2, Split: true},
		{Rank: 7, Of: 7, Quintile: 1},
		{Rank: 2, Of: 7, Quintile: 4},
		{Rank: 4, Of: 7, Equal: 2, Quintile: 2, Split: true},
		{Rank: 3, Of: 7, Quintile: 3},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %+v", got)
	}
	got, err = statistics.Place(values, statistics.LowestFirst)
	if err != nil || got[3].Rank != 1 || got[1].Rank != 2 || got[0].Rank != 7 || got[0].Quintile != 5 {
		t.Errorf("got %+v, %v", got, err)
	}
	few, err := statistics.Place(values[:4], statistics.HighestFirst)
	if err != nil || few[0].Rank != 1 || few[0].Quintile != 0 || few[0].Label(statistics.HighIsGood) != statistics.QuintileNotCalculable {
		t.Errorf("four: %+v, %v", few, err)
	}
}

func TestQuintileLabels(t *testing.T) {
	for polarity, want := range map[statistics.Polarity][]statistics.QuintileLabel{
		statistics.NoPolarity: {"LOWEST", "LOW", "MIDDLE", "HIGH", "HIGHEST"},
		statistics.HighIsGood: {"WORST", "WORSE", "MIDDLE", "BETTER", "BEST"},
		statistics.LowIsGood:  {"BEST", "BETTER", "MIDDLE", "WORSE", "WORST"},
	} {
		for i, label := range want {
			if got := (statistics.Placing{Quintile: i + 1}).Label(polarity); got != label {
				t.Errorf("%s %d: %s, want %s", polarity, i+1, got, label)
			}
		}
	}
}

func TestPlacingProperties(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		values := make([]decimal.Decimal, 5+rng.IntN(40))
		for i := range values {
			values[i] = decimal.Decimal(rng.IntN(30))
		}
		placings, err := statistics.Place(values, statistics.HighestFirst)
		if err != nil {
			t.Fatal(err)
		}
		sizes := make([]int, 6)
		for i, p := range placings {
			sizes[p.Quintile]++
			higher, equal := 0, 0
			for j, q := range placings {
				if values[j] > values[i] {
					higher++
				}
				if values[j] == values[i] && i != j {
					equal++
				}
				if values[j] < values[i] && q.Quintile > p.Quintile {
					t.Fatalf("%v: %d is in a higher quintile than %d", values, values[j], values[i])
				}
			}
			if p.Rank != higher+1 || p.Equal != equal || p.Of != len(values) {
				t.Fatalf("%v: %d has %+v", values, values[i], p)
			}
		}
		if !slices.IsSortedFunc(sizes[1:], func(a, b int) int { return cmp.Compare(b, a) }) || sizes[1]-sizes[5] > 1 || sizes[0] != 0 {
			t.Fatalf("%v: groups of %v", values, sizes[1:])
		}
	}
}

func years(first, n int) []calendar.Period {
	periods := make([]calendar.Period, n)
	for i := range periods {
		periods[i] = calendar.Between(calendar.New(first+i, 4, 1), calendar.New(first+i+1, 4, 1))
	}
	return periods
}

func falling() []statistics.Point {
	values := []string{"30.6", "30.2", "28", "24.6", "24.67"}
	ends := []*statistics.Limits{limits("28.98", "32.25"), limits("28.63", "31.90"), limits("26.44", "29.64"), limits("23.15", "26.19"), limits("23.16", "26.25")}
	points := make([]statistics.Point, 5)
	for i, year := range years(2004, 5) {
		points[i] = statistics.Point{Year: year, Value: decimal.MustParse(values[i]), Limits: ends[i]}
	}
	return points
}

// Golden values of the method of Fingertips' trend markers:
// https://fingertips.phe.org.uk/static-reports/public-health-technical-guidance/Presentation/Trend_markers.html
func TestRecentTrend(t *testing.T) {
	got := statistics.RecentTrend(falling())
	if got.Direction != statistics.Decreasing || math.Abs(*got.Slope+1.751566) > 5e-7 || math.Abs(*got.ChiSquare-46.765316) > 5e-7 || got.Reason != "" {
		t.Errorf("got %+v", got)
	}
	if older := append([]statistics.Point{{Suppressed: true}}, falling()...); statistics.RecentTrend(older).Direction != statistics.Decreasing {
		t.Error("a sixth point is looked at")
	}
}

func TestReadTrend(t *testing.T) {
	tests := []struct {
		direction statistics.Direction
		polarity  statistics.Polarity
		want      statistics.Course
	}{
		{statistics.Decreasing, statistics.HighIsGood, statistics.CourseWorsening},
		{statistics.Decreasing, statistics.LowIsGood, statistics.CourseImproving},
		{statistics.Decreasing, statistics.NoPolarity, statistics.CourseDecreasing},
		{statistics.Increasing, statistics.HighIsGood, statistics.CourseImproving},
		{statistics.Increasing, statistics.LowIsGood, statistics.CourseWorsening},
		{statistics.Increasing, statistics.NoPolarity, statistics.CourseIncreasing},
		{statistics.NoSignificantChange, statistics.LowIsGood, statistics.CourseNoChange},
		{statistics.CannotBeCalculated, statistics.LowIsGood, statistics.CourseCannotBeCalculated},
	}
	for _, tt := range tests {
		if got := tt.direction.Read(tt.polarity); got != tt.want {
			t.Errorf("%s, %s: %s, want %s", tt.direction, tt.polarity, got, tt.want)
		}
	}
}

func TestTrendThatCannotBeCalculated(t *testing.T) {
	for what, spoil := range map[string]func([]statistics.Point) []statistics.Point{
		"four points":   func(p []statistics.Point) []statistics.Point { return p[:4] },
		"suppressed":    func(p []statistics.Point) []statistics.Point { p[2].Suppressed = true; return p },
		"no interval":   func(p []statistics.Point) []statistics.Point { p[2].Limits = nil; return p },
		"no width":      func(p []statistics.Point) []statistics.Point { p[2].Limits = limits("28", "28"); return p },
		"a break":       func(p []statistics.Point) []statistics.Point { p[0].Year = years(2003, 1)[0]; return p },
		"an overlap":    func(p []statistics.Point) []statistics.Point { p[0].Year = p[1].Year; return p },
		"an open year":  func(p []statistics.Point) []statistics.Point { p[4].Year.To = nil; return p },
		"a longer year": func(p []statistics.Point) []statistics.Point { p[4].Year.To = p[0].Year.To; return p },
	} {
		got := statistics.RecentTrend(spoil(falling()))
		if got.Direction != statistics.CannotBeCalculated || got.Reason == "" || got.Slope != nil || got.ChiSquare != nil {
			t.Errorf("%s: %+v", what, got)
		}
	}
}

// One point alone makes this slope: without it the others fall, so there is no trend however large the chi-square.
func TestTrendThatRestsOnOnePoint(t *testing.T) {
	points := falling()
	for i, value := range []string{"10", "9.9", "9.8", "9.7", "20"} {
		v := decimal.MustParse(value)
		points[i].Value, points[i].Limits = v, &statistics.Limits{Lower: v - decimal.One, Upper: v + decimal.One}
	}
	got := statistics.RecentTrend(points)
	if got.Direction != statistics.NoSignificantChange || *got.ChiSquare < 9.549536 {
		t.Errorf("got %+v", got)
	}
}

func counted(rows ...[2]int64) []statistics.CountedPoint {
	points := make([]statistics.CountedPoint, len(rows))
	for i, year := range years(2004, len(rows)) {
		points[i] = statistics.CountedPoint{Year: year, Numerator: rows[i][0], Denominator: rows[i][1]}
	}
	return points
}

func TestProportionTrend(t *testing.T) {
	up := counted([2]int64{100, 1000}, [2]int64{130, 1000}, [2]int64{160, 1000}, [2]int64{190, 1000}, [2]int64{220, 1000})
	got, err := statistics.ProportionTrend(up)
	if err != nil || got.Direction != statistics.Increasing || got.Method != statistics.EmpiricalLogits {
		t.Errorf("got %+v, %v", got, err)
	}
	// Worked out at 30 digits from the formulae of the documentation.
	near(t, "slope", *got.Slope, 0.226471525596390773)
	near(t, "chi-square", *got.ChiSquare, 64.3483681551427532)
	down := counted([2]int64{900, 1000}, [2]int64{870, 1000}, [2]int64{840, 1000}, [2]int64{810, 1000}, [2]int64{780, 1000})
	other, err := statistics.ProportionTrend(down) // the same with yes and no exchanged
	if err != nil || other.Direction != statistics.Decreasing {
		t.Errorf("got %+v, %v", other, err)
	}
	near(t, "slope", -*other.Slope, *got.Slope)
	near(t, "chi-square", *other.ChiSquare, *got.ChiSquare)
	flat, err := statistics.ProportionTrend(counted([2]int64{0, 10}, [2]int64{1, 10}, [2]int64{0, 10}, [2]int64{10, 10}, [2]int64{0, 10}))
	if err != nil || flat.Direction != statistics.NoSignificantChange {
		t.Errorf("got %+v, %v", flat, err)
	}
	up[4].Suppressed, up[4].Denominator = true, 0
	if hidden, err := statistics.ProportionTrend(up); err != nil || hidden.Direction != statistics.CannotBeCalculated {
		t.Errorf("got %+v, %v", hidden, err)
	}
	up[4].Suppressed = false
	if _, err := statistics.ProportionTrend(up); err == nil {
		t.Error("a proportion of nothing has a trend")
	}
	if short, err := statistics.ProportionTrend(down[1:]); err != nil || short.Direction != statistics.CannotBeCalculated {
		t.Errorf("got %+v, %v", short, err)
	}
}

func TestAggregateIsNoAverageOfRates(t *testing.T) {
	sum, err := statistics.Aggregate([]statistics.Counted{{1, 10}, {90, 100}})
	if err != nil || sum != (statistics.Counted{Numerator: 91, Denominator: 110}) {
		t.Errorf("got %+v, %v", sum, err)
	}
}

// The four areas are the example of the funnel functions of PHEindicatormethods.
func TestFunnelOfProportions(t *testing.T) {
	areas := []statistics.Counted{{10232, 15232}, {12321, 16123}, {15123, 17932}, {13213, 18475}}
	got, err := statistics.Funnel(statistics.KindProportion, areas, 100)
	if err != nil {
		t.Fatal(err)
	}
	mean := 50889.0 / 67762
	near(t, "mean", got.Mean, 100*mean)
	near(t, "lower", got.Areas[0].Limits95.Lower, 100*(mean-1.959963984540054*math.Sqrt(mean*(1-mean)/15232)))
	near(t, "upper", got.Areas[3].Limits998.Upper, 100*(mean+3.090232306167813*math.Sqrt(mean*(1-mean)/18475)))
	for i, want := range []statistics.FunnelLabel{statistics.FunnelLow001, statistics.FunnelHigh001, statistics.FunnelHigh001, statistics.FunnelLow001} {
		if got.Areas[i].Label != want {
			t.Errorf("%d: %s, want %s", i, got.Areas[i].Label, want)
		}
	}
	words := []string{}
	for _, l := range []statistics.FunnelLabel{statistics.FunnelHigh001, statistics.FunnelHigh025, statistics.FunnelNotSignificant, statistics.FunnelLow025, statistics.FunnelLow001} {
		words = append(words, l.Words())
	}
	if !slices.Equal(words, []string{"High (0.001)", "High (0.025)", "Not significant", "Low (0.025)", "Low (0.001)"}) {
		t.Errorf("got %q", words)
	}
}

// An area lies outside the limits exactly when its label says so, and wider limits hold narrower ones and the mean.
func TestFunnelLabelsAgreeWithTheirLimits(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	seen := map[statistics.FunnelLabel]int{}
	for _, kind := range []statistics.Kind{statistics.KindProportion, statistics.KindRate} {
		for range 300 {
			share := rng.Float64() * rng.Float64()
			areas := make([]statistics.Counted, 2+rng.IntN(10))
			for i := range areas {
				n := 1 + rng.Int64N(1<<(1+rng.IntN(14)))
				areas[i] = statistics.Counted{Numerator: min(n, int64(float64(n)*share*2*rng.Float64())), Denominator: n}
			}
			chart, err := statistics.Funnel(kind, areas, 1)
			if err != nil {
				t.Fatal(err)
			}
			for i, a := range chart.Areas {
				want := statistics.FunnelNotSignificant
				switch {
				case a.Value < a.Limits998.Lower:
					want = statistics.FunnelLow001
				case a.Value > a.Limits998.Upper:
					want = statistics.FunnelHigh001
				case a.Value < a.Limits95.Lower:
					want = statistics.FunnelLow025
				case a.Value > a.Limits95.Upper:
					want = statistics.FunnelHigh025
				}
				nested := a.Limits998.Lower <= a.Limits95.Lower && a.Limits95.Lower <= chart.Mean && chart.Mean <= a.Limits95.Upper && a.Limits95.Upper <= a.Limits998.Upper
				if a.Label != want || !nested {
					t.Fatalf("%s %+v: %+v, want %s; mean %g", kind, areas[i], a, want, chart.Mean)
				}
				seen[a.Label]++
			}
		}
	}
	if len(seen) != 5 {
		t.Errorf("only %v was seen", seen)
	}
	none, err := statistics.Funnel(statistics.KindRate, []statistics.Counted{{0, 5}, {0, 7}}, 1000)
	if err != nil || none.Mean != 0 || none.Areas[0] != (statistics.FunnelPoint{Label: statistics.FunnelNotSignificant}) {
		t.Errorf("got %+v, %v", none, err)
	}
}
