package graph_test

import (
	"fmt"
	"testing"
)

func storyOfAnOffice(t *testing.T, c changer) {
	same := c.lastYear(t)
	district := c.operator.get(t, `{ district(code: "norfolk") { id } }`, "district", "id")
	made := c.change(t, "jobcentreOpen", "", variables{"code": "NORWICH-2", "name": "Second Office", "district": district, "on": "2009-06-01"},
		"jobcentre { id version name synthetic district { code } }")
	office := at(t, made, "jobcentre", "id").(string)
	lead := c.change(t, "championAppoint", "", variables{"jobcentre": office, "expectedVersion": 1, "adviser": "Desk 4", "lead": true, "from": "2009-06-08"},
		"champion { id version adviser lead from to } jobcentre { version champions { adviser } }")
	if fmt.Sprint(lead["jobcentre"]) != "map[champions:[map[adviser:Desk 4]] version:2]" {
		t.Errorf("appointed: %v", lead)
	}
	second := variables{"jobcentre": office, "expectedVersion": 2, "lead": true, "from": "2009-07-01", "to": "2009-06-01"}
	if got := c.refused(t, "championAppoint", "", second); fmt.Sprint(got) != "[INVALID input.to]" {
		t.Errorf("a champion who ends before the start: %v", got)
	}
	delete(second, "to")
	if got := c.refused(t, "championAppoint", "", second); fmt.Sprint(got) != "[INVALID input.lead]" {
		t.Errorf("two lead champions: %v", got)
	}
	champion := at(t, lead, "champion", "id").(string)
	released := c.change(t, "championRelease", champion, variables{"expectedVersion": 1, "on": "2009-08-01"}, "champion { to } jobcentre { version champions { id } }")
	if fmt.Sprint(released["champion"], released["jobcentre"]) != "map[to:2009-08-01] map[champions:[] version:3]" {
		t.Errorf("released: %v", released)
	}
	c.change(t, "championAppoint", "", variables{"jobcentre": office, "expectedVersion": 3, "from": "2009-08-01"}, "champion { adviser }")
	closed := c.change(t, "jobcentreClose", office, variables{"expectedVersion": 4, "on": "2009-10-01"},
		"jobcentre { validTo district { code } championHistory { nodes { from to } } }")
	want := "map[championHistory:map[nodes:[map[from:2009-06-08 to:2009-08-01] map[from:2009-08-01 to:2009-10-01]]] district:<nil> validTo:2009-10-01]"
	if got := fmt.Sprint(closed["jobcentre"]); got != want {
		t.Errorf("closed:\n%s\nwant\n%s", got, want)
	}
	counts := map[string]float64{}
	for _, day := range []string{"2009-05-31", "2009-06-01", "2009-09-30", "2009-10-01"} {
		counts[day] = c.operator.get(t, fmt.Sprintf(`{ district(code: "norfolk", asOf: %q) { coverage { jobcentres } } }`, day), "district", "coverage", "jobcentres").(float64)
	}
	if counts["2009-06-01"] != counts["2009-05-31"]+1 || counts["2009-09-30"] != counts["2009-10-01"]+1 {
		t.Errorf("offices in the district: %v", counts)
	}
	same()
}

func storyOfAPartnership(t *testing.T, c changer) {
	same := c.lastYear(t)
	data := c.operator.ask(t, `{ kent: district(code: "kent") { id } essex: district(code: "essex") { id } }`, nil)
	kent, essex := at(t, data, "kent", "id"), at(t, data, "essex", "id")
	share := func(district any, share string) variables { return variables{"district": district, "share": share} }
	wrong := variables{"code": "ESTUARY", "name": "Estuary", "from": "2010-04-01", "districts": []any{share(kent, "0.5"), share(essex, "0.4")}}
	if got := c.refused(t, "partnershipCreate", "", wrong); fmt.Sprint(got) != "[INVALID input.districts]" {
		t.Errorf("shares that do not sum to 1: %v", got)
	}
	made := c.change(t, "partnershipCreate", "", variables{"code": "ESTUARY", "name": "Estuary", "from": "2010-04-01",
		"districts": []any{share(kent, "0.5"), share(essex, "0.5")}}, "partnership { id version coverageLevel districts { nodes { code } } }")
	id := at(t, made, "partnership", "id").(string)
	moved := c.change(t, "partnershipLink", id, variables{"expectedVersion": 1, "from": "2010-07-01", "districts": []any{share(kent, "1")}},
		"partnership { version links { nodes { share district { code } } } linkHistory { nodes { share validFrom validTo district { code } } } }")
	want := "map[linkHistory:map[nodes:[map[district:map[code:essex] share:0.5 validFrom:2010-04-01 validTo:2010-07-01] " +
		"map[district:map[code:kent] share:0.5 validFrom:2010-04-01 validTo:2010-07-01] map[district:map[code:kent] share:1 validFrom:2010-07-01 validTo:<nil>]]] " +
		"links:map[nodes:[map[district:map[code:kent] share:1]]] version:2]"
	if got := fmt.Sprint(moved["partnership"]); got != want {
		t.Errorf("moved:\n%s\nwant\n%s", got, want)
	}
	for day, count := range map[string]float64{"2010-06-30": 4, "2010-07-01": 3} {
		if got := c.operator.get(t, fmt.Sprintf(`{ district(code: "essex", asOf: %q) { partnerships { totalCount } } }`, day), "district", "partnerships", "totalCount"); got != count {
			t.Errorf("Essex has %v partnerships on %s", got, day)
		}
	}
	called := c.change(t, "partnershipRename", id, variables{"expectedVersion": 2, "name": "Thames Estuary", "from": "2010-09-01"}, "partnership { version name names { text validTo } }")
	if got := fmt.Sprint(called["partnership"]); got != "map[name:Thames Estuary names:[map[text:Estuary validTo:2010-09-01] map[text:Thames Estuary validTo:<nil>]] version:3]" {
		t.Errorf("renamed: %s", got)
	}
	same()
}

func storyOfAFigure(t *testing.T, c changer) {
	const query = `{ establishment { agrees lines { grade { code } posts published { difference agrees statement { source { code } } } } } }`
	made := c.change(t, "sourceCreate", "", variables{"code": "a-letter", "title": "A letter", "publisher": "A ministry", "publishedOn": "2009-05-01", "address": "https://example.org/letter"},
		"source { id code synthetic licence }")
	source := at(t, made, "source", "id")
	if got := c.refused(t, "sourceCreate", "", variables{"code": "a-letter", "title": "", "publisher": "A ministry"}); fmt.Sprint(got) != "[INVALID input.code INVALID input.title]" {
		t.Errorf("a source twice: %v", got)
	}
	said := c.change(t, "statementRecord", "", variables{"source": source, "measure": "POSTS_FUNDED", "grade": "SEO", "value": "3", "unit": "posts", "asAt": "2009-04-15"},
		"statement { value place { code } grade { code } source { code statements { totalCount } } }")
	if got := fmt.Sprint(said["statement"]); got != "map[grade:map[code:SEO] place:<nil> source:map[code:a-letter statements:map[totalCount:1]] value:3]" {
		t.Errorf("said %s", got)
	}
	published := at(t, c.operator.ask(t, query, nil), "establishment", "lines", 1, "published").([]any)
	if len(published) != 2 || fmt.Sprint(published[1]) != "map[agrees:false difference:-1 statement:map[source:map[code:a-letter]]]" {
		t.Errorf("the record against it: %v", published)
	}
	place := c.operator.get(t, `{ district(code: "kent") { id } }`, "district", "id")
	c.change(t, "statementRecord", "", variables{"source": source, "place": place, "measure": "JOBCENTRES_OPEN", "value": "12", "unit": "offices", "asAt": "2009-04-15", "note": "as told"}, "statement { id }")
	if got := c.operator.get(t, `{ district(code: "kent") { statements(last: 2) { nodes { value note source { code } } } } }`, "district", "statements", "nodes"); fmt.Sprint(got) != "[map[note:Appendix 3. source:map[code:nta-employment-pathway-2009] value:1] map[note:as told source:map[code:a-letter] value:12]]" {
		t.Errorf("said of Kent: %v", got)
	}
}
