package planning

import "waymark/domain/plan"

// ReviewPrepareInput is a review to begin.
type ReviewPrepareInput struct {
	Plan           string  // id of the edition in force
	Quarter        int     // 1 (April to June) to 4 (January to March)
	IdempotencyKey *string // optional; a repeated request is answered, not done again
}

// ReviewUpdateInput changes what a review says of the plan as a whole. What is left out stays as it is.
type ReviewUpdateInput struct {
	ExpectedVersion int              // the version that the caller read and decided by
	Narrative       *string          // how the plan stands, at most 20,000 characters
	Decisions       []string         // all that was decided, at most 50 of 1 to 500 characters; nil leaves them
	Attendance      []*AttendeeInput // all who were there, at most 100; nil leaves them
	Spend           []*SpentInput    // what of each line has been spent by the end of the quarter, each line once; nil leaves it
	IdempotencyKey  *string          // optional; a repeated request is answered, not done again
}

// AttendeeInput is who was at a review, never by name.
type AttendeeInput struct {
	Role         string // 1 to 200 characters
	Organisation string // 1 to 200 characters
	Count        int    // how many of them, 1 to 100
}

// SpentInput is what of a funding line has been spent.
type SpentInput struct {
	Line  string // id of a line of the edition in force
	Pence int64  // from 0
}

// ReviewItemUpdateInput changes what a review says of an action. What is left out stays as it is.
type ReviewItemUpdateInput struct {
	ExpectedVersion int // the version that the caller read and decided by
	RAG             *plan.RAG
	Progress        *plan.Progress
	Narrative       *string                 // at most 2,000 characters
	Evidence        []*FigureReferenceInput // all figures that show it, at most 50; nil leaves them
	IdempotencyKey  *string                 // optional; a repeated request is answered, not done again
}

// ReviewCompleteInput completes a review.
type ReviewCompleteInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}
