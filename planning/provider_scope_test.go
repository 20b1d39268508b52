package planning_test

import (
	"context"
	"testing"

	"waymark/domain/programme"
	"waymark/domain/viewer"
	"waymark/planning"
)

// TestProvidersByScope holds who writes what of the directory, by the use cases and by the data layer beneath: each does all that they may, which writes
// records of every kind, and is refused elsewhere.
func TestProvidersByScope(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		theirs, others := w.found("theirs"), w.found("others") // P1 buys from one, P3 from the other
		w.buy(w.service(theirs, "s-theirs"), "P1", "2008-04-01")
		w.buy(w.service(others, "s-others"), "P3", "2008-04-01")
		w.give("officer", viewer.PartnershipOfficer, "partnership:P1")
		w.give("lead", viewer.RegionalLead, "region:R1")
		w.give("western lead", viewer.RegionalLead, "region:R2")
		w.give("provider", viewer.Provider, "provider:theirs")
		w.give("coordinator", viewer.DistrictCoordinator, "district:north")
		admin := w.ctx
		for _, who := range []string{"officer", "lead", "provider"} {
			w.ctx = w.as(who)
			service, site := w.service(theirs, "s-"+who), w.site(theirs, "b-"+who, "P1")
			offered := w.offer(service, site, "2009-01-01")
			w.done(w.ServiceSiteUpdate(w.ctx, offered, planning.ServiceSiteUpdateInput{ExpectedVersion: 1, Hours: []*planning.OpeningHoursInput{{Weekday: "MO", Opens: "09:00", Closes: "12:00"}}}))
			w.done(w.ServicePause(w.ctx, service, planning.ServicePauseInput{ExpectedVersion: w.version(service), From: day("2009-02-01"), Reason: "Full."}))
			w.done(w.ServiceResume(w.ctx, service, planning.ServiceResumeInput{ExpectedVersion: w.version(service), On: day("2009-03-01")}))
			w.done(w.ServiceAssure(w.ctx, service, planning.ServiceAssureInput{ExpectedVersion: w.version(service), On: day("2009-03-01")}))
			w.done(w.ServiceUpdate(w.ctx, service, planning.ServiceUpdateInput{ExpectedVersion: w.version(service), Name: new("A name")}))
			w.done(w.SiteUpdate(w.ctx, site, planning.SiteUpdateInput{ExpectedVersion: w.version(site), Name: new("A name")}))
			w.done(w.ProviderUpdate(w.ctx, theirs, planning.ProviderUpdateInput{ExpectedVersion: w.version(theirs), Name: new("Theirs by " + who)}))
			w.done(w.ServiceSiteClose(w.ctx, offered, planning.ServiceSiteCloseInput{ExpectedVersion: 2, On: day("2009-04-01")}))
			w.done(w.SiteClose(w.ctx, site, planning.SiteCloseInput{ExpectedVersion: w.version(site), On: day("2009-04-01")}))
			w.done(w.ServiceClose(w.ctx, service, planning.ServiceCloseInput{ExpectedVersion: w.version(service), On: day("2009-04-01")}))
		}
		for _, who := range []string{"officer", "lead"} { // who also record what a partnership buys, and providers that are new
			w.ctx = w.as(who)
			provider := w.found("new-" + who)
			service := w.service(provider, "n-"+who)
			w.done(w.ContractEnd(w.ctx, w.buy(service, "P1", "2009-01-01"), planning.ContractEndInput{ExpectedVersion: 1, On: day("2009-02-01")}))
			w.done(w.ProviderClose(w.ctx, provider, planning.ProviderCloseInput{ExpectedVersion: 1, On: day("2009-04-01")}))
		}
		w.ctx = admin
		rename := func(who, provider string) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) {
				return w.ProviderUpdate(w.as(who), provider, planning.ProviderUpdateInput{ExpectedVersion: w.version(provider), Name: new("Mine")})
			}
		}
		buy := func(who, service, partnership string) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) {
				return w.ContractRecord(w.as(who), planning.ContractRecordInput{Service: w.graph().Service(service).ID, Partnership: w.partnership(partnership).ID, From: day("2009-04-01")})
			}
		}
		w.refusals([]refusal{
			{"an officer elsewhere", rename("officer", others), []string{"FORBIDDEN : providerUpdate is not yours to do here, only in partnership:P1"}},
			{"a lead elsewhere", rename("western lead", theirs), []string{"FORBIDDEN : providerUpdate is not yours to do here, only in region:R2"}},
			{"another provider", rename("provider", others), []string{"FORBIDDEN : providerUpdate is not yours to do here, only in provider:theirs"}},
			{"a coordinator", rename("coordinator", theirs), []string{"FORBIDDEN : providerUpdate is not for your roles"}},
			{"a provider that founds another", func() (planning.Outcome, error) {
				return w.ProviderCreate(w.as("provider"), planning.ProviderCreateInput{Code: "x", Name: "X", From: day("2009-01-01")})
			}, []string{"FORBIDDEN : providerCreate is not for your roles"}},
			{"a service of another", func() (planning.Outcome, error) {
				return w.ServiceCreate(w.as("officer"), planning.ServiceCreateInput{Provider: others, From: day("2009-01-01")})
			}, []string{"FORBIDDEN : serviceCreate is not yours to do here"}},
			{"a provider that sells", buy("provider", "s-theirs", "P2"), []string{"FORBIDDEN : contractRecord is not for your roles"}},
			{"a partnership that the officer does not see", buy("officer", "s-theirs", "P2"), []string{"NOT_FOUND id: there is nothing"}},
			{"a partnership of another region", buy("western lead", "s-theirs", "P1"), []string{"FORBIDDEN : contractRecord is not yours to do here"}},
		})
		w.done(buy("officer", "s-others", "P1")()) // by which it becomes theirs to write
		w.done(rename("officer", others)())
	})
}

// TestConfidentialSitesInChanges holds that who is not told of a confidential site does not learn of it by changing what is around it.
func TestConfidentialSitesInChanges(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		provider := w.found("prov")
		open, secret := w.service(provider, "open"), w.site(provider, "secret", "P3")
		w.done(w.SiteUpdate(w.ctx, secret, planning.SiteUpdateInput{ExpectedVersion: 1, SiteDetails: planning.SiteDetails{Confidential: new(true)}}))
		w.buy(open, "P1", "2008-04-01")
		other := w.service(provider, "other")
		w.buy(other, "P3", "2008-04-01")
		w.give("officer", viewer.PartnershipOfficer, "partnership:P1")
		w.give("third", viewer.PartnershipOfficer, "partnership:P3")
		w.give("provider", viewer.Provider, "provider:prov")
		offer := func(ctx context.Context, site string) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) {
				return w.ServiceSiteOpen(ctx, planning.ServiceSiteOpenInput{Service: open, ExpectedVersion: w.version(open), Site: site, From: day("2009-01-01")})
			}
		}
		officer := w.as("officer")
		w.refusals([]refusal{
			{"offering there", offer(officer, secret), []string{"INVALID input.site: there is no site with this id"}},
			{"offering nowhere", offer(officer, "sit_0"), []string{"INVALID input.site: there is no site with this id"}},
			{"changing it", func() (planning.Outcome, error) {
				return w.SiteUpdate(officer, secret, planning.SiteUpdateInput{ExpectedVersion: 2, Name: new("Told")})
			}, []string{"NOT_FOUND id: there is nothing with this id"}},
			{"closing all of the provider", func() (planning.Outcome, error) {
				return w.ProviderClose(officer, provider, planning.ProviderCloseInput{ExpectedVersion: 1, On: day("2010-01-01")})
			}, []string{"FORBIDDEN : it has services or sites outside of your scope"}},
			{"a site in an area that the officer does not see", func() (planning.Outcome, error) {
				return w.SiteCreate(officer, planning.SiteCreateInput{Provider: provider, Code: "b", Name: "B", From: day("2009-01-01"), SiteDetails: planning.SiteDetails{Partnership: new(w.partnership("P3").ID)}})
			}, []string{"INVALID input.partnership: there is no partnership with this id"}},
		})
		w.done(w.SiteUpdate(w.as("third"), secret, planning.SiteUpdateInput{ExpectedVersion: 2, Name: new("Told")}))
		at := w.done(offer(w.as("provider"), secret)())
		w.refused(w.ServiceSiteClose(officer, at.ID, planning.ServiceSiteCloseInput{ExpectedVersion: 1, On: day("2010-01-01")}))("NOT_FOUND id: there is nothing with this id")
		if s := by[*programme.Site](w, secret); s.Name != "Told" || !s.Confidential {
			w.Errorf("site %+v", s)
		}
	})
}
