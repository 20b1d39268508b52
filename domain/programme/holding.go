package programme

import (
	"waymark/domain/calendar"
	"waymark/domain/decimal"
)

// LeavingReason is why a holding ended.
type LeavingReason string

// The leaving reasons.
const (
	Resigned    LeavingReason = "RESIGNED"
	Transferred LeavingReason = "TRANSFERRED"
	Promoted    LeavingReason = "PROMOTED"
	Retired     LeavingReason = "RETIRED"
	TermEnded   LeavingReason = "TERM_ENDED"
	PostClosed  LeavingReason = "POST_CLOSED"
	OtherReason LeavingReason = "OTHER"
)

// Holding says who holds a post, at what full-time equivalent, from when to when.
type Holding struct {
	Meta
	PostID        string
	CoordinatorID string
	FTE           decimal.Decimal
	Valid         calendar.Period
	LeavingReason LeavingReason // empty until an end is known
	Post          *Post
	Coordinator   *Coordinator
}

// Period gives the days of the holding.
func (h *Holding) Period() calendar.Period { return h.Valid }

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
