package apportion_test

import (
	"errors"
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"waymark/domain/apportion"
	"waymark/domain/decimal"
)

func pointer(n int64) *int64 { return &n }

// randomProblem draws a small problem with any of the constraints; needs are small, so that ties are frequent.
func randomProblem(rng *rand.Rand) apportion.Problem {
	p := apportion.Problem{
		Method: apportion.Methods()[rng.IntN(7)],
		Posts:  rng.Int64N(9),
		Tier:   []apportion.Tier{apportion.Flat, apportion.Flat, apportion.TwoStage, apportion.Nested}[rng.IntN(4)],
		Ties: []apportion.TieRule{
			apportion.LargerNeed, apportion.SmallerNeed, apportion.Existing, apportion.SeededLot, apportion.ReportOnly,
		}[rng.IntN(5)],
		HamiltonBounds: []apportion.HamiltonBounds{apportion.Rebased, apportion.Raw}[rng.IntN(2)],
		LotSeed:        rng.Uint64N(100),
	}
	most := []int64{2, 6, 40, 1_000_000_007}[rng.IntN(4)]
	groups := 1 + rng.IntN(3)
	if p.Tier != apportion.Flat {
		for g := range groups {
			group := apportion.Group{Key: fmt.Sprintf("g%d", g), Floor: rng.Int64N(4) * rng.Int64N(2)}
			if rng.IntN(3) == 0 {
				group.Cap = pointer(group.Floor + rng.Int64N(4))
			}
			p.Groups = append(p.Groups, group)
		}
	}
	simple := rng.IntN(2) == 0
	for i := range 1 + rng.IntN(5) {
		c := apportion.Claimant{Key: fmt.Sprintf("c%d", i), Need: decimal.Decimal(rng.Int64N(most + 1)), Existing: pointer(rng.Int64N(4))}
		if g := rng.IntN(groups + 1); p.Tier != apportion.Flat && g < groups {
			c.Group = fmt.Sprintf("g%d", g)
		}
		switch kind := rng.IntN(9); {
		case simple:
		case kind < 2:
			c.Floor = 1 + rng.Int64N(2)
		case kind < 4:
			c.Cap = pointer(rng.Int64N(4))
		case kind == 4:
			c.Fixed = pointer(rng.Int64N(3))
		case kind == 5:
			c.Base = 1 + rng.Int64N(2)
		case kind == 6:
			c.Protect = []apportion.Protection{apportion.ProtectAsFloor, apportion.ProtectAsBase, apportion.ProtectAsFixed}[rng.IntN(3)]
		}
		p.Claimants = append(p.Claimants, c)
	}
	if p.Tier == apportion.Flat && rng.IntN(4) == 0 {
		p.MaxMoves = pointer(rng.Int64N(5))
	}
	return p
}

// span is the bounds of a claimant, worked out without the engine.
func span(c apportion.Claimant, posts int64) (base, low, high int64) {
	base, low, high = c.Base, max(c.Floor, c.Base), posts+100
	if c.Cap != nil {
		high = *c.Cap
	}
	if c.Fixed != nil {
		low, high = max(low, *c.Fixed), min(high, *c.Fixed)
	}
	switch c.Protect {
	case apportion.ProtectAsFloor:
		low = max(low, *c.Existing)
	case apportion.ProtectAsBase:
		base, low = *c.Existing, max(low, *c.Existing)
	case apportion.ProtectAsFixed:
		low, high = max(low, *c.Existing), min(high, *c.Existing)
	}
	if c.Need == 0 {
		high = min(low, high)
	}
	return base, low, high
}

// everyAllocation visits all allocations that satisfy every constraint of the problem.
func everyAllocation(p apportion.Problem, visit func([]int64)) {
	posts := make([]int64, len(p.Claimants))
	var place func(i int, left int64)
	place = func(i int, left int64) {
		if i == len(posts) {
			if left == 0 && groupsAllow(p, posts) && movesAllow(p, posts) {
				visit(posts)
			}
			return
		}
		_, low, high := span(p.Claimants[i], p.Posts)
		if low > high {
			return
		}
		for k := low; k <= min(high, left); k++ {
			posts[i] = k
			place(i+1, left-k)
		}
	}
	place(0, p.Posts)
}

func groupsAllow(p apportion.Problem, posts []int64) bool {
	for _, g := range p.Groups {
		var sum int64
		for i, c := range p.Claimants {
			if c.Group == g.Key {
				sum += posts[i]
			}
		}
		if sum < g.Floor || g.Cap != nil && sum > *g.Cap {
			return false
		}
	}
	return true
}

func movesAllow(p apportion.Problem, posts []int64) bool {
	if p.MaxMoves == nil {
		return true
	}
	left := *p.MaxMoves
	for i, c := range p.Claimants {
		left -= max(0, posts[i]-*c.Existing)
	}
	return left >= 0
}

// criterion is what a method makes as small as can be, as a list to be compared from its beginning; nil if it has none.
func criterion(p apportion.Problem, posts []int64) []*big.Rat {
	var list []*big.Rat
	sum := new(big.Rat)
	unmet := new(big.Rat)
	for i, c := range p.Claimants {
		base, low, high := span(c, p.Posts)
		if c.Need == 0 || low == high && p.Method == apportion.Hamilton {
			continue
		}
		w, s := big.NewRat(int64(c.Need), 1), big.NewRat(posts[i]-base, 1)
		switch p.Method {
		case apportion.Webster:
			sum.Add(sum, s.Quo(s.Mul(s, s), w))
		case apportion.HuntingtonHill, apportion.Adams:
			if s.Sign() == 0 { // the needs without a post are compared first: as few of them as can be, and the smallest
				list = append(list, w)
				unmet.Add(unmet, w)
			} else if p.Method == apportion.Adams {
				list = append(list, w.Quo(w, s))
			} else {
				sum.Add(sum, w.Quo(w.Mul(w, w), s))
			}
		case apportion.Jefferson:
			list = append(list, s.Quo(s, w))
		case apportion.Leximin:
			list = append(list, s.Neg(s.Quo(s, w)))
		default:
			return nil
		}
	}
	switch p.Method {
	case apportion.Webster:
		return []*big.Rat{sum}
	case apportion.HuntingtonHill:
		return []*big.Rat{unmet, sum}
	}
	slices.SortFunc(list, func(a, b *big.Rat) int { return b.Cmp(a) })
	switch p.Method {
	case apportion.Adams: // beyond the worst, a list in order would also decide what is a tie to the method
		return append([]*big.Rat{unmet}, list[:min(1, len(list))]...)
	case apportion.Jefferson:
		return list[:min(1, len(list))]
	}
	return list
}

func lexically(a, b []*big.Rat) int {
	return slices.CompareFunc(a, b, func(x, y *big.Rat) int { return x.Cmp(y) })
}

func posts(a *apportion.Apportionment) []int64 {
	list := make([]int64, len(a.Shares))
	for i := range list {
		list[i] = a.Shares[i].Posts
	}
	return list
}

// Against all allocations of a small problem: there is an answer exactly if there is an allocation, no allocation is better
// by the method's own measure, and the verifier agrees.
func TestNoAllocationIsBetter(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	answered, refused := 0, 0
	for range 40_000 {
		p := randomProblem(rng)
		var best []*big.Rat
		possible := false
		everyAllocation(p, func(s []int64) {
			possible = true
			if c := criterion(p, s); best == nil || lexically(c, best) < 0 {
				best = c
			}
		})
		a, err := apportion.Apportion(p)
		var infeasible *apportion.Infeasible
		switch {
		case err == nil != possible:
			t.Fatalf("%s: possible %t, but %v", show(p), possible, err)
		case err != nil && (!errors.As(err, &infeasible) || len(infeasible.Conflicts) == 0):
			t.Fatalf("%s: %v", show(p), err)
		case err != nil:
			refused++
			continue
		}
		answered++
		if err := apportion.Verify(p, posts(a)); err != nil {
			t.Fatalf("%s: %v gives %v", show(p), err, posts(a))
		}
		if !a.Certificate.Holds {
			t.Fatalf("%s: the certificate does not hold for %v", show(p), posts(a))
		}
		if p.Tier == apportion.TwoStage || p.Ties == apportion.ReportOnly {
			continue
		}
		if got := criterion(p, posts(a)); lexically(got, best) != 0 {
			t.Fatalf("%s: %v measures %v, and %v is possible", show(p), posts(a), got, best)
		}
	}
	t.Logf("%d answered, %d refused", answered, refused)
	if answered < 10_000 || refused < 1000 {
		t.Errorf("only %d answered and %d refused", answered, refused)
	}
}

func show(p apportion.Problem) string {
	text := fmt.Sprintf("%s %d posts %s %s %s moves %s;", p.Method, p.Posts, p.Tier, p.Ties, p.HamiltonBounds, show1(p.MaxMoves))
	for _, c := range p.Claimants {
		text += fmt.Sprintf(" %s(%s) need %d floor %d cap %s fixed %s base %d existing %s %s;", c.Key, c.Group, int64(c.Need), c.Floor,
			show1(c.Cap), show1(c.Fixed), c.Base, show1(c.Existing), c.Protect)
	}
	for _, g := range p.Groups {
		text += fmt.Sprintf(" %s floor %d cap %s;", g.Key, g.Floor, show1(g.Cap))
	}
	return text
}

func show1(n *int64) string {
	if n == nil {
		return "-"
	}
	return fmt.Sprint(*n)
}
