package planning

import (
	"waymark/domain/calendar"
)

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

func (in PostCoverInput) reason() string {
	if in.Reason == nil {
		return ""
	}
	return *in.Reason
}
