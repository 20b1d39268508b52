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

// SignoffRoles tells what the viewer is to a document of a kind and form that a partnership signs.
func (r *Rights) SignoffRoles(kind document.Kind, form *document.Template, p *programme.Partnership) []signoff.Role {
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
		if !r.within(g.Scope, p) {
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

// MaySign tells whether the viewer holds an office, in the scope of a partnership, whose signature it is; the national team may act for
// every one.
func (r *Rights) MaySign(s document.Signature, p *programme.Partnership) bool {
	return r.National() || slices.ContainsFunc(r.grants, func(g viewer.Grant) bool { return slices.Contains(s.Roles, g.Role) && r.within(g.Scope, p) })
}
