package planning

import (
	"context"
	"slices"

	"waymark/domain/assessment"
	"waymark/domain/document"
	"waymark/domain/fault"
	"waymark/domain/programme"
)

// CommentAdd says something about a finding. Outcome.ID is the comment.
func (s *Service) CommentAdd(ctx context.Context, in CommentAddInput) (Outcome, error) {
	c := call{"commentAdd", "", in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		d, err := s.assessmentOf(ctx, w, "input.finding", in.Finding)
		if err != nil {
			return Outcome{}, err
		}
		if err := d.may(assessment.ToComment); err != nil {
			return Outcome{}, err
		}
		if !slices.ContainsFunc(d.Findings, func(f *assessment.Finding) bool { return f.ID == in.Finding }) {
			return Outcome{}, fault.New(fault.NotFound, "input.finding", "there is nothing with this id")
		}
		if len(d.Comments) >= maxComment {
			w.bad("finding", "the findings of an assessment have at most %d comments", maxComment)
		}
		x := &assessment.Comment{Meta: programme.Meta{ID: newID(assessment.CommentPrefix)}, AssessmentID: d.ID, PartnershipID: d.PartnershipID,
			FindingID: in.Finding, Text: w.prose("text", in.Text, 1, 5_000), Author: d.by.Subject}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		return part(d, x.ID), w.tx.InsertParts(ctx, assessment.Document{Comments: []*assessment.Comment{x}})
	})
}

// CommentResolve says that a comment has been seen to. Outcome.ID is the comment.
func (s *Service) CommentResolve(ctx context.Context, id string, in CommentResolveInput) (Outcome, error) {
	return s.resolve(ctx, call{"commentResolve", id, in, in.IdempotencyKey}, in.ExpectedVersion, true)
}

// CommentReopen says that a comment has not been seen to after all. Outcome.ID is the comment.
func (s *Service) CommentReopen(ctx context.Context, id string, in CommentReopenInput) (Outcome, error) {
	return s.resolve(ctx, call{"commentReopen", id, in, in.IdempotencyKey}, in.ExpectedVersion, false)
}

func (s *Service) resolve(ctx context.Context, c call, version int, resolved bool) (Outcome, error) {
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		d, err := s.assessmentOf(ctx, w, "id", c.id)
		if err != nil {
			return Outcome{}, err
		}
		i := slices.IndexFunc(d.Comments, func(x *assessment.Comment) bool { return x.ID == c.id })
		if i < 0 {
			return Outcome{}, fault.New(fault.NotFound, "id", "there is nothing with this id")
		}
		x := d.Comments[i]
		if err := d.may(assessment.ToComment); err != nil {
			return Outcome{}, err
		}
		if err := mayResolve(x.Meta, version, x.Author, x.ResolvedBy, x.Resolved, resolved); err != nil {
			return Outcome{}, err
		}
		update := w.tx.FindingComment.UpdateOneID(x.ID).SetResolved(resolved).SetResolvedBy("")
		if resolved {
			update.SetResolvedBy(d.by.Subject)
		}
		return part(d, x.ID), update.Exec(ctx)
	})
}

// mayResolve looks whether a comment that somebody made, and somebody resolved if it has been, can be said to have been seen to, or not: a CONFLICT when it has
// changed since it was read, an ILLEGAL_TRANSITION when it is that already.
func mayResolve(m programme.Meta, version int, author, resolvedBy string, resolved, yours bool) error {
	last := author
	if resolved {
		last = resolvedBy
	}
	if err := unchanged(m, version, []string{last}, document.Field{Name: "resolved", Now: resolved, Yours: yours}); err != nil {
		return err
	}
	if resolved == yours {
		return fault.New(fault.IllegalTransition, "", "the comment is that already")
	}
	return nil
}
