package programme

import (
	"waymark/domain/calendar"
)

// District is a Jobcentre Plus district.
type District struct {
	Meta
	place
	Code       string
	RegionID   string
	Valid      calendar.Period
	Region     *Region
	homes      []*Home
	placements []*Placement
	links      []*Link
	sessions   []*TrainingSession
	pathways   []*Pathway
}

// Kind tells that it is a district.
func (d *District) Kind() Kind { return KindDistrict }

// PlaceCode gives the district's code.
func (d *District) PlaceCode() string { return d.Code }

// Period gives the days on which the district exists.
func (d *District) Period() calendar.Period { return d.Valid }

// Links gives the links to partnerships that hold on the day, by partnership code.
func (d *District) Links(day calendar.Date) []*Link { return at(d.links, day) }

// AllLinks gives every link that the district has had.
func (d *District) AllLinks() []*Link { return d.links }

// Homes gives every stay of a post in this district.
func (d *District) Homes() []*Home { return d.homes }

// Placements gives every stay of a jobcentre in this district.
func (d *District) Placements() []*Placement { return d.placements }
