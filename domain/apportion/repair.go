package apportion

// entry is one post that a claimant may get or lose: the one after `after` posts. key is its priority as a float.
type entry struct {
	key   float64
	who   int32
	after int32
}

func (s *solver) entry(i int, k int64) entry {
	e := entry{who: int32(i), after: int32(k)}
	if s.family != hamilton { // whose remainders are compared exactly at once
		e.key = s.family.key(float64(s.need[i]), k)
	}
	return e
}

// ahead tells whether the priority of a is higher than that of b: by the floats if they prove it, or else exactly.
func (s *solver) ahead(a, b entry) bool {
	switch {
	case a.key > b.key*near:
		return true
	case b.key > a.key*near:
		return false
	}
	return s.compare(int(a.who), int64(a.after), int(b.who), int64(b.after)) > 0
}

// heap is a binary heap of entries with the highest priority on top, or the lowest.
type heap struct {
	s       *solver
	entries []entry
	lowest  bool
}

// above tells whether a belongs nearer to the top than b.
func (h *heap) above(a, b entry) bool {
	if h.lowest {
		a, b = b, a
	}
	return h.s.ahead(a, b)
}

func (h *heap) order() {
	for i := len(h.entries)/2 - 1; i >= 0; i-- {
		h.down(i)
	}
}

func (h *heap) down(i int) {
	e := h.entries[i]
	for {
		child := 2*i + 1
		if child >= len(h.entries) {
			break
		}
		if right := child + 1; right < len(h.entries) && h.above(h.entries[right], h.entries[child]) {
			child = right
		}
		if !h.above(h.entries[child], e) {
			break
		}
		h.entries[i] = h.entries[child]
		i = child
	}
	h.entries[i] = e
}

// replace puts another entry in the place of the top, or nothing.
func (h *heap) replace(e entry, some bool) {
	if !some {
		last := len(h.entries) - 1
		e, h.entries = h.entries[last], h.entries[:last]
		if last == 0 {
			return
		}
	}
	h.entries[0] = e
	h.down(0)
}

// give hands the missing posts to the highest next priorities, one a claimant at a time; exchange puts right what deserved
// two. The heap is no larger than what is missing.
func (s *solver) give(missing int64) {
	for missing > 0 {
		h := heap{s: s, entries: s.picked[:0], lowest: true}
		for i, k := range s.posts {
			if k < s.ceiling(i) {
				h.offer(s.entry(i, k), missing)
			}
		}
		for _, e := range h.entries {
			s.posts[e.who]++
		}
		missing -= int64(len(h.entries))
		s.picked = h.entries
	}
}

// take takes back what was given too many, from the lowest priorities held.
func (s *solver) take(many int64) {
	for many > 0 {
		h := heap{s: s, entries: s.picked[:0]}
		for i, k := range s.posts {
			if k > s.low[i] {
				h.offer(s.entry(i, k-1), many)
			}
		}
		for _, e := range h.entries {
			s.posts[e.who]--
		}
		many -= int64(len(h.entries))
		s.picked = h.entries
	}
}

// offer keeps the entry if it is among the `size` that lie furthest from the top.
func (h *heap) offer(e entry, size int64) {
	switch {
	case int64(len(h.entries)) < size:
		h.entries = append(h.entries, e)
		if int64(len(h.entries)) == size {
			h.order()
		}
	case h.above(h.entries[0], e):
		h.entries[0] = e
		h.down(0)
	}
}

// exchange moves single posts from the lowest priority held to the highest next one until none is higher: the certificate.
// After rounding and repair there is seldom anything to move; if there is much, two heaps find it.
func (s *solver) exchange() {
	for range 4 {
		s.scan()
		if s.held < 0 || s.next < 0 || s.compare(s.next, s.posts[s.next], s.held, s.posts[s.held]-1) <= 0 {
			return
		}
		s.posts[s.held]--
		s.posts[s.next]++
	}
	s.exchangeMany()
	s.scan()
}

// exchangeMany is exchange for many moves. What a claimant has just lost or won is never moved back, so that its other
// entries may stay as they are.
func (s *solver) exchangeMany() {
	next := heap{s: s, entries: s.picked[:0]}
	held := heap{s: s, entries: s.other[:0], lowest: true}
	for i, k := range s.posts {
		if k < s.ceiling(i) {
			next.entries = append(next.entries, s.entry(i, k))
		}
		if k > s.low[i] {
			held.entries = append(held.entries, s.entry(i, k-1))
		}
	}
	next.order()
	held.order()
	for len(next.entries) > 0 && len(held.entries) > 0 && s.ahead(next.entries[0], held.entries[0]) {
		from, to := int(held.entries[0].who), int(next.entries[0].who)
		s.posts[from]--
		s.posts[to]++
		held.replace(s.entry(from, s.posts[from]-1), s.posts[from] > s.low[from])
		next.replace(s.entry(to, s.posts[to]), s.posts[to] < s.ceiling(to))
	}
	s.picked, s.other = next.entries, held.entries
}

// scan finds the lowest priority held above a floor and the highest next below a cap; among equals, by the rule.
func (s *solver) scan() {
	s.held, s.next = -1, -1
	var lowest, highest entry
	for i, k := range s.posts {
		if k > s.low[i] {
			if e := s.entry(i, k-1); s.held < 0 || s.precedes(lowest, e) {
				lowest, s.held = e, i
			}
		}
		if k < s.high[i] && s.need[i] != 0 {
			if e := s.entry(i, k); s.next < 0 || s.precedes(e, highest) {
				highest, s.next = e, i
			}
		}
	}
}

// precedes is ahead with the rule for equals.
func (s *solver) precedes(a, b entry) bool {
	switch {
	case a.key > b.key*near:
		return true
	case b.key > a.key*near:
		return false
	}
	return s.before(int(a.who), int64(a.after), int(b.who), int64(b.after))
}
