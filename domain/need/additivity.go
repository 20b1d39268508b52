package need

import (
	"math"

	"waymark/domain/decimal"
	"waymark/domain/statistics"
)

// Axis is a way in which figures are taken apart.
type Axis string

// The axes.
const (
	AxisPlace     Axis = "PLACE"
	AxisPeriod    Axis = "PERIOD"
	AxisProvider  Axis = "PROVIDER"
	AxisBreakdown Axis = "BREAKDOWN" // a named one, such as benefit or age
)

// Dimension is what figures are summed over.
type Dimension struct {
	Axis      Axis
	Breakdown string // the breakdown's name as in a sentence ("benefit"); empty for the other axes
}

// Words names the dimension as in a sentence.
func (d Dimension) Words() string {
	switch d.Axis {
	case AxisPlace:
		return "places"
	case AxisPeriod:
		return "periods"
	case AxisProvider:
		return "providers"
	}
	return d.Breakdown
}

// Additive says of one dimension whether an indicator may be summed over it.
type Additive struct {
	Over    Dimension
	Allowed bool
	Because string // why not, as a clause without a full stop ("one person may claim several"); may be empty
}

// Additivity is over what an indicator may be summed. What is not named is not allowed.
type Additivity struct {
	Subject    string // what is counted, in the plural, as a sentence begins ("People on benefits")
	Dimensions []Additive
}

// NotAdditiveError refuses a sum that would count somebody twice.
type NotAdditiveError struct {
	Subject string
	Over    Dimension
	Because string // may be empty
}

// Error gives the reason in one sentence, without its full stop.
func (e *NotAdditiveError) Error() string {
	text := e.Subject + " cannot be summed over " + e.Over.Words()
	if e.Because != "" {
		text += ": " + e.Because
	}
	return text
}

// Check gives nil when a sum over the dimension is allowed, and a *NotAdditiveError when it is not.
func (a Additivity) Check(over Dimension) error {
	because := "nothing says that nobody is counted twice"
	for _, d := range a.Dimensions {
		if d.Over == over {
			if d.Allowed {
				return nil
			}
			because = d.Because
		}
	}
	subject := a.Subject
	if subject == "" {
		subject = "The figures"
	}
	return &NotAdditiveError{Subject: subject, Over: over, Because: because}
}

// Correlation is how the errors of estimates hang together.
type Correlation string

// The correlations.
const (
	CorrelationUnknown Correlation = "UNKNOWN"     // nothing is said, so a sum has no interval
	Independent        Correlation = "INDEPENDENT" // each errs by itself: distances to an end add as squares
	FullyCorrelated    Correlation = "FULL"        // all err together: ends add, which is the widest that the interval can be
)

// Sum adds the values of estimates over a dimension. The sum has an interval only when a correlation is stated and every part has one, or
// when there is one part alone: ends are never added up unasked. The error is a *NotAdditiveError when the sum is not allowed,
// and a *statistics.DomainError when there are no parts, or a part or the sum lies beyond its bounds.
func (a Additivity) Sum(parts []Estimate, over Dimension, correlation Correlation) (Estimate, error) {
	if err := a.Check(over); err != nil {
		return Estimate{}, err
	}
	switch correlation {
	case CorrelationUnknown, Independent, FullyCorrelated:
	default:
		return Estimate{}, refused("correlation", "must be %s, %s or %s", CorrelationUnknown, Independent, FullyCorrelated)
	}
	if len(parts) == 0 {
		return Estimate{}, refused("parts", "must not be empty")
	}
	sum := Estimate{HasInterval: len(parts) == 1 || correlation != CorrelationUnknown}
	var below, above float64 // squares of the distances to the ends, in millionths
	for _, p := range parts {
		if err := p.check("part"); err != nil {
			return Estimate{}, err
		}
		sum.HasInterval = sum.HasInterval && p.HasInterval
		sum.Value += p.Value
		sum.Lower += p.Lower
		sum.Upper += p.Upper
		if most := decimal.FromInt(MaxPeople); sum.Value > most || (sum.HasInterval && sum.Upper > most) {
			return Estimate{}, refused("sum", "must lie between 0 and %d", MaxPeople)
		}
		down, up := float64(p.Value-p.Lower), float64(p.Upper-p.Value)
		below += down * down
		above += up * up
	}
	switch {
	case !sum.HasInterval:
		sum.Lower, sum.Upper = 0, 0
	case correlation == Independent && len(parts) > 1:
		sum.Lower = max(sum.Lower, sum.Value-decimal.Decimal(math.Round(math.Sqrt(below))))
		sum.Upper = min(sum.Upper, sum.Value+decimal.Decimal(math.Round(math.Sqrt(above))))
	}
	return sum, nil
}

// SumCounts adds numerators and denominators over a dimension, so that a share or rate of the whole is computed from them and is never an
// average. The error is a *NotAdditiveError when the sum is not allowed, or that of statistics.Aggregate.
func (a Additivity) SumCounts(parts []statistics.Counted, over Dimension) (statistics.Counted, error) {
	if err := a.Check(over); err != nil {
		return statistics.Counted{}, err
	}
	return statistics.Aggregate(parts)
}
