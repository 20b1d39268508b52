package openreferral_test

import (
	"context"
	"testing"

	"github.com/google/uuid"

	"waymark/dataset"
	"waymark/domain/calendar"
	"waymark/domain/programme"
	"waymark/domain/viewer"
	"waymark/planning"
	"waymark/server"
	"waymark/store"
	"waymark/store/storetest"
)

// odd is a provider that says little of itself, with one service at a site in the open and at one that is confidential, and one beyond it
// that is far away.
var odd = storetest.Template{Prepare: func(ctx context.Context, s *store.Store) error {
	reference, err := dataset.Reference()
	if err != nil {
		return err
	}
	year := calendar.Between(calendar.New(2009, 1, 1), calendar.New(2010, 1, 1))
	named := func(id string) programme.Meta { return programme.Meta{ID: id, Version: 1, Synthetic: true} }
	place := func(id, name, postcode string, at *programme.Position, confidential bool) *programme.Site {
		return &programme.Site{Meta: named("sit_" + id), Code: "odd-" + id, ProviderID: "prv_odd", Name: name, Postcode: postcode, Position: at, Confidential: confidential, Valid: year}
	}
	at := func(id, site string, hours ...programme.Hours) *programme.ServiceSite {
		return &programme.ServiceSite{Meta: named("sas_" + id), ServiceID: "svc_odd", SiteID: "sit_" + site, Hours: hours, Valid: year}
	}
	june := calendar.New(2009, 6, 1)
	records := programme.Records{
		Providers: []*programme.Provider{{Meta: named("prv_odd"), Code: "odd-provider", Name: "Odd Provider", ProviderKind: programme.LocalAuthorityProvider, Website: "ftp://odd.example",
			Email: "nobody at all", CompanyNumber: "SYN00001", ODSCode: "SYN", CQCID: "1-000", Valid: calendar.Open(year.From)}},
		Services: []*programme.Service{{Meta: named("svc_odd"), Code: "odd-service", ProviderID: "prv_odd", Name: "Odd service", ServiceKind: programme.HarmReduction,
			Telephone: "01632 960000", Website: "odd.example", Languages: []string{"cy"}, MinimumAge: new(int), Valid: year},
			{Meta: named("svc_help"), Code: "odd-help", ProviderID: "prv_odd", Name: "Odd help", ServiceKind: programme.EmploymentSupport, MinimumAge: new(16), MaximumAge: new(25), Valid: calendar.Open(year.From)}},
		Sites: []*programme.Site{
			place("open", "Open Site", "", nil, false),
			place("hidden", "Hidden Site", "YY1 1AA", &programme.Position{Latitude: 51.5, Longitude: -0.1}, true),
			place("near", "Near Site", "YZ1 1AA", &programme.Position{Latitude: 52, Longitude: -1}, false),
			place("far", "Far Site", "YZ9 9ZZ", &programme.Position{Latitude: 52.1, Longitude: -1}, false),
		},
		ServiceSites: []*programme.ServiceSite{
			at("open", "open", programme.Hours{Weekday: "SA", Opens: "10:00", Closes: "12:00"}),
			at("hidden", "hidden", programme.Hours{Weekday: "TH", Opens: "10:00", Closes: "12:00"}),
			at("near", "near"),
			at("far", "far"),
		},
		Pauses: []*programme.Pause{
			{Meta: named("pau_spring"), ServiceID: "svc_odd", Reason: "a worker has left.", Valid: calendar.Between(calendar.New(2009, 4, 6), june)},
			{Meta: named("pau_autumn"), ServiceID: "svc_odd", Reason: "the lease ends.", Valid: calendar.Between(calendar.New(2009, 9, 1), *year.To)},
			{Meta: named("pau_help"), ServiceID: "svc_help", Reason: "nobody is left.", Valid: calendar.Open(year.From)},
		},
	}
	_, err = planning.New(s, today).Seed(viewer.With(ctx, operator), reference.With(records))
	return err
}}

// onOdd runs a test on the odd provider's directory, on both engines.
func onOdd(t *testing.T, test func(t *testing.T, f feed)) {
	t.Helper()
	odd.Run(t, func(t *testing.T, db storetest.Database) { test(t, serve(t, db.Open(t), today, server.Config{})) })
}

func on(day string) func() calendar.Date {
	return func() calendar.Date { return calendar.MustParse(day) }
}

// oddID works out the id of a service by its code, as anybody can who knows the namespace.
func oddID(t *testing.T, f feed, code string) string {
	t.Helper()
	g, err := f.plan.Graph(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return uuid.NewSHA1(uuid.MustParse("0f53ac98-485e-40d4-a4d6-539976cb2147"), []byte(g.Service(code).ID)).String()
}
