package programme

import "waymark/domain/calendar"

// Family is a group of partnerships that are alike enough to be compared. Families are data.
type Family struct {
	Meta
	Code        string
	Name        string
	Description string // by what its members are alike
	members     []*FamilyMember
}

// Members gives the partnerships that belong to the family on the day, by code.
func (f *Family) Members(day calendar.Date) []*Partnership {
	var all []*Partnership
	for _, m := range at(f.members, day) {
		all = append(all, m.Partnership)
	}
	return all
}

// FamilyMember says that a partnership belongs to a family during a period.
type FamilyMember struct {
	Meta
	FamilyID      string
	PartnershipID string
	Valid         calendar.Period
	Family        *Family
	Partnership   *Partnership
}

// Period gives the days of the membership.
func (m *FamilyMember) Period() calendar.Period { return m.Valid }

// Family gives the family that the partnership belongs to on the day, or nil.
func (p *Partnership) Family(day calendar.Date) *Family {
	for _, m := range at(p.families, day) {
		return m.Family
	}
	return nil
}
