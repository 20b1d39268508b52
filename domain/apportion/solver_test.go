package apportion

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
)

// plainly gives posts one by one to the highest priority, or among equals by the rule: slow, and what solve must equal.
func plainly(s *solver, total int64) ([]int64, bool) {
	posts := slices.Clone(s.low)
	for _, k := range posts {
		total -= k
	}
	if total < 0 {
		return nil, false
	}
	for ; total > 0; total-- {
		best := -1
		for i, k := range posts {
			if k < s.ceiling(i) && (best < 0 || s.before(i, k, best, posts[best])) {
				best = i
			}
		}
		if best < 0 {
			return nil, false
		}
		posts[best]++
	}
	return posts, true
}

func names(n int) []string {
	keys := make([]string, n)
	for i := range keys {
		keys[i] = fmt.Sprintf("c%04d", i)
	}
	return keys
}

func TestSolveIsGivingOneByOne(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	rules := []TieRule{LargerNeed, SmallerNeed, Existing, SeededLot}
	for round := range 60_000 {
		n := 1 + rng.IntN(7)
		s := newSolver(Methods()[round%7], rules[rng.IntN(4)], names(n))
		s.raw = rng.IntN(2) == 0
		s.drawLots(7)
		most := []int64{3, 10, 1000, 1 << 40}[rng.IntN(4)]
		for i := range n {
			s.need[i] = rng.Int64N(most + 1)
			s.low[i] = rng.Int64N(3) * rng.Int64N(2)
			s.high[i] = MaxPosts
			if rng.IntN(3) == 0 {
				s.high[i] = s.low[i] + rng.Int64N(4)
			}
			if s.existing != nil {
				s.existing[i] = rng.Int64N(4)
			}
		}
		total := rng.Int64N(25)
		ok := s.solve(total)
		want, possible := plainly(s, total)
		if ok != possible || ok && !slices.Equal(s.posts, want) {
			t.Fatalf("round %d %+v: got %v, %v; want %v", round, s, s.posts, ok, want)
		}
	}
}

// From any posts within the bounds, exchange finds what solve finds, however much there is to move.
func TestExchangePutsAnythingRight(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 5))
	for round := range 4000 {
		n := 2 + rng.IntN(30)
		s := newSolver(Methods()[round%7], LargerNeed, names(n))
		s.raw = rng.IntN(2) == 0
		for i := range n {
			s.need[i] = 1 + rng.Int64N([]int64{5, 1000, 1 << 40}[rng.IntN(3)])
			s.low[i], s.high[i] = rng.Int64N(3), 3+rng.Int64N(20)
		}
		total := int64(2*n) + rng.Int64N(int64(n))
		if !s.solve(total) {
			t.Fatalf("round %d: no solution", round)
		}
		want := slices.Clone(s.posts)
		for range rng.IntN(200) {
			from, to := rng.IntN(n), rng.IntN(n)
			if s.posts[from] > s.low[from] && s.posts[to] < s.high[to] {
				s.posts[from]--
				s.posts[to]++
			}
		}
		s.tied, s.contested = s.tied[:0], 0
		s.exchange()
		s.settle()
		if !slices.Equal(s.posts, want) {
			t.Fatalf("round %d %+v: got %v, want %v", round, s, s.posts, want)
		}
	}
}

// Needs that are exact multiples tie exactly, however badly floats show their quotients.
func TestMultiplesTie(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 7))
	for range 2000 {
		n := 2 + rng.IntN(20)
		unit := 1<<51 + rng.Int64N(1<<51) | 1
		for _, m := range []Method{Webster, Adams, Jefferson} {
			s := newSolver(m, LargerNeed, names(n))
			var total int64
			for i := range n {
				k := rng.Int64N(30)
				switch m {
				case Webster:
					s.need[i] = unit * (2*k + 1)
				case Jefferson:
					s.need[i] = unit * (k + 1)
				default:
					k++
					s.need[i] = unit * k
				}
				total += k
			}
			contested := 1 + rng.Int64N(int64(n-1))
			if !s.solve(total+contested) || len(s.tied) != n || s.contested != contested {
				t.Fatalf("%s: %d of %d tied for %d of %d posts", m, len(s.tied), n, s.contested, contested)
			}
		}
	}
}

func TestWords(t *testing.T) {
	for n, want := range map[int64]string{
		1: "a first", 2: "a second", 8: "an eighth", 10: "a tenth", 11: "an 11th", 12: "a 12th", 13: "a 13th", 18: "an 18th", 21: "a 21st", 22: "a 22nd",
		33: "a 33rd", 80: "an 80th", 111: "a 111th", 112: "a 112th", 800: "an 800th", 1011: "a 1,011th", 11_002: "an 11,002nd", 18_000: "an 18,000th",
	} {
		if got := ordinal(n); got != want {
			t.Errorf("%d is %q, want %q", n, got, want)
		}
	}
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1,000", -1234567: "-1,234,567", 2_000_000_000: "2,000,000,000"} {
		if got := grouped(n); got != want {
			t.Errorf("%d is %q, want %q", n, got, want)
		}
	}
}

func TestPrioritiesArePrintedRounded(t *testing.T) {
	tests := []struct {
		method  Method
		need, k int64
		decimal string
		text    string
	}{
		{HuntingtonHill, 2_000_000, 1, "1.414214", "1.414213562"},
		{HuntingtonHill, 1_000_000, 3, "0.288675", "0.288675134594812882"},
		{Webster, 1_000_000, 0, "2", "2"},
		{Webster, 1_000_000, 1, "0.666667", "0.666666667"},
		{Dean, 1_000_000, 1, "0.75", "0.75"},
		{Adams, 1_000_000, 7, "0.142857", "0.142857142857142857"},
		{Jefferson, 10_000_000, 2, "3.333333", "3.333333333"},
	}
	for _, tt := range tests {
		n := tt.method.family().priority(tt.need, tt.k)
		if d, ok := n.Decimal(); !ok || d.String() != tt.decimal || n.String() != tt.text {
			t.Errorf("%s: %s and %s, want %s and %s", tt.method, d, n, tt.decimal, tt.text)
		}
		if n.Cmp(n.inverse().inverse()) != 0 || (n.Cmp(n.inverse()) > 0) != (n.Cmp(quotient(big.NewInt(1), big.NewInt(1))) > 0) {
			t.Errorf("%s: %s compares wrongly", tt.method, n)
		}
	}
	if n := Adams.family().priority(1, 0); n != nil {
		t.Errorf("a first post has the priority %s", n)
	}
}
