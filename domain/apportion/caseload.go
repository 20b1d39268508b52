package apportion

import (
	"cmp"
	"math"
	"math/bits"
	"slices"

	"waymark/domain/decimal"
	"waymark/domain/fault"
)

// PricedClaimant asks for posts of one grade out of a budget.
type PricedClaimant struct {
	Key   string
	Grade string
	Need  decimal.Decimal // not negative
	Floor int64           // the fewest posts
	Cap   *int64          // the most posts; nil when only the money limits them
}

// CaseloadProblem asks how to spend a budget on posts of unequal cost so that the worst caseload is as small as can be.
type CaseloadProblem struct {
	Budget    Budget
	Costs     map[string]int64 // pence for a post of each grade, above nought
	Claimants []PricedClaimant
}

// PricedShare is what one claimant gets.
type PricedShare struct {
	Key          string
	Posts, Pence int64
}

// Caseload is an exact need per post.
type Caseload struct {
	Key   string // who has it; of several the first by key
	Need  decimal.Decimal
	Posts int64
}

// CaseloadAnswer is the best use of a budget against the worst caseload. Of all ways to reach that worst caseload it is the
// one that costs least: nobody has a post more than the floor or the worst caseload asks for.
type CaseloadAnswer struct {
	Shares  []PricedShare // in the order of the claimants
	Spent   int64         // pence, without what was committed
	Unspent int64
	Worst   *Caseload // nil when nobody has need
	// Better proves the answer: what anything with a strictly smaller worst caseload needs at least. Nil when nobody has need.
	Better *BetterCaseload
}

// BetterCaseload is the fewest posts with which every caseload is strictly below the worst one of an answer: for each
// claimant the floor or, if that is more, need/worst rounded down plus 1.
type BetterCaseload struct {
	Posts  []int64  // in the order of the claimants
	Pence  int64    // what they cost; the largest integer when it is more than that
	Capped []string // who may not have so many, sorted
}

// Refuted tells whether the better answer is out of reach of the money that is free, or of a cap. It is true of every answer.
func (b BetterCaseload) Refuted(free int64) bool { return b.Pence > free || len(b.Capped) > 0 }

// Solve finds the answer exactly, by search over the critical values need/posts. The error is a fault.List, INFEASIBLE when
// the floors cost more than there is, or when not everybody with need can have a post.
func (p CaseloadProblem) Solve() (*CaseloadAnswer, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	search := caseloadSearch{problem: p, free: p.Budget.Pence - p.Budget.Committed}
	worst, err := search.run()
	if err != nil {
		return nil, err
	}
	answer := &CaseloadAnswer{}
	for i, c := range p.Claimants {
		posts := search.posts(i, worst)
		pence := posts * p.Costs[c.Grade]
		answer.Shares = append(answer.Shares, PricedShare{Key: c.Key, Posts: posts, Pence: pence})
		answer.Spent += pence
		if c.Need > 0 && (answer.Worst == nil || higher(c, posts, answer.Worst)) {
			answer.Worst = &Caseload{Key: c.Key, Need: c.Need, Posts: posts}
		}
	}
	answer.Unspent = search.free - answer.Spent
	if answer.Worst != nil {
		answer.Better = p.better(*answer.Worst)
	}
	return answer, nil
}

func higher(c PricedClaimant, posts int64, worst *Caseload) bool {
	order := compareCaseloads(int64(c.Need), posts, int64(worst.Need), worst.Posts)
	return order > 0 || order == 0 && c.Key < worst.Key
}

// better gives the proof of an answer whose worst caseload is the given one.
func (p CaseloadProblem) better(worst Caseload) *BetterCaseload {
	b := &BetterCaseload{}
	for _, c := range p.Claimants {
		posts := c.Floor
		if c.Need > 0 {
			needed, _ := mulDiv(int64(c.Need), worst.Posts, int64(worst.Need))
			posts = max(posts, addedPence(needed, 1, 1))
		}
		if c.Cap != nil && posts > *c.Cap {
			b.Capped = append(b.Capped, c.Key)
		}
		b.Posts = append(b.Posts, posts)
		b.Pence = addedPence(b.Pence, posts, p.Costs[c.Grade])
	}
	slices.Sort(b.Capped)
	return b
}

func (p CaseloadProblem) check() error {
	var faults fault.List
	p.Budget.check(&faults)
	for _, grade := range sortedKeys(p.Costs) {
		if p.Costs[grade] <= 0 {
			refuse(&faults, []string{"costs", grade}, "a post costs more than nothing, not %d pence", p.Costs[grade])
		}
	}
	seen := map[string]bool{}
	for i, c := range p.Claimants {
		at := func(field string) []string { return []string{"claimants", itoa(i), field} }
		if c.Key == "" || seen[c.Key] {
			refuse(&faults, at("key"), "each claimant has a key of its own")
		}
		seen[c.Key] = true
		if _, priced := p.Costs[c.Grade]; !priced {
			refuse(&faults, at("grade"), "no cost is given for the grade %.64q", c.Grade)
		}
		if c.Need < 0 {
			refuse(&faults, at("need"), "a need is not negative, as %s is", c.Need)
		}
		if c.Floor < 0 || c.Cap != nil && *c.Cap < 0 {
			refuse(&faults, at("floor"), "bounds are not negative")
		}
	}
	return faults.Err()
}

// mulDiv gives a*b/c rounded down, and whether it is exact; the largest integer when it is more than that. No argument is
// negative, and c is not nought.
func mulDiv(a, b, c int64) (quotient int64, exact bool) {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	if hi >= uint64(c) {
		return math.MaxInt64, true
	}
	q, r := bits.Div64(hi, lo, uint64(c))
	if q > math.MaxInt64 {
		return math.MaxInt64, true
	}
	return int64(q), r == 0
}

// compareCaseloads orders a/k and b/l.
func compareCaseloads(a, k, b, l int64) int {
	hi1, lo1 := bits.Mul64(uint64(a), uint64(l))
	hi2, lo2 := bits.Mul64(uint64(b), uint64(k))
	return cmp.Or(cmp.Compare(hi1, hi2), cmp.Compare(lo1, lo2))
}
