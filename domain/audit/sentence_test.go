package audit_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"waymark/domain/audit"
)

var called = map[string]string{"pos_1": "essex-d-1", "coo_1": "Ann", "dis_1": "Essex", "reg_1": "London", "par_1": "Thurrock", "job_1": "Grays", "gra_1": "Band D"}

func names(id string) string { return called[id] }

// entry makes one of a line such as "UPDATE Holding hol_1 3", its changes such as "valid_to - 2009-05-11", and its subjects.
func entry(t *testing.T, what, changes, subjects string) audit.Entry {
	t.Helper()
	f := strings.Fields(what)
	e := audit.Entry{At: time.Date(2009, 5, 5, 11, 3, 59, 0, time.FixedZone("BST", 3600)), By: "lead-london", Action: audit.Action(f[0]), Type: f[1], RecordID: f[2], Version: 3,
		Subjects: strings.Fields(subjects)}
	value := func(text string) json.RawMessage {
		if text == "-" {
			return nil
		}
		raw, err := json.Marshal(strings.ReplaceAll(text, "_", " "))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(text, "_1") || strings.ToUpper(text) == text {
			raw, _ = json.Marshal(text)
		}
		return raw
	}
	for _, c := range strings.Split(changes, ",") {
		if f := strings.Fields(c); len(f) == 3 {
			e.Changes = append(e.Changes, audit.Change{Field: f[0], Before: value(f[1]), After: value(f[2])})
		}
	}
	return e
}

func TestSentence(t *testing.T) {
	cases := []struct{ what, changes, subjects, want string }{
		{"CREATE Holding hol_1", "post_id - pos_1,coordinator_id - coo_1,fte - 0.5,valid_from - 2009-06-01", "", "essex-d-1 was filled with Ann from 1 June 2009 at 0.5 full-time equivalent"},
		{"CREATE Holding hol_1", "post_id - pos_1,coordinator_id - coo_2,fte - 1,valid_from - 2009-06-01,valid_to - 2010-06-01", "", "essex-d-1 was filled with somebody from 1 June 2009 until 1 June 2010"},
		{"UPDATE Holding hol_1", "valid_to - 2009-06-01,leaving_reason - POST_CLOSED", "coo_1 hol_1 pos_1", "essex-d-1 was vacated with effect from 1 June 2009 (post closed)"},
		{"UPDATE Holding hol_1", "fte 0.5 1", "pos_1", "a holding of essex-d-1 was changed (fte)"},
		{"CREATE Offer off_1", "post_id - pos_1,starts_on - 2009-06-01", "", "essex-d-1 was offered and accepted, to start on 1 June 2009"},
		{"UPDATE Offer off_1", "valid_to - 2009-06-01", "pos_1", "the offer of essex-d-1 was concluded"},
		{"UPDATE Offer off_1", "valid_to - 2009-06-01,withdrawn - true", "pos_1", "the offer of essex-d-1 was withdrawn"},
		{"CREATE Cover cov_1", "post_id - pos_1,coordinator_id - coo_1,valid_from - 2009-06-01,reason - leave", "", "essex-d-1 was given cover by Ann from 1 June 2009 (leave)"},
		{"UPDATE Cover cov_1", "valid_to - 2009-06-01", "pos_1", "the cover of essex-d-1 was set to end on 1 June 2009"},
		{"UPDATE Cover cov_1", "valid_to 2009-06-01 -", "pos_1", "the cover of essex-d-1 was set to go on without an end"},
		{"CREATE Post pos_1", "code - essex-d-1,funded_from - 2009-06-01", "", "essex-d-1 was created, funded from 1 June 2009"},
		{"UPDATE Post pos_1", "funded_to - 2009-06-01,closed_reason - Saved", "", "essex-d-1 was closed with effect from 1 June 2009 (Saved)"},
		{"UPDATE Post pos_1", "grade_id gra_2 gra_1,fte 1 0.5", "", "essex-d-1 was corrected (grade, fte)"},
		{"UPDATE Post pos_1", "version 2 3,updated_at A B", "", "essex-d-1 came to version 3"},
		{"CREATE Home hom_1", "post_id - pos_1,district_id - dis_1,valid_from - 2009-06-01", "", "essex-d-1 was given a home in Essex from 1 June 2009"},
		{"DELETE Home hom_1", "post_id pos_1 -,region_id reg_1 -,valid_from 2009-06-01 -", "", "the home of essex-d-1 in London from 1 June 2009 was struck out"},
		{"UPDATE Home hom_1", "valid_to - 2009-06-01", "dis_1 hom_1 pos_1", "the home of essex-d-1 was changed (valid to)"},
		{"CREATE DrugChampion chm_1", "jobcentre_id - job_1,valid_from - 2009-06-01", "", "Grays was given a drug champion from 1 June 2009"},
		{"UPDATE DrugChampion chm_1", "valid_to - 2009-06-01", "job_1", "the role of a drug champion of Grays was set to end on 1 June 2009"},
		{"CREATE Link lnk_1", "partnership_id - par_1,district_id - dis_1,share - 0.7,valid_from - 2009-06-01", "", "Thurrock was linked with Essex from 1 June 2009, with a share of 0.7"},
		{"UPDATE Link lnk_1", "valid_to - 2009-06-01", "dis_1 lnk_1 par_1", "the link of Thurrock with Essex was set to end on 1 June 2009"},
		{"DELETE Link lnk_1", "partnership_id par_1 -,district_id dis_9 -,share 1 -,valid_from 2009-06-01 -", "", "the link of Thurrock with a district from 1 June 2009 was struck out"},
		{"CREATE District dis_1", "code - essex", "", "the district Essex was recorded"},
		{"CREATE Identifier idn_1", "value - E1", "", "an identifier was recorded"},
		{"UPDATE PlaceName nam_1", "valid_to - 2009-06-01", "", "a place name was changed (valid to)"},
		{"DELETE Placement plc_1", "valid_to 2009-06-01 -", "", "a placement of a jobcentre was struck out"},
		{"UPDATE Coordinator coo_1", "name Anne Ann", "", "the coordinator Ann was changed (name)"},
		{"CREATE Novelty nov_1", "name - X", "", "a Novelty was recorded"},
	}
	for _, c := range cases {
		e := entry(t, c.what, c.changes, c.subjects)
		if got, want := audit.Sentence(e, names, true), "On 5 May 2009 at 10:03 "+c.want+", by lead-london."; got != want {
			t.Errorf("%s: %s\nwant %s", c.what, got, want)
		}
		if got := audit.Sentence(e, names, false); strings.Contains(got, "lead-london") {
			t.Errorf("who is told: %s", got)
		}
	}
}

func TestField(t *testing.T) {
	for column, want := range map[string]string{"valid_to": "validTo", "post_id": "post", "name": "name", "yearly_cost": "yearlyCost", "id": "id"} {
		if got := audit.Field(column); got != want {
			t.Errorf("%s is called %s, want %s", column, got, want)
		}
	}
}
