package capacity_test

import (
	"fmt"
	"testing"

	"waymark/domain/calendar"
	"waymark/domain/capacity"
	"waymark/domain/programme/programmetest"
)

func TestBook(t *testing.T) {
	b := programmetest.New()
	always := programmetest.Days("2008-01-01", "")
	p, other := b.Provider("p", always), b.Provider("other", always)
	one, two := b.Service(p, "one", always), b.Service(p, "two", programmetest.Days("2008-01-01", "2009-05-10"))
	b.Service(p, "silent", always)
	b.Graph(t)
	month := func(n int) calendar.Date { return calendar.New(2009, 1, 1).AddDays([]int{0, 31, 59, 90, 120, 151}[n]) }
	said := func(of, service string, n, places, people int) *capacity.Record {
		r := &capacity.Record{ServiceID: service, ProviderID: of, Month: month(n), Places: places}
		if people >= 0 {
			r.InUse, r.Waiting = new(people), new(1)
		}
		return r
	}
	book := capacity.NewBook(p, []*capacity.Record{
		said(p.ID, one.ID, 3, 30, 25), said(p.ID, one.ID, 0, 20, 21), said(p.ID, one.ID, 1, 20, 22), said(p.ID, one.ID, 5, 40, -1),
		said(p.ID, two.ID, 1, 5, 4), said(p.ID, two.ID, 2, 6, 4), said(p.ID, two.ID, 3, 6, 5), said(other.ID, "svc_other", 0, 99, 99),
	})
	for n, want := range []string{
		"20 true, 21 1 true", // the second service has not been heard of yet
		"25 true, 26 2 true",
		"26 true, 0 0 false", // the first one was not counted
		"36 true, 30 2 true",
		"30 true, 0 0 false", // the second has come to an end within the month
		"40 true, 0 0 false", // places that are to come, and nobody counted
	} {
		places, known := book.Places(month(n))
		inUse, waiting, counted := book.People(month(n))
		if got := fmt.Sprint(places, " ", known, ", ", inUse, " ", waiting, " ", counted); got != want {
			t.Errorf("%s: %s, want %s", month(n), got, want)
		}
	}
	if _, ok := book.Places(calendar.New(2008, 12, 1)); ok {
		t.Error("it has places before anything was recorded")
	}
	if r := said(p.ID, one.ID, 0, 20, 21); !r.Over() || said(p.ID, one.ID, 0, 20, 20).Over() || said(p.ID, one.ID, 0, 20, -1).Over() {
		t.Error("21 people in 20 places are over, and 20 are not")
	}
}
