package view

import (
	"slices"

	"waymark/domain/agreement"
	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/signoff"
	"waymark/domain/viewer"
)

// AgreementStep is something that has been done to an agreement.
type AgreementStep struct {
	Action            signoff.Action
	By                string
	On                calendar.Date
	Reason, Signature *string
}

// Steps gives what has been done to it, or nil to who does not work on it.
func (a *Agreement) Steps() []*AgreementStep {
	if !a.insider() {
		return nil
	}
	return shown(a.a.Steps, func(s signoff.Step) *AgreementStep {
		return &AgreementStep{s.Do, s.By, s.On, text(s.Reason), text(s.As)}
	})
}

// ReturnReason gives why it was returned, or nil.
func (a *Agreement) ReturnReason() *string {
	returns := a.a.Document(a.form().Form).Returns()
	if len(returns) == 0 {
		return nil
	}
	return text(returns[len(returns)-1].Reason)
}

// AgreementSignature is a signature that an agreement may bear.
type AgreementSignature struct {
	in *Agreement
	s  document.Signature
}

// Signatures gives those that it may bear.
func (a *Agreement) Signatures() []*AgreementSignature {
	return shown(a.form().Form.Signatures, func(s document.Signature) *AgreementSignature { return &AgreementSignature{a, s} })
}

// Code gives its code.
func (s *AgreementSignature) Code() string { return s.s.Code }

// Name gives whose it is.
func (s *AgreementSignature) Name() string { return s.s.Name }

// Roles gives who gives it.
func (s *AgreementSignature) Roles() []viewer.Role { return s.s.Roles }

// Required tells whether an agreement cannot be agreed without it.
func (s *AgreementSignature) Required() bool { return s.s.Required }

func (s *AgreementSignature) last() *signoff.Step {
	for _, step := range slices.Backward(s.in.a.Steps) {
		if step.Do == signoff.ToSign && step.As == s.s.Code {
			return &step
		}
	}
	return nil
}

// By gives who gave it last in this edition, or nil.
func (s *AgreementSignature) By() *string {
	if last := s.last(); last != nil {
		return s.in.named(last.By)
	}
	return nil
}

// On gives when it was given last in this edition, or nil.
func (s *AgreementSignature) On() *calendar.Date {
	if last := s.last(); last != nil {
		return &last.On
	}
	return nil
}

// Missing tells whether it does not cover what the agreement says.
func (s *AgreementSignature) Missing() bool {
	return len(s.in.a.Document(s.in.form().Form).Unsigned(s.s)) > 0
}

// AgreementReview is what came of a review.
type AgreementReview struct {
	in *Agreement
	r  agreement.Review
}

// Reviews gives what came of its reviews.
func (a *Agreement) Reviews() []*AgreementReview {
	return shown(a.a.Reviews, func(r agreement.Review) *AgreementReview { return &AgreementReview{a, r} })
}

// On gives the day.
func (r *AgreementReview) On() calendar.Date { return r.r.On }

// By gives who recorded it, or nil.
func (r *AgreementReview) By() *string { return r.in.named(r.r.By) }

// Note gives what came of it.
func (r *AgreementReview) Note() string { return r.r.Note }

// Next gives by when it was to be reviewed again, or nil.
func (r *AgreementReview) Next() *calendar.Date { return r.r.Next }
