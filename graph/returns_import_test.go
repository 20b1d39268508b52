package graph_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"testing"
)

const handingIn = `mutation($input: ReturnsImportInput!) { returnsImport(input: $input) { dryRun returns rows followUps problems { row column value rule } problemCount userErrors { code path message } } }`

// handIn sends a file of returns and gives what is answered.
func (c changer) handIn(t *testing.T, input variables, text string) map[string]any {
	t.Helper()
	r := c.operator.upload(t, handingIn, input, "returns.csv", text)
	var data struct{ ReturnsImport map[string]any }
	if err := json.Unmarshal(r.Data, &data); err != nil || r.Status != http.StatusOK || len(r.Errors) > 0 {
		t.Fatalf("got %d %.1000s", r.Status, r.Body)
	}
	c.done["returnsImport"] = true
	return data.ReturnsImport
}

// storyOfReturnsInAFile tells how a district hands in two offices' months in one file, is told what is wrong, and hands one in again.
func storyOfReturnsInAFile(t *testing.T, c changer) {
	codes := c.operator.ask(t, `{ essex: district(code: "essex") { jobcentres(first: 2) { nodes { code } } } tees: district(code: "tees-valley") { jobcentres(first: 1) { nodes { code } } } }`, nil)
	first, second, elsewhere := at(t, codes, "essex", "jobcentres", "nodes", 0, "code"), at(t, codes, "essex", "jobcentres", "nodes", 1, "code"), at(t, codes, "tees", "jobcentres", "nodes", 0, "code")
	coordinator := c.known(t, "coordinator", "district_coordinator@district:essex")
	const head = "jobcentre,month,provider,substance,benefit,direction,disclosures,referrals,discussion_starts_known,expected_version,note\n"
	wrong := head +
		fmt.Sprintf("%s,2008-11,,ALCOHOL,JSA,JOBCENTRE_TO_TREATMENT,4,2,3,,\n", first) +
		fmt.Sprintf("%s,2008-11,,ALCOHOL,JSA,JOBCENTRE_TO_TREATMENT,4,2,3,,\n", first) +
		fmt.Sprintf("%s,2008-11,none,HEROIN_CRACK,ESA,TREATMENT_TO_JOBCENTRE,many,,,,\n", first) +
		fmt.Sprintf("%s,2008-11,none,HEROIN_CRACK,ESA,TREATMENT_TO_JOBCENTRE,,100001,,,\n", first) +
		fmt.Sprintf("%s,2008-11,,ALCOHOL,JSA,JOBCENTRE_TO_TREATMENT,1,1,,,\n", elsewhere) +
		"nowhere,2008-11,,WINE,JSA,JOBCENTRE_TO_TREATMENT,1,1,,,\n" +
		"nowhere,2008-11,,ALCOHOL,JSA,JOBCENTRE_TO_TREATMENT,1,1,,,\n" +
		fmt.Sprintf("%s,2030-01,,,,,,,,,\n", second) +
		fmt.Sprintf("%s,2008-11,,,,,,,,2,\n", second)
	got := coordinator.handIn(t, variables{}, wrong)
	if told := fmt.Sprint(got["problems"]); told != fmt.Sprintf("[map[column:<nil> row:3 rule:REPEATED value:<nil>] map[column:disclosures row:4 rule:FORM value:many] map[column:provider row:5 rule:UNKNOWN value:none] "+
		"map[column:referrals row:5 rule:RANGE value:100001] map[column:jobcentre row:6 rule:FORBIDDEN value:%s] map[column:substance row:7 rule:CHOICE value:WINE] map[column:jobcentre row:8 rule:UNKNOWN value:nowhere] "+
		"map[column:month row:9 rule:NOT_OWED value:2030-01] map[column:expected_version row:10 rule:CONFLICT value:2]]", elsewhere) {
		t.Errorf("wrong: %s", told)
	}
	if told := fmt.Sprint(got["returns"], got["rows"], got["followUps"], got["problemCount"], got["userErrors"]); told != "5 9 0 9 [map[code:CONFLICT message:row 10: nothing has been handed in for this month: leave the version out path:[input file]] map[code:INVALID message:9 things are wrong with the file, and nothing was recorded path:[input file]]]" {
		t.Errorf("refused: %s", told)
	}
	sound := head + fmt.Sprintf("%s,2008-11,,ALCOHOL,JSA,JOBCENTRE_TO_TREATMENT,4,2,3,,Quiet.\n%s,2008-11,,HEROIN_CRACK,ESA,TREATMENT_TO_JOBCENTRE,9,9,,,\n%s,2008-11,,,,,,,,,\n", first, first, second)
	const well = "map[dryRun:%t followUps:1 problemCount:0 problems:[] returns:2 rows:3 userErrors:[]]"
	const asked = `query($offices: [String!]) { referralReturns(filter: {jobcentre: $offices, from: "2008-11-01", to: "2008-11-30"}) { nodes { version state edition note jobcentre { code } rows { counts { referrals { value } } } followUps { check } } } }`
	handed := func() string {
		return fmt.Sprint(at(t, coordinator.operator.ask(t, asked, variables{"offices": []any{first, second}}), "referralReturns", "nodes"))
	}
	if told := fmt.Sprint(coordinator.handIn(t, variables{"dryRun": true}, sound)); told != fmt.Sprintf(well, true) || handed() != "[]" {
		t.Errorf("a dry run: %s, and there are %s", told, handed())
	}
	for range 2 { // the second time it is answered from memory
		if told := fmt.Sprint(coordinator.handIn(t, variables{"idempotencyKey": "november"}, sound)); told != fmt.Sprintf(well, false) {
			t.Errorf("handed in: %s", told)
		}
	}
	if told := coordinator.handIn(t, variables{"idempotencyKey": "november"}, sound+"\n"); at(t, told, "userErrors", 0, "code") != "CONFLICT" {
		t.Errorf("another file under the same key: %v", told)
	}
	want := fmt.Sprintf("[map[edition:1 followUps:[map[check:DISCUSSIONS_EXCEED_REFERRALS]] jobcentre:map[code:%s] note:Quiet. rows:[map[counts:map[referrals:map[value:9]]] map[counts:map[referrals:map[value:2]]]] state:RETURNED version:1] "+
		"map[edition:1 followUps:[] jobcentre:map[code:%s] note:<nil> rows:[] state:RETURNED version:1]]", first, second)
	rows := want
	if told := handed(); told != rows {
		t.Errorf("there are %s, want %s", told, rows)
	}
	again := coordinator.handIn(t, variables{}, sound)
	if told := fmt.Sprint(again["problems"], at(t, again, "userErrors", 0, "code"), len(again["userErrors"].([]any))); told != "[map[column:expected_version row:2 rule:CONFLICT value:] map[column:expected_version row:4 rule:CONFLICT value:]]CONFLICT1" {
		t.Errorf("handed in as if for the first time: %s", told)
	}
	mended := coordinator.handIn(t, variables{}, head+fmt.Sprintf("%s,2008-11,,ALCOHOL,JSA,JOBCENTRE_TO_TREATMENT,4,3,3,1,\n", first))
	if told := fmt.Sprint(mended["userErrors"], mended["followUps"], at(t, coordinator.operator.ask(t, asked, variables{"offices": []any{first}}), "referralReturns", "nodes", 0, "edition")); told != "[] 0 2" {
		t.Errorf("handed in again: %s", told)
	}
}
