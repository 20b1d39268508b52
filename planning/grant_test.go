package planning_test

import (
	"slices"
	"testing"
	"time"

	"waymark/domain/calendar"
	"waymark/domain/programme"
	"waymark/domain/viewer"
	"waymark/planning"
	"waymark/store/storetest"
)

func TestGrantsDecide(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		grant := w.give("lead", viewer.RegionalLead, "region:R1")
		lead := w.as("lead")
		fill := func(post string) (planning.Outcome, error) {
			return w.PostFill(lead, w.post(post).ID, planning.PostFillInput{ExpectedVersion: w.post(post).Version, Coordinator: w.person("Ann"), From: day("2009-03-02"), To: new(day("2009-03-03"))})
		}
		w.done(fill("n1"))
		w.refusals([]refusal{
			{"elsewhere", func() (planning.Outcome, error) { return fill("w1") }, []string{"FORBIDDEN : postFill is not yours to do here, only in region:R1"}},
			{"beyond the role", func() (planning.Outcome, error) {
				return w.GrantGive(lead, planning.GrantGiveInput{Subject: "lead", Role: viewer.Administrator, Scope: "nation", Reason: "r"})
			}, []string{"FORBIDDEN : grantGive is not for your roles"}},
			{"somebody's grant", func() (planning.Outcome, error) {
				return w.GrantRevoke(w.as("another"), grant, planning.GrantRevokeInput{ExpectedVersion: 1, Reason: "r"})
			}, []string{"NOT_FOUND id: nothing with this id"}},
			{"a region that it does not lie in", func() (planning.Outcome, error) {
				return w.PostCreate(lead, planning.PostCreateInput{Home: w.district("west").ID})
			}, []string{"FORBIDDEN : postCreate is not yours to do here"}},
			{"without a place", func() (planning.Outcome, error) {
				return w.PartnershipCreate(lead, planning.PartnershipCreateInput{Code: "P9", Name: "Nine", From: day("2009-01-01"),
					Districts: []*planning.DistrictShareInput{{District: w.district("west").ID, Share: number("1")}}})
			}, []string{"FORBIDDEN : partnershipCreate is not yours to do here"}},
		})
		w.done(w.GrantRevoke(w.ctx, grant, planning.GrantRevokeInput{ExpectedVersion: 1, Reason: "has left"}))
		w.refusals([]refusal{{"taken back", func() (planning.Outcome, error) { return fill("n2") }, []string{"FORBIDDEN : you may not change anything"}}})
		if g, _ := programme.Lookup[*programme.Grant](w.graph(), grant); g.RevokeReason != "has left" || g.Version != 2 || g.Valid.Contains(calendar.Of(time.Now())) {
			t.Errorf("grant %+v", g)
		}
	})
}

func TestEveryMutationOfAStrategicLead(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		w.give("lead", viewer.RegionalLead, "region:R1")
		operator := w.ctx
		w.ctx = w.as("lead")
		// All that a lead does in the region, as far as the data layer: each writes other records.
		w.fill("n1", "Ann", "2009-03-02")
		w.appoint("J1", true, "2009-03-02", "")
		north := w.district("north")
		w.done(w.JobcentreOpen(w.ctx, planning.JobcentreOpenInput{Code: "J9", Name: "Nine", District: north.ID, On: day("2009-03-02")}))
		w.done(w.JobcentreClose(w.ctx, w.jobcentre("J9").ID, planning.JobcentreCloseInput{ExpectedVersion: 1, On: day("2010-03-02")}))
		created := w.done(w.PostCreate(w.ctx, planning.PostCreateInput{Grade: "BAND_D", Role: programme.DistrictCoordinator, Home: north.ID, FTE: number("1"),
			FundingStream: "Programme", FundedFrom: day("2009-03-02")}))
		w.done(w.PostOffer(w.ctx, created.ID, planning.PostOfferInput{ExpectedVersion: 1, Coordinator: new(w.person("Bob")), AcceptedOn: day("2009-03-02"), StartsOn: day("2009-04-02")}))
		w.done(w.PostWithdrawOffer(w.ctx, created.ID, planning.PostWithdrawOfferInput{ExpectedVersion: 2, On: day("2009-03-03")}))
		w.done(w.PostCover(w.ctx, created.ID, planning.PostCoverInput{ExpectedVersion: 3, Coordinator: w.person("Ann"), From: day("2009-03-09")}))
		w.done(w.PostEndCover(w.ctx, created.ID, planning.PostEndCoverInput{ExpectedVersion: 4, On: day("2009-04-09")}))
		w.done(w.PostUpdate(w.ctx, created.ID, planning.PostUpdateInput{ExpectedVersion: 5, FundedFrom: new(day("2009-02-02"))}))
		w.done(w.PostVacate(w.ctx, w.post("n1").ID, planning.PostVacateInput{ExpectedVersion: w.post("n1").Version, On: day("2009-06-01"), Reason: programme.Resigned}))
		w.done(w.PostClose(w.ctx, created.ID, planning.PostCloseInput{ExpectedVersion: 6, On: day("2010-01-01"), Reason: "no longer needed"}))
		w.done(w.CoordinatorUpdate(w.ctx, w.person("Cat"), planning.CoordinatorUpdateInput{ExpectedVersion: 1, Name: "Cat Two"}))
		w.done(w.CoordinatorCreate(w.ctx, planning.CoordinatorCreateInput{Name: "Dan"}))
		p3 := w.partnership("P3") // reaches over the border
		w.done(w.PartnershipRename(w.ctx, p3.ID, planning.PartnershipRenameInput{ExpectedVersion: 1, Name: "Three", From: day("2009-05-01")}))
		w.done(w.PartnershipLink(w.ctx, p3.ID, planning.PartnershipLinkInput{ExpectedVersion: 2, From: day("2010-05-01"),
			Districts: []*planning.DistrictShareInput{{District: north.ID, Share: number("1")}}}))
		w.done(w.PartnershipCreate(w.ctx, planning.PartnershipCreateInput{Code: "P9", Name: "Nine", From: day("2009-01-01"),
			Districts: []*planning.DistrictShareInput{{District: north.ID, Share: number("1")}}}))
		champion := w.jobcentre("J1").AllChampions()[0]
		w.done(w.ChampionRelease(w.ctx, champion.ID, planning.ChampionReleaseInput{ExpectedVersion: 1, On: day("2009-09-01")}))
		w.ctx = operator
		w.graph()
	})
}

func TestAPartnershipOfficerSeesTheirOwnAlone(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		w.give("officer", viewer.PartnershipOfficer, "partnership:P1")
		officer := w.as("officer")
		read, err := w.Reading(officer)
		if err != nil {
			t.Fatal(err)
		}
		p1, p2 := w.partnership("P1"), w.partnership("P2")
		if all := read.Graph.AllPartnerships(); len(all) != 1 || all[0].ID != p1.ID || read.Graph.Node(p2.ID) != nil || read.Graph.Node(p2.Names()[0].ID) != nil ||
			len(read.Graph.District("south").AllLinks()) != 0 || len(read.Graph.District("north").AllLinks()) != 1 || read.Graph.Node(p2.AllLinks()[0].ID) != nil {
			t.Errorf("the officer sees %d partnerships", len(all))
		}
		if len(read.Graph.AllPosts()) != len(w.graph().AllPosts()) {
			t.Error("the officer does not see all posts")
		}
		rename := func(id string) (planning.Outcome, error) {
			return w.PartnershipRename(officer, id, planning.PartnershipRenameInput{ExpectedVersion: 1, Name: "Another", From: day("2009-05-01")})
		}
		w.refusals([]refusal{{"another", func() (planning.Outcome, error) { return rename(p2.ID) }, []string{"NOT_FOUND id: nothing with this id"}}})
		w.done(rename(p1.ID))
		if read, err = w.Reading(officer); err != nil || read.Graph.Partnership("P1").Name(day("2009-05-01")) != "Another" {
			t.Errorf("the officer does not see the new name: %v", err)
		}
	})
}

func TestGrantsThatAreRefused(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		held := w.give("somebody", viewer.Analyst, "nation")
		give := func(in planning.GrantGiveInput) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) { return w.GrantGive(w.ctx, in) }
		}
		w.refusals([]refusal{
			{"all at once", give(planning.GrantGiveInput{Subject: " ", Role: "ROOT", Scope: "region:nowhere", To: new(day("2009-01-01"))}), []string{
				"INVALID input.subject: 1 to 255", "INVALID input.scope: no role", "INVALID input.scope: no region with the code nowhere", "INVALID input.reason: 1 to 500", "INVALID input.to: not after the start"}},
			{"another kind of scope", give(planning.GrantGiveInput{Subject: "s", Role: viewer.Analyst, Scope: "district:north", Reason: "r"}), []string{"INVALID input.scope: is held for a nation"}},
			{"no scope", give(planning.GrantGiveInput{Subject: "s", Role: viewer.Analyst, Scope: "x", Reason: "r"}), []string{"INVALID input.scope: is no scope"}},
			{"no such place", give(planning.GrantGiveInput{Subject: "s", Role: viewer.DistrictCoordinator, Scope: "district:nowhere", Reason: "r"}), []string{"INVALID input.scope: no district"}},
			{"no such partnership", give(planning.GrantGiveInput{Subject: "s", Role: viewer.PartnershipChair, Scope: "partnership:nowhere", Reason: "r"}), []string{"INVALID input.scope: no partnership"}},
			{"held already", give(planning.GrantGiveInput{Subject: "somebody", Role: viewer.Analyst, Scope: "nation", Reason: "r"}), []string{"INVALID input.from: holds this role"}},
		})
		w.done(w.GrantRevoke(w.ctx, held, planning.GrantRevokeInput{ExpectedVersion: 1, On: new(day("2009-01-01")), Reason: "never meant"})) // before it began
		g, _ := programme.Lookup[*programme.Grant](w.graph(), held)
		if !g.Valid.Empty() {
			t.Errorf("the grant still holds %s", g.Valid)
		}
		w.refusals([]refusal{{"twice", func() (planning.Outcome, error) {
			return w.GrantRevoke(w.ctx, held, planning.GrantRevokeInput{ExpectedVersion: 2, Reason: "r"})
		}, []string{"ILLEGAL_TRANSITION : ends on"}}})
		w.give("somebody", viewer.Analyst, "nation")
	})
}

// TestGrantsHoldByTheRealDay holds although the planning date of these tests is long past.
func TestGrantsHoldByTheRealDay(t *testing.T) {
	small.Run(t, func(t *testing.T, db storetest.Database) {
		now := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
		db.Config.Now = func() time.Time { return now }
		w := open(t, db)
		w.done(w.GrantGive(w.ctx, planning.GrantGiveInput{Subject: "s", Role: viewer.ProgrammeLead, Scope: "nation", To: new(day("2026-12-01")), Reason: "r"}))
		for on, want := range map[time.Time]bool{now.AddDate(0, 0, -1): false, now: true, now.AddDate(0, 0, 5): true, now.AddDate(0, 0, 6): false} {
			now = on
			read, err := w.Reading(w.as("s"))
			if err != nil {
				t.Fatal(err)
			}
			if got := slices.Contains(read.Rights.Grants(), viewer.Grant{Role: viewer.ProgrammeLead, Scope: viewer.Scope{Kind: viewer.Nation}}); got != want {
				t.Errorf("on %s the grant holds: %v", on, got)
			}
		}
	})
}
