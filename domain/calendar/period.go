package calendar

import "fmt"

// Period is the half-open span of days [From, To): To is the first day on which it no longer holds.
// A nil To means that no end is known.
type Period struct {
	From Date  `json:"from"`
	To   *Date `json:"to,omitempty"`
}

// Open gives the period from a day on, without a known end.
func Open(from Date) Period { return Period{From: from} }

// Between gives the period from a day up to, and without, another.
func Between(from, to Date) Period { return Period{From: from, To: &to} }

// Empty tells whether the period has no day: its end is not after its start.
func (p Period) Empty() bool { return p.To != nil && !p.To.After(p.From) }

// Contains tells whether the period holds on the day.
func (p Period) Contains(d Date) bool {
	return !d.Before(p.From) && (p.To == nil || d.Before(*p.To))
}

// Overlaps tells whether some day lies in both periods.
func (p Period) Overlaps(q Period) bool {
	_, ok := p.Intersect(q)
	return ok
}

// Within tells whether every day of p lies in q; an empty period lies within any.
func (p Period) Within(q Period) bool {
	if p.Empty() {
		return true
	}
	if p.From.Before(q.From) {
		return false
	}
	return q.To == nil || (p.To != nil && !p.To.After(*q.To))
}

// Intersect gives the days that lie in both periods, and whether there are any.
func (p Period) Intersect(q Period) (Period, bool) {
	out := p
	if q.From.After(out.From) {
		out.From = q.From
	}
	if q.To != nil && (out.To == nil || q.To.Before(*out.To)) {
		out.To = q.To
	}
	return out, !out.Empty()
}

// Days gives the number of days of the period that lie before the day until; a period that starts later has none.
func (p Period) Days(until Date) int {
	clipped, ok := p.Intersect(Period{From: p.From, To: &until})
	if !ok {
		return 0
	}
	return clipped.To.DaysSince(clipped.From)
}

// String gives the period as "2009-03-01 to 2009-06-01" or "2009-03-01 onwards".
func (p Period) String() string {
	if p.To == nil {
		return p.From.String() + " onwards"
	}
	return fmt.Sprintf("%s to %s", p.From, p.To)
}
