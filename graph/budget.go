package graph

import (
	"context"
	"errors"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"waymark/domain/fault"
	"waymark/graph/view"
)

// errStopped ends a field that is no longer worked out. It is never shown: the answer as a whole says why.
var errStopped = errors.New("stopped")

// budget is what is left for the answer to one operation. A document says little about it: lists within lists multiply.
type budget struct {
	allowed int
	fields  atomic.Int64
}

// limited gives an operation its budget of fields.
func limited(op *graphql.OperationContext, fields int) *budget {
	b := &budget{allowed: fields}
	b.renew()
	op.ResolverMiddleware = b.field
	return b
}

// renew begins another answer to the same operation.
func (b *budget) renew() { b.fields.Store(int64(b.allowed)) }

// field works a field out if there is something left to do so with: fields and time.
func (b *budget) field(ctx context.Context, next graphql.Resolver) (any, error) {
	if b.fields.Add(-1) < 0 || ctx.Err() != nil {
		return nil, errStopped
	}
	return next(ctx)
}

type budgetKey struct{}

// with gives the context of an operation its budget.
func (b *budget) with(ctx context.Context) context.Context {
	return context.WithValue(ctx, budgetKey{}, b)
}

// spender gives what fields ask that take longer than one field does: for the work of so many of them.
func spender(ctx context.Context) view.Spend {
	b, _ := ctx.Value(budgetKey{}).(*budget)
	return func(fields int) error {
		if b != nil && b.fields.Add(-int64(fields)) < 0 || ctx.Err() != nil {
			return errStopped
		}
		return nil
	}
}

// close gives the answer, or, when it had to be stopped, why.
func (b *budget) close(ctx context.Context, res *graphql.Response) *graphql.Response {
	var why *fault.Error
	switch {
	case b.fields.Load() < 0:
		why = fault.New(fault.Limited, "", "the answer would have more than %d fields; ask for fewer at a time", b.allowed)
		why.Excess = &fault.Excess{Limit: "answerFields", Allowed: int64(b.allowed)}
	case ctx.Err() != nil:
		why = errOverdue()
	default:
		return res
	}
	return &graphql.Response{
		Data:   []byte("null"),
		Errors: gqlerror.List{{Message: why.Message, Extensions: extensionsOf(why, "")}},
	}
}

// fewErrors leaves out what nobody would read.
func fewErrors(res *graphql.Response, most int) *graphql.Response {
	if res != nil && len(res.Errors) > most {
		why := fault.New(fault.Limited, "", "%d more errors are left out", len(res.Errors)-most)
		why.Excess = &fault.Excess{Limit: "answerErrors", Allowed: int64(most), Found: int64(len(res.Errors))}
		last := &gqlerror.Error{Message: why.Message, Extensions: extensionsOf(why, "")}
		res.Errors = append(res.Errors[:most:most], last)
	}
	return res
}
