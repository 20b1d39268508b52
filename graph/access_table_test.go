package graph_test

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"waymark/planning"

	"github.com/vektah/gqlparser/v2/ast"
)

const accessPreface = `# Who may do what

Who asks is told by their token ([sign-in.md](sign-in.md)); who comes without one is **anonymous**. What they may do follows from
the roles that they have been granted, each for a scope: the nation, a region, a district, a partnership or a provider. Grants are
given by administrators (` + "`grantGive`, `waymark grant`" + `), hold for days, and can be taken back; a request is answered by the grants that hold when it
is answered. Somebody with several grants may do what any of them allows.

A front-end asks ` + "`viewer { grants { role scope } may(action: POST_FILL, on: \"pos_...\") }`" + ` to hide what would be refused.

What may not be seen is NOT_FOUND, or null where a query looks for it; what may be seen and not done is FORBIDDEN. Both are the ` + "`extensions.code`" + `
of the error that comes instead of the field.

## Scopes

A post lies in the district or region of its home on the planning date, an office in its district, a district in its region. A
partnership lies in the regions of all districts that it is linked to, so that two strategic leads may look after one. A
person is a strategic lead's to correct unless they hold, cover or are offered a post in another region.

Who works for a partnership (officer, chairs) sees that partnership alone: others are missing from lists, counts, coverage and
links, and are not found by their ids. For everybody else the directory of partnerships is published.

## Scenarios of posts

A scenario (` + "`allocationCreate`" + `) is its owner's: a region's, or the national programme team's. A draft is told to nobody else, not even
to the national team, until it is shared; one that is submitted or returned is told to the national team too, and one that is shared
or adopted to all of the programme's own staff. For everybody else there are none. The table below asks about scenarios that are shared.

## Needs assessments

What has been agreed is published, to everybody who sees the partnership: the agreed summaries of the time were published too, and
what is agreed is what plans and the public answer to. What is being written, under review or commented is told to the programme's own staff and to who works for the
partnership, as are the subjects of who wrote and signed it; nobody else is told that it is there.

Of one section, the roles among its ` + "`editors`" + ` write; the table asks about the one that is the district coordinator's, all
others are the partnership officer's. Whoever wrote any of what is submitted does not endorse it, and whoever wrote or endorsed it does
not agree to it, whatever their roles (FORBIDDEN).

## Agreements between Jobcentres and treatment providers

What has been agreed is published, as assessments are; what is being written or signed is told to the programme's own staff and to who works for the
partnership, as are the subjects of who wrote and signed it. An agreement is a partnership's and a district's together: a coordinator or a
strategic lead works on it when both lie in their scope, so that of a partnership in two districts each coordinator has the agreement with
their own. For the Jobcentres the coordinator or the strategic lead signs, for the partnership one of its chairs; whoever wrote any of it does
not sign it, who signed for one side does not sign for another, and whoever wrote or signed it does not agree to it (FORBIDDEN).

## Yearly plans

What has been agreed is published, to everybody who sees the partnership, and stays so once it is closed or superseded. What is being
written, signed or mended is told to the programme's own staff and to who works for the partnership, as are comments, suggestions, and the
subjects of who wrote and signed; nobody else is told that it is there.

The partnership officer writes the plan; the district coordinator writes the actions about the way between Jobcentres and treatment
(` + "`pathway`" + `), about one of which the table asks. Who holds the office of a signature of the template signs. Whoever wrote any of what is submitted does not
sign it, who has signed for one office does not sign for another, and who wrote or signed does not agree to it, whatever their roles
(FORBIDDEN). A suggestion is taken back by who made it alone.

## Returns of referrals and what is released of them

A monthly return is of the office that counted: the coordinator of its district and the strategic lead of its region hand it in and see it; the national
team, and analysts, see every one. Who does not collect a return gives a reason for looking at its counts, and the reason is logged (` + "`reads`" + `).
The strategic lead accepts it, unless they handed it in themselves (FORBIDDEN). A release is public. Its exact numbers are shown to administrators,
the national team and analysts, for a reason that is logged; to everybody else the same question gets the same rows under disclosure control.

## Providers

The directory of providers, services and sites is public, but for confidential sites: those are told to the programme's own staff, to who works for
the partnership in whose area one lies, and to its provider. What a contract costs is told to who works on the partnership's documents.

A provider lies in the partnerships that buy from it and in whose areas it has sites, with their districts and regions; so do its services and sites, each by its own
contracts and sites, or like the provider while they have none. A provider in no place yet is everybody's to write who may write one somewhere: it is new. A strategic lead and a partnership
officer found providers (` + "`providerCreate`" + `) and write what lies in their scope; a provider writes its own entry, services and sites. What a partnership buys is recorded by
its officer and its strategic lead (` + "`contractRecord`" + `), by which the service becomes theirs to write; the audit keeps who did. A provider of which any part is outside of the scope
is not closed from within it.

## Who is not told names

These fields are null, wherever they are met, for everybody but the programme's own staff (administrator, programme lead,
regional lead, district coordinator), although there is somebody. The people themselves are not found by
their ids either: ` + "`node` and `nodes`" + ` answer null, as for an id that does not exist. That a post is held or covered, by how
many, and since when is public; so are the reasons given for cover and for closing a post, and the notes on statements, so write no
name there.

`

// TestAccessPage renders the table of rights for readers.
func TestAccessPage(t *testing.T) {
	var page strings.Builder
	page.WriteString(accessPreface + "| field | what it would tell |\n| --- | --- |\n")
	schema := load(t)
	for _, name := range names {
		owner, field, _ := strings.Cut(name, ".")
		description := schema.Types[owner].Fields.ForName(field).Description
		if description == "" {
			t.Errorf("no description of %s", name)
		}
		fmt.Fprintf(&page, "| `%s` | %s |\n", name, description)
	}
	sorted := slices.SortedFunc(slices.Values(rights), func(a, b right) int {
		return cmp.Or(strings.Index("QMS", a.field[:1])-strings.Index("QMS", b.field[:1]), strings.Compare(a.field, b.field)) // queries, mutations, subscriptions
	})
	page.WriteString(`
## Every operation

**yes**: everywhere. **no names**: everywhere, without the names of people. **own**: within the scope; elsewhere FORBIDDEN. **own
alone**: within the scope; nothing else is found. **no**: FORBIDDEN. **hidden**: NOT_FOUND. **null**: nothing is found. A program that calls the API from
within without saying on whose behalf is answered UNAUTHENTICATED throughout.

| operation |`)
	for _, who := range roles {
		page.WriteString(" " + who.name + " |")
	}
	page.WriteString("\n|" + strings.Repeat(" --- |", len(roles)+1) + "\n")
	for _, r := range sorted {
		fmt.Fprintf(&page, "| `%s` |", r.field)
		for column := range roles {
			page.WriteString(" " + r.of(column).words() + " |")
		}
		page.WriteByte('\n')
	}
	page.WriteString("\nThis page is written by a test of the API itself (`go test ./graph -run Access -update`), which asks for every operation as\n" +
		"every role, within its scope and elsewhere; do not edit it by hand.\n")
	golden(t, "../docs/access.md", []byte(page.String()))
}

func (c cell) words() string {
	switch c {
	case cells['Y']:
		return "yes"
	case cells['y']:
		return "no names"
	case cells['S']:
		return "own"
	case cells['A'], cells['a'], cells['b']:
		return "own alone"
	case cells['H']:
		return "hidden"
	case cells['n']:
		return "null"
	}
	return "no"
}

// world is what the table's arguments speak of: by "own" what lies in London, by "other" what lies in the North East.
type world map[string]variables

// examples finds codes and ids of what the demonstration draws by itself, among the ids one object of every type.
func examples(t *testing.T, d *door) world {
	t.Helper()
	c := d.operator
	data := c.ask(t, `query {
		own: district(code: "central-london") { code ...D } other: district(code: "tees-valley") { code ...D }
		post: post(code: "essex-d-1") { id grade { id } currentHoldings { id coordinator { id } } offers { nodes { id } } home { id } region { id identifiers { id } } }
		covered: posts(first: 1, filter: {state: [COVERED]}) { nodes { id cover { id } } }
		statements(first: 1) { nodes { id source { id } } } figureBatches(first: 1) { nodes { id } } }
	fragment D on District { id region { id code }
		posts(first: 1, filter: {state: [FILLED]}) { nodes { id currentHolder { id } } }
		jobcentres(first: 1, filter: {withChampion: true}) { nodes { code id names { id } champions { id } } }
		partnerships(first: 1) { nodes { code id links(first: 1) { nodes { id } } services(first: 1) { nodes { id } } } } }`, nil)
	given := c.ask(t, `mutation { grantGive(input: {subject: "somebody", role: ANALYST, reason: "an example"}) { grant { id } } }`, nil)
	shared := map[string]string{}
	for _, scope := range []string{"own", "other"} {
		shared[scope] = sharedScenario(t, d.as(t, "regional_lead@region:"+at(t, data, scope, "region", "code").(string)))
	}
	documents := map[string]variables{}
	for _, scope := range []string{"own", "other"} {
		partnership := at(t, data, scope, "partnerships", "nodes", 0, "id").(string)
		documents[scope] = draft(t, c, partnership)
		documents[scope]["agreement"] = toSign(t, c, partnership, at(t, data, scope, "id").(string))
		maps.Copy(documents[scope], draftPlan(t, c, partnership, 2010, documents[scope]["finding"], at(t, data, scope, "posts", "nodes", 0, "currentHolder", "id")))
	}
	paths := [][]any{
		{"own", "jobcentres", "nodes", 0, "id"}, {"own", "jobcentres", "nodes", 0, "names", 0, "id"}, {"own", "jobcentres", "nodes", 0, "champions", 0, "id"},
		{"own", "partnerships", "nodes", 0, "id"}, {"own", "partnerships", "nodes", 0, "links", "nodes", 0, "id"},
		{"post", "id"}, {"post", "grade", "id"}, {"post", "currentHoldings", 0, "id"}, {"post", "currentHoldings", 0, "coordinator", "id"},
		{"post", "offers", "nodes", 0, "id"}, {"post", "home", "id"}, {"post", "region", "id"}, {"post", "region", "identifiers", 0, "id"},
		{"covered", "nodes", 0, "id"}, {"covered", "nodes", 0, "cover", "id"}, {"statements", "nodes", 0, "id"}, {"statements", "nodes", 0, "source", "id"},
	}
	var ids []string
	for _, path := range paths {
		ids = append(ids, at(t, data, path...).(string))
	}
	ids = append(ids, shared["own"])
	for _, scope := range []string{"own", "other"} {
		p := at(t, data, scope, "partnerships", "nodes", 0)
		agreed := agreedPlan(t, d, at(t, p, "id").(string), at(t, p, "code").(string), at(t, data, scope, "region", "code").(string), at(t, data, scope, "posts", "nodes", 0, "currentHolder", "id"))
		maps.Copy(documents[scope], reviewed(t, c, agreed["plan"]))
		ids = append(ids, agreed["action"].(string))
	}
	if _, err := planning.New(d.store, today).Remind(t.Context()); err != nil {
		t.Fatal(err)
	}
	reminder := at(t, c.ask(t, `{ planBoard(year: 2009) { reminders(first: 1) { nodes { id } } } }`, nil), "planBoard", "reminders", "nodes", 0, "id").(string)
	ids = append(ids, reminder)
	for _, scope := range []string{"own", "other"} {
		maps.Copy(documents[scope], bought(t, c, at(t, data, scope, "partnerships", "nodes", 0, "code")))
	}
	for scope, region := range map[string]string{"own": "E12000007", "other": "E12000001"} {
		found := c.ask(t, `query($region: [String!]) { referralReturns(first: 1, filter: {region: $region}) { nodes { id } } }`, variables{"region": []any{region}})
		documents[scope]["return"] = at(t, found, "referralReturns", "nodes", 0, "id")
	}
	release := at(t, c.ask(t, `{ referralRelease { id } }`, nil), "referralRelease", "id").(string)
	provided := c.ask(t, `{ interventions { id } services(first: 17) { nodes { id contracts { id } sites { id site { id } } pause { id } } } providers(first: 1) { nodes { id } } }`, nil)
	ids = append(ids, at(t, provided, "interventions", 0, "id").(string), release, at(t, provided, "providers", "nodes", 0, "id").(string), at(t, provided, "services", "nodes", 0, "id").(string),
		at(t, provided, "services", "nodes", 0, "contracts", 0, "id").(string), at(t, provided, "services", "nodes", 0, "sites", 0, "id").(string),
		at(t, provided, "services", "nodes", 0, "sites", 0, "site", "id").(string), at(t, provided, "services", "nodes", 16, "pause", "id").(string))
	for _, scope := range []string{"own", "other"} {
		maps.Copy(documents[scope], referring(t, c, at(t, data, scope, "id"), at(t, data, scope, "jobcentres", "nodes", 0, "id"), at(t, provided, "services", "nodes", 0, "id"), scope))
	}
	learnt := c.ask(t, `{ competences { id } referralCodes { id } pathwayTemplates { id } employmentProgrammes { id } }`, nil)
	for _, list := range []string{"competences", "referralCodes", "pathwayTemplates", "employmentProgrammes"} {
		ids = append(ids, at(t, learnt, list, 0, "id").(string))
	}
	for _, kind := range []string{"pathway", "outreach", "session", "attendance", "return", "assessment", "section", "finding", "comment", "template", "plan", "part", "line", "priority", "objective", "action", "planComment", "suggestion",
		"review", "item", "agreement"} {
		ids = append(ids, documents["own"][kind].(string))
	}
	housed := c.ask(t, `mutation($in: CapacityRecordInput!) { capacityRecord(input: $in) { capacity { id } } }`,
		variables{"in": variables{"service": at(t, data, "own", "partnerships", "nodes", 0, "services", "nodes", 0, "id"), "month": "2009-04-01", "places": 10}})
	ids = append(ids, at(t, housed, "capacityRecord", "capacity", "id").(string))
	w := world{}
	for _, scope := range []string{"own", "other"} {
		d := data[scope]
		w[scope] = variables{
			"ids": ids, "intervention": at(t, provided, "interventions", 0, "id"), "allocation": shared[scope], "batch": at(t, data, "figureBatches", "nodes", 0, "id"), "grant": at(t, given, "grantGive", "grant", "id"), "district": at(t, d, "id"), "region": at(t, d, "region", "id"),
			"districtCode": at(t, d, "code"), "service": at(t, d, "partnerships", "nodes", 0, "services", "nodes", 0, "id"),
			"post": at(t, d, "posts", "nodes", 0, "id"), "person": at(t, d, "posts", "nodes", 0, "currentHolder", "id"),
			"office": at(t, d, "jobcentres", "nodes", 0, "id"), "officeCode": at(t, d, "jobcentres", "nodes", 0, "code"),
			"champion":    at(t, d, "jobcentres", "nodes", 0, "champions", 0, "id"),
			"partnership": at(t, d, "partnerships", "nodes", 0, "id"), "partnershipCode": at(t, d, "partnerships", "nodes", 0, "code"),
		}
		maps.Copy(w[scope], documents[scope])
	}
	return w
}

// bought gives the ids of a service that a partnership bought in 2008, and of what belongs to it.
func bought(t *testing.T, c client, partnership any) variables {
	t.Helper()
	found := c.ask(t, `query($of: [String!]) { services(asOf: "2008-06-01", first: 1, filter: {partnership: $of}) { nodes { id provider { id code } contracts { id }
		sites { id site { id confidential } } } } }`, variables{"of": []any{partnership}})
	service := at(t, found, "services", "nodes", 0)
	site := at(t, service, "sites", 0, "site", "id")
	if at(t, service, "sites", 0, "site", "confidential") == true { // the table asks about sites that everybody sees
		c.ask(t, `mutation($id: ID!) { siteUpdate(id: $id, input: {expectedVersion: 1, confidential: false}) { site { id } } }`, variables{"id": site})
	}
	return variables{"service": at(t, service, "id"), "provider": at(t, service, "provider", "id"), "providerCode": at(t, service, "provider", "code"),
		"contract": at(t, service, "contracts", 0, "id"), "offered": at(t, service, "sites", 0, "id"), "site": site}
}

// draft begins an assessment for 2010/11 with one of everything, and gives the ids.
func draft(t *testing.T, c client, partnership string) variables {
	t.Helper()
	made := c.ask(t, `mutation($in: AssessmentStartInput!) { assessmentStart(input: $in) { assessment { id template { id } section(code: "REPORTED_DEMAND") { id } } } }`,
		variables{"in": variables{"partnership": partnership, "year": 2010}})
	id := at(t, made, "assessmentStart", "assessment", "id").(string)
	found := c.ask(t, `mutation($in: FindingAddInput!) { findingAdd(input: $in) { finding { id } } }`, variables{"in": variables{"assessment": id, "statement": "An example."}})
	finding := at(t, found, "findingAdd", "finding", "id").(string)
	said := c.ask(t, `mutation($in: CommentAddInput!) { commentAdd(input: $in) { comment { id } } }`, variables{"in": variables{"finding": finding, "text": "An example."}})
	return variables{"assessment": id, "section": at(t, made, "assessmentStart", "assessment", "section", "id"), "finding": finding,
		"comment": at(t, said, "commentAdd", "comment", "id"), "template": at(t, made, "assessmentStart", "assessment", "template", "id")}
}

// referring records a pathway, outreach and a session of training of a district and an office of it, and gives the ids.
func referring(t *testing.T, c client, district, office, service any, scope string) variables {
	t.Helper()
	made := c.ask(t, `mutation($way: PathwayCreateInput!, $held: OutreachStartInput!, $learnt: TrainingRecordInput!) {
		pathwayCreate(input: $way) { pathway { id code } } outreachStart(input: $held) { outreach { id } } trainingRecord(input: $learnt) { session { id } } }`, variables{
		"way": variables{"code": "example-" + scope, "name": "An example", "area": district, "service": service, "template": "jobcentre-to-treatment",
			"contact": variables{"role": "Duty worker", "email": "duty@service.example"}, "from": "2009-03-02"},
		"held":   variables{"kind": "PROVIDER_AT_JOBCENTRE", "service": service, "jobcentre": office, "sessionsPerWeek": "1", "riskAssessment": "NOT_ASSESSED", "from": "2009-03-02"},
		"learnt": variables{"district": district, "title": "An example", "day": "2009-03-02", "hours": "1"}})
	session := at(t, made, "trainingRecord", "session", "id")
	came := c.ask(t, `mutation($id: ID!, $office: ID!) { attendanceRecord(id: $id, input: {expectedVersion: 1, offices: [{jobcentre: $office, attended: 2}]}) { session { attendance { id } } } }`,
		variables{"id": session, "office": office})
	return variables{"pathway": at(t, made, "pathwayCreate", "pathway", "id"), "pathwayCode": at(t, made, "pathwayCreate", "pathway", "code"),
		"outreach": at(t, made, "outreachStart", "outreach", "id"), "session": session, "attendance": at(t, came, "attendanceRecord", "session", "attendance", 0, "id")}
}

// reviewed prepares the first review of a plan in force, and gives the ids.
func reviewed(t *testing.T, c client, plan any) variables {
	t.Helper()
	made := c.ask(t, `mutation($in: ReviewPrepareInput!) { reviewPrepare(input: $in) { review { id items(first: 1) { nodes { id } } } } }`, variables{"in": variables{"plan": plan, "quarter": 1}})
	return variables{"reviewed": plan, "review": at(t, made, "reviewPrepare", "review", "id"), "item": at(t, made, "reviewPrepare", "review", "items", "nodes", 0, "id")}
}

// toSign begins a protocol of a partnership with a district, and gives its id.
func toSign(t *testing.T, c client, partnership, district string) string {
	t.Helper()
	made := c.ask(t, `mutation($in: AgreementStartInput!) { agreementStart(input: $in) { agreement { id } userErrors { message } } }`,
		variables{"in": variables{"kind": "INFORMATION_SHARING_PROTOCOL", "partnership": partnership, "district": district, "from": "2013-04-01"}})
	return at(t, made, "agreementStart", "agreement", "id").(string)
}

// agreedPlan gives the ids of a plan of a partnership for 2011/12 with one of everything, which is in force.
func agreedPlan(t *testing.T, d *door, partnership, code, region string, coordinator any) variables {
	t.Helper()
	ids := draftPlan(t, d.operator, partnership, 2011, nil, coordinator)
	step := func(c client, mutation, more string) {
		got := c.ask(t, fmt.Sprintf(`mutation($id: ID!, $version: Int!) { it: %s(id: $id, input: {expectedVersion: $version%s}) { plan { version } userErrors { message } } }`, mutation, more),
			variables{"id": ids["plan"], "version": ids["version"]})
		ids["version"] = at(t, got, "it", "plan", "version")
	}
	ids["version"] = 1
	step(d.operator, "planSubmit", "")
	step(d.as(t, "partnership_chair@partnership:"+code), "planSign", `, signature: "PARTNERSHIP_CHAIR"`)
	step(d.as(t, "commissioning_chair@partnership:"+code), "planSign", `, signature: "COMMISSIONING_CHAIR"`)
	step(d.as(t, "regional_lead@region:"+region), "planAgree", "")
	return ids
}

// draftPlan begins a plan for a year with one of everything, which answers a finding if there is one, and gives the ids.
func draftPlan(t *testing.T, c client, partnership string, year int, finding, coordinator any) variables {
	t.Helper()
	done := func(mutation, selection string, input variables) string {
		name := strings.ToUpper(mutation[:1]) + mutation[1:]
		got := c.ask(t, fmt.Sprintf(`mutation($in: %sInput!) { %s(input: $in) { %s { id } userErrors { message } } }`, name, mutation, selection), variables{"in": input})
		return at(t, got, mutation, selection, "id").(string)
	}
	findings := []any{}
	if finding != nil {
		findings = append(findings, finding)
	}
	plan := done("planStart", "plan", variables{"partnership": partnership, "year": year})
	parts := c.ask(t, `query($id: ID!) { plan(id: $id) { part(code: "STRATEGIC_SUMMARY") { id } money: part(code: "FUNDING") { id } grid: part(code: "GRID_4") { id } } }`, variables{"id": plan})
	money, grid := at(t, parts, "plan", "money", "id"), at(t, parts, "plan", "grid", "id")
	line := done("fundingLineAdd", "line", variables{"part": money, "stream": "OTHER", "name": "An example", "planned": "100"})
	priority := done("priorityAdd", "priority", variables{"part": grid, "statement": "An example.", "findings": findings})
	objective := done("objectiveAdd", "objective", variables{"priority": priority, "statement": "An example.", "findings": findings,
		"funding": []any{variables{"line": line, "pence": "50"}}})
	action := done("planActionAdd", "action", variables{"objective": objective, "text": "An example.", "byWhen": variables{"words": "Continuous"}, "pathway": true,
		"owner": variables{"role": "Coordinator", "coordinator": coordinator}, "target": variables{"indicator": "IN_TREATMENT_CONTACT", "value": "10"},
		"evidence": []any{variables{"figure": "fig_1"}}})
	return variables{"plan": plan, "part": at(t, parts, "plan", "part", "id"), "money": money, "grid": grid, "line": line, "priority": priority, "objective": objective,
		"action": action, "planComment": done("planCommentAdd", "comment", variables{"row": action, "text": "An example."}),
		"suggestion": done("suggestionMake", "suggestion", variables{"row": action, "action": variables{"text": "Another example."}})}
}

// sharedScenario makes a scenario of a region that all staff may see.
func sharedScenario(t *testing.T, c client) string {
	t.Helper()
	id := scenario(t, c, "An example", terms+", bounds: ["+minimum+"]")
	for _, verb := range []string{"Share", "Compute", "Submit"} {
		step(t, c, verb, id, "", "")
	}
	return id
}

var quoted = regexp.MustCompile(`"\$(\w+)"`)

// filled gives the arguments with the names put in.
func (r right) filled(values variables) string {
	return quoted.ReplaceAllStringFunc(r.arguments, func(name string) string {
		return fmt.Sprintf("%q", values[strings.Trim(name, `"$`)])
	})
}

// document asks for the field under the name "it".
func (r right) document(schema *ast.Schema, values variables) string {
	kind, field, _ := strings.Cut(r.field, ".")
	if kind == "Mutation" {
		return "mutation { it: " + field + r.filled(values) + " { userErrors { code message path } } }"
	}
	if kind == "Subscription" {
		return "subscription { it: " + field + r.filled(values) + " { __typename } }"
	}
	below := " { __typename }"
	if !composite(schema, schema.Query.Fields.ForName(field)) {
		below = ""
	}
	return declared("{ it: " + field + r.filled(values) + below + " }")
}

// declared gives the document with a declaration of the variable that it uses.
func declared(document string) string {
	if strings.Contains(document, "$ids") {
		return "query($ids: [ID!]!) " + document
	}
	return document
}
