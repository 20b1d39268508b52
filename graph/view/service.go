package view

import (
	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// Service is one kind of help that a provider offers.
type Service struct {
	record
	lens Lens
	s    *programme.Service
}

func (l Lens) service(s *programme.Service) *Service { return &Service{record{&s.Meta}, l, s} }

// ServiceConnection is one page of services.
type ServiceConnection = Page[*programme.Service, *Service]

// ServiceEdge is one entry of a page of services.
type ServiceEdge = Edge[*Service]

// ServiceFilter says which services. All conditions must hold; what is left out is no condition.
type ServiceFilter struct {
	Kind                  []programme.ServiceKind
	Substance             []programme.Substance
	Name                  *string
	Provider, Partnership []string
	TakesReferrals        *bool
	StaleSince            *calendar.Date
}

// Services gives a page of the services that are offered on the day.
func (l Lens) Services(asOf *calendar.Date, args Args, filter *ServiceFilter) (*ServiceConnection, error) {
	l = l.on(asOf)
	return l.services(l.g.Services(l.day), args, filter)
}

func (l Lens) services(all []*programme.Service, args Args, filter *ServiceFilter) (*ServiceConnection, error) {
	all = keep(all, func(s *programme.Service) bool { return l.matchService(filter, s) })
	return paginate(all, order[*programme.Service]{name: "service.code", sorted: true, key: func(s *programme.Service) key { return key{text: s.Code} }}, args, l.service)
}

// Service gives the service with a code as of the day, or nil.
func (l Lens) Service(code string, asOf *calendar.Date) *Service {
	if s := l.g.Service(code); s != nil {
		return l.on(asOf).service(s)
	}
	return nil
}

func (l Lens) matchService(f *ServiceFilter, s *programme.Service) bool {
	if f == nil {
		return true
	}
	substance := f.Substance == nil || len(s.Substances) == 0
	for _, x := range s.Substances {
		substance = substance || among(f.Substance, x)
	}
	bought := f.Partnership == nil
	for _, c := range l.contracts(s) {
		bought = bought || among(f.Partnership, c.Partnership.Code)
	}
	return substance && bought && among(f.Kind, s.ServiceKind) && holds(f.Name, s.Name) && among(f.Provider, s.Provider.Code) &&
		is(f.TakesReferrals, func() bool { return l.takes(s) }) && (f.StaleSince == nil || s.AssuredOn == nil || s.AssuredOn.Before(*f.StaleSince))
}

// contracts gives the contracts of a service on the day with partnerships that the viewer sees.
func (l Lens) contracts(s *programme.Service) []*programme.Contract {
	return keep(s.Contracts(l.day), func(c *programme.Contract) bool { return l.rights.Sees(c.Partnership) })
}

// takes tells whether a service takes people on the day.
func (l Lens) takes(s *programme.Service) bool {
	return s.Valid.Contains(l.day) && s.Pause(l.day) == nil
}

// Services gives a page of the services that the partnership buys on the day.
func (p *Partnership) Services(first *int, after *string, last *int, before *string) (*ServiceConnection, error) {
	var all []*programme.Service
	for _, c := range p.p.Contracts(p.lens.day) {
		all = append(all, c.Service)
	}
	return p.lens.services(all, Args{first, after, last, before}, nil)
}

// Code gives the service's code, unique and unchanging.
func (s *Service) Code() string { return s.s.Code }

// Name gives what it is called.
func (s *Service) Name() string { return s.s.Name }

// Provider gives the provider that offers it.
func (s *Service) Provider() *Provider { return s.lens.provider(s.s.Provider) }

// Description tells what it does, or nil.
func (s *Service) Description() *string { return text(s.s.Description) }

// Kind tells what sort of help it is.
func (s *Service) Kind() programme.ServiceKind { return s.s.ServiceKind }

// Tier gives the tier of Models of Care, or nil.
func (s *Service) Tier() *int {
	if s.s.Tier == 0 {
		return nil
	}
	return &s.s.Tier
}

// Substances tells for which substances it is; empty for any.
func (s *Service) Substances() []programme.Substance {
	return shown(s.s.Substances, func(x programme.Substance) programme.Substance { return x })
}

// Groups tells whom it is for; empty for everybody.
func (s *Service) Groups() []string { return shown(s.s.Groups, func(x string) string { return x }) }

// Eligibility tells who may come, or nil.
func (s *Service) Eligibility() *string { return text(s.s.Eligibility) }

// MinimumAge gives the lowest age, or nil.
func (s *Service) MinimumAge() *int { return s.s.MinimumAge }

// MaximumAge gives the highest age, or nil.
func (s *Service) MaximumAge() *int { return s.s.MaximumAge }

// Languages gives languages besides English.
func (s *Service) Languages() []string {
	return shown(s.s.Languages, func(x string) string { return x })
}

// Fees tells what it costs, or nil.
func (s *Service) Fees() *string { return text(s.s.Fees) }

// SelfReferral tells whether people may come of themselves.
func (s *Service) SelfReferral() bool { return s.s.SelfReferral }

// Website gives its address on the web, or nil.
func (s *Service) Website() *string { return text(s.s.Website) }

// Email gives its email address for the public, or nil.
func (s *Service) Email() *string { return text(s.s.Email) }

// Telephone gives its number for the public, or nil.
func (s *Service) Telephone() *string { return text(s.s.Telephone) }

// AssuredOn gives the day on which it was last made sure of, or nil.
func (s *Service) AssuredOn() *calendar.Date { return s.s.AssuredOn }

// Assurer tells which organisation did, or nil.
func (s *Service) Assurer() *string { return text(s.s.Assurer) }

// TakesReferrals tells whether it takes people on the day.
func (s *Service) TakesReferrals() bool { return s.lens.takes(s.s) }

// Pause tells why it takes nobody on the day, or nil.
func (s *Service) Pause() *ServicePause {
	if p := s.s.Pause(s.lens.day); p != nil {
		return s.lens.pause(p)
	}
	return nil
}

// Sites tells where it is offered on the day.
func (s *Service) Sites() []*ServiceAtSite {
	all := keep(s.s.Sites(s.lens.day), func(x *programme.ServiceSite) bool { return s.lens.rights.Sees(x.Site) })
	return shown(all, s.lens.serviceSite)
}

// Contracts tells which partnerships buy it on the day.
func (s *Service) Contracts() []*ServiceContract {
	return shown(s.lens.contracts(s.s), s.lens.contract)
}

// ValidFrom gives the first day on which it is offered.
func (s *Service) ValidFrom() calendar.Date { return s.s.Valid.From }

// ValidTo gives the first day on which it no longer is, or nil.
func (s *Service) ValidTo() *calendar.Date { return s.s.Valid.To }

// ServicePause is a time in which a service takes no more people.
type ServicePause struct {
	record
	lens Lens
	p    *programme.Pause
}

func (l Lens) pause(p *programme.Pause) *ServicePause { return &ServicePause{record{&p.Meta}, l, p} }

// Service gives the service that takes nobody.
func (p *ServicePause) Service() *Service { return p.lens.service(p.p.Service) }

// Reason tells why.
func (p *ServicePause) Reason() string { return p.p.Reason }

// ValidFrom gives the first day.
func (p *ServicePause) ValidFrom() calendar.Date { return p.p.Valid.From }

// ValidTo gives the first day on which people are taken again, or nil.
func (p *ServicePause) ValidTo() *calendar.Date { return p.p.Valid.To }

// ServiceAtSite says that a service is offered at a site.
type ServiceAtSite struct {
	record
	lens Lens
	x    *programme.ServiceSite
}

func (l Lens) serviceSite(x *programme.ServiceSite) *ServiceAtSite {
	return &ServiceAtSite{record{&x.Meta}, l, x}
}

// Site tells where.
func (s *ServiceAtSite) Site() *Site { return s.lens.site(s.x.Site) }

// Hours tells when it is open.
func (s *ServiceAtSite) Hours() []*programme.Hours {
	return shown(s.x.Hours, func(h programme.Hours) *programme.Hours { return &h })
}

// ValidFrom gives the first day.
func (s *ServiceAtSite) ValidFrom() calendar.Date { return s.x.Valid.From }

// ValidTo gives the first day on which it no longer is, or nil.
func (s *ServiceAtSite) ValidTo() *calendar.Date { return s.x.Valid.To }

// ServiceContract says that a partnership buys a service.
type ServiceContract struct {
	record
	lens Lens
	c    *programme.Contract
}

func (l Lens) contract(c *programme.Contract) *ServiceContract {
	return &ServiceContract{record{&c.Meta}, l, c}
}

// Partnership gives the partnership.
func (c *ServiceContract) Partnership() *Partnership { return c.lens.partnership(c.c.Partnership) }

// Reference tells what the two call it, or nil.
func (c *ServiceContract) Reference() *string { return text(c.c.Reference) }

// YearlyValue gives what it costs a year in pence, or nil.
func (c *ServiceContract) YearlyValue() *int64 {
	if !c.lens.rights.WorksOn(c.c.PartnershipID) {
		return nil
	}
	return c.c.YearlyValue
}

// ValidFrom gives the first day.
func (c *ServiceContract) ValidFrom() calendar.Date { return c.c.Valid.From }

// ValidTo gives the first day on which it no longer holds, or nil.
func (c *ServiceContract) ValidTo() *calendar.Date { return c.c.Valid.To }
