// Package viewer says who asks.
package viewer

import "context"

// Role is what a viewer may do as a class.
type Role string

// The roles of this release. Finer roles with a scope come with signed-in users.
const (
	// Operator sits at the machine itself: the loopback interface or the command line. May read and change everything.
	Operator Role = "OPERATOR"
	// Anonymous may read what is public. May change nothing and is told no names of post holders.
	Anonymous Role = "ANONYMOUS"
)

// Viewer is the subject on whose behalf something happens.
type Viewer struct {
	Subject string // stable name of the subject, never shown to others
	Role    Role
}

// MayChange tells whether the viewer may change anything at all.
func (v Viewer) MayChange() bool { return v.Role == Operator }

// SeesNames tells whether the viewer is told the names of post holders.
func (v Viewer) SeesNames() bool { return v.Role == Operator }

type key struct{}

// With puts the viewer into the context.
func With(ctx context.Context, v Viewer) context.Context { return context.WithValue(ctx, key{}, v) }

// From gives the viewer of a context. A context without one has none: ok is false and nothing may be read or changed.
func From(ctx context.Context) (v Viewer, ok bool) {
	v, ok = ctx.Value(key{}).(Viewer)
	return v, ok
}
