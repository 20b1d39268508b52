package disclosure_test

import (
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"

	"waymark/domain/disclosure"
)

// optimum gives the least that can be hidden of a system beyond its small numbers, by trying every choice: by how many numbers, and among
// as few by how large. There are few candidates.
func optimum(s *disclosure.System, p disclosure.Profile) (hidden []bool) {
	primary := s.Primary(p)
	var free []int
	for i, h := range primary {
		if !h {
			free = append(free, i)
		}
	}
	best, bestValue := -1, int64(0)
	for choice := range 1 << len(free) {
		n := bits.OnesCount(uint(choice))
		if best >= 0 && n > best {
			continue
		}
		trial, value := slices.Clone(primary), int64(0)
		for k, i := range free {
			if choice&(1<<k) != 0 {
				trial[i] = true
				value += s.Values[i]
			}
		}
		if best >= 0 && n == best && value >= bestValue {
			continue
		}
		if !slices.ContainsFunc(s.Attack(p, trial), func(b disclosure.Bounds) bool { return b.Narrow }) {
			best, bestValue, hidden = n, value, trial
		}
	}
	return hidden
}

// TestLittleMoreIsHiddenThanMustBe compares what is hidden with the least, on tables small enough to try everything. docs/disclosure.md
// tells the ratios.
func TestLittleMoreIsHiddenThanMustBe(t *testing.T) {
	p := profile(t, "NDTMS-2009")
	var ours, least, oursValue, leastValue int64
	same, tables := 0, 0
	for seed := uint64(0); tables < 40; seed++ {
		r := rand.New(rand.NewPCG(seed, 11))
		n := make([][]int64, 3)
		for i := range n {
			n[i] = make([]int64, 3)
			for j := range n[i] {
				n[i][j] = int64(r.ExpFloat64() * 14)
			}
		}
		s := table(n)
		if !slices.Contains(s.Primary(p), true) {
			continue
		}
		tables++
		done, err := s.Protect(p)
		if err != nil {
			t.Fatal(err)
		}
		count := func(hidden []bool) (n, value int64) {
			for i, h := range hidden {
				if h {
					n++
					value += s.Values[i]
				}
			}
			return n, value
		}
		a, va := count(done.Hidden)
		b, vb := count(optimum(s, p))
		ours, least, oursValue, leastValue = ours+a, least+b, oursValue+va, leastValue+vb
		if a == b {
			same++
		}
	}
	t.Logf("%d tables: %d numbers hidden, %d at least (%.3f); value %d, %d (%.3f); as few as can be in %d", tables, ours, least,
		float64(ours)/float64(least), oursValue, leastValue, float64(oursValue)/float64(leastValue), same)
	if float64(ours) > 1.1*float64(least) {
		t.Errorf("%d numbers are hidden where %d would do", ours, least)
	}
}
