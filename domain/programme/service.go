package programme

import (
	"waymark/domain/calendar"
)

// ServiceKind is what sort of help a service gives.
type ServiceKind string

// The kinds of service.
const (
	OpenAccess          ServiceKind = "OPEN_ACCESS"          // advice, information and brief help without an appointment
	HarmReduction       ServiceKind = "HARM_REDUCTION"       // needle exchange and what goes with it
	StructuredTreatment ServiceKind = "STRUCTURED_TREATMENT" // in the community, by a care plan
	Prescribing         ServiceKind = "PRESCRIBING"          // specialist or shared with general practice
	InpatientDetox      ServiceKind = "INPATIENT_DETOX"
	Residential         ServiceKind = "RESIDENTIAL"
	RecoverySupport     ServiceKind = "RECOVERY_SUPPORT" // aftercare and peers
	EmploymentSupport   ServiceKind = "EMPLOYMENT_SUPPORT"
)

// ServiceKinds gives all kinds.
func ServiceKinds() []ServiceKind {
	return []ServiceKind{OpenAccess, HarmReduction, StructuredTreatment, Prescribing, InpatientDetox, Residential, RecoverySupport, EmploymentSupport}
}

// Substance is a group of substances for which a service is.
type Substance string

// The groups of substances, as Jobcentres tell opportunities apart.
const (
	HeroinCrack Substance = "HEROIN_CRACK"
	OtherDrugs  Substance = "OTHER_DRUGS"
	Alcohol     Substance = "ALCOHOL"
)

// Substances gives all groups, in the order in which they are listed.
func Substances() []Substance { return []Substance{HeroinCrack, OtherDrugs, Alcohol} }

// Service is one kind of help that a provider offers.
type Service struct {
	Meta
	Code         string
	ProviderID   string
	Name         string
	Description  string
	ServiceKind  ServiceKind
	Tier         int         // of Models of Care, 1 to 4; 0 for none
	Substances   []Substance // empty: any
	Groups       []string    // whom it is for, in a word or two each; empty: everybody
	Eligibility  string
	MinimumAge   *int
	MaximumAge   *int
	Languages    []string // codes of ISO 639-1; English goes without saying
	Fees         string
	SelfReferral bool   // people may come of themselves
	Website      string // of the public, as its telephone and email; empty: the provider's
	Email        string
	Telephone    string
	AssuredOn    *calendar.Date // on which somebody last made sure that this is right; nil: never
	Assurer      string         // the organisation that did
	Valid        calendar.Period
	Provider     *Provider
	sites        []*ServiceSite
	contracts    []*Contract
	pauses       []*Pause
	pathways     []*Pathway
	outreach     []*Outreach
}

// Period gives the days on which the service is offered.
func (s *Service) Period() calendar.Period { return s.Valid }

// Sites gives where it is offered on a day, by code of the site.
func (s *Service) Sites(day calendar.Date) []*ServiceSite { return at(s.sites, day) }

// AllSites gives everywhere that it has been offered.
func (s *Service) AllSites() []*ServiceSite { return s.sites }

// Contracts gives the contracts under which it is bought on a day, by code of the partnership.
func (s *Service) Contracts(day calendar.Date) []*Contract { return at(s.contracts, day) }

// AllContracts gives every contract that there has been for it.
func (s *Service) AllContracts() []*Contract { return s.contracts }

// Pause gives why it takes no more people on a day, or nil when it does.
func (s *Service) Pause(day calendar.Date) *Pause {
	p, _ := one(s.pauses, day)
	return p
}

// AllPauses gives every pause, the oldest first.
func (s *Service) AllPauses() []*Pause { return s.pauses }

// Contract says that a partnership buys a service during a period.
type Contract struct {
	Meta
	ServiceID     string
	PartnershipID string
	Reference     string
	YearlyValue   *int64 // whole pence a year; nil when not said
	Valid         calendar.Period
	Service       *Service
	Partnership   *Partnership
}

// Period gives the days of the contract.
func (c *Contract) Period() calendar.Period { return c.Valid }

// Pause says that a service takes no more people during a period.
type Pause struct {
	Meta
	ServiceID string
	Reason    string
	Valid     calendar.Period
	Service   *Service
}

// Period gives the days on which it takes nobody.
func (p *Pause) Period() calendar.Period { return p.Valid }

// Sites gives the sites that lie in the partnership's area on a day, by code.
func (p *Partnership) Sites(day calendar.Date) []*Site { return at(p.sites, day) }

// Contracts gives the contracts that the partnership has on a day, by code of the service.
func (p *Partnership) Contracts(day calendar.Date) []*Contract { return at(p.contracts, day) }

// AllContracts gives every contract that it has had.
func (p *Partnership) AllContracts() []*Contract { return p.contracts }
