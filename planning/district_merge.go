package planning

import (
	"context"
	"fmt"
	"slices"

	"waymark/domain/programme"
)

// DistrictMerge merges districts into a new one or into an existing one on a day. The past stays as it was. Outcome.ID is
// the successor.
func (s *Service) DistrictMerge(ctx context.Context, in DistrictMergeInput) (Outcome, error) {
	c := call{"districtMerge", "", in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		closing, err := w.merging(in)
		if err != nil {
			return Outcome{}, err
		}
		var into *programme.District
		var name string
		switch {
		case (in.Into == nil) == (in.Successor == nil):
			w.bad("into", "exactly one of into and successor is given")
		case in.Into != nil:
			if into, err = versioned[*programme.District](w, in.Into.ID, "input.into.expectedVersion", in.Into.ExpectedVersion); err != nil {
				return Outcome{}, err
			}
			w.taking(into, closing, in)
		default:
			w.code("successor.code", in.Successor.Code, slug, w.g.District(in.Successor.Code) != nil)
			name = w.text("successor.name", in.Successor.Name, 1, 200)
			if len(in.Districts) < 2 {
				w.bad("districts", "two or more districts merge into a new one, not %d", len(in.Districts))
			}
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		m := &move{w: w, on: in.On}
		successor, members := in.target(m, name, into, closing)
		if err := m.merge(ctx, successor, closing, members); err != nil {
			return Outcome{}, err
		}
		if into != nil {
			if err := w.tx.District.UpdateOneID(into.ID).Exec(ctx); err != nil {
				return Outcome{}, fmt.Errorf("touch district: %w", err)
			}
		}
		return Outcome{ID: successor, On: in.On}, w.insert(ctx, m.records)
	})
}

// merging finds the districts that close and notes those that cannot.
func (w *work) merging(in DistrictMergeInput) ([]*programme.District, error) {
	if len(in.Districts) == 0 {
		w.bad("districts", "there is no district to merge")
	}
	var closing []*programme.District
	for i, d := range in.Districts {
		field := fmt.Sprintf("districts.%d.", i)
		district, err := versioned[*programme.District](w, d.ID, "input."+field+"expectedVersion", d.ExpectedVersion)
		if err != nil {
			return nil, err
		}
		w.closing(field+"id", district, in.On)
		for _, other := range closing {
			if other == district {
				w.bad(field+"id", "%s is given twice", district.Name(in.On))
			}
		}
		if len(closing) > 0 && closing[0].Region != district.Region {
			w.bad(field+"id", "%s lies in another region than %s", district.Name(in.On), closing[0].Name(in.On))
		}
		closing = append(closing, district)
	}
	return closing, nil
}

// taking notes why an existing district cannot take others in.
func (w *work) taking(into *programme.District, closing []*programme.District, in DistrictMergeInput) {
	if !programme.LivesOn(into.Valid, in.On) || into.Valid.To != nil {
		w.bad("into.id", "%s takes others in only while it exists, %s", into.Name(in.On), into.Valid)
	}
	for i, d := range closing {
		switch {
		case d == into:
			w.bad(fmt.Sprintf("districts.%d.id", i), "%s cannot merge into itself", d.Name(in.On))
		case d.Region != into.Region:
			w.bad("into.id", "%s lies in another region than %s", into.Name(in.On), d.Name(in.On))
		}
	}
}

// target gives the successor's id, which is made when it is a new one of that name, and all districts whose links it has from
// then on.
func (in DistrictMergeInput) target(m *move, name string, into *programme.District, closing []*programme.District) (id string, members []*programme.District) {
	if into != nil {
		return into.ID, append([]*programme.District{into}, closing...)
	}
	id, m.records = newDistrict(closing[0].RegionID, in.Successor.Code, name, in.On)
	return id, closing
}

// merge moves everything over and closes what goes under.
func (m *move) merge(ctx context.Context, successor string, closing, members []*programme.District) error {
	m.to = func(string) string { return successor }
	for _, partnership := range m.partnerships(closing) {
		var links []*programme.Link
		for _, d := range members {
			for _, k := range d.AllLinks() {
				if k.PartnershipID == partnership {
					links = append(links, k)
				}
			}
		}
		if err := m.endLinks(ctx, links); err != nil {
			return err
		}
		m.records.Links = append(m.records.Links, m.sumLinks(links, successor)...)
	}
	for _, d := range closing {
		if err := m.posts(ctx, d); err != nil {
			return err
		}
		if err := m.jobcentres(ctx, d); err != nil {
			return err
		}
		if err := m.w.closeDistrict(ctx, d, m.on); err != nil {
			return err
		}
		m.records.Lineages = append(m.records.Lineages, lineage(programme.MergedInto, d.ID, successor, m.on))
	}
	return nil
}

// partnerships gives the ids of those that have a link to one of the districts on or after the day.
func (m *move) partnerships(districts []*programme.District) []string {
	var ids []string
	for _, d := range districts {
		for _, k := range d.AllLinks() {
			if _, ok := m.rest(k.Valid); ok && !slices.Contains(ids, k.PartnershipID) {
				ids = append(ids, k.PartnershipID)
			}
		}
	}
	return ids
}
