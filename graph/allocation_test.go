package graph_test

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"waymark/domain/viewer"
)

// terms is what the scenarios of these tests ask for: the 62 posts by claiming need, with a minimum of one.
const terms = `grade: "BAND_D", posts: 62, need: {combine: CLAIMING_NEED, claimingShare: "SHARE_CLAIMING_BENEFITS", measures: [
	{measure: "PROBLEM_DRUG_USERS_IN_EFFECTIVE_TREATMENT"}, {measure: "TREATMENT_NAIVE_PROBLEM_DRUG_USERS"}]}`

const minimum = `{floor: 1, reason: "Every district was promised one"}`

// as gives somebody with one grant.
func (d *door) as(t *testing.T, grant string) client {
	t.Helper()
	g, err := viewer.ParseGrant(grant)
	if err != nil {
		t.Fatal(err)
	}
	return d.serve(t, viewer.Viewer{Subject: grant, Grants: []viewer.Grant{g}})
}

const (
	london    = "regional_lead@region:E12000007"
	northEast = "regional_lead@region:E12000001"
	theTeam   = "programme_lead"
)

// scenario begins a scenario and gives its id.
func scenario(t *testing.T, c client, name, terms string) string {
	t.Helper()
	done := c.ask(t, fmt.Sprintf(`mutation { it: allocationCreate(input: {name: %q, terms: {%s}}) { allocation { id } userErrors { code message path } } }`, name, terms), nil)
	if errs := at(t, done, "it", "userErrors").([]any); len(errs) > 0 {
		t.Fatalf("%s: %v", name, errs)
	}
	return at(t, done, "it", "allocation", "id").(string)
}

// step takes a scenario on and gives its payload, whatever came of it.
func step(t *testing.T, c client, verb, id string, more, selection string) any {
	t.Helper()
	version := c.get(t, fmt.Sprintf("{ allocation(id: %q) { version } }", id), "allocation", "version")
	return c.get(t, fmt.Sprintf(`mutation { it: allocation%s(id: %q, input: {expectedVersion: %v %s}) { %s userErrors { code message path } } }`,
		verb, id, version, more, selection), "it")
}

// well takes a scenario on and gives its state.
func well(t *testing.T, c client, verb, id string, more string) string {
	t.Helper()
	done := step(t, c, verb, id, more, "allocation { state }")
	if errs := at(t, done, "userErrors").([]any); len(errs) > 0 {
		t.Fatalf("%s: %v", verb, errs)
	}
	return at(t, done, "allocation", "state").(string)
}

// refusedStep holds the one refusal of a step.
func refusedStep(t *testing.T, c client, verb, id string, more, code, message string) {
	t.Helper()
	errs := at(t, step(t, c, verb, id, more, "allocation { state }"), "userErrors").([]any)
	if len(errs) != 1 || at(t, errs[0], "code") != code || !strings.Contains(at(t, errs[0], "message").(string), message) {
		t.Errorf("%s is answered %v, want %s: %s", verb, errs, code, message)
	}
}

func TestScenarioFromDraftToPosts(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		lead, team := d.as(t, london), d.as(t, theTeam)
		id := scenario(t, lead, "Sixty-two", terms+`, bounds: [`+minimum+`], uncertainty: {draws: 500, seed: 7, regional: "0.2"}`)
		refusedStep(t, lead, "Submit", id, "", "ILLEGAL_TRANSITION", "the scenario is DRAFT")
		if got := well(t, lead, "Compute", id, ""); got != "COMPUTED" {
			t.Fatalf("computed, it is %s", got)
		}
		show := fmt.Sprintf(`{ allocation(id: %q) { secured undecided digest engineVersion warnings needPower replay { matches digest }
			inputs { districts synthetic sources { code } } certificate { holds } ties { posts }
			shares(first: 500) { totalCount nodes { district { id code } posts existing change quota postsPer1000 gainThreshold loseThreshold binding
				contributions { measure value share } figures { value lower statement { id } } probability { posts chance { probability } } } }
			regions { region { code } posts existing }
			nextInLine { district { code } distance } firstToLose(first: 1) { district { code } distance }
			withPosts(delta: 1) { ... on AllocationComparison { posts moves gains { district { code } from to } losses { to } } }
			comparison { posts moves gains { district { code } from to } losses { district { code } from to } transition(opening: "100", closing: "1") { opened closed pence } }
			indicators { theil { value best } theilBetween { value } theilWithin { value } }
			methodComparison { methods { method moves } }
			withoutConstraint(id: "every-district") { ... on AllocationComparison { moves gains { district { code } } losses { district { code } } } }
			tiers { ... on AllocationComparison { moves } }
			stability { draws seed safe unsafe changed contested(first: 3) { district { code } post held { probability standardError } } independent } } }`, id)
		a := at(t, lead.ask(t, show, nil), "allocation")
		if at(t, a, "secured").(float64) != 38 {
			t.Errorf("%v of 62 posts are decided before need is looked at, want 38", at(t, a, "secured"))
		}
		shares := at(t, a, "shares", "nodes").([]any)
		var sum, existing, chances float64
		gains := map[string]bool{}
		for _, s := range shares {
			sum += at(t, s, "posts").(float64)
			existing += at(t, s, "existing").(float64)
			for _, p := range at(t, s, "probability").([]any) {
				if at(t, p, "posts") == at(t, s, "posts") {
					chances++
				}
			}
			if at(t, s, "change").(float64) > 0 {
				gains[at(t, s, "district", "code").(string)] = true
			}
		}
		if len(shares) != 38 || sum != 62 || existing != 62 || chances == 0 {
			t.Errorf("%d districts get %v posts where there were %v; %v are given what they may have", len(shares), sum, existing, chances)
		}
		if !at(t, a, "replay", "matches").(bool) || !at(t, a, "certificate", "holds").(bool) || !at(t, a, "inputs", "synthetic").(bool) {
			t.Errorf("it does not prove itself: %v", a)
		}
		if n := len(at(t, a, "comparison", "gains").([]any)); n != len(gains) || n == 0 {
			t.Errorf("%d districts gain and the comparison has %d", len(gains), n)
		}
		moves := at(t, a, "comparison", "moves").(float64) // as many posts go as come
		if cost := at(t, a, "comparison", "transition"); fmt.Sprint(cost) != fmt.Sprintf("map[closed:%v opened:%v pence:%v]", moves, moves, 101*moves) {
			t.Errorf("%v moves cost %v", moves, cost)
		}
		theil := func(part string) float64 {
			n, err := strconv.ParseFloat(at(t, a, "indicators", part, "value").(string), 64)
			if err != nil {
				t.Error(err)
			}
			return n
		}
		if between, within := theil("theilBetween"), theil("theilWithin"); between <= 0 || within <= 0 || math.Abs(theil("theil")-between-within) > 2e-9 {
			t.Errorf("of %v lie %v between regions and %v within them", theil("theil"), between, within)
		}
		if at(t, a, "withPosts", "moves").(float64) != 1 || at(t, a, "nextInLine", 0, "district", "code") != at(t, a, "withPosts", "gains", 0, "district", "code") {
			t.Errorf("the 63rd post goes to %v, next in line is %v", at(t, a, "withPosts"), at(t, a, "nextInLine", 0))
		}
		explained := at(t, lead.ask(t, fmt.Sprintf(`{ allocation(id: %q) { explain(district: %q) { sentence posts need quota gainAt lastPost { code } } } }`,
			id, at(t, shares[0], "district", "id")), nil), "allocation", "explain")
		if sentence := at(t, explained, "sentence").(string); !strings.Contains(sentence, "claiming need") || !strings.Contains(sentence, "posts' worth at 62 posts") {
			t.Errorf("it is explained by %q", sentence)
		}

		if got := well(t, lead, "Submit", id, ""); got != "SUBMITTED" {
			t.Fatalf("submitted, it is %s", got)
		}
		if got := well(t, team, "Return", id, `, reason: "West Yorkshire keeps its posts"`); got != "RETURNED" {
			t.Fatalf("returned, it is %s", got)
		}
		if got := at(t, lead.ask(t, fmt.Sprintf("{ allocation(id: %q) { returnReason } }", id), nil), "allocation", "returnReason"); got != "West Yorkshire keeps its posts" {
			t.Errorf("it was returned because %q", got)
		}
		yorkshire := lead.get(t, `{ district(code: "west-yorkshire") { id } }`, "district", "id")
		mended := fmt.Sprintf(`, terms: {%s, bounds: [%s, {district: %q, floor: 3, reason: "It keeps its posts"}]}`, terms, minimum, yorkshire)
		if got := well(t, lead, "Update", id, mended); got != "DRAFT" {
			t.Fatalf("mended, it is %s", got)
		}
		if got := lead.get(t, fmt.Sprintf("{ allocation(id: %q) { shares { totalCount } } }", id), "allocation", "shares", "totalCount"); got.(float64) != 0 {
			t.Errorf("what is no longer computed shows %v", got)
		}
		for _, verb := range []string{"Compute", "Submit"} {
			well(t, lead, verb, id, "")
		}
		before := d.operator.get(t, `{ coverage { byGrade { posts { funded } } } }`, "coverage", "byGrade", 2, "posts", "funded")
		change := at(t, team.ask(t, fmt.Sprintf(`{ allocation(id: %q) { comparison { moves losses { district { id } } } } }`, id), nil), "allocation", "comparison")
		losing := at(t, change, "losses", 0, "district", "id").(string)
		adopt := `, on: "2009-06-01", fundingStream: "Adopted", fundedTo: "2011-04-01", reason: "By need"`
		refusedStep(t, team, "Adopt", id, adopt, "ILLEGAL_TRANSITION", "name 1 in closures")
		var post any
		for _, p := range at(t, d.operator.ask(t, fmt.Sprintf(`{ node(id: %q) { ... on District { posts { nodes { id version state covers { totalCount } holdings { totalCount } } } } } }`, losing), nil), "node", "posts", "nodes").([]any) {
			if at(t, p, "holdings", "totalCount").(float64) == 1 && at(t, p, "covers", "totalCount").(float64) == 0 {
				post = p // nobody follows its holder
			}
		}
		closures := fmt.Sprintf(`, closures: [{post: %q, expectedVersion: %v, on: "2009-09-01"}]`, at(t, post, "id"), at(t, post, "version"))
		done := step(t, team, "Adopt", id, adopt+closures, `allocation { state adoptedOn } posts { fundedFrom fundedTo closedReason }`)
		if at(t, done, "allocation", "state") != "ADOPTED" || len(at(t, done, "posts").([]any)) != 2 {
			t.Errorf("adopting gives %v", done)
		}
		after := d.operator.get(t, `{ coverage(asOf: "2009-09-01") { byGrade { posts { funded } } } }`, "coverage", "byGrade", 2, "posts", "funded")
		if before != after || before.(float64) != 62 {
			t.Errorf("%v posts were funded and %v are", before, after)
		}
		now := lead.ask(t, fmt.Sprintf(`{ allocation(id: %q) { shares(first: 500) { nodes { posts district { code } } } }
			districts(asOf: "2009-09-01", first: 500) { nodes { code posts(filter: {grade: ["BAND_D"]}) { totalCount } } } }`, id), nil)
		for i, s := range at(t, now, "allocation", "shares", "nodes").([]any) {
			if has := at(t, now, "districts", "nodes", i, "posts", "totalCount"); has != at(t, s, "posts") {
				t.Errorf("%v was given %v posts and has %v", at(t, s, "district", "code"), at(t, s, "posts"), has)
			}
		}
		if got := d.as(t, "district_coordinator@district:essex").get(t, "{ allocations { totalCount } }", "allocations", "totalCount"); got.(float64) != 1 {
			t.Errorf("a coordinator sees %v adopted scenarios", got)
		}
		refusedStep(t, team, "Withdraw", id, "", "ILLEGAL_TRANSITION", "the scenario is ADOPTED")
	})
}

func TestDraftsArePrivate(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		lead, other, team := d.as(t, london), d.as(t, northEast), d.as(t, theTeam)
		id := scenario(t, lead, "London's own", terms)
		counts := func(want map[string]float64) {
			t.Helper()
			for name, c := range map[string]client{"lead": lead, "other": other, "team": team} {
				got := c.ask(t, fmt.Sprintf(`{ allocations(first: 1) { totalCount nodes { id } } allocation(id: %q) { id } node(id: %q) { id } nodes(ids: [%q]) { id } }`, id, id, id), nil)
				seen := want[name] == 1
				if at(t, got, "allocations", "totalCount") != want[name] || (at(t, got, "allocation") != nil) != seen || (at(t, got, "node") != nil) != seen || (at(t, got, "nodes", 0) != nil) != seen {
					t.Errorf("the %s is told %v, want %v of it", name, got, want[name])
				}
			}
		}
		counts(map[string]float64{"lead": 1})
		mutation := fmt.Sprintf(`mutation { allocationUpdate(id: %q, input: {expectedVersion: 1, name: "Mine"}) { userErrors { code } } }`, id)
		for name, c := range map[string]client{"other": other, "team": team} {
			if r := c.send(t, mutation, nil); len(r.Errors) != 1 || r.Errors[0].Extensions.Code != "NOT_FOUND" {
				t.Errorf("the %s is answered %s", name, r.Body)
			}
		}
		well(t, lead, "Compute", id, "")
		counts(map[string]float64{"lead": 1})
		well(t, lead, "Submit", id, "")
		counts(map[string]float64{"lead": 1, "team": 1})
		well(t, lead, "Share", id, "")
		counts(map[string]float64{"lead": 1, "team": 1, "other": 1})
		if r := other.send(t, fmt.Sprintf(`mutation { allocationWithdraw(id: %q, input: {expectedVersion: 4}) { userErrors { code } } }`, id), nil); len(r.Errors) != 1 || r.Errors[0].Extensions.Code != "FORBIDDEN" {
			t.Errorf("a colleague is answered %s", r.Body)
		}
		if r := d.anonymous.send(t, fmt.Sprintf(`{ node(id: %q) { id } }`, id), nil); string(r.Data) != `{"node":null}` {
			t.Errorf("who has not signed in is told %s", r.Body)
		}
	})
}

func TestInfeasibleScenarioNamesItsConstraints(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		team := d.as(t, theTeam)
		ids := team.ask(t, `{ essex: district(code: "essex") { id } kent: district(code: "kent") { id } }`, nil)
		id := scenario(t, team, "Too much", strings.Replace(terms, "posts: 62", "posts: 5", 1)+fmt.Sprintf(`, bounds: [
			{district: %q, floor: 3, reason: "It asks for three"}, {district: %q, floor: 4, reason: "And it for four"}]`, at(t, ids, "essex", "id"), at(t, ids, "kent", "id")))
		refusedStep(t, team, "Compute", id, "", "INFEASIBLE", "the floor of 3 for Essex")
		refusedStep(t, team, "Compute", id, "", "INFEASIBLE", "the floor of 4 for Kent")
		early := scenario(t, team, "Too early", terms+`, asOf: "2009-03-30"`)
		errs := at(t, step(t, team, "Compute", early, "", "allocation { id }"), "userErrors").([]any)
		if len(errs) != 3*38 || at(t, errs[0], "code") != "INVALID" {
			t.Errorf("figures that are not there are told by %d errors", len(errs))
		}
	})
}

func TestReplayIsTheSameWhateverIsRecordedSince(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		team := d.as(t, theTeam)
		id := scenario(t, team, "Frozen", terms+`, uncertainty: {draws: 300, seed: 3}`)
		well(t, team, "Compute", id, "")
		show := fmt.Sprintf(`{ allocation(id: %q) { digest replay { matches digest } shares(first: 500) { nodes { posts need } } stability { changed } } }`, id)
		before := team.ask(t, show, nil)
		ids := team.ask(t, `{ source: sources(first: 1) { nodes { id } } essex: district(code: "essex") { id } }`, nil)
		team.ask(t, fmt.Sprintf(`mutation { statementRecord(input: {source: %q, place: %q, measure: "PROBLEM_DRUG_USERS_IN_EFFECTIVE_TREATMENT", value: "99000",
			lower: "90000", upper: "120000", unit: "people", asAt: "2009-04-01"}) { statement { lower upper } userErrors { message } } }`,
			at(t, ids, "source", "nodes", 0, "id"), at(t, ids, "essex", "id")), nil)
		if after := team.ask(t, show, nil); fmt.Sprint(after) != fmt.Sprint(before) {
			t.Errorf("it was\n%v\nand is\n%v", before, after)
		}
		if !at(t, before, "allocation", "replay", "matches").(bool) || at(t, before, "allocation", "replay", "digest") != at(t, before, "allocation", "digest") {
			t.Errorf("it is not replayed: %v", before)
		}
		again := scenario(t, team, "Thawed", terms+`, uncertainty: {draws: 300, seed: 3}`)
		well(t, team, "Compute", again, "")
		compared := team.ask(t, fmt.Sprintf(`{ allocationCompare(id: %q, with: %q) { gains { district { code } to } } other: allocation(id: %q) { digest } }`, id, again, again), nil)
		if at(t, compared, "allocationCompare", "gains", 0, "district", "code") != "essex" || at(t, compared, "other", "digest") == at(t, before, "allocation", "digest") {
			t.Errorf("by the newer figure Essex gains %v", compared)
		}
	})
}
