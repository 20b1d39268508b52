package statistics_test

import (
	"math"
	"testing"

	"waymark/domain/statistics"
)

// TestStudentDeviateIsThatOfTheTables holds the quantiles to those that are printed, with three decimal places, in the tables of NIST/SEMATECH's
// e-Handbook of Statistical Methods, 1.3.6.7.2.
func TestStudentDeviateIsThatOfTheTables(t *testing.T) {
	for _, x := range []struct {
		freedom   int64
		p95, p998 float64
	}{
		{1, 12.706, 318.313}, {2, 4.303, 22.327}, {3, 3.182, 10.215}, {4, 2.776, 7.173}, {5, 2.571, 5.893}, {10, 2.228, 4.143},
		{30, 2.042, 3.385}, {100, 1.984, 3.174}, {1_000_000_000, 1.960, 3.090},
	} {
		for confidence, want := range map[statistics.Confidence]float64{statistics.Confidence95: x.p95, statistics.Confidence998: x.p998} {
			got, err := statistics.StudentDeviate(x.freedom, confidence)
			if err != nil || math.Abs(got-want) > 0.004*max(1, want/100) {
				t.Errorf("%d degrees of freedom, %s: %.4f, %v; want %.3f", x.freedom, confidence, got, err, want)
			}
		}
	}
}

func TestStudentTail(t *testing.T) {
	for _, x := range []struct {
		t, want float64
		freedom int64
	}{
		{0, 0.5, 3}, {1, 0.25, 1}, {-1, 0.75, 1}, {math.Sqrt(2), (1 - math.Sqrt(0.5)) / 2, 2}, // by the closed forms of 1 and 2
		{math.Inf(1), 0, 4}, {math.Inf(-1), 1, 4}, {1e200, 0, 4}, {1.959963984540054, 0.025, 1_000_000_000},
	} {
		got, err := statistics.StudentTail(x.t, x.freedom)
		if err != nil || math.Abs(got-x.want) > 2e-9 {
			t.Errorf("above %g with %d degrees of freedom: %.12g, %v; want %.12g", x.t, x.freedom, got, err, x.want)
		}
	}
	for freedom := int64(1); freedom < 400; freedom = freedom*3/2 + 1 {
		deviate, _ := statistics.StudentDeviate(freedom, statistics.Confidence95)
		if tail, _ := statistics.StudentTail(deviate, freedom); math.Abs(tail-0.025) > 1e-12 {
			t.Errorf("%d degrees of freedom: above the 95%% deviate lie %.15g", freedom, tail)
		}
	}
}

func TestStudentRefuses(t *testing.T) {
	for _, freedom := range []int64{-1, 0, statistics.MaxCount + 1} {
		if _, err := statistics.StudentTail(1, freedom); err == nil {
			t.Errorf("a tail with %d degrees of freedom", freedom)
		}
		if _, err := statistics.StudentDeviate(freedom, statistics.Confidence95); err == nil {
			t.Errorf("a deviate with %d degrees of freedom", freedom)
		}
	}
	if _, err := statistics.StudentTail(math.NaN(), 3); err == nil {
		t.Error("a tail above no number")
	}
	if _, err := statistics.StudentDeviate(3, "PERCENT_90"); err == nil {
		t.Error("a confidence that there is not")
	}
}
