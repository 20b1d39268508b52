package disclosure

import (
	"math"
	"slices"
)

// choose gives the numbers to hide so that one can move by the tolerance: those that move in the world in which it does and which costs
// least, every number that is shown costing as much for each that it moves by. It is a linear programme over what lies around the number,
// and over ever more of that while there is no such world; empty when there is none at all.
func (g *guard) choose(i int) []int {
	for most := nearby; ; most *= 4 {
		near, all := g.near(i, most)
		if found := g.cheapestWorld(i, near); len(found) > 0 || all {
			return found
		}
	}
}

// nearby is how many numbers are looked at first.
const nearby = 60

// near gives numbers that hang together with one, the nearest first, and tells whether these are all.
func (g *guard) near(i, most int) (found []int, all bool) {
	seen := map[int]bool{i: true}
	found = []int{i}
	for at := 0; at < len(found); at++ {
		for _, k := range g.of[found[at]] {
			for _, j := range append(slices.Clone(g.Sums[k].Parts), g.Sums[k].Total) {
				if !seen[j] && !g.Impossible[j] && (g.hidden[j] || g.may(j)) {
					seen[j] = true
					found = append(found, j)
				}
			}
		}
		if len(found) > most {
			return found, false
		}
	}
	return found, true
}

// cheapestWorld gives the shown numbers that move in it. One that is shown moves up by one variable and down by another, both of which cost.
func (g *guard) cheapestWorld(i int, near []int) []int {
	type move struct {
		of   int
		sign float64
	}
	var moves []move
	var low, high, price []float64
	up, down := make(map[int]int, len(near)), make(map[int]int, len(near))
	for _, j := range near {
		up[j] = len(moves)
		moves = append(moves, move{j, 1})
		least, cost := -float64(g.Values[j]), 0.0
		if !g.hidden[j] {
			least, cost = 0, float64(g.cost(j))
		}
		low, high, price = append(low, least), append(high, math.Inf(1)), append(price, cost)
		if !g.hidden[j] && g.Values[j] > 0 {
			down[j] = len(moves)
			moves = append(moves, move{j, -1})
			low, high, price = append(low, 0), append(high, float64(g.Values[j])), append(price, cost)
		}
	}
	var rows [][]float64
	seen := map[int]bool{}
	for _, j := range near {
		for _, k := range g.of[j] {
			if seen[k] {
				continue
			}
			seen[k] = true
			row := make([]float64, len(moves))
			put := func(n int, f float64) {
				if c, ok := up[n]; ok {
					row[c] += f
				}
				if c, ok := down[n]; ok {
					row[c] -= f
				}
			}
			put(g.Sums[k].Total, -1)
			for _, part := range g.Sums[k].Parts {
				put(part, 1)
			}
			rows = append(rows, row)
		}
	}
	w := worldsOf(rows, low, high)
	c, target := up[i], float64(g.profile.Tolerance)
	w.high[c] = target
	w.stretch(c, 1, 0)
	if w.now[c] < target-slack {
		return nil
	}
	w.low[c] = w.now[c]
	w.cheapen(price)
	var moved []int
	for _, j := range near {
		if g.hidden[j] {
			continue
		}
		d := w.now[up[j]]
		if n, ok := down[j]; ok {
			d -= w.now[n]
		}
		if math.Abs(d) > slack {
			moved = append(moved, j)
		}
	}
	return moved
}
