package view

import (
	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/intervention"
	"waymark/domain/programme"
	"waymark/domain/statistics"
)

// Intervention is something that was tried in offices for a while.
type Intervention struct {
	record
	lens Lens
	x    *programme.Intervention
}

func (l Lens) intervention(x *programme.Intervention) *Intervention {
	return &Intervention{record{&x.Meta}, l, x}
}

// Interventions gives everything that was tried, by code.
func (l Lens) Interventions() []*Intervention { return shown(l.g.Interventions(), l.intervention) }

// Intervention gives what was tried under a code, or nil.
func (l Lens) Intervention(code string) *Intervention {
	for _, x := range l.g.Interventions() {
		if x.Code == code {
			return l.intervention(x)
		}
	}
	return nil
}

// Code gives the code, unique and unchanging.
func (i *Intervention) Code() string { return i.x.Code }

// Name gives what it is called.
func (i *Intervention) Name() string { return i.x.Name }

// Description tells what was tried, or nil.
func (i *Intervention) Description() *string { return text(i.x.Description) }

// Scope tells what else differs between the phases, or nil.
func (i *Intervention) Scope() *string { return text(i.x.Scope) }

// Source gives the document that it comes from.
func (i *Intervention) Source() *Source { return i.lens.source(i.x.Source) }

// Offices gives where it was tried.
func (i *Intervention) Offices() []*InterventionOffice {
	return shown(i.x.Offices, func(o intervention.Office) *InterventionOffice { return &InterventionOffice{o} })
}

// InterventionOffice is where something was tried.
type InterventionOffice struct{ o intervention.Office }

// Label gives what the office is called in what was published.
func (o *InterventionOffice) Label() string { return o.o.Label }

// From gives the first day.
func (o *InterventionOffice) From() calendar.Date { return o.o.From }

// To gives the last day.
func (o *InterventionOffice) To() calendar.Date { return o.o.To }

// Staff gives how many work there, or nil.
func (o *InterventionOffice) Staff() *int { return positive(o.o.Staff) }

// EstimatedReferrals gives how many customers could be referred, as estimated, or nil.
func (o *InterventionOffice) EstimatedReferrals() *int { return positive(o.o.Estimated) }

// SessionsPerWeek gives how many sessions the provider held there a week, or nil.
func (o *InterventionOffice) SessionsPerWeek() *int { return positive(o.o.Sessions) }

// Champions gives how many drug champions there were, or nil.
func (o *InterventionOffice) Champions() *int { return positive(o.o.Champions) }

// Outreach tells whether the office's staff went to the provider.
func (o *InterventionOffice) Outreach() bool { return o.o.Outreach }

// Approaching tells whether the provider could approach customers in the office.
func (o *InterventionOffice) Approaching() bool { return o.o.Approaching }

// Cost gives what it cost there in whole pence, or nil.
func (o *InterventionOffice) Cost() *int64 { return o.o.Cost }

// CostPerReferral gives what a referral cost there while it was tried, or nil.
func (o *InterventionOffice) CostPerReferral() *int64 { return o.o.CostOf() }

func positive(n int) *int {
	if n == 0 {
		return nil
	}
	return &n
}

// Counts gives what was counted in each phase that is stated, before, during and after, of a group of substances or of all.
func (o *InterventionOffice) Counts(substance *programme.Substance) []*InterventionCount {
	of := ""
	if substance != nil {
		of = string(*substance)
	}
	found := []*InterventionCount{}
	for _, phase := range intervention.Phases() {
		if c := o.o.Count(phase, of); c != nil {
			found = append(found, &InterventionCount{o, of, c})
		}
	}
	return found
}

// InterventionCount is what was counted in one phase.
type InterventionCount struct {
	of        *InterventionOffice
	substance string
	c         *intervention.Count
}

// Phase tells which.
func (c *InterventionCount) Phase() intervention.Phase { return c.c.Phase }

// Weeks tells how long it was.
func (c *InterventionCount) Weeks() int { return c.c.Weeks }

// Definition tells whom it counts, or nil.
func (c *InterventionCount) Definition() *string { return text(c.c.Definition) }

// Note gives what the source says about it, or nil.
func (c *InterventionCount) Note() *string { return text(c.c.Note) }

// Anomalies gives what is odd about it; empty for groups of substances.
func (c *InterventionCount) Anomalies() []intervention.Anomaly {
	if c.substance != "" {
		return []intervention.Anomaly{}
	}
	return shown(c.of.o.Odd(c.c.Phase), func(a intervention.Anomaly) intervention.Anomaly { return a })
}

// Count gives the number of a measure, or nil when it is not stated.
func (c *InterventionCount) Count(measure intervention.Measure) *int64 { return c.c.Of(measure) }

// InterventionRate is a rate a week with its interval.
type InterventionRate struct {
	Value, Lower, Upper decimal.Decimal
}

// Weekly gives the rate a week of a measure, or nil when it is not stated.
func (c *InterventionCount) Weekly(measure intervention.Measure) (*InterventionRate, error) {
	f, err := c.of.o.Weekly(c.c.Phase, c.substance, measure)
	if err != nil || f == nil {
		return nil, err
	}
	return rate(*f)
}

func rate(f statistics.Figure) (r *InterventionRate, err error) {
	r = &InterventionRate{}
	for _, x := range []struct {
		to   *decimal.Decimal
		from float64
	}{{&r.Value, f.Value}, {&r.Lower, f.Interval.Lower}, {&r.Upper, f.Interval.Upper}} {
		if *x.to, err = statistics.Rounded("value", x.from); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// InterventionRatio is the ratio of two rates with its interval. Without an upper end nothing was counted before.
type InterventionRatio struct {
	Value    *decimal.Decimal
	Lower    decimal.Decimal
	Upper    *decimal.Decimal
	Position statistics.Position
}

// Ratio compares the weekly rate of a measure with that before, or gives nil for the phase before and for what is not stated.
func (c *InterventionCount) Ratio(measure intervention.Measure) (*InterventionRatio, error) {
	r, err := c.of.o.Ratio(c.c.Phase, c.substance, measure)
	if err != nil || r == nil {
		return nil, err
	}
	return ratio(r)
}

func ratio(r *statistics.RateRatio) (_ *InterventionRatio, err error) {
	ratio := &InterventionRatio{Position: r.Position}
	if ratio.Lower, err = statistics.Rounded("lower", r.Lower); err != nil {
		return nil, err
	}
	for _, x := range []struct {
		to   **decimal.Decimal
		from *float64
	}{{&ratio.Value, r.Value}, {&ratio.Upper, r.Upper}} {
		if x.from == nil {
			continue
		}
		value, err := statistics.Rounded("value", *x.from)
		if err != nil {
			return nil, err
		}
		*x.to = &value
	}
	return ratio, nil
}
