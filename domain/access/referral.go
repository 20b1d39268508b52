package access

import (
	"waymark/domain/programme"
	"waymark/domain/referral"
	"waymark/domain/viewer"
)

// ReturnRoles tells what the viewer is to the returns of a jobcentre.
func (r *Rights) ReturnRoles(j *programme.Jobcentre) []referral.Role {
	var roles []referral.Role
	if r.National() {
		roles = append(roles, referral.National)
	}
	if r.holdsFor(j, viewer.RegionalLead) {
		roles = append(roles, referral.Lead)
	}
	if r.holdsFor(j, viewer.DistrictCoordinator) {
		roles = append(roles, referral.Coordinator)
	}
	return roles
}

// SeesReturns tells whether there are returns that the viewer is shown: those who collect them see theirs, and who is shown what is not
// published sees all.
func (r *Rights) SeesReturns() bool { return r.Has(collecting...) }

// Collects tells whether the viewer collects the returns of a jobcentre, and so knows its counts.
func (r *Rights) Collects(j *programme.Jobcentre) bool {
	return r.holdsFor(j, viewer.RegionalLead) || r.holdsFor(j, viewer.DistrictCoordinator)
}

func (r *Rights) holdsFor(n programme.Node, role viewer.Role) bool {
	for _, g := range r.grants {
		if g.Role == role && r.within(g.Scope, n) {
			return true
		}
	}
	return false
}
