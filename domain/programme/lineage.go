package programme

import (
	"waymark/domain/calendar"
)

// LineageKind tells how one place came out of another.
type LineageKind string

// The kinds of lineage.
const (
	Renamed    LineageKind = "RENAMED"     // the same place under another name
	MergedInto LineageKind = "MERGED_INTO" // the predecessor closed and the successor took it in
	SplitFrom  LineageKind = "SPLIT_FROM"  // the predecessor closed and the successor took a part of it
)

// Lineage records that on a day one district went over into another. A rename has the same district on both sides.
type Lineage struct {
	Meta
	LineageKind LineageKind
	On          calendar.Date
	FromID      string // district
	ToID        string // district
	From        *District
	To          *District
}
