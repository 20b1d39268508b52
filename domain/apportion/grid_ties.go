package apportion

import (
	"math"
	"math/big"
	"slices"
)

// settle makes the first cell as large as a table just as good allows, then the second, and so on; and gives for every cell
// the other number that it has in one of them, or its own.
func (g *grid) settle(row, column []*big.Rat) [][]int64 {
	t := ties{g: g, change: make([][]int64, len(g.rows)), frozen: make([][]bool, len(g.rows))}
	for i := range g.rows {
		t.change[i], t.frozen[i] = make([]int64, len(g.columns)), make([]bool, len(g.columns))
		for j := range g.columns {
			switch below, above := g.distance(i, j, row[i], column[j]); {
			case above == 0:
				t.change[i][j] = 1
			case below == 0:
				t.change[i][j] = -1
			}
		}
	}
	for i := range g.rows {
		for j := range g.columns {
			t.frozen[i][j] = true
			if t.change[i][j] > 0 {
				if cycle := t.round(i, j); cycle != nil {
					t.turn(cycle)
				}
			}
		}
	}
	other := make([][]int64, len(g.rows))
	for i := range t.frozen {
		clear(t.frozen[i])
	}
	for i := range g.rows {
		other[i] = slices.Clone(g.posts[i])
		for j := range g.columns {
			if t.change[i][j] != 0 && t.round(i, j) != nil {
				other[i][j] += t.change[i][j]
			}
		}
	}
	return other
}

// ties is the cells in which a table may change without harm: +1 for a post more, -1 for one fewer.
type ties struct {
	g      *grid
	change [][]int64
	frozen [][]bool
}

// round gives a cycle of nodes through the change in a cell, over others that are not frozen; nil if there is none.
func (t *ties) round(i, j int) []int {
	n := len(t.g.rows)
	start, goal := n+j, i // a post more runs from the row to the column, and must come back
	if t.change[i][j] < 0 {
		start, goal = i, n+j
	}
	from := make([]int, n+len(t.g.columns))
	for v := range from {
		from[v] = math.MinInt
	}
	from[start] = -1
	queue := []int{start}
	for len(queue) > 0 && from[goal] == math.MinInt {
		u := queue[0]
		queue = queue[1:]
		for v := range from {
			if from[v] == math.MinInt && t.leads(u, v, i, j) {
				from[v] = u
				queue = append(queue, v)
			}
		}
	}
	if from[goal] == math.MinInt {
		return nil
	}
	var cycle []int
	for v := goal; v >= 0; v = from[v] {
		cycle = append(cycle, v)
	}
	slices.Reverse(cycle)
	return cycle
}

// leads tells whether a change that is free, and not the one in the cell given, runs from u to v.
func (t *ties) leads(u, v, i, j int) bool {
	n, want := len(t.g.rows), int64(1)
	r, c := u, v-n
	if u >= n {
		r, c, want = v, u-n, -1
	}
	if r >= n || c < 0 || r == i && c == j {
		return false
	}
	return t.change[r][c] == want && !t.frozen[r][c]
}

// turn makes the changes of a cycle, each of which can then be undone.
func (t *ties) turn(cycle []int) {
	n := len(t.g.rows)
	for at, u := range cycle {
		v := cycle[(at+1)%len(cycle)]
		t.g.move(u, v)
		r, c := u, v-n
		if u >= n {
			r, c = v, u-n
		}
		t.change[r][c] = -t.change[r][c]
	}
}
