// Package forecast tells how many people a provider will have on its hands in the months to come, from monthly referrals and from how many
// it had: demand against places, with the interval and the assumptions that go with it. It is arithmetic alone: the same months give the same answer.
package forecast

import (
	"math"
	"slices"
	"time"

	"waymark/domain/calendar"
	"waymark/domain/statistics"
)

// Limits of what is looked at.
const (
	Window    = 36 // months before the day, of which referrals and demand are taken
	MostAhead = 12 // months that are looked ahead
	Least     = 3  // months of referrals, and of people leaving, without which nothing is told
	Trending  = 12 // months of referrals without which no trend is looked for
	Stalest   = 3  // months for which a provider may have been silent about its people

	// LeastShare is the share of the returns of a month without which the month does not count.
	LeastShare = 0.8
)

// Reason is why there is no forecast.
type Reason string

// The reasons.
const (
	NoDemand     Reason = "NO_CAPACITY"       // how many people it has has never been recorded
	Stale        Reason = "CAPACITY_TOO_OLD"  // it has been recorded, and not in the last months
	FewReferrals Reason = "TOO_FEW_REFERRALS" // too few months of accepted returns
	FewLeaving   Reason = "TOO_FEW_CAPACITY"  // too few months from which to tell how many leave
	NoPlaces     Reason = "NO_PLACES"         // how many places it has is not known
)

// Reasons gives all reasons.
func Reasons() []Reason { return []Reason{NoDemand, Stale, FewReferrals, FewLeaving, NoPlaces} }

// Past is what is known of a month.
type Past struct {
	Month     calendar.Date // its first day
	Referrals int64         // people referred to the provider, by the accepted returns
	Share     float64       // of the returns that were owed by offices which refer to it, those accepted; 0 for none
	InUse     int64         // people in treatment at its end; not looked at unless Known
	Waiting   int64         // people who wait
	Known     bool          // whether it is known how many there were
}

func (p *Past) demand() float64 { return float64(p.InUse + p.Waiting) }

func (p *Past) counts() bool { return p.Share >= LeastShare }

// referrals gives how many there were in all offices, as far as those who handed in tell.
func (p *Past) referrals() float64 { return float64(p.Referrals) / p.Share }

// Model is what the months that have passed tell of those to come.
type Model struct {
	Base      Past // the last month for which it is known how many people there were
	Referrals Rate
	Leaving   Leaving
	later     map[int]float64 // referrals of months after the base that are known already
}

// Fit learns from months that have passed, at most one record of each and in any order, what is looked at on a day: nothing after its month counts.
// Without a model it gives the reason.
func Fit(past []Past, day calendar.Date) (*Model, Reason) {
	now := index(day)
	past = slices.DeleteFunc(slices.Clone(past), func(p Past) bool { return index(p.Month) > now || index(p.Month) <= now-Window })
	slices.SortFunc(past, func(a, b Past) int { return a.Month.Compare(b.Month) })
	last := -1
	for i := range past {
		if past[i].Known {
			last = i
		}
	}
	switch {
	case last < 0:
		return nil, NoDemand
	case now-index(past[last].Month) > Stalest:
		return nil, Stale
	}
	m := &Model{Base: past[last], later: map[int]float64{}}
	var ok bool
	if m.Referrals, ok = fitRate(past, index(m.Base.Month)); !ok {
		return nil, FewReferrals
	}
	if m.Leaving, ok = fitLeaving(past); !ok {
		return nil, FewLeaving
	}
	for _, p := range past[last+1:] {
		if p.Share >= 1 {
			m.later[index(p.Month)-index(m.Base.Month)] = float64(p.Referrals)
		}
	}
	return m, ""
}

// index numbers the months, one after the other.
func index(day calendar.Date) int {
	t := day.Time()
	return t.Year()*12 + int(t.Month()) - 1
}

// Expected is a number that is not known yet, with the 95% interval in which it will come to lie. The interval begins at 0 at the lowest.
type Expected struct {
	Value, Lower, Upper float64
}

// Ahead is what is expected of a month.
type Ahead struct {
	Month     calendar.Date
	Referrals Expected
	Demand    Expected // people in treatment or waiting at its end
	variance  float64  // of the demand
	freedom   int64
}

// Project gives what is expected of the months from that of one day to that of another. Of the month of the base and those before it gives nothing;
// nor of what lies more than Window months after it.
func (m *Model) Project(from, to calendar.Date) []Ahead {
	base := index(m.Base.Month)
	var all []Ahead
	demand, variance, share := m.Base.demand(), 0.0, m.Leaving
	var byRate [2]float64 // how the demand changes with the coefficients of the rate
	var byShare float64   // and with the share that leaves
	freedom := min(m.Referrals.freedom, share.freedom)
	reach, _ := statistics.StudentDeviate(freedom, statistics.Confidence95)
	stay := 1 - share.Value
	for step := 1; step <= min(index(to)-base, Window); step++ {
		came, slope, noise := m.Referrals.at(step)
		referrals := m.Referrals.expected(step)
		if known, ok := m.later[step]; ok {
			came, slope, noise = known, [2]float64{}, 0
			referrals = Expected{known, known, known}
		}
		variance = stay*stay*variance + share.noise(demand) + noise
		byShare = stay*byShare - demand
		for i := range byRate {
			byRate[i] = stay*byRate[i] + slope[i]
		}
		demand = stay*demand + came
		if base+step < index(from) {
			continue
		}
		all = append(all, Ahead{Month: m.month(step), Referrals: referrals, freedom: freedom,
			variance: variance + byShare*byShare*share.variance + m.Referrals.spread(byRate)})
		last := &all[len(all)-1]
		last.Demand = around(demand, reach*math.Sqrt(last.variance))
	}
	return all
}

func (m *Model) month(step int) calendar.Date {
	t := m.Base.Month.Time()
	return calendar.New(t.Year(), t.Month()+time.Month(step), 1)
}

func around(value, reach float64) Expected {
	return Expected{value, max(0, value-reach), value + reach}
}

// Full gives the chance that no place of some is free: that there are as many people, or more. The number of people is whole, which is what
// the half stands for.
func (a *Ahead) Full(places int64) float64 {
	short := float64(places) - 0.5 - a.Demand.Value
	if a.variance == 0 {
		if short <= 0 {
			return 1
		}
		return 0
	}
	chance, _ := statistics.StudentTail(short/math.Sqrt(a.variance), a.freedom)
	return chance
}
