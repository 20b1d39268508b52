package planning

import (
	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/programme"
)

// PostCreateInput is a post to create.
type PostCreateInput struct {
	Code           *string         // lower-case letters, digits and hyphens, unique; made from home, grade and a number when left out
	Grade          string          // code of the grade
	Role           programme.Role  // what it is there for. A strategic lead and regional support are at home in a region, a district coordinator in a district
	Home           string          // id of the region or district
	FTE            decimal.Decimal // full-time equivalent, above 0, at most 1
	FundingStream  string          // who pays for it, 1 to 200 characters
	FundedFrom     calendar.Date   // the first day on which it is funded
	FundedTo       *calendar.Date  // the first day on which it is no longer funded; left out while no end is known
	IdempotencyKey *string         // optional; a repeated request is answered, not done again
}

// PostUpdateInput says what to change about a post. What is left out stays as it is.
type PostUpdateInput struct {
	ExpectedVersion int              // the version that the caller read and decided by
	Grade           *string          // code of the grade
	FTE             *decimal.Decimal // full-time equivalent, above 0, at most 1, and no less than is held on any day from then on
	FundingStream   *string          // who pays for it, 1 to 200 characters
	FundedFrom      *calendar.Date   // the first day on which it is funded
	FundedTo        *calendar.Date   // the first day on which it is no longer funded
	IdempotencyKey  *string          // optional; a repeated request is answered, not done again
}

// PostOfferInput is an accepted offer.
type PostOfferInput struct {
	ExpectedVersion int           // the version that the caller read and decided by
	Coordinator     *string       // id of the coordinator who accepted; left out when not yet on the books
	AcceptedOn      calendar.Date // the day of acceptance
	StartsOn        calendar.Date // the day agreed for the start: not before the acceptance, and within the funding
	IdempotencyKey  *string       // optional; a repeated request is answered, not done again
}

// PostWithdrawOfferInput is the withdrawal of an offer.
type PostWithdrawOfferInput struct {
	ExpectedVersion int           // the version that the caller read and decided by
	On              calendar.Date // the day of the withdrawal; an offer is pending on it
	IdempotencyKey  *string       // optional; a repeated request is answered, not done again
}

// PostFillInput says who is to hold a post.
type PostFillInput struct {
	ExpectedVersion int              // the version that the caller read and decided by
	Coordinator     string           // id of the coordinator
	FTE             *decimal.Decimal // full-time equivalent; all that nobody holds from that day on when left out
	From            calendar.Date    // the first day in post, within the funding
	To              *calendar.Date   // the first day no longer in post, if it is known already
	IdempotencyKey  *string          // optional; a repeated request is answered, not done again
}

// PostVacateInput is the end of a holding.
type PostVacateInput struct {
	ExpectedVersion int                     // the version that the caller read and decided by
	Coordinator     *string                 // id of the coordinator who leaves; may be left out when only one holds the post on the day before
	On              calendar.Date           // the first day no longer in post
	Reason          programme.LeavingReason // why
	IdempotencyKey  *string                 // optional; a repeated request is answered, not done again
}

// PostCoverInput says who is to cover a post.
type PostCoverInput struct {
	ExpectedVersion int            // the version that the caller read and decided by
	Coordinator     string         // id of the coordinator, who does not hold the post then
	From            calendar.Date  // the first day of cover, within the funding
	To              *calendar.Date // the first day without it; left out while no end is known
	Reason          *string        // why, at most 500 characters
	IdempotencyKey  *string        // optional; a repeated request is answered, not done again
}

// PostEndCoverInput is the end of cover.
type PostEndCoverInput struct {
	ExpectedVersion int           // the version that the caller read and decided by
	On              calendar.Date // the first day without cover: after the cover's first day and before its end
	IdempotencyKey  *string       // optional; a repeated request is answered, not done again
}

// PostCloseInput is the closing of a post.
type PostCloseInput struct {
	ExpectedVersion int           // the version that the caller read and decided by
	On              calendar.Date // the first day on which the post is no longer funded
	Reason          string        // why, 1 to 500 characters
	IdempotencyKey  *string       // optional; a repeated request is answered, not done again
}
