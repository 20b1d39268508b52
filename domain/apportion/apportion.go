package apportion

// Apportion solves the problem. The error is an *InvalidInput, which lists all that is wrong with the input, or an
// *Infeasible, which names the constraints that cannot hold together, and nothing else. It takes time in proportion to the
// number of claimants, whatever the number of posts. The answer keeps the problem's slices, which must not change after it;
// any number of goroutines may use it at once.
func Apportion(p Problem) (*Apportionment, error) {
	r, err := solved(&p)
	if err != nil {
		return nil, err
	}
	return r.answer(), nil
}

// solved checks the problem, fills in its defaults and decides the race.
func solved(p *Problem) (*race, error) {
	*p = p.withDefaults()
	if err := p.check(); err != nil {
		return nil, err
	}
	teams := p.teams()
	r, sound := newRace(p, teams)
	if !sound || !r.feasible() || p.MaxMoves != nil {
		if set := p.conflict(teams); set != nil {
			return nil, &Infeasible{set}
		}
	}
	r.decide()
	return r, nil
}

// total gives what the claimant at a race position gets in all.
func (r *race) total(at int) int64 { return r.solver.posts[at] + r.baseOf(at) }

// answer tells the result of the race.
func (r *race) answer() *Apportionment {
	p, s := r.problem, r.solver
	a := &Apportionment{Problem: *p, Shares: make([]Share, len(p.Claimants)), race: r}
	var needs int64
	for _, w := range s.need {
		needs += w
	}
	group := 0
	for at := range s.posts {
		i := r.claimant(at)
		for group < len(r.runs) && at >= r.runs[group].to {
			group++
		}
		a.Shares[i] = Share{
			Key: s.roll.key(at), Posts: r.total(at), Quota: Quota{p.Posts, s.need[at], needs}, Binding: r.binding(at, group),
		}
	}
	for i := range r.runs {
		g := &r.runs[i]
		a.Groups = append(a.Groups, GroupShare{
			Key: g.team.group.Key, Posts: g.posts + g.base, Binding: r.groupBinding(i), Certificate: r.insideCertificate(g),
		})
	}
	for _, t := range r.ties {
		a.Ties = append(a.Ties, r.tell(t))
		if p.Ties == ReportOnly {
			a.withhold(t)
		}
	}
	if r.stage != nil {
		a.Certificate = r.certificate(r.stage, r.free)
		a.Multiplier = multiplier(r.stage, r.free)
	} else {
		a.Certificate = r.certificate(s, r.free)
		a.Multiplier = multiplier(s, r.free)
	}
	if r.paced {
		kept := r.certificate(s, r.kept)
		a.Kept = &kept
	}
	return a
}

// tell gives a tie by keys.
func (r *race) tell(t tie) Tie {
	s := r.solver
	if t.stage {
		s = r.stage
	}
	told := Tie{Posts: t.posts, Among: make([]string, len(t.members)), Groups: t.stage, ByKey: t.byKey && s.rule != ReportOnly}
	for i, at := range t.members {
		told.Among[i] = s.roll.key(int(at))
	}
	return told
}

// withhold takes back from the winners of a tie what nobody was asked to decide.
func (a *Apportionment) withhold(t tie) {
	a.Undecided += t.posts
	if t.stage { // whose posts were not handed down to the groups
		return
	}
	for _, at := range t.members[:t.posts] {
		a.Shares[a.race.claimant(int(at))].Posts--
		if g := a.race.runOf(int(at)); g >= 0 {
			a.Groups[g].Posts--
		}
	}
}
