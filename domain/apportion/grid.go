package apportion

import (
	"cmp"
	"math"
	"slices"
)

// grid is a table at work: rows and columns by key, so that nothing depends on the order of the input.
type grid struct {
	rows, columns []Margin
	need, posts   [][]int64
	lnNeed        [][]float64 // where there is need
}

func newGrid(t Table) *grid {
	byKey := func(margins []Margin) []Margin {
		return slices.SortedFunc(slices.Values(margins), func(a, b Margin) int { return cmp.Compare(a.Key, b.Key) })
	}
	g := &grid{rows: byKey(t.Rows), columns: byKey(t.Columns)}
	for range g.rows {
		g.need = append(g.need, make([]int64, len(g.columns)))
		g.posts = append(g.posts, make([]int64, len(g.columns)))
		g.lnNeed = append(g.lnNeed, make([]float64, len(g.columns)))
	}
	for _, c := range t.Cells {
		i, j := find(g.rows, c.Row), find(g.columns, c.Column)
		g.need[i][j] = int64(c.Need)
		if c.Need > 0 {
			g.lnNeed[i][j] = ln(float64(c.Need))
		}
	}
	return g
}

// scalings is how often rows and columns are scaled before the rest is put right post by post.
const scalings = 100

// scale fills the grid with needs times multipliers, rounded. Rows and columns are scaled in turn until the shares that
// are not yet rounded add up nearly to the margins; the sums of the rounded ones may be off by a few. For their own sums
// the posts are right, but for errors of rounding.
func (g *grid) scale() {
	row, column := make([]float64, len(g.rows)), make([]float64, len(g.columns))
	for j := range column {
		column[j] = 1
	}
	for range scalings {
		for i, m := range g.rows {
			row[i] = scaleTo(m.Posts, len(column), func(j int) float64 { return float64(float64(g.need[i][j]) * column[j]) })
		}
		for j, m := range g.columns {
			column[j] = scaleTo(m.Posts, len(row), func(i int) float64 { return float64(float64(g.need[i][j]) * row[i]) })
		}
	}
	for i := range g.rows {
		for j := range g.columns {
			share := float64(float64(float64(g.need[i][j])*row[i]) * column[j])
			g.posts[i][j] = int64(math.Floor(min(share, MaxTablePosts) + 0.5))
		}
	}
}

// scaleTo gives posts/sum, held away from the ends of the floats.
func scaleTo(posts int64, n int, term func(k int) float64) float64 {
	var sum float64
	for k := range n {
		sum += term(k)
	}
	if sum == 0 {
		return 1
	}
	return max(1e-100, min(float64(posts)/sum, 1e100))
}

// up and down give the logarithm of the price of one post more in a cell, (posts + 1/2)/need, and of one post fewer,
// need/(posts - 1/2). A way through the grid is cheaper the smaller the product of its prices.
func (g *grid) up(i, j int) (price float64, open bool) {
	if g.need[i][j] == 0 {
		return 0, false
	}
	return ln(float64(g.posts[i][j])+0.5) - g.lnNeed[i][j], true
}

func (g *grid) down(i, j int) (price float64, open bool) {
	if g.posts[i][j] == 0 {
		return 0, false
	}
	return g.lnNeed[i][j] - ln(float64(g.posts[i][j])-0.5), true
}

// fill corrects the sums: one post at a time along the cheapest way from a row that lacks or a column that has too many
// to a column that lacks or a row that has too many. It keeps right what was right, and leaves nothing wrong but by errors
// of rounding.
func (g *grid) fill() {
	n := len(g.rows)
	off := make([]int64, n+len(g.columns)) // above nought where a way begins, below where it ends
	for i, m := range g.rows {
		off[i] = m.Posts
		for _, k := range g.posts[i] {
			off[i] -= k
		}
	}
	for j, m := range g.columns {
		off[n+j] = -m.Posts
		for i := range g.rows {
			off[n+j] += g.posts[i][j]
		}
	}
	for {
		price, from := g.cheapest(off)
		end := -1
		for v, o := range off {
			if o < 0 && from[v] >= 0 && (end < 0 || price[v] < price[end]) {
				end = v
			}
		}
		if end < 0 {
			break
		}
		way, ok := backwards(from, end)
		if !ok {
			break
		}
		for at := range len(way) - 1 {
			g.move(way[at+1], way[at])
		}
		off[end]++
		off[way[len(way)-1]]--
	}
	for _, o := range off {
		if o != 0 { // the floats have lost their way: any table that fits will do, for improve starts from any
			all := transport{give: amounts(g.rows), take: amounts(g.columns), open: func(i, j int) bool { return g.need[i][j] > 0 }}
			all.stuck()
			g.posts = all.flow
			return
		}
	}
}

// backwards gives the nodes of a way from its end to its beginning; ok is false if it has none.
func backwards(from []int, end int) (way []int, ok bool) {
	way = []int{end}
	for v := end; from[v] != v; way = append(way, v) {
		if len(way) > len(from) {
			return nil, false
		}
		v = from[v]
	}
	return way, true
}

// move carries a post from one node to the next: a row to a column adds one in their cell, a column to a row removes one.
func (g *grid) move(from, to int) {
	if n := len(g.rows); from < n {
		g.posts[from][to-n]++
	} else {
		g.posts[to][from-n]--
	}
}

// tolerance is how much cheaper a way must be by floats to count; what is nearer is decided exactly.
const tolerance = 1e-9

// cheapest gives the price of the cheapest way to each node from those where off is above nought, and whence it comes:
// itself at a beginning, -1 where none leads.
func (g *grid) cheapest(off []int64) (price []float64, from []int) {
	n := len(g.rows)
	price, from = make([]float64, len(off)), make([]int, len(off))
	for v, o := range off {
		from[v] = -1
		if o > 0 {
			from[v] = v
		}
	}
	relax := func(u, v int, cost float64, open bool) bool {
		if !open || from[u] < 0 || from[v] == v || from[v] >= 0 && price[u]+cost >= price[v]-tolerance {
			return false
		}
		price[v], from[v] = price[u]+cost, u
		return true
	}
	for again, passes := true, 0; again && passes <= len(off); passes++ {
		again = false
		for i := range g.rows {
			for j := range g.columns {
				cost, open := g.up(i, j)
				again = relax(i, n+j, cost, open) || again
			}
		}
		for i := range g.rows {
			for j := range g.columns {
				cost, open := g.down(i, j)
				again = relax(n+j, i, cost, open) || again
			}
		}
	}
	return price, from
}
