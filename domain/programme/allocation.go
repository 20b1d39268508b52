package programme

import (
	"waymark/domain/allocation"
	"waymark/domain/calendar"
)

// Allocation is a stored scenario: what posts are to be given out by what terms, and, once it is computed, what it was computed
// from and what came of it. Its documents are kept as they were written, so that a digest of them stays true.
type Allocation struct {
	Meta
	Name         string
	Purpose      string
	OwnerID      string // of the region whose it is; empty: the national programme team's
	Owner        *Region
	Shared       bool // with all staff
	State        allocation.State
	ReturnReason string // why it was returned last; empty when it never was
	Terms        string // what is asked for
	Inputs       string // what it was computed from, frozen; empty until then
	Engine       string // what computed it
	Digest       string
	Result       string         // what came of it
	AdoptedOn    *calendar.Date // the day from which it holds
}

// Audience tells who beside its owner may see the scenario.
func (a *Allocation) Audience() allocation.Audience {
	return allocation.AudienceOf(a.State, a.Shared, a.OwnerID == "")
}

// Allocations gives every scenario, by name.
func (g *Graph) Allocations() []*Allocation { return g.allocations }
