package view

import (
	"fmt"
	"math"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/fault"
	"waymark/domain/forecast"
	"waymark/domain/programme"
	"waymark/domain/watching"
)

// Watched gives the district, region or provider of which it is asked what is to come: exactly one has a code. Otherwise, and when there is none with the
// code, it is INVALID.
func (l Lens) Watched(district, region, provider *string) (programme.Node, error) {
	var found []programme.Node
	note := func(field string, code *string, look func(string) (programme.Node, bool)) error {
		if code == nil {
			return nil
		}
		n, ok := look(*code)
		if !ok {
			return fault.New(fault.Invalid, field, "there is no %s with the code %s", field, fmt.Sprintf("%.64q", *code))
		}
		found = append(found, n)
		return nil
	}
	for _, err := range []error{
		note("district", district, func(c string) (programme.Node, bool) { x := l.g.District(c); return x, x != nil }),
		note("region", region, func(c string) (programme.Node, bool) { x := l.g.Region(c); return x, x != nil }),
		note("provider", provider, func(c string) (programme.Node, bool) { x := l.g.Provider(c); return x, x != nil }),
	} {
		if err != nil {
			return nil, err
		}
	}
	if len(found) != 1 {
		return nil, fault.New(fault.Invalid, "", "say a district, a region or a provider, and no two of them")
	}
	return found[0], nil
}

// PinchPoints tells which providers will be full, and when.
type PinchPoints struct {
	lens Lens
	all  []watching.Pinch
}

// PinchPoints shows how providers stand from a day on.
func (l Lens) PinchPoints(day calendar.Date, all []watching.Pinch) *PinchPoints {
	return &PinchPoints{l.On(day), all}
}

// AsOf gives the day.
func (p *PinchPoints) AsOf() calendar.Date { return p.lens.day }

// Providers gives each provider.
func (p *PinchPoints) Providers() []*PinchPoint {
	return shown(p.all, func(x watching.Pinch) *PinchPoint { return &PinchPoint{p.lens, x} })
}

// Assumptions gives what it rests on.
func (p *PinchPoints) Assumptions() []string { return forecast.Assumptions() }

// PinchPoint is how a provider stands in the months to come.
type PinchPoint struct {
	lens Lens
	p    watching.Pinch
}

// Provider gives the provider.
func (p *PinchPoint) Provider() *Provider { return p.lens.provider(p.p.Provider) }

// Months gives each month.
func (p *PinchPoint) Months() []*PinchMonth {
	return shown(p.p.Months, func(m forecast.Month) *PinchMonth { return &PinchMonth{m} })
}

// FullFrom gives the first month at the end of which it is full, or nil.
func (p *PinchPoint) FullFrom() *calendar.Date { return p.p.FullFrom }

// TakesNoMoreFrom gives the first day on which a service takes no more people, or nil.
func (p *PinchPoint) TakesNoMoreFrom() *calendar.Date {
	if all := p.paused(); len(all) > 0 {
		return &all[0].Valid.From
	}
	return nil
}

func (p *PinchPoint) paused() []*programme.Pause {
	return watching.Pauses(p.p.Provider.AllServices(), p.lens.day)
}

// Pauses gives those that have not ended.
func (p *PinchPoint) Pauses() []*ServicePause { return shown(p.paused(), p.lens.pause) }

// Reason tells why it cannot be told, or nil.
func (p *PinchPoint) Reason() *forecast.Reason {
	if p.p.Reason == "" {
		return nil
	}
	return &p.p.Reason
}

// Why tells what it rests on.
func (p *PinchPoint) Why() []string { return p.p.Why() }

// PinchMonth is how a provider stands at the end of a month.
type PinchMonth struct{ m forecast.Month }

// Month gives the first day of the month.
func (m *PinchMonth) Month() calendar.Date { return m.m.Month }

// Referrals gives how many people are referred to it, or nil.
func (m *PinchMonth) Referrals() *Expectation { return expectation(m.m.Referrals) }

// Demand gives how many people it has, or nil.
func (m *PinchMonth) Demand() *Expectation { return expectation(m.m.Demand) }

// Places gives how many places it has, or nil.
func (m *PinchMonth) Places() *int64 { return m.m.Places }

// Chance gives the chance that no place is free, or nil.
func (m *PinchMonth) Chance() *decimal.Decimal {
	if m.m.Chance == nil {
		return nil
	}
	return new(inParts(*m.m.Chance, 100))
}

// Verdict tells what that comes to.
func (m *PinchMonth) Verdict() forecast.Verdict { return m.m.Verdict }

// Expectation is a number of people that is not known yet, with its interval.
type Expectation struct{ Value, Lower, Upper decimal.Decimal }

func expectation(e *forecast.Expected) *Expectation {
	if e == nil {
		return nil
	}
	return &Expectation{inParts(e.Value, 10), inParts(e.Lower, 10), inParts(e.Upper, 10)}
}

// inParts gives a number to parts of one. What is beyond any number of people is the most that there can be.
func inParts(x float64, parts int64) decimal.Decimal {
	return decimal.Decimal(int64(math.Round(min(x, 1e9)*float64(parts))) * (int64(decimal.One) / parts))
}
