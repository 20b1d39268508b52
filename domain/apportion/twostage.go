package apportion

import "slices"

// inTwoStages gives the posts to the groups first, by the need of their members and within bounds that are the sums of
// theirs, and then to the members of each. Ring-fenced members take no part: neither their posts nor their need. A claimant
// without a group is a group of its own.
func (r *race) inTwoStages() {
	s, loose := r.solver, r.loose()
	groups := len(r.runs)
	keys := make([]string, 0, groups+len(s.posts)-loose)
	for i := range r.runs {
		keys = append(keys, r.runs[i].team.group.Key)
	}
	for at := loose; at < len(s.posts); at++ {
		keys = append(keys, s.roll.key(at))
	}
	first := newSolver(r.problem.Method, r.problem.Ties, keys)
	first.raw = s.raw
	if s.lots != nil {
		first.drawLots(r.problem.LotSeed)
	}
	posts := r.posts
	fences := make([]int64, groups)
	for i := range r.runs {
		g := &r.runs[i]
		for at := g.from; at < g.to; at++ {
			if s.low[at] == s.high[at] {
				fences[i] += s.low[at]
			} else {
				first.need[i] += s.need[at]
			}
			if s.existing != nil {
				first.existing[i] += s.existing[at]
			}
		}
		if s.existing != nil {
			first.existing[i] -= fences[i]
		}
		first.low[i], first.high[i] = g.floor-fences[i], g.cap-fences[i]
		posts -= fences[i]
	}
	copy(first.need[groups:], s.need[loose:])
	copy(first.low[groups:], s.low[loose:])
	copy(first.high[groups:], s.high[loose:])
	if s.existing != nil {
		copy(first.existing[groups:], s.existing[loose:])
	}
	r.must(first.solve(posts))
	r.stage, r.free = first, standing{first.held, first.next}
	r.noteTie(first, 0, true)
	given := slices.Clone(first.posts)
	if r.problem.Ties == ReportOnly { // contested posts are not handed down
		for _, i := range first.tied[:first.contested] {
			given[i]--
		}
	}
	copy(s.posts[loose:], given[groups:])
	for i := range r.runs {
		g := &r.runs[i]
		g.posts = given[i] + fences[i]
		w := s.window(g.from, g.to)
		r.must(w.solve(g.posts))
		g.own = w
		g.inside = standing{w.held, w.next}.from(g.from)
		r.noteTie(w, g.from, false)
	}
}
