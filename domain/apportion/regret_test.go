package apportion_test

import (
	"errors"
	"fmt"
	"math/big"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"waymark/domain/apportion"
	"waymark/domain/decimal"
)

// scenario makes a scenario of the claimants A, B, ...
func scenario(name string, needs ...int64) apportion.Scenario {
	s := apportion.Scenario{Name: name, Needs: map[string]decimal.Decimal{}}
	for i, need := range needs {
		s.Needs[string(rune('A'+i))] = decimal.Decimal(need)
	}
	return s
}

func robust(posts int64, claimants int) apportion.Problem {
	p := apportion.Problem{Posts: posts}
	for i := range claimants {
		p.Claimants = append(p.Claimants, apportion.Claimant{Key: string(rune('A' + i))})
	}
	return p
}

// Worked out by hand. Two claimants, 4 posts. If needs are 3 and 1: Z(a, b) = 4 (a^2/3 + b^2) - 16, which is 0 at (3, 1) and
// 16/3 at (2, 2); likewise the other way round. So (2, 2) regrets 16/3 in both; (3, 1) regrets nothing in one and 64/3 in the other.
func TestMinMaxRegret(t *testing.T) {
	a, err := apportion.MinMaxRegret(robust(4, 2), []apportion.Scenario{scenario("north", 3, 1), scenario("south", 1, 3)})
	if err != nil {
		t.Fatal(err)
	}
	if a.Shares[0].Posts != 2 || a.Shares[1].Posts != 2 || a.Regret.RatString() != "16/3" || !a.Exact || a.Bound.Cmp(a.Regret) != 0 {
		t.Errorf("got %+v, regret %s", a.Shares, a.Regret)
	}
	north := a.In[0]
	if fmt.Sprint(north.Best) != "[3 1]" || north.Least.Sign() != 0 || north.Regret.RatString() != "16/3" || a.MeanRegret.RatString() != "16/3" {
		t.Errorf("got %+v", north)
	}
}

// The mean of the scenarios may be much worse than the best: here one large scenario drowns the other two.
func TestMinMaxRegretBeatsTheMean(t *testing.T) {
	scenarios := []apportion.Scenario{scenario("1", 900, 100), scenario("2", 2, 8), scenario("3", 3, 7)}
	a, err := apportion.MinMaxRegret(robust(10, 2), scenarios)
	if err != nil {
		t.Fatal(err)
	}
	if a.Shares[0].Mean != 9 || a.MeanRegret.Cmp(a.Regret) <= 0 {
		t.Errorf("got %+v, regret %s and %s", a.Shares, a.Regret, a.MeanRegret)
	}
}

// leastRegret tries every allocation within the bounds.
func leastRegret(p apportion.Problem, scenarios []apportion.Scenario) *big.Rat {
	z := func(posts []int64, s apportion.Scenario) *big.Rat {
		sum, total := new(big.Rat), new(big.Rat)
		for i, c := range p.Claimants {
			need := big.NewRat(int64(s.Needs[c.Key]), 1)
			total.Add(total, need)
			sum.Add(sum, new(big.Rat).Quo(big.NewRat(posts[i]*posts[i], 1), need))
		}
		sum.Mul(sum, total)
		return sum.Sub(sum, big.NewRat(p.Posts*p.Posts, 1))
	}
	var all [][]int64
	var try func(posts []int64, left int64)
	try = func(posts []int64, left int64) {
		c := p.Claimants[len(posts)]
		for k := c.Floor; k <= left && (c.Cap == nil || k <= *c.Cap); k++ {
			next := append(posts[:len(posts):len(posts)], k)
			if len(next) < len(p.Claimants) {
				try(next, left-k)
			} else if k == left {
				all = append(all, next)
			}
		}
	}
	try(nil, p.Posts)
	var best *big.Rat
	for _, posts := range all {
		largest := new(big.Rat)
		for _, s := range scenarios {
			var least *big.Rat
			for _, other := range all {
				if value := z(other, s); least == nil || value.Cmp(least) < 0 {
					least = value
				}
			}
			if regret := z(posts, s); regret.Sub(regret, least).Cmp(largest) > 0 {
				largest = regret
			}
		}
		if best == nil || largest.Cmp(best) < 0 {
			best = largest
		}
	}
	return best
}

func TestMinMaxRegretAgainstBruteForce(t *testing.T) {
	rng := rand.New(rand.NewPCG(19, 20))
	solved, better := 0, 0
	for range 120 {
		n := 1 + rng.IntN(4)
		p := robust(rng.Int64N(8), n)
		for i := range p.Claimants {
			if rng.IntN(4) == 0 {
				p.Claimants[i].Floor = rng.Int64N(3)
			}
			if rng.IntN(4) == 0 {
				p.Claimants[i].Cap = limit(rng.Int64N(4))
			}
		}
		var scenarios []apportion.Scenario
		for r := range 1 + rng.IntN(4) {
			var needs []int64
			for range n {
				needs = append(needs, 1+rng.Int64N(1<<rng.IntN(20)))
			}
			scenarios = append(scenarios, scenario(fmt.Sprint(r), needs...))
		}
		want := leastRegret(p, scenarios)
		a, err := apportion.MinMaxRegret(p, scenarios)
		if (err != nil) != (want == nil) {
			t.Fatalf("%+v: %v, but brute force finds %v", p, err, want)
		}
		if err != nil {
			continue
		}
		solved++
		if a.Regret.Cmp(want) != 0 || !a.Exact || a.Bound.Cmp(want) != 0 {
			t.Fatalf("%+v %+v: got %s, want %s", p, scenarios, a.Regret, want)
		}
		if a.MeanRegret.Cmp(want) > 0 {
			better++
		}
	}
	if solved < 60 || better < 10 {
		t.Errorf("%d problems solved, and in %d the mean was worse: too few to tell", solved, better)
	}
}

// As large as England the proof may be out of reach; then the bound holds, and no transfer improves the answer.
func TestMinMaxRegretOfManyHasABound(t *testing.T) {
	rng := rand.New(rand.NewPCG(21, 22))
	p := robust(62, 38)
	var scenarios []apportion.Scenario
	for r := range 5 {
		var needs []int64
		for range p.Claimants {
			needs = append(needs, 500+rng.Int64N(8000))
		}
		scenarios = append(scenarios, scenario(fmt.Sprint(r), needs...))
	}
	for i := range p.Claimants {
		p.Claimants[i].Floor = 1
	}
	a, err := apportion.MinMaxRegret(p, scenarios)
	if err != nil {
		t.Fatal(err)
	}
	var sum int64
	for _, s := range a.Shares {
		sum += s.Posts
	}
	ratio, _ := new(big.Rat).Quo(a.Bound, a.Regret).Float64()
	if sum != 62 || ratio > 1 || ratio < 0.92 || a.MeanRegret.Cmp(a.Regret) < 0 {
		t.Errorf("%d posts, regret %s, bound %.3f of it", sum, a.Regret.FloatString(3), ratio)
	}
	t.Logf("exact %v; the bound is %.4f of the regret", a.Exact, ratio)
	for i, j := 0, len(p.Claimants)-1; i < j; i, j = i+1, j-1 {
		p.Claimants[i], p.Claimants[j] = p.Claimants[j], p.Claimants[i]
	}
	b, err := apportion.MinMaxRegret(p, scenarios)
	if err != nil {
		t.Fatal(err)
	}
	for i := range a.Shares {
		if !reflect.DeepEqual(a.Shares[i], b.Shares[len(b.Shares)-1-i]) {
			t.Errorf("the order of the input changes %+v to %+v", a.Shares[i], b.Shares[len(b.Shares)-1-i])
		}
	}
}

func TestMinMaxRegretRefuses(t *testing.T) {
	p := robust(3, 2)
	p.Tier = apportion.Nested
	_, err := apportion.MinMaxRegret(p, []apportion.Scenario{scenario("", 1), scenario("x", 0, 1, 1), scenario("x", 4_000_000_000_000_000_000, 1)})
	const want = "INVALID: tier: regret is computed for FLAT problems without a limit of moves; INVALID: scenarios.0.name: each scenario " +
		"has a name of its own; INVALID: scenarios.0.needs.B: the scenario says no need of \"B\"; INVALID: scenarios.1.needs.A: a need in a " +
		"scenario is above 0, and their sum at most 4000000000000, unlike 0; INVALID: scenarios.1.needs.C: there is no claimant \"C\"; " +
		"INVALID: scenarios.2.name: each scenario has a name of its own; INVALID: scenarios.2.needs.B: a need in a scenario is above 0, " +
		"and their sum at most 4000000000000, unlike 0.000001"
	if err == nil || !strings.HasSuffix(err.Error(), want) {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	if _, err := apportion.MinMaxRegret(robust(3, 2), nil); err == nil {
		t.Error("no scenarios are taken")
	}
	p = robust(3, 1)
	p.Claimants[0].Cap = limit(2)
	var infeasible *apportion.Infeasible
	if _, err := apportion.MinMaxRegret(p, []apportion.Scenario{scenario("x", 1)}); !errors.As(err, &infeasible) {
		t.Errorf("got %v", err)
	}
	if a, err := apportion.MinMaxRegret(robust(0, 0), []apportion.Scenario{scenario("x")}); err != nil || a.Regret.Sign() != 0 {
		t.Errorf("nobody: %+v, %v", a, err)
	}
}
