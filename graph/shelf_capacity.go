package graph

import (
	"context"
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/capacity"
	"waymark/planning"
)

// span is some months as they are asked for.
type span struct{ from, to calendar.Date }

// Capacities gives how a service stood in some months. The first time they are asked for, they are read of all services that the viewer is told of.
func (s *shelf) Capacities(ctx context.Context, service string, months calendar.Period) ([]*capacity.Record, error) {
	if _, err := s.resolver.look(ctx); err != nil {
		return nil, err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	asked := span{months.From, *months.To}
	if known, ok := s.housed[asked]; ok {
		return known[service], nil
	}
	if err := s.spend(); err != nil {
		return nil, err
	}
	records, err := s.resolver.planning.Capacities(ctx, readingOf(ctx).Rights, planning.CapacityFilter{Months: &months})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(records, func(a, b *capacity.Record) int { return a.Month.Compare(b.Month) })
	by := map[string][]*capacity.Record{}
	for _, r := range records {
		by[r.ServiceID] = append(by[r.ServiceID], r)
	}
	if s.housed == nil {
		s.housed = map[span]map[string][]*capacity.Record{}
	}
	s.housed[asked] = by
	return by[service], nil
}

// Capacity gives the month of a service with an id; nil when there is none that the viewer may see.
func (s *shelf) Capacity(ctx context.Context, id string) (*capacity.Record, error) {
	if _, err := s.resolver.look(ctx); err != nil {
		return nil, err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if err := s.spend(); err != nil {
		return nil, err
	}
	return s.resolver.planning.Capacity(ctx, readingOf(ctx).Rights, id)
}
