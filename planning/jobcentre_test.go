package planning_test

import (
	"testing"

	"waymark/domain/programme"
	"waymark/planning"
)

// appoint makes somebody a drug champion of an office.
func (w *world) appoint(office string, lead bool, from, to string) planning.Outcome {
	w.Helper()
	in := planning.ChampionAppointInput{Jobcentre: w.jobcentre(office).ID, ExpectedVersion: w.jobcentre(office).Version, Lead: lead, From: day(from)}
	if to != "" {
		in.To = new(day(to))
	}
	return w.done(w.ChampionAppoint(w.ctx, in))
}

func (w *world) shut(office, on string) (planning.Outcome, error) {
	w.Helper()
	return w.JobcentreClose(w.ctx, w.jobcentre(office).ID, planning.JobcentreCloseInput{ExpectedVersion: w.jobcentre(office).Version, On: day(on)})
}

func TestJobcentreOpen(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		o := w.done(w.JobcentreOpen(w.ctx, planning.JobcentreOpenInput{Code: "J-9", Name: " Office ", District: w.district("south").ID, On: day("2009-06-01")}))
		j := w.jobcentre("J-9")
		if o.ID != j.ID || o.On != day("2009-06-01") || j.Name(o.On) != "Office" || j.District(o.On).Code != "south" || j.District(day("2009-05-31")) != nil {
			w.Errorf("outcome %+v with %+v", o, j)
		}
		w.refusals([]refusal{
			{"taken, nowhere", func() (planning.Outcome, error) {
				return w.JobcentreOpen(w.ctx, planning.JobcentreOpenInput{Code: "J-9", Name: "\x00", District: "dis_0", On: day("2009-06-01")})
			}, []string{"INVALID input.code: the code J-9 is taken", "INVALID input.name: one line of text without control characters", "INVALID input.district: there is no district"}},
			{"before the district", func() (planning.Outcome, error) {
				return w.JobcentreOpen(w.ctx, planning.JobcentreOpenInput{Code: "-", Name: "A", District: w.district("south").ID, On: day("2006-03-31")})
			}, []string{"INVALID input.code: has at most 64 characters", "INVALID input.on: lies outside the life of south"}},
		})
	})
}

func TestJobcentreClose(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		before := w.jobcentre("J1").Meta
		w.appoint("J1", true, "2009-03-02", "")
		w.appoint("J1", false, "2009-03-02", "2009-05-01")
		w.done(w.shut("J1", "2009-09-01"))
		j := w.jobcentre("J1")
		if j.Version != before.Version+3 || len(j.Champions(day("2009-08-31"))) != 1 || len(j.Champions(day("2009-09-01"))) != 0 ||
			j.District(day("2009-08-31")).Code != "north" || j.District(day("2009-09-01")) != nil || j.Valid.To == nil {
			w.Errorf("office %+v", j)
		}
		w.refused(w.shut("J1", "2009-08-01"))("ILLEGAL_TRANSITION : the office was closed on 2009-09-01")
		w.appoint("J2", true, "2009-10-01", "")
		w.refused(w.shut("J2", "2009-09-01"))("INVALID input.on: a drug champion is to start on 2009-10-01")
		w.refused(w.shut("J3", "2006-04-01"))("INVALID input.on: the end, 2006-04-01, is not after the opening, 2006-04-01")
	})
}

func TestJobcentreCloseBeforeItGoesOver(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		w.done(w.DistrictMerge(w.ctx, planning.DistrictMergeInput{On: day("2010-06-01"),
			Districts: []*planning.DistrictVersionInput{{ID: w.district("south").ID, ExpectedVersion: w.district("south").Version}},
			Into:      &planning.DistrictVersionInput{ID: w.district("east").ID, ExpectedVersion: w.district("east").Version}}))
		w.done(w.shut("J3", "2009-09-01"))
		if p := w.jobcentre("J3").AllPlacements(); len(p) != 1 || p[0].District.Code != "south" || *p[0].Valid.To != day("2009-09-01") {
			w.Errorf("placements %+v", p)
		}
	})
}

func TestChampions(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		before := w.jobcentre("J1").Meta
		o := w.done(w.ChampionAppoint(w.ctx, planning.ChampionAppointInput{Jobcentre: before.ID, ExpectedVersion: before.Version,
			Adviser: new("A"), Lead: true, From: day("2009-03-02")}))
		w.bumped(before)
		c, _ := programme.Lookup[*programme.DrugChampion](w.graph(), o.ID)
		if o.Related[0] != before.ID || c.Adviser != "A" || !c.Lead || c.Jobcentre.Code != "J1" {
			w.Errorf("outcome %+v with %+v", o, c)
		}
		w.appoint("J1", false, "2009-03-02", "") // beside the lead
		release := func(id string, version int, on string) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) {
				return w.ChampionRelease(w.ctx, id, planning.ChampionReleaseInput{ExpectedVersion: version, On: day(on)})
			}
		}
		appoint := func(in planning.ChampionAppointInput) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) {
				in.ExpectedVersion = w.jobcentre("J1").Version
				return w.ChampionAppoint(w.ctx, in)
			}
		}
		w.refusals([]refusal{
			{"second lead", appoint(planning.ChampionAppointInput{Jobcentre: before.ID, Lead: true, From: day("2010-03-02")}),
				[]string{"INVALID input.lead: the office has a lead champion already, 2009-03-02 onwards"}},
			{"before the office", appoint(planning.ChampionAppointInput{Jobcentre: before.ID, From: day("2005-03-02")}),
				[]string{"INVALID input.from: the role, 2005-03-02 onwards, lies outside the life of the office"}},
			{"all at once", appoint(planning.ChampionAppointInput{Jobcentre: "job_0", Adviser: new("a\tb"), From: day("2010-03-02"), To: new(day("2010-03-01"))}),
				[]string{"INVALID input.jobcentre: there is no jobcentre", "INVALID input.to: the end, 2010-03-01, is not after the start", "INVALID input.adviser: one line of text"}},
			{"released on the first day", release(o.ID, 1, "2009-03-02"), []string{"INVALID input.on: the end, 2009-03-02, is not after the start"}},
		})
		office := w.jobcentre("J1").Meta
		w.done(release(o.ID, 1, "2009-06-01")())
		w.bumped(office)
		w.refused(release(o.ID, 2, "2009-06-01")())("ILLEGAL_TRANSITION : the role ended on 2009-06-01 already")
		w.appoint("J1", true, "2009-06-01", "") // the next lead
		if all := w.jobcentre("J1").Champions(day("2009-06-01")); len(all) != 2 || !all[0].Lead {
			w.Errorf("champions %+v", all)
		}
	})
}
