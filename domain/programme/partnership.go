package programme

import (
	"waymark/domain/calendar"
	"waymark/domain/decimal"
)

// Partnership is a drug partnership, which commissions treatment for an area that need not fit any district.
type Partnership struct {
	Meta
	place
	Code  string
	Valid calendar.Period
	links []*Link
}

// Kind tells that it is a partnership.
func (p *Partnership) Kind() Kind { return KindPartnership }

// PlaceCode gives the partnership's code.
func (p *Partnership) PlaceCode() string { return p.Code }

// Period gives the days on which the partnership exists.
func (p *Partnership) Period() calendar.Period { return p.Valid }

// Links gives the links to districts that hold on the day, by district code. Their shares sum to 1 or there are none.
func (p *Partnership) Links(day calendar.Date) []*Link { return at(p.links, day) }

// AllLinks gives every link that the partnership has had, by district code and date.
func (p *Partnership) AllLinks() []*Link { return p.links }

// Link says that a share of a partnership lies in a district during a period.
type Link struct {
	Meta
	PartnershipID string
	DistrictID    string
	Share         decimal.Decimal // above 0, at most 1
	Valid         calendar.Period
	Partnership   *Partnership
	District      *District
}

// Period gives the days on which the link holds.
func (l *Link) Period() calendar.Period { return l.Valid }

// Jobcentre is an office of Jobcentre Plus open to the public.
type Jobcentre struct {
	Meta
	place
	Code       string
	Valid      calendar.Period // from opening to closing
	placements []*Placement
	champions  []*DrugChampion
}

// Kind tells that it is a jobcentre.
func (j *Jobcentre) Kind() Kind { return KindJobcentre }

// PlaceCode gives the office's code.
func (j *Jobcentre) PlaceCode() string { return j.Code }

// Period gives the days on which the office is open.
func (j *Jobcentre) Period() calendar.Period { return j.Valid }

// District gives the district that the office belongs to on a day; nil when the office is not open.
func (j *Jobcentre) District(day calendar.Date) *District {
	if p, ok := one(j.placements, day); ok {
		return p.District
	}
	return nil
}

// AllPlacements gives the districts that the office has belonged to, the oldest first.
func (j *Jobcentre) AllPlacements() []*Placement { return j.placements }

// Champions gives the drug champions in place on a day, the lead first.
func (j *Jobcentre) Champions(day calendar.Date) []*DrugChampion { return at(j.champions, day) }

// AllChampions gives every drug champion that the office has had, the leads first and of each the oldest first.
func (j *Jobcentre) AllChampions() []*DrugChampion { return j.champions }

// Placement says that a jobcentre belongs to a district during a period.
type Placement struct {
	Meta
	JobcentreID string
	DistrictID  string
	Valid       calendar.Period
	Jobcentre   *Jobcentre
	District    *District
}

// Period gives the days of the placement.
func (p *Placement) Period() calendar.Period { return p.Valid }

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

// Source is a document that figures come from.
type Source struct {
	Meta
	Code        string
	Title       string
	Publisher   string
	PublishedOn *calendar.Date
	Address     string // web address or citation
	Licence     string
	statements  []*Statement
}

// Statements gives all that is recorded from the source, the oldest first.
func (s *Source) Statements() []*Statement { return s.statements }

// Statement is one published figure about a place at a date. Statements that disagree stand side by side.
type Statement struct {
	Meta
	Place    PlaceRef // empty: England
	Measure  string   // what is counted, such as POSTS_FUNDED
	GradeID  string   // of posts; empty when the figure is not about one grade
	Value    decimal.Decimal
	Unit     string // "posts", "offices"
	AsAt     calendar.Date
	Note     string
	SourceID string
	Grade    *Grade // nil: not about one grade
	Source   *Source
	Of       Place // nil: England
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
