package apportion

import (
	"cmp"
	"slices"
)

// withinMoves solves a flat race in which at most so many posts may be new to those who get them. If the free result needs
// more, exactly so many are new: the highest priorities beyond what each has today; and the highest among those that it has
// are kept. That is what the best single transfers come to, one after another.
func (r *race) withinMoves(most int64) {
	s := r.solver
	r.must(s.solve(r.posts))
	if s.gains() <= most {
		r.free = standing{s.held, s.next}
		r.noteTie(s, 0, false)
		return
	}
	r.paced = true
	r.keepBounds()
	s.quoted = s.family == hamilton
	today := make([]int64, len(s.posts)) // as near to it as the bounds allow
	var total int64
	extra := most
	for i := range today {
		today[i] = max(r.low[i], min(s.existing[i], s.ceiling(i)))
		total += today[i]
		extra -= max(0, today[i]-s.existing[i])
	}
	for i, k := range today {
		s.low[i] = k
		s.high[i] = max(k, r.high[i])
	}
	r.must(s.solve(total + extra))
	r.free = standing{s.held, s.next}
	r.noteTie(s, 0, false)
	above := slices.Clone(s.posts)
	copy(s.low, r.low)
	copy(s.high, today)
	r.must(s.solve(r.posts - extra))
	r.kept = standing{s.held, s.next}
	r.noteTie(s, 0, false)
	for i, k := range today {
		s.posts[i] += above[i] - k
	}
	s.quoted = false
	r.restoreBounds()
}

// gains counts the posts that are new to those who get them.
func (s *solver) gains() int64 {
	var sum int64
	for i, k := range s.posts {
		sum += max(0, k-s.existing[i])
	}
	return sum
}

// affordable gives a smallest conflict with the limit of moves, or nil: floors above what exists may ask for more new posts
// than it allows, and so may the posts to give out, where caps keep those who have posts from keeping them.
func (p *Problem) affordable(limit []limits) []Constraint {
	if p.MaxMoves == nil {
		return nil
	}
	type change struct {
		by     int64
		reason Constraint
	}
	var risen, cut []change
	wanted := p.Posts
	for i := range p.Claimants {
		c := &p.Claimants[i]
		wanted -= *c.Existing
		if by := limit[i].low - *c.Existing; by > 0 {
			risen = append(risen, change{by, limit[i].below(c)})
		}
		if by := *c.Existing - limit[i].ceiling(c); by > 0 {
			cut = append(cut, change{by, limit[i].above(c)})
		}
	}
	exceed := func(sum int64, changes []change, set ...Constraint) []Constraint {
		slices.SortFunc(changes, func(a, b change) int {
			return cmp.Or(cmp.Compare(b.by, a.by), byKey(a.reason, b.reason))
		})
		for _, c := range changes {
			if sum > *p.MaxMoves {
				break
			}
			sum += c.by
			set = append(set, c.reason)
		}
		if sum <= *p.MaxMoves {
			return nil
		}
		slices.SortFunc(set, byKey)
		return set
	}
	moves := Constraint{Kind: MovesLimit, Posts: *p.MaxMoves}
	first := exceed(0, risen, moves)
	second := exceed(wanted, cut, moves, Constraint{Kind: PostsGiven, Posts: p.Posts})
	return smaller(first, second)
}
