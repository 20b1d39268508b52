package apportion

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"waymark/domain/decimal"
)

// On the boundaries: 19 draws of 20 are safe, and 1 of 20 is not within reach.
func TestOutcomeOnItsBoundaries(t *testing.T) {
	tests := []struct {
		draws        map[int64]int32 // by posts
		safe, within int64
		likely       []int64
	}{
		{map[int64]int32{1: 19, 2: 1}, 1, 1, []int64{1}},
		{map[int64]int32{1: 18, 2: 2}, 1, 2, []int64{1, 2}},
		{map[int64]int32{1: 1, 2: 19}, 2, 2, []int64{2}},
		{map[int64]int32{0: 2, 2: 9, 500: 9}, 0, 500, []int64{0, 2, 500}},
		{map[int64]int32{1: 1, 2: 18, 3: 1}, 2, 2, []int64{1, 2}},
	}
	for _, tt := range tests {
		s := Simulation{Draws: 20}
		tally := newTally(s, &NeedTable{Needs: make([]Need, 1)}, make([]Claimant, 1), []int64{2})
		half := tally.empty(1)
		for posts, times := range tt.draws {
			for n := range times { // through two workers, so that they must add up
				if n%2 == 0 {
					half.count([]int64{posts})
				} else {
					tally.count([]int64{posts})
				}
			}
		}
		tally.merge(half)
		o := tally.stability().Outcomes[0]
		if o.Safe != tt.safe || o.Within != tt.within || !reflect.DeepEqual(o.Likely, tt.likely) || o.AtLeast(0).Draws != 20 {
			t.Errorf("%v: %d safe, %d within reach, %v likely, %d draws", tt.draws, o.Safe, o.Within, o.Likely, o.AtLeast(0).Draws)
		}
	}
}

// The enumeration finds the best answer from any that it is given, not only from the good ones that the search gives it.
func TestEnumerationNeedsNoGoodStart(t *testing.T) {
	rng := rand.New(rand.NewPCG(33, 34))
	improved := 0
	for range 200 {
		p := Problem{Posts: 3 + rng.Int64N(8)}
		scenarios := []Scenario{{Name: "a", Needs: map[string]decimal.Decimal{}}, {Name: "b", Needs: map[string]decimal.Decimal{}}}
		worst := make([]int64, 4)
		worst[0] = p.Posts
		for i := range worst {
			key := string(rune('A' + i))
			p.Claimants = append(p.Claimants, Claimant{Key: key})
			for _, s := range scenarios {
				s.Needs[key] = decimal.Decimal(1 + rng.Int64N(1000))
			}
		}
		want, err := MinMaxRegret(p, scenarios)
		if err != nil || !want.Exact {
			t.Fatal(want, err)
		}
		g, err := newRegretGame(p, scenarios)
		if err != nil {
			t.Fatal(err)
		}
		got, exact := g.enumerate(worst, []float64{0.5, 0.5})
		if !exact || g.largest(got).Cmp(want.Regret) != 0 {
			t.Fatalf("from %v to %v, which regrets %s and not %s", worst, got, g.largest(got), want.Regret)
		}
		if !reflect.DeepEqual(got, worst) {
			improved++
		}
	}
	if improved < 150 {
		t.Errorf("only %d of the starts were bad", improved)
	}
}
