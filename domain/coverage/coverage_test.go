package coverage_test

import (
	"testing"

	"waymark/domain/calendar"
	"waymark/domain/coverage"
	"waymark/domain/decimal"
	"waymark/domain/programme"
	"waymark/domain/programme/programmetest"
)

// county is a small graph whose every figure can be worked out by hand: the East with Essex and Suffolk, into which
// Colchester merges on 1 June 2009, and a second region without anybody.
type county struct {
	*programme.Graph
	east, west                       *programme.Region
	essex, suffolk, colchester       *programme.District
	braintree, both, lone            *programme.Partnership
	lead, one, two, third, wandering *programme.Post
}

func newCounty(t *testing.T) county {
	b := programmetest.New()
	from, merged := programmetest.Days("2009-01-01", ""), programmetest.Day("2009-06-01")
	var c county
	c.east, c.west = b.Region("East", from), b.Region("West", from)
	c.essex, c.suffolk = b.District(c.east, "Essex", from), b.District(c.east, "Suffolk", from)
	c.colchester = b.District(c.east, "Colchester", calendar.Between(from.From, merged))
	b.District(c.west, "Avon", from)

	g7, bandD := b.Grade("GRADE_7", "Grade 7", 1), b.Grade("BAND_D", "Band D", 3)
	b.Grade("SEO", "Senior Executive Officer", 2) // without a post
	funded := programmetest.Days("2009-02-01", "2011-04-01")
	c.lead = b.Post("east-1", g7, programme.StrategicLead, funded)
	b.Home(c.lead, c.east, funded)
	c.one, c.two = b.Post("essex-1", bandD, programme.DistrictCoordinator, funded), b.Post("essex-2", bandD, programme.DistrictCoordinator, funded)
	b.Home(c.one, c.essex, funded)
	b.Home(c.two, c.essex, funded)
	c.third = b.Post("suffolk-1", bandD, programme.DistrictCoordinator, funded)
	b.Home(c.third, c.suffolk, funded)
	c.wandering = b.Post("colchester-1", bandD, programme.DistrictCoordinator, funded)
	b.Home(c.wandering, c.colchester, calendar.Between(funded.From, merged))
	b.Home(c.wandering, c.essex, programmetest.Days("2009-06-01", "2011-04-01"))

	b.Hold(c.lead, "lead", "1", programmetest.Days("2009-02-16", ""))
	b.Hold(c.one, "half", "0.5", programmetest.Days("2009-03-05", "2009-07-01"))
	b.Hold(c.one, "other half", "0.5", programmetest.Days("2009-03-31", "2009-07-01"))
	b.Cover(c.one, "lead", programmetest.Days("2009-07-10", "2009-08-01"))
	b.Cover(c.third, "half", programmetest.Days("2009-03-10", "2009-03-20"))
	b.Offer(c.third, programmetest.Day("2009-04-01"), programmetest.Days("2009-03-15", "2009-05-01")).Withdrawn = true
	b.Hold(c.wandering, "colchester", "1", programmetest.Days("2009-04-01", ""))

	c.braintree, c.both, c.lone = b.Partnership("Braintree", from), b.Partnership("Haverhill", from), b.Partnership("Lone", from)
	b.Link(c.braintree, c.essex, "1", from)
	b.Link(c.both, c.essex, "0.5", from)
	b.Link(c.both, c.suffolk, "0.5", from)

	chelmsford, ipswich := b.Jobcentre("Chelmsford", from), b.Jobcentre("Ipswich", from)
	castle := b.Jobcentre("Castle", programmetest.Days("2009-01-01", "2009-09-01"))
	b.Place(chelmsford, c.essex, from)
	b.Place(ipswich, c.suffolk, from)
	b.Place(castle, c.colchester, calendar.Between(from.From, merged))
	b.Place(castle, c.essex, programmetest.Days("2009-06-01", "2009-09-01"))
	b.Champion(chelmsford, programmetest.Days("2009-03-01", "2009-04-01"))
	b.Champion(chelmsford, programmetest.Days("2009-03-15", "2009-05-01"))
	c.Graph = b.Graph(t)
	return c
}

func TestCompute(t *testing.T) {
	c := newCounty(t)
	type want struct {
		funded, filled, covered, offered, vacant int
		fte                                      string
		districts, staffed                       int
		offices, inCovered, champions            int
		partnerships, whole, partly              int
	}
	england, east, essex, colchester := coverage.England(), coverage.Of(c.east), coverage.Of(c.essex), coverage.Of(c.colchester)
	tests := []struct {
		name  string
		scope coverage.Scope
		asOf  string
		want  want
	}{
		{"before funding", england, "2009-01-31", want{0, 0, 0, 0, 0, "0", 4, 0, 3, 0, 0, 3, 0, 0}},
		{"before anything", england, "2008-12-31", want{fte: "0"}},
		{"funding starts", england, "2009-02-01", want{5, 0, 0, 0, 5, "0", 4, 0, 3, 0, 0, 3, 0, 0}},
		{"half a post is in post", england, "2009-03-05", want{5, 2, 0, 0, 3, "1.5", 4, 1, 3, 1, 1, 3, 1, 1}},
		{"covered", east, "2009-03-10", want{5, 2, 1, 0, 2, "1.5", 3, 2, 3, 2, 1, 2, 2, 0}},
		{"cover counts before an offer", england, "2009-03-19", want{5, 2, 1, 0, 2, "1.5", 4, 2, 3, 2, 1, 3, 2, 0}},
		{"cover ends", england, "2009-03-20", want{5, 2, 0, 1, 2, "1.5", 4, 1, 3, 1, 1, 3, 1, 1}},
		{"a region without posts", coverage.Of(c.west), "2009-03-20", want{fte: "0", districts: 1}},
		{"one district", essex, "2009-03-31", want{2, 1, 0, 0, 1, "1", 1, 1, 1, 1, 1, 2, 1, 1}},
		{"a district to be merged", colchester, "2009-05-31", want{1, 1, 0, 0, 0, "1", 1, 1, 1, 1, 0, 0, 0, 0}},
		{"a district once merged", colchester, "2009-06-01", want{fte: "0"}},
		{"what took it in", essex, "2009-06-01", want{3, 2, 0, 0, 1, "2", 1, 1, 2, 2, 0, 2, 1, 1}},
		{"the day before, asked afterwards", essex, "2009-05-31", want{2, 1, 0, 0, 1, "1", 1, 1, 1, 1, 0, 2, 1, 1}},
		{"the last champion left", essex, "2009-05-01", want{2, 1, 0, 0, 1, "1", 1, 1, 1, 1, 0, 2, 1, 1}},
		{"all holders of a post left", essex, "2009-07-01", want{3, 1, 0, 0, 2, "1", 1, 1, 2, 2, 0, 2, 1, 1}},
		{"an office closed", essex, "2009-09-01", want{3, 1, 0, 0, 2, "1", 1, 1, 1, 1, 0, 2, 1, 1}},
		{"a partnership of two districts", coverage.Of(c.both), "2009-03-31", want{3, 1, 0, 1, 1, "1", 2, 1, 2, 1, 1, 2, 1, 1}},
		{"a partnership without links", coverage.Of(c.lone), "2009-03-31", want{fte: "0"}},
		{"funding ended", england, "2011-04-01", want{0, 0, 0, 0, 0, "0", 3, 0, 2, 0, 0, 3, 0, 0}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := coverage.Compute(c.Graph, tt.scope, programmetest.Day(tt.asOf))
			p := got.Posts
			have := want{
				p.Funded, p.Filled, p.Covered, p.Offered, p.Vacant, p.FilledFTE.String(),
				got.Districts, got.DistrictsWithCoordinator,
				got.Jobcentres, got.JobcentresInCoveredDistricts, got.JobcentresWithChampion,
				got.Partnerships, got.PartnershipsCovered, got.PartnershipsPartlyCovered,
			}
			if have != tt.want {
				t.Errorf("\n got %+v\nwant %+v", have, tt.want)
			}
			if p.FundedFTE != decimal.FromInt(p.Funded) {
				t.Errorf("funded %s full-time equivalents, want %d", p.FundedFTE, p.Funded)
			}
		})
	}
}

func TestByGradeLeavesOutGradesWithoutFundedPosts(t *testing.T) {
	c := newCounty(t)
	got := coverage.Compute(c.Graph, coverage.England(), programmetest.Day("2009-03-31")).ByGrade
	if len(got) != 2 || got[0].Grade.Code != "GRADE_7" || got[1].Grade.Code != "BAND_D" {
		t.Fatalf("got %+v, want Grade 7 and then Band D", got)
	}
	if got[0].Posts.Funded != 1 || got[0].Posts.Filled != 1 || got[1].Posts.Funded != 4 || got[1].Posts.Filled != 1 {
		t.Errorf("got %+v", got)
	}
	if got := coverage.Compute(c.Graph, coverage.England(), programmetest.Day("2009-01-31")).ByGrade; len(got) != 0 {
		t.Errorf("before funding: got %+v, want none", got)
	}
}

func TestIncludes(t *testing.T) {
	c := newCounty(t)
	tests := []struct {
		name  string
		scope coverage.Scope
		post  *programme.Post
		day   string
		want  bool
	}{
		{"England", coverage.England(), c.wandering, "2009-05-31", true},
		{"nil is England", coverage.Of(nil), c.lead, "2009-05-31", true},
		{"a region has its districts' posts", coverage.Of(c.east), c.one, "2009-05-31", true},
		{"a region has its own posts", coverage.Of(c.east), c.lead, "2009-05-31", true},
		{"another region has not", coverage.Of(c.west), c.lead, "2009-05-31", false},
		{"a district lacks its region's post", coverage.Of(c.essex), c.lead, "2009-05-31", false},
		{"not yet moved", coverage.Of(c.essex), c.wandering, "2009-05-31", false},
		{"moved", coverage.Of(c.essex), c.wandering, "2009-06-01", true},
		{"left", coverage.Of(c.colchester), c.wandering, "2009-06-01", false},
		{"a partnership has its districts' posts", coverage.Of(c.both), c.third, "2009-05-31", true},
		{"a partnership lacks its region's post", coverage.Of(c.both), c.lead, "2009-05-31", false},
		{"a partnership without links", coverage.Of(c.lone), c.third, "2009-05-31", false},
		{"an office has no posts", coverage.Of(c.Jobcentre("Ipswich")), c.third, "2009-05-31", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.scope.Includes(tt.post, programmetest.Day(tt.day)); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}
