package graph_test

import (
	"fmt"
	"testing"
)

// storyOfAProvider founds a provider in Kent, that a partnership buys from, and closes it: all that happens to an entry of the directory.
func storyOfAProvider(t *testing.T, c changer) {
	same := c.lastYear(t)
	data := c.operator.ask(t, `{ district(code: "kent") { partnerships(first: 1) { nodes { id code } } } provider(code: "syn-provider-01") { name charityNumber } }`, nil)
	partnership := at(t, data, "district", "partnerships", "nodes", 0, "id")
	founding := variables{"code": "Harbour", "name": "Harbour Project Ltd", "kind": "VOLUNTARY", "from": "2009-05-01", "website": "harbour.example", "telephone": "call us",
		"charityNumber": at(t, data, "provider", "charityNumber")}
	if got := c.refused(t, "providerCreate", "", founding); fmt.Sprint(got) != "[INVALID input.website INVALID input.telephone INVALID input.charityNumber]" {
		t.Errorf("a provider that cannot be reached: %v", got)
	}
	founding["website"], founding["telephone"], founding["charityNumber"] = "https://www.harbour.example", "020 7946 0000", "1001957"
	provider := at(t, c.change(t, "providerCreate", "", founding, "provider { id version synthetic }"), "provider", "id").(string)
	called := c.change(t, "providerUpdate", provider, variables{"expectedVersion": 1, "name": "The Harbour Project", "description": "Helps people who live by the harbour.", "telephone": ""},
		"provider { version name description telephone charityNumber kind }")
	if got := fmt.Sprint(called["provider"]); got != "map[charityNumber:1001957 description:Helps people who live by the harbour. kind:VOLUNTARY name:The Harbour Project telephone:<nil> version:2]" {
		t.Errorf("corrected: %s", got)
	}
	c.tellsDuplicates(t)

	service := c.serviceOf(t, provider)
	site := at(t, c.change(t, "siteCreate", "", variables{"provider": provider, "code": "HARBOUR-1", "name": "Quay House", "from": "2009-05-01", "partnership": partnership,
		"address": []any{"1 The Quay"}, "town": "Harbour", "postcode": "zz11zz", "position": variables{"latitude": 51.1, "longitude": 1.3}}, "site { id postcode latitude }"), "site", "id").(string)
	moved := c.change(t, "siteUpdate", site, variables{"expectedVersion": 1, "confidential": true, "position": variables{}}, "site { version postcode confidential latitude longitude address }")
	if got := fmt.Sprint(moved["site"]); got != "map[address:[1 The Quay] confidential:true latitude:<nil> longitude:<nil> postcode:ZZ1 1ZZ version:2]" {
		t.Errorf("hidden: %s", got)
	}
	offered := c.change(t, "serviceSiteOpen", "", variables{"service": service, "expectedVersion": 3, "site": site, "from": "2009-05-01",
		"hours": []any{variables{"weekday": "TU", "opens": "10:00", "closes": "16:00"}, variables{"weekday": "MO", "opens": "10:00", "closes": "16:00"}}},
		"serviceAtSite { id hours { weekday opens } site { code } } service { version sites { hours { weekday } } }")
	if got := fmt.Sprint(offered["service"]); got != "map[sites:[map[hours:[map[weekday:MO] map[weekday:TU]]]] version:4]" {
		t.Errorf("offered: %s", got)
	}
	if n := c.anonymous.get(t, `{ service(code: "HARBOUR-DAY", asOf: "2009-05-01") { sites { id } } }`, "service", "sites").([]any); len(n) != 0 {
		t.Errorf("the public is told of a confidential site: %v", n)
	}
	atSite := at(t, offered, "serviceAtSite", "id").(string)
	wrong := variables{"expectedVersion": 1, "hours": []any{variables{"weekday": "MO", "opens": "10:00", "closes": "16:00"}, variables{"weekday": "MO", "opens": "15:00", "closes": "18:00"}}}
	if got := c.refused(t, "serviceSiteUpdate", atSite, wrong); fmt.Sprint(got) != "[INVALID input.hours.1.opens]" {
		t.Errorf("open twice at a time: %v", got)
	}
	c.change(t, "serviceSiteUpdate", atSite, variables{"expectedVersion": 1, "hours": []any{variables{"weekday": "SA", "opens": "10:00", "closes": "24:00"}}}, "serviceAtSite { hours { closes } }")

	bought := c.change(t, "contractRecord", "", variables{"service": service, "partnership": partnership, "reference": "K-17", "yearlyValue": "12000000", "from": "2009-06-01", "to": "2011-04-01"},
		"contract { id reference yearlyValue validTo } service { contracts { reference } }")
	if got := fmt.Sprint(at(t, bought, "service", "contracts")); got != "[map[reference:K-17]]" {
		t.Errorf("bought: %s", got)
	}
	if got := c.refused(t, "providerClose", provider, variables{"expectedVersion": 2, "on": "2010-10-01"}); fmt.Sprint(got) != "[INVALID input.on]" {
		t.Errorf("closed under contract: %v", got)
	}
	c.change(t, "contractEnd", at(t, bought, "contract", "id").(string), variables{"expectedVersion": 1, "on": "2010-04-01"}, "contract { validTo } service { id }")
	c.change(t, "serviceSiteClose", atSite, variables{"expectedVersion": 2, "on": "2010-04-01"}, "serviceAtSite { validTo } service { id }")
	c.change(t, "siteClose", site, variables{"expectedVersion": 2, "on": "2010-05-01"}, "site { validTo }")
	c.change(t, "serviceClose", service, variables{"expectedVersion": 4, "on": "2010-06-01"}, "service { validTo }")
	closed := c.change(t, "providerClose", provider, variables{"expectedVersion": 2, "on": "2010-10-01"}, "provider { validTo services { totalCount } }")
	if got := fmt.Sprint(closed["provider"]); got != "map[services:map[totalCount:0] validTo:2010-10-01]" {
		t.Errorf("closed: %s", got)
	}
	counts := map[string]float64{}
	for _, day := range []string{"2009-04-30", "2009-05-02", "2010-09-30", "2010-10-01"} {
		counts[day] = c.anonymous.get(t, fmt.Sprintf(`{ providers(asOf: %q) { totalCount } }`, day), "providers", "totalCount").(float64)
	}
	if counts["2009-05-02"] != counts["2009-04-30"]+1 || counts["2010-09-30"] != counts["2010-10-01"]+1 {
		t.Errorf("providers: %v", counts)
	}
	same()
}

// serviceOf records a service, whose entry somebody makes sure of, and which is paused for a month; it is at version 3 then, but for the pause.
func (c changer) serviceOf(t *testing.T, provider string) string {
	made := c.change(t, "serviceCreate", "", variables{"provider": provider, "code": "HARBOUR-DAY", "name": "Day service", "kind": "STRUCTURED_TREATMENT", "from": "2009-05-01", "tier": 3,
		"substances": []any{"HEROIN_CRACK"}, "ages": variables{"minimum": 18, "maximum": 30}, "languages": []any{"pl"}}, "service { id minimumAge maximumAge tier assuredOn provider { code } }")
	service := at(t, made, "service", "id").(string)
	if got := c.refused(t, "serviceUpdate", service, variables{"expectedVersion": 1, "tier": 5, "ages": variables{"minimum": 30, "maximum": 18}, "languages": []any{"Polish"}}); fmt.Sprint(got) !=
		"[INVALID input.tier INVALID input.languages.0 INVALID input.languages.0 INVALID input.ages.maximum]" {
		t.Errorf("details of a service: %v", got)
	}
	changed := c.change(t, "serviceUpdate", service, variables{"expectedVersion": 1, "tier": 0, "ages": variables{"minimum": 16}, "groups": []any{"young people"}},
		"service { version tier minimumAge maximumAge groups languages substances }")
	if got := fmt.Sprint(changed["service"]); got != "map[groups:[young people] languages:[pl] maximumAge:<nil> minimumAge:16 substances:[HEROIN_CRACK] tier:<nil> version:2]" {
		t.Errorf("corrected: %s", got)
	}
	const stale = `{ services(asOf: "2009-06-15", filter: {provider: ["Harbour"], staleSince: "2009-06-01"}) { totalCount } }`
	if n := c.operator.get(t, stale, "services", "totalCount"); n != 1.0 {
		t.Errorf("%v services are stale", n)
	}
	assured := c.change(t, "serviceAssure", service, variables{"expectedVersion": 2, "on": "2009-06-12"}, "service { version assuredOn assurer }")
	if got := fmt.Sprint(assured["service"]); got != "map[assuredOn:2009-06-12 assurer:The Harbour Project version:3]" {
		t.Errorf("assured: %s", got)
	}
	if n := c.operator.get(t, stale, "services", "totalCount"); n != 0.0 {
		t.Errorf("%v services are stale after it was assured", n)
	}
	other := c.change(t, "serviceCreate", "", variables{"provider": provider, "code": "HARBOUR-2", "name": "Needles", "kind": "HARM_REDUCTION", "from": "2009-05-01"}, "service { id }")
	second := at(t, other, "service", "id").(string)
	c.change(t, "servicePause", second, variables{"expectedVersion": 1, "from": "2009-07-01", "reason": "Full."}, "pause { reason validTo } service { version pause { reason } }")
	if got := c.refused(t, "servicePause", second, variables{"expectedVersion": 2, "from": "2009-09-01", "reason": "Full."}); fmt.Sprint(got) != "[INVALID input.from]" {
		t.Errorf("paused twice: %v", got)
	}
	c.change(t, "serviceResume", second, variables{"expectedVersion": 2, "on": "2009-08-01"}, "pause { validTo } service { pause { reason } }")
	for day, want := range map[string]float64{"2009-06-30": 2, "2009-07-31": 1, "2009-08-01": 2} {
		query := fmt.Sprintf(`{ services(asOf: %q, filter: {provider: ["Harbour"], takesReferrals: true}) { totalCount } }`, day)
		if n := c.anonymous.get(t, query, "services", "totalCount"); n != want {
			t.Errorf("%v services take people on %s, want %v", n, day, want)
		}
	}
	return service
}

// tellsDuplicates records a provider a second time, and has staff told.
func (c changer) tellsDuplicates(t *testing.T) {
	const query = `{ providerDuplicates(asOf: "2009-05-01", first: 5) { totalCount nodes { first { code } second { code } grounds } } }`
	if n := c.operator.get(t, query, "providerDuplicates", "totalCount"); n != 0.0 {
		t.Errorf("%v duplicates in the demonstration", n)
	}
	c.change(t, "providerCreate", "", variables{"code": "Harbour-b", "name": "HARBOUR PROJECT", "kind": "VOLUNTARY", "from": "2009-05-01", "website": "http://harbour.example/help"}, "provider { id }")
	want := "[map[first:map[code:Harbour] grounds:[NAME WEBSITE] second:map[code:Harbour-b]]]"
	if got := fmt.Sprint(c.operator.get(t, query, "providerDuplicates", "nodes")); got != want {
		t.Errorf("duplicates %s", got)
	}
	twin := c.operator.get(t, `{ provider(code: "Harbour-b", asOf: "2009-05-01") { id } }`, "provider", "id").(string)
	c.change(t, "providerClose", twin, variables{"expectedVersion": 1, "on": "2009-05-02"}, "provider { validTo }")
}
