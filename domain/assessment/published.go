package assessment

import (
	"slices"

	"waymark/domain/audit"
)

// Published tells whether a change of an assessment is one that everybody may know of: it has been agreed, or another edition took
// its place.
func Published(e audit.Entry) bool {
	if e.Type != "Assessment" {
		return false
	}
	return slices.ContainsFunc(e.Changes, func(c audit.Change) bool {
		state, _ := audit.Text(c.After)
		return c.Field == "state" && (state == string(Agreed) || state == string(Superseded))
	})
}
