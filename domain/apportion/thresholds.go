package apportion

import (
	"math"
	"slices"
	"sync"

	"waymark/domain/decimal"
)

// margins are what thresholds are computed from, found when the first is asked for.
type margins struct {
	once   sync.Once
	unit   int64    // the step of needs, in millionths: the largest power of ten up to 1 that every need is a multiple of
	inside [][2]two // of each run: the two lowest held and the two highest next
	free   [2]two
}

// two are the first two race positions in some order, or -1: the second is the first of the others for the first.
type two [2]int

// other gives the first of the two that is not the claimant itself.
func (t two) other(at int) int {
	if t[0] == at {
		return t[1]
	}
	return t[0]
}

const (
	held = iota
	next
)

// GainThreshold gives the least need at which the claimant at a position would have one post more, if nothing else changed:
// at it the claimant wins by priority or by the tie rule, and at one unit less it does not. (With LEXIMIN and fewer posts than
// claimants a still larger need may lose it again: first posts go to the smallest.) The unit is the last decimal
// place that any need uses, and at most 1. ok is false if no need would do, because a bound stands against it.
func (a *Apportionment) GainThreshold(i int) (need decimal.Decimal, ok bool) {
	m := a.margins()
	r, at := a.race, a.race.position(i)
	s := r.solver
	k, now := a.Shares[i].Posts-r.baseOf(at), s.need[at]
	if k >= s.high[at] {
		return 0, false
	}
	most := (maxNeed - a.needs() + now) / m.unit
	if a.resolves() {
		return a.search(i, 1, most-now/m.unit)
	}
	from := m.nearest(r, at, held)
	if from < 0 {
		return 0, false
	}
	least := func(units int64) bool { return s.wouldPrecede(at, units*m.unit, k, from, s.posts[from]-1) }
	found, ok := first(least, now/m.unit, most, s.estimate(k, from, s.posts[from]-1)/float64(m.unit))
	return decimal.Decimal(found * m.unit), ok
}

// LoseThreshold gives the greatest need at which the claimant at a position would have one post fewer, if nothing else
// changed; at one unit more it would not. ok is false if no need would do, because its floor or another bound keeps the post.
func (a *Apportionment) LoseThreshold(i int) (need decimal.Decimal, ok bool) {
	m := a.margins()
	r, at := a.race, a.race.position(i)
	s := r.solver
	k, now := a.Shares[i].Posts-r.baseOf(at), s.need[at]
	if k <= s.low[at] || now == 0 {
		return 0, false
	}
	if a.resolves() {
		return a.search(i, -1, now/m.unit)
	}
	to := m.nearest(r, at, next)
	if to < 0 {
		return 0, false
	}
	// Counted downwards from its need, the first number of units taken away that costs it the post.
	top := now / m.unit
	lost := func(less int64) bool { return !s.wouldPrecede(at, (top-less)*m.unit, k-1, to, s.posts[to]) }
	found, ok := first(lost, 0, top, float64(top)-s.estimate(k-1, to, s.posts[to])/float64(m.unit))
	if ok && found == top { // without any need it gets its floor alone; where all its other posts go only a new race can tell
		ok = a.turns(i, 0) < 0
	}
	return decimal.Decimal((top - found) * m.unit), ok
}

// resolves tells whether thresholds can be found only by solving the problem again: quotas and groups' needs change with
// every need, a limit of moves has two races in it, and posts held back belong to nobody.
func (a *Apportionment) resolves() bool {
	r := a.race
	return r.solver.family == hamilton || r.stage != nil || a.Problem.MaxMoves != nil || a.Problem.Ties == ReportOnly
}

// wouldPrecede tells whether the claimant, had it another need, would come before another's post with its post after k.
func (s *solver) wouldPrecede(at int, need, k int64, other int, l int64) bool {
	if need == 0 { // which gets nothing beyond its floor
		return false
	}
	if c := s.family.compare(need, k, s.need[other], l); c != 0 {
		return c > 0
	}
	return s.favoursWith(at, need, k, other, l) < 0
}

// estimate gives roughly the need at which the priority for the post after k would equal another's for the post after l.
func (s *solver) estimate(k int64, other int, l int64) float64 {
	switch free := s.family.firstFree(); {
	case free && k == 0 && l == 0 && s.family != leximin:
		return float64(s.need[other])
	case free && (k == 0 || l == 0):
		return 0
	}
	ratio := s.family.key(1, l) / s.family.key(1, k)
	if s.family == hill {
		ratio = math.Sqrt(ratio)
	}
	return float64(s.need[other]) * ratio
}

// first gives the least number above `after`, up to most, at which ok holds, which it does from some number on. It begins
// near a guess and doubles its strides.
func first(ok func(int64) bool, after, most int64, guess float64) (int64, bool) {
	at := after + 1
	if guess > float64(at) {
		at = int64(min(guess, float64(most)))
	}
	if at > most {
		return 0, false
	}
	low, high := after, most+1 // ok fails at low, holds at high
	if ok(at) {
		high = at
		for stride := int64(1); high-stride > low; stride *= 2 {
			if !ok(high - stride) {
				low = high - stride
				break
			}
			high -= stride
		}
	} else {
		low = at
		for stride := int64(1); low < most; stride *= 2 {
			try := low + min(stride, most-low)
			if ok(try) {
				high = try
				break
			}
			low = try
		}
	}
	for high-low > 1 {
		if middle := low + (high-low)/2; ok(middle) {
			high = middle
		} else {
			low = middle
		}
	}
	return high, high <= most
}

// search finds a threshold by solving the problem again and again.
func (a *Apportionment) search(i int, sign, most int64) (decimal.Decimal, bool) {
	unit := a.margins().unit
	now := int64(a.Problem.Claimants[i].Need) / unit
	ok := func(units int64) bool {
		return a.turns(i, decimal.Decimal((now+sign*units)*unit))*sign > 0
	}
	units, found := first(ok, 0, most, 0)
	return decimal.Decimal((now + sign*units) * unit), found
}

// turns solves the problem again with another need of one claimant: above nought if it then has more posts, below if fewer,
// and nought if it has as many or there is no answer.
func (a *Apportionment) turns(i int, need decimal.Decimal) int64 {
	p := a.Problem
	p.Claimants = slices.Clone(p.Claimants)
	p.Claimants[i].Need = need
	b, err := Apportion(p)
	if err != nil {
		return 0
	}
	return b.Shares[i].Posts - a.Shares[i].Posts
}

// needs gives the sum of all needs.
func (a *Apportionment) needs() int64 {
	if len(a.Shares) == 0 {
		return 0
	}
	return a.Shares[0].Quota.needs
}

// Unit gives the step of needs by which thresholds are counted.
func (a *Apportionment) Unit() decimal.Decimal { return decimal.Decimal(a.margins().unit) }

// margins finds what thresholds need, once.
func (a *Apportionment) margins() *margins {
	r, m := a.race, &a.race.margins
	m.once.Do(func() {
		m.unit = millionths
		for _, w := range r.solver.need {
			for w%m.unit != 0 {
				m.unit /= 10
			}
		}
		if r.stage == nil {
			m.find(r)
		}
	})
	return m
}

// find finds the first two of each order, within each group and across.
func (m *margins) find(r *race) {
	s := r.solver
	m.free = [2]two{{-1, -1}, {-1, -1}}
	consider := func(ends *[2]two, at int, which int) {
		t := &ends[which]
		switch {
		case t[0] < 0 || s.nearer(at, t[0], which):
			t[0], t[1] = at, t[0]
		case t[1] < 0 || s.nearer(at, t[1], which):
			t[1] = at
		}
	}
	m.inside = make([][2]two, len(r.runs))
	group := 0
	for at, k := range s.posts {
		for group < len(r.runs) && at >= r.runs[group].to {
			group++
		}
		gives, gets := k > s.low[at], k < s.ceiling(at)
		if group < len(r.runs) {
			g := &r.runs[group]
			if at == g.from {
				m.inside[group] = [2]two{{-1, -1}, {-1, -1}}
			}
			if gives {
				consider(&m.inside[group], at, held)
			}
			if gets {
				consider(&m.inside[group], at, next)
			}
			gives, gets = gives && g.posts > g.floor, gets && g.posts < g.cap
		}
		if gives {
			consider(&m.free, at, held)
		}
		if gets {
			consider(&m.free, at, next)
		}
	}
}

// nearer tells whether a's last post is lower than b's, or its next one higher.
func (s *solver) nearer(a, b, which int) bool {
	if which == held {
		return s.before(b, s.posts[b]-1, a, s.posts[a]-1)
	}
	return s.before(a, s.posts[a], b, s.posts[b])
}

// nearest gives from whom the claimant would win a post, or who would win its last one; -1 if nobody may.
func (m *margins) nearest(r *race, at, which int) int {
	group := r.runOf(at)
	if group < 0 {
		return m.free[which].other(at)
	}
	g := &r.runs[group]
	best := m.inside[group][which].other(at)
	across := which == held && g.below(1) || which == next && g.posts+g.base > g.team.group.Floor
	if i := m.free[which].other(at); across && i >= 0 && (best < 0 || r.solver.nearer(i, best, which)) {
		best = i
	}
	return best
}
