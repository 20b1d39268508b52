package plan

import (
	"slices"

	"waymark/domain/audit"
	"waymark/domain/signoff"
)

// Published tells whether a change of a plan or of a review is one that everybody may know of: the plan has come to a state in which it is
// published, or the review has been completed.
func Published(e audit.Entry) bool {
	return slices.ContainsFunc(e.Changes, func(c audit.Change) bool {
		after, set := audit.Text(c.After)
		switch {
		case e.Type == "Plan" && c.Field == "state":
			return signoff.State(after).Published()
		case e.Type == "PlanReview" && c.Field == "completed_on":
			return set
		}
		return false
	})
}
