package server

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"waymark/server/ending"
)

// answers follows a subscription and hands over one answer after the other, once it has told that the source has begun. The source is not asked for the next until next has
// returned, that is, until this one has been written: nothing is kept for a slow reader, and a source that offers its values on
// a channel sees that it lags. When next says false the reader has gone.
//
// The result tells why the stream ended, and is nil for its natural end: an answer without data is the last, since execution did
// not begin or the source gave up, and so is what the source left with ending.Because.
func (e *endpoint) answers(ctx context.Context, operation *graphql.OperationContext, begun func() bool, next func(*graphql.Response) bool) *graphql.Response {
	responses, ctx := e.exec.DispatchOperation(ending.With(ctx), operation)
	if !begun() {
		return nil
	}
	for {
		res := responses(ctx)
		switch {
		case ctx.Err() != nil:
			return nil // nobody is left to tell
		case res == nil:
			if err := ending.Of(ctx); err != nil {
				last := e.exec.DispatchError(graphql.WithOperationContext(ctx, operation), gqlerror.List{gqlerror.Wrap(err)})
				last.Data = nil
				return last
			}
			return nil
		case res.Data == nil:
			return res
		case !next(res):
			return nil
		}
	}
}
