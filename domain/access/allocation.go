package access

import (
	"slices"

	"waymark/domain/allocation"
	"waymark/domain/programme"
	"waymark/domain/viewer"
)

// regions gives the ids of the regions that the viewer leads, whose scenarios are theirs.
func (r *Rights) regions() []string {
	var ids []string
	for _, g := range r.grants {
		if r.g == nil || g.Role != viewer.RegionalLead || g.Scope.Kind != viewer.Region {
			continue
		}
		if region := r.g.Region(g.Scope.Code); region != nil {
			ids = append(ids, region.ID)
		}
	}
	return ids
}

// audiences gives the audiences that the viewer belongs to.
func (r *Rights) audiences() []string {
	var all []string
	if r.Staff() {
		all = append(all, string(allocation.AllStaff))
	}
	if r.Has(national...) {
		all = append(all, string(allocation.NationalTeam))
	}
	return all
}

// seesAllocation tells whether the viewer may know of a scenario: it is their region's, or they belong to its audience.
func (r *Rights) seesAllocation(a *programme.Allocation) bool {
	return slices.Contains(r.audiences(), string(a.Audience())) || a.OwnerID != "" && slices.Contains(r.regions(), a.OwnerID)
}

// scenarios gives the ids of those that the viewer may know of.
func (r *Rights) scenarios() []string {
	var ids []string
	if r.g != nil {
		for _, a := range r.g.Allocations() {
			if r.seesAllocation(a) {
				ids = append(ids, a.ID)
			}
		}
	}
	return ids
}

// Regions gives the regions that the viewer leads, by id.
func (r *Rights) Regions() []string { return r.regions() }

// National tells whether the viewer belongs to the national programme team.
func (r *Rights) National() bool { return r.Has(national...) }

// RoleIn tells what the viewer is to a scenario.
func (r *Rights) RoleIn(a *programme.Allocation) allocation.Role {
	switch {
	case r.National():
		return allocation.National
	case a.OwnerID != "" && slices.Contains(r.regions(), a.OwnerID):
		return allocation.Owner
	}
	return allocation.Colleague
}
