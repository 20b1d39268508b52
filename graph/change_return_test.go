package graph_test

import (
	"fmt"
	"testing"
)

// storyOfAReturn tells how an office hands in a month, is asked about it, answers and is accepted, and how the month is published.
func storyOfAReturn(t *testing.T, c changer) {
	office := c.operator.get(t, `{ district(code: "essex") { jobcentres(first: 1) { nodes { id } } } }`, "district", "jobcentres", "nodes", 0, "id")
	lead := c.known(t, "lead", "regional_lead@region:E12000006")
	coordinator := c.known(t, "coordinator", "district_coordinator@district:essex")
	input := variables{"jobcentre": office, "month": "2008-11-03", "note": "Quiet.", "rows": []any{
		variables{"substance": "ALCOHOL", "benefit": "JSA", "direction": "JOBCENTRE_TO_TREATMENT", "disclosures": 4, "referrals": 2, "discussionStartsKnown": 3},
		variables{"substance": "HEROIN_CRACK", "benefit": "ESA", "direction": "TREATMENT_TO_JOBCENTRE", "disclosures": 9, "referrals": 9, "exitsPlanned": 1}}}
	if got := fmt.Sprint(c.known(t, "elsewhere", "district_coordinator@district:tees-valley").operator.send(t, mutation("returnSubmit", "", ""), variables{"input": input}).Errors[0].Extensions.Code); got != "FORBIDDEN" {
		t.Errorf("another district's coordinator: %s", got)
	}
	const asked = `referralReturn { id version state edition month note followUps { number check text answer substance benefit } steps { action by }
		rows { substance benefit direction provider { code } counts { referrals { value status marker lower upper } selfReferrals { value } discussionStarts { known { value } atMost { value } } } } }`
	made := coordinator.change(t, "returnSubmit", "", input, asked)
	id := at(t, made, "referralReturn", "id").(string)
	if got := fmt.Sprint(at(t, made, "referralReturn", "state"), at(t, made, "referralReturn", "followUps")); got !=
		"RETURNED[map[answer:<nil> benefit:JSA check:DISCUSSIONS_EXCEED_REFERRALS number:1 substance:ALCOHOL text:more discussions began than people were referred or came themselves]]" {
		t.Errorf("handed in: %s", got)
	}
	if got := fmt.Sprint(at(t, made, "referralReturn", "rows", 0, "counts", "referrals"), at(t, made, "referralReturn", "rows", 1, "counts", "discussionStarts")); got !=
		"map[lower:9 marker:<nil> status:SHOWN upper:9 value:9] map[atMost:map[value:3] known:map[value:3]]" {
		t.Errorf("counted: %s", got)
	}
	if got := fmt.Sprint(lead.refused(t, "returnAccept", id, variables{"expectedVersion": 1})); got != "[INVALID followUps.0]" {
		t.Errorf("accepted with a question: %s", got)
	}
	lead.change(t, "returnQuery", id, variables{"expectedVersion": 1, "reason": "Three of two?"}, asked)
	coordinator.change(t, "returnAnswer", id, variables{"expectedVersion": 2, "answers": []any{variables{"number": 1, "answer": "One came in October."}}}, asked)
	if got := fmt.Sprint(coordinator.refused(t, "returnSubmit", "", variables{"jobcentre": office, "month": "2008-11-03", "rows": []any{}})); got != "[CONFLICT input.expectedVersion]" {
		t.Errorf("handed in as if for the first time: %s", got)
	}
	input["expectedVersion"], input["rows"] = 3, []any{variables{"substance": "ALCOHOL", "benefit": "JSA", "direction": "JOBCENTRE_TO_TREATMENT", "disclosures": 40, "referrals": 30, "discussionStartsKnown": 30}}
	if got := fmt.Sprint(at(t, coordinator.change(t, "returnSubmit", "", input, asked), "referralReturn", "edition")); got != "2" {
		t.Errorf("edition %s", got)
	}
	done := lead.change(t, "returnAccept", id, variables{"expectedVersion": 4}, asked)
	if got := fmt.Sprint(at(t, done, "referralReturn", "state"), len(at(t, done, "referralReturn", "steps").([]any))); got != "ACCEPTED4" {
		t.Errorf("accepted: %s", got)
	}
	want := variables{"title": "Once more", "from": "2008-10-01", "to": "2008-12-31", "dryRun": true}
	tried := c.change(t, "releasePublish", "", want, "release { id } loss { cells primary secondary shareOfValue }")
	if at(t, tried, "release") != nil || at(t, tried, "loss", "cells").(float64) < 100 {
		t.Errorf("a dry run: %v", tried)
	}
	delete(want, "dryRun")
	out := c.change(t, "releasePublish", "", want, "release { id title from to provisional profile { key } } loss { cells }")
	if got := fmt.Sprint(at(t, out, "release", "title"), at(t, out, "release", "from"), at(t, out, "release", "to"), at(t, out, "release", "provisional"), at(t, out, "release", "profile", "key")); got !=
		"Once more2008-10-012009-01-01trueNDTMS-2009" {
		t.Errorf("published: %s", got)
	}
	revised := c.anonymous.get(t, `{ referralRelease { rows(breakdown: DISTRICT_BY_DIRECTION, filter: {england: true}) { nodes { counts { referrals { value marker } jobStarts { marker } } } } } }`,
		"referralRelease", "rows", "nodes", 0, "counts")
	if got := fmt.Sprint(at(t, revised, "referrals", "marker"), at(t, revised, "jobStarts", "marker")); got != "[r][p]" {
		t.Errorf("what has been revised is marked %s", got)
	}
	if got := fmt.Sprint(c.refused(t, "releasePublish", "", variables{"title": "Half", "from": "2008-12-01", "to": "2009-01-31"})); got != "[INVALID input.from]" {
		t.Errorf("months of two releases: %s", got)
	}
}
