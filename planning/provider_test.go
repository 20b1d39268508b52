package planning_test

import (
	"fmt"
	"strings"
	"testing"

	"waymark/domain/calendar"
	"waymark/domain/programme"
	"waymark/planning"
)

// found records a provider from 2008 on, with nothing yet.
func (w *world) found(code string) string {
	w.Helper()
	return w.done(w.ProviderCreate(w.ctx, planning.ProviderCreateInput{Code: code, Name: "Provider " + code, Kind: programme.VoluntaryProvider, From: day("2008-04-01")})).ID
}

// service records a service of a provider from 2008 on.
func (w *world) service(provider, code string) string {
	w.Helper()
	return w.done(w.ServiceCreate(w.ctx, planning.ServiceCreateInput{Provider: provider, Code: code, Name: "Service " + code, Kind: programme.OpenAccess, From: day("2008-04-01")})).ID
}

// site records a site of a provider in the area of a partnership from 2008 on.
func (w *world) site(provider, code, partnership string) string {
	w.Helper()
	return w.done(w.SiteCreate(w.ctx, planning.SiteCreateInput{Provider: provider, Code: code, Name: "Site " + code, From: day("2008-04-01"),
		SiteDetails: planning.SiteDetails{Partnership: new(w.partnership(partnership).ID)}})).ID
}

// offer says that a service is offered at a site from a day on.
func (w *world) offer(service, site, from string) string {
	w.Helper()
	return w.done(w.ServiceSiteOpen(w.ctx, planning.ServiceSiteOpenInput{Service: service, ExpectedVersion: w.version(service), Site: site, From: day(from)})).ID
}

// buy has a partnership buy a service from a day on.
func (w *world) buy(service, partnership, from string) string {
	w.Helper()
	return w.done(w.ContractRecord(w.ctx, planning.ContractRecordInput{Service: service, Partnership: w.partnership(partnership).ID, From: day(from)})).ID
}

// provided records a provider with one of everything, for P1.
func (w *world) provided() (provider, service, site, offered, contract string) {
	w.Helper()
	provider = w.found("prov")
	service, site = w.service(provider, "serv"), w.site(provider, "site", "P1")
	return provider, service, site, w.offer(service, site, "2008-04-01"), w.buy(service, "P1", "2008-04-01")
}

// by gives the record with an id.
func by[T programme.Node](w *world, id string) T {
	w.Helper()
	found, ok := programme.Lookup[T](w.graph(), id)
	if !ok {
		w.Fatalf("there is no %T with the id %s", found, id)
	}
	return found
}

func TestProviders(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		o := w.done(w.ProviderCreate(w.ctx, planning.ProviderCreateInput{Code: "Harbour", Name: " Harbour Project ", Kind: programme.VoluntaryProvider, From: day("2008-04-01"),
			ProviderDetails: planning.ProviderDetails{Description: new("Helps.\nGladly."), Website: new("https://harbour.example"), Email: new("hello@harbour.example"),
				Telephone: new("020  7946 0000"), CharityNumber: new("sc 012345"), CompanyNumber: new("02580377"), OdsCode: new("8hj36"), CqcID: new("1-101643521")}}))
		p := by[*programme.Provider](w, o.ID)
		if o.On != day("2008-04-01") || p.Code != "Harbour" || p.Name != "Harbour Project" || p.Description != "Helps.\nGladly." || p.Telephone != "020 7946 0000" ||
			p.CharityNumber != "SC012345" || p.ODSCode != "8HJ36" || p.Version != 1 {
			w.Errorf("outcome %+v with %+v", o, p)
		}
		change := func(in planning.ProviderUpdateInput) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) {
				in.ExpectedVersion = w.version(o.ID)
				return w.ProviderUpdate(w.ctx, o.ID, in)
			}
		}
		w.done(change(planning.ProviderUpdateInput{Kind: new(programme.NHSProvider), ProviderDetails: planning.ProviderDetails{Email: new(" "), CompanyNumber: new("")}})())
		if p = by[*programme.Provider](w, o.ID); p.Name != "Harbour Project" || p.ProviderKind != programme.NHSProvider || p.Email != "" || p.CompanyNumber != "" || p.CharityNumber != "SC012345" || p.Version != 2 {
			w.Errorf("corrected %+v", p)
		}
		w.refusals([]refusal{
			{"everything wrong", func() (planning.Outcome, error) {
				return w.ProviderCreate(w.ctx, planning.ProviderCreateInput{Code: "Harbour", Kind: "CHURCH", From: day("2009-04-01"),
					ProviderDetails: planning.ProviderDetails{Description: new(strings.Repeat("a", 5001)), Website: new("harbour.example"), Email: new("hello"), Telephone: new("call"),
						CharityNumber: new("12"), CompanyNumber: new("12"), OdsCode: new("1"), CqcID: new("1")}})
			}, []string{"INVALID input.code: the code Harbour is taken", "INVALID input.name: 1 to 200 characters", "INVALID input.kind: one of NHS, VOLUNTARY", "INVALID input.description: 0 to 5000",
				"INVALID input.website: http://", "INVALID input.email: one email address", "INVALID input.telephone: one number", "INVALID input.charityNumber: 6 or 7 digits",
				"INVALID input.companyNumber: 8 digits", "INVALID input.odsCode: 3 to 10", "INVALID input.cqcId: a digit, a hyphen"}},
			{"a number that is taken", func() (planning.Outcome, error) {
				return w.ProviderCreate(w.ctx, planning.ProviderCreateInput{Code: "h2", Name: "H", Kind: programme.NHSProvider, From: day("2009-04-01"),
					ProviderDetails: planning.ProviderDetails{CharityNumber: new("SC012345"), CqcID: new("1-101643521")}})
			}, []string{"INVALID input.charityNumber: Harbour Project (Harbour) has this one", "INVALID input.cqcId: Harbour Project (Harbour) has this one"}},
			{"no name, no kind", change(planning.ProviderUpdateInput{Name: new("\n"), Kind: new(programme.ProviderKind(""))}), []string{"INVALID input.name: 1 to 200", "INVALID input.kind: one of"}},
			{"closed before it began", func() (planning.Outcome, error) {
				return w.ProviderClose(w.ctx, o.ID, planning.ProviderCloseInput{ExpectedVersion: 2, On: day("2008-04-01")})
			}, []string{"INVALID input.on: the end, 2008-04-01, is not after the start"}},
		})
		w.done(change(planning.ProviderUpdateInput{ProviderDetails: planning.ProviderDetails{CharityNumber: new("SC012345")}})()) // its own
	})
}

func TestProviderClose(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		provider, service, site, offered, contract := w.provided()
		second := w.service(provider, "second")
		later := w.offer(second, site, "2009-09-01")
		end := func(on string) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) {
				return w.ProviderClose(w.ctx, provider, planning.ProviderCloseInput{ExpectedVersion: w.version(provider), On: day(on)})
			}
		}
		w.done(w.ServicePause(w.ctx, second, planning.ServicePauseInput{ExpectedVersion: w.version(second), From: day("2009-10-01"), Reason: "Full."}))
		w.refusals([]refusal{{"while it goes on", end("2009-06-01"), []string{"INVALID input.on: P1 buys the service serv, 2008-04-01 onwards: end the contract first",
			"INVALID input.on: the service second is to be offered at another site from 2009-09-01", "INVALID input.on: the service second is to take nobody from 2009-10-01"}}})
		w.done(w.ContractEnd(w.ctx, contract, planning.ContractEndInput{ExpectedVersion: 1, On: day("2009-05-01")}))
		w.done(end("2010-04-01")())
		g := w.graph()
		if p, on := g.Provider("prov"), day("2010-04-01"); p.Valid.Contains(on) || len(p.Services(on))+len(p.Sites(on)) != 0 {
			w.Errorf("something goes on: %v, %v, %v", p.Valid, p.Services(on), p.Sites(on))
		}
		for _, id := range []string{provider, service, site, offered, second, later} {
			p := g.Node(id).(interface{ Period() calendar.Period }).Period()
			if p.To == nil || *p.To != day("2010-04-01") {
				w.Errorf("%s holds %s", id, p)
			}
		}
		if p := by[*programme.Service](w, second).AllPauses(); len(p) != 1 || p[0].Valid.To == nil {
			w.Errorf("pauses %+v", p)
		}
		w.refused(end("2011-04-01")())("ILLEGAL_TRANSITION : the end of the provider, 2010-04-01, is recorded already")
		w.refused(w.ServiceCreate(w.ctx, planning.ServiceCreateInput{Provider: provider, Code: "late", Name: "Late", Kind: programme.OpenAccess, From: day("2010-04-01")}))(
			"INVALID input.from: lies outside the life of the provider")
		w.done(w.ProviderCreate(w.ctx, planning.ProviderCreateInput{Code: "next", Name: "Next", Kind: programme.NHSProvider, From: day("2010-04-01")}))
	})
}

func TestContracts(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		_, service, _, _, contract := w.provided()
		record := func(in planning.ContractRecordInput) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) { return w.ContractRecord(w.ctx, in) }
		}
		p1, p2 := w.partnership("P1").ID, w.partnership("P2").ID
		o := w.done(record(planning.ContractRecordInput{Service: service, Partnership: p2, Reference: new("C-1"), YearlyValue: new(int64(1_500_000_00)), From: day("2009-04-01"), To: new(day("2010-04-01"))})())
		if k := by[*programme.Contract](w, o.ID); k.Reference != "C-1" || *k.YearlyValue != 1_500_000_00 || k.Partnership.Code != "P2" || o.Related[0] != service {
			w.Errorf("outcome %+v with %+v", o, k)
		}
		stop := func(version int, on string) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) {
				return w.ContractEnd(w.ctx, contract, planning.ContractEndInput{ExpectedVersion: version, On: day(on)})
			}
		}
		w.refusals([]refusal{
			{"twice at a time", record(planning.ContractRecordInput{Service: service, Partnership: p1, From: day("2012-04-01")}), []string{"INVALID input.from: the partnership buys it already, 2008-04-01 onwards"}},
			{"of nothing by nobody", record(planning.ContractRecordInput{Service: "svc_0", Partnership: "par_0", Reference: new(strings.Repeat("a", 101)), YearlyValue: new(int64(-1)), From: day("2012-04-01"), To: new(day("2012-04-01"))}),
				[]string{"INVALID input.service: no service", "INVALID input.partnership: no partnership", "INVALID input.reference: at most 100", "INVALID input.yearlyValue: not negative", "INVALID input.to: is not after the start"}},
			{"before both", record(planning.ContractRecordInput{Service: service, Partnership: p2, From: day("2006-03-31"), To: new(day("2009-04-01"))}),
				[]string{"INVALID input.from: the life of the service", "INVALID input.from: the life of the partnership"}},
			{"ended before it began", stop(1, "2008-04-01"), []string{"INVALID input.on: is not after the start"}},
		})
		w.done(stop(1, "2009-10-01")())
		w.refused(stop(2, "2009-10-01")())("ILLEGAL_TRANSITION : the contract ended on 2009-10-01 already")
		w.done(stop(2, "2009-09-01")()) // earlier
		w.buy(service, "P1", "2009-09-01")
		w.refused(w.ServiceClose(w.ctx, service, planning.ServiceCloseInput{ExpectedVersion: w.version(service), On: day("2009-11-01")}))(
			"INVALID input.on: P1 buys the service serv, 2009-09-01 onwards", fmt.Sprintf("INVALID input.on: P2 buys the service serv, %s", by[*programme.Contract](w, o.ID).Valid))
	})
}
