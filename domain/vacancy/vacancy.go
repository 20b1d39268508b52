// Package vacancy counts how much and how long posts stood vacant over a period, how fast they were filled, who left, and
// which vacancies can be foreseen.
//
// A post is vacant on a day when it is funded and nobody holds it. Cover and offers do not end a vacancy; a holder does,
// and from that day on it counts no longer. A post counts where it is at home on the day in question.
package vacancy

import (
	"slices"
	"strings"

	"waymark/domain/calendar"
	"waymark/domain/coverage"
	"waymark/domain/fault"
	"waymark/domain/programme"
)

// LongestYears is the longest period, in years, that statistics are given for.
const LongestYears = 50

// Figures are those of a group of posts over a period.
type Figures struct {
	DaysFunded int64 // post-days: each post counts on each day on which it is funded
	DaysVacant int64 // those of DaysFunded on which nobody held the post
	Rate       Ratio // DaysVacant of DaysFunded

	// Filled is of the vacancies that ended in the period because somebody started: how many days each had lasted, from its
	// start, which may lie before the period, to the day before the new holder's first.
	Filled Durations
	// Open is of the vacancies on the last day of the period: how many days each had lasted at its end, that day included.
	Open Durations

	// Leavers counts coordinators whose last day in a post lies in the period. Who goes on in the same post on the next day
	// under another holding has not left it; who goes on in another post has.
	Leavers        int
	AverageHolders Ratio // days of holding, of the days of the period
	Turnover       Ratio // Leavers of AverageHolders, over the period as it is: not made yearly
}

// GradeFigures are the figures of one grade.
type GradeFigures struct {
	Grade   *programme.Grade
	Figures Figures
}

// RegionFigures are the figures of the posts at home in one region or in its districts.
type RegionFigures struct {
	Region  *programme.Region
	Figures Figures
}

// Statistics are the figures of a scope over the half-open period [From, To).
type Statistics struct {
	From, To calendar.Date
	Total    Figures
	ByGrade  []GradeFigures  // of every grade with a post funded in the period, the most senior first
	ByRegion []RegionFigures // of every region with a post funded in the period, by code
}

// Compute gives the statistics of a scope over the days from the day from up to, and without, the day to. The error is a
// *fault.Error with code INVALID and path "to" when to is not after from or more than LongestYears after it.
func Compute(g *programme.Graph, scope coverage.Scope, from, to calendar.Date) (*Statistics, error) {
	if !to.After(from) {
		return nil, fault.New(fault.Invalid, "to", "must be after from, %s: it is the first day after the period", from)
	}
	start := from.Time()
	if limit := calendar.New(start.Year()+LongestYears, start.Month(), start.Day()); to.After(limit) {
		return nil, fault.New(fault.Invalid, "to", "must be at most %d years after from, so no later than %s", LongestYears, limit)
	}
	c := &count{
		scope: scope, from: from, to: to,
		byGrade:  make(map[*programme.Grade]*tally, len(g.Grades())),
		byRegion: make(map[*programme.Region]*tally),
	}
	for _, p := range g.AllPosts() {
		c.post(p)
	}
	return c.statistics(g), nil
}

func (c *count) statistics(g *programme.Graph) *Statistics {
	period := int64(c.to.DaysSince(c.from))
	s := &Statistics{From: c.from, To: c.to, Total: c.total.figures(period)}
	for _, grade := range g.Grades() {
		if t := c.byGrade[grade]; t != nil && t.funded > 0 {
			s.ByGrade = append(s.ByGrade, GradeFigures{Grade: grade, Figures: t.figures(period)})
		}
	}
	for region, t := range c.byRegion {
		if t.funded > 0 {
			s.ByRegion = append(s.ByRegion, RegionFigures{Region: region, Figures: t.figures(period)})
		}
	}
	slices.SortFunc(s.ByRegion, func(a, b RegionFigures) int { return strings.Compare(a.Region.Code, b.Region.Code) })
	return s
}

func (t *tally) figures(period int64) Figures {
	return Figures{
		DaysFunded:     t.funded,
		DaysVacant:     t.vacant,
		Rate:           Ratio{Numerator: t.vacant, Denominator: t.funded},
		Filled:         durations(t.filled),
		Open:           durations(t.open),
		Leavers:        t.leavers,
		AverageHolders: Ratio{Numerator: t.held, Denominator: period},
		Turnover:       Ratio{Numerator: int64(t.leavers) * period, Denominator: t.held},
	}
}
