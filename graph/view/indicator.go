package view

import (
	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/programme"
)

// Indicator says what a figure counts.
type Indicator struct {
	record
	lens Lens
	i    *programme.Indicator
}

func (l Lens) indicator(i *programme.Indicator) *Indicator { return &Indicator{record{&i.Meta}, l, i} }

// IndicatorConnection is one page of indicators.
type IndicatorConnection = Page[*programme.Indicator, *Indicator]

// IndicatorEdge is one entry of a page of indicators.
type IndicatorEdge = Edge[*Indicator]

// IndicatorFilter says which indicators. All conditions must hold; what is left out is no condition.
type IndicatorFilter struct {
	Code []string
	Kind []programme.IndicatorKind
}

// Indicators gives a page of what figures count, by code.
func (l Lens) Indicators(first *int, after *string, last *int, before *string, filter *IndicatorFilter) (*IndicatorConnection, error) {
	all := l.g.Indicators()
	if filter != nil {
		all = keep(all, func(i *programme.Indicator) bool { return among(filter.Code, i.Code) && among(filter.Kind, i.Kind) })
	}
	o := order[*programme.Indicator]{name: "indicator.code", sorted: true, key: func(i *programme.Indicator) key { return key{text: i.Code} }}
	return paginate(all, o, Args{first, after, last, before}, l.indicator)
}

// Indicator gives the indicator with a code, or nil.
func (l Lens) Indicator(code string) *Indicator {
	if i := l.g.Indicator(code); i != nil {
		return l.indicator(i)
	}
	return nil
}

// Code gives the code, unique and unchanging.
func (i *Indicator) Code() string { return i.i.Code }

// Title gives what it is called.
func (i *Indicator) Title() string { return i.i.Title }

// DefinitionID names the definition that its figures follow.
func (i *Indicator) DefinitionID() string { return i.i.DefinitionID }

// Definition gives the definition in words.
func (i *Indicator) Definition() string { return i.i.Definition }

// Numerator gives what is counted above the line.
func (i *Indicator) Numerator() string { return i.i.Numerator }

// Denominator gives what is below the line, or nil of a count.
func (i *Indicator) Denominator() *string { return text(i.i.Denominator) }

// Unit gives the unit of its figures.
func (i *Indicator) Unit() string { return i.i.Unit }

// ValidFrom gives the first day on which the definition is in use.
func (i *Indicator) ValidFrom() calendar.Date { return i.i.Valid.From }

// ValidTo gives the first day on which it no longer is, or nil.
func (i *Indicator) ValidTo() *calendar.Date { return i.i.Valid.To }

// Kind tells what sort of number its figures are.
func (i *Indicator) Kind() programme.IndicatorKind { return i.i.Kind }

// Polarity tells which way is better.
func (i *Indicator) Polarity() programme.Polarity { return i.i.Polarity }

// Multiplier gives per how many of the denominator a rate is; 1 otherwise.
func (i *Indicator) Multiplier() int { return i.i.Multiplier }

// AdditiveOver gives over what its figures may be summed; never nil.
func (i *Indicator) AdditiveOver() []string { return append([]string{}, i.i.AdditiveOver...) }

// NotAdditive tells why they may not be summed over anything else.
func (i *Indicator) NotAdditive() string { return i.i.NotAdditive }

// Confidence tells where intervals come from when none is given.
func (i *Indicator) Confidence() programme.ConfidenceMethod { return i.i.Confidence }

// Gate gives the indicator that says how complete its figures are, or nil.
func (i *Indicator) Gate() *Indicator {
	if i.i.Gate == nil {
		return nil
	}
	return i.lens.indicator(i.i.Gate)
}

// GatePercent gives the percentage of completeness below which figures are withheld, or nil.
func (i *Indicator) GatePercent() *decimal.Decimal { return i.i.GatePercent }

// Disclosure gives the profile of disclosure control.
func (i *Indicator) Disclosure() string { return i.i.Disclosure }

// Caveats gives what one must know to read its figures rightly, or nil.
func (i *Indicator) Caveats() *string { return text(i.i.Caveats) }

// Source gives where the definition comes from.
func (i *Indicator) Source() *Source { return i.lens.source(i.i.Source) }

// Dimension is a way to break a population down.
type Dimension struct {
	record
	lens Lens
	d    *programme.Dimension
}

func (l Lens) dimension(d *programme.Dimension) *Dimension { return &Dimension{record{&d.Meta}, l, d} }

// Dimensions gives the ways to break a population down, by code.
func (l Lens) Dimensions() []*Dimension { return shown(l.g.Dimensions(), l.dimension) }

// Code gives the code, unique and unchanging.
func (d *Dimension) Code() string { return d.d.Code }

// Name gives what it is called.
func (d *Dimension) Name() string { return d.d.Name }

// Description gives what it tells apart.
func (d *Dimension) Description() string { return d.d.Description }

// Categories gives its categories in their order.
func (d *Dimension) Categories() []*Category { return shown(d.d.Categories(), d.lens.category) }

// Category is one part of a population in a dimension.
type Category struct {
	record
	lens Lens
	c    *programme.Category
}

func (l Lens) category(c *programme.Category) *Category { return &Category{record{&c.Meta}, l, c} }

// Code gives the code, unique in its dimension.
func (c *Category) Code() string { return c.c.Code }

// Name gives what it is called.
func (c *Category) Name() string { return c.c.Name }

// Rank gives its place in the order of the dimension, from 1.
func (c *Category) Rank() int { return c.c.Rank }

// Dimension gives the dimension.
func (c *Category) Dimension() *Dimension { return c.lens.dimension(c.c.Dimension) }
