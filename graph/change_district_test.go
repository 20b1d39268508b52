package graph_test

import (
	"fmt"
	"math/big"
	"slices"
	"testing"
)

// past is what the world was like on a day, without what tells when it was recorded.
const past = `{ at: coverage(asOf: "2009-04-30") { posts { funded filled covered offered vacant fundedFte filledFte } byGrade { grade { code } posts { funded filled } }
		districts districtsWithCoordinator jobcentres jobcentresInCoveredDistricts jobcentresWithChampion partnerships partnershipsCovered
		partnershipsPartlyCovered gaps { kind since days sentence place { code name } post { code } } }
	districts(asOf: "2009-04-30", first: 500) { totalCount nodes { code name coverage { posts { funded filled } jobcentres partnerships } posts { nodes { code state home { code name } } }
		links(first: 500) { nodes { share validFrom partnership { code coverageLevel } } } jobcentres(first: 500) { nodes { code name district { code name } champions { from } } } } }
	regions(asOf: "2009-04-30") { nodes { code coverage { posts { funded filled } districts jobcentres partnerships } } } }`

// lastYear gives a function that tells whether the past is byte for byte what it was.
func (c changer) lastYear(t *testing.T) func() {
	t.Helper()
	before := c.operator.send(t, past, nil)
	if len(before.Errors) > 0 {
		t.Fatal(before.Errors)
	}
	return func() {
		t.Helper()
		if after := c.operator.send(t, past, nil); string(after.Body) != string(before.Body) {
			t.Errorf("the past is not what it was: %s", differ(before.Body, after.Body))
		}
	}
}

func differ(a, b []byte) string {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("%.200s\nis now\n%.200s", a[max(0, i-60):], b[max(0, i-60):])
		}
	}
	return fmt.Sprintf("%d bytes are now %d", len(a), len(b))
}

// inside is what lies in a district on a day.
type inside struct {
	id                                string
	posts, jobcentres, links, lineage []string
}

func (c changer) inside(t *testing.T, code, day string) inside {
	t.Helper()
	data := c.operator.ask(t, `query($code: String!, $day: Date!) { district(code: $code, asOf: $day) { id posts(first: 500) { nodes { code } }
		jobcentres(first: 500) { nodes { code } } links(first: 500) { nodes { share partnership { code } } }
		lineage { kind on predecessor { code } successor { code } } } }`, variables{"code": code, "day": day})
	in := inside{id: at(t, data, "district", "id").(string)}
	for _, n := range at(t, data, "district", "posts", "nodes").([]any) {
		in.posts = append(in.posts, at(t, n, "code").(string))
	}
	for _, n := range at(t, data, "district", "jobcentres", "nodes").([]any) {
		in.jobcentres = append(in.jobcentres, at(t, n, "code").(string))
	}
	for _, n := range at(t, data, "district", "links", "nodes").([]any) {
		in.links = append(in.links, fmt.Sprintf("%s %s", at(t, n, "partnership", "code"), at(t, n, "share")))
	}
	for _, n := range at(t, data, "district", "lineage").([]any) {
		in.lineage = append(in.lineage, fmt.Sprintf("%s %s %s %s", at(t, n, "on"), at(t, n, "predecessor", "code"), at(t, n, "kind"), at(t, n, "successor", "code")))
	}
	return in
}

// whole holds that England has so many districts on a day, and everything else as on the day before.
func (c changer) whole(t *testing.T, before, day string, districts float64) {
	t.Helper()
	data := c.operator.ask(t, `query($day: Date!, $before: Date!) { new: coverage(asOf: $day) { ...C } old: coverage(asOf: $before) { ...C } partnerships(asOf: $day, first: 500) {
		nodes { code links(first: 500) { nodes { share } } later: links(first: 500, asOf: "2010-12-01") { nodes { share } } } } } fragment C on Coverage { districts jobcentres partnerships posts { funded } }`,
		variables{"day": day, "before": before})
	if got := at(t, data, "new", "districts"); got != districts {
		t.Errorf("%v districts on %s, want %v", got, day, districts)
	}
	for _, path := range [][]any{{"jobcentres"}, {"partnerships"}, {"posts", "funded"}} {
		if now, then := at(t, at(t, data, "new"), path...), at(t, at(t, data, "old"), path...); now != then {
			t.Errorf("%v: %v, were %v", path, now, then)
		}
	}
	for _, p := range at(t, data, "partnerships", "nodes").([]any) {
		for _, when := range []string{"links", "later"} {
			if sum := shares(t, at(t, p, when, "nodes").([]any)); sum.Cmp(big.NewRat(1, 1)) != 0 {
				t.Errorf("the shares of %v (%s) sum to %s", at(t, p, "code"), when, sum)
			}
		}
	}
}

func shares(t *testing.T, links []any) *big.Rat {
	t.Helper()
	sum := new(big.Rat)
	for _, link := range links {
		share, ok := new(big.Rat).SetString(at(t, link, "share").(string))
		if !ok {
			t.Fatal(link)
		}
		sum.Add(sum, share)
	}
	return sum
}

func sorted(lists ...[]string) []string { return slices.Sorted(slices.Values(slices.Concat(lists...))) }

func storyOfAMerger(t *testing.T, c changer) {
	same := c.lastYear(t)
	city, west := c.inside(t, "city-and-east-london", "2010-01-31"), c.inside(t, "west-london", "2010-01-31")
	made := c.change(t, "districtMerge", "", variables{"on": "2010-02-01", "successor": variables{"code": "wide-london", "name": "Wide London"},
		"districts": []any{variables{"id": city.id, "expectedVersion": 1}, variables{"id": west.id, "expectedVersion": 1}}},
		"district { code name validFrom region { code } }")
	if got := fmt.Sprint(made["district"]); got != "map[code:wide-london name:Wide London region:map[code:E12000007] validFrom:2010-02-01]" {
		t.Errorf("made %s", got)
	}
	same()
	c.whole(t, "2010-01-31", "2010-02-01", 37)
	wide := c.inside(t, "wide-london", "2010-02-01")
	if !slices.Equal(wide.posts, sorted(city.posts, west.posts)) || !slices.Equal(wide.jobcentres, sorted(city.jobcentres, west.jobcentres)) {
		t.Errorf("the new district has %v, %v", wide.posts, wide.jobcentres)
	}
	if !slices.Contains(wide.links, "SYN-P105 1") || !slices.Contains(wide.links, "SYN-P118 0.5") || len(wide.links) != len(city.links)+len(west.links)-2 {
		t.Errorf("its links are %v", wide.links)
	}
	if want := []string{"2010-02-01 city-and-east-london MERGED_INTO wide-london", "2010-02-01 west-london MERGED_INTO wide-london"}; !slices.Equal(sorted(wide.lineage), want) {
		t.Errorf("its lineage is %v", wide.lineage)
	}
	for _, code := range []string{"city-and-east-london", "west-london"} {
		if gone := c.inside(t, code, "2010-02-01"); len(gone.posts)+len(gone.jobcentres)+len(gone.links) > 0 {
			t.Errorf("what is closed still has %v", gone)
		}
	}
	again := variables{"on": "2010-05-01", "into": variables{"id": wide.id, "expectedVersion": 1}, "districts": []any{variables{"id": city.id, "expectedVersion": 2}}}
	if got := c.refused(t, "districtMerge", "", again); fmt.Sprint(got) != "[INVALID input.districts.0.id]" {
		t.Errorf("a closed district merges: %v", got)
	}
}

func storyOfAJoining(t *testing.T, c changer) {
	same := c.lastYear(t)
	south, central := c.inside(t, "south-london", "2010-01-31"), c.inside(t, "central-london", "2010-01-31")
	c.change(t, "districtMerge", "", variables{"on": "2010-02-01", "into": variables{"id": central.id, "expectedVersion": 1},
		"districts": []any{variables{"id": south.id, "expectedVersion": 1}}}, "district { code version }")
	same()
	c.whole(t, "2010-01-31", "2010-02-01", 37)
	if now := c.inside(t, "central-london", "2010-02-01"); !slices.Equal(now.posts, sorted(south.posts, central.posts)) || len(now.jobcentres) != len(south.jobcentres)+len(central.jobcentres) {
		t.Errorf("the district has %v, %v", now.posts, now.jobcentres)
	}
}

func storyOfASplit(t *testing.T, c changer) {
	same := c.lastYear(t)
	data := c.operator.ask(t, `{ district(code: "central-london", asOf: "2010-04-30") { id posts { nodes { id } } jobcentres { nodes { id } } } partnership(code: "SYN-P097") { id } }`, nil)
	before := c.inside(t, "central-london", "2010-04-30")
	offices := []any{at(t, data, "district", "jobcentres", "nodes", 0, "id"), at(t, data, "district", "jobcentres", "nodes", 3, "id")}
	split := c.change(t, "districtSplit", before.id, variables{"expectedVersion": 1, "on": "2010-05-01", "parts": []any{
		variables{"code": "inner-london", "name": "Inner", "posts": []any{at(t, data, "district", "posts", "nodes", 1, "id")}, "jobcentres": offices,
			"partnerships": []any{variables{"partnership": at(t, data, "partnership", "id"), "share": "0.1"}}},
		variables{"code": "outer-london", "name": "Outer", "remainder": true}}}, "districts { code name coverage { posts { funded } } }")
	if got := fmt.Sprint(split["districts"]); got != "[map[code:inner-london coverage:map[posts:map[funded:1]] name:Inner] map[code:outer-london coverage:map[posts:map[funded:2]] name:Outer]]" {
		t.Errorf("split into %s", got)
	}
	same()
	c.whole(t, "2010-04-30", "2010-05-01", 39)
	inner, outer := c.inside(t, "inner-london", "2010-05-01"), c.inside(t, "outer-london", "2010-05-01")
	if !slices.Equal(sorted(inner.posts, outer.posts), before.posts) || !slices.Equal(sorted(inner.jobcentres, outer.jobcentres), before.jobcentres) || len(inner.jobcentres) != 2 {
		t.Errorf("the parts have %v and %v", inner, outer)
	}
	if fmt.Sprint(inner.links) != "[SYN-P097 0.1]" || !slices.Contains(outer.links, "SYN-P097 0.2") || len(outer.links) != len(before.links) {
		t.Errorf("the parts are linked with %v and %v", inner.links, outer.links)
	}
	if fmt.Sprint(inner.lineage) != "[2010-05-01 central-london SPLIT_FROM inner-london]" {
		t.Errorf("the lineage is %v", inner.lineage)
	}
}

func storyOfAName(t *testing.T, c changer) {
	same := c.lastYear(t)
	region := c.operator.get(t, `{ region(code: "E12000001") { id } }`, "region", "id")
	made := c.change(t, "districtCreate", "", variables{"code": "far-north", "name": "Far North", "region": region, "from": "2010-02-01"}, "district { id version name posts { totalCount } }")
	id := at(t, made, "district", "id").(string)
	renamed := c.change(t, "districtRename", id, variables{"expectedVersion": 1, "name": "The Far North", "from": "2010-06-01"},
		"district { version name names { text validFrom validTo } lineage { kind on predecessor { name } successor { name } } }")
	want := "map[lineage:[map[kind:RENAMED on:2010-06-01 predecessor:map[name:Far North] successor:map[name:The Far North]]] name:The Far North " +
		"names:[map[text:Far North validFrom:2010-02-01 validTo:2010-06-01] map[text:The Far North validFrom:2010-06-01 validTo:<nil>]] version:2]"
	if got := fmt.Sprint(renamed["district"]); got != want {
		t.Errorf("renamed:\n%s\nwant\n%s", got, want)
	}
	step := c.operator.get(t, `{ district(code: "far-north", asOf: "2010-06-01") { lineage { id } } }`, "district", "lineage", 0, "id")
	if got := c.operator.get(t, fmt.Sprintf(`{ node(id: %q) { ... on Lineage { kind on } } }`, step), "node"); fmt.Sprint(got) != "map[kind:RENAMED on:2010-06-01]" {
		t.Errorf("by its id the renaming is %v", got)
	}
	for day, name := range map[string]string{"2010-05-31": "Far North", "2010-06-01": "The Far North"} {
		if got := c.operator.get(t, fmt.Sprintf(`{ district(code: "far-north", asOf: %q) { name } }`, day), "district", "name"); got != name {
			t.Errorf("on %s it is called %v", day, got)
		}
		if got := c.operator.get(t, fmt.Sprintf(`{ districts(asOf: %q, filter: {name: %q}) { totalCount } }`, day, "far north"), "districts", "totalCount"); got != 1.0 {
			t.Errorf("on %s %v are called so", day, got)
		}
	}
	same()
	c.whole(t, "2010-01-31", "2010-02-01", 39)
}
