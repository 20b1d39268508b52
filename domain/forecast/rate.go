package forecast

import (
	"math"

	"waymark/domain/statistics"
)

// Rate is how many people are referred a month: a number that stays, or one that grows or shrinks by the same share each month.
type Rate struct {
	Months     int      // of referrals that were counted
	Trend      bool     // whether it grows or shrinks
	Now        Expected // the mean of the month of the base, with its own 95% interval, in which no month's chance is
	Growth     Expected // a month, as a share: 0.04 is 4% more each month; 0 without a trend
	Dispersion float64  // variance over mean of a month's number, at least 1

	coefficients [2]float64    // of the logarithm with a trend; of the number itself without
	covariance   [2][2]float64 // of these
	freedom      int64
	reach        float64
}

// point is a month of referrals.
type point struct {
	step     float64 // months after the base
	exposure float64
	count    float64
}

// fitRate regresses referrals on months: quasi-Poisson with a logarithmic link, the share of returns that came as exposure. Fewer than Trending
// months, or a trend that chance could bring about one time in twenty, leave a number that stays.
func fitRate(past []Past, base int) (r Rate, ok bool) {
	var points []point
	for _, p := range past {
		if p.counts() {
			points = append(points, point{float64(index(p.Month) - base), min(1, p.Share), float64(p.Referrals)})
		}
	}
	if len(points) < Least {
		return r, false
	}
	if len(points) >= Trending {
		if r, ok = trending(points); ok {
			return r, true
		}
	}
	return constant(points), true
}

func constant(points []point) Rate {
	var count, exposure float64
	for _, p := range points {
		count += p.count
		exposure += p.exposure
	}
	mean := count / exposure
	r := Rate{Months: len(points), freedom: int64(len(points) - 1), coefficients: [2]float64{mean}}
	r.Dispersion = dispersion(points, r.freedom, func(p point) float64 { return p.exposure * mean })
	r.covariance[0][0] = r.Dispersion * max(count, 0.5) / (exposure * exposure)
	r.reach, _ = statistics.StudentDeviate(r.freedom, statistics.Confidence95)
	r.Now = around(mean, r.reach*math.Sqrt(r.covariance[0][0]))
	return r
}

// trending fits a trend; ok is false when there is none to speak of.
func trending(points []point) (r Rate, ok bool) {
	start := constant(points)
	if start.coefficients[0] == 0 {
		return r, false
	}
	b := [2]float64{math.Log(start.coefficients[0])}
	var cov [2][2]float64
	settled := false
	for range 60 { // Newton's method, which is Fisher's scoring here
		var gradient [2]float64
		var w [3]float64
		for _, p := range points {
			mean := p.exposure * math.Exp(b[0]+b[1]*p.step)
			gradient[0] += p.count - mean
			gradient[1] += (p.count - mean) * p.step
			w[0] += mean
			w[1] += mean * p.step
			w[2] += mean * p.step * p.step
		}
		det := w[0]*w[2] - w[1]*w[1]
		if !(det > 1e-12*w[0]*w[2]) {
			return r, false
		}
		cov = [2][2]float64{{w[2] / det, -w[1] / det}, {-w[1] / det, w[0] / det}}
		step := [2]float64{cov[0][0]*gradient[0] + cov[0][1]*gradient[1], cov[1][0]*gradient[0] + cov[1][1]*gradient[1]}
		b[0], b[1] = b[0]+step[0], b[1]+step[1]
		if math.Abs(step[0]) < 1e-12 && math.Abs(step[1]) < 1e-13 {
			settled = true
			break
		}
	}
	if !settled || math.Abs(b[1]) > 1 {
		return r, false
	}
	r = Rate{Months: len(points), Trend: true, freedom: int64(len(points) - 2), coefficients: b}
	r.Dispersion = dispersion(points, r.freedom, func(p point) float64 { return p.exposure * math.Exp(b[0]+b[1]*p.step) })
	for i := range cov {
		for j := range cov[i] {
			r.covariance[i][j] = cov[i][j] * r.Dispersion
		}
	}
	r.reach, _ = statistics.StudentDeviate(r.freedom, statistics.Confidence95)
	away := r.reach * math.Sqrt(r.covariance[1][1])
	if math.Abs(b[1]) <= away {
		return r, false
	}
	r.Growth = Expected{math.Expm1(b[1]), math.Expm1(b[1] - away), math.Expm1(b[1] + away)}
	near := r.reach * math.Sqrt(r.covariance[0][0])
	r.Now = Expected{math.Exp(b[0]), math.Exp(b[0] - near), math.Exp(b[0] + near)}
	return r, true
}

// dispersion is Pearson's, and never below that of chance alone.
func dispersion(points []point, freedom int64, mean func(point) float64) float64 {
	var chi float64
	for _, p := range points {
		if m := mean(p); m > 0 {
			chi += (p.count - m) * (p.count - m) / m
		}
	}
	return max(1, chi/float64(freedom))
}

// at gives the mean of the month some steps after the base, how it changes with the coefficients, and the variance of the month's number about it.
func (r *Rate) at(step int) (mean float64, slope [2]float64, noise float64) {
	if !r.Trend {
		return r.coefficients[0], [2]float64{1}, r.Dispersion * r.coefficients[0]
	}
	x := float64(step)
	mean = math.Exp(r.coefficients[0] + r.coefficients[1]*x)
	return mean, [2]float64{mean, mean * x}, r.Dispersion * mean
}

// expected gives the number of the month some steps after the base.
func (r *Rate) expected(step int) Expected {
	mean, slope, noise := r.at(step)
	return around(mean, r.reach*math.Sqrt(noise+r.spread(slope)))
}

// spread gives the variance of something that changes with the coefficients in this way.
func (r *Rate) spread(slope [2]float64) (v float64) {
	for i, a := range slope {
		for j, b := range slope {
			v += a * b * r.covariance[i][j]
		}
	}
	return max(0, v)
}
