package planning

// PlanCommentAddInput is something to say about a row of a plan.
type PlanCommentAddInput struct {
	Row            string  // id
	Text           string  // 1 to 5,000 characters
	IdempotencyKey *string // optional; a repeated request is answered, not done again
}

// PlanCommentResolveInput says that a comment has been seen to.
type PlanCommentResolveInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

// PlanCommentReopenInput says that a comment has not been seen to after all.
type PlanCommentReopenInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

// SuggestionMakeInput is a change of a row that somebody asks its owner to make: the fields of exactly one kind, that of the row.
type SuggestionMakeInput struct {
	Row            string  // id
	Reason         *string // why, at most 500 characters
	Part           *PlanPartFields
	Line           *LineFields
	Priority       *PriorityFields
	Objective      *ObjectiveFields
	Action         *ActionFields
	IdempotencyKey *string // optional; a repeated request is answered, not done again
}

// SuggestionAcceptInput makes the change that was suggested.
type SuggestionAcceptInput struct {
	ExpectedVersion int     // of the suggestion, that the caller read and decided by
	RowVersion      int     // of the row
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

// SuggestionDeclineInput says no to a suggestion.
type SuggestionDeclineInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	Answer          string  // why, 1 to 500 characters
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

// SuggestionRetractInput takes one's own suggestion back.
type SuggestionRetractInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}
