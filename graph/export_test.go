package graph_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
)

// file reads an export.
func (c client) file(t *testing.T, path string) string {
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
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d %s, %v", path, response.StatusCode, body, err)
	}
	return string(body)
}

// TestExportByRights holds that a file has the figures that its reader may see and no others, that those that are restricted are noted for
// each who is given them, and that no cell is taken for a formula.
func TestExportByRights(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		world := examples(t, d)
		own, other := world["own"]["partnershipCode"].(string), world["other"]["partnershipCode"].(string)
		const head = "area_type,area_code,indicator,period_type,date_from,date_to,value,status,source,note,restricted\n"
		row := func(kind, code, note string, restricted bool) string {
			return fmt.Sprintf("%s,%s,IN_TREATMENT_CONTACT,MONTH,2009-02-01,2009-02-28,12,PUBLISHED,ndtms-2011-12,%s,%t\n", kind, code, note, restricted)
		}
		text := head + row("ENGLAND", "E92000001", "open", false) + row("PARTNERSHIP", own, "own", false) + row("PARTNERSHIP", other, "other", false) +
			row("REGION", "E12000007", "secret", true) + row("REGION", "E12000001", "=1+1", false)
		made := d.operator.upload(t, importing, variables{"externalId": "export"}, "export.csv", text).payload(t)
		if made["rows"] != 5.0 || made["batch"] == nil {
			t.Fatalf("imported %v", made)
		}
		const path = "/export/figures.csv?indicator=IN_TREATMENT_CONTACT&from=2009-02-01&to=2009-03-01"
		before := len(reads(t, d))
		for _, c := range []struct{ who, sees string }{
			{"", "open own other '=1+1"}, {"analyst", "open own other secret '=1+1"}, {"programme_lead", "open own other secret '=1+1"},
			{"regional_lead@region:E12000007", "open own other '=1+1"}, {"partnership_officer@partnership:" + own, "open own '=1+1"},
		} {
			client := d.anonymous
			if c.who != "" {
				client = d.as(t, c.who)
			}
			for _, form := range []string{path, strings.Replace(path, ".csv", ".jsonl", 1)} {
				got := client.file(t, form)
				for _, note := range []string{"open", "own", "other", "secret", "'=1+1"} {
					if sees := strings.Contains(got, ","+note+",") || strings.Contains(got, `"note":"`+note+`"`); sees != strings.Contains(" "+c.sees+" ", " "+note+" ") {
						t.Errorf("%q is shown %q: %t", c.who, note, sees)
					}
				}
			}
		}
		if after := len(reads(t, d)); after != before+4 { // two files each
			t.Errorf("%d reads are noted, before %d", after, before)
		}
	})
}

// TestExportBelowItsGate holds that a file tells of a figure below its gate what the API tells, but to who may import it again.
func TestExportBelowItsGate(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		d.record(t, "essex EMPLOYMENT_OUTCOME 2010 0.3=30/100", "essex TOP_COMPLETENESS 2010 0.796=796/1000")
		const path = "/export/figures.csv?indicator=EMPLOYMENT_OUTCOME&year=2010"
		const told, raw = `,,,,,,,,WITHHELD,"796 of 1,000 eligible are complete (79.6%), below the 80% that is needed."`, ",0.3,30,100,"
		for who, c := range map[string]client{"anonymous": d.anonymous, "analyst": d.serve(t, analyst), "administrator": d.operator} {
			got := c.file(t, path)
			if mayImport := who == "administrator"; strings.Contains(got, raw) != mayImport || strings.Contains(got, told) == mayImport {
				t.Errorf("the %s is given\n%s", who, got)
			}
			if n := strings.Count(c.file(t, path+"&status=WITHHELD"), "essex"); (n == 1) == (who == "administrator") {
				t.Errorf("the %s finds %d that are withheld", who, n)
			}
		}
	})
}

// reads gives the log of reads.
func reads(t *testing.T, d *door) []any {
	t.Helper()
	return d.operator.get(t, `{ reads(first: 500) { nodes { operation shown } } }`, "reads", "nodes").([]any)
}
