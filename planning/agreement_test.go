package planning_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"waymark/domain/access"
	"waymark/domain/agreement"
	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/fault"
	"waymark/domain/signoff"
	"waymark/domain/viewer"
	"waymark/planning"
)

// agreement gives the agreement with an id as somebody sees it; nil when they do not.
func (w *world) agreement(ctx context.Context, id string) *agreement.Agreement {
	w.Helper()
	at, err := w.Reading(ctx)
	if err != nil {
		w.Fatal(err)
	}
	a, err := w.Agreement(ctx, at.Rights, id, nil)
	if err != nil {
		w.Fatal(err)
	}
	return a
}

// toAgree is what P1 and the north begin.
func (w *world) toAgree() planning.AgreementStartInput {
	return planning.AgreementStartInput{Kind: document.JobcentreAgreement, Partnership: w.partnership("P1").ID, District: w.district("north").ID, From: day("2009-04-01")}
}

// whole says all that an agreement has to say.
func whole(version int) planning.AgreementUpdateInput {
	return planning.AgreementUpdateInput{ExpectedVersion: version, Parties: []*planning.AgreementPartyInput{{"Jobcentres", "North"}, {"Providers", "All"}}, Terms: new("Each refers to the other."),
		To: new(day("2010-04-01")), ReviewOn: new(day("2009-10-01"))}
}

// TestAnAgreementIsSigned goes the whole way of an agreement, and tries what others may not do on it.
func TestAnAgreementIsSigned(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		officer, coordinator := w.with("ann", "partnership_officer@partnership:P1"), w.with("bob", "district_coordinator@district:north")
		chair, lead := w.with("cat", "partnership_chair@partnership:P1"), w.with("dan", "regional_lead@region:R1")
		elsewhere := w.with("eve", "district_coordinator@district:south")
		w.refused(w.AgreementStart(elsewhere, w.toAgree()))("FORBIDDEN : only in district:south")
		w.refused(w.AgreementStart(officer, planning.AgreementStartInput{Kind: document.TreatmentPlan, Partnership: w.partnership("P1").ID, District: w.district("south").ID,
			From: day("2009-04-01"), To: new(day("2009-04-01"))}))("INVALID input.to: not after the start", "INVALID input.kind: no such kind", "INVALID input.district: P1 is not linked with south on 2009-04-30")
		w.refused(w.AgreementStart(officer, planning.AgreementStartInput{Kind: document.SharingProtocol, Partnership: w.partnership("P1").ID, District: "dis_x", From: day("1999-04-01")}))(
			"INVALID input.from: no template", "INVALID input.district: no district with this id")
		id := w.done(w.AgreementStart(officer, w.toAgree())).ID
		w.refused(w.AgreementStart(coordinator, w.toAgree()))("ILLEGAL_TRANSITION : is being written already")
		w.refused(w.AgreementSubmit(officer, id, planning.AgreementSubmitInput{ExpectedVersion: 1}))("INVALID parties: 2 parties or more", "INVALID terms: what each", "INVALID to: until when", "INVALID reviewOn: by which day")
		w.refused(w.AgreementUpdate(officer, id, planning.AgreementUpdateInput{ExpectedVersion: 1, Title: new("a\nb"), Parties: []*planning.AgreementPartyInput{{"", "North"}},
			Shared: []*planning.SharedItemInput{{Item: "x"}}, To: new(day("2009-03-31"))}))("INVALID input.title: one line", "INVALID input.parties.0.role: 1 to 200", "INVALID input.shared.0.purpose: 1 to", "INVALID input.to: not after the start")
		w.refused(w.AgreementUpdate(officer, id, planning.AgreementUpdateInput{ExpectedVersion: 1, From: new(day("2001-04-01")), ReviewOn: new(day("2001-04-01"))}))("INVALID input.from: template", "INVALID input.reviewOn: a review lies after the first day")
		w.refused(w.AgreementUpdate(chair, id, whole(1)))("FORBIDDEN : agreementUpdate is not for your roles")
		w.done(w.AgreementUpdate(officer, id, whole(1)))
		w.done(w.AgreementSubmit(officer, id, planning.AgreementSubmitInput{ExpectedVersion: 2}))
		w.refused(w.AgreementUpdate(officer, id, whole(3)))("ILLEGAL_TRANSITION : is SUBMITTED")
		w.refused(w.AgreementWithdraw(coordinator, id, planning.AgreementWithdrawInput{ExpectedVersion: 3}))("FORBIDDEN : for who made it to withdraw")
		w.refused(w.AgreementAgree(lead, id, planning.AgreementAgreeInput{ExpectedVersion: 3}))("ILLEGAL_TRANSITION : waits for the signature of Jobcentre Plus")
		w.refused(w.AgreementSign(coordinator, id, planning.AgreementSignInput{ExpectedVersion: 3, Signature: "BOARD"}))("INVALID input.signature: none of the signatures")
		w.refused(w.AgreementSign(coordinator, id, planning.AgreementSignInput{ExpectedVersion: 3, Signature: "PARTNERSHIP"}))("FORBIDDEN : to sign as the drug partnership is for")
		w.done(w.AgreementSign(coordinator, id, planning.AgreementSignInput{ExpectedVersion: 3, Signature: "JOBCENTRES"}))
		w.refused(w.AgreementSign(lead, id, planning.AgreementSignInput{ExpectedVersion: 4, Signature: "JOBCENTRES"}))("ILLEGAL_TRANSITION : bears the signature of Jobcentre Plus in the district already")
		w.done(w.AgreementReturn(chair, id, planning.AgreementReturnInput{ExpectedVersion: 4, Reason: "Say who."}))
		w.done(w.AgreementUpdate(coordinator, id, planning.AgreementUpdateInput{ExpectedVersion: 5, Terms: new("The adviser refers, the provider answers.")}))
		w.done(w.AgreementSubmit(officer, id, planning.AgreementSubmitInput{ExpectedVersion: 6}))
		w.refused(w.AgreementSign(coordinator, id, planning.AgreementSignInput{ExpectedVersion: 7, Signature: "JOBCENTRES"}))("FORBIDDEN : somebody else than who did write it") // now a writer
		w.done(w.AgreementSign(w.with("fay", "district_coordinator@district:north"), id, planning.AgreementSignInput{ExpectedVersion: 7, Signature: "JOBCENTRES"}))
		w.done(w.AgreementSign(chair, id, planning.AgreementSignInput{ExpectedVersion: 8, Signature: "PARTNERSHIP"}))
		if a := w.agreement(w.with("anybody"), id); a != nil {
			w.Errorf("anybody reads what is not agreed: %+v", a)
		}
		w.refused(w.AgreementAgree(w.with("cat", "regional_lead@region:R1"), id, planning.AgreementAgreeInput{ExpectedVersion: 9}))("FORBIDDEN : somebody else than who did sign it")
		w.done(w.AgreementAgree(lead, id, planning.AgreementAgreeInput{ExpectedVersion: 9}))
		a := w.agreement(w.with("anybody"), id)
		if a == nil || a.State != signoff.Agreed || a.Terms != "The adviser refers, the provider answers." || len(a.Parties) != 2 || *a.ReviewOn != day("2009-10-01") || a.Unpublished {
			w.Errorf("agreed: %+v", a)
		}
	})
}

// agreed gives an agreement of P1 with the north for 2009/10 that is in force, at version 6.
func (w *world) agreed() string {
	w.Helper()
	id := w.done(w.AgreementStart(w.with("ann", "partnership_officer@partnership:P1"), w.toAgree())).ID
	w.done(w.AgreementUpdate(w.with("ann", "partnership_officer@partnership:P1"), id, whole(1)))
	w.agree(id, 2)
	return id
}

// agree has one submitted, signed and agreed.
func (w *world) agree(id string, version int) {
	w.Helper()
	w.done(w.AgreementSubmit(w.with("ann", "partnership_officer@partnership:P1"), id, planning.AgreementSubmitInput{ExpectedVersion: version}))
	w.done(w.AgreementSign(w.with("bob", "district_coordinator@district:north"), id, planning.AgreementSignInput{ExpectedVersion: version + 1, Signature: "JOBCENTRES"}))
	w.done(w.AgreementSign(w.with("cat", "partnership_chair@partnership:P1"), id, planning.AgreementSignInput{ExpectedVersion: version + 2, Signature: "PARTNERSHIP"}))
	w.done(w.AgreementAgree(w.with("dan", "regional_lead@region:R1"), id, planning.AgreementAgreeInput{ExpectedVersion: version + 3}))
}

// TestEditionsAndYears revises an agreement, reviews it, renews and closes it.
func TestEditionsAndYears(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		officer, lead := w.with("ann", "partnership_officer@partnership:P1"), w.with("dan", "regional_lead@region:R1")
		id := w.agreed()
		again := w.toAgree()
		w.refused(w.AgreementStart(officer, again))("INVALID input.from: is agreed for")
		w.refused(w.AgreementReview(officer, id, planning.AgreementReviewInput{ExpectedVersion: 6, NextOn: new(today())}))("INVALID input.note: 1 to 2000", "INVALID input.nextOn: the next review is after")
		w.done(w.AgreementReview(officer, id, planning.AgreementReviewInput{ExpectedVersion: 6, Note: "It works.", NextOn: new(day("2010-01-01"))}))
		revise := planning.AgreementReviseInput{ExpectedVersion: 7, Reason: "Another provider", IdempotencyKey: new("k")}
		second := w.done(w.AgreementRevise(officer, id, revise)).ID
		if repeated := w.done(w.AgreementRevise(officer, id, revise)).ID; repeated != second || second == id {
			w.Errorf("revised to %s, then %s", second, repeated)
		}
		w.refused(w.AgreementRevise(officer, id, planning.AgreementReviseInput{ExpectedVersion: 8, Reason: "More"}))("ILLEGAL_TRANSITION : is being written already")
		w.refused(w.AgreementRenew(officer, id, planning.AgreementRenewInput{ExpectedVersion: 8}))("ILLEGAL_TRANSITION : is being written already")
		w.refused(w.AgreementUpdate(officer, second, planning.AgreementUpdateInput{ExpectedVersion: 1, From: new(day("2009-05-01"))}))("INVALID input.from: another edition begins when the first did")
		w.done(w.AgreementUpdate(officer, second, planning.AgreementUpdateInput{ExpectedVersion: 1, Terms: new("Each refers to the other within a week.")}))
		if first := w.agreement(w.with("anybody"), id); first.State != signoff.Agreed || first.Terms != "Each refers to the other." || first.ReviewDue(today()).String() != "2010-01-01" {
			w.Errorf("the first edition: %+v", first)
		}
		w.agree(second, 2)
		first, next := w.agreement(officer, id), w.agreement(officer, second)
		if first.State != signoff.Superseded || next.State != signoff.Agreed || next.Edition != 2 || next.CarriedFrom != id || next.Series != id {
			w.Errorf("superseded: %+v by %+v", first, next)
		}
		w.refused(w.AgreementRenew(officer, id, planning.AgreementRenewInput{ExpectedVersion: first.Version}))("ILLEGAL_TRANSITION : is SUPERSEDED")
		w.refused(w.AgreementRenew(officer, second, planning.AgreementRenewInput{ExpectedVersion: 6, From: new(day("2010-01-01")), To: new(day("2009-01-01"))}))("INVALID input.to: not after the start")
		w.refused(w.AgreementRenew(officer, second, planning.AgreementRenewInput{ExpectedVersion: 6, From: new(day("2010-03-31"))}))("INVALID input.from: is agreed for")
		third := w.done(w.AgreementRenew(officer, second, planning.AgreementRenewInput{ExpectedVersion: 6})).ID
		a := w.agreement(officer, third)
		if a.Valid.String() != calendar.Between(day("2010-04-01"), day("2011-04-01")).String() || a.CarriedFrom != second || a.Edition != 1 || a.Terms != next.Terms || *a.ReviewOn != day("2010-10-01") {
			w.Errorf("renewed: %+v", a)
		}
		w.refused(w.AgreementUpdate(officer, third, planning.AgreementUpdateInput{ExpectedVersion: 1, From: new(day("2010-03-01")), To: new(day("2011-03-01"))}))("INVALID input.from: is agreed for")
		w.agree(third, 1)
		if a := w.agreement(officer, second); a.State != signoff.Agreed {
			w.Errorf("what has been renewed is %s", a.State)
		}
		w.refused(w.AgreementClose(officer, third, planning.AgreementCloseInput{ExpectedVersion: 5, Reason: "Over"}))("FORBIDDEN : agreementClose is not for your roles")
		w.refused(w.AgreementClose(lead, third, planning.AgreementCloseInput{ExpectedVersion: 5}))("INVALID input.reason: 1 to 500")
		w.done(w.AgreementClose(lead, third, planning.AgreementCloseInput{ExpectedVersion: 5, Reason: "The district is no more"}))
		if a := w.agreement(w.with("anybody"), third); a == nil || a.State != signoff.Closed {
			w.Errorf("closed: %+v", a)
		}
	})
}

// TestTwoWhoWriteOneAgreement holds that the second is told what lies between, whichever engine they meet on.
func TestTwoWhoWriteOneAgreement(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		ann, bob := w.with("ann", "partnership_officer@partnership:P1"), w.with("bob", "district_coordinator@district:north")
		id := w.done(w.AgreementStart(ann, w.toAgree())).ID
		other := open(w.T, w.db)
		var both sync.WaitGroup
		errs := make([]error, 2)
		for i, who := range []struct {
			ctx     context.Context
			service *planning.Service
		}{{ann, w.Service}, {bob, other.Service}} {
			both.Go(func() {
				_, errs[i] = who.service.AgreementUpdate(who.ctx, id, planning.AgreementUpdateInput{ExpectedVersion: 1, Terms: new(fmt.Sprint("Terms ", i)), Title: new("The same")})
			})
		}
		both.Wait()
		won := 0
		if errs[0] != nil {
			won = 1
		}
		refused, _ := fault.All(errs[1-won])
		if errs[won] != nil || len(refused) != 1 || refused[0].Edit == nil {
			w.Fatalf("got %v", errs)
		}
		names := []string{"ann", "bob"}
		e := refused[0].Edit
		if got, want := fmt.Sprintln(e.ID == id, e.Version, e.ChangedBy, e.Fields), fmt.Sprintf("true 2 %s [{terms Terms %d Terms %d}]\n", names[won], 1-won, won); got != want {
			w.Errorf("the conflict is %swant %s", got, want)
		}
		_, err := w.AgreementSubmit(ann, id, planning.AgreementSubmitInput{ExpectedVersion: 1})
		if refused, _ := fault.All(err); len(refused) != 1 || refused[0].Edit == nil || refused[0].Edit.ChangedBy != names[won] {
			w.Errorf("submitted by an old version: %v", err)
		}
	})
}

// TestAnAgreementAsItWasKnown reads it by every moment of a change.
func TestAnAgreementAsItWasKnown(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		at, err := w.Reading(w.ctx)
		if err != nil {
			w.Fatal(err)
		}
		var told []string
		var moments []time.Time
		tell := func(a *agreement.Agreement) string {
			return fmt.Sprintf("%s %d %s %v %v %v", a.State, a.Version, a.Terms, a.Parties, a.Valid, a.Steps)
		}
		id := w.done(w.AgreementStart(w.ctx, w.toAgree())).ID
		note := func() {
			_, moment, err := w.store.LastChange(w.ctx)
			if err != nil {
				w.Fatal(err)
			}
			told, moments = append(told, tell(w.agreement(w.ctx, id))), append(moments, moment)
		}
		note()
		w.done(w.AgreementUpdate(w.ctx, id, whole(1)))
		note()
		w.agree(id, 2)
		note()
		for i, moment := range moments {
			a, err := w.Agreement(w.ctx, at.Rights, id, &moment)
			if err != nil || a == nil || tell(a) != told[i] {
				w.Errorf("by moment %d: %+v, %v\nwant %s", i, a, err, told[i])
			}
		}
		if a, err := w.Agreement(w.Context(), access.Of(w.graph(), viewer.Anonymous(), today(), today()), id, &moments[0]); a != nil || err != nil {
			w.Errorf("a draft of the past: %+v, %v", a, err)
		}
		if _, err := w.Agreement(w.ctx, at.Rights, id, new(time.Now().Add(24*time.Hour))); err == nil || !strings.Contains(err.Error(), "INVALID: knownAt") {
			w.Errorf("tomorrow: %v", err)
		}
	})
}

// TestPairsStand looks at who has an agreement, day by day.
func TestPairsStand(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		id := w.agreed()
		at, err := w.Reading(w.ctx)
		if err != nil {
			w.Fatal(err)
		}
		for on, want := range map[string]string{
			"2009-04-29": "north P1 NONE; north P2 NONE; north P3 NONE; south P2 NONE; west P3 NONE; ",
			"2009-04-30": "north P1 HELD; north P2 NONE; north P3 NONE; south P2 NONE; west P3 NONE; ",
			"2009-10-02": "north P1 REVIEW_OVERDUE; north P2 NONE; north P3 NONE; south P2 NONE; west P3 NONE; ",
			"2010-03-01": "north P1 EXPIRING; north P2 NONE; north P3 NONE; south P2 NONE; west P3 NONE; ",
			"2010-04-01": "north P1 LAPSED; north P3 NONE; south P2 NONE; west P3 NONE; ",
		} {
			standings, err := w.AgreementStandings(w.ctx, at, document.JobcentreAgreement, day(on))
			got := ""
			for _, s := range standings {
				got += fmt.Sprintf("%s %s %s; ", s.District.Code, s.Partnership.Code, s.Level)
			}
			if got != want || err != nil {
				w.Errorf("on %s: %s, %v\nwant %s", on, got, err, want)
			}
		}
		own, err := w.Reading(w.with("ann", "partnership_officer@partnership:P2"))
		if err != nil {
			w.Fatal(err)
		}
		if s, err := w.AgreementStandings(w.ctx, own, document.JobcentreAgreement, today()); err != nil || len(s) != 2 || s[0].Partnership.Code != "P2" {
			w.Errorf("an officer of P2 sees %+v, %v, beside %s", s, err, id)
		}
		anybody, err := w.Reading(w.with("anybody"))
		if err != nil {
			w.Fatal(err)
		}
		if _, err := w.AgreementStandings(w.ctx, anybody, document.JobcentreAgreement, today()); err == nil {
			w.Error("anybody is told who has none")
		}
		if _, err := w.AgreementStandings(w.ctx, at, document.JobcentreAgreement, day("1990-01-01")); err == nil {
			w.Error("there is a template for 1989/90")
		}
	})
}

// TestCoordinatorsKeepToTheirDistrict holds that of a partnership in two districts each coordinator works on the agreement with their own.
func TestCoordinatorsKeepToTheirDistrict(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		in := planning.AgreementStartInput{Kind: document.SharingProtocol, Partnership: w.partnership("P3").ID, District: w.district("west").ID, From: today()}
		north, west := w.with("ann", "district_coordinator@district:north"), w.with("bob", "district_coordinator@district:west")
		w.refused(w.AgreementStart(north, in))("FORBIDDEN : not yours to write")
		id := w.done(w.AgreementStart(west, in)).ID
		w.refused(w.AgreementUpdate(north, id, planning.AgreementUpdateInput{ExpectedVersion: 1}))("FORBIDDEN : to write a document is not yours to do")
		w.done(w.AgreementUpdate(w.with("cat", "partnership_officer@partnership:P3"), id, planning.AgreementUpdateInput{ExpectedVersion: 1, Parties: []*planning.AgreementPartyInput{{"A", "B"}, {"C", "D"}},
			Shared: []*planning.SharedItemInput{{"That an appointment was kept", "To plan", true}}, LegalBasis: new("Consent"), Terms: new("By telephone."), To: new(day("2010-04-30")), ReviewOn: new(day("2009-10-30"))}))
		w.refused(w.AgreementSubmit(west, id, planning.AgreementSubmitInput{ExpectedVersion: 2}))("INVALID consentForm: by which form")
		w.done(w.AgreementUpdate(west, id, planning.AgreementUpdateInput{ExpectedVersion: 2, ConsentForm: new("TPR2")}))
		w.done(w.AgreementSubmit(west, id, planning.AgreementSubmitInput{ExpectedVersion: 3}))
		w.refused(w.AgreementReturn(w.with("dan", "regional_lead@region:R1"), id, planning.AgreementReturnInput{ExpectedVersion: 4, Reason: "No."}))("FORBIDDEN : to return a document is not yours to do")
		w.done(w.AgreementReturn(w.with("dan", "regional_lead@region:R2"), id, planning.AgreementReturnInput{ExpectedVersion: 4, Reason: "No."}))
	})
}
