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
	Interval   *Interval // within which it lies with a chance of 95%; nil when none is stated
	Unit       string    // "posts", "offices"
	AsAt       calendar.Date
	Note       string
	SourceID   string
	Restricted bool   // not published: shown to few, and each reading is noted
	Grade      *Grade // nil: not about one grade
	Source     *Source
	Of         Place // nil: England
}

// Interval is the 95% interval of an estimate: Lower <= the value <= Upper. It need not lie evenly around the value.
type Interval struct{ Lower, Upper decimal.Decimal }

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

// The three measures of need that the posts of 2009 were distributed by.
const (
	MeasureInTreatment    = "PROBLEM_DRUG_USERS_IN_EFFECTIVE_TREATMENT"
	MeasureTreatmentNaive = "TREATMENT_NAIVE_PROBLEM_DRUG_USERS"
	MeasureClaimingShare  = "SHARE_CLAIMING_BENEFITS"
	UnitPeople            = "people"
	UnitShare             = "share"
)
