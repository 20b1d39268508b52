package planning

import (
	"context"

	"waymark/domain/programme"
)

// Seed records what is not recorded yet, by id, and leaves everything that is there as it is. It gives the number of new
// records; a second run gives 0 and changes nothing.
func (s *Service) Seed(ctx context.Context, r programme.Records) (int, error) {
	g, err := s.Graph(ctx)
	if err != nil {
		return 0, err
	}
	known := func(g *programme.Graph) func(string) bool {
		return func(id string) bool { return g.Node(id) != nil }
	}
	if r.Without(known(g)).Count() == 0 {
		return 0, nil
	}
	var count int
	_, err = s.change(ctx, call{operation: "seed"}, func(ctx context.Context, w *work) (Outcome, error) {
		missing := r.Without(known(w.g)) // looked at again: another process may have seeded meanwhile
		count = missing.Count()
		return Outcome{}, w.insert(ctx, missing)
	})
	return count, err
}
