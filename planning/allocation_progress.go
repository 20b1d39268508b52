package planning

import (
	"context"
	"fmt"

	"waymark/domain/access"
	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/domain/viewer"
)

// AllocationCancel ends the computations of a scenario that are under way, in whatever process: their allocationCompute is then refused
// as CANCELLED and has changed nothing, unless it has been committed already. Without any it does nothing. Who may compute the scenario may cancel.
// Outcome.ID is the scenario.
func (s *Service) AllocationCancel(ctx context.Context, id string) (Outcome, error) {
	const operation = "allocationCancel"
	who, ok := viewer.From(ctx)
	if !ok || !who.SignedIn() {
		return Outcome{}, fault.New(fault.Forbidden, "", "you may not change anything")
	}
	g, err := s.Graph(ctx)
	if err != nil {
		return Outcome{}, fmt.Errorf("%s: %w", operation, err)
	}
	a, ok := programme.Lookup[*programme.Allocation](g, id)
	if !ok {
		err = s.rights(g, who).May(access.ActionOf(operation), nil)
		if err == nil {
			err = fault.New(fault.NotFound, "id", "there is nothing with this id")
		}
		return Outcome{}, fmt.Errorf("%s: %w", operation, err)
	}
	if err := s.rights(g, who).May(access.ActionOf(operation), a); err != nil {
		return Outcome{}, fmt.Errorf("%s: %w", operation, err)
	}
	if err := s.jobs.cancel(ctx, id); err != nil {
		return Outcome{}, fmt.Errorf("%s: %w", operation, err)
	}
	return Outcome{ID: id, On: s.today()}, nil
}

// AllocationProgress begins to watch the computation of a scenario. It is FORBIDDEN to all but staff, and NOT_FOUND when there is no such
// scenario that the viewer may see, now and whenever something is told.
func (s *Service) AllocationProgress(ctx context.Context, id string) (*JobWatch, error) {
	allowed := func(ctx context.Context) error {
		at, err := s.Reading(ctx)
		if err != nil {
			return fmt.Errorf("progress of %s: %w", id, err)
		}
		if !at.Rights.Staff() {
			return fault.New(fault.Forbidden, "", "scenarios are for the programme's own staff")
		}
		if a, ok := programme.Lookup[*programme.Allocation](at.Graph, id); !ok || !at.Rights.Sees(a) {
			return fault.New(fault.NotFound, "id", "there is nothing with this id")
		}
		return nil
	}
	if err := allowed(ctx); err != nil {
		return nil, err
	}
	return s.jobs.watch(id, allowed), nil
}
