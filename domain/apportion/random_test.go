package apportion

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The known answers of Philox 2x64 with ten rounds that its authors publish with Random123 (file kat_vectors).
func TestPhiloxGivesThePublishedAnswers(t *testing.T) {
	tests := []struct{ low, high, key, wantLow, wantHigh uint64 }{
		{0, 0, 0, 0xca00a0459843d731, 0x66c24222c9a845b5},
		{math.MaxUint64, math.MaxUint64, math.MaxUint64, 0x65b021d60cd8310f, 0x4d02f3222f86df20},
		{0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x0a5e742c2997341c, 0xb0f883d38000de5d},
	}
	for _, tt := range tests {
		if low, high := philox(tt.low, tt.high, tt.key); low != tt.wantLow || high != tt.wantHigh {
			t.Errorf("philox(%#x, %#x, %#x) = %#x, %#x", tt.low, tt.high, tt.key, low, high)
		}
	}
}

func TestUniformsLieStrictlyBetweenNoughtAndOne(t *testing.T) {
	if least := unit53(0); least != 1.0/(1<<54) {
		t.Errorf("the least is %g", least)
	}
	if most := unit53(math.MaxUint64); most >= 1 {
		t.Errorf("the most is %g", most)
	}
}

// Mean, variance and the correlation of neighbours, each within 4.5 standard errors, in every pairing of draws and streams.
func TestUniformsAreUniformAndIndependent(t *testing.T) {
	const n = 100_000
	a, b := newStream(1, "own", "A"), newStream(1, "own", "B")
	var sum, square, sameDraw, nextDraw float64
	last := 0.5
	for pair := range uint64(n / 2) {
		x1, x2 := a.uniforms(pair)
		y1, y2 := b.uniforms(pair)
		for _, u := range []float64{x1, x2} {
			sum += u
			square += u * u
		}
		sameDraw += (x1-0.5)*(y1-0.5) + (x2-0.5)*(y2-0.5)
		nextDraw += (last-0.5)*(x1-0.5) + (x1-0.5)*(x2-0.5)
		last = x2
	}
	if z := (sum/n - 0.5) / math.Sqrt(1.0/12/n); math.Abs(z) > 4.5 {
		t.Errorf("the mean is off by %.1f standard errors", z)
	}
	if z := (square/n - 1.0/3) / math.Sqrt(4.0/45/n); math.Abs(z) > 4.5 {
		t.Errorf("the mean square is off by %.1f standard errors", z)
	}
	for name, sum := range map[string]float64{"two streams": sameDraw, "two draws": nextDraw} {
		if z := 12 * sum / math.Sqrt(n); math.Abs(z) > 4.5 {
			t.Errorf("%s correlate by %.1f standard errors", name, z)
		}
	}
}

func TestStreamsAreNamedWithoutAmbiguity(t *testing.T) {
	seen := map[uint64]string{}
	for name, s := range map[string]stream{
		"a, bc": newStream(1, "own", "a", "bc"), "ab, c": newStream(1, "own", "ab", "c"), "abc": newStream(1, "own", "abc"),
		"none": newStream(1, "own"), "empty": newStream(1, "own", ""),
	} {
		if other, twice := seen[s.id]; twice {
			t.Errorf("%s and %s share their numbers", name, other)
		}
		seen[s.id] = name
	}
}

func TestElementaryFunctionsAgreeWithPackageMath(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	off := func(name string, x, got, want float64) {
		if math.Abs(got-want) > 4e-16*math.Abs(want) {
			t.Errorf("%s(%g) = %.17g, not %.17g", name, x, got, want)
		}
	}
	for range 100_000 {
		x := rng.NormFloat64() * 5
		off("exp", x, exp(x), math.Exp(x))
		y := math.Exp(rng.NormFloat64() * 20)
		off("ln", y, ln(y), math.Log(y))
	}
	for _, x := range []float64{-700, -1, 0, 1, 700, math.Ln2, -math.Ln2} {
		off("exp", x, exp(x), math.Exp(x))
	}
	for _, x := range []float64{1, 2, 0.5, 1 + 1e-15, 1 - 1e-15, math.MaxFloat64, 1e-300} {
		off("ln", x, ln(x), math.Log(x))
	}
	if !(exp(-1e9) > 0) || math.IsInf(exp(1e9), 0) {
		t.Error("exp leaves the numbers")
	}
}

func TestNormalQuantile(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	check := func(p float64) {
		got := normalQuantile(p)
		if below := math.Erfc(-got/math.Sqrt2) / 2; math.Abs(below-p) > 1e-13*p { // erfc is exact in the tail, its inverse not
			t.Errorf("the quantile of %g is %.17g, below which lies %g", p, got, below)
		}
		if 1-p != 1 && 1-(1-p) == p && normalQuantile(1-p) != -got {
			t.Errorf("the quantiles of %g and of its complement differ", p)
		}
	}
	for range 100_000 {
		check(unit53(rng.Uint64()))
	}
	for _, p := range []float64{unit53(0), unit53(math.MaxUint64), 0.5, 0.075, 0.925, 1e-12, 0.025, 0.975} {
		check(p)
	}
	if z := normalQuantile(0.975); math.Abs(z-1.959963984540054) > 1e-15 { // a printed table's value
		t.Errorf("the quantile of 0.975 is %.16g", z)
	}
}
