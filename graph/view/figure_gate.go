package view

import (
	"context"
	"fmt"
	"slices"

	"waymark/domain/figure"
	"waymark/domain/profile"
)

// gated gives figures that a question found as they may be told: those of indicators with a gate without their numbers where it is
// closed. The figures of the gate cost a question of their own unless they were among what was asked for.
func (l Lens) gated(ctx context.Context, q figure.Filter, all []*figure.Version) ([]*figure.Version, error) {
	gates := l.gatesOf(all)
	if len(gates) == 0 {
		return all, nil
	}
	desk, ok := ctx.Value(deskContext{}).(*Desk)
	drawer, err := drawerOf(ctx)
	if err != nil || !ok {
		return nil, fmt.Errorf("look for the gates of figures: there is no desk or no drawer")
	}
	known := all
	whole := q.Breakdown == nil || *q.Breakdown == ""
	if !whole || (q.Indicators != nil && !containsAll(q.Indicators, gates)) {
		q.Indicators, q.Breakdown = gates, nil
		if known, err = drawer.Figures(ctx, l.g, q, l.knownAt); err != nil {
			return nil, err
		}
	}
	desk.mutex.Lock()
	defer desk.mutex.Unlock()
	if desk.told == nil {
		desk.told = map[*figure.Version]*figure.Version{}
	}
	return told(profile.New(l.g, l.day, figure.Holding(known)), all, desk.told), nil
}

// gatesOf gives the ids of the gates of what is counted by figures that have a value, in order.
func (l Lens) gatesOf(all []*figure.Version) []string {
	var gates []string
	for _, v := range all {
		if i := l.indicatorOf(v); i != nil && i.Gate != nil && v.Status.HasValue() && !slices.Contains(gates, i.Gate.ID) {
			gates = append(gates, i.Gate.ID)
		}
	}
	slices.Sort(gates)
	return gates
}

// told gives versions as they may be told, with those that they supersede and that supersede them. What was found once it finds again.
func told(p *profile.Profile, all []*figure.Version, known map[*figure.Version]*figure.Version) []*figure.Version {
	list := make([]*figure.Version, len(all))
	for i, v := range all {
		if known[v] == nil {
			first := v
			for first.Earlier != nil {
				first = first.Earlier
			}
			var before *figure.Version
			for x := first; x != nil; x = x.Later {
				known[x] = &figure.Version{Figure: p.Kept(x.Figure), Earlier: before}
				if before != nil {
					before.Later = known[x]
				}
				before = known[x]
			}
		}
		list[i] = known[v]
	}
	return list
}

// gatedBy is gated of figures that were found by their numbers.
func (l Lens) gatedBy(ctx context.Context, all []*figure.Version) ([]*figure.Version, error) {
	q := figure.Filter{Indicators: []string{}, Places: []string{}}
	for _, v := range all {
		if i := l.indicatorOf(v); i == nil || i.Gate == nil {
			continue
		}
		q.Places = append(q.Places, v.PlaceID)
		if q.From == nil || v.Period.From.Before(*q.From) {
			q.From = &v.Period.From
		}
		if q.To == nil || v.Period.To.After(*q.To) {
			q.To = &v.Period.To
		}
	}
	slices.Sort(q.Places)
	q.Places = slices.Compact(q.Places)
	return l.gated(ctx, q, all)
}
