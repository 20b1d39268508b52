package apportion

import (
	"cmp"
	"math"
	"slices"

	"waymark/domain/decimal"
)

// Chance is how often something happened in a simulation.
type Chance struct {
	Draws         int             // in which it happened
	Probability   decimal.Decimal // Draws of all, rounded half up to six places
	StandardError decimal.Decimal // the root of p(1-p)/R, likewise; the simulation's own error, not that of the figures
}

func chance(draws int64, of int) Chance {
	p, _ := decimal.Ratio(draws, int64(of)) // in range: at most MaxDraws
	share := float64(draws) / float64(of)
	return Chance{Draws: int(draws), Probability: p, StandardError: sixPlaces(math.Sqrt(float64(share*(1-share)) / float64(of)))}
}

// sixPlaces rounds a number that is not negative, and not very large, half up to six places.
func sixPlaces(x float64) decimal.Decimal {
	return decimal.Decimal(math.Floor(float64(x*millionths) + 0.5))
}

// PostsChance is the chance of one number of posts.
type PostsChance struct {
	Posts int64
	Chance
}

// Outcome is what the draws say of one claimant.
type Outcome struct {
	Key    string
	Need   decimal.Decimal // of the estimates, scaled as NeedTable says
	Posts  int64           // by the estimates alone: the point answer
	Chance []PostsChance   // of every number that occurred, the smallest first; the others did not occur
	Change Chance          // that the number is not the point answer
	// Likely is the smallest set of numbers of posts that together occur in at least 95% of the draws, in order; of equally
	// frequent ones it takes the nearer to the point answer, and then the smaller. InSet is the chance of the set.
	Likely []int64
	InSet  Chance
	Safe   int64 // the most posts that it has, as many or more, in at least 95% of the draws
	Within int64 // the most posts that it has, as many or more, in more than 5% of the draws
}

// AtLeast gives the chance of so many posts or more.
func (o *Outcome) AtLeast(posts int64) Chance {
	var draws, of int64
	for _, c := range o.Chance {
		of += int64(c.Draws)
		if c.Posts >= posts {
			draws += int64(c.Draws)
		}
	}
	return chance(draws, max(1, int(of)))
}

// ContestedPost is a post that some draws give to a claimant and others do not, neither in at least 95% of them: its
// number from 1 up, whether the point answer gives it, and how often the claimant has as many or more.
type ContestedPost struct {
	Key   string
	Post  int64
	Given bool
	Held  Chance
}

// MaxContested is how many contested posts are listed.
const MaxContested = 1_000

// Stability is what a simulation says of an allocation.
type Stability struct {
	Seed      uint64
	Draws     int
	Outcomes  []Outcome // in the order of the problem's claimants
	Unchanged Chance    // that nobody's number changes
	// Changed is the expected number of claimants whose number differs from the point answer, with its standard error;
	// Moved the expected number of posts that go elsewhere. Both are rounded half up to six places.
	Changed, ChangedError, Moved decimal.Decimal
	Safe                         int64           // posts of the point answer that are held in at least 95% of the draws
	Unsafe                       int64           // and its others
	Contested                    []ContestedPost // the most doubtful first, at most MaxContested
	// Independent tells that no error was taken as shared between claimants, which is an assumption to print. None is ever
	// taken as shared between measures.
	Independent bool
}

func (t *tally) stability() *Stability {
	s := &Stability{
		Seed: t.simulation.Seed, Draws: t.simulation.Draws, Unchanged: chance(t.same, t.simulation.Draws),
		Independent: t.simulation.Correlation == Correlation{},
	}
	draws := float64(s.Draws)
	mean := float64(t.changed) / draws
	variance := max(0, float64(t.changedSquares)/draws-float64(mean*mean))
	s.Changed, s.ChangedError = sixPlaces(mean), sixPlaces(math.Sqrt(variance/draws))
	s.Moved = sixPlaces(float64(t.moved) / draws)
	for i := range t.point {
		o := t.outcome(i, s)
		s.Safe += min(o.Safe, o.Posts)
		s.Unsafe += max(0, o.Posts-o.Safe)
		s.Outcomes = append(s.Outcomes, o)
	}
	slices.SortFunc(s.Contested, func(a, b ContestedPost) int {
		return cmp.Or(cmp.Compare(doubt(a, s.Draws), doubt(b, s.Draws)), cmp.Compare(a.Key, b.Key), cmp.Compare(a.Post, b.Post))
	})
	s.Contested = s.Contested[:min(len(s.Contested), MaxContested)]
	return s
}

// doubt is how far from one half the chance of a post is, in half draws.
func doubt(p ContestedPost, draws int) int { return max(2*p.Held.Draws-draws, draws-2*p.Held.Draws) }

// outcome sums up one claimant, and adds its contested posts.
func (t *tally) outcome(i int, s *Stability) Outcome {
	h := &t.counts[i]
	o := Outcome{Key: t.claimants[i].Key, Need: t.needs.Needs[i].Need, Posts: t.point[i]}
	for k, times := range h.near {
		if times > 0 {
			o.Chance = append(o.Chance, PostsChance{h.from + int64(k), chance(int64(times), s.Draws)})
		}
	}
	for posts, times := range h.far {
		o.Chance = append(o.Chance, PostsChance{posts, chance(int64(times), s.Draws)})
	}
	slices.SortFunc(o.Chance, func(a, b PostsChance) int { return cmp.Compare(a.Posts, b.Posts) })
	unchanged := int64(0)
	if at, found := slices.BinarySearchFunc(o.Chance, o.Posts, byPosts); found {
		unchanged = int64(o.Chance[at].Draws)
	}
	o.Change = chance(int64(s.Draws)-unchanged, s.Draws)
	o.likely(s.Draws)
	var held int64 // draws with at least the posts looked at, from the most down
	for n := len(o.Chance) - 1; n >= 0; n-- {
		held += int64(o.Chance[n].Draws)
		if o.Within == 0 && 20*held > int64(s.Draws) {
			o.Within = o.Chance[n].Posts
		}
		if 20*held >= 19*int64(s.Draws) {
			o.Safe = o.Chance[n].Posts
			break
		}
	}
	for post := o.Safe + 1; post <= max(o.Posts, o.Within) && post <= o.Safe+MaxContested; post++ {
		s.Contested = append(s.Contested, ContestedPost{Key: o.Key, Post: post, Given: post <= o.Posts, Held: o.AtLeast(post)})
	}
	return o
}

func byPosts(c PostsChance, posts int64) int { return cmp.Compare(c.Posts, posts) }

// likely fills in the smallest set that holds 95% of the draws.
func (o *Outcome) likely(draws int) {
	distance := func(c PostsChance) int64 { return max(c.Posts-o.Posts, o.Posts-c.Posts) }
	frequent := slices.SortedFunc(slices.Values(o.Chance), func(a, b PostsChance) int {
		return cmp.Or(cmp.Compare(b.Draws, a.Draws), cmp.Compare(distance(a), distance(b)), cmp.Compare(a.Posts, b.Posts))
	})
	var held int64
	for _, c := range frequent {
		o.Likely = append(o.Likely, c.Posts)
		held += int64(c.Draws)
		if 20*held >= 19*int64(draws) {
			break
		}
	}
	slices.Sort(o.Likely)
	o.InSet = chance(held, draws)
}
