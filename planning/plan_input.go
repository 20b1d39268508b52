package planning

import (
	"waymark/domain/document"
)

// PlanStartInput is a plan to begin.
type PlanStartInput struct {
	Partnership    string        // id
	Kind           document.Kind // one of plan.Kinds
	Year           int           // the calendar year in which its financial year begins
	IdempotencyKey *string       // optional; a repeated request is answered, not done again
}

// PlanRollForwardInput is a plan to begin with what the last one has that is still to be done.
type PlanRollForwardInput struct {
	Partnership    string        // id
	Kind           document.Kind // one of plan.Kinds
	Year           int           // the calendar year in which its financial year begins
	IdempotencyKey *string       // optional; a repeated request is answered, not done again
}

// PlanSubmitInput puts a plan up for signature.
type PlanSubmitInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

// PlanWithdrawInput takes a submission back.
type PlanWithdrawInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

// PlanReturnInput gives a plan, parts, priorities, objectives or actions of it back to be mended.
type PlanReturnInput struct {
	ExpectedVersion int      // the version that the caller read and decided by
	Reason          string   // what is to be mended, 1 to 500 characters
	Rows            []string // ids of what is returned, at most 50; none for the whole plan
	IdempotencyKey  *string  // optional; a repeated request is answered, not done again
}

// PlanSignInput signs a plan.
type PlanSignInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	Signature       string  // code of the office, as the template has it
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

// PlanAgreeInput agrees to a plan.
type PlanAgreeInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

// PlanDeliverInput says that a plan is being carried out.
type PlanDeliverInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

// PlanCloseInput closes a plan.
type PlanCloseInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	Reason          string  // how it ended, 1 to 500 characters
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

// PlanReviseInput begins another edition of a plan in force.
type PlanReviseInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	Reason          string  // why, 1 to 500 characters
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

func (in PlanReturnInput) reason() string { return in.Reason }
func (in PlanCloseInput) reason() string  { return in.Reason }
func (in PlanReviseInput) reason() string { return in.Reason }
