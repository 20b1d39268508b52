package openreferral

import (
	"fmt"
	"net/mail"
	"net/url"
	"time"

	"waymark/domain/programme"
)

// service is a service. In lists the second part is left out. What the profile does not have is of HSDS 3.0 itself, or begins with waymark_.
type service struct {
	ID                     string    `json:"id"`
	OrganizationID         string    `json:"organization_id"`
	Name                   string    `json:"name"`
	Description            string    `json:"description,omitempty"`
	URL                    string    `json:"url,omitempty"`
	Email                  string    `json:"email,omitempty"`
	Status                 string    `json:"status"`
	Fees                   string    `json:"fees,omitempty"`
	MinimumAge             *int      `json:"minimum_age,omitempty"`
	MaximumAge             *int      `json:"maximum_age,omitempty"`
	EligibilityDescription string    `json:"eligibility_description,omitempty"`
	ApplicationProcess     string    `json:"application_process"`
	AssuredDate            string    `json:"assured_date,omitempty"`
	Assurer                string    `json:"waymark_assurer,omitempty"`
	Alert                  string    `json:"alert,omitempty"`
	LastModified           time.Time `json:"last_modified"`
	Synthetic              bool      `json:"waymark_synthetic,omitempty"`
	Organization           *provider `json:"organization"`

	Phones      []phone       `json:"phones,omitempty"`
	Schedules   []schedule    `json:"schedules,omitempty"`
	Areas       []serviceArea `json:"service_areas,omitempty"`
	AtLocations []placement   `json:"service_at_locations,omitempty"`
	Languages   []language    `json:"languages,omitempty"`
	Funding     []funding     `json:"funding,omitempty"`
	Attributes  []attribute   `json:"attributes,omitempty"`
}

// provider is an organisation that offers services.
type provider struct {
	ID          string       `json:"id"`
	Name        string       `json:"name"`
	Description string       `json:"description"`
	Email       string       `json:"email,omitempty"`
	Website     string       `json:"website,omitempty"`
	Synthetic   bool         `json:"waymark_synthetic,omitempty"`
	Identifiers []identifier `json:"organization_identifiers,omitempty"`
}

// identifier is by what others know a provider. Scheme is of org-id.guide.
type identifier struct {
	ID             string `json:"id"`
	OrganizationID string `json:"organization_id"`
	Scheme         string `json:"identifier_scheme,omitempty"`
	Type           string `json:"identifier_type"`
	Identifier     string `json:"identifier"`
}

type phone struct {
	ID        string `json:"id"`
	ServiceID string `json:"service_id"`
	Number    string `json:"number"`
	Type      string `json:"type"`
}

type serviceArea struct {
	ID        string `json:"id"`
	ServiceID string `json:"service_id"`
	Name      string `json:"name"`
}

type language struct {
	ID        string `json:"id"`
	ServiceID string `json:"service_id"`
	Code      string `json:"code"`
}

type funding struct {
	ID        string `json:"id"`
	ServiceID string `json:"service_id"`
	Source    string `json:"source"`
}

type attribute struct {
	ID       string `json:"id"`
	LinkID   string `json:"link_id"`
	LinkType string `json:"link_type"`
	TermID   string `json:"taxonomy_term_id"`
	Term     term   `json:"taxonomy_term"`
}

func serviceID(s *programme.Service) string { return idOf(s.ID) }

// listed gives a service as it stands in a list.
func (d *directory) listed(s *programme.Service) service {
	o := providerOf(s.Provider)
	v := service{
		ID: serviceID(s), OrganizationID: o.ID, Name: s.Name, Description: s.Description, Status: d.status(s), Fees: s.Fees, Organization: &o,
		URL: either(s.Website, s.Provider.Website, address), Email: either(s.Email, s.Provider.Email, mailbox), MinimumAge: s.MinimumAge, MaximumAge: s.MaximumAge,
		EligibilityDescription: s.Eligibility, ApplicationProcess: "People are referred.", Assurer: s.Assurer,
		Alert: d.alert(s), LastModified: d.modified(s, d.placed(s)), Synthetic: s.Synthetic,
	}
	if s.SelfReferral {
		v.ApplicationProcess = "People may come of themselves, without being referred."
	}
	if s.AssuredOn != nil {
		v.AssuredDate = s.AssuredOn.String()
	}
	return v
}

// whole gives a service with all that hangs on it.
func (d *directory) whole(s *programme.Service) service {
	v := d.listed(s)
	v.Organization.Identifiers = identifiersOf(s.Provider)
	if number := either(s.Telephone, s.Provider.Telephone, func(number string) string { return number }); number != "" {
		v.Phones = []phone{{idOf(s.ID, "telephone"), v.ID, number, "voice"}}
	}
	for _, x := range d.placed(s) {
		v.Schedules = append(v.Schedules, schedulesOf(x)...)
		v.AtLocations = append(v.AtLocations, d.placement(x, d.locationWhole))
	}
	for _, c := range d.bought(s) {
		name := c.Partnership.Name(d.day)
		v.Areas = append(v.Areas, serviceArea{idOf(c.ID, "area"), v.ID, name})
		v.Funding = append(v.Funding, funding{idOf(c.ID, "funding"), v.ID, "Bought by " + name + ", a drug partnership."})
	}
	for _, code := range s.Languages {
		v.Languages = append(v.Languages, language{idOf(s.ID, "language", code), v.ID, code})
	}
	for _, t := range termsOf(d.taxonomies(), s) {
		v.Attributes = append(v.Attributes, attribute{idOf(s.ID, "term", t.ID), v.ID, t.link, t.ID, t})
	}
	return v
}

// status gives the profile's word for how a service stands on the day.
func (d *directory) status(s *programme.Service) string {
	switch {
	case s.Valid.From.After(d.day):
		return "inactive"
	case !s.Valid.Contains(d.day):
		return "defunct"
	case s.Pause(d.day) != nil:
		return "temporarily closed"
	}
	return "active"
}

// alert tells why a service takes nobody on the day, or "".
func (d *directory) alert(s *programme.Service) string {
	p := s.Pause(d.day)
	if p == nil {
		return ""
	}
	until := "until further notice"
	if p.Valid.To != nil {
		until = "before " + words(*p.Valid.To)
	}
	return fmt.Sprintf("Takes no more people %s: %s", until, p.Reason)
}

// modified gives when what is shown of a service was last changed. At is where it is offered.
func (d *directory) modified(s *programme.Service, at []*programme.ServiceSite) time.Time {
	last := s.UpdatedAt
	changed := func(m programme.Meta) {
		if m.UpdatedAt.After(last) {
			last = m.UpdatedAt
		}
	}
	changed(s.Provider.Meta)
	for _, x := range at {
		changed(x.Meta)
		changed(x.Site.Meta)
	}
	for _, c := range d.bought(s) {
		changed(c.Meta)
	}
	if p := s.Pause(d.day); p != nil {
		changed(p.Meta)
	}
	return last.UTC()
}

func providerOf(p *programme.Provider) provider {
	o := provider{ID: idOf(p.ID), Name: p.Name, Description: p.Description, Email: mailbox(p.Email), Website: address(p.Website), Synthetic: p.Synthetic}
	if o.Description == "" {
		o.Description = descriptions[p.ProviderKind]
	}
	return o
}

// descriptions are for providers that say nothing of themselves: the profile demands one.
var descriptions = map[programme.ProviderKind]string{
	programme.NHSProvider:            "A trust or other body of the NHS.",
	programme.VoluntaryProvider:      "A charity or other voluntary organisation.",
	programme.PrivateProvider:        "A company.",
	programme.LocalAuthorityProvider: "A local authority.",
	programme.OtherProvider:          "An organisation that treats drug or alcohol users, or helps them into work.",
}

func identifiersOf(p *programme.Provider) []identifier {
	var all []identifier
	for _, x := range []struct{ scheme, kind, number string }{
		{"GB-CHC", "Charity number", p.CharityNumber},
		{"GB-COH", "Company number", p.CompanyNumber},
		{"GB-NHS", "NHS organisation code", p.ODSCode},
		{"", "Care Quality Commission id", p.CQCID},
	} {
		if x.number != "" {
			all = append(all, identifier{idOf(p.ID, x.kind), idOf(p.ID), x.scheme, x.kind, x.number})
		}
	}
	return all
}

// either gives the service's own, or else the provider's, as far as it has the form.
func either(own, provider string, form func(string) string) string {
	if x := form(own); x != "" {
		return x
	}
	return form(provider)
}

// address gives a web address if it is one, or "".
func address(text string) string {
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" {
		return ""
	}
	return u.String()
}

// mailbox gives an email address if it is one and nothing more, or "".
func mailbox(text string) string {
	a, err := mail.ParseAddress(text)
	if err != nil || a.Address != text {
		return ""
	}
	return text
}
