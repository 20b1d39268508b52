package apportion_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"waymark/domain/apportion"
	"waymark/domain/decimal"
)

// published is an apportionment as it was printed, with the weights that were used; its file names the sources.
type published struct {
	problem apportion.Problem
	posts   []int64
}

func whole(t *testing.T, text string) int64 {
	t.Helper()
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func readPublished(t *testing.T, file string) published {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var p published
	var floor, base int64
	var ceiling *int64
	sourced := false
	for line := range strings.Lines(string(text)) {
		name, value, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "# "), ": ")
		switch {
		case !strings.HasPrefix(line, "#"):
		case name == "source":
			sourced = true
		case name == "method":
			p.problem.Method = apportion.Method(value)
		case name == "bounds":
			p.problem.HamiltonBounds = apportion.HamiltonBounds(value)
		case name == "posts":
			p.problem.Posts = whole(t, value)
		case name == "floor":
			floor = whole(t, value)
		case name == "base":
			base = whole(t, value)
		case name == "cap":
			ceiling = pointer(whole(t, value))
		}
	}
	if !sourced {
		t.Errorf("%s names no source", file)
	}
	reader := csv.NewReader(strings.NewReader(string(text)))
	reader.Comment = '#'
	rows, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		p.problem.Claimants = append(p.problem.Claimants, apportion.Claimant{
			Key: row[0], Need: decimal.FromInt(int(whole(t, row[1]))), Floor: floor, Base: base, Cap: ceiling,
		})
		if len(row) > 2 {
			p.posts = append(p.posts, whole(t, row[2]))
		}
	}
	return p
}

func TestPublishedApportionments(t *testing.T) {
	files, err := filepath.Glob("testdata/published/*.csv")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			p := readPublished(t, file)
			a, err := apportion.Apportion(p.problem)
			if err != nil {
				t.Fatal(err)
			}
			for i, want := range p.posts {
				if got := a.Shares[i]; got.Posts != want {
					t.Errorf("%s gets %d, and %d were printed", got.Key, got.Posts, want)
				}
			}
			if err := apportion.Verify(p.problem, p.posts); err != nil {
				t.Error(err)
			}
			if !a.Certificate.Holds || len(a.Ties) != 0 {
				t.Errorf("certificate %v, ties %v", a.Certificate.Holds, a.Ties)
			}
		})
	}
}

func at(t *testing.T, a *apportion.Apportionment, key string) int {
	t.Helper()
	for i := range a.Shares {
		if a.Shares[i].Key == key {
			return i
		}
	}
	t.Fatalf("no claimant %s", key)
	return 0
}

func apportioned(t *testing.T, p apportion.Problem) *apportion.Apportionment {
	t.Helper()
	a, err := apportion.Apportion(p)
	if err != nil {
		t.Fatal(err)
	}
	if err := apportion.Verify(p, posts(a)); err != nil {
		t.Fatal(err)
	}
	return a
}

// In 2020 New York kept one seat fewer for want of 89 people (Census Bureau, 26 April 2021), and Minnesota took the last one.
func TestNewYorkMissedASeatBy89People(t *testing.T) {
	a := apportioned(t, readPublished(t, "testdata/published/us-2020.csv").problem)
	next, last := a.NextInLine(2), a.FirstToLose(2)
	if next[0].Key != "New York" || next[0].Distance.String() != "89" || last[0].Key != "Minnesota" {
		t.Errorf("next %+v, last %+v", next[0], last[0])
	}
	if at, ok := a.GainThreshold(at(t, a, "New York")); !ok || at != next[0].Need+*next[0].Distance {
		t.Errorf("threshold %v, %v", at, ok)
	}
	d, err := a.WithPosts(1)
	if err != nil || len(d.Losses) != 0 || len(d.Gains) != 1 || d.Gains[0] != (apportion.Change{Key: "New York", From: 26, To: 27}) {
		t.Errorf("with one more: %+v, %v", d, err)
	}
	d, err = a.WithPosts(-1)
	if err != nil || len(d.Gains) != 0 || len(d.Losses) != 1 || d.Losses[0] != (apportion.Change{Key: "Minnesota", From: 8, To: 7}) {
		t.Errorf("with one fewer: %+v, %v", d, err)
	}
}

// One month of population figures moved a seat of the Bundestag from Sachsen-Anhalt to Brandenburg in 2017; the divisor that
// was printed each time lies in the range of the answer.
func TestAMonthMovesASeat(t *testing.T) {
	for file, divisor := range map[string]int64{"may": 122_690, "june": 122_650} {
		a := apportioned(t, readPublished(t, "testdata/published/bundestag-2017-"+file+".csv").problem)
		printed := decimal.FromInt(int(divisor))
		high, _ := a.Certificate.LowestHeld.Priority.Decimal()
		low, _ := a.Certificate.HighestNext.Priority.Decimal()
		if printed < low || printed > high {
			t.Errorf("%s: %s is not between %s and %s", file, printed, low, high)
		}
		if a.Multiplier.Low.Cmp(a.Multiplier.High) >= 0 {
			t.Errorf("%s: multipliers from %s to %s", file, a.Multiplier.Low, a.Multiplier.High)
		}
	}
}

func hamiltonOf(t *testing.T, year string, posts int64, bounds apportion.HamiltonBounds) *apportion.Apportionment {
	t.Helper()
	p := readPublished(t, "testdata/us-"+year+"-population.csv").problem
	p.Method, p.Posts, p.HamiltonBounds = apportion.Hamilton, posts, bounds
	for i := range p.Claimants {
		p.Claimants[i].Floor = 1
	}
	return apportioned(t, p)
}

// The paradoxes as they were printed: Balinski and Young, Fair Representation (1982); the Mathematical Association of
// America's account at old.maa.org, "Paradoxes of Apportionment". Only raw quotas reproduce them.
func TestPrintedParadoxes(t *testing.T) {
	tests := []struct {
		year, state string
		posts       []int64
		want        []int64
	}{
		{"1870", "Rhode Island", []int64{270, 280}, []int64{2, 1}},
		{"1880", "Alabama", []int64{299, 300}, []int64{8, 7}},
		{"1900", "Colorado", []int64{356, 357, 358}, []int64{3, 2, 3}},
		{"1900", "Maine", []int64{382, 383, 384, 385, 386, 387, 388, 389, 390, 391}, []int64{3, 4, 4, 4, 3, 4, 3, 3, 3, 4}},
		{"1900", "New York", []int64{386}, []int64{38}},
		{"1907", "New York", []int64{391}, []int64{37}}, // Oklahoma joined with its five seats
		{"1907", "Maine", []int64{391}, []int64{4}},
		{"1907", "Oklahoma", []int64{391}, []int64{5}},
	}
	for _, tt := range tests {
		for i, n := range tt.posts {
			a := hamiltonOf(t, tt.year, n, apportion.Raw)
			if got := a.Shares[at(t, a, tt.state)].Posts; got != tt.want[i] {
				t.Errorf("%s %s at %d: %d, want %d", tt.year, tt.state, n, got, tt.want[i])
			}
		}
	}
}

func TestParadoxesAreWarnedOf(t *testing.T) {
	a := hamiltonOf(t, "1880", 299, apportion.Raw)
	var found []string
	for _, w := range a.Warnings() {
		if w.Kind == apportion.MorePostsCost {
			found = append(found, w.Sentence)
		}
	}
	if len(found) != 1 || found[0] != "With one post more, 300 in all, Alabama would have 7 instead of 8." {
		t.Errorf("warnings %q", found)
	}
	for _, m := range apportion.Methods() {
		p := a.Problem
		p.Method = m
		for _, w := range apportioned(t, p).Warnings() {
			if m != apportion.Hamilton && (w.Kind == apportion.MorePostsCost || w.Kind == apportion.FewerPostsServe) {
				t.Errorf("%s: %s", m, w.Sentence)
			}
		}
	}
}

// New York's quota of 1820 was 32.50, and Jefferson's method gave it 34.
func TestJeffersonLeavesTheQuota(t *testing.T) {
	p := readPublished(t, "testdata/us-1820-population.csv").problem
	p.Method, p.Posts = apportion.Jefferson, 213
	a := apportioned(t, p)
	i := at(t, a, "New York")
	if a.Shares[i].Posts != 34 || a.Shares[i].Quota.Decimal().String() != "32.503126" {
		t.Errorf("%d for a quota of %s", a.Shares[i].Posts, a.Shares[i].Quota.Decimal())
	}
	warned := false
	for _, w := range a.Warnings() {
		warned = warned || w.Kind == apportion.QuotaLeft && w.Sentence == "New York has 34, and its quota is 32.50."
	}
	if !warned {
		t.Errorf("warnings %+v", a.Warnings())
	}
}
