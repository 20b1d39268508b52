package apportion

import "slices"

// findTies finds what is contested when groups have bounds: across groups at one priority, and inside a group whose bound
// leaves it no choice of how many posts it gets.
func (r *race) findTies() {
	s := r.solver
	var across contest
	open := s.tiedAt(r.free)
	for i := range r.runs {
		g := &r.runs[i]
		if open && !g.fenced {
			c := s.contest(g.from, g.to, r.free)
			certain := g.posts - int64(len(c.won))
			least, most := max(0, g.floor-certain), min(int64(len(c.won)+len(c.lost)), g.cap-certain)
			if least < most {
				across.won = append(across.won, c.won...)
				across.lost = append(across.lost, c.lost...)
				continue
			}
		}
		if s.tiedAt(g.inside) {
			r.addTie(s.contest(g.from, g.to, g.inside))
		}
	}
	if open {
		c := s.contest(r.loose(), len(s.posts), r.free)
		across.won = append(across.won, c.won...)
		across.lost = append(across.lost, c.lost...)
		r.addTie(across)
	}
}

// contest is who has a post at a contested priority, and who could have one.
type contest struct{ won, lost []int32 }

// contest finds those, from one position to another, who have equal right to the post that is highest next.
func (s *solver) contest(from, to int, st standing) contest {
	var c contest
	priority := s.entry(st.next, s.posts[st.next])
	for i := from; i < to; i++ {
		k := s.posts[i]
		switch {
		case k < s.ceiling(i) && s.equal(s.entry(i, k), priority):
			c.lost = append(c.lost, int32(i))
		case k > s.low[i] && s.equal(s.entry(i, k-1), priority):
			c.won = append(c.won, int32(i))
		}
	}
	return c
}

// addTie keeps a tie: who has a contested post, and then who has not, each in the order of the rule.
func (r *race) addTie(c contest) {
	s := r.solver
	slices.SortFunc(c.won, func(a, b int32) int { return s.favours(int(a), s.posts[a]-1, int(b), s.posts[b]-1) })
	slices.SortFunc(c.lost, func(a, b int32) int { return s.favours(int(a), s.posts[a], int(b), s.posts[b]) })
	t := tie{members: append(c.won, c.lost...), posts: int64(len(c.won))}
	t.byKey = s.byKey(t.members, t.posts)
	r.ties = append(r.ties, t)
}
