package planning

import (
	"context"
	"fmt"

	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// SiteCreate records a site of a provider. Outcome.ID is the site.
func (s *Service) SiteCreate(ctx context.Context, in SiteCreateInput) (Outcome, error) {
	c := call{"siteCreate", "", in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		provider, ok := seen[*programme.Provider](w, "provider", in.Provider, "provider")
		if ok {
			if err := w.allowed(provider); err != nil {
				return Outcome{}, err
			}
			w.inside("from", "the site", calendar.Open(in.From), "the provider", provider.Valid)
		}
		w.code("code", in.Code, label, w.g.Site(in.Code) != nil)
		site := &programme.Site{Meta: programme.Meta{ID: newID(programme.SitePrefix)}, ProviderID: in.Provider, Code: in.Code,
			Name: w.text("name", in.Name, 1, 200), Valid: calendar.Open(in.From)}
		w.siteDetails(site, in.SiteDetails)
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: site.ID, On: in.From}, w.insert(ctx, programme.Records{Sites: []*programme.Site{site}})
	})
}

// SiteUpdate corrects what is recorded of a site, for all dates. Outcome.ID is the site.
func (s *Service) SiteUpdate(ctx context.Context, id string, in SiteUpdateInput) (Outcome, error) {
	c := call{"siteUpdate", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		found, err := subject[*programme.Site](w, id, in.ExpectedVersion)
		if err != nil {
			return Outcome{}, err
		}
		x := *found
		if in.Name != nil {
			x.Name = w.text("name", *in.Name, 1, 200)
		}
		w.siteDetails(&x, in.SiteDetails)
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		update := w.tx.Site.UpdateOneID(id).SetName(x.Name).SetAddress(x.Address).SetTown(x.Town).SetPostcode(x.Postcode).SetConfidential(x.Confidential).
			ClearLatitude().ClearLongitude().ClearPartnershipID()
		if x.PartnershipID != "" {
			update.SetPartnershipID(x.PartnershipID)
		}
		if x.Position != nil {
			update.SetLatitude(x.Position.Latitude).SetLongitude(x.Position.Longitude)
		}
		return Outcome{ID: id, On: s.shownOn(x.Valid)}, update.Exec(ctx)
	})
}

// SiteClose ends a site on a day; what is offered there ends with it. Outcome.ID is the site.
func (s *Service) SiteClose(ctx context.Context, id string, in SiteCloseInput) (Outcome, error) {
	c := call{"siteClose", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		site, err := subject[*programme.Site](w, id, in.ExpectedVersion)
		if err != nil {
			return Outcome{}, err
		}
		if err := w.endless("site", site.Valid, in.On); err != nil {
			return Outcome{}, err
		}
		if later, ok := programme.FirstFrom(site.AllServices(), in.On); ok {
			w.bad("on", "the service %s is to be offered there from %s", later.Service.Code, later.Valid.From)
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		for _, x := range lasting(site.AllServices(), in.On) {
			if err := w.tx.ServiceSite.UpdateOneID(x.ID).SetValidTo(in.On).Exec(ctx); err != nil {
				return Outcome{}, fmt.Errorf("end service at site: %w", err)
			}
		}
		return Outcome{ID: id, On: in.On}, w.tx.Site.UpdateOneID(id).SetValidTo(in.On).Exec(ctx)
	})
}

// siteDetails puts what is said of a site into it and notes what is wrong.
func (w *work) siteDetails(s *programme.Site, in SiteDetails) {
	if in.Partnership != nil {
		if s.PartnershipID = *in.Partnership; s.PartnershipID != "" {
			if p, ok := seen[*programme.Partnership](w, "partnership", s.PartnershipID, "partnership"); ok && !p.Valid.Overlaps(s.Valid) {
				w.bad("partnership", "the partnership exists %s, the site %s", p.Valid, s.Valid)
			}
		}
	}
	s.Address = w.entries("address", in.Address, s.Address, 6, 200)
	if in.Town != nil {
		s.Town = w.text("town", *in.Town, 0, 100)
	}
	w.formed("postcode", in.Postcode, "it is a postcode of the United Kingdom, such as N1 9AG", programme.Postcode, &s.Postcode)
	if in.Position != nil {
		s.Position = w.position(*in.Position)
	}
	if in.Confidential != nil {
		s.Confidential = *in.Confidential
	}
	if s.Confidential && s.PartnershipID == "" {
		w.bad("partnership", "a confidential site lies in a partnership's area, by which it is known who is told of it")
	}
}

// position gives a point, or nil when there is none or something is wrong with it.
func (w *work) position(in PositionInput) *programme.Position {
	switch {
	case in.Latitude == nil && in.Longitude == nil:
		return nil
	case in.Latitude == nil:
		w.bad("position.latitude", "a position has both a latitude and a longitude")
		return nil
	case in.Longitude == nil:
		w.bad("position.longitude", "a position has both a latitude and a longitude")
		return nil
	}
	if !(*in.Latitude >= -90 && *in.Latitude <= 90) {
		w.bad("position.latitude", "a latitude is -90 to 90 degrees")
	}
	if !(*in.Longitude >= -180 && *in.Longitude <= 180) {
		w.bad("position.longitude", "a longitude is -180 to 180 degrees")
	}
	return &programme.Position{Latitude: *in.Latitude, Longitude: *in.Longitude}
}
