package planning

import (
	"context"
	"slices"

	"waymark/domain/fault"
	"waymark/domain/plan"
	"waymark/domain/programme"
	"waymark/domain/signoff"
)

// PlanCommentAdd says something about a row of a plan. Outcome.ID is the comment.
func (s *Service) PlanCommentAdd(ctx context.Context, in PlanCommentAddInput) (Outcome, error) {
	c := call{"planCommentAdd", "", in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		d, err := s.planOf(ctx, w, "input.row", in.Row)
		if err != nil {
			return Outcome{}, err
		}
		if _, err := row[plan.Row](d, "input.row", in.Row); err != nil {
			return Outcome{}, err
		}
		if err := d.may(signoff.ToDiscuss); err != nil {
			return Outcome{}, err
		}
		if len(d.Comments) >= maxSaid {
			w.bad("row", "a plan has at most %d comments", maxSaid)
		}
		x := &plan.Comment{Meta: programme.Meta{ID: newID(plan.CommentPrefix)}, PlanID: d.ID, PartnershipID: d.PartnershipID, RowID: in.Row,
			Text: w.prose("text", in.Text, 1, 5_000), Author: d.by.Subject}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		return onPlan(d, x.ID), w.tx.InsertPlanRows(ctx, plan.Document{Comments: []*plan.Comment{x}})
	})
}

// PlanCommentResolve says that a comment has been seen to. Outcome.ID is the comment.
func (s *Service) PlanCommentResolve(ctx context.Context, id string, in PlanCommentResolveInput) (Outcome, error) {
	return s.resolveOnPlan(ctx, call{"planCommentResolve", id, in, in.IdempotencyKey}, in.ExpectedVersion, true)
}

// PlanCommentReopen says that a comment has not been seen to after all. Outcome.ID is the comment.
func (s *Service) PlanCommentReopen(ctx context.Context, id string, in PlanCommentReopenInput) (Outcome, error) {
	return s.resolveOnPlan(ctx, call{"planCommentReopen", id, in, in.IdempotencyKey}, in.ExpectedVersion, false)
}

func (s *Service) resolveOnPlan(ctx context.Context, c call, version int, resolved bool) (Outcome, error) {
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		d, err := s.planOf(ctx, w, "id", c.id)
		if err != nil {
			return Outcome{}, err
		}
		i := slices.IndexFunc(d.Comments, func(x *plan.Comment) bool { return x.ID == c.id })
		if i < 0 {
			return Outcome{}, fault.New(fault.NotFound, "id", "there is nothing with this id")
		}
		x := d.Comments[i]
		if err := d.may(signoff.ToDiscuss); err != nil {
			return Outcome{}, err
		}
		if err := mayResolve(x.Meta, version, x.Author, x.ResolvedBy, x.Resolved, resolved); err != nil {
			return Outcome{}, err
		}
		update := w.tx.PlanComment.UpdateOneID(x.ID).SetResolved(resolved).SetResolvedBy("")
		if resolved {
			update.SetResolvedBy(d.by.Subject)
		}
		return onPlan(d, x.ID), update.Exec(ctx)
	})
}
