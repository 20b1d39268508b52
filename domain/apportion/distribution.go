package apportion

import (
	"math"

	"waymark/domain/decimal"
	"waymark/domain/fault"
)

// Distribution says how the truth may lie around an estimate. Intervals are of 95%, and 1.96 is the normal deviate used.
type Distribution string

// The distributions.
const (
	Certain     Distribution = "FIXED"        // the estimate itself; the interval is not looked at
	LogNormal   Distribution = "LOGNORMAL"    // for counts: the median is the estimate, sigma is ln(high/low)/(2 x 1.96)
	LogitNormal Distribution = "LOGIT_NORMAL" // for shares: the median is the estimate, sigma is (logit(high)-logit(low))/(2 x 1.96)
	Beta        Distribution = "BETA"         // for shares: the mean is the estimate, the standard deviation (high-low)/(2 x 1.96)
	ThreePoint  Distribution = "THREE_POINT"  // low, estimate or high, each with a chance of one third
)

// Estimate is a published figure with its uncertainty.
type Estimate struct {
	Value, Low, High decimal.Decimal // Low <= Value <= High, and Low is above nought unless it is FIXED
	Distribution     Distribution
}

const (
	normal95      = 1.96
	widestRatio   = 1_000_000 // of the ends of a lognormal interval
	leastBeta     = 0.1       // of the parameters of a beta
	sharpestBeta  = 1e9       // and the most of their sum
	betaSlices    = 2048
	betaDepth     = 60.0 // the density is followed until it is e^-60 of its peak
	betaFineness  = 32   // entries of the table for each standard deviation
	betaHalfTable = 9 * betaFineness
)

// check adds what is wrong with an estimate, at a path.
func (e Estimate) check(faults *fault.List, path []string) {
	switch e.Distribution {
	case Certain:
		return // the need model looks at the value
	case LogNormal, LogitNormal, Beta, ThreePoint:
	default:
		refuse(faults, path, "a distribution is %s, %s, %s, %s or %s, not %.32q", Certain, LogNormal, LogitNormal, Beta, ThreePoint, e.Distribution)
		return
	}
	if e.Low <= 0 || e.Value < e.Low || e.High < e.Value {
		refuse(faults, path, "an interval begins above 0 and holds its estimate, unlike %s to %s around %s", e.Low, e.High, e.Value)
		return
	}
	share := e.Distribution == LogitNormal || e.Distribution == Beta
	switch {
	case share && e.High >= decimal.One:
		refuse(faults, path, "the interval of a %s share ends below 1, not at %s", e.Distribution, e.High)
	case e.Distribution == LogNormal && float64(e.High) > widestRatio*float64(e.Low):
		refuse(faults, path, "a %s interval spans a factor of %d at most, not %s to %s", LogNormal, widestRatio, e.Low, e.High)
	case e.Distribution == Beta && e.Low < e.High:
		if a, b := e.beta(); !(min(a, b) >= leastBeta) || a+b > sharpestBeta {
			refuse(faults, path, "no %s fits: around the mean %s the interval %s to %s is too wide or too narrow", Beta, e.Value, e.Low, e.High)
		}
	}
}

// beta gives the parameters of the beta with the estimate's mean and standard deviation.
func (e Estimate) beta() (a, b float64) {
	mean := float64(e.Value) / float64(millionths)
	sd := float64(e.High-e.Low) / (float64(millionths) * 2 * normal95)
	sum := float64(mean*(1-mean))/float64(sd*sd) - 1
	return float64(mean * sum), float64((1 - mean) * sum)
}

// sampler turns standard normal deviates into values: an estimate, ready to be drawn from.
type sampler struct {
	kind          Distribution
	value         float64 // of a constant or lognormal; the logit of a logit-normal
	low, high     float64
	sigma         float64
	table         []float64 // logits of the beta, betaFineness for each standard deviation
	third, second float64
}

// newSampler gives the sampler of an estimate that check accepts.
func newSampler(e Estimate) sampler {
	number := func(d decimal.Decimal) float64 { return float64(d) / float64(millionths) }
	s := sampler{kind: e.Distribution, value: number(e.Value), low: number(e.Low), high: number(e.High)}
	if e.Distribution == Certain || e.Low == e.High {
		return sampler{kind: Certain, value: s.value}
	}
	switch e.Distribution {
	case LogNormal:
		s.sigma = (ln(s.high) - ln(s.low)) / (2 * normal95)
	case LogitNormal:
		s.sigma = (logit(s.high) - logit(s.low)) / (2 * normal95)
		s.value = logit(s.value)
	case Beta:
		s.table = betaTable(e.beta())
	case ThreePoint:
		s.third, s.second = normalQuantile(1.0/3), normalQuantile(2.0/3)
	}
	return s
}

// at gives the value at a standard normal deviate.
func (s *sampler) at(z float64) float64 {
	switch s.kind {
	case LogNormal:
		return float64(s.value * exp(float64(s.sigma*z)))
	case LogitNormal:
		return logistic(s.value + float64(s.sigma*z))
	case Beta:
		return logistic(interpolate(s.table, z))
	case ThreePoint:
		switch {
		case z < s.third:
			return s.low
		case z < s.second:
			return s.value
		}
		return s.high
	}
	return s.value
}

// interpolate reads a table at z by the cubic through its four nearest entries.
func interpolate(table []float64, z float64) float64 {
	x := float64(z*betaFineness) + betaHalfTable
	x = max(1, min(x, float64(len(table)-3)))
	i := int(x)
	return cubic(table[i-1:i+3], x-float64(i))
}

// cubic gives the value at x, between 0 and 1, of the cubic through (-1, y0), (0, y1), (1, y2) and (2, y3).
func cubic(y []float64, x float64) float64 {
	d1, d2 := y[1]-y[0], y[2]-y[1]
	second := d2 - d1
	third := (y[3] - y[2]) - d2 - second
	r := y[0] + float64((x+1)*d1)
	r += float64(float64((x+1)*x) * second / 2)
	return r + float64(float64(float64((x+1)*x)*(x-1))*third/6)
}

// betaTable gives the logits of a beta's quantiles at the standard normal deviates -9, -9+1/32, ..., 9. In the logit the
// density is p^a q^b, which has one peak and falls off on both sides; it is summed by Simpson's rule from either end, so
// that both tails keep their digits.
func betaTable(a, b float64) []float64 {
	log := func(t float64) float64 {
		e := exp(-math.Abs(t))
		p, q := -ln(1+e), -ln(1+e) // of the larger share
		if t < 0 {
			p += t
		} else {
			q -= t
		}
		return float64(a*p) + float64(b*q)
	}
	peak := ln(a) - ln(b)
	height := log(peak)
	end := func(direction float64) float64 {
		near, far := 0.0, direction
		for height-log(peak+far) < betaDepth {
			near, far = far, float64(far*2)
		}
		for range 40 {
			if middle := (near + far) / 2; height-log(peak+middle) < betaDepth {
				near = middle
			} else {
				far = middle
			}
		}
		return far
	}
	// Slices are even in v, where the logit is peak + sinh v: narrow at the peak, wide in the tails.
	sinh := func(v float64) float64 { return (exp(v) - exp(-v)) / 2 }
	from, to := -asinh(-end(-1)), asinh(end(1))
	width := (to - from) / betaSlices
	density := func(v float64) float64 {
		return float64(exp(log(peak+sinh(v))-height) * (exp(v) + exp(-v)))
	}
	var weight [betaSlices]float64
	last := density(from)
	for i := range weight {
		at := from + float64(float64(i)*width)
		next := density(at + width)
		weight[i] = last + 4*density(at+width/2) + next
		last = next
	}
	return resample(deviates(&weight), func(slice float64) float64 { return peak + sinh(from+float64(slice*width)) })
}

// asinh undoes sinh for x not negative.
func asinh(x float64) float64 { return ln(x + math.Sqrt(float64(x*x)+1)) }

// deviates gives the standard normal deviate of every inner boundary of the slices.
func deviates(weight *[betaSlices]float64) []float64 {
	var below, above [betaSlices + 1]float64
	for i, w := range weight {
		below[i+1] = below[i] + w
	}
	for i := betaSlices - 1; i >= 0; i-- {
		above[i] = above[i+1] + weight[i]
	}
	z := make([]float64, betaSlices+1)
	for i := 1; i < betaSlices; i++ {
		if sum := below[i] + above[i]; below[i] < above[i] {
			z[i] = normalQuantile(below[i] / sum)
		} else {
			z[i] = -normalQuantile(above[i] / sum)
		}
	}
	return z[1:betaSlices]
}

// resample turns the deviates z at the slices 1, 2, ... into logits at even deviates, given the logit at a slice.
func resample(z []float64, at func(slice float64) float64) []float64 {
	table := make([]float64, 2*betaHalfTable+1)
	i := 1
	for j := range table {
		wanted := float64(j-betaHalfTable) / betaFineness
		for i < len(z)-3 && z[i+1] <= wanted {
			i++
		}
		x := 0.0
		for range 4 { // where the cubic of z over the slices meets the wanted deviate
			x += (wanted - cubic(z[i-1:i+3], x)) / (z[i+1] - z[i])
			x = max(-1, min(2, x))
		}
		table[j] = at(float64(i+1) + x)
	}
	return table
}
