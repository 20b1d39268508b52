package view

import (
	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// Place is a region, a district, a partnership or a jobcentre.
type Place interface {
	Node
	isPlace()
}

// place is what the four kinds of place have in common.
type place struct {
	record
	lens Lens
	p    programme.Place
}

func (p place) isPlace() {}

// AsOf gives the day that the place answers for.
func (p place) AsOf() calendar.Date { return p.lens.day }

// Code gives the place's code, unique among its kind.
func (p place) Code() string { return p.p.PlaceCode() }

// Name gives what the place is called on the day.
func (p place) Name() string { return p.p.Name(p.lens.day) }

// Names gives all its names, the oldest first.
func (p place) Names() []*PlaceName { return shown(p.p.Names(), placeName) }

// Identifiers gives its codes in all schemes.
func (p place) Identifiers() []*Identifier { return shown(p.p.Identifiers(), identifier) }

// ValidFrom gives the first day on which the place exists.
func (p place) ValidFrom() calendar.Date { return p.p.Period().From }

// ValidTo gives the first day on which it no longer exists, or nil while no end is known.
func (p place) ValidTo() *calendar.Date { return p.p.Period().To }

// Statements gives a page of what has been published about the place itself, the oldest first.
func (p place) Statements(first *int, after *string, last *int, before *string) (*StatementConnection, error) {
	return p.lens.statements(p.p.Statements(), Args{first, after, last, before}, nil)
}

// place gives the object that shows a place; nil for nil.
func (l Lens) place(p programme.Place) Place {
	switch p := p.(type) {
	case *programme.Region:
		return l.region(p)
	case *programme.District:
		return l.district(p)
	case *programme.Partnership:
		return l.partnership(p)
	case *programme.Jobcentre:
		return l.jobcentre(p)
	}
	return nil
}

// PlaceName is what a place is called in a period.
type PlaceName struct {
	record
	n *programme.PlaceName
}

func placeName(n *programme.PlaceName) *PlaceName { return &PlaceName{record{&n.Meta}, n} }

// Text gives the name itself.
func (n *PlaceName) Text() string { return n.n.Text }

// ValidFrom gives the first day of its use.
func (n *PlaceName) ValidFrom() calendar.Date { return n.n.Valid.From }

// ValidTo gives the first day on which it is no longer used, or nil while no end is known.
func (n *PlaceName) ValidTo() *calendar.Date { return n.n.Valid.To }

// Identifier is a place's code in a scheme during a period.
type Identifier struct {
	record
	i *programme.Identifier
}

func identifier(i *programme.Identifier) *Identifier { return &Identifier{record{&i.Meta}, i} }

// Scheme gives the scheme, such as GSS.
func (i *Identifier) Scheme() string { return i.i.Scheme }

// Value gives the code.
func (i *Identifier) Value() string { return i.i.Value }

// ValidFrom gives the first day of its use.
func (i *Identifier) ValidFrom() calendar.Date { return i.i.Valid.From }

// ValidTo gives the first day on which it is no longer used, or nil while no end is known.
func (i *Identifier) ValidTo() *calendar.Date { return i.i.Valid.To }

// Lineage is one step in the history of districts.
type Lineage struct {
	record
	lens Lens
	x    *programme.Lineage
}

func (l Lens) lineage(x *programme.Lineage) *Lineage { return &Lineage{record{&x.Meta}, l, x} }

// Kind tells what happened.
func (x *Lineage) Kind() programme.LineageKind { return x.x.LineageKind }

// On gives the first day of the new state of affairs.
func (x *Lineage) On() calendar.Date { return x.x.On }

// Predecessor gives the district as it was the day before.
func (x *Lineage) Predecessor() *District { return x.lens.On(x.x.On.AddDays(-1)).district(x.x.From) }

// Successor gives the district as it was on the day.
func (x *Lineage) Successor() *District { return x.lens.On(x.x.On).district(x.x.To) }
