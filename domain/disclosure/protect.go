package disclosure

import (
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
}

// cost is what is lost by hiding a number: large ones tell most.
func (g *guard) cost(i int) int64 { return 1 + g.Values[i] }

// may tells whether a number that is shown could be hidden.
func (g *guard) may(i int) bool { return !g.hidden[i] && !g.Impossible[i] && g.Earlier[i] == nil }

// hide goes round by round: whatever can be worked out gets one more hidden number in the sum that gives it away.
func (g *guard) hide() error {
	for {
		narrow := g.narrow(nil)
		if len(narrow) == 0 {
			return nil
		}
		mended, progress := map[int]bool{}, false
		for _, i := range narrow {
			k, more := g.reach(i)
			if more < 0 {
				continue
			}
			if !mended[k] {
				mended[k], g.hidden[more] = true, true
			}
			progress = true
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

// reach gives the sum to mend for a number, and which number to hide in it: one of its own sums, or when all in these is hidden, the
// nearest that has something to hide; -1 when there is none.
func (g *guard) reach(i int) (tight, more int) {
	seen := map[int]bool{i: true}
	for queue := []int{i}; len(queue) > 0; queue = queue[1:] {
		if tight, more = g.tightest(queue[0]); more >= 0 {
			return tight, more
		}
		for _, k := range g.of[queue[0]] {
			for _, j := range append(slices.Clone(g.Sums[k].Parts), g.Sums[k].Total) {
				if !seen[j] && g.hidden[j] {
					seen[j] = true
					queue = append(queue, j)
				}
			}
		}
	}
	return -1, -1
}

// tightest gives the sum that lets a number move least, and the number in it that is cheapest to hide; -1 when none of its sums has one.
func (g *guard) tightest(i int) (tight, more int) {
	more = -1
	known := g.knowledge(g.profile, g.hidden)
	var best int64
	for _, k := range g.of[i] {
		room := g.room(known, g.Sums[k], i)
		if next := g.cheapest(g.Sums[k]); next >= 0 && (more < 0 || room < best) {
			tight, more, best = k, next, room
		}
	}
	return tight, more
}

// room gives how far a number can move in one sum alone: up as far as the others give way, and down.
func (g *guard) room(known []knows, sum Sum, i int) int64 {
	var up, down int64
	for _, j := range append([]int{sum.Total}, sum.Parts...) {
		if j == i {
			continue
		}
		above, below := known[j].high-g.Values[j], g.Values[j]-known[j].low
		if (j == sum.Total) == (i != sum.Total) { // they go the same way
			above, below = below, above
		}
		up, down = min(up+below, unbounded), min(down+above, unbounded)
	}
	return min(up, known[i].high-g.Values[i]) + min(down, g.Values[i]-known[i].low)
}

// cheapest gives the number of a sum that costs least to hide; -1 when all are hidden, impossible or were told before.
func (g *guard) cheapest(sum Sum) int {
	best := -1
	for _, j := range append(slices.Clone(sum.Parts), sum.Total) {
		if g.may(j) && (best < 0 || g.cost(j) < g.cost(best)) {
			best = j
		}
	}
	return best
}

// reveal shows again what need not be hidden, the costliest first.
func (g *guard) reveal(primary []bool) {
	var secondary []int
	for i, h := range g.hidden {
		if h && !primary[i] {
			secondary = append(secondary, i)
		}
	}
	slices.SortStableFunc(secondary, func(a, b int) int { return int(g.cost(b) - g.cost(a)) })
	for _, i := range secondary {
		block := g.around(i)
		g.hidden[i] = false
		if len(g.narrow(func(j int) bool { return block[j] })) > 0 {
			g.hidden[i] = true
		}
	}
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
