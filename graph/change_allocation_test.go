package graph_test

import (
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
