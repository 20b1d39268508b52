package graph_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
)

// TestTwoEditors lets two people write at once: in different sections they never meet, and on one the second is told what lies between.
func TestTwoEditors(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		c := changer{d, map[string]bool{}}
		partnership, officer, _, _, coordinator := theAssessors(t, c)
		made := officer.change(t, "assessmentStart", "", variables{"partnership": partnership, "year": 2010}, "assessment { id sections { id code } }")
		writer := "partnership_officer@partnership:" + code(t, c, partnership)
		editors := []client{officer.operator, again(t, officer.door).as(t, writer)}
		const edit = `mutation($id: ID!, $in: AssessmentSectionUpdateInput!) { assessmentSectionUpdate(id: $id, input: $in) {
			section { version } conflict { row version changedBy fields { name yours theirs } } userErrors { code } } }`
		race := func(section string, version int, text [2]string) [2]map[string]any {
			var got [2]map[string]any
			var both sync.WaitGroup
			for i, e := range editors {
				both.Go(func() {
					got[i] = e.ask(t, edit, variables{"id": section, "in": variables{"expectedVersion": version, "text": text[i]}})["assessmentSectionUpdate"].(map[string]any)
				})
			}
			both.Wait()
			return got
		}
		var both sync.WaitGroup
		sections := at(t, made, "assessment", "sections").([]any)
		for i, s := range sections {
			if at(t, s, "code") == "REPORTED_DEMAND" {
				continue
			}
			both.Go(func() {
				done := editors[i%2].ask(t, edit, variables{"id": at(t, s, "id"), "in": variables{"expectedVersion": 1, "text": fmt.Sprint("Section ", i)}})
				if refused := at(t, done, "assessmentSectionUpdate", "userErrors").([]any); len(refused) > 0 {
					t.Errorf("section %d: %v", i, done)
				}
			})
		}
		both.Wait()
		for version := 2; version < 5; version++ {
			id := at(t, sections, 0, "id").(string)
			got := race(id, version, [2]string{fmt.Sprint("Ann ", version), fmt.Sprint("Bob ", version)})
			won := 0
			if got[0]["section"] == nil {
				won = 1
			}
			if got[won]["section"] == nil || got[won]["conflict"] != nil || got[1-won]["section"] != nil {
				t.Fatalf("both or none won: %v", got)
			}
			names := []string{"Ann", "Bob"}
			want := fmt.Sprintf("map[changedBy:%s fields:[map[name:text theirs:%s %d yours:%s %d]] row:%s version:%d] [map[code:CONFLICT]]",
				writer, names[won], version, names[1-won], version, id, version+1)
			lost := fmt.Sprint(got[1-won]["conflict"], got[1-won]["userErrors"])
			if lost != want {
				t.Errorf("lost: %s\nwant  %s", lost, want)
			}
		}
		r := coordinator.operator.send(t, edit, variables{"id": at(t, sections, 0, "id"), "in": variables{"expectedVersion": 5, "text": "No."}})
		if len(r.Errors) != 1 || r.Errors[0].Extensions.Code != "FORBIDDEN" {
			t.Errorf("the coordinator writes a section of the officer's: %s", r.Body)
		}
	})
}

func code(t *testing.T, c changer, partnership string) string {
	t.Helper()
	return at(t, c.operator.ask(t, `query($id: ID!) { node(id: $id) { ... on Partnership { code } } }`, variables{"id": partnership}), "node", "code").(string)
}

// TestStatementsOfADocument counts what it costs to read one, and that a change of one costs others nothing.
func TestStatementsOfADocument(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		other := again(t, d)
		d.operator.ask(t, deep, nil)
		heads := at(t, d.operator.ask(t, `{ assessments(first: 1, filter: {state: [DRAFT]}) { nodes { id sections { id version } } } }`, nil), "assessments", "nodes", 0)
		id, section := at(t, heads, "id").(string), at(t, heads, "sections", 0, "id").(string)
		whole := fmt.Sprintf(`{ assessment(id: %q) { state steps { action } sections { text } findings { nodes { statement comments { nodes { text } } } } frozen partnership { name coverage { districts } } } }`, id)
		requests := map[string]struct {
			query string
			most  int
		}{
			"one with all its parts":   {whole, 5},
			"a part":                   {fmt.Sprintf(`{ node(id: %q) { ... on AssessmentSection { text assessment { findings { nodes { statement } } } } } }`, section), 6},
			"every head":               {`{ assessments(first: 500) { nodes { state year edition partnership { name } } } partnerships(first: 500) { nodes { assessment(year: 2008) { state } } } }`, 2},
			"how far all have come":    {`{ assessmentCoverage(year: 2009) { total { agreed late } regions { region { name } counts { late } } partnerships(first: 500) { nodes { state } } } }`, 2},
			"ten with all their parts": {`{ assessments(first: 10) { nodes { sections { text } findings { nodes { statement } } } } }`, 2 + 10*4},
		}
		for name, r := range requests {
			if spent := d.sql.during(func() { d.operator.ask(t, r.query, nil) }); len(spent) > r.most {
				t.Errorf("%s costs %d statements, want at most %d: %q", name, len(spent), r.most, spent)
			}
		}
		changer{other, map[string]bool{}}.change(t, "assessmentSectionUpdate", section, variables{"expectedVersion": 1, "text": "Elsewhere."}, "section { version }")
		if spent := d.sql.during(func() { d.operator.ask(t, deep, nil) }); len(spent) != 1 {
			t.Errorf("after somebody changed a document elsewhere, all else costs %d statements: %q", len(spent), spent)
		}
		if got := at(t, d.operator.ask(t, whole, nil), "assessment", "sections", 0, "text"); got != "Elsewhere." {
			t.Errorf("the section says %v", got)
		}
		c := changer{d, map[string]bool{}}
		spent := d.sql.during(func() {
			c.change(t, "assessmentSectionUpdate", section, variables{"expectedVersion": 2, "text": "Here."}, "section { version }")
		})
		t.Logf("a change of a section costs %d statements", len(spent))
		if len(spent) > 30 {
			t.Errorf("a change of a section costs %d statements: %q", len(spent), spent)
		}
		tooMany := d.operator.send(t, `{ a: assessments(first: 500) { nodes { sections { id } } } }`, nil)
		if len(tooMany.Errors) > 0 && tooMany.Errors[0].Extensions.Code != "LIMITED" {
			t.Errorf("all at once: %.300s", tooMany.Body)
		}
	})
}

// toldNext gives the next change of a stream.
func toldNext(t *testing.T, s *stream) string {
	t.Helper()
	_, data := s.event()
	var told struct {
		Data struct {
			Changes struct {
				Type, Operation string
				Node            struct {
					Name string `json:"__typename"`
				}
			}
		}
	}
	if err := json.Unmarshal(data, &told); err != nil {
		t.Fatalf("told %s: %v", data, err)
	}
	c := told.Data.Changes
	return c.Type + " " + c.Operation + " " + c.Node.Name
}

// TestADocumentIsAuditedAndFollowed looks for a change of a section where changes are told.
func TestADocumentIsAuditedAndFollowed(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		c := changer{d, map[string]bool{}}
		partnership, officer, chair, lead, _ := theAssessors(t, c)
		watching := map[string]*stream{}
		for who, from := range map[string]client{"officer": officer.operator, "anonymous": d.anonymous} {
			watching[who] = from.follow(t, `subscription { changes(types: [ASSESSMENT_CREATED, ASSESSMENT_CHANGED, ASSESSMENT_SECTION_CHANGED]) { type operation node { __typename id } } }`, nil)
		}
		made := officer.change(t, "assessmentStart", "", variables{"partnership": partnership, "year": 2010}, `assessment { id section(code: "PREVALENCE") { id } }`)
		id, section := at(t, made, "assessment", "id").(string), at(t, made, "assessment", "section", "id").(string)
		officer.change(t, "assessmentSectionUpdate", section, variables{"expectedVersion": 1, "text": "Many."}, "section { id }")
		officer.change(t, "assessmentSubmit", id, variables{"expectedVersion": 1}, "assessment { id }")
		chair.change(t, "assessmentEndorse", id, variables{"expectedVersion": 2}, "assessment { id }")
		lead.change(t, "assessmentAgree", id, variables{"expectedVersion": 3}, "assessment { id }")
		for who, want := range map[string][]string{
			"officer":   {"ASSESSMENT_CREATED assessmentStart Assessment", "ASSESSMENT_SECTION_CHANGED assessmentSectionUpdate AssessmentSection", "ASSESSMENT_CHANGED assessmentSubmit Assessment", "ASSESSMENT_CHANGED assessmentEndorse Assessment", "ASSESSMENT_CHANGED assessmentAgree Assessment"},
			"anonymous": {"ASSESSMENT_CHANGED assessmentAgree Assessment"},
		} {
			for _, line := range want {
				if got := toldNext(t, watching[who]); got != line {
					t.Errorf("the %s is told of %s, want %s", who, got, line)
				}
			}
		}
		history := at(t, d.operator.ask(t, fmt.Sprintf(`{ assessment(id: %q) { history { nodes { type operation on { id } sentence } } section(code: "PREVALENCE") { history { nodes { changes { field after } } } } } }`, id), nil), "assessment")
		if nodes := at(t, history, "history", "nodes").([]any); at(t, nodes, 0, "operation") != "assessmentAgree" || at(t, nodes, 0, "on", "id") != id || len(nodes) < 20 {
			t.Errorf("the history has %d entries, the first %v", len(nodes), nodes[0])
		}
		if got := fmt.Sprint(at(t, history, "section", "history", "nodes", 0, "changes")); !strings.Contains(got, "map[after:Many. field:text]") {
			t.Errorf("the history of the section: %s", got)
		}
		anybody := d.anonymous.ask(t, fmt.Sprintf(`{ assessment(id: %q) { state steps { by } sections { changedBy } findings { nodes { changedBy comments { totalCount } } } } }`, id), nil)
		if got := fmt.Sprint(at(t, anybody, "assessment", "state"), at(t, anybody, "assessment", "steps"), at(t, anybody, "assessment", "sections", 0)); got != "AGREED<nil> map[changedBy:<nil>]" && got != "AGREED <nil> map[changedBy:<nil>]" {
			t.Errorf("anybody reads %s", got)
		}
		if moment := at(t, d.operator.ask(t, fmt.Sprintf(`{ audit(on: %q, first: 1, operation: "assessmentSubmit") { nodes { at } } }`, id), nil), "audit", "nodes", 0, "at"); moment != "" {
			was := d.operator.ask(t, fmt.Sprintf(`{ assessment(id: %q, knownAt: %q) { state endorsed } }`, id, moment), nil)
			if got := fmt.Sprint(was["assessment"]); got != "map[endorsed:false state:IN_REVIEW]" {
				t.Errorf("as it was known when it had been submitted: %s", got)
			}
		}
	})
}
