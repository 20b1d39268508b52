package programme

import (
	"slices"

	"waymark/domain/calendar"
)

// ProviderKind is what sort of organisation a provider is.
type ProviderKind string

// The kinds of provider.
const (
	NHSProvider            ProviderKind = "NHS"
	VoluntaryProvider      ProviderKind = "VOLUNTARY"
	PrivateProvider        ProviderKind = "PRIVATE"
	LocalAuthorityProvider ProviderKind = "LOCAL_AUTHORITY"
	OtherProvider          ProviderKind = "OTHER"
)

// ProviderKinds gives all kinds.
func ProviderKinds() []ProviderKind {
	return []ProviderKind{NHSProvider, VoluntaryProvider, PrivateProvider, LocalAuthorityProvider, OtherProvider}
}

// Provider is an organisation that treats drug or alcohol users, or helps them into work.
type Provider struct {
	Meta
	Code          string
	Name          string
	ProviderKind  ProviderKind
	Description   string
	Website       string // of the public, as its telephone and email
	Email         string
	Telephone     string
	CharityNumber string // by which it is told apart from others; empty where it has none
	CompanyNumber string
	ODSCode       string // of the NHS
	CQCID         string // of the Care Quality Commission
	Valid         calendar.Period
	services      []*Service
	sites         []*Site
}

// Period gives the days on which the provider exists.
func (p *Provider) Period() calendar.Period { return p.Valid }

// Services gives the services that it offers on a day, by code.
func (p *Provider) Services(day calendar.Date) []*Service { return at(p.services, day) }

// AllServices gives every service that it has offered, by code.
func (p *Provider) AllServices() []*Service { return p.services }

// Sites gives the sites that it has on a day, by code.
func (p *Provider) Sites(day calendar.Date) []*Site { return at(p.sites, day) }

// AllSites gives every site that it has had, by code.
func (p *Provider) AllSites() []*Site { return p.sites }

// contracts gives every contract for one of its services.
func (p *Provider) contracts() []*Contract {
	var all []*Contract
	for _, s := range p.services {
		all = append(all, s.contracts...)
	}
	return all
}

// Site is a building in which a provider works.
type Site struct {
	Meta
	Code          string
	ProviderID    string
	PartnershipID string // in whose area it lies; empty when not known
	Name          string
	Address       []string // lines without town and postcode
	Town          string
	Postcode      string
	Position      *Position
	Confidential  bool // where it is, and what it is called, is told only to those who work with it
	Valid         calendar.Period
	Provider      *Provider
	Partnership   *Partnership
	services      []*ServiceSite
}

// Position is a point in degrees on WGS 84.
type Position struct{ Latitude, Longitude float64 }

// Period gives the days on which the site is in use.
func (s *Site) Period() calendar.Period { return s.Valid }

// Services gives what is offered there on a day, by code of the service.
func (s *Site) Services(day calendar.Date) []*ServiceSite { return at(s.services, day) }

// AllServices gives all that has been offered there.
func (s *Site) AllServices() []*ServiceSite { return s.services }

// ServiceSite says that a service is offered at a site during a period.
type ServiceSite struct {
	Meta
	ServiceID string
	SiteID    string
	Hours     []Hours
	Valid     calendar.Period
	Service   *Service
	Site      *Site
}

// Hours is when a service is open at a site, on one day of the week. A day may have several.
type Hours struct {
	Weekday string `json:"weekday"` // MO, TU, WE, TH, FR, SA or SU
	Opens   string `json:"opens"`   // 09:00
	Closes  string `json:"closes"`  // 17:30, after Opens
}

// Weekdays gives the days of the week as they are written, Monday first.
func Weekdays() []string { return []string{"MO", "TU", "WE", "TH", "FR", "SA", "SU"} }

// Period gives the days on which the service is offered there.
func (s *ServiceSite) Period() calendar.Period { return s.Valid }

// ProviderOf gives the provider that a record is or belongs to, or nil.
func ProviderOf(n Node) *Provider {
	switch x := n.(type) {
	case *Provider:
		return x
	case *Service:
		return x.Provider
	case *Site:
		return x.Provider
	case *ServiceSite:
		return x.Service.Provider
	case *Pause:
		return x.Service.Provider
	}
	return nil
}

func (l *linker) linkProviders(r Records) {
	for _, s := range r.Sites {
		s.Provider = find[*Provider](l, s.ID, s.ProviderID)
		s.Partnership, _ = l.g.nodes[s.PartnershipID].(*Partnership) // which is left out for who does not see it
		if s.Provider != nil {
			s.Provider.sites = append(s.Provider.sites, s)
		}
		if s.Partnership != nil {
			s.Partnership.sites = append(s.Partnership.sites, s)
		}
	}
	for _, s := range r.Services {
		if s.Provider = find[*Provider](l, s.ID, s.ProviderID); s.Provider != nil {
			s.Provider.services = append(s.Provider.services, s)
		}
	}
	for _, x := range r.ServiceSites {
		x.Service, x.Site = find[*Service](l, x.ID, x.ServiceID), find[*Site](l, x.ID, x.SiteID)
		if x.Service != nil && x.Site != nil {
			x.Service.sites = append(x.Service.sites, x)
			x.Site.services = append(x.Site.services, x)
		}
	}
	for _, c := range r.Contracts {
		c.Service, c.Partnership = find[*Service](l, c.ID, c.ServiceID), find[*Partnership](l, c.ID, c.PartnershipID)
		if c.Service != nil && c.Partnership != nil {
			c.Service.contracts = append(c.Service.contracts, c)
			c.Partnership.contracts = append(c.Partnership.contracts, c)
		}
	}
	for _, p := range r.Pauses {
		if p.Service = find[*Service](l, p.ID, p.ServiceID); p.Service != nil {
			p.Service.pauses = append(p.Service.pauses, p)
		}
	}
	if l.err == nil {
		l.sortProviders(r)
	}
}

func (l *linker) sortProviders(r Records) {
	slices.SortFunc(l.g.providers, func(a, b *Provider) int { return compareText(a.Code, b.Code) })
	slices.SortFunc(l.g.services, func(a, b *Service) int { return compareText(a.Code, b.Code) })
	slices.SortFunc(l.g.sites, func(a, b *Site) int { return compareText(a.Code, b.Code) })
	for _, p := range r.Providers {
		slices.SortFunc(p.services, func(a, b *Service) int { return compareText(a.Code, b.Code) })
		slices.SortFunc(p.sites, func(a, b *Site) int { return compareText(a.Code, b.Code) })
	}
	for _, p := range r.Partnerships {
		slices.SortFunc(p.sites, func(a, b *Site) int { return compareText(a.Code, b.Code) })
		slices.SortFunc(p.contracts, func(a, b *Contract) int {
			if a.Service != b.Service {
				return compareText(a.Service.Code, b.Service.Code)
			}
			return byFrom(a.Valid, b.Valid, a.ID, b.ID)
		})
	}
	for _, s := range r.Sites {
		slices.SortFunc(s.services, func(a, b *ServiceSite) int {
			if a.Service != b.Service {
				return compareText(a.Service.Code, b.Service.Code)
			}
			return byFrom(a.Valid, b.Valid, a.ID, b.ID)
		})
	}
	for _, s := range r.Services {
		slices.SortFunc(s.sites, func(a, b *ServiceSite) int {
			if a.Site != b.Site {
				return compareText(a.Site.Code, b.Site.Code)
			}
			return byFrom(a.Valid, b.Valid, a.ID, b.ID)
		})
		slices.SortFunc(s.contracts, func(a, b *Contract) int {
			if a.Partnership != b.Partnership {
				return compareText(a.Partnership.Code, b.Partnership.Code)
			}
			return byFrom(a.Valid, b.Valid, a.ID, b.ID)
		})
		slices.SortFunc(s.pauses, func(a, b *Pause) int { return byFrom(a.Valid, b.Valid, a.ID, b.ID) })
	}
}

// Providers gives the providers that exist on a day, by code.
func (g *Graph) Providers(day calendar.Date) []*Provider { return at(g.providers, day) }

// AllProviders gives every provider of all dates, by code.
func (g *Graph) AllProviders() []*Provider { return g.providers }

// Provider gives the provider with a code, or nil.
func (g *Graph) Provider(code string) *Provider { return g.providerBy[code] }

// Services gives the services that are offered on a day, by code.
func (g *Graph) Services(day calendar.Date) []*Service { return at(g.services, day) }

// AllServices gives every service of all dates, by code.
func (g *Graph) AllServices() []*Service { return g.services }

// Service gives the service with a code, or nil.
func (g *Graph) Service(code string) *Service { return g.serviceBy[code] }

// Sites gives the sites in use on a day, by code.
func (g *Graph) Sites(day calendar.Date) []*Site { return at(g.sites, day) }

// AllSites gives every site of all dates, by code.
func (g *Graph) AllSites() []*Site { return g.sites }

// Site gives the site with a code, or nil.
func (g *Graph) Site(code string) *Site { return g.siteBy[code] }
