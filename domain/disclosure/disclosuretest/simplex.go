package disclosuretest

import "math"

// problem is a linear programme in equations over variables that are not negative: the surplus of each number over its least, and a slack
// for each that has a most. Its rows stand at a corner.
type problem struct {
	columns  map[int]int // of the numbers
	rows     [][]float64 // coefficients, and the right side last
	basis    []int
	width    int
	feasible bool
}

// problem gives the equations of all that hangs together with a number. They are set up once.
func (a *Attacker) problem(target int) *problem {
	for _, p := range a.problems {
		if _, ok := p.columns[target]; ok {
			return p
		}
	}
	in := map[int]int{target: 0}
	order := []int{target}
	var sums [][]term
	used := make([]bool, len(a.sums))
	for i := 0; i < len(order); i++ {
		for k, sum := range a.sums {
			if used[k] || !contains(sum, order[i]) {
				continue
			}
			used[k] = true
			sums = append(sums, sum)
			for _, t := range sum {
				if _, ok := in[t.of]; !ok && a.high[t.of] > a.low[t.of] {
					in[t.of] = len(order)
					order = append(order, t.of)
				}
			}
		}
	}
	bounded := 0
	for _, v := range order {
		if !math.IsInf(a.high[v], 1) {
			bounded++
		}
	}
	p := &problem{columns: in, width: len(order) + bounded}
	for _, sum := range sums {
		row := make([]float64, p.width+1)
		for _, t := range sum {
			row[p.width] -= t.factor * a.low[t.of]
			if c, ok := in[t.of]; ok {
				row[c] += t.factor
			}
		}
		p.rows = append(p.rows, row)
	}
	slack := len(order)
	for c, v := range order {
		if math.IsInf(a.high[v], 1) {
			continue
		}
		row := make([]float64, p.width+1)
		row[c], row[slack], row[p.width] = 1, 1, a.high[v]-a.low[v]
		slack++
		p.rows = append(p.rows, row)
	}
	p.start()
	a.problems = append(a.problems, p)
	return p
}

func contains(sum []term, v int) bool {
	for _, t := range sum {
		if t.of == v {
			return true
		}
	}
	return false
}

// start looks for a corner, with an artificial variable for each row, which are to be 0 there.
func (p *problem) start() {
	m, n := len(p.rows), p.width
	cost := make([]float64, n+m+1)
	p.basis = make([]int, m)
	for i, r := range p.rows {
		row := make([]float64, n+m+1)
		f := 1.0
		if r[n] < 0 {
			f = -1
		}
		for j := range n {
			row[j] = f * r[j]
			cost[j] -= row[j]
		}
		row[n+i], row[n+m] = 1, f*r[n]
		cost[n+m] -= row[n+m]
		p.rows[i], p.basis[i] = row, n+i
	}
	p.solve(cost, n+m)
	p.feasible = -cost[n+m] < 1e-6
	var rows [][]float64
	var basis []int
	for i, b := range p.basis {
		if b >= n { // an artificial one that is left stands at 0, and goes if anything can take its place
			for j := range n {
				if math.Abs(p.rows[i][j]) > 1e-7 {
					p.pivot(cost, i, j)
					break
				}
			}
		}
		if p.basis[i] < n {
			rows, basis = append(rows, p.rows[i]), append(basis, p.basis[i])
		}
	}
	for i, r := range rows {
		rows[i] = append(r[:n:n], r[n+m])
	}
	p.rows, p.basis = rows, basis
}

// minimise gives the least of a column times a sign; ended is false when there is none.
func (p *problem) minimise(column int, sign float64) (least float64, ended bool) {
	cost := make([]float64, p.width+1)
	cost[column] = sign
	for i, b := range p.basis {
		if b == column {
			for j, a := range p.rows[i] {
				cost[j] -= sign * a
			}
		}
	}
	ended = p.solve(cost, p.width)
	return -cost[p.width], ended
}

// solve goes from corner to corner along the steepest edge, and by Bland's rule once it turns in circles; false when there is no end.
// Columns from most on do not enter. The last of cost is less the value.
func (p *problem) solve(cost []float64, most int) bool {
	still := 0
	for {
		enter, best := -1, -1e-9
		for j, c := range cost[:most] {
			if c < best {
				enter, best = j, c
				if still > len(p.rows) {
					break
				}
			}
		}
		if enter < 0 {
			return true
		}
		leave, ratio := -1, math.Inf(1)
		for i, r := range p.rows {
			if r[enter] <= 1e-9 {
				continue
			}
			q := r[len(r)-1] / r[enter]
			if q < ratio-1e-12 || q < ratio+1e-12 && (leave < 0 || p.basis[i] < p.basis[leave]) {
				leave, ratio = i, q
			}
		}
		if leave < 0 {
			return false
		}
		if ratio < 1e-12 {
			still++
		} else {
			still = 0
		}
		p.pivot(cost, leave, enter)
	}
}

func (p *problem) pivot(cost []float64, row, column int) {
	r := p.rows[row]
	f := r[column]
	var filled []int
	for j := range r {
		if r[j] != 0 {
			r[j] /= f
			filled = append(filled, j)
		}
	}
	take := func(from []float64) {
		if g := from[column]; g != 0 {
			for _, j := range filled {
				from[j] -= g * r[j]
			}
			from[column] = 0
		}
	}
	for i, other := range p.rows {
		if i != row {
			take(other)
		}
	}
	take(cost)
	p.basis[row] = column
}
