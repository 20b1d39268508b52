package view

import (
	"context"
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/plan"
	"waymark/domain/signoff"
)

// planSigning is what the signatures of an opened plan cover.
type planSigning struct {
	*signoff.Document
	unsigned map[string][]string // codes of signatures, in the order of the template, by id of the row that they do not cover
	pieces   map[string]signoff.Piece
}

func signingOf(d *plan.Document, form *document.Template) *planSigning {
	s := &planSigning{d.Signoff(form), map[string][]string{}, map[string]signoff.Piece{}}
	for _, x := range s.Signatures {
		for _, row := range s.Unsigned(x) {
			s.unsigned[row] = append(s.unsigned[row], x.Code)
		}
	}
	for _, p := range s.Pieces {
		s.pieces[p.ID] = p
	}
	return s
}

// PlanStep is something that has been done to a plan.
type PlanStep struct {
	Action            signoff.Action
	By                string
	On                calendar.Date
	Reason, Signature *string
	Rows              []string
}

// Steps gives what has been done to it, or nil to who does not work on it.
func (p *Plan) Steps() []*PlanStep {
	if !p.insider() {
		return nil
	}
	return shown(p.p.Steps, func(s signoff.Step) *PlanStep {
		return &PlanStep{s.Do, s.By, s.On, text(s.Reason), text(s.As), append([]string{}, s.Rows...)}
	})
}

// PlanSignature is a signature that a plan may bear.
type PlanSignature struct {
	in *Plan
	s  document.Signature
}

// Signatures gives those that it may bear.
func (p *Plan) Signatures() []*PlanSignature {
	return shown(p.form().Signatures, func(s document.Signature) *PlanSignature { return &PlanSignature{p, s} })
}

// Signature gives the one with a code, or nil.
func (p *Plan) Signature(code string) *PlanSignature {
	if s := p.form().Signature(code); s != nil {
		return &PlanSignature{p, *s}
	}
	return nil
}

// Code gives its code.
func (s *PlanSignature) Code() string { return s.s.Code }

// Name gives whose it is.
func (s *PlanSignature) Name() string { return s.s.Name }

// Required tells whether a plan cannot be agreed without it.
func (s *PlanSignature) Required() bool { return s.s.Required }

func (s *PlanSignature) last() *signoff.Step {
	for _, step := range slices.Backward(s.in.p.Steps) {
		if step.Do == signoff.ToSign && step.As == s.s.Code {
			return &step
		}
	}
	return nil
}

// By gives who gave it last, or nil.
func (s *PlanSignature) By() *string {
	if last := s.last(); last != nil && s.in.insider() {
		return &last.By
	}
	return nil
}

// On gives when it was given last, or nil.
func (s *PlanSignature) On() *calendar.Date {
	if last := s.last(); last != nil {
		return &last.On
	}
	return nil
}

// Complete tells whether it covers all that it is for.
func (s *PlanSignature) Complete(ctx context.Context) (bool, error) {
	p, err := s.in.opened(ctx)
	if err != nil {
		return false, err
	}
	return len(p.signing().Unsigned(s.s)) == 0, nil
}

// Unsigned gives a page of the rows that it is for and does not cover.
func (s *PlanSignature) Unsigned(ctx context.Context, first *int, after *string, last *int, before *string) (*PlanRowConnection, error) {
	p, err := s.in.opened(ctx)
	if err != nil {
		return nil, err
	}
	missing := map[string]bool{}
	for _, id := range p.signing().Unsigned(s.s) {
		missing[id] = true
	}
	return p.rows(keep(p.d.Rows(), func(r plan.Row) bool { return missing[r.Row().ID] }), Args{first, after, last, before})
}

// Awaiting gives the codes of the signatures that it waits for.
func (p *Plan) Awaiting(ctx context.Context) ([]string, error) {
	p, err := p.opened(ctx)
	if err != nil {
		return nil, err
	}
	return append([]string{}, p.signing().Awaiting()...), nil
}

// PlanReturn is something of a plan that was returned.
type PlanReturn struct {
	Reason, By string
	On         calendar.Date
	Rows       []PlanRow
}

// Returned gives what was returned since it was last submitted.
func (p *Plan) Returned(ctx context.Context) ([]*PlanReturn, error) {
	if p.p.State != signoff.Returned { // which only insiders see
		return []*PlanReturn{}, nil
	}
	p, err := p.opened(ctx)
	if err != nil {
		return nil, err
	}
	return shown(p.signing().Returns(), func(s signoff.Step) *PlanReturn {
		r := &PlanReturn{Reason: s.Reason, By: s.By, On: s.On, Rows: []PlanRow{}}
		for _, id := range s.Rows {
			if row := p.d.Find(id); row != nil {
				r.Rows = append(r.Rows, p.row(row))
			}
		}
		return r
	}), nil
}
