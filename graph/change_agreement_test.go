package graph_test

import (
	"fmt"
	"testing"

	"waymark/domain/viewer"
)

// theAgreers gives who works on the agreements of the first partnership of Central London with the district, and the ids of both.
func theAgreers(t *testing.T, c changer) (input variables, officer, chair, lead, coordinator changer) {
	t.Helper()
	partnership, officer, chair, lead, coordinator := theAssessors(t, c)
	district := c.operator.get(t, `{ district(code: "central-london") { id } }`, "district", "id")
	return variables{"partnership": partnership, "district": district}, officer, chair, lead, coordinator
}

// known gives the same changer as somebody by a name, with a grant.
func (c changer) known(t *testing.T, subject, grant string) changer {
	t.Helper()
	g, err := viewer.ParseGrant(grant)
	if err != nil {
		t.Fatal(err)
	}
	door := *c.door
	door.operator = c.serve(t, viewer.Viewer{Subject: subject, Grants: []viewer.Grant{g}})
	return changer{&door, c.done}
}

// given adds to variables.
func given(these variables, more variables) variables {
	all := variables{}
	for _, m := range []variables{these, more} {
		for name, value := range m {
			all[name] = value
		}
	}
	return all
}

// storyOfAnAgreement tells how a protocol is written, sent back, signed by two, agreed, reviewed, changed and signed again, renewed and closed.
func storyOfAnAgreement(t *testing.T, c changer) {
	pair, officer, chair, lead, coordinator := theAgreers(t, c)
	made := officer.change(t, "agreementStart", "", given(pair, variables{"kind": "INFORMATION_SHARING_PROTOCOL", "from": "2012-04-01"}),
		"agreement { id version state edition kind signatures { code required by on missing } terms parties { role } }")
	id := at(t, made, "agreement", "id").(string)
	if got := fmt.Sprintln(at(t, made, "agreement", "state"), at(t, made, "agreement", "edition"), at(t, made, "agreement", "signatures", 0)); got !=
		"DRAFT 1 map[by:<nil> code:JOBCENTRES missing:true on:<nil> required:true]\n" {
		t.Errorf("begun: %s", got)
	}
	version := 1
	take := func(who changer, verb string, more variables, state string) map[string]any {
		t.Helper()
		done := who.change(t, "agreement"+verb, id, given(variables{"expectedVersion": version}, more), "agreement { id state version returnReason signatures { code by missing } } conflict { row }")
		if got := at(t, done, "agreement", "state"); got != state {
			t.Fatalf("%s makes it %v, want %s", verb, got, state)
		}
		version++
		return done
	}
	missing := "[INVALID parties INVALID terms INVALID shared INVALID legalBasis INVALID to INVALID reviewOn]"
	if got := fmt.Sprint(officer.refused(t, "agreementSubmit", id, variables{"expectedVersion": 1})); got != missing {
		t.Errorf("submitted too early: %s, want %s", got, missing)
	}
	take(coordinator, "Update", variables{"title": "Who tells whom", "to": "2013-04-01", "reviewOn": "2012-10-01", "legalBasis": "The client's consent.", "consentForm": "TPR2",
		"parties": []any{variables{"role": "Jobcentres", "organisation": "Central London"}, variables{"role": "Provider", "organisation": "Any"}},
		"shared":  []any{variables{"item": "That an appointment was kept", "purpose": "To ask no more", "consent": true}}, "terms": "By telephone."}, "DRAFT")
	stale := officer.operator.ask(t, mutation("agreementUpdate", id, "agreement { id } conflict { version changedBy fields { name yours theirs } }"),
		variables{"id": id, "input": variables{"expectedVersion": 1, "terms": "By letter.", "title": "Who tells whom"}})
	if got := fmt.Sprint(at(t, stale, "agreementUpdate", "conflict")); got != "map[changedBy:district_coordinator@district:central-london fields:[map[name:terms theirs:By telephone. yours:By letter.]] version:2]" {
		t.Errorf("the second is told %s", got)
	}
	take(officer, "Submit", nil, "SUBMITTED")
	take(officer, "Withdraw", nil, "DRAFT")
	take(officer, "Submit", nil, "SUBMITTED")
	if got := at(t, take(chair, "Return", variables{"reason": "Within how many days?"}, "RETURNED"), "agreement", "returnReason"); got != "Within how many days?" {
		t.Errorf("returned since %v", got)
	}
	take(officer, "Update", variables{"terms": "By telephone, within two days."}, "RETURNED")
	take(officer, "Submit", nil, "SUBMITTED")
	if r := coordinator.operator.send(t, mutation("agreementSign", id, ""), variables{"id": id, "input": variables{"expectedVersion": version, "signature": "JOBCENTRES"}}); len(r.Errors) != 1 || r.Errors[0].Extensions.Code != "FORBIDDEN" {
		t.Errorf("who wrote it signs it: %s", r.Body)
	}
	signer := c.known(t, "another-coordinator", "district_coordinator@district:central-london")
	take(signer, "Sign", variables{"signature": "JOBCENTRES"}, "SIGNED")
	if got := officer.refused(t, "agreementSubmit", id, variables{"expectedVersion": version}); fmt.Sprint(got) != "[ILLEGAL_TRANSITION]" {
		t.Errorf("submitted while it is signed: %v", got)
	}
	if got := lead.refused(t, "agreementAgree", id, variables{"expectedVersion": version}); fmt.Sprint(got) != "[ILLEGAL_TRANSITION]" {
		t.Errorf("agreed without a signature: %v", got)
	}
	signed := take(chair, "Sign", variables{"signature": "PARTNERSHIP"}, "SIGNED")
	if got := fmt.Sprint(at(t, signed, "agreement", "signatures", 0)); got != "map[by:another-coordinator code:JOBCENTRES missing:false]" {
		t.Errorf("signed: %s", got)
	}
	take(lead, "Agree", nil, "AGREED")
	public := fmt.Sprintf(`{ agreement(id: %q) { state terms steps { by } changedBy signatures { by on missing } shared { item consent } template { document signatures { code roles } patience { state days } months } } }`, id)
	if got := fmt.Sprint(c.anonymous.get(t, public, "agreement")); got != "map[changedBy:<nil> shared:[map[consent:true item:That an appointment was kept]] signatures:[map[by:<nil> missing:false on:2009-04-30] map[by:<nil> missing:false on:2009-04-30] map[by:<nil> missing:true on:<nil>]] "+
		"state:AGREED steps:<nil> template:map[document:INFORMATION_SHARING_PROTOCOL months:36 patience:[map[days:60 state:DRAFT] map[days:14 state:SUBMITTED] map[days:14 state:RETURNED] map[days:14 state:SIGNED]] "+
		"signatures:[map[code:JOBCENTRES roles:[DISTRICT_COORDINATOR REGIONAL_LEAD]] map[code:PARTNERSHIP roles:[PARTNERSHIP_CHAIR COMMISSIONING_CHAIR]] map[code:PROVIDERS roles:[PROVIDER PARTNERSHIP_CHAIR]]]] terms:By telephone, within two days.]" {
		t.Errorf("anybody reads %s", got)
	}
	reviewed := officer.change(t, "agreementReview", id, variables{"expectedVersion": version, "note": "It is kept to.", "nextOn": "2013-01-15"}, "agreement { nextReviewOn reviewOn reviews { on note next } }")
	if got := fmt.Sprint(reviewed["agreement"]); got != "map[nextReviewOn:2013-01-15 reviewOn:2012-10-01 reviews:[map[next:2013-01-15 note:It is kept to. on:2009-04-30]]]" {
		t.Errorf("reviewed: %s", got)
	}
	version++
	revised := officer.change(t, "agreementRevise", id, variables{"expectedVersion": version, "reason": "Another provider"}, "agreement { id edition state carriedFrom signatures { missing } }")
	if got := fmt.Sprint(at(t, revised, "agreement", "edition"), at(t, revised, "agreement", "carriedFrom") == any(id), at(t, revised, "agreement", "signatures")); got != "2true[map[missing:false] map[missing:false] map[missing:true]]" &&
		got != "2 true [map[missing:false] map[missing:false] map[missing:true]]" {
		t.Errorf("revised: %s", got)
	}
	first := id
	id, version = at(t, revised, "agreement", "id").(string), 1
	take(officer, "Submit", nil, "SUBMITTED") // nothing has changed, so that both signatures hold
	take(lead, "Agree", nil, "AGREED")
	if got := c.anonymous.get(t, fmt.Sprintf(`{ agreement(id: %q) { state } }`, first), "agreement", "state"); got != "SUPERSEDED" {
		t.Errorf("the first edition is %v", got)
	}
	renewed := officer.change(t, "agreementRenew", id, variables{"expectedVersion": version}, "agreement { from to reviewOn edition carriedFrom }")
	if got := fmt.Sprint(renewed["agreement"]); got != fmt.Sprintf("map[carriedFrom:%s edition:1 from:2013-04-01 reviewOn:2013-10-01 to:2014-04-01]", id) {
		t.Errorf("renewed: %s", got)
	}
	take(lead, "Close", variables{"reason": "The provider is no more"}, "CLOSED")
}
