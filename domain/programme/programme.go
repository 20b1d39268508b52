// Package programme is the planning graph at all dates: places, posts, people and published statements, read whole,
// immutable once built, and answered as of any day without a database.
package programme

import "time"

// Meta is what every record carries.
type Meta struct {
	ID        string    // opaque, prefixed by type: "dis_..."
	Version   int       // starts at 1 and grows by one with each change
	CreatedAt time.Time // when it was recorded, not when it became true
	UpdatedAt time.Time
	Synthetic bool // generated for demonstration; true of no real place, post or person
}

// The prefixes of ids. The type of a record can be told from its id alone.
const (
	RegionPrefix       = "reg"
	DistrictPrefix     = "dis"
	PartnershipPrefix  = "par"
	JobcentrePrefix    = "job"
	NamePrefix         = "nam"
	IdentifierPrefix   = "idn"
	LineagePrefix      = "lin"
	LinkPrefix         = "lnk"
	PlacementPrefix    = "plc"
	GradePrefix        = "gra"
	PostPrefix         = "pos"
	HomePrefix         = "hom"
	CoordinatorPrefix  = "coo"
	HoldingPrefix      = "hol"
	OfferPrefix        = "off"
	CoverPrefix        = "cov"
	DrugChampionPrefix = "chm"
	SourcePrefix       = "src"
	StatementPrefix    = "sta"
	GrantPrefix        = "grt"
	AllocationPrefix   = "alo"
	IndicatorPrefix    = "ind"
	DimensionPrefix    = "dim"
	CategoryPrefix     = "cat"
	FigureBatchPrefix  = "bat"
	TemplatePrefix     = "tpl"
	FamilyPrefix       = "fam"
	FamilyMemberPrefix = "fme"
	ProviderPrefix     = "prv"
	ServicePrefix      = "svc"
	SitePrefix         = "sit"
	ServiceSitePrefix  = "sas"
	ContractPrefix     = "con"
	InterventionPrefix = "itv"
	PausePrefix        = "pau"
	EmploymentPrefix   = "epr"
	CompetencePrefix   = "cmp"
	SessionPrefix      = "trs"
	AttendancePrefix   = "tra"
	PathwayPrefix      = "pwy"
	PathwayFormPrefix  = "pwt"
	ReferralCodePrefix = "rfc"
	OutreachPrefix     = "otr"
)

// Records is the whole content of the graph as rows. New takes ownership of them.
type Records struct {
	Revision      int64 // of the database state that they were read from
	Regions       []*Region
	Districts     []*District
	Partnerships  []*Partnership
	Jobcentres    []*Jobcentre
	Names         []*PlaceName
	Identifiers   []*Identifier
	Lineages      []*Lineage
	Links         []*Link
	Placements    []*Placement
	Grades        []*Grade
	Posts         []*Post
	Homes         []*Home
	Coordinators  []*Coordinator
	Holdings      []*Holding
	Offers        []*Offer
	Covers        []*Cover
	DrugChampions []*DrugChampion
	Sources       []*Source
	Statements    []*Statement
	Grants        []*Grant
	Allocations   []*Allocation
	Indicators    []*Indicator
	Dimensions    []*Dimension
	Categories    []*Category
	FigureBatches []*FigureBatch
	Templates     []*Template
	Families      []*Family
	FamilyMembers []*FamilyMember
	Providers     []*Provider
	Services      []*Service
	Sites         []*Site
	ServiceSites  []*ServiceSite
	Contracts     []*Contract
	Interventions []*Intervention
	Pauses        []*Pause

	EmploymentProgrammes []*EmploymentProgramme
	Competences          []*Competence
	TrainingSessions     []*TrainingSession
	TrainingAttendances  []*TrainingAttendance
	ReferralCodes        []*ReferralCode
	PathwayTemplates     []*PathwayTemplate
	Pathways             []*Pathway
	Outreaches           []*Outreach
}

// Node is any record that can be fetched by its id.
type Node interface {
	Identity() Meta
}

// Identity gives what the record carries of itself.
func (m Meta) Identity() Meta { return m }
