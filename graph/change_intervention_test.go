package graph_test

import (
	"fmt"
	"testing"
)

// storyOfATrial tells how the national team records what was published of a trial, with its costs, and mends it.
func storyOfATrial(t *testing.T, c changer) {
	const asked = `intervention { id version name offices { label cost costPerReferral counts { phase definition anomalies weekly(measure: REFERRALS) { value } ratio(measure: REFERRALS) { value } } } }`
	office := variables{"label": "Office A", "from": "2009-01-05", "to": "2009-02-01", "cost": "1000000", "counts": []any{
		variables{"phase": "BEFORE", "weeks": 26, "referrals": 12, "definition": "Opiate and crack users."}, variables{"phase": "DURING", "weeks": 4, "referrals": 21, "definition": "Everybody."}}}
	made := c.change(t, "interventionRecord", "", variables{"code": "story", "source": "dwp-intensive-activity-2011", "name": "A story", "offices": []any{office}}, asked)
	if got := fmt.Sprint(at(t, made, "intervention", "offices", 0, "costPerReferral"), at(t, made, "intervention", "offices", 0, "counts", 1)); got !=
		"47619map[anomalies:[SUBSTANCE_NOT_RECORDED DEFINITION_DIFFERS] definition:Everybody. phase:DURING ratio:map[value:11.375] weekly:map[value:5.25]]" {
		t.Errorf("recorded: %s", got)
	}
	id := at(t, made, "intervention", "id").(string)
	named := variables{"label": "Synthetic Jobcentre 0001", "from": "2009-01-05", "to": "2009-02-01", "counts": office["counts"]}
	if got := fmt.Sprint(c.refused(t, "interventionUpdate", id, variables{"expectedVersion": 1, "offices": []any{named}})); got != "[INVALID input.offices.0.label]" {
		t.Errorf("an office by its name: %s", got)
	}
	changed := c.change(t, "interventionUpdate", id, variables{"expectedVersion": 1, "name": "Another story"}, asked)
	if got := at(t, changed, "intervention", "name"); got != "Another story" {
		t.Errorf("changed to %v", got)
	}
	if got := fmt.Sprint(c.known(t, "lead of a region", "regional_lead@region:E12000006").operator.send(t, mutation("interventionUpdate", "id", ""), variables{"id": id, "input": variables{"expectedVersion": 2}}).Errors[0].Extensions.Code); got != "FORBIDDEN" {
		t.Errorf("a strategic lead: %s", got)
	}
}
