package apportion

import "waymark/domain/decimal"

// Tier says how groups of claimants matter.
type Tier string

// The tiers.
const (
	Flat     Tier = "FLAT"      // all claimants share in one race; groups have no bounds
	TwoStage Tier = "TWO_STAGE" // posts go to the groups by the need of their members, then inside each group
	Nested   Tier = "NESTED"    // one race, in which the floors and caps of groups hold as well
)

// Protection says what the posts that a claimant has today secure for it. The three differ.
type Protection string

// The kinds of protection.
const (
	Unprotected    Protection = ""         // nothing
	ProtectAsFloor Protection = "AS_FLOOR" // no fewer than today: existing posts count towards its need
	ProtectAsBase  Protection = "AS_BASE"  // they are kept, and what need gives comes on top of them
	ProtectAsFixed Protection = "AS_FIXED" // exactly as many as today: neither the posts nor the need take part
)

// Claimant is somebody who may get posts, such as a district. Of the bounds that are set, all hold; where they contradict
// each other the problem is infeasible.
type Claimant struct {
	Key      string          // unique; ties end with it, and results are told by it
	Need     decimal.Decimal // not negative; nought gets its floor and nothing more
	Floor    int64           // at least so many posts
	Cap      *int64          // at most so many
	Fixed    *int64          // exactly so many: a ring fence. The rest share what remains, by their need
	Base     int64           // so many before need is looked at; only the posts that remain are apportioned, from nought
	Existing *int64          // posts it has today: for the tie rule, moves and protection
	Protect  Protection      // what Existing secures
	Group    string          // the key of its group, or empty; with TWO_STAGE it then is a group of its own
}

// Group is a set of claimants, such as a region, with bounds on what they get together.
type Group struct {
	Key   string
	Floor int64
	Cap   *int64
}

// Problem is one apportionment to compute. The zero values of Tier, HamiltonBounds and Ties mean FLAT, REBASED and
// LARGER_NEED. When Groups is empty, the groups are those that claimants name.
type Problem struct {
	Method         Method
	Posts          int64 // to be given out in all, bases included
	Claimants      []Claimant
	Groups         []Group
	Tier           Tier
	HamiltonBounds HamiltonBounds
	Ties           TieRule
	LotSeed        uint64 // for SEEDED_LOT
	MaxMoves       *int64 // at most so many posts that a claimant has not got today; needs Existing everywhere, and FLAT
}

// withDefaults fills in what the zero values mean.
func (p Problem) withDefaults() Problem {
	if p.Method == "" {
		p.Method = Webster
	}
	if p.Tier == "" {
		p.Tier = Flat
	}
	if p.HamiltonBounds == "" {
		p.HamiltonBounds = Rebased
	}
	if p.Ties == "" {
		p.Ties = LargerNeed
	}
	return p
}
