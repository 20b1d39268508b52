package statistics

import "math"

// exactBelow is the count from which Byar's approximation is used.
const exactBelow = 10

// Proportion gives x of n with its Wilson interval. The error is a *DomainError unless n lies between 1 and MaxCount and x
// between 0 and n.
func Proportion(x, n int64, c Confidence) (Figure, error) {
	z, _, err := c.deviate()
	if err == nil {
		err = checkProportion(x, n)
	}
	if err != nil {
		return Figure{}, err
	}
	count, of := float64(x), float64(n)
	middle, width := 2*count+z*z, z*math.Sqrt(z*z+4*count*(1-count/of))
	interval := Interval{Lower: (middle - width) / (2 * (of + z*z)), Upper: (middle + width) / (2 * (of + z*z))}
	switch x { // where rounding would leave a trace
	case 0:
		interval.Lower = 0
	case n:
		interval.Upper = 1
	}
	return Figure{Value: count / of, Interval: interval, Confidence: c, Method: Wilson}, nil
}

// ExactProportion gives x of n with its Clopper-Pearson interval, for the same arguments as Proportion.
func ExactProportion(x, n int64, c Confidence) (Figure, error) {
	z, tail, err := c.deviate()
	if err == nil {
		err = checkProportion(x, n)
	}
	if err != nil {
		return Figure{}, err
	}
	lower, upper := exactEnds(x, n, z, tail)
	return Figure{Value: float64(x) / float64(n), Interval: Interval{Lower: lower.share, Upper: upper.share}, Confidence: c, Method: ClopperPearson}, nil
}

// end is one end of an exact interval of a proportion, with 1 less it.
type end struct{ share, rest float64 }

// exactEnds gives the ends of the Clopper-Pearson interval.
func exactEnds(x, n int64, z, tail float64) (lower, upper end) {
	lower, upper = end{0, 1}, end{1, 0}
	count, others := float64(x), float64(n-x)
	if x > 0 {
		lower.share, lower.rest = betaQuantile(count, others+1, z, tail, false)
	}
	if x < n {
		upper.share, upper.rest = betaQuantile(count+1, others, z, tail, true)
	}
	return lower, upper
}

// Count gives a count with its interval: Byar's from 10 on, exact Poisson below. The error is a *DomainError unless x lies
// between 0 and MaxCount.
func Count(x int64, c Confidence) (Figure, error) {
	z, _, err := c.deviate()
	if err != nil {
		return Figure{}, err
	}
	if x < exactBelow {
		return ExactCount(x, c)
	}
	if err := within("count", x, 0, MaxCount); err != nil {
		return Figure{}, err
	}
	count := float64(x)
	return Figure{Value: count, Interval: Interval{Lower: byarLower(count, z), Upper: byarUpper(count, z)}, Confidence: c, Method: Byar}, nil
}

func byarLower(x, z float64) float64 {
	t := 1 - 1/(9*x) - z/(3*math.Sqrt(x))
	return x * t * t * t
}

func byarUpper(x, z float64) float64 {
	x++
	t := 1 - 1/(9*x) + z/(3*math.Sqrt(x))
	return x * t * t * t
}

// ExactCount gives a count with its exact Poisson interval, for the same arguments as Count.
func ExactCount(x int64, c Confidence) (Figure, error) {
	z, tail, err := c.deviate()
	if err == nil {
		err = within("count", x, 0, MaxCount)
	}
	if err != nil {
		return Figure{}, err
	}
	count := float64(x)
	interval := Interval{Upper: gammaQuantile(count+1, z, tail, true)}
	if x > 0 {
		interval.Lower = gammaQuantile(count, z, tail, false)
	}
	return Figure{Value: count, Interval: interval, Confidence: c, Method: ExactPoisson}, nil
}

// Rate gives x events in a denominator, expressed per multiplier, with the interval that Count gives x. The error is a
// *DomainError unless x lies between 0 and MaxCount, the denominator between 1 and MaxDenominator and the multiplier between
// 1 and MaxMultiplier. x may be larger than the denominator.
func Rate(x, denominator, multiplier int64, c Confidence) (Figure, error) {
	if err := checkRate(x, denominator, multiplier); err != nil {
		return Figure{}, err
	}
	f, err := Count(x, c)
	if err != nil {
		return Figure{}, err
	}
	f = f.times(float64(multiplier) / float64(denominator))
	f.Value = float64(x) * float64(multiplier) / float64(denominator)
	return f, nil
}
