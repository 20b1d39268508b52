package graph_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"waymark/domain/viewer"
	"waymark/store/storetest"
)

func (c changer) revision(t *testing.T) int64 {
	t.Helper()
	now, err := c.store.State(viewer.With(t.Context(), operator))
	if err != nil {
		t.Fatal(err)
	}
	return now.Number
}

// TestRefusedChanges holds that all that is wrong is said at once, by code and path, and that nothing is changed then.
func TestRefusedChanges(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		c := changer{d, map[string]bool{}}
		data := d.operator.ask(t, `{ post(code: "essex-d-1") { id currentHolder { id } } other: post(code: "kent-d-1") { id currentHolder { id } }
			district(code: "essex") { id } region(code: "E12000007") { id } champion: jobcentres(first: 1, filter: {withChampion: true}) { nodes { id } } }`, nil)
		post, holder, busy := at(t, data, "post", "id").(string), at(t, data, "post", "currentHolder", "id"), at(t, data, "other", "currentHolder", "id")
		district, office := at(t, data, "district", "id").(string), at(t, data, "champion", "nodes", 0, "id").(string)
		tests := []struct {
			what, field, id string
			input           variables
			want            string
		}{
			{"an old version", "postVacate", post, variables{"expectedVersion": 7, "on": "2009-05-11", "reason": "OTHER"}, "CONFLICT input.expectedVersion"},
			{"a held post", "postFill", post, variables{"expectedVersion": 1, "coordinator": busy, "from": "2009-05-11"}, "INVALID input.from"},
			{"everything wrong with a fill", "postFill", post, variables{"expectedVersion": 1, "coordinator": "coo_none", "from": "2012-01-01", "to": "2012-02-01", "fte": "2"},
				"INVALID input.coordinator, INVALID input.from, INVALID input.to, INVALID input.fte, INVALID input.fte"},
			{"an end before the start", "postCover", post, variables{"expectedVersion": 1, "coordinator": busy, "from": "2009-06-01", "to": "2009-05-01"}, "INVALID input.to"},
			{"cover by the holder", "postCover", post, variables{"expectedVersion": 1, "coordinator": holder, "from": "2009-06-01"}, "INVALID input.coordinator"},
			{"leaving what nobody holds", "postVacate", post, variables{"expectedVersion": 1, "on": "2012-01-01", "reason": "OTHER"}, "ILLEGAL_TRANSITION "},
			{"nothing to end", "postEndCover", post, variables{"expectedVersion": 1, "on": "2009-06-01"}, "ILLEGAL_TRANSITION "},
			{"no offer", "postWithdrawOffer", post, variables{"expectedVersion": 1, "on": "2009-06-01"}, "ILLEGAL_TRANSITION input.on"},
			{"an offer that starts before it is accepted", "postOffer", post, variables{"expectedVersion": 1, "acceptedOn": "2009-06-01", "startsOn": "2008-06-01"},
				"INVALID input.startsOn, INVALID input.startsOn"},
			{"a post of nothing", "postCreate", "", variables{"code": "Not A Code", "grade": "BAND_Z", "role": "DISTRICT_COORDINATOR", "home": at(t, data, "region", "id"),
				"fte": "0", "fundingStream": " ", "fundedFrom": "2010-01-01", "fundedTo": "2009-01-01"},
				"INVALID input.code, INVALID input.fte, INVALID input.fundedTo, INVALID input.fundingStream, INVALID input.grade, INVALID input.home"},
			{"a code that is taken", "postCreate", "", variables{"code": "essex-d-1", "grade": "BAND_D", "role": "DISTRICT_COORDINATOR", "home": district, "fundingStream": "x", "fundedFrom": "2010-01-01"},
				"INVALID input.code"},
			{"a district before its region", "districtCreate", "", variables{"code": "x", "name": "", "region": at(t, data, "region", "id"), "from": "1950-01-01"}, "INVALID input.from, INVALID input.name"},
			{"the same name again", "districtRename", district, variables{"expectedVersion": 1, "name": "Essex", "from": "2010-01-01"}, "INVALID input.name"},
			{"a merger with itself", "districtMerge", "", variables{"on": "2010-01-01", "into": variables{"id": district, "expectedVersion": 1}, "districts": []any{variables{"id": district, "expectedVersion": 1}}},
				"INVALID input.districts.0.id"},
			{"a merger of one", "districtMerge", "", variables{"on": "2010-01-01", "successor": variables{"code": "y", "name": "Y"}, "districts": []any{variables{"id": district, "expectedVersion": 1}}},
				"INVALID input.districts"},
			{"a split that leaves things behind", "districtSplit", district, variables{"expectedVersion": 1, "on": "2010-01-01", "parts": []any{variables{"code": "essex", "name": "E"}}},
				""}, // each thing is named: see below
			{"an office closed before it opened", "jobcentreClose", office, variables{"expectedVersion": 1, "on": "1990-01-01"}, ""},
			{"a statement of nothing", "statementRecord", "", variables{"source": "src_x", "place": "dis_x", "measure": "posts", "grade": "Z", "value": "1", "unit": "", "asAt": "2009-01-01"},
				"INVALID input.grade, INVALID input.measure, INVALID input.place, INVALID input.source, INVALID input.unit"},
			{"nobody's name", "coordinatorCreate", "", variables{"name": "\u00a0 "}, "INVALID input.name"},
			{"two lines", "coordinatorCreate", "", variables{"name": "two\nlines"}, "INVALID input.name"},
			{"an empty key", "coordinatorCreate", "", variables{"name": "x", "idempotencyKey": ""}, "INVALID input.idempotencyKey"},
			{"a long key", "coordinatorCreate", "", variables{"name": "x", "idempotencyKey": strings.Repeat("k", 201)}, "INVALID input.idempotencyKey"},
		}
		before := c.revision(t)
		for _, tt := range tests {
			got := slices.Sorted(slices.Values(c.refused(t, tt.field, tt.id, tt.input)))
			want := slices.Sorted(slices.Values(strings.Split(tt.want, ", ")))
			if tt.want == "" && len(got) > 0 {
				continue
			}
			for i := range want {
				want[i] = strings.TrimSpace(want[i])
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s: got %q, want %q", tt.what, got, want)
			}
		}
		if after := c.revision(t); after != before {
			t.Errorf("refused changes have changed something: revision %d to %d", before, after)
		}
	})
}

// TestOneOperationSeesItself holds that mutations of one operation happen in turn, that each sees those before, and that one
// that is refused changes nothing and stops nobody.
func TestOneOperationSeesItself(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		id := d.operator.get(t, essex, "post", "id")
		data := d.operator.ask(t, `mutation($id: ID!) {
			first: postVacate(id: $id, input: {expectedVersion: 1, on: "2009-05-11", reason: OTHER}) { post { version state } userErrors { code } }
			stale: postClose(id: $id, input: {expectedVersion: 1, on: "2009-06-11", reason: "late"}) { post { id } userErrors { code path } }
			second: postOffer(id: $id, input: {expectedVersion: 2, acceptedOn: "2009-05-12", startsOn: "2009-06-01"}) { post { version state offer { startsOn } } userErrors { code } }
		}`, variables{"id": id})
		want := "map[first:map[post:map[state:VACANT version:2] userErrors:[]] " +
			"second:map[post:map[offer:map[startsOn:2009-06-01] state:OFFERED version:3] userErrors:[]] " +
			"stale:map[post:<nil> userErrors:[map[code:CONFLICT path:[input expectedVersion]]]]]"
		if got := fmt.Sprint(data); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
		if got := fmt.Sprint(d.anonymous.get(t, `{ post(code: "essex-d-1", asOf: "2010-01-01") { version state fundedTo } }`, "post")); got != "map[fundedTo:2011-04-01 state:OFFERED version:3]" {
			t.Errorf("then it is %s", got)
		}
		missing := d.operator.send(t, mutation("postClose", "x", "post { id }"), variables{"id": "pos_none", "input": variables{"expectedVersion": 1, "on": "2009-06-11", "reason": "x"}})
		if len(missing.Errors) != 1 || missing.Errors[0].Extensions.Code != "NOT_FOUND" || string(missing.Data) != `{"postClose":null}` {
			t.Errorf("what does not exist: %s", missing.Body)
		}
	})
}

// TestTwoAtOnce holds that of two people who fill one post at the same time one wins, and the other is told, whether they ask
// the same server or two.
func TestTwoAtOnce(t *testing.T) {
	england.Run(t, func(t *testing.T, db storetest.Database) {
		d, other := open(t, db), open(t, db)
		c := changer{d, map[string]bool{}}
		id := d.operator.get(t, essex, "post", "id").(string)
		c.change(t, "postVacate", id, variables{"expectedVersion": 1, "on": "2009-05-11", "reason": "OTHER"}, "")
		doors, bodies := []*door{d, other, d, other}, make([][]byte, 4)
		for i := range bodies {
			input := variables{"expectedVersion": 2, "coordinator": c.hire(t, fmt.Sprint("Rival ", i)), "from": "2009-06-01"}
			body, err := json.Marshal(map[string]any{"query": mutation("postFill", id, "holding { id }"), "variables": variables{"id": id, "input": input}})
			if err != nil {
				t.Fatal(err)
			}
			bodies[i] = body
		}
		type result struct {
			reply reply
			err   error
		}
		results := make(chan result)
		for i, body := range bodies {
			go func() {
				r, err := doors[i].operator.try(t.Context(), body)
				results <- result{r, err}
			}()
		}
		count := map[string]int{}
		for range bodies {
			r := <-results
			switch text := string(r.reply.Body); {
			case r.err != nil:
				t.Error(r.err)
			case strings.Contains(text, `"holding":{"id":"hol_`) && strings.Contains(text, `"userErrors":[]`):
				count["won"]++
			case strings.Contains(text, `"holding":null`) && strings.Contains(text, `"code":"CONFLICT"`):
				count["told"]++
			default:
				t.Errorf("got %s", text)
			}
		}
		if count["won"] != 1 || count["told"] != 3 {
			t.Errorf("%v", count)
		}
		for _, d := range []*door{d, other} {
			if n := d.operator.get(t, `{ post(code: "essex-d-1", asOf: "2009-06-01") { currentHoldings { id } } }`, "post", "currentHoldings").([]any); len(n) != 1 {
				t.Errorf("%d hold the post", len(n))
			}
		}
	})
}

// TestIdempotency holds that a request that is repeated under its key is answered, and not done, again.
func TestIdempotency(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		c := changer{d, map[string]bool{}}
		id := d.operator.get(t, essex, "post", "id").(string)
		leave := variables{"expectedVersion": 1, "on": "2009-05-11", "reason": "OTHER", "idempotencyKey": "leave-1"}
		document, values := mutation("postVacate", id, "post { id version state asOf } holding { id to }"), variables{"id": id, "input": leave}
		first := d.operator.send(t, document, values)
		if !strings.Contains(string(first.Body), `"userErrors":[]`) {
			t.Fatalf("got %s", first.Body)
		}
		for range 3 {
			if again := d.operator.send(t, document, values); string(again.Body) != string(first.Body) {
				t.Errorf("again %s, first %s", again.Body, first.Body)
			}
		}
		hire := variables{"name": "Once", "idempotencyKey": "hire-1"}
		one := c.change(t, "coordinatorCreate", "", hire, "coordinator { id }")
		if two := c.change(t, "coordinatorCreate", "", hire, "coordinator { id }"); fmt.Sprint(one) != fmt.Sprint(two) {
			t.Errorf("hired %v and %v", one, two)
		}
		if n := d.operator.get(t, `{ coordinators(filter: {name: "Once"}) { totalCount } }`, "coordinators", "totalCount"); n != 1.0 {
			t.Errorf("hired %v", n)
		}
		if v := d.operator.get(t, essex, "post", "version"); v != 2.0 {
			t.Errorf("the post is at version %v: a repetition has changed it", v)
		}
		leave["reason"] = "RETIRED"
		for what, got := range map[string][]string{
			"another input":    c.refused(t, "postVacate", id, leave),
			"another mutation": c.refused(t, "coordinatorCreate", "", variables{"name": "Once", "idempotencyKey": "leave-1"}),
			"another name":     c.refused(t, "coordinatorCreate", "", variables{"name": "Twice", "idempotencyKey": "hire-1"}),
		} {
			if fmt.Sprint(got) != "[CONFLICT input.idempotencyKey]" {
				t.Errorf("%s under the same key: %v", what, got)
			}
		}
		// A request that was refused has done nothing, so its key is still free.
		bad := variables{"name": "", "idempotencyKey": "free"}
		if got := c.refused(t, "coordinatorCreate", "", bad); fmt.Sprint(got) != "[INVALID input.name]" {
			t.Errorf("refused: %v", got)
		}
		bad["name"] = "Good"
		c.change(t, "coordinatorCreate", "", bad, "coordinator { id }")
	})
}
