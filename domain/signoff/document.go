package signoff

import (
	"slices"

	"waymark/domain/document"
	"waymark/domain/fault"
	"waymark/domain/workflow"
)

// Piece is a row of a document, which is signed with it.
type Piece struct {
	ID   string
	Part string // code of the part of the template that it lies in
	// Changed is how many steps the document had taken when the row last changed: 0 for what has not changed in this edition.
	Changed int
	// Within are the ids of what the row is a part of, by which it is returned with them.
	Within []string
}

// Document is what a rule has to know of a document.
type Document struct {
	State      State
	Steps      Steps
	Signatures []document.Signature // that it may bear
	Pieces     []Piece
	Writers    []string // subjects who wrote any of this edition
}

// Next gives the state that an action leads to, by the rules. A submission is taken back by who made it, or by the national team; what
// lacks a signature that it needs is not agreed. Refusals are those of workflow.Table.Next.
func (d *Document) Next(do Action, by workflow.Who[Role]) (State, error) {
	done := d.Steps.plain()[d.Steps.round():]     // which begins with the submission, if there is one
	for _, s := range d.Steps[:d.Steps.round()] { // who signed in an earlier round has signed what still holds
		if s.Do == ToSign {
			done = append(done, s.Step)
		}
	}
	for _, w := range d.Writers {
		done = append(done, workflow.Step[Action]{Do: ToWrite, By: w})
	}
	if do == ToSign { // whether they have signed for another office is looked at in Sign, which knows for which they do
		done = slices.DeleteFunc(done, func(s workflow.Step[Action]) bool { return s.Do == ToSign })
	}
	next, err := Rules.Next(d.State, do, by, done)
	switch {
	case err != nil:
		return d.State, err
	case do == ToWithdraw && d.Steps[d.Steps.round()].By != by.Subject && !slices.Contains(by.Roles, National):
		return d.State, fault.New(fault.Forbidden, "", "a submission is for who made it to withdraw; others return it with a reason")
	case do == ToAgree:
		for _, s := range d.Signatures {
			if s.Required && len(d.Unsigned(s)) > 0 {
				return d.State, fault.New(fault.IllegalTransition, "", "it waits for the signature of %s", s.Name)
			}
		}
	}
	return next, nil
}

// Sign gives what a signature under a code by somebody would sign. It is INVALID at input.signature for a code that the document does not bear, FORBIDDEN to who
// may not sign, has signed for another office, or wrote any of it, and an ILLEGAL_TRANSITION when there is nothing left for it to sign.
func (d *Document) Sign(code string, by workflow.Who[Role], may func(document.Signature) bool) (State, []string, error) {
	i := slices.IndexFunc(d.Signatures, func(s document.Signature) bool { return s.Code == code })
	if i < 0 {
		return d.State, nil, fault.New(fault.Invalid, "input.signature", "%.40q is none of the signatures that it may bear, which are %v", code, d.codes())
	}
	s := d.Signatures[i]
	next, err := d.Next(ToSign, by)
	if err != nil {
		return d.State, nil, err
	}
	if !may(s) {
		return d.State, nil, fault.New(fault.Forbidden, "", "to sign as %s is for %v", s.Name, s.Roles)
	}
	for _, step := range d.Steps {
		if step.Do == ToSign && step.By == by.Subject && step.As != code {
			return d.State, nil, fault.New(fault.Forbidden, "", "to sign as %s is for somebody else than who signed as %s", code, step.As)
		}
	}
	rows := d.Unsigned(s)
	if len(rows) == 0 {
		return d.State, nil, fault.New(fault.IllegalTransition, "", "it bears the signature of %s already", s.Name)
	}
	return next, rows, nil
}

func (d *Document) codes() []string {
	codes := make([]string, len(d.Signatures))
	for i, s := range d.Signatures {
		codes[i] = s.Code
	}
	return codes
}

// Unsigned gives the ids of the rows that a signature is for and that have changed since it was given, all of them while it has not been. A
// signature holds for a row as long as the row does not change, in this edition and the next.
func (d *Document) Unsigned(s document.Signature) []string {
	given := -1
	for i, step := range d.Steps {
		if step.Do == ToSign && step.As == s.Code || slices.Contains(step.Holds, s.Code) {
			given = i
		}
	}
	var rows []string
	for _, p := range d.Pieces {
		if s.IsFor(p.Part) && p.Changed > given {
			rows = append(rows, p.ID)
		}
	}
	return rows
}

// Holding gives the codes of the signatures that cover all that they are for: what another edition takes along.
func (d *Document) Holding() []string {
	var codes []string
	for _, s := range d.Signatures {
		if len(d.Unsigned(s)) == 0 {
			codes = append(codes, s.Code)
		}
	}
	return codes
}

// Awaiting gives the codes of the signatures that it needs and that are missing for some of its rows, while it waits for them.
func (d *Document) Awaiting() []string {
	if d.State != Submitted && d.State != Signed {
		return nil
	}
	var codes []string
	for _, s := range d.Signatures {
		if s.Required && len(d.Unsigned(s)) > 0 {
			codes = append(codes, s.Code)
		}
	}
	return codes
}

// Returns gives what was returned since it was last submitted, the oldest first.
func (d *Document) Returns() []Step {
	var returns []Step
	if d.State == Returned {
		for _, s := range d.Steps[d.Steps.round():] {
			if s.Do == ToReturn {
				returns = append(returns, s)
			}
		}
	}
	return returns
}

// Open tells whether a row may be written: all may be in a draft, and in what was returned those that were, with all that lies in them.
func (d *Document) Open(p Piece) bool {
	if d.State == Draft {
		return true
	}
	return slices.ContainsFunc(d.Returns(), func(s Step) bool {
		return len(s.Rows) == 0 || slices.Contains(s.Rows, p.ID) || slices.ContainsFunc(p.Within, func(id string) bool { return slices.Contains(s.Rows, id) })
	})
}
