package referral

import (
	"waymark/domain/calendar"
	"waymark/domain/statistics"
)

// TurnMonths is how many months are compared with as many before.
const TurnMonths = 3

// Turn compares the referrals of the last months with those of as many before, by weekly rates.
type Turn struct {
	Before, Last calendar.Period
	Offices      int // whose returns have been accepted for all months, and which alone are counted
	statistics.RateRatio
}

// TurnOf compares the referrals from Jobcentres of the last TurnMonths months before that of a day with those of as many before, of offices whose returns have been accepted for all. Ok
// is false when there is no such office.
func TurnOf(offices []string, entries []Entry, held map[Slot]bool, day calendar.Date) (t Turn, ok bool) {
	t.Last = calendar.Between(MonthsBefore(day, TurnMonths), MonthOf(day))
	t.Before = calendar.Between(MonthsBefore(day, 2*TurnMonths), t.Last.From)
	whole := map[string]bool{}
	for _, office := range offices {
		complete := true
		for _, month := range Months(t.Before.From, *t.Last.To) {
			complete = complete && held[Slot{office, month}]
		}
		if complete {
			whole[office] = true
		}
	}
	if t.Offices = len(whole); t.Offices == 0 {
		return t, false
	}
	first := statistics.Tally{Days: int64(t.Before.To.DaysSince(t.Before.From))}
	second := statistics.Tally{Days: int64(t.Last.To.DaysSince(t.Last.From))}
	for _, e := range entries {
		switch {
		case !whole[e.Office] || e.Direction != ToTreatment:
		case t.Before.Contains(e.Month):
			first.Count += e.Counts.Of(Referrals)
		case t.Last.Contains(e.Month):
			second.Count += e.Counts.Of(Referrals)
		}
	}
	ratio, err := statistics.CompareWeekly(first, second, statistics.Confidence95)
	t.RateRatio = ratio
	return t, err == nil // more than a thousand million referrals are none
}
