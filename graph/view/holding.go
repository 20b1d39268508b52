package view

import (
	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/programme"
)

// Holding says who holds a post, at what full-time equivalent, from when to when.
type Holding struct {
	record
	lens Lens
	h    *programme.Holding
}

func (l Lens) holding(h *programme.Holding) *Holding { return &Holding{record{&h.Meta}, l, h} }

// HoldingConnection is one page of holdings.
type HoldingConnection = Page[*programme.Holding, *Holding]

// HoldingEdge is one entry of a page of holdings.
type HoldingEdge = Edge[*Holding]

// holdings pages through holdings that come the oldest first.
func (l Lens) holdings(all []*programme.Holding, args Args) (*HoldingConnection, error) {
	oldest := order[*programme.Holding]{name: "holding.from", sorted: true, key: func(h *programme.Holding) key {
		return key{number: dayNumber(h.Valid.From), tie: h.ID}
	}}
	return paginate(all, oldest, args, l.holding)
}

// Post gives the post.
func (h *Holding) Post() *Post { return h.lens.post(h.h.Post) }

// Coordinator gives the holder, or nil when names are not told.
func (h *Holding) Coordinator() *Coordinator { return h.lens.coordinator(h.h.Coordinator) }

// FTE gives the full-time equivalent of the holding.
func (h *Holding) FTE() decimal.Decimal { return h.h.FTE }

// From gives the first day in post.
func (h *Holding) From() calendar.Date { return h.h.Valid.From }

// To gives the first day no longer in post, or nil while no end is known.
func (h *Holding) To() *calendar.Date { return h.h.Valid.To }

// LeavingReason tells why it ended, or nil while no end is known.
func (h *Holding) LeavingReason() *programme.LeavingReason {
	if h.h.LeavingReason == "" {
		return nil
	}
	return &h.h.LeavingReason
}

// Offer is an accepted offer of a post whose holder has yet to start.
type Offer struct {
	record
	lens Lens
	o    *programme.Offer
}

func (l Lens) offer(o *programme.Offer) *Offer { return &Offer{record{&o.Meta}, l, o} }

// OfferConnection is one page of offers.
type OfferConnection = Page[*programme.Offer, *Offer]

// OfferEdge is one entry of a page of offers.
type OfferEdge = Edge[*Offer]

// offers pages through offers that come the oldest first.
func (l Lens) offers(all []*programme.Offer, args Args) (*OfferConnection, error) {
	oldest := order[*programme.Offer]{name: "offer.accepted", sorted: true, key: func(o *programme.Offer) key {
		return key{number: dayNumber(o.Valid.From), tie: o.ID}
	}}
	return paginate(all, oldest, args, l.offer)
}

// Post gives the post.
func (o *Offer) Post() *Post { return o.lens.post(o.o.Post) }

// Coordinator gives who accepted, or nil when they are not on the books or names are not told.
func (o *Offer) Coordinator() *Coordinator { return o.lens.coordinator(o.o.Coordinator) }

// AcceptedOn gives the day of acceptance.
func (o *Offer) AcceptedOn() calendar.Date { return o.o.Valid.From }

// StartsOn gives the day agreed for the start.
func (o *Offer) StartsOn() calendar.Date { return o.o.StartsOn }

// ConcludedOn gives the day on which the holder started or the offer was withdrawn, or nil while it is pending.
func (o *Offer) ConcludedOn() *calendar.Date { return o.o.Valid.To }

// Withdrawn tells whether it was withdrawn.
func (o *Offer) Withdrawn() bool { return o.o.Withdrawn }

// Cover says that a coordinator looks after a post that is not theirs for a while.
type Cover struct {
	record
	lens Lens
	c    *programme.Cover
}

func (l Lens) cover(c *programme.Cover) *Cover { return &Cover{record{&c.Meta}, l, c} }

// CoverConnection is one page of covers.
type CoverConnection = Page[*programme.Cover, *Cover]

// CoverEdge is one entry of a page of covers.
type CoverEdge = Edge[*Cover]

// covers pages through covers that come the oldest first.
func (l Lens) covers(all []*programme.Cover, args Args) (*CoverConnection, error) {
	oldest := order[*programme.Cover]{name: "cover.from", sorted: true, key: func(c *programme.Cover) key {
		return key{number: dayNumber(c.Valid.From), tie: c.ID}
	}}
	return paginate(all, oldest, args, l.cover)
}

// Post gives the post.
func (c *Cover) Post() *Post { return c.lens.post(c.c.Post) }

// Coordinator gives who covers, or nil when names are not told.
func (c *Cover) Coordinator() *Coordinator { return c.lens.coordinator(c.c.Coordinator) }

// From gives the first day of cover.
func (c *Cover) From() calendar.Date { return c.c.Valid.From }

// To gives the first day without it, or nil while no end is known.
func (c *Cover) To() *calendar.Date { return c.c.Valid.To }

// Reason tells why, in words; nil when it was not said.
func (c *Cover) Reason() *string { return text(c.c.Reason) }
