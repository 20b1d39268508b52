package assessment

import (
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/workflow"
)

// State is how far an assessment has come. One that there is no record of has not been started.
type State string

// The states.
const (
	NotStarted State = "NOT_STARTED" // there is none
	Draft      State = "DRAFT"       // it is being written
	InReview   State = "IN_REVIEW"   // it lies with the chair, and once endorsed with the strategic lead
	Agreed     State = "AGREED"      // it holds
	Superseded State = "SUPERSEDED"  // a later edition holds
)

// States gives the states of an assessment that there is.
func States() []State { return []State{Draft, InReview, Agreed, Superseded} }

// Action is something done to an assessment.
type Action string

// The actions.
const (
	ToStart     Action = "START"        // from nothing, which no rule is about: there is no assessment yet
	ToCarry     Action = "ROLL_FORWARD" // the same, from an earlier one
	ToWrite     Action = "WRITE"        // sections and findings
	ToDemand    Action = "DEMAND"       // the sections that are the district coordinator's
	ToAnswer    Action = "ANSWER"       // say that a finding has been answered
	ToComment   Action = "COMMENT"      // on findings
	ToSubmit    Action = "SUBMIT"
	ToWithdraw  Action = "WITHDRAW" // take a submission back
	ToEndorse   Action = "ENDORSE"
	ToReturn    Action = "RETURN"
	ToAgree     Action = "AGREE"
	ToRevise    Action = "REVISE" // begin another edition
	ToSupersede Action = "SUPERSEDE"
)

// Role is what somebody is to an assessment.
type Role string

// The roles.
const (
	Officer     Role = "OFFICER"     // writes for the partnership
	Chair       Role = "CHAIR"       // of the partnership
	Lead        Role = "LEAD"        // strategic lead of a region that the partnership lies in
	Coordinator Role = "COORDINATOR" // of a district that it is linked with
	Other       Role = "OTHER"       // another who may comment: the joint commissioning chair
	National    Role = "NATIONAL"    // the national programme team
)

// Roles gives every role.
func Roles() []Role { return []Role{Officer, Chair, Lead, Coordinator, Other, National} }

// Rules is the one table of what may happen to an assessment when, and by whom. Whoever wrote any of what is submitted does not
// endorse it, and whoever wrote or endorsed it does not agree to it, whatever their roles.
var Rules = workflow.Table[State, Action, Role]{Thing: "assessment", Rules: []workflow.Rule[State, Action, Role]{
	{Do: ToWrite, From: []State{Draft}, By: []Role{Officer, National}},
	{Do: ToDemand, From: []State{Draft}, By: []Role{Coordinator, National}},
	{Do: ToAnswer, From: []State{Draft, InReview, Agreed}, By: []Role{Officer, National}},
	{Do: ToComment, From: []State{Draft, InReview, Agreed}, By: Roles()},
	{Do: ToSubmit, From: []State{Draft}, To: InReview, By: []Role{Officer, National}, Begins: true},
	{Do: ToWithdraw, From: []State{InReview}, To: Draft, By: []Role{Officer, National}},
	{Do: ToEndorse, From: []State{InReview}, By: []Role{Chair, National}, Apart: []Action{ToWrite, ToSubmit}},
	{Do: ToReturn, From: []State{InReview}, To: Draft, By: []Role{Chair, Lead, National}, Reason: true},
	{Do: ToAgree, From: []State{InReview}, To: Agreed, By: []Role{Lead, National}, After: []Action{ToEndorse}, Apart: []Action{ToWrite, ToSubmit, ToEndorse}},
	{Do: ToRevise, From: []State{Agreed}, By: []Role{Officer, National}, Reason: true},
	{Do: ToSupersede, From: []State{Agreed}, To: Superseded, By: []Role{Lead, National}},
}}

// Next gives the state that an action leads to, by the rules. A submission is taken back by who made it, or by the national team.
func (d *Document) Next(do Action, by workflow.Who[Role]) (State, error) {
	round := Rules.Round(d.Steps)
	next, err := Rules.Next(d.State, do, by, append(slices.Clone(round), d.Wrote()...))
	if err == nil && do == ToWithdraw && len(round) > 0 && round[0].By != by.Subject && !slices.Contains(by.Roles, National) {
		return d.State, errNotTheirs()
	}
	return next, err
}

// On gives the state that the assessment had come to by the end of a day.
func (a *Assessment) On(day calendar.Date) State {
	state := NotStarted
	for _, s := range a.Steps {
		if s.On.After(day) {
			continue
		}
		switch s.Do {
		case ToStart, ToCarry, ToWithdraw, ToReturn:
			state = Draft
		case ToSubmit:
			state = InReview
		case ToAgree:
			state = Agreed
		case ToSupersede:
			state = Superseded
		}
	}
	return state
}

// Last gives the last step of a kind; ok is false when there is none.
func (a *Assessment) Last(do Action) (step workflow.Step[Action], ok bool) {
	for _, s := range a.Steps {
		if s.Do == do {
			step, ok = s, true
		}
	}
	return step, ok
}

// Endorsed tells whether the chair has endorsed what is under review.
func (a *Assessment) Endorsed() bool {
	return a.State == InReview && slices.ContainsFunc(Rules.Round(a.Steps), func(s workflow.Step[Action]) bool { return s.Do == ToEndorse })
}
