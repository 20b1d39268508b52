package graph_test

import (
	"fmt"
	"strings"
	"testing"

	"waymark/domain/viewer"
)

// gatedQueries ask along every way for the employment outcome of Essex in 2010/11, which is 30 of 100.
var gatedQueries = []string{
	`{ district(code: "essex") { need(year: 2010) { employment { ...V } gaps { part reason } } } } ` + gatedValue,
	`{ district(code: "essex") { comparison(measure: "EMPLOYMENT_OUTCOME", year: 2010) { value { ...V } verdicts { sentence } rank { rank of } trend { points { ...V } } } } } ` + gatedValue,
	`{ figures(filter: {indicator: ["EMPLOYMENT_OUTCOME"], year: [2010]}) { nodes { id ...F } } } ` + gatedFigure,
	`{ district(code: "essex") { figures(filter: {indicator: ["EMPLOYMENT_OUTCOME"], year: [2010]}, orderBy: {field: VALUE}) { nodes { ...F } } } } ` + gatedFigure,
	`{ district(code: "essex") { figures(filter: {from: "2010-04-01"}) { nodes { ...F } } } } ` + gatedFigure,
	`{ region(code: "E12000006") { sum(indicator: "EMPLOYMENT_OUTCOME", over: "DISTRICT", year: 2010) { parts { nodes { ...V } } total { ... on NotSummed { reason } } } } } ` + gatedValue,
	`{ funnel(measure: "EMPLOYMENT_OUTCOME", placeKind: DISTRICT, year: 2010) { mean areas { nodes { value { ...V } } } leftOut { nodes { ...V } } } } ` + gatedValue,
}

const (
	gatedFigure = ` fragment F on Figure { value numerator denominator status statusReason supersedes { value numerator status } }`
	gatedValue  = ` fragment V on IndicatorValue { value numerator denominator interval95 { lower } status reason completeness { status completed eligible threshold percent sentence }
		figures { nodes { ...F } } }` + gatedFigure
)

// TestBelowItsGateAFigureIsWithheld holds that a figure is withheld at 79.6%, with the completeness and whoever asks, and told at 80%.
func TestBelowItsGateAFigureIsWithheld(t *testing.T) {
	const why = "796 of 1,000 eligible are complete (79.6%), below the 80% that is needed."
	onEngland(t, func(t *testing.T, d *door) {
		d.record(t, "essex EMPLOYMENT_OUTCOME 2010 0.3=30/100", "essex TOP_COMPLETENESS 2010 0.796=796/1000")
		for _, c := range []client{d.operator, d.anonymous, d.serve(t, analyst)} {
			for _, query := range gatedQueries {
				got := fmt.Sprint(c.ask(t, query, nil))
				for _, betrayed := range []string{"value:0.3", "numerator:30", "denominator:100 ", "lower:0.2"} {
					if strings.Contains(got, betrayed) {
						t.Errorf("%s is told by\n%s\n%s", betrayed, query, got)
					}
				}
				if !strings.Contains(got, why) {
					t.Errorf("it is not told why by\n%s\n%s", query, got)
				}
			}
		}
		complete := d.anonymous.get(t, gatedQueries[0], "district", "need", "employment", "completeness")
		if got := fmt.Sprint(complete); got != "map[completed:796 eligible:1000 percent:79.6 sentence:"+why+" status:INCOMPLETE threshold:80]" {
			t.Errorf("the completeness is %s", got)
		}
		listed := at(t, d.anonymous.ask(t, gatedQueries[2], nil), "figures", "nodes", 0)
		if got := d.anonymous.get(t, fmt.Sprintf(`{ node(id: %q) { ... on Figure { value numerator status statusReason } } }`, at(t, listed, "id")), "node"); fmt.Sprint(got) !=
			"map[numerator:<nil> status:WITHHELD statusReason:"+why+" value:<nil>]" {
			t.Errorf("by its id it is %v", got)
		}
		made := changer{d, map[string]bool{}}
		partnership, officer, _, _, _ := theAssessors(t, made)
		began := officer.change(t, "assessmentStart", "", variables{"partnership": partnership, "year": 2010}, "assessment { sections { id code version } }")
		for _, s := range at(t, began, "assessment", "sections").([]any) {
			if at(t, s, "code") != "PREVALENCE" {
				continue
			}
			written := officer.change(t, "assessmentSectionUpdate", at(t, s, "id").(string), variables{"expectedVersion": at(t, s, "version"), "figures": []any{variables{"figure": at(t, listed, "id")}}},
				"section { figures { figure { value numerator status } } }")
			if got := fmt.Sprint(at(t, written, "section", "figures", 0, "figure")); got != "map[numerator:<nil> status:WITHHELD value:<nil>]" {
				t.Errorf("as evidence it is %s", got)
			}
		}
		withheld := `{ figures(filter: {indicator: ["EMPLOYMENT_OUTCOME"], year: [2010], status: [%s]}) { totalCount } }`
		if of := d.anonymous.get(t, fmt.Sprintf(withheld, "WITHHELD"), "figures", "totalCount"); of != 1.0 {
			t.Errorf("%v figures are withheld", of)
		}
		if of := d.anonymous.get(t, fmt.Sprintf(withheld, "PUBLISHED"), "figures", "totalCount"); of != 0.0 {
			t.Errorf("%v figures are published", of)
		}
		d.record(t, "essex TOP_COMPLETENESS 2010 0.8=800/1000")
		for _, query := range append(gatedQueries[:2:2], gatedQueries[2:5]...) {
			if got := fmt.Sprint(d.anonymous.ask(t, query, nil)); strings.Contains(got, "WITHHELD") || !strings.Contains(got, "numerator:30") {
				t.Errorf("at 80%% it is not told by\n%s\n%s", query, got)
			}
		}
	})
}

// needQueries ask for all that is worked out from figures, of Essex and of what it is part of.
var needQueries = []string{
	`{ district(code: "essex") { ...D figures(first: 500, filter: {year: [2008]}, orderBy: {field: VALUE}) { totalCount nodes { value note } } } } fragment D on District {
		need(year: 2008) { year inContact { value reason } inEffectiveTreatment { value } bullseye { sentence } metNeed { sentence } attrition { sentence } gaps { part reason } }
		comparison(measure: "RETENTION") { value { value numerator denominator } rank { rank of } trend { slope points { value } } verdicts { value { value } sentence } }
		worseAndWorsening { value { value } } }`,
	`{ england { need(year: 2008) { inContact { value basis reason } metNeed { sentence } gaps { part reason } } knownDiscussions { bounds { sentence } }
		sum(indicator: "PROBLEM_DRUG_USERS_IN_TREATMENT_CONTACT", over: "DISTRICT", year: 2008) { parts(first: 500) { totalCount nodes { value } } total { __typename ... on IndicatorValue { value } ... on NotSummed { reason } } } } }`,
	`{ region(code: "E12000006") { need(year: 2008) { inContact { value } attrition { sentence } } comparison(measure: "RETENTION", year: 2008) { value { value } rank { rank } } } }`,
	`{ districts { nodes { code comparison(measure: "RETENTION", year: 2008) { rank { rank of quintile } verdicts { sentence } } } } }`,
	`{ funnel(measure: "RETENTION", placeKind: DISTRICT, year: 2008) { mean areas { totalCount nodes { value { area value } label limits95 { lower } } } leftOut { totalCount nodes { area value } } reason } }`,
	`{ worseAndWorsening(measure: "RETENTION", placeKind: DISTRICT, year: 2008) { totalCount nodes { value { area value } trend { slope } } } }`,
	`{ figures(first: 500, filter: {indicator: ["PROBLEM_DRUG_USERS_IN_TREATMENT_CONTACT"], year: [2008, 2009], superseded: true}) { totalCount nodes { value supersedes { value } } } }`,
}

// TestRestrictedFiguresAreHidden holds that a restricted figure, one that supersedes a public one and one alone with its key, changes
// nothing of what anybody is told who may not see it, and that whoever is told has been noted.
func TestRestrictedFiguresAreHidden(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		ask := func(c client) []string {
			var told []string
			for _, query := range needQueries {
				r := c.send(t, query, nil)
				if len(r.Errors) > 0 {
					t.Fatalf("%s\n%s", query, r.Body)
				}
				told = append(told, string(r.Data))
			}
			return told
		}
		lead := viewer.Viewer{Subject: "lead", Grants: []viewer.Grant{{Role: viewer.RegionalLead, Scope: viewer.Scope{Kind: viewer.Region, Code: "E12000006"}}}}
		clients := map[string]client{"anonymous": d.anonymous, "regional lead": d.serve(t, lead), "analyst": d.serve(t, analyst)}
		before := map[string][]string{}
		for who, c := range clients {
			before[who] = ask(c)
		}
		d.record(t, "essex PROBLEM_DRUG_USERS_IN_TREATMENT_CONTACT 2008 98765 restricted", "essex PROBLEM_DRUG_USERS_IN_TREATMENT_CONTACT 2009 98764 restricted",
			"essex PROBLEM_DRUG_USERS 2009 98763 restricted", "essex PROBLEM_DRUG_USERS_IN_EFFECTIVE_TREATMENT 2009 90000 restricted")
		for who, c := range clients {
			for i, told := range ask(c) {
				if hidden := told == before[who][i]; hidden != (who != "analyst") && !(who == "analyst" && strings.Contains(needQueries[i], "worseAndWorsening(")) {
					t.Errorf("%s, of whom it is hidden: %t, is told\n%.600s\nby\n%s", who, hidden, told, needQueries[i])
				}
			}
		}
		noted := d.operator.get(t, `{ reads(by: "analyst", first: 500) { totalCount } }`, "reads", "totalCount").(float64)
		if noted < 5 {
			t.Errorf("%v reads of the analyst are noted", noted)
		}
		for who, c := range clients {
			year := c.get(t, `{ district(code: "essex") { need { year } } }`, "district", "need", "year")
			if want := map[bool]float64{true: 2009, false: 2008}[who == "analyst"]; year != want {
				t.Errorf("%s is told need in %v", who, year)
			}
		}
	})
}

// TestWithheldFiguresStayWithheld holds that no sum, rank or share tells a figure that is withheld.
func TestWithheldFiguresStayWithheld(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		d.record(t, "essex PROBLEM_DRUG_USERS_IN_TREATMENT_CONTACT 2008 WITHHELD Somebody could be recognised.")
		for _, query := range needQueries {
			got := fmt.Sprint(d.anonymous.ask(t, query, nil))
			for _, betrayed := range []string{"1794", "1,794", "0.91806", "0.567722"} {
				if strings.Contains(got, betrayed) && !strings.Contains(query, "supersedes") { // what it supersedes had been published
					t.Errorf("%s is told by\n%s", betrayed, query)
				}
			}
		}
		essex := at(t, d.anonymous.ask(t, needQueries[0], nil), "district")
		if got := at(t, essex, "need", "inContact", "reason"); got != "Somebody could be recognised." {
			t.Errorf("the reason is %v", got)
		}
		const missing = "Of 1 of the 38 places the figure of Problem drug users in contact with treatment in 2008/09 has no value."
		england := at(t, d.anonymous.ask(t, needQueries[1], nil), "england")
		if got := at(t, england, "sum", "total"); fmt.Sprint(got) != "map[__typename:NotSummed reason:"+missing+"]" || at(t, england, "need", "inContact", "reason") != missing {
			t.Errorf("the sum is %v, and those in contact %v", got, at(t, england, "need", "inContact"))
		}
		left := at(t, d.anonymous.ask(t, needQueries[4], nil), "funnel")
		if at(t, left, "areas", "totalCount") != 37.0 || fmt.Sprint(at(t, left, "leftOut", "nodes")) != "[map[area:Essex value:<nil>]]" {
			t.Errorf("left out of the funnel: %v", at(t, left, "leftOut"))
		}
	})
}
