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

// LineageKind tells how one place came out of another.
type LineageKind string

// The kinds of lineage.
const (
	Renamed    LineageKind = "RENAMED"     // the same place under another name
	MergedInto LineageKind = "MERGED_INTO" // the predecessor closed and the successor took it in
	SplitFrom  LineageKind = "SPLIT_FROM"  // the predecessor closed and the successor took a part of it
)

// Lineage records that on a day one district went over into another. A rename has the same district on both sides.
type Lineage struct {
	Meta
	LineageKind LineageKind
	On          calendar.Date
	FromID      string // district
	ToID        string // district
	From        *District
	To          *District
}

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

// Region is one of the English government office regions.
type Region struct {
	Meta
	place
	Code      string // GSS code, E12000001 to E12000009
	Valid     calendar.Period
	districts []*District
	homes     []*Home // of posts, regional ones only
}

// Kind tells that it is a region.
func (r *Region) Kind() Kind { return KindRegion }

// PlaceCode gives the GSS code.
func (r *Region) PlaceCode() string { return r.Code }

// Period gives the days on which the region exists.
func (r *Region) Period() calendar.Period { return r.Valid }

// AllDistricts gives the districts that the region has ever had, by code.
func (r *Region) AllDistricts() []*District { return r.districts }

// Districts gives the districts that exist on the day, by code.
func (r *Region) Districts(day calendar.Date) []*District { return at(r.districts, day) }

// District is a Jobcentre Plus district.
type District struct {
	Meta
	place
	Code       string
	RegionID   string
	Valid      calendar.Period
	Region     *Region
	homes      []*Home
	placements []*Placement
	links      []*Link
}

// Kind tells that it is a district.
func (d *District) Kind() Kind { return KindDistrict }

// PlaceCode gives the district's code.
func (d *District) PlaceCode() string { return d.Code }

// Period gives the days on which the district exists.
func (d *District) Period() calendar.Period { return d.Valid }

// Links gives the links to partnerships that hold on the day, by partnership code.
func (d *District) Links(day calendar.Date) []*Link { return at(d.links, day) }

// AllLinks gives every link that the district has had.
func (d *District) AllLinks() []*Link { return d.links }

// Homes gives every stay of a post in this district.
func (d *District) Homes() []*Home { return d.homes }

// Placements gives every stay of a jobcentre in this district.
func (d *District) Placements() []*Placement { return d.placements }

// Homes gives every stay of a post in the region itself.
func (r *Region) Homes() []*Home { return r.homes }

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
