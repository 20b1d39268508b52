package apportion

import "math"

// MaxPosts is the largest number of posts, and of any bound on posts.
const MaxPosts = math.MaxInt32

// maxNeed is the largest sum of needs, in millionths: twice it still fits an int64, so no priority can overflow.
const maxNeed = 4_000_000_000_000_000_000

// solver is one race of claimants for posts, with a floor and a cap for each: the inner engine. Its buffers are reused, so
// that a simulation allocates nothing per draw:
//
//	s := newSolver(Webster, LargerNeed, keys) // once per goroutine; method and rule may be any
//	copy(s.low, floors)                       // low is 0 and high MaxPosts until set; high may exceed the posts
//	for ... {
//		copy(s.need, draw)                    // in any integer unit; not negative; sum at most maxNeed
//		if s.solve(62) { use(s.posts) }       // false: the bounds leave no way to give exactly 62
//	}
//
// The result is exact and depends on keys, never on positions. Ties are settled by the rule (reportOnly settles them like
// LargerNeed; taking the contested posts back is for the caller) and stay visible in tied and contested.
type solver struct {
	family family
	raw    bool // Hamilton keeps raw quotas
	quoted bool // whole and rest are set, and stay
	rule   TieRule
	roll   roll
	lots   []uint64 // the lot of each claimant, for SeededLot only

	need, low, high []int64
	existing        []int64 // posts held today; nil unless the rule is Existing, or moves are limited
	posts           []int64 // the result

	held, next int     // who holds the lowest priority held above a floor, and the highest below a cap; -1 if nobody
	tied       []int32 // who has a post at the contested priority, in the order of the rule: the first contested of them won
	contested  int64

	whole      []int64 // of Hamilton's quotas
	rest       []uint64
	quotaPosts int64 // Hamilton's quota is need x quotaPosts / quotaNeed, for whoever is not held by a bound
	quotaNeed  int64
	picked     []entry
	other      []entry
}

// roll says who stands where: by claimants in their own order, which need not be copied then, or else by keys.
type roll struct {
	claimants []Claimant
	keys      []string
}

func (r roll) key(i int) string {
	if r.keys == nil {
		return r.claimants[i].Key
	}
	return r.keys[i]
}

// newSolver makes room for one race among the keys, which must differ.
func newSolver(m Method, rule TieRule, keys []string) *solver {
	return newSolverOf(m, rule, len(keys), roll{keys: keys})
}

// newSolverOf makes room for one race among so many of a roll.
func newSolverOf(m Method, rule TieRule, n int, who roll) *solver {
	numbers := make([]int64, 4*n)
	cut := func(k int) []int64 { return numbers[k*n : (k+1)*n : (k+1)*n] }
	s := &solver{
		family: m.family(), rule: rule, roll: who, need: cut(0), low: cut(1), high: cut(2), posts: cut(3),
		held: -1, next: -1,
	}
	if rule == Existing {
		s.existing = make([]int64, n)
	}
	if s.family == hamilton {
		s.whole, s.rest = make([]int64, n), make([]uint64, n)
	}
	for i := range s.high {
		s.high[i] = MaxPosts
	}
	return s
}

// window is the race among the claimants from a to b alone, on the same memory.
func (s *solver) window(a, b int) *solver {
	w := *s
	w.roll = roll{part(s.roll.claimants, a, b), part(s.roll.keys, a, b)}
	w.need, w.low, w.high = s.need[a:b], s.low[a:b], s.high[a:b]
	w.posts = s.posts[a:b]
	w.existing, w.whole, w.rest, w.lots = part(s.existing, a, b), part(s.whole, a, b), part(s.rest, a, b), part(s.lots, a, b)
	w.tied, w.picked, w.other = nil, nil, nil
	return &w
}

// part cuts a slice, if there is one.
func part[T any](list []T, a, b int) []T {
	if list == nil {
		return nil
	}
	return list[a:b]
}

// solve gives exactly total posts, if low and high allow it, and finds the certificate and the tie.
func (s *solver) solve(total int64) bool {
	s.held, s.next, s.contested, s.tied = -1, -1, 0, s.tied[:0]
	var least, most int64
	var needs float64
	for i, w := range s.need {
		needs += float64(w)
		least += s.low[i]
		most += s.ceiling(i)
	}
	if least > total || most < total {
		return false
	}
	if s.family == hamilton {
		s.byRemainders(total)
	} else {
		s.byDivisor(total, needs)
	}
	s.exchange()
	s.settle()
	return true
}

// ceiling is the most that a claimant may get: its cap, or its floor if it has no need.
func (s *solver) ceiling(i int) int64 {
	if s.need[i] == 0 {
		return s.low[i]
	}
	return s.high[i]
}
