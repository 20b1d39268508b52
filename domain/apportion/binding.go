package apportion

// runOf gives the run in which a race position lies, or -1.
func (r *race) runOf(at int) int {
	for i := range r.runs {
		if at < r.runs[i].to {
			if at < r.runs[i].from {
				break
			}
			return i
		}
	}
	return -1
}

// binding tells which bound decides the share of the claimant at a race position, whose group is the run, if there is such.
func (r *race) binding(at, group int) Binding {
	c, s := &r.problem.Claimants[r.claimant(at)], r.solver
	k, low, high := s.posts[at], s.low[at], s.high[at]
	switch {
	case c.Fixed != nil || c.Protect == ProtectAsFixed:
		return BindingFixed
	case s.need[at] == 0:
		if low > 0 {
			return BindingMin
		}
		return BindingNone
	case s.family == hamilton && !s.raw && !r.paced:
		if b := r.quotaBinding(at, group); b != BindingNone || group >= len(r.runs) {
			return b
		}
		if r.bound(at, group) {
			return BindingRegion
		}
		return BindingNone
	}
	next, held := r.nearest(at, group)
	if r.stage != nil && group >= len(r.runs) {
		s, at = r.stage, at-r.loose()+len(r.runs)
	}
	switch {
	case k == low && k > 0 && next >= 0 && s.before(next, s.posts[next], at, k-1):
		return BindingMin
	case k == high && held >= 0 && s.before(at, k, held, s.posts[held]-1):
		return BindingMax
	case group < len(r.runs) && r.bound(at, group):
		return BindingRegion
	}
	return BindingNone
}

// quotaBinding looks at the race whose quotas hold for the claimant.
func (r *race) quotaBinding(at, group int) Binding {
	switch {
	case group < len(r.runs) && r.runs[group].own != nil:
		return r.runs[group].own.quotaBinding(at - r.runs[group].from)
	case r.stage != nil:
		return r.stage.quotaBinding(at - r.loose() + len(r.runs))
	}
	return r.solver.quotaBinding(at)
}

// quotaBinding tells on which side a re-based quota was moved to a bound.
func (s *solver) quotaBinding(at int) Binding {
	if s.quotaNeed == 0 {
		return BindingNone
	}
	q := product(uint64(s.need[at]), uint64(s.quotaPosts))
	switch {
	case q.less(product(uint64(s.low[at]), uint64(s.quotaNeed))):
		return BindingMin
	case product(uint64(s.high[at]), uint64(s.quotaNeed)).less(q):
		return BindingMax
	}
	return BindingNone
}

// nearest gives who would get a post that the claimant gave up, and who would give one up for it.
func (r *race) nearest(at, group int) (next, held int) {
	s := r.solver
	if r.paced {
		next, held = r.free.next, r.free.held
		if s.posts[at] <= s.existing[at] {
			next = r.kept.next
		}
		if s.posts[at] < s.existing[at] {
			held = r.kept.held
		}
		return next, held
	}
	if group >= len(r.runs) {
		return r.free.next, r.free.held
	}
	g := &r.runs[group]
	next, held = g.inside.next, g.inside.held
	if r.stage != nil || g.fenced {
		return next, held
	}
	if i := r.free.next; i >= 0 && g.posts+g.base > g.team.group.Floor && (next < 0 || s.before(i, s.posts[i], next, s.posts[next])) {
		next = i
	}
	if i := r.free.held; i >= 0 && g.below(1) && (held < 0 || s.before(held, s.posts[held]-1, i, s.posts[i]-1)) {
		held = i
	}
	return next, held
}

// below tells whether the group's own cap leaves room for so many posts more.
func (g *run) below(more int64) bool {
	return g.team.group.Cap == nil || g.posts+g.base+more <= *g.team.group.Cap
}

// bound tells whether the group's bound, and not its own, decides the share of a claimant.
func (r *race) bound(at, group int) bool {
	s, g := r.solver, &r.runs[group]
	k := s.posts[at]
	switch {
	case r.stage != nil:
		return r.groupBinding(group) != BindingNone
	case g.fenced:
		return true
	case !g.below(1) && k < s.high[at] && r.free.held >= 0 && s.before(at, k, r.free.held, s.posts[r.free.held]-1):
		return true
	case g.posts+g.base == g.team.group.Floor && k > s.low[at] && r.free.next >= 0:
		return s.before(r.free.next, s.posts[r.free.next], at, k-1)
	}
	return false
}

// groupBinding tells which of its bounds decides what a group gets.
func (r *race) groupBinding(i int) Binding {
	g, s := &r.runs[i], r.solver
	at, back := g.inside.next, g.inside.held
	low, high := g.posts+g.base == g.team.group.Floor, !g.below(1)
	if r.stage != nil {
		if r.stage.need[i] == 0 {
			return BindingNone
		}
		if r.stage.family == hamilton && !r.stage.raw {
			return r.stage.quotaBinding(i)
		}
		s, at, back = r.stage, i, i
		low, high = s.posts[i] == s.low[i] && s.low[i] > 0, s.posts[i] == s.high[i]
	}
	switch {
	case r.stage == nil && g.fenced && g.posts == g.floor:
		return BindingMin
	case r.stage == nil && g.fenced:
		return BindingMax
	case low && back >= 0 && r.free.next >= 0 && s.before(r.free.next, s.posts[r.free.next], back, s.posts[back]-1):
		return BindingMin
	case high && at >= 0 && r.free.held >= 0 && s.before(at, s.posts[at], r.free.held, s.posts[r.free.held]-1):
		return BindingMax
	}
	return BindingNone
}
