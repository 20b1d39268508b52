package view

import (
	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/fault"
	"waymark/domain/programme"
)

// Post is a funded position on a day.
type Post struct {
	record
	lens Lens
	p    *programme.Post
}

func (l Lens) post(p *programme.Post) *Post { return &Post{record{&p.Meta}, l, p} }

// Post gives the post with an id or with a code as of the day, or nil when there is none. Anything but exactly one of the
// two is INVALID.
func (l Lens) Post(id, code *string, asOf *calendar.Date) (*Post, error) {
	if (id == nil) == (code == nil) {
		return nil, fault.New(fault.Invalid, "id", "exactly one of id and code is given")
	}
	var p *programme.Post
	if id != nil {
		p, _ = programme.Lookup[*programme.Post](l.g, *id)
	} else {
		p = l.g.Post(*code)
	}
	if p == nil {
		return nil, nil
	}
	return l.on(asOf).post(p), nil
}

// AsOf gives the day that the post answers for.
func (p *Post) AsOf() calendar.Date { return p.lens.day }

// Code gives the post's code, unique and unchanging.
func (p *Post) Code() string { return p.p.Code }

// Grade gives the pay band.
func (p *Post) Grade() *Grade { return p.lens.grade(p.p.Grade) }

// Role tells what the post is there for.
func (p *Post) Role() programme.Role { return p.p.Role }

// FTE gives the full-time equivalent, above 0 and at most 1.
func (p *Post) FTE() decimal.Decimal { return p.p.FTE }

// Home gives the region or district that the post is at home in on the day.
func (p *Post) Home() Place { return p.lens.place(p.p.Home(p.lens.day)) }

// Region gives the region of its home on the day.
func (p *Post) Region() *Region { return p.lens.region(p.p.Region(p.lens.day)) }

// FundingStream tells who pays for it.
func (p *Post) FundingStream() string { return p.p.FundingStream }

// FundedFrom gives the first day on which it is funded.
func (p *Post) FundedFrom() calendar.Date { return p.p.Funded.From }

// FundedTo gives the first day on which it is no longer funded, or nil while no end is known.
func (p *Post) FundedTo() *calendar.Date { return p.p.Funded.To }

// ClosedReason tells why it was closed; nil when it was not.
func (p *Post) ClosedReason() *string { return text(p.p.ClosedReason) }

// State tells what the post is on the day.
func (p *Post) State(asOf *calendar.Date) programme.State { return p.p.State(p.lens.on(asOf).day) }

// Holdings gives a page of everybody who has held or will hold it, the oldest first.
func (p *Post) Holdings(first *int, after *string, last *int, before *string) (*HoldingConnection, error) {
	return p.lens.holdings(p.p.AllHoldings(), Args{first, after, last, before})
}

// CurrentHolder gives who holds it on the day: of several the one with the largest full-time equivalent. It is nil when
// nobody does, or names are not told.
func (p *Post) CurrentHolder(asOf *calendar.Date) *Coordinator {
	l := p.lens.on(asOf)
	if held := p.p.Holdings(l.day); len(held) > 0 {
		return l.coordinator(held[0].Coordinator)
	}
	return nil
}

// CurrentHoldings gives the holdings on the day, the largest full-time equivalent first.
func (p *Post) CurrentHoldings(asOf *calendar.Date) []*Holding {
	l := p.lens.on(asOf)
	return shown(p.p.Holdings(l.day), l.holding)
}

// HeldFTE gives the sum of full-time equivalents held on the day.
func (p *Post) HeldFTE(asOf *calendar.Date) decimal.Decimal { return p.p.HeldFTE(p.lens.on(asOf).day) }

// Cover gives the cover in force on the day, or nil.
func (p *Post) Cover(asOf *calendar.Date) *Cover {
	l := p.lens.on(asOf)
	if c := p.p.Cover(l.day); c != nil {
		return l.cover(c)
	}
	return nil
}

// Covers gives a page of every cover that it has had, the oldest first.
func (p *Post) Covers(first *int, after *string, last *int, before *string) (*CoverConnection, error) {
	return p.lens.covers(p.p.AllCovers(), Args{first, after, last, before})
}

// Offer gives the accepted offer that is pending on the day, or nil.
func (p *Post) Offer(asOf *calendar.Date) *Offer {
	l := p.lens.on(asOf)
	if o := p.p.Offer(l.day); o != nil {
		return l.offer(o)
	}
	return nil
}

// Offers gives a page of every offer of it, the oldest first.
func (p *Post) Offers(first *int, after *string, last *int, before *string) (*OfferConnection, error) {
	return p.lens.offers(p.p.AllOffers(), Args{first, after, last, before})
}

// VacantSince gives since when nobody holds it, looked at from the day; nil when somebody does or it is not funded.
func (p *Post) VacantSince(asOf *calendar.Date) *calendar.Date {
	return p.p.VacantSince(p.lens.on(asOf).day)
}

// DaysVacant gives the days from VacantSince to the day, or nil when that is.
func (p *Post) DaysVacant(asOf *calendar.Date) *int {
	days := p.lens.on(asOf).daysVacant(p.p)
	if days == notVacant {
		return nil
	}
	return &days
}

// notVacant is what a post that is not vacant is ordered and filtered by.
const notVacant = -1

func (l Lens) daysVacant(p *programme.Post) int {
	since := p.VacantSince(l.day)
	if since == nil {
		return notVacant
	}
	return l.day.DaysSince(*since)
}
