package view

import (
	"waymark/domain/access"
	"waymark/domain/calendar"
	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/domain/viewer"
)

// Grant is a role that somebody has been given. Only administrators and the subject themselves are shown one.
type Grant struct {
	record
	lens Lens
	x    *programme.Grant
}

func (l Lens) grant(x *programme.Grant) *Grant {
	if !l.rights.Sees(x) {
		return nil
	}
	return &Grant{record{&x.Meta}, l, x}
}

// Subject gives the subject of the tokens of who holds it.
func (g *Grant) Subject() string { return g.x.Subject }

// Role gives the role.
func (g *Grant) Role() viewer.Role { return g.x.Role }

// Scope tells where it is held, as it is written.
func (g *Grant) Scope() string { return g.x.Scope.String() }

// Place gives the place of the scope, or nil for the nation and for a provider.
func (g *Grant) Place() Place { return g.lens.placeOf(g.x.Scope) }

// ValidFrom gives the first day on which it holds.
func (g *Grant) ValidFrom() calendar.Date { return g.x.Valid.From }

// ValidTo gives the first day on which it no longer holds, or nil while no end is known.
func (g *Grant) ValidTo() *calendar.Date { return g.x.Valid.To }

// Reason tells why it was given.
func (g *Grant) Reason() string { return g.x.Reason }

// RevokeReason tells why it was taken back, or nil when it was not.
func (g *Grant) RevokeReason() *string { return text(g.x.RevokeReason) }

func (l Lens) placeOf(s viewer.Scope) Place {
	var p programme.Place
	switch s.Kind {
	case viewer.Region:
		if r := l.g.Region(s.Code); r != nil {
			p = r
		}
	case viewer.District:
		if d := l.g.District(s.Code); d != nil {
			p = d
		}
	case viewer.Partnership:
		if x := l.g.Partnership(s.Code); x != nil {
			p = x
		}
	}
	if p == nil {
		return nil
	}
	return l.place(p)
}

// GrantConnection is one page of grants.
type GrantConnection = Page[*programme.Grant, *Grant]

// GrantEdge is one entry of a page of grants.
type GrantEdge = Edge[*Grant]

// GrantFilter says which grants. All conditions must hold; what is left out is no condition.
type GrantFilter struct {
	Subject *string
	Role    []viewer.Role
	Scope   *string
	On      *calendar.Date
}

// Grants gives a page of the grants of all dates, by subject, then by start. It is FORBIDDEN to all but administrators.
func (l Lens) Grants(first *int, after *string, last *int, before *string, filter *GrantFilter) (*GrantConnection, error) {
	if !l.rights.Has(viewer.Administrator) {
		return nil, fault.New(fault.Forbidden, "", "who has been granted what is for administrators only; your own are in viewer")
	}
	all := l.g.Grants()
	if filter != nil {
		all = keep(all, func(x *programme.Grant) bool {
			return (filter.Subject == nil || x.Subject == *filter.Subject) && among(filter.Role, x.Role) &&
				(filter.Scope == nil || x.Scope.String() == *filter.Scope) && (filter.On == nil || x.Valid.Contains(*filter.On))
		})
	}
	o := order[*programme.Grant]{name: "grant.subject", sorted: true, key: func(x *programme.Grant) key {
		return key{text: x.Subject + "\x00" + x.Valid.From.String(), tie: x.ID} // no subject has a NUL
	}}
	return paginate(all, o, Args{first, after, last, before}, l.grant)
}

// Viewer is who asks, and what they may do.
type Viewer struct {
	rights *access.Rights
	lens   Lens
}

// Viewer gives who asks.
func (l Lens) Viewer() *Viewer { return &Viewer{l.rights, l} }

// Subject gives the subject of the viewer's token, or nil when nobody has signed in.
func (v *Viewer) Subject() *string { return text(v.rights.Who().Subject) }

// Grants gives all that is granted to the viewer on the present day, by token or by record.
func (v *Viewer) Grants() []*HeldGrant {
	return shown(v.rights.Grants(), func(g viewer.Grant) *HeldGrant { return &HeldGrant{g, v.lens} })
}

// SeesNames tells whether the viewer is told names of people.
func (v *Viewer) SeesNames() bool { return v.rights.SeesNames() }

// May tells whether the viewer may do an action to the thing with an id, or somewhere when no id is given. What they may not see
// they may do nothing to.
func (v *Viewer) May(action access.Action, on *string) bool {
	if on == nil {
		return v.rights.May(action, nil) == nil
	}
	n := v.lens.g.Node(*on)
	return n != nil && v.rights.May(action, n) == nil
}

// HeldGrant is a role that the viewer holds.
type HeldGrant struct {
	held viewer.Grant
	lens Lens
}

// Role gives the role.
func (h *HeldGrant) Role() viewer.Role { return h.held.Role }

// Scope tells where it is held, as it is written.
func (h *HeldGrant) Scope() string { return h.held.Scope.String() }

// Place gives the place of the scope, or nil for the nation and for a provider.
func (h *HeldGrant) Place() Place { return h.lens.placeOf(h.held.Scope) }
