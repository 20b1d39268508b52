package planning

import "waymark/domain/calendar"

// SiteDetails is what is said of a site beside its name. What is nil is left as it is; an empty text or list takes away what was said.
type SiteDetails struct {
	Partnership  *string        // id of the partnership in whose area it lies; a confidential site has one
	Address      []string       // at most 6 lines of 1 to 200 characters, without town and postcode
	Town         *string        // at most 100 characters
	Postcode     *string        // of the United Kingdom
	Position     *PositionInput // in place of the position there was
	Confidential *bool          // whether it is kept from the public
}

// PositionInput is a point on WGS 84: both degrees, or neither when it is not known.
type PositionInput struct {
	Latitude  *float64 // -90 to 90
	Longitude *float64 // -180 to 180
}

// SiteCreateInput is a site to record.
type SiteCreateInput struct {
	Provider string        // id of the provider, which exists on the day
	Code     string        // letters, digits and hyphens, unique among sites of all times
	Name     string        // the name, 1 to 200 characters
	From     calendar.Date // the first day on which it is in use
	SiteDetails
	IdempotencyKey *string // optional; a repeated request is answered, not done again
}

// SiteUpdateInput is a correction of what is recorded of a site.
type SiteUpdateInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	Name            *string // the name, 1 to 200 characters
	SiteDetails
	IdempotencyKey *string // optional; a repeated request is answered, not done again
}

// SiteCloseInput is the end of a site.
type SiteCloseInput struct {
	ExpectedVersion int           // the version that the caller read and decided by
	On              calendar.Date // the first day on which it is no longer in use
	IdempotencyKey  *string       // optional; a repeated request is answered, not done again
}

// OpeningHoursInput is when a service is open at a site, on one day of the week; a day may have several.
type OpeningHoursInput struct {
	Weekday string // MO, TU, WE, TH, FR, SA or SU
	Opens   string // HH:MM
	Closes  string // HH:MM, after Opens; 24:00 at the latest
}

// ServiceSiteOpenInput says that a service is offered at a site.
type ServiceSiteOpenInput struct {
	Service         string               // id of the service
	ExpectedVersion int                  // the version of the service that the caller read and decided by
	Site            string               // id of a site of the same provider
	Hours           []*OpeningHoursInput // at most 50
	From            calendar.Date        // the first day on which it is offered there, in the life of both
	IdempotencyKey  *string              // optional; a repeated request is answered, not done again
}

// ServiceSiteUpdateInput gives other hours to a service at a site.
type ServiceSiteUpdateInput struct {
	ExpectedVersion int                  // the version that the caller read and decided by
	Hours           []*OpeningHoursInput // at most 50, in place of those there were; left out: as they are
	IdempotencyKey  *string              // optional; a repeated request is answered, not done again
}

// ServiceSiteCloseInput says that a service is no longer offered at a site.
type ServiceSiteCloseInput struct {
	ExpectedVersion int           // the version that the caller read and decided by
	On              calendar.Date // the first day on which it is not
	IdempotencyKey  *string       // optional; a repeated request is answered, not done again
}
