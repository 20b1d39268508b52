package planning

import (
	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/plan"
)

// PlanPartFields are what is to be changed of a part. What is left out stays as it is.
type PlanPartFields struct {
	Text   *string          `json:"text,omitempty"` // at most 20,000 characters
	Status *plan.PartStatus `json:"status,omitempty"`
}

// PlanPartUpdateInput changes a part.
type PlanPartUpdateInput struct {
	ExpectedVersion int // the version that the caller read and decided by
	PlanPartFields
	IdempotencyKey *string // optional; a repeated request is answered, not done again
}

// LineFields are what is to be changed of a funding line. What is left out stays as it is.
type LineFields struct {
	Stream    *string `json:"stream,omitempty"`    // code of the template's stream
	Name      *string `json:"name,omitempty"`      // what it is for, 1 to 200 characters
	Planned   *int64  `json:"planned,omitempty"`   // whole pence
	Committed *int64  `json:"committed,omitempty"` // whole pence
	Spent     *int64  `json:"spent,omitempty"`     // whole pence
	Note      *string `json:"note,omitempty"`      // at most 500 characters
}

// FundingLineAddInput is a line of money.
type FundingLineAddInput struct {
	Part           string  // id of a part that lists money
	Stream         string  // code of the template's stream
	Name           string  // what it is for, 1 to 200 characters
	Planned        int64   // whole pence
	Committed      *int64  // whole pence; none when left out
	Spent          *int64  // whole pence; none when left out
	Note           *string // at most 500 characters
	IdempotencyKey *string // optional; a repeated request is answered, not done again
}

// FundingLineUpdateInput changes a funding line.
type FundingLineUpdateInput struct {
	ExpectedVersion int // the version that the caller read and decided by
	LineFields
	IdempotencyKey *string // optional; a repeated request is answered, not done again
}

// PriorityFields are what is to be changed of a priority. What is left out stays as it is.
type PriorityFields struct {
	Statement *string  `json:"statement,omitempty"` // 1 to 2,000 characters
	Findings  []string `json:"findings,omitempty"`  // ids of all findings that it answers, at most 50; nil leaves them
}

// PriorityAddInput is a priority.
type PriorityAddInput struct {
	Part           string   // id of a grid
	Statement      string   // 1 to 2,000 characters
	Findings       []string // ids of the findings that it answers, at most 50
	IdempotencyKey *string  // optional; a repeated request is answered, not done again
}

// PriorityUpdateInput changes a priority.
type PriorityUpdateInput struct {
	ExpectedVersion int // the version that the caller read and decided by
	PriorityFields
	IdempotencyKey *string // optional; a repeated request is answered, not done again
}

// ObjectiveFields are what is to be changed of an objective. What is left out stays as it is.
type ObjectiveFields struct {
	Statement *string           `json:"statement,omitempty"` // 1 to 2,000 characters
	Findings  []string          `json:"findings,omitempty"`  // ids of all findings that it serves, at most 50; nil leaves them
	Funding   []*AllotmentInput `json:"funding,omitempty"`   // all that it is given, at most 50; nil leaves it
}

// AllotmentInput is money of a line that an objective is given.
type AllotmentInput struct {
	Line  string `json:"line"`  // id of a line of the plan
	Pence int64  `json:"pence"` // above 0
}

// ObjectiveAddInput is an objective.
type ObjectiveAddInput struct {
	Priority       string            // id
	Statement      string            // 1 to 2,000 characters
	Findings       []string          // ids of the findings that it serves, at most 50
	Funding        []*AllotmentInput // what it is given, at most 50
	IdempotencyKey *string           // optional; a repeated request is answered, not done again
}

// ObjectiveUpdateInput changes an objective.
type ObjectiveUpdateInput struct {
	ExpectedVersion int // the version that the caller read and decided by
	ObjectiveFields
	IdempotencyKey *string // optional; a repeated request is answered, not done again
}

// ByWhenInput is by when something is to be done: exactly one of its fields.
type ByWhenInput struct {
	Day     *calendar.Date `json:"day,omitempty"`
	Quarter *QuarterInput  `json:"quarter,omitempty"`
	Words   *string        `json:"words,omitempty"` // such as "Continuous", 1 to 100 characters
}

// QuarterInput is a quarter of a financial year.
type QuarterInput struct {
	Year    int `json:"year"`    // the calendar year in which the financial year begins
	Quarter int `json:"quarter"` // 1 (April to June) to 4 (January to March)
}

// OwnerInput is by whom something is done, never by name.
type OwnerInput struct {
	Role         *string `json:"role,omitempty"`         // at most 200 characters
	Organisation *string `json:"organisation,omitempty"` // at most 200 characters
	Coordinator  *string `json:"coordinator,omitempty"`  // id
}

// TargetInput is what an action is to bring about.
type TargetInput struct {
	Indicator string          `json:"indicator"` // code
	Value     decimal.Decimal `json:"value"`
	By        *calendar.Date  `json:"by,omitempty"`
}

// ActionFields are what is to be changed of an action. What is left out stays as it is.
type ActionFields struct {
	Text      *string                 `json:"text,omitempty"` // 1 to 2,000 characters
	ByWhen    *ByWhenInput            `json:"byWhen,omitempty"`
	Owner     *OwnerInput             `json:"owner,omitempty"`
	Resources *string                 `json:"resources,omitempty"` // at most 500 characters
	Target    *TargetInput            `json:"target,omitempty"`
	RAG       *plan.RAG               `json:"rag,omitempty"`
	Progress  *plan.Progress          `json:"progress,omitempty"`
	Evidence  []*FigureReferenceInput `json:"evidence,omitempty"` // all figures that show it, at most 50; nil leaves them
}

// PlanActionAddInput is an action.
type PlanActionAddInput struct {
	Objective      string // id
	Text           string // 1 to 2,000 characters
	ByWhen         ByWhenInput
	Owner          *OwnerInput
	Resources      *string // at most 500 characters
	Target         *TargetInput
	Pathway        *bool                   // it is about the way between Jobcentres and treatment, and the district coordinator's as well
	Evidence       []*FigureReferenceInput // at most 50
	IdempotencyKey *string                 // optional; a repeated request is answered, not done again
}

// PlanActionUpdateInput changes an action.
type PlanActionUpdateInput struct {
	ExpectedVersion int // the version that the caller read and decided by
	ActionFields
	IdempotencyKey *string // optional; a repeated request is answered, not done again
}

// PlanRowMoveInput puts a row to another place.
type PlanRowMoveInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	Into            *string // id of what it lies in there; nil: what it lies in now
	After           *string // id of the row beside it that comes before it; nil: it comes first
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

// PlanRowRemoveInput takes a row out.
type PlanRowRemoveInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	Reason          string  // why, 1 to 500 characters
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

func (in PlanRowRemoveInput) reason() string { return in.Reason }

// PlanRowRestoreInput puts a row back that was taken out.
type PlanRowRestoreInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}
