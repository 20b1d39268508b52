// Package profile says what the figures of places come to: a figure as it may be shown, met and unmet need, what parts sum to or why
// they do not, and how a place stands beside its region, England, its like, its own past and a target.
//
// It is pure: it is given a graph, a day and figures, and keeps nothing that is worked out. What cannot be answered is told with the
// reason, in a sentence; no answer is ever a number that stands for none.
package profile

import (
	"slices"
	"sync"

	"waymark/domain/calendar"
	"waymark/domain/figure"
	"waymark/domain/programme"
)

// Profile answers from figures, about places as they are on one day. It is safe for concurrent use.
type Profile struct {
	graph    *programme.Graph
	day      calendar.Date
	figures  map[figure.Key]*figure.Figure
	periods  map[string][]figure.Period // by indicator, without double, the earliest first
	subjects map[subject][]figure.Key   // in no order that matters

	mutex sync.Mutex
	known map[question]Shown
}

// subject is what a series of figures is about.
type subject struct{ indicator, place string }

// New makes a profile of the figures that hold. Of two with the same key the later one in the list holds.
func New(g *programme.Graph, day calendar.Date, figures []*figure.Figure) *Profile {
	p := &Profile{
		graph: g, day: day, figures: make(map[figure.Key]*figure.Figure, len(figures)), periods: make(map[string][]figure.Period),
		subjects: make(map[subject][]figure.Key), known: make(map[question]Shown),
	}
	seen := make(map[string]map[figure.Period]bool)
	for _, f := range figures {
		if _, ok := p.figures[f.Key]; !ok {
			about := subject{f.IndicatorID, f.PlaceID}
			p.subjects[about] = append(p.subjects[about], f.Key)
			if seen[f.IndicatorID] == nil {
				seen[f.IndicatorID] = make(map[figure.Period]bool)
			}
			if !seen[f.IndicatorID][f.Period] {
				seen[f.IndicatorID][f.Period] = true
				p.periods[f.IndicatorID] = append(p.periods[f.IndicatorID], f.Period)
			}
		}
		p.figures[f.Key] = f
	}
	for _, all := range p.periods {
		slices.SortFunc(all, earlier)
	}
	return p
}

// earlier orders periods by their end, then the longer one first.
func earlier(a, b figure.Period) int {
	if c := a.To.Compare(b.To); c != 0 {
		return c
	}
	return a.From.Compare(b.From)
}

// Year gives the financial year to which a period counts: the one in which its last day lies.
func Year(p figure.Period) calendar.FinancialYear { return calendar.YearOf(p.To.AddDays(-1)) }

// year gives the period of a financial year.
func year(y calendar.FinancialYear) figure.Period { return figure.YearFrom(int(y)) }

// held gives the figure that is recorded of a place, or nil.
func (p *Profile) held(i *programme.Indicator, place programme.Place, period figure.Period, b figure.Breakdown) *figure.Figure {
	return p.figures[figure.Key{IndicatorID: i.ID, PlaceID: idOf(place), Period: period, Breakdown: b}]
}

// idOf gives the id of a place; England has none.
func idOf(place programme.Place) string {
	if place == nil {
		return ""
	}
	return place.Identity().ID
}

// nameOf gives the name of a place on the profile's day.
func (p *Profile) nameOf(place programme.Place) string {
	if place == nil {
		return "England"
	}
	return place.Name(p.day)
}
