package planning

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"waymark/domain/agreement"
	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/domain/signoff"
	"waymark/domain/workflow"
	"waymark/ent"
	"waymark/store"
)

// agreeing is an agreement that a use case decides on, with who decides.
type agreeing struct {
	*agreement.Agreement
	*signoff.Document
	pair
	form *programme.Template
	now  calendar.Date
	new  string // id of the edition that the use case makes; empty for none
}

// pair is a partnership and a district who agree, and who works on it.
type pair struct {
	partnership *programme.Partnership
	district    *programme.District
	by          workflow.Who[signoff.Role]
}

// writes tells whether the viewer writes agreements of the pair.
func (p *pair) writes() error {
	if slices.Contains(p.by.Roles, signoff.Author) || slices.Contains(p.by.Roles, signoff.National) {
		return nil
	}
	return fault.New(fault.Forbidden, "", "agreements of %s with %s are not yours to write", p.partnership.Code, p.district.Code)
}

// pairOf gives a pair as the viewer works on its agreements of a kind and form.
func (w *work) pairOf(kind document.Kind, form *document.Template, p *programme.Partnership, d *programme.District) pair {
	return pair{p, d, workflow.Who[signoff.Role]{Subject: w.rights.Who().Subject, Roles: w.rights.SignoffRoles(kind, form, p, d)}}
}

// agreement finds what a use case is about. It is NOT_FOUND when there is none that the viewer may see, and FORBIDDEN to who may not do
// this to it.
func (s *Service) agreement(ctx context.Context, w *work, id string) (*agreeing, error) {
	a, err := w.tx.ReadAgreement(w.reading(ctx), id)
	if err != nil {
		return nil, err
	}
	if a == nil {
		w.asked = true
		return nil, fault.New(fault.NotFound, "id", "there is nothing with this id")
	}
	p, _ := programme.Lookup[*programme.Partnership](w.g, a.PartnershipID) // which foreign keys promise, as those that follow
	if err := w.allowed(p); err != nil {
		return nil, err
	}
	d, _ := programme.Lookup[*programme.District](w.g, a.DistrictID)
	form, _ := programme.Lookup[*programme.Template](w.g, a.TemplateID)
	return &agreeing{a, a.Document(form.Form), w.pairOf(a.Kind, form.Form, p, d), form, s.today(), ""}, nil
}

// agreementsOf gives every agreement of a pair, without what they say.
func (w *work) agreementsOf(ctx context.Context, p *pair) ([]*agreement.Agreement, error) {
	return w.tx.Agreements(w.reading(ctx), store.AgreementFilter{Partnership: p.partnership.ID, District: p.district.ID})
}

// clash is an ILLEGAL_TRANSITION when another agreement of the pair holds in the time of one.
func (d *agreeing) clash(all []*agreement.Agreement) error {
	if other := agreement.Clash(all, d.Series, d.Kind, d.Valid); other != nil {
		return fault.New(fault.IllegalTransition, "", "%s is agreed for %s, which overlaps %s: revise or close that one", other.ID, other.Valid, d.Valid)
	}
	return nil
}

// idle is an ILLEGAL_TRANSITION when an agreement of a kind of the pair is being written already.
func idle(all []*agreement.Agreement, kind document.Kind) error {
	if other := agreement.InPreparation(all, kind); other != nil {
		return fault.New(fault.IllegalTransition, "", "one of this kind is being written already (%s, %s)", other.ID, other.State)
	}
	return nil
}

// agreementStep takes an agreement one step on its way: it looks whether the step may be taken, lets the use case check and set more, and
// writes the state.
func (s *Service) agreementStep(ctx context.Context, c call, version int, do signoff.Action, more func(context.Context, *work, *agreeing, *signoff.Step, *ent.AgreementUpdateOne) error) (Outcome, error) {
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		d, err := s.agreement(ctx, w, c.id)
		if err != nil {
			return Outcome{}, err
		}
		if err := d.unchanged(version); err != nil {
			return Outcome{}, err
		}
		next, err := d.Next(do, d.by)
		if err != nil {
			return Outcome{}, err
		}
		reason := c.change().Reason
		if rule, _ := signoff.Rules.Rule(do); rule.Reason {
			reason = w.prose("reason", reason, 1, 500)
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		step := w.stepped(do, reason, d.now)
		update := w.tx.Agreement.UpdateOneID(d.ID).SetState(next)
		if err := more(ctx, w, d, &step, update); err != nil {
			return Outcome{}, err
		}
		update.SetSteps(append(d.Agreement.Steps, step))
		return Outcome{ID: cmp.Or(d.new, d.ID), On: d.now}, update.Exec(ctx)
	})
}

// unchanged is a CONFLICT when the agreement has changed since it was read.
func (d *agreeing) unchanged(read int, fields ...document.Field) error {
	if d.Version == read {
		return nil
	}
	refusal, err := document.Conflict(d.ID, read, d.Version, d.LastBy(), d.UpdatedAt, fields)
	if err != nil {
		return err
	}
	return refusal
}

// no more is to be done.
func noMore(context.Context, *work, *agreeing, *signoff.Step, *ent.AgreementUpdateOne) error {
	return nil
}

// AgreementSubmit puts an agreement to those who sign it. All that it lacks is said at once. Outcome.ID is the agreement.
func (s *Service) AgreementSubmit(ctx context.Context, id string, in AgreementSubmitInput) (Outcome, error) {
	c := call{"agreementSubmit", id, in, in.IdempotencyKey}
	return s.agreementStep(ctx, c, in.ExpectedVersion, signoff.ToSubmit, func(ctx context.Context, w *work, d *agreeing, _ *signoff.Step, _ *ent.AgreementUpdateOne) error {
		if err := d.Missing(d.form.Form); err != nil {
			return err
		}
		all, err := w.agreementsOf(ctx, &d.pair)
		if err != nil {
			return err
		}
		return d.clash(all)
	})
}

// AgreementWithdraw takes a submission back. Outcome.ID is the agreement.
func (s *Service) AgreementWithdraw(ctx context.Context, id string, in AgreementWithdrawInput) (Outcome, error) {
	c := call{"agreementWithdraw", id, in, in.IdempotencyKey}
	return s.agreementStep(ctx, c, in.ExpectedVersion, signoff.ToWithdraw, noMore)
}

// AgreementReturn gives a submission back to be mended, with a reason. Outcome.ID is the agreement.
func (s *Service) AgreementReturn(ctx context.Context, id string, in AgreementReturnInput) (Outcome, error) {
	c := call{"agreementReturn", id, in, in.IdempotencyKey}
	return s.agreementStep(ctx, c, in.ExpectedVersion, signoff.ToReturn, noMore)
}

// AgreementSign gives one of the signatures that an agreement may bear. Outcome.ID is the agreement.
func (s *Service) AgreementSign(ctx context.Context, id string, in AgreementSignInput) (Outcome, error) {
	c := call{"agreementSign", id, in, in.IdempotencyKey}
	return s.agreementStep(ctx, c, in.ExpectedVersion, signoff.ToSign, func(_ context.Context, w *work, d *agreeing, step *signoff.Step, _ *ent.AgreementUpdateOne) error {
		_, rows, err := d.Sign(in.Signature, d.by, func(of document.Signature) bool { return w.rights.MaySign(of, d.partnership, d.district) })
		step.As, step.Rows = in.Signature, rows
		return err
	})
}

// AgreementAgree makes an agreement that bears every signature that it needs the one in force; the edition that was is superseded.
// Outcome.ID is the agreement.
func (s *Service) AgreementAgree(ctx context.Context, id string, in AgreementAgreeInput) (Outcome, error) {
	c := call{"agreementAgree", id, in, in.IdempotencyKey}
	return s.agreementStep(ctx, c, in.ExpectedVersion, signoff.ToAgree, func(ctx context.Context, w *work, d *agreeing, _ *signoff.Step, u *ent.AgreementUpdateOne) error {
		u.SetUnpublished(false)
		all, err := w.agreementsOf(ctx, &d.pair)
		if err != nil {
			return err
		}
		if err := d.clash(all); err != nil {
			return err
		}
		for _, a := range all {
			if a.Series != d.Series || !a.State.InForce() {
				continue
			}
			next, err := a.Document(d.form.Form).Next(signoff.ToSupersede, d.by)
			if err != nil {
				return err
			}
			if err := w.tx.Agreement.UpdateOneID(a.ID).SetState(next).SetSteps(append(a.Steps, w.stepped(signoff.ToSupersede, "", d.now))).Exec(ctx); err != nil {
				return err
			}
		}
		return nil
	})
}

// AgreementRevise begins another edition of an agreement in force, which stays so until the other is agreed. Outcome.ID is the new one.
func (s *Service) AgreementRevise(ctx context.Context, id string, in AgreementReviseInput) (Outcome, error) {
	c := call{"agreementRevise", id, in, in.IdempotencyKey}
	return s.agreementStep(ctx, c, in.ExpectedVersion, signoff.ToRevise, func(ctx context.Context, w *work, d *agreeing, _ *signoff.Step, _ *ent.AgreementUpdateOne) error {
		all, err := w.agreementsOf(ctx, &d.pair)
		if err != nil {
			return err
		}
		if err := idle(all, d.Kind); err != nil {
			return err
		}
		edition := d.Edition
		for _, a := range all {
			if a.Series == d.Series {
				edition = max(edition, a.Edition)
			}
		}
		first := w.stepped(signoff.ToRevise, strings.TrimSpace(in.Reason), d.now)
		first.Holds = d.Holding()
		next := d.Revise(newID(agreement.Prefix), edition+1, first)
		d.new = next.ID
		return w.tx.InsertAgreements(ctx, next)
	})
}

// AgreementClose ends an agreement in force before its time. Outcome.ID is the agreement.
func (s *Service) AgreementClose(ctx context.Context, id string, in AgreementCloseInput) (Outcome, error) {
	c := call{"agreementClose", id, in, in.IdempotencyKey}
	return s.agreementStep(ctx, c, in.ExpectedVersion, signoff.ToClose, noMore)
}

// AgreementReview records what came of a review of an agreement in force, and when the next is due. Outcome.ID is the agreement.
func (s *Service) AgreementReview(ctx context.Context, id string, in AgreementReviewInput) (Outcome, error) {
	c := call{"agreementReview", id, in, in.IdempotencyKey}
	return s.agreementStep(ctx, c, in.ExpectedVersion, signoff.ToReview, func(_ context.Context, w *work, d *agreeing, _ *signoff.Step, u *ent.AgreementUpdateOne) error {
		note := w.prose("note", in.Note, 1, 2_000)
		if in.NextOn != nil {
			if !in.NextOn.After(d.now) {
				w.bad("nextOn", "the next review is after %s, not on %s", d.now, in.NextOn)
			}
			w.reviewed("nextOn", *in.NextOn, d.Valid)
		}
		u.SetReviews(append(d.Reviews, agreement.Review{By: d.by.Subject, On: d.now, Note: note, Next: in.NextOn}))
		return w.refused()
	})
}
