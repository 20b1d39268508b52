package view

import (
	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// Site is a building in which a provider works.
type Site struct {
	record
	lens Lens
	s    *programme.Site
}

func (l Lens) site(s *programme.Site) *Site { return &Site{record{&s.Meta}, l, s} }

// SiteConnection is one page of sites.
type SiteConnection = Page[*programme.Site, *Site]

// SiteEdge is one entry of a page of sites.
type SiteEdge = Edge[*Site]

// Code gives the site's code, unique and unchanging.
func (s *Site) Code() string { return s.s.Code }

// Name gives what it is called.
func (s *Site) Name() string { return s.s.Name }

// Provider gives the provider whose it is.
func (s *Site) Provider() *Provider { return s.lens.provider(s.s.Provider) }

// Partnership gives the partnership in whose area it lies, or nil.
func (s *Site) Partnership() *Partnership {
	if s.s.Partnership == nil || !s.lens.rights.Sees(s.s.Partnership) {
		return nil
	}
	return s.lens.partnership(s.s.Partnership)
}

// Address gives lines of the address.
func (s *Site) Address() []string {
	return shown(s.s.Address, func(line string) string { return line })
}

// Town gives the town, or nil.
func (s *Site) Town() *string { return text(s.s.Town) }

// Postcode gives the postcode, or nil.
func (s *Site) Postcode() *string { return text(s.s.Postcode) }

// Latitude gives degrees of latitude, or nil.
func (s *Site) Latitude() *float64 {
	if s.s.Position == nil {
		return nil
	}
	return &s.s.Position.Latitude
}

// Longitude gives degrees of longitude, or nil.
func (s *Site) Longitude() *float64 {
	if s.s.Position == nil {
		return nil
	}
	return &s.s.Position.Longitude
}

// Confidential tells whether it is kept from the public.
func (s *Site) Confidential() bool { return s.s.Confidential }

// ValidFrom gives the first day on which it is in use.
func (s *Site) ValidFrom() calendar.Date { return s.s.Valid.From }

// ValidTo gives the first day on which it no longer is, or nil.
func (s *Site) ValidTo() *calendar.Date { return s.s.Valid.To }
