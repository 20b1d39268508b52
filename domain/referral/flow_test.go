package referral_test

import (
	"fmt"
	"math"
	"testing"

	"waymark/domain/calendar"
	"waymark/domain/programme/programmetest"
	"waymark/domain/referral"
)

func entry(office string, month calendar.Date, provider string, way referral.Direction, n int64) referral.Entry {
	e := referral.Entry{Slot: referral.Slot{Office: office, Month: month}, Row: referral.Row{Key: referral.Key{Provider: provider, Direction: way}}}
	e.Counts[referral.Referrals.Index()] = n
	return e
}

// TestFlows counts what two offices refer to a provider, of which one opens in February and another, which refers elsewhere, says nothing of it.
func TestFlows(t *testing.T) {
	b := programmetest.New()
	always := programmetest.Days("2008-01-01", "")
	d := b.District(b.Region("r", always), "d", always)
	late := programmetest.Days("2009-02-10", "")
	one, two, three := b.Jobcentre("one", always), b.Jobcentre("two", late), b.Jobcentre("three", always)
	b.Place(one, d, always)
	b.Place(two, d, late)
	b.Place(three, d, always)
	g := b.Graph(t)
	months := referral.Months(calendar.New(2009, 1, 1), calendar.New(2009, 5, 1))
	entries := []referral.Entry{
		entry(one.ID, months[0], "p", referral.ToTreatment, 4), entry(one.ID, months[0], "p", referral.ToTreatment, 3), entry(one.ID, months[0], "p", referral.ToJobcentre, 50),
		entry(one.ID, months[1], "p", referral.ToTreatment, 5), entry(two.ID, months[1], "p", referral.ToTreatment, 2), entry(three.ID, months[1], "q", referral.ToTreatment, 9),
	}
	held := map[referral.Slot]bool{{Office: one.ID, Month: months[0]}: true, {Office: one.ID, Month: months[1]}: true, {Office: two.ID, Month: months[1]}: true, {Office: two.ID, Month: months[2]}: true,
		{Office: three.ID, Month: months[3]}: true}
	if got, want := fmt.Sprint(referral.Flows(g, "p", entries, held, months)), "[{2009-01-01 7 1} {2009-02-01 7 1} {2009-03-01 0 0.5} {2009-04-01 0 0}]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := referral.Flows(g, "nobody", entries, held, months); got[0].Share != 0 {
		t.Errorf("of a provider that nobody names: %v", got)
	}
}

// TestTurn compares 30 referrals in the 90 days from January to March 2009 with 20 in the 92 before. The ratio is (30/90)/(20/92).
func TestTurn(t *testing.T) {
	held := map[referral.Slot]bool{}
	for _, m := range referral.Months(calendar.New(2008, 10, 1), calendar.New(2009, 4, 1)) {
		held[referral.Slot{Office: "whole", Month: m}] = true
		held[referral.Slot{Office: "half", Month: m}] = m.After(calendar.New(2008, 12, 1))
	}
	entries := []referral.Entry{
		entry("whole", calendar.New(2008, 10, 1), "p", referral.ToTreatment, 12), entry("whole", calendar.New(2008, 12, 1), "", referral.ToTreatment, 8), entry("whole", calendar.New(2008, 12, 1), "p", referral.ToJobcentre, 70),
		entry("whole", calendar.New(2009, 1, 1), "p", referral.ToTreatment, 10), entry("whole", calendar.New(2009, 3, 1), "p", referral.ToTreatment, 20), entry("half", calendar.New(2009, 3, 1), "p", referral.ToTreatment, 90),
		entry("whole", calendar.New(2008, 9, 1), "p", referral.ToTreatment, 90), entry("whole", calendar.New(2009, 4, 1), "p", referral.ToTreatment, 90),
	}
	x, ok := referral.TurnOf([]string{"whole", "half"}, entries, held, calendar.New(2009, 4, 30))
	if !ok || x.Offices != 1 || x.First.Value != 20*7.0/92 || x.Second.Value != 30*7.0/90 || math.Abs(*x.Value-30.0/90/(20.0/92)) > 1e-12 || x.Lower >= 1 || *x.Upper <= 1 {
		t.Errorf("%+v", x)
	}
	if _, ok := referral.TurnOf([]string{"half"}, entries, held, calendar.New(2009, 4, 30)); ok {
		t.Error("compares an office of which half has come")
	}
}
