package view

import (
	"fmt"

	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/domain/referral"
)

// ReturnCompleteness tells how many returns of an area have come for a month.
type ReturnCompleteness struct {
	lens Lens
	referral.Completeness
}

// Completeness shows months.
func (l Lens) Completeness(months []referral.Completeness) []*ReturnCompleteness {
	return shown(months, func(c referral.Completeness) *ReturnCompleteness {
		return &ReturnCompleteness{l.On(referral.Structure(c.Month)), c}
	})
}

// Missing gives the offices of which nothing has come.
func (c *ReturnCompleteness) Missing() []*Jobcentre {
	return shown(c.Completeness.Missing, c.lens.jobcentre)
}

// Within tells which districts lie in a region, a district, or both. A code that there is not is INVALID.
func (l Lens) Within(region, district *string) (func(*programme.District) bool, error) {
	if region != nil && l.g.Region(*region) == nil {
		return nil, fault.New(fault.Invalid, "region", "there is no region with the code %s", fmt.Sprintf("%.64q", *region))
	}
	if district != nil && l.g.District(*district) == nil {
		return nil, fault.New(fault.Invalid, "district", "there is no district with the code %s", fmt.Sprintf("%.64q", *district))
	}
	return func(d *programme.District) bool {
		return (region == nil || d.Region.Code == *region) && (district == nil || d.Code == *district)
	}, nil
}
