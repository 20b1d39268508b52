package planning

import (
	"waymark/domain/assessment"
)

// AssessmentStartInput is an assessment to begin.
type AssessmentStartInput struct {
	Partnership    string  // id
	Year           int     // the calendar year in which its financial year begins
	IdempotencyKey *string // optional; a repeated request is answered, not done again
}

// AssessmentRollForwardInput is an assessment to begin with what the last one has.
type AssessmentRollForwardInput struct {
	Partnership    string  // id
	Year           int     // the calendar year in which its financial year begins
	IdempotencyKey *string // optional; a repeated request is answered, not done again
}

// AssessmentSectionAddInput is a section about a group that the template does not name.
type AssessmentSectionAddInput struct {
	Assessment     string  // id
	Title          string  // who they are, 1 to 200 characters
	IdempotencyKey *string // optional; a repeated request is answered, not done again
}

// AssessmentSectionUpdateInput changes a section. What is left out stays as it is.
type AssessmentSectionUpdateInput struct {
	ExpectedVersion int                     // the version that the caller read and decided by
	Text            *string                 // at most 20,000 characters
	Figures         []*FigureReferenceInput // all that it refers to, at most 50; nil leaves them
	Members         []*ExpertMemberInput    // all who took part, at most 100; nil leaves them
	Status          *assessment.SectionStatus
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

// FigureReferenceInput refers to a figure.
type FigureReferenceInput struct {
	Figure string  `json:"figure"`         // id
	Note   *string `json:"note,omitempty"` // what it is there for, at most 500 characters
}

// ExpertMemberInput is somebody who took part, never by name.
type ExpertMemberInput struct {
	Role         string // 1 to 200 characters
	Organisation string // 1 to 200 characters
}

// AssessmentSubmitInput puts a draft to the chair.
type AssessmentSubmitInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

// AssessmentWithdrawInput takes a submission back.
type AssessmentWithdrawInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

// AssessmentEndorseInput endorses a submission.
type AssessmentEndorseInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

// AssessmentReturnInput gives a submission back.
type AssessmentReturnInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	Reason          string  // what is to be mended, 1 to 500 characters
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

func (in AssessmentReturnInput) reason() string { return in.Reason }

// AssessmentAgreeInput agrees to what was endorsed.
type AssessmentAgreeInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

// AssessmentReviseInput begins another edition.
type AssessmentReviseInput struct {
	ExpectedVersion int     // the version of the agreed edition that the caller read and decided by
	Reason          string  // why, 1 to 500 characters
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

func (in AssessmentReviseInput) reason() string { return in.Reason }

// FindingAddInput is a finding.
type FindingAddInput struct {
	Assessment     string                  // id
	Statement      string                  // 1 to 20,000 characters
	Evidence       []*FigureReferenceInput // at most 50
	Priority       assessment.Priority
	Groups         []string // codes of the groups that it concerns
	IdempotencyKey *string  // optional; a repeated request is answered, not done again
}

// FindingUpdateInput changes a finding. What is left out stays as it is.
type FindingUpdateInput struct {
	ExpectedVersion int                     // the version that the caller read and decided by
	Statement       *string                 // 1 to 20,000 characters
	Evidence        []*FigureReferenceInput // all of it, at most 50; nil leaves it
	Groups          []string                // all of them; nil leaves them
	IdempotencyKey  *string                 // optional; a repeated request is answered, not done again
}

// FindingMoveInput puts a finding somewhere else.
type FindingMoveInput struct {
	ExpectedVersion int // the version that the caller read and decided by
	Priority        assessment.Priority
	After           *string // id of the finding of that priority that comes before it; nil: it comes first
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

// FindingWithdrawInput takes a finding back.
type FindingWithdrawInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	Reason          string  // why, 1 to 500 characters
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

func (in FindingWithdrawInput) reason() string { return in.Reason }

// FindingAnswerInput says how a finding has been answered.
type FindingAnswerInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	Answer          string  // 1 to 2,000 characters
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

// CommentAddInput is something said about a finding.
type CommentAddInput struct {
	Finding        string  // id
	Text           string  // 1 to 5,000 characters
	IdempotencyKey *string // optional; a repeated request is answered, not done again
}

// CommentResolveInput resolves a comment.
type CommentResolveInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

// CommentReopenInput opens a comment again.
type CommentReopenInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}
