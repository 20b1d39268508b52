package programme

import (
	"waymark/domain/calendar"
)

// DrugChampion is an adviser's role at a jobcentre: the one who knows the ways into treatment.
type DrugChampion struct {
	Meta
	JobcentreID string
	Adviser     string // name or local reference, may be empty; for signed-in staff only
	Lead        bool
	Valid       calendar.Period
	Jobcentre   *Jobcentre
}

// Period gives the days on which the role is held.
func (c *DrugChampion) Period() calendar.Period { return c.Valid }
