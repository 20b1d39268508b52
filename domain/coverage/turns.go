package coverage

import (
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// turns are the days on which something that a gap hangs on may have changed; between two of them nothing does.
type turns []calendar.Date

func (t *turns) period(p calendar.Period) {
	*t = append(*t, p.From)
	if p.To != nil {
		*t = append(*t, *p.To)
	}
}

func (t *turns) post(p *programme.Post) {
	t.period(p.Funded)
	for _, h := range p.AllHomes() {
		t.period(h.Valid)
	}
	for _, h := range p.AllHoldings() {
		t.period(h.Valid)
	}
	for _, c := range p.AllCovers() {
		t.period(c.Valid)
	}
	for _, o := range p.AllOffers() {
		t.period(o.Valid)
		*t = append(*t, o.StartsOn.AddDays(1)) // overdue from then on
	}
}

// district notes the turns of every post that has ever been at home there.
func (t *turns) district(d *programme.District) {
	for _, h := range d.Homes() {
		t.post(h.Post)
	}
}

// since gives the first day of the run of days up to asOf on which the gap exists, but none before floor; it does exist
// on asOf. It walks back from turn to turn and looks at the day before each.
func (t *turns) since(floor, asOf calendar.Date, exists func(calendar.Date) bool) calendar.Date {
	days := slices.DeleteFunc(*t, func(day calendar.Date) bool { return day.After(asOf) || !day.After(floor) })
	slices.SortFunc(days, func(a, b calendar.Date) int { return b.Compare(a) })
	for _, day := range slices.Compact(days) {
		if !exists(day.AddDays(-1)) {
			return day
		}
	}
	return floor
}
