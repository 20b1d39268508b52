// Package statistics gives figures their uncertainty and says what may be read from them: intervals, comparisons with a
// benchmark, quintiles, ranks, trends, funnels and weekly rates.
//
// Counts come in as whole numbers and published figures as decimals. A float64 goes out to be printed; its error is below
// one part in a thousand million. No function lets a NaN or an infinity out: what has no answer is refused with a
// *DomainError, or is nil where its field says so.
package statistics

import (
	"math"

	"waymark/domain/decimal"
)

// The largest numbers that are taken.
const (
	MaxCount       = 1_000_000_000         // of a count, and of what a proportion is of
	MaxDenominator = 1_000_000_000_000_000 // of what a rate is of, in persons, days or the like
	MaxMultiplier  = 1_000_000_000         // of what a rate is expressed per
)

// DomainError says that an argument lies where a function has no answer. Argument is its name in this package, Rule what it
// must fulfil, such that "Argument Rule" is a sentence without its full stop.
type DomainError struct {
	Argument, Rule string
}

func (e *DomainError) Error() string { return e.Argument + " " + e.Rule }

// Confidence is the level of an interval.
type Confidence string

// The levels.
const (
	Confidence95  Confidence = "PERCENT_95"   // two sides of 2.5% each
	Confidence998 Confidence = "PERCENT_99_8" // two sides of 0.1% each
)

// deviate gives the normal deviate z and the probability of one tail.
func (c Confidence) deviate() (z, tail float64, err error) {
	switch c {
	case Confidence95:
		return 1.959963984540054, 0.025, nil
	case Confidence998:
		return 3.090232306167813, 0.001, nil
	}
	return 0, 0, &DomainError{Argument: "confidence", Rule: "must be " + string(Confidence95) + " or " + string(Confidence998)}
}

// Method is how an interval was found.
type Method string

// The methods.
const (
	Wilson              Method = "WILSON"               // the score interval of a proportion
	ClopperPearson      Method = "CLOPPER_PEARSON"      // the exact interval of a proportion
	Byar                Method = "BYAR"                 // an approximation for counts, close from 10 on
	ExactPoisson        Method = "EXACT_POISSON"        // by quantiles of chi-square, also called Garwood's
	ConditionalBinomial Method = "CONDITIONAL_BINOMIAL" // the exact interval of a ratio of rates, given both counts' sum
)

// Interval is where the truth may lie. Lower is never above Upper.
type Interval struct {
	Lower, Upper float64
}

// Limits is an interval in decimals, as published or as rounded for a decision. Lower is never above Upper.
type Limits struct {
	Lower, Upper decimal.Decimal
}

// Limits rounds the interval to six places, halves away from nought. The error is a *DomainError when an end lies beyond what a
// decimal can carry.
func (i Interval) Limits() (Limits, error) {
	lower, err := Rounded("lower", i.Lower)
	if err != nil {
		return Limits{}, err
	}
	upper, err := Rounded("upper", i.Upper)
	return Limits{Lower: lower, Upper: upper}, err
}

// Rounded gives a value as a decimal, to the nearest. One that is no number or too large is a *DomainError of the argument with the name.
func Rounded(name string, v float64) (decimal.Decimal, error) {
	const unit, most = 1e6, 9e12
	if !(math.Abs(v) <= most) {
		return 0, &DomainError{Argument: name, Rule: "must lie between -9000000000000 and 9000000000000"}
	}
	return decimal.Decimal(math.Round(v * unit)), nil
}

// Figure is a value with its interval. The value lies in the interval.
type Figure struct {
	Value      float64
	Interval   Interval
	Confidence Confidence
	Method     Method
}

// Per expresses the figure per a multiplier, such as 100 for a percentage.
func (f Figure) Per(multiplier int64) (Figure, error) {
	if err := within("multiplier", multiplier, 1, MaxMultiplier); err != nil {
		return Figure{}, err
	}
	return f.times(float64(multiplier)), nil
}

func (f Figure) times(m float64) Figure {
	f.Value, f.Interval.Lower, f.Interval.Upper = f.Value*m, f.Interval.Lower*m, f.Interval.Upper*m
	return f
}
