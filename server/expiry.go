package server

import (
	"context"
	"time"
)

type expiryKey struct{}

// WithExpiry says until when the viewer of this context is known: when a token expires. Sockets and event streams that were opened
// in it end then. The zero time means for ever.
func WithExpiry(ctx context.Context, t time.Time) context.Context {
	return context.WithValue(ctx, expiryKey{}, t)
}

// expiry gives what WithExpiry said, or the zero time.
func expiry(ctx context.Context) time.Time {
	t, _ := ctx.Value(expiryKey{}).(time.Time)
	return t
}

const expired = "the token has expired"

// onExpiry calls f once the time has come, and never for the zero time. The timer it gives can be stopped.
func onExpiry(t time.Time, f func()) *time.Timer {
	if t.IsZero() {
		idle := time.AfterFunc(time.Hour, f)
		idle.Stop()
		return idle
	}
	return time.AfterFunc(time.Until(t), f)
}
