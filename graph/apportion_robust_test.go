package graph_test

import (
	"fmt"
	"testing"
)

const robustQuery = `query($in: ApportionRobustInput!) { apportionRobust(input: $in) { __typename
	... on RobustApportionment { shares { key posts mean } regret bound exact meanRegret scenarios { name best least regret meanRegret } }
	... on Infeasible { conflicts { phrase } }
	... on InvalidInput { errors { path message } } } }`

// picture gives a scenario with the needs of a, b, c...
func picture(name string, list ...string) variables {
	return variables{"name": name, "needs": needs(list...)}
}

// TestApportionRobust holds for problems worked out by hand. Of 4 posts, if needs are 3 and 1, Z(a, b) = 4 (a^2/3 + b^2) - 16 is 0 at
// (3, 1) and 16/3 at (2, 2); likewise the other way round. So (2, 2) regrets 16/3 in both, and (3, 1) 64/3 in one of them.
func TestApportionRobust(t *testing.T) {
	both := []variables{picture("north", "3", "1"), picture("south", "1", "3")}
	who := func(keys string) (list []variables) {
		for _, key := range keys {
			list = append(list, variables{"key": string(key)})
		}
		return list
	}
	tests := []struct {
		name string
		in   variables
		want string
	}{
		{"by hand", variables{"posts": 4, "claimants": who("ab"), "scenarios": both},
			"map[__typename:RobustApportionment bound:5.333333333 exact:true meanRegret:5.333333333 regret:5.333333333 scenarios:[map[best:[3 1] least:0 meanRegret:5.333333333 name:north regret:5.333333333] map[best:[1 3] least:0 meanRegret:5.333333333 name:south regret:5.333333333]] shares:[map[key:a mean:2 posts:2] map[key:b mean:2 posts:2]]]"},
		{"better than the mean", variables{"posts": 10, "claimants": who("ab"), "scenarios": []variables{picture("1", "900", "100"), picture("2", "2", "8"), picture("3", "3", "7")}},
			"map[__typename:RobustApportionment bound:100 exact:true meanRegret:306.25 regret:100 scenarios:[map[best:[9 1] least:0 meanRegret:0 name:1 regret:100] map[best:[2 8] least:0 meanRegret:306.25 name:2 regret:100] map[best:[3 7] least:0 meanRegret:171.428571429 name:3 regret:42.857142857]] shares:[map[key:a mean:9 posts:6] map[key:b mean:1 posts:4]]]"},
		{"bounds that contradict each other", variables{"posts": 4, "claimants": with(who("ab"), "floor", 3, 2), "scenarios": both},
			"map[__typename:Infeasible conflicts:[map[phrase:the floor of 3 for a] map[phrase:the floor of 2 for b] map[phrase:the 4 posts to give out]]]"},
		{"wrong", variables{"posts": 4, "claimants": who("ab"), "scenarios": []variables{picture("x", "1"), picture("x", "0", "1", "2"), {"name": "y", "needs": append(needs("1", "2"), needs("3")...)}}},
			"map[__typename:InvalidInput errors:[map[message:the scenario says the need of \"a\" already path:[input scenarios 2 needs 2 key]] map[message:the scenario says no need of \"b\" path:[input scenarios 0 needs b]] map[message:each scenario has a name of its own path:[input scenarios 1 name]] map[message:a need in a scenario is above 0, and their sum at most 4000000000000, unlike 0 path:[input scenarios 1 needs a]] map[message:there is no claimant \"c\" path:[input scenarios 1 needs c]]]]"},
		{"no scenario", variables{"posts": 4, "claimants": who("ab"), "scenarios": []variables{}},
			"map[__typename:InvalidInput errors:[map[message:regret is computed for up to 1000 claimants and from 1 to 50 scenarios path:[input scenarios]]]]"},
		{"too much", variables{"posts": 4, "claimants": many(101), "scenarios": make([]variables, 0)},
			"map[__typename:InvalidInput errors:[map[message:there may be at most 100 of them, not 101 path:[input claimants]]]]"},
	}
	onEngland(t, func(t *testing.T, d *door) {
		for _, tt := range tests {
			if tt.name == "too much" {
				for _, c := range tt.in["claimants"].([]variables) {
					delete(c, "need")
				}
			}
			if got := fmt.Sprint(at(t, d.anonymous.ask(t, robustQuery, variables{"in": tt.in}), "apportionRobust")); got != tt.want {
				t.Errorf("%s gives\n%s\nwant\n%s", tt.name, got, tt.want)
			}
		}
	})
}
