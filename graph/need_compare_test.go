package graph_test

import (
	"fmt"
	"strconv"
	"testing"
)

// decimalAt gives a Decimal of an answer; ok is false for null.
func decimalAt(t *testing.T, value any, path ...any) (v float64, ok bool) {
	t.Helper()
	text, ok := at(t, value, path...).(string)
	if !ok {
		return 0, false
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v, true
}

// TestComparators compares places with each comparator, and holds what is said against the numbers beside it.
func TestComparators(t *testing.T) {
	const query = `query($with: [ComparatorKind!]!, $target: TargetInput) {
		partnership: partnerships(first: 40) { nodes { ...P } } district: district(code: "essex") { name comparison(measure: "PENETRATION", with: $with, target: $target) { ...C } }
		england { comparison(measure: "PROBLEM_DRUG_USERS", with: $with) { ...C } } }
		fragment P on Partnership { name family { name } comparison(measure: "PENETRATION", year: 2008, with: $with, target: $target) { ...C } }
		fragment C on Comparison { value { value synthetic interval95 { lower upper } } rank { rank of } verdicts { comparator name position judgement attainment sentence value { area value synthetic } } }`
	with := []string{"REGION", "ENGLAND", "SIMILAR", "LAST_YEAR", "TARGET"}
	onEngland(t, func(t *testing.T, d *door) {
		data := d.anonymous.ask(t, query, variables{"with": with, "target": variables{"goal": "0.6", "tolerance": "0.5"}})
		seen := map[any]int{}
		for _, p := range at(t, data, "partnership", "nodes").([]any) {
			c := at(t, p, "comparison")
			value, _ := decimalAt(t, c, "value", "value")
			lower, _ := decimalAt(t, c, "value", "interval95", "lower")
			upper, _ := decimalAt(t, c, "value", "interval95", "upper")
			for i, v := range at(t, c, "verdicts").([]any) {
				if at(t, v, "comparator") != with[i] {
					t.Fatalf("the order is not the one asked for: %v", v)
				}
				seen[at(t, v, "judgement")]++
				if with[i] == "TARGET" {
					want := map[bool]string{true: "MET", false: "NEAR"}[value >= 0.6]
					if value < 0.5 {
						want = "MISSED"
					}
					if at(t, v, "attainment") != want || at(t, v, "judgement") != "NOT_COMPARED" || at(t, v, "value") != nil {
						t.Errorf("the target at %v: %v", value, v)
					}
					continue
				}
				other, ok := decimalAt(t, v, "value", "value")
				want := "SIMILAR"
				if upper < other {
					want = "WORSE"
				} else if lower > other {
					want = "BETTER"
				}
				if !ok || at(t, v, "judgement") != want || at(t, v, "value", "synthetic") != true {
					t.Errorf("%v of %v to %v: %v", value, lower, upper, v)
				}
			}
			if at(t, c, "verdicts", 2, "value", "area") != at(t, p, "family", "name") {
				t.Errorf("those alike are %v, of the family %v", at(t, c, "verdicts", 2), at(t, p, "family"))
			}
		}
		if seen["WORSE"] == 0 || seen["SIMILAR"] == 0 || seen["BETTER"] == 0 {
			t.Errorf("nothing is proved by %v", seen)
		}
		if essex := at(t, data, "district", "comparison", "verdicts", 2); at(t, essex, "value") != nil || at(t, essex, "sentence") != "Essex is not compared with partnerships like it: it is in no family of them." {
			t.Errorf("a district: %v", essex)
		}
		for i, want := range []string{"its region: it lies in none.", "itself.", "partnerships like it: it is in no family of them.", "the year before: there is no figure of Problem drug users in 2010/11.", "a target: none is given."} {
			if got := at(t, data, "england", "comparison", "verdicts", i, "sentence"); got != "England is not compared with "+want {
				t.Errorf("England: %v", got)
			}
		}
	})
}

// TestRanks holds that the ranks of all districts are those of their values, and fifths hold a fifth each.
func TestRanks(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		districts := d.anonymous.get(t, `{ districts { nodes { code comparison(measure: "RETENTION", year: 2008) { value { value } rank { rank of equal quintile label } } } } }`, "districts", "nodes").([]any)
		fifths := map[any]int{}
		for _, x := range districts {
			value, _ := decimalAt(t, x, "comparison", "value", "value")
			better, equal := 0.0, 0.0
			for _, y := range districts {
				switch other, _ := decimalAt(t, y, "comparison", "value", "value"); {
				case other > value:
					better++
				case other == value:
					equal++
				}
			}
			rank := at(t, x, "comparison", "rank")
			if at(t, rank, "rank") != better+1 || at(t, rank, "equal") != equal-1 || at(t, rank, "of") != 38.0 {
				t.Errorf("%v are better, and the rank is %v", better, rank)
			}
			if (better == 0) != (at(t, rank, "rank") == 1.0) || (better == 0 && at(t, rank, "label") != "BEST") {
				t.Errorf("the best is %v", rank)
			}
			fifths[at(t, rank, "quintile")]++
		}
		if fmt.Sprint(fifths) != "map[1:8 2:8 3:8 4:7 5:7]" {
			t.Errorf("the fifths are %v", fifths)
		}
	})
}

// TestWorseAndWorsening holds that the list of a country and the lists of its places say the same.
func TestWorseAndWorsening(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		listed, own := map[string]bool{}, map[string]bool{}
		measures := d.anonymous.get(t, `{ measures { code relative polarity } }`, "measures").([]any)
		for _, m := range measures {
			page := d.anonymous.get(t, fmt.Sprintf(`{ worseAndWorsening(measure: %q, placeKind: PARTNERSHIP, year: 2008, first: 500) { nodes { value { value place { code } } verdict { judgement } trend { course } } } }`, at(t, m, "code")),
				"worseAndWorsening", "nodes").([]any)
			last := -1.0
			for _, s := range page {
				listed[fmt.Sprint(at(t, s, "value", "place", "code"), " ", at(t, m, "code"))] = true
				value, _ := decimalAt(t, s, "value", "value")
				if at(t, s, "verdict", "judgement") != "WORSE" || at(t, s, "trend", "course") != "WORSENING" || at(t, m, "relative") != true || at(t, m, "polarity") == "NONE" {
					t.Errorf("by %v: %v", m, s)
				}
				if at(t, m, "code") == "PENETRATION" && value < last {
					t.Errorf("%v comes after %v", value, last)
				}
				last = value
			}
		}
		for _, p := range d.anonymous.get(t, `{ partnerships(first: 500) { nodes { code worseAndWorsening(year: 2008) { value { measure { code } } } } } }`, "partnerships", "nodes").([]any) {
			for _, s := range at(t, p, "worseAndWorsening").([]any) {
				own[fmt.Sprint(at(t, p, "code"), " ", at(t, s, "value", "measure", "code"))] = true
			}
		}
		if len(listed) == 0 || fmt.Sprint(listed) != fmt.Sprint(own) {
			t.Errorf("the country lists %v, and the places %v", listed, own)
		}
	})
}

// TestFunnelAgreesWithIntervals holds that a place is outside the limits of a funnel exactly when its own interval leaves the mean out.
func TestFunnelAgreesWithIntervals(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		outside := 0
		for _, measure := range []string{"RETENTION", "PLANNED_EXIT_SHARE", "TOP_COMPLETENESS", "EMPLOYMENT_OUTCOME"} {
			f := d.anonymous.get(t, fmt.Sprintf(`{ funnel(measure: %q, placeKind: PARTNERSHIP, year: 2008) { mean reason leftOut { totalCount } areas(first: 500) { totalCount nodes { label
				value { area value interval95 { lower upper } interval998 { lower upper } } limits95 { lower upper } limits998 { lower upper } } } } }`, measure), "funnel")
			mean, _ := decimalAt(t, f, "mean")
			if at(t, f, "areas", "totalCount").(float64)+at(t, f, "leftOut", "totalCount").(float64) != 149 || at(t, f, "reason") != nil {
				t.Errorf("%s: not all are in it or left out: %v", measure, at(t, f, "leftOut"))
			}
			side := func(a any, interval string) string {
				lower, _ := decimalAt(t, a, interval, "lower")
				upper, _ := decimalAt(t, a, interval, "upper")
				switch {
				case mean < lower:
					return "HIGH"
				case mean > upper:
					return "LOW"
				}
				return ""
			}
			for _, a := range at(t, f, "areas", "nodes").([]any) {
				want := "NOT_SIGNIFICANT"
				if s := side(at(t, a, "value"), "interval998"); s != "" {
					want = s + "_0_001"
				} else if s := side(at(t, a, "value"), "interval95"); s != "" {
					want = s + "_0_025"
				}
				if want != "NOT_SIGNIFICANT" {
					outside++
				}
				if at(t, a, "label") != want {
					t.Errorf("%s: by its interval it is %s about %v, and %v", measure, want, mean, a)
				}
			}
		}
		if outside == 0 {
			t.Error("nothing is outside: nothing is proved")
		}
		for measure, want := range map[string]string{
			"PENETRATION":             "It is a share of an estimate: a funnel takes what is below the line as known.",
			"PROBLEM_DRUG_USERS":      "It is a number, and places differ in size: only a share or a rate has a funnel.",
			"SHARE_CLAIMING_BENEFITS": "Its indicator names no method by which counts give an interval, so there are no limits.",
		} {
			if got := d.anonymous.get(t, fmt.Sprintf(`{ funnel(measure: %q, placeKind: DISTRICT) { reason } }`, measure), "funnel", "reason"); got != want {
				t.Errorf("a funnel of %s: %v", measure, got)
			}
		}
	})
}

// TestRefusedQuestionsOfNeed holds that what makes no sense is INVALID and names the argument.
func TestRefusedQuestionsOfNeed(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		for query, field := range map[string]string{
			`{ england { comparison(measure: "SPEED") { value { value } } } }`:                                                                                                "measure",
			`{ worseAndWorsening(measure: "SPEED", placeKind: DISTRICT) { totalCount } }`:                                                                                     "measure",
			`{ worseAndWorsening(measure: "RETENTION", placeKind: ENGLAND) { totalCount } }`:                                                                                  "placeKind",
			`{ funnel(measure: "RETENTION", placeKind: ENGLAND) { year } }`:                                                                                                   "placeKind",
			`{ england { need(year: 1) { year } } }`:                                                                                                                          "year",
			`{ england { knownDiscussions(year: 99999) { reason } } }`:                                                                                                        "year",
			`{ england { sum(indicator: "SPEED", over: "BENEFIT") { total { __typename } } } }`:                                                                               "indicator",
			`{ england { sum(indicator: "PROBLEM_DRUG_USERS", over: "SHOE_SIZE") { total { __typename } } } }`:                                                                "over",
			`{ england { comparison(measure: "RETENTION", with: [TARGET], target: {goal: "0.8", tolerance: "0.9"}) { value { value } } } }`:                                   "target.tolerance",
			`{ england { comparison(measure: "PROBLEM_DRUG_USERS_IN_TREATMENT_NOW", with: [TARGET], target: {goal: "1", polarity: NONE}, year: 2008) { value { value } } } }`: "target.polarity",
			`{ figures(filter: {breakdown: "nonsense", indicator: ["PROBLEM_DRUG_USERS"]}) { totalCount } }`:                                                                  "filter.breakdown",
		} {
			r := d.anonymous.send(t, query, nil)
			if len(r.Errors) != 1 || r.Errors[0].Extensions.Code != "INVALID" || r.Errors[0].Extensions.Field != field {
				t.Errorf("%s\nwant INVALID %s, got %s", query, field, r.Body)
			}
		}
	})
}

// TestStatementsOfNeed counts SQL statements: a page of places costs no more than one or two of them.
func TestStatementsOfNeed(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		d.anonymous.ask(t, `{ today districts { totalCount } }`, nil)
		for query, most := range map[string]int{
			`{ district(code: "essex") { need { metNeed { sentence } } } }`:                                                                                    2,
			`{ districts { nodes { need { metNeed { sentence } employment { value } bullseye { sentence } underservedGroups { reason } } } } }`:                3,
			`{ partnerships(first: 149) { nodes { comparison(measure: "RETENTION") { verdicts { sentence } rank { rank } trend { course } } } } }`:             2,
			`{ partnerships(first: 149) { nodes { worseAndWorsening { trend { course } } } } }`:                                                                3,
			`{ regions { nodes { need { metNeed { sentence } } sum(indicator: "PLANNED_EXITS", over: "DISTRICT") { total { __typename } } } } }`:               4,
			`{ districts { nodes { figures(filter: {indicator: ["EMPLOYMENT_OUTCOME", "PLANNED_EXITS"]}) { totalCount } } } }`:                                 3,
			`{ funnel(measure: "RETENTION", placeKind: PARTNERSHIP) { mean } worseAndWorsening(measure: "RETENTION", placeKind: PARTNERSHIP) { totalCount } }`: 2,
		} {
			if spent := d.sql.during(func() { d.anonymous.ask(t, query, nil) }); len(spent) > most {
				t.Errorf("%s\ncosts %d statements and may %d: %q", query, len(spent), most, spent)
			}
		}
	})
}
