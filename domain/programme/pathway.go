package programme

import (
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/processmap"
)

// Pathway is how people of an area come from Jobcentres to a service, or from it to Jobcentres.
type Pathway struct {
	Meta
	Code              string
	Name              string
	Direction         Direction
	DistrictID        string // of its area; empty when that is one office
	JobcentreID       string // of its area; empty when that is a district
	ServiceID         string
	TemplateID        string // by which it was made
	Contact           Contact
	ProtocolID        string // of the agreement that is its information-sharing protocol; empty when it is not recorded
	ProtocolReference string // where it is to be found otherwise; empty when nowhere
	Substances        []Substance
	Benefits          []Benefit // empty: any, as of substances
	Eligibility       string
	Languages         []string // codes of ISO 639-1; English goes without saying
	Steps             []processmap.Step
	Valid             calendar.Period
	District          *District
	Jobcentre         *Jobcentre
	Service           *Service
	Template          *PathwayTemplate
}

// Contact is the single point of contact of a pathway. All but the role is for those who work with it.
type Contact struct {
	Role      string // or team
	Name      string
	Telephone string
	Email     string
}

// Period gives the days on which people go it.
func (p *Pathway) Period() calendar.Period { return p.Valid }

// Area gives the district or the office that it is for.
func (p *Pathway) Area() Place {
	if p.Jobcentre != nil {
		return p.Jobcentre
	}
	return p.District
}

// Serves tells whether it is for people who use a substance and claim a benefit.
func (p *Pathway) Serves(s Substance, b Benefit) bool {
	return (len(p.Substances) == 0 || slices.Contains(p.Substances, s)) && (len(p.Benefits) == 0 || slices.Contains(p.Benefits, b))
}

// PathwayTemplate is a process map that pathways begin with.
type PathwayTemplate struct {
	Meta
	Code        string
	Name        string
	Description string
	Direction   Direction
	Steps       []processmap.Step
	SourceID    string
	Source      *Source
}

// ReferralCode is a form, a marker or an opportunity that referrals go by.
type ReferralCode struct {
	Meta
	Code     string
	CodeKind ReferralCodeKind
	Meaning  string
	Rule     string // when it is used
	SourceID string
	Source   *Source
}

// ReferralCodeKind is what sort of code it is.
type ReferralCodeKind string

// The kinds of code.
const (
	FormCode        ReferralCodeKind = "FORM"
	MarkerCode      ReferralCodeKind = "MARKER"
	OpportunityCode ReferralCodeKind = "OPPORTUNITY"
)

// ReferralCodeKinds gives all kinds.
func ReferralCodeKinds() []ReferralCodeKind {
	return []ReferralCodeKind{FormCode, MarkerCode, OpportunityCode}
}

// Pathways gives those that people go on a day, by code.
func (g *Graph) Pathways(day calendar.Date) []*Pathway { return at(g.pathways, day) }

// AllPathways gives every pathway of all dates, by code.
func (g *Graph) AllPathways() []*Pathway { return g.pathways }

// Pathway gives the one with a code, or nil.
func (g *Graph) Pathway(code string) *Pathway { return g.pathwayBy[code] }

// PathwayTemplates gives what pathways begin with, by code.
func (g *Graph) PathwayTemplates() []*PathwayTemplate { return g.pathwayTemplates }

// PathwayTemplate gives the one with a code, or nil.
func (g *Graph) PathwayTemplate(code string) *PathwayTemplate { return g.pathwayTemplateBy[code] }

// ReferralCodes gives what referrals go by, by code.
func (g *Graph) ReferralCodes() []*ReferralCode { return g.referralCodes }

// ReferralCode gives the one with a code, or nil.
func (g *Graph) ReferralCode(code string) *ReferralCode { return g.referralCodeBy[code] }

// Pathways gives those of the whole district on a day, by code.
func (d *District) Pathways(day calendar.Date) []*Pathway { return at(d.pathways, day) }

// Pathways gives those of the office on a day, its own and those of its district, by code.
func (j *Jobcentre) Pathways(day calendar.Date) []*Pathway {
	all := at(j.pathways, day)
	if d := j.District(day); d != nil {
		all = append(all, d.Pathways(day)...)
		slices.SortFunc(all, byPathway)
	}
	return all
}

// AllPathways gives those of the whole district of all dates, by code.
func (d *District) AllPathways() []*Pathway { return d.pathways }

// AllOwnPathways gives those of the office alone of all dates, by code.
func (j *Jobcentre) AllOwnPathways() []*Pathway { return j.pathways }

// Pathways gives those to and from the service on a day, by code.
func (s *Service) Pathways(day calendar.Date) []*Pathway { return at(s.pathways, day) }

func byPathway(a, b *Pathway) int { return compareText(a.Code, b.Code) }

func (l *linker) linkPathways(r Records) {
	for _, x := range r.ReferralCodes {
		x.Source = find[*Source](l, x.ID, x.SourceID)
	}
	for _, x := range r.PathwayTemplates {
		x.Source = find[*Source](l, x.ID, x.SourceID)
	}
	for _, p := range r.Pathways {
		p.Service, p.Template = find[*Service](l, p.ID, p.ServiceID), find[*PathwayTemplate](l, p.ID, p.TemplateID)
		if p.Service != nil {
			p.Service.pathways = append(p.Service.pathways, p)
		}
		if p.JobcentreID != "" {
			if p.Jobcentre = find[*Jobcentre](l, p.ID, p.JobcentreID); p.Jobcentre != nil {
				p.Jobcentre.pathways = append(p.Jobcentre.pathways, p)
			}
		} else if p.District = find[*District](l, p.ID, p.DistrictID); p.District != nil {
			p.District.pathways = append(p.District.pathways, p)
		}
	}
	slices.SortFunc(r.ReferralCodes, func(a, b *ReferralCode) int { return compareText(a.Code, b.Code) })
	slices.SortFunc(r.PathwayTemplates, func(a, b *PathwayTemplate) int { return compareText(a.Code, b.Code) })
	slices.SortFunc(r.Pathways, byPathway)
	for _, d := range r.Districts {
		slices.SortFunc(d.pathways, byPathway)
	}
	for _, j := range r.Jobcentres {
		slices.SortFunc(j.pathways, byPathway)
	}
	for _, s := range r.Services {
		slices.SortFunc(s.pathways, byPathway)
	}
}
