package planning

import (
	"context"
	"fmt"
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// ServiceCreate records a service of a provider. Outcome.ID is the service.
func (s *Service) ServiceCreate(ctx context.Context, in ServiceCreateInput) (Outcome, error) {
	c := call{"serviceCreate", "", in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		provider, ok := seen[*programme.Provider](w, "provider", in.Provider, "provider")
		if ok {
			if err := w.allowed(provider); err != nil {
				return Outcome{}, err
			}
			w.inside("from", "the service", calendar.Open(in.From), "the provider", provider.Valid)
		}
		w.code("code", in.Code, label, w.g.Service(in.Code) != nil)
		w.one("kind", in.Kind, programme.ServiceKinds())
		service := &programme.Service{Meta: programme.Meta{ID: newID(programme.ServicePrefix)}, ProviderID: in.Provider, Code: in.Code,
			Name: w.text("name", in.Name, 1, 200), ServiceKind: in.Kind, Valid: calendar.Open(in.From)}
		w.serviceDetails(service, in.ServiceDetails)
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: service.ID, On: in.From}, w.insert(ctx, programme.Records{Services: []*programme.Service{service}})
	})
}

// ServiceUpdate corrects what is recorded of a service, for all dates. Outcome.ID is the service.
func (s *Service) ServiceUpdate(ctx context.Context, id string, in ServiceUpdateInput) (Outcome, error) {
	c := call{"serviceUpdate", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		found, err := subject[*programme.Service](w, id, in.ExpectedVersion)
		if err != nil {
			return Outcome{}, err
		}
		x := *found
		if in.Name != nil {
			x.Name = w.text("name", *in.Name, 1, 200)
		}
		if in.Kind != nil {
			x.ServiceKind = *in.Kind
			w.one("kind", *in.Kind, programme.ServiceKinds())
		}
		w.serviceDetails(&x, in.ServiceDetails)
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		update := w.tx.Service.UpdateOneID(id).SetName(x.Name).SetKind(x.ServiceKind).SetDescription(x.Description).SetTier(x.Tier).
			SetSubstances(x.Substances).SetGroups(x.Groups).SetEligibility(x.Eligibility).SetLanguages(x.Languages).SetFees(x.Fees).
			SetSelfReferral(x.SelfReferral).SetWebsite(x.Website).SetEmail(x.Email).SetTelephone(x.Telephone).
			ClearMinimumAge().ClearMaximumAge()
		if x.MinimumAge != nil {
			update.SetMinimumAge(*x.MinimumAge)
		}
		if x.MaximumAge != nil {
			update.SetMaximumAge(*x.MaximumAge)
		}
		return Outcome{ID: id, On: s.shownOn(x.Valid)}, update.Exec(ctx)
	})
}

// ServiceAssure says that somebody has made sure that what is recorded of a service is right. Outcome.ID is the service.
func (s *Service) ServiceAssure(ctx context.Context, id string, in ServiceAssureInput) (Outcome, error) {
	c := call{"serviceAssure", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		service, err := subject[*programme.Service](w, id, in.ExpectedVersion)
		if err != nil {
			return Outcome{}, err
		}
		assurer := w.optionalText("assurer", in.Assurer, 200)
		if assurer == "" {
			assurer = service.Provider.Name
		}
		w.on("on", "the life of the service", in.On, service.Valid)
		if in.On.After(w.now) {
			w.bad("on", "%s is yet to come: somebody has made sure by then or today", in.On)
		}
		if last := service.AssuredOn; last != nil && in.On.Before(*last) {
			w.bad("on", "somebody made sure on %s, which is later", last)
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: id, On: in.On}, w.tx.Service.UpdateOneID(id).SetAssuredOn(in.On).SetAssurer(assurer).Exec(ctx)
	})
}

// ServiceClose ends a service on a day, wherever it is offered. Contracts are ended before. Outcome.ID is the service.
func (s *Service) ServiceClose(ctx context.Context, id string, in ServiceCloseInput) (Outcome, error) {
	c := call{"serviceClose", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		service, err := subject[*programme.Service](w, id, in.ExpectedVersion)
		if err != nil {
			return Outcome{}, err
		}
		if err := w.endless("service", service.Valid, in.On); err != nil {
			return Outcome{}, err
		}
		if w.closingService(service, in.On); w.refused() != nil {
			return Outcome{}, w.refused()
		}
		return Outcome{ID: id, On: in.On}, w.closeService(ctx, service, in.On)
	})
}

// closingService notes what stands against the end of a service on a day.
func (w *work) closingService(s *programme.Service, on calendar.Date) {
	for _, k := range lasting(s.AllContracts(), on) {
		who := "a partnership"
		if w.rights.Sees(k) {
			who = k.Partnership.Code
		}
		w.bad("on", "%s buys the service %s, %s: end the contract first", who, s.Code, k.Valid)
	}
	if later, ok := programme.FirstFrom(s.AllSites(), on); ok {
		w.bad("on", "the service %s is to be offered at another site from %s", s.Code, later.Valid.From)
	}
	if later, ok := programme.FirstFrom(s.AllPauses(), on); ok {
		w.bad("on", "the service %s is to take nobody from %s", s.Code, later.Valid.From)
	}
}

// closeService ends a service, and that it is offered and paused.
func (w *work) closeService(ctx context.Context, s *programme.Service, on calendar.Date) error {
	for _, x := range lasting(s.AllSites(), on) {
		if err := w.tx.ServiceSite.UpdateOneID(x.ID).SetValidTo(on).Exec(ctx); err != nil {
			return fmt.Errorf("end service at site: %w", err)
		}
	}
	for _, p := range lasting(s.AllPauses(), on) {
		if err := w.tx.Pause.UpdateOneID(p.ID).SetValidTo(on).Exec(ctx); err != nil {
			return fmt.Errorf("end pause: %w", err)
		}
	}
	if err := w.tx.Service.UpdateOneID(s.ID).SetValidTo(on).Exec(ctx); err != nil {
		return fmt.Errorf("close service: %w", err)
	}
	return nil
}

// serviceDetails puts what is said of a service into it and notes what is wrong.
func (w *work) serviceDetails(s *programme.Service, in ServiceDetails) {
	w.says("description", in.Description, 5000, &s.Description)
	w.says("eligibility", in.Eligibility, 2000, &s.Eligibility)
	w.reach(in.Website, in.Email, in.Telephone, &s.Website, &s.Email, &s.Telephone)
	if in.Tier != nil {
		if s.Tier = *in.Tier; s.Tier < 0 || s.Tier > 4 {
			w.bad("tier", "a tier is one of 1 to 4, and 0 for none, not %d", s.Tier)
		}
	}
	if in.Substances != nil {
		s.Substances = nil
		for i, x := range in.Substances {
			field := fmt.Sprintf("substances.%d", i)
			if w.one(field, x, programme.Substances()); slices.Contains(s.Substances, x) {
				w.bad(field, "it is given twice")
			}
			s.Substances = append(s.Substances, x)
		}
	}
	s.Groups = w.entries("groups", in.Groups, s.Groups, 20, 60)
	s.Languages = w.entries("languages", in.Languages, s.Languages, 40, 2)
	for i, code := range in.Languages {
		if !programme.Language(code) {
			w.bad(fmt.Sprintf("languages.%d", i), "a language is a code of ISO 639-1: two small letters")
		}
	}
	if in.Fees != nil {
		s.Fees = w.text("fees", *in.Fees, 0, 500)
	}
	if in.SelfReferral != nil {
		s.SelfReferral = *in.SelfReferral
	}
	if in.Ages != nil {
		s.MinimumAge, s.MaximumAge = in.Ages.Minimum, in.Ages.Maximum
		w.ages(*in.Ages)
	}
}

// ages notes ages that nobody has, and a lowest above the highest.
func (w *work) ages(in AgeRangeInput) {
	for field, age := range map[string]*int{"ages.minimum": in.Minimum, "ages.maximum": in.Maximum} {
		if age != nil && (*age < 0 || *age > 120) {
			w.bad(field, "an age is 0 to 120 years, not %d", *age)
		}
	}
	if in.Minimum != nil && in.Maximum != nil && *in.Minimum > *in.Maximum {
		w.bad("ages.maximum", "the highest age, %d, is below the lowest, %d", *in.Maximum, *in.Minimum)
	}
}
