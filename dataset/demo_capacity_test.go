package dataset

import (
	"reflect"
	"slices"
	"testing"

	"waymark/domain/calendar"
	"waymark/domain/capacity"
	"waymark/domain/forecast"
	"waymark/domain/referral"
)

// TestDemoProvidersFillUpAsTheyAreSaidTo makes the forecasts of 30 April 2009 from what the demonstration holds.
func TestDemoProvidersFillUpAsTheyAreSaidTo(t *testing.T) {
	demo, g := demonstration(t)
	records := reference(t).With(demo)
	returns := DemoReturns(records)
	capacities := DemoCapacities(records, returns)
	if again := DemoCapacities(records, returns); !reflect.DeepEqual(again, capacities) {
		t.Error("not the same a second time")
	}
	var entries []referral.Entry
	held := map[referral.Slot]bool{}
	for _, r := range returns {
		slot := referral.Slot{Office: r.JobcentreID, Month: r.Month}
		if held[slot] = r.State == referral.Accepted; held[slot] {
			for _, row := range r.Rows {
				entries = append(entries, referral.Entry{Slot: slot, Row: row})
			}
		}
	}
	day := calendar.New(2009, 4, 30)
	months := referral.Months(calendar.New(2008, 1, 1), calendar.New(2009, 5, 1))
	got := map[string]string{}
	for _, p := range g.AllProviders() {
		if !slices.ContainsFunc(capacities, func(c *capacity.Record) bool { return c.ProviderID == p.ID }) {
			continue
		}
		book := capacity.NewBook(p, capacities)
		var past []forecast.Past
		for _, f := range referral.Flows(g, p.ID, entries, held, months) {
			x := forecast.Past{Month: f.Month, Referrals: f.Referrals, Share: f.Share}
			x.InUse, x.Waiting, x.Known = book.People(f.Month)
			past = append(past, x)
		}
		o := forecast.Look(past, book.Places, day, 6)
		got[p.Code] = string(o.Reason)
		if o.FullFrom != nil {
			got[p.Code] = o.FullFrom.String()
		}
	}
	want := map[string]string{"syn-provider-01": "2009-06-01", "syn-provider-02": "", "syn-provider-03": "2009-04-01", "syn-provider-23": "2009-07-01",
		"syn-provider-25": "CAPACITY_TOO_OLD", "syn-provider-26": "2009-04-01", "syn-provider-27": "2009-05-01"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
