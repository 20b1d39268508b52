package apportion

import (
	"cmp"
	"slices"
	"strings"
)

// conflict gives a smallest set of constraints that cannot hold together, or nil.
func (p *Problem) conflict(teams []team) []Constraint {
	limit := make([]limits, len(p.Claimants))
	for i := range limit {
		limit[i] = limitsOf(&p.Claimants[i])
	}
	return smaller(p.feasible(limit, teams), p.affordable(limit))
}

// smaller gives the smaller of two conflicts, either of which may be none.
func smaller(one, other []Constraint) []Constraint {
	if one == nil || other != nil && len(other) < len(one) {
		return other
	}
	return one
}

// feasible gives a smallest set of bounds that contradict each other and the posts, or nil.
func (p *Problem) feasible(limit []limits, teams []team) []Constraint {
	var least, most int64
	clash := false
	for i := range limit {
		c := &p.Claimants[i]
		clash = clash || limit[i].low > limit[i].high
		least += limit[i].low
		most += limit[i].ceiling(c)
	}
	for i := range teams {
		t := &teams[i]
		clash = clash || t.floor() > t.ceiling()
		least += t.floor() - t.low
		most += t.ceiling() - t.high
	}
	if !clash && least <= p.Posts && p.Posts <= most {
		return nil
	}
	s := &search{problem: p, limit: limit, teams: teams}
	for i := range limit {
		if c, l := &p.Claimants[i], &limit[i]; l.low > l.high {
			s.found([]Constraint{l.below(c), l.above(c)})
		}
	}
	for i := range teams {
		s.withinTeam(&teams[i])
	}
	if least > p.Posts {
		s.tooManyFloors()
	}
	if most < p.Posts {
		s.tooFewCeilings()
	}
	return s.best
}

// search keeps the smallest conflict found so far; among equally small ones, that of the least keys.
type search struct {
	problem *Problem
	limit   []limits
	teams   []team
	best    []Constraint
}

func (s *search) found(set []Constraint) {
	slices.SortFunc(set, byKey)
	c := cmp.Compare(len(set), len(s.best))
	if c == 0 {
		c = slices.CompareFunc(set, s.best, byKey)
	}
	if s.best == nil || c < 0 {
		s.best = set
	}
}

// withinTeam finds what contradicts the bounds of one group.
func (s *search) withinTeam(t *team) {
	if t.group.Cap != nil && t.group.Floor > *t.group.Cap {
		s.found([]Constraint{t.floorConstraint(), t.capConstraint()})
		return
	}
	if t.group.Cap != nil && t.low > *t.group.Cap {
		set := []Constraint{t.capConstraint()}
		var sum int64
		for _, i := range s.byFloor(t.members) {
			if sum > *t.group.Cap {
				break
			}
			sum += s.limit[i].low
			set = append(set, s.below(i))
		}
		s.found(set)
	}
	if t.high < t.group.Floor && s.unclashed(t.members) {
		s.found(append(s.ceilings(t.members), t.floorConstraint()))
	}
}

// unclashed tells whether no member contradicts itself, which would be the smaller conflict.
func (s *search) unclashed(members []int32) bool {
	for _, i := range members {
		if s.limit[i].low > s.limit[i].high {
			return false
		}
	}
	return true
}

// byFloor orders claimants by what is secured for them, the most first.
func (s *search) byFloor(members []int32) []int32 {
	sorted := slices.Clone(members)
	slices.SortFunc(sorted, func(a, b int32) int {
		if c := cmp.Compare(s.limit[b].low, s.limit[a].low); c != 0 {
			return c
		}
		return strings.Compare(s.problem.Claimants[a].Key, s.problem.Claimants[b].Key)
	})
	return sorted
}

// ceilings gives the constraints that limit each of the claimants, all of whom have one.
func (s *search) ceilings(members []int32) []Constraint {
	set := make([]Constraint, 0, len(members)+1)
	for _, i := range members {
		set = append(set, s.limit[i].above(&s.problem.Claimants[i]))
	}
	return set
}

// below gives the constraint that secures posts for a claimant.
func (s *search) below(i int32) Constraint { return s.limit[i].below(&s.problem.Claimants[i]) }

// loose gives the claimants without a team.
func (s *search) loose() []int32 {
	var list []int32
	for i := range s.problem.Claimants {
		if len(s.teams) == 0 || s.problem.Claimants[i].Group == "" {
			list = append(list, int32(i))
		}
	}
	return list
}

// option is a way to take part in a conflict: so many constraints, which secure so many posts or leave so many unlimited.
type option struct {
	cost  int
	value int64
}

// tooManyFloors finds the fewest floors that together exceed the posts. A group takes part with its own floor alone, or
// with the largest floors of its members; which groups do it how is a small knapsack.
func (s *search) tooManyFloors() {
	singles := s.loose()
	var mixed []*team
	alone := make(map[int32]*team) // by the claimant that stands for it: the group's floor is worth more than all its members'
	for i := range s.teams {
		t := &s.teams[i]
		switch sorted := s.byFloor(t.members); {
		case t.group.Floor > t.low:
			alone[int32(-1-i)] = t
			singles = append(singles, int32(-1-i))
		case len(sorted) > 0 && t.group.Floor > s.limit[sorted[0]].low:
			t.members = sorted
			mixed = append(mixed, t)
		default:
			singles = append(singles, t.members...)
		}
	}
	value := func(i int32) int64 {
		if t := alone[i]; t != nil {
			return t.group.Floor
		}
		return s.limit[i].low
	}
	reason := func(i int32) Constraint {
		if t := alone[i]; t != nil {
			return t.floorConstraint()
		}
		return s.below(i)
	}
	slices.SortFunc(singles, func(a, b int32) int {
		if c := cmp.Compare(value(b), value(a)); c != 0 {
			return c
		}
		return byKey(reason(a), reason(b))
	})
	choices := make([][]option, len(mixed))
	for g, t := range mixed {
		choices[g] = []option{{0, 0}, {1, t.group.Floor}}
		sum := s.limit[t.members[0]].low
		for j := 1; j < len(t.members) && s.limit[t.members[j]].low > 0; j++ {
			if sum += s.limit[t.members[j]].low; sum > t.group.Floor {
				choices[g] = append(choices[g], option{j + 1, sum})
			}
		}
	}
	best := knapsack(choices)
	sums := make([]int64, len(singles)+1)
	for i, one := range singles {
		sums[i+1] = sums[i] + value(one)
	}
	taken, chosen := -1, 0
	for c := range best.value {
		n, _ := slices.BinarySearch(sums, s.problem.Posts-best.value[c]+1) // the first that exceeds
		if n < len(sums) && best.reached(c) && (taken < 0 || c+n < taken+chosen) {
			taken, chosen = n, c
		}
	}
	set := []Constraint{{Kind: PostsGiven, Posts: s.problem.Posts}}
	for _, one := range singles[:taken] {
		set = append(set, reason(one))
	}
	for g, o := range best.choices(chosen) {
		switch t := mixed[g]; choices[g][o].cost {
		case 0:
		case 1:
			set = append(set, t.floorConstraint())
		default:
			for _, i := range t.members[:choices[g][o].cost] {
				set = append(set, s.below(i))
			}
		}
	}
	s.found(set)
}

// tooFewCeilings finds the fewest ceilings that together lie below the posts. Everybody must have one: a group its cap, or
// all of its members' where the caps would leave room.
func (s *search) tooFewCeilings() {
	set := append(s.ceilings(s.loose()), Constraint{Kind: PostsGiven, Posts: s.problem.Posts})
	room := s.problem.Posts - 1
	for _, i := range s.loose() {
		room -= s.limit[i].ceiling(&s.problem.Claimants[i])
	}
	var wide []*team
	var choices [][]option
	for i := range s.teams {
		t := &s.teams[i]
		room -= t.ceiling()
		switch {
		case t.group.Cap == nil || len(t.members) == 0:
			set = append(set, s.ceilings(t.members)...)
		case *t.group.Cap <= t.high:
			set = append(set, t.capConstraint())
		default:
			wide = append(wide, t)
			// One constraint in place of many saves the others, for the room that the cap leaves.
			choices = append(choices, []option{{0, 0}, {len(t.members) - 1, -(*t.group.Cap - t.high)}})
		}
	}
	best := knapsack(choices)
	saved := 0
	for c := range best.value {
		if best.reached(c) && -best.value[c] <= room {
			saved = c
		}
	}
	for g, o := range best.choices(saved) {
		if o == 0 {
			set = append(set, s.ceilings(wide[g].members)...)
		} else {
			set = append(set, wide[g].capConstraint())
		}
	}
	s.found(set)
}
