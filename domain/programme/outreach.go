package programme

import (
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
)

// OutreachKind is who comes to whom.
type OutreachKind string

// The kinds of outreach.
const (
	ProviderAtJobcentre OutreachKind = "PROVIDER_AT_JOBCENTRE" // the provider holds sessions in the office
	JobcentreAtProvider OutreachKind = "JOBCENTRE_AT_PROVIDER" // staff of the office hold sessions at a site of the provider
)

// OutreachKinds gives both kinds.
func OutreachKinds() []OutreachKind { return []OutreachKind{ProviderAtJobcentre, JobcentreAtProvider} }

// Risk is what came of the assessment of the risk of sessions away from home.
type Risk string

// The outcomes.
const (
	RiskNotAssessed Risk = "NOT_ASSESSED"
	RiskAccepted    Risk = "ACCEPTED"
	RiskConditional Risk = "ACCEPTED_WITH_CONDITIONS"
	RiskRefused     Risk = "REFUSED"
)

// Risks gives all outcomes.
func Risks() []Risk { return []Risk{RiskNotAssessed, RiskAccepted, RiskConditional, RiskRefused} }

// Outreach is sessions that a provider holds in an office, or an office at a provider.
type Outreach struct {
	Meta
	OutreachKind OutreachKind
	ServiceID    string
	JobcentreID  string
	SiteID       string          // of the provider, where the office holds them; empty when not said
	Sessions     decimal.Decimal // a week
	Restrictions string          // under which they are held, and conditions of the assessment; for those who work with it, as the risk
	Risk         Risk
	AssessedOn   *calendar.Date // nil when it has not been assessed
	Valid        calendar.Period
	Service      *Service
	Jobcentre    *Jobcentre
	Site         *Site
}

// Period gives the days on which sessions are held.
func (o *Outreach) Period() calendar.Period { return o.Valid }

// Outreach gives what is held on a day, by office and service.
func (g *Graph) Outreach(day calendar.Date) []*Outreach { return at(g.outreach, day) }

// Outreach gives what the office holds, or is held in it, on a day, by service.
func (j *Jobcentre) Outreach(day calendar.Date) []*Outreach { return at(j.outreach, day) }

// AllOutreach gives what the office has ever held, or was held in it, by service.
func (j *Jobcentre) AllOutreach() []*Outreach { return j.outreach }

// Outreach gives what is held of and for the service on a day, by office.
func (s *Service) Outreach(day calendar.Date) []*Outreach { return at(s.outreach, day) }

func byOutreach(a, b *Outreach) int {
	switch {
	case a.Jobcentre != b.Jobcentre:
		return compareText(a.Jobcentre.Code, b.Jobcentre.Code)
	case a.Service != b.Service:
		return compareText(a.Service.Code, b.Service.Code)
	}
	return byFrom(a.Valid, b.Valid, a.ID, b.ID)
}

func (l *linker) linkOutreach(r Records) {
	for _, o := range r.Outreaches {
		o.Service, o.Jobcentre = find[*Service](l, o.ID, o.ServiceID), find[*Jobcentre](l, o.ID, o.JobcentreID)
		o.Site, _ = l.g.nodes[o.SiteID].(*Site) // which is left out for who does not see it
		if o.Service != nil && o.Jobcentre != nil {
			o.Service.outreach = append(o.Service.outreach, o)
			o.Jobcentre.outreach = append(o.Jobcentre.outreach, o)
		}
	}
	if l.err != nil {
		return
	}
	slices.SortFunc(r.Outreaches, byOutreach)
	for _, j := range r.Jobcentres {
		slices.SortFunc(j.outreach, byOutreach)
	}
	for _, s := range r.Services {
		slices.SortFunc(s.outreach, byOutreach)
	}
}
