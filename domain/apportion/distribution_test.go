package apportion

import (
	"math"
	"strings"
	"testing"

	"waymark/domain/decimal"
	"waymark/domain/fault"
)

// Betas whose quantiles are known in closed form, over all the deviates that can be drawn.
func TestBetaQuantiles(t *testing.T) {
	tests := []struct {
		name string
		a, b float64
		cdf  func(p float64) float64
	}{
		{"uniform", 1, 1, func(p float64) float64 { return p }},
		{"arcsine", 0.5, 0.5, func(p float64) float64 { return 2 / math.Pi * math.Asin(math.Sqrt(p)) }},
		{"p cubed", 3, 1, func(p float64) float64 { return p * p * p }},
		{"two and two", 2, 2, func(p float64) float64 { return p * p * (3 - 2*p) }},
		{"a tenth", 0.1, 1, func(p float64) float64 { return math.Pow(p, 0.1) }},
		{"sharp", 1, 40, func(p float64) float64 { return -math.Expm1(40 * math.Log1p(-p)) }},
	}
	for _, tt := range tests {
		s := sampler{kind: Beta, table: betaTable(tt.a, tt.b)}
		for z := -8.0; z <= 8; z += 0.0173 {
			p := s.at(z)
			got, want := tt.cdf(p), math.Erfc(-z/math.Sqrt2)/2
			if z > 0 && p > 0.5 { // compare what lies above, as far as 1-p has digits
				if math.Abs(got-want) > 1e-7 {
					t.Fatalf("%s: below the value at %.2f lies %g, not %g", tt.name, z, got, want)
				}
				continue
			}
			if math.Abs(got-want) > 1e-6*want {
				t.Fatalf("%s: below the value at %.2f lies %g, not %g", tt.name, z, got, want)
			}
		}
	}
}

func estimate(d Distribution, value, low, high string) Estimate {
	return Estimate{
		Value: decimal.MustParse(value), Low: decimal.MustParse(low), High: decimal.MustParse(high), Distribution: d,
	}
}

// The ends of the interval and the middle are what the names promise; worked out by hand.
func TestSamplersMeetTheirIntervals(t *testing.T) {
	tests := []struct {
		estimate Estimate
		z, want  float64
	}{
		{estimate(LogNormal, "200", "100", "400"), 0, 200},
		{estimate(LogNormal, "200", "100", "400"), 1.96, 400},
		{estimate(LogNormal, "200", "100", "400"), -1.96, 100},
		{estimate(LogNormal, "300", "100", "400"), 1.96, 600}, // an interval need not be centred
		{estimate(LogitNormal, "0.5", "0.2", "0.8"), 0, 0.5},
		{estimate(LogitNormal, "0.5", "0.2", "0.8"), 1.96, 0.8},
		{estimate(ThreePoint, "5", "1", "7"), -0.44, 1},
		{estimate(ThreePoint, "5", "1", "7"), -0.43, 5},
		{estimate(ThreePoint, "5", "1", "7"), 0.44, 7},
		{estimate(Certain, "5", "0", "0"), 3, 5},
		{estimate(Beta, "0.3", "0.3", "0.3"), 3, 0.3},
	}
	for _, tt := range tests {
		s := newSampler(tt.estimate)
		if got := s.at(tt.z); math.Abs(got-tt.want) > 1e-12*tt.want {
			t.Errorf("%+v at %g gives %.15g, not %g", tt.estimate, tt.z, got, tt.want)
		}
	}
}

// Mean and standard deviation of a beta, by its quantiles at ten thousand even chances.
func TestBetaHasTheMeanAndSpreadAskedFor(t *testing.T) {
	for _, e := range []Estimate{estimate(Beta, "0.3", "0.2", "0.4"), estimate(Beta, "0.9", "0.7", "0.98"), estimate(Beta, "0.5", "0.02", "0.98")} {
		s := newSampler(e)
		const n = 100_000
		var sum, square float64
		for i := range n {
			p := s.at(normalQuantile((float64(i) + 0.5) / n))
			sum += p
			square += p * p
		}
		mean, sd := sum/n, math.Sqrt(square/n-sum*sum/n/n)
		wantMean, wantSD := float64(e.Value)/1e6, float64(e.High-e.Low)/1e6/3.92
		if math.Abs(mean-wantMean) > 1e-6 || math.Abs(sd-wantSD) > 1e-5 {
			t.Errorf("%+v has the mean %g and the deviation %g", e, mean, sd)
		}
	}
}

func TestEstimatesAreChecked(t *testing.T) {
	tests := map[string]Estimate{
		"":                            estimate(LogNormal, "1", "0.000001", "1"),
		"a distribution is":           estimate("NORMAL", "1", "1", "1"),
		"begins above 0":              estimate(LogNormal, "1", "0", "2"),
		"holds its estimate":          estimate(ThreePoint, "3", "1", "2"),
		"ends below 1":                estimate(LogitNormal, "0.5", "0.4", "1"),
		"spans a factor of 1000000":   estimate(LogNormal, "1", "0.000001", "1.000001"),
		"too wide":                    estimate(Beta, "0.01", "0.000001", "0.999999"),
		"or too narrow":               estimate(Beta, "0.5", "0.499999", "0.5"),
		"INVALID: claimants.A: a dis": {},
	}
	for want, e := range tests {
		var faults fault.List
		e.check(&faults, []string{"claimants", "A"})
		if err := faults.Err(); (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: got %v, want %q", e, err, want)
		}
	}
}
