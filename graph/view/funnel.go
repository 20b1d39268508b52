package view

import (
	"context"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/figure"
	"waymark/domain/profile"
	"waymark/domain/statistics"
)

// Funnel is places about their mean.
type Funnel struct {
	lens Lens
	p    *profiled
	f    profile.Funnel
}

// Funnel sets the places of a kind about their mean by a measure.
func (l Lens) Funnel(ctx context.Context, measure string, kind FigurePlaceKind, year *int, asOf *calendar.Date) (*Funnel, error) {
	l = l.on(asOf)
	y, err := yearOf(year)
	if err != nil {
		return nil, err
	}
	peers, err := peersOf(kind)
	if err != nil {
		return nil, err
	}
	p, m, err := l.measured(ctx, measure)
	if err != nil {
		return nil, err
	}
	return &Funnel{l, p, p.Funnel(m, peers, y)}, nil
}

// Measure tells by what.
func (f *Funnel) Measure() *Measure { return &Measure{f.lens, f.f.Measure} }

// Year gives the calendar year in which the financial year begins.
func (f *Funnel) Year() int { return int(f.f.Year) }

// Mean gives the sum of numerators over the sum of denominators, or nil.
func (f *Funnel) Mean() *decimal.Decimal {
	if f.f.Mean == nil {
		return nil
	}
	return number(*f.f.Mean)
}

// Areas gives a page of the places in it.
func (f *Funnel) Areas(first *int, after *string, last *int, before *string) (*FunnelAreaConnection, error) {
	o := order[profile.FunnelArea]{name: "funnel.place", sorted: true, key: func(a profile.FunnelArea) key { return key{text: a.Place.PlaceCode()} }}
	return paginate(f.f.Areas, o, Args{first, after, last, before}, func(a profile.FunnelArea) *FunnelArea { return &FunnelArea{f.lens, f.p, a} })
}

// LeftOut gives a page of the places of which there is a figure, but none that may be shown with its parts.
func (f *Funnel) LeftOut(first *int, after *string, last *int, before *string) (*IndicatorValueConnection, error) {
	return f.lens.values(f.p, f.f.LeftOut, nil, Args{first, after, last, before})
}

// Reason tells why there is no funnel, or gives nil.
func (f *Funnel) Reason() *string { return text(f.f.Reason) }

// FunnelArea is one place of a funnel.
type FunnelArea struct {
	lens Lens
	p    *profiled
	a    profile.FunnelArea
}

// FunnelAreaConnection is one page of the places of a funnel.
type FunnelAreaConnection = Page[profile.FunnelArea, *FunnelArea]

// FunnelAreaEdge is one entry of a page of the places of a funnel.
type FunnelAreaEdge = Edge[*FunnelArea]

// Value gives its value.
func (a *FunnelArea) Value() *IndicatorValue { return a.lens.value(a.p, a.a.Shown) }

// Limits95 gives between what 95% of places with its denominator would lie.
func (a *FunnelArea) Limits95() *figure.Interval { return sixPlaces(a.a.Point.Limits95) }

// Limits998 gives between what 99.8% of them would lie.
func (a *FunnelArea) Limits998() *figure.Interval { return sixPlaces(a.a.Point.Limits998) }

// Label tells where it lies.
func (a *FunnelArea) Label() statistics.FunnelLabel { return a.a.Point.Label }
