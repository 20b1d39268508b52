package planning

import (
	"waymark/domain/calendar"
	"waymark/domain/decimal"
)

// CapacityRecordInput is how a service stood in a month, or how many places it is to have.
type CapacityRecordInput struct {
	Service         string           // id
	Month           calendar.Date    // a day in the month
	Places          int              // 0 to capacity.Most
	InUse           *int             // 0 to capacity.Most; with Waiting or not at all, and not of a month that is yet to come
	Waiting         *int             // likewise
	WeeksToWait     *decimal.Decimal // 0 to capacity.MostWeeks; not of a month that is yet to come
	ExpectedVersion *int             // the version that the caller read; left out for a month of which nothing has been recorded
	IdempotencyKey  *string          // optional; a repeated request is answered, not done again
}
