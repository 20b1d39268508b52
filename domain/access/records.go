package access

import (
	"maps"
	"slices"

	"waymark/domain/programme"
	"waymark/domain/viewer"
)

// Rows says which rows of a table: those of which a column that refers to something names one of the ids. All columns that are
// listed and filled must do so; a row in which none is filled is meant only if Unplaced.
type Rows struct {
	Columns  []string
	IDs      []string
	Unplaced bool
	// Among, unless empty, is how the ids begin that are narrowed to IDs; a row whose column begins otherwise is meant.
	Among string
	// Open, unless empty, is a column that must be false in addition.
	Open string
	// Drafts, unless nil, holds in addition of rows of documents.
	Drafts *Drafts
	// Every: of a row that is changed all columns do so, and not only one.
	Every bool
}

// Drafts says which rows of documents: those of documents that have been published, and of the partnerships with these ids all.
type Drafts struct {
	Table    string // of the documents
	Document string // column that refers to the document; empty in the table of the documents themselves
	IDs      []string
}

// table says who reads and writes the rows of an entity.
type table struct {
	// read are the roles that may read it; nil: everybody, also who has not signed in.
	read []viewer.Role
	// near rows are read by who reads everything of the kind, and by the roles of read as far as columns lie in their scope.
	near bool
	// own is the column with the subject, of rows that are their own subject's to read.
	own string
	// audience rows are told to their owner's people, and to whom the column of that name says.
	audience bool
	// partnership is the column that refers to a partnership, of rows that are hidden with it.
	partnership string
	// other is how the ids of partnerships begin in that column, where it refers to other places too; empty: it does not.
	other string
	// restricted is the column that says of a row that it is shown only to who sees restricted statistics.
	restricted string
	// document is the table of the documents that the rows are or belong to, by the column part. What has not been published is told to
	// who works on it alone; with insiders, also what has.
	document, part string
	insiders       bool
	// write are the roles that may write it within their scope, in addition to the national ones.
	write []viewer.Role
	// columns refer to what lies in a scope. Of a row that a scoped role writes, those that are filled all do, and one is.
	columns []string
	// pair rows are a partnership's and a district's together: both lie in the scope. In that of a partnership lie the districts that it is or was
	// linked with.
	pair bool
	// administrative rows are written by administrators alone, and house rows by whoever may change anything.
	administrative, house bool
}

var (
	posts  = []viewer.Role{viewer.RegionalLead}
	places = []viewer.Role{viewer.RegionalLead, viewer.PartnershipOfficer}

	signers    = []viewer.Role{viewer.RegionalLead, viewer.PartnershipOfficer, viewer.PartnershipChair}
	writers    = []viewer.Role{viewer.PartnershipOfficer, viewer.DistrictCoordinator}
	insiders   = slices.Concat(staff, commissioners)
	collectors = []viewer.Role{viewer.RegionalLead, viewer.DistrictCoordinator}
	collecting = slices.Concat(seesRestricted, collectors)
	providing  = []viewer.Role{viewer.RegionalLead, viewer.PartnershipOfficer, viewer.Provider}
	housing    = slices.Concat(collecting, []viewer.Role{viewer.PartnershipOfficer, viewer.Provider})
	agreeing   = []viewer.Role{viewer.RegionalLead, viewer.DistrictCoordinator, viewer.PartnershipOfficer, viewer.PartnershipChair, viewer.CommissioningChair}
	planners   = []viewer.Role{viewer.RegionalLead, viewer.PartnershipOfficer, viewer.PartnershipChair, viewer.CommissioningChair}
	discussing = []viewer.Role{viewer.RegionalLead, viewer.DistrictCoordinator, viewer.PartnershipOfficer, viewer.PartnershipChair, viewer.CommissioningChair}
)

// tables has a row for every entity; one that is missing is read and written by nobody.
var tables = map[string]table{
	"Family":            {},
	"FamilyMember":      {partnership: "partnership_id"},
	"Figure":            {other: programme.PartnershipPrefix, partnership: "place_id", restricted: "restricted"},
	"Region":            {},
	"District":          {},
	"Lineage":           {},
	"Grade":             {},
	"Source":            {},
	"Statement":         {partnership: "partnership_id", restricted: "restricted"},
	"Partnership":       {partnership: "id", write: places, columns: []string{"id"}},
	"Link":              {partnership: "partnership_id", write: places, columns: []string{"partnership_id"}},
	"PlaceName":         {partnership: "partnership_id", write: places, columns: []string{"partnership_id", "jobcentre_id"}},
	"Identifier":        {partnership: "partnership_id"},
	"Jobcentre":         {write: []viewer.Role{viewer.RegionalLead, viewer.DistrictCoordinator}, columns: []string{"id"}},
	"Placement":         {write: posts, columns: []string{"jobcentre_id", "district_id"}},
	"DrugChampion":      {read: staff, write: []viewer.Role{viewer.RegionalLead, viewer.DistrictCoordinator}, columns: []string{"jobcentre_id"}},
	"Post":              {write: posts, columns: []string{"id"}},
	"Home":              {write: posts, columns: []string{"post_id", "region_id", "district_id"}},
	"Holding":           {write: posts, columns: []string{"post_id"}},
	"Offer":             {write: posts, columns: []string{"post_id"}},
	"Cover":             {write: posts, columns: []string{"post_id"}},
	"Allocation":        {read: staff, audience: true, write: posts, columns: []string{"region_id"}},
	"DocumentTemplate":  {},
	"Assessment":        {partnership: "partnership_id", document: "assessments", write: signers, columns: []string{"partnership_id"}},
	"AssessmentSection": {partnership: "partnership_id", document: "assessments", part: "assessment_id", write: writers, columns: []string{"partnership_id"}},
	"Finding": {partnership: "partnership_id", document: "assessments", part: "assessment_id", write: []viewer.Role{viewer.PartnershipOfficer},
		columns: []string{"partnership_id"}},
	"FindingComment":       {read: insiders, partnership: "partnership_id", insiders: true, write: discussing, columns: []string{"partnership_id"}},
	"Agreement":            {partnership: "partnership_id", document: "agreements", write: agreeing, columns: []string{"partnership_id", "district_id"}, pair: true},
	"Plan":                 {partnership: "partnership_id", document: "plans", write: planners, columns: []string{"partnership_id"}},
	"PlanPart":             {partnership: "partnership_id", document: "plans", part: "plan_id", write: writers, columns: []string{"partnership_id"}},
	"FundingLine":          {partnership: "partnership_id", document: "plans", part: "plan_id", write: writers, columns: []string{"partnership_id"}},
	"PlanPriority":         {partnership: "partnership_id", document: "plans", part: "plan_id", write: writers, columns: []string{"partnership_id"}},
	"PlanObjective":        {partnership: "partnership_id", document: "plans", part: "plan_id", write: writers, columns: []string{"partnership_id"}},
	"PlanAction":           {partnership: "partnership_id", document: "plans", part: "plan_id", write: writers, columns: []string{"partnership_id"}},
	"PlanComment":          {read: insiders, partnership: "partnership_id", insiders: true, write: discussing, columns: []string{"partnership_id"}},
	"PlanSuggestion":       {read: insiders, partnership: "partnership_id", insiders: true, write: discussing, columns: []string{"partnership_id"}},
	"PlanReview":           {partnership: "partnership_id", document: "plan_reviews", write: writers, columns: []string{"partnership_id"}},
	"PlanReviewItem":       {partnership: "partnership_id", document: "plan_reviews", part: "review_id", write: writers, columns: []string{"partnership_id"}},
	"PlanReminder":         {read: insiders, partnership: "partnership_id", insiders: true, columns: []string{"partnership_id"}},
	"ReferralReturn":       {read: collecting, near: true, write: collectors, columns: []string{"jobcentre_id"}},
	"ReferralCount":        {read: collecting, near: true, write: collectors, columns: []string{"jobcentre_id"}},
	"ReferralRelease":      {},
	"ReferralReleaseRow":   {},
	"ReferralReleaseExact": {read: seesRestricted},
	"Provider":             {write: providing, columns: []string{"id"}},
	"Service":              {write: providing, columns: []string{"id"}},
	"Site":                 {write: providing, columns: []string{"id"}},
	"ServiceSite":          {write: providing, columns: []string{"service_id"}},
	"Contract":             {partnership: "partnership_id", write: []viewer.Role{viewer.RegionalLead, viewer.PartnershipOfficer}, columns: []string{"partnership_id"}},
	"Intervention":         {},
	"EmploymentProgramme":  {},
	"Competence":           {},
	"TrainingSession":      {write: collectors, columns: []string{"district_id"}},
	"TrainingAttendance":   {write: collectors, columns: []string{"session_id"}},
	"ReferralCode":         {},
	"PathwayTemplate":      {},
	"Pathway":              {write: collectors, columns: []string{"district_id", "jobcentre_id"}},
	"Outreach":             {write: collectors, columns: []string{"jobcentre_id"}},
	"Pause":                {write: providing, columns: []string{"service_id"}},
	"Capacity":             {read: housing, near: true, write: providing, columns: []string{"service_id"}},
	"Coordinator":          {read: staff, write: posts, columns: []string{"id"}},
	"Grant":                {read: []viewer.Role{viewer.Administrator}, own: "subject", administrative: true},
	"AuditEntry":           {read: []viewer.Role{}, house: true},
	"AuditSubject":         {read: []viewer.Role{}, house: true},
	"ReadEntry":            {read: []viewer.Role{}, house: true},
	"ReadSubject":          {read: []viewer.Role{}, house: true},
	"Request":              {read: []viewer.Role{}, own: "subject", house: true},
	"Revision":             {house: true},
	"Indicator":            {},
	"Dimension":            {},
	"Category":             {},
	"FigureBatch":          {},
}

// Entities gives the names of all entities that the tables know, sorted.
func Entities() []string { return slices.Sorted(maps.Keys(tables)) }

// Readable tells whether the viewer may read an entity at all; rows, unless nil, are those that they may.
func (r *Rights) Readable(entity string) (rows *Rows, ok bool) {
	t, known := tables[entity]
	switch {
	case !known:
		return nil, false
	case t.read != nil && !r.Has(t.read...) && !r.reader:
		if t.own == "" || !r.who.SignedIn() {
			return nil, false
		}
		return &Rows{Columns: []string{t.own}, IDs: []string{r.who.Subject}}, true
	case t.near:
		if r.reader || r.SeesRestricted() {
			return nil, true
		}
		return &Rows{Columns: t.columns, IDs: r.reachOfRoles(t.read)}, true
	case t.audience && r.reader && r.Has(national...): // the service itself
		return nil, true
	case t.audience:
		return &Rows{Columns: []string{"region_id", "audience"}, IDs: append(r.regions(), r.audiences()...)}, true
	}
	if t.insiders && !r.Staff() {
		return &Rows{Columns: []string{t.partnership}, IDs: r.ownPartnerships()}, true
	}
	var only Rows
	if t.document != "" && !r.Staff() {
		only.Drafts = &Drafts{t.document, t.part, r.ownPartnerships()}
	}
	if t.partnership != "" {
		if ids, all := r.Partnerships(); !all {
			only = Rows{Columns: []string{t.partnership}, IDs: ids, Unplaced: true, Among: t.other}
		}
	}
	if !r.SeesRestricted() {
		only.Open = t.restricted
	}
	if only.Columns == nil && only.Open == "" && only.Drafts == nil {
		return nil, true
	}
	return &only, true
}

// Writable tells whether the viewer may write an entity at all; rows, unless nil, are those that they may.
func (r *Rights) Writable(entity string) (rows *Rows, ok bool) {
	t, known := tables[entity]
	switch {
	case !known, r.reader:
		return nil, false
	case t.administrative:
		return nil, r.Has(viewer.Administrator)
	case t.house:
		return nil, r.changes()
	case r.Has(national...):
		return nil, true
	case !r.Has(t.write...):
		return nil, false
	}
	ids := maps.Clone(r.made)
	if ids == nil {
		ids = map[string]bool{}
	}
	for _, g := range r.grants {
		if slices.Contains(t.write, g.Role) {
			maps.Copy(ids, r.reachOf(g))
			if t.pair {
				r.linked(g, ids)
			}
		}
	}
	return &Rows{Columns: t.columns, IDs: slices.Sorted(maps.Keys(ids)), Every: t.pair}, true
}

// reachOfRoles gives the ids of what lies in the scopes for which one of the roles is held, sorted; never nil.
func (r *Rights) reachOfRoles(roles []viewer.Role) []string {
	ids := map[string]bool{}
	for _, g := range r.grants {
		if slices.Contains(roles, g.Role) {
			maps.Copy(ids, r.reachOf(g))
		}
	}
	return slices.AppendSeq([]string{}, slices.Values(slices.Sorted(maps.Keys(ids))))
}

// linked adds the districts that the partnership of a grant is or was linked with.
func (r *Rights) linked(g viewer.Grant, ids map[string]bool) {
	if r.g == nil || g.Scope.Kind != viewer.Partnership {
		return
	}
	if p := r.g.Partnership(g.Scope.Code); p != nil {
		for _, k := range p.AllLinks() {
			ids[k.DistrictID] = true
		}
	}
}

// changes tells whether there is anything that the viewer may change.
func (r *Rights) changes() bool {
	for a := range actions {
		if r.Allows(a) {
			return true
		}
	}
	return false
}
