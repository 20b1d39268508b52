package figure

import "waymark/domain/calendar"

// Filter says which figures, by what their keys hold, so that all versions of a key pass or none. What is nil is no condition; all others
// must hold.
type Filter struct {
	IDs        []int64        // with the key of one of these figures: all versions of them
	Indicators []string       // by id
	Places     []string       // by id; "" is England
	Breakdown  *Breakdown     // exactly this one
	From, To   *calendar.Date // whose periods begin on the first day or later, and end by the second
}
