package graph

import (
	"context"

	"waymark/domain/agreement"
	"waymark/domain/fault"
	"waymark/planning"
)

// agreements are those that an operation has found.
type agreements struct {
	read  bool
	heads []*agreement.Agreement
	open  map[string]*agreement.Agreement
}

// Agreements gives all agreements that the viewer may see, without what they say.
func (s *shelf) Agreements(ctx context.Context) ([]*agreement.Agreement, error) {
	if _, err := s.resolver.look(ctx); err != nil {
		return nil, err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.agreements.read {
		return s.agreements.heads, nil
	}
	heads, err := s.resolver.planning.Agreements(ctx, readingOf(ctx).Rights, planning.AgreementFilter{})
	s.agreements.read, s.agreements.heads = err == nil, heads
	return heads, err
}

// Agreement gives the agreement with an id.
func (s *shelf) Agreement(ctx context.Context, id string) (*agreement.Agreement, error) {
	if _, err := s.resolver.look(ctx); err != nil {
		return nil, err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if a, ok := s.agreements.open[id]; ok {
		return a, nil
	}
	if s.count++; s.count > maxDocuments {
		return nil, fault.New(fault.Limited, "", "one request may open %d documents at most", maxDocuments)
	}
	a, err := s.resolver.planning.Agreement(ctx, readingOf(ctx).Rights, id, nil)
	if err != nil {
		return nil, err
	}
	if s.agreements.open == nil {
		s.agreements.open = map[string]*agreement.Agreement{}
	}
	s.agreements.open[id] = a
	return a, nil
}
