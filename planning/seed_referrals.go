package planning

import (
	"context"

	"waymark/domain/disclosure"
	"waymark/domain/referral"
)

// SeedReturn is a return with what was counted.
type SeedReturn struct {
	*referral.Return
	Rows []referral.Row
}

// SeedReferrals records returns and publishes releases that are not recorded yet, by id, and leaves everything that is there as it is. It gives
// the number of new records; a second run gives 0 and changes nothing. Each release is made of the returns that had been accepted by the day
// on which it was published.
func (s *Service) SeedReferrals(ctx context.Context, returns []SeedReturn, releases []*referral.Release) (int, error) {
	known, err := s.store.Releases(service(ctx))
	if err != nil || len(known) > 0 || len(returns) == 0 {
		return 0, err
	}
	n := 0
	_, err = s.change(ctx, call{operation: "seed"}, func(ctx context.Context, w *work) (Outcome, error) {
		n = 0
		known, err := w.tx.Releases(w.reading(ctx)) // looked at again: another process may have seeded meanwhile
		if err != nil || len(known) > 0 {
			return Outcome{}, err
		}
		heads := make([]*referral.Return, len(returns))
		for i, r := range returns {
			heads[i] = r.Return
		}
		if err := w.tx.InsertReturns(ctx, heads...); err != nil {
			return Outcome{}, err
		}
		for _, r := range returns {
			if err := w.tx.InsertCounts(ctx, r.Return, r.Rows); err != nil {
				return Outcome{}, err
			}
		}
		n = len(returns)
		for _, r := range releases {
			profile, _ := disclosure.ByKey(r.Profile)
			rows, err := w.publish(ctx, r, profile)
			if err == nil {
				err = w.tx.InsertRelease(ctx, r, rows)
			}
			if err != nil {
				return Outcome{}, err
			}
			n++
		}
		return Outcome{}, nil
	})
	return n, err
}
