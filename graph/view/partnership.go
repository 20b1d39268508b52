package view

import (
	"waymark/domain/calendar"
	"waymark/domain/coverage"
	"waymark/domain/decimal"
	"waymark/domain/programme"
)

// Partnership is a drug partnership on a day.
type Partnership struct {
	place
	p *programme.Partnership
}

func (l Lens) partnership(p *programme.Partnership) *Partnership {
	return &Partnership{place{record{&p.Meta}, l, p}, p}
}

// PartnershipConnection is one page of partnerships.
type PartnershipConnection = Page[*programme.Partnership, *Partnership]

// PartnershipEdge is one entry of a page of partnerships.
type PartnershipEdge = Edge[*Partnership]

// Partnerships gives a page of the partnerships that exist on the day.
func (l Lens) Partnerships(asOf *calendar.Date, first *int, after *string, last *int, before *string, filter *PartnershipFilter, orderBy *PartnershipOrder) (*PartnershipConnection, error) {
	l = l.on(asOf)
	return l.partnerships(l.g.Partnerships(l.day), Args{first, after, last, before}, filter, orderBy)
}

// Partnership gives the partnership with a code as of the day, or nil when there is none.
func (l Lens) Partnership(code string, asOf *calendar.Date) *Partnership {
	if p := l.g.Partnership(code); p != nil {
		return l.on(asOf).partnership(p)
	}
	return nil
}

// Districts gives a page of the districts that the partnership is linked with on the day.
func (p *Partnership) Districts(asOf *calendar.Date, first *int, after *string, last *int, before *string, filter *DistrictFilter, orderBy *DistrictOrder) (*DistrictConnection, error) {
	l := p.lens.on(asOf)
	links := p.p.Links(l.day)
	linked := make([]*programme.District, len(links))
	for i, k := range links {
		linked[i] = k.District
	}
	return l.districts(linked, Args{first, after, last, before}, filter, orderBy)
}

// Links gives a page of its links to districts on the day, by district.
func (p *Partnership) Links(asOf *calendar.Date, first *int, after *string, last *int, before *string) (*PartnershipLinkConnection, error) {
	l := p.lens.on(asOf)
	return paginate(p.p.Links(l.day), linksByDistrict(), Args{first, after, last, before}, l.link)
}

// LinkHistory gives a page of every link that it has ever had, by district and date.
func (p *Partnership) LinkHistory(first *int, after *string, last *int, before *string) (*PartnershipLinkConnection, error) {
	return paginate(p.p.AllLinks(), linksByDistrict(), Args{first, after, last, before}, p.lens.link)
}

// CoverageLevel tells whether the districts that it is linked with have a coordinator on the day.
func (p *Partnership) CoverageLevel(asOf *calendar.Date) coverage.Level {
	return coverage.LevelOf(p.p, p.lens.on(asOf).day)
}

// Coverage tells who covers the districts that it is linked with on the day.
func (p *Partnership) Coverage(asOf *calendar.Date) *Coverage { return p.lens.on(asOf).coverageOf(p.p) }

// PartnershipLink is a share of a partnership that lies in a district during a period.
type PartnershipLink struct {
	record
	lens Lens
	k    *programme.Link
}

func (l Lens) link(k *programme.Link) *PartnershipLink {
	return &PartnershipLink{record{&k.Meta}, l, k}
}

// PartnershipLinkConnection is one page of links.
type PartnershipLinkConnection = Page[*programme.Link, *PartnershipLink]

// PartnershipLinkEdge is one entry of a page of links.
type PartnershipLinkEdge = Edge[*PartnershipLink]

// Partnership gives the partnership as of the day of the object that the link hangs on.
func (k *PartnershipLink) Partnership() *Partnership { return k.lens.partnership(k.k.Partnership) }

// District gives the district as of the same day.
func (k *PartnershipLink) District() *District { return k.lens.district(k.k.District) }

// Share gives the part of the partnership that lies in the district, above 0 and at most 1.
func (k *PartnershipLink) Share() decimal.Decimal { return k.k.Share }

// ValidFrom gives the first day of the link.
func (k *PartnershipLink) ValidFrom() calendar.Date { return k.k.Valid.From }

// ValidTo gives the first day on which it no longer holds, or nil while no end is known.
func (k *PartnershipLink) ValidTo() *calendar.Date { return k.k.Valid.To }

func linksByDistrict() order[*programme.Link] {
	return order[*programme.Link]{name: "link.district", sorted: true, key: func(k *programme.Link) key {
		return key{text: k.District.Code, tie: k.Valid.From.String() + k.ID}
	}}
}

func linksByPartnership() order[*programme.Link] {
	return order[*programme.Link]{name: "link.partnership", sorted: true, key: func(k *programme.Link) key {
		return key{text: k.Partnership.Code, tie: k.Valid.From.String() + k.ID}
	}}
}

// PartnershipFilter says which partnerships. All conditions must hold; what is left out is no condition.
type PartnershipFilter struct {
	Region        []string
	District      []string
	Name          *string
	CoverageLevel []coverage.Level
}

func (l Lens) matchPartnership(f *PartnershipFilter, p *programme.Partnership) bool {
	return l.named(f.Name, p) &&
		(f.Region == nil || l.linkedWhere(p, func(d *programme.District) bool { return among(f.Region, d.Region.Code) })) &&
		(f.District == nil || l.linkedWhere(p, func(d *programme.District) bool { return among(f.District, d.Code) })) &&
		(f.CoverageLevel == nil || among(f.CoverageLevel, coverage.LevelOf(p, l.day)))
}

func (l Lens) linkedWhere(p *programme.Partnership, fits func(*programme.District) bool) bool {
	for _, k := range p.AllLinks() {
		if k.Valid.Contains(l.day) && fits(k.District) {
			return true
		}
	}
	return false
}

// PartnershipOrderField is what partnerships can be ordered by.
type PartnershipOrderField string

// The orders of partnerships.
const (
	PartnershipsByCode PartnershipOrderField = "CODE"
	PartnershipsByName PartnershipOrderField = "NAME"
)

// PartnershipOrder is how partnerships are ordered.
type PartnershipOrder struct {
	Field     PartnershipOrderField
	Direction OrderDirection
}

func (l Lens) partnershipOrder(by *PartnershipOrder) order[*programme.Partnership] {
	o := order[*programme.Partnership]{name: "partnership.code", sorted: true, key: func(p *programme.Partnership) key { return key{text: p.Code} }}
	if by == nil {
		return o
	}
	if by.Field == PartnershipsByName {
		o = order[*programme.Partnership]{name: "partnership.name", key: func(p *programme.Partnership) key {
			return key{text: p.Name(l.day), tie: p.Code}
		}}
	}
	return o.towards(by.Direction)
}

// linkedTo gives the partnerships linked on the day to any of the districts, by code.
func (l Lens) linkedTo(districts ...*programme.District) []*programme.Partnership {
	var linked []*programme.Partnership
	for _, d := range districts {
		for _, k := range d.AllLinks() {
			if k.Valid.Contains(l.day) {
				linked = append(linked, k.Partnership)
			}
		}
	}
	return distinct(linked, func(p *programme.Partnership) string { return p.Code })
}

// partnerships pages through partnerships that come by code.
func (l Lens) partnerships(all []*programme.Partnership, args Args, filter *PartnershipFilter, by *PartnershipOrder) (*PartnershipConnection, error) {
	if filter != nil {
		all = keep(all, func(p *programme.Partnership) bool { return l.matchPartnership(filter, p) })
	}
	return paginate(all, l.partnershipOrder(by), args, l.partnership)
}
