package planning

import (
	"context"
	"fmt"

	"waymark/domain/calendar"
	"waymark/domain/fault"
	"waymark/domain/programme"
)

// ProviderCreate records a provider. Until it has a site in the area of a partnership or a contract with one it is in no place, and everybody's to
// write who may write providers somewhere. Outcome.ID is the provider.
func (s *Service) ProviderCreate(ctx context.Context, in ProviderCreateInput) (Outcome, error) {
	c := call{"providerCreate", "", in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		if err := w.allowed(); err != nil {
			return Outcome{}, err
		}
		w.code("code", in.Code, label, w.g.Provider(in.Code) != nil)
		provider := &programme.Provider{Meta: programme.Meta{ID: newID(programme.ProviderPrefix)}, Code: in.Code, Name: w.text("name", in.Name, 1, 200),
			ProviderKind: in.Kind, Valid: calendar.Open(in.From)}
		w.providerDetails(provider, in.ProviderDetails)
		w.one("kind", in.Kind, programme.ProviderKinds())
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: provider.ID, On: in.From}, w.insert(ctx, programme.Records{Providers: []*programme.Provider{provider}})
	})
}

// ProviderUpdate corrects what is recorded of a provider, for all dates. Outcome.ID is the provider.
func (s *Service) ProviderUpdate(ctx context.Context, id string, in ProviderUpdateInput) (Outcome, error) {
	c := call{"providerUpdate", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		found, err := subject[*programme.Provider](w, id, in.ExpectedVersion)
		if err != nil {
			return Outcome{}, err
		}
		p := *found
		if in.Name != nil {
			p.Name = w.text("name", *in.Name, 1, 200)
		}
		if in.Kind != nil {
			p.ProviderKind = *in.Kind
			w.one("kind", *in.Kind, programme.ProviderKinds())
		}
		w.providerDetails(&p, in.ProviderDetails)
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: id, On: s.shownOn(p.Valid)}, w.tx.Provider.UpdateOneID(id).SetName(p.Name).SetKind(p.ProviderKind).SetDescription(p.Description).
			SetWebsite(p.Website).SetEmail(p.Email).SetTelephone(p.Telephone).SetCharityNumber(p.CharityNumber).SetCompanyNumber(p.CompanyNumber).
			SetOdsCode(p.ODSCode).SetCqcID(p.CQCID).Exec(ctx)
	})
}

// ProviderClose ends a provider on a day, and with it its services and sites. Contracts are ended before. Outcome.ID is the provider.
func (s *Service) ProviderClose(ctx context.Context, id string, in ProviderCloseInput) (Outcome, error) {
	c := call{"providerClose", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		provider, err := subject[*programme.Provider](w, id, in.ExpectedVersion)
		if err != nil {
			return Outcome{}, err
		}
		if err := w.endless("provider", provider.Valid, in.On); err != nil {
			return Outcome{}, err
		}
		for _, service := range lasting(provider.AllServices(), in.On) {
			if w.rights.May(w.action, service) != nil {
				return Outcome{}, errBeyond
			}
			w.starts("service "+service.Code, service.Valid, in.On)
			w.closingService(service, in.On)
		}
		for _, site := range lasting(provider.AllSites(), in.On) {
			if w.rights.May(w.action, site) != nil {
				return Outcome{}, errBeyond
			}
			w.starts("site "+site.Code, site.Valid, in.On)
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		for _, service := range lasting(provider.AllServices(), in.On) {
			if err := w.closeService(ctx, service, in.On); err != nil {
				return Outcome{}, err
			}
		}
		for _, site := range lasting(provider.AllSites(), in.On) {
			if err := w.tx.Site.UpdateOneID(site.ID).SetValidTo(in.On).Exec(ctx); err != nil {
				return Outcome{}, fmt.Errorf("close site: %w", err)
			}
		}
		return Outcome{ID: id, On: in.On}, w.tx.Provider.UpdateOneID(id).SetValidTo(in.On).Exec(ctx)
	})
}

// errBeyond refuses to close a provider of which part is not the viewer's to close.
var errBeyond = fault.New(fault.Forbidden, "", "it has services or sites outside of your scope, which would close with it")

// providerDetails puts what is said of a provider into it, in the form in which it is kept, and notes what has no such form.
func (w *work) providerDetails(p *programme.Provider, in ProviderDetails) {
	w.says("description", in.Description, 5000, &p.Description)
	w.reach(in.Website, in.Email, in.Telephone, &p.Website, &p.Email, &p.Telephone)
	numbers := []struct {
		field string
		value *string
		into  func(*programme.Provider) *string
		form  func(string) (string, bool)
		rule  string
	}{
		{"charityNumber", in.CharityNumber, func(p *programme.Provider) *string { return &p.CharityNumber }, programme.CharityNumber,
			"a charity has 6 or 7 digits, in Scotland SC and 6 digits, in Northern Ireland NIC and 6 digits"},
		{"companyNumber", in.CompanyNumber, func(p *programme.Provider) *string { return &p.CompanyNumber }, programme.CompanyNumber,
			"a company has 8 digits, or 2 letters and 6 digits"},
		{"odsCode", in.OdsCode, func(p *programme.Provider) *string { return &p.ODSCode }, programme.ODSCode, "a code of the NHS has 3 to 10 letters and digits"},
		{"cqcId", in.CqcID, func(p *programme.Provider) *string { return &p.CQCID }, programme.CQCID,
			"an id of the Care Quality Commission is a digit, a hyphen and 6 to 12 digits, or a trust's code in the NHS"},
	}
	for _, n := range numbers {
		into := n.into(p)
		if w.formed(n.field, n.value, n.rule, n.form, into); n.value == nil || *into == "" {
			continue
		}
		for _, other := range w.g.AllProviders() {
			if other.ID != p.ID && *n.into(other) == *into && other.Valid.Overlaps(p.Valid) {
				w.bad(n.field, "%s (%s) has this one: is it the same provider?", other.Name, other.Code)
			}
		}
	}
}
