package apportion_test

import (
	"math"
	"reflect"
	"slices"
	"testing"

	"waymark/domain/apportion"
)

func around(d apportion.Distribution, value, low, high string) apportion.Estimate {
	return apportion.Estimate{Value: dec(value), Low: dec(low), High: dec(high), Distribution: d}
}

// oneMeasure makes a simulation of claimants A, B, ... with one estimate each of the measure "need".

func oneMeasure(posts int64, draws int, estimates ...apportion.Estimate) apportion.Simulation {
	s := apportion.Simulation{
		Problem: apportion.Problem{Method: apportion.Webster, Posts: posts},
		Model:   model(apportion.RawSum, "", "need=1"), Seed: 2009, Draws: draws,
	}
	for i, e := range estimates {
		key := string(rune('A' + i))
		s.Problem.Claimants = append(s.Problem.Claimants, apportion.Claimant{Key: key})
		s.Claimants = append(s.Claimants, apportion.EstimatedClaimant{Key: key, Estimates: map[string]apportion.Estimate{"need": e}})
	}
	return s
}

func simulate(t testing.TB, s apportion.Simulation) *apportion.Stability {
	t.Helper()
	stability, err := s.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return stability
}

// within tells whether a share of draws is the chance expected, within 4.5 of its standard errors.

func within(draws, of int, want float64) bool {
	if want <= 0 || want >= 1 {
		return float64(draws) == want*float64(of)
	}
	return math.Abs(float64(draws)/float64(of)-want) <= 4.5*math.Sqrt(want*(1-want)/float64(of))
}

func chanceOf(o apportion.Outcome, posts int64) int {
	for _, c := range o.Chance {
		if c.Posts == posts {
			return c.Draws
		}
	}
	return 0
}

// Two claimants share N posts: by Webster A has at least k if its share of need is at least (k-1/2)/N, that is if ln a - ln b,

// which is normal, is at least a bound. With a shared error the variance of the difference falls by that part.

func TestSimulationOfTwoAgreesWithTheClosedForm(t *testing.T) {
	const posts, draws = 7, 40_000
	sigmaA, sigmaB := math.Log(400.0/100)/3.92, math.Log(300.0/80)/3.92
	for _, shared := range []string{"0", "0.5", "0.9"} {
		s := oneMeasure(posts, draws, around(apportion.LogNormal, "200", "100", "400"), around(apportion.LogNormal, "150", "80", "300"))
		s.Correlation.National = dec(shared)
		r := float64(s.Correlation.National) / 1e6
		sd := math.Sqrt(sigmaA*sigmaA + sigmaB*sigmaB - 2*r*sigmaA*sigmaB)
		atLeast := func(k int64) float64 {
			if k <= 0 {
				return 1
			} else if k > posts {
				return 0
			}
			share := (float64(k) - 0.5) / posts
			z := (math.Log(share/(1-share)) - math.Log(200.0/150)) / sd
			return math.Erfc(z/math.Sqrt2) / 2
		}
		o := simulate(t, s).Outcomes[0]
		for k := int64(0); k <= posts; k++ {
			if got, want := chanceOf(o, k), atLeast(k)-atLeast(k+1); !within(got, draws, want) {
				t.Errorf("with %s shared A has %d posts in %d draws of %d, and the chance is %.4f", shared, k, got, draws, want)
			}
		}
	}
}

// Five claimants with three needs each are 243 cases, each apportioned by itself.

func TestSimulationOfThreePointsAgreesWithEnumeration(t *testing.T) {
	const draws = 40_000
	points := [][3]string{{"80", "100", "150"}, {"40", "70", "75"}, {"90", "120", "180"}, {"10", "30", "60"}, {"50", "55", "60"}}
	for _, method := range apportion.Methods() {
		var estimates []apportion.Estimate
		for _, p := range points {
			estimates = append(estimates, around(apportion.ThreePoint, p[1], p[0], p[2]))
		}
		s := oneMeasure(11, draws, estimates...)
		s.Problem.Method = method
		got := simulate(t, s)

		counts := make([]map[int64]int, len(points))
		changed, same := 0, 0
		for i := range counts {
			counts[i] = map[int64]int{}
		}
		for code := range 243 {
			problem := apportion.Problem{Method: method, Posts: 11}
			for i, rest := 0, code; i < len(points); i, rest = i+1, rest/3 {
				problem.Claimants = append(problem.Claimants, apportion.Claimant{Key: string(rune('A' + i)), Need: dec(points[i][rest%3])})
			}
			a, err := apportion.Apportion(problem)
			if err != nil {
				t.Fatal(err)
			}
			off := 0
			for i, share := range a.Shares {
				counts[i][share.Posts]++
				if share.Posts != got.Outcomes[i].Posts {
					off++
				}
			}
			changed += off
			if off == 0 {
				same++
			}
		}
		for i, o := range got.Outcomes {
			for k := range int64(12) {
				if want := float64(counts[i][k]) / 243; !within(chanceOf(o, k), draws, want) {
					t.Errorf("%s: %s has %d posts in %d draws, and the chance is %.4f", method, o.Key, k, chanceOf(o, k), want)
				}
			}
		}
		if !within(got.Unchanged.Draws, draws, float64(same)/243) {
			t.Errorf("%s: nothing changes in %d draws, and the chance is %d/243", method, got.Unchanged.Draws, same)
		}
		mean, off := float64(got.Changed)/1e6, float64(got.ChangedError)/1e6
		if want := float64(changed) / 243; math.Abs(mean-want) > 4.5*off {
			t.Errorf("%s: %.4f claimants change, give or take %.4f, and %.4f should", method, mean, off, want)
		}
	}
}

// england makes a synthetic simulation of 38 districts in 9 regions: claiming need of three measures, all uncertain.

// No district-level need of 2009 was ever published.

// A golden answer: the same bits years later and on other machines. Worked out by this program, then written down.

// Every draw is apportioned exactly as Apportion would, whatever the tier and the bounds.

// What is certain stays so: equal needs stay tied, and the tie is settled as in the point answer in every draw.

// Sets, safe and contested posts follow from the chances; checked on the chances themselves.

func TestSimulationOutcomesSumUpTheirChances(t *testing.T) {
	s := england(3_000)
	got := simulate(t, s)
	var given, safe, unsafe int64
	contested := map[string]int{}
	for _, c := range got.Contested {
		contested[c.Key]++
		if 20*c.Held.Draws >= 19*s.Draws || 20*c.Held.Draws <= s.Draws && !c.Given {
			t.Errorf("%+v is not contested", c)
		}
	}
	for _, o := range got.Outcomes {
		sum, inSet := 0, 0
		for _, c := range o.Chance {
			sum += c.Draws
			if slices.Contains(o.Likely, c.Posts) {
				inSet += c.Draws
			}
			if p := float64(c.Draws) / 3000; math.Abs(float64(c.Probability)/1e6-p) > 6e-7 ||
				math.Abs(float64(c.StandardError)/1e6-math.Sqrt(p*(1-p)/3000)) > 6e-7 {
				t.Errorf("%s: %+v", o.Key, c)
			}
		}
		if sum != 3000 || inSet != o.InSet.Draws || 20*inSet < 19*3000 || o.Change.Draws != 3000-chanceOf(o, o.Posts) {
			t.Errorf("%+v does not add up", o)
		}
		if o.AtLeast(0).Draws != 3000 || 20*o.AtLeast(o.Safe).Draws < 19*3000 || 20*o.AtLeast(o.Safe+1).Draws >= 19*3000 {
			t.Errorf("%s: %d posts are not what is safe", o.Key, o.Safe)
		}
		if contested[o.Key] != int(max(o.Posts, o.Within)-o.Safe) {
			t.Errorf("%s: %d contested posts are listed", o.Key, contested[o.Key])
		}
		given += o.Posts
		safe += min(o.Safe, o.Posts)
		unsafe += max(0, o.Posts-o.Safe)
	}
	if given != 62 || safe != got.Safe || unsafe != got.Unsafe || safe+unsafe != 62 || unsafe == 0 {
		t.Errorf("%d posts: %d safe and %d not, told as %d and %d", given, safe, unsafe, got.Safe, got.Unsafe)
	}
}

func TestSimulationsAreComparedByTheSameDraws(t *testing.T) {
	s := england(500)
	s.Workers = 2
	methods := []apportion.Method{apportion.Webster, apportion.Adams, apportion.Webster}
	c, err := s.Compare(t.Context(), methods)
	if err != nil {
		t.Fatal(err)
	}
	if c.Differ[0][2].Draws != 0 || c.Differ[0][1].Draws == 0 || c.Differ[0][1] != c.Differ[1][0] || c.Differ[1][1].Draws != 0 {
		t.Errorf("the methods differ in %+v", c.Differ)
	}
	for m, method := range methods {
		alone := s
		alone.Problem.Method = method
		if !reflect.DeepEqual(simulate(t, alone), &c.Stability[m]) {
			t.Errorf("%s alone finds something else", method)
		}
	}
}

// Needs far beyond their estimates, two thousand million posts and many claimants: every draw gives all posts.
