package programme

import (
	"waymark/domain/calendar"
	"waymark/domain/decimal"
)

// Partnership is a drug partnership, which commissions treatment for an area that need not fit any district.
type Partnership struct {
	Meta
	place
	Code      string
	Valid     calendar.Period
	links     []*Link
	families  []*FamilyMember
	sites     []*Site
	contracts []*Contract
}

// Kind tells that it is a partnership.
func (p *Partnership) Kind() Kind { return KindPartnership }

// PlaceCode gives the partnership's code.
func (p *Partnership) PlaceCode() string { return p.Code }

// Period gives the days on which the partnership exists.
func (p *Partnership) Period() calendar.Period { return p.Valid }

// Links gives the links to districts that hold on the day, by district code. Their shares sum to 1 or there are none.
func (p *Partnership) Links(day calendar.Date) []*Link { return at(p.links, day) }

// AllLinks gives every link that the partnership has had, by district code and date.
func (p *Partnership) AllLinks() []*Link { return p.links }

// Link says that a share of a partnership lies in a district during a period.
type Link struct {
	Meta
	PartnershipID string
	DistrictID    string
	Share         decimal.Decimal // above 0, at most 1
	Valid         calendar.Period
	Partnership   *Partnership
	District      *District
}

// Period gives the days on which the link holds.
func (l *Link) Period() calendar.Period { return l.Valid }
