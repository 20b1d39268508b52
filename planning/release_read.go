package planning

import (
	"context"

	"waymark/domain/access"
	"waymark/domain/referral"
)

// Releases gives every release, the last published first. It is one statement.
func (s *Service) Releases(ctx context.Context, rights *access.Rights) ([]*referral.Release, error) {
	return s.store.Releases(access.With(ctx, rights))
}

// ReleaseRows gives the rows of a table of a release as they are shown to everybody. It is one statement.
func (s *Service) ReleaseRows(ctx context.Context, rights *access.Rights, release string, b referral.Breakdown) ([]*referral.ReleaseRow, error) {
	return s.store.ReleaseRows(access.With(ctx, rights), release, b)
}

// ReleaseExact gives the counts behind rows of a table of a release, by their numbers. It is FORBIDDEN to who may not see what is restricted.
// It is one statement.
func (s *Service) ReleaseExact(ctx context.Context, rights *access.Rights, release string, b referral.Breakdown, numbers []int) (map[int]referral.Counts, error) {
	return s.store.ReleaseExact(access.With(ctx, rights), release, b, numbers)
}
