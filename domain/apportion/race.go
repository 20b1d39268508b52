package apportion

// race is a problem laid out for the solver: claimants stand in an order in which groups are runs, and bases are taken off
// all numbers of posts.
type race struct {
	problem *Problem
	base    []int64 // of race positions; nil if nobody has one
	order   []int32 // of race positions, the claimant; nil if they are the same
	place   []int32 // of claimants, the race position
	runs    []run
	posts   int64 // to be given beyond the bases
	solver  *solver
	low     []int64 // the claimants' own bounds, while the solver works within narrower ones
	high    []int64
	stage   *solver // of TWO_STAGE, the race of the groups and then of whoever has none
	ties    []tie
	free    standing // among all who may still give or get a post across groups; of new posts if it is paced
	paced   bool     // the limit of moves decides
	kept    standing // if it is paced, of posts up to what each has today
	margins margins
}

// run is the stretch of a group in a race.
type run struct {
	team       *team
	from, to   int
	base       int64
	floor, cap int64 // of what the members get beyond their bases
	posts      int64 // likewise, the result
	fenced     bool  // settled by itself, with quotas of its own
	inside     standing
	own        *solver // the race inside the group, if it has quotas of its own; its positions begin at from
}

// standing is a certificate by race position: who holds the lowest priority, and who has the highest next one; -1 if nobody.
type standing struct{ held, next int }

// tie is a set of race positions, in the order of the rule, and how many of them have a contested post.
type tie struct {
	members []int32
	posts   int64
	byKey   bool
	stage   bool // the positions are those of the first stage
}

// newRace lays out a problem that has been checked; sound is false if the bounds of some claimant contradict each other.
func newRace(p *Problem, teams []team) (r *race, sound bool) {
	n := len(p.Claimants)
	r, sound = &race{problem: p, posts: p.Posts}, true
	if len(teams) > 0 {
		r.arrange(teams)
	}
	who := roll{claimants: p.Claimants}
	if r.order != nil {
		who = roll{keys: make([]string, n)}
		for at := range who.keys {
			who.keys[at] = p.Claimants[r.claimant(at)].Key
		}
	}
	r.solver = newSolverOf(p.Method, p.Ties, n, who)
	s := r.solver
	s.raw = p.HamiltonBounds == Raw
	if p.MaxMoves != nil && s.existing == nil {
		s.existing = make([]int64, n)
	}
	if p.Ties == SeededLot {
		s.drawLots(p.LotSeed)
	}
	for at := range s.need {
		c := &p.Claimants[r.claimant(at)]
		l := limitsOf(c)
		if l.base > 0 && r.base == nil {
			r.base = make([]int64, n)
		}
		if l.base > 0 {
			r.base[at] = l.base
		}
		sound = sound && l.low <= l.high
		s.need[at], s.low[at], s.high[at] = int64(c.Need), l.low-l.base, l.high-l.base
		if c.Existing != nil && s.existing != nil {
			s.existing[at] = *c.Existing - l.base
		}
		r.posts -= l.base
	}
	for i := range r.runs {
		g := &r.runs[i]
		for at := g.from; at < g.to; at++ {
			g.base += r.baseOf(at)
		}
		g.floor, g.cap = g.team.floor()-g.base, g.team.ceiling()-g.base
		sound = sound && g.floor <= g.cap
	}
	return r, sound
}

// feasible tells whether the sums of the bounds leave room for the posts.
func (r *race) feasible() bool {
	var least, most int64
	s := r.solver
	for i := range r.runs {
		least += r.runs[i].floor
		most += r.runs[i].cap
	}
	for at := r.loose(); at < len(s.posts); at++ {
		least += s.low[at]
		most += s.ceiling(at)
	}
	return least <= r.posts && r.posts <= most
}

// baseOf gives the base of the claimant at a race position.
func (r *race) baseOf(at int) int64 {
	if r.base == nil {
		return 0
	}
	return r.base[at]
}

// arrange puts the members of each team side by side, and whoever has no group at the end.
func (r *race) arrange(teams []team) {
	n := len(r.problem.Claimants)
	r.order = make([]int32, 0, n)
	r.runs = make([]run, len(teams))
	for i := range teams {
		from := len(r.order)
		r.order = append(r.order, teams[i].members...)
		r.runs[i] = run{team: &teams[i], from: from, to: len(r.order)}
	}
	for i := range r.problem.Claimants {
		if r.problem.Claimants[i].Group == "" {
			r.order = append(r.order, int32(i))
		}
	}
	r.place = make([]int32, n)
	for at, i := range r.order {
		r.place[i] = int32(at)
	}
}

// claimant gives the claimant at a race position.
func (r *race) claimant(at int) int {
	if r.order == nil {
		return at
	}
	return int(r.order[at])
}

// position gives the race position of a claimant.
func (r *race) position(i int) int {
	if r.order == nil {
		return i
	}
	return int(r.place[i])
}

// loose gives the position from which on claimants have no group.
func (r *race) loose() int {
	if len(r.runs) == 0 {
		return 0
	}
	return r.runs[len(r.runs)-1].to
}

// decide finds the posts, the certificates and the ties.
func (r *race) decide() {
	switch {
	case r.problem.Tier == TwoStage:
		r.inTwoStages()
	case len(r.runs) > 0:
		r.nested()
	case r.problem.MaxMoves != nil:
		r.withinMoves(*r.problem.MaxMoves)
	default:
		r.must(r.solver.solve(r.posts))
		r.free = standing{r.solver.held, r.solver.next}
		r.noteTie(r.solver, 0, false)
	}
}

// must is for races whose feasibility has been proved; the solver cannot refuse them.
func (r *race) must(solved bool) {
	if !solved {
		panic("apportion: a feasible race has no solution") // a defect of this package, which tests would show
	}
}

// noteTie keeps the tie of a solver whose first position is `from` in the race.
func (r *race) noteTie(s *solver, from int, stage bool) {
	if s.contested == 0 {
		return
	}
	t := tie{posts: s.contested, stage: stage, members: make([]int32, len(s.tied))}
	for i, at := range s.tied {
		t.members[i] = at + int32(from)
	}
	t.byKey = s.byKey(s.tied, s.contested)
	r.ties = append(r.ties, t)
}

// byKey tells whether only their keys put the last winner of a tie before the first loser.
func (s *solver) byKey(members []int32, posts int64) bool {
	last, first := int(members[posts-1]), int(members[posts])
	return s.need[last] == s.need[first] &&
		(s.rule != Existing || (s.existing[last] > s.posts[last]-1) == (s.existing[first] > s.posts[first])) &&
		(s.rule != SeededLot || s.lots[last] == s.lots[first])
}
