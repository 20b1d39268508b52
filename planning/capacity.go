package planning

import (
	"context"

	"waymark/domain/calendar"
	"waymark/domain/capacity"
	"waymark/domain/decimal"
	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/domain/referral"
	"waymark/store"
)

// CapacityRecord records how a service stood in a month, for the first time or again: the whole of it, which takes the place of what was. More people
// than places are recorded as they are. Outcome.ID is the record.
//
// Faults: INVALID for a month in which the service is not offered, for people of a month that is yet to come and for numbers beyond their range;
// CONFLICT when the month has been recorded or changed since it was read.
func (s *Service) CapacityRecord(ctx context.Context, in CapacityRecordInput) (Outcome, error) {
	c := call{operation: "capacityRecord", input: in, key: in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		service := reference[*programme.Service](w, "service", in.Service, "service")
		if service == nil {
			return Outcome{}, w.refused()
		}
		if err := w.allowed(service); err != nil {
			return Outcome{}, err
		}
		r := w.capacity(in, service, s.today())
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		if err := w.keepCapacity(ctx, r, in.ExpectedVersion); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: r.ID, On: s.today()}, nil
	})
}

// capacity checks what is to be recorded of a service.
func (w *work) capacity(in CapacityRecordInput, service *programme.Service, today calendar.Date) *capacity.Record {
	month := referral.MonthOf(in.Month)
	if !service.Valid.Overlaps(calendar.Between(month, referral.NextMonth(month))) {
		w.bad("month", "%s is not offered in %s", service.Code, month.Time().Format("January 2006"))
	}
	w.people("places", &in.Places, capacity.Most)
	w.people("inUse", in.InUse, capacity.Most)
	w.people("waiting", in.Waiting, capacity.Most)
	if in.WeeksToWait != nil && (*in.WeeksToWait < decimal.Zero || *in.WeeksToWait > decimal.FromInt(capacity.MostWeeks)) {
		w.bad("weeksToWait", "it is a number of weeks from 0 to %d, not %s", capacity.MostWeeks, in.WeeksToWait)
	}
	switch {
	case in.InUse == nil && in.Waiting != nil:
		w.bad("inUse", "those in treatment and those waiting are counted together")
	case in.InUse != nil && in.Waiting == nil:
		w.bad("waiting", "those in treatment and those waiting are counted together")
	}
	if month.After(today) {
		for _, x := range []struct {
			field string
			told  bool
		}{{"inUse", in.InUse != nil}, {"waiting", in.Waiting != nil}, {"weeksToWait", in.WeeksToWait != nil}} {
			if x.told {
				w.bad(x.field, "%s is yet to come: only its places can be said", month.Time().Format("January 2006"))
			}
		}
	}
	return &capacity.Record{Meta: programme.Meta{ID: newID(capacity.Prefix)}, ServiceID: service.ID, ProviderID: service.ProviderID, Month: month,
		Places: in.Places, InUse: in.InUse, Waiting: in.Waiting, Wait: in.WeeksToWait}
}

// people notes one that is below 0 or too large.
func (w *work) people(field string, n *int, most int) {
	if n != nil && (*n < 0 || *n > most) {
		w.bad(field, "it is a whole number from 0 to %d, not %d", most, *n)
	}
}

// keepCapacity writes a record, under the id of the one that there is of its month.
func (w *work) keepCapacity(ctx context.Context, r *capacity.Record, expected *int) error {
	found, err := w.tx.Capacities(w.reading(ctx), store.CapacityFilter{Services: []string{r.ServiceID}, Months: new(calendar.Between(r.Month, referral.NextMonth(r.Month)))})
	if err != nil {
		return err
	}
	if len(found) == 0 {
		if expected != nil {
			return fault.New(fault.Conflict, "input.expectedVersion", "nothing has been recorded of this month: leave the version out")
		}
		return w.tx.InsertCapacities(ctx, r)
	}
	was := found[0]
	switch {
	case expected == nil:
		return fault.New(fault.Conflict, "input.expectedVersion", "this month has been recorded already: read it, and say which version you change")
	case *expected != was.Version:
		return fault.New(fault.Conflict, "input.expectedVersion", "it has changed: you read version %d and it is now at version %d", *expected, was.Version)
	}
	r.ID = was.ID
	update := w.tx.Capacity.UpdateOneID(r.ID).SetPlaces(r.Places).ClearInUse().ClearWaiting().ClearWeeksToWait()
	if r.InUse != nil {
		update.SetInUse(*r.InUse).SetWaiting(*r.Waiting)
	}
	if r.Wait != nil {
		update.SetWeeksToWait(*r.Wait)
	}
	return update.Exec(ctx)
}

// SeedCapacities records capacity that is not recorded yet, and leaves everything that is there as it is. It gives the number of new records; a second run
// gives 0 and changes nothing.
func (s *Service) SeedCapacities(ctx context.Context, records []*capacity.Record) (int, error) {
	known, err := s.store.Capacities(service(ctx), store.CapacityFilter{})
	if err != nil || len(known) > 0 || len(records) == 0 {
		return 0, err
	}
	n := 0
	_, err = s.change(ctx, call{operation: "seed"}, func(ctx context.Context, w *work) (Outcome, error) {
		n = 0
		known, err := w.tx.Capacities(w.reading(ctx), store.CapacityFilter{}) // looked at again: another process may have seeded meanwhile
		if err != nil || len(known) > 0 {
			return Outcome{}, err
		}
		n = len(records)
		return Outcome{}, w.tx.InsertCapacities(ctx, records...)
	})
	return n, err
}
