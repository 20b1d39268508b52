package graph_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/vektah/gqlparser/v2/ast"

	"waymark/domain/viewer"
	"waymark/graph"
)

// answerTo is what comes of asking for a field.
type answerTo string

const (
	done            answerTo = "yes"
	withoutNames    answerTo = "yes, without names"
	absent          answerTo = "null"
	forbidden       answerTo = "FORBIDDEN"
	notFound        answerTo = "NOT_FOUND"
	unauthenticated answerTo = "UNAUTHENTICATED"
)

// cell is what comes of a field for a role: asked of what lies in the role's scope, and of what lies elsewhere.
type cell struct{ own, other answerTo }

// cells by the letters that the table of rights is written with.
var cells = map[rune]cell{
	'Y': {done, done},                 // everywhere
	'y': {withoutNames, withoutNames}, // everywhere, and no names are told
	'S': {done, forbidden},            // in the scope
	'A': {done, notFound},             // in the scope, and nothing else is seen
	'a': {withoutNames, absent},       // the same of a query
	'F': {forbidden, forbidden},       // nowhere
	'f': {forbidden, notFound},        // nowhere, and nothing outside of the scope is seen
	'H': {notFound, notFound},         // it is not seen
	'n': {absent, absent},             // the same of a query
	'b': {done, absent},               // in the scope, and nothing else is seen, with names
}

// role is somebody who asks.
type role struct {
	name, title string
	grant       string // empty: has not signed in
	names       bool   // whether names are told
}

// roles in the order of the columns. Scopes are in London: its district Central London, and a partnership there.
var roles = []role{
	{"administrator", "administrator", "administrator", true},
	{"programme lead", "programme lead", "programme_lead", true},
	{"regional lead", "regional lead", "regional_lead@region:E12000007", true},
	{"district coordinator", "district coordinator", "district_coordinator@district:central-london", true},
	{"partnership officer", "partnership officer", "partnership_officer@partnership:$own", false},
	{"partnership chair", "partnership chair", "partnership_chair@partnership:$own", false},
	{"commissioning chair", "commissioning chair", "commissioning_chair@partnership:$own", false},
	{"provider", "provider", "provider@provider:$provider", false},
	{"analyst", "analyst", "analyst", false},
	{"viewer", "viewer", "viewer", false},
	{"anonymous", "anonymous", "", false},
}

// officer is the column of the first role that does not see all partnerships.
const officer = 4

// right is one row of the table of rights: a field, how to ask it, and what comes of it for each role.
type right struct {
	field     string // with its type, Query or Mutation
	arguments string // $names are put in: of what lies in London, and of what lies in the North East
	letters   string // one of cells for each of roles
}

// stale is the version with which nothing is changed by who may.
const stale = "expectedVersion: 0"

// rights is the one table of who may do what. Every field of Query, Mutation and Subscription has a row, and no other. The columns:
// national (administrator, programme lead), staff with a scope (region, district), of a partnership (officer and two chairs),
// others (provider, analyst, viewer), anonymous.
var rights = []right{
	{"Query.allocation", `(id: "$allocation")`, "YY YY FFF FFF F"},
	{"Query.allocationCompare", `(id: "$allocation")`, "YY YY FFF FFF F"},
	{"Query.allocations", "(first: 3)", "YY YY FFF FFF F"},
	{"Query.apportion", `(input: {posts: 3, claimants: [{key: "a", need: "2", floor: 1}, {key: "b", need: "1"}]})`, "YY YY YYY YYY Y"},
	{"Query.apportionRobust", `(input: {posts: 3, claimants: [{key: "a"}], scenarios: [{name: "s", needs: [{key: "a", need: "2"}]}]})`, "YY YY YYY YYY Y"},
	{"Query.apportionTable", `(input: {rows: [{key: "r", posts: 2}], columns: [{key: "c", posts: 2}], cells: [{row: "r", column: "c", need: "2"}]})`, "YY YY YYY YYY Y"},
	{"Query.agreement", `(id: "$agreement")`, "YY YY aaa nnn n"},
	{"Query.agreementCoverage", "(kind: JOBCENTRE_AGREEMENT)", "YY YY yyy FFF F"},
	{"Query.agreements", "(first: 3)", "YY YY yyy yyy y"},
	{"Query.assessment", `(id: "$assessment")`, "YY YY aaa nnn n"},
	{"Query.assessmentCoverage", "(year: 2009)", "YY YY yyy FFF F"},
	{"Query.assessments", "(first: 3)", "YY YY yyy yyy y"},
	{"Query.audit", "(first: 2)", "YY YY yyy FFF F"},
	{"Query.competences", "", "YY YY yyy yyy y"},
	{"Query.coordinators", "", "YY YY FFF FFF F"},
	{"Query.coverage", `(asOf: "2009-03-05")`, "YY YY yyy yyy y"},
	{"Query.dimensions", "", "YY YY yyy yyy y"},
	{"Query.district", `(code: "essex")`, "YY YY yyy yyy y"},
	{"Query.disclosureProfiles", "", "YY YY YYY YYY Y"},
	{"Query.districts", "(first: 3)", "YY YY yyy yyy y"},
	{"Query.employmentProgrammes", "", "YY YY yyy yyy y"},
	{"Query.england", "", "YY YY yyy yyy y"},
	{"Query.establishment", "", "YY YY yyy yyy y"},
	{"Query.families", "", "YY YY yyy yyy y"},
	{"Query.figureBatches", "", "YY YY yyy yyy y"},
	{"Query.figures", `(first: 5, filter: {indicator: ["IN_TREATMENT_CONTACT"], year: [2008]})`, "YY YY yyy yyy y"},
	{"Query.funnel", `(measure: "PENETRATION", placeKind: PARTNERSHIP)`, "YY YY yyy yyy y"},
	{"Query.grades", "", "YY YY yyy yyy y"},
	{"Query.grants", "", "YF FF FFF FFF F"},
	{"Query.indicator", `(code: "TOP_COMPLETENESS")`, "YY YY yyy yyy y"},
	{"Query.indicators", "(first: 3)", "YY YY yyy yyy y"},
	{"Query.intervention", `(code: "intensive-activity-2010")`, "YY YY yyy yyy y"},
	{"Query.interventions", "", "YY YY yyy yyy y"},
	{"Query.jobcentre", "(code: \"$officeCode\")", "YY YY yyy yyy y"},
	{"Query.jobcentres", "(first: 20)", "YY YY yyy yyy y"},
	{"Query.measures", "", "YY YY yyy yyy y"},
	{"Query.node", "(id: \"$partnership\")", "YY YY aaa yyy y"},
	{"Query.nodes", "(ids: $ids)", "YY YY yyy yyy y"},
	{"Query.partnership", "(code: \"$partnershipCode\")", "YY YY aaa yyy y"},
	{"Query.partnerships", "(first: 3)", "YY YY yyy yyy y"},
	{"Query.pathway", `(code: "$pathwayCode")`, "YY YY yyy yyy y"},
	{"Query.pathwayGaps", `(district: "central-london", first: 3)`, "YY YY yyy yyy y"},
	{"Query.pathwayTemplates", "", "YY YY yyy yyy y"},
	{"Query.pathways", "(first: 3)", "YY YY yyy yyy y"},
	{"Query.pinchPoints", `(district: "$districtCode")`, "YY SS FFF FyF F"},
	{"Query.watchingBrief", `(district: "$districtCode")`, "YY SS FFF FyF F"},
	{"Query.plan", `(id: "$plan")`, "YY YY aaa nnn n"},
	{"Query.planBoard", "(year: 2009)", "YY YY yyy FFF F"},
	{"Query.planDiff", `(from: {plan: "$plan"}, to: {plan: "$plan"})`, "YY YY aaa nnn n"},
	{"Query.plans", "(first: 3)", "YY YY yyy yyy y"},
	{"Query.post", `(code: "essex-d-1")`, "YY YY yyy yyy y"},
	{"Query.posts", "(first: 10)", "YY YY yyy yyy y"},
	{"Query.provider", `(code: "syn-provider-01")`, "YY YY yyy yyy y"},
	{"Query.providerDuplicates", "", "YY YY FFF FFF F"},
	{"Query.providers", "(first: 3)", "YY YY yyy yyy y"},
	{"Query.reads", "", "YF FF FFF FFF F"},
	{"Query.referralCodes", "", "YY YY yyy yyy y"},
	{"Query.referralDefinitions", "", "YY YY YYY YYY Y"},
	{"Query.referralRelease", "", "YY YY yyy yyy y"},
	{"Query.referralReleases", "(first: 1)", "YY YY yyy yyy y"},
	{"Query.referralReturn", `(id: "$return")`, "YY bb nnn nyn n"},
	{"Query.referralReturns", "(first: 1)", "YY YY FFF FyF F"},
	{"Query.returnCompleteness", `(from: "2009-01-01", to: "2009-03-01", district: "central-london")`, "YY YY FFF FyF F"},
	{"Query.region", `(code: "E12000007")`, "YY YY yyy yyy y"},
	{"Query.regions", "", "YY YY yyy yyy y"},
	{"Query.review", `(id: "$review")`, "YY YY aaa nnn n"},
	{"Query.service", `(code: "syn-service-001")`, "YY YY yyy yyy y"},
	{"Query.services", "(first: 3)", "YY YY yyy yyy y"},
	{"Query.sources", "", "YY YY yyy yyy y"},
	{"Query.statements", "", "YY YY yyy yyy y"},
	{"Query.today", "", "YY YY YYY YYY Y"},
	{"Query.trace", `(finding: "$finding")`, "YY YY aaa nnn n"},
	{"Query.trainingGaps", `(district: "central-london", first: 3)`, "YY YY yyy yyy y"},
	{"Query.trainingSessions", "(first: 3)", "YY YY yyy yyy y"},
	{"Query.vacancyStatistics", `(from: "2009-01-01", to: "2010-01-01")`, "YY YY yyy yyy y"},
	{"Query.versionDiff", "(on: \"$partnership\", from: 1, to: 1)", "YY YY AAA FFF F"},
	{"Query.viewer", "", "YY YY yyy yyy y"},
	{"Query.worseAndWorsening", `(measure: "PENETRATION", placeKind: PARTNERSHIP)`, "YY YY yyy yyy y"},

	{"Mutation.allocationAdopt", `(id: "$allocation", input: {` + stale + `, on: "2009-06-01", fundingStream: "", reason: ""})`, "YY FF HHH HHH F"},
	{"Mutation.allocationCancel", `(id: "$allocation")`, "YY SF HHH HHH F"}, // of which nothing is computed
	{"Mutation.allocationCompute", `(id: "$allocation", input: {` + stale + `})`, "YY SF HHH HHH F"},
	{"Mutation.allocationCreate", `(input: {owner: "$region", name: "", terms: {grade: "", need: {combine: RAW_SUM, measures: []}}})`, "YY SF FFF FFF F"},
	{"Mutation.allocationReturn", `(id: "$allocation", input: {` + stale + `, reason: ""})`, "YY FF HHH HHH F"},
	{"Mutation.allocationShare", `(id: "$allocation", input: {` + stale + `})`, "YY SF HHH HHH F"},
	{"Mutation.allocationSubmit", `(id: "$allocation", input: {` + stale + `})`, "YY SF HHH HHH F"},
	{"Mutation.allocationUpdate", `(id: "$allocation", input: {` + stale + `})`, "YY SF HHH HHH F"},
	{"Mutation.allocationWithdraw", `(id: "$allocation", input: {` + stale + `})`, "YY SF HHH HHH F"},
	{"Subscription.allocationProgress", `(id: "$allocation")`, "YY YY FFF FFF F"},
	{"Subscription.changes", `(after: "aud_0")`, "yy yy yyy yyy y"}, // what each is told is in changes_test.go

	{"Mutation.agreementAgree", `(id: "$agreement", input: {` + stale + `})`, "YY SF FFF FFF F"},
	{"Mutation.agreementClose", `(id: "$agreement", input: {` + stale + `, reason: ""})`, "YY SF FFF FFF F"},
	{"Mutation.agreementRenew", `(id: "$agreement", input: {` + stale + `})`, "YY FS AFF FFF F"},
	{"Mutation.agreementReturn", `(id: "$agreement", input: {` + stale + `, reason: ""})`, "YY SS FAA FFF F"},
	{"Mutation.agreementReview", `(id: "$agreement", input: {` + stale + `, note: ""})`, "YY FS AFF FFF F"},
	{"Mutation.agreementRevise", `(id: "$agreement", input: {` + stale + `, reason: ""})`, "YY FS AFF FFF F"},
	{"Mutation.agreementSign", `(id: "$agreement", input: {` + stale + `, signature: ""})`, "YY SS FAA FFF F"},
	{"Mutation.agreementStart", `(input: {kind: JOBCENTRE_AGREEMENT, partnership: "$partnership", district: "$district", from: "1990-04-01"})`, "YY FS AFF FFF F"},
	{"Mutation.agreementSubmit", `(id: "$agreement", input: {` + stale + `})`, "YY FS AFF FFF F"},
	{"Mutation.agreementUpdate", `(id: "$agreement", input: {` + stale + `})`, "YY FS AFF FFF F"},
	{"Mutation.agreementWithdraw", `(id: "$agreement", input: {` + stale + `})`, "YY FS AFF FFF F"},
	{"Mutation.assessmentAgree", `(id: "$assessment", input: {` + stale + `})`, "YY SF FFF FFF F"},
	{"Mutation.assessmentEndorse", `(id: "$assessment", input: {` + stale + `})`, "YY FF FAF FFF F"},
	{"Mutation.assessmentReturn", `(id: "$assessment", input: {` + stale + `, reason: ""})`, "YY SF FAF FFF F"},
	{"Mutation.assessmentRevise", `(id: "$assessment", input: {` + stale + `, reason: ""})`, "YY FF AFF FFF F"},
	{"Mutation.assessmentRollForward", `(input: {partnership: "$partnership", year: 0})`, "YY FF AFF FFF F"},
	{"Mutation.assessmentSectionAdd", `(input: {assessment: "$assessment", title: ""})`, "YY FF AFF FFF F"},
	{"Mutation.assessmentSectionUpdate", `(id: "$section", input: {` + stale + `})`, "YY FS fFF FFF F"}, // the coordinator's own; others are in assessment_test.go
	{"Mutation.assessmentStart", `(input: {partnership: "$partnership", year: 0})`, "YY FF AFF FFF F"},
	{"Mutation.assessmentSubmit", `(id: "$assessment", input: {` + stale + `})`, "YY FF AFF FFF F"},
	{"Mutation.assessmentWithdraw", `(id: "$assessment", input: {` + stale + `})`, "YY FF AFF FFF F"},

	{"Mutation.figuresImport", `(input: {file: "", externalId: ""})`, "YY FF FFF FFF F"},
	{"Mutation.figuresReverse", `(id: "$batch", input: {` + stale + `, reason: ""})`, "YY FF FFF FFF F"},
	{"Subscription.figuresImportProgress", `(externalId: "x")`, "YY FF FFF FFF F"},

	{"Mutation.commentAdd", `(input: {finding: "$finding", text: ""})`, "YY SS AAA FFF F"},
	{"Mutation.commentReopen", `(id: "$comment", input: {` + stale + `})`, "YY SS AAA FFF F"},
	{"Mutation.commentResolve", `(id: "$comment", input: {` + stale + `})`, "YY SS AAA FFF F"},
	{"Mutation.findingAdd", `(input: {assessment: "$assessment", statement: ""})`, "YY FF AFF FFF F"},
	{"Mutation.findingAnswer", `(id: "$finding", input: {` + stale + `, answer: ""})`, "YY FF AFF FFF F"},
	{"Mutation.findingMove", `(id: "$finding", input: {` + stale + `, priority: HIGH})`, "YY FF AFF FFF F"},
	{"Mutation.findingUpdate", `(id: "$finding", input: {` + stale + `})`, "YY FF AFF FFF F"},
	{"Mutation.findingWithdraw", `(id: "$finding", input: {` + stale + `, reason: ""})`, "YY FF AFF FFF F"},

	{"Mutation.planAgree", `(id: "$plan", input: {` + stale + `})`, "YY SF FFF FFF F"},
	{"Mutation.planClose", `(id: "$plan", input: {` + stale + `, reason: ""})`, "YY SF FFF FFF F"},
	{"Mutation.planDeliver", `(id: "$plan", input: {` + stale + `})`, "YY SF AFF FFF F"},
	{"Mutation.planReturn", `(id: "$plan", input: {` + stale + `, reason: ""})`, "YY SF FAA FFF F"},
	{"Mutation.planRevise", `(id: "$plan", input: {` + stale + `, reason: ""})`, "YY FF AFF FFF F"},
	{"Mutation.planRollForward", `(input: {partnership: "$partnership", year: 0})`, "YY FF AFF FFF F"},
	{"Mutation.planSign", `(id: "$plan", input: {` + stale + `, signature: ""})`, "YY FF FAA FFF F"},
	{"Mutation.planStart", `(input: {partnership: "$partnership", year: 0})`, "YY FF AFF FFF F"},
	{"Mutation.planSubmit", `(id: "$plan", input: {` + stale + `})`, "YY FF AFF FFF F"},
	{"Mutation.planWithdraw", `(id: "$plan", input: {` + stale + `})`, "YY FF AFF FFF F"},
	{"Mutation.fundingLineAdd", `(input: {part: "$money", stream: "", name: "", planned: "0"})`, "YY FF AFF FFF F"},
	{"Mutation.fundingLineUpdate", `(id: "$line", input: {` + stale + `})`, "YY FF AFF FFF F"},
	{"Mutation.objectiveAdd", `(input: {priority: "$priority", statement: ""})`, "YY FF AFF FFF F"},
	{"Mutation.objectiveUpdate", `(id: "$objective", input: {` + stale + `})`, "YY FF AFF FFF F"},
	{"Mutation.planActionAdd", `(input: {objective: "$objective", text: "", byWhen: {}, pathway: true})`, "YY FS AFF FFF F"}, // the coordinator's too; others are in plan_test.go
	{"Mutation.planActionUpdate", `(id: "$action", input: {` + stale + `})`, "YY FS AFF FFF F"},
	{"Mutation.planPartUpdate", `(id: "$part", input: {` + stale + `})`, "YY FF AFF FFF F"},
	{"Mutation.planRowMove", `(id: "$action", input: {` + stale + `})`, "YY FS AFF FFF F"},
	{"Mutation.planRowRemove", `(id: "$action", input: {` + stale + `, reason: ""})`, "YY FS AFF FFF F"},
	{"Mutation.planRowRestore", `(id: "$action", input: {` + stale + `})`, "YY FS AFF FFF F"},
	{"Mutation.priorityAdd", `(input: {part: "$grid", statement: ""})`, "YY FF AFF FFF F"},
	{"Mutation.priorityUpdate", `(id: "$priority", input: {` + stale + `})`, "YY FF AFF FFF F"},
	{"Mutation.planCommentAdd", `(input: {row: "$objective", text: ""})`, "YY SS AAA FFF F"},
	{"Mutation.planCommentReopen", `(id: "$planComment", input: {` + stale + `})`, "YY SS AAA FFF F"},
	{"Mutation.planCommentResolve", `(id: "$planComment", input: {` + stale + `})`, "YY SS AAA FFF F"},
	{"Mutation.suggestionAccept", `(id: "$suggestion", input: {` + stale + `, rowVersion: 0})`, "YY FS AFF FFF F"},
	{"Mutation.suggestionDecline", `(id: "$suggestion", input: {` + stale + `, answer: ""})`, "YY FS AFF FFF F"},
	{"Mutation.suggestionMake", `(input: {row: "$objective"})`, "YY SS AAA FFF F"},
	{"Mutation.suggestionRetract", `(id: "$suggestion", input: {` + stale + `})`, "YY SS AAA FFF F"},

	{"Mutation.capacityRecord", `(input: {service: "$service", month: "1990-01-01", places: 0})`, "YY SF SFF SFF F"},
	{"Mutation.releasePublish", `(input: {title: "", from: "2009-01-01", to: "2009-01-01"})`, "YY FF FFF FFF F"},
	{"Mutation.returnAccept", `(id: "$return", input: {` + stale + `})`, "YY AF FFF FFF F"},
	{"Mutation.returnAnswer", `(id: "$return", input: {` + stale + `, answers: []})`, "YY AA FFF FFF F"},
	{"Mutation.returnQuery", `(id: "$return", input: {` + stale + `, reason: ""})`, "YY AF FFF FFF F"},
	{"Mutation.returnsImport", `(input: {file: ""})`, "YY YY FFF FFF F"}, // a row of another office is told in the answer
	{"Mutation.returnSubmit", `(input: {jobcentre: "$office", month: "1990-01-01", rows: []})`, "YY SS FFF FFF F"},

	{"Mutation.attendanceRecord", `(id: "$session", input: {` + stale + `, offices: []})`, "YY SS FFF FFF F"},
	{"Mutation.interventionRecord", `(input: {code: "", source: "", name: "", offices: []})`, "YY FF FFF FFF F"},
	{"Mutation.interventionUpdate", `(id: "$intervention", input: {` + stale + `})`, "YY FF FFF FFF F"},
	{"Mutation.outreachEnd", `(id: "$outreach", input: {` + stale + `, on: "2009-01-01"})`, "YY SS FFF FFF F"},
	{"Mutation.outreachStart", `(input: {kind: PROVIDER_AT_JOBCENTRE, service: "", jobcentre: "$office", sessionsPerWeek: "0", riskAssessment: REFUSED, from: "2009-01-01"})`, "YY SS FFF FFF F"},
	{"Mutation.outreachUpdate", `(id: "$outreach", input: {` + stale + `})`, "YY SS FFF FFF F"},
	{"Mutation.pathwayCreate", `(input: {code: "", name: "", area: "$district", service: "", template: "", contact: {role: ""}, from: "2009-01-01"})`, "YY SS FFF FFF F"},
	{"Mutation.pathwayEnd", `(id: "$pathway", input: {` + stale + `, on: "2009-01-01"})`, "YY SS FFF FFF F"},
	{"Mutation.pathwayUpdate", `(id: "$pathway", input: {` + stale + `})`, "YY SS FFF FFF F"},
	{"Mutation.trainingRecord", `(input: {district: "$district", title: "", day: "2009-01-01", hours: "0"})`, "YY SS FFF FFF F"},
	{"Mutation.trainingUpdate", `(id: "$session", input: {` + stale + `})`, "YY SS FFF FFF F"},
	{"Mutation.trainingWithdraw", `(id: "$session", input: {` + stale + `, reason: ""})`, "YY SS FFF FFF F"},

	{"Mutation.reviewComplete", `(id: "$review", input: {` + stale + `})`, "YY FF AFF FFF F"},
	{"Mutation.reviewItemUpdate", `(id: "$item", input: {` + stale + `})`, "YY FS AFF FFF F"}, // of the coordinator's action; others are in planning
	{"Mutation.reviewPrepare", `(input: {plan: "$reviewed", quarter: 5})`, "YY FF AFF FFF F"},
	{"Mutation.reviewUpdate", `(id: "$review", input: {` + stale + `})`, "YY FF AFF FFF F"},

	{"Mutation.contractEnd", `(id: "$contract", input: {` + stale + `, on: "2009-01-01"})`, "YY SF Aff FFF F"},
	{"Mutation.contractRecord", `(input: {service: "", partnership: "$partnership", from: "2009-01-01"})`, "YY SF AFF FFF F"},
	{"Mutation.providerClose", `(id: "$provider", input: {` + stale + `, on: "2009-01-01"})`, "YY SF SFF SFF F"},
	{"Mutation.providerCreate", `(input: {code: "", name: "", kind: NHS, from: "2009-01-01"})`, "YY YF YFF FFF F"},
	{"Mutation.providerUpdate", `(id: "$provider", input: {` + stale + `})`, "YY SF SFF SFF F"},
	{"Mutation.serviceAssure", `(id: "$service", input: {` + stale + `, on: "2009-01-01"})`, "YY SF SFF SFF F"},
	{"Mutation.serviceClose", `(id: "$service", input: {` + stale + `, on: "2009-01-01"})`, "YY SF SFF SFF F"},
	{"Mutation.serviceCreate", `(input: {provider: "$provider", code: "", name: "", kind: OPEN_ACCESS, from: "2009-01-01"})`, "YY SF SFF SFF F"},
	{"Mutation.servicePause", `(id: "$service", input: {` + stale + `, from: "2009-01-01", reason: ""})`, "YY SF SFF SFF F"},
	{"Mutation.serviceResume", `(id: "$service", input: {` + stale + `, on: "2009-01-01"})`, "YY SF SFF SFF F"},
	{"Mutation.serviceSiteClose", `(id: "$offered", input: {` + stale + `, on: "2009-01-01"})`, "YY SF SFF SFF F"},
	{"Mutation.serviceSiteOpen", `(input: {service: "$service", ` + stale + `, site: "", from: "2009-01-01"})`, "YY SF SFF SFF F"},
	{"Mutation.serviceSiteUpdate", `(id: "$offered", input: {` + stale + `})`, "YY SF SFF SFF F"},
	{"Mutation.serviceUpdate", `(id: "$service", input: {` + stale + `})`, "YY SF SFF SFF F"},
	{"Mutation.siteClose", `(id: "$site", input: {` + stale + `, on: "2009-01-01"})`, "YY SF SFF SFF F"},
	{"Mutation.siteCreate", `(input: {provider: "$provider", code: "", name: "", from: "2009-01-01"})`, "YY SF SFF SFF F"},
	{"Mutation.siteUpdate", `(id: "$site", input: {` + stale + `})`, "YY SF SFF SFF F"},

	{"Mutation.championAppoint", `(input: {jobcentre: "$office", ` + stale + `, from: "2009-01-01"})`, "YY SS FFF FFF F"},
	{"Mutation.championRelease", `(id: "$champion", input: {` + stale + `, on: "2009-01-01"})`, "YY SS FFF FFF F"},
	{"Mutation.coordinatorCreate", `(input: {name: ""})`, "YY YF FFF FFF F"},
	{"Mutation.coordinatorUpdate", `(id: "$person", input: {` + stale + `, name: ""})`, "YY SF HHH HHH F"},
	{"Mutation.districtCreate", `(input: {code: "", name: "", region: "$region", from: "2009-01-01"})`, "YY FF FFF FFF F"},
	{"Mutation.districtMerge", `(input: {districts: [{id: "$district", ` + stale + `}], on: "2009-01-01"})`, "YY FF FFF FFF F"},
	{"Mutation.districtRename", `(id: "$district", input: {` + stale + `, name: "", from: "2009-01-01"})`, "YY FF FFF FFF F"},
	{"Mutation.districtSplit", `(id: "$district", input: {` + stale + `, parts: [], on: "2009-01-01"})`, "YY FF FFF FFF F"},
	{"Mutation.grantGive", `(input: {subject: "", role: ANALYST, reason: ""})`, "YF FF FFF FFF F"},
	{"Mutation.grantRevoke", `(id: "$grant", input: {` + stale + `, reason: ""})`, "YH HH HHH HHH F"},
	{"Mutation.jobcentreClose", `(id: "$office", input: {` + stale + `, on: "2009-01-01"})`, "YY SF FFF FFF F"},
	{"Mutation.jobcentreOpen", `(input: {code: "", name: "", district: "$district", on: "2009-01-01"})`, "YY SF FFF FFF F"},
	{"Mutation.partnershipCreate", `(input: {code: "", name: "", districts: [{district: "$district", share: "1"}], from: "2009-01-01"})`, "YY SF FFF FFF F"},
	{"Mutation.partnershipLink", `(id: "$partnership", input: {` + stale + `, districts: [], from: "2009-01-01"})`, "YY SF Aff FFF F"},
	{"Mutation.partnershipRename", `(id: "$partnership", input: {` + stale + `, name: "", from: "2009-01-01"})`, "YY SF Aff FFF F"},
	{"Mutation.postClose", `(id: "$post", input: {` + stale + `, on: "2009-01-01", reason: ""})`, "YY SF FFF FFF F"},
	{"Mutation.postCover", `(id: "$post", input: {` + stale + `, coordinator: "$person", from: "2009-01-01"})`, "YY SF FFF FFF F"},
	{"Mutation.postCreate", `(input: {grade: "", role: DISTRICT_COORDINATOR, home: "$district", fundingStream: "", fundedFrom: "2009-01-01"})`, "YY SF FFF FFF F"},
	{"Mutation.postEndCover", `(id: "$post", input: {` + stale + `, on: "2009-01-01"})`, "YY SF FFF FFF F"},
	{"Mutation.postFill", `(id: "$post", input: {` + stale + `, coordinator: "$person", from: "2009-01-01"})`, "YY SF FFF FFF F"},
	{"Mutation.postOffer", `(id: "$post", input: {` + stale + `, acceptedOn: "2009-01-01", startsOn: "2009-01-01"})`, "YY SF FFF FFF F"},
	{"Mutation.postUpdate", `(id: "$post", input: {` + stale + `})`, "YY SF FFF FFF F"},
	{"Mutation.postVacate", `(id: "$post", input: {` + stale + `, on: "2009-01-01", reason: RETIRED})`, "YY SF FFF FFF F"},
	{"Mutation.postWithdrawOffer", `(id: "$post", input: {` + stale + `, on: "2009-01-01"})`, "YY SF FFF FFF F"},
	{"Mutation.sourceCreate", `(input: {code: "", title: "", publisher: ""})`, "YY FF FFF FFF F"},
	{"Mutation.statementRecord", `(input: {source: "", measure: "", value: "1", unit: "", asAt: "2009-01-01"})`, "YY FF FFF FFF F"},
}

// of gives the cell of a role.
func (r right) of(column int) cell {
	return cells[[]rune(strings.ReplaceAll(r.letters, " ", ""))[column]]
}

// wide lets a document ask for everything at once, as nobody but these tests does.
var wide = graph.WithLimits(graph.Limits{Fields: 2_000, Fragments: 500, Aliases: 200, Tokens: 10_000})

// names are the fields that tell who somebody is: null for who is told no names, wherever they are met.
var names = []string{"ActionOwner.coordinator", "Cover.coordinator", "DrugChampion.adviser", "Holding.coordinator", "Offer.coordinator", "Post.currentHolder"}

// TestEveryFieldHasARight holds that nothing is added to the API without saying who may use it.
func TestEveryFieldHasARight(t *testing.T) {
	schema := load(t)
	var fields, rows []string
	for _, d := range []*ast.Definition{schema.Mutation, schema.Query, schema.Subscription} {
		if d == nil {
			continue
		}
		for _, f := range d.Fields {
			if !strings.HasPrefix(f.Name, "__") {
				fields = append(fields, d.Name+"."+f.Name)
			}
		}
	}
	for _, r := range rights {
		rows = append(rows, r.field)
		if n := len(strings.ReplaceAll(r.letters, " ", "")); n != len(roles) {
			t.Errorf("%s has %d cells for %d roles", r.field, n, len(roles))
		}
	}
	slices.Sort(fields)
	slices.Sort(rows)
	if !slices.Equal(fields, rows) {
		t.Errorf("the schema has\n%v\nand the table\n%v", fields, rows)
	}
}

// TestSweepAccessMatrix asks for every operation as every role, of what lies in the role's scope and of what lies elsewhere.
func TestSweepAccessMatrix(t *testing.T) {
	sweep(t, func(t *testing.T, d *door) {
		schema, world := introspect(t, d.anonymous), examples(t, d)
		ctx := viewer.With(t.Context(), operator)
		before, err := d.store.State(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for column, who := range roles {
			c := d.serve(t, who.viewer(t, world))
			for _, r := range rights {
				for scope, want := range map[string]answerTo{"own": r.of(column).own, "other": r.of(column).other} {
					document := r.document(schema, world[scope])
					if strings.HasPrefix(r.field, "Subscription.") {
						name, data := c.follow(t, document, nil).event()
						if got := first(t, data); name != "next" || got != want && !(got == done && want == withoutNames) {
							t.Errorf("%s, %s: the %s got %s %s, want %s", r.field, scope, who.name, name, data, want)
						}
						continue
					}
					if got := came(t, r.field, c.send(t, document, variables{"ids": world[scope]["ids"]})); got != want && !(got == done && want == withoutNames) {
						t.Errorf("%s, %s: the %s got %s, want %s, by\n%s", r.field, scope, who.name, got, want, document)
					}
				}
			}
		}
		for _, r := range rights { // no request by HTTP is without a viewer: the server gives each one
			none := (&edge{exec: d.exec}).ask(t.Context(), r.document(schema, world["own"]), variables{"ids": world["own"]["ids"]})
			if none.Data != nil || only(t, none).Extensions["code"] != string(unauthenticated) {
				t.Errorf("%s: nobody got %s, %v", r.field, none.Data, none.Errors)
			}
		}
		if after, err := d.store.State(ctx); err != nil || after.Number != before.Number {
			t.Errorf("what was only asked for has been done: revision %d to %d, %v", before.Number, after.Number, err)
		}
	}, wide)
}

// viewer gives who the role is.
func (r role) viewer(t *testing.T, w world) viewer.Viewer {
	t.Helper()
	if r.grant == "" {
		return viewer.Anonymous()
	}
	g, err := viewer.ParseGrant(strings.NewReplacer("$own", w["own"]["partnershipCode"].(string), "$provider", w["own"]["providerCode"].(string)).Replace(r.grant))
	if err != nil {
		t.Fatal(err)
	}
	return viewer.Viewer{Subject: r.name, Grants: []viewer.Grant{g}}
}

// came tells what came of an operation. A refusal that the caller can act on shows that they may.
func came(t *testing.T, field string, r reply) answerTo {
	t.Helper()
	if len(r.Errors) > 0 {
		return answerTo(r.Errors[0].Extensions.Code)
	}
	var data struct{ It json.RawMessage }
	if err := json.Unmarshal(r.Data, &data); err != nil {
		t.Fatal(err)
	}
	switch {
	case string(data.It) == "null":
		return absent
	case strings.HasPrefix(field, "Mutation.") && !strings.HasSuffix(field, "Cancel") && !strings.Contains(string(data.It), `"code"`):
		t.Errorf("%s has been done: %s", field, data.It)
	}
	return done
}

// first tells what came of a subscription by its first event.
func first(t *testing.T, data []byte) answerTo {
	t.Helper()
	var r reply
	if err := json.Unmarshal(data, &r); err != nil {
		t.Fatalf("%s: %v", data, err)
	}
	if len(r.Errors) > 0 {
		return answerTo(r.Errors[0].Extensions.Code)
	}
	if !bytes.HasPrefix(data, []byte(`{"data":{"it":{`)) {
		t.Errorf("the first event is %s", data)
	}
	return done
}

// TestSweepWhatIsHiddenIsNowhere reads all that can be reached from every query as every role, and looks for what the role must not
// be told: names of people, and partnerships that are not theirs.
func TestSweepWhatIsHiddenIsNowhere(t *testing.T) {
	sweep(t, func(t *testing.T, d *door) {
		schema, world := introspect(t, d.anonymous), examples(t, d)
		hidden, told := map[string]bool{}, 0
		forwarded := client{d.operator.url, map[string][]string{"X-Forwarded-For": {"192.0.2.1"}}}
		others := strangers(t, d.operator, world["own"]["partnershipCode"].(string))
		clients, asked, whole := map[string]client{}, map[string]map[string]bool{}, map[string]bool{}
		for _, who := range roles {
			clients[who.name], asked[who.name] = d.serve(t, who.viewer(t, world)), map[string]bool{}
		}
		for _, r := range rights {
			kind, field, _ := strings.Cut(r.field, ".")
			if kind != "Query" {
				continue
			}
			for i, document := range everything(schema, field, r.filled(world["own"]), 3, whole) {
				document, values := declared(document), variables{"ids": world["own"]["ids"]}
				theirs := outcome(t, clients["administrator"].send(t, document, values))
				told += len(person.FindAll(theirs.plain, -1))
				if theirs.code != "" {
					t.Errorf("%s: the administrator got %q by\n%s\n%s", r.field, theirs.code, document, theirs.plain)
				}
				raw := clients["anonymous"].send(t, document, values)
				if i == 0 { // once for each root: what a proxy adds is no part of the document
					if through := forwarded.send(t, document, values); string(through.Body) != string(raw.Body) {
						t.Errorf("%s: anonymous is told %.300s, and through a proxy %.300s", r.field, raw.Body, through.Body)
					}
				}
				mine := outcome(t, raw)
				if mine.code == "" {
					differences(theirs.data, mine.data, "", hidden)
				}
				if leak := person.Find(mine.plain); leak != nil {
					t.Errorf("%s: anonymous is told of %s by\n%s", r.field, leak, document)
				}
				safe(t, r, roles[officer], clients[roles[officer].name], others, document, values)
			}
			for _, who := range roles { // whose rights to see are those of the two above, or else leak at once
				for _, document := range everything(schema, field, r.filled(world["own"]), 1, asked[who.name]) {
					safe(t, r, who, clients[who.name], others, declared(document), variables{"ids": world["own"]["ids"]})
				}
			}
		}
		if told < 1000 {
			t.Errorf("the administrator met %d names: too few to prove that they are withheld from others", told)
		}
		want := append(slices.Clone(names), "Query.nodes", // which answers null for a person
			"Query.referralReturn", "Service.sites", "ServiceContract.yearlyValue", // which are for those who collect it, may know of it, and work on it
			"Outreach.assessedOn", "Outreach.restrictions", "Outreach.riskAssessment", "PathwayContact.email", "PathwayContact.telephone", "Service.capacity", // for those who work with the service
			"Viewer.grants", "Viewer.may", "Viewer.seesNames", "Viewer.subject")
		maps.DeleteFunc(hidden, func(field string, _ bool) bool { // null for who may not read the audit, or not there for who works on no drafts
			return strings.HasSuffix(field, "history") || ofDrafts.MatchString(field)
		})
		if found := slices.Sorted(maps.Keys(hidden)); !slices.Equal(found, slices.Sorted(slices.Values(want))) {
			t.Errorf("anonymous and administrator are told different things in %v, want %v", found, want)
		}
	}, wide)
}

// ofDrafts are the fields in which documents that are not published are met or missed, on their own or as entries of the root's lists.
var ofDrafts = regexp.MustCompile(`^((Agreement|AgreementSignature|Assessment|AssessmentSection|Finding|Plan|PlanPart|FundingLine|PlanPriority|PlanObjective|PlanAction|PlanSignature|PlanDeadline|PlanMoney|PlanReview|PlanReviewItem|ReviewCounts|ReviewSpend|PlanDiff|PlanDifference|PlanFieldDifference|FindingTrace|TracedPriority|TracedObjective|PlanGap)\..*|FigureReference\.figureId|Partnership\.(assessment|plan)|Query\.(agreement|assessment|plan|planDiff|review|trace|cursor|edges|totalCount))$`)

// safe holds that a role is not told what it may not know.
func safe(t *testing.T, r right, who role, c client, strangers map[string]bool, document string, values variables) {
	t.Helper()
	got := outcome(t, c.send(t, document, values))
	if leak := person.Find(got.plain); leak != nil && !who.names {
		t.Errorf("%s: the %s is told of %s by\n%s", r.field, who.name, leak, document)
	}
	if !strings.Contains(who.grant, "partnership:") {
		return
	}
	for word := range bytes.FieldsFuncSeq(got.plain, func(c rune) bool { return c != '_' && c != '-' && !unicode.IsLetter(c) && !unicode.IsDigit(c) }) {
		if strangers[string(word)] {
			t.Errorf("%s: the %s is told of the partnership %s by\n%s", r.field, who.name, word, document)
		}
	}
}

// strangers gives the codes and ids of all partnerships but one.
func strangers(t *testing.T, c client, own string) map[string]bool {
	t.Helper()
	marks := map[string]bool{}
	for _, p := range c.get(t, "{ partnerships(first: 500) { nodes { id code } } }", "partnerships", "nodes").([]any) {
		if code := at(t, p, "code").(string); code != own {
			marks[at(t, p, "id").(string)], marks[code] = true, true
		}
	}
	if len(marks) < 200 {
		t.Fatalf("there are only %d marks of other partnerships", len(marks))
	}
	return marks
}

// TestNamesAreWithheld holds that the table says so wherever a name could be reached.
func TestNamesAreWithheld(t *testing.T) {
	schema := load(t)
	for _, r := range rights {
		kind, field, _ := strings.Cut(r.field, ".")
		if kind != "Query" {
			continue
		}
		reached := map[string]bool{}
		descend(schema, schema.Query.Fields.ForName(field).Type.Name(), reached)
		if r.field == "Query.grants" || r.field == "Query.reads" { // which are the administrator's
			continue
		}
		if named := !strings.HasSuffix(r.letters, "Y"); named != reached["Coordinator"] {
			t.Errorf("%s: a name can be reached: %v, want %v", r.field, !named, named)
		}
	}
}

// descend notes the types that can be reached from one.
func descend(schema *ast.Schema, name string, reached map[string]bool) {
	if reached[name] {
		return
	}
	reached[name] = true
	for _, possible := range schema.PossibleTypes[name] {
		descend(schema, possible.Name, reached)
	}
	for _, f := range schema.Types[name].Fields {
		descend(schema, f.Type.Name(), reached)
	}
}

// person matches every name of a person in the demonstration.
var person = regexp.MustCompile(`Synthetic (Coordinator|Adviser) \d+`)

// answer is what came of a document as a whole.
type answer struct {
	code  string // of the first error
	data  any
	plain []byte // all that was told, what is told in base64 included
}

func outcome(t *testing.T, r reply) answer {
	t.Helper()
	a := answer{plain: slices.Clone(r.Body)}
	if len(r.Errors) > 0 {
		a.code = r.Errors[0].Extensions.Code
	}
	if len(r.Data) > 0 {
		if err := json.Unmarshal(r.Data, &a.data); err != nil {
			t.Fatal(err)
		}
	}
	for _, token := range bytes.FieldsFunc(r.Body, func(c rune) bool { return strings.ContainsRune(`":,{}[] `, c) }) {
		if text, err := base64.RawURLEncoding.DecodeString(string(token)); err == nil {
			a.plain = append(append(a.plain, '\n'), text...)
		}
	}
	return a
}

// differences notes the fields, with their types, in which two answers to the same document differ.
func differences(a, b any, field string, into map[string]bool) {
	switch x := a.(type) {
	case map[string]any:
		y, ok := b.(map[string]any)
		if !ok {
			into[field] = true
			return
		}
		owner, known := x["__typename"]
		if !known {
			owner = "Query"
		}
		if owner == "FigureReference" && x["figureId"] != y["figureId"] { // of another document, so that below it stands another figure
			into["FigureReference.figureId"] = true
			return
		}
		for _, id := range []string{"id", fmt.Sprintf("%v_id", owner)} {
			if x[id] != nil && y[id] != nil && x[id] != y[id] { // another thing at the same place of a list
				into[fmt.Sprintf("%v.id", owner)] = true
				return
			}
		}
		for name, value := range x {
			field := strings.TrimPrefix(name, fmt.Sprintf("%v_", owner)) // which is what aliases begin with
			differences(value, y[name], fmt.Sprintf("%v.%s", owner, field), into)
		}
	case []any:
		y, ok := b.([]any)
		if !ok || len(x) != len(y) {
			into[field] = true
			return
		}
		for i := range x {
			differences(x[i], y[i], field, into)
		}
	default:
		if !reflect.DeepEqual(a, b) {
			into[field] = true
		}
	}
}
