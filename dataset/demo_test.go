package dataset

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/programme"
)

func demonstration(t *testing.T) (demo programme.Records, g *programme.Graph) {
	t.Helper()
	r := reference(t)
	demo, err := Demo(r)
	if err != nil {
		t.Fatal(err)
	}
	return demo, graphOf(t, r.With(demo))
}

func TestDemoIsTheSameEveryTime(t *testing.T) {
	make := func(shuffle bool) programme.Records {
		r := reference(t)
		if shuffle {
			slices.Reverse(r.Regions)
			slices.Reverse(r.Districts)
			slices.Reverse(r.Posts)
			slices.Reverse(r.Homes)
			slices.Reverse(r.Names)
			slices.Reverse(r.Statements)
		}
		demo, err := Demo(r)
		if err != nil {
			t.Fatal(err)
		}
		return demo
	}
	if !reflect.DeepEqual(make(false), make(false)) {
		t.Error("two runs differ")
	}
	if !reflect.DeepEqual(make(false), make(true)) {
		t.Error("the order of the reference records changes the result")
	}
}

func TestDemoLeavesTheReferenceAsItWas(t *testing.T) {
	r := reference(t)
	if _, err := Demo(r); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(r, reference(t)) {
		t.Error("the reference records have changed")
	}
}

func TestDemoIsMarkedAndNamedSynthetic(t *testing.T) {
	demo, _ := demonstration(t)
	for id, n := range nodes(demo) {
		if m := n.Identity(); !m.Synthetic || m.Version != 1 {
			t.Errorf("%s has %+v", id, m)
		}
	}
	var names []string
	for _, n := range demo.Names {
		names = append(names, n.Text)
	}
	for _, c := range demo.Coordinators {
		names = append(names, c.Name)
	}
	for _, c := range demo.DrugChampions {
		names = append(names, c.Adviser)
	}
	for _, n := range names {
		if !strings.Contains(n, "Synthetic") {
			t.Errorf("%q could be real", n)
		}
	}
}

func TestDemoPostsByState(t *testing.T) {
	_, g := demonstration(t)
	cases := []struct {
		day, grade                       string
		filled, covered, offered, vacant int
	}{
		{"2009-03-05", bandD, 8, 13, 25, 16},
		{"2009-03-31", bandD, 60, 1, 0, 1},
		{"2009-04-30", bandD, 62, 0, 0, 0},
		{"2009-03-05", grade7, 9, 0, 0, 0},
		{"2009-04-30", grade7, 9, 0, 0, 0},
		{"2009-03-15", seo, 0, 1, 1, 0},
		{"2009-04-30", seo, 1, 1, 0, 0},
		{"2009-06-15", seo, 2, 0, 0, 0},
		{"2011-03-31", bandD, 61, 0, 0, 1},
	}
	for _, c := range cases {
		day := calendar.MustParse(c.day)
		states := map[programme.State]int{}
		for _, p := range g.Posts(day) {
			if p.Grade.Code == c.grade {
				states[p.State(day)]++
			}
		}
		want := map[programme.State]int{}
		for state, n := range map[programme.State]int{
			programme.Filled: c.filled, programme.Covered: c.covered, programme.Offered: c.offered, programme.Vacant: c.vacant,
		} {
			if n > 0 {
				want[state] = n
			}
		}
		if !reflect.DeepEqual(states, want) {
			t.Errorf("%s on %s: %v, want %v", c.grade, c.day, states, want)
		}
	}
}

func TestDemoTurnover(t *testing.T) {
	_, g := demonstration(t)
	leavers, halves, parts, withdrawn := 0, 0, 0, 0
	for _, p := range g.AllPosts() {
		for _, h := range p.AllHoldings() {
			switch {
			case h.Valid.To == nil || h.LeavingReason == "":
				t.Errorf("a holding of %s has no known end", p.Code)
			case h.LeavingReason != programme.TermEnded:
				leavers++
			case *h.Valid.To != calendar.New(2011, 4, 1):
				t.Errorf("a term of %s ends on %s", p.Code, h.Valid.To)
			}
			if h.FTE == decimal.MustParse("0.5") {
				halves++
			}
		}
		if held := p.HeldFTE(calendar.New(2011, 3, 31)); held > 0 && held < p.FTE {
			parts++
		}
		for _, o := range p.AllOffers() {
			if o.Withdrawn {
				withdrawn++
			}
		}
	}
	if leavers != 12 || halves != 4 || parts != 1 || withdrawn != 1 {
		t.Errorf("%d leavers, %d half-time holdings, %d posts filled in part, %d withdrawn offers", leavers, halves, parts, withdrawn)
	}
}

func TestDemoOfficesFollowThePublishedNumbers(t *testing.T) {
	_, g := demonstration(t)
	for _, date := range []string{"2008-01-01", "2009-01-01", "2009-03-30"} {
		day := calendar.MustParse(date)
		open := map[string]int{}
		for _, j := range g.Jobcentres(day) {
			open[j.District(day).Region.ID]++
		}
		for _, s := range g.Statements() {
			if s.Measure == programme.MeasureJobcentresOpen && s.AsAt == day && s.Of != nil {
				if got := decimal.FromInt(open[s.Place.RegionID]); got != s.Value {
					t.Errorf("%s has %s offices on %s, want %s", s.Of.Name(day), got, date, s.Value)
				}
			}
		}
	}
	for date, want := range map[string]int{"2009-03-30": 579, "2009-04-30": 579, "2008-01-01": 634} {
		if got := len(g.Jobcentres(calendar.MustParse(date))); got != want {
			t.Errorf("%d offices on %s, want %d", got, date, want)
		}
	}
	if got := len(g.Jobcentres(calendar.New(2011, 3, 31))); got == 579 {
		t.Error("no office closes or opens after the spring of 2009")
	}
	day, with := calendar.New(2009, 7, 1), 0
	for _, j := range g.Jobcentres(day) {
		if len(j.Champions(day)) > 0 {
			with++
		}
	}
	if with < 579*80/100 || with > 579*90/100 {
		t.Errorf("%d of 579 offices have a drug champion, want about 85%%", with)
	}
}

func TestDemoPartnershipsDoNotNest(t *testing.T) {
	_, g := demonstration(t)
	day := calendar.New(2009, 4, 30)
	all := g.Partnerships(day)
	if len(all) != 149 {
		t.Errorf("%d partnerships, want 149", len(all))
	}
	split, across, changed := 0, 0, 0
	for _, p := range all {
		links := p.Links(day)
		var sum decimal.Decimal
		regions := map[*programme.Region]bool{}
		for _, k := range links {
			sum += k.Share
			regions[k.District.Region] = true
		}
		if sum != decimal.One {
			t.Errorf("the shares of %s sum to %s", p.Code, sum)
		}
		if len(links) > 1 {
			split++
		}
		if len(regions) > 1 {
			across++
		}
		if len(p.AllLinks()) > len(links) {
			changed++
		}
	}
	if split < 40 || split > 70 || across != 8 || changed < 4 {
		t.Errorf("%d lie in several districts, %d in several regions, %d change", split, across, changed)
	}
	for _, d := range g.Districts(day) {
		if len(d.Links(day)) < 3 {
			t.Errorf("%s has %d partnerships", d.Code, len(d.Links(day)))
		}
	}
}

func TestDemoRefusesAReferenceItCannotBuildOn(t *testing.T) {
	cases := []struct {
		name, want string
		spoil      func(*programme.Records)
	}{
		{"no statements", "nothing is published of the offices of region E12000001", func(r *programme.Records) { r.Statements = nil }},
		{"no posts", "has no post", func(r *programme.Records) { r.Posts = nil }},
		{"no homes", "has no home", func(r *programme.Records) { r.Homes = nil }},
		{"no districts", "has no district", func(r *programme.Records) { r.Districts, r.Posts = nil, nil }},
		{"no regions", "is in no region", func(r *programme.Records) { r.Regions = nil }},
		{"nothing", "there is no region", func(r *programme.Records) { *r = programme.Records{} }},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := reference(t)
			c.spoil(&r)
			if _, err := Demo(r); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

// TestDemoFamilies holds that each partnership belongs to one family of several, and that all are marked.
func TestDemoFamilies(t *testing.T) {
	_, g := demonstration(t)
	day, count := calendar.MustParse("2009-03-05"), 0
	for _, f := range g.Families() {
		if n := len(f.Members(day)); n < 5 || !f.Synthetic {
			t.Errorf("%s has %d members", f.Code, n)
		}
		count += len(f.Members(day))
	}
	for _, p := range g.Partnerships(day) {
		if p.Family(day) == nil {
			t.Errorf("%s belongs to no family", p.Code)
		}
	}
	if all := len(g.Partnerships(day)); count != all || len(g.Families()) != 5 {
		t.Errorf("%d memberships of %d partnerships in %d families", count, all, len(g.Families()))
	}
}
