package watching_test

import (
	"fmt"
	"testing"

	"waymark/domain/calendar"
	"waymark/domain/forecast"
	"waymark/domain/programme"
	"waymark/domain/programme/programmetest"
	"waymark/domain/referral"
	"waymark/domain/watching"
)

func TestBrief(t *testing.T) {
	b := programmetest.New()
	always := programmetest.Days("2008-01-01", "")
	d := b.District(b.Region("r", always), "d", always)
	p := b.Partnership("p", always)
	b.Link(p, d, "1", always)
	house := b.Provider("house", always)
	fresh, stale, ended, elsewhere := b.Service(house, "fresh", always), b.Service(house, "stale", always), b.Service(house, "ended", programmetest.Days("2008-01-01", "2009-01-01")), b.Service(house, "z", always)
	fresh.AssuredOn, stale.AssuredOn = new(calendar.New(2008, 4, 30)), new(calendar.New(2008, 4, 29))
	for _, s := range []*programme.Service{fresh, stale, ended} {
		b.Records.Contracts = append(b.Records.Contracts, &programme.Contract{Meta: programme.Meta{ID: "con_" + s.Code}, ServiceID: s.ID, PartnershipID: p.ID, Valid: always})
	}
	b.Pause(fresh, "announced", programmetest.Days("2009-06-01", ""))
	b.Pause(stale, "now", programmetest.Days("2009-04-01", "2009-05-01"))
	b.Pause(stale, "over", programmetest.Days("2009-03-01", "2009-04-01"))
	b.Pause(elsewhere, "not bought", programmetest.Days("2009-04-01", ""))
	with, without := b.Jobcentre("with", always), b.Jobcentre("without", always)
	b.Place(with, d, always)
	b.Place(without, d, always)
	b.Champion(with, always)
	g := b.Graph(t)
	day := calendar.New(2009, 4, 30)
	x := watching.NewBrief(g, d, day)
	var pauses []string
	for _, p := range x.Pauses {
		pauses = append(pauses, p.Reason)
	}
	if got := fmt.Sprint(pauses, len(x.Stale), x.Stale[0].Code, len(x.Championless), x.Championless[0].Code); got != "[now announced] 1stale1without" {
		t.Errorf("told of %s", got)
	}
	returned := func(j *programme.Jobcentre, month calendar.Date, s referral.State) *referral.Return {
		return &referral.Return{JobcentreID: j.ID, DistrictID: d.ID, Month: month, State: s}
	}
	var returns []*referral.Return
	for _, m := range referral.Months(calendar.New(2008, 10, 1), calendar.New(2009, 3, 1)) {
		returns = append(returns, returned(with, m, referral.Accepted), returned(without, m, referral.Accepted))
	}
	returns = append(returns, returned(without, calendar.New(2009, 3, 1), referral.Queried))
	returns[0].State = referral.Returned
	offices := x.Collect(g, returns)
	if got := fmt.Sprint(len(offices), len(x.Late), x.Late[0].Month, x.Late[0].Missing[0].Code, len(x.Waiting), x.Waiting[0].Month, x.Waiting[1].State); got != "2 1 2009-03-01with2 2008-10-01QUERIED" {
		t.Errorf("of the returns: %s", got)
	}
}

func TestFullFirst(t *testing.T) {
	all := []watching.Pinch{
		{Provider: &programme.Provider{Code: "b"}},
		{Provider: &programme.Provider{Code: "d"}, Outlook: forecast.Outlook{FullFrom: new(calendar.New(2009, 7, 1))}},
		{Provider: &programme.Provider{Code: "a"}},
		{Provider: &programme.Provider{Code: "e"}, Outlook: forecast.Outlook{FullFrom: new(calendar.New(2009, 5, 1))}},
		{Provider: &programme.Provider{Code: "c"}, Outlook: forecast.Outlook{FullFrom: new(calendar.New(2009, 7, 1))}},
	}
	watching.Sort(all)
	got := ""
	for _, p := range all {
		got += p.Provider.Code
	}
	if got != "ecdab" {
		t.Errorf("in the order %s", got)
	}
}
