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

// How large an answer may become. A document says little about it: lists within lists multiply.
const (
	maxFields = 100_000 // in one answer, each counted as often as it occurs; what takes longer counts for several
	maxErrors = 20      // told in one answer
)

// errStopped ends a field that is no longer worked out. It is never shown: the answer as a whole says why.
var errStopped = errors.New("stopped")

// budget is what is left for the answer to one operation.
type budget struct{ fields atomic.Int64 }

// limited gives an operation its budget.
func limited(op *graphql.OperationContext) *budget {
	b := &budget{}
	b.fields.Store(maxFields)
	op.ResolverMiddleware = b.field
	return b
}

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
		why = fault.New(fault.Limited, "", "the answer would have more than %d fields; ask for fewer at a time", maxFields)
	case ctx.Err() != nil:
		why = errOverdue()
	default:
		return res
	}
	return &graphql.Response{
		Data:   []byte("null"),
		Errors: gqlerror.List{{Message: why.Message, Extensions: extensions(why.Code, "")}},
	}
}

// fewErrors leaves out what nobody would read.
func fewErrors(res *graphql.Response) *graphql.Response {
	if res != nil && len(res.Errors) > maxErrors {
		rest := len(res.Errors) - maxErrors
		last := gqlerror.Errorf("%d more errors are left out", rest)
		last.Extensions = extensions(fault.Limited, "")
		res.Errors = append(res.Errors[:maxErrors:maxErrors], last)
	}
	return res
}
