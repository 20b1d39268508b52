package signoff_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/fault"
	"waymark/domain/signoff"
	"waymark/domain/viewer"
	"waymark/domain/workflow"
)

var update = flag.Bool("update", false, "write golden files anew")

// TestTransitions holds the whole matrix of state, action and role against a file that is read by people.
func TestTransitions(t *testing.T) {
	got := signoff.Rules.Matrix(signoff.States(), signoff.Roles())
	const path = "testdata/transitions.txt"
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the transitions are\n%s\nwant\n%s", got, want)
	}
}

var form = []document.Signature{
	{Code: "CHAIR", Name: "the chair", Roles: []viewer.Role{viewer.PartnershipChair}, Required: true},
	{Code: "COMMISSIONING", Name: "the commissioning chair", Roles: []viewer.Role{viewer.CommissioningChair}, Required: true},
	{Code: "BOARD", Name: "the board", Roles: []viewer.Role{viewer.CommissioningChair}, Parts: []string{"MONEY"}},
}

// story is a document that people do things to.
type story struct {
	t *testing.T
	signoff.Document
}

func begin(t *testing.T) *story {
	return &story{t, signoff.Document{State: signoff.Draft, Signatures: form,
		Steps: signoff.Steps{{Step: workflow.Step[signoff.Action]{Do: signoff.ToStart, By: "ann"}}},
		Pieces: []signoff.Piece{{ID: "summary", Part: "SUMMARY"}, {ID: "money", Part: "MONEY"}, {ID: "grid", Part: "GRID"},
			{ID: "one", Part: "GRID", Within: []string{"grid"}}, {ID: "two", Part: "GRID", Within: []string{"grid"}}}}}
}

func everything(subject string) workflow.Who[signoff.Role] {
	return workflow.Who[signoff.Role]{Subject: subject, Roles: []signoff.Role{signoff.Author, signoff.Signatory, signoff.Lead}}
}

// does takes a step and gives what it came to: the state, or the refusal.
func (s *story) does(who string, do signoff.Action, rows ...string) string {
	s.t.Helper()
	next, err := s.Next(do, everything(who))
	if err != nil {
		return err.Error()
	}
	s.State = next
	s.Steps = append(s.Steps, signoff.Step{Step: workflow.Step[signoff.Action]{Do: do, By: who}, Rows: rows})
	return string(next)
}

func (s *story) signs(who, code string) string {
	s.t.Helper()
	next, rows, err := s.Sign(code, everything(who), func(document.Signature) bool { return true })
	if err != nil {
		return err.Error()
	}
	s.State = next
	s.Steps = append(s.Steps, signoff.Step{Step: workflow.Step[signoff.Action]{Do: signoff.ToSign, By: who}, As: code, Rows: rows})
	return strings.Join(rows, " ")
}

// writes changes a row, and tells whether it was open.
func (s *story) writes(who, row string) bool {
	i := slices.IndexFunc(s.Pieces, func(p signoff.Piece) bool { return p.ID == row })
	if !s.Open(s.Pieces[i]) {
		return false
	}
	s.Pieces[i].Changed = len(s.Steps)
	s.Writers = append(s.Writers, who)
	return true
}

func (s *story) expect(what, got, want string) {
	s.t.Helper()
	if got != want && !(strings.HasPrefix(want, "!") && strings.Contains(got, want[1:])) {
		s.t.Errorf("%s: %s, want %s", what, got, want)
	}
}

// TestSignaturesHoldForWhatDoesNotChange follows a document from a draft through a return to another edition.
func TestSignaturesHoldForWhatDoesNotChange(t *testing.T) {
	s := begin(t)
	s.writes("ann", "one")
	s.expect("a draft is not signed", s.signs("bob", "CHAIR"), "!ILLEGAL_TRANSITION: the document is DRAFT")
	s.expect("submit", s.does("ann", signoff.ToSubmit), "SUBMITTED")
	s.expect("awaiting", fmt.Sprint(s.Awaiting()), "[CHAIR COMMISSIONING]")
	s.expect("who drafted", s.signs("ann", "CHAIR"), "!somebody else than who did write it")
	s.expect("another code", s.signs("bob", "NOBODY"), "!INVALID: input.signature")
	s.expect("the chair", s.signs("bob", "CHAIR"), "summary money grid one two")
	s.expect("twice", s.signs("bob", "CHAIR"), "!bears the signature of the chair already")
	s.expect("for another office", s.signs("bob", "COMMISSIONING"), "!somebody else than who signed as CHAIR")
	s.expect("agree too early", s.does("eve", signoff.ToAgree), "!waits for the signature of the commissioning chair")

	s.expect("return one row", s.does("eve", signoff.ToReturn, "two"), "RETURNED")
	s.expect("locked and open", fmt.Sprint(s.writes("ann", "one"), s.writes("ann", "grid"), s.writes("ann", "two")), "false false true")
	s.expect("return another as well", s.does("eve", signoff.ToReturn, "summary"), "RETURNED")
	s.expect("both are open", fmt.Sprint(s.writes("ann", "summary"), s.writes("ann", "two"), s.writes("ann", "money")), "true true false")
	s.expect("submit again", s.does("ann", signoff.ToSubmit), "SUBMITTED")
	s.expect("still apart", s.signs("bob", "COMMISSIONING"), "!somebody else than who signed as CHAIR")
	s.expect("the chair signs what changed", s.signs("bob", "CHAIR"), "summary two")
	s.expect("the other signs all", s.signs("cat", "COMMISSIONING"), "summary money grid one two")
	s.expect("who signed does not agree", s.does("cat", signoff.ToAgree), "!somebody else than who did sign it")
	s.expect("who wrote does not agree", s.does("ann", signoff.ToAgree), "!somebody else than who did write it")
	s.expect("the board's is optional", s.does("eve", signoff.ToAgree), "AGREED")
	s.expect("what holds", fmt.Sprint(s.Holding()), "[CHAIR COMMISSIONING]")

	next := begin(t) // another edition
	next.Steps[0] = signoff.Step{Step: workflow.Step[signoff.Action]{Do: signoff.ToRevise, By: "ann"}, Holds: s.Holding()}
	next.writes("ann", "two")
	next.does("ann", signoff.ToSubmit)
	next.expect("the chair signs it alone", next.signs("bob", "CHAIR"), "two")
	next.expect("agree too early", next.does("eve", signoff.ToAgree), "!waits for the signature of the commissioning chair")
	next.expect("the other signs it alone", next.signs("cat", "COMMISSIONING"), "two")
	next.expect("agree", next.does("eve", signoff.ToAgree), "AGREED")
	next.expect("the board's is asked for all of its part", fmt.Sprint(next.Unsigned(form[2])), "[money]")
}

// TestReturnsOpenWhatTheyName opens all of a document, or a part with what lies in it.
func TestReturnsOpenWhatTheyName(t *testing.T) {
	for rows, want := range map[string]string{"": "summary money grid one two", "grid": "grid one two", "two": "two"} {
		s := begin(t)
		s.does("ann", signoff.ToSubmit)
		s.does("eve", signoff.ToReturn, strings.Fields(rows)...)
		var open []string
		for _, p := range s.Pieces {
			if s.Open(p) {
				open = append(open, p.ID)
			}
		}
		if got := strings.Join(open, " "); got != want {
			t.Errorf("with %q returned, open are %s, want %s", rows, got, want)
		}
	}
}

// TestWhoSubmittedWithdraws leaves a submission to who made it.
func TestWhoSubmittedWithdraws(t *testing.T) {
	s := begin(t)
	s.does("ann", signoff.ToSubmit)
	s.expect("somebody else", s.does("bob", signoff.ToWithdraw), "!for who made it to withdraw")
	s.expect("who made it", s.does("ann", signoff.ToWithdraw), "DRAFT")
	s.does("bob", signoff.ToSubmit)
	if _, err := s.Next(signoff.ToWithdraw, workflow.Who[signoff.Role]{Subject: "nat", Roles: []signoff.Role{signoff.National}}); err != nil {
		t.Error(err)
	}
}

// TestStateByDay tells the state that a document had come to by the end of each day.
func TestStateByDay(t *testing.T) {
	var steps signoff.Steps
	for i, do := range []signoff.Action{signoff.ToCarry, signoff.ToSubmit, signoff.ToReturn, signoff.ToSubmit, signoff.ToSign, signoff.ToAgree, signoff.ToRevise,
		signoff.ToDeliver, signoff.ToReview, signoff.ToSupersede} {
		steps = append(steps, signoff.Step{Step: workflow.Step[signoff.Action]{Do: do, By: "ann", On: calendar.New(2009, 1, i+2)}})
	}
	want := []signoff.State{signoff.NotStarted, signoff.Draft, signoff.Submitted, signoff.Returned, signoff.Submitted, signoff.Signed, signoff.Agreed, signoff.Agreed,
		signoff.InDelivery, signoff.InDelivery, signoff.Superseded}
	for i, state := range want {
		if got := steps.On(calendar.New(2009, 1, i+1)); got != state {
			t.Errorf("by day %d it is %s, want %s", i+1, got, state)
		}
	}
	for last, since := range map[int]int{2: 2, 4: 4, 7: 7, 8: 7, 9: 9, 10: 9, 20: 11} {
		if _, got := steps.Since(calendar.New(2009, 1, last)); got != calendar.New(2009, 1, since) {
			t.Errorf("by day %d it has been in its state since %s, want day %d", last, got, since)
		}
		if got := len(steps.By(calendar.New(2009, 1, last))); got != min(last-1, len(steps)) {
			t.Errorf("by day %d there are %d steps", last, got)
		}
	}
	if first, ok := steps.First(signoff.ToSubmit); !ok || first.On != calendar.New(2009, 1, 3) {
		t.Errorf("the first submission is %+v", first)
	}
	if last, ok := steps.Last(signoff.ToSubmit); !ok || last.On != calendar.New(2009, 1, 5) || fmt.Sprint(steps.Movers()[:2]) != "[ann ann]" {
		t.Errorf("the last submission is %+v", last)
	}
}

// TestARefusalIsAFault looks at the codes of refusals.
func TestARefusalIsAFault(t *testing.T) {
	s := begin(t)
	_, _, err := s.Sign("CHAIR", workflow.Who[signoff.Role]{Subject: "bob", Roles: []signoff.Role{signoff.Colleague}}, nil)
	if all, ok := fault.All(err); !ok || all[0].Code != fault.Forbidden {
		t.Errorf("got %v", err)
	}
	s.does("ann", signoff.ToSubmit)
	_, _, err = s.Sign("CHAIR", everything("bob"), func(document.Signature) bool { return false })
	if all, ok := fault.All(err); !ok || all[0].Code != fault.Forbidden {
		t.Errorf("got %v", err)
	}
}
