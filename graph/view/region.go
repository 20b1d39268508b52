package view

import (
	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// Region is one of the English government office regions on a day.
type Region struct {
	place
	r *programme.Region
}

func (l Lens) region(r *programme.Region) *Region {
	return &Region{place{record{&r.Meta}, l, r}, r}
}

// RegionConnection is one page of regions.
type RegionConnection = Page[*programme.Region, *Region]

// RegionEdge is one entry of a page of regions.
type RegionEdge = Edge[*Region]

// RegionOrderField is what regions can be ordered by.
type RegionOrderField string

// The orders of regions.
const (
	RegionsByCode RegionOrderField = "CODE"
	RegionsByName RegionOrderField = "NAME"
)

// RegionOrder is how regions are ordered.
type RegionOrder struct {
	Field     RegionOrderField
	Direction OrderDirection
}

func (l Lens) regionOrder(by *RegionOrder) order[*programme.Region] {
	o := order[*programme.Region]{name: "region.code", sorted: true, key: func(r *programme.Region) key { return key{text: r.Code} }}
	if by == nil {
		return o
	}
	if by.Field == RegionsByName {
		o = order[*programme.Region]{name: "region.name", key: func(r *programme.Region) key {
			return key{text: r.Name(l.day), tie: r.Code}
		}}
	}
	return o.towards(by.Direction)
}

// Regions gives a page of the regions that exist on the day.
func (l Lens) Regions(asOf *calendar.Date, first *int, after *string, last *int, before *string, orderBy *RegionOrder) (*RegionConnection, error) {
	l = l.on(asOf)
	return paginate(l.g.Regions(l.day), l.regionOrder(orderBy), Args{first, after, last, before}, l.region)
}

// Region gives the region with a GSS code as of the day, or nil when there is none.
func (l Lens) Region(code string, asOf *calendar.Date) *Region {
	if r := l.g.Region(code); r != nil {
		return l.on(asOf).region(r)
	}
	return nil
}

// Districts gives a page of the districts that lie in the region on the day.
func (r *Region) Districts(asOf *calendar.Date, first *int, after *string, last *int, before *string, filter *DistrictFilter, orderBy *DistrictOrder) (*DistrictConnection, error) {
	l := r.lens.on(asOf)
	return l.districts(r.r.Districts(l.day), Args{first, after, last, before}, filter, orderBy)
}

// Posts gives a page of the posts at home in the region itself and in its districts on the day.
func (r *Region) Posts(asOf *calendar.Date, first *int, after *string, last *int, before *string, filter *PostFilter, orderBy *PostOrder) (*PostConnection, error) {
	l := r.lens.on(asOf)
	return l.posts(l.postsIn(filter, r.r), Args{first, after, last, before}, filter, orderBy)
}

// Partnerships gives a page of the partnerships linked to at least one of its districts on the day.
func (r *Region) Partnerships(asOf *calendar.Date, first *int, after *string, last *int, before *string, filter *PartnershipFilter, orderBy *PartnershipOrder) (*PartnershipConnection, error) {
	l := r.lens.on(asOf)
	return l.partnerships(l.linkedTo(r.r.AllDistricts()...), Args{first, after, last, before}, filter, orderBy)
}

// Jobcentres gives a page of the jobcentres open in its districts on the day.
func (r *Region) Jobcentres(asOf *calendar.Date, first *int, after *string, last *int, before *string, filter *JobcentreFilter, orderBy *JobcentreOrder) (*JobcentreConnection, error) {
	l := r.lens.on(asOf)
	return l.jobcentres(l.placedIn(r.r.AllDistricts()...), Args{first, after, last, before}, filter, orderBy)
}

// Lead gives the strategic lead's post, whoever holds it, or nil when none is funded on the day. Of several it is the first
// by code.
func (r *Region) Lead(asOf *calendar.Date) *Post {
	l := r.lens.on(asOf)
	var lead *programme.Post
	for _, h := range r.r.Homes() {
		p := h.Post
		if p.Role != programme.StrategicLead || !h.Valid.Contains(l.day) || !p.Funded.Contains(l.day) {
			continue
		}
		if lead == nil || p.Code < lead.Code {
			lead = p
		}
	}
	if lead == nil {
		return nil
	}
	return l.post(lead)
}

// Coverage tells who covers the region on the day.
func (r *Region) Coverage(asOf *calendar.Date) *Coverage { return r.lens.on(asOf).coverageOf(r.r) }

// Establishment gives its posts by grade against what has been published.
func (r *Region) Establishment(asOf *calendar.Date) *Establishment {
	return r.lens.on(asOf).establishmentOf(r.r)
}
