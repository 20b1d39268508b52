package apportion

// Apportionment is the answer: who gets how many posts, and why nobody can object to it on the rules that were asked for.
type Apportionment struct {
	Problem Problem // as it was computed, with what its zero values mean

	Shares    []Share // in the order of the problem's claimants
	Groups    []GroupShare
	Ties      []Tie
	Undecided int64 // posts not given, because they are contested and the rule is REPORT_ONLY

	Certificate Certificate  // with TWO_STAGE that of the first stage, whose claimants are the groups
	Kept        *Certificate // of the posts kept, if the limit of moves decided; Certificate is then that of the new posts
	Multiplier  Multiplier

	race *race
}

// Share is what one claimant gets.
type Share struct {
	Key     string
	Posts   int64
	Quota   Quota
	Binding Binding
}

// GroupShare is what one group gets. Certificate is that of the race inside the group.
type GroupShare struct {
	Key         string
	Posts       int64
	Binding     Binding
	Certificate Certificate
}

// Binding says which bound decides a share: one without which, all else equal, the claimant would have another number; or
// with re-based Hamilton, another quota.
type Binding string

// The bindings.
const (
	BindingNone   Binding = "NONE"   // need alone
	BindingMin    Binding = "MIN"    // its floor or protected posts: need alone would give fewer
	BindingMax    Binding = "MAX"    // its cap: need alone would give more
	BindingFixed  Binding = "FIXED"  // it is ring-fenced
	BindingRegion Binding = "REGION" // the floor or the cap of its group
)

// Tie is a set of claimants with exactly the same right to fewer posts than they are. Each has its share without the
// contested post for certain.
type Tie struct {
	Posts  int64
	Among  []string // in the order in which the rule gives: the first Posts of them got one, unless it is REPORT_ONLY
	Groups bool     // they are groups in the first stage of TWO_STAGE
	ByKey  bool     // even the rule found the last that got one and the first that did not equal; their keys decided
}

// Priority is a claimant's right to one more post, or to the last one that it holds.
type Priority struct {
	Key      string
	Priority *Number // need/d(k), or for Hamilton quota - k; nil for a first post that outranks every later one
}

// Certificate is the proof of an allocation. If no priority held above a floor is lower than any next one below a cap, no
// transfer of a post can improve it by the method's own measure, and it is right. Anybody can check that on paper.
type Certificate struct {
	LowestHeld  *Priority // nil if nobody holds a post above its floor
	HighestNext *Priority // nil if nobody could have more
	Holds       bool      // recomputed from the posts, not taken from the algorithm
}

// Multiplier is the range of numbers of posts per unit of need that give the allocation: each need times any of them, rounded
// by the method and held within the bounds, is the share. For Hamilton, whose quotas have just one, both ends are equal.
type Multiplier struct {
	Low, High *Number // nil where there is no end
}
