package disclosure

import (
	"cmp"
	"fmt"
	"slices"
)

// Loss is what is hidden of a system.
type Loss struct {
	Numbers   int   // that are not impossible
	Primary   int   // hidden because they are small
	Secondary int   // hidden so that no hidden one can be worked out
	Value     int64 // the sum of all numbers
	Hidden    int64 // the sum of those that are hidden
}

// Protection is which numbers are hidden.
type Protection struct {
	Hidden []bool
	Loss   Loss
}

// Protect hides small numbers, and then others until every hidden one is protected. The same system is always protected in the same way.
// It fails when an earlier release has told so much that nothing can be hidden any more.
func (s *System) Protect(p Profile) (Protection, error) {
	primary := s.Primary(p)
	g := &guard{System: s, profile: p, hidden: slices.Clone(primary), of: s.byNumber()}
	if err := g.hide(); err != nil {
		return Protection{}, err
	}
	g.reveal(primary)
	g.improve(primary)
	return Protection{Hidden: g.hidden, Loss: s.loss(primary, g.hidden)}, nil
}

// Primary tells which numbers are hidden because they are small, or were by an earlier release.
func (s *System) Primary(p Profile) []bool {
	hidden := make([]bool, len(s.Values))
	for i, n := range s.Values {
		told := s.Earlier[i]
		hidden[i] = !s.Impossible[i] && (told == nil && p.Small(n) || told != nil && told.Cell.Lower == nil)
	}
	return hidden
}

func (s *System) loss(primary, hidden []bool) (l Loss) {
	for i, n := range s.Values {
		if s.Impossible[i] {
			continue
		}
		l.Numbers++
		l.Value += n
		if hidden[i] {
			l.Hidden += n
			if primary[i] {
				l.Primary++
			} else {
				l.Secondary++
			}
		}
	}
	return l
}

// guard hides numbers until each hidden one is protected.
type guard struct {
	*System
	profile Profile
	hidden  []bool
	of      [][]int
	barred  map[int]bool // numbers that are to be shown, for a try
}

// cost is what is lost by hiding a number: a cell, and more of it the larger it is.
func (g *guard) cost(i int) int64 { return aCell + g.Values[i] }

// aCell is how much a cell counts beside what stands in it.
const aCell = 25

// may tells whether a number that is shown could be hidden.
func (g *guard) may(i int) bool {
	return !g.hidden[i] && !g.Impossible[i] && g.Earlier[i] == nil && !g.barred[i]
}

// hide takes what can be worked out, one number after the other, and hides what lets it move.
func (g *guard) hide() error {
	for {
		narrow := g.narrow(nil)
		if len(narrow) == 0 {
			return nil
		}
		progress := false
		for _, i := range narrow {
			if progress && len(g.narrow(func(j int) bool { return j == i })) == 0 {
				continue // what was hidden for another is enough
			}
			for _, j := range g.choose(i) {
				g.hidden[j], progress = true, true
			}
		}
		if !progress {
			return fmt.Errorf("protect: number %d can be worked out from what has been released before", narrow[0])
		}
	}
}

// narrow gives the hidden numbers that are not protected, in the order of the numbers; of some numbers alone, unless nil.
func (g *guard) narrow(only func(i int) bool) []int {
	known := g.within()
	var found []int
	for _, block := range g.blocks(known) {
		var w *worlds
		var at map[int]int
		for _, i := range block {
			if !known[i].hidden || only != nil && !only(i) {
				continue
			}
			if w == nil {
				w, at = g.worlds(known, block, g.of)
			}
			if c, enough := at[i], g.profile.Tolerance; w.width(c) < enough {
				w.stretch(c, 1, enough)
				w.stretch(c, -1, enough)
				if w.width(c) < enough {
					found = append(found, i)
				}
			}
		}
	}
	slices.Sort(found)
	return found
}

// within gives what is known, with all rounded numbers taken as exact that share no sum with a hidden one. Whatever differs in a world
// where they do differs in one where they need not, so what is protected so is protected.
func (g *guard) within() []knows {
	known := g.knowledge(g.profile, g.hidden)
	if g.profile.RoundTo <= 1 {
		return known
	}
	near := make([]bool, len(known))
	for _, sum := range g.Sums {
		touched := known[sum.Total].hidden || slices.ContainsFunc(sum.Parts, func(i int) bool { return known[i].hidden })
		if touched {
			near[sum.Total] = true
			for _, i := range sum.Parts {
				near[i] = true
			}
		}
	}
	for i := range known {
		if !near[i] {
			known[i] = knows{low: g.Values[i], high: g.Values[i]}
		}
	}
	return known
}

// reveal shows again what need not be hidden, the costliest first.
func (g *guard) reveal(primary []bool) {
	for _, i := range g.secondary(primary) {
		block := g.around(i)
		g.hidden[i] = false
		if len(g.narrow(func(j int) bool { return block[j] })) > 0 {
			g.hidden[i] = true
		}
	}
}

// secondary gives the numbers that are hidden for others, the costliest first.
func (g *guard) secondary(primary []bool) []int {
	var all []int
	for i, h := range g.hidden {
		if h && !primary[i] {
			all = append(all, i)
		}
	}
	slices.SortStableFunc(all, func(a, b int) int { return cmp.Compare(g.cost(b), g.cost(a)) })
	return all
}

// fewest is up to how many numbers that are hidden for others better choices are looked for.
const fewest = 24

// improve tries to do without each number that is hidden for others, hiding what else is needed then, and keeps what costs less.
func (g *guard) improve(primary []bool) {
	for better := true; better; {
		better = false
		list := g.secondary(primary)
		if len(list) > fewest {
			return
		}
		for _, i := range list {
			other := &guard{System: g.System, profile: g.profile, hidden: slices.Clone(g.hidden), of: g.of, barred: map[int]bool{i: true}}
			other.hidden[i] = false
			if other.hide() != nil {
				continue
			}
			other.reveal(primary)
			if other.total(primary) < g.total(primary) {
				g.hidden, better = other.hidden, true
				break
			}
		}
	}
}

func (g *guard) total(primary []bool) (sum int64) {
	for _, i := range g.secondary(primary) {
		sum += g.cost(i)
	}
	return sum
}

// around tells which numbers lie in the block of one.
func (g *guard) around(i int) map[int]bool {
	for _, block := range g.blocks(g.within()) {
		if slices.Contains(block, i) {
			in := make(map[int]bool, len(block))
			for _, j := range block {
				in[j] = true
			}
			return in
		}
	}
	return nil
}
