package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestACoordinatorSeesWhoWillBeFullAndWhy asks for the district's providers on the day of the demonstration.
func TestACoordinatorSeesWhoWillBeFullAndWhy(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		const ask = `{ pinchPoints(district: "tees-valley") { asOf assumptions providers { provider { code } fullFrom takesNoMoreFrom pauses { validFrom service { provider { code } } } reason why
			months { month verdict places chance referrals { value lower upper } demand { value lower upper } } } } }`
		c := d.as(t, "district_coordinator@district:tees-valley")
		told := c.get(t, ask, "pinchPoints").(map[string]any)
		if len(told["assumptions"].([]any)) < 5 || told["asOf"] != "2009-04-30" {
			t.Errorf("assumes %v as of %v", told["assumptions"], told["asOf"])
		}
		june, last := false, ""
		for _, p := range told["providers"].([]any) {
			from, _ := at(t, p, "fullFrom").(string)
			if from == "" {
				from = "none"
			}
			if last > from {
				t.Errorf("%s is full from %s, after one from %s", at(t, p, "provider", "code"), from, last)
			}
			last = from
			if at(t, p, "provider", "code") != "syn-provider-01" {
				continue
			}
			june = from == "2009-06-01"
			if got := fmt.Sprint(at(t, p, "months", 1, "verdict"), at(t, p, "months", 2, "verdict"), len(at(t, p, "months").([]any))); got != "MAY_BE_FULLLIKELY_FULL6" {
				t.Errorf("in May and June: %s", got)
			}
			why := fmt.Sprint(at(t, p, "why"))
			for _, part := range []string{"Jobcentres refer ", "95% interval", " leave in a month", " waiting, and ", "In June 2009 it is likely to be full: "} {
				if !strings.Contains(why, part) {
					t.Errorf("says %s, and not %q", why, part)
				}
			}
		}
		if !june {
			t.Errorf("nobody is full from June: %v", told["providers"])
		}
		own := d.as(t, "provider@provider:syn-provider-01")
		if got := own.get(t, `{ pinchPoints(provider: "syn-provider-01", months: 3) { providers { fullFrom } } }`, "pinchPoints", "providers", 0, "fullFrom"); got != "2009-06-01" {
			t.Errorf("the provider itself is told %v", got)
		}
		for question, want := range map[string]string{
			`provider: "syn-provider-02"`: "FORBIDDEN",
			`region: "E12000001"`:         "FORBIDDEN",
			`months: 3`:                   "INVALID",
			`provider: "syn-provider-01", district: "essex"`: "INVALID",
			`provider: "nobody"`:                             "INVALID",
			`provider: "syn-provider-01", months: 13`:        "INVALID",
			`provider: "syn-provider-01", months: 0`:         "INVALID",
		} {
			if r := own.send(t, `{ pinchPoints(`+question+`) { asOf } }`, nil); len(r.Errors) != 1 || fmt.Sprint(r.Errors[0].Extensions.Code) != want {
				t.Errorf("%s: %v, want %s", question, r.Errors, want)
			}
		}
	})
}

// TestTheWatchingBriefAgreesWithWhatIsAskedOneByOne compares each part of the brief with the query that tells it too.
func TestTheWatchingBriefAgreesWithWhatIsAskedOneByOne(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		for _, district := range []string{"tees-valley", "central-london"} {
			c := d.as(t, "district_coordinator@district:"+district)
			brief := c.ask(t, `query($d: String!) { watchingBrief(district: $d) { asOf district { code } late { month missing { code } } waiting { month jobcentre { code } }
				pinchPoints { providers { provider { code } fullFrom } } pauses { service { code } validFrom } stale { code assuredOn } lapsing { to kind } withoutChampion { code }
				trend { beforeFrom lastFrom lastTo offices before { value } last { value } ratio { value lower upper position } } } }`, variables{"d": district})["watchingBrief"]
			others := c.ask(t, `query($d: String!, $ds: [String!]) {
				returnCompleteness(from: "2008-10-01", to: "2009-03-31", district: $d) { month missing { code } }
				referralReturns(first: 500, filter: {district: $ds, state: [RETURNED, QUERIED], from: "2008-10-01"}) { nodes { month jobcentre { code } } }
				pinchPoints(district: $d) { providers { provider { code } fullFrom } }
				district(code: $d) { jobcentres(first: 500, filter: {withChampion: false}) { nodes { code } } } }`, variables{"d": district, "ds": []any{district}})
			late := slices.DeleteFunc(slices.Clone(at(t, others, "returnCompleteness").([]any)), func(m any) bool { return len(at(t, m, "missing").([]any)) == 0 })
			waiting := slices.Clone(at(t, others, "referralReturns", "nodes").([]any))
			slices.SortStableFunc(waiting, func(a, b any) int { return strings.Compare(at(t, a, "month").(string), at(t, b, "month").(string)) })
			for what, pair := range map[string][2]any{
				"late":    {at(t, brief, "late"), late},
				"waiting": {at(t, brief, "waiting"), waiting},
				"pinch":   {at(t, brief, "pinchPoints"), at(t, others, "pinchPoints")},
				"without": {at(t, brief, "withoutChampion"), at(t, others, "district", "jobcentres", "nodes")},
			} {
				if fmt.Sprint(pair[0]) != fmt.Sprint(pair[1]) {
					t.Errorf("%s of %s: %v\nasked by itself: %v", what, district, pair[0], pair[1])
				}
			}
			if got := fmt.Sprint(at(t, brief, "trend", "beforeFrom"), at(t, brief, "trend", "lastFrom"), at(t, brief, "trend", "lastTo")); got != "2008-10-012009-01-012009-04-01" {
				t.Errorf("compares %s", got)
			}
			for _, s := range at(t, brief, "stale").([]any) {
				if on := at(t, s, "assuredOn").(string); on >= "2008-04-30" {
					t.Errorf("%v is not stale", s)
				}
			}
			for _, a := range at(t, brief, "lapsing").([]any) {
				if to := at(t, a, "to").(string); to <= "2009-04-30" || to > "2009-07-29" {
					t.Errorf("%v does not lapse in 90 days", a)
				}
			}
		}
		if got := d.as(t, "district_coordinator@district:essex").send(t, `{ watchingBrief(district: "tees-valley") { asOf } }`, nil); len(got.Errors) != 1 || fmt.Sprint(got.Errors[0].Extensions.Code) != "FORBIDDEN" {
			t.Errorf("of another district: %v", got.Errors)
		}
	})
}
