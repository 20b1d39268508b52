package view

import (
	"context"

	"waymark/domain/calendar"
	"waymark/domain/capacity"
	"waymark/domain/decimal"
	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/domain/referral"
)

// MaxCapacityMonths is for how many months capacity can be asked at once.
const MaxCapacityMonths = 24

// Capacity is how a service stood in a month.
type Capacity struct {
	record
	lens Lens
	c    *capacity.Record
}

// Capacity gives a month of a service; nil for none.
func (l Lens) Capacity(c *capacity.Record) *Capacity {
	if c == nil {
		return nil
	}
	return &Capacity{record{&c.Meta}, l, c}
}

// Node gives it as an object with an id; nil for none.
func (c *Capacity) Node() Node {
	if c == nil {
		return nil
	}
	return c
}

// Service gives the service, as of the end of the month.
func (c *Capacity) Service() *Service {
	s, _ := programme.Lookup[*programme.Service](c.lens.g, c.c.ServiceID) // which a foreign key promises
	return c.lens.On(referral.Structure(c.c.Month)).service(s)
}

// Month gives the first day of the month.
func (c *Capacity) Month() calendar.Date { return c.c.Month }

// Places gives how many people it can have in treatment.
func (c *Capacity) Places() int { return c.c.Places }

// InUse gives how many it had, or nil.
func (c *Capacity) InUse() *int { return c.c.InUse }

// Waiting gives how many waited, or nil.
func (c *Capacity) Waiting() *int { return c.c.Waiting }

// WeeksToWait gives how many weeks somebody waited, or nil.
func (c *Capacity) WeeksToWait() *decimal.Decimal { return c.c.Wait }

// Over tells whether more are in treatment than there are places.
func (c *Capacity) Over() bool { return c.c.Over() }

// Capacity gives how the service stood in some months; nil when it is not for the viewer. It is INVALID for more than MaxCapacityMonths months.
func (s *Service) Capacity(ctx context.Context, from, to calendar.Date) ([]*Capacity, error) {
	if !s.lens.rights.SeesCapacity(s.s) {
		return nil, nil
	}
	months := calendar.Between(referral.MonthOf(from), referral.NextMonth(to))
	if n := len(referral.Months(months.From, *months.To)); n < 1 || n > MaxCapacityMonths {
		return nil, fault.New(fault.Invalid, "to", "it is asked for 1 to %d months", MaxCapacityMonths)
	}
	shelf, err := ShelfOf(ctx)
	if err != nil {
		return nil, err
	}
	records, err := shelf.Capacities(ctx, s.s.ID, months)
	if err != nil {
		return nil, err
	}
	return shown(records, s.lens.Capacity), nil
}
