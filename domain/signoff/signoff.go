// Package signoff is the one way of documents that partnerships sign, from nothing to closed: yearly plans, agreements between Jobcentres
// and providers, and information-sharing protocols. Whose signatures a document needs, and for which of its parts, is data.
package signoff

import (
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/workflow"
)

// State is how far a document has come. One that there is no record of has not been started.
type State string

// The states.
const (
	NotStarted State = "NOT_STARTED" // there is none
	Draft      State = "DRAFT"       // it is being written
	Submitted  State = "SUBMITTED"   // it waits for signatures
	Returned   State = "RETURNED"    // what was returned of it is being mended; the rest is locked
	Signed     State = "SIGNED"      // somebody has signed it; it waits for other signatures or the strategic lead
	Agreed     State = "AGREED"      // it is in force
	InDelivery State = "IN_DELIVERY" // it is in force, and being carried out
	Closed     State = "CLOSED"      // its time is over
	Superseded State = "SUPERSEDED"  // a later edition took its place
)

// States gives the states of a document that there is.
func States() []State {
	return []State{Draft, Submitted, Returned, Signed, Agreed, InDelivery, Closed, Superseded}
}

// InForce tells whether a document in the state is the one to go by.
func (s State) InForce() bool { return s == Agreed || s == InDelivery }

// Published tells whether everybody may read a document in the state.
func (s State) Published() bool { return s.InForce() || s == Closed || s == Superseded }

// Action is something done to a document.
type Action string

// The actions.
const (
	ToStart      Action = "START"        // from nothing, which no rule is about: there is no document yet
	ToCarry      Action = "ROLL_FORWARD" // the same, from an earlier year's
	ToWrite      Action = "WRITE"        // its rows
	ToContribute Action = "CONTRIBUTE"   // the rows that are another's than the authors'
	ToDiscuss    Action = "DISCUSS"      // comment and suggest
	ToSubmit     Action = "SUBMIT"
	ToWithdraw   Action = "WITHDRAW" // take a submission back
	ToReturn     Action = "RETURN"   // all of it, a part, or a row
	ToSign       Action = "SIGN"
	ToAgree      Action = "AGREE"
	ToDeliver    Action = "DELIVER" // begin to carry it out
	ToReview     Action = "REVIEW"  // say how far it has been carried out
	ToRevise     Action = "REVISE"  // begin another edition
	ToClose      Action = "CLOSE"
	ToSupersede  Action = "SUPERSEDE"
)

// Role is what somebody is to a document.
type Role string

// The roles.
const (
	Author      Role = "AUTHOR"      // writes it
	Contributor Role = "CONTRIBUTOR" // writes some of its rows
	Signatory   Role = "SIGNATORY"   // holds an office whose signature it may bear
	Lead        Role = "LEAD"        // strategic lead of a region that its partnership lies in
	Colleague   Role = "COLLEAGUE"   // another who works with it
	National    Role = "NATIONAL"    // the national programme team
)

// Roles gives every role.
func Roles() []Role { return []Role{Author, Contributor, Signatory, Lead, Colleague, National} }

// Rules is the one table of what may happen to a document when, and by whom. Whoever wrote any of what is submitted does not sign it,
// who signed for one office does not sign for another, and who wrote or signed does not agree to it, whatever their roles. What is
// agreed has every signature that it needs, which Document.Next looks after.
var Rules = workflow.Table[State, Action, Role]{Thing: "document", Rules: []workflow.Rule[State, Action, Role]{
	{Do: ToWrite, From: []State{Draft, Returned}, By: []Role{Author, National}},
	{Do: ToContribute, From: []State{Draft, Returned}, By: []Role{Author, Contributor, National}},
	{Do: ToDiscuss, From: []State{Draft, Submitted, Returned, Signed, Agreed, InDelivery}, By: Roles()},
	{Do: ToSubmit, From: []State{Draft, Returned}, To: Submitted, By: []Role{Author, National}, Begins: true},
	{Do: ToWithdraw, From: []State{Submitted, Signed}, To: Draft, By: []Role{Author, National}},
	{Do: ToReturn, From: []State{Submitted, Signed, Returned}, To: Returned, By: []Role{Signatory, Lead, National}, Reason: true},
	{Do: ToSign, From: []State{Submitted, Signed}, To: Signed, By: []Role{Signatory, National}, Apart: []Action{ToWrite, ToSubmit, ToSign}},
	{Do: ToAgree, From: []State{Submitted, Signed}, To: Agreed, By: []Role{Lead, National}, Apart: []Action{ToWrite, ToSubmit, ToSign}},
	{Do: ToDeliver, From: []State{Agreed}, To: InDelivery, By: []Role{Author, Lead, National}},
	{Do: ToReview, From: []State{Agreed, InDelivery}, By: []Role{Author, Contributor, National}},
	{Do: ToRevise, From: []State{Agreed, InDelivery}, By: []Role{Author, National}, Reason: true},
	{Do: ToClose, From: []State{Agreed, InDelivery}, To: Closed, By: []Role{Lead, National}, Reason: true},
	{Do: ToSupersede, From: []State{Agreed, InDelivery}, To: Superseded, By: []Role{Lead, National}},
}}

// Step is something that has been done to a document.
type Step struct {
	workflow.Step[Action]
	// As is the code of the signature that was given.
	As string `json:"as,omitempty"`
	// Rows are the ids of what was returned, or of what was signed; of a return none for all of it.
	Rows []string `json:"rows,omitempty"`
	// Holds are, of the step that begins another edition, the codes of the signatures that hold for what does not change.
	Holds []string `json:"holds,omitempty"`
}

// Steps are what has been done to a document, the oldest first.
type Steps []Step

// On gives the state that the document had come to by the end of a day.
func (steps Steps) On(day calendar.Date) State {
	state, _ := steps.Since(day)
	return state
}

// Since gives the state that the document had come to by the end of a day, and since when it had been in it without a break; of what had not been
// started the day means nothing.
func (steps Steps) Since(day calendar.Date) (state State, since calendar.Date) {
	state = NotStarted
	for _, s := range steps {
		if s.On.After(day) {
			continue
		}
		next := state
		switch s.Do {
		case ToStart, ToCarry:
			next = Draft
		case ToRevise:
			if state == NotStarted {
				next = Draft // the first step of another edition; of the one that it was begun from it changes nothing
			}
		default:
			if rule, ok := Rules.Rule(s.Do); ok && rule.To != "" {
				next = rule.To
			}
		}
		if next != state {
			state, since = next, s.On
		}
	}
	return state, since
}

// By gives the steps that had been taken by the end of a day.
func (steps Steps) By(day calendar.Date) Steps {
	taken := make(Steps, 0, len(steps))
	for _, s := range steps {
		if !s.On.After(day) {
			taken = append(taken, s)
		}
	}
	return taken
}

// Last gives the last step of a kind; ok is false when there is none.
func (steps Steps) Last(do Action) (step Step, ok bool) {
	for _, s := range slices.Backward(steps) {
		if s.Do == do {
			return s, true
		}
	}
	return Step{}, false
}

// First gives the first step of a kind; ok is false when there is none.
func (steps Steps) First(do Action) (step Step, ok bool) {
	i := slices.IndexFunc(steps, func(s Step) bool { return s.Do == do })
	if i < 0 {
		return Step{}, false
	}
	return steps[i], true
}

// Movers gives who took the steps, the last one last.
func (steps Steps) Movers() []string {
	who := make([]string, len(steps))
	for i, s := range steps {
		who[i] = s.By
	}
	return who
}

func (steps Steps) plain() []workflow.Step[Action] {
	list := make([]workflow.Step[Action], len(steps))
	for i, s := range steps {
		list[i] = s.Step
	}
	return list
}

// round gives how many steps there were before the submission that the present round began with; 0 before the first.
func (steps Steps) round() int {
	for i, s := range slices.Backward(steps) {
		if s.Do == ToSubmit {
			return i
		}
	}
	return 0
}
