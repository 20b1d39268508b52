package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestApportionInfeasible holds that a problem without an answer is answered with the smallest set of what stands in the way.
func TestApportionInfeasible(t *testing.T) {
	tests := []struct {
		what      string
		input     variables
		conflicts []string
	}{
		{"floors above the posts", variables{"posts": 3, "claimants": with(needs("1", "1", "1"), "floor", 2, 2, 1)}, []string{"POSTS 3", "FLOOR a 2", "FLOOR b 2"}},
		{"caps below the posts", variables{"posts": 5, "claimants": with(needs("1", "1"), "cap", 2, 2)}, []string{"POSTS 5", "CAP a 2", "CAP b 2"}},
		{"a floor above a cap", variables{"posts": 5, "claimants": with(with(needs("1", "1"), "floor", 3), "cap", 2)}, []string{"FLOOR a 3", "CAP a 2"}},
		{"posts for nobody", variables{"posts": 1, "claimants": []variables{}}, []string{"POSTS 1"}},
		{"no need", variables{"posts": 1, "claimants": needs("0")}, []string{"POSTS 1", "NO_NEED a 0"}},
		{"a group's cap below its members' floors", variables{"posts": 9, "tier": "NESTED", "groups": []variables{{"key": "g", "cap": 2}},
			"claimants": with(with(needs("1", "1"), "floor", 3), "group", "g")}, []string{"FLOOR a 3", "GROUP_CAP g 2"}},
		{"too few moves", variables{"posts": 5, "maxMoves": 1, "claimants": with(needs("1", "1"), "existing", 1, 1)}, nil},
	}
	onEngland(t, func(t *testing.T, d *door) {
		for _, tt := range tests {
			a := apportion(t, d.anonymous, tt.input)
			var conflicts []string
			for _, c := range a.Conflicts {
				whose := ""
				for _, key := range []*string{c.Claimant, c.Group} {
					if key != nil {
						whose = *key + " "
					}
				}
				conflicts = append(conflicts, fmt.Sprintf("%s %s%d", c.Kind, whose, c.Posts))
				if !strings.Contains(a.Message, c.Phrase) {
					t.Errorf("%s: %q leaves out %q", tt.what, a.Message, c.Phrase)
				}
			}
			slices.Sort(conflicts)
			slices.Sort(tt.conflicts)
			if a.Typename != "Infeasible" || tt.conflicts != nil && !slices.Equal(conflicts, tt.conflicts) {
				t.Errorf("%s: got %s %v, want %v", tt.what, a.Typename, conflicts, tt.conflicts)
			}
		}
	})
}

// TestApportionInvalid holds that all that is wrong with an input is told at once, where it stands, and is no error of the
// request.
func TestApportionInvalid(t *testing.T) {
	tests := []struct {
		what  string
		input variables
		paths []string
	}{
		{"needs that are none", variables{"posts": 1, "claimants": needs("1e3", "-1", "0.1234567", "", "99999999999999999999")},
			[]string{"claimants.0.need", "claimants.1.need", "claimants.2.need", "claimants.3.need", "claimants.4.need"}},
		{"a need that is a number", variables{"posts": 1, "claimants": []variables{{"key": "a", "need": 0.5}}}, []string{"claimants.0.need"}},
		{"keys twice and none", variables{"posts": 1, "claimants": []variables{{"key": "a", "need": "1"}, {"key": "", "need": "1"}, {"key": "a", "need": "1"}}},
			[]string{"claimants.1.key", "claimants.2.key"}},
		{"bounds below nought", variables{"posts": -1, "claimants": []variables{{"key": "a", "need": "1", "floor": -1, "cap": -1, "fixed": -1, "base": -1, "existing": -1}}},
			[]string{"claimants.0.base", "claimants.0.cap", "claimants.0.existing", "claimants.0.fixed", "claimants.0.floor", "posts"}},
		{"a group that is none", variables{"posts": 1, "claimants": with(needs("1"), "group", "x"), "groups": []variables{{"key": "y"}, {"key": "y"}}},
			[]string{"claimants.0.group", "groups.1.key"}},
		{"bounds on groups in FLAT", variables{"posts": 1, "claimants": with(needs("1"), "group", "y"), "groups": []variables{{"key": "y", "floor": 1}}}, []string{"groups.0"}},
		{"moves from nowhere", variables{"posts": 1, "claimants": needs("1"), "maxMoves": 1}, []string{"claimants.0.existing"}},
		{"protection of nothing", variables{"posts": 1, "claimants": with(needs("1"), "protect", "AS_BASE")}, []string{"claimants.0.existing"}},
		{"more than there is", variables{"posts": 1, "claimants": needs("4000000000000", "1")}, []string{"claimants"}},
		{"more than exist", variables{"posts": 1, "claimants": with(needs("1", "1"), "existing", 2_000_000_000, 2_000_000_000)}, []string{"claimants"}},
		{"a lot without a seed", variables{"posts": 1, "claimants": needs("1"), "tieRule": "SEEDED_LOT"}, []string{"lotSeed"}},
		{"a seed below nought", variables{"posts": 1, "claimants": needs("1"), "lotSeed": -1}, []string{"lotSeed"}},
	}
	onEngland(t, func(t *testing.T, d *door) {
		for _, tt := range tests {
			a := apportion(t, d.anonymous, tt.input)
			var paths []string
			for _, e := range a.Errors {
				paths = append(paths, strings.TrimPrefix(strings.Join(e.Path, "."), "input."))
				if e.Code != "INVALID" || e.Path[0] != "input" || leak.MatchString(e.Message) {
					t.Errorf("%s: told %+v", tt.what, e)
				}
			}
			slices.Sort(paths)
			if a.Typename != "InvalidInput" || !slices.Equal(paths, tt.paths) {
				t.Errorf("%s: got %s of %q, want %q", tt.what, a.Typename, paths, tt.paths)
			}
		}
		wrong := make([]string, 1000)
		for i := range wrong {
			wrong[i] = "x"
		}
		if a := apportion(t, d.anonymous, variables{"posts": 1, "claimants": needs(wrong...)}); len(a.Errors) != 101 || !strings.Contains(a.Errors[100].Message, "900 more") {
			t.Errorf("1,000 errors are told as %d, the last of them %q", len(a.Errors), a.Errors[len(a.Errors)-1].Message)
		}
		// A value of the wrong type is an error of the request, as GraphQL has it.
		for what, input := range map[string]variables{
			"no posts": {"claimants": needs("1")}, "an unknown method": {"posts": 1, "claimants": needs("1"), "method": "GUESS"}, "an unknown field": {"posts": 1, "claimants": []variables{{"key": "a", "need": "1", "wish": 1}}},
			"a claimant without need": {"posts": 1, "claimants": []variables{{"key": "a"}}}, "half a post": {"posts": 1.5, "claimants": needs("1")},
		} {
			wrongInput(t, d.anonymous, what, input)
		}
		// And so it is far down a list that is too long for gqlparser to be asked.
		for what, claimant := range map[string]any{
			"an unknown field": variables{"key": "x", "need": "1", "wish": 1}, "no need": variables{"key": "x"}, "no claimant": nil, "a text": "x", "a list": []any{},
			"need that is null": variables{"key": "x", "need": nil}, "a key that is an object": variables{"key": variables{}, "need": "1"}, "half a post": variables{"key": "x", "need": "1", "floor": 0.5},
			"a post as a text": variables{"key": "x", "need": "1", "floor": "1"}, "a protection of another kind": variables{"key": "x", "need": "1", "protect": "as_floor"},
		} {
			list := []any{}
			for _, c := range many(500) {
				list = append(list, c)
			}
			list[400] = claimant
			wrongInput(t, d.anonymous, what, variables{"posts": 1, "claimants": list})
		}
	})
}

func wrongInput(t *testing.T, c client, what string, input variables) {
	t.Helper()
	r := c.send(t, apportionment, variables{"in": input})
	if len(r.Errors) == 0 || r.Errors[0].Extensions.Code != "INVALID" || leak.Match(r.Body) {
		t.Errorf("%s: got %.500s", what, r.Body)
	}
}

// TestApportionLiterals holds that an input written into the document has the same defaults as one in variables, and that a
// list writes what is asked for, by whatever names, whatever its keys are made of.
func TestApportionLiterals(t *testing.T) {
	keys := []string{"Ynys Môn", "北京", "🗺️", `say "no"\`, "a\nb\tc", "<b>&amp;</b>", "\u2028", `"a":"b",\":`}
	var claimants []variables
	for _, key := range keys {
		claimants = append(claimants, variables{"key": key, "need": "1", "group": key})
	}
	onEngland(t, func(t *testing.T, d *door) {
		data := d.anonymous.ask(t, `query($in: ApportionInput!, $yes: Boolean!) { apportion(input: $in) { ... on Apportionment { shares { ...Who it: __typename posts @skip(if: $yes) ... @include(if: $yes) { have: posts } key } } } }
			fragment Who on ClaimantShare { name: key key group }`, variables{"in": variables{"posts": len(keys), "claimants": claimants}, "yes": true})
		for i, key := range keys {
			share := at(t, data, "apportion", "shares", i).(map[string]any)
			if share["name"] != key || share["key"] != key || share["group"] != key || share["it"] != "ClaimantShare" || share["have"] != 1.0 || len(share) != 5 {
				t.Errorf("the share of %q is %v", key, share)
			}
		}
		got := d.anonymous.get(t, `query($n: Int = 3) { apportion(input: {posts: $n, claimants: [{key: "a", need: "2"}, {key: "b", need: "1", floor: null}]}) {
			... on Apportionment { method tier posts shares { posts gainThreshold loseThreshold } } } }`, "apportion")
		want := `map[method:WEBSTER posts:3 shares:[map[gainThreshold:5 loseThreshold:0 posts:2] map[gainThreshold:3 loseThreshold:0 posts:1]] tier:FLAT]`
		if fmt.Sprint(got) != want {
			t.Errorf("got  %v\nwant %v", got, want)
		}
		one := d.anonymous.get(t, `{ apportion(input: {posts: 2, claimants: {key: "only", need: "1"}}) { ... on Apportionment { shares { key posts } } } }`, "apportion", "shares")
		if fmt.Sprint(one) != "[map[key:only posts:2]]" {
			t.Errorf("a list of one gives %v", one)
		}
	})
}
