package apportion_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"waymark/domain/apportion"
	"waymark/domain/decimal"
)

func needing(needs ...string) []apportion.Claimant {
	list := make([]apportion.Claimant, len(needs))
	for i, need := range needs {
		list[i] = apportion.Claimant{Key: fmt.Sprintf("c%d", i), Need: decimal.MustParse(need)}
	}
	return list
}

// What floats get wrong, and this must not.
func TestPrecision(t *testing.T) {
	tests := []struct {
		name   string
		method apportion.Method
		posts  int64
		needs  []string
		want   []int64
		ties   int
	}{
		{"one unit apart near 2^53", apportion.Webster, 1, []string{"9007199254.740992", "9007199254.740993"}, []int64{0, 1}, 0},
		{"one unit apart beyond 2^53, Hamilton", apportion.Hamilton, 1, []string{"900719925474.099301", "900719925474.099302"}, []int64{0, 1}, 0},
		{"one unit apart, Hill", apportion.HuntingtonHill, 3, []string{"1000000000000.000001", "1000000000000"}, []int64{2, 1}, 0},
		{"one unit apart, Dean", apportion.Dean, 3, []string{"1000000000000", "1000000000000.000001"}, []int64{1, 2}, 0},
		{"one unit apart, Adams", apportion.Adams, 3, []string{"1999999999999", "1999999999999.000001"}, []int64{1, 2}, 0},
		{"0.1 + 0.2 is 0.3", apportion.Webster, 1, []string{"0.3", "0.3", "0.4"}, []int64{0, 0, 1}, 0},
		{"0.1, 0.3/3 and 0.2/2 are equal", apportion.Jefferson, 4, []string{"0.1", "0.3", "0.2"}, []int64{0, 3, 1}, 1},
		{"the smallest needs", apportion.Webster, 3, []string{"0.000001", "0.000002"}, []int64{1, 2}, 0},
		{"no need", apportion.Webster, 0, []string{"0", "0"}, []int64{0, 0}, 0},
		{"fewer posts than claimants: by need", apportion.HuntingtonHill, 2, []string{"3", "1", "2"}, []int64{1, 0, 1}, 0},
		{"fewer posts than claimants, leximin: the smallest", apportion.Leximin, 2, []string{"3", "1", "2"}, []int64{0, 1, 1}, 0},
		{"a hundred millions to one", apportion.Adams, 2, []string{"100000000", "0.000001"}, []int64{1, 1}, 0},
		{"all posts to one", apportion.Dean, math.MaxInt32, []string{"0.000001"}, []int64{math.MaxInt32}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := apportioned(t, apportion.Problem{Method: tt.method, Posts: tt.posts, Claimants: needing(tt.needs...)})
			if got := posts(a); fmt.Sprint(got) != fmt.Sprint(tt.want) || len(a.Ties) != tt.ties {
				t.Errorf("%v, ties %v; want %v", got, a.Ties, tt.want)
			}
		})
	}
}

// Needs whose priorities crowd together, in large races: the verifier, which knows no floats, must agree.
func TestLargeRacesAreExact(t *testing.T) {
	rng := rand.New(rand.NewPCG(19, 20))
	for round := range 700 {
		n := 2 + rng.IntN(200)
		p := apportion.Problem{Method: apportion.Methods()[round%7], Posts: 1 + rng.Int64N([]int64{1000, 1_000_000, math.MaxInt32}[rng.IntN(3)])}
		p.HamiltonBounds = []apportion.HamiltonBounds{apportion.Rebased, apportion.Raw}[rng.IntN(2)]
		kind := rng.IntN(5)
		for i := range n {
			var need int64
			switch kind {
			case 0: // near each other at the limit of a float
				need = 1<<53 + rng.Int64N(3)
			case 1: // as uneven as can be
				need = 1 << rng.IntN(55)
			case 2: // equal
				need = 12_345_678
			case 3: // small whole numbers, with many ties
				need = 1 + rng.Int64N(20)
			default:
				need = rng.Int64N(1 << 50)
			}
			c := apportion.Claimant{Key: fmt.Sprint("c", i), Need: decimal.Decimal(need)}
			if rng.IntN(4) == 0 {
				c.Floor = rng.Int64N(p.Posts/int64(n) + 1)
			}
			if rng.IntN(4) == 0 {
				c.Cap = pointer(c.Floor + rng.Int64N(2*p.Posts/int64(n)+2))
			}
			p.Claimants = append(p.Claimants, c)
		}
		p.Claimants[0].Cap, p.Claimants[0].Need = nil, max(p.Claimants[0].Need, 1)
		apportioned(t, p)
	}
}

func TestTenThousandClaimantsAndTwoThousandMillionPosts(t *testing.T) {
	rng := rand.New(rand.NewPCG(21, 22))
	for _, m := range apportion.Methods() {
		p := apportion.Problem{Method: m, Posts: 2_000_000_000}
		for i := range 10_000 {
			p.Claimants = append(p.Claimants, apportion.Claimant{Key: fmt.Sprint(i), Need: decimal.Decimal(1 + rng.Int64N(100_000_000_000_000))})
		}
		a, err := apportion.Apportion(p)
		if err != nil {
			t.Fatal(err)
		}
		var sum int64
		for _, s := range a.Shares {
			sum += s.Posts
		}
		if sum != p.Posts || !a.Certificate.Holds {
			t.Errorf("%s: %d posts, certificate %t", m, sum, a.Certificate.Holds)
		}
	}
}

func TestNobody(t *testing.T) {
	for _, m := range apportion.Methods() {
		a := apportioned(t, apportion.Problem{Method: m})
		if len(a.Shares) != 0 || !a.Certificate.Holds || len(a.NextInLine(5))+len(a.FirstToLose(5)) != 0 || len(a.Warnings()) != 0 {
			t.Errorf("%s: %+v", m, a)
		}
		_, err := apportion.Apportion(apportion.Problem{Method: m, Posts: 3})
		if err == nil || err.Error() != "No allocation is possible: nobody may have the 3 posts to give out." {
			t.Errorf("%s: %v", m, err)
		}
	}
}
