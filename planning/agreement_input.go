package planning

import (
	"waymark/domain/calendar"
	"waymark/domain/document"
)

// AgreementStartInput is an agreement to begin.
type AgreementStartInput struct {
	Kind           document.Kind
	Partnership    string         // id
	District       string         // id
	From           calendar.Date  // its first day
	To             *calendar.Date // the first day after it; nil: not said yet
	IdempotencyKey *string        // optional; a repeated request is answered, not done again
}

// AgreementUpdateInput changes what an agreement says. What is left out stays as it is.
type AgreementUpdateInput struct {
	ExpectedVersion int                    // the version that the caller read and decided by
	Title           *string                // at most 200 characters
	Parties         []*AgreementPartyInput // all of them, at most 50; nil leaves them
	Shared          []*SharedItemInput     // all that may be shared, at most 50; nil leaves it
	ConsentForm     *string                // at most 2,000 characters
	LegalBasis      *string                // at most 20,000 characters
	Terms           *string                // at most 20,000 characters
	From            *calendar.Date         // its first day; of a first edition
	To              *calendar.Date         // the first day after it
	ReviewOn        *calendar.Date         // within its time
	IdempotencyKey  *string                // optional; a repeated request is answered, not done again
}

// AgreementPartyInput is somebody who agrees, never by name.
type AgreementPartyInput struct {
	Role         string // 1 to 200 characters
	Organisation string // 1 to 200 characters
}

// SharedItemInput is something that may be shared.
type SharedItemInput struct {
	Item    string // 1 to 500 characters
	Purpose string // 1 to 2,000 characters
	Consent bool   // only with the client's consent
}

// AgreementSubmitInput puts a draft to those who sign.
type AgreementSubmitInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

// AgreementWithdrawInput takes a submission back.
type AgreementWithdrawInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

// AgreementReturnInput gives a submission back.
type AgreementReturnInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	Reason          string  // what is to be mended, 1 to 500 characters
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

func (in AgreementReturnInput) reason() string { return in.Reason }

// AgreementSignInput signs what was submitted.
type AgreementSignInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	Signature       string  // code of the signature, as the template has it
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

// AgreementAgreeInput agrees to what was signed.
type AgreementAgreeInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

// AgreementReviewInput says what came of a review.
type AgreementReviewInput struct {
	ExpectedVersion int            // the version that the caller read and decided by
	Note            string         // what came of it, 1 to 2,000 characters
	NextOn          *calendar.Date // the day by which it is to be reviewed again; nil: not any more
	IdempotencyKey  *string        // optional; a repeated request is answered, not done again
}

// AgreementReviseInput begins another edition.
type AgreementReviseInput struct {
	ExpectedVersion int     // the version of the agreed edition that the caller read and decided by
	Reason          string  // why, 1 to 500 characters
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

func (in AgreementReviseInput) reason() string { return in.Reason }

// AgreementRenewInput begins an agreement for the next period.
type AgreementRenewInput struct {
	ExpectedVersion int            // the version of the agreement that the caller read and decided by
	From            *calendar.Date // its first day; nil: where the last one ends, or the planning date once that has passed
	To              *calendar.Date // the first day after it; nil: as long as the last one
	IdempotencyKey  *string        // optional; a repeated request is answered, not done again
}

// AgreementCloseInput ends an agreement before its time.
type AgreementCloseInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	Reason          string  // why, 1 to 500 characters
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

func (in AgreementCloseInput) reason() string { return in.Reason }
