package programme

import (
	"waymark/domain/calendar"
	"waymark/domain/viewer"
)

// Grant is a role that somebody has been given for a scope and a time. Days are real ones, not those of the planning date.
type Grant struct {
	Meta
	Subject      string // who: the subject of their tokens
	Role         viewer.Role
	Scope        viewer.Scope
	Valid        calendar.Period
	Reason       string // why it was given
	RevokeReason string // why it was taken back; empty while it was not
}

// Period gives the days on which the grant holds.
func (g *Grant) Period() calendar.Period { return g.Valid }

// Held gives the role and its scope.
func (g *Grant) Held() viewer.Grant { return viewer.Grant{Role: g.Role, Scope: g.Scope} }

// Grants gives every grant of all dates, by subject, then by start.
func (g *Graph) Grants() []*Grant { return g.grants }

// GrantsOf gives what a subject has been granted on a day.
func (g *Graph) GrantsOf(subject string, day calendar.Date) []*Grant {
	return at(g.grantsBy[subject], day)
}
