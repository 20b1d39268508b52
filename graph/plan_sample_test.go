package graph_test

import (
	"fmt"
	"strings"
	"testing"
)

// onPlan gives a connection on a row of a kind, or on a signature, of a plan with one of everything.
func (k connection) onPlan(t *testing.T, c client) []connection {
	t.Helper()
	rows := aPlan(t, c)
	row := map[string]string{"PlanRow": "action", "PlanPart": "part", "FundingLine": "line", "PlanPriority": "priority", "PlanObjective": "objective", "PlanAction": "action"}[k.parent]
	if k.parent == "PlanSignature" {
		k.before, k.after = fmt.Sprintf(`{ parent: plan(id: %q) { signature(code: "PARTNERSHIP_CHAIR") { it: %s`, rows["plan"], k.field), " } } }"
		return []connection{k}
	}
	k.before, k.after = fmt.Sprintf("{ parent: node(id: %q) { ... on %s { it: %s", rows[row], k.parent, k.field), " } } }"
	return []connection{k}
}

// aPlan gives the ids of a plan for 2010/11 with one of everything, and with several comments and suggestions on its action. What is there
// already is not made again.
func aPlan(t *testing.T, c client) map[string]string {
	t.Helper()
	found := c.ask(t, `{ plans(filter: {year: 2010}) { nodes { id rows { nodes { __typename id } } } } }`, nil)
	if nodes := at(t, found, "plans", "nodes").([]any); len(nodes) > 0 {
		ids := map[string]string{"plan": at(t, nodes[0], "id").(string)}
		for _, r := range at(t, nodes[0], "rows", "nodes").([]any) {
			kind := strings.ToLower(strings.TrimPrefix(strings.TrimPrefix(at(t, r, "__typename").(string), "Plan"), "Funding"))
			ids[kind] = at(t, r, "id").(string)
		}
		return ids
	}
	data := c.ask(t, `{ district(code: "central-london") { partnerships(first: 1) { nodes { id } } posts(first: 1, filter: {state: [FILLED]}) { nodes { currentHolder { id } } } } }`, nil)
	partnership := at(t, data, "district", "partnerships", "nodes", 0, "id").(string)
	made := draftPlan(t, c, partnership, 2010, draft(t, c, partnership)["finding"], at(t, data, "district", "posts", "nodes", 0, "currentHolder", "id"))
	for i := range 3 {
		c.ask(t, `mutation($c: PlanCommentAddInput!, $s: SuggestionMakeInput!) { planCommentAdd(input: $c) { comment { id } } suggestionMake(input: $s) { suggestion { id } } }`,
			variables{"c": variables{"row": made["action"], "text": fmt.Sprint("Comment ", i)}, "s": variables{"row": made["action"], "action": variables{"text": fmt.Sprint("Text ", i)}}})
	}
	ids := map[string]string{}
	for name, id := range made {
		ids[name], _ = id.(string)
	}
	return ids
}
