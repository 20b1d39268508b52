package access

import (
	"slices"

	"waymark/domain/programme"
	"waymark/domain/viewer"
)

// staff are the roles of the programme's own people, who are told the names of post holders and may read the audit.
var staff = []viewer.Role{viewer.Administrator, viewer.ProgrammeLead, viewer.RegionalLead, viewer.DistrictCoordinator}

// commissioners are the roles that are held for one partnership, and work in it alone.
var commissioners = []viewer.Role{viewer.PartnershipOfficer, viewer.PartnershipChair, viewer.CommissioningChair}

// Staff tells whether the viewer belongs to the programme's own people.
func (r *Rights) Staff() bool { return r.Has(staff...) }

// SeesNames tells whether the viewer is told the names of post holders and advisers.
func (r *Rights) SeesNames() bool { return r.Staff() }

// seesRestricted are the roles that are shown statistics that are not published.
var seesRestricted = []viewer.Role{viewer.Administrator, viewer.ProgrammeLead, viewer.Analyst}

// SeesRestricted tells whether the viewer is shown statistics that are not published.
func (r *Rights) SeesRestricted() bool {
	return r.Has(seesRestricted...)
}

// Partnerships gives the ids of the partnerships that the viewer sees, sorted, and all when they see every one. Who works for
// partnerships and holds no wider role sees those alone; for everybody else the directory of partnerships is published.
func (r *Rights) Partnerships() (ids []string, all bool) {
	if r.Staff() || r.Has(viewer.Analyst) || !r.Has(commissioners...) {
		return nil, true
	}
	return r.ownPartnerships(), false
}

// Sees tells whether the viewer may know that a record exists.
func (r *Rights) Sees(n programme.Node) bool {
	switch x := n.(type) {
	case nil:
		return false
	case *programme.Coordinator:
		return r.SeesNames()
	case *programme.Grant:
		return r.Has(viewer.Administrator) || r.who.SignedIn() && x.Subject == r.who.Subject
	case *programme.Allocation:
		return r.seesAllocation(x)
	case *programme.Partnership:
		return r.seesPartnership(x.ID)
	case *programme.Link:
		return r.seesPartnership(x.PartnershipID)
	case *programme.FamilyMember:
		return r.seesPartnership(x.PartnershipID)
	case *programme.PlaceName:
		return r.seesPartnership(x.Place.PartnershipID)
	case *programme.Identifier:
		return r.seesPartnership(x.Place.PartnershipID)
	case *programme.FigureBatch:
		return x.PublishAt == nil || r.National()
	case *programme.Contract:
		return r.seesPartnership(x.PartnershipID)
	case *programme.Site:
		return !x.Confidential || r.WorksOn(x.PartnershipID) || r.holdsFor(x, viewer.Provider)
	case *programme.ServiceSite:
		return r.Sees(x.Site)
	case *programme.Statement:
		return r.seesPartnership(x.Place.PartnershipID) && (!x.Restricted || r.SeesRestricted())
	}
	return true
}

// WorksWith tells whether the viewer works with a service: for the programme, on documents of a partnership, or for its provider. They are told
// whom to call, and what is agreed about sessions.
func (r *Rights) WorksWith(s *programme.Service) bool {
	return r.WorksOnAny() || r.holdsFor(s, viewer.Provider)
}

func (r *Rights) seesPartnership(id string) bool {
	ids, all := r.Partnerships()
	return id == "" || all || slices.Contains(ids, id)
}
