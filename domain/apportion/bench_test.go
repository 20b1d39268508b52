package apportion

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"waymark/domain/decimal"
)

// ratio reports how long work takes in times of sorting 10,000 floats in the same process. The two take turns, and their lower
// quartiles are compared: a busy machine slows both, and what interrupts one of them counts little.
func ratio(b *testing.B, work func()) {
	b.Helper()
	rng := rand.New(rand.NewPCG(1, 1))
	floats := make([]float64, 10_000)
	for i := range floats {
		floats[i] = rng.Float64()
	}
	sorted := make([]float64, len(floats))
	var ours, sorts []time.Duration
	for b.Loop() {
		copy(sorted, floats)
		start := time.Now()
		slices.Sort(sorted)
		middle := time.Now()
		work()
		end := time.Now()
		sorts, ours = append(sorts, middle.Sub(start)), append(ours, end.Sub(middle))
	}
	slices.Sort(sorts)
	slices.Sort(ours)
	b.ReportMetric(float64(ours[len(ours)/4])/float64(sorts[len(sorts)/4]), "xsort")
}

// fill draws needs for a race.
func fill(s *solver, seed uint64, most int64) {
	rng := rand.New(rand.NewPCG(seed, 2))
	for i := range s.need {
		s.need[i] = 1 + rng.Int64N(most)
	}
}

var divisorMethods = []Method{Webster, HuntingtonHill, Adams, Dean, Jefferson, Leximin}

// The race alone: exact, with its certificate.
func BenchmarkRatioRace(b *testing.B) {
	for _, m := range Methods() {
		for _, total := range []int64{1_000_000, 2_000_000_000} {
			b.Run(fmt.Sprintf("%s/10000x%d", m, total), func(b *testing.B) {
				s := newSolver(m, LargerNeed, names(10_000))
				fill(s, 7, 1_000_000_000)
				ratio(b, func() { s.solve(total) })
			})
		}
	}
}

// Everything that Apportion does: reading the problem, the race, the certificate and the shares.
func BenchmarkRatioApportion(b *testing.B) {
	for _, m := range Methods() {
		for _, total := range []int64{1_000_000, 2_000_000_000} {
			b.Run(fmt.Sprintf("%s/10000x%d", m, total), func(b *testing.B) {
				p := large(m, total)
				ratio(b, func() {
					if _, err := Apportion(p); err != nil {
						b.Fatal(err)
					}
				})
			})
		}
	}
}

func large(m Method, total int64) Problem {
	rng := rand.New(rand.NewPCG(7, 2))
	p := Problem{Method: m, Posts: total}
	for _, key := range names(10_000) {
		p.Claimants = append(p.Claimants, Claimant{Key: key, Need: decimal.Decimal(1 + rng.Int64N(100_000_000_000))})
	}
	return p
}

// Needs as uneven as those of towns, with a floor of one and a cap that many reach.
func BenchmarkRatioBounded(b *testing.B) {
	for _, m := range divisorMethods {
		b.Run(string(m), func(b *testing.B) {
			s := newSolver(m, LargerNeed, names(10_000))
			for i := range s.need {
				s.need[i], s.low[i], s.high[i] = 1_000_000_000/int64(i+1), 1, 5000
			}
			ratio(b, func() { s.solve(1_000_000) })
		})
	}
}

// All needs equal and half of them a post short: everybody is tied.
func BenchmarkRatioTied(b *testing.B) {
	for _, m := range divisorMethods {
		b.Run(string(m), func(b *testing.B) {
			s := newSolver(m, LargerNeed, names(10_000))
			for i := range s.need {
				s.need[i] = 12_345
			}
			ratio(b, func() { s.solve(1_005_000) })
		})
	}
}

// One draw of a simulation: 38 districts, 62 posts, one for each at least.
func BenchmarkRaceOf38(b *testing.B) {
	for _, m := range Methods() {
		b.Run(string(m), func(b *testing.B) {
			s := newSolver(m, LargerNeed, names(38))
			draws := make([][]int64, 64)
			for d := range draws {
				fill(s, uint64(d), 10_000_000_000)
				draws[d] = slices.Clone(s.need)
			}
			for i := range s.low {
				s.low[i] = 1
			}
			b.ReportAllocs()
			d := 0
			for b.Loop() {
				copy(s.need, draws[d%64])
				s.solve(62)
				d++
			}
		})
	}
}
