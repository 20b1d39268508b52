package disclosure

import "math"

// Bounds is what a reader can work out of a hidden number.
type Bounds struct {
	Index  int // of the number
	Lower  int64
	Upper  int64 // Unbounded when nothing stops it
	Narrow bool  // less than the tolerance lies between them
}

// Unbounded is the upper end of a number that nothing stops.
const Unbounded = unbounded

// Attack works out, for each number that is hidden, the least and the most that it can be for all that is known, in the order of the
// numbers. It is exact up to rounding the ends of linear programming inwards to whole numbers.
func (s *System) Attack(p Profile, hidden []bool) []Bounds {
	known := s.knowledge(p, hidden)
	found := make(map[int]Bounds)
	sums := s.byNumber()
	for _, block := range s.blocks(known) {
		w, at := s.worlds(known, block, sums)
		for _, i := range block {
			if !known[i].hidden {
				continue
			}
			c := at[i]
			b := Bounds{Index: i, Upper: Unbounded}
			if w.stretch(c, 1, 0) {
				b.Upper = s.Values[i] + int64(math.Floor(w.most[c]+slack))
			}
			w.stretch(c, -1, 0)
			b.Lower = s.Values[i] + int64(math.Ceil(w.least[c]-slack))
			b.Narrow = b.Upper-b.Lower < p.Tolerance
			found[i] = b
		}
	}
	var all []Bounds
	for i := range s.Values {
		if b, ok := found[i]; ok {
			all = append(all, b)
		}
	}
	return all
}

// byNumber gives the sums that each number stands in.
func (s *System) byNumber() [][]int {
	of := make([][]int, len(s.Values))
	for k, sum := range s.Sums {
		of[sum.Total] = append(of[sum.Total], k)
		for _, i := range sum.Parts {
			of[i] = append(of[i], k)
		}
	}
	return of
}

// worlds gives the worlds of a block, and the variable of each number in it.
func (s *System) worlds(known []knows, block []int, of [][]int) (w *worlds, at map[int]int) {
	at = make(map[int]int, len(block))
	low, high := make([]float64, len(block)), make([]float64, len(block))
	for c, i := range block {
		at[i] = c
		low[c], high[c] = float64(known[i].low-s.Values[i]), float64(known[i].high-s.Values[i])
		if known[i].high == unbounded {
			high[c] = math.Inf(1)
		}
	}
	var rows [][]float64
	seen := map[int]bool{}
	for _, i := range block {
		for _, k := range of[i] {
			if seen[k] {
				continue
			}
			seen[k] = true
			row := make([]float64, len(block))
			if c, ok := at[s.Sums[k].Total]; ok {
				row[c]--
			}
			for _, part := range s.Sums[k].Parts {
				if c, ok := at[part]; ok {
					row[c]++
				}
			}
			rows = append(rows, row)
		}
	}
	return worldsOf(rows, low, high), at
}
