package planning

import (
	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/programme"
)

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

func (in PostVacateInput) reason() string { return string(in.Reason) }
