package forecast

import (
	"fmt"
	"math"
	"strconv"

	"waymark/domain/calendar"
)

// Words says why there is no forecast, in a sentence.
func (r Reason) Words() string {
	switch r {
	case NoDemand:
		return "It is not known how many people it has: no month of it has been recorded."
	case Stale:
		return fmt.Sprintf("It is not known how many people it has: nothing has been recorded for more than %d months.", Stalest)
	case FewReferrals:
		return fmt.Sprintf("Too few months of referrals are known: there must be %d, with %d%% of the returns accepted.", Least, int(LeastShare*100))
	case FewLeaving:
		return fmt.Sprintf("It is not known how many people leave it: there must be %d months of which their number is known, and the month before too.", Least)
	case NoPlaces:
		return "It is not known how many places it has."
	}
	return ""
}

// Assumptions gives what every forecast rests on, in sentences.
func Assumptions() []string {
	return []string{
		"The people of a month are those in treatment and those waiting at its end, in all services of the provider whose capacity is recorded.",
		"Next month's people are this month's who have not left, and those whom Jobcentres refer. Who comes by another way is not counted, and makes the share that leaves look smaller.",
		fmt.Sprintf("A month of referrals counts when at least %d%% of the returns have been accepted that were owed by offices which refer to the provider; the rest are taken to be like them.", int(LeastShare*100)),
		fmt.Sprintf("Referrals follow a quasi-Poisson regression: a trend from %d months on, if chance would not bring it about one time in twenty, and otherwise a number that stays.", Trending),
		"The share that leaves in a month stays as it was, and everybody is as likely to leave.",
		"The interval, of 95%, holds the uncertainty of the rate and of the share as well as the chance of each month. That the two are estimated from the same months is left out, which makes it wider.",
		"Places stay as last recorded unless a later month says otherwise. A pause lessens neither referrals nor those who wait.",
		"Full means that there are at least as many people as places.",
	}
}

// Why says what a forecast rests on and what comes of it, in sentences; of one that there is not, why.
func (o *Outlook) Why() []string {
	if o.Model == nil {
		return []string{o.Reason.Words()}
	}
	m := o.Model
	why := []string{m.base(o), m.Referrals.words(), m.Leaving.words()}
	if m.Leaving.Unbounded < 0 {
		why = append(why, "More people came than Jobcentres referred, so that it may fill up sooner than this says.")
	}
	if o.Reason != "" {
		return append(why, o.Reason.Words())
	}
	return append(why, o.verdict())
}

func (m *Model) base(o *Outlook) string {
	s := fmt.Sprintf("At the end of %s it had %s: %d in treatment and %d waiting", month(m.Base.Month), people(m.Base.InUse+m.Base.Waiting), m.Base.InUse, m.Base.Waiting)
	if n := o.Months[0].Places; n != nil {
		s += fmt.Sprintf(", and %s", counted(*n, "place", "places"))
		if m.Base.InUse > *n {
			s += ", fewer than it has in treatment"
		}
	}
	return s + "."
}

func (r *Rate) words() string {
	if r.Trend {
		way, g := "grows", r.Growth
		if g.Value < 0 {
			way, g = "shrinks", Expected{-g.Value, -g.Upper, -g.Lower}
		}
		return fmt.Sprintf("Jobcentres refer %s people a month to it, a number that %s by %s%% a month (95%% interval %s%% to %s%%), by %d months.",
			one(r.Now.Value), way, one(100*g.Value), one(100*g.Lower), one(100*g.Upper), r.Months)
	}
	why := "which show no trend"
	if r.Months < Trending {
		why = "which are too few for a trend"
	}
	return fmt.Sprintf("Jobcentres refer %s people a month to it (95%% interval %s to %s), by %d months, %s.", one(r.Now.Value), one(r.Now.Lower), one(r.Now.Upper), r.Months, why)
}

func (l *Leaving) words() string {
	return fmt.Sprintf("Of its people %s%% leave in a month (95%% interval %s%% to %s%%), by %d months.",
		one(100*l.Value), one(100*l.Interval.Lower), one(100*l.Interval.Upper), l.Months)
}

// verdict tells of the first month that is full, or of the last one.
func (o *Outlook) verdict() string {
	at := len(o.Months) - 1
	for i, m := range o.Months {
		if o.FullFrom != nil && m.Month == *o.FullFrom {
			at = i
		}
	}
	m := &o.Months[at]
	if m.Demand == nil || m.Places == nil || m.Chance == nil {
		return NoPlaces.Words()
	}
	if m.Demand.Lower == m.Demand.Upper {
		return fmt.Sprintf("In %s it %s: %s for %s.", month(m.Month), map[Verdict]string{Full: "is full", HasRoom: "has room"}[m.Verdict],
			people(int64(m.Demand.Value)), counted(*m.Places, "place", "places"))
	}
	says := map[Verdict]string{Full: "it will be full", LikelyFull: "it is likely to be full", MayBeFull: "it may be full", HasRoom: "it still has room"}[m.Verdict]
	return fmt.Sprintf("In %s %s: %s people are expected (95%% interval %s to %s) for %s, and the chance that none is free is %s.",
		month(m.Month), says, one(m.Demand.Value), one(m.Demand.Lower), one(m.Demand.Upper), counted(*m.Places, "place", "places"), percent(*m.Chance))
}

func month(day calendar.Date) string { return day.Time().Format("January 2006") }

// one gives a number with one decimal place, without a sign on nought.
func one(x float64) string {
	if math.Abs(x) < 0.05 {
		x = 0 // whose sign says nothing
	}
	return strconv.FormatFloat(x, 'f', 1, 64)
}

func percent(chance float64) string {
	switch p := math.Round(chance * 100); {
	case p < 1:
		return "below 1%"
	case p > 99:
		return "above 99%"
	default:
		return fmt.Sprintf("%.0f%%", p)
	}
}

func people(n int64) string { return counted(n, "person", "people") }

func counted(n int64, singular, plural string) string {
	if n == 1 {
		return "1 " + singular
	}
	return fmt.Sprintf("%d %s", n, plural)
}
