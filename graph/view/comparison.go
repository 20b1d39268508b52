package view

import (
	"context"
	"errors"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/fault"
	"waymark/domain/need"
	"waymark/domain/profile"
	"waymark/domain/programme"
	"waymark/domain/statistics"
)

// Comparison is how a place stands by a measure in a year.
type Comparison struct {
	lens Lens
	p    *profiled
	c    profile.Comparison
}

// TargetInput is a goal to compare with.
type TargetInput struct {
	Goal      decimal.Decimal
	Tolerance *decimal.Decimal
	Polarity  *programme.Polarity
}

// maxComparators is how many verdicts one comparison may have.
const maxComparators = 20

// Comparison compares the place by a measure.
func (p place) Comparison(ctx context.Context, measure string, year *int, with []need.ComparatorKind, target *TargetInput) (*Comparison, error) {
	return p.lens.comparison(ctx, p.p, measure, year, with, target)
}

// Comparison compares England by a measure.
func (e *England) Comparison(ctx context.Context, measure string, year *int, with []need.ComparatorKind, target *TargetInput) (*Comparison, error) {
	return e.lens.comparison(ctx, nil, measure, year, with, target)
}

func (l Lens) comparison(ctx context.Context, place programme.Place, measure string, year *int, with []need.ComparatorKind, target *TargetInput) (*Comparison, error) {
	y, err := yearOf(year)
	if err != nil {
		return nil, err
	}
	if len(with) > maxComparators {
		return nil, fault.New(fault.Invalid, "with", "at most %d comparators can be named, not %d", maxComparators, len(with))
	}
	p, m, err := l.measured(ctx, measure)
	if err != nil {
		return nil, err
	}
	c, err := p.Compare(m, place, y, with, target.of(m))
	var wrong *statistics.DomainError
	if errors.As(err, &wrong) {
		return nil, fault.New(fault.Invalid, "target."+wrong.Argument, "the target's %s", wrong.Error())
	}
	return &Comparison{l, p, c}, err
}

// of gives the target of a measure, or nil.
func (t *TargetInput) of(m profile.Measure) *statistics.Target {
	if t == nil {
		return nil
	}
	target := &statistics.Target{Goal: t.Goal, Tolerance: t.Goal, Polarity: m.Polarity}
	if t.Tolerance != nil {
		target.Tolerance = *t.Tolerance
	}
	if t.Polarity != nil {
		target.Polarity = profile.PolarityOf(*t.Polarity)
	}
	return target
}

// Value gives its value.
func (c *Comparison) Value() *IndicatorValue { return c.lens.value(c.p, c.c.Subject) }

// Verdicts gives how it compares with each.
func (c *Comparison) Verdicts() []*ComparisonVerdict {
	return shown(c.c.Verdicts, func(v profile.Verdict) *ComparisonVerdict { return &ComparisonVerdict{c.lens, c.p, v} })
}

// Rank tells where it stands among the places of its kind, or gives nil.
func (c *Comparison) Rank() *PlaceRank {
	if c.c.Rank == nil {
		return nil
	}
	return &PlaceRank{*c.c.Rank}
}

// Trend tells what the five years up to the year say.
func (c *Comparison) Trend() *RecentTrend { return &RecentTrend{c.lens, c.p, c.c.Trend} }

// ComparisonVerdict is how a place compares with one comparator.
type ComparisonVerdict struct {
	lens Lens
	p    *profiled
	v    profile.Verdict
}

// Comparator tells with what.
func (v *ComparisonVerdict) Comparator() need.ComparatorKind { return v.v.Comparator.Kind }

// Name tells what that is called.
func (v *ComparisonVerdict) Name() string { return v.v.Comparator.Name }

// Value gives its value, or nil for a target and when there is nothing to be compared with.
func (v *ComparisonVerdict) Value() *IndicatorValue {
	if v.v.Comparator.Kind == need.WithTarget || v.v.Comparator.Code == "" {
		return nil
	}
	return v.lens.value(v.p, v.v.With)
}

// Position tells where the place's 95% interval lies.
func (v *ComparisonVerdict) Position() statistics.Position { return v.v.Comparison.Position }

// Judgement reads it with the polarity.
func (v *ComparisonVerdict) Judgement() statistics.Judgement { return v.v.Comparison.Judgement }

// Position998 tells where the place's 99.8% interval lies.
func (v *ComparisonVerdict) Position998() statistics.Position { return v.v.Comparison.Position998 }

// Judgement998 reads it with the polarity.
func (v *ComparisonVerdict) Judgement998() statistics.Judgement { return v.v.Comparison.Judged998 }

// Attainment tells how it stands to the target, or gives nil.
func (v *ComparisonVerdict) Attainment() *statistics.Attainment { return v.v.Attainment }

// Sentence gives the same in words.
func (v *ComparisonVerdict) Sentence() string { return v.v.Sentence }

// PlaceRank is where a place stands among those of its kind.
type PlaceRank struct{ r profile.Rank }

// Rank gives the rank.
func (r *PlaceRank) Rank() int { return r.r.Rank }

// Of tells among how many.
func (r *PlaceRank) Of() int { return r.r.Of }

// Equal tells how many others have the same value.
func (r *PlaceRank) Equal() int { return r.r.Equal }

// Quintile gives the fifth that it lies in, or nil.
func (r *PlaceRank) Quintile() *int {
	if r.r.Quintile == 0 {
		return nil
	}
	return &r.r.Quintile
}

// Label gives the same in words.
func (r *PlaceRank) Label() statistics.QuintileLabel { return r.r.Label }

// RecentTrend is what five years say.
type RecentTrend struct {
	lens Lens
	p    *profiled
	t    profile.Trend
}

// Direction tells which way it goes.
func (t *RecentTrend) Direction() statistics.Direction { return t.t.Direction }

// Course reads it with the polarity.
func (t *RecentTrend) Course() statistics.Course { return t.t.Course }

// Method tells what it rests on.
func (t *RecentTrend) Method() statistics.TrendMethod { return t.t.Method }

// Slope gives the slope, or nil.
func (t *RecentTrend) Slope() *decimal.Decimal { return t.number(t.t.Slope) }

// ChiSquare gives that of the slope, or nil.
func (t *RecentTrend) ChiSquare() *decimal.Decimal { return t.number(t.t.ChiSquare) }

func (t *RecentTrend) number(v *float64) *decimal.Decimal {
	if v == nil {
		return nil
	}
	return number(*v)
}

// Reason tells why it cannot be calculated, or gives nil.
func (t *RecentTrend) Reason() *string { return text(t.t.Reason) }

// Points gives the years of which there is a figure.
func (t *RecentTrend) Points() []*IndicatorValue {
	return shown(t.t.Points, func(s profile.Shown) *IndicatorValue { return t.lens.value(t.p, s) })
}

// Standing is a place by a measure: significantly worse than England, and worsening.
type Standing struct {
	lens Lens
	p    *profiled
	s    profile.Standing
}

// Value gives its value.
func (s *Standing) Value() *IndicatorValue { return s.lens.value(s.p, s.s.Subject) }

// Verdict tells how it compares with England.
func (s *Standing) Verdict() *ComparisonVerdict {
	return &ComparisonVerdict{s.lens, s.p, s.s.Against}
}

// Trend tells what its five years say.
func (s *Standing) Trend() *RecentTrend { return &RecentTrend{s.lens, s.p, s.s.Trend} }

// WorseAndWorsening gives the measures by which the place is worse and worsening.
func (p place) WorseAndWorsening(ctx context.Context, year *int) ([]*Standing, error) {
	return p.lens.worseAndWorsening(ctx, p.p, year)
}

// WorseAndWorsening gives the measures by which England would be worse than itself: none.
func (e *England) WorseAndWorsening(ctx context.Context, year *int) ([]*Standing, error) {
	return e.lens.worseAndWorsening(ctx, nil, year)
}

func (l Lens) worseAndWorsening(ctx context.Context, place programme.Place, year *int) ([]*Standing, error) {
	y, err := yearOf(year)
	if err != nil {
		return nil, err
	}
	p, err := l.judged(ctx, place)
	if err != nil {
		return nil, err
	}
	return shown(p.WorseAndWorseningOf(place, y), func(s profile.Standing) *Standing { return &Standing{l, p, s} }), nil
}

// StandingConnection is one page of standings.
type StandingConnection = Page[profile.Standing, *Standing]

// StandingEdge is one entry of a page of standings.
type StandingEdge = Edge[*Standing]

// WorseAndWorsening gives a page of the places of a kind that by a measure are worse than England and worsening.
func (l Lens) WorseAndWorsening(ctx context.Context, measure string, kind FigurePlaceKind, year *int, asOf *calendar.Date, args Args) (*StandingConnection, error) {
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
	o := order[profile.Standing]{name: "standing.worst", sorted: true, key: func(s profile.Standing) key {
		k := key{number: int64(*s.Subject.Value), text: s.Subject.Place.PlaceCode()}
		if m.Polarity == statistics.LowIsGood {
			k.number = -k.number
		}
		if s.Against.Comparison.Judged998 == statistics.JudgedWorse {
			k.number -= 1 << 62 // before all others; no value is as large
		}
		return k
	}}
	return paginate(p.WorseAndWorsening(m, peers, y), o, args, func(s profile.Standing) *Standing { return &Standing{l, p, s} })
}
