package apportion

import (
	"math/big"
	"slices"
)

// prices is the product of the prices along the cheapest way to each node that starts anywhere, exactly, with its
// logarithm beside it. Nodes are rows and then columns.
type prices struct {
	g     *grid
	exact []*big.Rat
	log   []float64
	from  []int // the node before, -1 at a start
}

// improve moves posts round cycles whose product of prices is below 1 until there is none: then no other table with
// these margins is better.
func (g *grid) improve() *prices {
	for {
		p := g.newPrices()
		cycle := p.search()
		if cycle == nil {
			return p
		}
		for at, v := range cycle {
			g.move(v, cycle[(at+1)%len(cycle)])
		}
	}
}

func (g *grid) newPrices() *prices {
	n := len(g.rows) + len(g.columns)
	p := &prices{g: g, exact: make([]*big.Rat, n), log: make([]float64, n), from: make([]int, n)}
	for v := range n {
		p.exact[v], p.from[v] = big.NewRat(1, 1), -1
	}
	return p
}

// search finds the prices, or a cycle of nodes whose product is below 1.
func (p *prices) search() (cycle []int) {
	n := len(p.g.rows)
	for again := true; again; {
		again = false
		for i := range p.g.rows {
			for j := range p.g.columns {
				if log, open := p.g.up(i, j); open {
					again = p.relax(i, n+j, log, p.g.upExact(i, j)) || again
				}
			}
		}
		for i := range p.g.rows {
			for j := range p.g.columns {
				if log, open := p.g.down(i, j); open {
					again = p.relax(n+j, i, log, p.g.downExact(i, j)) || again
				}
			}
		}
		if again {
			if cycle = p.cycle(); cycle != nil {
				return cycle
			}
		}
	}
	return nil
}

// relax takes the way to v over u if it is cheaper; floats decide where they can.
func (p *prices) relax(u, v int, log float64, exact func() *big.Rat) bool {
	sum := p.log[u] + log
	if sum > p.log[v]+tolerance {
		return false
	}
	product := exact()
	product.Mul(product, p.exact[u])
	if product.Cmp(p.exact[v]) >= 0 {
		return false
	}
	p.exact[v], p.log[v], p.from[v] = product, sum, u
	return true
}

func (g *grid) upExact(i, j int) func() *big.Rat {
	return func() *big.Rat { return inHalves(2*g.posts[i][j]+1, g.need[i][j]) }
}

func (g *grid) downExact(i, j int) func() *big.Rat {
	return func() *big.Rat {
		price := inHalves(2*g.posts[i][j]-1, g.need[i][j])
		return price.Inv(price)
	}
}

// inHalves gives (halves/2)/need, with need counted in millionths.
func inHalves(halves, need int64) *big.Rat {
	price := big.NewRat(halves, 2)
	return price.Quo(price, big.NewRat(need, 1))
}

// cycle finds a cycle among the nodes before each other, in the order in which posts move; it is one that improves.
func (p *prices) cycle() []int {
	state := make([]int, len(p.from)) // the search in which a node was seen, from 1
	for start := range p.from {
		v := start
		for v >= 0 && state[v] == 0 {
			state[v] = start + 1
			v = p.from[v]
		}
		if v < 0 || state[v] != start+1 {
			continue
		}
		cycle := []int{v}
		for u := p.from[v]; u != v; u = p.from[u] {
			cycle = append(cycle, u)
		}
		slices.Reverse(cycle)
		return cycle
	}
	return nil
}

// multipliers gives multipliers of rows and columns that prove the table: short ones from well inside what is allowed,
// if rounding to some number of digits leaves them so, and otherwise the prices themselves.
func (g *grid) multipliers(p *prices) (row, column []*big.Rat) {
	n := len(g.rows)
	middle := g.middle(p)
	for digits := 3; digits <= 15; digits += 3 {
		row, column = short(middle[:n], -1, digits), short(middle[n:], 1, digits)
		if g.proved(row, column) {
			return row, column
		}
	}
	row, column = make([]*big.Rat, n), make([]*big.Rat, len(g.columns))
	for i := range row {
		row[i] = new(big.Rat).Inv(p.exact[i])
		row[i].Mul(row[i], big.NewRat(millionths, 1)) // needs were counted in millionths
	}
	for j := range column {
		column[j] = new(big.Rat).Set(p.exact[n+j])
	}
	return row, column
}

// middle gives logarithms of prices half-way between the cheapest ways from anywhere and those to anywhere, both of which
// prove the table, shifted so that those of the columns are nought on average.
func (g *grid) middle(p *prices) []float64 {
	n := len(g.rows)
	to := make([]float64, len(p.log))
	for again, passes := true, 0; again && passes < len(to); passes++ {
		again = false
		relax := func(u, v int, price float64, open bool) {
			if open && price+to[v] < to[u]-tolerance {
				to[u], again = price+to[v], true
			}
		}
		for i := range g.rows {
			for j := range g.columns {
				price, open := g.up(i, j)
				relax(i, n+j, price, open)
				price, open = g.down(i, j)
				relax(n+j, i, price, open)
			}
		}
	}
	middle := make([]float64, len(to))
	var average float64
	for v := range middle {
		middle[v] = (p.log[v] - to[v]) / 2
		if v >= n {
			average += middle[v] / float64(len(g.columns))
		}
	}
	for v := range middle {
		middle[v] -= average
	}
	return middle
}

// short gives e^(sign x log), rounded to so many significant digits; those of rows, whose sign is -1, per unit of need and
// not per millionth.
func short(logs []float64, sign float64, digits int) []*big.Rat {
	result := make([]*big.Rat, len(logs))
	for i, log := range logs {
		value := exp(float64(sign * log))
		if sign < 0 {
			value *= millionths
		}
		text := new(big.Float).SetFloat64(value).Text('e', digits-1)
		result[i], _ = new(big.Rat).SetString(text)
	}
	return result
}

// proved tells whether multipliers prove the table.
func (g *grid) proved(row, column []*big.Rat) bool {
	for i := range row {
		for j := range column {
			if below, above := g.distance(i, j, row[i], column[j]); below < 0 || above < 0 {
				return false
			}
		}
	}
	return true
}

// distance gives the signs of how far row x column x need lies above posts - 1/2 and below posts + 1/2; 1 where there is
// no need, and above for no posts.
func (g *grid) distance(i, j int, row, column *big.Rat) (below, above int) {
	if g.need[i][j] == 0 {
		return 1, 1
	}
	product := new(big.Rat).Mul(row, column)
	product.Mul(product, big.NewRat(g.need[i][j], millionths))
	above = big.NewRat(2*g.posts[i][j]+1, 2).Cmp(product)
	if g.posts[i][j] == 0 {
		return 1, above
	}
	return product.Cmp(big.NewRat(2*g.posts[i][j]-1, 2)), above
}
