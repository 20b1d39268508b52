package graph

import (
	"context"

	"waymark/domain/audit"
	"waymark/domain/programme"
	"waymark/graph/view"
	"waymark/planning"
	"waymark/server/ending"
)

// follow tells of changes until the subscription ends. The next one is worked out when the last has been taken; why there are no more
// is told to whoever writes the stream.
func (r *Resolver) follow(ctx context.Context, f planning.Following) <-chan *view.Change {
	changes := make(chan *view.Change)
	go func() {
		defer close(changes)
		err := r.planning.Follow(ctx, f, func(at planning.Reading, e audit.Entry, about programme.Node) error {
			change := r.lens(ctx, at).Change(e, about)
			if change == nil {
				return nil
			}
			select {
			case changes <- change:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
		if ctx.Err() == nil {
			ending.Because(ctx, err)
		}
	}()
	return changes
}
