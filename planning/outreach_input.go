package planning

import (
	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/programme"
)

// OutreachStartInput is sessions at an office or a provider.
type OutreachStartInput struct {
	Kind            programme.OutreachKind
	Service         string          // id, offered on the first day
	Jobcentre       string          // id, open on the first day
	Site            *string         // id of a site of the provider; for sessions at the provider alone
	SessionsPerWeek decimal.Decimal // more than 0 and at most 100
	Restrictions    *string         // at most 2,000 characters
	RiskAssessment  programme.Risk
	AssessedOn      *calendar.Date // nil: there was no assessment
	From            calendar.Date
	To              *calendar.Date
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

// OutreachUpdateInput says what to change of sessions. What is left out stays as it is.
type OutreachUpdateInput struct {
	ExpectedVersion int // the version that the caller read and decided by
	SessionsPerWeek *decimal.Decimal
	Restrictions    *string
	RiskAssessment  *programme.Risk
	AssessedOn      *calendar.Date
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}

// OutreachEndInput is the end of sessions.
type OutreachEndInput struct {
	ExpectedVersion int           // the version that the caller read and decided by
	On              calendar.Date // the first day on which none are held any more
	IdempotencyKey  *string       // optional; a repeated request is answered, not done again
}
