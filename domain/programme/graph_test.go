package programme_test

import (
	"slices"
	"strings"
	"testing"

	"waymark/domain/programme"
	"waymark/domain/programme/programmetest"
)

func TestNewRefusesIdsThatLeadNowhere(t *testing.T) {
	meta := func(prefix string) programme.Meta { return programme.Meta{ID: prefix + "_x"} }
	const gone = "_gone"
	tests := []struct {
		name string
		id   string // the one that is missing
		add  func(*programme.Records)
	}{
		{"region of a district", "reg" + gone, func(r *programme.Records) {
			r.Districts = append(r.Districts, &programme.District{Meta: meta("dis"), RegionID: "reg" + gone})
		}},
		{"place of a name", "par" + gone, func(r *programme.Records) {
			r.Names = append(r.Names, &programme.PlaceName{Meta: meta("nam"), Place: programme.PlaceRef{PartnershipID: "par" + gone}})
		}},
		{"place of an identifier", "job" + gone, func(r *programme.Records) {
			r.Identifiers = append(r.Identifiers, &programme.Identifier{Meta: meta("idn"), Place: programme.PlaceRef{JobcentreID: "job" + gone}})
		}},
		{"successor", "dis" + gone, func(r *programme.Records) {
			r.Lineages = append(r.Lineages, &programme.Lineage{Meta: meta("lin"), FromID: r.Districts[0].ID, ToID: "dis" + gone})
		}},
		{"partnership of a link", "par" + gone, func(r *programme.Records) {
			r.Links = append(r.Links, &programme.Link{Meta: meta("lnk"), PartnershipID: "par" + gone, DistrictID: r.Districts[0].ID})
		}},
		{"office of a placement", "job" + gone, func(r *programme.Records) {
			r.Placements = append(r.Placements, &programme.Placement{Meta: meta("plc"), JobcentreID: "job" + gone, DistrictID: r.Districts[0].ID})
		}},
		{"office of a champion", "job" + gone, func(r *programme.Records) {
			r.DrugChampions = append(r.DrugChampions, &programme.DrugChampion{Meta: meta("chm"), JobcentreID: "job" + gone})
		}},
		{"grade of a post", "gra" + gone, func(r *programme.Records) { r.Posts[0].GradeID = "gra" + gone }},
		{"post of a home", "pos" + gone, func(r *programme.Records) { r.Homes[0].PostID = "pos" + gone }},
		{"district of a home", "dis" + gone, func(r *programme.Records) { r.Homes[0].DistrictID = "dis" + gone }},
		{"holder", "coo" + gone, func(r *programme.Records) { r.Holdings[0].CoordinatorID = "coo" + gone }},
		{"post of an offer", "pos" + gone, func(r *programme.Records) {
			r.Offers = append(r.Offers, &programme.Offer{Meta: meta("off"), PostID: "pos" + gone})
		}},
		{"who covers", "coo" + gone, func(r *programme.Records) {
			r.Covers = append(r.Covers, &programme.Cover{Meta: meta("cov"), PostID: r.Posts[0].ID, CoordinatorID: "coo" + gone})
		}},
		{"source of a statement", "src" + gone, func(r *programme.Records) {
			r.Statements = append(r.Statements, &programme.Statement{Meta: meta("sta"), SourceID: "src" + gone})
		}},
		{"place of a statement", "reg" + gone, func(r *programme.Records) {
			r.Statements = append(r.Statements, &programme.Statement{Meta: meta("sta"), Place: programme.PlaceRef{RegionID: "reg" + gone}})
		}},
		{"an id of another type", "pos_000006", func(r *programme.Records) { r.Holdings[0].CoordinatorID = r.Posts[0].ID }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := programmetest.New()
			from := programmetest.Days("2009-01-01", "")
			d := b.District(b.Region("North", from), "Leeds", from)
			p := b.Post("leeds-1", b.Grade("BAND_D", "Band D", 1), programme.DistrictCoordinator, from)
			b.Home(p, d, from)
			b.Hold(p, "A", "1", from)
			tt.add(&b.Records)
			_, err := programme.New(b.Records)
			if err == nil || !strings.Contains(err.Error(), tt.id) {
				t.Errorf("got %v, want an error about %s", err, tt.id)
			}
		})
	}
}

func TestListsAreAsOfTheDayAndInOrder(t *testing.T) {
	b := programmetest.New()
	open := programmetest.Days("2009-01-01", "")
	r := b.Region("R", open)
	later := b.District(r, "C", programmetest.Days("2009-06-01", ""))
	b.District(r, "B", programmetest.Days("2009-01-01", "2009-06-01"))
	a := b.District(r, "A", open)
	p := b.Partnership("P", open)
	b.Link(p, later, "0.5", programmetest.Days("2009-06-01", ""))
	b.Link(p, a, "0.5", programmetest.Days("2009-06-01", ""))
	b.Link(p, a, "1", programmetest.Days("2009-01-01", "2009-06-01"))
	j := b.Jobcentre("J", programmetest.Days("2009-01-01", "2010-01-01"))
	b.Place(j, later, programmetest.Days("2009-06-01", "2010-01-01"))
	b.Place(j, a, programmetest.Days("2009-01-01", "2009-06-01"))
	b.Champion(j, open)
	b.Champion(j, programmetest.Days("2009-06-01", "")).Lead = true
	b.Grade("LOW", "Low", 2)
	b.Grade("HIGH", "High", 1)
	g := b.Graph(t)

	codes := func(day string) (out []string) {
		for _, d := range g.Districts(programmetest.Day(day)) {
			out = append(out, d.Code)
		}
		return out
	}
	for day, want := range map[string][]string{
		"2008-12-31": nil, "2009-01-01": {"A", "B"}, "2009-05-31": {"A", "B"}, "2009-06-01": {"A", "C"},
	} {
		if got := codes(day); !slices.Equal(got, want) {
			t.Errorf("%s: districts %q, want %q", day, got, want)
		}
		if got := len(r.Districts(programmetest.Day(day))); got != len(want) {
			t.Errorf("%s: the region has %d districts, want %d", day, got, len(want))
		}
	}
	for day, want := range map[string]string{"2008-12-31": "", "2009-05-31": "A", "2009-06-01": "C", "2010-01-01": ""} {
		got := ""
		if d := j.District(programmetest.Day(day)); d != nil {
			got = d.Code
		}
		if got != want {
			t.Errorf("%s: the office is in %q, want %q", day, got, want)
		}
	}
	before, after := p.Links(programmetest.Day("2009-05-31")), p.Links(programmetest.Day("2009-06-01"))
	if len(before) != 1 || len(after) != 2 || after[0].District.Code != "A" || after[1].District.Code != "C" {
		t.Errorf("links are %v, then %v", before, after)
	}
	if links := a.Links(programmetest.Day("2009-06-01")); len(links) != 1 || links[0].Partnership != p {
		t.Errorf("the district's links are %v", links)
	}
	if all := p.AllLinks(); len(all) != 3 || all[0].Share.String() != "1" {
		t.Errorf("links are not in order")
	}
	if c := j.Champions(programmetest.Day("2009-06-01")); len(c) != 2 || !c[0].Lead {
		t.Errorf("the lead does not come first")
	}
	if c := j.Champions(programmetest.Day("2009-05-31")); len(c) != 1 || c[0].Lead {
		t.Errorf("got %d champions", len(c))
	}
	if grades := g.Grades(); grades[0].Code != "HIGH" {
		t.Errorf("the most senior grade does not come first")
	}
}

func TestNamesAreAsOfTheDay(t *testing.T) {
	b := programmetest.New()
	from := programmetest.Days("2009-01-01", "")
	d := b.District(b.Region("R", from), "D", from)
	b.Records.Names = b.Records.Names[:1]
	b.Name(d, "Second", programmetest.Days("2009-06-01", "2009-09-01"))
	b.Name(d, "First", programmetest.Days("2009-02-01", "2009-06-01"))
	nameless := b.Jobcentre("J", from)
	b.Records.Names = b.Records.Names[:3]
	b.Graph(t)
	for day, want := range map[string]string{
		"2009-01-01": "First", "2009-05-31": "First", "2009-06-01": "Second", "2009-09-01": "Second", "2012-01-01": "Second",
	} {
		if got := d.Name(programmetest.Day(day)); got != want {
			t.Errorf("%s: %q, want %q", day, got, want)
		}
	}
	if got := nameless.Name(programmetest.Day("2009-01-01")); got != "" {
		t.Errorf("a place without a name is called %q", got)
	}
}

func TestLookup(t *testing.T) {
	b := programmetest.New()
	from := programmetest.Days("2009-01-01", "")
	r := b.Region("R", from)
	d := b.District(r, "D", from)
	post := b.Post("P", b.Grade("G", "G", 1), programme.StrategicLead, from)
	b.Home(post, r, from)
	s := b.Statement(b.Source("S"), d, programme.MeasureDistricts, nil, "1", "2009-04-01")
	national := b.Statement(b.Records.Sources[0], nil, programme.MeasureDistricts, nil, "38", "2009-03-01")
	b.Records.Revision = 7
	g := b.Graph(t)

	if got, ok := programme.Lookup[*programme.Region](g, r.ID); !ok || got != r {
		t.Errorf("region: %v, %v", got, ok)
	}
	if got, ok := programme.Lookup[*programme.Region](g, d.ID); ok || got != nil {
		t.Errorf("a district is no region: %v, %v", got, ok)
	}
	if g.Node("reg_gone") != nil || g.Place("reg_gone") != nil || g.Place(post.ID) != nil || g.Place(d.ID) != programme.Place(d) {
		t.Error("places are not found by their ids alone")
	}
	if g.Region("R") != r || g.District("D") != d || g.Post("P") != post || g.Grade("gone") != nil || g.Revision() != 7 {
		t.Error("records are not found by their codes")
	}
	if s.Of != programme.Place(d) || len(d.Statements()) != 1 || national.Of != nil || len(g.Sources()[0].Statements()) != 2 {
		t.Error("statements do not hang on their places and sources")
	}
	if all := g.Statements(); all[0] != national {
		t.Error("the oldest statement does not come first")
	}
	for _, p := range []programme.Place{r, d, b.Partnership("X", from), b.Jobcentre("Y", from)} {
		if got := programme.RefTo(p).ID(); got != p.Identity().ID {
			t.Errorf("a reference to %s is %s", p.Identity().ID, got)
		}
	}
}
