package statistics

// Counted is a figure by its parts.
type Counted struct {
	Numerator, Denominator int64
}

// Aggregate sums numerators and denominators, so that a figure of the whole is computed from the sums and is never an average of figures. It
// sums what it is given; whether that may be summed is for the indicator to say. The error is a *DomainError when there is
// nothing to sum, a part is below 0 or a sum is above MaxDenominator.
func Aggregate(parts []Counted) (Counted, error) {
	if len(parts) == 0 {
		return Counted{}, &DomainError{Argument: "parts", Rule: "must not be empty"}
	}
	var sum Counted
	for _, p := range parts {
		if err := within("numerator", p.Numerator, 0, MaxDenominator); err != nil {
			return Counted{}, err
		}
		if err := within("denominator", p.Denominator, 0, MaxDenominator); err != nil {
			return Counted{}, err
		}
		sum.Numerator += p.Numerator
		sum.Denominator += p.Denominator
		if err := within("sum of numerators", sum.Numerator, 0, MaxDenominator); err != nil {
			return Counted{}, err
		}
		if err := within("sum of denominators", sum.Denominator, 0, MaxDenominator); err != nil {
			return Counted{}, err
		}
	}
	return sum, nil
}

// Kind is what a numerator is to its denominator.
type Kind string

// The kinds.
const (
	KindProportion Kind = "PROPORTION" // the numerator is part of the denominator
	KindRate       Kind = "RATE"       // the numerator counts events
)

// FunnelLabel is where an area lies in a funnel.
type FunnelLabel string

// The labels.
const (
	FunnelHigh001        FunnelLabel = "HIGH_0_001" // above the 99.8% limits
	FunnelHigh025        FunnelLabel = "HIGH_0_025" // above the 95% limits alone
	FunnelNotSignificant FunnelLabel = "NOT_SIGNIFICANT"
	FunnelLow025         FunnelLabel = "LOW_0_025" // below the 95% limits alone
	FunnelLow001         FunnelLabel = "LOW_0_001" // below the 99.8% limits
)

// Words gives the label as it is printed in a key.
func (l FunnelLabel) Words() string {
	switch l {
	case FunnelHigh001:
		return "High (0.001)"
	case FunnelHigh025:
		return "High (0.025)"
	case FunnelLow025:
		return "Low (0.025)"
	case FunnelLow001:
		return "Low (0.001)"
	}
	return "Not significant"
}

// FunnelPoint is one area of a funnel.
type FunnelPoint struct {
	Value     float64
	Limits95  Interval // between which 95% of areas of this denominator would lie
	Limits998 Interval // between which 99.8% would
	Label     FunnelLabel
}

// FunnelChart is the areas about their mean. All values are per the multiplier.
type FunnelChart struct {
	Mean  float64       // the sum of numerators over the sum of denominators
	Areas []FunnelPoint // in the order given
}

// Funnel gives each area the limits that its denominator allows about the mean, which is the sum of numerators over the sum of denominators,
// and labels it. A label and a comparison agree always: an area is outside the limits exactly when its own interval, Wilson's for a
// proportion and that of Count for a rate, leaves the mean out. The error is a *DomainError when there are no areas, one is
// no proportion or no rate, or the sums are too large.
func Funnel(kind Kind, areas []Counted, multiplier int64) (FunnelChart, error) {
	if err := within("multiplier", multiplier, 1, MaxMultiplier); err != nil {
		return FunnelChart{}, err
	}
	sum, err := Aggregate(areas)
	if err != nil {
		return FunnelChart{}, err
	}
	points := make([]FunnelPoint, len(areas))
	for i, a := range areas {
		if points[i], err = funnelPoint(kind, a, sum, float64(multiplier)); err != nil {
			return FunnelChart{}, err
		}
	}
	mean := float64(sum.Numerator) / float64(sum.Denominator) * float64(multiplier)
	return FunnelChart{Mean: mean, Areas: points}, nil
}

func funnelPoint(kind Kind, a, sum Counted, multiplier float64) (FunnelPoint, error) {
	var p FunnelPoint
	for _, c := range []Confidence{Confidence95, Confidence998} {
		own, limits, mean, err := funnelLimits(kind, a, sum, c)
		if err != nil {
			return FunnelPoint{}, err
		}
		p.Value = own.Value * multiplier
		limits = Interval{Lower: limits.Lower * multiplier, Upper: limits.Upper * multiplier}
		low, high := own.Interval.Upper < mean, own.Interval.Lower > mean
		if c == Confidence95 {
			p.Limits95, p.Label = limits, label(low, high, FunnelLow025, FunnelHigh025, FunnelNotSignificant)
		} else {
			p.Limits998, p.Label = limits, label(low, high, FunnelLow001, FunnelHigh001, p.Label)
		}
	}
	return p, nil
}

func label(low, high bool, ifLow, ifHigh, otherwise FunnelLabel) FunnelLabel {
	switch {
	case low:
		return ifLow
	case high:
		return ifHigh
	}
	return otherwise
}
