package planning_test

import (
	"testing"

	"waymark/planning"
)

func (w *world) stakes(pairs ...string) []*planning.DistrictShareInput {
	w.Helper()
	var made []*planning.DistrictShareInput
	for i := 0; i < len(pairs); i += 2 {
		id := pairs[i]
		if d := w.district(id); d != nil {
			id = d.ID
		}
		made = append(made, &planning.DistrictShareInput{District: id, Share: number(pairs[i+1])})
	}
	return made
}

func TestPartnershipCreate(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		o := w.done(w.PartnershipCreate(w.ctx, planning.PartnershipCreateInput{Code: "P9", Name: "Nine", From: day("2009-06-01"),
			Districts: w.stakes("north", "0.333334", "south", "0.333333", "west", "0.333333")}))
		p := w.partnership("P9")
		if o.ID != p.ID || p.Name(o.On) != "Nine" || shareText(p.Links(day("2009-06-01"))) != "P9/north=0.333334 P9/south=0.333333 P9/west=0.333333" ||
			len(p.Links(day("2009-05-31"))) != 0 {
			w.Errorf("outcome %+v with %+v", o, p)
		}
		create := func(code, name, from string, districts ...string) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) {
				return w.PartnershipCreate(w.ctx, planning.PartnershipCreateInput{Code: code, Name: name, From: day(from), Districts: w.stakes(districts...)})
			}
		}
		w.refusals([]refusal{
			{"sum", create("P8", "E", "2009-06-01", "north", "0.5", "south", "0.499999"), []string{"INVALID input.districts: the shares sum to exactly 1, not 0.999999"}},
			{"none", create("P8", "E", "2009-06-01"), []string{"INVALID input.districts: not 0"}},
			{"twice", create("P8", "E", "2009-06-01", "north", "0.5", "north", "0.5"), []string{"INVALID input.districts.1.district: north is given twice"}},
			{"too early", create("P8", "E", "2006-03-31", "north", "1"), []string{"INVALID input.districts.0.district: the link, 2006-03-31 onwards, lies outside the life of north"}},
			{"all at once", create("P9", "", "2009-06-01", "dis_0", "0", "north", "1.5"), []string{"INVALID input.code: is taken", "INVALID input.name: 1 to 200",
				"INVALID input.districts.0.district: there is no district", "INVALID input.districts.0.share: above 0 and at most 1, not 0",
				"INVALID input.districts.1.share: at most 1, not 1.5"}},
		})
	})
}

func TestPartnershipLink(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		link := func(code, from string, districts ...string) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) {
				return w.PartnershipLink(w.ctx, w.partnership(code).ID, planning.PartnershipLinkInput{ExpectedVersion: w.partnership(code).Version,
					From: day(from), Districts: w.stakes(districts...)})
			}
		}
		before := w.partnership("P1").Meta
		w.done(link("P1", "2009-06-01", "north", "0.25", "east", "0.75")())
		w.bumped(before)
		p := w.partnership("P1")
		for on, want := range map[string]string{"2009-05-31": "P1/north=1", "2009-06-01": "P1/east=0.75 P1/north=0.25"} {
			if got := shareText(p.Links(day(on))); got != want {
				w.Errorf("links on %s are %s, want %s", on, got, want)
			}
		}
		w.refusals([]refusal{
			{"before recorded ones", link("P2", "2010-04-01", "north", "1"), []string{"INVALID input.from: links are recorded from 2010-04-01 on: new ones start after that"}},
			{"all at once", link("P1", "2006-01-01", "north", "0.2"), []string{"INVALID input.from: 2006-01-01 is not a day of the partnership's life",
				"INVALID input.from: links are recorded from 2006-04-01 on", "INVALID input.districts: not 0.2",
				"INVALID input.districts.0.district: lies outside the life of north"}},
		})
		w.done(link("P2", "2010-04-02", "north", "1")())
		if got := shareText(w.partnership("P2").Links(aprilTurn)); got != "P2/south=1" {
			w.Errorf("links %s", got)
		}
	})
}
