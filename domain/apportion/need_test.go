package apportion_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"waymark/domain/apportion"
	"waymark/domain/decimal"
	"waymark/domain/fault"
)

func dec(s string) decimal.Decimal { return decimal.MustParse(s) }

func decRef(s string) *decimal.Decimal {
	d := dec(s)
	return &d
}

// measured makes a claimant of "measure=value" pairs; "cost=" is its area cost.
func measured(key string, pairs ...string) apportion.MeasuredClaimant {
	c := apportion.MeasuredClaimant{Key: key, Values: map[string]decimal.Decimal{}}
	for _, pair := range pairs {
		name, value, _ := strings.Cut(pair, "=")
		if name == "cost" {
			c.AreaCost = decRef(value)
			continue
		}
		c.Values[name] = dec(value)
	}
	return c
}

// model makes a model of "measure=weight" pairs.
func model(combine apportion.Combination, share string, pairs ...string) apportion.NeedModel {
	m := apportion.NeedModel{Combine: combine, ClaimingShare: share}
	for _, pair := range pairs {
		name, weight, _ := strings.Cut(pair, "=")
		m.Measures = append(m.Measures, apportion.WeightedMeasure{Measure: name, Weight: dec(weight)})
	}
	return m
}

// told writes a table out: key, need, reading, and each contribution with its share.
func told(table *apportion.NeedTable) string {
	var b strings.Builder
	fmt.Fprintf(&b, "power %d", table.Power)
	for _, n := range table.Needs {
		fmt.Fprintf(&b, "; %s %s (%s)", n.Key, n.Need, n.Reading)
		for _, c := range n.Contributions {
			fmt.Fprintf(&b, " %s %s %s", c.Measure, c.Value, c.Share)
		}
	}
	return b.String()
}

// Each table is worked out by hand.
func TestNeeds(t *testing.T) {
	tests := []struct {
		name      string
		model     apportion.NeedModel
		claimants []apportion.MeasuredClaimant
		want      string
	}{
		{
			"inhabitants and 1.8 times the area", model(apportion.RawSum, "", "people=1", "km2=1.8"),
			[]apportion.MeasuredClaimant{measured("A", "people=1000", "km2=250"), measured("B", "people=0", "km2=0")},
			"power 0; A 1450 (1450) people 1000 0.689655 km2 450 0.310345; B 0 (0) people 0 0 km2 0 0",
		},
		{
			"claiming need", model(apportion.ClaimingNeed, "claiming", "treated=1", "naive=1"),
			[]apportion.MeasuredClaimant{measured("A", "treated=3000", "naive=1000", "claiming=0.65", "cost=1.1")},
			"power 0; A 2860 (2860) treated 2145 0.75 naive 715 0.25",
		},
		{
			// A: 1/4 + 2*1/3 = 11/12; B: 3/4 + 2*2/3 = 25/12: the largest times 10^12 still fits a Decimal.
			"sum of shares", model(apportion.Shares, "", "x=1", "y=2"),
			[]apportion.MeasuredClaimant{measured("A", "x=1", "y=10"), measured("B", "x=3", "y=20")},
			"power 12; A 916666666666.666667 (0.916667) x 250000000000 0.272727 y 666666666666.666667 0.727273;" +
				" B 2083333333333.333333 (2.083333) x 750000000000 0.36 y 1333333333333.333333 0.64",
		},
		{
			"more places than a Decimal has", model(apportion.RawSum, "", "x=0.000001"),
			[]apportion.MeasuredClaimant{measured("A", "x=0.000001"), measured("B", "x=0.000003")},
			"power 6; A 0.000001 (0) x 0.000001 1; B 0.000003 (0) x 0.000003 1",
		},
		{
			"a measure of weight nought may be nought everywhere", model(apportion.Shares, "", "x=1", "y=0"),
			[]apportion.MeasuredClaimant{measured("A", "x=5", "y=0")},
			"power 0; A 1 (1) x 1 1 y 0 0",
		},
		{
			"larger than a Decimal", model(apportion.RawSum, "", "x=1000"),
			[]apportion.MeasuredClaimant{measured("A", "x=9000000000000"), measured("B", "x=0.000001")},
			"power -4; A 900000000000 (900000000000) x 900000000000 1; B 0.000001 (0.001) x 0.000001 1",
		},
		{"nobody", model(apportion.Shares, "", "x=1"), nil, "power 0"},
	}
	for _, tt := range tests {
		table, err := tt.model.Needs(tt.claimants)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
		} else if got := told(table); got != tt.want {
			t.Errorf("%s:\ngot  %s\nwant %s", tt.name, got, tt.want)
		}
	}
}

func TestNeedsRefuseEverythingAtOnce(t *testing.T) {
	m := model("MEAN", "share", "x=-1", "x=0", "=0")
	bad := measured("A", "x=-1", "spare=1", "cost=0")
	_, err := m.Needs([]apportion.MeasuredClaimant{bad, measured("A", "x=1", "=1")})
	list, ok := fault.All(err)
	if !ok {
		t.Fatalf("got %v", err)
	}
	var paths []string
	for _, f := range list {
		paths = append(paths, strings.Join(f.Path, "."))
	}
	want := []string{
		"model.combine", "model.measures.0.weight", "model.measures.1.measure", "model.measures.2.measure", "model.claimingShare",
		"claimants.0.areaCost", "claimants.0.values.x", "claimants.0.values.x", "claimants.0.values.",
		"claimants.0.values.spare", "claimants.1.key",
	}
	if !reflect.DeepEqual(paths, want) {
		t.Errorf("got  %q\nwant %q", paths, want)
	}
}

func TestNeedsRefuse(t *testing.T) {
	one := []apportion.MeasuredClaimant{measured("A", "x=0", "share=1.000001")}
	tests := []struct {
		name  string
		model apportion.NeedModel
		want  string
	}{
		{"a measure is missing", model(apportion.RawSum, "", "x=1", "share=1", "y=1"), "A has no value of the measure y"},
		{"a share is above 1", model(apportion.ClaimingNeed, "share", "x=1"), "a share lies between 0 and 1"},
		{"a total is nought", model(apportion.Shares, "", "x=1", "share=1"), "x is 0 for every claimant"},
		{"a measure is unknown", model(apportion.RawSum, "", "x=1"), "the model knows no measure share"},
		{"all weights are nought", model(apportion.RawSum, "", "x=0", "share=0"), "at least one measure has a weight above 0"},
		{"no measures", model(apportion.RawSum, ""), "at least one measure has a weight above 0"},
		{"no claiming share", model(apportion.ClaimingNeed, "", "x=1", "share=1"), "CLAIMING_NEED needs the measure"},
		{"a count as the share", model(apportion.ClaimingNeed, "share", "x=1", "share=1"), "cannot be both"},
	}
	for _, tt := range tests {
		if _, err := tt.model.Needs(one); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %q", tt.name, err, tt.want)
		}
	}
}

// Contributions sum to the need and shares to 1; order is kept, equality both ways unless it is told.
func TestNeedsKeepOrderAndSums(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	combinations := []apportion.Combination{apportion.RawSum, apportion.Shares, apportion.ClaimingNeed}
	for range 3000 {
		m := apportion.NeedModel{Combine: combinations[rng.IntN(3)]}
		for k := range 1 + rng.IntN(3) {
			m.Measures = append(m.Measures, apportion.WeightedMeasure{
				Measure: string(rune('a' + k)), Weight: decimal.Decimal(1 + rng.Int64N(1<<rng.IntN(30))),
			})
		}
		var claimants []apportion.MeasuredClaimant
		for i := range 1 + rng.IntN(8) {
			c := apportion.MeasuredClaimant{Key: string(rune('A' + i)), Values: map[string]decimal.Decimal{}}
			for _, measure := range m.Measures {
				c.Values[measure.Measure] = decimal.Decimal(1 + rng.Int64N(1<<rng.IntN(62)))
			}
			if m.Combine == apportion.ClaimingNeed {
				m.ClaimingShare = "share"
				c.Values["share"] = decimal.Decimal(rng.Int64N(int64(decimal.One) + 1))
			}
			if rng.IntN(2) == 0 {
				cost := decimal.Decimal(1 + rng.Int64N(3_000_000))
				c.AreaCost = &cost
			}
			claimants = append(claimants, c)
		}
		table, err := m.Needs(claimants)
		if err != nil {
			t.Fatal(err)
		}
		checkTable(t, table)
	}
}

func checkTable(t *testing.T, table *apportion.NeedTable) {
	t.Helper()
	for _, n := range table.Needs {
		var values, shares decimal.Decimal
		for _, c := range n.Contributions {
			values += c.Value
			shares += c.Share
		}
		if values != n.Need || (n.Need > 0) != (shares == decimal.One) || (n.Need > 0) != (n.Exact.Sign() > 0) {
			t.Fatalf("%+v: the contributions make %s and %s", n, values, shares)
		}
		for _, o := range table.Needs {
			exact, rounded := n.Exact.Cmp(o.Exact), n.Need > o.Need
			if rounded && exact <= 0 {
				t.Fatalf("%s is above %s, which was %s to %s", n.Need, o.Need, n.Exact, o.Exact)
			}
			told := slices.ContainsFunc(table.Merged, func(group []string) bool {
				return slices.Contains(group, n.Key) && slices.Contains(group, o.Key)
			})
			if exact != 0 && n.Need == o.Need && !told {
				t.Fatalf("%s and %s became equal and nobody is told", n.Key, o.Key)
			}
		}
	}
	if table.Power >= 0 {
		return
	}
	sum := new(big.Rat)
	for _, n := range table.Needs {
		sum.Add(sum, n.Exact)
	}
	if sum.Cmp(big.NewRat(3_999_999_999_000, 1)) < 0 {
		t.Fatalf("a sum of %s is scaled down without cause", sum)
	}
}

func TestNeedsTellWhatTheyMerge(t *testing.T) {
	m := model(apportion.RawSum, "", "x=1000000")
	table, err := m.Needs([]apportion.MeasuredClaimant{
		measured("big", "x=9000000000000"), measured("b", "x=0.000001", "cost=0.5"), measured("a", "x=0.000001"), measured("none", "x=0"),
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := [][]string{{"a", "b"}}; !reflect.DeepEqual(table.Merged, want) {
		t.Errorf("merged %v, want %v", table.Merged, want)
	}
}

func FuzzNeeds(f *testing.F) {
	f.Add(int64(1), int64(2), int64(3), int64(4), uint8(0))
	f.Add(int64(1)<<62, int64(1), int64(1)<<62, int64(1)<<62, uint8(1))
	f.Fuzz(func(t *testing.T, weight, x, y, cost int64, combine uint8) {
		combinations := []apportion.Combination{apportion.RawSum, apportion.Shares, apportion.ClaimingNeed}
		m := apportion.NeedModel{
			Combine:  combinations[combine%3],
			Measures: []apportion.WeightedMeasure{{Measure: "x", Weight: decimal.Decimal(weight)}, {Measure: "y", Weight: 1}},
		}
		area := decimal.Decimal(cost)
		a, b := measured("A"), measured("B")
		a.Values["x"], a.Values["y"], a.AreaCost = decimal.Decimal(x), decimal.Decimal(y), &area
		b.Values["x"], b.Values["y"] = decimal.Decimal(y), decimal.Decimal(x)
		if m.Combine == apportion.ClaimingNeed {
			m.ClaimingShare = "s"
			a.Values["s"], b.Values["s"] = decimal.Decimal(x%1_000_000), decimal.One
		}
		if table, err := m.Needs([]apportion.MeasuredClaimant{a, b}); err == nil {
			checkTable(t, table)
		}
	})
}
