package need_test

import (
	"errors"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"waymark/domain/decimal"
	"waymark/domain/need"
	"waymark/domain/statistics"
)

func estimate(value, lower, upper string) need.Estimate {
	e := need.Estimate{Value: decimal.MustParse(value)}
	if lower != "" {
		e.Lower, e.Upper, e.HasInterval = decimal.MustParse(lower), decimal.MustParse(upper), true
	}
	return e
}

// bolton is the published estimate of opiate and crack users there in 2007/08; its interval is not symmetric.
func bolton() need.Estimate { return estimate("2788", "2550", "3306") }

func text(d *decimal.Decimal) string {
	if d == nil {
		return "none"
	}
	return d.String()
}

func refusal(t *testing.T, what string, err error) {
	t.Helper()
	var domain *statistics.DomainError
	if !errors.As(err, &domain) || domain.Argument == "" || domain.Rule == "" {
		t.Errorf("%s: %v is no refusal", what, err)
	}
}

func TestPenetration(t *testing.T) {
	tests := []struct {
		in                         int64
		estimate                   need.Estimate
		value, lower, upper, words string
		exceeds                    bool
	}{
		{1500, bolton(), "0.53802", "0.453721", "0.588235", "53.8% of an estimated 2,788 were in treatment in the year (45.4% to 58.8%).", false},
		{0, bolton(), "0", "0", "0", "0% of an estimated 2,788 were in treatment in the year (0% to 0%).", false},
		{1500, estimate("3500", "", ""), "0.428571", "none", "none", "42.9% of an estimated 3,500 were in treatment in the year.", false},
		{10, estimate("20", "0", "40"), "0.5", "0.25", "none", "50% of an estimated 20 were in treatment in the year.", false},
		{3000, bolton(), "1.07604", "0.907441", "1.176471", "107.6% of an estimated 2,788 were in treatment in the year (90.7% to 117.6%), which is more than the estimate.", true},
	}
	for _, tt := range tests {
		got, err := need.Penetration(tt.in, tt.estimate)
		if err != nil || got.Value.String() != tt.value || text(got.Lower) != tt.lower || text(got.Upper) != tt.upper || got.Sentence != tt.words || got.Exceeds != tt.exceeds {
			t.Errorf("%d: %s %s %s %q, %v", tt.in, got.Value, text(got.Lower), text(got.Upper), got.Sentence, err)
		}
	}
	for what, e := range map[string]need.Estimate{
		"nobody": {}, "negative": {Value: -1}, "too large": {Value: math.MaxInt64}, "tiny": {Value: 1},
		"upside down": {Value: 5, Lower: 6, Upper: 7, HasInterval: true}, "beside": {Value: 5, Lower: 1, Upper: 4, HasInterval: true},
		"below nought": {Value: 5, Lower: -1, Upper: 6, HasInterval: true}, "endless": {Value: 5, Upper: math.MaxInt64, HasInterval: true},
	} {
		_, err := need.Penetration(1e9, e)
		refusal(t, what, err)
	}
	_, err := need.Penetration(-1, bolton())
	refusal(t, "negative count", err)
}

func TestRemaining(t *testing.T) {
	tests := []struct {
		counted                     int64
		estimate                    need.Estimate
		value, lower, upper, excess string
	}{
		{2080, bolton(), "708", "470", "1226", "0"},
		{2700, bolton(), "88", "0", "606", "0"}, // the lower end is clamped
		{2788, bolton(), "0", "0", "518", "0"},
		{3000, bolton(), "0", "0", "306", "212"},
		{4000, bolton(), "0", "0", "0", "1212"},
		{1, estimate("1.5", "", ""), "0.5", "none", "none", "0"},
	}
	for _, tt := range tests {
		got, err := need.Remaining(tt.counted, tt.estimate)
		if err != nil || got.Value.String() != tt.value || text(got.Lower) != tt.lower || text(got.Upper) != tt.upper || got.Excess.String() != tt.excess || got.Exceeded != (tt.excess != "0") {
			t.Errorf("%d: %+v %s %s, %v", tt.counted, got, text(got.Lower), text(got.Upper), err)
		}
	}
	_, err := need.Remaining(-1, bolton())
	refusal(t, "negative", err)
	_, err = need.Remaining(1, need.Estimate{Value: -1})
	refusal(t, "estimate", err)
}

func TestMetAndUnmet(t *testing.T) {
	got, err := need.MetAndUnmet(2080, bolton())
	if err != nil || got.Met != 2080 || got.Unmet.Value.String() != "708" || got.Sentence != "2,080 were in treatment in the year and an estimated 708 (470 to 1,226) were not." {
		t.Errorf("got %+v, %v", got, err)
	}
	if got, err = need.MetAndUnmet(3000, bolton()); err != nil || got.Sentence != "3,000 were in treatment in the year, 212 more than are estimated to need it." {
		t.Errorf("got %+v, %v", got, err)
	}
	_, err = need.MetAndUnmet(math.MaxInt64, bolton())
	refusal(t, "too many", err)
}

func TestBullseye(t *testing.T) {
	got, err := need.NewBullseye(need.Known{InTreatment: 1500, InYear: 380, Before: 200}, bolton())
	if err != nil || len(got.Rings) != 4 || got.Exceeded {
		t.Fatalf("got %+v, %v", got, err)
	}
	for i, want := range []struct{ ring, value, share, lower string }{
		{"IN_TREATMENT", "1500", "0.53802", "none"}, {"IN_YEAR", "380", "0.136298", "none"}, {"KNOWN_BEFORE", "200", "0.071736", "none"}, {"TREATMENT_NAIVE", "708", "0.253945", "470"},
	} {
		r := got.Rings[i]
		if string(r.Ring) != want.ring || r.Value.String() != want.value || text(r.Share) != want.share || text(r.Lower) != want.lower {
			t.Errorf("ring %d: %+v", i, r)
		}
	}
	if want := "Of an estimated 2,788, 1,500 were in treatment at the end of the year, 380 earlier in it, 200 were known before and 708 (470 to 1,226) are treatment-naive."; got.Sentence != want {
		t.Errorf("got %q", got.Sentence)
	}
	over, err := need.NewBullseye(need.Known{InTreatment: 2000, InYear: 800, Before: 200}, bolton())
	if err != nil || !over.Exceeded || over.Excess.String() != "212" || over.Rings[3].Value != 0 ||
		over.Sentence != "3,000 are known, 212 more than the estimated 2,788: a person may have been counted twice, or the estimate may be too low." {
		t.Errorf("got %+v, %v", over, err)
	}
	for what, known := range map[string]need.Known{"negative": {InYear: -1}, "too many": {Before: math.MaxInt64}, "too many together": {InTreatment: 1e9, InYear: 1}} {
		_, err := need.NewBullseye(known, bolton())
		refusal(t, what, err)
	}
}

func TestRingsSumToTheEstimate(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 1))
	for range 2000 {
		known := need.Known{InTreatment: rng.Int64N(2000), InYear: rng.Int64N(800), Before: rng.Int64N(800)}
		e := need.Estimate{Value: decimal.Decimal(rng.Int64N(4_000_000_000)), HasInterval: true}
		e.Lower, e.Upper = decimal.Decimal(rng.Int64N(int64(e.Value)+1)), e.Value+decimal.Decimal(rng.Int64N(1_000_000_000))
		b, err := need.NewBullseye(known, e)
		if err != nil {
			t.Fatal(err)
		}
		var sum decimal.Decimal
		for _, r := range b.Rings {
			sum += r.Value
		}
		outer := b.Rings[3]
		if sum-b.Excess != e.Value || b.Exceeded != (b.Excess > 0) || (b.Exceeded && outer.Value != 0) || *outer.Lower > outer.Value || outer.Value > *outer.Upper || *outer.Lower < 0 {
			t.Fatalf("%+v of %+v: %+v", known, e, b)
		}
	}
}

func TestAttrition(t *testing.T) {
	got, err := need.NewAttrition(need.Flow{Entries: 1000, Retained: 845, PlannedExits: 120, UnplannedExits: 80})
	if err != nil || got.Lost != 155 || text(got.LostShare) != "0.155" || got.NotNested || got.PlannedShare == nil || got.PlannedShare.Value != 0.6 || got.PlannedShare.Method != statistics.Wilson ||
		got.Sentence != "155 of 1,000 who entered were not retained (15.5%). 120 of 200 exits were planned (60%)." {
		t.Errorf("got %+v, %v", got, err)
	}
	got, err = need.NewAttrition(need.Flow{Entries: 10, Retained: 12})
	if err != nil || !got.NotNested || got.Lost != 0 || got.LostShare != nil || got.PlannedShare != nil || got.Sentence != "12 were retained of 10 who entered: some had entered before." {
		t.Errorf("got %+v, %v", got, err)
	}
	if got, err = need.NewAttrition(need.Flow{}); err != nil || got.LostShare != nil || got.Sentence != "Nobody entered." {
		t.Errorf("got %+v, %v", got, err)
	}
	for _, f := range []need.Flow{{Entries: -1}, {Retained: -1}, {PlannedExits: -1}, {UnplannedExits: math.MaxInt64}, {PlannedExits: 1e9, UnplannedExits: 1e9}, {PlannedExits: math.MaxInt64, UnplannedExits: math.MaxInt64}} {
		_, err := need.NewAttrition(f)
		refusal(t, "attrition", err)
	}
}

// The national pathway to August 2010 does not nest: 2,400 markers, but 2,500 referrals.
func TestSteps(t *testing.T) {
	got, err := need.Steps([]need.Stage{{"markers", 2400}, {"referrals", 2500}, {"discussions", 861}, {"none", 0}, {"still none", 0}})
	if err != nil || len(got) != 4 {
		t.Fatalf("got %+v, %v", got, err)
	}
	for i, want := range []struct {
		lost  int64
		kept  string
		grows bool
	}{{0, "none", true}, {1639, "0.3444", false}, {861, "0", false}, {0, "none", false}} {
		if s := got[i]; s.Lost != want.lost || text(s.Kept) != want.kept || s.Grows != want.grows {
			t.Errorf("step %d: %+v", i, s)
		}
	}
	if none, err := need.Steps(nil); err != nil || none != nil {
		t.Errorf("got %v, %v", none, err)
	}
	_, err = need.Steps([]need.Stage{{"a", -1}})
	refusal(t, "negative", err)
}

func TestCompleteness(t *testing.T) {
	tests := []struct {
		completed, eligible int64
		threshold           string
		want                need.GateStatus
		percent, words      string
	}{
		{400, 500, "80", need.GateOpen, "80", "400 of 500 eligible are complete (80%), which reaches the 80% that is needed."},
		{398, 500, "80", need.GateClosed, "79.6", "398 of 500 eligible are complete (79.6%), below the 80% that is needed."},
		{799_999, 1_000_000, "80", need.GateClosed, "79.9999", "799,999 of 1,000,000 eligible are complete (79.9%), below the 80% that is needed."},
		{math.MaxInt64/5*4 - 1, math.MaxInt64, "80", need.GateClosed, "79.999999", ""},
		{math.MaxInt64/5*4 + 2, math.MaxInt64, "80", need.GateOpen, "80", ""},
		{math.MaxInt64, math.MaxInt64, "100", need.GateOpen, "100", ""},
		{1, 3, "33.333333", need.GateOpen, "33.333333", ""},
		{1, 3, "33.333334", need.GateClosed, "33.333333", ""},
		{0, 1, "0", need.GateOpen, "0", ""},
		{0, 0, "80", need.GateNotApplicable, "none", "Nobody was eligible."},
	}
	for _, tt := range tests {
		got, err := need.NewCompleteness(tt.completed, tt.eligible, decimal.MustParse(tt.threshold))
		if err != nil || got.Status != tt.want || text(got.Percent) != tt.percent || (tt.words != "" && got.Sentence != tt.words) {
			t.Errorf("%d of %d: %+v %s, %v", tt.completed, tt.eligible, got, text(got.Percent), err)
		}
	}
	for _, bad := range [][3]int64{{-1, 5, 1}, {6, 5, 1}, {0, -1, 1}, {1, 5, -1}, {1, 5, 100_000_001}} {
		_, err := need.NewCompleteness(bad[0], bad[1], decimal.Decimal(bad[2]))
		refusal(t, "completeness", err)
	}
}

func FuzzCompleteness(f *testing.F) {
	f.Add(int64(398), int64(500), int64(80_000_000))
	f.Add(int64(math.MaxInt64), int64(math.MaxInt64), int64(100_000_000))
	f.Fuzz(func(t *testing.T, completed, eligible, threshold int64) {
		got, err := need.NewCompleteness(completed, eligible, decimal.Decimal(threshold))
		if err != nil {
			refusal(t, "completeness", err)
			return
		}
		if eligible == 0 {
			return
		}
		left := new(big.Int).Mul(big.NewInt(completed), big.NewInt(100_000_000))
		right := new(big.Int).Mul(big.NewInt(eligible), big.NewInt(threshold))
		if (got.Status == need.GateOpen) != (left.Cmp(right) >= 0) || (*got.Percent >= got.Threshold) != (got.Status == need.GateOpen) {
			t.Errorf("%d of %d against %s: %+v", completed, eligible, got.Threshold, got)
		}
	})
}

func TestBounds(t *testing.T) {
	tests := []struct {
		outcomes              need.Outcomes
		least, most, sentence string
	}{
		{need.Outcomes{Known: 861, Of: 2500}, "0.3444", "1", "At least 34.4% and at most 100%: 861 are known of 2,500."},
		{need.Outcomes{Known: 2, Of: 3}, "0.666666", "1", "At least 66.6% and at most 100%: 2 are known of 3."},
		{need.Outcomes{Known: 1, KnownNot: 1, Of: 3}, "0.333333", "0.666667", "At least 33.3% and at most 66.7%: 1 are known of 3."},
		{need.Outcomes{Known: 2, KnownNot: 1, Of: 3}, "0.666666", "0.666667", "66.7%: 2 of 3."},
		{need.Outcomes{Of: 3}, "0", "1", "At least 0% and at most 100%: 0 are known of 3."},
		{need.Outcomes{}, "none", "none", "Nobody is counted."},
		{need.Outcomes{Known: 10, Of: 6}, "none", "none", "10 outcomes are known of 6 people: the counts do not nest, so there is no share."},
	}
	for _, tt := range tests {
		got, err := need.NewBounds(tt.outcomes)
		if err != nil || text(got.AtLeast) != tt.least || text(got.AtMost) != tt.most || got.Sentence != tt.sentence || got.NotNested != (tt.outcomes.Known > tt.outcomes.Of) {
			t.Errorf("%+v: %s %s %+v, %v", tt.outcomes, text(got.AtLeast), text(got.AtMost), got, err)
		}
	}
	for _, bad := range []need.Outcomes{{Known: -1}, {KnownNot: -1}, {Of: -1}, {Known: math.MaxInt64, KnownNot: math.MaxInt64}} {
		_, err := need.NewBounds(bad)
		refusal(t, "bounds", err)
	}
}

// Whatever became of those unknown, the share lies within the bounds, and the bounds are reached to a millionth.
func TestBoundsHoldEveryPossibility(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 2))
	for range 3000 {
		of := 1 + rng.Int64N(1<<(1+rng.IntN(28)))
		known := rng.Int64N(of + 1)
		not := rng.Int64N(of - known + 1)
		b, err := need.NewBounds(need.Outcomes{Known: known, KnownNot: not, Of: of})
		if err != nil {
			t.Fatal(err)
		}
		millionths := func(n int64) *big.Rat { return new(big.Rat).Mul(big.NewRat(n, of), big.NewRat(1_000_000, 1)) }
		least, most := millionths(known), millionths(of-not)
		low, high := big.NewRat(int64(*b.AtLeast), 1), big.NewRat(int64(*b.AtMost), 1)
		one := big.NewRat(1, 1)
		if low.Cmp(least) > 0 || high.Cmp(most) < 0 || new(big.Rat).Sub(least, low).Cmp(one) >= 0 || new(big.Rat).Sub(high, most).Cmp(one) >= 0 || b.Unknown != of-known-not {
			t.Fatalf("%d and %d of %d: %s to %s", known, not, of, *b.AtLeast, *b.AtMost)
		}
	}
}
