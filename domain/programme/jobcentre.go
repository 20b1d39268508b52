package programme

import (
	"waymark/domain/calendar"
)

// Jobcentre is an office of Jobcentre Plus open to the public.
type Jobcentre struct {
	Meta
	place
	Code       string
	Valid      calendar.Period // from opening to closing
	placements []*Placement
	champions  []*DrugChampion
	training   []*TrainingAttendance
	pathways   []*Pathway
	outreach   []*Outreach
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
