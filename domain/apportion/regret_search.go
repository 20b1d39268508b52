package apportion

import (
	"math"
	"math/big"
	"slices"
)

const (
	regretRounds = 300     // of the search for the weights of the scenarios
	regretNodes  = 500_000 // of the enumeration
	regretSlack  = 1e-9    // by how much floats may be wrong, of the numbers that they are made of
)

// regrets gives the regret in each scenario as floats.
func (g *regretGame) regrets(posts []int64) []float64 {
	regrets := make([]float64, len(g.need))
	for r := range regrets {
		regrets[r] = -g.floor[r]
		for n, k := range posts {
			regrets[r] += float64(g.price[r][n] * float64(float64(k)*float64(k)))
		}
	}
	return regrets
}

// approach looks for the weights of the scenarios under which their weighted regret can least be kept small; they make the
// bound. On the way it meets Webster's answers to mixtures of the scenarios, of which it gives the best.
func (g *regretGame) approach(mean []int64) (best []int64, lambda []float64) {
	best = mean
	least := slices.Max(g.regrets(mean))
	try := func(posts []int64) []float64 {
		regrets := g.regrets(posts)
		if largest := slices.Max(regrets); largest < least {
			best, least = posts, largest
		}
		return regrets
	}
	for r := range g.need {
		try(g.best[r])
	}
	weights := make([]float64, len(g.need))
	for r := range weights {
		weights[r] = 1 / float64(len(weights))
	}
	lambda, highest := slices.Clone(weights), math.Inf(-1)
	for round := range regretRounds {
		regrets := try(g.webster(g.mixture(weights)))
		var value float64
		for r, regret := range regrets {
			value += float64(weights[r] * regret)
		}
		if value > highest {
			highest = value
			copy(lambda, weights)
		}
		size := max(1e-300, slices.Max(regrets)-slices.Min(regrets))
		var sum float64
		for r, regret := range regrets { // what is regretted more weighs more
			weights[r] *= exp(float64(regret-regrets[0]) / size / math.Sqrt(float64(1+round)))
			sum += weights[r]
		}
		for r := range weights {
			weights[r] /= sum
		}
	}
	return best, lambda
}

// mixture gives the needs for which Webster's method makes the weighted regret least: the inverses of the weighted prices.
func (g *regretGame) mixture(weights []float64) []int64 {
	shares := make([]float64, len(g.keys))
	var sum float64
	for n := range shares {
		var price float64
		for r, weight := range weights {
			price += float64(weight * g.price[r][n])
		}
		shares[n] = 1 / price
		sum += shares[n]
	}
	need := make([]int64, len(shares))
	for n, share := range shares {
		need[n] = max(1, int64(float64(share/sum)*(1<<60)))
	}
	return need
}

// bound gives a number that no allocation's largest regret is below, exactly: the least weighted regret when the sum of the
// posts is not imposed but priced, so that each claimant chooses alone. Weights and price may be any; these are good ones.
func (g *regretGame) bound(lambda []float64) *big.Rat {
	weights, sum := make([]*big.Rat, len(lambda)), new(big.Rat)
	for r, weight := range lambda {
		weights[r] = new(big.Rat).SetFloat64(math.Round(float64(weight*(1<<20))) / (1 << 20))
		sum.Add(sum, weights[r])
	}
	total := new(big.Rat)
	for r := range weights {
		weights[r].Quo(weights[r], sum)
		square := new(big.Rat).SetInt(new(big.Int).Mul(big.NewInt(g.posts), big.NewInt(g.posts)))
		total.Sub(total, square.Add(square, g.least[r]).Mul(square, weights[r]))
	}
	posts := g.webster(g.mixture(lambda))
	prices := make([]*big.Rat, len(g.keys))
	var price *big.Rat // what the post that is cheapest to add costs
	for n := range prices {
		prices[n] = new(big.Rat)
		for r, weight := range weights {
			part := big.NewRat(g.sum[r], g.need[r][n])
			prices[n].Add(prices[n], part.Mul(part, weight))
		}
		next := new(big.Rat).Mul(prices[n], new(big.Rat).SetInt64(2*posts[n]+1))
		if posts[n] < g.high[n] && (price == nil || next.Cmp(price) < 0) {
			price = next
		}
	}
	if price == nil { // nobody can have more: there is one allocation only
		price = new(big.Rat)
	}
	total.Add(total, new(big.Rat).Mul(price, new(big.Rat).SetInt64(g.posts)))
	for n := range prices {
		k := nearestChoice(price, prices[n], g.low[n], g.high[n])
		cost := new(big.Rat).Mul(prices[n], new(big.Rat).SetInt64(k))
		cost.Sub(cost, price).Mul(cost, new(big.Rat).SetInt64(k))
		total.Add(total, cost)
	}
	if total.Sign() < 0 { // a regret never is
		return new(big.Rat)
	}
	return total
}

// nearestChoice gives the whole number of posts within the bounds at which own x k^2 - price x k is least.
func nearestChoice(price, own *big.Rat, low, high int64) int64 {
	half := new(big.Rat).Quo(price, own)
	whole := new(big.Int).Add(half.Num(), half.Denom()) // round(half/2) = floor((half+1)/2)
	whole.Quo(whole, new(big.Int).Lsh(half.Denom(), 1))
	if !whole.IsInt64() {
		return high
	}
	return max(low, min(high, whole.Int64()))
}

// exchange moves single posts while that makes the largest regret smaller.
func (g *regretGame) exchange(posts []int64) []int64 {
	posts = slices.Clone(posts)
	for {
		regrets := g.regrets(posts)
		from, to, least := -1, -1, slices.Max(regrets)
		for i := range posts {
			for j := range posts {
				if i == j || posts[i] <= g.low[i] || posts[j] >= g.high[j] {
					continue
				}
				largest := math.Inf(-1)
				for r, regret := range regrets {
					regret += float64(g.price[r][j]*float64(2*posts[j]+1)) - float64(g.price[r][i]*float64(2*posts[i]-1))
					largest = max(largest, regret)
				}
				if largest < least {
					from, to, least = i, j, largest
				}
			}
		}
		if from < 0 {
			return posts
		}
		next := slices.Clone(posts)
		next[from]--
		next[to]++
		if g.largest(next).Cmp(g.largest(posts)) >= 0 { // the floats were wrong
			return posts
		}
		posts = next
	}
}
