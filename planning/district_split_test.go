package planning_test

import (
	"slices"
	"testing"

	"waymark/domain/programme"
	"waymark/planning"
)

// split splits the north; the parts are changed by each of the spoilers.
func (w *world) split(on string, spoil ...func(parts []*planning.DistrictPartInput)) (planning.Outcome, error) {
	w.Helper()
	g := w.graph()
	parts := []*planning.DistrictPartInput{
		{Code: "upper", Name: " Upper ", Posts: []string{g.Post("n1").ID}, Jobcentres: []string{g.Jobcentre("J1").ID},
			Partnerships: []*planning.PartnershipShareInput{
				{Partnership: g.Partnership("P1").ID, Share: number("0.25")}, {Partnership: g.Partnership("P3").ID, Share: number("0.7")},
			}},
		{Code: "lower", Name: "Lower", Remainder: true},
	}
	for _, s := range spoil {
		s(parts)
	}
	return w.DistrictSplit(w.ctx, g.District("north").ID, planning.DistrictSplitInput{ExpectedVersion: g.District("north").Version, On: day(on), Parts: parts})
}

func TestDistrictSplit(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		w.fill("n2", "Ann", "2009-03-02")
		before := pictures(w.graph(), "2008-06-01", "2009-05-31")
		o := w.done(w.split("2009-06-01"))
		g := w.graph()
		if !slices.Equal(before, pictures(g, "2008-06-01", "2009-05-31")) {
			w.Error("the past is another now")
		}
		north, upper, lower := g.District("north"), g.District("upper"), g.District("lower")
		if o.ID != north.ID || !slices.Equal(o.Related, []string{upper.ID, lower.ID}) || upper.Name(o.On) != "Upper" || *north.Valid.To != o.On {
			w.Errorf("outcome %+v", o)
		}
		for d, want := range map[*programme.District]string{
			north: "", upper: "P1/upper=0.25 P3/upper=0.7", lower: "P1/lower=0.75 P2/lower=0.5",
		} {
			if got := shareText(d.Links(o.On)); got != want {
				w.Errorf("links of %s are %s, want %s", d.Code, got, want)
			}
			for _, l := range d.Lineage() {
				if l.LineageKind != programme.SplitFrom || l.From != north || l.On != o.On {
					w.Errorf("lineage of %s is %+v", d.Code, l)
				}
			}
		}
		if len(north.Lineage()) != 2 || len(upper.Lineage()) != 1 || len(lower.Lineage()) != 1 {
			w.Error("the lineage does not lead both ways")
		}
		if got := shareText(lower.Links(aprilTurn)); got != "P1/lower=0.75" { // P2 leaves as it was to leave the north
			w.Errorf("links of lower are %s", got)
		}
		for code, want := range map[string]string{"n1": "upper", "n2": "lower"} {
			if got := g.Post(code).Home(o.On).PlaceCode(); got != want || g.Post(code).Home(day("2009-05-31")) != programme.Place(north) {
				w.Errorf("%s is at home in %s, want %s", code, got, want)
			}
		}
		for code, want := range map[string]string{"J1": "upper", "J2": "lower", "J3": "south"} {
			if got := g.Jobcentre(code).District(o.On).Code; got != want {
				w.Errorf("%s belongs to %s, want %s", code, got, want)
			}
		}
		w.states("n2", "2009-05-31 FILLED", "2009-06-01 FILLED")
		w.refused(w.split("2010-01-01"))("INVALID input.on: north closed on 2009-06-01",
			"INVALID input.parts.0.code: is taken", "INVALID input.parts.1.code: is taken",
			"INVALID input.parts.0.posts.0: no such post", "INVALID input.parts.0.jobcentres.0: no such jobcentre",
			"INVALID input.parts.0.partnerships.0.partnership: no such partnership", "INVALID input.parts.0.partnerships.1.partnership: no such partnership")
	})
}

func TestDistrictSplitLeavesClosedPostsBehind(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		for _, code := range []string{"n1", "n2"} {
			w.done(w.PostClose(w.ctx, w.post(code).ID, planning.PostCloseInput{ExpectedVersion: 1, On: day("2009-03-01"), Reason: "Moved"}))
		}
		w.done(w.split("2009-06-01", func(parts []*planning.DistrictPartInput) { parts[0].Posts = nil }))
		if homes := w.post("n1").AllHomes(); len(homes) != 1 || homes[0].District.Code != "north" {
			w.Errorf("homes %+v", homes)
		}
	})
}

func TestDistrictSplitWithoutARemainder(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		g := w.graph()
		everything := func(parts []*planning.DistrictPartInput) {
			parts[1] = &planning.DistrictPartInput{Code: "lower", Name: "Lower", Posts: []string{g.Post("n2").ID}, Jobcentres: []string{g.Jobcentre("J2").ID},
				Partnerships: []*planning.PartnershipShareInput{
					{Partnership: g.Partnership("P1").ID, Share: number("0.75")}, {Partnership: g.Partnership("P2").ID, Share: number("0.5")},
				}}
		}
		w.refused(w.split("2009-06-01", everything, func(parts []*planning.DistrictPartInput) {
			parts[1].Posts, parts[1].Jobcentres = nil, nil
			parts[1].Partnerships[0].Share, parts[1].Partnerships[1].Share = number("0.8"), number("0.4")
		}))("INVALID input.parts: post n2 (posts) is given to no part", "INVALID input.parts: jobcentre J2 (jobcentres) is given to no part",
			"INVALID input.parts: P1 has the share 1 in the district, and the parts take 1.05",
			"INVALID input.parts: P2 has the share 0.5 in the district, and the parts take 0.4")
		w.done(w.split("2009-06-01", everything))
		if got := shareText(w.district("lower").Links(day("2009-06-01"))); got != "P1/lower=0.75 P2/lower=0.5" {
			w.Errorf("links %s", got)
		}
	})
}

func TestDistrictSplitRefuses(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		g := w.graph()
		split := func(on string, spoil func(parts []*planning.DistrictPartInput)) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) { return w.split(on, spoil) }
		}
		w.refusals([]refusal{
			{"first day", split("2006-04-01", func([]*planning.DistrictPartInput) {}), []string{
				"INVALID input.on: 2006-04-01 is not after the first day of north", "INVALID input.on: the share of P1 in the district changes on 2006-04-01",
				"INVALID input.on: the share of P2", "INVALID input.on: the share of P3"}},
			{"posts and offices", split("2009-06-01", func(parts []*planning.DistrictPartInput) {
				parts[0].Posts = append(parts[0].Posts, g.Post("n1").ID, g.Post("s1").ID)
				parts[0].Jobcentres = []string{g.Jobcentre("J3").ID}
			}), []string{"INVALID input.parts.0.posts.1: is given twice", "INVALID input.parts.0.posts.2: there is no such post in the district on or after 2009-06-01",
				"INVALID input.parts.0.jobcentres.0: there is no such jobcentre"}},
			{"shares", split("2009-06-01", func(parts []*planning.DistrictPartInput) {
				parts[0].Partnerships[0].Share = number("-0.1")
				parts[0].Partnerships[1].Partnership = parts[0].Partnerships[0].Partnership
				parts[1].Partnerships = []*planning.PartnershipShareInput{{Partnership: "par_0", Share: number("1")}, {Partnership: g.Partnership("P2").ID, Share: number("0.1")}}
			}), []string{"INVALID input.parts.0.partnerships.0.share: above 0 and at most 1, not -0.1", "INVALID input.parts.0.partnerships.1.partnership: is given twice",
				"INVALID input.parts.1.partnerships.0.partnership: there is no such partnership",
				"INVALID input.parts.1.partnerships.1.partnership: the part that takes the remainder names no shares"}},
			{"codes, names, remainders", split("2009-06-01", func(parts []*planning.DistrictPartInput) {
				parts[0].Code, parts[0].Name, parts[0].Remainder = "lower", "", true
				parts[0].Partnerships = nil
			}), []string{"INVALID input.parts.0.name: 1 to 200", "INVALID input.parts.1.code: is taken", "INVALID input.parts.1.remainder: only one part takes the remainder"}},
			{"one part", func() (planning.Outcome, error) {
				return w.DistrictSplit(w.ctx, g.District("north").ID, planning.DistrictSplitInput{ExpectedVersion: 1, On: day("2009-06-01"),
					Parts: []*planning.DistrictPartInput{{Code: "only", Name: "Only", Remainder: true}}})
			}, []string{"INVALID input.parts: two or more parts, not 1"}},
		})
	})
}
