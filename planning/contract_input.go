package planning

import "waymark/domain/calendar"

// ContractRecordInput is a contract to record.
type ContractRecordInput struct {
	Service        string         // id of the service
	Partnership    string         // id of the partnership that buys it
	Reference      *string        // what the two call it, at most 100 characters
	YearlyValue    *int64         // whole pence a year, not negative
	From           calendar.Date  // the first day, in the life of both
	To             *calendar.Date // the first day on which it no longer holds; left out while no end is known
	IdempotencyKey *string        // optional; a repeated request is answered, not done again
}

// ContractEndInput is the end of a contract.
type ContractEndInput struct {
	ExpectedVersion int           // the version that the caller read and decided by
	On              calendar.Date // the first day on which it no longer holds, before any end that it has
	IdempotencyKey  *string       // optional; a repeated request is answered, not done again
}
