package statistics

import "math"

// funnelLimits gives an area's own figure, the limits about the mean for its denominator, and the mean.
func funnelLimits(kind Kind, a, sum Counted, c Confidence) (own Figure, limits Interval, mean float64, err error) {
	z, tail, err := c.deviate()
	if err != nil {
		return Figure{}, Interval{}, 0, err
	}
	of := float64(a.Denominator)
	switch kind {
	case KindProportion:
		if own, err = Proportion(a.Numerator, a.Denominator, c); err != nil {
			return Figure{}, Interval{}, 0, err
		}
		mean = float64(sum.Numerator) / float64(sum.Denominator)
		// The proportion whose Wilson interval just reaches the mean.
		width := z * math.Sqrt(mean*(1-mean)/of)
		return own, Interval{Lower: max(0, mean-width), Upper: min(1, mean+width)}, mean, nil
	case KindRate:
		if own, err = Rate(a.Numerator, a.Denominator, 1, c); err != nil {
			return Figure{}, Interval{}, 0, err
		}
		mean = float64(sum.Numerator) / float64(sum.Denominator)
		lower, upper := countLimits(of*mean, z, tail)
		return own, Interval{Lower: lower / of, Upper: upper / of}, mean, nil
	}
	return Figure{}, Interval{}, 0, kindError()
}

// countLimits gives the counts whose interval, as Count gives it but for counts between whole numbers as well, just reaches what is
// expected. lower is 0 when no count is too low.
func countLimits(expected, z, tail float64) (lower, upper float64) {
	if expected == 0 {
		return 0, 0
	}
	tooLow := func(x float64) bool {
		if x < exactBelow {
			_, above := gammaTails(x+1, expected)
			return above < tail
		}
		return byarUpper(x, z) < expected
	}
	notTooHigh := func(x float64) bool {
		if x < exactBelow {
			below, _ := gammaTails(x, expected)
			return below >= tail
		}
		return byarLower(x, z) <= expected
	}
	most := expected + 10*(z+1)*(math.Sqrt(expected)+z+1)
	return lastWhere(tooLow, expected), lastWhere(notTooHigh, most)
}

// lastWhere gives the last number from 0 up to most for which something holds that holds up to some number and not beyond, or 0.
func lastWhere(holds func(float64) bool, most float64) float64 {
	low, high := 0.0, most
	for range 200 {
		middle := low + (high-low)/2
		if middle <= low || middle >= high {
			break
		}
		if holds(middle) {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}
