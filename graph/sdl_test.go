package graph_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/vektah/gqlparser/v2/formatter"
	"waymark/domain/access"
	"waymark/domain/viewer"
)

var update = flag.Bool("update", false, "write golden files anew")

// load reads the SDL as it is written, without what gqlgen adds.
func load(t *testing.T) *ast.Schema {
	t.Helper()
	files, err := filepath.Glob("../schema/*.graphql")
	if err != nil || len(files) == 0 {
		t.Fatalf("no SDL files: %v", err)
	}
	var sources []*ast.Source
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, &ast.Source{Name: f, Input: string(text)})
	}
	schema, err := gqlparser.LoadSchema(sources...)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// ours gives the types that the SDL defines itself, by name.
func ours(s *ast.Schema) []*ast.Definition {
	var types []*ast.Definition
	for _, d := range s.Types {
		if !d.BuiltIn {
			types = append(types, d)
		}
	}
	slices.SortFunc(types, func(a, b *ast.Definition) int { return strings.Compare(a.Name, b.Name) })
	return types
}

// TestSchemaGolden makes every change of the contract a visible difference.
func TestSchemaGolden(t *testing.T) {
	var got bytes.Buffer
	formatter.NewFormatter(&got, formatter.WithIndent("  ")).FormatSchema(load(t))
	const golden = "testdata/schema.graphql"
	if *update {
		if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), want) {
		t.Errorf("the SDL differs from %s; if that is meant, run go test ./graph -update", golden)
	}
}

func TestEverythingIsDescribed(t *testing.T) {
	check := func(what, description string) {
		if strings.TrimSpace(description) == "" {
			t.Errorf("%s has no description", what)
		} else if !strings.ContainsAny(description[len(description)-1:], ".!?") {
			t.Errorf("the description of %s is no sentence: %q", what, description)
		}
	}
	for _, d := range ours(load(t)) {
		check(d.Name, d.Description)
		for _, v := range d.EnumValues {
			check(d.Name+"."+v.Name, v.Description)
		}
		for _, f := range d.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			check(d.Name+"."+f.Name, f.Description)
			for _, a := range f.Arguments {
				check(d.Name+"."+f.Name+"("+a.Name+":)", a.Description)
			}
		}
	}
}

func TestNames(t *testing.T) {
	typeName, fieldName, enumName := regexp.MustCompile(`^[A-Z][A-Za-z]*$`), regexp.MustCompile(`^[a-z][A-Za-z]*(95|998|1000)?$`), regexp.MustCompile(`^[A-Z][A-Z0-9_]*$`)
	check := func(rule *regexp.Regexp, what, name string) {
		if !rule.MatchString(name) {
			t.Errorf("%s should match %s", what, rule)
		}
	}
	for _, d := range ours(load(t)) {
		check(typeName, d.Name, d.Name)
		for _, v := range d.EnumValues {
			check(enumName, d.Name+"."+v.Name, v.Name)
		}
		for _, f := range d.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			check(fieldName, d.Name+"."+f.Name, f.Name)
			for _, a := range f.Arguments {
				check(fieldName, d.Name+"."+f.Name+"("+a.Name+":)", a.Name)
			}
		}
	}
}

// verbs are what can be done to the things that mutations are named after.
var verbs = []string{
	"Create", "Update", "End", "Offer", "WithdrawOffer", "Fill", "Vacate", "Cover", "EndCover", "Close", "Appoint", "Release", "Open", "Link",
	"Rename", "Merge", "Split", "Record", "Give", "Revoke", "Compute", "Share", "Submit", "Return", "Adopt", "Withdraw", "Cancel",
	"Assure", "Pause", "Resume", "Start", "RollForward", "Endorse", "Agree", "Revise", "Add", "Move", "Answer", "Resolve", "Reopen", "Import", "Reverse",
	"Sign", "Review", "Query", "Publish", "Renew", "Deliver", "Remove", "Restore", "Make", "Accept", "Decline", "Retract", "Prepare", "Complete",
}

// TestMutations holds the form of every mutation. One that cancels changes no record: it takes an id and nothing else, has no
// version to compare and can be repeated without a key.
func TestMutations(t *testing.T) {
	schema := load(t)
	named := regexp.MustCompile(`^(provider|service|serviceSite|site|contract|coordinator|district|post|partnership|jobcentre|champion|source|statement|grant|allocation|agreement|assessment|assessmentSection|finding|comment|figures|plan|planPart|fundingLine|priority|objective|planAction|planRow|planComment|suggestion|review|reviewItem|return|returns|release|pathway|outreach|training|attendance|intervention|capacity)(` + strings.Join(verbs, "|") + `)$`)
	for _, f := range schema.Mutation.Fields {
		if strings.HasPrefix(f.Name, "__") {
			continue
		}
		t.Run(f.Name, func(t *testing.T) {
			if !named.MatchString(f.Name) {
				t.Error("is not an object and a verb")
			}
			title := strings.ToUpper(f.Name[:1]) + f.Name[1:]
			if strings.HasSuffix(f.Name, "Cancel") {
				if id := f.Arguments.ForName("id"); id == nil || id.Type.String() != "ID!" || len(f.Arguments) != 1 {
					t.Error("takes something else than id: ID!")
				}
			} else {
				takesInput(t, schema, f, title)
			}
			payload := schema.Types[title+"Payload"]
			if payload == nil || f.Type.String() != payload.Name {
				t.Fatalf("does not answer with a nullable %sPayload", title)
			}
			if errs := payload.Fields.ForName("userErrors"); errs == nil || errs.Type.String() != "[UserError!]!" {
				t.Error("answers without userErrors: [UserError!]!")
			}
			for _, p := range payload.Fields {
				if p.Name != "userErrors" && p.Type.NonNull {
					t.Errorf("promises %s even when it is refused", p.Name)
				}
			}
		})
	}
}

// takesInput holds that a mutation takes an input with a key and, of what exists, with the version.
func takesInput(t *testing.T, schema *ast.Schema, f *ast.FieldDefinition, title string) {
	t.Helper()
	id, input := f.Arguments.ForName("id"), f.Arguments.ForName("input")
	if input == nil || input.Type.String() != title+"Input!" {
		t.Fatalf("takes no input: %sInput!", title)
	}
	if id != nil && id.Type.String() != "ID!" || len(f.Arguments) > 2 || len(f.Arguments) == 2 && id == nil {
		t.Error("takes more than input and id: ID!")
	}
	fields := schema.Types[input.Type.Name()].Fields
	key, kind := "idempotencyKey", "String"
	if fields.ForName("externalId") != nil { // by which it is repeated in place of a key
		key, kind = "externalId", "String!"
	}
	if key := fields.ForName(key); key == nil || key.Type.String() != kind {
		t.Error("takes no idempotencyKey: String")
	}
	if version := fields.ForName("expectedVersion"); id != nil && (version == nil || version.Type.String() != "Int!") {
		t.Error("changes something that exists without expectedVersion: Int!")
	}
}

// TestMergesNameVersions holds for mutations that change several things at once and so take no id.
func TestMergesNameVersions(t *testing.T) {
	schema := load(t)
	for _, name := range []string{"DistrictVersionInput", "ChampionAppointInput", "ServiceSiteOpenInput"} {
		if v := schema.Types[name].Fields.ForName("expectedVersion"); v == nil || v.Type.String() != "Int!" {
			t.Errorf("%s has no expectedVersion: Int!", name)
		}
	}
}

func TestConnections(t *testing.T) {
	schema := load(t)
	arguments := map[string]string{"first": "Int", "after": "String", "last": "Int", "before": "String"}
	for _, d := range ours(schema) {
		for _, f := range d.Fields {
			if !strings.HasSuffix(f.Type.Name(), "Connection") {
				continue
			}
			if !f.Type.NonNull && f.Name != "history" { // which is null for who may not read the audit
				t.Errorf("%s.%s may be null", d.Name, f.Name)
			}
			for name, kind := range arguments {
				if a := f.Arguments.ForName(name); a == nil || a.Type.String() != kind {
					t.Errorf("%s.%s does not take %s: %s", d.Name, f.Name, name, kind)
				}
			}
		}
		node, ok := strings.CutSuffix(d.Name, "Connection")
		if !ok {
			continue
		}
		shape := map[string]string{"edges": "[" + node + "Edge!]!", "nodes": "[" + node + "!]!", "pageInfo": "PageInfo!", "totalCount": "Int!"}
		for name, kind := range shape {
			if f := d.Fields.ForName(name); f == nil || f.Type.String() != kind {
				t.Errorf("%s.%s is not %s", d.Name, name, kind)
			}
		}
		edge := schema.Types[node+"Edge"]
		if edge == nil || edge.Fields.ForName("cursor").Type.String() != "String!" || edge.Fields.ForName("node").Type.String() != node+"!" {
			t.Errorf("%sEdge has not cursor: String! and node: %s!", node, node)
		}
	}
}

// TestUnpagedLists names every list that is not a connection: each must be short by nature, or as long as the list that was put in.
func TestUnpagedLists(t *testing.T) {
	short := []string{
		"Agreement.parties", "Agreement.reviews", "Agreement.shared", "Agreement.signatures", "Agreement.steps", "AgreementCoverage.regions", "AgreementSignature.roles",
		"DocumentTemplate.patience", "DocumentTemplate.signatures", "DocumentTemplate.streams", "TemplateSection.columns", "TemplateSignature.parts", "TemplateSignature.roles",
		"Assessment.sections", "Assessment.steps", "AssessmentCoverage.regions", "AssessmentStanding.oldFigures", "AssessmentSection.editors", "AssessmentSection.figures",
		"AssessmentSection.members", "DocumentTemplate.deadlines", "DocumentTemplate.groups", "DocumentTemplate.sections", "EditConflict.fields",
		"Dimension.categories", "Figure.breakdown", "Finding.evidence", "Finding.groups", "Indicator.additiveOver", "Query.dimensions", "Query.families",
		"TemplateSection.editors", "Bullseye.rings", "Comparison.verdicts", "District.worseAndWorsening", "England.worseAndWorsening", "IndicatorValue.breakdown",
		"Need.gaps", "Need.recorded", "Need.underservedGroups", "Partnership.worseAndWorsening", "PartsOverlap.parts", "Query.measures", "RecentTrend.points",
		"Region.worseAndWorsening",
		"ApportionedTable.cells", "ApportionedTable.columnMultipliers", "ApportionedTable.rowMultipliers", "BlockedTable.columns", "BlockedTable.rows",
		"RobustApportionment.scenarios", "RobustApportionment.shares", "ScenarioRegret.best",
		"Allocation.constraints", "Allocation.firstToLose", "Allocation.nextInLine", "Allocation.regions", "Allocation.ties", "Allocation.warnings",
		"AllocationComparison.gains", "AllocationComparison.losses", "AllocationExplanation.contestedBy", "AllocationInputs.sources",
		"AllocationNeedModel.measures", "AllocationStability.contested", "DistrictAllocation.contributions", "DistrictAllocation.figures",
		"DistrictAllocation.probability",
		"AllocationDifference.gains", "AllocationDifference.losses", "AllocationWarning.claimants", "Apportionment.cautions",
		"Apportionment.firstToLose", "Apportionment.groups", "Apportionment.nextInLine", "Apportionment.shares", "Apportionment.ties",
		"Apportionment.warnings", "FairnessIndicators.groups", "Infeasible.conflicts", "InvalidInput.errors", "MethodComparison.methods", "MethodComparison.rows",
		"MethodRow.posts", "ShareExplanation.contestedBy", "Tie.among",
		"AuditEntry.changes", "Coordinator.currentHoldings", "Coverage.byGrade", "Coverage.gaps", "District.identifiers", "District.lineage", "District.names",
		"Establishment.lines", "EstablishmentLine.published", "Grade.otherNames", "Jobcentre.champions", "Jobcentre.identifiers",
		"Jobcentre.names", "Partnership.identifiers", "Partnership.names", "Place.identifiers", "Place.names", "Post.currentHoldings",
		"Plan.awaiting", "Plan.due", "Plan.parts", "Plan.returned", "Plan.signatures", "Plan.steps", "PlanReturn.rows", "PlanStep.rows",
		"FundingLine.unsignedBy", "PlanAction.unsignedBy", "PlanObjective.unsignedBy", "PlanPart.unsignedBy", "PlanPriority.unsignedBy", "PlanRow.unsignedBy",
		"PlanAction.earlier", "PlanAction.evidence", "PlanObjective.actions", "PlanObjective.findings", "PlanObjective.funding", "PlanPart.columns",
		"PlanPart.lines", "PlanPart.priorities", "PlanPriority.findings", "PlanPriority.objectives", "PlanSuggestion.fields",
		"Intervention.offices", "InterventionCount.anomalies", "InterventionOffice.counts", "Query.disclosureProfiles", "Query.interventions", "Query.referralDefinitions", "Query.returnCompleteness", "ReferralDefinition.benefits", "ReferralDefinition.substances",
		"EmploymentProgramme.benefits", "EmploymentProgramme.groups", "Jobcentre.outreach", "Jobcentre.pathways", "Pathway.benefits", "Pathway.languages", "Pathway.steps",
		"Pathway.substances", "PathwayGap.benefits", "PathwayGap.substances", "PathwayStep.forms", "PathwayStep.next", "PathwayTemplate.steps", "Query.competences",
		"Query.employmentProgrammes", "Query.pathwayTemplates", "Query.referralCodes", "Service.outreach", "Service.pathways", "TrainingSession.attendance", "TrainingSession.competences",
		"ReferralReturn.followUps", "ReferralReturn.rows", "ReferralReturn.steps", "ReturnCompleteness.missing", "ProviderDuplicate.grounds", "Service.contracts", "Service.groups", "Service.languages",
		"Service.sites", "Service.substances", "ServiceAtSite.hours", "Site.address",
		"FindingTrace.priorities", "Plan.reviews", "PlanBoard.due", "PlanBoard.regions", "PlanDiff.fields", "PlanDifference.fields", "PlanReview.attendance",
		"PlanReview.decisions", "PlanReview.spend", "PlanReviewItem.evidence", "PlanStanding.awaiting", "PlanStanding.deadlines", "PlanStanding.reminders",
		"PlanStanding.reviews", "TracedObjective.actions", "TracedPriority.objectives",
		"PinchPoint.months", "PinchPoint.pauses", "PinchPoint.why", "PinchPoints.assumptions", "PinchPoints.providers", "Service.capacity", "WatchingBrief.lapsing",
		"WatchingBrief.late", "WatchingBrief.pauses", "WatchingBrief.stale", "WatchingBrief.waiting", "WatchingBrief.withoutChampion",
		"Query.grades", "Query.nodes", "ReadEntry.shown", "Region.identifiers", "Region.names", "UserError.path", "VacancyStatistics.byGrade",
		"VacancyStatistics.byRegion", "VersionDiff.changes", "Viewer.grants",
	}
	var found []string
	for _, d := range ours(load(t)) {
		if d.Kind == ast.InputObject || strings.HasSuffix(d.Name, "Connection") || strings.HasSuffix(d.Name, "Payload") {
			continue
		}
		for _, f := range d.Fields {
			if f.Type.Elem != nil && !strings.HasPrefix(f.Name, "__") {
				found = append(found, d.Name+"."+f.Name)
			}
		}
	}
	for _, f := range found {
		if !slices.Contains(short, f) {
			t.Errorf("%s is a list without pages", f)
		}
	}
	for _, f := range short {
		if !slices.Contains(found, f) {
			t.Errorf("%s is no longer a list without pages", f)
		}
	}
}

// TestNodes holds that whatever has an id can be asked for by it, but for what is written down of others: that is listed.
func TestNodes(t *testing.T) {
	schema := load(t)
	listed := []string{"AuditEntry", "Change", "ReadEntry"}
	for _, d := range ours(schema) {
		if d.Kind == ast.Object && d.Fields.ForName("id") != nil && !slices.Contains(d.Interfaces, "Node") && !slices.Contains(listed, d.Name) {
			t.Errorf("%s has an id and is no Node", d.Name)
		}
	}
}

// TestActionsAreMutations holds that whoever may be asked about is there: each mutation is one action, and has its roles.
func TestActionsAreMutations(t *testing.T) {
	schema := load(t)
	var values, mutations []string
	for _, v := range schema.Types["Action"].EnumValues {
		values = append(values, v.Name)
	}
	for _, f := range schema.Mutation.Fields {
		if !strings.HasPrefix(f.Name, "__") {
			mutations = append(mutations, string(access.ActionOf(f.Name)))
		}
	}
	slices.Sort(mutations)
	var decided []string
	for _, a := range access.Actions() {
		decided = append(decided, string(a))
	}
	if !slices.Equal(values, mutations) || !slices.Equal(values, decided) {
		t.Errorf("the actions are\n%v\nthe mutations\n%v\nand decided is\n%v", values, mutations, decided)
	}
	var roles []string
	for _, v := range schema.Types["Role"].EnumValues {
		roles = append(roles, v.Name)
	}
	var granted []string
	for _, r := range viewer.Roles() {
		granted = append(granted, string(r))
	}
	if !slices.Equal(roles, granted) {
		t.Errorf("the roles are %v, and can be granted: %v", roles, granted)
	}
}
