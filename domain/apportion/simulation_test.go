package apportion_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"waymark/domain/apportion"
	"waymark/domain/decimal"
	"waymark/domain/fault"
)

func england(draws int) apportion.Simulation {
	rng := rand.New(rand.NewPCG(2009, 38))
	s := apportion.Simulation{
		Problem: apportion.Problem{Method: apportion.Webster, Posts: 62, Tier: apportion.Flat},
		Model:   model(apportion.ClaimingNeed, "claiming", "treated=1", "naive=1"), Seed: 7, Draws: draws,
	}
	for i := range 38 {
		key := fmt.Sprintf("district %02d", i)
		s.Problem.Claimants = append(s.Problem.Claimants, apportion.Claimant{Key: key, Floor: 1, Group: fmt.Sprintf("region %d", i%9)})
		count := func(low, high int64) apportion.Estimate {
			n := decimal.Decimal(1+rng.Int64N(8000)) * decimal.One
			return apportion.Estimate{Value: n, Low: n * decimal.Decimal(low) / 100, High: n * decimal.Decimal(high) / 100, Distribution: apportion.LogNormal}
		}
		s.Claimants = append(s.Claimants, apportion.EstimatedClaimant{Key: key, Estimates: map[string]apportion.Estimate{
			"treated": count(97, 103), "naive": count(70, 150),
			"claiming": around([]apportion.Distribution{apportion.Beta, apportion.LogitNormal}[i%2], "0.66", "0.6", "0.72"),
		}})
	}
	return s
}

func TestSimulationIsTheSameForAnyWorkersAndOrder(t *testing.T) {
	base := england(2_001) // odd, so that the last pair is half used
	base.Correlation = apportion.Correlation{National: dec("0.2"), Regional: dec("0.3")}
	want := simulate(t, base)
	for _, workers := range []int{2, 8} {
		s := base
		s.Workers = workers
		if got := simulate(t, s); !reflect.DeepEqual(got, want) {
			t.Errorf("%d workers find something else", workers)
		}
	}
	rng := rand.New(rand.NewPCG(1, 1))
	shuffled := base
	shuffled.Claimants, shuffled.Problem.Claimants = slices.Clone(base.Claimants), slices.Clone(base.Problem.Claimants)
	shuffled.Model.Measures = []apportion.WeightedMeasure{base.Model.Measures[1], base.Model.Measures[0]}
	rng.Shuffle(38, func(i, j int) {
		shuffled.Claimants[i], shuffled.Claimants[j] = shuffled.Claimants[j], shuffled.Claimants[i]
	})
	rng.Shuffle(38, func(i, j int) {
		c := shuffled.Problem.Claimants
		c[i], c[j] = c[j], c[i]
	})
	got := simulate(t, shuffled)
	slices.SortFunc(got.Outcomes, func(a, b apportion.Outcome) int { return strings.Compare(a.Key, b.Key) })
	if !reflect.DeepEqual(got, want) {
		t.Error("another order of the input changes the answer")
	}
	other := base
	other.Seed++
	if reflect.DeepEqual(simulate(t, other), want) {
		t.Error("the seed changes nothing")
	}
}

func TestSimulationGivesTheSameBitsAsEver(t *testing.T) {
	s := england(1_000)
	s.Correlation = apportion.Correlation{National: dec("0.2"), Regional: dec("0.3")}
	got := simulate(t, s)
	var b strings.Builder
	fmt.Fprintf(&b, "%d %s %s %s %d %d", got.Unchanged.Draws, got.Changed, got.ChangedError, got.Moved, got.Safe, got.Unsafe)
	for _, o := range got.Outcomes[:6] {
		fmt.Fprintf(&b, "; %d", o.Posts)
		for _, c := range o.Chance {
			fmt.Fprintf(&b, " %d:%d", c.Posts, c.Draws)
		}
	}
	const want = "15 4.166 0.054041 2.083 49 13; 2 1:103 2:891 3:6; 1 1:1000; 1 1:981 2:19; 1 1:400 2:600; 1 1:1000; 2 1:305 2:689 3:6"
	if b.String() != want {
		t.Errorf("got  %s\nwant %s", b.String(), want)
	}
}

func TestSimulationHoldsTheBoundsOfEveryTier(t *testing.T) {
	for _, tier := range []apportion.Tier{apportion.Flat, apportion.TwoStage, apportion.Nested} {
		s := england(200)
		s.Problem.Tier = tier
		fixed, most := int64(3), int64(2)
		s.Problem.Claimants[0].Fixed, s.Problem.Claimants[0].Floor = &fixed, 0
		s.Problem.Claimants[1].Cap = &most
		s.Problem.Claimants[2].Base = 2
		if tier == apportion.Nested {
			s.Problem.Groups = nil
			for i := range 9 {
				g := apportion.Group{Key: fmt.Sprintf("region %d", i)}
				if i == 4 {
					g.Floor = 12
				}
				s.Problem.Groups = append(s.Problem.Groups, g)
			}
		}
		got := simulate(t, s)
		for i, o := range got.Outcomes {
			least := max(s.Problem.Claimants[i].Floor, s.Problem.Claimants[i].Base)
			for _, c := range o.Chance {
				if c.Posts < least || i == 0 && c.Posts != 3 || i == 1 && c.Posts > 2 {
					t.Errorf("%s: %s gets %d", tier, o.Key, c.Posts)
				}
			}
		}
	}
}

func TestSimulationWithoutUncertaintyChangesNothing(t *testing.T) {
	for _, combine := range []apportion.Combination{apportion.RawSum, apportion.Shares} {
		s := oneMeasure(4, 100, around(apportion.Certain, "0.1", "0", "0"), around(apportion.Certain, "0.3", "0", "0"), around(apportion.Certain, "0.3", "0", "0"))
		s.Model.Combine = combine
		got := simulate(t, s)
		if got.Unchanged.Draws != 100 || got.Changed != 0 || got.Unsafe != 0 || got.Safe != 4 || len(got.Contested) > 0 {
			t.Errorf("%s: %+v", combine, got)
		}
	}
	// And two that are certain and equal stay tied beside a third that is not: B never has more than A.
	s := oneMeasure(5, 1000, around(apportion.Certain, "10", "0", "0"), around(apportion.Certain, "10", "0", "0"), around(apportion.LogNormal, "10", "5", "20"))
	got := simulate(t, s)
	if a, b := got.Outcomes[0], got.Outcomes[1]; a.AtLeast(2).Draws < b.AtLeast(2).Draws || a.AtLeast(3).Draws < b.AtLeast(3).Draws {
		t.Errorf("the lesser key loses: %+v and %+v", a, b)
	}
}

func TestSimulationTellsProgressAndStops(t *testing.T) {
	s := england(3_000)
	s.Workers = 4
	var told []int
	s.Progress = func(done int) { told = append(told, done) }
	simulate(t, s)
	if !slices.IsSorted(told) || len(told) < 2 || told[len(told)-1] != 3_000 || len(slices.Compact(told)) != len(told) {
		t.Errorf("progress %v", told)
	}
	s.Draws = 1_000_000
	ctx, stop := context.WithCancel(t.Context())
	last := 0
	s.Progress = func(done int) {
		last = done
		stop()
	}
	if _, err := s.Run(ctx); !errors.Is(err, context.Canceled) || last > 10_000 {
		t.Errorf("stopped after %d draws with %v", last, err)
	}
}

func TestSimulationRefuses(t *testing.T) {
	good := func() apportion.Simulation {
		return oneMeasure(2, 10, around(apportion.LogNormal, "2", "1", "4"), around(apportion.Certain, "2", "0", "0"))
	}
	tests := map[string]func(s *apportion.Simulation){
		"INVALID: draws: ":                 func(s *apportion.Simulation) { s.Draws = 0 },
		"not 1000001 draws":                func(s *apportion.Simulation) { s.Draws = 1_000_001 },
		"INVALID: correlation: ":           func(s *apportion.Simulation) { s.Correlation.National, s.Correlation.Regional = dec("0.6"), dec("0.5") },
		"is of no claimant of the problem": func(s *apportion.Simulation) { s.Claimants[1].Key = "A" },
		`no estimates are given for "B"`:   func(s *apportion.Simulation) { s.Claimants = s.Claimants[:1] },
		"INVALID: claimants.0.estimates.need: an interv": func(s *apportion.Simulation) {
			s.Claimants[0].Estimates["need"] = around(apportion.LogNormal, "9", "1", "4")
		},
		"INVALID: claimants.0.values.need: A has no valu": func(s *apportion.Simulation) { delete(s.Claimants[0].Estimates, "need") },
		"there is no method":                              func(s *apportion.Simulation) { s.Problem.Method = "GUESS" },
	}
	for want, spoil := range tests {
		s := good()
		spoil(&s)
		_, err := s.Run(t.Context())
		if _, ok := fault.All(err); !ok || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	s := good()
	s.Problem.Claimants[0].Floor = 3
	var infeasible *apportion.Infeasible
	if _, err := s.Run(t.Context()); !errors.As(err, &infeasible) {
		t.Errorf("got %v", err)
	}
	empty := apportion.Simulation{Problem: apportion.Problem{Method: apportion.Webster}, Model: model(apportion.RawSum, "", "need=1"), Draws: 3}
	if got := simulate(t, empty); got.Unchanged.Draws != 3 {
		t.Errorf("nobody: %+v", got)
	}
}

func TestSimulationOfExtremes(t *testing.T) {
	wide := around(apportion.LogNormal, "1000", "1", "1000000")
	s := oneMeasure(apportion.MaxPosts, 400, wide, wide, around(apportion.Certain, "0.000001", "0", "0"))
	got := simulate(t, s)
	if o := got.Outcomes[0]; len(o.Chance) < 350 || o.Within <= o.Safe || len(got.Contested) != apportion.MaxContested {
		t.Errorf("%d numbers, %d to %d, %d contested", len(o.Chance), o.Safe, o.Within, len(got.Contested))
	}
}

func FuzzSimulation(f *testing.F) {
	f.Add(int64(5_000_000), int64(1_000_000), int64(9_000_000), uint8(1), int64(4), uint64(1), uint16(20))
	f.Add(int64(500_000), int64(1), int64(999_999), uint8(3), int64(1)<<30, uint64(0), uint16(3))
	f.Fuzz(func(t *testing.T, value, low, high int64, kind uint8, posts int64, seed uint64, draws uint16) {
		kinds := []apportion.Distribution{apportion.Certain, apportion.LogNormal, apportion.LogitNormal, apportion.Beta, apportion.ThreePoint}
		e := apportion.Estimate{Value: decimal.Decimal(value), Low: decimal.Decimal(low), High: decimal.Decimal(high), Distribution: kinds[int(kind)%len(kinds)]}
		s := oneMeasure(posts, int(draws%64), e, around(apportion.LogNormal, "2", "1", "4"), e)
		if kind >= 128 {
			s.Model.Combine = apportion.Shares
		}
		s.Seed = seed
		got, err := s.Run(t.Context())
		if err != nil {
			return
		}
		for _, o := range got.Outcomes {
			sum := 0
			for _, c := range o.Chance {
				sum += c.Draws
				if c.Posts < 0 || c.Posts > posts {
					t.Errorf("%d posts of %d", c.Posts, posts)
				}
			}
			if sum != s.Draws {
				t.Errorf("%d draws of %d", sum, s.Draws)
			}
		}
	})
}
