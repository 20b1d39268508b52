package planning_test

import (
	"fmt"
	"strings"
	"testing"

	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/domain/referral"
	"waymark/domain/viewer"
	"waymark/planning"
)

// tallied is a row of an office that referred some people, of whom some began to discuss.
func tallied(referrals, discussions int) *planning.ReturnRowInput {
	return &planning.ReturnRowInput{Substance: programme.Alcohol, Benefit: referral.JSA, Direction: referral.ToTreatment, Disclosures: &referrals,
		Referrals: &referrals, DiscussionStartsKnown: &discussions}
}

// handIn hands in the return of an office for the month of a day, and gives it.
func (w *world) handIn(office, month string, rows ...*planning.ReturnRowInput) *referral.Return {
	w.Helper()
	done, err := w.ReturnSubmit(w.ctx, planning.ReturnSubmitInput{Jobcentre: w.jobcentre(office).ID, Month: day(month), Rows: rows})
	return w.returned(w.done(done, err).ID)
}

func (w *world) returned(id string) *referral.Return {
	w.Helper()
	at, err := w.Reading(w.ctx)
	if err != nil {
		w.Fatal(err)
	}
	r, err := w.Return(w.ctx, at.Rights, id)
	if err != nil || r == nil {
		w.Fatalf("return %s: %v, %v", id, r, err)
	}
	return r
}

func TestWhatAReturnIsRefusedFor(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		office := w.jobcentre("J1").ID
		row := func(change func(*planning.ReturnRowInput)) []*planning.ReturnRowInput {
			r := tallied(3, 1)
			change(r)
			return []*planning.ReturnRowInput{r}
		}
		for name, c := range map[string]struct {
			in   planning.ReturnSubmitInput
			path string
			code fault.Code
		}{
			"a month that has not ended": {planning.ReturnSubmitInput{Month: day("2009-04-02")}, "input.month", fault.Invalid},
			"before the office":          {planning.ReturnSubmitInput{Month: day("2001-04-02")}, "input.month", fault.Invalid},
			"before anything was counted": {planning.ReturnSubmitInput{Month: day("2008-03-01"), Rows: []*planning.ReturnRowInput{tallied(1, 0)}},
				"input.rows.0.disclosures", fault.Invalid},
			"a version of nothing":    {planning.ReturnSubmitInput{Month: day("2009-01-01"), ExpectedVersion: new(1)}, "input.expectedVersion", fault.Conflict},
			"fewer than none":         {planning.ReturnSubmitInput{Month: day("2009-01-01"), Rows: row(func(r *planning.ReturnRowInput) { r.Referrals = new(-1) })}, "input.rows.0.referrals", fault.Invalid},
			"twice about the same":    {planning.ReturnSubmitInput{Month: day("2009-01-01"), Rows: []*planning.ReturnRowInput{tallied(1, 0), tallied(2, 0)}}, "input.rows.1", fault.Invalid},
			"a provider that is none": {planning.ReturnSubmitInput{Month: day("2009-01-01"), Rows: row(func(r *planning.ReturnRowInput) { r.Provider = new("prv_none") })}, "input.rows.0.provider", fault.Invalid},
			"a marker before there were any": {planning.ReturnSubmitInput{Month: day("2009-01-01"), Rows: row(func(r *planning.ReturnRowInput) { r.MarkersInTreatment = new(1) })},
				"input.rows.0.markersInTreatment", fault.Invalid},
		} {
			c.in.Jobcentre = office
			_, err := w.ReturnSubmit(w.ctx, c.in)
			list, _ := fault.All(err)
			if len(list) == 0 || list[0].Code != c.code || strings.Join(list[0].Path, ".") != c.path {
				w.Errorf("%s: %v", name, err)
			}
		}
	})
}

// TestTheWayOfAReturn takes one from hand to hand: it is asked about, answered, accepted by somebody else, asked about again and mended.
func TestTheWayOfAReturn(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		for month, n := range map[string]int{"2008-10-01": 10, "2008-11-01": 12, "2008-12-01": 11} {
			w.handIn("J1", month, tallied(n, 3))
		}
		r := w.handIn("J1", "2009-01-20", tallied(90, 95))
		checks := fmt.Sprint(len(r.FollowUps), r.FollowUps[0].Check, r.FollowUps[len(r.FollowUps)-1].Check)
		if checks != "2DISCUSSIONS_EXCEED_REFERRALSUNUSUAL" || r.State != referral.Returned || r.Edition != 1 {
			w.Fatalf("noticed: %s, %s", checks, r.State)
		}
		lead := viewer.With(t.Context(), viewer.Viewer{Subject: "lead", Grants: []viewer.Grant{{Role: viewer.RegionalLead, Scope: viewer.Scope{Kind: viewer.Region, Code: "R1"}}}})
		other := viewer.With(t.Context(), viewer.Viewer{Subject: "other", Grants: []viewer.Grant{{Role: viewer.RegionalLead, Scope: viewer.Scope{Kind: viewer.Region, Code: "R2"}}}})
		refused := func(what string, err error, code fault.Code, path string) {
			w.Helper()
			if list, _ := fault.All(err); len(list) == 0 || list[0].Code != code || strings.Join(list[0].Path, ".") != path {
				w.Errorf("%s: %v", what, err)
			}
		}
		_, err := w.ReturnAccept(lead, r.ID, planning.ReturnAcceptInput{ExpectedVersion: r.Version})
		refused("accepted unanswered", err, fault.Invalid, "followUps.0")
		_, err = w.ReturnQuery(other, r.ID, planning.ReturnQueryInput{ExpectedVersion: r.Version, Reason: "Why?"})
		refused("asked by another region", err, fault.NotFound, "id")
		_, err = w.ReturnQuery(lead, r.ID, planning.ReturnQueryInput{ExpectedVersion: r.Version})
		refused("asked without a reason", err, fault.Invalid, "input.reason")
		w.done(w.ReturnQuery(lead, r.ID, planning.ReturnQueryInput{ExpectedVersion: r.Version, Reason: "Ninety?"}))
		w.done(w.ReturnAnswer(w.ctx, r.ID, planning.ReturnAnswerInput{ExpectedVersion: r.Version + 1, Answers: []*planning.FollowUpAnswerInput{{Number: 1, Answer: "They came in March."}}}))
		_, err = w.ReturnAnswer(w.ctx, r.ID, planning.ReturnAnswerInput{ExpectedVersion: r.Version + 2, Answers: []*planning.FollowUpAnswerInput{{Number: 3, Answer: "What?"}}})
		refused("answered what nobody asked", err, fault.Invalid, "input.answers.0.number")
		_, err = w.ReturnSubmit(w.ctx, planning.ReturnSubmitInput{Jobcentre: r.JobcentreID, Month: r.Month, ExpectedVersion: new(r.Version), Rows: []*planning.ReturnRowInput{tallied(9, 3)}})
		refused("mended by an old version", err, fault.Conflict, "input.expectedVersion")
		w.done(w.ReturnSubmit(w.ctx, planning.ReturnSubmitInput{Jobcentre: r.JobcentreID, Month: r.Month, ExpectedVersion: new(r.Version + 2), Rows: []*planning.ReturnRowInput{tallied(9, 3)}}))
		r = w.returned(r.ID)
		if r.Edition != 2 || len(r.FollowUps) != 0 || r.State != referral.Returned {
			w.Errorf("mended: %+v", r)
		}
		_, err = w.ReturnAccept(w.ctx, r.ID, planning.ReturnAcceptInput{ExpectedVersion: r.Version})
		refused("accepted by who handed it in", err, fault.Forbidden, "")
		w.done(w.ReturnAccept(lead, r.ID, planning.ReturnAcceptInput{ExpectedVersion: r.Version}))
		_, err = w.ReturnSubmit(w.ctx, planning.ReturnSubmitInput{Jobcentre: r.JobcentreID, Month: r.Month, ExpectedVersion: new(r.Version + 1)})
		refused("mended once accepted", err, fault.IllegalTransition, "")
		at, err := w.Reading(w.ctx)
		if err != nil {
			w.Fatal(err)
		}
		rows, err := w.ReturnRows(w.ctx, at.Rights, []*referral.Return{r})
		if err != nil || len(rows[r.ID]) != 1 || rows[r.ID][0].Counts.Of(referral.Referrals) != 9 {
			w.Errorf("the counts are %v, %v", rows, err)
		}
		months, err := w.Completeness(w.ctx, at, day("2009-01-01"), day("2009-01-31"), nil)
		if err != nil || len(months) != 1 || months[0].Accepted != 1 || months[0].Due <= 1 || len(months[0].Missing) != months[0].Due-1 {
			w.Errorf("complete: %+v, %v", months, err)
		}
	})
}

// TestWhatAReleaseIsRefusedFor also holds that a dry run leaves nothing behind.
func TestWhatAReleaseIsRefusedFor(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		r := w.handIn("J1", "2009-01-20", tallied(30, 12))
		lead := viewer.With(t.Context(), viewer.Viewer{Subject: "lead", Grants: []viewer.Grant{{Role: viewer.RegionalLead, Scope: viewer.Scope{Kind: viewer.Region, Code: "R1"}}}})
		publish := func(in planning.ReleasePublishInput) (planning.Published, error) { return w.ReleasePublish(w.ctx, in) }
		january := planning.ReleasePublishInput{Title: "January", From: day("2009-01-01"), To: day("2009-01-31")}
		bad := func(what, path string, in planning.ReleasePublishInput) {
			w.Helper()
			_, err := publish(in)
			if list, _ := fault.All(err); len(list) == 0 || list[0].Code != fault.Invalid || strings.Join(list[0].Path, ".") != path {
				w.Errorf("%s: %v", what, err)
			}
		}
		bad("nothing accepted", "input.from", january)
		w.done(w.ReturnAccept(lead, r.ID, planning.ReturnAcceptInput{ExpectedVersion: r.Version}))
		bad("no title", "input.title", planning.ReleasePublishInput{From: january.From, To: january.To})
		bad("backwards", "input.to", planning.ReleasePublishInput{Title: "T", From: january.To, To: day("2008-12-01")})
		bad("not ended", "input.to", planning.ReleasePublishInput{Title: "T", From: january.From, To: today()})
		bad("too long", "input.to", planning.ReleasePublishInput{Title: "T", From: day("2008-01-01"), To: january.To})
		bad("no such profile", "input.profile", planning.ReleasePublishInput{Title: "T", From: january.From, To: january.To, Profile: new("NONE")})
		dry := january
		dry.DryRun = true
		if told, err := publish(dry); err != nil || told.ID != "" || told.Release == nil || told.Release.Loss.Cells == 0 {
			w.Errorf("a dry run: %+v, %v", told, err)
		}
		told, err := publish(january)
		if err != nil || told.Release.Accepted != 1 || told.Release.Due < 2 || told.Release.Loss.Value == 0 {
			w.Fatalf("published: %+v, %v", told, err)
		}
		bad("other months", "input.from", planning.ReleasePublishInput{Title: "T", From: day("2008-12-01"), To: january.To})
		at, err := w.Reading(w.ctx)
		if err != nil {
			w.Fatal(err)
		}
		all, err := w.Releases(w.ctx, at.Rights)
		if err != nil || len(all) != 1 || all[0].ID != told.ID {
			w.Errorf("there are %d releases, %v", len(all), err)
		}
		again, err := publish(january)
		if err != nil || again.Release.Loss != told.Release.Loss {
			w.Errorf("the same months again: %+v, %v", again, err)
		}
	})
}
