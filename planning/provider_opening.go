package planning

import (
	"context"
	"fmt"

	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// ServiceSiteOpen says that a service is offered at a site of its provider, from a day on. Outcome.ID is the service at the site, Outcome.Related the
// service.
func (s *Service) ServiceSiteOpen(ctx context.Context, in ServiceSiteOpenInput) (Outcome, error) {
	c := call{"serviceSiteOpen", "", in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		life := calendar.Open(in.From)
		service, ok := seen[*programme.Service](w, "service", in.Service, "service")
		if ok {
			if err := w.allowed(service); err != nil {
				return Outcome{}, err
			}
			if _, err := versioned[*programme.Service](w, service.ID, "input.expectedVersion", in.ExpectedVersion); err != nil {
				return Outcome{}, err
			}
			w.inside("from", "that it is offered there", life, "the service", service.Valid)
		}
		if site, found := seen[*programme.Site](w, "site", in.Site, "site"); found && ok {
			w.offers(service, site, life)
		}
		hours := w.openingHours(in.Hours)
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		x := &programme.ServiceSite{Meta: programme.Meta{ID: newID(programme.ServiceSitePrefix)}, ServiceID: in.Service, SiteID: in.Site, Hours: hours, Valid: life}
		if err := w.insert(ctx, programme.Records{ServiceSites: []*programme.ServiceSite{x}}); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: x.ID, On: in.From, Related: []string{in.Service}}, w.tx.Service.UpdateOneID(in.Service).Exec(ctx)
	})
}

// offers notes what stands against offering a service at a site.
func (w *work) offers(service *programme.Service, site *programme.Site, life calendar.Period) {
	if site.ProviderID != service.ProviderID {
		w.bad("site", "the site is of another provider")
		return
	}
	w.inside("from", "that it is offered there", life, "the site", site.Valid)
	for _, other := range programme.Overlapping(service.AllSites(), life) {
		if other.SiteID == site.ID {
			w.bad("site", "the service is offered there already, %s", other.Valid)
		}
	}
}

// ServiceSiteUpdate gives other hours to a service at a site, for all dates. Outcome.ID is the service at the site, Outcome.Related the service.
func (s *Service) ServiceSiteUpdate(ctx context.Context, id string, in ServiceSiteUpdateInput) (Outcome, error) {
	c := call{"serviceSiteUpdate", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		x, err := subject[*programme.ServiceSite](w, id, in.ExpectedVersion)
		if err != nil {
			return Outcome{}, err
		}
		update := w.tx.ServiceSite.UpdateOneID(id)
		if in.Hours != nil {
			update.SetHours(w.openingHours(in.Hours))
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: id, On: s.shownOn(x.Valid), Related: []string{x.ServiceID}}, update.Exec(ctx)
	})
}

// ServiceSiteClose says that a service is no longer offered at a site. Outcome.ID is the service at the site, Outcome.Related the service.
func (s *Service) ServiceSiteClose(ctx context.Context, id string, in ServiceSiteCloseInput) (Outcome, error) {
	c := call{"serviceSiteClose", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		x, err := subject[*programme.ServiceSite](w, id, in.ExpectedVersion)
		if err != nil {
			return Outcome{}, err
		}
		if err := w.endless("service at the site", x.Valid, in.On); err != nil {
			return Outcome{}, err
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: id, On: in.On, Related: []string{x.ServiceID}}, w.tx.ServiceSite.UpdateOneID(id).SetValidTo(in.On).Exec(ctx)
	})
}

// maxHours is how many opening hours a service may have at a site.
const maxHours = 50

// openingHours gives opening hours from Monday on and notes what is wrong with them.
func (w *work) openingHours(in []*OpeningHoursInput) []programme.Hours {
	if len(in) > maxHours {
		w.bad("hours", "there are at most %d, not %d", maxHours, len(in))
		return nil
	}
	var hours []programme.Hours
	for _, h := range in {
		hours = append(hours, programme.Hours{Weekday: h.Weekday, Opens: h.Opens, Closes: h.Closes})
	}
	for _, f := range programme.CheckHours(hours) {
		w.bad(fmt.Sprintf("hours.%d.%s", f.At, f.Field), "%s", f.Rule)
	}
	return programme.InOrder(hours)
}
