package view

import (
	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// PartnershipFamily is a group of partnerships that are alike enough to be compared.
type PartnershipFamily struct {
	record
	lens Lens
	f    *programme.Family
}

func (l Lens) family(f *programme.Family) *PartnershipFamily {
	return &PartnershipFamily{record{&f.Meta}, l, f}
}

// Families gives the groups of partnerships that are alike, by code.
func (l Lens) Families() []*PartnershipFamily { return shown(l.g.Families(), l.family) }

// Code gives the code, unique and unchanging.
func (f *PartnershipFamily) Code() string { return f.f.Code }

// Name gives what it is called.
func (f *PartnershipFamily) Name() string { return f.f.Name }

// Description tells by what its members are alike.
func (f *PartnershipFamily) Description() string { return f.f.Description }

// Partnerships gives a page of the partnerships that belong to it on the day.
func (f *PartnershipFamily) Partnerships(asOf *calendar.Date, first *int, after *string, last *int, before *string) (*PartnershipConnection, error) {
	l := f.lens.on(asOf)
	return l.partnerships(f.f.Members(l.day), Args{first, after, last, before}, nil, nil)
}

// Family gives the family that the partnership belongs to on its day, or nil.
func (p *Partnership) Family() *PartnershipFamily {
	if f := p.p.Family(p.lens.day); f != nil {
		return p.lens.family(f)
	}
	return nil
}
