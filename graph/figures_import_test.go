package graph_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
)

const (
	importing = `mutation($input: FiguresImportInput!) { figuresImport(input: $input) { batch { id version externalId title rows reason publishAt reversedAt reverseReason }
		dryRun repeated rows superseding problems { row column value rule message } problemCount userErrors { code path } } }`
	contact = `{ england { figures(filter: {indicator: ["IN_TREATMENT_CONTACT"], breakdown: "", year: [2005, 2006, 2007, 2008]}) { nodes { value period { label } } } } }`
	columns = "area_code,indicator,period_type,date_from,date_to,value,status,source,revision\n"
)

// inContact gives a row about adults in contact with treatment in England.
func inContact(year int, value, revision string) string {
	return fmt.Sprintf("E92000001,IN_TREATMENT_CONTACT,FINANCIAL_YEAR,%d-04-01,%d-03-31,%s,PUBLISHED,ndtms-2011-12,%s\n", year, year+1, value, revision)
}

// upload sends an operation with a file, whose place among the variables is input.file.
func (c client) upload(t *testing.T, query string, input variables, name, text string) reply {
	t.Helper()
	input["file"] = nil
	operations, err := json.Marshal(map[string]any{"query": query, "variables": variables{"input": input}})
	if err != nil {
		t.Fatal(err)
	}
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for _, part := range [][2]string{{"operations", string(operations)}, {"map", `{"0":["variables.input.file"]}`}} {
		if err := w.WriteField(part[0], part[1]); err != nil {
			t.Fatal(err)
		}
	}
	to, err := w.CreateFormFile("0", name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(to, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, c.url, &body)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", w.FormDataContentType())
	request.Header.Set("Accept", "application/graphql-response+json")
	request.Header.Set("GraphQL-Require-Preflight", "1")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	r := reply{Status: response.StatusCode, Body: answer}
	if err := json.Unmarshal(answer, &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// payload gives what figuresImport answers.
func (r reply) payload(t *testing.T) map[string]any {
	t.Helper()
	var data struct{ FiguresImport map[string]any }
	if err := json.Unmarshal(r.Data, &data); err != nil || r.Status != http.StatusOK || len(r.Errors) > 0 {
		t.Fatalf("got %d %.1000s", r.Status, r.Body)
	}
	return data.FiguresImport
}

func storyOfAFile(t *testing.T, c changer) {
	before := fmt.Sprint(c.operator.ask(t, contact, nil))
	text := columns + inContact(2005, "177000", "") + inContact(2008, "210816", "")
	refused := c.operator.upload(t, importing, variables{"externalId": "yearly", "dryRun": true}, "yearly.csv", text).payload(t)
	if got := fmt.Sprint(refused["problems"], refused["problemCount"], refused["rows"], refused["dryRun"], refused["userErrors"]); got != "[map[column:revision message:it supersedes a figure of the batch waymark-reference-revised-2010-02-17: say why here, or once for all row:3 rule:REASON value:]] 1 2 true [map[code:INVALID path:[input file]]]" {
		t.Errorf("a dry run tells %s", got)
	}
	text = columns + inContact(2005, "177000", "") + inContact(2008, "210816", "One more was found.")
	if dry := c.operator.upload(t, importing, variables{"externalId": "yearly", "dryRun": true}, "yearly.csv", text).payload(t); fmt.Sprint(dry) !=
		"map[batch:<nil> dryRun:true problemCount:0 problems:[] repeated:false rows:2 superseding:1 userErrors:[]]" {
		t.Errorf("a dry run without problems: %v", dry)
	}
	if got := fmt.Sprint(c.operator.ask(t, contact, nil)); got != before {
		t.Errorf("a dry run has changed %s to %s", before, got)
	}
	made := c.operator.upload(t, importing, variables{"externalId": "yearly", "title": "The yearly file"}, "yearly.csv", text).payload(t)
	if got := fmt.Sprint(made["batch"]); !strings.Contains(got, "externalId:yearly") || !strings.Contains(got, "rows:2 title:The yearly file version:1") || made["superseding"] != 1.0 || made["repeated"] != false {
		t.Errorf("imported: %v", made)
	}
	if got := fmt.Sprint(c.operator.ask(t, contact, nil)); !strings.Contains(got, "label:2005/06] value:177000") || !strings.Contains(got, "label:2008/09] value:210816") {
		t.Errorf("there are %s", got)
	}
	again := c.change(t, "figuresImport", "", variables{"externalId": "yearly", "file": text, "format": "CSV"}, "batch { id } repeated")
	id := at(t, made, "batch", "id").(string)
	if at(t, again, "batch", "id") != id || again["repeated"] != true {
		t.Errorf("again: %v", again)
	}
	if got := c.refused(t, "figuresImport", "", variables{"externalId": "yearly", "file": text + "\n", "format": "CSV"}); fmt.Sprint(got) != "[CONFLICT input.externalId]" {
		t.Errorf("another file: %v", got)
	}
	if got := c.refused(t, "figuresImport", "", variables{"externalId": " ", "file": text}); fmt.Sprint(got) != "[INVALID input.externalId INVALID input.format]" {
		t.Errorf("without a name: %v", got)
	}
	if got := c.refused(t, "figuresReverse", id, variables{"expectedVersion": 1, "reason": ""}); fmt.Sprint(got) != "[INVALID input.reason]" {
		t.Errorf("for no reason: %v", got)
	}
	reversed := c.change(t, "figuresReverse", id, variables{"expectedVersion": 1, "reason": "The wrong file."}, "batch { version reverseReason }")
	if fmt.Sprint(reversed["batch"]) != "map[reverseReason:The wrong file. version:2]" {
		t.Errorf("reversed: %v", reversed)
	}
	if got := fmt.Sprint(c.operator.ask(t, contact, nil)); got != before {
		t.Errorf("there are left %s, before %s", got, before)
	}
	if got := c.refused(t, "figuresReverse", id, variables{"expectedVersion": 2, "reason": "Again."}); fmt.Sprint(got) != "[ILLEGAL_TRANSITION]" {
		t.Errorf("twice: %v", got)
	}
}

// TestAnImportIsWatchedFromElsewhere holds that one process imports while another tells how far it is.
func TestAnImportIsWatchedFromElsewhere(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		const query = `subscription($id: String!) { allocationProgress: figuresImportProgress(externalId: $id) { done total state } }`
		text := columns + inContact(2005, "177000", "")
		watch := elsewhere(t, d).operator.follow(t, query, variables{"id": "watched"})
		if p, _ := watch.progress(); p != (progress{0, 0, "IDLE"}) {
			t.Errorf("before it begins: %+v", p)
		}
		release := d.occupied(t)
		answer := make(chan reply, 1)
		go func() {
			body, err := json.Marshal(map[string]any{"query": importing, "variables": variables{"input": variables{"externalId": "watched", "file": text, "format": "CSV"}}})
			r, more := d.operator.try(t.Context(), body)
			if err != nil || more != nil {
				t.Error(err, more)
			}
			answer <- r
		}()
		if p := watch.until("RUNNING"); p.Total != 2*len(text) {
			t.Errorf("it runs: %+v", p)
		}
		release()
		if p := watch.until("DONE"); p != (progress{2 * len(text), 2 * len(text), "DONE"}) {
			t.Errorf("done: %+v", p)
		}
		watch.over()
		if got := (<-answer).payload(t); got["rows"] != 1.0 || got["batch"] == nil {
			t.Errorf("answered %v", got)
		}
	})
}

// TestAnEmbargoIsKept holds that of a batch that is to be published later nobody but the national team is told.
func TestAnEmbargoIsKept(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		before := fmt.Sprint(d.anonymous.ask(t, contact, nil))
		made := d.as(t, "programme_lead").ask(t, importing, variables{"input": variables{"externalId": "later", "format": "CSV", "publishAt": "2199-01-01T09:30:00Z",
			"file": columns + inContact(2005, "177000", "")}})
		if got := at(t, made, "figuresImport", "batch", "publishAt"); got != "2199-01-01T09:30:00Z" {
			t.Errorf("published at %v: %v", got, made)
		}
		id := at(t, made, "figuresImport", "batch", "id")
		for who, c := range map[string]client{"anonymous": d.anonymous, "analyst": d.as(t, "analyst"), "lead": d.as(t, "programme_lead")} {
			if got := fmt.Sprint(c.ask(t, contact, nil)); got != before {
				t.Errorf("%s: %s", who, got)
			}
			told := c.ask(t, `query($id: ID!) { node(id: $id) { id } figureBatches(first: 1) { nodes { id } } }`, variables{"id": id})
			if sees := at(t, told, "node") != nil; sees != (who == "lead") || (at(t, told, "figureBatches", "nodes", 0, "id") == id) != sees {
				t.Errorf("%s is told %v", who, told)
			}
		}
	})
}
