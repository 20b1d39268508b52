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

// PostCloseInput is the closing of a post.
type PostCloseInput struct {
	ExpectedVersion int           // the version that the caller read and decided by
	On              calendar.Date // the first day on which the post is no longer funded
	Reason          string        // why, 1 to 500 characters
	IdempotencyKey  *string       // optional; a repeated request is answered, not done again
}

func (in PostCloseInput) reason() string { return in.Reason }
