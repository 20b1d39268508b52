package apportion

import (
	"fmt"
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
			s.existing[i] = rng.Int64N(4)
		}
		total := rng.Int64N(25)
		ok := s.solve(total)
		want, possible := plainly(s, total)
		if ok != possible || ok && !slices.Equal(s.posts, want) {
			t.Fatalf("round %d %+v: got %v, %v; want %v", round, s, s.posts, ok, want)
		}
	}
}
