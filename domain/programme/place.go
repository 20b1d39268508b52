package programme

import (
	"slices"

	"waymark/domain/calendar"
)

// Kind tells which sort of place a place is.
type Kind string

// The kinds of place.
const (
	KindRegion      Kind = "REGION"
	KindDistrict    Kind = "DISTRICT"
	KindPartnership Kind = "PARTNERSHIP"
	KindJobcentre   Kind = "JOBCENTRE"
)

// Place is a region, a district, a partnership or a jobcentre.
type Place interface {
	Node
	Kind() Kind
	PlaceCode() string
	// Name gives the name on a day. Before the first and after the last dated name it is the nearest one.
	Name(day calendar.Date) string
	Names() []*PlaceName
	Identifiers() []*Identifier
	Lineage() []*Lineage
	Statements() []*Statement
	Period() calendar.Period
}

// PlaceRef points to one place, by the id of its kind; all empty means England as a whole.
type PlaceRef struct {
	RegionID, DistrictID, PartnershipID, JobcentreID string
}

// RefTo gives the reference to a place.
func RefTo(p Place) PlaceRef {
	id := p.Identity().ID
	switch p.Kind() {
	case KindRegion:
		return PlaceRef{RegionID: id}
	case KindDistrict:
		return PlaceRef{DistrictID: id}
	case KindPartnership:
		return PlaceRef{PartnershipID: id}
	default:
		return PlaceRef{JobcentreID: id}
	}
}

// ID gives the id of the place referred to, or "" for England as a whole.
func (r PlaceRef) ID() string { return r.RegionID + r.DistrictID + r.PartnershipID + r.JobcentreID }

// PlaceName is what a place is called in a period. Periods of one place's names never overlap.
type PlaceName struct {
	Meta
	Place PlaceRef
	Text  string
	Valid calendar.Period
}

// Period gives the days on which the name is in use.
func (n *PlaceName) Period() calendar.Period { return n.Valid }

// Identifier is a place's code in a scheme, such as GSS or NDTMS, in a period.
type Identifier struct {
	Meta
	Place  PlaceRef
	Scheme string // "GSS", "ONS" (the older code), "NDTMS", "WAYMARK" or another
	Value  string
	Valid  calendar.Period
}

// Period gives the days on which the code is in use.
func (i *Identifier) Period() calendar.Period { return i.Valid }

// place is what all kinds of place have in common: the dated things that hang on them.
type place struct {
	names       []*PlaceName
	identifiers []*Identifier
	lineage     []*Lineage
	statements  []*Statement
}

// Names gives all names that the place has had, the oldest first.
func (p *place) Names() []*PlaceName { return p.names }

// Identifiers gives the place's codes in all schemes, by scheme and then by date.
func (p *place) Identifiers() []*Identifier { return p.identifiers }

// Lineage gives what the place came from and what it became, the oldest first.
func (p *place) Lineage() []*Lineage { return p.lineage }

// Statements gives what has been published about the place itself, the oldest first.
func (p *place) Statements() []*Statement { return p.statements }

// Name gives the name on a day; see Place.
func (p *place) Name(day calendar.Date) string {
	if len(p.names) == 0 {
		return ""
	}
	best := p.names[0]
	for _, n := range p.names {
		if !n.Valid.From.After(day) {
			best = n
		}
	}
	return best.Text
}

func (p *place) sort() {
	slices.SortFunc(p.names, func(a, b *PlaceName) int { return byFrom(a.Valid, b.Valid, a.ID, b.ID) })
	slices.SortFunc(p.identifiers, func(a, b *Identifier) int {
		if a.Scheme != b.Scheme {
			return compareText(a.Scheme, b.Scheme)
		}
		return byFrom(a.Valid, b.Valid, a.ID, b.ID)
	})
	slices.SortFunc(p.lineage, func(a, b *Lineage) int {
		if c := a.On.Compare(b.On); c != 0 {
			return c
		}
		return compareText(a.ID, b.ID)
	})
	slices.SortFunc(p.statements, func(a, b *Statement) int {
		if c := a.AsAt.Compare(b.AsAt); c != 0 {
			return c
		}
		return compareText(a.ID, b.ID)
	})
}

func byFrom(a, b calendar.Period, idA, idB string) int {
	if c := a.From.Compare(b.From); c != 0 {
		return c
	}
	return compareText(idA, idB)
}

func compareText(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
