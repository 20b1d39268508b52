package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestApportionNumbers holds that needs are exact, that every number of posts that fits an Int is given out, and that nothing
// depends on the unit of need.
func TestApportionNumbers(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		// 0.1 + 0.2 and 0.3 tie as decimals, and not as floats.
		a := apportion(t, d.anonymous, variables{"posts": 1, "claimants": needs("0.3", "0.300000"), "tieRule": "REPORT_ONLY"})
		if a.Undecided != 1 || len(a.Ties) != 1 {
			t.Errorf("equal decimals do not tie: %+v", a)
		}
		a = apportion(t, d.anonymous, variables{"posts": 1, "claimants": needs("9007199254.740992", "9007199254.740993")})
		if !slices.Equal(a.posts(), []int64{0, 1}) || len(a.Ties) > 0 {
			t.Errorf("what differs in the last place ties: %+v", a)
		}
		a = apportion(t, d.anonymous, variables{"posts": 2_147_483_647, "claimants": needs("1", "1", "0")})
		if a.posts()[0]+a.posts()[1] != 2_147_483_647 || a.posts()[2] != 0 || a.Shares[0].Quota != "1073741823.5" {
			t.Errorf("got %+v", a.Shares)
		}
		a = apportion(t, d.anonymous, variables{"posts": 2_147_483_647, "claimants": needs("0.000001"), "method": "HUNTINGTON_HILL"})
		if p := a.Certificate.LowestHeld; p == nil || p.Priority != "0.000000000000000466" || !strings.HasPrefix(p.Exact, "sqrt(1/") {
			t.Errorf("the smallest need for the most posts has the priority %+v", p)
		}
		if low := a.Multiplier.Low; low == nil || strings.Contains(*low, "e") {
			t.Errorf("the multiplier is %v", *low)
		}
		a = apportion(t, d.anonymous, variables{"posts": 0, "claimants": []variables{}})
		if a.Typename != "Apportionment" || len(a.Shares) != 0 || !a.Certificate.Holds {
			t.Errorf("nothing for nobody gives %+v", a)
		}
	})
}

// many gives n claimants with needs from 1 to 1,000 in an order that is none.
func many(n int) []variables {
	list := make([]variables, n)
	for i := range list {
		list[i] = variables{"key": fmt.Sprintf("c%05d", i), "need": fmt.Sprintf("%d.%02d", 1+i*7919%1000, i%100)}
	}
	return list
}

// TestApportionMany holds for as many claimants as there may be.
func TestApportionMany(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		for _, posts := range []int64{1_000_000, 2_000_000_000} {
			for _, method := range []string{"WEBSTER", "HAMILTON"} {
				a := apportion(t, d.anonymous, variables{"posts": posts, "claimants": many(10_000), "method": method})
				var sum int64
				for i, s := range a.Shares {
					sum += s.Posts
					if want := fmt.Sprintf("c%05d", i); s.Key != want {
						t.Fatalf("%s stands in the place of %s", s.Key, want)
					}
				}
				if sum != posts-a.Undecided || len(a.Shares) != 10_000 || !a.Certificate.Holds {
					t.Errorf("%s gives %d of %d posts to %d, proof %v", method, sum, posts, len(a.Shares), a.Certificate.Holds)
				}
			}
		}
		all := variables{"in": variables{"posts": 1_000_000, "claimants": many(20_000)}}
		r := d.anonymous.ask(t, `query($in: ApportionInput!) { apportion(input: $in) { ... on Apportionment {
			shares { __typename key group need posts quota gainThreshold loseThreshold binding existing change } } } }`, all)
		if n := len(at(t, r, "apportion", "shares").([]any)); n != 20_000 {
			t.Errorf("%d shares of 20,000", n)
		}
		if a := apportion(t, d.anonymous, variables{"posts": 1, "claimants": many(20_001)}); len(a.Errors) != 1 || !slices.Equal(a.Errors[0].Path, []string{"input", "claimants"}) {
			t.Errorf("20,001 claimants are refused with %+v", a.Errors)
		}
	})
}
