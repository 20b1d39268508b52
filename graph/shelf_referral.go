package graph

import (
	"context"

	"waymark/domain/referral"
)

// table is one of the tables of a release.
type table struct {
	release   string
	breakdown referral.Breakdown
}

// ReturnRows gives the counts of one of some returns, which are read together when those of the first are asked for.
func (s *shelf) ReturnRows(ctx context.Context, among []*referral.Return, id string) ([]referral.Row, error) {
	if _, err := s.resolver.look(ctx); err != nil {
		return nil, err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if rows, ok := s.counted[id]; ok {
		return rows, nil
	}
	if err := s.spend(); err != nil {
		return nil, err
	}
	found, err := s.resolver.planning.ReturnRows(ctx, readingOf(ctx).Rights, among)
	if err != nil {
		return nil, err
	}
	if s.counted == nil {
		s.counted = map[string][]referral.Row{}
	}
	for _, r := range among {
		s.counted[r.ID] = found[r.ID]
	}
	return s.counted[id], nil
}

// Return gives the return with an id; nil when there is none that the viewer may see.
func (s *shelf) Return(ctx context.Context, id string) (*referral.Return, error) {
	if _, err := s.resolver.look(ctx); err != nil {
		return nil, err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if err := s.spend(); err != nil {
		return nil, err
	}
	return s.resolver.planning.Return(ctx, readingOf(ctx).Rights, id)
}

// Releases gives every release, which are read once.
func (s *shelf) Releases(ctx context.Context) ([]*referral.Release, error) {
	if _, err := s.resolver.look(ctx); err != nil {
		return nil, err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.releases != nil {
		return s.releases, nil
	}
	found, err := s.resolver.planning.Releases(ctx, readingOf(ctx).Rights)
	if err == nil {
		s.releases = found
	}
	return found, err
}

// ReleaseRows gives the rows of a table of a release, which are read once.
func (s *shelf) ReleaseRows(ctx context.Context, release string, b referral.Breakdown) ([]*referral.ReleaseRow, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if rows, ok := s.tables[table{release, b}]; ok {
		return rows, nil
	}
	if err := s.spend(); err != nil {
		return nil, err
	}
	rows, err := s.resolver.planning.ReleaseRows(ctx, readingOf(ctx).Rights, release, b)
	if err != nil {
		return nil, err
	}
	if s.tables == nil {
		s.tables = map[table][]*referral.ReleaseRow{}
	}
	s.tables[table{release, b}] = rows
	return rows, nil
}

// ReleaseExact gives the counts behind some rows of it.
func (s *shelf) ReleaseExact(ctx context.Context, release string, b referral.Breakdown, numbers []int) (map[int]referral.Counts, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if err := s.spend(); err != nil {
		return nil, err
	}
	return s.resolver.planning.ReleaseExact(ctx, readingOf(ctx).Rights, release, b, numbers)
}
