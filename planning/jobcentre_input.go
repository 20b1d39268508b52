package planning

import (
	"waymark/domain/calendar"
)

// JobcentreOpenInput is a jobcentre to open.
type JobcentreOpenInput struct {
	Code           string        // letters, digits and hyphens, unique among jobcentres of all times
	Name           string        // the name, 1 to 200 characters
	District       string        // id of the district, which exists on the day
	On             calendar.Date // the first day on which it is open
	IdempotencyKey *string       // optional; a repeated request is answered, not done again
}

// JobcentreCloseInput is the closing of a jobcentre.
type JobcentreCloseInput struct {
	ExpectedVersion int           // the version that the caller read and decided by
	On              calendar.Date // the first day on which it is no longer open
	IdempotencyKey  *string       // optional; a repeated request is answered, not done again
}

// ChampionAppointInput is a drug champion to appoint.
type ChampionAppointInput struct {
	Jobcentre       string         // id of the jobcentre, which is open on all days of the role
	ExpectedVersion int            // the version that the caller read and decided by
	Adviser         *string        // name or local reference of the adviser, at most 200 characters; shown to signed-in staff only
	Lead            bool           // whether this is the lead; an office has at most one lead at a time
	From            calendar.Date  // the first day of the role
	To              *calendar.Date // the first day on which it is no longer held; left out while no end is known
	IdempotencyKey  *string        // optional; a repeated request is answered, not done again
}

// ChampionReleaseInput is the end of a drug champion's role.
type ChampionReleaseInput struct {
	ExpectedVersion int           // the version that the caller read and decided by
	On              calendar.Date // the first day on which the role is no longer held
	IdempotencyKey  *string       // optional; a repeated request is answered, not done again
}
