package planning_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"waymark/domain/programme"
	"waymark/planning"
)

// directory are the changes of providers to choose from, by name.
func (k *walker) directory() map[string]func() (planning.Outcome, error) {
	provider, service, site, partnership, on := one(k, k.g.AllProviders()), one(k, k.g.AllServices()), one(k, k.g.AllSites()), one(k, k.g.AllPartnerships()), k.day()
	if k.chance(70) { // stay with the services that change most, so that things meet
		service = k.g.Service(fmt.Sprint("s", k.IntN(3)))
		provider = service.Provider
	}
	hours := []*planning.OpeningHoursInput{{Weekday: one(k, programme.Weekdays()), Opens: "09:00", Closes: one(k, []string{"12:00", "17:30", "17:30", "09:00"})}}
	return map[string]func() (planning.Outcome, error){
		"providerCreate": func() (planning.Outcome, error) {
			return k.ProviderCreate(k.ctx, planning.ProviderCreateInput{Code: k.code("prov"), Name: "Provider", Kind: one(k, programme.ProviderKinds()), From: on,
				ProviderDetails: planning.ProviderDetails{CharityNumber: new(fmt.Sprint(100_000 + k.IntN(20)))}})
		},
		"providerUpdate": func() (planning.Outcome, error) {
			return k.ProviderUpdate(k.ctx, provider.ID, planning.ProviderUpdateInput{ExpectedVersion: k.version(provider),
				ProviderDetails: planning.ProviderDetails{CharityNumber: new(fmt.Sprint(100_000 + k.IntN(20)))}})
		},
		"providerClose": func() (planning.Outcome, error) {
			provider := k.g.AllProviders()[len(k.g.AllProviders())-1-k.IntN(2)] // so that those that things happen to stay
			return k.ProviderClose(k.ctx, provider.ID, planning.ProviderCloseInput{ExpectedVersion: k.version(provider), On: on.AddDays(900)})
		},
		"serviceCreate": func() (planning.Outcome, error) {
			return k.ServiceCreate(k.ctx, planning.ServiceCreateInput{Provider: provider.ID, Code: k.code("serv"), Name: "Service", Kind: one(k, programme.ServiceKinds()), From: on})
		},
		"serviceUpdate": func() (planning.Outcome, error) {
			return k.ServiceUpdate(k.ctx, service.ID, planning.ServiceUpdateInput{ExpectedVersion: k.version(service),
				ServiceDetails: planning.ServiceDetails{Tier: new(k.IntN(6)), Ages: &planning.AgeRangeInput{Minimum: new(k.IntN(40)), Maximum: new(30 + k.IntN(30))}}})
		},
		"serviceAssure": func() (planning.Outcome, error) {
			return k.ServiceAssure(k.ctx, service.ID, planning.ServiceAssureInput{ExpectedVersion: k.version(service), On: on})
		},
		"serviceClose": func() (planning.Outcome, error) {
			service := one(k, k.g.AllServices())
			return k.ServiceClose(k.ctx, service.ID, planning.ServiceCloseInput{ExpectedVersion: k.version(service), On: on.AddDays(900)})
		},
		"servicePause": func() (planning.Outcome, error) {
			return k.ServicePause(k.ctx, service.ID, planning.ServicePauseInput{ExpectedVersion: k.version(service), From: on, To: k.later(on), Reason: "Full."})
		},
		"serviceResume": func() (planning.Outcome, error) {
			return k.ServiceResume(k.ctx, service.ID, planning.ServiceResumeInput{ExpectedVersion: k.version(service), On: on})
		},
		"siteCreate": func() (planning.Outcome, error) {
			return k.SiteCreate(k.ctx, planning.SiteCreateInput{Provider: provider.ID, Code: k.code("site"), Name: "Site", From: on,
				SiteDetails: planning.SiteDetails{Partnership: &partnership.ID, Confidential: new(k.chance(20))}})
		},
		"siteUpdate": func() (planning.Outcome, error) {
			return k.SiteUpdate(k.ctx, site.ID, planning.SiteUpdateInput{ExpectedVersion: k.version(site), SiteDetails: planning.SiteDetails{Partnership: &partnership.ID, Confidential: new(k.chance(50))}})
		},
		"siteClose": func() (planning.Outcome, error) {
			return k.SiteClose(k.ctx, site.ID, planning.SiteCloseInput{ExpectedVersion: k.version(site), On: on.AddDays(900)})
		},
		"serviceSiteOpen": func() (planning.Outcome, error) {
			if own := service.Provider.AllSites(); len(own) > 0 {
				site = one(k, own)
			}
			return k.ServiceSiteOpen(k.ctx, planning.ServiceSiteOpenInput{Service: service.ID, ExpectedVersion: k.version(service), Site: site.ID, From: on, Hours: hours})
		},
		"serviceSiteUpdate": func() (planning.Outcome, error) {
			for _, x := range service.AllSites() {
				return k.ServiceSiteUpdate(k.ctx, x.ID, planning.ServiceSiteUpdateInput{ExpectedVersion: k.version(x), Hours: hours})
			}
			return k.ServiceSiteUpdate(k.ctx, "sst_0", planning.ServiceSiteUpdateInput{})
		},
		"serviceSiteClose": func() (planning.Outcome, error) {
			for _, x := range service.Sites(on) {
				return k.ServiceSiteClose(k.ctx, x.ID, planning.ServiceSiteCloseInput{ExpectedVersion: k.version(x), On: on})
			}
			return k.ServiceSiteClose(k.ctx, "sst_0", planning.ServiceSiteCloseInput{On: on})
		},
		"contractRecord": func() (planning.Outcome, error) {
			return k.ContractRecord(k.ctx, planning.ContractRecordInput{Service: service.ID, Partnership: partnership.ID, From: on, To: k.later(on)})
		},
		"contractEnd": func() (planning.Outcome, error) {
			var all []*programme.Contract
			for _, p := range k.g.AllPartnerships() {
				all = append(all, p.AllContracts()...)
			}
			if len(all) > 0 {
				x := one(k, all)
				return k.ContractEnd(k.ctx, x.ID, planning.ContractEndInput{ExpectedVersion: k.version(x), On: x.Valid.From.AddDays(k.IntN(200))})
			}
			return k.ContractEnd(k.ctx, "con_0", planning.ContractEndInput{On: on})
		},
	}
}

// TestSweepOfTheDirectory changes providers, services, sites and contracts at random and asks after each change whether all that must hold does.
func TestSweepOfTheDirectory(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		for i := range 3 {
			provider := w.found(fmt.Sprint("a", i))
			w.offer(w.service(provider, fmt.Sprint("s", i)), w.site(provider, fmt.Sprint("b", i), "P1"), "2008-04-01")
			w.site(provider, fmt.Sprint("c", i), "P2")
		}
		k := &walker{world: w, Rand: rand.New(rand.NewPCG(2009, 17)), g: w.graph()}
		k.choices = k.directory
		k.walk(400, "service", func(string) bool { return true })
		for _, p := range k.g.AllProviders() {
			for _, other := range k.g.AllProviders() {
				if p.ID < other.ID && p.CharityNumber != "" && p.CharityNumber == other.CharityNumber && p.Valid.Overlaps(other.Valid) {
					t.Errorf("%s and %s have one number", p.Code, other.Code)
				}
			}
		}
	})
}
