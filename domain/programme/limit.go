package programme

import (
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
)

// InEffect gives the days on which the holding counts: those on which its post is funded. It is false when there are none.
func (h *Holding) InEffect() (calendar.Period, bool) { return h.Valid.Intersect(h.Post.Funded) }

// InEffectOn tells whether the holding counts on a day.
func (h *Holding) InEffectOn(day calendar.Date) bool {
	return h.Valid.Contains(day) && h.Post.Funded.Contains(day)
}

func inEffect(holdings []*Holding, day calendar.Date) []*Holding {
	var held []*Holding
	for _, h := range holdings {
		if h.InEffectOn(day) {
			held = append(held, h)
		}
	}
	return held
}

// PeakFTE gives the largest sum of full-time equivalents that the holdings reach on any day of a period.
func PeakFTE(holdings []*Holding, within calendar.Period) decimal.Decimal {
	on := func(day calendar.Date) (sum decimal.Decimal) {
		for _, h := range holdings {
			if h.InEffectOn(day) {
				sum += h.FTE
			}
		}
		return sum
	}
	peak := on(within.From)
	for _, h := range holdings { // the sum only grows on a day on which a holding starts
		if p, ok := h.InEffect(); ok && within.Contains(p.From) {
			peak = max(peak, on(p.From))
		}
	}
	return peak
}

// FreeFTE gives what of the post's full-time equivalent nobody holds on every day of a period.
func (p *Post) FreeFTE(within calendar.Period) decimal.Decimal {
	return p.FTE - PeakFTE(p.holdings, within)
}

// Overlapping keeps the records that share a day with a period.
func Overlapping[T lasting](records []T, period calendar.Period) []T {
	var kept []T
	for _, r := range records {
		if r.Period().Overlaps(period) {
			kept = append(kept, r)
		}
	}
	return kept
}

// HeldBy keeps the holdings of one coordinator.
func HeldBy(holdings []*Holding, coordinatorID string) []*Holding {
	var kept []*Holding
	for _, h := range holdings {
		if h.CoordinatorID == coordinatorID {
			kept = append(kept, h)
		}
	}
	return kept
}

// LivesOn tells whether a period goes on past a day: it has begun before and ends after it, or has no known end.
func LivesOn(p calendar.Period, day calendar.Date) bool {
	return p.From.Before(day) && (p.To == nil || p.To.After(day))
}

// FirstFrom gives the earliest record that starts on or after a day.
func FirstFrom[T lasting](records []T, day calendar.Date) (first T, ok bool) {
	for _, r := range records {
		if r.Period().From.Before(day) {
			continue
		}
		if !ok || r.Period().From.Before(first.Period().From) {
			first, ok = r, true
		}
	}
	return first, ok
}

// Span gives the first start and the last end of records; ok is false when there are none, the end nil when one has no end.
func Span[T lasting](records []T) (span calendar.Period, ok bool) {
	if len(records) == 0 {
		return span, false
	}
	span.From = slices.MinFunc(records, func(a, b T) int { return a.Period().From.Compare(b.Period().From) }).Period().From
	for i, r := range records {
		to := r.Period().To
		if to == nil {
			span.To = nil
			return span, true
		}
		if i == 0 || to.After(*span.To) {
			span.To = to
		}
	}
	return span, true
}
