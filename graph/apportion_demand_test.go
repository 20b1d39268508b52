package graph_test

import (
	"fmt"
	"strings"
	"testing"
)

// TestApportionOnDemand holds for what is worked out when it is asked for: who is next, what would change and why.
func TestApportionOnDemand(t *testing.T) {
	const query = `query($in: ApportionInput!) { apportion(input: $in) { ... on Apportionment {
		nextInLine(first: 1) { key posts need at distance priority } firstToLose(first: 1) { key posts at distance }
		more: withPosts(delta: 1) { ...D } fewer: withPosts(delta: -4) { ...D } none: withPosts(delta: -11) { ...D } changes { posts moves gains { key from to } losses { key from to } }
		without: withoutConstraint(kind: FLOOR, claimant: "c") { ...D } unknown: withoutConstraint(kind: CAP, claimant: "c") { ...D }
		methodComparison(methods: [JEFFERSON, ADAMS]) { methods { method moves undecided } rows { key posts } }
		explain(key: "c", measure: "claiming need") { sentence posts need quota quotaPosts binding bound { phrase } gainAt gainBy loseAt lastPost nextPost contested contestedBy }
		nobody: explain(key: "x") { sentence } cautions { kind claimants sentence } multiplier { low high exactLow }
		indicators { minPerThousand { ...I } maxPerThousand { value } meanPerThousand { ...I } minMaxRatio { value } palma { value } groups { key } unneededPosts } } } }
		fragment I on FairnessIndicator { value best by proved }
		fragment D on AllocationDifferenceResult { __typename ... on AllocationDifference { posts moves gains { key from to } losses { key from to } }
			... on Infeasible { message } ... on InvalidInput { errors { path } } }`
	input := variables{"posts": 10, "claimants": with(with(needs("70", "22", "5"), "existing", 6, nil, 2), "floor", nil, nil, 3)}
	want := map[string]string{
		"nextInLine":       `[map[at:81 distance:11 key:a need:70 posts:5 priority:12.727272727]]`,
		"firstToLose":      `[map[at:19 distance:-3 key:b posts:2]]`,
		"more":             `map[__typename:AllocationDifference gains:[map[from:5 key:a to:6]] losses:[] moves:1 posts:11]`,
		"fewer":            `map[__typename:AllocationDifference gains:[] losses:[map[from:5 key:a to:2] map[from:2 key:b to:1]] moves:0 posts:6]`,
		"none":             `map[__typename:InvalidInput errors:[map[path:[delta]]]]`,
		"changes":          `map[gains:[map[from:0 key:b to:2] map[from:2 key:c to:3]] losses:[map[from:6 key:a to:5]] moves:3 posts:10]`,
		"without":          `map[__typename:AllocationDifference gains:[map[from:5 key:a to:7]] losses:[map[from:3 key:c to:1]] moves:2 posts:10]`,
		"unknown":          `map[__typename:InvalidInput errors:[map[path:[kind]]]]`,
		"methodComparison": `map[methods:[map[method:JEFFERSON moves:1 undecided:0] map[method:ADAMS moves:0 undecided:0]] rows:[map[key:a posts:[6 5]] map[key:b posts:[1 2]]]]`,
		"indicators":       `map[groups:[] maxPerThousand:map[value:600.000000000] meanPerThousand:map[best:<nil> by:<nil> proved:false value:103.092783505] minMaxRatio:map[value:0.119047619] minPerThousand:map[best:71.428571429 by:LEXIMIN proved:true value:71.428571429] palma:map[value:1.236644799] unneededPosts:0]`,
		"explain":          `map[binding:MIN bound:map[phrase:the floor of 3 for c] contested:0 contestedBy:[] gainAt:52 gainBy:47 lastPost:b loseAt:<nil> need:5 nextPost:a posts:3 quota:0.515464 quotaPosts:10 sentence:c gets 3. Its claiming need, 5, is 0.52 posts' worth at 10 posts. By need alone it would have fewer; its floor of 3 secures it. It would get a fourth at 52 (+47); the last post went to b.]`,
		"nobody":           `<nil>`,
		"cautions":         `[]`,
		"multiplier":       `map[exactLow:3/44 high:0.078571428571428571 low:0.068181818181818182]`,
	}
	onEngland(t, func(t *testing.T, d *door) {
		got := at(t, d.anonymous.ask(t, query, variables{"in": input}), "apportion").(map[string]any)
		for field, text := range want {
			if fmt.Sprint(got[field]) != text {
				t.Errorf("%s is  %v\nand not %s", field, got[field], text)
			}
		}
		wrong{"501 thresholds", strings.Replace(query, "nextInLine(first: 1)", "nextInLine(first: 501)", 1), variables{"in": input}, "INVALID", "first"}.check(t, d.anonymous)
		wrong{"a method twice", strings.Replace(query, "[JEFFERSON", "[ADAMS", 1), variables{"in": input}, "INVALID", "methods"}.check(t, d.anonymous)
	})
}

// TestApportionHasItsPrice holds that what would be solved again for every claimant is worked out for some and refused for many.
func TestApportionHasItsPrice(t *testing.T) {
	const query = `query($in: ApportionInput!) { apportion(input: $in) { ... on Apportionment { shares { gainThreshold loseThreshold } } } }`
	onEngland(t, func(t *testing.T, d *door) {
		for _, n := range []int{100, 1_000} {
			r := d.anonymous.send(t, query, variables{"in": variables{"posts": 5 * n, "claimants": many(n), "method": "HAMILTON"}})
			if refused := len(r.Errors) > 0 && r.Errors[0].Extensions.Code == "LIMITED"; refused != (n == 1_000) || !refused && len(r.Errors) > 0 {
				t.Errorf("thresholds of %d by Hamilton give %.300s", n, r.Body)
			}
		}
		all := `query($in: ApportionInput!) {` + strings.Repeat(` x: apportion(input: $in) { ... on Apportionment { shares { key } } }`, 1)
		for i := range 60 {
			all += fmt.Sprintf(` x%d: apportion(input: $in) { ... on Apportionment { shares { key posts } } }`, i)
		}
		wrong{"sixty answers for many", all + " }", variables{"in": variables{"posts": 1, "claimants": many(10_000)}}, "LIMITED", ""}.check(t, d.anonymous)
	})
}
