package graph_test

import (
	"fmt"
	"testing"
)

// storyOfCapacity tells how a provider records a month, mends it and says how many places there will be, and who is told.
func storyOfCapacity(t *testing.T, c changer) {
	found := c.operator.get(t, `{ services(first: 1, filter: {kind: [STRUCTURED_TREATMENT], provider: ["syn-provider-01"]}) { nodes { id code } } }`, "services", "nodes", 0)
	service := at(t, found, "id")
	own, other := c.known(t, "own", "provider@provider:syn-provider-01"), c.known(t, "other", "provider@provider:syn-provider-02")
	const asked = `capacity { id version month places inUse waiting weeksToWait over service { code } }`
	input := variables{"service": service, "month": "2009-04-15", "places": 30, "inUse": 33, "waiting": 2, "weeksToWait": "1.5"}
	if got := fmt.Sprint(other.operator.send(t, mutation("capacityRecord", "", ""), variables{"input": input}).Errors[0].Extensions.Code); got != "FORBIDDEN" {
		t.Errorf("another provider: %s", got)
	}
	made := at(t, own.change(t, "capacityRecord", "", input, asked), "capacity")
	if got := fmt.Sprint(at(t, made, "month"), at(t, made, "places"), at(t, made, "inUse"), at(t, made, "waiting"), at(t, made, "weeksToWait"), at(t, made, "over"), at(t, made, "version")); got != "2009-04-0130 33 21.5true 1" {
		t.Errorf("recorded: %s", got)
	}
	if got := fmt.Sprint(own.refused(t, "capacityRecord", "", input)); got != "[CONFLICT input.expectedVersion]" {
		t.Errorf("as if for the first time: %s", got)
	}
	input["expectedVersion"], input["inUse"] = 1, 28
	if got := at(t, own.change(t, "capacityRecord", "", input, asked), "capacity", "over"); got != false {
		t.Errorf("mended, it is over: %v", got)
	}
	if got := fmt.Sprint(own.refused(t, "capacityRecord", "", input)); got != "[CONFLICT input.expectedVersion]" {
		t.Errorf("of a version that has passed: %s", got)
	}
	if got := fmt.Sprint(own.refused(t, "capacityRecord", "", variables{"service": service, "month": "2009-06-01", "places": -1, "inUse": 1})); got != "[INVALID input.places INVALID input.waiting INVALID input.inUse]" {
		t.Errorf("of a month to come: %s", got)
	}
	own.change(t, "capacityRecord", "", variables{"service": service, "month": "2009-06-01", "places": 40}, asked)
	id := at(t, made, "id").(string)
	const ask = `query($id: ID!) { node(id: $id) { ... on Capacity { places inUse } } services(first: 1, filter: {kind: [STRUCTURED_TREATMENT], provider: ["syn-provider-01"]}) {
		nodes { capacity(from: "2009-04-01", to: "2009-06-30") { month places inUse } } } }`
	for who, want := range map[string]string{
		"provider@provider:syn-provider-01": "map[inUse:28 places:30] [map[inUse:28 month:2009-04-01 places:30] map[inUse:<nil> month:2009-06-01 places:40]]",
		"provider@provider:syn-provider-02": "<nil> <nil>",
		"analyst":                           "map[inUse:28 places:30] [map[inUse:28 month:2009-04-01 places:30] map[inUse:<nil> month:2009-06-01 places:40]]",
		"regional_lead@region:E12000001":    "map[inUse:28 places:30] [map[inUse:28 month:2009-04-01 places:30] map[inUse:<nil> month:2009-06-01 places:40]]",
		"regional_lead@region:E12000007":    "<nil> <nil>",
		"viewer":                            "<nil> <nil>",
	} {
		told := c.door.as(t, who).ask(t, ask, variables{"id": id})
		if got := fmt.Sprint(at(t, told, "node"), " ", at(t, told, "services", "nodes", 0, "capacity")); got != want {
			t.Errorf("%q is told %s, want %s", who, got, want)
		}
	}
	for who, want := range map[string]bool{"programme_lead": true, "regional_lead@region:E12000001": false} {
		entries := c.door.as(t, who).ask(t, `query($id: ID!) { audit(on: $id, first: 5) { nodes { version } } }`, variables{"id": id})
		if got := len(at(t, entries, "audit", "nodes").([]any)) == 2; got != want {
			t.Errorf("%s reads what it was in the audit: %v", who, got)
		}
	}
}
