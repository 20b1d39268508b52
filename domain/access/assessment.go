package access

import (
	"slices"

	"waymark/domain/assessment"
	"waymark/domain/programme"
	"waymark/domain/viewer"
)

// assessors are what roles are to the assessment of a partnership in their scope.
var assessors = map[viewer.Role]assessment.Role{
	viewer.PartnershipOfficer: assessment.Officer, viewer.PartnershipChair: assessment.Chair, viewer.CommissioningChair: assessment.Other,
	viewer.RegionalLead: assessment.Lead, viewer.DistrictCoordinator: assessment.Coordinator,
}

// RolesIn tells what the viewer is to the assessment of a partnership.
func (r *Rights) RolesIn(p *programme.Partnership) []assessment.Role {
	var roles []assessment.Role
	if r.National() {
		roles = append(roles, assessment.National)
	}
	for _, g := range r.grants {
		if role, ok := assessors[g.Role]; ok && !slices.Contains(roles, role) && r.within(g.Scope, p) {
			roles = append(roles, role)
		}
	}
	return roles
}

// WorksOn tells whether the viewer is told of documents of a partnership before they are agreed, who wrote what in them, and what
// was said about it: the programme's own people everywhere, and who works for the partnership.
func (r *Rights) WorksOn(partnership string) bool {
	return r.Staff() || slices.Contains(r.ownPartnerships(), partnership)
}

// WorksOnAny tells whether there are documents that the viewer works on.
func (r *Rights) WorksOnAny() bool { return r.Staff() || len(r.ownPartnerships()) > 0 }
