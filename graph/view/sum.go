package view

import (
	"context"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/fault"
	"waymark/domain/need"
	"waymark/domain/profile"
	"waymark/domain/programme"
)

// FigureSum is a whole beside its parts.
type FigureSum struct {
	lens Lens
	p    *profiled
	s    profile.Sum
	over *programme.Dimension // nil: places
}

// Sum sets a figure of the place beside its parts.
func (p place) Sum(ctx context.Context, indicator, over string, year *int) (*FigureSum, error) {
	return p.lens.sum(ctx, p.p, indicator, over, year)
}

// Sum sets a figure of England beside its parts.
func (e *England) Sum(ctx context.Context, indicator, over string, year *int) (*FigureSum, error) {
	return e.lens.sum(ctx, nil, indicator, over, year)
}

func (l Lens) sum(ctx context.Context, place programme.Place, indicator, over string, year *int) (*FigureSum, error) {
	y, err := yearOf(year)
	if err != nil {
		return nil, err
	}
	i := l.g.Indicator(indicator)
	if i == nil {
		return nil, fault.New(fault.Invalid, "indicator", "there is no indicator %.64q", indicator)
	}
	if over == string(AboutDistrict) || over == string(AboutPartnership) {
		p, _, err := l.measured(ctx, i.Code)
		if err != nil {
			return nil, err
		}
		return &FigureSum{l, p, p.SumOverPlaces(i, place, programme.Kind(over), y), nil}, nil
	}
	d := l.g.Dimension(over)
	if d == nil {
		return nil, fault.New(fault.Invalid, "over", "there is no dimension %.64q, and it is neither DISTRICT nor PARTNERSHIP", over)
	}
	return l.sumOver(ctx, place, i, d, y)
}

func (l Lens) sumOver(ctx context.Context, place programme.Place, i *programme.Indicator, d *programme.Dimension, y *calendar.FinancialYear) (*FigureSum, error) {
	p, err := l.profile(ctx, profileQuestion{subject: "sum " + i.Code, indicators: profile.MeasureOf(i).Indicators(), places: []programme.Place{place}})
	if err != nil {
		return nil, err
	}
	return &FigureSum{l, p, p.SumOver(i, place, d, y), d}, nil
}

// Indicator gives what is counted.
func (s *FigureSum) Indicator() *Indicator { return s.lens.indicator(s.s.Indicator) }

// Period gives the days that all are about, or nil.
func (s *FigureSum) Period() *FigurePeriod {
	if s.s.Period == nil {
		return nil
	}
	return &FigurePeriod{*s.s.Period}
}

// Whole gives what is recorded of the whole.
func (s *FigureSum) Whole() *IndicatorValue { return s.lens.value(s.p, s.s.Whole) }

// Parts gives a page of the parts.
func (s *FigureSum) Parts(first *int, after *string, last *int, before *string) (*IndicatorValueConnection, error) {
	return s.lens.values(s.p, s.s.Parts, s.over, Args{first, after, last, before})
}

// FigureTotal is what parts sum to: *IndicatorValue, *NotAdditive or *NotSummed.
type FigureTotal interface{ IsFigureTotal() }

// IsFigureTotal says that parts may sum to an IndicatorValue.
func (*IndicatorValue) IsFigureTotal() {}

// IsFigureTotal says that parts may be refused.
func (*NotAdditive) IsFigureTotal() {}

// IsFigureTotal says that parts may have gaps.
func (*NotSummed) IsFigureTotal() {}

// NotAdditive is why parts may not be summed.
type NotAdditive struct {
	Reason  string
	Overlap *PartsOverlap
}

// NotSummed is why parts that may be summed are not.
type NotSummed struct{ Reason string }

// Total gives what they sum to, or why they are not summed.
func (s *FigureSum) Total() FigureTotal {
	switch {
	case s.s.Total != nil:
		return s.lens.value(s.p, *s.s.Total)
	case s.s.Additive:
		return &NotSummed{s.s.Refusal}
	case s.s.Overlap == nil:
		return &NotAdditive{Reason: s.s.Refusal}
	}
	return &NotAdditive{s.s.Refusal, &PartsOverlap{s.lens, s.p, s.s.Overlap}}
}

// PartsOverlap is how far parts come to more than their whole.
type PartsOverlap struct {
	lens Lens
	p    *profiled
	o    *profile.Overlap
}

// Parts gives the parts from the source of the whole.
func (o *PartsOverlap) Parts() []*IndicatorValue {
	return shown(o.o.Parts, func(s profile.Shown) *IndicatorValue { return o.lens.value(o.p, s) })
}

// Together gives what these come to.
func (o *PartsOverlap) Together() decimal.Decimal { return o.o.Together }

// Excess gives by how much that is more than the whole.
func (o *PartsOverlap) Excess() decimal.Decimal { return o.o.Excess }

// Sentence gives the same in words.
func (o *PartsOverlap) Sentence() string { return o.o.Sentence }

// KnownShare is a share of which only the least and the most can be known.
type KnownShare struct {
	lens Lens
	p    *profiled
	k    profile.KnownShare
}

// KnownDiscussions gives the known discussions of the referrals of the place.
func (p place) KnownDiscussions(ctx context.Context, year *int) (*KnownShare, error) {
	return p.lens.knownDiscussions(ctx, p.p, year)
}

// KnownDiscussions gives the known discussions of the referrals of England.
func (e *England) KnownDiscussions(ctx context.Context, year *int) (*KnownShare, error) {
	return e.lens.knownDiscussions(ctx, nil, year)
}

func (l Lens) knownDiscussions(ctx context.Context, place programme.Place, year *int) (*KnownShare, error) {
	y, err := yearOf(year)
	if err != nil {
		return nil, err
	}
	q := profileQuestion{subject: "discussions", places: l.districtsOf(place)}
	for _, code := range []string{profile.KnownDiscussions, profile.Referrals} {
		if i := l.g.Indicator(code); i != nil {
			q.indicators = append(q.indicators, i)
		}
	}
	p, err := l.profile(ctx, q)
	if err != nil {
		return nil, err
	}
	return &KnownShare{l, p, p.Discussions(place, y)}, nil
}

// Period gives the days that both figures are about, or nil.
func (k *KnownShare) Period() *FigurePeriod {
	if k.k.Period == nil {
		return nil
	}
	return &FigurePeriod{*k.k.Period}
}

// Known gives those that are known to have happened, or nil.
func (k *KnownShare) Known() *IndicatorValue {
	if k.k.Period == nil {
		return nil
	}
	return k.lens.value(k.p, k.k.Known)
}

// Of gives all, or nil.
func (k *KnownShare) Of() *IndicatorValue {
	if k.k.Period == nil {
		return nil
	}
	return k.lens.value(k.p, k.k.Of)
}

// Bounds gives the least and the most that the share can be, or nil.
func (k *KnownShare) Bounds() *need.Bounds { return k.k.Bounds }

// Reason tells why there are no bounds, or gives nil.
func (k *KnownShare) Reason() *string { return text(k.k.Reason) }
