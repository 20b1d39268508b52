package planning

import (
	"context"
	"fmt"
	"slices"

	"waymark/domain/document"
	"waymark/domain/fault"
	"waymark/domain/plan"
	"waymark/store"
)

// ReviewItemUpdate changes what a review says of an action. The district coordinator may of what is theirs. Outcome.ID is the item.
func (s *Service) ReviewItemUpdate(ctx context.Context, id string, in ReviewItemUpdateInput) (Outcome, error) {
	c := call{"reviewItemUpdate", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		r, err := s.review(ctx, w, id)
		if err != nil {
			return Outcome{}, err
		}
		i := slices.IndexFunc(r.Items, func(x *plan.Item) bool { return x.ID == id })
		if i < 0 {
			return Outcome{}, fault.New(fault.NotFound, "id", "there is nothing with this id")
		}
		x := r.Items[i]
		if a := actionOf(r.plan.Document, x.Origin); a == nil || !a.Pathway {
			if err := r.plan.reviews(); err != nil {
				return Outcome{}, err
			}
		}
		u := w.tx.PlanReviewItem.UpdateOneID(x.ID).SetWriters(document.Touch(x.Writers, r.plan.by.Subject))
		e := &edit{set: u.Mutation()}
		if in.RAG != nil {
			e.field("rag", x.RAG, *in.RAG, false)
			u.SetRag(*in.RAG)
		}
		if in.Progress != nil {
			e.field("progress", x.Progress, *in.Progress, false)
			u.SetProgress(*in.Progress)
		}
		if in.Narrative != nil {
			text := w.prose("narrative", *in.Narrative, 0, maxStatement)
			e.field("narrative", x.Narrative, text, false)
			u.SetNarrative(text)
		}
		if in.Evidence != nil {
			evidence, err := w.figures(ctx, "evidence", in.Evidence, x.Evidence)
			if err != nil {
				return Outcome{}, err
			}
			e.field("evidence", listed(x.Evidence), listed(evidence), false)
			u.SetEvidence(evidence)
		}
		if err := unchanged(x.Meta, in.ExpectedVersion, x.Writers, e.fields...); err != nil {
			return Outcome{}, err
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: x.ID, On: r.plan.now, Related: []string{r.ID, r.plan.ID}}, u.Exec(ctx)
	})
}

// actionOf gives the action of a line that a plan has, or nil.
func actionOf(d *plan.Document, origin string) *plan.Action {
	i := slices.IndexFunc(d.Actions, func(a *plan.Action) bool { return a.Origin == origin })
	if i < 0 {
		return nil
	}
	return d.Actions[i]
}

// ReviewComplete publishes a review: everything that is still to be done has a colour, and its quarter has ended. What it says of actions and lines
// is written to the edition in force, and to the one that is being written, unless a later quarter has been reviewed before. That is no part of what is signed:
// signatures hold. Outcome.ID is the review.
func (s *Service) ReviewComplete(ctx context.Context, id string, in ReviewCompleteInput) (Outcome, error) {
	c := call{"reviewComplete", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		r, err := s.whole(ctx, w, id)
		if err != nil {
			return Outcome{}, err
		}
		if err := unchanged(r.Meta, in.ExpectedVersion, r.Writers); err != nil {
			return Outcome{}, err
		}
		if err := r.complete(); err != nil {
			return Outcome{}, err
		}
		all, err := w.reviewsOf(ctx, r.plan.Plan)
		if err != nil {
			return Outcome{}, err
		}
		if !slices.ContainsFunc(all, func(x *plan.Review) bool { return x.Quarter > r.Quarter && !x.Unpublished }) {
			if err := w.stands(ctx, r); err != nil {
				return Outcome{}, err
			}
		}
		err = w.tx.PlanReview.UpdateOneID(r.ID).SetUnpublished(false).SetCompletedOn(r.plan.now).SetWriters(document.Touch(r.Writers, r.plan.by.Subject)).Exec(ctx)
		return onPlan(r.plan, r.ID), err
	})
}

// complete tells everything that keeps a review from being complete.
func (r *underReview) complete() error {
	var faults fault.List
	if ends := plan.QuarterEnd(r.Year, r.Quarter); !r.plan.now.After(ends) {
		faults = append(faults, fault.New(fault.IllegalTransition, "", "Q%d %s ends on %s; its review can be completed after that", r.Quarter, r.Year, ends.Long()))
	}
	for _, x := range r.Items {
		if x.Progress.Unmet() && x.RAG == "" {
			faults = append(faults, fault.New(fault.IllegalTransition, fmt.Sprintf("items.%s.rag", x.ID), "it is still to be done, and nobody has said how it stands"))
		}
	}
	return faults.Err()
}

// stands writes what a review says to the editions that go by it.
func (w *work) stands(ctx context.Context, r *underReview) error {
	editions := []*plan.Document{r.plan.Document}
	year := r.Year
	all, err := w.tx.Plans(w.reading(ctx), store.PlanFilter{Kind: r.Kind, Year: &year, Partnership: r.PartnershipID})
	if err != nil {
		return err
	}
	if next := plan.Written(all, r.Kind, r.Year); next != nil {
		d, err := w.tx.ReadPlan(w.reading(ctx), next.ID)
		if err != nil {
			return err
		}
		editions = append(editions, d)
	}
	for _, d := range editions {
		if err := w.standsIn(ctx, d, r); err != nil {
			return err
		}
	}
	return nil
}

func (w *work) standsIn(ctx context.Context, d *plan.Document, r *underReview) error {
	for _, x := range r.Items {
		a := actionOf(d, x.Origin)
		if a == nil {
			continue
		}
		e, evidence := w.edit(a), x.Shown(a, maxFigures)
		e.field("rag", a.RAG, x.RAG, true)
		e.field("progress", a.Progress, x.Progress, true)
		e.field("evidence", listed(a.Evidence), listed(evidence), true)
		if err := w.note(ctx, a, e, r.plan.by.Subject, map[string]any{"rag": x.RAG, "progress": x.Progress, "evidence": listed(evidence)}); err != nil {
			return err
		}
	}
	for _, spent := range r.Spend {
		i := slices.IndexFunc(d.Lines, func(l *plan.Line) bool { return l.Origin == spent.Line })
		if i < 0 {
			continue
		}
		e := w.edit(d.Lines[i])
		e.field("spent", d.Lines[i].Spent, spent.Pence, true)
		if err := w.note(ctx, d.Lines[i], e, r.plan.by.Subject, map[string]any{"spent": spent.Pence}); err != nil {
			return err
		}
	}
	return nil
}

// note writes how a row stands, when that has changed. When the row last changed, by which signatures hold, stays.
func (w *work) note(ctx context.Context, r plan.Row, e *edit, by string, values map[string]any) error {
	if !e.signed { // all fields are as they were
		return nil
	}
	values["writers"] = document.Touch(r.Row().Writers, by)
	if err := e.columns(values); err != nil {
		return err
	}
	return e.exec(ctx)
}
