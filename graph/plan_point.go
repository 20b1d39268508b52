package graph

import (
	"context"
	"errors"

	"waymark/domain/fault"
	"waymark/domain/plan"
	"waymark/graph/view"
)

// points reads two plans as they are or were; one that is not there is nil.
func (r *Resolver) points(ctx context.Context, from, to view.PlanPointInput) (before, after *plan.Document, err error) {
	if before, err = r.point(ctx, "from", from); err != nil {
		return nil, nil, err
	}
	after, err = r.point(ctx, "to", to)
	return before, after, err
}

func (r *Resolver) point(ctx context.Context, argument string, at view.PlanPointInput) (*plan.Document, error) {
	d, err := r.planning.Plan(ctx, readingOf(ctx).Reading, at.Plan, at.KnownAt)
	var refused *fault.Error
	if errors.As(err, &refused) && len(refused.Path) > 0 {
		refused.Path = append([]string{argument}, refused.Path...)
	}
	return d, err
}
