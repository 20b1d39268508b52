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

// SeesCapacity tells whether the viewer is told how many people a service has and can take.
func (r *Rights) SeesCapacity(s *programme.Service) bool {
	return r.SeesRestricted() || r.holdsFor(s, viewer.RegionalLead) || r.holdsFor(s, viewer.DistrictCoordinator) || r.holdsFor(s, viewer.PartnershipOfficer) || r.holdsFor(s, viewer.Provider)
}

// SeesSomeCapacity tells whether there may be a service of which the viewer is.
func (r *Rights) SeesSomeCapacity() bool { return r.Has(housing...) }

// Watches tells whether the viewer is told what is to come of a district, a region or a provider: those who collect returns there, a provider of itself,
// and those who are shown what is not published.
func (r *Rights) Watches(n programme.Node) bool {
	return r.SeesRestricted() || r.holdsFor(n, viewer.RegionalLead) || r.holdsFor(n, viewer.DistrictCoordinator) || r.holdsFor(n, viewer.Provider)
}
