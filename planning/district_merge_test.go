package planning_test

import (
	"slices"
	"testing"

	"waymark/domain/coverage"
	"waymark/domain/programme"
	"waymark/planning"
)

func (w *world) closing(codes ...string) []*planning.DistrictVersionInput {
	w.Helper()
	var made []*planning.DistrictVersionInput
	for _, code := range codes {
		d := w.district(code)
		made = append(made, &planning.DistrictVersionInput{ID: d.ID, ExpectedVersion: d.Version})
	}
	return made
}

// merge merges districts into an existing one.
func (w *world) merge(on, into string, codes ...string) func() (planning.Outcome, error) {
	return func() (planning.Outcome, error) {
		return w.DistrictMerge(w.ctx, planning.DistrictMergeInput{Districts: w.closing(codes...), Into: w.closing(into)[0], On: day(on)})
	}
}

// anew merges districts into a new one.
func (w *world) anew(on, code, name string, codes ...string) func() (planning.Outcome, error) {
	return func() (planning.Outcome, error) {
		return w.DistrictMerge(w.ctx, planning.DistrictMergeInput{Districts: w.closing(codes...), On: day(on),
			Successor: &planning.DistrictSuccessorInput{Code: code, Name: name}})
	}
}

func TestDistrictMergeIntoANewOne(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		before := pictures(w.graph(), "2008-06-01", "2009-03-01", "2009-05-31")
		post, office, link := w.post("n1").Meta, w.jobcentre("J3").Meta, w.partnership("P3").Meta
		o := w.done(w.anew("2009-06-01", "both", " Both ", "north", "south")())
		g := w.graph()
		if !slices.Equal(before, pictures(g, "2008-06-01", "2009-03-01", "2009-05-31")) {
			w.Error("the past is another now")
		}
		d := g.District("both")
		if o.ID != d.ID || o.On != day("2009-06-01") || d.Name(o.On) != "Both" || d.Region.Code != "R1" || d.Valid.To != nil {
			w.Errorf("outcome %+v with %+v", o, d)
		}
		for on, want := range map[string]string{
			"2009-06-01": "P1/both=1 P2/both=1 P3/both=0.7", "2010-04-01": "P1/both=1 P2/both=1 P3/both=0.7", "2009-05-31": "",
		} {
			if got := shareText(d.Links(day(on))); got != want {
				w.Errorf("links on %s are %s, want %s", on, got, want)
			}
		}
		for _, code := range []string{"north", "south"} {
			old := g.District(code)
			if old.Valid.To == nil || *old.Valid.To != o.On || *old.Names()[0].Valid.To != o.On {
				w.Errorf("%s lives on: %s", code, old.Valid)
			}
			if l := old.Lineage(); len(l) != 1 || l[0].LineageKind != programme.MergedInto || l[0].To != d || l[0].On != o.On {
				w.Errorf("lineage of %s is %+v", code, l)
			}
		}
		if len(d.Lineage()) != 2 || g.Post("n1").Home(o.On) != programme.Place(d) || g.Jobcentre("J3").District(o.On) != d || g.Post("e1").Home(o.On).PlaceCode() != "east" {
			w.Errorf("lineage %+v", d.Lineage())
		}
		w.bumped(post)
		w.bumped(office)
		w.bumped(link)
	})
}

func TestDistrictMergeIntoAnExistingOne(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		before := pictures(w.graph(), "2009-05-31")
		into, from := w.district("south").Meta, w.partnership("P1").Meta
		o := w.done(w.merge("2009-06-01", "south", "north")())
		g := w.graph()
		if o.ID != into.ID || !slices.Equal(before, pictures(g, "2009-05-31")) {
			w.Error("the past is another now")
		}
		w.bumped(into)
		w.bumped(from)
		d := g.District("south")
		for on, want := range map[string]string{"2009-05-31": "P2/south=0.5", "2009-06-01": "P1/south=1 P2/south=1 P3/south=0.7", "2011-01-01": "P1/south=1 P2/south=1 P3/south=0.7"} {
			if got := shareText(d.Links(day(on))); got != want {
				w.Errorf("links on %s are %s, want %s", on, got, want)
			}
		}
		if g.Post("n2").Home(day("2009-05-31")).PlaceCode() != "north" || g.Post("n2").Home(o.On) != programme.Place(d) {
			w.Errorf("homes %+v", g.Post("n2").AllHomes())
		}
		w.done(w.anew("2009-06-01", "all", "All", "south", "east")()) // on the very day
		if l := w.district("south").Lineage(); len(l) != 2 {
			w.Errorf("lineage %+v", l)
		}
	})
}

func TestDistrictMergeRefuses(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		w.done(w.merge("2010-06-01", "east", "south")())
		in := func(on string, spoil func(*planning.DistrictMergeInput)) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) {
				m := planning.DistrictMergeInput{Districts: w.closing("north"), Into: w.closing("east")[0], On: day(on)}
				spoil(&m)
				return w.DistrictMerge(w.ctx, m)
			}
		}
		w.refusals([]refusal{
			{"closed", w.merge("2011-06-01", "north", "south"), []string{"INVALID input.districts.0.id: south closed on 2010-06-01"}},
			{"into a closed one", w.merge("2009-06-01", "south", "north"), []string{"INVALID input.into.id: south takes others in only while it exists"}},
			{"into itself", w.merge("2009-06-01", "north", "north"), []string{"INVALID input.districts.0.id: north cannot merge into itself"}},
			{"over a border", w.merge("2009-06-01", "north", "west"), []string{"INVALID input.into.id: north lies in another region than west"}},
			{"taken in later", w.merge("2009-06-01", "north", "east"), []string{"INVALID input.on: east is to take in south on 2010-06-01"}},
			{"first day", w.merge("2006-04-01", "east", "north"), []string{"INVALID input.on: 2006-04-01 is not after the first day of north", "INVALID input.into.id: takes others in only while it exists"}},
			{"one alone", w.anew("2009-06-01", "new", "New", "north"), []string{"INVALID input.districts: two or more districts merge into a new one, not 1"}},
			{"regions, twice, code", w.anew("2009-06-01", "east", "", "north", "north", "west"), []string{
				"INVALID input.districts.1.id: north is given twice", "INVALID input.districts.2.id: west lies in another region than north",
				"INVALID input.successor.code: is taken", "INVALID input.successor.name: 1 to 200"}},
			{"neither", in("2009-06-01", func(m *planning.DistrictMergeInput) { m.Into = nil }), []string{"INVALID input.into: exactly one of into and successor is given"}},
			{"both", in("2009-06-01", func(m *planning.DistrictMergeInput) { m.Successor = &planning.DistrictSuccessorInput{} }), []string{"INVALID input.into: exactly one"}},
			{"none", in("2010-07-01", func(m *planning.DistrictMergeInput) { m.Districts = nil }), []string{"INVALID input.districts: there is no district to merge"}},
			{"stale", in("2010-07-01", func(m *planning.DistrictMergeInput) { m.Districts[0].ExpectedVersion++ }), []string{"CONFLICT input.districts.0.expectedVersion: you read version 2 and it is now at version 1"}},
			{"stale into", in("2010-07-01", func(m *planning.DistrictMergeInput) { m.Into.ExpectedVersion-- }), []string{"CONFLICT input.into.expectedVersion: it has changed"}},
			{"unknown", in("2010-07-01", func(m *planning.DistrictMergeInput) { m.Into.ID = "dis_0" }), []string{"NOT_FOUND id: nothing with this id"}},
		})
	})
}

func TestDistrictMergeInEngland(t *testing.T) {
	inWorld(t, &england, func(w *world) {
		days := []string{"2008-03-30", "2009-03-05", "2009-03-31", "2009-04-30", "2009-12-31"}
		before := pictures(w.graph(), days...)
		var london []*programme.District
		for _, d := range w.graph().AllDistricts() {
			if d.Region.Code == "E12000007" {
				london = append(london, d)
			}
		}
		w.done(w.anew("2010-01-01", "two-in-one", "Two in One", london[0].Code, london[1].Code)())
		w.done(w.merge("2010-02-01", london[2].Code, london[3].Code)()) // before links change on 1 April
		g := w.graph()
		for i, text := range pictures(g, days...) {
			if text != before[i] {
				w.Errorf("%s is another now", days[i])
			}
		}
		on := day("2010-02-01")
		if n := len(g.Region("E12000007").Districts(on)); n != 4 {
			w.Errorf("%d districts in London, want 4", n)
		}
		if c := coverage.Compute(g, coverage.England(), on); c.Districts != 36 || c.Posts.Funded != 73 || c.Partnerships != 149 {
			w.Errorf("coverage %+v", c)
		}
	})
}
