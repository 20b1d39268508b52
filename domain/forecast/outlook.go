package forecast

import (
	"time"

	"waymark/domain/calendar"
)

// Verdict is what the chance that a provider is full comes to.
type Verdict string

// The verdicts.
const (
	Full       Verdict = "FULL"        // it is, or will be but for one chance in forty
	LikelyFull Verdict = "LIKELY_FULL" // as likely as not, or likelier
	MayBeFull  Verdict = "MAY_BE_FULL" // less likely than not, and more likely than one chance in forty
	HasRoom    Verdict = "HAS_ROOM"
	NotKnown   Verdict = "NOT_KNOWN"
)

// Verdicts gives all verdicts.
func Verdicts() []Verdict { return []Verdict{Full, LikelyFull, MayBeFull, HasRoom, NotKnown} }

// Judge reads the chance that no place is free.
func Judge(chance float64) Verdict {
	switch {
	case chance >= 0.975:
		return Full
	case chance >= 0.5:
		return LikelyFull
	case chance >= 0.025:
		return MayBeFull
	}
	return HasRoom
}

// Outlook is how a provider stands in the months to come.
type Outlook struct {
	Model    *Model // nil when there is a reason why not, other than NO_PLACES
	Reason   Reason // empty when there is none
	Months   []Month
	FullFrom *calendar.Date // the first month at the end of which it is full as likely as not, or likelier; nil when none is
}

// Month is how a provider stands at the end of a month.
type Month struct {
	Month     calendar.Date
	Referrals *Expected // nil without a model; so Demand
	Demand    *Expected
	Places    *int64   // nil when not known
	Chance    *float64 // that no place is free; nil without a model or places
	Verdict   Verdict
}

// Look looks ahead from the month of a day, that one included, over at most MostAhead months. Places gives how many places there are in a month; ok is
// false when that is not known.
func Look(past []Past, places func(month calendar.Date) (n int64, ok bool), day calendar.Date, months int) Outlook {
	t := day.Time()
	first := calendar.New(t.Year(), t.Month(), 1)
	last := calendar.New(t.Year(), t.Month()+time.Month(min(months, MostAhead)-1), 1)
	var o Outlook
	o.Model, o.Reason = Fit(past, day)
	var ahead []Ahead
	if o.Model != nil {
		ahead = o.Model.Project(first, last)
		if o.Model.Base.Month == first {
			ahead = append([]Ahead{o.Model.now()}, ahead...)
		}
	}
	housed := false
	for i := range min(months, MostAhead) {
		m := Month{Month: calendar.New(t.Year(), t.Month()+time.Month(i), 1), Verdict: NotKnown}
		if n, ok := places(m.Month); ok {
			m.Places, housed = &n, true
		}
		if i < len(ahead) {
			a := &ahead[i]
			m.Referrals, m.Demand = &a.Referrals, &a.Demand
			if m.Places != nil {
				chance := a.Full(*m.Places)
				m.Chance, m.Verdict = &chance, Judge(chance)
			}
		}
		if o.FullFrom == nil && (m.Verdict == Full || m.Verdict == LikelyFull) {
			o.FullFrom = &m.Month
		}
		o.Months = append(o.Months, m)
	}
	if o.Model != nil && !housed {
		o.Reason = NoPlaces
	}
	return o
}

// now gives the month of the base, of which the demand is known.
func (m *Model) now() Ahead {
	a := Ahead{Month: m.Base.Month, Referrals: m.Referrals.expected(0), Demand: around(m.Base.demand(), 0)}
	if m.Base.Share >= 1 {
		a.Referrals = around(float64(m.Base.Referrals), 0)
	}
	return a
}
