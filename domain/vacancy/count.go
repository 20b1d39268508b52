package vacancy

import (
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/coverage"
	"waymark/domain/programme"
)

// tally adds up one group of posts.
type tally struct {
	funded, vacant, held int64 // days
	filled, open         []int // how long each vacancy lasted
	leavers              int
}

// count adds up every group at once.
type count struct {
	scope    coverage.Scope
	from, to calendar.Date
	total    tally
	byGrade  map[*programme.Grade]*tally
	byRegion map[*programme.Region]*tally
	turns    []calendar.Date // of the post in hand, kept for its room
}

// post cuts the period into spans within which nothing about the post changes, and adds each as a whole.
func (c *count) post(p *programme.Post) {
	funded, ok := p.Funded.Intersect(calendar.Between(c.from, c.to))
	if !ok {
		return
	}
	c.cut(p, funded)
	for i, day := range c.turns {
		end := *funded.To
		if i+1 < len(c.turns) {
			end = c.turns[i+1]
		}
		if c.scope.Includes(p, day) {
			c.span(p, day, end)
		}
	}
	c.leavers(p)
}

// cut finds the first days of the spans: those on which the home, the scope or the holders change.
func (c *count) cut(p *programme.Post, within calendar.Period) {
	c.turns = append(c.turns[:0], within.From)
	turn := func(period calendar.Period) {
		if within.Contains(period.From) {
			c.turns = append(c.turns, period.From)
		}
		if period.To != nil && within.Contains(*period.To) {
			c.turns = append(c.turns, *period.To)
		}
	}
	for _, h := range p.AllHomes() {
		turn(h.Valid)
	}
	for _, h := range p.AllHoldings() {
		turn(h.Valid)
	}
	if partnership, ok := c.scope.Place().(*programme.Partnership); ok {
		for _, l := range partnership.AllLinks() {
			turn(l.Valid)
		}
	}
	slices.SortFunc(c.turns, calendar.Date.Compare)
	c.turns = slices.Compact(c.turns)
}

// span adds the days from day up to end, all alike; the post is funded and in scope.
func (c *count) span(p *programme.Post, day, end calendar.Date) {
	days, holders := int64(end.DaysSince(day)), int64(0)
	for _, h := range p.AllHoldings() {
		if h.Valid.Contains(day) {
			holders++
		}
	}
	lasted, filled := 0, false
	if holders > 0 {
		if since := p.VacantSince(day.AddDays(-1)); since != nil {
			lasted, filled = day.DaysSince(*since), true
		}
	}
	open := holders == 0 && end == c.to
	openFor := 0
	if open {
		openFor = c.to.DaysSince(*p.VacantSince(day))
	}
	c.each(p, day, func(t *tally) {
		t.funded += days
		t.held += holders * days
		if holders == 0 {
			t.vacant += days
		}
		if filled {
			t.filled = append(t.filled, lasted)
		}
		if open {
			t.open = append(t.open, openFor)
		}
	})
}

// leavers counts who holds the post on a day of the period and not on the next.
func (c *count) leavers(p *programme.Post) {
	holdings := p.AllHoldings()
	for i, h := range holdings {
		held, ok := h.Valid.Intersect(p.Funded)
		if !ok || held.To == nil {
			continue
		}
		next := *held.To
		last := next.AddDays(-1)
		if last.Before(c.from) || !last.Before(c.to) || !c.scope.Includes(p, last) {
			continue
		}
		stays := slices.ContainsFunc(holdings, func(o *programme.Holding) bool {
			return o.Coordinator == h.Coordinator && o.Valid.Contains(next) && p.Funded.Contains(next)
		})
		counted := slices.ContainsFunc(holdings[:i], func(o *programme.Holding) bool {
			return o.Coordinator == h.Coordinator && o.Valid.Contains(last) && !o.Valid.Contains(next)
		})
		if !stays && !counted {
			c.each(p, last, func(t *tally) { t.leavers++ })
		}
	}
}

// each visits the tallies that the post adds to on the day.
func (c *count) each(p *programme.Post, day calendar.Date, add func(*tally)) {
	add(&c.total)
	add(room(c.byGrade, p.Grade))
	if region := p.Region(day); region != nil {
		add(room(c.byRegion, region))
	}
}

func room[K comparable](tallies map[K]*tally, key K) *tally {
	t := tallies[key]
	if t == nil {
		t = &tally{}
		tallies[key] = t
	}
	return t
}
