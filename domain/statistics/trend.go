package statistics

import (
	"math"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
)

// Direction is which way a series goes.
type Direction string

// The directions.
const (
	Increasing          Direction = "INCREASING"
	Decreasing          Direction = "DECREASING"
	NoSignificantChange Direction = "NO_SIGNIFICANT_CHANGE"
	CannotBeCalculated  Direction = "CANNOT_BE_CALCULATED"
)

// Course is a direction read with a polarity.
type Course string

// The courses. INCREASING and DECREASING stand where there is no polarity.
const (
	CourseImproving          Course = "IMPROVING"
	CourseWorsening          Course = "WORSENING"
	CourseIncreasing         Course = "INCREASING"
	CourseDecreasing         Course = "DECREASING"
	CourseNoChange           Course = "NO_SIGNIFICANT_CHANGE"
	CourseCannotBeCalculated Course = "CANNOT_BE_CALCULATED"
)

// Read reads the direction with a polarity.
func (d Direction) Read(polarity Polarity) Course {
	turn := polarity.turn()
	switch d {
	case NoSignificantChange:
		return CourseNoChange
	case Increasing, Decreasing:
		if d == Decreasing {
			turn = -turn
		}
		switch {
		case turn > 0:
			return CourseImproving
		case turn < 0:
			return CourseWorsening
		case d == Increasing:
			return CourseIncreasing
		}
		return CourseDecreasing
	}
	return CourseCannotBeCalculated
}

// TrendMethod is which regression a trend rests on.
type TrendMethod string

// The methods.
const (
	WeightedLinear  TrendMethod = "WEIGHTED_LINEAR"  // of values, weighted by their 95% intervals
	EmpiricalLogits TrendMethod = "EMPIRICAL_LOGITS" // of the log odds of proportions, weighted by their counts
)

// Trend is what the last five points of a series say.
type Trend struct {
	Direction Direction
	Method    TrendMethod
	Slope     *float64 // of the value, or of the log odds, a year; nil when it cannot be calculated
	ChiSquare *float64 // of the slope, with one degree of freedom; nil when it cannot be calculated
	Reason    string   // why it cannot be calculated, in a sentence; empty otherwise
}

const (
	trendPoints = 5
	// trendThreshold is the 99.8% point of chi-square with one degree of freedom.
	trendThreshold = 9.549535706083
)

// Point is a published figure of one year.
type Point struct {
	Year       calendar.Period // a year that begins on any day
	Value      decimal.Decimal
	Limits     *Limits // at 95%; nil when there is none
	Suppressed bool    // the value may not be shown; then the others are not looked at
}

// CountedPoint is a proportion of one year by its counts.
type CountedPoint struct {
	Year                   calendar.Period // a year that begins on any day
	Numerator, Denominator int64
	Suppressed             bool // the counts may not be shown; then they are not looked at
}

// sample is a point of a regression.
type sample struct{ value, weight float64 }

// RecentTrend regresses the last five points on 1 to 5, weighted by 1/se^2 with se a 3.92th of the 95% interval's width. The trend
// is significant when the chi-square of the slope, which is (slope/se of slope)^2, is above 9.549536 and the slope keeps
// its sign whichever point is left out. It cannot be calculated from fewer than five points, or when one of the five is suppressed, has no
// interval or one of no width, or when they are not five years that follow on each other. This holds for all kinds of figure; for proportions
// whose counts are known, ProportionTrend is the better one.
func RecentTrend(points []Point) Trend {
	if len(points) < trendPoints {
		return noTrend(WeightedLinear, "A trend needs at least five points.")
	}
	points = points[len(points)-trendPoints:]
	samples, years := make([]sample, trendPoints), make([]calendar.Period, trendPoints)
	for i, p := range points {
		switch {
		case p.Suppressed:
			return noTrend(WeightedLinear, "One of the last five points is suppressed.")
		case p.Limits == nil:
			return noTrend(WeightedLinear, "One of the last five points has no confidence interval.")
		case p.Limits.Upper <= p.Limits.Lower:
			return noTrend(WeightedLinear, "One of the last five points has a confidence interval of no width.")
		}
		years[i] = p.Year
		se := (toFloat(p.Limits.Upper) - toFloat(p.Limits.Lower)) / 3.92
		samples[i] = sample{value: toFloat(p.Value), weight: 1 / (se * se)}
	}
	return trend(WeightedLinear, years, samples)
}

// ProportionTrend regresses the log odds of the last five proportions, ln((x+1/2)/(n-x+1/2)), weighted by the reciprocal of their variance,
// 1/(x+1/2) + 1/(n-x+1/2). Significance and what cannot be calculated are as in RecentTrend. The error is a *DomainError when
// the counts of one of the five are no proportion.
func ProportionTrend(points []CountedPoint) (Trend, error) {
	if len(points) < trendPoints {
		return noTrend(EmpiricalLogits, "A trend needs at least five points."), nil
	}
	points = points[len(points)-trendPoints:]
	samples, years := make([]sample, trendPoints), make([]calendar.Period, trendPoints)
	for i, p := range points {
		if p.Suppressed {
			return noTrend(EmpiricalLogits, "One of the last five points is suppressed."), nil
		}
		if err := checkProportion(p.Numerator, p.Denominator); err != nil {
			return Trend{}, err
		}
		years[i] = p.Year
		yes, no := float64(p.Numerator)+0.5, float64(p.Denominator-p.Numerator)+0.5
		samples[i] = sample{value: math.Log(yes / no), weight: 1 / (1/yes + 1/no)}
	}
	return trend(EmpiricalLogits, years, samples), nil
}

func toFloat(d decimal.Decimal) float64 { return float64(d) / float64(decimal.One) }

func noTrend(method TrendMethod, reason string) Trend {
	return Trend{Direction: CannotBeCalculated, Method: method, Reason: reason}
}

func trend(method TrendMethod, years []calendar.Period, samples []sample) Trend {
	for i, year := range years {
		start := year.From.Time()
		next := calendar.New(start.Year()+1, start.Month(), start.Day())
		if year.To == nil || *year.To != next || (i+1 < len(years) && years[i+1].From != next) {
			return noTrend(method, "The last five points are not years that follow on each other.")
		}
	}
	slope, spread := regress(samples, -1)
	chi := slope * slope * spread
	t := Trend{Direction: NoSignificantChange, Method: method, Slope: &slope, ChiSquare: &chi}
	if chi <= trendThreshold {
		return t
	}
	for i := range samples {
		if without, _ := regress(samples, i); without*slope <= 0 {
			return t
		}
	}
	t.Direction = Increasing
	if slope < 0 {
		t.Direction = Decreasing
	}
	return t
}

// regress gives the weighted slope on 1, 2, 3 ... without one point (-1: with all), and the reciprocal of its variance.
func regress(samples []sample, without int) (slope, spread float64) {
	var weight, time, value float64
	for i, s := range samples {
		if i != without {
			weight += s.weight
			time += s.weight * float64(i+1)
			value += s.weight * s.value
		}
	}
	time, value = time/weight, value/weight
	var cross float64
	for i, s := range samples {
		if i != without {
			away := float64(i+1) - time
			spread += s.weight * away * away
			cross += s.weight * away * (s.value - value)
		}
	}
	return cross / spread, spread
}
