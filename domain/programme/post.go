package programme

import (
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
)

// Role is what a post is there for.
type Role string

// The roles of posts.
const (
	StrategicLead       Role = "STRATEGIC_LEAD"       // leads a region
	RegionalSupport     Role = "REGIONAL_SUPPORT"     // supports a strategic lead
	DistrictCoordinator Role = "DISTRICT_COORDINATOR" // the programme's presence in a district
)

// State is what a post is on one day.
type State string

// The states. A funded post is in exactly one of the first four.
const (
	Filled    State = "FILLED"     // somebody holds it, at whatever full-time equivalent
	Covered   State = "COVERED"    // nobody holds it and a coordinator covers it
	Offered   State = "OFFERED"    // nobody holds or covers it and an accepted offer is pending
	Vacant    State = "VACANT"     // none of these
	NotFunded State = "NOT_FUNDED" // before its funding starts, after it ends, or closed
)

// Post is a funded position. It exists without a holder.
type Post struct {
	Meta
	Code          string
	GradeID       string
	Role          Role
	FTE           decimal.Decimal // full-time equivalent, above 0, at most 1
	FundingStream string
	Funded        calendar.Period // ends at the closing of the post or of its funding
	ClosedReason  string          // not empty when the post was closed before its funding ended
	Grade         *Grade
	homes         []*Home
	holdings      []*Holding
	offers        []*Offer
	covers        []*Cover
}

// Period gives the days on which the post is funded.
func (p *Post) Period() calendar.Period { return p.Funded }

// AllHomes gives where the post has been at home, the oldest first.
func (p *Post) AllHomes() []*Home { return p.homes }

// AllHoldings gives everybody who has held or will hold the post, the oldest first.
func (p *Post) AllHoldings() []*Holding { return p.holdings }

// AllOffers gives every offer of the post, the oldest first.
func (p *Post) AllOffers() []*Offer { return p.offers }

// AllCovers gives every cover of the post, the oldest first.
func (p *Post) AllCovers() []*Cover { return p.covers }

// Home gives the region or district that the post is at home in on a day; before the first stay it is the first, after
// the last one the last, so that a post always has a home.
func (p *Post) Home(day calendar.Date) Place {
	if len(p.homes) == 0 {
		return nil
	}
	best := p.homes[0]
	for _, h := range p.homes {
		if !h.Valid.From.After(day) {
			best = h
		}
	}
	return best.Place()
}

// Region gives the region of the post's home on a day.
func (p *Post) Region(day calendar.Date) *Region {
	switch home := p.Home(day).(type) {
	case *Region:
		return home
	case *District:
		return home.Region
	}
	return nil
}

// Holdings gives who holds the post on a day: the largest full-time equivalent first, then the longest in post. Nobody holds
// a post that is not funded.
func (p *Post) Holdings(day calendar.Date) []*Holding {
	held := inEffect(p.holdings, day)
	slices.SortStableFunc(held, func(a, b *Holding) int {
		if a.FTE != b.FTE {
			return int(b.FTE - a.FTE)
		}
		return byFrom(a.Valid, b.Valid, a.ID, b.ID)
	})
	return held
}

// HeldFTE gives the sum of full-time equivalents held on a day.
func (p *Post) HeldFTE(day calendar.Date) decimal.Decimal {
	var sum decimal.Decimal
	for _, h := range p.holdings {
		if h.InEffectOn(day) {
			sum += h.FTE
		}
	}
	return sum
}

// Cover gives the cover in force on a day, or nil. Nobody covers a post that is not funded.
func (p *Post) Cover(day calendar.Date) *Cover {
	if c, ok := one(p.covers, day); ok && p.Funded.Contains(day) {
		return c
	}
	return nil
}

// Offer gives the accepted offer that is pending on a day, or nil.
func (p *Post) Offer(day calendar.Date) *Offer {
	if o, ok := one(p.offers, day); ok {
		return o
	}
	return nil
}

// State gives what the post is on a day.
func (p *Post) State(day calendar.Date) State {
	switch {
	case !p.Funded.Contains(day):
		return NotFunded
	case p.held(day):
		return Filled
	case p.Cover(day) != nil:
		return Covered
	case p.Offer(day) != nil:
		return Offered
	}
	return Vacant
}

func (p *Post) held(day calendar.Date) bool {
	for _, h := range p.holdings {
		if h.InEffectOn(day) {
			return true
		}
	}
	return false
}

// VacantSince gives the day since when nobody holds the post, looked at from the given day, or nil when somebody holds it
// or it is not funded then. Cover and offers do not end a vacancy; only a holder does.
func (p *Post) VacantSince(day calendar.Date) *calendar.Date {
	if !p.Funded.Contains(day) || p.held(day) {
		return nil
	}
	start := p.Funded.From
	for _, h := range p.holdings {
		if to := h.Valid.To; to != nil && !to.After(day) && to.After(start) && !h.Valid.Empty() {
			start = *to
		}
	}
	return &start
}

// FreeFTE gives what of the post's full-time equivalent nobody holds on every day of a period.
func (p *Post) FreeFTE(within calendar.Period) decimal.Decimal {
	return p.FTE - PeakFTE(p.holdings, within)
}
