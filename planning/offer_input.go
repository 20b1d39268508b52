package planning

import (
	"waymark/domain/calendar"
)

// PostOfferInput is an accepted offer.
type PostOfferInput struct {
	ExpectedVersion int           // the version that the caller read and decided by
	Coordinator     *string       // id of the coordinator who accepted; left out when not yet on the books
	AcceptedOn      calendar.Date // the day of acceptance
	StartsOn        calendar.Date // the day agreed for the start: not before the acceptance, and within the funding
	IdempotencyKey  *string       // optional; a repeated request is answered, not done again
}

// PostWithdrawOfferInput is the withdrawal of an offer.
type PostWithdrawOfferInput struct {
	ExpectedVersion int           // the version that the caller read and decided by
	On              calendar.Date // the day of the withdrawal; an offer is pending on it
	IdempotencyKey  *string       // optional; a repeated request is answered, not done again
}
