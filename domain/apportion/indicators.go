package apportion

import "waymark/domain/decimal"

// Indicator is one number on how evenly posts follow need. There is never a single score: each of them looks at something
// else, and whole posts and bounds make perfect equality impossible, so the best that can be attained stands beside it.
type Indicator struct {
	Value   float64
	Defined bool // false where the number makes no sense, such as without need or without posts; Value is 0 then
	// Best is the best value under the problem's own posts, bounds, groups and tier. Nil if it was not asked for, or is not defined.
	Best *Attainable
}

// Attainable is the best value of an indicator that was found.
type Attainable struct {
	Value float64
	// By is the method that attains it, with the problem's constraints; of several the first as Methods gives them. Empty if
	// the value comes from a search, or from the allocation itself.
	By Method
	// Proved tells that nothing that the constraints allow is better. It is false where only the methods were compared.
	Proved bool
}

// GroupService is what a group gets. Whoever has no group is a group of its own, under its own key and not listed.
type GroupService struct {
	Key         string
	Need        decimal.Decimal
	Posts       int64
	PerThousand Indicator // posts per 1,000 need; its Best is never told
}

// FairnessIndicators measures an allocation. Need is a unit, so posts per need of a claimant are posts for each unit of it,
// and claimants weigh by their need. Claimants without need are left out, with the posts that bounds gave them, but of
// LoosemoreHanby and Gallagher, where every post counts. No value is ever infinite or not a number.
//
// What the best attainable value is, where the problem is FLAT, no base is set and moves are not limited: of MinPerThousand
// that of LEXIMIN, of MaxPerThousand that of JEFFERSON, of SainteLague that of WEBSTER, of LoosemoreHanby and Gallagher
// that of the largest remainders of the quotas within the bounds, each proved; of MinMaxRatio an exact search over the
// values that posts per need can take, proved unless they are more than a million. Of all others, and of these elsewhere,
// it is the best of all methods under the same constraints and of the allocation itself, and not proved.
type FairnessIndicators struct {
	MinPerThousand, MaxPerThousand Indicator // posts per 1,000 need of the worst and the best served
	MeanPerThousand                Indicator // of all posts and all need; the same for every allocation, so without Best
	Groups                         []GroupService

	MinMaxRatio Indicator // worst over best served: 1 is equality, 0 that somebody has need and no post
	Gini        Indicator // of posts per need, weighted by need: 0 is equality, and it stays below 1
	// Theil's T of posts per need, weighted by need: the sum of s ln(s/w) over the shares of posts s and of need w. Nought is
	// equality. It is the sum of what lies between the groups and of what lies within them.
	Theil, TheilBetween, TheilWithin Indicator
	LoosemoreHanby                   Indicator // the share of posts that lie where the share of need does not ask for them
	Gallagher                        Indicator // the root of half the sum of the squared differences of the shares of posts and need
	SainteLague                      Indicator // the sum of (s-w)^2/w over the shares: what WEBSTER makes least
	Palma                            Indicator // the share of posts of the best-served 10% of need over that of the worst-served 40%; 1/4 is equality
	UnneededPosts                    int64     // that bounds gave to claimants without need
}

// Served is one claimant and what it gets.
type Served struct {
	Key   string
	Need  decimal.Decimal // not negative
	Posts int64           // not negative
	Group string
}

// Fairness measures any allocation, without the best attainable values. The order of the claimants does not matter. Sums of
// needs and posts beyond the integers stop at the largest.
func Fairness(claimants []Served) *FairnessIndicators { return newService(claimants).indicators() }

// Indicators measures the allocation, with the best attainable values.
func (a *Apportionment) Indicators() *FairnessIndicators {
	posts := make([]int64, len(a.Shares))
	for i, share := range a.Shares {
		posts[i] = share.Posts
	}
	own := served(&a.Problem, posts).indicators()
	a.Problem.attain(own)
	return own
}

func served(p *Problem, posts []int64) *service {
	claimants := make([]Served, len(posts))
	for i, c := range p.Claimants {
		claimants[i] = Served{Key: c.Key, Need: c.Need, Posts: posts[i], Group: c.Group}
	}
	return newService(claimants)
}
