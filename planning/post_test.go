package planning_test

import (
	"strings"
	"testing"

	"waymark/domain/programme"
	"waymark/domain/programme/programmetest"
	"waymark/planning"
)

func TestPostCreate(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		in := planning.PostCreateInput{Grade: "BAND_D", Role: programme.DistrictCoordinator, Home: w.district("north").ID,
			FTE: number("0.8"), FundingStream: "  A stream ", FundedFrom: day("2009-06-01"), FundedTo: new(day("2010-06-01"))}
		o := w.done(w.PostCreate(w.ctx, in))
		p := w.post("north-band-d-1")
		if o.ID != p.ID || o.On != in.FundedFrom || p.Grade.Code != "BAND_D" || p.FTE != in.FTE || p.FundingStream != "A stream" ||
			p.Role != in.Role || p.Home(in.FundedFrom).PlaceCode() != "north" || p.Synthetic || p.Version != 1 {
			w.Errorf("outcome %+v with %+v", o, p)
		}
		w.states(p.Code, "2009-05-31 NOT_FUNDED", "2009-06-01 VACANT", "2010-06-01 NOT_FUNDED")
		w.done(w.PostCreate(w.ctx, in))
		if w.post("north-band-d-2") == nil {
			w.Error("the second post has no number of its own")
		}
		in.Role, in.Home, in.Grade, in.FundedTo = programme.StrategicLead, w.graph().Region("R1").ID, "GRADE_7", nil
		w.done(w.PostCreate(w.ctx, in))
		in.Code = new("my-own")
		w.done(w.PostCreate(w.ctx, in))
		if w.post("r1-grade-7-1") == nil || w.post("my-own").Funded.To != nil {
			w.Error("a regional post is not there")
		}
	})
}

func TestPostCreateCutsALongCode(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		long := strings.Repeat("long-name-", 6) + "x" // one that a district may have
		d := w.done(w.DistrictCreate(w.ctx, planning.DistrictCreateInput{Code: long, Name: "Long", Region: w.graph().Region("R1").ID, From: day("2009-01-01")}))
		o := w.done(w.PostCreate(w.ctx, planning.PostCreateInput{Grade: "BAND_D", Role: programme.DistrictCoordinator, Home: d.ID,
			FTE: number("1"), FundingStream: "A", FundedFrom: day("2009-06-01")}))
		p, _ := programme.Lookup[*programme.Post](w.graph(), o.ID)
		if want := strings.Repeat("long-name-", 5) + "long-band-d-1"; p.Code != want {
			w.Errorf("code %s, want %s", p.Code, want)
		}
	})
}

func TestPostCreateRefuses(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		sound := planning.PostCreateInput{Grade: "BAND_D", Role: programme.DistrictCoordinator, Home: w.district("north").ID,
			FTE: number("1"), FundingStream: "A", FundedFrom: day("2009-06-01")}
		create := func(spoil func(*planning.PostCreateInput)) func() (planning.Outcome, error) {
			in := sound
			spoil(&in)
			return func() (planning.Outcome, error) { return w.PostCreate(w.ctx, in) }
		}
		w.refusals([]refusal{
			{"code taken", create(func(in *planning.PostCreateInput) { in.Code = new("n1") }), []string{"INVALID input.code: the code n1 is taken"}},
			{"role at home elsewhere", create(func(in *planning.PostCreateInput) { in.Role = programme.RegionalSupport }),
				[]string{"INVALID input.home: a post of the role REGIONAL_SUPPORT is at home in a region"}},
			{"before the district", create(func(in *planning.PostCreateInput) { in.FundedFrom = day("2006-03-31") }),
				[]string{"INVALID input.fundedFrom: the funding, 2006-03-31 onwards, lies outside the life of north, 2006-04-01 onwards"}},
			{"all at once", create(func(in *planning.PostCreateInput) {
				*in = planning.PostCreateInput{Code: new("Not A Code"), Grade: "NONE", Role: programme.DistrictCoordinator, Home: "dis_none",
					FTE: number("1.1"), FundingStream: " ", FundedFrom: day("2009-06-01"), FundedTo: new(day("2009-06-01"))}
			}), []string{
				"INVALID input.code: at most 64 characters", "INVALID input.grade: no grade with the code \"NONE\"", "INVALID input.home: there is none with this id",
				"INVALID input.fte: above 0 and at most 1, not 1.1", "INVALID input.fundingStream: 1 to 200 characters, not 0",
				"INVALID input.fundedTo: the end, 2009-06-01, is not after the start"}},
		})
	})
}

func TestPostUpdate(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		before := w.post("n1").Meta
		w.fill("n1", "Ann", "2009-03-02") // no known end: goes with the funding
		w.done(w.PostUpdate(w.ctx, before.ID, planning.PostUpdateInput{ExpectedVersion: before.Version + 1, Grade: new("GRADE_7"),
			FundingStream: new("Another"), FundedFrom: new(day("2009-02-01")), FundedTo: new(day("2012-04-01"))}))
		p := w.post("n1")
		if p.Version != before.Version+2 || p.Grade.Code != "GRADE_7" || p.FundingStream != "Another" || p.FTE != number("1") ||
			p.AllHomes()[0].Valid.String() != "2009-02-01 to 2012-04-01" {
			w.Errorf("post %+v at home %s", p, p.AllHomes()[0].Valid)
		}
		w.states("n1", "2009-01-31 NOT_FUNDED", "2009-02-01 VACANT", "2012-03-31 FILLED", "2012-04-01 NOT_FUNDED")
		w.done(w.PostUpdate(w.ctx, before.ID, planning.PostUpdateInput{ExpectedVersion: p.Version, FundedTo: new(day("2009-06-01"))}))
		w.states("n1", "2009-05-31 FILLED", "2009-06-01 NOT_FUNDED")
	})
}

func TestPostUpdateAcrossHomes(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		merge := func(from, into, on string) {
			w.done(w.DistrictMerge(w.ctx, planning.DistrictMergeInput{On: day(on),
				Districts: []*planning.DistrictVersionInput{{ID: w.district(from).ID, ExpectedVersion: w.district(from).Version}},
				Into:      &planning.DistrictVersionInput{ID: w.district(into).ID, ExpectedVersion: w.district(into).Version}}))
		}
		merge("east", "south", "2009-06-01")
		merge("south", "north", "2010-06-01")
		id := w.post("e1").ID
		update := func(in planning.PostUpdateInput) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) {
				in.ExpectedVersion = w.post("e1").Version
				return w.PostUpdate(w.ctx, id, in)
			}
		}
		w.done(update(planning.PostUpdateInput{FundedTo: new(day("2010-01-01"))})())
		w.refused(update(planning.PostUpdateInput{FundedTo: new(day("2010-07-01"))})())(
			"INVALID input.fundedTo: the post is at home in south, which exists 2006-04-01 to 2010-06-01")
		w.done(update(planning.PostUpdateInput{FundedFrom: new(day("2009-07-01"))})())
		if homes := w.post("e1").AllHomes(); len(homes) != 1 || homes[0].District.Code != "south" || homes[0].Valid.String() != "2009-07-01 to 2010-01-01" {
			w.Errorf("homes %+v", homes)
		}
		w.refused(update(planning.PostUpdateInput{FundedFrom: new(day("2006-01-01"))})())(
			"INVALID input.fundedFrom: the post is at home in south, which exists 2006-04-01 to 2010-06-01")
	})
}

func TestPostUpdateRefuses(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		w.fill("n1", "Ann", "2009-03-02", until("2010-03-01"), at("0.6"))
		w.fill("n1", "Bob", "2009-06-01", at("0.2"))
		w.cover("n2", "Cat", "2009-05-01", "")
		w.done(w.PostOffer(w.ctx, w.post("n2").ID, planning.PostOfferInput{ExpectedVersion: w.post("n2").Version, AcceptedOn: day("2009-05-01"), StartsOn: day("2009-06-01")}))
		w.fill("w1", "Cat", "2009-03-02")
		w.done(w.PostUpdate(w.ctx, w.post("s1").ID, planning.PostUpdateInput{ExpectedVersion: w.post("s1").Version, FundedFrom: new(day("2011-04-01")), FundedTo: new(day("2012-04-01"))}))
		w.fill("s1", "Cat", "2011-04-01")
		update := func(code string, in planning.PostUpdateInput) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) {
				in.ExpectedVersion = w.post(code).Version
				return w.PostUpdate(w.ctx, w.post(code).ID, in)
			}
		}
		w.refusals([]refusal{
			{"less than is held", update("n1", planning.PostUpdateInput{FTE: new(number("0.79"))}), []string{"INVALID input.fte: 0.8 of the post is held at some time, so it cannot be 0.79"}},
			{"held before", update("n1", planning.PostUpdateInput{FundedFrom: new(day("2009-04-01"))}), []string{"INVALID input.fundedFrom: the post is held from 2009-03-02"}},
			{"held after", update("n1", planning.PostUpdateInput{FundedTo: new(day("2010-02-28"))}), []string{"INVALID input.fundedTo: the post is held until 2010-03-01; end that first"}},
			{"to be held", update("n1", planning.PostUpdateInput{FundedTo: new(day("2009-06-01"))}), []string{
				"INVALID input.fundedTo: the post is held until 2010-03-01", "INVALID input.fundedTo: the post is held from 2009-06-01"}},
			{"covered, offered", update("n2", planning.PostUpdateInput{FundedTo: new(day("2009-05-01"))}), []string{
				"INVALID input.fundedTo: the post is covered from 2009-05-01", "INVALID input.fundedTo: offered to somebody who starts on 2009-06-01"}},
			{"a holder elsewhere by then", update("w1", planning.PostUpdateInput{FundedTo: new(day("2012-01-01"))}), []string{
				"INVALID input.fundedTo: holds 1 full-time equivalent of the post without a known end and 1 elsewhere in the period 2011-04-01 to 2012-01-01"}},
			{"no day", update("n1", planning.PostUpdateInput{FundedFrom: new(day("2011-04-01"))}), []string{"INVALID input.fundedTo: the end, 2011-04-01, is not after the start, 2011-04-01"}},
			{"all at once", update("n1", planning.PostUpdateInput{Grade: new("X"), FTE: new(number("2")), FundingStream: new(""), FundedFrom: new(day("2005-01-01"))}), []string{
				"INVALID input.grade: no grade", "INVALID input.fte: at most 1, not 2", "INVALID input.fundingStream: 1 to 200 characters",
				"INVALID input.fundedFrom: the post is at home in north"}},
		})
	})
}

func TestPostClose(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		w.fill("n1", "Ann", "2009-03-02", at("0.5"))
		w.cover("n1", "Cat", "2009-03-02", "2010-06-01")
		w.done(w.PostOffer(w.ctx, w.post("n1").ID, planning.PostOfferInput{ExpectedVersion: w.post("n1").Version, AcceptedOn: day("2009-05-01"), StartsOn: day("2010-06-01")}))
		o := w.done(w.PostClose(w.ctx, w.post("n1").ID, planning.PostCloseInput{ExpectedVersion: w.post("n1").Version, On: day("2010-01-01"), Reason: "Merged"}))
		p := w.post("n1")
		if o.ID != p.ID || o.On != day("2010-01-01") || p.ClosedReason != "Merged" {
			w.Errorf("outcome %+v with %+v", o, p)
		}
		w.states("n1", "2009-12-31 FILLED", "2010-01-01 NOT_FUNDED")
		want := programmetest.Days("2009-03-02", "2010-01-01").String()
		if h := p.AllHoldings()[0]; h.Valid.String() != want || h.LeavingReason != programme.PostClosed {
			w.Errorf("holding %+v", h)
		}
		if p.AllCovers()[0].Valid.String() != want || !p.AllOffers()[0].Withdrawn || *p.AllOffers()[0].Valid.To != day("2010-01-01") ||
			*p.AllHomes()[0].Valid.To != day("2010-01-01") {
			w.Errorf("cover %+v, offer %+v, home %+v", p.AllCovers()[0], p.AllOffers()[0], p.AllHomes()[0])
		}
		w.refused(w.PostClose(w.ctx, p.ID, planning.PostCloseInput{ExpectedVersion: p.Version, On: day("2009-12-01"), Reason: "Again"}))(
			"ILLEGAL_TRANSITION : the post was closed on 2010-01-01")
		w.refused(w.PostUpdate(w.ctx, p.ID, planning.PostUpdateInput{ExpectedVersion: p.Version, FundedTo: new(day("2011-01-01"))}))(
			"ILLEGAL_TRANSITION input.fundedTo: the post was closed on 2010-01-01")
		w.fill("n2", "Ann", "2010-01-01") // is free again
	})
}

func TestPostCloseRefuses(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		w.fill("n1", "Ann", "2010-03-01")
		w.cover("n1", "Cat", "2010-01-01", "")
		shut := func(on, reason string) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) {
				return w.PostClose(w.ctx, w.post("n1").ID, planning.PostCloseInput{ExpectedVersion: w.post("n1").Version, On: day(on), Reason: reason})
			}
		}
		w.refusals([]refusal{
			{"first day", shut("2009-01-01", "R"), []string{"INVALID input.on: is not after the start of the funding, 2009-01-01",
				"INVALID input.on: somebody is to hold the post from 2010-03-01", "INVALID input.on: somebody is to cover the post from 2010-01-01"}},
			{"ends already", shut("2011-04-01", "R"), []string{"INVALID input.on: the funding ends on 2011-04-01 already"}},
			{"all at once", shut("2010-02-01", ""), []string{"INVALID input.on: somebody is to hold the post from 2010-03-01", "INVALID input.reason: 1 to 500 characters, not 0"}},
		})
	})
}
