package view

import (
	"strings"

	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// Provider is an organisation that treats drug or alcohol users, or helps them into work.
type Provider struct {
	record
	lens Lens
	p    *programme.Provider
}

func (l Lens) provider(p *programme.Provider) *Provider { return &Provider{record{&p.Meta}, l, p} }

// ProviderConnection is one page of providers.
type ProviderConnection = Page[*programme.Provider, *Provider]

// ProviderEdge is one entry of a page of providers.
type ProviderEdge = Edge[*Provider]

// ProviderFilter says which providers. All conditions must hold; what is left out is no condition.
type ProviderFilter struct {
	Kind        []programme.ProviderKind
	Name        *string
	Partnership []string
}

// Providers gives a page of the providers that exist on the day.
func (l Lens) Providers(asOf *calendar.Date, args Args, filter *ProviderFilter) (*ProviderConnection, error) {
	l = l.on(asOf)
	all := keep(l.g.Providers(l.day), func(p *programme.Provider) bool { return l.matchProvider(filter, p) })
	return paginate(all, order[*programme.Provider]{name: "provider.code", sorted: true, key: func(p *programme.Provider) key { return key{text: p.Code} }}, args, l.provider)
}

// Provider gives the provider with a code as of the day, or nil.
func (l Lens) Provider(code string, asOf *calendar.Date) *Provider {
	if p := l.g.Provider(code); p != nil {
		return l.on(asOf).provider(p)
	}
	return nil
}

func (l Lens) matchProvider(f *ProviderFilter, p *programme.Provider) bool {
	if f == nil {
		return true
	}
	return among(f.Kind, p.ProviderKind) && holds(f.Name, p.Name) && (f.Partnership == nil || l.worksFor(p, f.Partnership))
}

// holds tells whether a text has another in it, in whatever case.
func holds(part *string, text string) bool {
	return part == nil || strings.Contains(strings.ToLower(text), strings.ToLower(*part))
}

// worksFor tells whether one of the partnerships buys from a provider on the day, or has a site of it in its area that may be known.
func (l Lens) worksFor(p *programme.Provider, partnerships []string) bool {
	for _, s := range p.Services(l.day) {
		for _, c := range s.Contracts(l.day) {
			if among(partnerships, c.Partnership.Code) && l.rights.Sees(c.Partnership) {
				return true
			}
		}
	}
	for _, s := range p.Sites(l.day) {
		if s.Partnership != nil && among(partnerships, s.Partnership.Code) && l.rights.Sees(s) && l.rights.Sees(s.Partnership) {
			return true
		}
	}
	return false
}

// Code gives the provider's code, unique and unchanging.
func (p *Provider) Code() string { return p.p.Code }

// Name gives what it is called.
func (p *Provider) Name() string { return p.p.Name }

// Kind tells what sort of organisation it is.
func (p *Provider) Kind() programme.ProviderKind { return p.p.ProviderKind }

// Description tells what it does, or nil.
func (p *Provider) Description() *string { return text(p.p.Description) }

// Website gives its address on the web, or nil.
func (p *Provider) Website() *string { return text(p.p.Website) }

// Email gives its email address for the public, or nil.
func (p *Provider) Email() *string { return text(p.p.Email) }

// Telephone gives its number for the public, or nil.
func (p *Provider) Telephone() *string { return text(p.p.Telephone) }

// CharityNumber gives its number in the register of charities, or nil.
func (p *Provider) CharityNumber() *string { return text(p.p.CharityNumber) }

// CompanyNumber gives its number in the register of companies, or nil.
func (p *Provider) CompanyNumber() *string { return text(p.p.CompanyNumber) }

// OdsCode gives its code in the NHS, or nil.
func (p *Provider) OdsCode() *string { return text(p.p.ODSCode) }

// CqcID gives its id of the Care Quality Commission, or nil.
func (p *Provider) CqcID() *string { return text(p.p.CQCID) }

// ValidFrom gives the first day on which it exists.
func (p *Provider) ValidFrom() calendar.Date { return p.p.Valid.From }

// ValidTo gives the first day on which it no longer exists, or nil.
func (p *Provider) ValidTo() *calendar.Date { return p.p.Valid.To }

// Services gives a page of the services that it offers on the day.
func (p *Provider) Services(first *int, after *string, last *int, before *string) (*ServiceConnection, error) {
	return p.lens.services(p.p.Services(p.lens.day), Args{first, after, last, before}, nil)
}

// Sites gives a page of the sites that it has on the day.
func (p *Provider) Sites(first *int, after *string, last *int, before *string) (*SiteConnection, error) {
	all := keep(p.p.Sites(p.lens.day), func(s *programme.Site) bool { return p.lens.rights.Sees(s) })
	return paginate(all, order[*programme.Site]{name: "site.code", sorted: true, key: func(s *programme.Site) key { return key{text: s.Code} }},
		Args{first, after, last, before}, p.lens.site)
}
