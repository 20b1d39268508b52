package view

import (
	"context"
	"fmt"
	"slices"

	"waymark/domain/agreement"
	"waymark/domain/calendar"
	"waymark/domain/pathway"
	"waymark/domain/programme"
)

// PathwayGap is what is missing between an office and services.
type PathwayGap struct {
	lens Lens
	g    pathway.Gap
}

// PathwayGapConnection is one page of gaps.
type PathwayGapConnection = Page[pathway.Gap, *PathwayGap]

// PathwayGapEdge is one entry of a page of gaps.
type PathwayGapEdge = Edge[*PathwayGap]

// PathwayGaps gives a page of what is missing between the offices of an area and services on the day.
func (l Lens) PathwayGaps(ctx context.Context, district, region *string, asOf *calendar.Date, args Args, kinds []pathway.GapKind) (*PathwayGapConnection, error) {
	l = l.on(asOf)
	offices, err := l.officesWithin(region, district)
	if err != nil {
		return nil, err
	}
	shelf, err := ShelfOf(ctx)
	if err != nil {
		return nil, err
	}
	var agreed []*agreement.Agreement
	if slices.ContainsFunc(l.g.Pathways(l.day), func(p *programme.Pathway) bool { return p.ProtocolID != "" }) {
		if agreed, err = shelf.Agreements().Heads(ctx); err != nil {
			return nil, err
		}
	}
	force := map[string]bool{}
	for _, a := range agreed {
		held, ok := a.Held(l.day)
		force[a.ID] = ok && held.Contains(l.day)
	}
	all := keep(pathway.Gaps(offices, l.day, func(id string) bool { return force[id] }), func(g pathway.Gap) bool { return among(kinds, g.Kind) })
	o := order[pathway.Gap]{name: "gap.office", key: func(g pathway.Gap) key {
		of := ""
		if g.Pathway != nil {
			of = g.Pathway.Code
		}
		return key{text: g.Jobcentre.Code, tie: fmt.Sprintf("%d/%s/%s/%s", slices.Index(pathway.GapKinds(), g.Kind), g.Direction, of, g.Substances)}
	}}
	return paginate(all, o, args, func(g pathway.Gap) *PathwayGap { return &PathwayGap{l, g} })
}

// officesWithin gives the offices open on the day in an area, by code.
func (l Lens) officesWithin(region, district *string) ([]*programme.Jobcentre, error) {
	lies, err := l.Within(region, district)
	if err != nil {
		return nil, err
	}
	return keep(l.g.Jobcentres(l.day), func(j *programme.Jobcentre) bool {
		d := j.District(l.day)
		return d != nil && lies(d)
	}), nil
}

// Jobcentre gives the office.
func (g *PathwayGap) Jobcentre() *Jobcentre { return g.lens.jobcentre(g.g.Jobcentre) }

// Kind tells what is missing.
func (g *PathwayGap) Kind() pathway.GapKind { return g.g.Kind }

// Direction tells which way people would go.
func (g *PathwayGap) Direction() programme.Direction { return g.g.Direction }

// Substances gives those that it is about; empty for any.
func (g *PathwayGap) Substances() []programme.Substance { return listed(g.g.Substances) }

// Benefits gives those that it is about; empty for any.
func (g *PathwayGap) Benefits() []programme.Benefit { return listed(g.g.Benefits) }

// Pathway gives the one that does not hold, or nil.
func (g *PathwayGap) Pathway() *Pathway {
	if g.g.Pathway == nil {
		return nil
	}
	return g.lens.pathway(g.g.Pathway)
}

// Text gives the same in a sentence.
func (g *PathwayGap) Text() string { return g.g.Text }
