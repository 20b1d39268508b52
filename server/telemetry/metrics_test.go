package telemetry_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"waymark/server/telemetry"
)

// scrape reads the metrics as Prometheus does.
func (h *house) scrape(t *testing.T) string {
	t.Helper()
	admin := httptest.NewServer(h.instruments.Admin())
	defer admin.Close()
	res, err := http.Get(admin.URL + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != 200 {
		t.Fatalf("%d %v %s", res.StatusCode, err, text)
	}
	return string(text)
}

func TestMetrics(t *testing.T) {
	measured(t, telemetry.Config{Operations: []string{"Known"}}, func(t *testing.T, h *house) {
		h.send(t, `{"query":"query Known { regions { totalCount } today }"}`)
		h.send(t, `{"query":"query Known { ...f } fragment f on Query { d: districts { totalCount } }"}`)
		h.send(t, `{"query":"mutation Unknown { coordinatorCreate(input: {name: \"Synthetic\"}) { userErrors { message } } }"}`)
		h.send(t, `{"query":"{ today }"}`)
		h.send(t, `{"query":"query Known { nothing }"}`)
		h.send(t, `{"query":"{"}`)
		h.send(t, `{"query":"{`+strings.Repeat(" today", 700)+`}"}`, "Content-Type: text/plain")
		h.send(t, `{"query":"{`+strings.Repeat(" today", 800)+`}"}`)
		h.send(t, `{"query":"{`+strings.Repeat(" a", 1600)+`}"}`)
		for _, path := range []string{"/livez", "/nothing", "/nothing/else"} {
			res, err := http.Get(h.URL + path)
			if err != nil {
				t.Fatal(err)
			}
			res.Body.Close()
		}
		h.Close() // a request ends after its answer has been read
		text := h.scrape(t)
		for _, want := range []string{
			`waymark_http_requests_total{method="POST",path="/graphql",status="200"} 7`,
			`waymark_http_requests_total{method="POST",path="/graphql",status="415"} 1`,
			`waymark_http_requests_total{method="POST",path="/graphql",status="413"} 1`,
			`waymark_http_requests_total{method="GET",path="/livez",status="200"} 1`,
			`waymark_http_requests_total{method="GET",path="other",status="404"} 2`,
			`waymark_http_requests_in_flight 0`,
			`waymark_operations_total{operation="Known",outcome="ok",type="query"} 2`,
			`waymark_operations_total{operation="other",outcome="ok",type="query"} 1`,
			`waymark_operations_total{operation="other",outcome="ok",type="mutation"} 1`,
			`waymark_operations_total{operation="other",outcome="error",type="other"} 3`,
			`waymark_operation_duration_seconds_count{operation="Known",type="query"} 2`,
			`waymark_operations_running{type="query"} 0`,
			`waymark_root_fields_total{field="today",type="query"} 2`,
			`waymark_root_fields_total{field="districts",type="query"} 1`,
			`waymark_root_fields_total{field="coordinatorCreate",type="mutation"} 1`,
			`waymark_errors_total{code="INVALID"} 3`, // with the body that is no JSON
			`waymark_errors_total{code="LIMITED"} 2`,
			`waymark_errors_total{code="INTERNAL"} 0`,
			`waymark_limited_total{limit="bodyBytes"} 1`,
			`waymark_limited_total{limit="tokens"} 1`,
			`waymark_revision 1`,
			`waymark_work_duration_seconds_count{work="graph"} 2`,
			`waymark_work_duration_seconds_count{work="change"} 1`,
			`waymark_replica_up{replica="db2:5432"} 1`,
			`waymark_replica_used{replica="db2:5432"} 0`,
			`waymark_replica_lag_bytes{replica="db2:5432"} 4096`,
			`waymark_replica_lag_seconds{replica="db2:5432"} 1.5`,
			`waymark_replica_reads_total{replica="db2:5432"} 7`,
			`waymark_replica_missed_total 0`,
			`waymark_db_connections_max 16`,
			`waymark_db_connections_in_use 0`,
		} {
			if !strings.Contains(text, "\n"+want+"\n") {
				t.Errorf("no line %s", want)
			}
		}
		if t.Failed() {
			t.Log(strings.Join(regexp.MustCompile(`(?m)^waymark_.*[^e]_?(total|flight|running|count|revision).*$`).FindAllString(text, -1), "\n"))
		}
		for _, line := range strings.Split(text, "\n") {
			if strings.Contains(line, "Unknown") || strings.Contains(line, "nothing") {
				t.Errorf("a client names a series: %s", line)
			}
		}
		if !strings.Contains(text, "\ngo_goroutines ") || !strings.Contains(text, "\ngo_build_info{") {
			t.Error("nothing of the runtime or the build")
		}
		listed(t, text)
	})
}

// listed holds docs/operating.md to the metrics of our own that there are.
func listed(t *testing.T, scraped string) {
	t.Helper()
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "operating.md"))
	if err != nil {
		t.Fatal(err)
	}
	names := func(pattern, text string) []string {
		var list []string
		for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1) {
			list = append(list, m[1])
		}
		slices.Sort(list)
		return slices.Compact(list)
	}
	is, told := names(`(?m)^# TYPE (waymark_\w+) `, scraped), names("(?m)^\\| `(waymark_\\w+)` ", string(page))
	if !slices.Equal(is, told) {
		t.Errorf("docs/operating.md lists\n%s\nand the server has\n%s", told, is)
	}
}

// Whatever names clients make up, there are no more series than known operations and types.
func TestClientsMakeNoSeries(t *testing.T) {
	measured(t, telemetry.Config{Operations: []string{"Known"}}, func(t *testing.T, h *house) {
		h.send(t, `{"query":"query Known { today }"}`)
		h.send(t, `{"query":"query A { today }"}`)
		before := strings.Count(h.scrape(t), "\nwaymark_")
		for i := range 50 {
			h.send(t, fmt.Sprintf(`{"query":"query A%d { today }"}`, i))
		}
		if after := strings.Count(h.scrape(t), "\nwaymark_"); after != before {
			t.Errorf("%d series became %d", before, after)
		}
	})
}

func TestProfiles(t *testing.T) {
	admin := httptest.NewServer(telemetry.New(telemetry.Config{}).Admin())
	defer admin.Close()
	for path, status := range map[string]int{"/debug/pprof/": 200, "/debug/pprof/heap": 200, "/debug/pprof/profile?seconds=1": 200, "/debug/pprof/cmdline": 404, "/graphql": 404} {
		res, err := http.Get(admin.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != status {
			t.Errorf("%s: got %d", path, res.StatusCode)
		}
	}
}
