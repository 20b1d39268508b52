package access

import (
	"slices"

	"waymark/domain/document"
	"waymark/domain/programme"
	"waymark/domain/signoff"
	"waymark/domain/viewer"
)

// agreements are the documents that district coordinators write as well as partnerships do.
var agreements = []document.Kind{document.JobcentreAgreement, document.SharingProtocol}

// SignoffRoles tells what the viewer is to a document of a kind and form that a partnership signs, alone or with districts: who holds a
// role for a district or a region is something to it when all of these lie in there too.
func (r *Rights) SignoffRoles(kind document.Kind, form *document.Template, p *programme.Partnership, with ...*programme.District) []signoff.Role {
	var roles []signoff.Role
	add := func(role signoff.Role) {
		if !slices.Contains(roles, role) {
			roles = append(roles, role)
		}
	}
	if r.National() {
		add(signoff.National)
	}
	for _, g := range r.grants {
		if !r.signs(g, p, with) {
			continue
		}
		switch g.Role {
		case viewer.PartnershipOfficer:
			add(signoff.Author)
		case viewer.DistrictCoordinator:
			if slices.Contains(agreements, kind) {
				add(signoff.Author)
			} else {
				add(signoff.Contributor)
			}
		case viewer.RegionalLead:
			add(signoff.Lead)
		case viewer.PartnershipChair, viewer.CommissioningChair:
			add(signoff.Colleague)
		}
		if slices.ContainsFunc(form.Signatures, func(s document.Signature) bool { return slices.Contains(s.Roles, g.Role) }) {
			add(signoff.Signatory)
		}
	}
	return roles
}

// MaySign tells whether the viewer holds an office, in the scope of a partnership and of the districts that sign with it, whose signature it
// is; the national team may act for every one.
func (r *Rights) MaySign(s document.Signature, p *programme.Partnership, with ...*programme.District) bool {
	return r.National() || slices.ContainsFunc(r.grants, func(g viewer.Grant) bool { return slices.Contains(s.Roles, g.Role) && r.signs(g, p, with) })
}

// signs tells whether a grant is about a document of a partnership and districts: that of a partnership is about all that it signs.
func (r *Rights) signs(g viewer.Grant, p *programme.Partnership, with []*programme.District) bool {
	if !r.within(g.Scope, p) {
		return false
	}
	return g.Scope.Kind == viewer.Partnership || !slices.ContainsFunc(with, func(d *programme.District) bool { return !r.within(g.Scope, d) })
}
