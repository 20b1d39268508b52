package dataset

import (
	"maps"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/fault"
	"waymark/domain/programme"
)

func reference(t *testing.T) programme.Records {
	t.Helper()
	r, err := Reference()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func graphOf(t *testing.T, r programme.Records) *programme.Graph {
	t.Helper()
	g, err := programme.New(r)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range g.Violations() {
		t.Error(v)
	}
	return g
}

func TestReferenceKeepsTheRulesOfTheGraph(t *testing.T) {
	graphOf(t, reference(t))
}

func TestReferenceIsTheSameEveryTime(t *testing.T) {
	if !reflect.DeepEqual(reference(t), reference(t)) {
		t.Error("two calls differ")
	}
}

func TestReferenceHoldsNothingSynthetic(t *testing.T) {
	for id, n := range nodes(reference(t)) {
		if n.Identity().Synthetic {
			t.Errorf("%s is marked synthetic", id)
		}
	}
}

func TestReferencePlaces(t *testing.T) {
	g := graphOf(t, reference(t))
	day := calendar.New(2009, 4, 30)
	names := map[string]string{
		"E12000001": "North East", "E12000002": "North West", "E12000003": "Yorkshire and the Humber",
		"E12000004": "East Midlands", "E12000005": "West Midlands", "E12000006": "East of England",
		"E12000007": "London", "E12000008": "South East", "E12000009": "South West",
	}
	regions := g.Regions(day)
	if len(regions) != len(names) {
		t.Errorf("%d regions, want %d", len(regions), len(names))
	}
	for _, r := range regions {
		if r.Name(day) != names[r.Code] {
			t.Errorf("%s is %q, want %q", r.Code, r.Name(day), names[r.Code])
		}
		if ids := r.Identifiers(); len(ids) != 1 || ids[0].Scheme != "GSS" || ids[0].Value != r.Code {
			t.Errorf("%s has the wrong identifiers", r.Code)
		}
	}
	if n := len(g.Districts(day)); n != 38 {
		t.Errorf("%d districts, want 38", n)
	}
	d := g.District("lambeth-southwark-and-wandsworth")
	if d == nil || d.Name(day) != "Lambeth, Southwark and Wandsworth" || d.Region != g.Region("E12000007") {
		t.Errorf("the district of three boroughs is %v", d)
	}
}

func TestReferencePosts(t *testing.T) {
	g := graphOf(t, reference(t))
	day := calendar.New(2009, 4, 30)
	inDistrict, inRegion := map[string]int{}, map[string]map[string]int{}
	grades := map[string]int{}
	for _, p := range g.Posts(day) {
		grades[p.Grade.Code]++
		region := p.Region(day).Name(day)
		if inRegion[region] == nil {
			inRegion[region] = map[string]int{}
		}
		inRegion[region][p.Grade.Code]++
		home := p.Home(day)
		switch {
		case p.Role == programme.DistrictCoordinator && home.Kind() == programme.KindDistrict && p.Grade.Code == bandD:
			inDistrict[home.PlaceCode()]++
		case p.Role == programme.StrategicLead && home.Kind() == programme.KindRegion && p.Grade.Code == grade7:
		case p.Role == programme.RegionalSupport && home.Kind() == programme.KindRegion && p.Grade.Code == seo:
		default:
			t.Errorf("%s is a %s %s in a %s", p.Code, p.Grade.Code, p.Role, home.Kind())
		}
	}
	if want := map[string]int{grade7: 9, seo: 2, bandD: 62}; !maps.Equal(grades, want) {
		t.Errorf("posts by grade are %v, want %v", grades, want)
	}
	if len(inDistrict) != 38 {
		t.Errorf("%d districts have a post, want all 38", len(inDistrict))
	}
	bands := map[string]int{
		"North East": 3, "North West": 11, "Yorkshire and the Humber": 8, "East Midlands": 4, "West Midlands": 8,
		"East of England": 4, "London": 16, "South East": 4, "South West": 4,
	}
	for region, want := range bands {
		if inRegion[region][bandD] != want || inRegion[region][grade7] != 1 {
			t.Errorf("%s has %v, want %d Band D and one Grade 7", region, inRegion[region], want)
		}
	}
	if n := len(g.Region("E12000007").Districts(day)); n != 6 {
		t.Errorf("London has %d districts, want 6", n)
	}
	for _, code := range []string{"london-g7-1", "london-seo-1", "north-west-seo-1", "central-london-d-3"} {
		if g.Post(code) == nil {
			t.Errorf("no post has the code %s", code)
		}
	}
	for _, unfunded := range []calendar.Date{calendar.New(2008, 12, 31), calendar.New(2011, 4, 1)} {
		if n := len(g.Posts(unfunded)); n != 0 {
			t.Errorf("%d posts are funded on %s, want none", n, unfunded)
		}
	}
}

func TestReferenceStatements(t *testing.T) {
	g := graphOf(t, reference(t))
	const answer, guidance, offices = "hansard-2009-03-11-drug-coordinators", "nta-employment-pathway-2009", "hansard-2009-04-21-jobcentres"
	cases := []struct {
		place, measure, grade, asAt, source string
		want                                int
	}{
		{"", programme.MeasurePostsFunded, grade7, "2009-04-01", guidance, 9},
		{"", programme.MeasurePostsFunded, seo, "2009-04-01", guidance, 2},
		{"", programme.MeasurePostsFunded, bandD, "2009-04-01", guidance, 62},
		{"", programme.MeasurePostsFunded, bandD, "2009-03-05", answer, 63},
		{"", programme.MeasurePostsFunded, grade7, "2009-03-05", answer, 9},
		{"", programme.MeasurePostsInPost, bandD, "2009-03-05", answer, 8},
		{"", programme.MeasurePostsInPost, bandD, "2009-03-31", answer, 60},
		{"", programme.MeasurePostsInPost, bandD, "2009-04-30", answer, 63},
		{"", programme.MeasureJobcentresOpen, "", "2009-03-30", offices, 579},
		{"", programme.MeasureJobcentresOpen, "", "2009-01-01", offices, 582},
		{"E12000007", programme.MeasureJobcentresOpen, "", "2009-03-30", offices, 74},
		{"E12000001", programme.MeasureJobcentresOpen, "", "2002-01-01", offices, 65},
		{"E12000007", programme.MeasurePostsFunded, bandD, "2009-04-01", guidance, 16},
		{"E12000002", programme.MeasurePostsFunded, seo, "2009-04-01", guidance, 1},
		{"E12000007", programme.MeasureDistricts, "", "2009-04-01", guidance, 6},
		{"central-london", programme.MeasurePostsFunded, bandD, "2009-04-01", guidance, 3},
	}
	for _, c := range cases {
		var found []*programme.Statement
		for _, s := range g.Statements() {
			place, grade := "", ""
			if s.Of != nil {
				place = s.Of.PlaceCode()
			}
			if s.Grade != nil {
				grade = s.Grade.Code
			}
			if place == c.place && s.Measure == c.measure && grade == c.grade && s.AsAt.String() == c.asAt && s.Source.Code == c.source {
				found = append(found, s)
			}
		}
		if len(found) != 1 || found[0].Value != decimal.FromInt(c.want) {
			t.Errorf("%+v: found %d statements %v", c, len(found), found)
		}
	}
	if got, want := len(g.Statements()), 38+9+2+9+9+8+90; got != want {
		t.Errorf("%d statements, want %d", got, want)
	}
}

func TestShippedFilesThatBreakARuleAreNamed(t *testing.T) {
	cases := []struct{ name, file, old, new, want string }{
		{"unknown region", "districts.csv", "North East,Northumbria", "Far East,Northumbria", `districts.csv.line 2.region: must name one that is listed in its own file, not "Far East"`},
		{"not a count", "districts.csv", "Northumbria,1", "Northumbria,one", `districts.csv.line 2.band_d_posts: must be a whole number from 0, not "one"`},
		{"not a date", "england.csv", "2009-03-31", "31 March", `england.csv.line 8.as_at: must be a date`},
		{"twice", "regions.csv", "North West", "North East", `regions.csv.line 3.name: must not be listed twice`},
		{"empty", "sources.csv", "Office for National Statistics", "", `sources.csv.line 5.publisher: must be filled in`},
		{"a region without a total", "figures_offices.csv", "E12000009,JOBCENTRES_OPEN,DAY,2009-03-30,2009-03-30,,57,,,,,,,PUBLISHED,,2009-04-21,,hansard-2009-04-21-jobcentres,\"Offices open to the public, column 652W.\",offices/E12000009/2009-03-30\n", "", `2009-03-30 must have one row for each of the 9 regions, not 8`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := load(changed(t, c.file, c.old, c.new))
			if _, ok := fault.All(err); !ok || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
	t.Run("other columns", func(t *testing.T) {
		if _, err := load(changed(t, "regions.csv", "code,name", "name,code")); err == nil || !strings.Contains(err.Error(), "its columns must be code, name, source") {
			t.Errorf("got %v", err)
		}
	})
}

// changed gives the shipped files with one change in one of them.
func changed(t *testing.T, file, before, after string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	entries, err := shipped.ReadDir("reference")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		text, err := shipped.ReadFile("reference/" + e.Name())
		if err != nil {
			t.Fatal(err)
		}
		if e.Name() == file {
			if !strings.Contains(string(text), before) {
				t.Fatalf("%s does not contain %q", file, before)
			}
			text = []byte(strings.Replace(string(text), before, after, 1))
		}
		files[e.Name()] = &fstest.MapFile{Data: text}
	}
	return files
}
