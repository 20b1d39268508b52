package apportion

import (
	"cmp"
	"math/big"
	"slices"

	"waymark/domain/decimal"
	"waymark/domain/fault"
)

// The largest robust problem.
const (
	MaxRegretClaimants = 1_000
	MaxScenarios       = 50
)

// Scenario is one picture of need that may turn out to be true.
type Scenario struct {
	Name  string                     // each its own
	Needs map[string]decimal.Decimal // of every claimant of the problem, above nought, and of nobody else
}

// RobustAnswer is an allocation that no scenario may find very wrong. The measure is Z(s, w) = W sum s^2/w - N^2, with W the
// sum of the needs and N the posts: nought when posts are exactly proportional, and least, within the bounds, by Webster's
// method. The regret of an allocation in a scenario is its Z less the least Z there; the answer makes the largest regret
// small. It is exact where Exact says so. Otherwise no single transfer of a post improves it, and Bound says how much
// better another allocation could be at most. All numbers are exact fractions.
type RobustAnswer struct {
	Shares []RobustShare    // in the order of the problem's claimants
	Regret *big.Rat         // the largest regret of the answer
	Bound  *big.Rat         // no allocation has a smaller largest regret; Regret itself when Exact
	Exact  bool             // nothing is better
	In     []ScenarioRegret // in the order of the scenarios
	// MeanRegret is the largest regret of the obvious answer, Webster's for the mean of each claimant's needs.
	MeanRegret *big.Rat
}

// RobustShare is the posts of one claimant: in the answer, and for the mean of the needs.
type RobustShare struct {
	Key         string
	Posts, Mean int64
}

// ScenarioRegret is one scenario beside the answer.
type ScenarioRegret struct {
	Name   string
	Best   []int64  // the posts that Webster gives if it is true, in the order of the claimants
	Least  *big.Rat // Z of them
	Regret *big.Rat // of the answer
	Mean   *big.Rat // the regret of the answer for the mean of the needs
}

// MinMaxRegret gives the allocation for several scenarios. Of the problem it uses the posts and the claimants' bounds, a
// base as a floor; need and method are not looked at, and only FLAT problems without a limit of moves are taken. The error
// is *InvalidInput or *Infeasible.
func MinMaxRegret(p Problem, scenarios []Scenario) (*RobustAnswer, error) {
	g, err := newRegretGame(p, scenarios)
	if err != nil {
		return nil, err
	}
	mean := g.mean()
	best, lambda := g.approach(mean)
	best = g.exchange(best)
	best, exact := g.enumerate(best, lambda)
	answer := &RobustAnswer{Exact: exact, Shares: make([]RobustShare, len(g.place))}
	answer.Regret, answer.MeanRegret = g.largest(best), g.largest(mean)
	answer.Bound = answer.Regret
	if !exact {
		answer.Bound = g.bound(lambda)
		answer.Exact = answer.Bound.Cmp(answer.Regret) >= 0
	}
	for n, place := range g.place {
		answer.Shares[place] = RobustShare{Key: g.keys[n], Posts: best[n], Mean: mean[n]}
	}
	for r, s := range scenarios {
		in := ScenarioRegret{Name: s.Name, Best: make([]int64, len(g.place)), Least: g.least[r]}
		for n, place := range g.place {
			in.Best[place] = g.best[r][n]
		}
		in.Regret = new(big.Rat).Sub(g.spread(r, best), g.least[r])
		in.Mean = new(big.Rat).Sub(g.spread(r, mean), g.least[r])
		answer.In = append(answer.In, in)
	}
	return answer, nil
}

// regretGame is the problem by key: what one scenario after another says of an allocation.
type regretGame struct {
	posts     int64
	keys      []string
	place     []int // of each key, its place in the problem
	low, high []int64
	need      [][]int64   // by scenario
	sum       []int64     // of each scenario's needs
	price     [][]float64 // W/w
	best      [][]int64   // Webster's posts
	least     []*big.Rat  // Z of them
	floor     []float64   // the same plus N^2, as a float
}

func newRegretGame(p Problem, scenarios []Scenario) (*regretGame, error) {
	p.Claimants = slices.Clone(p.Claimants)
	for i := range p.Claimants {
		p.Claimants[i].Need = decimal.One
	}
	p.Method, p.Ties = Webster, LargerNeed
	if err := checkRegret(p.withDefaults(), scenarios); err != nil {
		return nil, err
	}
	g := &regretGame{posts: p.Posts}
	for i := range p.Claimants {
		g.place = append(g.place, i)
	}
	slices.SortFunc(g.place, func(a, b int) int { return cmp.Compare(p.Claimants[a].Key, p.Claimants[b].Key) })
	for _, i := range g.place {
		l := limitsOf(&p.Claimants[i])
		g.keys = append(g.keys, p.Claimants[i].Key)
		g.low, g.high = append(g.low, l.low), append(g.high, min(l.high, p.Posts))
	}
	if _, err := Apportion(p); err != nil { // says whether the bounds allow anything
		return nil, err
	}
	square := new(big.Rat).SetInt(new(big.Int).Mul(big.NewInt(g.posts), big.NewInt(g.posts)))
	for _, s := range scenarios {
		var sum int64
		need := make([]int64, len(g.keys))
		for n, key := range g.keys {
			need[n] = int64(s.Needs[key])
			sum += need[n]
		}
		price := make([]float64, len(need))
		for n, w := range need {
			price[n] = float64(sum) / float64(w)
		}
		g.need, g.sum, g.price = append(g.need, need), append(g.sum, sum), append(g.price, price)
		g.best = append(g.best, g.webster(need))
		r := len(g.least)
		g.least = append(g.least, g.spread(r, g.best[r]))
		floor, _ := new(big.Rat).Add(g.least[r], square).Float64()
		g.floor = append(g.floor, floor)
	}
	return g, nil
}

func checkRegret(p Problem, scenarios []Scenario) error {
	var faults fault.List
	if p.Tier != Flat || p.MaxMoves != nil {
		faults.Add("tier", "regret is computed for FLAT problems without a limit of moves")
	}
	if len(p.Claimants) > MaxRegretClaimants || len(scenarios) == 0 || len(scenarios) > MaxScenarios {
		faults.Add("scenarios", "regret is computed for up to %d claimants and from 1 to %d scenarios", MaxRegretClaimants, MaxScenarios)
	}
	known, names := map[string]bool{}, map[string]bool{}
	for _, c := range p.Claimants {
		known[c.Key] = true
	}
	for r, s := range scenarios {
		at := func(field ...string) []string { return append([]string{"scenarios", itoa(r)}, field...) }
		if s.Name == "" || names[s.Name] {
			refuse(&faults, at("name"), "each scenario has a name of its own")
		}
		names[s.Name] = true
		sum := decimal.Zero
		for _, key := range sortedKeys(s.Needs) {
			need := s.Needs[key]
			switch {
			case !known[key]:
				refuse(&faults, at("needs", key), "there is no claimant %.64q", key)
			case need <= 0 || need > maxNeed-sum:
				refuse(&faults, at("needs", key), "a need in a scenario is above 0, and their sum at most %s, unlike %s", decimal.Decimal(maxNeed), need)
			default:
				sum += need
			}
		}
		for _, c := range p.Claimants {
			if _, told := s.Needs[c.Key]; !told {
				refuse(&faults, at("needs", c.Key), "the scenario says no need of %.64q", c.Key)
			}
		}
	}
	if len(faults) > 0 {
		return &InvalidInput{faults}
	}
	return nil
}

// webster gives Webster's posts within the bounds.
func (g *regretGame) webster(need []int64) []int64 {
	s := newSolver(Webster, LargerNeed, g.keys)
	copy(s.need, need)
	copy(s.low, g.low)
	copy(s.high, g.high)
	if !s.solve(g.posts) {
		panic("apportion: a feasible race has no solution") // Apportion has proved that the bounds allow one
	}
	return slices.Clone(s.posts)
}

// mean gives Webster's posts for the sums of the needs, which are as their means.
func (g *regretGame) mean() []int64 {
	sums := make([]*big.Rat, len(g.keys))
	for n := range sums {
		sums[n] = new(big.Rat)
		for r := range g.need {
			sums[n].Add(sums[n], big.NewRat(g.need[r][n], int64(len(g.need))*millionths))
		}
	}
	_, scale := commonScale(sums, maxNeed)
	need := make([]int64, len(sums))
	for n, sum := range sums {
		need[n] = int64(scaled(sum, scale))
	}
	return g.webster(need)
}

// spread gives Z exactly.
func (g *regretGame) spread(r int, posts []int64) *big.Rat {
	z := new(big.Rat)
	for n, k := range posts {
		square := new(big.Int).Mul(big.NewInt(k), big.NewInt(k))
		z.Add(z, new(big.Rat).SetFrac(square, big.NewInt(g.need[r][n])))
	}
	z.Mul(z, new(big.Rat).SetInt64(g.sum[r]))
	return z.Sub(z, new(big.Rat).SetInt(new(big.Int).Mul(big.NewInt(g.posts), big.NewInt(g.posts))))
}

// largest gives the largest regret exactly.
func (g *regretGame) largest(posts []int64) *big.Rat {
	largest := new(big.Rat)
	for r := range g.need {
		if regret := g.spread(r, posts); regret.Sub(regret, g.least[r]).Cmp(largest) > 0 {
			largest = regret
		}
	}
	return largest
}
