package view

import (
	"waymark/domain/calendar"
	"waymark/domain/fault"
	"waymark/domain/programme"
)

// Coordinator is a person who can hold and cover posts. None is ever given by a lens that tells no names.
type Coordinator struct {
	record
	lens Lens
	c    *programme.Coordinator
}

// coordinator gives the person, or nil when there is none or names are not told. Every way to a name leads through here.
func (l Lens) coordinator(c *programme.Coordinator) *Coordinator {
	if c == nil || !l.names {
		return nil
	}
	return &Coordinator{record{&c.Meta}, l, c}
}

// CoordinatorConnection is one page of coordinators.
type CoordinatorConnection = Page[*programme.Coordinator, *Coordinator]

// CoordinatorEdge is one entry of a page of coordinators.
type CoordinatorEdge = Edge[*Coordinator]

// CoordinatorFilter says which coordinators. All conditions must hold; what is left out is no condition.
type CoordinatorFilter struct {
	Name   *string
	InPost *bool
}

// CoordinatorOrderField is what coordinators can be ordered by.
type CoordinatorOrderField string

// CoordinatorsByName is the one order of coordinators.
const CoordinatorsByName CoordinatorOrderField = "NAME"

// CoordinatorOrder is how coordinators are ordered.
type CoordinatorOrder struct {
	Field     CoordinatorOrderField
	Direction OrderDirection
}

// Coordinators gives a page of everybody who can hold a post. It is FORBIDDEN when names are not told.
func (l Lens) Coordinators(asOf *calendar.Date, first *int, after *string, last *int, before *string, filter *CoordinatorFilter, orderBy *CoordinatorOrder) (*CoordinatorConnection, error) {
	if !l.names {
		return nil, fault.New(fault.Forbidden, "", "the names of coordinators are for signed-in staff only")
	}
	l = l.on(asOf)
	all := l.g.Coordinators()
	if filter != nil {
		all = keep(all, func(c *programme.Coordinator) bool {
			return (filter.Name == nil || contains(c.Name, *filter.Name)) &&
				is(filter.InPost, func() bool { return len(c.Holdings(l.day)) > 0 })
		})
	}
	o := order[*programme.Coordinator]{name: "coordinator.name", sorted: true, key: func(c *programme.Coordinator) key {
		return key{text: c.Name, tie: c.ID}
	}}
	if orderBy != nil {
		o = o.towards(orderBy.Direction)
	}
	return paginate(all, o, Args{first, after, last, before}, l.coordinator)
}

// AsOf gives the day that the coordinator answers for.
func (c *Coordinator) AsOf() calendar.Date { return c.lens.day }

// Name gives the person's name.
func (c *Coordinator) Name() string { return c.c.Name }

// Holdings gives a page of the posts that the person has held or will hold, the oldest first.
func (c *Coordinator) Holdings(first *int, after *string, last *int, before *string) (*HoldingConnection, error) {
	return c.lens.holdings(c.c.AllHoldings(), Args{first, after, last, before})
}

// CurrentHoldings gives the holdings on the day, the oldest first.
func (c *Coordinator) CurrentHoldings(asOf *calendar.Date) []*Holding {
	l := c.lens.on(asOf)
	return shown(c.c.Holdings(l.day), l.holding)
}

// Covers gives a page of the posts that the person has covered or will cover, the oldest first.
func (c *Coordinator) Covers(first *int, after *string, last *int, before *string) (*CoverConnection, error) {
	return c.lens.covers(c.c.AllCovers(), Args{first, after, last, before})
}
