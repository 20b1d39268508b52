package store

import (
	"context"
	"fmt"
	"strings"

	"waymark/domain/calendar"
	"waymark/domain/capacity"
	"waymark/ent"
	entcapacity "waymark/ent/capacity"
)

// CapacityFilter says which records of capacity. What is empty is no condition.
type CapacityFilter struct {
	IDs       []string
	Services  []string         // ids
	Providers []string         // ids
	Months    *calendar.Period // in which the month begins
}

// Capacities gives the records of capacity that the rights of the context show, in no order. It is one statement.
func (s *Store) Capacities(ctx context.Context, f CapacityFilter) ([]*capacity.Record, error) {
	found, err := capacities(ctx, s.client, f)
	return found, translate(err)
}

// Capacities gives those of the transaction.
func (tx *Tx) Capacities(ctx context.Context, f CapacityFilter) ([]*capacity.Record, error) {
	return capacities(ctx, tx.Client(), f)
}

func capacities(ctx context.Context, c *ent.Client, f CapacityFilter) ([]*capacity.Record, error) {
	q := c.Capacity.Query()
	if f.IDs != nil {
		q.Where(entcapacity.IDIn(f.IDs...))
	}
	if f.Services != nil {
		q.Where(entcapacity.ServiceIDIn(f.Services...))
	}
	if f.Providers != nil {
		q.Where(entcapacity.ProviderIDIn(f.Providers...))
	}
	if f.Months != nil {
		q.Where(entcapacity.MonthGTE(f.Months.From))
		if f.Months.To != nil {
			q.Where(entcapacity.MonthLT(*f.Months.To))
		}
	}
	rows, err := q.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read capacity: %w", err)
	}
	found := make([]*capacity.Record, len(rows))
	for i, row := range rows {
		found[i] = capacityOf(row)
	}
	return found, nil
}

// Capacity gives a record of capacity, or nil when there is none that the rights of the context show; no statement for an id of another kind.
func (s *Store) Capacity(ctx context.Context, id string) (*capacity.Record, error) {
	if !strings.HasPrefix(id, capacity.Prefix+"_") {
		return nil, nil
	}
	return first(s.Capacities(ctx, CapacityFilter{IDs: []string{id}}))
}

// InsertCapacities writes new records of capacity in few statements. The records' versions and times are the store's to stamp.
func (tx *Tx) InsertCapacities(ctx context.Context, records ...*capacity.Record) error {
	c := tx.Client()
	err := insert(ctx, records, func(x *capacity.Record) *ent.CapacityCreate {
		return c.Capacity.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetServiceID(x.ServiceID).SetProviderID(x.ProviderID).SetMonth(x.Month).
			SetPlaces(x.Places).SetNillableInUse(x.InUse).SetNillableWaiting(x.Waiting).SetNillableWeeksToWait(x.Wait)
	}, c.Capacity.CreateBulk)
	if err != nil {
		return fmt.Errorf("insert capacity: %w", err)
	}
	return nil
}

func capacityOf(x *ent.Capacity) *capacity.Record {
	return &capacity.Record{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), ServiceID: x.ServiceID, ProviderID: x.ProviderID,
		Month: x.Month, Places: x.Places, InUse: x.InUse, Waiting: x.Waiting, Wait: x.WeeksToWait}
}
