package planning

import (
	"context"
	"fmt"
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/programme"
)

// move takes what lies in districts over into others from a day on. Until then everything stays where it was; what was to
// come later goes over as well.
type move struct {
	w  *work
	on calendar.Date
	// to gives the district that a post or a jobcentre, by its id, goes over to.
	to      func(id string) string
	records programme.Records // what is to be inserted
}

// rest gives the part of a period from the day of the move on.
func (m *move) rest(p calendar.Period) (calendar.Period, bool) {
	return p.Intersect(calendar.Open(m.on))
}

// posts moves the posts at home in a district.
func (m *move) posts(ctx context.Context, district *programme.District) error {
	for _, stay := range district.Homes() {
		rest, ok := m.rest(stay.Valid)
		if !ok {
			continue
		}
		if err := m.cut(ctx, stay.Valid, m.w.tx.Home.UpdateOneID(stay.ID).SetValidTo(m.on).Exec, m.w.tx.Home.DeleteOneID(stay.ID).Exec); err != nil {
			return fmt.Errorf("end home: %w", err)
		}
		m.records.Homes = append(m.records.Homes, &programme.Home{Meta: programme.Meta{ID: newID(programme.HomePrefix), Synthetic: stay.Synthetic},
			PostID: stay.PostID, DistrictID: m.to(stay.PostID), Valid: rest})
		if err := m.w.touch(ctx, stay.Post); err != nil {
			return err
		}
	}
	return nil
}

// jobcentres moves the offices of a district.
func (m *move) jobcentres(ctx context.Context, district *programme.District) error {
	for _, stay := range district.Placements() {
		rest, ok := m.rest(stay.Valid)
		if !ok {
			continue
		}
		if err := m.cut(ctx, stay.Valid, m.w.tx.Placement.UpdateOneID(stay.ID).SetValidTo(m.on).Exec, m.w.tx.Placement.DeleteOneID(stay.ID).Exec); err != nil {
			return fmt.Errorf("end placement: %w", err)
		}
		m.records.Placements = append(m.records.Placements, &programme.Placement{
			Meta:        programme.Meta{ID: newID(programme.PlacementPrefix), Synthetic: stay.Synthetic},
			JobcentreID: stay.JobcentreID, DistrictID: m.to(stay.JobcentreID), Valid: rest})
		if err := m.w.tx.Jobcentre.UpdateOneID(stay.JobcentreID).Exec(ctx); err != nil {
			return fmt.Errorf("touch jobcentre: %w", err)
		}
	}
	return nil
}

// endLinks ends links of partnerships on the day.
func (m *move) endLinks(ctx context.Context, links []*programme.Link) error {
	touched := map[string]bool{}
	for _, old := range links {
		if _, ok := m.rest(old.Valid); !ok {
			continue
		}
		if err := m.cut(ctx, old.Valid, m.w.tx.Link.UpdateOneID(old.ID).SetValidTo(m.on).Exec, m.w.tx.Link.DeleteOneID(old.ID).Exec); err != nil {
			return fmt.Errorf("end link: %w", err)
		}
		if touched[old.PartnershipID] {
			continue
		}
		touched[old.PartnershipID] = true
		if err := m.w.tx.Partnership.UpdateOneID(old.PartnershipID).Exec(ctx); err != nil {
			return fmt.Errorf("touch partnership: %w", err)
		}
	}
	return nil
}

// cut ends a record on the day or, when it has not begun by then, removes it: its place is taken by the one that it goes over to.
func (m *move) cut(ctx context.Context, p calendar.Period, end, remove func(context.Context) error) error {
	if p.From.Before(m.on) {
		return end(ctx)
	}
	return remove(ctx)
}

// sumLinks gives, for links of one partnership that all go over to one district, the links that it has with that district
// from the day on: where several hold at once, their shares are added.
func (m *move) sumLinks(links []*programme.Link, district string) []*programme.Link {
	var days []calendar.Date
	for _, k := range links {
		if rest, ok := m.rest(k.Valid); ok {
			days = append(days, rest.From)
			if rest.To != nil {
				days = append(days, *rest.To)
			}
		}
	}
	slices.SortFunc(days, calendar.Date.Compare)
	days = slices.Compact(days)
	var made []*programme.Link
	for i, day := range days {
		var sum decimal.Decimal
		synthetic := true
		for _, k := range links {
			if k.Valid.Contains(day) {
				sum += k.Share
				synthetic = synthetic && k.Synthetic
			}
		}
		if sum == decimal.Zero {
			continue
		}
		p := calendar.Open(day)
		if i+1 < len(days) {
			p = calendar.Between(day, days[i+1])
		}
		made = append(made, &programme.Link{Meta: programme.Meta{ID: newID(programme.LinkPrefix), Synthetic: synthetic},
			PartnershipID: links[0].PartnershipID, DistrictID: district, Share: sum, Valid: p})
	}
	return made
}
