package planning

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"waymark/domain/document"
	"waymark/domain/fault"
	"waymark/domain/plan"
	"waymark/domain/programme"
	"waymark/domain/signoff"
	"waymark/ent"
)

// planStep takes a plan one step on its way: it looks whether the step may be taken, lets the use case check and set more, and writes the
// state.
func (s *Service) planStep(ctx context.Context, c call, version int, do signoff.Action, more func(context.Context, *work, *planned, *signoff.Step, *ent.PlanUpdateOne) error) (Outcome, error) {
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		d, err := s.plan(ctx, w, "id", c.id)
		if err != nil {
			return Outcome{}, err
		}
		if err := unchanged(d.Meta, version, d.Steps.Movers()); err != nil {
			return Outcome{}, err
		}
		next, err := d.Signoff(d.form).Next(do, d.by)
		if err != nil {
			return Outcome{}, err
		}
		reason := c.change().Reason
		if rule, _ := signoff.Rules.Rule(do); rule.Reason {
			reason = w.prose("reason", reason, 1, 500)
		}
		step := w.stepped(do, reason, d.now)
		update := w.tx.Plan.UpdateOneID(d.ID).SetState(next)
		if err := more(ctx, w, d, &step, update); err != nil {
			return Outcome{}, err
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		steps := append(slices.Clone(d.Steps), step)
		if next == signoff.Agreed && d.delivered { // what it takes the place of was being carried out
			steps = append(steps, w.stepped(signoff.ToDeliver, "", d.now))
			update.SetState(signoff.InDelivery)
		}
		return Outcome{ID: cmp.Or(d.new, d.ID), On: d.now}, update.SetSteps(steps).Exec(ctx)
	})
}

// asItIs: nothing more is to be done.
func asItIs(context.Context, *work, *planned, *signoff.Step, *ent.PlanUpdateOne) error { return nil }

// PlanSubmit puts a draft, or what was mended after a return, up for signature. Outcome.ID is the plan.
func (s *Service) PlanSubmit(ctx context.Context, id string, in PlanSubmitInput) (Outcome, error) {
	c := call{"planSubmit", id, in, in.IdempotencyKey}
	return s.planStep(ctx, c, in.ExpectedVersion, signoff.ToSubmit, func(_ context.Context, _ *work, d *planned, _ *signoff.Step, _ *ent.PlanUpdateOne) error {
		written := slices.ContainsFunc(d.Parts, func(p *plan.Part) bool { return strings.TrimSpace(p.Text) != "" })
		if !written && len(d.Priorities) == 0 && len(d.Lines) == 0 {
			return fault.New(fault.IllegalTransition, "", "nothing has been written yet")
		}
		return nil
	})
}

// PlanWithdraw takes a submission back. Outcome.ID is the plan.
func (s *Service) PlanWithdraw(ctx context.Context, id string, in PlanWithdrawInput) (Outcome, error) {
	c := call{"planWithdraw", id, in, in.IdempotencyKey}
	return s.planStep(ctx, c, in.ExpectedVersion, signoff.ToWithdraw, asItIs)
}

// PlanReturn gives all of a submission, or rows of it, back to be mended, with a reason; what is returned may be written again, and the rest
// is locked. Outcome.ID is the plan.
func (s *Service) PlanReturn(ctx context.Context, id string, in PlanReturnInput) (Outcome, error) {
	c := call{"planReturn", id, in, in.IdempotencyKey}
	return s.planStep(ctx, c, in.ExpectedVersion, signoff.ToReturn, func(_ context.Context, w *work, d *planned, step *signoff.Step, _ *ent.PlanUpdateOne) error {
		if len(in.Rows) > maxReturned {
			w.bad("rows", "one return names at most %d rows, not %d", maxReturned, len(in.Rows))
			return nil
		}
		for i, id := range in.Rows {
			switch r := d.Find(id); {
			case r == nil || !d.There(r):
				w.bad("rows", "there is no part, line, priority, objective or action in the plan with the id %.40q", id)
			case slices.Contains(in.Rows[:i], id):
				w.bad("rows", "%s is given twice", id)
			}
		}
		step.Rows = in.Rows
		return nil
	})
}

// PlanSign signs what is submitted for an office: all that its signature is for, and that has changed since it was last given. Outcome.ID is
// the plan.
func (s *Service) PlanSign(ctx context.Context, id string, in PlanSignInput) (Outcome, error) {
	c := call{"planSign", id, in, in.IdempotencyKey}
	return s.planStep(ctx, c, in.ExpectedVersion, signoff.ToSign, func(_ context.Context, w *work, d *planned, step *signoff.Step, _ *ent.PlanUpdateOne) error {
		_, rows, err := d.Signoff(d.form).Sign(in.Signature, d.by, func(s document.Signature) bool { return w.rights.MaySign(s, d.of) })
		step.As, step.Rows = in.Signature, rows
		return err
	})
}

// PlanAgree puts a plan that has all the signatures that it needs into force. The edition that was in force is superseded; if that one was
// being carried out, so is this. Outcome.ID is the plan.
func (s *Service) PlanAgree(ctx context.Context, id string, in PlanAgreeInput) (Outcome, error) {
	c := call{"planAgree", id, in, in.IdempotencyKey}
	return s.planStep(ctx, c, in.ExpectedVersion, signoff.ToAgree, func(ctx context.Context, w *work, d *planned, _ *signoff.Step, u *ent.PlanUpdateOne) error {
		u.SetUnpublished(false)
		all, err := w.plansOf(ctx, d.of)
		if err != nil {
			return err
		}
		was := plan.InForce(all, d.Kind, d.Year)
		if was == nil {
			return nil
		}
		d.delivered = was.State == signoff.InDelivery
		next, err := (&signoff.Document{State: was.State, Steps: was.Steps}).Next(signoff.ToSupersede, d.by)
		if err != nil {
			return err
		}
		return w.tx.Plan.UpdateOneID(was.ID).SetState(next).SetSteps(append(was.Steps, w.stepped(signoff.ToSupersede, "", d.now))).Exec(ctx)
	})
}

// PlanDeliver says that an agreed plan is being carried out. Outcome.ID is the plan.
func (s *Service) PlanDeliver(ctx context.Context, id string, in PlanDeliverInput) (Outcome, error) {
	c := call{"planDeliver", id, in, in.IdempotencyKey}
	return s.planStep(ctx, c, in.ExpectedVersion, signoff.ToDeliver, asItIs)
}

// PlanClose ends a plan that was in force, with how it ended. Outcome.ID is the plan.
func (s *Service) PlanClose(ctx context.Context, id string, in PlanCloseInput) (Outcome, error) {
	c := call{"planClose", id, in, in.IdempotencyKey}
	return s.planStep(ctx, c, in.ExpectedVersion, signoff.ToClose, asItIs)
}

// PlanRevise begins another edition of a plan in force, which stays in force until the other is agreed. The signatures of the one hold for
// what does not change in the other. Outcome.ID is the new edition.
func (s *Service) PlanRevise(ctx context.Context, id string, in PlanReviseInput) (Outcome, error) {
	c := call{"planRevise", id, in, in.IdempotencyKey}
	return s.planStep(ctx, c, in.ExpectedVersion, signoff.ToRevise, func(ctx context.Context, w *work, d *planned, step *signoff.Step, _ *ent.PlanUpdateOne) error {
		all, err := w.plansOf(ctx, d.of)
		if err != nil {
			return err
		}
		if other := plan.Written(all, d.Kind, d.Year); other != nil {
			return fault.New(fault.IllegalTransition, "", "edition %d of this plan is being written already", other.Edition)
		}
		begun := *step
		begun.Holds = d.Signoff(d.form).Holding()
		x := &plan.Plan{Meta: programme.Meta{ID: newID(plan.Prefix), Synthetic: d.Synthetic}, PartnershipID: d.PartnershipID, TemplateID: d.TemplateID,
			Kind: d.Kind, Year: d.Year, Edition: 1, State: signoff.Draft, Unpublished: true, Steps: signoff.Steps{begun}}
		for _, other := range all {
			if other.Kind == d.Kind && other.Year == d.Year {
				x.Edition = max(x.Edition, other.Edition+1)
			}
		}
		next := plan.Begin(x, d.form, newID)
		next.CarryFrom(d.Document, true, newID)
		d.new = x.ID
		return w.tx.InsertPlans(ctx, next)
	})
}
