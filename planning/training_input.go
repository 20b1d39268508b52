package planning

import (
	"waymark/domain/calendar"
	"waymark/domain/decimal"
)

// TrainingRecordInput is a session of training.
type TrainingRecordInput struct {
	District       string          // id of the district
	Title          string          // 1 to 200 characters
	Day            calendar.Date   // on which the district exists
	Competences    []string        // codes, each once
	Trainer        *string         // at most 200 characters
	Hours          decimal.Decimal // more than 0 and at most 100
	IdempotencyKey *string         // optional; a repeated request is answered, not done again
}

// TrainingUpdateInput says what to change of a session. What is left out stays as it is.
type TrainingUpdateInput struct {
	ExpectedVersion int // the version that the caller read and decided by
	Title           *string
	Day             *calendar.Date
	Competences     []string
	Trainer         *string
	Hours           *decimal.Decimal
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

// TrainingWithdrawInput is the end of a session that does not take place.
type TrainingWithdrawInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	Reason          string  // 1 to 500 characters
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

func (in TrainingWithdrawInput) reason() string { return in.Reason }

// AttendanceRecordInput is who took part in a session.
type AttendanceRecordInput struct {
	ExpectedVersion int                      // the version of the session that the caller read and decided by
	Offices         []*OfficeAttendanceInput // at least one, each office once
	IdempotencyKey  *string                  // optional; a repeated request is answered, not done again
}

// OfficeAttendanceInput is how many of an office took part.
type OfficeAttendanceInput struct {
	Jobcentre string // id, open on the day of the session
	Attended  int    // 0 to 100,000
}
