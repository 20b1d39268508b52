package disclosure_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"waymark/domain/disclosure"
	"waymark/domain/disclosure/disclosuretest"
)

func profile(t testing.TB, key string) disclosure.Profile {
	t.Helper()
	p, ok := disclosure.ByKey(key)
	if !ok {
		t.Fatalf("there is no profile %s", key)
	}
	return p
}

// table makes a system of a table with all its totals; the dimensions are the lengths of n and its rows.
func table(n [][]int64) *disclosure.System {
	s := &disclosure.System{}
	columns := make([]int64, len(n[0]))
	var all int64
	cell := func(i, j int, v int64) int { return s.Add(fmt.Sprintf("%d.%d", i, j), v) }
	for i, row := range n {
		var sum int64
		var parts []int
		for j, v := range row {
			sum += v
			columns[j] += v
			parts = append(parts, cell(i, j, v))
		}
		all += sum
		s.Sums = append(s.Sums, disclosure.Sum{Total: cell(i, -1, sum), Parts: parts})
	}
	var totals []int
	for j, v := range columns {
		var parts []int
		for i := range n {
			parts = append(parts, cell(i, j, n[i][j]))
		}
		total := cell(-1, j, v)
		totals = append(totals, total)
		s.Sums = append(s.Sums, disclosure.Sum{Total: total, Parts: parts})
	}
	s.Sums = append(s.Sums, disclosure.Sum{Total: cell(-1, -1, all), Parts: totals})
	return s
}

// cube makes a system of districts with offices, each by substance and, of districts, by benefit: tables that share margins.
func cube(r *rand.Rand, districts, offices, substances, benefits int, mean float64) *disclosure.System {
	s := &disclosure.System{}
	draw := func() int64 {
		if r.Float64() < 0.3 {
			return 0
		}
		return int64(r.ExpFloat64() * mean)
	}
	sumOf := func(name string, parts ...int) int {
		var v int64
		for _, p := range parts {
			v += s.Values[p]
		}
		total := s.Add(name, v)
		s.Sums = append(s.Sums, disclosure.Sum{Total: total, Parts: parts})
		return total
	}
	bySubstance, byBenefit := make([][]int, substances), make([][]int, benefits)
	for d := range districts {
		var all []int
		for k := range substances {
			var list []int
			for o := range offices {
				list = append(list, s.Add(fmt.Sprint("o", d, ".", o, ".", k), draw()))
			}
			total := sumOf(fmt.Sprint("d", d, ".", k), list...)
			all, bySubstance[k] = append(all, total), append(bySubstance[k], total)
			rest := s.Values[total]
			var split []int
			for b := range benefits {
				v := rest
				if b < benefits-1 {
					v = r.Int64N(rest + 1)
				}
				rest -= v
				split = append(split, s.Add(fmt.Sprint("b", d, ".", k, ".", b), v))
			}
			s.Sums = append(s.Sums, disclosure.Sum{Total: total, Parts: split})
		}
		for o := range offices {
			var list []int
			for k := range substances {
				i, _ := s.Find(fmt.Sprint("o", d, ".", o, ".", k))
				list = append(list, i)
			}
			sumOf(fmt.Sprint("o", d, ".", o), list...)
		}
		sumOf(fmt.Sprint("d", d), all...)
		for b := range benefits {
			var list []int
			for k := range substances {
				i, _ := s.Find(fmt.Sprint("b", d, ".", k, ".", b))
				list = append(list, i)
			}
			byBenefit[b] = append(byBenefit[b], sumOf(fmt.Sprint("b", d, "..", b), list...))
		}
	}
	var all []int
	for k := range substances {
		all = append(all, sumOf(fmt.Sprint("e", k), bySubstance[k]...))
	}
	sumOf("e", all...)
	for b := range benefits {
		sumOf(fmt.Sprint("eb", b), byBenefit[b]...)
	}
	return s
}

// attacker knows of a system what its cells tell.
func attacker(s *disclosure.System, p disclosure.Profile, hidden []bool) *disclosuretest.Attacker {
	a := disclosuretest.New()
	name := func(i int) string { return fmt.Sprint(i) }
	for i, v := range s.Values {
		switch {
		case s.Impossible[i]:
			a.Sees(name(i), 0, 0)
		case hidden[i]:
			a.Misses(name(i))
		default:
			c := p.Show(v)
			a.Sees(name(i), *c.Lower, *c.Upper)
		}
	}
	for _, sum := range s.Sums {
		parts := make([]string, len(sum.Parts))
		for k, i := range sum.Parts {
			parts[k] = name(i)
		}
		a.Adds(name(sum.Total), parts...)
	}
	a.Propagate()
	return a
}

// found gives how many hidden numbers the attacker bounds more tightly than the profile allows. What is bounded holds the truth.
func found(t *testing.T, s *disclosure.System, p disclosure.Profile, hidden []bool) (n int) {
	t.Helper()
	a := attacker(s, p, hidden)
	for i, h := range hidden {
		if !h {
			continue
		}
		r := a.Range(fmt.Sprint(i))
		if v := s.Values[i]; r.Impossible || v < r.Low || !r.Unbounded && v > r.High {
			t.Fatalf("number %d is %d and was worked out as %+v", i, v, r)
		}
		if r.Width() < p.Tolerance {
			n++
		}
	}
	return n
}

// TestOneHiddenInARow is the oldest leak: one hidden number in a row whose total is shown is the rest.
func TestOneHiddenInARow(t *testing.T) {
	p := profile(t, "NDTMS-2009")
	s := table([][]int64{{3, 20, 30}, {10, 11, 12}, {15, 16, 17}})
	primary := s.Primary(p)
	if n := found(t, s, p, primary); n != 1 {
		t.Errorf("the attacker finds %d of 1 number without secondary suppression", n)
	}
	if b := s.Attack(p, primary); len(b) != 1 || b[0].Lower != 3 || b[0].Upper != 3 || !b[0].Narrow {
		t.Errorf("Attack gives %+v", b)
	}
	done, err := s.Protect(p)
	if err != nil {
		t.Fatal(err)
	}
	if n := found(t, s, p, done.Hidden); n != 0 {
		t.Errorf("the attacker finds %d numbers", n)
	}
	if done.Loss.Primary != 1 || done.Loss.Secondary != 3 {
		t.Errorf("%+v is hidden, want 1 and 3 more: a rectangle", done.Loss)
	}
}

// TestNobodyIsGivenAway attacks random tables under both profiles, and again without secondary suppression, when it must succeed.
func TestNobodyIsGivenAway(t *testing.T) {
	for _, p := range disclosure.Profiles() {
		t.Run(p.Key, func(t *testing.T) {
			leaks := 0
			for seed := range uint64(40) {
				r := rand.New(rand.NewPCG(seed, 7))
				var s *disclosure.System
				if seed%2 == 0 {
					n, columns := make([][]int64, 3+r.IntN(3)), 3+r.IntN(3)
					for i := range n {
						n[i] = make([]int64, columns)
						for j := range n[i] {
							n[i][j] = int64(r.ExpFloat64() * 9)
						}
					}
					s = table(n)
				} else {
					s = cube(r, 2, 3, 3, 3, 6)
				}
				primary := s.Primary(p)
				leaks += found(t, s, p, primary)
				done, err := s.Protect(p)
				if err != nil {
					t.Fatal(err)
				}
				if n := found(t, s, p, done.Hidden); n != 0 {
					t.Errorf("seed %d: the attacker finds %d numbers", seed, n)
				}
				for i, h := range primary {
					if h && !done.Hidden[i] {
						t.Errorf("seed %d: %d is shown", seed, s.Values[i])
					}
				}
				again, err := s.Protect(p)
				if err != nil || !slices.Equal(again.Hidden, done.Hidden) {
					t.Errorf("seed %d: protected another way the second time", seed)
				}
			}
			if leaks == 0 {
				t.Error("the attacker finds nothing even without secondary suppression")
			}
			t.Logf("without secondary suppression the attacker finds %d numbers", leaks)
		})
	}
}

// TestAttackAgrees holds the guard's bounds against those of the attacker, who is written another way.
func TestAttackAgrees(t *testing.T) {
	for _, p := range disclosure.Profiles() {
		for seed := range uint64(20) {
			s := cube(rand.New(rand.NewPCG(seed, 3)), 2, 2, 2, 3, 5)
			primary := s.Primary(p)
			a := attacker(s, p, primary)
			for _, b := range s.Attack(p, primary) {
				r := a.Range(fmt.Sprint(b.Index))
				if r.Low != b.Lower || r.Unbounded != (b.Upper == disclosure.Unbounded) || !r.Unbounded && r.High != b.Upper {
					t.Errorf("%s, seed %d: %+v and %+v", p.Key, seed, b, r)
				}
			}
		}
	}
}
