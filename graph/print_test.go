package graph_test

import (
	"bytes"
	"html"
	"io"
	"net/http"
	"strings"
	"testing"

	"waymark/graph/paper"
)

// fetch gives the answer to GET of a path.
func (c client) fetch(t *testing.T, path string) (int, http.Header, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, strings.TrimSuffix(c.url, "/graphql")+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, response.Header, string(body)
}

// TestPrintedPlans prints plans of the demonstration, to those who may read them.
func TestPrintedPlans(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		const which = `{ plans(first: 500, filter: {year: 2009}) { nodes { id state version } } }`
		var agreed, draft string
		for _, n := range d.operator.ask(t, which, nil)["plans"].(map[string]any)["nodes"].([]any) {
			switch x := n.(map[string]any); x["state"] {
			case "IN_DELIVERY":
				agreed = x["id"].(string)
			case "DRAFT":
				draft = x["id"].(string)
			}
		}
		status, head, text := d.anonymous.fetch(t, "/export/plans/"+agreed+".html")
		if status != http.StatusOK || head.Get("Content-Security-Policy") != paper.Policy() || !strings.HasPrefix(head.Get("Content-Type"), "text/html") {
			t.Fatalf("%d %v", status, head)
		}
		for _, want := range []string{"<h1>Adult drug treatment plan 2009/10</h1>", "Synthetic: generated for demonstration", ">Part 3: Planning grids</h2>",
			"<th scope=\"col\">Actions and milestones</th><th scope=\"col\">By when</th><th scope=\"col\">By whom</th>", "<td>Continuous</td><td>Joint commissioning manager</td>",
			"£640,000.00", "The partnership&#39;s chair", "Objective 1: "} {
			if !strings.Contains(text, want) {
				t.Errorf("the page does not say %q", want)
			}
		}
		status, head, text = d.anonymous.fetch(t, "/export/plans/"+agreed+".pdf")
		if status != http.StatusOK || head.Get("Content-Type") != "application/pdf" || !strings.HasPrefix(text, "%PDF-") || !bytes.HasSuffix(bytes.TrimSpace([]byte(text)), []byte("%%EOF")) {
			t.Errorf("%d %v %.20q", status, head, text)
		}
		if _, _, again := d.anonymous.fetch(t, "/export/plans/"+agreed+".pdf"); again != text {
			t.Error("the same plan gives another PDF")
		}
		for path, want := range map[string]int{draft + ".html": http.StatusNotFound, "pln_none.pdf": http.StatusNotFound, agreed + ".docx": http.StatusBadRequest,
			agreed + ".html?knownAt=soon": http.StatusBadRequest, agreed + ".html?edition=1": http.StatusBadRequest, agreed + ".html?knownAt=2001-01-01T00:00:00Z": http.StatusNotFound} {
			if status, _, body := d.anonymous.fetch(t, "/export/plans/"+path); status != want {
				t.Errorf("%s: %d %s, want %d", path, status, body, want)
			}
		}
		if status, _, _ := d.operator.fetch(t, "/export/plans/"+draft+".html"); status != http.StatusOK {
			t.Errorf("who works on the draft is told %d", status)
		}
	})
}

// TestPrintedAgreements prints an agreement and a protocol of the demonstration, to those who may read them.
func TestPrintedAgreements(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		for kind, title := range map[string]string{"JOBCENTRE_AGREEMENT": "Yearly agreement between Jobcentres and treatment providers", "INFORMATION_SHARING_PROTOCOL": "Information-sharing protocol"} {
			held := d.anonymous.ask(t, `query($kind: [AgreementKind!]) { agreements(first: 1, filter: {kind: $kind, inForceOn: "2009-04-30"}) { nodes { id title parties { organisation } } } }`, variables{"kind": []any{kind}})
			one := at(t, held, "agreements", "nodes", 0)
			path := "/export/agreements/" + at(t, one, "id").(string)
			status, _, text := d.anonymous.fetch(t, path+".html")
			for _, want := range []string{title, "Synthetic: generated", at(t, one, "title").(string), at(t, one, "parties", 0, "organisation").(string), "<th scope=\"col\">Signed by</th>"} {
				if status != http.StatusOK || !strings.Contains(text, html.EscapeString(want)) && !strings.Contains(text, want) {
					t.Errorf("%s: %d, the page does not say %q", kind, status, want)
				}
			}
			if status, head, text := d.anonymous.fetch(t, path+".pdf"); status != http.StatusOK || head.Get("Content-Type") != "application/pdf" || !strings.HasPrefix(text, "%PDF-") {
				t.Errorf("%d %v", status, head)
			}
		}
		written := d.operator.ask(t, `{ agreements(first: 1, filter: {state: [DRAFT, SUBMITTED]}) { nodes { id } } }`, nil)
		draft := at(t, written, "agreements", "nodes", 0, "id").(string)
		if status, _, _ := d.anonymous.fetch(t, "/export/agreements/"+draft+".html"); status != http.StatusNotFound {
			t.Errorf("anybody is given what has not been agreed: %d", status)
		}
		if status, _, _ := d.operator.fetch(t, "/export/agreements/"+draft+".html"); status != http.StatusOK {
			t.Errorf("who works on it is told %d", status)
		}
	})
}
