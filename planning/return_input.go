package planning

import (
	"waymark/domain/calendar"
	"waymark/domain/programme"
	"waymark/domain/referral"
)

// ReturnSubmitInput is what an office counted in a month.
type ReturnSubmitInput struct {
	Jobcentre       string            // id of the office
	Month           calendar.Date     // a day in the month
	ExpectedVersion *int              // the version that the caller read; left out for a month of which nothing has been handed in
	Rows            []*ReturnRowInput // at most MaxReturnRows; none when nothing was counted
	Note            *string           // at most 2,000 characters
	IdempotencyKey  *string           // optional; a repeated request is answered, not done again
}

// ReturnRowInput is what was counted about one combination. What is left out is 0.
type ReturnRowInput struct {
	Provider  *string // id; left out for what has to do with no provider
	Substance programme.Substance
	Benefit   programme.Benefit
	Direction programme.Direction

	Disclosures, MarkersInTreatment, MarkersNotInTreatment, Referrals, SelfReferrals, DiscussionStartsKnown, TreatmentStartsKnown,
	ExitsPlanned, ExitsUnplanned, JobStarts, Sustained *int
}

// counts gives the numbers in the order of the measures.
func (in *ReturnRowInput) counts() (c referral.Counts) {
	for i, n := range []*int{in.Disclosures, in.MarkersInTreatment, in.MarkersNotInTreatment, in.Referrals, in.SelfReferrals, in.DiscussionStartsKnown,
		in.TreatmentStartsKnown, in.ExitsPlanned, in.ExitsUnplanned, in.JobStarts, in.Sustained} {
		if n != nil {
			c[i] = int64(*n)
		}
	}
	return c
}

// ReturnAnswerInput answers what was noticed in a return.
type ReturnAnswerInput struct {
	ExpectedVersion int                    // the version that the caller read and decided by
	Answers         []*FollowUpAnswerInput // at least one
	IdempotencyKey  *string                // optional; a repeated request is answered, not done again
}

// FollowUpAnswerInput is the word about one thing that was noticed.
type FollowUpAnswerInput struct {
	Number int    // of the follow-up, from 1
	Answer string // 1 to 500 characters
}

// ReturnQueryInput asks back about a return.
type ReturnQueryInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	Reason          string  // what is to be explained or mended, 1 to 500 characters
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

func (in ReturnQueryInput) reason() string { return in.Reason }

// ReturnAcceptInput lets a return count.
type ReturnAcceptInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}
