package apportion

import (
	"cmp"
	"math"
	"slices"

	"waymark/domain/decimal"
)

// service is an allocation laid out for measuring: claimants with need, the worst served first and then by key, so that
// every sum of floats is taken in one order.
type service struct {
	all         []Served // by key, with those without need
	needy       []Served
	need, posts float64 // of the needy
	allPosts    float64
	without     int64 // posts of those without need
}

func newService(claimants []Served) *service {
	s := &service{all: slices.Clone(claimants)}
	slices.SortFunc(s.all, func(a, b Served) int { return cmp.Compare(a.Key, b.Key) })
	for _, c := range s.all {
		s.allPosts += float64(c.Posts)
		if c.Need <= 0 {
			s.without = saturated(s.without, c.Posts)
			continue
		}
		s.needy = append(s.needy, c)
		s.need += float64(c.Need)
		s.posts += float64(c.Posts)
	}
	slices.SortStableFunc(s.needy, func(a, b Served) int { return compareCaseloads(a.Posts, int64(a.Need), b.Posts, int64(b.Need)) })
	return s
}

// saturated adds two numbers that are not negative, up to the largest integer.
func saturated(a, b int64) int64 {
	if b > math.MaxInt64-a {
		return math.MaxInt64
	}
	return a + b
}

// perThousand gives posts per 1,000 need.
func perThousand(posts, need float64) float64 { return float64(posts*(1000*millionths)) / need }

func defined(value float64) Indicator { return Indicator{Value: value, Defined: true} }

func (s *service) indicators() *FairnessIndicators {
	f := &FairnessIndicators{UnneededPosts: s.without, Groups: s.groups()}
	if len(s.needy) == 0 {
		return f
	}
	worst, best := s.needy[0], s.needy[len(s.needy)-1]
	f.MinPerThousand = defined(perThousand(float64(worst.Posts), float64(worst.Need)))
	f.MaxPerThousand = defined(perThousand(float64(best.Posts), float64(best.Need)))
	f.MeanPerThousand = defined(perThousand(s.posts, s.need))
	if s.posts == 0 {
		return f
	}
	f.MinMaxRatio = defined(ratioOfRates(worst.Posts, int64(worst.Need), best.Posts, int64(best.Need)))
	f.Gini = defined(s.gini())
	f.Theil, f.TheilBetween, f.TheilWithin = s.theil()
	f.LoosemoreHanby, f.Gallagher = s.misplaced()
	f.SainteLague = defined(s.sainteLague())
	f.Palma = s.palma()
	return f
}

// ratioOfRates gives (k/v)/(l/w), at most 1 when it should be.
func ratioOfRates(k, v, l, w int64) float64 {
	if compareCaseloads(k, v, l, w) == 0 {
		return 1
	}
	return float64(float64(k)/float64(v)) / float64(float64(l)/float64(w))
}

// gini is 1 less twice the area below the curve of posts over need, the worst served first.
func (s *service) gini() float64 {
	var area, below float64
	for _, c := range s.needy {
		posts := float64(c.Posts) / s.posts
		area += float64(float64(c.Need) / s.need * (below + below + posts))
		below += posts
	}
	if compareCaseloads(s.needy[0].Posts, int64(s.needy[0].Need), s.needy[len(s.needy)-1].Posts, int64(s.needy[len(s.needy)-1].Need)) == 0 {
		return 0
	}
	return max(0, 1-area)
}

// theilTerm is s ln(s/w) of a part with so many posts and so much need in a whole.
func theilTerm(posts, need, allPosts, allNeed float64) float64 {
	if posts == 0 {
		return 0
	}
	return float64(posts / allPosts * ln(float64(posts*allNeed)/float64(need*allPosts)))
}

// theil gives T, and its parts between and within groups.
func (s *service) theil() (total, between, within Indicator) {
	type sums struct{ posts, need, inside float64 }
	groups := map[string]*sums{}
	for _, c := range s.needy {
		total.Value += theilTerm(float64(c.Posts), float64(c.Need), s.posts, s.need)
		g := groups[groupOf(c)]
		if g == nil {
			g = &sums{}
			groups[groupOf(c)] = g
		}
		g.posts += float64(c.Posts)
		g.need += float64(c.Need)
	}
	for _, c := range s.needy {
		if g := groups[groupOf(c)]; g.posts > 0 {
			g.inside += theilTerm(float64(c.Posts), float64(c.Need), g.posts, g.need)
		}
	}
	for _, key := range sortedKeys(groups) {
		g := groups[key]
		between.Value += theilTerm(g.posts, g.need, s.posts, s.need)
		within.Value += float64(g.posts / s.posts * g.inside)
	}
	for _, part := range []*Indicator{&total, &between, &within} {
		part.Value, part.Defined = max(0, part.Value), true // rounding may leave it just below
	}
	return total, between, within
}

// groupOf gives a name to the group of a claimant that no group's key is equal to if it has none.
func groupOf(c Served) string {
	if c.Group == "" {
		return "alone:" + c.Key
	}
	return "group:" + c.Group
}

// misplaced compares the shares of all posts and of all need.
func (s *service) misplaced() (loosemoreHanby, gallagher Indicator) {
	var off, squares float64
	for _, c := range s.all {
		difference := float64(c.Posts)/s.allPosts - float64(max(0, c.Need))/s.need
		off += math.Abs(difference)
		squares += float64(difference * difference)
	}
	return defined(off / 2), defined(math.Sqrt(squares / 2))
}

func (s *service) sainteLague() float64 {
	var sum float64
	for _, c := range s.needy {
		need := float64(c.Need) / s.need
		difference := float64(c.Posts)/s.posts - need
		sum += float64(difference*difference) / need
	}
	return sum
}

// palma shares out a claimant across the boundaries of 10% and 40% of need.
func (s *service) palma() Indicator {
	part := func(of []Served, limit float64) (posts float64) {
		left := float64(s.need * limit)
		for _, c := range of {
			need := float64(c.Need)
			if need >= left {
				return posts + float64(float64(c.Posts)*(left/need))
			}
			left -= need
			posts += float64(c.Posts)
		}
		return posts
	}
	worst := part(s.needy, 0.4)
	reversed := slices.Clone(s.needy)
	slices.Reverse(reversed)
	if best := part(reversed, 0.1); worst > 0 {
		return defined(best / worst)
	}
	return Indicator{}
}

// groups sums up the groups that have a key, by key.
func (s *service) groups() []GroupService {
	sums := map[string]*GroupService{}
	for _, c := range s.all {
		if c.Group == "" {
			continue
		}
		g := sums[c.Group]
		if g == nil {
			g = &GroupService{Key: c.Group}
			sums[c.Group] = g
		}
		g.Need = decimal.Decimal(saturated(int64(g.Need), int64(max(0, c.Need))))
		g.Posts = saturated(g.Posts, c.Posts)
	}
	var groups []GroupService
	for _, key := range sortedKeys(sums) {
		g := sums[key]
		if g.Need > 0 {
			g.PerThousand = defined(perThousand(float64(g.Posts), float64(g.Need)))
		}
		groups = append(groups, *g)
	}
	return groups
}
