package graph_test

import (
	"fmt"
	"testing"

	"waymark/domain/viewer"
)

// storyOfAGrant tells how somebody who has signed in becomes London's strategic lead, and is it no more.
func storyOfAGrant(t *testing.T, c changer) {
	lead := c.serve(t, viewer.Viewer{Subject: "jo"})
	data := c.operator.ask(t, `{ london: post(code: "central-london-d-1") { id version } tees: post(code: "tees-valley-d-1") { id version } }`, nil)
	london, tees := at(t, data, "london", "id").(string), at(t, data, "tees", "id").(string)
	const asks = `query($london: ID!, $tees: ID!) { viewer { subject seesNames grants { role scope place { name } }
		london: may(action: POST_VACATE, on: $london) tees: may(action: POST_VACATE, on: $tees) any: may(action: POST_VACATE) none: may(action: POST_VACATE, on: "pos_x") } }`
	ask := func() string {
		return fmt.Sprint(at(t, lead.ask(t, asks, variables{"london": london, "tees": tees}), "viewer"))
	}
	if got := ask(); got != "map[any:false grants:[] london:false none:false seesNames:false subject:jo tees:false]" {
		t.Errorf("before: %s", got)
	}
	if got := c.refused(t, "grantGive", "", variables{"subject": "jo", "role": "REGIONAL_LEAD", "scope": "region:E99", "reason": "appointed"}); fmt.Sprint(got) != "[INVALID input.scope]" {
		t.Errorf("a region that is not there: %v", got)
	}
	given := c.change(t, "grantGive", "", variables{"subject": "jo", "role": "REGIONAL_LEAD", "scope": "region:E12000007", "reason": "appointed"},
		"grant { id version subject role scope place { name } reason validTo revokeReason }")
	id := at(t, given, "grant", "id").(string)
	if got := ask(); got != "map[any:true grants:[map[place:map[name:London] role:REGIONAL_LEAD scope:region:E12000007]] london:true none:false seesNames:true subject:jo tees:false]" {
		t.Errorf("after: %s", got)
	}
	vacate := func(post string, version any) reply {
		return lead.send(t, `mutation($id: ID!, $v: Int!) { postVacate(id: $id, input: {expectedVersion: $v, on: "2009-05-11", reason: RESIGNED}) { post { state } userErrors { code message } } }`,
			variables{"id": post, "v": version})
	}
	if r := vacate(london, at(t, data, "london", "version")); string(r.Data) != `{"postVacate":{"post":{"state":"VACANT"},"userErrors":[]}}` {
		t.Errorf("London: %s", r.Body)
	}
	if r := vacate(tees, at(t, data, "tees", "version")); len(r.Errors) != 1 || r.Errors[0].Extensions.Code != "FORBIDDEN" {
		t.Errorf("the North East: %s", r.Body)
	}
	if r := lead.ask(t, `query($id: ID!) { node(id: $id) { ... on Grant { subject } } }`, variables{"id": id}); fmt.Sprint(r) != "map[node:map[subject:jo]]" {
		t.Errorf("the subject is shown %v", r)
	}
	listed := c.operator.ask(t, `{ grants(filter: {subject: "jo", role: [REGIONAL_LEAD], scope: "region:E12000007"}) { totalCount nodes { reason } } }`, nil)
	if fmt.Sprint(listed) != "map[grants:map[nodes:[map[reason:appointed]] totalCount:1]]" {
		t.Errorf("listed: %v", listed)
	}
	c.change(t, "grantRevoke", id, variables{"expectedVersion": 1, "reason": "has left"}, "grant { revokeReason version }")
	if r := vacate(london, 2); len(r.Errors) != 1 || r.Errors[0].Extensions.Code != "FORBIDDEN" {
		t.Errorf("after the grant: %s", r.Body)
	}
}
