package decimal_test

import (
	"encoding/json"
	"math"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"waymark/domain/decimal"
)

func TestParse(t *testing.T) {
	tests := []struct {
		in, out string // out is empty when in is refused
	}{
		{"0", "0"},
		{"-0", "0"},
		{"62", "62"},
		{"0.5", "0.5"},
		{"0.500000", "0.5"},
		{"-1.25", "-1.25"},
		{"-0.000001", "-0.000001"},
		{"007", "7"},
		{"1.0", "1"},
		{"9223372036854.775807", "9223372036854.775807"},
		{"-9223372036854.775807", "-9223372036854.775807"},
		{"9223372036854.775808", ""},
		{"-9223372036854.775808", ""},
		{"99999999999999999999", ""},
		{"0.1234567", ""},
		{".5", ""},
		{"5.", ""},
		{"", ""},
		{"-", ""},
		{"--1", ""},
		{"+1", ""},
		{"1e3", ""},
		{"1,000", ""},
		{" 1", ""},
		{"1.2.3", ""},
		{"1.-2", ""},
		{"NaN", ""},
		{"\u0661", ""}, // an Arabic digit one
	}
	for _, tt := range tests {
		d, err := decimal.Parse(tt.in)
		switch {
		case tt.out == "" && err == nil:
			t.Errorf("Parse(%q) gives %s, want an error", tt.in, d)
		case tt.out != "" && err != nil:
			t.Errorf("Parse(%q): %v", tt.in, err)
		case tt.out != "" && d.String() != tt.out:
			t.Errorf("Parse(%q) gives %s, want %s", tt.in, d, tt.out)
		}
	}
}

func TestMustParsePanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	decimal.MustParse("half")
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"0.5", "-1.25", "007.100", "9223372036854.775807", "-0", "1e3", "x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := decimal.Parse(s)
		if err != nil {
			return
		}
		back, err := decimal.Parse(d.String())
		if err != nil || back != d {
			t.Errorf("Parse(%q) gives %s, which reads back as %s, %v", s, d, back, err)
		}
		exact, ok := new(big.Rat).SetString(s)
		if !ok || exact.Cmp(big.NewRat(int64(d), 1_000_000)) != 0 {
			t.Errorf("Parse(%q) gives %s", s, d)
		}
	})
}

func FuzzString(f *testing.F) {
	for _, n := range []int64{0, 1, -1, 500_000, 1_000_000, math.MaxInt64, math.MinInt64 + 1} {
		f.Add(n)
	}
	f.Fuzz(func(t *testing.T, n int64) {
		text := decimal.Decimal(n).String()
		if strings.Contains(text, ".") && strings.HasSuffix(text, "0") {
			t.Errorf("%s has a trailing zero", text)
		}
		if n == math.MinInt64 { // prints, but lies just below what may be written
			return
		}
		if back, err := decimal.Parse(text); err != nil || int64(back) != n {
			t.Errorf("%d prints as %s, which reads back as %d, %v", n, text, back, err)
		}
	})
}

func TestRatio(t *testing.T) {
	tests := []struct {
		n, d int64
		want string // empty when there is none
	}{
		{1, 2, "0.5"},
		{46, 93, "0.494624"},
		{1, 3, "0.333333"},
		{2, 3, "0.666667"},
		{1, 2_000_000, "0.000001"}, // a half goes up
		{-1, 2_000_000, "0"},       // which is towards nought below it
		{-3, 2_000_000, "-0.000001"},
		{-1, 3, "-0.333333"},
		{-2, 3, "-0.666667"},
		{1, -3, "-0.333333"},
		{-1, -3, "0.333333"},
		{0, 5, "0"},
		{0, -5, "0"},
		{7, 1, "7"},
		{1, math.MaxInt64, "0"},
		{-1, math.MaxInt64, "0"},
		{4_611_686_018_425, 1, "4611686018425"},
		{-4_611_686_018_425, 1, "-4611686018425"},
		{4_611_686_018_425, math.MaxInt64, "0"},
		{1, 0, ""},
		{0, 0, ""},
		{math.MaxInt64, 1, ""},
		{math.MinInt64, 1, ""},
		{1, math.MinInt64, ""},
	}
	for _, tt := range tests {
		got, ok := decimal.Ratio(tt.n, tt.d)
		if ok != (tt.want != "") || (ok && got.String() != tt.want) {
			t.Errorf("Ratio(%d, %d) = %s, %v; want %q", tt.n, tt.d, got, ok, tt.want)
		}
	}
}

func TestRatioIsTheNearestMillionth(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	half := big.NewRat(1, 2)
	for range 20000 {
		n, d := rng.Int64N(1<<rng.IntN(42)+1), rng.Int64N(1<<rng.IntN(62)+1)+1
		if rng.IntN(2) == 0 {
			n = -n
		}
		if rng.IntN(2) == 0 {
			d = -d
		}
		got, ok := decimal.Ratio(n, d)
		if !ok {
			t.Fatalf("Ratio(%d, %d) has no value", n, d)
		}
		exact := new(big.Rat).Mul(new(big.Rat).SetFrac(big.NewInt(n), big.NewInt(d)), big.NewRat(1_000_000, 1))
		off := exact.Sub(exact, big.NewRat(int64(got), 1)) // in [-1/2, 1/2)
		if off.Cmp(half) >= 0 || off.Cmp(new(big.Rat).Neg(half)) < 0 {
			t.Fatalf("Ratio(%d, %d) = %s, off by %s millionths", n, d, got, off)
		}
	}
}

func TestFromInt(t *testing.T) {
	for n, want := range map[int]string{0: "0", 1: "1", -62: "-62"} {
		if got := decimal.FromInt(n).String(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if decimal.One != decimal.FromInt(1) || decimal.Zero != decimal.FromInt(0) {
		t.Error("0 and 1 are not themselves")
	}
}

func TestJSON(t *testing.T) {
	data, err := json.Marshal(decimal.MustParse("-0.25"))
	if err != nil || string(data) != `"-0.25"` {
		t.Fatalf("got %s, %v", data, err)
	}
	var back decimal.Decimal
	if err := json.Unmarshal(data, &back); err != nil || back.String() != "-0.25" {
		t.Errorf("got %s, %v", back, err)
	}
	for _, bad := range []string{`0.5`, `"a half"`, `null3`, `"0.1234567"`} {
		if err := json.Unmarshal([]byte(bad), &back); err == nil {
			t.Errorf("%s is read as %s", bad, back)
		}
	}
}
