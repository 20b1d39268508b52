package apportion

import (
	"math/big"
	"slices"
)

// enumeration tries all allocations, claimant by claimant, but those that cannot be better than the best one known.
type enumeration struct {
	game      *regretGame
	best      []int64
	regret    *big.Rat
	limit     float64 // the same as a float, plus what floats may be wrong by
	slack     float64
	lambda    []float64
	posts     []int64
	parts     [][]float64 // by claimant and scenario: what the posts given before have cost, less the floor
	rest      [][]float64 // by claimant and scenario: the sum of 1/price from there on
	mixedRest []float64   // of the weighted prices
	low, high []int64     // the sums of the bounds from there on
	nodes     int
}

// enumerate gives the best allocation, and whether it is proved that nothing is better; it gives up after regretNodes.
func (g *regretGame) enumerate(best []int64, lambda []float64) ([]int64, bool) {
	n, scenarios := len(g.keys), len(g.need)
	e := &enumeration{game: g, lambda: lambda, posts: make([]int64, n), low: make([]int64, n+1), high: make([]int64, n+1)}
	for _, floor := range g.floor {
		e.slack = max(e.slack, float64(regretSlack*floor))
	}
	e.mixedRest = make([]float64, n+1)
	e.parts, e.rest = make([][]float64, n+1), make([][]float64, n+1)
	for i := range e.parts {
		e.parts[i], e.rest[i] = make([]float64, scenarios), make([]float64, scenarios)
	}
	for i := n - 1; i >= 0; i-- {
		var mixed float64
		for r := range scenarios {
			e.rest[i][r] = e.rest[i+1][r] + 1/g.price[r][i]
			mixed += float64(lambda[r] * g.price[r][i])
		}
		e.mixedRest[i] = e.mixedRest[i+1] + 1/mixed
		e.low[i], e.high[i] = e.low[i+1]+g.low[i], e.high[i+1]+g.high[i]
	}
	for r, floor := range g.floor {
		e.parts[0][r] = -floor
	}
	e.take(best)
	complete := e.try(0, g.posts)
	return e.best, complete
}

// take makes an allocation the best one known.
func (e *enumeration) take(posts []int64) {
	e.best, e.regret = slices.Clone(posts), e.game.largest(posts)
	e.limit, _ = e.regret.Float64()
	e.limit += e.slack
}

// try gives the posts that are left to the claimants from i on, in every way; it tells whether it could finish.
func (e *enumeration) try(i int, left int64) bool {
	g := e.game
	if e.nodes++; e.nodes > regretNodes {
		return false
	}
	if i == len(g.keys) {
		if regret := g.largest(e.posts); regret.Cmp(e.regret) < 0 {
			e.take(e.posts)
		}
		return true
	}
	least, most := max(g.low[i], left-e.high[i+1]), min(g.high[i], left-e.low[i+1])
	for k := least; k <= most; k++ {
		square := float64(float64(k) * float64(k))
		for r := range e.parts[i] {
			e.parts[i+1][r] = e.parts[i][r] + float64(g.price[r][i]*square)
		}
		e.posts[i] = k
		if e.hopeless(i+1, left-k) {
			continue
		}
		if !e.try(i+1, left-k) {
			return false
		}
	}
	return true
}

// hopeless tells whether the regret must exceed the best one, even if the posts left could be divided into any fractions:
// in one scenario, or by the weights of the scenarios.
func (e *enumeration) hopeless(i int, left int64) bool {
	square := float64(float64(left) * float64(left))
	var mixed float64
	for r, part := range e.parts[i] {
		mixed += float64(e.lambda[r] * part)
		if e.rest[i][r] > 0 {
			part += square / e.rest[i][r]
		}
		if part > e.limit {
			return true
		}
	}
	if e.mixedRest[i] > 0 {
		mixed += square / e.mixedRest[i]
	}
	return mixed > e.limit
}
