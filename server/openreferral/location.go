package openreferral

import (
	"strings"

	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// placement says that a service is offered at a location. Name and status are those of the service: the profile's description asks for them by
// itself, where it names the schema of a service for what is offered somewhere.
type placement struct {
	ID         string     `json:"id"`
	ServiceID  string     `json:"service_id"`
	LocationID string     `json:"location_id"`
	Name       string     `json:"name,omitempty"`
	Status     string     `json:"status,omitempty"`
	Location   location   `json:"location"`
	Schedules  []schedule `json:"schedules,omitempty"`
	Service    *service   `json:"service,omitempty"`
}

// location is a site.
type location struct {
	ID        string   `json:"id"`
	Type      string   `json:"location_type"`
	Name      string   `json:"name"`
	Latitude  *float64 `json:"latitude,omitempty"`
	Longitude *float64 `json:"longitude,omitempty"`
	Synthetic bool     `json:"waymark_synthetic,omitempty"`
	Addresses []postal `json:"addresses,omitempty"`
}

// postal is an address. The profile demands all of it, so that a site of which less is known has none.
type postal struct {
	ID         string `json:"id"`
	LocationID string `json:"location_id"`
	Line       string `json:"address_1"`
	City       string `json:"city"`
	Region     string `json:"region,omitempty"`
	State      string `json:"state_province"`
	Postcode   string `json:"postal_code"`
	Country    string `json:"country"`
	Type       string `json:"address_type"`
}

// schedule is when a service is open at a location, on one day of the week, by the clock that hangs there.
type schedule struct {
	ID          string `json:"id"`
	ServiceID   string `json:"service_id"`
	AtID        string `json:"service_at_location_id"`
	ValidFrom   string `json:"valid_from"`
	ValidTo     string `json:"valid_to,omitempty"`
	Frequency   string `json:"freq"`
	Day         string `json:"byday"`
	OpensAt     string `json:"opens_at"`
	ClosesAt    string `json:"closes_at"`
	Description string `json:"description"`
}

func placementID(x *programme.ServiceSite) string { return idOf(x.ID) }

func (d *directory) placement(x *programme.ServiceSite, where func(*programme.Site) location) placement {
	return placement{ID: placementID(x), ServiceID: serviceID(x.Service), LocationID: idOf(x.Site.ID), Location: where(x.Site)}
}

// placementListed gives a service at a location as it stands in a list.
func (d *directory) placementListed(x *programme.ServiceSite) placement {
	v, s := d.placement(x, locationOf), d.listed(x.Service)
	v.Service = &s
	return v
}

// placementWhole gives it with all that hangs on both.
func (d *directory) placementWhole(x *programme.ServiceSite) placement {
	v, s := d.placement(x, d.locationWhole), d.whole(x.Service)
	v.Service, v.Name, v.Status, v.Schedules = &s, s.Name, s.Status, schedulesOf(x)
	return v
}

func locationOf(s *programme.Site) location {
	v := location{ID: idOf(s.ID), Type: "physical", Name: s.Name, Synthetic: s.Synthetic}
	if s.Position != nil {
		v.Latitude, v.Longitude = &s.Position.Latitude, &s.Position.Longitude
	}
	return v
}

func (d *directory) locationWhole(s *programme.Site) location {
	v := locationOf(s)
	if line := strings.Join(s.Address, ", "); line != "" && s.Town != "" && s.Postcode != "" {
		v.Addresses = []postal{{ID: idOf(s.ID, "address"), LocationID: v.ID, Line: line, City: s.Town, Region: d.regionOf(s), State: "England",
			Postcode: s.Postcode, Country: "GB", Type: "physical"}}
	}
	return v
}

// regionOf gives the region of a site, or "" when that of its partnership is not one.
func (d *directory) regionOf(s *programme.Site) string {
	if s.Partnership == nil || !d.rights.Sees(s.Partnership) {
		return ""
	}
	found := ""
	for _, k := range s.Partnership.Links(d.day) {
		name := k.District.Region.Name(d.day)
		if found != "" && found != name {
			return ""
		}
		found = name
	}
	return found
}

func schedulesOf(x *programme.ServiceSite) []schedule {
	var all []schedule
	for _, h := range x.Hours {
		v := schedule{ID: idOf(x.ID, "hours", h.Weekday, h.Opens), ServiceID: serviceID(x.Service), AtID: placementID(x), ValidFrom: x.Valid.From.String(),
			Frequency: "WEEKLY", Day: h.Weekday, OpensAt: h.Opens, ClosesAt: h.Closes, Description: weekdays[h.Weekday] + ", " + h.Opens + " to " + h.Closes}
		if x.Valid.To != nil {
			v.ValidTo = x.Valid.To.AddDays(-1).String() // the profile gives the last day
		}
		all = append(all, v)
	}
	return all
}

var weekdays = map[string]string{
	"MO": "Monday", "TU": "Tuesday", "WE": "Wednesday", "TH": "Thursday", "FR": "Friday", "SA": "Saturday", "SU": "Sunday",
}

// words writes a day as people do: 1 June 2009.
func words(d calendar.Date) string { return d.Time().Format("2 January 2006") }
