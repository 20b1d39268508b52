// Package figure is a number about a place in a period: a count, a proportion, a rate or an estimate with its interval, as it was
// published, revised or withheld.
package figure

import (
	"strconv"
	"strings"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
)

// Figure is one number, as one batch recorded it. It never changes: a revision is another figure with the same key in a later
// batch, and both stay readable.
type Figure struct {
	ID int64 // in the order in which figures were recorded
	Key
	BatchID      string // of the batch that recorded it
	ExternalID   string // what its source calls it; empty when it has no name there
	Value        *decimal.Decimal
	Numerator    *decimal.Decimal
	Denominator  *decimal.Decimal
	Interval95   *Interval // as given with the figure; nil: none was
	Interval998  *Interval // at 99.8%
	Status       Status
	StatusReason string // why it is withheld; empty unless it is
	ReleasedOn   *calendar.Date
	Revision     string // why it supersedes the one before; empty when it does not
	Note         string
	SourceID     string
	Synthetic    bool
	Restricted   bool // not published: shown to few, and each reading is noted
}

// Key is what a figure is about. Of the figures with one key, the one that was recorded last holds.
type Key struct {
	IndicatorID string
	PlaceID     string // of a region, district, partnership or jobcentre; empty: England
	Period      Period
	Breakdown   Breakdown
}

// Interval is within which the true number lies with a stated chance: Lower <= the value <= Upper. It need not lie evenly
// around the value.
type Interval struct{ Lower, Upper decimal.Decimal }

// Status says how far a figure can be relied on, or why there is none.
type Status string

// The statuses. The first four carry a value, the others do not.
const (
	Published     Status = "PUBLISHED"
	Provisional   Status = "PROVISIONAL"
	Revised       Status = "REVISED"
	Estimated     Status = "ESTIMATED"
	Withheld      Status = "WITHHELD" // with the reason
	NotCollected  Status = "NOT_COLLECTED"
	NotApplicable Status = "NOT_APPLICABLE"
)

// Statuses gives all statuses.
func Statuses() []Status {
	return []Status{Published, Provisional, Revised, Estimated, Withheld, NotCollected, NotApplicable}
}

// HasValue tells whether a figure of the status carries a value.
func (s Status) HasValue() bool {
	return s == Published || s == Provisional || s == Revised || s == Estimated
}

const prefix = "fig_"

// FormatID gives the id of a figure as the API shows it.
func FormatID(id int64) string { return prefix + strconv.FormatInt(id, 10) }

// ParseID reads the id of a figure as FormatID writes it; ok is false for anything else.
func ParseID(text string) (id int64, ok bool) {
	digits, ok := strings.CutPrefix(text, prefix)
	if !ok {
		return 0, false
	}
	id, err := strconv.ParseInt(digits, 10, 64)
	return id, err == nil && id > 0 && FormatID(id) == text
}
