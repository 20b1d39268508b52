package graph_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestQuestions holds each question in testdata/questions to its answer beside it, on both engines.
func TestQuestions(t *testing.T) {
	questions, err := filepath.Glob("testdata/questions/*.graphql")
	if err != nil || len(questions) == 0 {
		t.Fatalf("no questions: %v", err)
	}
	onEngland(t, func(t *testing.T, d *door) {
		for _, file := range questions {
			t.Run(strings.TrimSuffix(filepath.Base(file), ".graphql"), func(t *testing.T) {
				question, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				r := d.operator.send(t, string(question), nil)
				if len(r.Errors) > 0 {
					t.Fatal(r.Errors)
				}
				var answer bytes.Buffer
				if err := json.Indent(&answer, r.Body, "", "  "); err != nil {
					t.Fatal(err)
				}
				answer.WriteByte('\n')
				golden(t, strings.TrimSuffix(file, "graphql")+"json", answer.Bytes())
			})
		}
	})
}

// TestPublishedFigures holds the numbers that have been published, whatever the golden files say.
func TestPublishedFigures(t *testing.T) {
	const band = `coverage { byGrade { grade { code } posts { funded filled } } }`
	tests := []struct {
		what, query string
		path        []any
		want        any
	}{
		{"strategic leads", `{ ` + band + ` }`, []any{"coverage", "byGrade", 0, "posts", "funded"}, 9.0},
		{"regional support", `{ ` + band + ` }`, []any{"coverage", "byGrade", 1, "posts", "funded"}, 2.0},
		{"coordinators", `{ ` + band + ` }`, []any{"coverage", "byGrade", 2, "posts", "funded"}, 62.0},
		{"coordinators in post by the end of April", `{ ` + band + ` }`, []any{"coverage", "byGrade", 2, "posts", "filled"}, 62.0},
		{"and by the end of March", `{ coverage(asOf: "2009-03-31") { byGrade { posts { filled } } } }`, []any{"coverage", "byGrade", 2, "posts", "filled"}, 60.0},
		{"and on 5 March", `{ coverage(asOf: "2009-03-05") { byGrade { posts { filled } } } }`, []any{"coverage", "byGrade", 2, "posts", "filled"}, 8.0},
		{"regions", `{ regions { totalCount } }`, []any{"regions", "totalCount"}, 9.0},
		{"districts", `{ districts { totalCount } }`, []any{"districts", "totalCount"}, 38.0},
		{"jobcentres on 30 March 2009", `{ jobcentres(asOf: "2009-03-30") { totalCount } }`, []any{"jobcentres", "totalCount"}, 579.0},
		{"partnerships", `{ partnerships { totalCount } }`, []any{"partnerships", "totalCount"}, 149.0},
		{"coordinators in London", `{ posts(filter: {region: ["E12000007"], grade: ["BAND_D"]}) { totalCount } }`, []any{"posts", "totalCount"}, 16.0},
		{"districts of London", `{ region(code: "E12000007") { districts { totalCount } } }`, []any{"region", "districts", "totalCount"}, 6.0},
		{"what Parliament was told", `{ establishment { lines { published { statement { value } difference } } } }`, []any{"establishment", "lines", 2, "published", 0, "difference"}, "-1"},
		{"what the guidance lists", `{ establishment { lines { published { statement { value } difference } } } }`, []any{"establishment", "lines", 2, "published", 1, "difference"}, "0"},
		{"nothing is funded after the programme", `{ coverage(asOf: "2012-01-01") { posts { funded } } }`, []any{"coverage", "posts", "funded"}, 0.0},
		{"nor before", `{ coverage(asOf: "2008-12-31") { posts { funded } } }`, []any{"coverage", "posts", "funded"}, 0.0},
	}
	onEngland(t, func(t *testing.T, d *door) {
		for _, tt := range tests {
			for who, c := range map[string]client{"operator": d.operator, "anonymous": d.anonymous} {
				if got := c.get(t, tt.query, tt.path...); got != tt.want {
					t.Errorf("%s, told to %s: %v, want %v", tt.what, who, got, tt.want)
				}
			}
		}
		districts := d.operator.get(t, `{ districts { nodes { code posts(filter: {role: [DISTRICT_COORDINATOR]}) { totalCount } } } }`, "districts", "nodes").([]any)
		if i := slices.IndexFunc(districts, func(x any) bool { return at(t, x, "posts", "totalCount") == 0.0 }); i >= 0 {
			t.Errorf("no coordinator's post in %v", districts[i])
		}
	})
}

// TestSumsAgree holds that what is told of the parts adds up to what is told of the whole, on every day of a year.
func TestSumsAgree(t *testing.T) {
	const query = `query($day: Date!) { coverage(asOf: $day) { ...C } regions(asOf: $day) { nodes { coverage { ...C } } } districts(asOf: $day) { totalCount }
		jobcentres(asOf: $day) { totalCount } partnerships(asOf: $day) { totalCount } posts(asOf: $day) { totalCount } filled: posts(asOf: $day, filter: {state: [FILLED]}) { totalCount } }
		fragment C on Coverage { posts { funded filled covered offered vacant } districts districtsWithCoordinator jobcentres jobcentresInCoveredDistricts jobcentresWithChampion }`
	onEngland(t, func(t *testing.T, d *door) {
		for day := today().AddDays(-150); day.Before(today().AddDays(1000)); day = day.AddDays(23) {
			data := d.anonymous.ask(t, query, variables{"day": day.String()})
			for _, field := range []string{"districts", "districtsWithCoordinator", "jobcentres", "jobcentresInCoveredDistricts", "jobcentresWithChampion"} {
				if whole, parts := at(t, data, "coverage", field), sumOf(t, data, field); whole != parts {
					t.Errorf("%s: %s is %v in England and %v in its regions", day, field, whole, parts)
				}
			}
			states := 0.0
			for _, state := range []string{"filled", "covered", "offered", "vacant"} {
				states += at(t, data, "coverage", "posts", state).(float64)
				if whole, parts := at(t, data, "coverage", "posts", state), sumOf(t, data, "posts", state); whole != parts {
					t.Errorf("%s: %v posts are %s in England and %v in its regions", day, whole, state, parts)
				}
			}
			if funded := at(t, data, "coverage", "posts", "funded"); funded != states || funded != at(t, data, "posts", "totalCount") {
				t.Errorf("%s: %v posts funded, %v in some state, %v listed", day, funded, states, at(t, data, "posts", "totalCount"))
			}
			for list, path := range map[string][]any{"districts": {"coverage", "districts"}, "jobcentres": {"coverage", "jobcentres"}, "filled": {"coverage", "posts", "filled"}} {
				if listed, counted := at(t, data, list, "totalCount"), at(t, data, path...); listed != counted {
					t.Errorf("%s: %v %s are listed and %v counted", day, listed, list, counted)
				}
			}
		}
	})
}

func sumOf(t *testing.T, data any, path ...any) float64 {
	t.Helper()
	sum := 0.0
	for _, region := range at(t, data, "regions", "nodes").([]any) {
		sum += at(t, at(t, region, "coverage"), path...).(float64)
	}
	return sum
}
