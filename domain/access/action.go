package access

import (
	"slices"
	"strings"
	"unicode"

	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/domain/viewer"
)

// Action is something that can be done: a mutation of the API, its name in capitals: POST_FILL for postFill.
type Action string

// ActionOf gives the action of a mutation by its name.
func ActionOf(mutation string) Action {
	var name strings.Builder
	for _, r := range mutation {
		if unicode.IsUpper(r) {
			name.WriteByte('_')
		}
		name.WriteRune(unicode.ToUpper(r))
	}
	return Action(name.String())
}

// Mutation gives the name of the mutation that the action is.
func (a Action) Mutation() string {
	words := strings.Split(strings.ToLower(string(a)), "_")
	for i, w := range words[1:] {
		words[i+1] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, "")
}

// national are the roles that may do everything everywhere, but for what is the administrator's alone.
var national = []viewer.Role{viewer.Administrator, viewer.ProgrammeLead}

// actions says which roles may do what within their scope. A mutation that is not here cannot be done by anybody.
var actions = map[Action][]viewer.Role{
	"AGREEMENT_AGREE":           {viewer.RegionalLead},
	"AGREEMENT_CLOSE":           {viewer.RegionalLead},
	"AGREEMENT_RENEW":           writers,
	"AGREEMENT_RETURN":          {viewer.RegionalLead, viewer.DistrictCoordinator, viewer.PartnershipChair, viewer.CommissioningChair},
	"AGREEMENT_REVIEW":          writers,
	"AGREEMENT_REVISE":          writers,
	"AGREEMENT_SIGN":            {viewer.RegionalLead, viewer.DistrictCoordinator, viewer.PartnershipChair, viewer.CommissioningChair},
	"AGREEMENT_START":           writers,
	"AGREEMENT_SUBMIT":          writers,
	"AGREEMENT_UPDATE":          writers,
	"AGREEMENT_WITHDRAW":        writers,
	"ALLOCATION_ADOPT":          {},
	"ALLOCATION_COMPUTE":        {viewer.RegionalLead},
	"ALLOCATION_CREATE":         {viewer.RegionalLead},
	"ALLOCATION_RETURN":         {},
	"ALLOCATION_SHARE":          {viewer.RegionalLead},
	"ALLOCATION_SUBMIT":         {viewer.RegionalLead},
	"ALLOCATION_UPDATE":         {viewer.RegionalLead},
	"ALLOCATION_WITHDRAW":       {viewer.RegionalLead},
	"ASSESSMENT_AGREE":          {viewer.RegionalLead},
	"ASSESSMENT_ENDORSE":        {viewer.PartnershipChair},
	"ASSESSMENT_RETURN":         {viewer.RegionalLead, viewer.PartnershipChair},
	"ASSESSMENT_REVISE":         {viewer.PartnershipOfficer},
	"ASSESSMENT_ROLL_FORWARD":   {viewer.PartnershipOfficer},
	"ASSESSMENT_SECTION_ADD":    {viewer.PartnershipOfficer},
	"ASSESSMENT_SECTION_UPDATE": {viewer.PartnershipOfficer, viewer.DistrictCoordinator},
	"ASSESSMENT_START":          {viewer.PartnershipOfficer},
	"ASSESSMENT_SUBMIT":         {viewer.PartnershipOfficer},
	"ASSESSMENT_WITHDRAW":       {viewer.PartnershipOfficer},
	"CAPACITY_RECORD":           providing,
	"CHAMPION_APPOINT":          {viewer.RegionalLead, viewer.DistrictCoordinator},
	"CHAMPION_RELEASE":          {viewer.RegionalLead, viewer.DistrictCoordinator},
	"COMMENT_ADD":               discussing,
	"COMMENT_REOPEN":            discussing,
	"COMMENT_RESOLVE":           discussing,
	"COORDINATOR_CREATE":        {viewer.RegionalLead},
	"COORDINATOR_UPDATE":        {viewer.RegionalLead},
	"DISTRICT_CREATE":           {},
	"DISTRICT_MERGE":            {},
	"DISTRICT_RENAME":           {},
	"DISTRICT_SPLIT":            {},
	"FIGURES_IMPORT":            {},
	"FIGURES_REVERSE":           {},
	"FINDING_ADD":               {viewer.PartnershipOfficer},
	"FINDING_ANSWER":            {viewer.PartnershipOfficer},
	"FINDING_MOVE":              {viewer.PartnershipOfficer},
	"FINDING_UPDATE":            {viewer.PartnershipOfficer},
	"FINDING_WITHDRAW":          {viewer.PartnershipOfficer},
	"GRANT_GIVE":                {},
	"GRANT_REVOKE":              {},
	"INTERVENTION_RECORD":       {},
	"INTERVENTION_UPDATE":       {},
	"JOBCENTRE_CLOSE":           {viewer.RegionalLead},
	"JOBCENTRE_OPEN":            {viewer.RegionalLead},
	"PARTNERSHIP_CREATE":        {viewer.RegionalLead},
	"PARTNERSHIP_LINK":          {viewer.RegionalLead, viewer.PartnershipOfficer},
	"PARTNERSHIP_RENAME":        {viewer.RegionalLead, viewer.PartnershipOfficer},
	"POST_CLOSE":                {viewer.RegionalLead},
	"POST_COVER":                {viewer.RegionalLead},
	"POST_CREATE":               {viewer.RegionalLead},
	"POST_END_COVER":            {viewer.RegionalLead},
	"POST_FILL":                 {viewer.RegionalLead},
	"POST_OFFER":                {viewer.RegionalLead},
	"POST_UPDATE":               {viewer.RegionalLead},
	"POST_VACATE":               {viewer.RegionalLead},
	"POST_WITHDRAW_OFFER":       {viewer.RegionalLead},
	"SOURCE_CREATE":             {},
	"STATEMENT_RECORD":          {},
	"FUNDING_LINE_ADD":          {viewer.PartnershipOfficer},
	"FUNDING_LINE_UPDATE":       {viewer.PartnershipOfficer},
	"OBJECTIVE_ADD":             {viewer.PartnershipOfficer},
	"OBJECTIVE_UPDATE":          {viewer.PartnershipOfficer},
	"PLAN_ACTION_ADD":           writers,
	"PLAN_ACTION_UPDATE":        writers,
	"PLAN_AGREE":                {viewer.RegionalLead},
	"PLAN_CLOSE":                {viewer.RegionalLead},
	"PLAN_COMMENT_ADD":          discussing,
	"PLAN_COMMENT_REOPEN":       discussing,
	"PLAN_COMMENT_RESOLVE":      discussing,
	"PLAN_DELIVER":              {viewer.RegionalLead, viewer.PartnershipOfficer},
	"PLAN_PART_UPDATE":          {viewer.PartnershipOfficer},
	"PLAN_RETURN":               {viewer.RegionalLead, viewer.PartnershipChair, viewer.CommissioningChair},
	"PLAN_REVISE":               {viewer.PartnershipOfficer},
	"PLAN_ROLL_FORWARD":         {viewer.PartnershipOfficer},
	"PLAN_ROW_MOVE":             writers,
	"PLAN_ROW_REMOVE":           writers,
	"PLAN_ROW_RESTORE":          writers,
	"PLAN_SIGN":                 {viewer.PartnershipChair, viewer.CommissioningChair},
	"PLAN_START":                {viewer.PartnershipOfficer},
	"PLAN_SUBMIT":               {viewer.PartnershipOfficer},
	"PLAN_WITHDRAW":             {viewer.PartnershipOfficer},
	"PRIORITY_ADD":              {viewer.PartnershipOfficer},
	"PRIORITY_UPDATE":           {viewer.PartnershipOfficer},
	"CONTRACT_END":              places,
	"CONTRACT_RECORD":           places,
	"PROVIDER_CLOSE":            providing,
	"PROVIDER_CREATE":           places,
	"PROVIDER_UPDATE":           providing,
	"SERVICE_ASSURE":            providing,
	"SERVICE_CLOSE":             providing,
	"SERVICE_CREATE":            providing,
	"SERVICE_PAUSE":             providing,
	"SERVICE_RESUME":            providing,
	"SERVICE_SITE_CLOSE":        providing,
	"SERVICE_SITE_OPEN":         providing,
	"SERVICE_SITE_UPDATE":       providing,
	"SERVICE_UPDATE":            providing,
	"SITE_CLOSE":                providing,
	"SITE_CREATE":               providing,
	"SITE_UPDATE":               providing,
	"RELEASE_PUBLISH":           {},
	"RETURN_ACCEPT":             {viewer.RegionalLead},
	"RETURN_ANSWER":             collectors,
	"RETURN_QUERY":              {viewer.RegionalLead},
	"RETURN_SUBMIT":             collectors,
	"RETURNS_IMPORT":            collectors,
	"REVIEW_COMPLETE":           {viewer.PartnershipOfficer},
	"REVIEW_ITEM_UPDATE":        writers,
	"REVIEW_PREPARE":            {viewer.PartnershipOfficer},
	"REVIEW_UPDATE":             {viewer.PartnershipOfficer},
	"SUGGESTION_ACCEPT":         writers,
	"SUGGESTION_DECLINE":        writers,
	"SUGGESTION_MAKE":           discussing,
	"SUGGESTION_RETRACT":        discussing,
	"ATTENDANCE_RECORD":         collectors,
	"OUTREACH_END":              collectors,
	"OUTREACH_START":            collectors,
	"OUTREACH_UPDATE":           collectors,
	"PATHWAY_CREATE":            collectors,
	"PATHWAY_END":               collectors,
	"PATHWAY_UPDATE":            collectors,
	"TRAINING_WITHDRAW":         collectors,
	"TRAINING_RECORD":           collectors,
	"TRAINING_UPDATE":           collectors,
	"ALLOCATION_CANCEL":         {viewer.RegionalLead},
}

// What the program does itself is no mutation of the API.
const (
	Seed   Action = "SEED"   // load reference data
	Remind Action = "REMIND" // make reminders that are due
)

// administrative are the actions that are the administrator's alone.
var administrative = []Action{"GRANT_GIVE", "GRANT_REVOKE"}

// Actions gives every action, sorted.
func Actions() []Action {
	all := make([]Action, 0, len(actions))
	for a := range actions {
		all = append(all, a)
	}
	slices.Sort(all)
	return all
}

// everywhere gives the roles that may do an action wherever they hold it.
func (a Action) everywhere() []viewer.Role {
	if slices.Contains(administrative, a) {
		return []viewer.Role{viewer.Administrator}
	}
	return national
}

// Allows tells whether the viewer may do an action at all, be it only somewhere.
func (r *Rights) Allows(a Action) bool {
	within, known := actions[a]
	return (known || a == Seed || a == Remind) && (r.Everywhere(a) || r.Has(within...))
}

// Everywhere tells whether the viewer may do an action wherever it is done.
func (r *Rights) Everywhere(a Action) bool { return r.Has(a.everywhere()...) }

// May tells whether the viewer may do an action to a record, or, for one that makes something new, in a place: nil if so. It is
// NOT_FOUND when the record may not be seen and FORBIDDEN when it may be seen and this not be done. Of a record that is nil it is
// only asked whether the viewer may do the action somewhere.
func (r *Rights) May(a Action, on programme.Node) error {
	if on != nil && !r.Sees(on) {
		return fault.New(fault.NotFound, "id", "there is nothing with this id")
	}
	if !r.Allows(a) {
		if len(r.grants) == 0 {
			return fault.New(fault.Forbidden, "", "you may not change anything")
		}
		return fault.New(fault.Forbidden, "", "%s is not for your roles", a.Mutation())
	}
	if on == nil || r.Everywhere(a) {
		return nil
	}
	for _, g := range r.grants {
		if slices.Contains(actions[a], g.Role) && r.within(g.Scope, on) {
			return nil
		}
	}
	return fault.New(fault.Forbidden, "", "%s is not yours to do here, only in %s", a.Mutation(), r.scopesFor(a))
}

// scopesFor lists where the viewer may do an action.
func (r *Rights) scopesFor(a Action) string {
	var names []string
	for _, g := range r.grants {
		if slices.Contains(actions[a], g.Role) {
			names = append(names, g.Scope.String())
		}
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), ", ")
}
