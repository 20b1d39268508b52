package statistics

import "math"

// root finds where a rising function is nought between low and high, by Newton's method held in a bracket that halves
// whenever a step would leave it. f gives the value and the slope.
func root(start, low, high float64, f func(x float64) (value, slope float64)) float64 {
	x := start
	for range 200 {
		if !(x > low && x < high) {
			x = low + (high-low)/2
		}
		value, slope := f(x)
		if value == 0 {
			return x
		}
		if value < 0 {
			low = x
		} else {
			high = x
		}
		next := x - value/slope
		if math.Abs(next-x) <= 4e-16*x || high-low <= 4e-16*high {
			return max(low, min(next, high))
		}
		x = next
	}
	return x
}

// gammaQuantile finds x with P(a, x) = tail, or with Q(a, x) = tail when upper is set; a is at least 1. z is the normal deviate
// of the tail. Twice the result is the quantile of chi-square with 2a degrees of freedom.
func gammaQuantile(a, z, tail float64, upper bool) float64 {
	if !upper {
		z = -z
	}
	// Wilson and Hilferty's approximation is where to start.
	w := max(0.05, 1-1/(9*a)+z/(3*math.Sqrt(a)))
	start := a * w * w * w
	high := 2*start + 40
	return root(start, 0, high, func(x float64) (float64, float64) {
		below, above := gammaTails(a, x)
		slope := poissonDensity(a, x) * a / x
		if upper {
			return tail - above, slope
		}
		return below - tail, slope
	})
}

// betaQuantile finds x with I(x; a, b) = tail, or with 1-I = tail when upper is set, and gives 1-x as well, each to its own
// precision. z is the normal deviate of the tail.
func betaQuantile(a, b, z, tail float64, upper bool) (x, y float64) {
	if a > b { // look for the smaller of the two
		y, x = betaQuantile(b, a, z, tail, !upper)
		return x, y
	}
	if !upper {
		z = -z
	}
	mean := a / (a + b)
	start := mean + z*math.Sqrt(mean*(1-mean)/(a+b+1))
	x = root(start, 0, 1, func(x float64) (float64, float64) {
		below, above := betaTails(a, b, x, 1-x)
		slope := binomialDensity(a, b, x, 1-x) * a / (a + b) * b / x / (1 - x)
		if upper {
			return tail - above, slope
		}
		return below - tail, slope
	})
	return x, 1 - x
}
