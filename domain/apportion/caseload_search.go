package apportion

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"waymark/domain/fault"
)

// caseloadSearch looks for the smallest critical value need/posts that the money and the caps can hold everybody to.
type caseloadSearch struct {
	problem   CaseloadProblem
	free      int64
	low, high []int64 // the candidates of claimant i are need/k for low < k <= high
}

// perPost is the caseload need/posts.
type perPost struct {
	need, posts int64
}

// run gives the best worst caseload, or the zero value when nobody has need.
func (s *caseloadSearch) run() (perPost, error) {
	p := s.problem
	var best perPost
	s.low, s.high = make([]int64, len(p.Claimants)), make([]int64, len(p.Claimants))
	for i, c := range p.Claimants {
		if int64(c.Need) > best.need { // with one post each, the largest need is the worst caseload
			best = perPost{int64(c.Need), 1}
		}
		if c.Need > 0 {
			s.high[i] = s.free / p.Costs[c.Grade]
			if c.Cap != nil {
				s.high[i] = min(s.high[i], *c.Cap)
			}
		}
	}
	if err := s.infeasible(best); err != nil {
		return best, err
	}
	for {
		middle, ok := s.middle()
		if !ok {
			return best, nil
		}
		if s.fits(middle) {
			best = middle
			s.drop(func(i int, need int64) { // values at or above the middle are no better
				below, _ := mulDiv(need, middle.posts, middle.need)
				s.low[i] = max(s.low[i], below)
			})
			continue
		}
		s.drop(func(i int, need int64) { // values at or below it are out of reach
			above, exact := mulDiv(need, middle.posts, middle.need)
			if exact {
				above--
			}
			s.high[i] = min(s.high[i], above)
		})
	}
}

func (s *caseloadSearch) drop(narrow func(i int, need int64)) {
	for i, c := range s.problem.Claimants {
		if s.low[i] < s.high[i] {
			narrow(i, int64(c.Need))
		}
	}
}

// posts gives the fewest posts that hold a claimant to its floor and to the caseload.
func (s *caseloadSearch) posts(i int, worst perPost) int64 {
	c := s.problem.Claimants[i]
	if c.Need == 0 {
		return c.Floor
	}
	posts, exact := mulDiv(int64(c.Need), worst.posts, worst.need)
	if !exact {
		posts++
	}
	return max(posts, c.Floor)
}

// fits tells whether money and caps allow everybody the caseload.
func (s *caseloadSearch) fits(worst perPost) bool {
	var pence int64
	for i, c := range s.problem.Claimants {
		posts := s.posts(i, worst)
		if c.Cap != nil && posts > *c.Cap {
			return false
		}
		if pence = addedPence(pence, posts, s.problem.Costs[c.Grade]); pence > s.free {
			return false
		}
	}
	return true
}

// middle gives a candidate with at least about a quarter of the others on either side: the weighted median of the
// claimants' own middles.
func (s *caseloadSearch) middle() (perPost, bool) {
	type own struct {
		middle perPost
		count  float64
	}
	var all []own
	var sum float64
	for i, c := range s.problem.Claimants {
		if n := s.high[i] - s.low[i]; n > 0 {
			all = append(all, own{perPost{int64(c.Need), s.low[i] + (n+1)/2}, float64(n)})
			sum += float64(n)
		}
	}
	if len(all) == 0 {
		return perPost{}, false
	}
	slices.SortFunc(all, func(a, b own) int {
		return cmp.Or(compareCaseloads(a.middle.need, a.middle.posts, b.middle.need, b.middle.posts), cmp.Compare(a.count, b.count))
	})
	var before float64
	for _, o := range all {
		if before += o.count; before*2 >= sum {
			return o.middle, true
		}
	}
	return all[len(all)-1].middle, true
}

// infeasible names the smallest set of constraints that cannot hold together, if nothing at all is possible.
func (s *caseloadSearch) infeasible(all perPost) error {
	var faults fault.List
	var floors int64
	for i, c := range s.problem.Claimants {
		fewest := c.Floor
		if c.Need > 0 {
			fewest = max(fewest, 1)
		}
		if c.Cap != nil && fewest > *c.Cap {
			refusal := fault.New(fault.Infeasible, "", "%s may have %d posts at most and must have %d", c.Key, *c.Cap, fewest)
			refusal.Path = []string{"claimants", itoa(i), "cap"}
			faults = append(faults, refusal)
		}
		floors = addedPence(floors, c.Floor, s.problem.Costs[c.Grade])
	}
	if len(faults) > 0 {
		return faults
	}
	if floors > s.free {
		return fault.List{fault.New(fault.Infeasible, "budget", "the floors cost %s, and %d pence are free", pence(floors), s.free)}
	}
	if all.need > 0 && !s.fits(all) {
		var cost int64
		var first []string
		for _, c := range s.problem.Claimants {
			posts := c.Floor
			if c.Need > 0 && posts == 0 {
				posts = 1
				first = append(first, c.Key)
			}
			cost = addedPence(cost, posts, s.problem.Costs[c.Grade])
		}
		slices.Sort(first)
		return fault.List{fault.New(fault.Infeasible, "budget",
			"the floors and a first post for each need (%s) cost %s, and %d pence are free", strings.Join(first, ", "), pence(cost), s.free)}
	}
	return nil
}

func pence(n int64) string {
	if n == math.MaxInt64 {
		return "more pence than can be counted"
	}
	return fmt.Sprintf("%d pence", n)
}
