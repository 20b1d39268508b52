package apportion_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"waymark/domain/apportion"
	"waymark/domain/decimal"
)

// postsWith gives what claimant i gets if it had another need; -1 if there is no answer.
func postsWith(p apportion.Problem, i int, need decimal.Decimal) int64 {
	p.Claimants = slices.Clone(p.Claimants)
	p.Claimants[i].Need = need
	a, err := apportion.Apportion(p)
	if err != nil {
		return -1
	}
	return a.Shares[i].Posts
}

// A threshold is right if the claimant wins, or loses, a post at it and not one unit before.
func TestThresholdsTurnTheShare(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	found := 0
	for range 15_000 {
		p := randomProblem(rng)
		unit := decimal.Decimal(1)
		if rng.IntN(2) == 0 {
			unit = 1_000_000
			for i := range p.Claimants {
				p.Claimants[i].Need = p.Claimants[i].Need % 1000 * unit
			}
		}
		a, err := apportion.Apportion(p)
		if err != nil {
			continue
		}
		if a.Unit() < unit {
			t.Fatalf("%s: the unit is %s", show(p), a.Unit())
		}
		unit = a.Unit()
		for i, c := range p.Claimants {
			now := a.Shares[i].Posts
			if need, ok := a.GainThreshold(i); ok {
				found++
				if at, before := postsWith(p, i, need), postsWith(p, i, need-unit); at <= now || before > now || need <= c.Need {
					t.Fatalf("%s: %v; %s is to gain at %d, but has %d there and %d before", show(p), posts(a), c.Key, need, at, before)
				}
			} else {
				for _, need := range []decimal.Decimal{c.Need + unit, c.Need*3 + unit, 1_000_000_000_000_000} {
					if got := postsWith(p, i, need); got > now {
						t.Fatalf("%s: %v; %s cannot gain, but has %d at %d", show(p), posts(a), c.Key, got, need)
					}
				}
			}
			if need, ok := a.LoseThreshold(i); ok {
				found++
				if at, before := postsWith(p, i, need), postsWith(p, i, need+unit); at < 0 || at >= now || before < now || need >= c.Need {
					t.Fatalf("%s: %v; %s is to lose at %d, but has %d there and %d before", show(p), posts(a), c.Key, need, at, before)
				}
			} else {
				for _, need := range []decimal.Decimal{0, c.Need / 2 / unit * unit, c.Need - unit} {
					if got := postsWith(p, i, max(0, need)); got >= 0 && got < now {
						t.Fatalf("%s: %v; %s cannot lose, but has %d at %d", show(p), posts(a), c.Key, got, need)
					}
				}
			}
		}
	}
	if found < 10_000 {
		t.Errorf("only %d thresholds", found)
	}
}

// The step of thresholds is the last decimal place that any need uses, and never more than 1.
func TestTheUnitIsThatOfTheNeeds(t *testing.T) {
	tests := []struct {
		needs []string
		unit  string
	}{
		{[]string{"100", "3000"}, "1"}, {[]string{"100", "0.5"}, "0.1"}, {[]string{"0.25", "7"}, "0.01"},
		{[]string{"0.125", "0.5"}, "0.001"}, {[]string{"1.000001", "2"}, "0.000001"}, {[]string{"0", "0"}, "1"}, {nil, "1"},
	}
	for _, tt := range tests {
		if got := apportioned(t, apportion.Problem{Claimants: needing(tt.needs...)}).Unit().String(); got != tt.unit {
			t.Errorf("%v: %s, want %s", tt.needs, got, tt.unit)
		}
	}
}
