package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// changer is an operator who changes things, and what has been changed so far by which mutation.
type changer struct {
	*door
	done map[string]bool
}

// TestSweepOfChanges tells what mutations do as stories, each from the same beginning, and together they use every mutation.
func TestSweepOfChanges(t *testing.T) {
	stories := map[string]func(*testing.T, changer){
		"a post falls vacant and is filled": storyOfAPost,
		"a post from creation to closing":   storyOfANewPost,
		"an offer comes to nothing":         storyOfAnOffer,
		"two districts merge":               storyOfAMerger,
		"a district joins another":          storyOfAJoining,
		"a district splits":                 storyOfASplit,
		"a district is founded and renamed": storyOfAName,
		"an office and its champions":       storyOfAnOffice,
		"a partnership moves":               storyOfAPartnership,
		"a figure is recorded":              storyOfAFigure,
		"a lead comes and goes":             storyOfAGrant,
		"a scenario becomes posts":          storyOfAScenario,
		"a post more is argued for":         storyOfSharesOfNeed,
		"needs are assessed":                storyOfAnAssessment,
		"two sides agree":                   storyOfAnAgreement,
		"a plan is written together":        storyOfAPlan,
		"a quarter is reviewed":             storyOfAReview,
		"an office hands in a month":        storyOfAReturn,
		"a service counts its people":       storyOfCapacity,
		"a district hands in a file":        storyOfReturnsInAFile,
		"a district refers people":          storyOfAPathway,
		"something is tried":                storyOfATrial,
		"a file of figures is recorded":     storyOfAFile,
		"a provider comes and goes":         storyOfAProvider,
	}
	onEngland(t, func(t *testing.T, d *door) {
		done := map[string]bool{}
		for name, story := range stories {
			t.Run(name, func(t *testing.T) {
				story(t, changer{open(t, england.Database(t, d.store.Engine())), done})
			})
		}
		for _, f := range load(t).Mutation.Fields {
			if !strings.HasPrefix(f.Name, "__") && !done[f.Name] {
				t.Errorf("no story tells of %s", f.Name)
			}
		}
	})
}

// mutation gives a document for one mutation with the variables id, if there is one, and input.
func mutation(field, id, selection string) string {
	if id == "" {
		return fmt.Sprintf(`mutation($input: %sInput!) { %s(input: $input) { %s userErrors { code path message } } }`, title(field), field, selection)
	}
	return fmt.Sprintf(`mutation($id: ID!, $input: %sInput!) { %s(id: $id, input: $input) { %s userErrors { code path message } } }`, title(field), field, selection)
}

func title(field string) string { return strings.ToUpper(field[:1]) + field[1:] }

// change does a mutation that nothing speaks against, and gives what it answers with.
func (c changer) change(t *testing.T, field, id string, input variables, selection string) map[string]any {
	t.Helper()
	payload := c.operator.ask(t, mutation(field, id, selection), variables{"id": id, "input": input})[field].(map[string]any)
	if refused := payload["userErrors"].([]any); len(refused) > 0 {
		t.Fatalf("%s is refused: %v", field, refused)
	}
	c.done[field] = true
	return payload
}

// refused does a mutation that is refused, and gives the reasons as code and path.
func (c changer) refused(t *testing.T, field, id string, input variables) []string {
	t.Helper()
	payload := c.operator.ask(t, mutation(field, id, ""), variables{"id": id, "input": input})[field].(map[string]any)
	var reasons []string
	for _, e := range payload["userErrors"].([]any) {
		var steps []string
		path, _ := at(t, e, "path").([]any)
		for _, step := range path {
			steps = append(steps, step.(string))
		}
		reasons = append(reasons, strings.TrimSpace(at(t, e, "code").(string)+" "+strings.Join(steps, ".")))
		if at(t, e, "message") == "" {
			t.Errorf("%s: a reason without words", field)
		}
	}
	return reasons
}

// essex is the one post of a district, held from 30 March 2009.
const essex = `{ post(code: "essex-d-1") { id version } }`

// hire puts a coordinator on the books and gives the id.
func (c changer) hire(t *testing.T, name string) string {
	t.Helper()
	return at(t, c.change(t, "coordinatorCreate", "", variables{"name": name}, "coordinator { id }"), "coordinator", "id").(string)
}

func storyOfAPost(t *testing.T, c changer) {
	const world = `{ coverage(asOf: "2009-05-10") { posts { funded filled covered offered vacant fundedFte filledFte } districtsWithCoordinator
		partnershipsCovered jobcentresInCoveredDistricts gaps { kind since sentence } } }`
	before := string(c.operator.send(t, world, nil).Data)
	id := c.operator.get(t, essex, "post", "id").(string)
	neighbour, starter := c.hire(t, "A Neighbour"), c.hire(t, "A Starter")
	starterVersion := c.change(t, "coordinatorUpdate", starter, variables{"expectedVersion": 1, "name": "The Starter"}, "coordinator { version name }")
	if v := at(t, starterVersion, "coordinator", "version"); v != 2.0 || at(t, starterVersion, "coordinator", "name") != "The Starter" {
		t.Errorf("corrected: %v", starterVersion)
	}

	left := c.change(t, "postVacate", id, variables{"expectedVersion": 1, "on": "2009-05-11", "reason": "RESIGNED"}, "post { version state asOf } holding { to leavingReason }")
	if fmt.Sprint(left["post"]) != "map[asOf:2009-05-11 state:VACANT version:2]" || fmt.Sprint(left["holding"]) != "map[leavingReason:RESIGNED to:2009-05-11]" {
		t.Errorf("left: %v", left)
	}
	c.change(t, "postCover", id, variables{"expectedVersion": 2, "coordinator": neighbour, "from": "2009-05-18", "reason": "next door"}, "post { state } cover { from to reason }")
	c.change(t, "postOffer", id, variables{"expectedVersion": 3, "coordinator": starter, "acceptedOn": "2009-05-20", "startsOn": "2009-06-08"}, "offer { concludedOn }")
	c.change(t, "postEndCover", id, variables{"expectedVersion": 4, "on": "2009-05-25"}, "cover { to }")
	filled := c.change(t, "postFill", id, variables{"expectedVersion": 5, "coordinator": starter, "from": "2009-06-08"},
		"post { version state offers { nodes { concludedOn withdrawn startsOn } } } holding { from to fte coordinator { name } }")
	if fmt.Sprint(filled["holding"]) != "map[coordinator:map[name:The Starter] from:2009-06-08 fte:1 to:<nil>]" {
		t.Errorf("filled: %v", filled)
	}
	offers := at(t, filled, "post", "offers", "nodes").([]any)
	if last := offers[len(offers)-1]; fmt.Sprint(last) != "map[concludedOn:2009-06-08 startsOn:2009-06-08 withdrawn:false]" {
		t.Errorf("the offer: %v", last)
	}

	days := []struct{ day, state, vacantSince, gaps, sentence string }{
		{"2009-05-10", "FILLED", "<nil>", "", ""},
		{"2009-05-11", "VACANT", "2009-05-11", "DISTRICT_WITHOUT_COORDINATOR POST_VACANT PARTNERSHIP_NOT_COVERED",
			"Essex has had no drug coordinator in post or covering since 11 May 2009 (the first day)."},
		{"2009-05-17", "VACANT", "2009-05-11", "DISTRICT_WITHOUT_COORDINATOR POST_VACANT PARTNERSHIP_NOT_COVERED",
			"Essex has had no drug coordinator in post or covering since 11 May 2009 (6 days)."},
		{"2009-05-18", "COVERED", "2009-05-11", "", ""},
		{"2009-05-24", "COVERED", "2009-05-11", "", ""},
		{"2009-05-25", "OFFERED", "2009-05-11", "DISTRICT_WITHOUT_COORDINATOR PARTNERSHIP_NOT_COVERED",
			"Essex has had no drug coordinator in post or covering since 25 May 2009 (the first day)."},
		{"2009-06-07", "OFFERED", "2009-05-11", "DISTRICT_WITHOUT_COORDINATOR PARTNERSHIP_NOT_COVERED",
			"Essex has had no drug coordinator in post or covering since 25 May 2009 (13 days)."},
		{"2009-06-08", "FILLED", "<nil>", "", ""},
	}
	for _, d := range days {
		data := c.operator.ask(t, `query($day: Date!) { district(code: "essex", asOf: $day) { posts { nodes { state vacantSince currentHolder { name } cover { from } } }
			coverage { posts { funded filled covered offered vacant } districtsWithCoordinator
				gaps(kinds: [DISTRICT_WITHOUT_COORDINATOR, POST_VACANT, PARTNERSHIP_NOT_COVERED]) { kind sentence } } } }`, variables{"day": d.day})
		post, coverage := at(t, data, "district", "posts", "nodes", 0), at(t, data, "district", "coverage")
		if at(t, post, "state") != d.state || fmt.Sprint(at(t, post, "vacantSince")) != d.vacantSince {
			t.Errorf("%s: the post is %v, vacant since %v", d.day, at(t, post, "state"), at(t, post, "vacantSince"))
		}
		if n := at(t, coverage, "posts", strings.ToLower(d.state)); n != 1.0 {
			t.Errorf("%s: %v posts are %s", d.day, n, d.state)
		}
		var kinds []string
		gaps := at(t, coverage, "gaps").([]any)
		for _, g := range gaps {
			if kind := at(t, g, "kind").(string); !slices.Contains(kinds, kind) {
				kinds = append(kinds, kind)
			}
		}
		if strings.Join(kinds, " ") != d.gaps {
			t.Errorf("%s: the gaps are %v", d.day, kinds)
		}
		if len(gaps) > 0 && at(t, gaps, 0, "sentence") != d.sentence {
			t.Errorf("%s: %v", d.day, at(t, gaps, 0, "sentence"))
		}
	}
	if after := string(c.operator.send(t, world, nil).Data); after != before {
		t.Errorf("the day before is not what it was:\n%s\n%s", before, after)
	}
}

func storyOfANewPost(t *testing.T, c changer) {
	home := c.operator.get(t, `{ district(code: "kent") { id } }`, "district", "id")
	made := c.change(t, "postCreate", "", variables{"grade": "BAND_D", "role": "DISTRICT_COORDINATOR", "home": home, "fte": "0.6",
		"fundingStream": "Trial", "fundedFrom": "2009-06-01", "fundedTo": "2010-06-01"}, "post { id version code state fte synthetic home { code } }")
	if got := at(t, made, "post", "code"); got != "kent-band-d-1" || at(t, made, "post", "state") != "VACANT" || at(t, made, "post", "synthetic") != false {
		t.Errorf("made %v", made)
	}
	id := at(t, made, "post", "id").(string)
	c.change(t, "postUpdate", id, variables{"expectedVersion": 1, "fte": "0.8", "fundingStream": "Renewed", "grade": "SEO", "fundedTo": "2010-12-01"}, "post { id }")
	who := c.hire(t, "Somebody")
	c.change(t, "postFill", id, variables{"expectedVersion": 2, "coordinator": who, "from": "2009-07-01"}, "holding { fte }")
	closed := c.change(t, "postClose", id, variables{"expectedVersion": 3, "on": "2009-09-01", "reason": "The trial is over"},
		"post { state fundedTo closedReason fte fundingStream grade { code } holdings { nodes { to leavingReason } } }")
	want := "map[closedReason:The trial is over fte:0.8 fundedTo:2009-09-01 fundingStream:Renewed grade:map[code:SEO] " +
		"holdings:map[nodes:[map[leavingReason:POST_CLOSED to:2009-09-01]]] state:NOT_FUNDED]"
	if got := fmt.Sprint(closed["post"]); got != want {
		t.Errorf("closed:\n%s\nwant\n%s", got, want)
	}
	for day, funded := range map[string]float64{"2009-05-31": 1, "2009-06-01": 2, "2009-08-31": 2, "2009-09-01": 1} {
		if got := c.operator.get(t, fmt.Sprintf(`{ district(code: "kent", asOf: %q) { coverage { posts { funded } } posts { totalCount } } }`, day),
			"district", "coverage", "posts", "funded"); got != funded {
			t.Errorf("%s: %v posts are funded", day, got)
		}
	}
}

func storyOfAnOffer(t *testing.T, c changer) {
	id := c.operator.get(t, essex, "post", "id").(string)
	c.change(t, "postVacate", id, variables{"expectedVersion": 1, "on": "2009-05-11", "reason": "PROMOTED"}, "post { id }")
	c.change(t, "postOffer", id, variables{"expectedVersion": 2, "acceptedOn": "2009-05-18", "startsOn": "2009-06-01"}, "offer { coordinator { id } }")
	overdue := fmt.Sprint(c.operator.get(t, `{ district(code: "essex", asOf: "2009-06-03") { coverage { gaps(kinds: [OFFER_START_OVERDUE]) { since days sentence } } } }`,
		"district", "coverage", "gaps"))
	if !strings.Contains(overdue, "days:2") && !strings.Contains(overdue, "days:1") {
		t.Errorf("nobody says that the start is overdue: %s", overdue)
	}
	withdrawn := c.change(t, "postWithdrawOffer", id, variables{"expectedVersion": 3, "on": "2009-06-04"}, "post { state vacantSince } offer { withdrawn concludedOn }")
	if got := fmt.Sprint(withdrawn["post"], withdrawn["offer"]); got != "map[state:VACANT vacantSince:2009-05-11] map[concludedOn:2009-06-04 withdrawn:true]" {
		t.Errorf("withdrawn: %s", got)
	}
	if got := c.refused(t, "postWithdrawOffer", id, variables{"expectedVersion": 4, "on": "2009-06-05"}); fmt.Sprint(got) != "[ILLEGAL_TRANSITION input.on]" {
		t.Errorf("withdrawn twice: %v", got)
	}
}
