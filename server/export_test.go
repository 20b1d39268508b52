package server

import (
	"context"
	"net/netip"
)

// Located is what settles where a request comes from.
var Located = located

// NewThrottle gives the table of callers by itself.
var NewThrottle = newThrottle

// Arrive counts a request from an address and tells whether it may go on.
func Arrive(t *throttle, ctx context.Context, from netip.Addr) bool { //nolint:revive // the table comes first, as in the method
	_, why := t.arrive(ctx, from)
	return why == nil
}

// Callers is how many callers are remembered.
func Callers(t *throttle) int { return len(t.callers) }
