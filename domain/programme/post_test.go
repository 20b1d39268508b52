package programme_test

import (
	"testing"

	"waymark/domain/decimal"
	"waymark/domain/programme"
	"waymark/domain/programme/programmetest"
)

// career is one post with all that can happen to it, and the graph around it.
func career(t *testing.T) (*programme.Graph, *programme.Post) {
	b := programmetest.New()
	from := programmetest.Days("2009-01-01", "")
	r := b.Region("North", from)
	leeds, york := b.District(r, "Leeds", from), b.District(r, "York", from)
	p := b.Post("leeds-1", b.Grade("BAND_D", "Band D", 1), programme.DistrictCoordinator, programmetest.Days("2009-02-01", "2010-04-01"))
	b.Home(p, york, programmetest.Days("2009-06-01", "2010-04-01")) // out of order
	b.Home(p, leeds, programmetest.Days("2009-02-01", "2009-06-01"))

	b.Offer(p, programmetest.Day("2009-03-05"), programmetest.Days("2009-02-10", "2009-03-05"))
	b.Cover(p, "cover", programmetest.Days("2009-02-20", "2009-02-25"))
	b.Hold(p, "short", "0.4", programmetest.Days("2009-03-05", "2009-05-01"))
	b.Hold(p, "long", "0.6", programmetest.Days("2009-03-10", "2009-04-01"))
	b.Hold(p, "equal", "0.6", programmetest.Days("2009-04-01", "2009-04-20"))
	b.Hold(p, "never", "1", programmetest.Days("2009-09-01", "2009-09-01")) // an empty period
	b.Hold(p, "last", "1", programmetest.Days("2009-10-01", "2010-04-01"))
	return b.Graph(t), p
}

func TestStateAndVacancyAtTheBoundaries(t *testing.T) {
	_, p := career(t)
	tests := []struct {
		day    string
		state  programme.State
		vacant string // since; empty when it is not vacant
		held   string
	}{
		{"2009-01-31", programme.NotFunded, "", "0"},
		{"2009-02-01", programme.Vacant, "2009-02-01", "0"},
		{"2009-02-09", programme.Vacant, "2009-02-01", "0"},
		{"2009-02-10", programme.Offered, "2009-02-01", "0"},
		{"2009-02-20", programme.Covered, "2009-02-01", "0"},
		{"2009-02-24", programme.Covered, "2009-02-01", "0"},
		{"2009-02-25", programme.Offered, "2009-02-01", "0"},
		{"2009-03-04", programme.Offered, "2009-02-01", "0"},
		{"2009-03-05", programme.Filled, "", "0.4"},
		{"2009-03-10", programme.Filled, "", "1"},
		{"2009-04-30", programme.Filled, "", "0.4"},
		{"2009-05-01", programme.Vacant, "2009-05-01", "0"},
		{"2009-09-01", programme.Vacant, "2009-05-01", "0"},
		{"2009-09-30", programme.Vacant, "2009-05-01", "0"},
		{"2009-10-01", programme.Filled, "", "1"},
		{"2010-03-31", programme.Filled, "", "1"},
		{"2010-04-01", programme.NotFunded, "", "0"},
	}
	for _, tt := range tests {
		day := programmetest.Day(tt.day)
		if got := p.State(day); got != tt.state {
			t.Errorf("%s: %s, want %s", tt.day, got, tt.state)
		}
		if got := p.HeldFTE(day).String(); got != tt.held {
			t.Errorf("%s: %s is held, want %s", tt.day, got, tt.held)
		}
		switch got := p.VacantSince(day); {
		case got == nil && tt.vacant != "":
			t.Errorf("%s: not vacant, want since %s", tt.day, tt.vacant)
		case got != nil && got.String() != tt.vacant:
			t.Errorf("%s: vacant since %s, want %q", tt.day, got, tt.vacant)
		}
	}
}

func TestHoldingsPutTheLargestFirstAndThenTheLongest(t *testing.T) {
	_, p := career(t)
	for day, want := range map[string][]string{
		"2009-03-05": {"short"},
		"2009-03-31": {"long", "short"},
		"2009-04-01": {"equal", "short"},
		"2009-09-01": {},
	} {
		held := p.Holdings(programmetest.Day(day))
		if len(held) != len(want) {
			t.Errorf("%s: %d holdings, want %q", day, len(held), want)
			continue
		}
		for i, h := range held {
			if h.Coordinator.Name != want[i] {
				t.Errorf("%s: %s is number %d, want %q", day, h.Coordinator.Name, i, want)
			}
		}
	}
}

func TestHomeIsTheNearestOutsideTheStays(t *testing.T) {
	g, p := career(t)
	for day, want := range map[string]string{
		"2000-01-01": "Leeds",
		"2009-02-01": "Leeds",
		"2009-05-31": "Leeds",
		"2009-06-01": "York",
		"2015-01-01": "York",
	} {
		if got := p.Home(programmetest.Day(day)).PlaceCode(); got != want {
			t.Errorf("%s: at home in %s, want %s", day, got, want)
		}
		if got := p.Region(programmetest.Day(day)); got != g.Region("North") {
			t.Errorf("%s: region %v", day, got)
		}
	}
	if homes := p.AllHomes(); len(homes) != 2 || homes[0].District.Code != "Leeds" {
		t.Errorf("homes are not the oldest first")
	}
}

func TestAPostWithoutHomeHasNoPlace(t *testing.T) {
	b := programmetest.New()
	p := b.Post("p", b.Grade("g", "g", 1), programme.StrategicLead, programmetest.Days("2009-01-01", ""))
	b.Records.Homes = append(b.Records.Homes, &programme.Home{Meta: programme.Meta{ID: "hom_1"}, PostID: p.ID, Valid: p.Funded})
	b.Graph(t)
	if home := p.Home(programmetest.Day("2009-01-01")); home != nil {
		t.Errorf("a home that names no place is at home in %v", home)
	}
	if region := p.Region(programmetest.Day("2009-01-01")); region != nil {
		t.Errorf("and in the region %v", region)
	}
}

func TestACoordinatorKnowsTheirPosts(t *testing.T) {
	g, p := career(t)
	for _, c := range g.Coordinators() {
		holdings, covers := 1, 0
		if c.Name == "cover" {
			holdings, covers = 0, 1
		}
		if len(c.AllHoldings()) != holdings || len(c.AllCovers()) != covers {
			t.Errorf("%s has %d holdings and %d covers", c.Name, len(c.AllHoldings()), len(c.AllCovers()))
		}
		for _, h := range c.AllHoldings() {
			held := c.Holdings(h.Valid.From)
			if h.Post != p || h.Coordinator != c || (len(held) == 0) != h.Valid.Empty() || (len(held) > 0 && held[0] != h) {
				t.Errorf("%s holds %s, with %d holdings on its first day", c.Name, h.Post.Code, len(held))
			}
		}
	}
}

// A holding or cover without a known end is over with the funding: nobody holds or covers a post that is not funded.
func TestHoldingAndCoverEndWithTheFunding(t *testing.T) {
	b := programmetest.New()
	since := programmetest.Days("2009-01-01", "")
	r := b.Region("North", since)
	grade, funded := b.Grade("BAND_D", "Band D", 1), programmetest.Days("2009-01-01", "2010-04-01")
	held := b.Post("north-1", grade, programme.StrategicLead, funded)
	covered := b.Post("north-2", grade, programme.StrategicLead, funded)
	b.Home(held, r, funded)
	b.Home(covered, r, funded)
	b.Hold(held, "holder", "1", since)
	b.Cover(covered, "holder", since)
	b.Graph(t)
	holder := held.AllHoldings()[0].Coordinator
	for day, want := range map[string]int{"2010-03-31": 1, "2010-04-01": 0} {
		day := programmetest.Day(day)
		cover := 0
		if covered.Cover(day) != nil {
			cover = 1
		}
		if len(held.Holdings(day)) != want || held.HeldFTE(day) != decimal.FromInt(want) || len(holder.Holdings(day)) != want || cover != want {
			t.Errorf("%s: %d holdings, %s held, the holder has %d, cover %d; want %d of each", day,
				len(held.Holdings(day)), held.HeldFTE(day), len(holder.Holdings(day)), cover, want)
		}
	}
}
