package planning_test

import (
	"testing"

	"waymark/domain/programme"
	"waymark/planning"
)

func TestDistrictCreate(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		o := w.done(w.DistrictCreate(w.ctx, planning.DistrictCreateInput{Code: "centre", Name: "Centre", Region: w.graph().Region("R1").ID, From: day("2009-06-01")}))
		d := w.district("centre")
		if o.ID != d.ID || o.On != day("2009-06-01") || d.Name(o.On) != "Centre" || d.Region.Code != "R1" || len(d.Identifiers()) != 1 || d.Identifiers()[0].Value != "centre" {
			w.Errorf("outcome %+v with %+v", o, d)
		}
		for on, want := range map[string]int{"2009-05-31": 4, "2009-06-01": 5} {
			if got := len(w.graph().Districts(day(on))); got != want {
				w.Errorf("%d districts on %s, want %d", got, on, want)
			}
		}
		w.refusals([]refusal{
			{"all at once", func() (planning.Outcome, error) {
				return w.DistrictCreate(w.ctx, planning.DistrictCreateInput{Code: "centre", Name: "", Region: "reg_0", From: day("2009-06-01")})
			}, []string{"INVALID input.code: is taken", "INVALID input.name: 1 to 200", "INVALID input.region: there is no region"}},
			{"before the region", func() (planning.Outcome, error) {
				return w.DistrictCreate(w.ctx, planning.DistrictCreateInput{Code: "Upper", Name: "U", Region: w.graph().Region("R1").ID, From: day("2006-03-31")})
			}, []string{"INVALID input.code: the form", "INVALID input.from: the district's life, 2006-03-31 onwards, lies outside the life of R1"}},
		})
	})
}

func TestDistrictRename(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		before := w.district("north").Meta
		rename := func(name, from string) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) {
				return w.DistrictRename(w.ctx, before.ID, planning.DistrictRenameInput{ExpectedVersion: w.district("north").Version, Name: name, From: day(from)})
			}
		}
		w.done(rename("Far North", "2009-06-01")())
		w.bumped(before)
		w.done(rename("Near North", "2010-06-01")())
		d := w.district("north")
		for on, want := range map[string]string{"2006-04-01": "north", "2009-05-31": "north", "2009-06-01": "Far North", "2010-06-01": "Near North"} {
			if got := d.Name(day(on)); got != want {
				w.Errorf("name on %s is %s, want %s", on, got, want)
			}
		}
		if l := d.Lineage(); len(l) != 2 || l[0].LineageKind != programme.Renamed || l[0].On != day("2009-06-01") || l[0].From != l[0].To {
			w.Errorf("lineage %+v", l)
		}
		w.refusals([]refusal{
			{"before a later name", rename("Other", "2010-06-01"), []string{`INVALID input.from: the name "Near North" is in use from 2010-06-01`}},
			{"same name", rename("Near North ", "2011-06-01"), []string{"INVALID input.name: the district is called that already"}},
			{"all at once", rename("a\nb", "2000-06-01"), []string{"INVALID input.name: one line", "INVALID input.from: 2000-06-01 is not a day of the district's life",
				`INVALID input.from: the name "north" is in use from 2006-04-01`}},
		})
	})
}
