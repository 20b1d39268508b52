// Package viewer says who asks, and what they have been granted.
package viewer

import "context"

// Viewer is the subject on whose behalf something happens.
type Viewer struct {
	// Subject is the stable name of who has signed in, as the audit keeps it. Empty: nobody has, the viewer is anonymous.
	Subject string
	// Grants are those that the viewer came with: of a token, or of the program itself. What has been granted to the subject in
	// the programme's own records comes on top, in package access.
	Grants []Grant
	// Request is the id of the request that is being answered, for the audit. Empty outside of one.
	Request string
}

// Anonymous gives the viewer that nobody has signed in as. It reads what is public, changes nothing and is told no names.
func Anonymous() Viewer { return Viewer{} }

// Operator gives an administrator who needs no grant in the records: the command line, or the program on its own behalf.
func Operator(subject string) Viewer {
	return Viewer{Subject: subject, Grants: []Grant{{Role: Administrator, Scope: Scope{Kind: Nation}}}}
}

// Own begins the subjects that the program itself acts as. No token may name one.
const Own = "waymark:"

// SignedIn tells whether it is known who the viewer is.
func (v Viewer) SignedIn() bool { return v.Subject != "" }

type key struct{}

// With puts the viewer into the context.
func With(ctx context.Context, v Viewer) context.Context { return context.WithValue(ctx, key{}, v) }

// From gives the viewer of a context. A context without one has none: ok is false and nothing may be read or changed.
func From(ctx context.Context) (v Viewer, ok bool) {
	v, ok = ctx.Value(key{}).(Viewer)
	return v, ok
}
