// Package access decides who may see and change what: one table of actions for the use cases, one of records for the data
// layer, and the scopes of both. Whatever no table allows is refused.
package access

import (
	"context"
	"slices"
	"strings"
	"sync"

	"waymark/domain/calendar"
	"waymark/domain/programme"
	"waymark/domain/viewer"
)

// Rights is what one viewer may see and do in one state of the programme. It is immutable but for Made, and not meant to be
// shared between requests; the fields of one request may ask it at once.
type Rights struct {
	who    viewer.Viewer
	grants []viewer.Grant
	g      *programme.Graph // nil outside of the programme: scopes are then empty
	day    calendar.Date    // the planning date, which says what lies where
	reach  *reaches         // of grants
	made   map[string]bool  // ids of what this transaction has made itself
	reader bool             // reads on behalf of the service itself
}

// reaches remembers the ids of what lies in the scope of a grant.
type reaches struct {
	mutex sync.Mutex
	known map[viewer.Grant]map[string]bool
}

// Of gives the rights of a viewer: by the grants that came with the viewer, and by those that the programme records for the
// subject on the real day now. A graph of nil is one without records.
func Of(g *programme.Graph, who viewer.Viewer, day, now calendar.Date) *Rights {
	r := &Rights{who: who, g: g, day: day, reach: &reaches{}}
	r.grants = slices.Clone(who.Grants)
	if g != nil && who.SignedIn() {
		for _, held := range g.GrantsOf(who.Subject, now) {
			if !slices.Contains(r.grants, held.Held()) {
				r.grants = append(r.grants, held.Held())
			}
		}
	}
	return r
}

// Who gives the viewer whose rights they are.
func (r *Rights) Who() viewer.Viewer { return r.who }

// Grants gives all that is granted to the viewer, each once.
func (r *Rights) Grants() []viewer.Grant { return slices.Clone(r.grants) }

// GrantNames names all that is granted to the viewer, in one order, and tells those who have signed in from those who have not. What somebody may see of a
// state of the programme on a day depends on nothing else.
func (r *Rights) GrantNames() string {
	names := make([]string, 0, len(r.grants)+1)
	for _, g := range r.grants {
		names = append(names, g.String())
	}
	slices.Sort(names)
	if !r.who.SignedIn() {
		names = append(names, "anonymous")
	}
	return strings.Join(names, " ")
}

// Has tells whether the viewer holds one of the roles, for whatever scope.
func (r *Rights) Has(roles ...viewer.Role) bool {
	return slices.ContainsFunc(r.grants, func(g viewer.Grant) bool { return slices.Contains(roles, g.Role) })
}

// Reader gives the rights with which the service itself reads the rows that a viewer may see: all columns of them, since
// what is told of them is decided where it is told.
func (r *Rights) Reader() *Rights {
	reader := *r
	reader.reader = true
	return &reader
}

type key struct{}

// With puts rights into the context, for the data layer.
func With(ctx context.Context, r *Rights) context.Context { return context.WithValue(ctx, key{}, r) }

// From gives the rights of a context: those put there, or else what the viewer's own grants say outside of any programme.
// A context without a viewer has none: ok is false.
func From(ctx context.Context) (r *Rights, ok bool) {
	if r, ok = ctx.Value(key{}).(*Rights); ok {
		return r, true
	}
	who, ok := viewer.From(ctx)
	if !ok {
		return nil, false
	}
	return Of(nil, who, calendar.Date{}, calendar.Date{}), true
}
