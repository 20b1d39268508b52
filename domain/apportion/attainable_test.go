package apportion_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"waymark/domain/apportion"
	"waymark/domain/decimal"
)

func TestBestAttainableAgainstBruteForce(t *testing.T) {
	rng := rand.New(rand.NewPCG(25, 26))
	solved := 0
	for range 1500 {
		p := apportion.Problem{Method: apportion.Methods()[rng.IntN(7)], Posts: rng.Int64N(12)}
		for i := range 1 + rng.IntN(4) {
			c := apportion.Claimant{Key: string(rune('A' + i)), Need: decimal.Decimal(rng.Int64N(1 << rng.IntN(12)))}
			if rng.IntN(4) == 0 {
				c.Floor = rng.Int64N(3)
			}
			if rng.IntN(4) == 0 {
				c.Cap = limit(rng.Int64N(6))
			}
			p.Claimants = append(p.Claimants, c)
		}
		a, err := apportion.Apportion(p)
		if err != nil {
			continue
		}
		solved++
		got := a.Indicators()
		checkNumbers(t, got)
		best := bestOfAll(p)
		for name, indicator := range every(got) {
			want, exists := best[name]
			if name == "mean" || !exists {
				continue
			}
			if indicator.Best == nil {
				t.Fatalf("%+v: no best %s, which is %g", p, name, want)
			}
			larger := name == "min" || name == "ratio"
			off := indicator.Best.Value - want
			if larger {
				off = -off
			}
			switch proved := indicator.Best.Proved; {
			case off < -1e-12, proved && off > 1e-12, !proved && provedWhenPlain[name]:
				t.Fatalf("%+v: the best %s is told as %+v, and is %.15g", p, name, *indicator.Best, want)
			}
		}
	}
	if solved < 800 {
		t.Errorf("%d problems solved are too few to tell", solved)
	}
}

func TestBestRatioThatNoMethodReaches(t *testing.T) {
	rng := rand.New(rand.NewPCG(31, 32))
	beaten := 0
	for range 1500 {
		p := apportion.Problem{Posts: 6 + rng.Int64N(15)}
		for i := range 6 {
			c := apportion.Claimant{Key: string(rune('A' + i)), Need: decimal.Decimal(100 + rng.Int64N(2000))}
			if rng.IntN(3) == 0 {
				c.Floor = rng.Int64N(3)
			}
			if rng.IntN(3) == 0 {
				c.Cap = limit(1 + rng.Int64N(5))
			}
			p.Claimants = append(p.Claimants, c)
		}
		a, err := apportion.Apportion(p)
		if err != nil {
			continue
		}
		got := a.Indicators().MinMaxRatio.Best
		if got == nil || got.By != "" {
			continue
		}
		beaten++
		if best := ratioOfAll(p, 0, p.Posts, math.Inf(1), 0); !near(got.Value, best) || !got.Proved {
			t.Fatalf("%+v: the best ratio is told as %+v, and is %.15g", p, got, best)
		}
	}
	if beaten == 0 {
		t.Error("the search never beat all methods: nothing was tested")
	}
}

func ratioOfAll(p apportion.Problem, i int, left int64, least, most float64) (best float64) {
	if i == len(p.Claimants) {
		if left > 0 {
			return 0
		}
		return least / most
	}
	c := p.Claimants[i]
	for k := c.Floor; k <= left && (c.Cap == nil || k <= *c.Cap); k++ {
		rate := float64(k) / float64(c.Need)
		best = max(best, ratioOfAll(p, i+1, left-k, min(least, rate), max(most, rate)))
	}
	return best
}

var provedWhenPlain = map[string]bool{"min": true, "max": true, "ratio": true, "lh": true, "gallagher": true, "saintelague": true}

func bestOfAll(p apportion.Problem) map[string]float64 {
	best := map[string]float64{}
	served := make([]apportion.Served, len(p.Claimants))
	var try func(i int, left int64)
	try = func(i int, left int64) {
		if i == len(p.Claimants) {
			if left > 0 {
				return
			}
			for name, indicator := range every(apportion.Fairness(served)) {
				known, seen := best[name]
				better := indicator.Value < known
				if name == "min" || name == "ratio" {
					better = indicator.Value > known
				}
				if indicator.Defined && (!seen || better) {
					best[name] = indicator.Value
				}
			}
			return
		}
		c := p.Claimants[i]
		for k := c.Floor; k <= left && (c.Cap == nil || k <= *c.Cap) && (k == c.Floor || c.Need > 0); k++ {
			served[i] = apportion.Served{Key: c.Key, Need: c.Need, Posts: k}
			try(i+1, left-k)
		}
	}
	try(0, p.Posts)
	return best
}

func TestBestAttainableInEveryTier(t *testing.T) {
	for _, tier := range []apportion.Tier{apportion.Flat, apportion.TwoStage, apportion.Nested} {
		p := england(1).Problem
		p.Tier = tier
		rng := rand.New(rand.NewPCG(27, 28))
		for i := range p.Claimants {
			p.Claimants[i].Need = decimal.Decimal(1+rng.Int64N(8000)) * decimal.One
		}
		for _, method := range apportion.Methods() {
			p.Method = method
			a, err := apportion.Apportion(p)
			if err != nil {
				t.Fatal(err)
			}
			f := a.Indicators()
			checkNumbers(t, f)
			for name, indicator := range every(f) {
				if indicator.Best == nil {
					continue
				}
				if indicator.Best.Proved != (tier == apportion.Flat && provedWhenPlain[name]) {
					t.Errorf("%s: the best %s is %+v", tier, name, *indicator.Best)
				}
				if better := indicator.Value < indicator.Best.Value; name != "min" && name != "ratio" && better {
					t.Errorf("%s by %s: %s is %+v, better than %+v", tier, method, name, indicator, *indicator.Best)
				}
			}
			if len(f.Groups) != 9 {
				t.Errorf("%d groups", len(f.Groups))
			}
		}
	}
}

func TestIndicatorsOfMany(t *testing.T) {
	rng := rand.New(rand.NewPCG(29, 30))
	p := apportion.Problem{Method: apportion.Webster, Posts: 1_000_000}
	for i := range 10_000 {
		p.Claimants = append(p.Claimants, apportion.Claimant{
			Key: fmt.Sprintf("%05d", i), Need: decimal.Decimal(1+rng.Int64N(9000)) * decimal.One, Floor: 1, Group: fmt.Sprint(i % 9),
		})
	}
	a, err := apportion.Apportion(p)
	if err != nil {
		t.Fatal(err)
	}
	f := a.Indicators()
	checkNumbers(t, f)
	if best := f.MinMaxRatio.Best; best == nil || best.Value < f.MinMaxRatio.Value {
		t.Errorf("the best ratio is %+v", best)
	}
}
