package programme

import (
	"waymark/domain/calendar"
)

// Home says that a post is at home in a region or in a district during a period.
type Home struct {
	Meta
	PostID     string
	RegionID   string // one of the two is empty
	DistrictID string
	Valid      calendar.Period
	Post       *Post
	Region     *Region   // nil when at home in a district
	District   *District // nil when at home in a region
}

// Period gives the days of the stay.
func (h *Home) Period() calendar.Period { return h.Valid }

// Place gives the region or the district.
func (h *Home) Place() Place {
	switch {
	case h.Region != nil:
		return h.Region
	case h.District != nil:
		return h.District
	}
	return nil
}
