package statistics

import (
	"math/bits"

	"waymark/domain/decimal"
)

// Calculated is a figure worked out from its parts, in decimals, as it is published and compared.
type Calculated struct {
	Value  decimal.Decimal // exact, rounded half up to six places
	At95   Limits
	At998  Limits
	Method Method // of both intervals
}

// Calculate works a figure out from its parts, per the multiplier: by Proportion for a proportion and by Rate for a rate. A rate over a
// denominator of 1 is a count. The error is theirs, or a *DomainError for another kind or a result beyond what a decimal can carry.
func Calculate(kind Kind, c Counted, multiplier int64) (Calculated, error) {
	var figure func(Confidence) (Figure, error)
	switch kind {
	case KindProportion:
		figure = func(level Confidence) (Figure, error) {
			f, err := Proportion(c.Numerator, c.Denominator, level)
			if err != nil {
				return Figure{}, err
			}
			return f.Per(multiplier)
		}
	case KindRate:
		figure = func(level Confidence) (Figure, error) { return Rate(c.Numerator, c.Denominator, multiplier, level) }
	default:
		return Calculated{}, kindError()
	}
	var result Calculated
	for _, at := range []struct {
		level  Confidence
		limits *Limits
	}{{Confidence95, &result.At95}, {Confidence998, &result.At998}} {
		f, err := figure(at.level)
		if err != nil {
			return Calculated{}, err
		}
		if *at.limits, err = f.Interval.Limits(); err != nil {
			return Calculated{}, err
		}
		result.Method = f.Method
	}
	// The parts and the multiplier are within their bounds now, so the product fits and, the limits having fitted, so does the value.
	high, low := bits.Mul64(uint64(c.Numerator)*uint64(multiplier), uint64(decimal.One))
	low, carry := bits.Add64(low, uint64(c.Denominator)/2, 0)
	quotient, _ := bits.Div64(high+carry, low, uint64(c.Denominator))
	result.Value = decimal.Decimal(quotient)
	return result, nil
}

func kindError() error {
	return &DomainError{Argument: "kind", Rule: "must be " + string(KindProportion) + " or " + string(KindRate)}
}
