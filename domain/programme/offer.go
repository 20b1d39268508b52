package programme

import (
	"waymark/domain/calendar"
)

// Offer is an accepted offer of a post whose holder has yet to start.
type Offer struct {
	Meta
	PostID        string
	CoordinatorID string          // may be empty: not yet on the books
	StartsOn      calendar.Date   // the day agreed for the start
	Valid         calendar.Period // from acceptance until the holder started or the offer was withdrawn
	Withdrawn     bool
	Post          *Post
	Coordinator   *Coordinator // nil when not yet on the books
}

// Period gives the days on which the offer is pending.
func (o *Offer) Period() calendar.Period { return o.Valid }
