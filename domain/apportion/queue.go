package apportion

import (
	"slices"

	"waymark/domain/decimal"
)

// Threshold is how far a claimant is from one post more, or from one fewer.
type Threshold struct {
	Key      string
	Posts    int64            // what it has now
	Need     decimal.Decimal  // its need now
	At       *decimal.Decimal // the need at which the post is won or lost, as GainThreshold and LoseThreshold give it; nil if none is
	Distance *decimal.Decimal // At - Need, below nought for a loss
	Priority *Number          // its right to the post; nil for a first post that outranks every later one
}

// NextInLine gives the first n who would get one post more, best first: whoever is first would get it if there were one more,
// unless the method is HAMILTON, whose quotas then change, too. With TWO_STAGE it gives one claimant a group.
func (a *Apportionment) NextInLine(n int) []Threshold { return a.queue(n, next) }

// FirstToLose gives the first n who would have one post fewer, the first to go first, in the same way.
func (a *Apportionment) FirstToLose(n int) []Threshold { return a.queue(n, held) }

func (a *Apportionment) queue(n, which int) []Threshold {
	list := a.race.queue(which)
	list = list[:min(max(n, 0), len(list))]
	told := make([]Threshold, len(list))
	for j, at := range list {
		told[j] = a.threshold(int(at), which)
	}
	return told
}

func (a *Apportionment) threshold(at, which int) Threshold {
	r := a.race
	i := r.claimant(at)
	t := Threshold{Key: a.Shares[i].Key, Posts: a.Shares[i].Posts, Need: a.Problem.Claimants[i].Need}
	var need decimal.Decimal
	var ok bool
	s, seat := r.seat(at)
	k := s.posts[seat]
	if which == held {
		k--
		need, ok = a.LoseThreshold(i)
	} else {
		need, ok = a.GainThreshold(i)
	}
	if ok {
		distance := need - t.Need
		t.At, t.Distance = &need, &distance
	}
	t.Priority = s.priority(seat, k)
	return t
}

// seat gives the solver whose quotas hold for a race position, and the position in it.
func (r *race) seat(at int) (*solver, int) {
	if i := r.runOf(at); i >= 0 && r.runs[i].own != nil {
		return r.runs[i].own, at - r.runs[i].from
	}
	if r.stage != nil && at >= r.loose() {
		return r.stage, at - r.loose() + len(r.runs)
	}
	return r.solver, at
}

// queue gives the race positions of those who may get or lose a post, in order.
func (r *race) queue(which int) []int32 {
	if r.stage != nil {
		return r.stageQueue(which)
	}
	s := r.solver
	var list []int32
	group := 0
	for at := range s.posts {
		for group < len(r.runs) && at >= r.runs[group].to {
			group++
		}
		if group < len(r.runs) {
			if g := &r.runs[group]; g.fenced || which == held && g.posts <= g.floor || which == next && g.posts >= g.cap {
				continue
			}
		}
		if r.may(at, which) {
			list = append(list, int32(at))
		}
	}
	slices.SortFunc(list, func(a, b int32) int { return s.order(int(a), int(b), which) })
	return list
}

// may tells whether a claimant's bounds, and the limit of moves, let it have one post more or fewer.
func (r *race) may(at, which int) bool {
	s := r.solver
	if which == held {
		return s.posts[at] > s.low[at]
	}
	return s.posts[at] < s.ceiling(at) && (!r.paced || s.posts[at] >= s.existing[at])
}

// stageQueue gives for each group in the order of the first stage the claimant who would get or lose its next post.
func (r *race) stageQueue(which int) []int32 {
	var stage []int32
	for i := range r.stage.posts {
		if which == held && r.stage.posts[i] > r.stage.low[i] || which == next && r.stage.posts[i] < r.stage.ceiling(i) {
			stage = append(stage, int32(i))
		}
	}
	slices.SortFunc(stage, func(a, b int32) int { return r.stage.order(int(a), int(b), which) })
	var list []int32
	for _, i := range stage {
		at := r.loose() + int(i) - len(r.runs)
		if int(i) < len(r.runs) {
			if at = r.runs[i].inside.next; which == held {
				at = r.runs[i].inside.held
			}
		}
		if at >= 0 {
			list = append(list, int32(at))
		}
	}
	return list
}

// order is nearer as a comparison.
func (s *solver) order(a, b, which int) int {
	switch {
	case a == b:
		return 0
	case s.nearer(a, b, which):
		return -1
	}
	return 1
}
