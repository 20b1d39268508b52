package view

import (
	"context"

	"waymark/domain/decimal"
	"waymark/domain/figure"
	"waymark/domain/need"
	"waymark/domain/profile"
	"waymark/domain/programme"
	"waymark/domain/statistics"
)

// Need is met and unmet need of a place in a year.
type Need struct {
	lens Lens
	p    *profiled
	n    profile.Need
}

// Need gives met and unmet need of the place in a year, or in the newest for which it is known.
func (p place) Need(ctx context.Context, year *int) (*Need, error) {
	return p.lens.need(ctx, p.p, year)
}

// Need gives met and unmet need of England in a year, or in the newest for which it is known.
func (e *England) Need(ctx context.Context, year *int) (*Need, error) {
	return e.lens.need(ctx, nil, year)
}

func (l Lens) need(ctx context.Context, place programme.Place, year *int) (*Need, error) {
	y, err := yearOf(year)
	if err != nil {
		return nil, err
	}
	p, err := l.needProfile(ctx, place)
	if err != nil {
		return nil, err
	}
	return &Need{l, p, p.Need(place, y)}, nil
}

// Year gives the calendar year in which the financial year begins.
func (n *Need) Year() int { return int(n.n.Year) }

// Label gives the financial year as it is written.
func (n *Need) Label() string { return n.n.Year.String() }

// Basis tells what it rests on: figures of the place, or of its districts.
func (n *Need) Basis() profile.Basis { return n.n.Basis }

// Synthetic tells whether a figure that it rests on was invented.
func (n *Need) Synthetic() bool { return n.n.Synthetic() }

// Recorded gives what is recorded of the place itself when it rests on its districts.
func (n *Need) Recorded() []*IndicatorValue {
	return shown(n.n.Recorded, func(s profile.Shown) *IndicatorValue { return n.lens.value(n.p, s) })
}

// Prevalence gives those estimated to need treatment.
func (n *Need) Prevalence() *IndicatorValue { return n.lens.value(n.p, n.n.Prevalence) }

// InContact gives those in contact with treatment at any time in the year.
func (n *Need) InContact() *IndicatorValue { return n.lens.value(n.p, n.n.InContact) }

// InEffectiveTreatment gives those in effective treatment.
func (n *Need) InEffectiveTreatment() *IndicatorValue { return n.lens.value(n.p, n.n.InEffective) }

// OnBenefits gives those on a main benefit, each once.
func (n *Need) OnBenefits() *IndicatorValue { return n.lens.value(n.p, n.n.OnBenefits) }

// ClaimingShare gives the share on a main benefit.
func (n *Need) ClaimingShare() *IndicatorValue { return n.lens.value(n.p, n.n.Claiming) }

// Employment gives those in paid work on leaving treatment.
func (n *Need) Employment() *IndicatorValue { return n.lens.value(n.p, n.n.Employment) }

// Penetration gives those in contact as a share of those estimated, or nil.
func (n *Need) Penetration() *need.Share { return n.n.Penetration }

// MetNeed gives met and unmet need, or nil.
func (n *Need) MetNeed() *need.NeedMet { return n.n.Met }

// TreatmentNaive gives those estimated who are known to nobody, or nil.
func (n *Need) TreatmentNaive() *need.Remainder { return n.n.Naive }

// Bullseye gives those estimated by how near they are to treatment, or nil.
func (n *Need) Bullseye() *need.Bullseye { return n.n.Bullseye }

// Attrition tells who was lost on the way, or gives nil.
func (n *Need) Attrition() *Attrition {
	if n.n.Attrition == nil {
		return nil
	}
	return &Attrition{*n.n.Attrition}
}

// UnderservedGroups gives the need of the groups of which there is a figure.
func (n *Need) UnderservedGroups() []*GroupNeed {
	return shown(n.n.Groups, func(g profile.GroupNeed) *GroupNeed { return &GroupNeed{n.lens, n.p, g} })
}

// Gaps tells what could not be answered.
func (n *Need) Gaps() []profile.Gap { return append([]profile.Gap{}, n.n.Gaps...) }

// Attrition is who was lost on the way.
type Attrition struct{ need.Attrition }

// PlannedShare gives planned exits of all exits, or nil when nobody left.
func (a *Attrition) PlannedShare() *decimal.Decimal {
	if a.Attrition.PlannedShare == nil {
		return nil
	}
	return number(a.Attrition.PlannedShare.Value)
}

// PlannedInterval95 gives its 95% interval, or nil.
func (a *Attrition) PlannedInterval95() *figure.Interval {
	if a.Attrition.PlannedShare == nil {
		return nil
	}
	return sixPlaces(a.Attrition.PlannedShare.Interval)
}

// sixPlaces gives an interval to six places, or nil beyond what can be carried.
func sixPlaces(i statistics.Interval) *figure.Interval {
	l, err := i.Limits()
	if err != nil {
		return nil
	}
	return interval(&l)
}

// number gives a number to six places, or nil beyond what can be carried.
func number(v float64) *decimal.Decimal {
	if r := sixPlaces(statistics.Interval{Lower: v, Upper: v}); r != nil {
		return &r.Lower
	}
	return nil
}

// GroupNeed is the need of one underserved group.
type GroupNeed struct {
	lens Lens
	p    *profiled
	g    profile.GroupNeed
}

// Category gives the group.
func (g *GroupNeed) Category() *Category { return g.lens.category(g.g.Category) }

// InContact gives those of it in contact with treatment.
func (g *GroupNeed) InContact() *IndicatorValue { return g.lens.value(g.p, g.g.InContact) }

// Prevalence gives those of it estimated.
func (g *GroupNeed) Prevalence() *IndicatorValue { return g.lens.value(g.p, g.g.Prevalence) }

// Penetration gives the first as a share of the second, or nil.
func (g *GroupNeed) Penetration() *need.Share { return g.g.Penetration }

// MetNeed gives met and unmet need, or nil.
func (g *GroupNeed) MetNeed() *need.NeedMet { return g.g.Met }

// Reason tells why there is no penetration, or gives nil.
func (g *GroupNeed) Reason() *string { return text(g.g.Reason) }
