package view

import (
	"waymark/domain/decimal"
	"waymark/domain/figure"
	"waymark/domain/need"
	"waymark/domain/profile"
	"waymark/domain/programme"
	"waymark/domain/statistics"
)

// Measure is by what places are compared.
type Measure struct {
	lens Lens
	m    profile.Measure
}

// Measures gives all that places can be compared by, by code.
func (l Lens) Measures() []*Measure {
	return shown(profile.New(l.g, l.day, nil).Measures(), func(m profile.Measure) *Measure { return &Measure{l, m} })
}

// Code gives the code.
func (m *Measure) Code() string { return m.m.Code }

// Title gives what it is called.
func (m *Measure) Title() string { return m.m.Title }

// Indicator gives the indicator, or nil of a share that is worked out.
func (m *Measure) Indicator() *Indicator {
	if m.m.Indicator == nil {
		return nil
	}
	return m.lens.indicator(m.m.Indicator)
}

// Relative tells whether places of different size can be compared by it.
func (m *Measure) Relative() bool { return m.m.Relative() }

// Polarity tells which way is better.
func (m *Measure) Polarity() programme.Polarity {
	switch m.m.Polarity {
	case statistics.HighIsGood:
		return programme.HigherIsBetter
	case statistics.LowIsGood:
		return programme.LowerIsBetter
	}
	return programme.NoPolarity
}

// IndicatorValue is a figure as it may be shown.
type IndicatorValue struct {
	lens Lens
	p    *profiled
	s    profile.Shown
}

func (l Lens) value(p *profiled, s profile.Shown) *IndicatorValue { return &IndicatorValue{l, p, s} }

// Measure gives what is measured.
func (v *IndicatorValue) Measure() *Measure { return &Measure{v.lens, v.s.Measure} }

// Place gives the place, or nil for England and several places together.
func (v *IndicatorValue) Place() Place {
	if v.s.Place == nil {
		return nil
	}
	return v.lens.place(v.s.Place)
}

// Area gives what the place, or the places together, are called.
func (v *IndicatorValue) Area() string {
	switch {
	case v.s.Together != "":
		return v.s.Together
	case v.s.Place == nil:
		return "England"
	}
	return v.s.Place.Name(v.lens.day)
}

// Period gives the days that it is about, or nil when there is no figure.
func (v *IndicatorValue) Period() *FigurePeriod {
	if v.s.Period.Type == "" {
		return nil
	}
	return &FigurePeriod{v.s.Period}
}

// Breakdown gives the part of the population that it is about, a category a dimension.
func (v *IndicatorValue) Breakdown() []*Category { return v.lens.categories(v.s.Breakdown) }

// Basis tells where it comes from.
func (v *IndicatorValue) Basis() profile.Basis { return v.s.Basis }

// Value gives the number, or nil.
func (v *IndicatorValue) Value() *decimal.Decimal { return v.s.Value }

// Numerator gives what stands above the line, or nil.
func (v *IndicatorValue) Numerator() *decimal.Decimal {
	if v.s.Counted == nil {
		return nil
	}
	return new(decimal.FromInt(int(v.s.Counted.Numerator)))
}

// Denominator gives what stands below the line, or nil.
func (v *IndicatorValue) Denominator() *decimal.Decimal {
	if v.s.Counted == nil {
		return nil
	}
	return new(decimal.FromInt(int(v.s.Counted.Denominator)))
}

// Interval95 gives its 95% interval, or nil.
func (v *IndicatorValue) Interval95() *figure.Interval { return interval(v.s.At95) }

// Interval998 gives its 99.8% interval, or nil.
func (v *IndicatorValue) Interval998() *figure.Interval { return interval(v.s.At998) }

func interval(l *statistics.Limits) *figure.Interval {
	if l == nil {
		return nil
	}
	return &figure.Interval{Lower: l.Lower, Upper: l.Upper}
}

// Method tells where the intervals come from, or gives nil.
func (v *IndicatorValue) Method() *statistics.Method { return filled(v.s.Method) }

// Status tells how far it can be relied on, or gives nil when there is no figure.
func (v *IndicatorValue) Status() *figure.Status { return filled(v.s.Status) }

// Reason tells why there is no value, or gives nil when there is one.
func (v *IndicatorValue) Reason() *string { return text(v.s.Reason) }

// Completeness tells how complete the records are that it rests on, or gives nil.
func (v *IndicatorValue) Completeness() *need.Completeness { return v.s.Completeness }

// Synthetic tells whether a figure that it comes from was invented.
func (v *IndicatorValue) Synthetic() bool { return v.s.Synthetic() }

// Figures gives a page of the figures that it comes from.
func (v *IndicatorValue) Figures(first *int, after *string, last *int, before *string) (*FigureConnection, error) {
	var all []*figure.Version
	for _, f := range v.s.Figures {
		if x := v.p.versions[f]; x != nil {
			all = append(all, x)
		}
	}
	all = told(v.p.Profile, all, map[*figure.Version]*figure.Version{})
	return paginate(all, v.lens.figureOrder(nil), Args{first, after, last, before}, v.lens.figure)
}

// filled gives a word, or nil for none.
func filled[T ~string](word T) *T {
	if word == "" {
		return nil
	}
	return &word
}

// IndicatorValueConnection is one page of values.
type IndicatorValueConnection = Page[profile.Shown, *IndicatorValue]

// IndicatorValueEdge is one entry of a page of values.
type IndicatorValueEdge = Edge[*IndicatorValue]

// values gives a page of values that come by rank of their category in a dimension or, without one, by code of their place.
func (l Lens) values(p *profiled, list []profile.Shown, by *programme.Dimension, args Args) (*IndicatorValueConnection, error) {
	o := order[profile.Shown]{name: "value.place", sorted: true, key: func(s profile.Shown) key { return key{text: s.Place.PlaceCode()} }}
	if by != nil {
		o.name, o.key = "value.category", func(s profile.Shown) key {
			return key{number: int64(by.Category(s.Breakdown.Category(by.Code)).Rank), text: string(s.Breakdown)}
		}
	}
	return paginate(list, o, args, func(s profile.Shown) *IndicatorValue { return l.value(p, s) })
}
