// Package disclosuretest attacks what is published as somebody would who has nothing but that: by linear programming over sums of
// numbers, written another way than package disclosure guards them.
package disclosuretest

import "math"

// Attacker collects what is known of some numbers, by name.
type Attacker struct {
	names  map[string]int
	low    []float64
	high   []float64 // infinite where nothing is known
	sums   [][]term
	hidden map[string]bool

	problems []*problem // that have been set up
}

type term struct {
	of     int
	factor float64
}

// New gives an attacker who knows nothing yet.
func New() *Attacker { return &Attacker{names: map[string]int{}, hidden: map[string]bool{}} }

func (a *Attacker) of(name string) int {
	i, ok := a.names[name]
	if !ok {
		i = len(a.low)
		a.names[name] = i
		a.low, a.high = append(a.low, 0), append(a.high, math.Inf(1))
	}
	return i
}

// Sees notes that a number lies between two others. What is seen twice holds twice.
func (a *Attacker) Sees(name string, low, high int64) {
	i := a.of(name)
	a.low[i], a.high[i] = math.Max(a.low[i], float64(low)), math.Min(a.high[i], float64(high))
}

// Misses notes that a number is hidden: it is whole and not negative.
func (a *Attacker) Misses(name string) {
	a.of(name)
	a.hidden[name] = true
}

// Adds notes that a number is the sum of others.
func (a *Attacker) Adds(total string, parts ...string) {
	sum := []term{{a.of(total), -1}}
	for _, p := range parts {
		sum = append(sum, term{a.of(p), 1})
	}
	a.sums = append(a.sums, sum)
}

// Range is what has been worked out of a number.
type Range struct {
	Name       string
	Low, High  int64
	Unbounded  bool // nothing stops it upwards
	Impossible bool // what is known contradicts itself
}

// Width gives how much lies between the ends.
func (r Range) Width() int64 {
	if r.Unbounded {
		return math.MaxInt64
	}
	return r.High - r.Low
}

// Hidden gives the names of the numbers that are hidden.
func (a *Attacker) Hidden() []string {
	var all []string
	for name := range a.hidden {
		all = append(all, name)
	}
	return all
}

// Propagate narrows what is known by each sum alone, again and again until nothing more is learnt.
func (a *Attacker) Propagate() {
	for learnt := true; learnt; {
		learnt = false
		for _, sum := range a.sums {
			for _, t := range sum {
				// t = -(the others) / factor
				low, high := 0.0, 0.0
				for _, o := range sum {
					if o.of == t.of {
						continue
					}
					f := -o.factor / t.factor
					if f > 0 {
						low, high = low+f*a.low[o.of], high+f*a.high[o.of]
					} else {
						low, high = low+f*a.high[o.of], high+f*a.low[o.of]
					}
				}
				if low > a.low[t.of]+1e-9 {
					a.low[t.of], learnt = math.Ceil(low-1e-9), true
				}
				if high < a.high[t.of]-1e-9 {
					a.high[t.of], learnt = math.Floor(high+1e-9), true
				}
			}
		}
	}
}

// Range works out what a number can be, after Propagate by the two-phase simplex method over all that has to do with it.
func (a *Attacker) Range(name string) Range {
	target := a.names[name]
	r := Range{Name: name, Low: int64(a.low[target])}
	if a.low[target] == a.high[target] {
		r.High = r.Low
		return r
	}
	p := a.problem(target)
	if !p.feasible {
		r.Impossible = true
		return r
	}
	column := p.columns[target]
	if low, ended := p.minimise(column, 1); ended {
		r.Low = int64(math.Ceil(low + a.low[target] - 1e-6))
	}
	high, ended := p.minimise(column, -1)
	if !ended {
		r.Unbounded = true
		return r
	}
	r.High = int64(math.Floor(-high + a.low[target] + 1e-6))
	return r
}
