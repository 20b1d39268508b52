package referral

import (
	"slices"
	"strings"

	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// Completeness is how many of the returns of an area for a month have come. What is due is by the structure of that month: an office
// that was open on its last day, in the district that it belonged to then.
type Completeness struct {
	Month    calendar.Date
	Due      int // all that were to come
	Returned int // of these, have come: returned, queried or accepted
	Queried  int // of these, are being asked about
	Accepted int // of these, count
	Missing  []*programme.Jobcentre
}

// Owed is one return that is to come, by the structure of the month.
type Owed struct {
	Jobcentre *programme.Jobcentre
	District  *programme.District
	Month     calendar.Date
}

// OwedFor gives the returns that are to come for a month, by code of the office. Within tells which districts are looked at; nil: all.
func OwedFor(g *programme.Graph, month calendar.Date, within func(*programme.District) bool) []Owed {
	day := Structure(month)
	var all []Owed
	for _, j := range g.Jobcentres(day) {
		if d := j.District(day); d != nil && (within == nil || within(d)) {
			all = append(all, Owed{j, d, MonthOf(month)})
		}
	}
	slices.SortFunc(all, func(a, b Owed) int { return strings.Compare(a.Jobcentre.Code, b.Jobcentre.Code) })
	return all
}

// Complete tells how complete a month is, of what is owed for it.
func Complete(month calendar.Date, owed []Owed, returns []*Return) Completeness {
	by := make(map[string]*Return, len(returns))
	for _, r := range returns {
		if r.Month == month {
			by[r.JobcentreID] = r
		}
	}
	c := Completeness{Month: month, Due: len(owed)}
	for _, o := range owed {
		r := by[o.Jobcentre.ID]
		if r == nil {
			c.Missing = append(c.Missing, o.Jobcentre)
			continue
		}
		c.Returned++
		switch r.State {
		case Queried:
			c.Queried++
		case Accepted:
			c.Accepted++
		}
	}
	return c
}
