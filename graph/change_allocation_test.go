package graph_test

import (
	"fmt"
	"testing"
)

// storyOfAScenario tells how posts are tried, sent back, mended and given.
func storyOfAScenario(t *testing.T, c changer) {
	need := variables{"combine": "CLAIMING_NEED", "claimingShare": "SHARE_CLAIMING_BENEFITS", "measures": []any{
		variables{"measure": "PROBLEM_DRUG_USERS_IN_EFFECTIVE_TREATMENT"}, variables{"measure": "TREATMENT_NAIVE_PROBLEM_DRUG_USERS"}}}
	wanted := variables{"grade": "BAND_D", "posts": 64, "need": need, "protect": "AS_FLOOR", "protectReason": "Nobody loses a post"}
	made := c.change(t, "allocationCreate", "", variables{"name": "Two more", "terms": wanted}, "allocation { id state }")
	id, version := at(t, made, "allocation", "id").(string), 1
	take := func(verb string, more variables, state string) map[string]any {
		t.Helper()
		input := variables{"expectedVersion": version}
		for name, value := range more {
			input[name] = value
		}
		done := c.change(t, "allocation"+verb, id, input, "allocation { state version }")
		if got := at(t, done, "allocation", "state"); got != state {
			t.Fatalf("%s makes it %v, want %s", verb, got, state)
		}
		version = int(at(t, done, "allocation", "version").(float64))
		return done
	}
	take("Update", variables{"name": "Two more posts"}, "DRAFT")
	cancelled := c.operator.ask(t, `mutation($id: ID!) { allocationCancel(id: $id) { allocation { version } userErrors { code } } }`, variables{"id": id})
	if got := fmt.Sprint(cancelled["allocationCancel"]); got != "map[allocation:map[version:2] userErrors:[]]" { // nothing is computed
		t.Errorf("cancelled: %s", got)
	}
	c.done["allocationCancel"] = true
	take("Compute", nil, "COMPUTED")
	take("Share", nil, "COMPUTED")
	take("Submit", nil, "SUBMITTED")
	take("Return", variables{"reason": "say why"}, "RETURNED")
	take("Compute", nil, "COMPUTED")
	take("Submit", nil, "SUBMITTED")
	take("Adopt", variables{"on": "2009-06-01", "fundingStream": "Growth", "reason": "By need"}, "ADOPTED")
	if funded := c.operator.get(t, `{ coverage(asOf: "2009-06-01") { posts { funded } } }`, "coverage", "posts", "funded"); funded != 75.0 {
		t.Errorf("%v posts are funded, want the 73 and two more", funded)
	}
	made = c.change(t, "allocationCreate", "", variables{"name": "An idea", "terms": wanted}, "allocation { id }")
	id, version = at(t, made, "allocation", "id").(string), 1
	take("Withdraw", nil, "WITHDRAWN")
}

// storyOfSharesOfNeed tells how a 63rd post comes about, and how another scenario does not.
func storyOfSharesOfNeed(t *testing.T, c changer) {
	need := variables{"combine": "SHARES", "measures": []variables{
		{"measure": "PROBLEM_DRUG_USERS_IN_EFFECTIVE_TREATMENT", "weight": "0.5"}, {"measure": "TREATMENT_NAIVE_PROBLEM_DRUG_USERS", "weight": "0.5"}}}
	kept := variables{"grade": "BAND_D", "posts": 63, "need": need, "protect": "AS_FLOOR", "protectReason": "Nobody loses a post"}
	if got := c.refused(t, "allocationCreate", "", variables{"name": "", "terms": variables{"grade": "BAND_X", "need": need}}); fmt.Sprint(got) != "[INVALID input.name INVALID input.terms.grade INVALID input.terms.posts]" {
		t.Errorf("nothing is said rightly, and refused is %v", got)
	}
	begun := c.change(t, "allocationCreate", "", variables{"name": "One more", "terms": variables{"grade": "BAND_D", "posts": 63, "need": need}},
		"allocation { id version state shared owner { code } shares { totalCount } digest }")
	if got := fmt.Sprintln(at(t, begun, "allocation", "state"), at(t, begun, "allocation", "shared"), at(t, begun, "allocation", "owner"), at(t, begun, "allocation", "digest"), at(t, begun, "allocation", "shares")); got != "DRAFT false <nil> <nil> map[totalCount:0]\n" {
		t.Errorf("begun: %s", got)
	}
	id := at(t, begun, "allocation", "id").(string)
	version := 0
	on := func(verb string, more variables, selection string) map[string]any {
		version++
		input := variables{"expectedVersion": version}
		for name, value := range more {
			input[name] = value
		}
		return c.change(t, "allocation"+verb, id, input, selection)
	}
	on("Compute", nil, "allocation { state }")
	on("Share", nil, "allocation { shared }")
	on("Submit", nil, "allocation { state }")
	on("Return", variables{"reason": "Nobody loses a post"}, "allocation { returnReason }")
	on("Update", variables{"terms": kept, "purpose": "A post more"}, "allocation { state purpose }")
	computed := on("Compute", nil, `allocation { needPower comparison { moves gains { district { code } from to } losses { to } }
		shares(first: 1) { nodes { need postsPer1000 contributions { share } } } constraints { key protect reason } explain(district: "dis_0") { sentence } }`)
	gain := at(t, computed, "allocation", "comparison", "gains", 0)
	if len(at(t, computed, "allocation", "comparison", "losses").([]any)) != 0 || at(t, computed, "allocation", "comparison", "moves") != 1.0 {
		t.Errorf("computed: %v", computed)
	}
	if share := at(t, computed, "allocation", "shares", "nodes", 0); at(t, share, "postsPer1000") != nil || at(t, computed, "allocation", "needPower").(float64) <= 0 {
		t.Errorf("shares of measures are no people: %v", share)
	}
	on("Submit", nil, "allocation { state }")
	adopted := on("Adopt", variables{"on": "2009-07-01", "fundingStream": "More", "reason": "There is money for one more"}, "allocation { state adoptedOn } posts { home { code } fundedFrom }")
	if got := fmt.Sprint(adopted["allocation"], adopted["posts"]); got != fmt.Sprintf("map[adoptedOn:2009-07-01 state:ADOPTED] [map[fundedFrom:2009-07-01 home:map[code:%v]]]", at(t, gain, "district", "code")) {
		t.Errorf("adopted: %s", got)
	}
	if got := c.refused(t, "allocationUpdate", id, variables{"expectedVersion": version + 1, "name": "Another"}); fmt.Sprint(got) != "[ILLEGAL_TRANSITION]" {
		t.Errorf("what is adopted changes: %v", got)
	}

	id, version = at(t, c.change(t, "allocationCreate", "", variables{"name": "None", "terms": kept}, "allocation { id }"), "allocation", "id").(string), 0
	if got := on("Withdraw", variables{"reason": "There is no money"}, "allocation { state }"); at(t, got, "allocation", "state") != "WITHDRAWN" {
		t.Errorf("withdrawn: %v", got)
	}
}
