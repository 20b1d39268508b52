// Package capacity is how many people a service can take and has, by month, in counts alone; and what of that a forecast of its provider is made from.
package capacity

import (
	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/programme"
)

// Prefix begins the ids of records of capacity.
const Prefix = "cap"

// Most is the largest number of places and of people, and MostWeeks of weeks to wait.
const (
	Most      = 100_000
	MostWeeks = 2_000
)

// Record is how a service stood in a month, or, of a month that is yet to come, how many places it is to have.
type Record struct {
	programme.Meta
	ServiceID  string
	ProviderID string           // of the service
	Month      calendar.Date    // its first day
	Places     int              // how many people it can have in treatment
	InUse      *int             // how many it had at the end of the month; nil when not known, and then Waiting is too
	Waiting    *int             // how many waited at its end
	Wait       *decimal.Decimal // weeks that somebody waited who came in the month; nil when not known
}

// Over tells whether more people are in treatment than there are places.
func (r *Record) Over() bool { return r.InUse != nil && *r.InUse > r.Places }
