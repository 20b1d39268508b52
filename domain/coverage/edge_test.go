package coverage_test

import (
	"slices"
	"testing"

	"waymark/domain/coverage"
	"waymark/domain/programme"
	"waymark/domain/programme/programmetest"
)

func TestOnlyTheRightRoleCovers(t *testing.T) {
	b := programmetest.New()
	from := programmetest.Days("2009-01-01", "")
	r := b.Region("North", from)
	d := b.District(r, "Leeds", from)
	grade := b.Grade("SEO", "SEO", 1)
	for code, home := range map[string]programme.Place{"support": r, "local support": d} {
		p := b.Post(code, grade, programme.RegionalSupport, from)
		b.Home(p, home, from)
		b.Hold(p, "holder of "+code, "1", from)
	}
	c := coverage.Compute(b.Graph(t), coverage.England(), programmetest.Day("2009-04-01"))
	if c.Posts.Filled != 2 || c.DistrictsWithCoordinator != 0 {
		t.Errorf("%d posts filled and %d districts with a coordinator", c.Posts.Filled, c.DistrictsWithCoordinator)
	}
	if gaps := c.Gaps(coverage.RegionWithoutLead, coverage.DistrictWithoutCoordinator); len(gaps) != 2 {
		t.Errorf("got %q", text(gaps))
	}
}

func TestALeadMayBeAtHomeInADistrict(t *testing.T) {
	b := programmetest.New()
	from := programmetest.Days("2009-01-01", "")
	d := b.District(b.Region("North", from), "Leeds", from)
	p := b.Post("lead", b.Grade("GRADE_7", "Grade 7", 1), programme.StrategicLead, from)
	b.Home(p, d, from)
	b.Hold(p, "lead", "1", programmetest.Days("2009-01-01", "2009-03-01"))
	g := b.Graph(t)
	if gaps := coverage.Compute(g, coverage.England(), programmetest.Day("2009-02-28")).Gaps(coverage.RegionWithoutLead); len(gaps) != 0 {
		t.Errorf("got %q", text(gaps))
	}
	want := []string{"2009-03-01 1 The North region has had no strategic lead in post or covering since 1 March 2009 (1 day)."}
	if got := text(coverage.Compute(g, coverage.England(), programmetest.Day("2009-03-02")).Gaps(coverage.RegionWithoutLead)); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestAGapIsNoOlderThanItsPlace(t *testing.T) {
	b := programmetest.New()
	r := b.Region("North", programmetest.Days("2008-01-01", ""))
	d := b.District(r, "Leeds", programmetest.Days("2009-03-01", "")) // later than what its post went through
	p := b.Post("leeds-1", b.Grade("BAND_D", "Band D", 1), programme.DistrictCoordinator, programmetest.Days("2009-01-01", ""))
	b.Home(p, d, programmetest.Days("2009-03-01", ""))
	b.Hold(p, "A", "1", programmetest.Days("2009-01-01", "2009-02-01"))
	j := b.Jobcentre("Office", programmetest.Days("2009-03-01", ""))
	b.Place(j, d, programmetest.Days("2009-03-01", ""))
	b.Champion(j, programmetest.Days("2009-01-01", "2009-02-01"))
	gaps := coverage.Compute(b.Graph(t), coverage.Of(d), programmetest.Day("2009-03-11")).Gaps()
	want := []string{
		"2009-03-01 10 Leeds has had no drug coordinator in post or covering since 1 March 2009 (10 days).",
		"2009-02-01 38 The Band D post in Leeds has had no holder since 1 February 2009 (38 days).",
		"2009-03-01 10 Office jobcentre has had no drug champion since 1 March 2009 (10 days).",
	}
	if got := text(gaps); !slices.Equal(got, want) {
		t.Errorf("\n got %q\nwant %q", got, want)
	}
}

// Records that nobody has checked may say a thing twice or go on too long; it counts once and no longer.
func TestUncheckedRecordsCountOnce(t *testing.T) {
	b := programmetest.New()
	from, closed := programmetest.Days("2009-01-01", ""), programmetest.Days("2009-01-01", "2009-03-01")
	d := b.District(b.Region("North", from), "Leeds", from)
	p := b.Partnership("Aire", from)
	b.Link(p, d, "0.5", from)
	b.Link(p, d, "0.5", from)
	j := b.Jobcentre("Office", closed)
	b.Place(j, d, from)
	homeless := b.Post("homeless", b.Grade("BAND_D", "Band D", 1), programme.DistrictCoordinator, from)
	b.Post("away", b.Records.Grades[0], programme.DistrictCoordinator, from)
	g := b.Graph(t)
	day := programmetest.Day("2009-03-01")
	for _, scope := range []coverage.Scope{coverage.England(), coverage.Of(d), coverage.Of(p)} {
		c := coverage.Compute(g, scope, day)
		if c.Districts != 1 || c.Partnerships != 1 || c.Jobcentres != 0 {
			t.Errorf("%v: %d districts, %d partnerships, %d offices", scope.Place(), c.Districts, c.Partnerships, c.Jobcentres)
		}
		if gaps := c.Gaps(coverage.PartnershipNotCovered); len(gaps) != 1 || gaps[0].Sentence !=
			"Aire has had no drug coordinator since 1 January 2009 (59 days): its only district has none." {
			t.Errorf("%v: %q", scope.Place(), text(gaps))
		}
	}
	c := coverage.Compute(g, coverage.England(), day)
	if gaps := c.Gaps(coverage.PostVacant); c.Posts.Vacant != 2 || len(gaps) != 0 {
		t.Errorf("posts without a home: %d vacant, %q", c.Posts.Vacant, text(gaps))
	}
	if coverage.Of(d).Includes(homeless, day) {
		t.Error("a post without a home is in a district")
	}
}
