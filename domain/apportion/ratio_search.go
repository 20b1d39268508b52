package apportion

import "slices"

// mostRates is how many values of posts per need the search for the best ratio looks at.
const mostRates = 1_000_000

// rate is k posts for a need.
type rate struct {
	posts, need int64
	who         int
}

func compareRates(a, b rate) int { return compareCaseloads(a.posts, a.need, b.posts, b.need) }

// bestRatio finds the largest ratio of the least to the largest posts per need that the bounds allow. For each value that
// the least may take, from below, it finds the smallest that the largest can then be; that grows too, so one pass through
// both is enough. Only values that could beat the best ratio known are looked at. It gives up if they are too many.
func (p Problem) bestRatio(known, least float64) (ratio float64, ok bool) {
	if least == 0 { // somebody must go without
		return 0, true
	}
	s := newRatioSearch(p)
	if s.posts == 0 || known == 0 {
		return 0, false
	}
	const slack = 1e-9
	mean := float64(s.posts) / s.sum
	top := float64(least / (1000 * millionths) * (1 + slack))
	lows, fine := s.between(float64(known*mean*(1-slack)), top)
	highs, fits := s.between(float64(mean*(1-slack)), float64(top/known*(1+slack)))
	if !fine || !fits {
		return 0, false
	}
	return s.pass(lows, highs, known)
}

// ratioSearch is the claimants with need, and their bounds.
type ratioSearch struct {
	need, low, high []int64
	sum             float64
	posts           int64 // for them
}

func newRatioSearch(p Problem) *ratioSearch {
	s := &ratioSearch{posts: p.Posts}
	for i := range p.Claimants {
		c := &p.Claimants[i]
		l := limitsOf(c)
		if c.Need == 0 {
			s.posts -= l.low
			continue
		}
		s.need, s.low, s.high = append(s.need, int64(c.Need)), append(s.low, l.low), append(s.high, min(l.high, p.Posts))
		s.sum += float64(c.Need)
	}
	return s
}

// between gives the rates from one to another that bounds allow, the smallest first; floats decide, generously.
func (s *ratioSearch) between(from, to float64) (rates []rate, ok bool) {
	for i, need := range s.need {
		least, most := max(float64(s.low[i]), float64(from*float64(need))-1), min(float64(s.high[i]), float64(to*float64(need))+1)
		if most-least > mostRates {
			return nil, false
		}
		for k := int64(least); float64(k) <= most; k++ {
			if k >= s.low[i] {
				rates = append(rates, rate{k, need, i})
			}
		}
		if len(rates) > mostRates {
			return nil, false
		}
	}
	slices.SortFunc(rates, compareRates)
	return rates, true
}

// pass walks both lists once.
func (s *ratioSearch) pass(lows, highs []rate, known float64) (best float64, ok bool) {
	best = known
	if len(lows) == 0 || len(highs) == 0 {
		return best, true // nothing could beat it
	}
	w := ratioWalk{ratioSearch: s, least: slices.Clone(s.low), most: slices.Clone(s.low)}
	if !w.begin(lows[0], highs[0]) {
		return best, true
	}
	passed, at := 0, 0
	for _, low := range lows {
		for ; compareRates(lows[passed], low) < 0; passed++ { // whoever was content with less must have one more
			if l := lows[passed]; !w.require(l.who, l.posts+1) {
				return best, true
			}
		}
		if w.floors > s.posts {
			return best, true
		}
		for ; at < len(highs) && (w.ceilings < s.posts || compareRates(highs[at], w.reach) <= 0); at++ {
			w.allow(highs[at])
		}
		if w.ceilings < s.posts || at > 0 && compareRates(highs[at-1], w.reach) < 0 {
			return best, true // only rates beyond the list would do, which cannot beat the best
		}
		if at == 0 {
			return best, false
		}
		best = max(best, ratioOfRates(low.posts, low.need, highs[at-1].posts, highs[at-1].need))
	}
	return best, true
}

// ratioWalk is where a pass stands: the fewest posts that each must have, and the most that it may.
type ratioWalk struct {
	*ratioSearch
	least, most      []int64
	floors, ceilings int64 // their sums
	reach            rate  // the largest rate that somebody must have
}

// begin allows nobody more than rates below the first high one, and asks of all to reach the first low one; false if a
// bound forbids it.
func (w *ratioWalk) begin(low, high rate) bool {
	w.reach = rate{0, 1, 0}
	for i, k := range w.low {
		below, exact := mulDiv(w.need[i], high.posts, high.need)
		if exact {
			below--
		}
		w.most[i] = max(k, min(w.high[i], below))
		w.ceilings += w.most[i]
		w.floors += k
		w.note(i)
		enough, exact := mulDiv(w.need[i], low.posts, low.need)
		if !exact {
			enough++
		}
		if !w.require(i, enough) {
			return false
		}
	}
	return true
}

// require raises what a claimant must have; false if a bound forbids it.
func (w *ratioWalk) require(i int, posts int64) bool {
	if posts <= w.least[i] {
		return true
	}
	w.floors += posts - w.least[i]
	w.least[i] = posts
	w.note(i)
	return posts <= w.high[i]
}

func (w *ratioWalk) note(i int) {
	if must := (rate{w.least[i], w.need[i], i}); compareRates(must, w.reach) > 0 {
		w.reach = must
	}
}

// allow lets a claimant have a rate.
func (w *ratioWalk) allow(high rate) {
	if more := high.posts - w.most[high.who]; more > 0 {
		w.ceilings += more
		w.most[high.who] = high.posts
	}
}
