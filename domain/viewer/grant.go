package viewer

import (
	"fmt"
	"slices"
	"strings"
)

// Role is what somebody does for the programme; with a scope it decides what they see and may change.
type Role string

// The roles that can be granted, each for one kind of scope.
const (
	Administrator       Role = "ADMINISTRATOR"        // gives grants and may do everything else; nation
	ProgrammeLead       Role = "PROGRAMME_LEAD"       // the national programme team; nation
	RegionalLead        Role = "REGIONAL_LEAD"        // the strategic lead of a region
	DistrictCoordinator Role = "DISTRICT_COORDINATOR" // the drug coordinator of a district
	PartnershipOfficer  Role = "PARTNERSHIP_OFFICER"  // writes for a partnership
	PartnershipChair    Role = "PARTNERSHIP_CHAIR"    // signs for a partnership
	CommissioningChair  Role = "COMMISSIONING_CHAIR"  // signs for a partnership's joint commissioning group
	Provider            Role = "PROVIDER"             // a treatment provider
	Analyst             Role = "ANALYST"              // reads restricted statistics; nation
	Reader              Role = "VIEWER"               // has signed in, and is granted nothing more; nation
)

// scopes is the kind of scope that each role is granted for, in the order in which the roles are listed.
var scopes = []struct {
	role  Role
	scope ScopeKind
}{
	{Administrator, Nation}, {ProgrammeLead, Nation}, {RegionalLead, Region}, {DistrictCoordinator, District},
	{PartnershipOfficer, Partnership}, {PartnershipChair, Partnership}, {CommissioningChair, Partnership},
	{Provider, ProviderScope}, {Analyst, Nation}, {Reader, Nation},
}

// Roles gives every role that can be granted.
func Roles() []Role {
	all := make([]Role, len(scopes))
	for i, s := range scopes {
		all[i] = s.role
	}
	return all
}

// ScopeKind is what a scope is: everything, or a kind of place or organisation.
type ScopeKind string

// The kinds of scope, as they are written before the colon.
const (
	Nation        ScopeKind = "nation"
	Region        ScopeKind = "region"
	District      ScopeKind = "district"
	Partnership   ScopeKind = "partnership"
	ProviderScope ScopeKind = "provider"
)

// Scope is where a role is held: the nation, or one place or organisation by its code, which never changes.
type Scope struct {
	Kind ScopeKind
	Code string // empty for the nation
}

// String gives the scope as it is written: "nation", "region:E12000007".
func (s Scope) String() string {
	if s.Kind == Nation {
		return string(Nation)
	}
	return string(s.Kind) + ":" + s.Code
}

// Grant is a role held somewhere.
type Grant struct {
	Role  Role
	Scope Scope
}

// String gives the grant as it is written: "regional_lead@region:E12000007".
func (g Grant) String() string { return strings.ToLower(string(g.Role)) + "@" + g.Scope.String() }

// ParseRole reads a role in lower or upper case; the error lists the roles.
func ParseRole(text string) (Role, error) {
	role := Role(strings.ToUpper(text))
	if !slices.Contains(Roles(), role) {
		names := make([]string, len(scopes))
		for i, s := range scopes {
			names[i] = strings.ToLower(string(s.role))
		}
		return "", fmt.Errorf("%.40q is no role; the roles are %s", text, strings.Join(names, ", "))
	}
	return role, nil
}

const maxCode = 64

// ParseScope reads a scope: "nation", or a kind and a code such as "district:essex". Whether there is such a place is not asked.
func ParseScope(text string) (Scope, error) {
	kind, code, coded := strings.Cut(text, ":")
	s := Scope{Kind: ScopeKind(kind), Code: code}
	switch {
	case s.Kind == Nation && !coded:
		return s, nil
	case s.Kind != Region && s.Kind != District && s.Kind != Partnership && s.Kind != ProviderScope, !coded:
		return Scope{}, fmt.Errorf("%.40q is no scope; a scope is nation, region:CODE, district:CODE, partnership:CODE or provider:CODE", text)
	case code == "" || len(code) > maxCode || strings.ContainsFunc(code, notInCodes):
		return Scope{}, fmt.Errorf("the code of a scope has 1 to %d letters, digits and hyphens", maxCode)
	}
	return s, nil
}

func notInCodes(r rune) bool {
	return r != '-' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
}

// NewGrant gives a grant of a role for a scope of the kind that the role is held for; any other is an error that says which.
func NewGrant(role Role, scope Scope) (Grant, error) {
	for _, s := range scopes {
		if s.role != role {
			continue
		}
		if s.scope != scope.Kind {
			return Grant{}, fmt.Errorf("the role %s is held for a %s, not for %s", strings.ToLower(string(role)), s.scope, scope)
		}
		return Grant{role, scope}, nil
	}
	return Grant{}, fmt.Errorf("%.40q is no role", string(role))
}

// ParseGrant reads a grant as String writes it; the scope may be left out when the role is held for the nation.
func ParseGrant(text string) (Grant, error) {
	name, place, given := strings.Cut(text, "@")
	if !given {
		place = string(Nation)
	}
	role, err := ParseRole(name)
	if err != nil {
		return Grant{}, err
	}
	scope, err := ParseScope(place)
	if err != nil {
		return Grant{}, err
	}
	return NewGrant(role, scope)
}
