// Package requestid names a request, so that an answer, a log line and a defect can be brought together.
package requestid

import (
	"context"
	"crypto/rand"
)

// New gives an id that nobody can guess and that has not been given before: 26 letters and digits, fit for a header.
func New() string { return rand.Text() }

type key struct{}

// With puts the id of the request into its context.
func With(ctx context.Context, id string) context.Context { return context.WithValue(ctx, key{}, id) }

// From gives the id of the request a context belongs to, or "" outside of one.
func From(ctx context.Context) string {
	id, _ := ctx.Value(key{}).(string)
	return id
}
