package forecast

import (
	"math"

	"waymark/domain/statistics"
)

// Leaving is the share of the people of a month who are no longer there at the end of the next.
type Leaving struct {
	Months    int // from which it is known
	Value     float64
	Interval  statistics.Interval // at 95%, within 0 and 1
	Unbounded float64             // before it was held to 0 and 1; below 0 when more people came than were referred

	variance   float64
	dispersion float64
	freedom    int64
}

// fitLeaving compares, month by month, how many there would be if nobody left with how many there are.
func fitLeaving(past []Past) (l Leaving, ok bool) {
	type gone struct{ of, left float64 }
	var all []gone
	var of, left float64
	for i := 1; i < len(past); i++ {
		before, p := &past[i-1], &past[i]
		if before.Known && p.Known && p.counts() && index(p.Month) == index(before.Month)+1 {
			g := gone{before.demand(), before.demand() + p.referrals() - p.demand()}
			all = append(all, g)
			of += g.of
			left += g.left
		}
	}
	if len(all) < Least || of == 0 {
		return l, false
	}
	l = Leaving{Months: len(all), Unbounded: left / of, freedom: int64(len(all) - 1)}
	l.Value = min(1, max(0, l.Unbounded))
	var chi float64
	even := chances(left, of)
	for _, g := range all {
		if g.of > 0 {
			away := g.left - l.Value*g.of
			chi += away * away / (g.of * even)
		}
	}
	l.dispersion = max(1, chi/float64(l.freedom))
	l.variance = l.dispersion * even / of
	reach, _ := statistics.StudentDeviate(l.freedom, statistics.Confidence95)
	away := reach * math.Sqrt(l.variance)
	l.Interval = statistics.Interval{Lower: max(0, l.Value-away), Upper: min(1, l.Value+away)}
	return l, true
}

// chances gives p(1-p) of some out of a number, with half a person added to either side, so that what has never been seen is not taken for
// impossible.
func chances(left, of float64) float64 {
	p := (min(of, max(0, left)) + 0.5) / (of + 1)
	return p * (1 - p)
}

// noise gives the variance of how many of some people leave in a month.
func (l *Leaving) noise(people float64) float64 {
	return l.dispersion * people * l.Value * (1 - l.Value)
}
