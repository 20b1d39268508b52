package planning

import (
	"context"

	"waymark/domain/access"
	"waymark/domain/capacity"
	"waymark/store"
)

// CapacityFilter says which records of capacity.
type CapacityFilter = store.CapacityFilter

// Capacities gives the records of capacity that somebody may see, in no order; none to who sees none. It is at most one statement.
func (s *Service) Capacities(ctx context.Context, rights *access.Rights, f CapacityFilter) ([]*capacity.Record, error) {
	if !rights.SeesSomeCapacity() {
		return nil, nil
	}
	return s.store.Capacities(access.With(ctx, rights), f)
}

// Capacity gives a record of capacity, or nil when there is none that somebody may see. It is one statement, and none for an id of another kind.
func (s *Service) Capacity(ctx context.Context, rights *access.Rights, id string) (*capacity.Record, error) {
	if !rights.SeesSomeCapacity() {
		return nil, nil
	}
	return s.store.Capacity(access.With(ctx, rights), id)
}
