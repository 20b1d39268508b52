package planning

import (
	"context"
	"fmt"
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/programme"
)

// PartnershipCreate founds a partnership and links it to districts. Outcome.ID is the partnership.
func (s *Service) PartnershipCreate(ctx context.Context, in PartnershipCreateInput) (Outcome, error) {
	c := call{"partnershipCreate", "", in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		if err := w.allowed(w.districts(in.Districts)...); err != nil {
			return Outcome{}, err
		}
		w.code("code", in.Code, label, w.g.Partnership(in.Code) != nil)
		name := w.text("name", in.Name, 1, 200)
		w.shares(in.Districts, in.From)
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		id, life := newID(programme.PartnershipPrefix), calendar.Open(in.From)
		err := w.insert(ctx, programme.Records{
			Partnerships: []*programme.Partnership{{Meta: programme.Meta{ID: id}, Code: in.Code, Valid: life}},
			Names: []*programme.PlaceName{{Meta: programme.Meta{ID: newID(programme.NamePrefix)},
				Place: programme.PlaceRef{PartnershipID: id}, Text: name, Valid: life}},
			Links: links(id, in.Districts, in.From),
		})
		return Outcome{ID: id, On: in.From}, err
	})
}

// PartnershipLink sets the links of a partnership from a day on; before it the old ones stay. Outcome.ID is the partnership.
func (s *Service) PartnershipLink(ctx context.Context, id string, in PartnershipLinkInput) (Outcome, error) {
	c := call{"partnershipLink", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		partnership, err := subject[*programme.Partnership](w, id, in.ExpectedVersion)
		if err != nil {
			return Outcome{}, err
		}
		w.on("from", "the partnership's life", in.From, partnership.Valid)
		w.shares(in.Districts, in.From)
		if later, ok := programme.FirstFrom(partnership.AllLinks(), in.From); ok {
			w.bad("from", "links are recorded from %s on: new ones start after that", later.Valid.From)
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		for _, old := range partnership.AllLinks() {
			if programme.LivesOn(old.Valid, in.From) {
				if err := w.tx.Link.UpdateOneID(old.ID).SetValidTo(in.From).Exec(ctx); err != nil {
					return Outcome{}, fmt.Errorf("end link: %w", err)
				}
			}
		}
		if err := w.insert(ctx, programme.Records{Links: links(id, in.Districts, in.From)}); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: id, On: in.From}, w.tx.Partnership.UpdateOneID(id).Exec(ctx)
	})
}

// PartnershipRename gives a partnership another name from a day on. Outcome.ID is the partnership.
func (s *Service) PartnershipRename(ctx context.Context, id string, in PartnershipRenameInput) (Outcome, error) {
	c := call{"partnershipRename", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		partnership, err := subject[*programme.Partnership](w, id, in.ExpectedVersion)
		if err != nil {
			return Outcome{}, err
		}
		if err := w.rename(ctx, partnership, in.Name, in.From); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: id, On: in.From}, w.tx.Partnership.UpdateOneID(id).Exec(ctx)
	})
}

// shares checks the links of a partnership from a day on: districts that exist from then on, each once, shares that sum to 1.
func (w *work) shares(districts []*DistrictShareInput, from calendar.Date) {
	var sum decimal.Decimal
	var seen []string
	for i, d := range districts {
		field := fmt.Sprintf("districts.%d.", i)
		if district := reference[*programme.District](w, field+"district", d.District, "district"); district != nil {
			w.inside(field+"district", "the link", calendar.Open(from), district.Name(from), district.Valid)
			if slices.Contains(seen, d.District) {
				w.bad(field+"district", "%s is given twice", district.Name(from))
			}
			seen = append(seen, d.District)
		}
		w.fraction(field+"share", "share", d.Share)
		sum += min(max(d.Share, decimal.Zero), decimal.One)
	}
	if sum != decimal.One {
		w.bad("districts", "the shares sum to exactly 1, not %s", sum)
	}
}

// districts gives those of the shares that are there.
func (w *work) districts(shares []*DistrictShareInput) []programme.Node {
	var found []programme.Node
	for _, d := range shares {
		if district, ok := programme.Lookup[*programme.District](w.g, d.District); ok {
			found = append(found, district)
		}
	}
	return found
}

func links(partnership string, districts []*DistrictShareInput, from calendar.Date) []*programme.Link {
	made := make([]*programme.Link, len(districts))
	for i, d := range districts {
		made[i] = &programme.Link{Meta: programme.Meta{ID: newID(programme.LinkPrefix)}, PartnershipID: partnership,
			DistrictID: d.District, Share: d.Share, Valid: calendar.Open(from)}
	}
	return made
}
