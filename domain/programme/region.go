package programme

import (
	"waymark/domain/calendar"
)

// Region is one of the English government office regions.
type Region struct {
	Meta
	place
	Code      string // GSS code, E12000001 to E12000009
	Valid     calendar.Period
	districts []*District
	homes     []*Home // of posts, regional ones only
}

// Kind tells that it is a region.
func (r *Region) Kind() Kind { return KindRegion }

// PlaceCode gives the GSS code.
func (r *Region) PlaceCode() string { return r.Code }

// Period gives the days on which the region exists.
func (r *Region) Period() calendar.Period { return r.Valid }

// AllDistricts gives the districts that the region has ever had, by code.
func (r *Region) AllDistricts() []*District { return r.districts }

// Districts gives the districts that exist on the day, by code.
func (r *Region) Districts(day calendar.Date) []*District { return at(r.districts, day) }

// Homes gives every stay of a post in the region itself.
func (r *Region) Homes() []*Home { return r.homes }
