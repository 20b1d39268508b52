package planning_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"waymark/domain/programme"
	"waymark/planning"
)

func TestServices(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		provider := w.found("prov")
		o := w.done(w.ServiceCreate(w.ctx, planning.ServiceCreateInput{Provider: provider, Code: "day", Name: "Day service", Kind: programme.StructuredTreatment, From: day("2008-04-01"),
			ServiceDetails: planning.ServiceDetails{Description: new("By day."), Tier: new(3), Substances: []programme.Substance{programme.HeroinCrack, programme.Alcohol},
				Groups: []string{"women", " young people "}, Eligibility: new("Who lives near."), Ages: &planning.AgeRangeInput{Minimum: new(18), Maximum: new(25)},
				Languages: []string{"pl", "so"}, Fees: new("None."), SelfReferral: new(true), Website: new("https://day.example"), Email: new("day@day.example"), Telephone: new("111")}}))
		x := by[*programme.Service](w, o.ID)
		if x.Provider.Code != "prov" || x.Tier != 3 || len(x.Substances) != 2 || !slices.Equal(x.Groups, []string{"women", "young people"}) || *x.MinimumAge != 18 || *x.MaximumAge != 25 ||
			!x.SelfReferral || x.Telephone != "111" || x.AssuredOn != nil {
			w.Errorf("outcome %+v with %+v", o, x)
		}
		change := func(in planning.ServiceUpdateInput) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) {
				in.ExpectedVersion = w.version(o.ID)
				return w.ServiceUpdate(w.ctx, o.ID, in)
			}
		}
		w.done(change(planning.ServiceUpdateInput{Name: new("Day"), Kind: new(programme.OpenAccess), ServiceDetails: planning.ServiceDetails{Tier: new(0), Substances: []programme.Substance{},
			Ages: &planning.AgeRangeInput{Minimum: new(16)}, Languages: []string{}, SelfReferral: new(false)}})())
		x = by[*programme.Service](w, o.ID)
		if x.Name != "Day" || x.Tier != 0 || len(x.Substances)+len(x.Languages) != 0 || len(x.Groups) != 2 || *x.MinimumAge != 16 || x.MaximumAge != nil || x.SelfReferral || x.Version != 2 {
			w.Errorf("corrected %+v", x)
		}
		w.refusals([]refusal{
			{"of nobody", func() (planning.Outcome, error) {
				return w.ServiceCreate(w.ctx, planning.ServiceCreateInput{Provider: "prv_0", Code: "day", Kind: "TEA", From: day("2009-04-01")})
			}, []string{"INVALID input.provider: no provider", "INVALID input.code: is taken", "INVALID input.name: 1 to 200", "INVALID input.kind: one of OPEN_ACCESS"}},
			{"before its provider", func() (planning.Outcome, error) {
				return w.ServiceCreate(w.ctx, planning.ServiceCreateInput{Provider: provider, Code: "early", Name: "E", Kind: programme.OpenAccess, From: day("2008-03-31")})
			}, []string{"INVALID input.from: the service, 2008-03-31 onwards, lies outside the life of the provider"}},
			{"details", change(planning.ServiceUpdateInput{Kind: new(programme.ServiceKind("TEA")), ServiceDetails: planning.ServiceDetails{Tier: new(5), Substances: []programme.Substance{"TEA", programme.Alcohol, programme.Alcohol},
				Groups: []string{"", "a", "a"}, Ages: &planning.AgeRangeInput{Minimum: new(121), Maximum: new(-1)}, Languages: []string{"POL"}, Fees: new("a\nb"), Eligibility: new(strings.Repeat("a", 2001))}}),
				[]string{"INVALID input.kind: one of", "INVALID input.tier: one of 1 to 4", "INVALID input.substances.0: one of HEROIN_CRACK", "INVALID input.substances.2: given twice", "INVALID input.groups.0: 1 to 60",
					"INVALID input.groups.2: given twice", "INVALID input.ages.minimum: 0 to 120", "INVALID input.ages.maximum: 0 to 120", "INVALID input.ages.maximum: is below the lowest",
					"INVALID input.languages.0: 1 to 2 characters", "INVALID input.languages.0: two small letters", "INVALID input.fees: one line", "INVALID input.eligibility: 0 to 2000"}},
			{"too much", change(planning.ServiceUpdateInput{ServiceDetails: planning.ServiceDetails{Groups: make([]string, 21)}}), []string{"INVALID input.groups: at most 20, not 21"}},
		})
	})
}

func TestServiceAssure(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		service := w.service(w.found("prov"), "serv")
		assure := func(on string, by *string) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) {
				return w.ServiceAssure(w.ctx, service, planning.ServiceAssureInput{ExpectedVersion: w.version(service), On: day(on), Assurer: by})
			}
		}
		w.done(assure("2009-04-01", nil)())
		if x := by[*programme.Service](w, service); *x.AssuredOn != day("2009-04-01") || x.Assurer != "Provider prov" || x.Version != 2 {
			w.Errorf("assured %+v", x)
		}
		w.done(assure("2009-04-01", new("The partnership"))())
		if x := by[*programme.Service](w, service); x.Assurer != "The partnership" {
			w.Errorf("assured %+v", x)
		}
		w.refusals([]refusal{
			{"before the last time", assure("2009-03-31", nil), []string{"INVALID input.on: somebody made sure on 2009-04-01, which is later"}},
			{"in days to come", assure("2199-01-01", new("a\tb")), []string{"INVALID input.on: 2199-01-01 is yet to come", "INVALID input.assurer: one line"}},
			{"before there was one", assure("2008-03-31", nil), []string{"INVALID input.on: is not a day of the life of the service", "INVALID input.on: which is later"}},
		})
	})
}

func TestPauses(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		service := w.service(w.found("prov"), "serv")
		pause := func(from, to, reason string) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) {
				in := planning.ServicePauseInput{ExpectedVersion: w.version(service), From: day(from), Reason: reason}
				if to != "" {
					in.To = new(day(to))
				}
				return w.ServicePause(w.ctx, service, in)
			}
		}
		resume := func(on string) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) {
				return w.ServiceResume(w.ctx, service, planning.ServiceResumeInput{ExpectedVersion: w.version(service), On: day(on)})
			}
		}
		before := by[*programme.Service](w, service).Meta
		o := w.done(pause("2009-05-01", "", " A worker has left. ")())
		w.bumped(before)
		if p := by[*programme.Pause](w, o.Related[0]); o.ID != service || o.On != day("2009-05-01") || p.Reason != "A worker has left." || p.Valid.To != nil {
			w.Errorf("outcome %+v with %+v", o, p)
		}
		w.refusals([]refusal{
			{"twice", pause("2010-05-01", "", "Full."), []string{"INVALID input.from: it takes nobody already, 2009-05-01 onwards"}},
			{"all at once", pause("2008-03-01", "2008-02-01", ""), []string{"INVALID input.to: is not after the start", "INVALID input.reason: 1 to 500"}},
			{"before there was one", pause("2008-03-01", "2008-05-01", "Full."), []string{"INVALID input.from: lies outside the life of the service"}},
			{"resumed at once", resume("2009-05-01"), []string{"INVALID input.on: the end, 2009-05-01, is not after the start"}},
			{"resumed before", resume("2009-04-30"), []string{"ILLEGAL_TRANSITION input.on: the service is not paused on 2009-04-30"}},
		})
		w.done(resume("2009-06-01")())
		w.done(pause("2009-06-01", "2009-07-01", "Full.")())
		for on, want := range map[string]string{"2009-04-30": "", "2009-05-31": "A worker has left.", "2009-06-30": "Full.", "2009-07-01": ""} {
			got := ""
			if p := by[*programme.Service](w, service).Pause(day(on)); p != nil {
				got = p.Reason
			}
			if got != want {
				w.Errorf("on %s it is paused for %q, want %q", on, got, want)
			}
		}
		w.done(w.ServiceClose(w.ctx, service, planning.ServiceCloseInput{ExpectedVersion: w.version(service), On: day("2010-01-01")}))
		w.done(pause("2009-12-01", "", "It closes.")()) // as long as it lasts
		if p := by[*programme.Service](w, service).Pause(day("2009-12-31")); p == nil || *p.Valid.To != day("2010-01-01") {
			w.Errorf("the last pause is %+v", p)
		}
	})
}

func TestSites(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		provider := w.found("prov")
		p1 := w.partnership("P1").ID
		o := w.done(w.SiteCreate(w.ctx, planning.SiteCreateInput{Provider: provider, Code: "hill", Name: "Hill House", From: day("2008-04-01"), SiteDetails: planning.SiteDetails{Partnership: &p1,
			Address: []string{"1 Hill", "Upper Town"}, Town: new("Town"), Postcode: new("n19ag"), Position: &planning.PositionInput{Latitude: new(51.5), Longitude: new(-0.1)}, Confidential: new(true)}}))
		s := by[*programme.Site](w, o.ID)
		if s.Partnership.Code != "P1" || s.Postcode != "N1 9AG" || s.Position.Latitude != 51.5 || !s.Confidential || len(s.Address) != 2 {
			w.Errorf("outcome %+v with %+v", o, s)
		}
		change := func(in planning.SiteUpdateInput) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) {
				in.ExpectedVersion = w.version(o.ID)
				return w.SiteUpdate(w.ctx, o.ID, in)
			}
		}
		w.refusals([]refusal{
			{"nowhere", change(planning.SiteUpdateInput{SiteDetails: planning.SiteDetails{Partnership: new("")}}), []string{"INVALID input.partnership: a confidential site lies in a partnership's area"}},
			{"details", change(planning.SiteUpdateInput{Name: new(""), SiteDetails: planning.SiteDetails{Partnership: new("par_0"), Address: make([]string, 7), Town: new("a\nb"), Postcode: new("N1"),
				Position: &planning.PositionInput{Latitude: new(90.1), Longitude: new(-180.1)}}}), []string{"INVALID input.name: 1 to 200", "INVALID input.partnership: no partnership", "INVALID input.address: at most 6",
				"INVALID input.town: one line", "INVALID input.postcode: a postcode", "INVALID input.position.latitude: -90 to 90", "INVALID input.position.longitude: -180 to 180"}},
			{"half a position", change(planning.SiteUpdateInput{SiteDetails: planning.SiteDetails{Position: &planning.PositionInput{Latitude: new(1.0)}}}), []string{"INVALID input.position.longitude: both"}},
			{"the other half", change(planning.SiteUpdateInput{SiteDetails: planning.SiteDetails{Position: &planning.PositionInput{Longitude: new(1.0)}}}), []string{"INVALID input.position.latitude: both"}},
			{"of nobody", func() (planning.Outcome, error) {
				return w.SiteCreate(w.ctx, planning.SiteCreateInput{Provider: "prv_0", Code: "hill", Name: "H", From: day("2008-04-01")})
			}, []string{"INVALID input.provider: no provider", "INVALID input.code: is taken"}},
		})
		w.done(change(planning.SiteUpdateInput{Name: new("The House"), SiteDetails: planning.SiteDetails{Partnership: new(""), Position: &planning.PositionInput{}, Confidential: new(false), Address: []string{}}})())
		if s = by[*programme.Site](w, o.ID); s.Name != "The House" || s.Partnership != nil || s.Position != nil || s.Confidential || len(s.Address) != 0 || s.Town != "Town" || s.Version != 2 {
			w.Errorf("corrected %+v", s)
		}
	})
}

func TestServicesAtSites(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		provider, other := w.found("prov"), w.found("other")
		service, site, elsewhere := w.service(provider, "serv"), w.site(provider, "site", "P1"), w.site(other, "else", "P2")
		at := func(day, opens, closes string) *planning.OpeningHoursInput {
			return &planning.OpeningHoursInput{Weekday: day, Opens: opens, Closes: closes}
		}
		open := func(site, from string, hours ...*planning.OpeningHoursInput) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) {
				return w.ServiceSiteOpen(w.ctx, planning.ServiceSiteOpenInput{Service: service, ExpectedVersion: w.version(service), Site: site, From: day(from), Hours: hours})
			}
		}
		before := by[*programme.Service](w, service).Meta
		o := w.done(open(site, "2009-04-01", at("TU", "09:00", "12:00"), at("MO", "13:00", "17:00"), at("MO", "09:00", "12:00"))())
		w.bumped(before)
		if x := by[*programme.ServiceSite](w, o.ID); fmt.Sprint(x.Hours) != "[{MO 09:00 12:00} {MO 13:00 17:00} {TU 09:00 12:00}]" || x.Site.Code != "site" || o.Related[0] != service {
			w.Errorf("outcome %+v with %+v", o, x)
		}
		change := func(in planning.ServiceSiteUpdateInput) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) {
				in.ExpectedVersion = w.version(o.ID)
				return w.ServiceSiteUpdate(w.ctx, o.ID, in)
			}
		}
		stop := func(on string) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) {
				return w.ServiceSiteClose(w.ctx, o.ID, planning.ServiceSiteCloseInput{ExpectedVersion: w.version(o.ID), On: day(on)})
			}
		}
		w.refusals([]refusal{
			{"twice", open(site, "2010-04-01"), []string{"INVALID input.site: offered there already, 2009-04-01 onwards"}},
			{"somebody else's", open(elsewhere, "2010-04-01"), []string{"INVALID input.site: of another provider"}},
			{"nowhere", open("sit_0", "2008-03-01", at("MON", "9", "8")), []string{"INVALID input.site: no site", "INVALID input.from: outside the life of the service", "INVALID input.hours.0.weekday: a day",
				"INVALID input.hours.0.opens: a time", "INVALID input.hours.0.closes: a time"}},
			{"nothing", func() (planning.Outcome, error) {
				return w.ServiceSiteOpen(w.ctx, planning.ServiceSiteOpenInput{Service: "svc_0", Site: site, From: day("2009-04-01")})
			}, []string{"INVALID input.service: no service"}},
			{"an old version", func() (planning.Outcome, error) {
				return w.ServiceSiteOpen(w.ctx, planning.ServiceSiteOpenInput{Service: service, ExpectedVersion: 1, Site: site, From: day("2009-04-01")})
			}, []string{"CONFLICT input.expectedVersion: it has changed"}},
			{"too often", change(planning.ServiceSiteUpdateInput{Hours: make([]*planning.OpeningHoursInput, 51)}), []string{"INVALID input.hours: at most 50"}},
			{"at once", change(planning.ServiceSiteUpdateInput{Hours: []*planning.OpeningHoursInput{at("MO", "09:00", "12:00"), at("MO", "11:00", "13:00")}}), []string{"INVALID input.hours.1.opens: do not overlap"}},
			{"ended before it began", stop("2009-04-01"), []string{"INVALID input.on: is not after the start"}},
			{"the site before", func() (planning.Outcome, error) {
				return w.SiteClose(w.ctx, site, planning.SiteCloseInput{ExpectedVersion: w.version(site), On: day("2009-03-01")})
			}, []string{"INVALID input.on: the service serv is to be offered there from 2009-04-01"}},
		})
		w.done(change(planning.ServiceSiteUpdateInput{Hours: []*planning.OpeningHoursInput{}})())
		if x := by[*programme.ServiceSite](w, o.ID); len(x.Hours) != 0 {
			w.Errorf("hours %+v", x.Hours)
		}
		w.done(stop("2009-10-01")())
		w.refused(stop("2009-11-01")())("ILLEGAL_TRANSITION : the end of the service at the site, 2009-10-01, is recorded already")
		again := w.done(open(site, "2009-10-01")())
		w.done(w.SiteClose(w.ctx, site, planning.SiteCloseInput{ExpectedVersion: w.version(site), On: day("2010-01-01")}))
		if x := by[*programme.ServiceSite](w, again.ID); x.Valid.To == nil || *x.Valid.To != day("2010-01-01") {
			w.Errorf("after the site closed: %+v", x)
		}
		w.refused(open(site, "2010-01-01")())("INVALID input.from: that it is offered there, 2010-01-01 onwards, lies outside the life of the site")
	})
}
