package planning

import (
	"waymark/domain/calendar"
	"waymark/domain/viewer"
)

// GrantGiveInput is a role to give to somebody.
type GrantGiveInput struct {
	Subject        string         // who: the subject of their tokens, 1 to 255 characters
	Role           viewer.Role    // the role
	Scope          string         // where: nation, or region:, district:, partnership: or provider: and a code
	From           *calendar.Date // the first day of the grant; the present day when nil
	To             *calendar.Date // the first day on which it no longer holds; nil while no end is known
	Reason         string         // why, 1 to 500 characters
	IdempotencyKey *string        // optional; a repeated request is answered, not done again
}

// GrantRevokeInput says from when and why a grant no longer holds.
type GrantRevokeInput struct {
	ExpectedVersion int            // the version that the caller read and decided by
	On              *calendar.Date // the first day on which it no longer holds; the present day when nil
	Reason          string         // why, 1 to 500 characters
	IdempotencyKey  *string        // optional; a repeated request is answered, not done again
}

func (in GrantGiveInput) reason() string { return in.Reason }

func (in GrantRevokeInput) reason() string { return in.Reason }
