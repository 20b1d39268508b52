package apportion_test

import (
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
	"time"

	"waymark/domain/apportion"
	"waymark/domain/decimal"
)

// sortTime measures slices.Sort of 10,000 random float64: the yardstick of this package's benchmarks.
func sortTime(n int) time.Duration {
	rng := rand.New(rand.NewPCG(1, 1))
	master, work := make([]float64, 10_000), make([]float64, 10_000)
	for i := range master {
		master[i] = rng.Float64()
	}
	start := time.Now()
	for range n {
		copy(work, master)
		slices.Sort(work)
	}
	return time.Since(start) / time.Duration(n)
}

// draws38 is 38 synthetic districts with one uncertain count each.
func draws38(draws int, method apportion.Method) apportion.Simulation {
	s := england(draws)
	s.Problem.Method = method
	s.Model = model(apportion.RawSum, "", "need=1")
	rng := rand.New(rand.NewPCG(38, 62))
	for i := range s.Claimants {
		n := decimal.Decimal(500+rng.Int64N(8000)) * decimal.One
		s.Claimants[i].Estimates = map[string]apportion.Estimate{
			"need": {Value: n, Low: n * 3 / 4, High: n * 4 / 3, Distribution: apportion.LogNormal},
		}
	}
	return s
}

// xsort is how many sorts a simulation takes; draws/op stays the divisor, so that linearity can be read from the lines.
func BenchmarkSimulation(b *testing.B) {
	shared := apportion.Correlation{National: dec("0.2"), Regional: dec("0.3")}
	cases := []struct {
		name string
		s    apportion.Simulation
	}{
		{"draws=10000", draws38(10_000, apportion.Webster)},
		{"draws=100000", draws38(100_000, apportion.Webster)},
		{"draws=10000/method=adams", draws38(10_000, apportion.Adams)},
		{"draws=10000/method=hill", draws38(10_000, apportion.HuntingtonHill)},
		{"draws=10000/shared", func() apportion.Simulation {
			s := draws38(10_000, apportion.Webster)
			s.Correlation = shared
			return s
		}()},
		{"draws=10000/three_measures", england(10_000)},
		{"draws=10000/workers=all", func() apportion.Simulation {
			s := draws38(10_000, apportion.Webster)
			s.Workers = runtime.GOMAXPROCS(0)
			return s
		}()},
	}
	for _, c := range cases {
		b.Run(c.name, func(b *testing.B) {
			var sorts time.Duration
			for b.Loop() {
				simulate(b, c.s)
				b.StopTimer()
				sorts += sortTime(20)
				b.StartTimer()
			}
			b.ReportMetric(float64(b.Elapsed())/float64(sorts), "xsort")
		})
	}
}
