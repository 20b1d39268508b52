package planning

import (
	"waymark/domain/apportion"
	"waymark/domain/calendar"
	"waymark/domain/decimal"
)

// AllocationCreateInput is a scenario to begin.
type AllocationCreateInput struct {
	Name           string                // 1 to 200 characters
	Purpose        *string               // what it is for, at most 2,000 characters
	Owner          *string               // id of the region whose it is, one that the viewer leads; when nil the national team's if the viewer belongs to it, else that of the one region that they lead
	Terms          *AllocationTermsInput // what it asks for
	IdempotencyKey *string               // optional; a repeated request is answered, not done again
}

// AllocationUpdateInput changes a scenario, which is then a draft without a result. What is left out stays as it is.
type AllocationUpdateInput struct {
	ExpectedVersion int                   // the version that the caller read and decided by
	Name            *string               // 1 to 200 characters
	Purpose         *string               // at most 2,000 characters
	Terms           *AllocationTermsInput // replace those so far as a whole
	IdempotencyKey  *string               // optional; a repeated request is answered, not done again
}

// AllocationTermsInput is what a scenario asks for. Exactly one of Posts and Budget is given.
type AllocationTermsInput struct {
	Grade          string                      // code of the grade
	Region         *string                     // id of the region over whose districts; England when nil
	AsOf           *calendar.Date              // the day of districts and existing posts, and at the latest of figures; the planning date when nil
	Posts          *int                        // to give out in all
	Budget         *AllocationBudgetInput      // money for posts
	Method         apportion.Method            // the rule
	Tier           apportion.Tier              // how regions matter
	HamiltonBounds apportion.HamiltonBounds    // what a quota means for HAMILTON
	TieRule        apportion.TieRule           // who gets contested posts
	LotSeed        *int                        // of SEEDED_LOT
	Need           *AllocationNeedInput        // what need is
	Bounds         []*AllocationBoundInput     // on districts and regions
	Protect        *apportion.Protection       // what existing posts secure
	ProtectReason  *string                     // why; wanted with Protect
	MaxMoves       *int                        // at most so many posts that a district has not got
	MovesReason    *string                     // why; wanted with MaxMoves
	Uncertainty    *AllocationUncertaintyInput // a simulation
}

// AllocationBudgetInput is money for posts, in pence.
type AllocationBudgetInput struct {
	Pence     int64  // what there is
	Cost      *int64 // of one post; the recorded yearly cost of the grade when nil
	Committed int64  // what of it is promised already
}

// AllocationNeedInput says how measures make one need.
type AllocationNeedInput struct {
	Combine       apportion.Combination
	Measures      []*AllocationWeightInput
	ClaimingShare *string // the measure of the claiming share
}

// AllocationWeightInput is what a measure counts for.
type AllocationWeightInput struct {
	Measure string
	Weight  decimal.Decimal
}

// AllocationBoundInput limits one district, one region together, or, without either, every district.
type AllocationBoundInput struct {
	District *string // id
	Region   *string // id
	Floor    *int    // at least so many
	Cap      *int    // at most so many
	Fixed    *int    // exactly so many
	Base     *int    // so many before need is looked at
	Reason   string  // 1 to 500 characters
}

// AllocationUncertaintyInput asks for a simulation.
type AllocationUncertaintyInput struct {
	Draws    int                    // from 1 to 100,000
	Seed     int                    // not negative
	Counts   apportion.Distribution // of counts with an interval
	Share    apportion.Distribution // of the claiming share, when it has an interval
	National decimal.Decimal        // the part of the error that all districts share
	Regional decimal.Decimal        // the part that the districts of a region share
}

// AllocationComputeInput asks for a result from the newest figures.
type AllocationComputeInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

// AllocationShareInput shows a scenario to all staff.
type AllocationShareInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

// AllocationSubmitInput puts a scenario to the national team.
type AllocationSubmitInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

// AllocationReturnInput gives a scenario back.
type AllocationReturnInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	Reason          string  // why, 1 to 2,000 characters
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

func (in AllocationReturnInput) reason() string { return in.Reason }

// AllocationWithdrawInput ends a scenario.
type AllocationWithdrawInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	Reason          *string // why, at most 500 characters
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

func (in AllocationWithdrawInput) reason() string {
	if in.Reason == nil {
		return ""
	}
	return *in.Reason
}

// AllocationAdoptInput makes posts of a scenario.
type AllocationAdoptInput struct {
	ExpectedVersion int                       // the version that the caller read and decided by
	On              calendar.Date             // the first day of new posts, and the first on which surplus ones are no longer funded
	FundingStream   string                    // who pays for the new posts, 1 to 200 characters
	FundedTo        *calendar.Date            // the first day on which the new posts are no longer funded; nil while no end is known
	Closures        []*AllocationClosureInput // which held posts close, and when
	Reason          string                    // why, 1 to 500 characters
	IdempotencyKey  *string                   // optional; a repeated request is answered, not done again
}

func (in AllocationAdoptInput) reason() string { return in.Reason }

// AllocationClosureInput names a post of a district that loses one.
type AllocationClosureInput struct {
	Post            string        // id
	ExpectedVersion int           // the version of the post that the caller read and decided by
	On              calendar.Date // the first day on which it is no longer funded, not before the adoption
}
