package graph

import (
	"context"
	"fmt"

	"waymark/domain/fault"
	"waymark/graph/view"
	"waymark/planning"
)

// done is what came of a mutation: the objects that it made or changed, seen after its commit, or why it was refused.
type done struct {
	lens    view.Lens
	outcome planning.Outcome
	after   planning.Reading
	refused []*fault.Error // never nil once the mutation is answered
}

// create does a mutation that makes something new.
func create[In any](ctx context.Context, r *mutationResolver, do func(context.Context, In) (planning.Outcome, error), input In) (done, error) {
	return r.answer(ctx, func() (planning.Outcome, error) { return do(ctx, input) })
}

// change does a mutation of the thing with an id.
func change[In any](ctx context.Context, r *mutationResolver, do func(context.Context, string, In) (planning.Outcome, error), id string, input In) (done, error) {
	return r.answer(ctx, func() (planning.Outcome, error) { return do(ctx, id, input) })
}

// answer does the mutation; planning lets those who may. Refusals that the caller can act on are data; every other error is
// given back as it is.
func (r *mutationResolver) answer(ctx context.Context, do func() (planning.Outcome, error)) (done, error) {
	outcome, err := do()
	if refused, ok := refusals(err); ok {
		return done{refused: refused}, nil
	}
	if err != nil {
		return done{}, err
	}
	if documents, err := view.ShelfOf(ctx); err == nil {
		documents.Renew()
	}
	after, err := r.planning.Reading(ctx)
	if err != nil {
		return done{}, fmt.Errorf("read programme after change: %w", err)
	}
	return done{lens: r.lens(ctx, after).On(outcome.On), outcome: outcome, after: after, refused: []*fault.Error{}}, nil
}

// imported does an import, of which also a refused one tells what it has found.
func (r *mutationResolver) imported(ctx context.Context, input planning.FiguresImportInput) (report planning.FiguresImported, d done, err error) {
	d, err = r.answer(ctx, func() (planning.Outcome, error) {
		var err error
		report, err = r.planning.FiguresImport(ctx, input)
		return report.Outcome, err
	})
	return report, d, err
}

// handedIn is the same for an import of returns.
func (r *mutationResolver) handedIn(ctx context.Context, input planning.ReturnsImportInput) (report planning.ReturnsImported, d done, err error) {
	d, err = r.answer(ctx, func() (planning.Outcome, error) {
		var err error
		report, err = r.planning.ReturnsImport(ctx, input)
		return report.Outcome, err
	})
	return report, d, err
}

// refusals gives the faults inside an error if every one of them is an answer rather than a failure.
func refusals(err error) ([]*fault.Error, bool) {
	list, ok := fault.All(err)
	for _, f := range list {
		ok = ok && f.Code.Refusal()
	}
	return list, ok && len(list) > 0
}

// made gives the first object of a type that the mutation is about or that it made along with that; nil when it was refused.
func made[T view.Node](d done) (found T) {
	if d.outcome.ID == "" {
		return found
	}
	for _, id := range append([]string{d.outcome.ID}, d.outcome.Related...) {
		if object, ok := d.lens.Node(id).(T); ok {
			return object
		}
	}
	return found
}

// opened gives the part of a document that a mutation is about, or the document itself; nil when it was refused.
func opened[T view.Node](ctx context.Context, r *mutationResolver, d done, err error) (found T, _ error) {
	if err != nil || d.outcome.ID == "" {
		return found, err
	}
	assessment, err := r.planning.AssessmentWith(ctx, d.after.Rights, d.outcome.ID) // which asks nothing for an id of another kind, as the next
	if err != nil {
		return found, fmt.Errorf("read assessment after change: %w", err)
	}
	plan, err := r.planning.PlanWith(ctx, d.after, d.outcome.ID)
	if err != nil {
		return found, fmt.Errorf("read plan after change: %w", err)
	}
	agreement, err := r.planning.Agreement(ctx, d.after.Rights, d.outcome.ID, nil)
	if err != nil {
		return found, fmt.Errorf("read agreement after change: %w", err)
	}
	review, err := r.planning.Review(ctx, d.after.Rights, d.outcome.ID)
	if err != nil {
		return found, fmt.Errorf("read review after change: %w", err)
	}
	handedIn, err := r.planning.Return(ctx, d.after.Rights, d.outcome.ID)
	if err != nil {
		return found, fmt.Errorf("read return after change: %w", err)
	}
	housed, err := r.planning.Capacity(ctx, d.after.Rights, d.outcome.ID)
	if err != nil {
		return found, fmt.Errorf("read capacity after change: %w", err)
	}
	for _, part := range []view.Node{d.lens.Assessment(assessment).Part(d.outcome.ID), d.lens.Plan(plan).Part(d.outcome.ID), d.lens.Review(review).Part(d.outcome.ID),
		d.lens.Agreement(agreement).Node(), d.lens.Return(handedIn).Node(), d.lens.Capacity(housed).Node()} {
		if part, ok := part.(T); ok {
			return part, nil
		}
	}
	return found, nil
}

// parts gives the objects of a type that the mutation made along with what it is about; nil when it was refused.
func parts[T view.Node](d done) []T {
	var found []T
	for _, id := range d.outcome.Related {
		if object, ok := d.lens.Node(id).(T); ok {
			found = append(found, object)
		}
	}
	return found
}
