package disclosuretest

import "math"

// problem is a linear programme in equations over variables that are not negative: the surplus of each number over its least, and a slack
// for each that has a most.
type problem struct {
	rows  [][]float64 // coefficients, and the right side last
	width int
}

// problem gives the equations of all that hangs together with a number, and its column.
func (a *Attacker) problem(target int) (*problem, int) {
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
	p := &problem{width: len(order) + bounded}
	for _, sum := range sums {
		row := make([]float64, p.width+1)
		for _, t := range sum {
			row[p.width] -= t.factor * a.low[t.of]
			if c, ok := in[t.of]; ok && a.high[t.of] > a.low[t.of] {
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
	return p, 0
}

func contains(sum []term, v int) bool {
	for _, t := range sum {
		if t.of == v {
			return true
		}
	}
	return false
}

// minimise gives the least of a column times a sign; feasible is false when there is no solution, bounded when there is no least.
func (p *problem) minimise(column int, sign float64) (least float64, feasible, bounded bool) {
	m, n := len(p.rows), p.width
	t := make([][]float64, m)
	basis := make([]int, m)
	for i, r := range p.rows {
		t[i] = make([]float64, n+m+1)
		f := 1.0
		if r[n] < 0 {
			f = -1
		}
		for j := range n {
			t[i][j] = f * r[j]
		}
		t[i][n+i], t[i][n+m] = 1, f*r[n]
		basis[i] = n + i
	}
	phase := make([]float64, n+m)
	for i := range m {
		phase[n+i] = 1
	}
	value, _ := solve(t, basis, phase, n+m)
	if value > 1e-6 {
		return 0, false, false
	}
	for i, b := range basis { // an artificial one that is left stands at 0, and goes if anything can take its place
		if b < n {
			continue
		}
		for j := range n {
			if math.Abs(t[i][j]) > 1e-7 {
				pivot(t, basis, i, j)
				break
			}
		}
	}
	cost := make([]float64, n+m)
	cost[column] = sign
	value, ended := solve(t, basis, cost, n)
	return value, true, ended
}

// solve goes from corner to corner by Bland's rule; ended is false when there is no end. Columns from most on do not enter.
func solve(t [][]float64, basis []int, cost []float64, most int) (value float64, ended bool) {
	right := len(t[0]) - 1
	for {
		enter := -1
		for j := range most {
			reduced := cost[j]
			for i, b := range basis {
				reduced -= cost[b] * t[i][j]
			}
			if reduced < -1e-9 {
				enter = j
				break
			}
		}
		if enter < 0 {
			for i, b := range basis {
				value += cost[b] * t[i][right]
			}
			return value, true
		}
		leave, best := -1, math.Inf(1)
		for i := range t {
			if t[i][enter] <= 1e-9 {
				continue
			}
			ratio := t[i][right] / t[i][enter]
			if ratio < best-1e-12 || ratio < best+1e-12 && (leave < 0 || basis[i] < basis[leave]) {
				leave, best = i, ratio
			}
		}
		if leave < 0 {
			return 0, false
		}
		pivot(t, basis, leave, enter)
	}
}

func pivot(t [][]float64, basis []int, row, column int) {
	f := t[row][column]
	for j := range t[row] {
		t[row][j] /= f
	}
	for i := range t {
		if g := t[i][column]; i != row && g != 0 {
			for j := range t[i] {
				t[i][j] -= g * t[row][j]
			}
		}
	}
	basis[row] = column
}
