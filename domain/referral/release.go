package referral

import (
	"strings"

	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// ReleasePrefix begins the ids of releases.
const ReleasePrefix = "rel"

// Release is what is made public of the returns of some months, once and for all.
type Release struct {
	programme.Meta
	Title       string
	Months      calendar.Period // from the first day of the first month to the one after the last
	PublishedOn calendar.Date
	Profile     string // key of the rules of disclosure control
	Due         int    // returns that were owed for the months
	Accepted    int    // returns that it is made of
	Used        []Used // which these are
	Loss        Loss
}

// Used is a return that a release is made of, in the edition that held.
type Used struct {
	Return  string `json:"return"`
	Edition int    `json:"edition"`
}

// Provisional tells that not every return that was owed is in it.
func (r *Release) Provisional() bool { return r.Accepted < r.Due }

// Loss is what disclosure control hides, over all tables of a release; the same sum in two tables is one cell.
type Loss struct {
	Cells     int   `json:"cells"`     // that are not empty by structure
	Primary   int   `json:"primary"`   // hidden by the rule
	Secondary int   `json:"secondary"` // hidden so that those cannot be worked out
	Value     int64 `json:"value"`     // the sum of all cells
	Hidden    int64 `json:"hidden"`    // the sum of those that are hidden
}

// Breakdown is a table that every release has.
type Breakdown string

// The tables. Each has its totals, and of places the larger ones that they lie in, up to England.
const (
	ByOffice    Breakdown = "JOBCENTRE_BY_SUBSTANCE"
	ByBenefit   Breakdown = "DISTRICT_BY_SUBSTANCE_AND_BENEFIT"
	ByDirection Breakdown = "DISTRICT_BY_DIRECTION"
	ByMonth     Breakdown = "DISTRICT_BY_MONTH"
	ByProvider  Breakdown = "PROVIDER_BY_SUBSTANCE"
)

// Breakdowns gives all tables, in the order in which they are listed.
func Breakdowns() []Breakdown {
	return []Breakdown{ByOffice, ByBenefit, ByDirection, ByMonth, ByProvider}
}

// Subject is what a row of a table is about; what is empty is all together.
type Subject struct {
	Place     string // id of a jobcentre, district or region; empty: England
	Provider  string // id, or WithoutProvider
	Substance programme.Substance
	Benefit   Benefit
	Direction Direction
	Month     *calendar.Date
}

// Name gives a text that tells it apart from every other subject.
func (s *Subject) Name() string {
	month := ""
	if s.Month != nil {
		month = s.Month.String()
	}
	return strings.Join([]string{s.Place, s.Provider, string(s.Substance), string(s.Benefit), string(s.Direction), month}, "/")
}

// ReleaseRow is a row of a table of a release.
type ReleaseRow struct {
	Breakdown Breakdown
	Number    int // in the table, from 1
	Subject
	Cells       Cells
	Provisional bool    // a return that was owed is not in it
	Exact       *Counts // nil: not read
}
