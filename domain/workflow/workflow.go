// Package workflow is how things that several people sign go from state to state: one table of what may happen when, by whom,
// after what, and by whom not again.
package workflow

import (
	"slices"
	"strings"

	"waymark/domain/calendar"
	"waymark/domain/fault"
)

// Rule is a row of a table: what one action asks for and leads to.
type Rule[S, A, R ~string] struct {
	Do   A
	From []S
	To   S   // empty: it stays where it is
	By   []R // whose it is to do
	// Reason: it is done with a reason, of at least one character.
	Reason bool
	// After: all of these have been done in the present round.
	After []A
	// Apart: who has done one of these in the present round may not do this.
	Apart []A
	// Begins: it begins a new round. What was done before it counts for nothing but itself.
	Begins bool
}

// Table is all that may happen to one kind of thing.
type Table[S, A, R ~string] struct {
	Thing string // what it is called: "scenario"
	Rules []Rule[S, A, R]
}

// Step is something that has been done.
type Step[A ~string] struct {
	Do     A             `json:"do"`
	By     string        `json:"by"` // subject
	On     calendar.Date `json:"on"` // the planning date
	Reason string        `json:"reason,omitempty"`
}

// Who is somebody as a thing sees them.
type Who[R ~string] struct {
	Subject string
	Roles   []R
}

// Rule gives the row of an action; ok is false when there is none.
func (t Table[S, A, R]) Rule(do A) (rule Rule[S, A, R], ok bool) {
	i := slices.IndexFunc(t.Rules, func(r Rule[S, A, R]) bool { return r.Do == do })
	if i < 0 {
		return rule, false
	}
	return t.Rules[i], true
}

// Next gives the state that an action leads to, of a thing to which the steps have been done, the oldest first. It is FORBIDDEN to
// who may never do it or has done what this must be done apart from, and an ILLEGAL_TRANSITION from a state that does not allow it
// or before what it comes after.
func (t Table[S, A, R]) Next(now S, do A, by Who[R], done []Step[A]) (S, error) {
	rule, ok := t.Rule(do)
	if !ok || !slices.ContainsFunc(by.Roles, func(r R) bool { return slices.Contains(rule.By, r) }) {
		return now, fault.New(fault.Forbidden, "", "to %s %s is not yours to do", word(do), t.article())
	}
	if !slices.Contains(rule.From, now) {
		names := make([]string, len(rule.From))
		for i, f := range rule.From {
			names[i] = string(f)
		}
		return now, fault.New(fault.IllegalTransition, "", "the %s is %s; to %s it, it must be %s", t.Thing, now, word(do), strings.Join(names, " or "))
	}
	round := t.Round(done)
	for _, a := range rule.After {
		if !slices.ContainsFunc(round, func(s Step[A]) bool { return s.Do == a }) {
			return now, fault.New(fault.IllegalTransition, "", "the %s waits for somebody to %s it first", t.Thing, word(a))
		}
	}
	for _, a := range rule.Apart {
		if slices.ContainsFunc(round, func(s Step[A]) bool { return s.Do == a && s.By == by.Subject }) {
			return now, fault.New(fault.Forbidden, "", "to %s %s is for somebody else than who did %s it", word(do), t.article(), word(a))
		}
	}
	if rule.To == "" {
		return now, nil
	}
	return rule.To, nil
}

// Round gives the steps of the present round: those since the last one that began one, itself included.
func (t Table[S, A, R]) Round(done []Step[A]) []Step[A] {
	for i := len(done) - 1; i >= 0; i-- {
		if rule, ok := t.Rule(done[i].Do); ok && rule.Begins {
			return done[i:]
		}
	}
	return done
}

func (t Table[S, A, R]) article() string {
	if strings.ContainsAny(t.Thing[:1], "aeiou") {
		return "an " + t.Thing
	}
	return "a " + t.Thing
}

func word[A ~string](do A) string { return strings.ReplaceAll(strings.ToLower(string(do)), "_", " ") }
