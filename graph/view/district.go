package view

import (
	"slices"
	"strings"

	"waymark/domain/calendar"
	"waymark/domain/coverage"
	"waymark/domain/programme"
)

// District is a Jobcentre Plus district on a day.
type District struct {
	place
	d *programme.District
}

func (l Lens) district(d *programme.District) *District {
	return &District{place{record{&d.Meta}, l, d}, d}
}

// DistrictConnection is one page of districts.
type DistrictConnection = Page[*programme.District, *District]

// DistrictEdge is one entry of a page of districts.
type DistrictEdge = Edge[*District]

// Districts gives a page of the districts that exist on the day.
func (l Lens) Districts(asOf *calendar.Date, first *int, after *string, last *int, before *string, filter *DistrictFilter, orderBy *DistrictOrder) (*DistrictConnection, error) {
	l = l.on(asOf)
	return l.districts(l.g.Districts(l.day), Args{first, after, last, before}, filter, orderBy)
}

// District gives the district with a code as of the day, even when it does not exist on it, or nil when there is none.
func (l Lens) District(code string, asOf *calendar.Date) *District {
	if d := l.g.District(code); d != nil {
		return l.on(asOf).district(d)
	}
	return nil
}

// Lineage gives what the district came from and what it became, the oldest first.
func (d *District) Lineage() []*Lineage { return shown(d.d.Lineage(), d.lens.lineage) }

// Region gives the region that the district lies in.
func (d *District) Region() *Region { return d.lens.region(d.d.Region) }

// Partnerships gives a page of the partnerships linked with the district on the day.
func (d *District) Partnerships(asOf *calendar.Date, first *int, after *string, last *int, before *string, filter *PartnershipFilter, orderBy *PartnershipOrder) (*PartnershipConnection, error) {
	l := d.lens.on(asOf)
	return l.partnerships(l.linkedTo(d.d), Args{first, after, last, before}, filter, orderBy)
}

// Links gives a page of its links to partnerships on the day, by partnership.
func (d *District) Links(asOf *calendar.Date, first *int, after *string, last *int, before *string) (*PartnershipLinkConnection, error) {
	l := d.lens.on(asOf)
	return paginate(d.d.Links(l.day), linksByPartnership(), Args{first, after, last, before}, l.link)
}

// Jobcentres gives a page of the jobcentres open in the district on the day.
func (d *District) Jobcentres(asOf *calendar.Date, first *int, after *string, last *int, before *string, filter *JobcentreFilter, orderBy *JobcentreOrder) (*JobcentreConnection, error) {
	l := d.lens.on(asOf)
	return l.jobcentres(l.placedIn(d.d), Args{first, after, last, before}, filter, orderBy)
}

// Posts gives a page of the posts at home in the district on the day.
func (d *District) Posts(asOf *calendar.Date, first *int, after *string, last *int, before *string, filter *PostFilter, orderBy *PostOrder) (*PostConnection, error) {
	l := d.lens.on(asOf)
	return l.posts(l.postsIn(filter, d.d), Args{first, after, last, before}, filter, orderBy)
}

// Coverage tells who covers the district on the day.
func (d *District) Coverage(asOf *calendar.Date) *Coverage { return d.lens.on(asOf).coverageOf(d.d) }

// Establishment gives its posts by grade against what has been published.
func (d *District) Establishment(asOf *calendar.Date) *Establishment {
	return d.lens.on(asOf).establishmentOf(d.d)
}

// DistrictFilter says which districts. All conditions must hold; what is left out is no condition.
type DistrictFilter struct {
	Region          []string
	Name            *string
	WithCoordinator *bool
}

func (l Lens) matchDistrict(f *DistrictFilter, d *programme.District) bool {
	return among(f.Region, d.Region.Code) && l.named(f.Name, d) &&
		is(f.WithCoordinator, func() bool { return coverage.HasCoordinator(d, l.day) })
}

// named tells whether a place's name on the day contains a text, in upper or lower case.
func (l Lens) named(text *string, p programme.Place) bool {
	return text == nil || contains(p.Name(l.day), *text)
}

func contains(whole, part string) bool {
	return strings.Contains(strings.ToLower(whole), strings.ToLower(part))
}

// DistrictOrderField is what districts can be ordered by.
type DistrictOrderField string

// The orders of districts.
const (
	DistrictsByCode        DistrictOrderField = "CODE"
	DistrictsByName        DistrictOrderField = "NAME"
	DistrictsByVacantPosts DistrictOrderField = "VACANT_POSTS"
)

// DistrictOrder is how districts are ordered.
type DistrictOrder struct {
	Field     DistrictOrderField
	Direction OrderDirection
}

func (l Lens) districtOrder(by *DistrictOrder) order[*programme.District] {
	o := order[*programme.District]{name: "district.code", sorted: true, key: func(d *programme.District) key { return key{text: d.Code} }}
	if by == nil {
		return o
	}
	switch by.Field {
	case DistrictsByName:
		o = order[*programme.District]{name: "district.name", key: func(d *programme.District) key {
			return key{text: d.Name(l.day), tie: d.Code}
		}}
	case DistrictsByVacantPosts:
		o = order[*programme.District]{name: "district.vacant", key: func(d *programme.District) key {
			return key{number: l.vacantPosts(d), tie: d.Code}
		}}
	}
	return o.towards(by.Direction)
}

// districts pages through districts that come by code.
func (l Lens) districts(all []*programme.District, args Args, filter *DistrictFilter, by *DistrictOrder) (*DistrictConnection, error) {
	if filter != nil {
		all = keep(all, func(d *programme.District) bool { return l.matchDistrict(filter, d) })
	}
	return paginate(all, l.districtOrder(by), args, l.district)
}

// keep gives the records that fit, in the same order, and leaves the given slice as it is.
func keep[R any](records []R, fits func(R) bool) []R {
	var kept []R
	for _, r := range records {
		if fits(r) {
			kept = append(kept, r)
		}
	}
	return kept
}

// distinct sorts records by code and drops those that come twice.
func distinct[R comparable](records []R, code func(R) string) []R {
	slices.SortFunc(records, func(a, b R) int { return strings.Compare(code(a), code(b)) })
	return slices.Compact(records)
}
