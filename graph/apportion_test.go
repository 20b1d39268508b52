package graph_test

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// apportioned is an answer as far as tests look at it.
type apportioned struct {
	Typename string `json:"__typename"`
	Shares   []struct {
		Key, Quota, Binding          string
		Posts                        int64
		GainThreshold, LoseThreshold *string
		Group                        *string
		Existing, Change             *int64
	}
	Groups []struct {
		Key, Binding string
		Posts        int64
	}
	Ties []struct {
		Posts         int64
		Among         []string
		Groups, ByKey bool
	}
	Undecided   int64
	Certificate struct {
		LowestHeld, HighestNext *struct{ Key, Priority, Exact string }
		Holds                   bool
	}
	Multiplier struct{ Low, High *string }
	Warnings   []string
	Message    string
	Conflicts  []struct {
		Kind, Phrase    string
		Claimant, Group *string
		Posts           int64
	}
	Errors []struct {
		Code, Message string
		Path          []string
	}
}

// apportionment asks for everything that is not worked out on demand.
const apportionment = `query($in: ApportionInput!) { apportion(input: $in) { __typename
	... on Apportionment { shares { key posts quota binding group existing change } groups { key posts binding } ties { posts among groups byKey } undecided
		certificate { lowestHeld { key priority exact } highestNext { key priority exact } holds } multiplier { low high } warnings }
	... on Infeasible { message conflicts { kind claimant group posts phrase } }
	... on InvalidInput { errors { code message path } } } }`

func apportion(t testing.TB, c client, input variables) apportioned {
	t.Helper()
	r := c.send(t, apportionment, variables{"in": input})
	var data struct{ Apportion apportioned }
	if err := json.Unmarshal(r.Data, &data); err != nil || len(r.Errors) > 0 {
		t.Fatalf("%v, %.1000s", err, r.Body)
	}
	return data.Apportion
}

// posts gives what everybody gets, in the order of the answer.
func (a apportioned) posts() []int64 {
	var list []int64
	for _, s := range a.Shares {
		list = append(list, s.Posts)
	}
	return list
}

// needs gives claimants a, b, c... with these needs.
func needs(list ...string) []variables {
	var claimants []variables
	for i, need := range list {
		claimants = append(claimants, variables{"key": string(rune('a' + i)), "need": need})
	}
	return claimants
}

// with gives the claimants another field each; what is nil is left out.
func with(claimants []variables, field string, values ...any) []variables {
	for i, v := range values {
		if v != nil {
			claimants[i][field] = v
		}
	}
	return claimants
}

// published reads an apportionment that has been printed, with its weights; the file names its source.
func published(t *testing.T, file string) (input variables, printed []int64) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	input, bounds := variables{}, variables{}
	for line := range strings.Lines(string(text)) {
		name, value, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "# "), ": ")
		switch {
		case !strings.HasPrefix(line, "#"):
		case name == "method":
			input["method"] = value
		case name == "bounds":
			input["hamiltonBounds"] = value
		case name == "posts":
			input["posts"] = json.Number(value)
		case name == "floor", name == "base", name == "cap":
			bounds[name] = json.Number(value)
		}
	}
	reader := csv.NewReader(strings.NewReader(string(text)))
	reader.Comment = '#'
	rows, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var claimants []variables
	for _, row := range rows[1:] {
		c := variables{"key": row[0], "need": row[1]}
		for name, value := range bounds {
			c[name] = value
		}
		claimants = append(claimants, c)
		if len(row) > 2 {
			n, err := strconv.ParseInt(row[2], 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			printed = append(printed, n)
		}
	}
	input["claimants"] = claimants
	return input, printed
}

const tables = "../domain/apportion/testdata/"

// TestApportionPublished holds that apportionments of parliaments come out as they were printed, for anybody who asks, and
// without a look at the database.
func TestApportionPublished(t *testing.T) {
	files, err := filepath.Glob(tables + "published/*.csv")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	onEngland(t, func(t *testing.T, d *door) {
		for _, file := range files {
			input, printed := published(t, file)
			var a apportioned
			if spent := d.sql.during(func() { a = apportion(t, d.anonymous, input) }); len(spent) > 0 {
				t.Errorf("%s costs the statements %q", file, spent)
			}
			for i, s := range a.Shares {
				if key := input["claimants"].([]variables)[i]["key"]; s.Key != key || s.Posts != printed[i] {
					t.Errorf("%s: %s gets %d, and %v was printed with %d", file, s.Key, s.Posts, key, printed[i])
				}
			}
			if len(a.Shares) != len(printed) || !a.Certificate.Holds || len(a.Ties) > 0 {
				t.Errorf("%s: %d shares of %d, proof %v, ties %v", file, len(a.Shares), len(printed), a.Certificate.Holds, a.Ties)
			}
		}
	})
}

// TestApportionWarns holds that a paradox is told where it happens, with its numbers, and nowhere else: by Hamilton's method
// Alabama had 8 of 299 seats by the census of 1880, and would have had 7 of 300.
func TestApportionWarns(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		input, _ := published(t, tables+"us-1880-population.csv")
		input["method"], input["hamiltonBounds"] = "HAMILTON", "RAW"
		with(input["claimants"].([]variables), "floor", slices.Repeat([]any{1}, len(input["claimants"].([]variables)))...)
		for posts, want := range map[int]string{299: "With one post more, 300 in all, Alabama would have 7 instead of 8.", 300: "With one post fewer, 299 in all, Alabama would have 8 instead of 7."} {
			input["posts"] = posts
			if a := apportion(t, d.anonymous, input); !slices.Contains(a.Warnings, want) {
				t.Errorf("of %d posts it is warned %q", posts, a.Warnings)
			}
		}
		input["method"] = "WEBSTER"
		if a := apportion(t, d.anonymous, input); len(a.Warnings) > 0 {
			t.Errorf("by a method that knows no paradox it is warned %q", a.Warnings)
		}
	})
}

// TestApportionTies holds that contested posts go by the rule that was asked for, and are reported by all rules.
func TestApportionTies(t *testing.T) {
	// By Webster's method c's second post, b's first and a's first have the priorities 2/1.5, 2/0.5 and 6/4.5: a 5th, b and c...
	claimants := func() []variables { return with(needs("6", "2", "2"), "existing", 4, 0, 1) }
	tests := []struct {
		rule   string
		with   variables
		posts  []int64
		left   int64
		winner string // the first of those who contest
		byKey  bool
	}{
		{"REPORT_ONLY", nil, []int64{4, 1, 1}, 1, "", false},
		{"LARGER_NEED", nil, []int64{5, 1, 1}, 0, "a", false},
		{"SMALLER_NEED", nil, []int64{4, 2, 1}, 0, "b", true},
		{"EXISTING", nil, []int64{5, 1, 1}, 0, "a", false},
		{"SEEDED_LOT", variables{"lotSeed": 1}, nil, 0, "", false},
	}
	onEngland(t, func(t *testing.T, d *door) {
		for _, tt := range tests {
			input := variables{"posts": 7, "claimants": claimants(), "tieRule": tt.rule}
			for name, v := range tt.with {
				input[name] = v
			}
			a := apportion(t, d.anonymous, input)
			if len(a.Ties) != 1 || a.Ties[0].Posts != 1 || len(a.Ties[0].Among) != 3 || a.Ties[0].ByKey != tt.byKey {
				t.Fatalf("%s: the ties are %+v", tt.rule, a.Ties)
			}
			if tt.posts != nil && !slices.Equal(a.posts(), tt.posts) || a.Undecided != tt.left || tt.winner != "" && a.Ties[0].Among[0] != tt.winner {
				t.Errorf("%s: got %v and %d left, to %v", tt.rule, a.posts(), a.Undecided, a.Ties[0].Among)
			}
			if again := apportion(t, d.anonymous, input); !slices.Equal(a.posts(), again.posts()) {
				t.Errorf("%s: got %v, then %v", tt.rule, a.posts(), again.posts())
			}
		}
	})
}

// TestApportionTiers holds that each tier does what it says to one and the same problem.
func TestApportionTiers(t *testing.T) {
	claimants := func() []variables { return with(needs("40", "10", "10", "40"), "group", "west", "west", "east", "") }
	groups := []variables{{"key": "west", "cap": 4}, {"key": "east", "floor": 2}}
	tests := []struct {
		tier   string
		groups []variables
		posts  []int64
		bound  string // of a
	}{
		{"FLAT", nil, []int64{4, 1, 1, 4}, "NONE"},
		{"NESTED", groups, []int64{3, 1, 2, 4}, "REGION"},
		{"TWO_STAGE", groups, []int64{3, 1, 2, 4}, "NONE"},
	}
	onEngland(t, func(t *testing.T, d *door) {
		for _, tt := range tests {
			a := apportion(t, d.anonymous, variables{"posts": 10, "claimants": claimants(), "groups": tt.groups, "tier": tt.tier})
			if !slices.Equal(a.posts(), tt.posts) || a.Shares[0].Binding != tt.bound || !a.Certificate.Holds {
				t.Errorf("%s gives %v, bound by %s", tt.tier, a.posts(), a.Shares[0].Binding)
			}
			if len(a.Groups) != 2 || a.Groups[0].Key != "west" || a.Groups[0].Posts != tt.posts[0]+tt.posts[1] || *a.Shares[2].Group != "east" || a.Shares[3].Group != nil {
				t.Errorf("%s has the groups %+v", tt.tier, a.Groups)
			}
		}
	})
}
