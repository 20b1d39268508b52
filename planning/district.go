package planning

import (
	"context"
	"fmt"
	"strings"

	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// DistrictCreate opens a district in a region. Outcome.ID is the district.
func (s *Service) DistrictCreate(ctx context.Context, in DistrictCreateInput) (Outcome, error) {
	c := call{"districtCreate", "", in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		w.code("code", in.Code, slug, w.g.District(in.Code) != nil)
		name := w.text("name", in.Name, 1, 200)
		if region := reference[*programme.Region](w, "region", in.Region, "region"); region != nil {
			w.inside("from", "the district's life", calendar.Open(in.From), region.Name(in.From), region.Valid)
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		id, records := newDistrict(in.Region, in.Code, name, in.From)
		return Outcome{ID: id, On: in.From}, w.insert(ctx, records)
	})
}

// newDistrict makes the records of a district that starts on a day.
func newDistrict(region, code, name string, from calendar.Date) (id string, r programme.Records) {
	id = newID(programme.DistrictPrefix)
	place, life := programme.PlaceRef{DistrictID: id}, calendar.Open(from)
	return id, programme.Records{
		Districts: []*programme.District{{Meta: programme.Meta{ID: id}, Code: code, RegionID: region, Valid: life}},
		Names:     []*programme.PlaceName{{Meta: programme.Meta{ID: newID(programme.NamePrefix)}, Place: place, Text: name, Valid: life}},
		Identifiers: []*programme.Identifier{{Meta: programme.Meta{ID: newID(programme.IdentifierPrefix)}, Place: place,
			Scheme: "WAYMARK", Value: code, Valid: life}},
	}
}

// DistrictRename gives a district another name from a day on. Outcome.ID is the district.
func (s *Service) DistrictRename(ctx context.Context, id string, in DistrictRenameInput) (Outcome, error) {
	c := call{"districtRename", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		district, err := subject[*programme.District](w, id, in.ExpectedVersion)
		if err != nil {
			return Outcome{}, err
		}
		if err := w.rename(ctx, district, in.Name, in.From); err != nil {
			return Outcome{}, err
		}
		step := lineage(programme.Renamed, id, id, in.From)
		if err := w.insert(ctx, programme.Records{Lineages: []*programme.Lineage{step}}); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: id, On: in.From}, w.tx.District.UpdateOneID(id).Exec(ctx)
	})
}

// rename gives a place another name from a day on, and refuses one that does not fit the names that it has.
func (w *work) rename(ctx context.Context, place programme.Place, to string, from calendar.Date) error {
	what := strings.ToLower(string(place.Kind()))
	name := w.text("name", to, 1, 200)
	w.on("from", "the "+what+"'s life", from, place.Period())
	if later, ok := programme.FirstFrom(place.Names(), from); ok {
		w.bad("from", "the name %q is in use from %s: a new one starts after that", later.Text, later.Valid.From)
	}
	if place.Name(from) == name {
		w.bad("name", "the %s is called that already", what)
	}
	if err := w.refused(); err != nil {
		return err
	}
	if err := w.endNames(ctx, place, from); err != nil {
		return err
	}
	return w.insert(ctx, programme.Records{Names: []*programme.PlaceName{{Meta: programme.Meta{ID: newID(programme.NamePrefix)},
		Place: programme.RefTo(place), Text: name, Valid: calendar.Period{From: from, To: place.Period().To}}}})
}

func lineage(kind programme.LineageKind, from, to string, on calendar.Date) *programme.Lineage {
	return &programme.Lineage{Meta: programme.Meta{ID: newID(programme.LineagePrefix)}, LineageKind: kind, On: on, FromID: from, ToID: to}
}

func (w *work) endNames(ctx context.Context, place programme.Place, on calendar.Date) error {
	for _, name := range place.Names() {
		if programme.LivesOn(name.Valid, on) {
			if err := w.tx.PlaceName.UpdateOneID(name.ID).SetValidTo(on).Exec(ctx); err != nil {
				return fmt.Errorf("end name: %w", err)
			}
		}
	}
	return nil
}

// closing notes why a district cannot go over into another on a day.
func (w *work) closing(field string, district *programme.District, on calendar.Date) {
	name := district.Name(on)
	if district.Valid.To != nil {
		w.bad(field, "%s closed on %s", name, district.Valid.To)
		return
	}
	if !on.After(district.Valid.From) {
		w.bad("on", "%s is not after the first day of %s, %s", on, name, district.Valid.From)
		return
	}
	if later, ok := programme.FirstFrom(district.Names(), on); ok {
		w.bad("on", "%s is to be called %q from %s", name, later.Text, later.Valid.From)
	}
	if later, ok := programme.FirstFrom(district.AllPathways(), on); ok {
		w.bad("on", "pathway %s is to start on %s", later.Code, later.Valid.From)
	}
	for _, x := range district.Lineage() {
		if x.LineageKind == programme.MergedInto && x.To == district && x.On.After(on) {
			w.bad("on", "%s is to take in %s on %s", name, x.From.Name(x.On), x.On)
		}
	}
}

// closeDistrict ends a district on a day, with its name, its codes and the pathways that are for all of it. What lies in it has to be moved beside.
func (w *work) closeDistrict(ctx context.Context, district *programme.District, on calendar.Date) error {
	if err := w.endNames(ctx, district, on); err != nil {
		return err
	}
	for _, code := range district.Identifiers() {
		if programme.LivesOn(code.Valid, on) {
			if err := w.tx.Identifier.UpdateOneID(code.ID).SetValidTo(on).Exec(ctx); err != nil {
				return fmt.Errorf("end identifier: %w", err)
			}
		}
	}
	if err := w.endPathways(ctx, district.AllPathways(), on); err != nil {
		return err
	}
	if err := w.tx.District.UpdateOneID(district.ID).SetValidTo(on).Exec(ctx); err != nil {
		return fmt.Errorf("close district: %w", err)
	}
	return nil
}
