package programme

import (
	"waymark/domain/calendar"
	"waymark/domain/decimal"
)

// Statement is one published figure about a place at a date. Statements that disagree stand side by side.
type Statement struct {
	Meta
	Place      PlaceRef // empty: England
	Measure    string   // what is counted, such as POSTS_FUNDED
	GradeID    string   // of posts; empty when the figure is not about one grade
	Value      decimal.Decimal
	Unit       string // "posts", "offices"
	AsAt       calendar.Date
	Note       string
	SourceID   string
	Restricted bool   // not published: shown to few, and each reading is noted
	Grade      *Grade // nil: not about one grade
	Source     *Source
	Of         Place // nil: England
}

// Measures that the establishment and coverage are compared by. Others are data.
const (
	MeasurePostsFunded    = "POSTS_FUNDED"
	MeasurePostsInPost    = "POSTS_IN_POST"
	MeasureJobcentresOpen = "JOBCENTRES_OPEN"
	MeasureDistricts      = "DISTRICTS"
	UnitPosts             = "posts"
	UnitOffices           = "offices"
	UnitDistricts         = "districts"
)
