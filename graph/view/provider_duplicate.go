package view

import (
	"waymark/domain/calendar"
	"waymark/domain/fault"
	"waymark/domain/programme"
)

// ProviderDuplicate is two providers that are probably one.
type ProviderDuplicate struct {
	lens Lens
	d    programme.Duplicate
}

// ProviderDuplicateConnection is one page of probable duplicates.
type ProviderDuplicateConnection = Page[programme.Duplicate, *ProviderDuplicate]

// ProviderDuplicateEdge is one entry of a page of probable duplicates.
type ProviderDuplicateEdge = Edge[*ProviderDuplicate]

// ProviderDuplicates gives a page of the pairs of providers of the day that are probably one; it is FORBIDDEN to who is not of the programme's own staff.
func (l Lens) ProviderDuplicates(asOf *calendar.Date, args Args) (*ProviderDuplicateConnection, error) {
	if !l.rights.Staff() {
		return nil, fault.New(fault.Forbidden, "", "what is recorded twice is for the programme's own staff")
	}
	l = l.on(asOf)
	o := order[programme.Duplicate]{name: "duplicate.codes", sorted: true, key: func(d programme.Duplicate) key {
		return key{text: d.First.Code, tie: d.Second.Code}
	}}
	return paginate(l.g.Duplicates(l.day), o, args, func(d programme.Duplicate) *ProviderDuplicate { return &ProviderDuplicate{l, d} })
}

// First gives the provider whose code comes first.
func (d *ProviderDuplicate) First() *Provider { return d.lens.provider(d.d.First) }

// Second gives the other.
func (d *ProviderDuplicate) Second() *Provider { return d.lens.provider(d.d.Second) }

// Grounds tells why, the strongest first.
func (d *ProviderDuplicate) Grounds() []programme.Ground { return d.d.Grounds }
