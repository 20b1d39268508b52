// Package capacity is how many people services can take: what they report by month, when they will be full, and why.
package capacity

import (
	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// Prefix begins the ids.
const Prefix = "cap"

// Report is what a service reports about one month.
type Report struct {
	programme.Meta
	ServiceID   string
	ProviderID  string // of the service, whose report it is
	Month       calendar.Date
	Places      int
	InUse       int      // of these, at the end of the month; more than Places when more are taken than there is room for
	Waiting     int      // people, at the end of the month
	WeeksToWait *float64 // for who comes new; nil when not said
}
