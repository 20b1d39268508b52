package programme

import (
	"fmt"
	"slices"

	"waymark/domain/calendar"
)

// Graph is the planning graph at all dates. It is immutable: any number of readers may share one.
type Graph struct {
	revision      int64
	start         *calendar.Date
	nodes         map[string]Node
	regions       []*Region
	districts     []*District
	partnerships  []*Partnership
	jobcentres    []*Jobcentre
	grades        []*Grade
	posts         []*Post
	coordinators  []*Coordinator
	sources       []*Source
	statements    []*Statement
	grants        []*Grant
	allocations   []*Allocation
	indicators    []*Indicator
	dimensions    []*Dimension
	batches       []*FigureBatch
	templates     []*Template
	families      []*Family
	interventions []*Intervention
	providers     []*Provider
	services      []*Service
	sites         []*Site
	regionBy      map[string]*Region
	districtBy    map[string]*District
	partnerBy     map[string]*Partnership
	jobcentreBy   map[string]*Jobcentre
	gradeBy       map[string]*Grade
	sourceBy      map[string]*Source
	postBy        map[string]*Post
	indicatorBy   map[string]*Indicator
	dimensionBy   map[string]*Dimension
	familyBy      map[string]*Family
	providerBy    map[string]*Provider
	serviceBy     map[string]*Service
	siteBy        map[string]*Site

	employment        []*EmploymentProgramme
	competences       []*Competence
	sessions          []*TrainingSession
	referralCodes     []*ReferralCode
	pathwayTemplates  []*PathwayTemplate
	pathways          []*Pathway
	outreach          []*Outreach
	employmentBy      map[string]*EmploymentProgramme
	competenceBy      map[string]*Competence
	referralCodeBy    map[string]*ReferralCode
	pathwayTemplateBy map[string]*PathwayTemplate
	pathwayBy         map[string]*Pathway

	grantsBy map[string][]*Grant // by subject, the oldest first
}

// New links the records into a graph. It fails when a record points to one that is not there. It does not ask whether what
// the records say makes sense: Violations does.
func New(r Records) (*Graph, error) {
	l := &linker{g: &Graph{
		revision: r.Revision,
		nodes:    make(map[string]Node, len(r.Posts)*8+len(r.Jobcentres)*6),
		regions:  r.Regions, districts: r.Districts, partnerships: r.Partnerships, jobcentres: r.Jobcentres,
		grades: r.Grades, posts: r.Posts, coordinators: r.Coordinators, sources: r.Sources, statements: r.Statements, grants: r.Grants,
		allocations: r.Allocations, indicators: r.Indicators, dimensions: r.Dimensions, batches: r.FigureBatches, templates: r.Templates, families: r.Families,
		interventions: r.Interventions, providers: r.Providers, services: r.Services, sites: r.Sites,
		employment: r.EmploymentProgrammes, competences: r.Competences, sessions: r.TrainingSessions, referralCodes: r.ReferralCodes,
		pathwayTemplates: r.PathwayTemplates, pathways: r.Pathways, outreach: r.Outreaches,
	}}
	g := l.g
	g.regionBy = register(l, r.Regions, func(x *Region) string { return x.Code })
	g.districtBy = register(l, r.Districts, func(x *District) string { return x.Code })
	g.partnerBy = register(l, r.Partnerships, func(x *Partnership) string { return x.Code })
	g.jobcentreBy = register(l, r.Jobcentres, func(x *Jobcentre) string { return x.Code })
	g.gradeBy = register(l, r.Grades, func(x *Grade) string { return x.Code })
	g.postBy = register(l, r.Posts, func(x *Post) string { return x.Code })
	g.sourceBy = register(l, r.Sources, func(x *Source) string { return x.Code })
	register(l, r.Coordinators, nil)
	register(l, r.Statements, nil)
	register(l, r.Grants, nil)
	register(l, r.Allocations, nil)
	g.indicatorBy = register(l, r.Indicators, func(x *Indicator) string { return x.Code })
	g.dimensionBy = register(l, r.Dimensions, func(x *Dimension) string { return x.Code })
	register(l, r.Categories, nil)
	register(l, r.FigureBatches, nil)
	register(l, r.Templates, nil)
	g.familyBy = register(l, r.Families, func(x *Family) string { return x.Code })
	register(l, r.FamilyMembers, nil)
	register(l, r.Names, nil)
	register(l, r.Identifiers, nil)
	register(l, r.Lineages, nil)
	register(l, r.Links, nil)
	register(l, r.Placements, nil)
	register(l, r.Homes, nil)
	register(l, r.Holdings, nil)
	register(l, r.Offers, nil)
	register(l, r.Covers, nil)
	register(l, r.DrugChampions, nil)
	g.providerBy = register(l, r.Providers, func(x *Provider) string { return x.Code })
	g.serviceBy = register(l, r.Services, func(x *Service) string { return x.Code })
	g.siteBy = register(l, r.Sites, func(x *Site) string { return x.Code })
	register(l, r.ServiceSites, nil)
	register(l, r.Contracts, nil)
	register(l, r.Pauses, nil)
	register(l, r.Interventions, func(x *Intervention) string { return x.Code })
	g.employmentBy = register(l, r.EmploymentProgrammes, func(x *EmploymentProgramme) string { return x.Code })
	g.competenceBy = register(l, r.Competences, func(x *Competence) string { return x.Code })
	g.referralCodeBy = register(l, r.ReferralCodes, func(x *ReferralCode) string { return x.Code })
	g.pathwayTemplateBy = register(l, r.PathwayTemplates, func(x *PathwayTemplate) string { return x.Code })
	g.pathwayBy = register(l, r.Pathways, func(x *Pathway) string { return x.Code })
	register(l, r.TrainingSessions, nil)
	register(l, r.TrainingAttendances, nil)
	register(l, r.Outreaches, nil)
	l.link(r)
	for _, p := range r.Posts {
		if g.start == nil || p.Funded.From.Before(*g.start) {
			g.start = &p.Funded.From
		}
	}
	if l.err != nil {
		return nil, fmt.Errorf("link programme: %w", l.err)
	}
	return g, nil
}

// Revision gives the number of the database state that the graph shows.
func (g *Graph) Revision() int64 { return g.revision }

// Start gives the first day of the programme, on which the first post is funded; ok is false when there is no post.
func (g *Graph) Start() (day calendar.Date, ok bool) {
	if g.start == nil {
		return day, false
	}
	return *g.start, true
}

// Node gives the record with an id, or nil.
func (g *Graph) Node(id string) Node { return g.nodes[id] }

// Lookup gives the record with an id if there is one of that type.
func Lookup[T Node](g *Graph, id string) (T, bool) {
	n, ok := g.nodes[id].(T)
	return n, ok
}

// Place gives the region, district, partnership or jobcentre with an id, or nil.
func (g *Graph) Place(id string) Place {
	p, _ := g.nodes[id].(Place)
	return p
}

// Regions gives the regions that exist on a day, by code.
func (g *Graph) Regions(day calendar.Date) []*Region { return at(g.regions, day) }

// Districts gives the districts that exist on a day, by code.
func (g *Graph) Districts(day calendar.Date) []*District { return at(g.districts, day) }

// Partnerships gives the partnerships that exist on a day, by code.
func (g *Graph) Partnerships(day calendar.Date) []*Partnership { return at(g.partnerships, day) }

// Jobcentres gives the offices open on a day, by code.
func (g *Graph) Jobcentres(day calendar.Date) []*Jobcentre { return at(g.jobcentres, day) }

// Posts gives the posts funded on a day, by code.
func (g *Graph) Posts(day calendar.Date) []*Post { return at(g.posts, day) }

// AllPosts gives every post of all dates, by code.
func (g *Graph) AllPosts() []*Post { return g.posts }

// AllDistricts gives every district of all dates, by code.
func (g *Graph) AllDistricts() []*District { return g.districts }

// AllPartnerships gives every partnership of all dates, by code.
func (g *Graph) AllPartnerships() []*Partnership { return g.partnerships }

// AllJobcentres gives every office of all dates, by code.
func (g *Graph) AllJobcentres() []*Jobcentre { return g.jobcentres }

// AllPlaces gives every place of all dates, kind by kind.
func (g *Graph) AllPlaces() []Place {
	all := make([]Place, 0, len(g.regions)+len(g.districts)+len(g.partnerships)+len(g.jobcentres))
	for _, x := range g.regions {
		all = append(all, x)
	}
	for _, x := range g.districts {
		all = append(all, x)
	}
	for _, x := range g.partnerships {
		all = append(all, x)
	}
	for _, x := range g.jobcentres {
		all = append(all, x)
	}
	return all
}

// Grades gives the grades, the most senior first.
func (g *Graph) Grades() []*Grade { return g.grades }

// Coordinators gives everybody who can hold a post, by name.
func (g *Graph) Coordinators() []*Coordinator { return g.coordinators }

// Sources gives the documents, by code.
func (g *Graph) Sources() []*Source { return g.sources }

// Statements gives every published figure, the oldest first.
func (g *Graph) Statements() []*Statement { return g.statements }

// Region gives the region with a code, or nil.
func (g *Graph) Region(code string) *Region { return g.regionBy[code] }

// District gives the district with a code, or nil.
func (g *Graph) District(code string) *District { return g.districtBy[code] }

// Partnership gives the partnership with a code, or nil.
func (g *Graph) Partnership(code string) *Partnership { return g.partnerBy[code] }

// Jobcentre gives the office with a code, or nil.
func (g *Graph) Jobcentre(code string) *Jobcentre { return g.jobcentreBy[code] }

// Grade gives the grade with a code, or nil.
func (g *Graph) Grade(code string) *Grade { return g.gradeBy[code] }

// Post gives the post with a code, or nil.
func (g *Graph) Post(code string) *Post { return g.postBy[code] }

// Source gives the source with a code, or nil.
func (g *Graph) Source(code string) *Source { return g.sourceBy[code] }

// sortAll puts every list into its one order.
func (g *Graph) sortAll() {
	slices.SortFunc(g.regions, func(a, b *Region) int { return compareText(a.Code, b.Code) })
	slices.SortFunc(g.districts, func(a, b *District) int { return compareText(a.Code, b.Code) })
	slices.SortFunc(g.partnerships, func(a, b *Partnership) int { return compareText(a.Code, b.Code) })
	slices.SortFunc(g.jobcentres, func(a, b *Jobcentre) int { return compareText(a.Code, b.Code) })
	slices.SortFunc(g.posts, func(a, b *Post) int { return compareText(a.Code, b.Code) })
	slices.SortFunc(g.sources, func(a, b *Source) int { return compareText(a.Code, b.Code) })
	slices.SortFunc(g.grades, func(a, b *Grade) int {
		if a.Rank != b.Rank {
			return a.Rank - b.Rank
		}
		return compareText(a.Code, b.Code)
	})
	slices.SortFunc(g.coordinators, func(a, b *Coordinator) int {
		if a.Name != b.Name {
			return compareText(a.Name, b.Name)
		}
		return compareText(a.ID, b.ID)
	})
	slices.SortFunc(g.statements, func(a, b *Statement) int {
		if c := a.AsAt.Compare(b.AsAt); c != 0 {
			return c
		}
		return compareText(a.ID, b.ID)
	})
	slices.SortFunc(g.allocations, func(a, b *Allocation) int {
		if a.Name != b.Name {
			return compareText(a.Name, b.Name)
		}
		return compareText(a.ID, b.ID)
	})
	slices.SortFunc(g.grants, func(a, b *Grant) int {
		if a.Subject != b.Subject {
			return compareText(a.Subject, b.Subject)
		}
		return byFrom(a.Valid, b.Valid, a.ID, b.ID)
	})
}
