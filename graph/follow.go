package graph

import (
	"context"

	"waymark/domain/audit"
	"waymark/domain/programme"
	"waymark/graph/view"
	"waymark/planning"
	"waymark/server/ending"
)

// follow tells of changes until the subscription ends.
func (r *Resolver) follow(ctx context.Context, f planning.Following) <-chan *view.Change {
	return stream(ctx, func(tell func(*view.Change) error) error {
		return r.planning.Follow(ctx, f, func(at planning.Reading, e audit.Entry, about programme.Node) error {
			if change := r.lens(ctx, at).Change(e, about); change != nil {
				return tell(change)
			}
			return nil
		})
	})
}

// progress tells how far long work is until it ends or the subscription does.
func progress(ctx context.Context, watch *planning.JobWatch) <-chan *planning.Progress {
	return stream(ctx, func(tell func(*planning.Progress) error) error {
		return watch.Follow(ctx, func(p planning.Progress) error { return tell(&p) })
	})
}

// stream gives what a source tells until it ends or the subscription does. The next value is worked out when the last has been taken;
// why there are no more is told to whoever writes the stream.
func stream[T any](ctx context.Context, source func(tell func(T) error) error) <-chan T {
	values := make(chan T)
	go func() {
		defer close(values)
		err := source(func(value T) error {
			select {
			case values <- value:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
		if err != nil && ctx.Err() == nil {
			ending.Because(ctx, err)
		}
	}()
	return values
}
