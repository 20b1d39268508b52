// Package allocation is a scenario of who gets how many posts, as somebody stores it and argues for it: its terms, what it was
// computed from, what came of it, and its way from a draft to posts.
package allocation

import "waymark/domain/workflow"

// State is how far a scenario has come.
type State string

// The states.
const (
	Draft     State = "DRAFT"     // its terms are set, and nothing is computed
	Computed  State = "COMPUTED"  // it has a result, with what that was computed from
	Submitted State = "SUBMITTED" // it lies with the national programme team
	Returned  State = "RETURNED"  // the team gave it back, with a reason
	Adopted   State = "ADOPTED"   // its posts have been opened and closed
	Withdrawn State = "WITHDRAWN" // its owner does not pursue it
)

// States gives every state, in the order in which a scenario may come to them.
func States() []State { return []State{Draft, Computed, Submitted, Returned, Adopted, Withdrawn} }

// Action is something done to a scenario.
type Action string

// The actions.
const (
	ToUpdate   Action = "UPDATE"
	ToCompute  Action = "COMPUTE"
	ToShare    Action = "SHARE"
	ToSubmit   Action = "SUBMIT"
	ToReturn   Action = "RETURN"
	ToAdopt    Action = "ADOPT"
	ToWithdraw Action = "WITHDRAW"
)

// Actions gives every action.
func Actions() []Action {
	return []Action{ToUpdate, ToCompute, ToShare, ToSubmit, ToReturn, ToAdopt, ToWithdraw}
}

// Role is what somebody is to a scenario.
type Role string

// The roles.
const (
	National  Role = "NATIONAL"  // the national programme team, which may do everything to what it sees
	Owner     Role = "OWNER"     // the region whose scenario it is
	Colleague Role = "COLLEAGUE" // any other staff
)

// Roles gives every role.
func Roles() []Role { return []Role{National, Owner, Colleague} }

// rules is the one table of what may happen when, and by whom.
var rules = workflow.Table[State, Action, Role]{Thing: "scenario", Rules: []workflow.Rule[State, Action, Role]{
	{Do: ToUpdate, From: []State{Draft, Computed, Returned}, To: Draft, By: []Role{National, Owner}},
	{Do: ToCompute, From: []State{Draft, Computed, Returned}, To: Computed, By: []Role{National, Owner}},
	{Do: ToShare, From: []State{Draft, Computed, Submitted, Returned}, By: []Role{National, Owner}},
	{Do: ToSubmit, From: []State{Computed}, To: Submitted, By: []Role{National, Owner}},
	{Do: ToReturn, From: []State{Submitted}, To: Returned, By: []Role{National}, Reason: true},
	{Do: ToAdopt, From: []State{Submitted}, To: Adopted, By: []Role{National}, Reason: true},
	{Do: ToWithdraw, From: []State{Draft, Computed, Submitted, Returned}, To: Withdrawn, By: []Role{National, Owner}},
}}

// Next gives the state that an action leads to. It is FORBIDDEN to who may never do it, and an ILLEGAL_TRANSITION from a state
// that does not allow it.
func (s State) Next(a Action, by Role) (State, error) {
	return rules.Next(s, a, workflow.Who[Role]{Roles: []Role{by}}, nil)
}

// Audience is who beside its owner may see a scenario.
type Audience string

// The audiences.
const (
	OwnerOnly    Audience = "OWNER"
	NationalTeam Audience = "NATIONAL"
	AllStaff     Audience = "STAFF"
)

// AudienceOf gives who may see a scenario in a state: all staff once it is shared or adopted, the national team what is its own
// or lies with it or was returned by it, and nobody else a draft.
func AudienceOf(s State, shared, national bool) Audience {
	switch {
	case shared || s == Adopted:
		return AllStaff
	case national || s == Submitted || s == Returned:
		return NationalTeam
	}
	return OwnerOnly
}
