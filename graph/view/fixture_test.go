package view_test

import (
	"fmt"
	"testing"

	"waymark/domain/access"
	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/programme"
	"waymark/domain/viewer"
	"waymark/graph/view"
)

func day(s string) calendar.Date { return calendar.MustParse(s) }

func since(s string) calendar.Period { return calendar.Open(day(s)) }

func until(from, to string) calendar.Period { return calendar.Between(day(from), day(to)) }

func meta(id string) programme.Meta { return programme.Meta{ID: id, Version: 1} }

func ptr[T any](v T) *T { return &v }

// today is the planning date of the fixture.
var today = day("2009-04-30")

// fixture is two regions. London has Alpha and Beta; Alpha was called Old Alpha in 2008 and took Gamma in on 2009-04-01.
// The North has Delta. Of the posts, a-1 is held, a-2 vacant since its holder left, b-1 covered, g-1 moved from Gamma to
// Alpha, d-1 offered, lead is London's, and past is no longer funded. P1 lies in Alpha and Beta, P2 in Delta, P3 nowhere.
func fixture(t *testing.T) *programme.Graph {
	t.Helper()
	return graphOf(t, records())
}

// graphOf links records that are in order.
func graphOf(t *testing.T, r programme.Records) *programme.Graph {
	t.Helper()
	g, err := programme.New(r)
	if err != nil {
		t.Fatal(err)
	}
	if v := g.Violations(); len(v) > 0 {
		t.Fatalf("the fixture is not in order: %v", v)
	}
	return g
}

func records() programme.Records {
	year := since("2008-01-01")
	r := programme.Records{
		Regions: []*programme.Region{
			{Meta: meta("reg_lon"), Code: "E12000007", Valid: year},
			{Meta: meta("reg_nor"), Code: "E12000001", Valid: year},
		},
		Districts: []*programme.District{
			{Meta: meta("dis_a"), Code: "alpha", RegionID: "reg_lon", Valid: year},
			{Meta: meta("dis_b"), Code: "beta", RegionID: "reg_lon", Valid: year},
			{Meta: meta("dis_g"), Code: "gamma", RegionID: "reg_lon", Valid: until("2008-01-01", "2009-04-01")},
			{Meta: meta("dis_d"), Code: "delta", RegionID: "reg_nor", Valid: year},
		},
		Lineages: []*programme.Lineage{
			{Meta: meta("lin_1"), LineageKind: programme.MergedInto, On: day("2009-04-01"), FromID: "dis_g", ToID: "dis_a"},
			{Meta: meta("lin_0"), LineageKind: programme.Renamed, On: day("2009-01-01"), FromID: "dis_a", ToID: "dis_a"},
		},
		Partnerships: []*programme.Partnership{
			{Meta: meta("par_1"), Code: "P1", Valid: year},
			{Meta: meta("par_2"), Code: "P2", Valid: year},
			{Meta: meta("par_3"), Code: "P3", Valid: year},
		},
		Links: []*programme.Link{
			{Meta: meta("lnk_1"), PartnershipID: "par_1", DistrictID: "dis_a", Share: decimal.MustParse("0.25"), Valid: year},
			{Meta: meta("lnk_2"), PartnershipID: "par_1", DistrictID: "dis_b", Share: decimal.MustParse("0.75"), Valid: year},
			{Meta: meta("lnk_3"), PartnershipID: "par_2", DistrictID: "dis_d", Share: decimal.One, Valid: year},
		},
		Jobcentres: []*programme.Jobcentre{
			{Meta: meta("job_1"), Code: "J1", Valid: year},
			{Meta: meta("job_2"), Code: "J2", Valid: until("2008-01-01", "2009-02-01")},
			{Meta: meta("job_3"), Code: "J3", Valid: year},
		},
		Placements: []*programme.Placement{
			{Meta: meta("plc_1"), JobcentreID: "job_1", DistrictID: "dis_a", Valid: year},
			{Meta: meta("plc_2"), JobcentreID: "job_2", DistrictID: "dis_b", Valid: until("2008-01-01", "2009-02-01")},
			{Meta: meta("plc_3"), JobcentreID: "job_3", DistrictID: "dis_g", Valid: until("2008-01-01", "2009-04-01")},
			{Meta: meta("plc_4"), JobcentreID: "job_3", DistrictID: "dis_a", Valid: since("2009-04-01")},
		},
		DrugChampions: []*programme.DrugChampion{
			{Meta: meta("chm_1"), JobcentreID: "job_1", Adviser: "Adviser 1", Valid: since("2008-06-01")},
			{Meta: meta("chm_2"), JobcentreID: "job_1", Lead: true, Valid: since("2009-01-01")},
		},
		Grades: []*programme.Grade{
			{Meta: meta("gra_7"), Code: "GRADE_7", Name: "Grade 7", Rank: 1},
			{Meta: meta("gra_d"), Code: "BAND_D", Name: "Band D", Rank: 3},
		},
		Coordinators: []*programme.Coordinator{
			{Meta: meta("coo_1"), Name: "Coordinator 1"},
			{Meta: meta("coo_2"), Name: "Coordinator 2"},
			{Meta: meta("coo_3"), Name: "Coordinator 3"},
		},
		Sources: []*programme.Source{
			{Meta: meta("src_1"), Code: "report", Title: "Report", Publisher: "Department", PublishedOn: ptr(day("2009-03-05"))},
			{Meta: meta("src_2"), Code: "letter", Title: "Letter", Publisher: "Department"},
		},
		Statements: []*programme.Statement{
			{Meta: meta("sta_1"), Measure: "POSTS_FUNDED", GradeID: "gra_d", Value: decimal.FromInt(62), Unit: "posts", AsAt: day("2009-03-05"), SourceID: "src_1"},
			{Meta: meta("sta_2"), Measure: "POSTS_FUNDED", GradeID: "gra_d", Value: decimal.FromInt(63), Unit: "posts", AsAt: day("2009-03-05"), SourceID: "src_2"},
			{Meta: meta("sta_3"), Place: programme.PlaceRef{RegionID: "reg_lon"}, Measure: "JOBCENTRES_OPEN", Value: decimal.FromInt(3), Unit: "offices", AsAt: day("2009-03-30"), SourceID: "src_1"},
		},
	}
	posts(&r)
	names(&r)
	return r
}

func posts(r *programme.Records) {
	add := func(code, grade, region, district string, role programme.Role, funded calendar.Period) {
		r.Posts = append(r.Posts, &programme.Post{Meta: meta("pos_" + code), Code: code, GradeID: grade, Role: role, FTE: decimal.One, FundingStream: "grant", Funded: funded})
		r.Homes = append(r.Homes, &programme.Home{Meta: meta("hom_" + code), PostID: "pos_" + code, RegionID: region, DistrictID: district, Valid: calendar.Open(funded.From)})
	}
	funded := until("2009-01-01", "2011-04-01")
	add("a-1", "gra_d", "", "dis_a", programme.DistrictCoordinator, funded)
	add("a-2", "gra_d", "", "dis_a", programme.DistrictCoordinator, funded)
	add("b-1", "gra_d", "", "dis_b", programme.DistrictCoordinator, funded)
	add("d-1", "gra_d", "", "dis_d", programme.DistrictCoordinator, funded)
	add("lead", "gra_7", "reg_lon", "", programme.StrategicLead, funded)
	add("past", "gra_d", "", "dis_b", programme.DistrictCoordinator, until("2009-01-01", "2009-02-01"))
	add("g-1", "gra_d", "", "dis_g", programme.DistrictCoordinator, funded)
	for _, h := range r.Homes {
		h.Valid.To = r.Posts[len(r.Posts)-1].Funded.To
		if h.ID == "hom_past" {
			h.Valid.To = ptr(day("2009-02-01"))
		}
	}
	r.Homes[len(r.Homes)-1].Valid.To = ptr(day("2009-04-01"))
	r.Homes = append(r.Homes, &programme.Home{Meta: meta("hom_moved"), PostID: "pos_g-1", DistrictID: "dis_a", Valid: until("2009-04-01", "2011-04-01")})
	r.Holdings = []*programme.Holding{
		{Meta: meta("hol_1"), PostID: "pos_a-1", CoordinatorID: "coo_1", FTE: decimal.One, Valid: until("2009-03-01", "2011-04-01")},
		{Meta: meta("hol_2"), PostID: "pos_a-2", CoordinatorID: "coo_2", FTE: decimal.One, Valid: until("2009-02-01", "2009-04-20"), LeavingReason: programme.Resigned},
	}
	r.Covers = []*programme.Cover{{Meta: meta("cov_1"), PostID: "pos_b-1", CoordinatorID: "coo_2", Valid: until("2009-04-20", "2009-06-01")}}
	r.Offers = []*programme.Offer{{Meta: meta("off_1"), PostID: "pos_d-1", CoordinatorID: "coo_3", StartsOn: day("2009-05-11"), Valid: until("2009-04-15", "2009-05-11")}}
}

func names(r *programme.Records) {
	add := func(ref programme.PlaceRef, text string, valid calendar.Period) {
		r.Names = append(r.Names, &programme.PlaceName{Meta: meta(fmt.Sprintf("nam_%d", len(r.Names))), Place: ref, Text: text, Valid: valid})
	}
	always := since("2008-01-01")
	add(programme.PlaceRef{RegionID: "reg_lon"}, "London", always)
	add(programme.PlaceRef{RegionID: "reg_nor"}, "North", always)
	add(programme.PlaceRef{DistrictID: "dis_a"}, "Old Alpha", until("2008-01-01", "2009-01-01"))
	add(programme.PlaceRef{DistrictID: "dis_a"}, "Alpha", since("2009-01-01"))
	add(programme.PlaceRef{DistrictID: "dis_b"}, "Beta", always)
	add(programme.PlaceRef{DistrictID: "dis_g"}, "Gamma", until("2008-01-01", "2009-04-01"))
	add(programme.PlaceRef{DistrictID: "dis_d"}, "Delta", always)
	for i, p := range r.Partnerships {
		add(programme.PlaceRef{PartnershipID: p.ID}, fmt.Sprintf("Partnership %d", i+1), always)
	}
	for i, j := range r.Jobcentres {
		add(programme.PlaceRef{JobcentreID: j.ID}, fmt.Sprintf("Office %d", i+1), calendar.Period{From: j.Valid.From, To: j.Valid.To})
	}
}

// insider sees names, outsider does not.
func insider(t *testing.T) view.Lens  { return look(t, viewer.Operator("tester")) }
func outsider(t *testing.T) view.Lens { return look(t, viewer.Anonymous()) }

func look(t *testing.T, who viewer.Viewer) view.Lens {
	g := fixture(t)
	return view.Look(g, today, access.Of(g, who, today, today))
}

// must gives the page and fails the test on an error.
func must[P any](t *testing.T) func(P, error) P {
	return func(p P, err error) P {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
}
