package apportion

// nested solves one race in which groups have floors and caps. A group that gets its floor gives certain posts to each of
// its members, and one that gets its cap no more than certain others; as no method but a re-based Hamilton ever takes a post
// away when there is one more, the result lies between. So each group is solved for both, and then all for what is left.
func (r *race) nested() {
	s := r.solver
	r.keepBounds()
	if s.family == hamilton {
		if s.raw {
			s.rawQuotas(r.posts)
		} else {
			r.fenceGroups()
		}
		s.quoted = true
	}
	for i := range r.runs {
		g := &r.runs[i]
		if g.from == g.to || g.fenced {
			continue
		}
		w := s.window(g.from, g.to)
		r.must(w.solve(g.floor))
		least := append([]int64(nil), w.posts...)
		r.must(w.solve(g.cap))
		copy(w.low, least)
		copy(w.high, w.posts)
	}
	r.must(s.solve(r.posts))
	s.quoted = false
	r.restoreBounds()
	r.certify()
	r.findTies()
}

// keepBounds remembers the claimants' own bounds, which the solver's are about to become narrower than.
func (r *race) keepBounds() {
	r.low = append([]int64(nil), r.solver.low...)
	r.high = append([]int64(nil), r.solver.high...)
}

func (r *race) restoreBounds() {
	copy(r.solver.low, r.low)
	copy(r.solver.high, r.high)
}

// fenceGroups finds the re-based quotas when groups have bounds too. A group whose members' quotas add up to less than its
// floor or more than its cap leaves with it and shares it by quotas of its own, on the side that together lies further out;
// the rest share what remains.
func (r *race) fenceGroups() {
	s := r.solver
	whole, rest := make([]int64, len(s.whole)), make([]uint64, len(s.rest))
	for {
		s.rebasedQuotas(r.posts)
		var short, over wide
		for i := range r.runs {
			below, above := r.outside(&r.runs[i])
			short, over = short.plus(below), over.plus(above)
		}
		if short == (wide{}) && over == (wide{}) {
			break
		}
		atFloor, atCap := !short.less(over), !over.less(short)
		sums := make([][2]bool, len(r.runs)) // decided on the quotas as they are, before any is changed
		for i := range r.runs {
			below, above := r.outside(&r.runs[i])
			sums[i] = [2]bool{below != (wide{}), above != (wide{})}
		}
		for i := range r.runs {
			g := &r.runs[i]
			switch {
			case sums[i][0] && atFloor:
				g.posts = g.floor
			case sums[i][1] && atCap:
				g.posts = g.cap
			default:
				continue
			}
			g.fenced = true
			w := s.window(g.from, g.to)
			g.own = w
			r.must(w.solve(g.posts))
			copy(whole[g.from:g.to], w.whole)
			copy(rest[g.from:g.to], w.rest)
			copy(w.low, w.posts)
			copy(w.high, w.posts)
		}
	}
	for i := range r.runs { // their remainders are compared within the group only
		if g := &r.runs[i]; g.fenced {
			copy(s.whole[g.from:g.to], whole[g.from:g.to])
			copy(s.rest[g.from:g.to], rest[g.from:g.to])
		}
	}
}

// outside gives by how much the quotas of a group lie below its floor or above its cap, in parts of quotaNeed.
func (r *race) outside(g *run) (below, above wide) {
	s := r.solver
	if g.fenced {
		return
	}
	var sum wide
	for at := g.from; at < g.to; at++ {
		sum = sum.plus(product(uint64(s.whole[at]), uint64(s.quotaNeed))).plus(wide{0, s.rest[at]})
	}
	if floor := product(uint64(g.floor), uint64(s.quotaNeed)); sum.less(floor) {
		below = floor.minus(sum)
	}
	if cap := product(uint64(g.cap), uint64(s.quotaNeed)); cap.less(sum) {
		above = sum.minus(cap)
	}
	return
}

// certify finds, from the posts alone, who holds the lowest priority and who has the highest next one: inside each group,
// and among all who may give or get a post across groups.
func (r *race) certify() {
	s := r.solver
	r.free = standing{-1, -1}
	for i := range r.runs {
		g := &r.runs[i]
		g.posts = 0
		for _, k := range s.posts[g.from:g.to] {
			g.posts += k
		}
		w := s.window(g.from, g.to)
		w.scan()
		g.inside = standing{w.held, w.next}.from(g.from)
		if !g.fenced {
			r.offer(g.inside, g.posts > g.floor, g.posts < g.cap)
		}
	}
	if from := r.loose(); from < len(s.posts) {
		w := s.window(from, len(s.posts))
		w.scan()
		r.offer(standing{w.held, w.next}.from(from), true, true)
	}
}

// from moves positions by an offset.
func (st standing) from(offset int) standing {
	if st.held >= 0 {
		st.held += offset
	}
	if st.next >= 0 {
		st.next += offset
	}
	return st
}

// offer lets a standing take part in the one across groups.
func (r *race) offer(st standing, gives, gets bool) {
	s := r.solver
	if i := st.held; gives && i >= 0 && (r.free.held < 0 || s.before(r.free.held, s.posts[r.free.held]-1, i, s.posts[i]-1)) {
		r.free.held = i
	}
	if i := st.next; gets && i >= 0 && (r.free.next < 0 || s.before(i, s.posts[i], r.free.next, s.posts[r.free.next])) {
		r.free.next = i
	}
}

// tied tells whether the lowest priority held equals the highest next one.
func (s *solver) tiedAt(st standing) bool {
	return st.held >= 0 && st.next >= 0 && s.compare(st.next, s.posts[st.next], st.held, s.posts[st.held]-1) == 0
}
