package apportion_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"waymark/domain/apportion"
	"waymark/domain/decimal"
)

// every gives all indicators by name, those of the groups too.

func every(f *apportion.FairnessIndicators) map[string]apportion.Indicator {
	all := map[string]apportion.Indicator{
		"min": f.MinPerThousand, "max": f.MaxPerThousand, "mean": f.MeanPerThousand, "ratio": f.MinMaxRatio, "gini": f.Gini,
		"theil": f.Theil, "between": f.TheilBetween, "within": f.TheilWithin, "lh": f.LoosemoreHanby, "gallagher": f.Gallagher,
		"saintelague": f.SainteLague, "palma": f.Palma,
	}
	for _, g := range f.Groups {
		all["group "+g.Key] = g.PerThousand
	}
	return all
}

func near(got, want float64) bool { return math.Abs(got-want) <= 1e-12*max(1, math.Abs(want)) }

// Worked out by hand. Needs 1,000, 2,000 and 1,000 with 1, 3 and 4 posts: 1, 1.5 and 4 posts per 1,000.

// Shares of need 1/4, 1/2, 1/4, of posts 1/8, 3/8, 1/2.

func TestFairness(t *testing.T) {
	f := apportion.Fairness([]apportion.Served{
		{Key: "C", Need: dec("1000"), Posts: 4, Group: "south"}, {Key: "A", Need: dec("1000"), Posts: 1, Group: "north"},
		{Key: "B", Need: dec("2000"), Posts: 3, Group: "north"},
	})
	want := map[string]float64{
		"min": 1, "max": 4, "mean": 2, "ratio": 0.25,
		// The curve runs through (1/4, 1/8), (3/4, 1/2), (1, 1): twice the area below is 1/32 + 5/16 + 3/8.
		"gini":    1 - (1.0/32 + 5.0/16 + 3.0/8),
		"theil":   math.Log(0.5)/8 + 3*math.Log(0.75)/8 + math.Log(2)/2,
		"between": math.Log(2.0/3)/2 + math.Log(2)/2,
		"within":  (math.Log(0.75)/4 + 3*math.Log(9.0/8)/4) / 2,
		"lh":      0.25, "gallagher": math.Sqrt((1.0/64 + 1.0/64 + 1.0/16) / 2),
		"saintelague": 1.0/16 + 1.0/32 + 1.0/4,
		// The best-served tenth of need, 400 of C, has 1.6 posts; the worst-served 40%, A and 600 of B, 1.9.
		"palma":       1.6 / 1.9,
		"group north": 4.0 / 3, "group south": 4,
	}
	for name, indicator := range every(f) {
		if !indicator.Defined || !near(indicator.Value, want[name]) || indicator.Best != nil {
			t.Errorf("%s is %+v, not %.15g", name, indicator, want[name])
		}
	}
}

func TestFairnessOfNothing(t *testing.T) {
	tests := []struct {
		name    string
		served  []apportion.Served
		defined map[string]float64 // all others are not defined, and 0
		without int64
	}{
		{"nobody", nil, nil, 0},
		{"no need", []apportion.Served{{Key: "A", Posts: 3, Group: "g"}}, nil, 3},
		{"no posts", []apportion.Served{{Key: "A", Need: 1, Group: "g"}, {Key: "B", Need: 3, Group: "g"}},
			map[string]float64{"min": 0, "max": 0, "mean": 0, "group g": 0}, 0},
		{"one", []apportion.Served{{Key: "A", Need: dec("500"), Posts: 2}}, map[string]float64{
			"min": 4, "max": 4, "mean": 4, "ratio": 1, "gini": 0, "theil": 0, "between": 0, "within": 0, "lh": 0, "gallagher": 0,
			"saintelague": 0, "palma": 0.25,
		}, 0},
		{"all on one of two", []apportion.Served{{Key: "A", Need: dec("500"), Posts: 2}, {Key: "B", Need: dec("500")}}, map[string]float64{
			"min": 0, "max": 4, "mean": 2, "ratio": 0, "gini": 0.5, "theil": math.Ln2, "between": math.Ln2, "within": 0, "lh": 0.5,
			"gallagher": 0.5, "saintelague": 1,
		}, 0},
		{"posts without need", []apportion.Served{{Key: "A", Need: dec("500"), Posts: 1}, {Key: "B", Posts: 1}}, map[string]float64{
			"min": 2, "max": 2, "mean": 2, "ratio": 1, "gini": 0, "theil": 0, "between": 0, "within": 0, "lh": 0.5,
			"gallagher": 0.5, "saintelague": 0, "palma": 0.25,
		}, 1},
	}
	for _, tt := range tests {
		f := apportion.Fairness(tt.served)
		for name, indicator := range every(f) {
			want, defined := tt.defined[name]
			if indicator.Defined != defined || !near(indicator.Value, want) {
				t.Errorf("%s: %s is %+v", tt.name, name, indicator)
			}
		}
		if f.UnneededPosts != tt.without {
			t.Errorf("%s: %d posts without need", tt.name, f.UnneededPosts)
		}
	}
}

func checkNumbers(t *testing.T, f *apportion.FairnessIndicators) {
	t.Helper()
	for name, i := range every(f) {
		values := []float64{i.Value}
		if i.Best != nil {
			values = append(values, i.Best.Value)
		}
		for _, v := range values {
			if math.IsNaN(v) || math.IsInf(v, 0) || v < 0 {
				t.Fatalf("%s is %+v", name, i)
			}
		}
	}
	if off := f.Theil.Value - f.TheilBetween.Value - f.TheilWithin.Value; math.Abs(off) > 1e-12*max(1, f.Theil.Value) {
		t.Fatalf("Theil's parts miss the whole by %g", off)
	}
	if f.Gini.Value >= 1 || f.MinMaxRatio.Value > 1 || f.LoosemoreHanby.Value > 1+1e-15 || f.Gallagher.Value > 1+1e-15 {
		t.Fatalf("out of range: %+v", f)
	}
}

// Needs of any size, in any order: the parts of Theil add up, and the order changes no bit.

func TestFairnessProperties(t *testing.T) {
	rng := rand.New(rand.NewPCG(23, 24))
	for range 3000 {
		var all []apportion.Served
		for i := range rng.IntN(40) {
			c := apportion.Served{Key: fmt.Sprint(i), Need: decimal.Decimal(rng.Int64N(1 << rng.IntN(56))), Posts: rng.Int64N(1 << rng.IntN(31))}
			if rng.IntN(3) > 0 {
				c.Group = fmt.Sprint(rng.IntN(5))
			}
			all = append(all, c)
		}
		f := apportion.Fairness(all)
		checkNumbers(t, f)
		rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		if !reflect.DeepEqual(apportion.Fairness(all), f) {
			t.Fatalf("the order matters to %+v", all)
		}
	}
}

// What is proved to be best is what brute force finds, and nothing that is told as best is better than that.

// Now and then the best ratio is one that no method reaches; then every allocation within the bounds is tried.

// ratioOfAll tries all posts of the claimants from i on.

// bestOfAll measures every allocation within the bounds.

// Every tier and bound has a best value, which no method betters; only what is proved says so.

// Ten thousand claimants and a million posts are measured, with the best ratio.

func FuzzFairness(f *testing.F) {
	f.Add(int64(1), int64(2), int64(3), int64(4), int64(5), int64(6))
	f.Add(int64(math.MaxInt64), int64(math.MaxInt64), int64(1), int64(0), int64(0), int64(1))
	f.Add(int64(math.MaxInt64), int64(math.MaxInt64), int64(math.MaxInt64), int64(math.MaxInt64), int64(math.MaxInt64), int64(math.MaxInt64))
	f.Fuzz(func(t *testing.T, needA, postsA, needB, postsB, needC, postsC int64) {
		whole := func(n int64) int64 { return max(0, n) }
		checkNumbers(t, apportion.Fairness([]apportion.Served{
			{Key: "A", Need: decimal.Decimal(whole(needA)), Posts: whole(postsA), Group: "g"},
			{Key: "B", Need: decimal.Decimal(whole(needB)), Posts: whole(postsB), Group: "g"},
			{Key: "C", Need: decimal.Decimal(whole(needC)), Posts: whole(postsC)},
		}))
	})
}
