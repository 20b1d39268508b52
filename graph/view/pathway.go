package view

import (
	"context"
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/processmap"
	"waymark/domain/programme"
)

// Pathway is how people of an area come from Jobcentres to a service, or from it to Jobcentres.
type Pathway struct {
	record
	lens Lens
	p    *programme.Pathway
}

func (l Lens) pathway(p *programme.Pathway) *Pathway { return &Pathway{record{&p.Meta}, l, p} }

// PathwayConnection is one page of pathways.
type PathwayConnection = Page[*programme.Pathway, *Pathway]

// PathwayEdge is one entry of a page of pathways.
type PathwayEdge = Edge[*Pathway]

// PathwayFilter says which pathways. All conditions must hold; what is left out is no condition.
type PathwayFilter struct {
	Direction *programme.Direction
	Substance []programme.Substance
	Benefit   []programme.Benefit
	District, Jobcentre,
	Service, Provider []string
}

// Pathways gives a page of the pathways that people go on the day.
func (l Lens) Pathways(asOf *calendar.Date, args Args, filter *PathwayFilter) (*PathwayConnection, error) {
	l = l.on(asOf)
	all := keep(l.g.Pathways(l.day), func(p *programme.Pathway) bool { return l.matchPathway(filter, p) })
	return paginate(all, order[*programme.Pathway]{name: "pathway.code", sorted: true, key: func(p *programme.Pathway) key { return key{text: p.Code} }}, args, l.pathway)
}

// Pathway gives the pathway with a code as of the day, or nil.
func (l Lens) Pathway(code string, asOf *calendar.Date) *Pathway {
	if p := l.g.Pathway(code); p != nil {
		return l.on(asOf).pathway(p)
	}
	return nil
}

func (l Lens) matchPathway(f *PathwayFilter, p *programme.Pathway) bool {
	return f == nil || (f.Direction == nil || *f.Direction == p.Direction) && meets(f.Substance, p.Substances) && meets(f.Benefit, p.Benefits) &&
		(f.District == nil || among(f.District, l.districtOf(p))) && (f.Jobcentre == nil || l.opensTo(p, f.Jobcentre)) &&
		among(f.Service, p.Service.Code) && among(f.Provider, p.Service.Provider.Code)
}

// meets tells whether something is for one of those that are asked for, or for any.
func meets[T comparable](wanted, has []T) bool {
	return wanted == nil || len(wanted) > 0 && len(has) == 0 || slices.ContainsFunc(has, func(x T) bool { return slices.Contains(wanted, x) })
}

// districtOf gives the code of the district that a pathway lies in on the day; empty when its office is in none.
func (l Lens) districtOf(p *programme.Pathway) string {
	d := p.District
	if d == nil {
		d = p.Jobcentre.District(l.day)
	}
	if d == nil {
		return ""
	}
	return d.Code
}

// opensTo tells whether one of some offices may send people on a pathway on the day.
func (l Lens) opensTo(p *programme.Pathway, offices []string) bool {
	return slices.ContainsFunc(offices, func(code string) bool {
		j := l.g.Jobcentre(code)
		return j != nil && (p.Jobcentre == j || p.District != nil && p.District == j.District(l.day))
	})
}

// Code gives the code, unique and unchanging.
func (p *Pathway) Code() string { return p.p.Code }

// Name gives what it is called.
func (p *Pathway) Name() string { return p.p.Name }

// Direction tells which way people go.
func (p *Pathway) Direction() programme.Direction { return p.p.Direction }

// District gives the district that it is for, or nil.
func (p *Pathway) District() *District {
	if p.p.District == nil {
		return nil
	}
	return p.lens.district(p.p.District)
}

// Jobcentre gives the office that it is for, or nil.
func (p *Pathway) Jobcentre() *Jobcentre {
	if p.p.Jobcentre == nil {
		return nil
	}
	return p.lens.jobcentre(p.p.Jobcentre)
}

// Service gives the service that it leads to or from.
func (p *Pathway) Service() *Service { return p.lens.service(p.p.Service) }

// Template gives the process map that it began with.
func (p *Pathway) Template() *PathwayTemplate { return p.lens.pathwayTemplate(p.p.Template) }

// PathwayContact is whom to call about a pathway.
type PathwayContact struct {
	Role                   string
	Name, Telephone, Email *string
}

// Contact gives the single point of contact; its role alone to who does not work with it.
func (p *Pathway) Contact() *PathwayContact {
	c := p.p.Contact
	if !p.lens.rights.WorksWith(p.p.Service) {
		return &PathwayContact{Role: c.Role}
	}
	return &PathwayContact{c.Role, text(c.Name), text(c.Telephone), text(c.Email)}
}

// Protocol gives the agreement by which people are told of, or nil.
func (p *Pathway) Protocol(ctx context.Context) (*Agreement, error) {
	if p.p.ProtocolID == "" {
		return nil, nil
	}
	shelf, err := ShelfOf(ctx)
	if err != nil {
		return nil, err
	}
	all, err := shelf.Agreements().Heads(ctx)
	if err != nil {
		return nil, err
	}
	for _, a := range all {
		if a.ID == p.p.ProtocolID {
			return p.lens.agreement(a), nil
		}
	}
	return nil, nil
}

// ProtocolReference tells where a protocol is to be found otherwise, or nil.
func (p *Pathway) ProtocolReference() *string { return text(p.p.ProtocolReference) }

// Substances gives those that it is for; empty for any.
func (p *Pathway) Substances() []programme.Substance { return listed(p.p.Substances) }

// Benefits gives those that it is for; empty for any.
func (p *Pathway) Benefits() []programme.Benefit { return listed(p.p.Benefits) }

// Eligibility tells who may go it, or nil.
func (p *Pathway) Eligibility() *string { return text(p.p.Eligibility) }

// Languages gives languages besides English.
func (p *Pathway) Languages() []string { return listed(p.p.Languages) }

// Steps gives its steps.
func (p *Pathway) Steps() []*PathwayStep { return p.lens.steps(p.p.Steps) }

// Diagram gives the process map as a Mermaid flowchart.
func (p *Pathway) Diagram() string { return processmap.Mermaid(p.p.Steps) }

// ValidFrom gives the first day on which people go it.
func (p *Pathway) ValidFrom() calendar.Date { return p.p.Valid.From }

// ValidTo gives the first day on which nobody does any more, or nil.
func (p *Pathway) ValidTo() *calendar.Date { return p.p.Valid.To }

// Pathways gives the ways between the office and services on the day, its own and those of its district.
func (j *Jobcentre) Pathways(direction *programme.Direction) []*Pathway {
	all := keep(j.j.Pathways(j.lens.day), func(p *programme.Pathway) bool { return direction == nil || p.Direction == *direction })
	return shown(all, j.lens.pathway)
}

// Pathways gives the ways between Jobcentres and the service on the day.
func (s *Service) Pathways() []*Pathway { return shown(s.s.Pathways(s.lens.day), s.lens.pathway) }
