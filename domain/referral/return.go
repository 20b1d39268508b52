package referral

import (
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/programme"
	"waymark/domain/workflow"
)

// Prefix begins the ids of returns.
const Prefix = "ret"

// State is how far the return of an office for a month has come.
type State string

// The states.
const (
	Due      State = "DUE"      // the office was open and nothing has come
	Returned State = "RETURNED" // it has come and waits to be looked at
	Queried  State = "QUERIED"  // something in it is to be explained or mended
	Accepted State = "ACCEPTED" // it counts
)

// States gives all states.
func States() []State { return []State{Due, Returned, Queried, Accepted} }

// Action is something done to a return.
type Action string

// The actions.
const (
	ToReturn Action = "RETURN" // hand it in, for the first time or again
	ToQuery  Action = "QUERY"  // ask back, also about one that had been accepted
	ToAccept Action = "ACCEPT"
)

// Role is what somebody is to a return.
type Role string

// The roles.
const (
	Coordinator Role = "COORDINATOR" // of the district that the office belongs to
	Lead        Role = "LEAD"        // strategic lead of its region
	National    Role = "NATIONAL"    // the national programme team
)

// Roles gives every role.
func Roles() []Role { return []Role{Coordinator, Lead, National} }

// Rules is the one table of what may happen to a return when, and by whom. Who handed it in does not accept it.
var Rules = workflow.Table[State, Action, Role]{Thing: "return", Rules: []workflow.Rule[State, Action, Role]{
	{Do: ToReturn, From: []State{Due, Returned, Queried}, To: Returned, By: Roles(), Begins: true},
	{Do: ToQuery, From: []State{Returned, Accepted}, To: Queried, By: []Role{Lead, National}, Reason: true},
	{Do: ToAccept, From: []State{Returned}, To: Accepted, By: []Role{Lead, National}, Apart: []Action{ToReturn}},
}}

// Return is what one office hands in for one month. Its counts lie beside it, an edition each time it is handed in.
type Return struct {
	programme.Meta
	JobcentreID string
	DistrictID  string        // to which the office belonged on the last day of the month
	Month       calendar.Date // its first day
	State       State
	Edition     int // of the counts that hold, from 1
	Note        string
	FollowUps   []FollowUp // what was noticed in the counts that hold
	Steps       Steps
}

// Steps is what has been done to a return, the oldest first.
type Steps []workflow.Step[Action]

// FollowUp is something in a return that is allowed and yet asks for a word. It has no number in it, since the audit keeps it.
type FollowUp struct {
	Check  Check  `json:"check"`
	Row    *Key   `json:"row,omitempty"` // nil: about the whole return
	Answer string `json:"answer,omitempty"`
}

// Unanswered gives what waits for a word.
func (r *Return) Unanswered() []FollowUp {
	return slices.DeleteFunc(slices.Clone(r.FollowUps), func(f FollowUp) bool { return f.Answer != "" })
}

// LastBy gives who did the last step; empty for none.
func (r *Return) LastBy() string {
	if len(r.Steps) == 0 {
		return ""
	}
	return r.Steps[len(r.Steps)-1].By
}
