package main

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// fetch reads a file of the server as the one whose token it is, and gives it with its type.
func (p *process) fetch(path, token string) (status int, kind, text string) {
	p.t.Helper()
	request, err := http.NewRequestWithContext(p.t.Context(), http.MethodGet, strings.TrimSuffix(p.graphql, "/graphql")+path, nil)
	if err != nil {
		p.t.Fatal(err)
	}
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		p.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return response.StatusCode, response.Header.Get("Content-Type"), string(body)
}

// sortedLines gives the rows of a file without what stands before them.
func sortedLines(text string) string {
	lines := slices.DeleteFunc(strings.Split(text, "\n"), func(l string) bool { return strings.HasPrefix(l, "#") || strings.HasPrefix(l, `{"figures"`) })
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// TestFiguresTravel exports the figures over HTTP and on the command line, imports what came, and exports that again.
func TestFiguresTravel(t *testing.T) {
	onBothEngines(t, func(t *testing.T, flags []string) {
		run := func(fail bool, args ...string) string {
			t.Helper()
			c, log := command(t, append(args, flags...)...)
			out, err := c.Output()
			if (err != nil) != fail {
				t.Fatalf("waymark %s: %v\n%s%s", strings.Join(args, " "), err, out, log)
			}
			return string(out) + log.String()
		}
		p := start(t, flags...)
		directory := t.TempDir()
		for _, file := range []string{"figures.csv", "figures.jsonl"} {
			status, kind, text := p.fetch("/export/"+file, p.token)
			first, _, _ := strings.Cut(text, "\n")
			if status != http.StatusOK || !strings.Contains(kind, "charset=utf-8") || !strings.Contains(text, "Open Government Licence") || strings.Contains(first, "E92000001") {
				t.Errorf("%s: %d %s %.300s", file, status, kind, text)
			}
			if _, _, anonymous := p.fetch("/export/"+file, ""); anonymous != text {
				t.Errorf("%s: nobody is shown something else: %.300s", file, anonymous)
			}
			path := filepath.Join(directory, file)
			if out := run(false, "export", "--output", path); out != "" {
				t.Errorf("the export says %s", out)
			}
			written, err := os.ReadFile(path)
			if err != nil || string(written) != text {
				t.Errorf("%s on the command line: %v, %.300s\nby HTTP %.300s", file, err, written, text)
			}
			if out := run(true, "import", path, "--external-id", "again"); !strings.Contains(out, "ROW") || !strings.Contains(out, "REASON") || !strings.Contains(out, "things are wrong with the file") {
				t.Errorf("without a reason: %.2000s", out)
			}
			if out := run(false, "import", path, "--external-id", file, "--reason", "Read back.", "--dry-run"); !strings.Contains(out, "Nothing was recorded.") {
				t.Errorf("a dry run: %s", out)
			}
			out := run(false, "import", path, "--external-id", file, "--reason", "Read back.")
			if !strings.Contains(out, "Figures recorded: ") {
				t.Errorf("imported: %s", out)
			}
			if out := run(false, "import", path, "--external-id", file, "--reason", "Read back."); !strings.Contains(out, "was recorded before as the batch bat_") {
				t.Errorf("again: %s", out)
			}
			if _, _, after := p.fetch("/export/"+file, p.token); sortedLines(after) != sortedLines(text) {
				t.Errorf("%s comes back otherwise: %.2000s\nbefore %.2000s", file, after, text)
			}
		}
		for query, want := range map[string]string{
			"indicator=IN_TREATMENT_CONTACT&year=2008": "210815", "indicator=IN_TREATMENT_CONTACT&superseded=true&year=2008": "207580",
			"place=nowhere": "", "dimension=": "327466", "breakdown=SUBSTANCE%3DCRACK": "192999", "status=WITHHELD": "", "placeKind=REGION": "74822",
			"source=nta-annual-report-2008-09": "", "from=2004-04-01&to=2005-04-01": "327466", "knownAt=2000-01-01T00:00:00Z": "",
		} {
			status, _, text := p.fetch("/export/figures.csv?"+query, p.token)
			rows := strings.Split(strings.TrimSpace(text), "\n")
			header := slices.IndexFunc(rows, func(r string) bool { return strings.HasPrefix(r, "area_type,area_code,") })
			if status != http.StatusOK || header < 0 || (want == "") != (len(rows) == header+1) || !strings.Contains(text, want) {
				t.Errorf("%s: %d %.500s", query, status, text)
			}
		}
		for query, says := range map[string]string{"colour=red": "no such condition", "status=FINE": "is one of", "year=x": "financial year", "year=1": "financial year", "from=1&from=2": "once",
			"from=soon": "YYYY-MM-DD", "breakdown=SEX": "DIMENSION=CATEGORY", "knownAt=2199-01-01T00:00:00Z": "yet to come", "superseded=maybe": "superseded", "indicator=%00": "NUL"} {
			if status, _, text := p.fetch("/export/figures.csv?"+query, p.token); status != http.StatusBadRequest || !strings.Contains(text, says) || !strings.Contains(text, "INVALID") {
				t.Errorf("%s: %d %s", query, status, text)
			}
		}
	})
}
