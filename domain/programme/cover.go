package programme

import (
	"waymark/domain/calendar"
)

// Cover says that a coordinator looks after a post that is not theirs for a while.
type Cover struct {
	Meta
	PostID        string
	CoordinatorID string
	Valid         calendar.Period
	Reason        string
	Post          *Post
	Coordinator   *Coordinator
}

// Period gives the days of the cover.
func (c *Cover) Period() calendar.Period { return c.Valid }
