package programme_test

import (
	"slices"
	"testing"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/programme"
)

func meta(id string) programme.Meta { return programme.Meta{ID: id, Version: 1} }

func from(day string) calendar.Period { return calendar.Open(calendar.MustParse(day)) }

func span(first, end string) calendar.Period {
	return calendar.Between(calendar.MustParse(first), calendar.MustParse(end))
}

// sound gives records that break no rule: two districts that share a partnership, an office that moved between them, and
// a post of which the holder shares half with another and which was covered before.
func sound() *programme.Records {
	half := decimal.MustParse("0.5")
	named := func(id string, place programme.PlaceRef, text string) *programme.PlaceName {
		return &programme.PlaceName{Meta: meta(id), Place: place, Text: text, Valid: from("2006-04-01")}
	}
	return &programme.Records{
		Regions: []*programme.Region{{Meta: meta("reg_1"), Code: "R1", Valid: from("2000-01-01")}},
		Districts: []*programme.District{
			{Meta: meta("dis_1"), Code: "D1", RegionID: "reg_1", Valid: from("2006-04-01")},
			{Meta: meta("dis_2"), Code: "D2", RegionID: "reg_1", Valid: from("2006-04-01")},
		},
		Partnerships: []*programme.Partnership{{Meta: meta("par_1"), Code: "P1", Valid: from("2006-04-01")}},
		Jobcentres:   []*programme.Jobcentre{{Meta: meta("job_1"), Code: "J1", Valid: span("2006-04-01", "2010-06-01")}},
		Names: []*programme.PlaceName{
			named("nam_1", programme.PlaceRef{RegionID: "reg_1"}, "Region"),
			named("nam_2", programme.PlaceRef{DistrictID: "dis_1"}, "First"),
			named("nam_3", programme.PlaceRef{DistrictID: "dis_2"}, "Second"),
			named("nam_4", programme.PlaceRef{PartnershipID: "par_1"}, "Partnership"),
			named("nam_5", programme.PlaceRef{JobcentreID: "job_1"}, "Office"),
		},
		Links: []*programme.Link{
			{Meta: meta("lnk_1"), PartnershipID: "par_1", DistrictID: "dis_1", Share: decimal.One, Valid: span("2006-04-01", "2009-04-01")},
			{Meta: meta("lnk_2"), PartnershipID: "par_1", DistrictID: "dis_1", Share: half, Valid: from("2009-04-01")},
			{Meta: meta("lnk_3"), PartnershipID: "par_1", DistrictID: "dis_2", Share: half, Valid: from("2009-04-01")},
		},
		Placements: []*programme.Placement{
			{Meta: meta("plc_1"), JobcentreID: "job_1", DistrictID: "dis_1", Valid: span("2006-04-01", "2009-04-01")},
			{Meta: meta("plc_2"), JobcentreID: "job_1", DistrictID: "dis_2", Valid: span("2009-04-01", "2010-06-01")},
		},
		DrugChampions: []*programme.DrugChampion{
			{Meta: meta("chm_1"), JobcentreID: "job_1", Lead: true, Valid: span("2009-02-01", "2009-08-01")},
			{Meta: meta("chm_2"), JobcentreID: "job_1", Lead: true, Valid: span("2009-08-01", "2010-06-01")},
		},
		Grades: []*programme.Grade{{Meta: meta("gra_1"), Code: "G1", Name: "Grade", Rank: 1}},
		Posts: []*programme.Post{
			{Meta: meta("pos_1"), Code: "X1", GradeID: "gra_1", FTE: decimal.One, Funded: span("2009-01-01", "2011-04-01")},
			{Meta: meta("pos_2"), Code: "X2", GradeID: "gra_1", FTE: decimal.One, Funded: span("2009-01-01", "2011-04-01")},
		},
		Homes: []*programme.Home{
			{Meta: meta("hom_1"), PostID: "pos_1", DistrictID: "dis_1", Valid: span("2009-01-01", "2010-04-01")},
			{Meta: meta("hom_2"), PostID: "pos_1", DistrictID: "dis_2", Valid: span("2010-04-01", "2011-04-01")},
			{Meta: meta("hom_3"), PostID: "pos_2", RegionID: "reg_1", Valid: span("2009-01-01", "2011-04-01")},
		},
		Coordinators: []*programme.Coordinator{{Meta: meta("coo_1"), Name: "One"}, {Meta: meta("coo_2"), Name: "Two"}},
		Holdings: []*programme.Holding{
			{Meta: meta("hol_1"), PostID: "pos_1", CoordinatorID: "coo_1", FTE: half, Valid: span("2009-03-02", "2011-04-01")},
			{Meta: meta("hol_2"), PostID: "pos_1", CoordinatorID: "coo_2", FTE: half, Valid: span("2009-06-01", "2010-06-01")},
			{Meta: meta("hol_3"), PostID: "pos_2", CoordinatorID: "coo_1", FTE: half, Valid: span("2009-03-02", "2011-04-01")},
		},
		Offers: []*programme.Offer{
			{Meta: meta("off_1"), PostID: "pos_1", CoordinatorID: "coo_1", StartsOn: calendar.MustParse("2009-03-02"), Valid: span("2009-02-02", "2009-03-02")},
			{Meta: meta("off_2"), PostID: "pos_1", StartsOn: calendar.MustParse("2011-05-01"), Valid: span("2009-03-02", "2009-03-02"), Withdrawn: true},
		},
		Covers: []*programme.Cover{
			{Meta: meta("cov_1"), PostID: "pos_1", CoordinatorID: "coo_2", Valid: span("2009-02-01", "2009-03-01")},
		},
	}
}

func TestViolations(t *testing.T) {
	cases := []struct {
		name  string
		spoil func(*programme.Records)
		want  string // empty: none
	}{
		{"sound", func(*programme.Records) {}, ""},
		{"prefix", func(r *programme.Records) { r.Sources = []*programme.Source{{Meta: meta("sta_1"), Code: "S1"}} },
			`id "sta_1" of a *programme.Source does not start with src_`},
		{"code twice", func(r *programme.Records) { r.Posts[1].Code = "X1" },
			`code "X1" belongs to more than one *programme.Post`},
		{"no region", func(r *programme.Records) { r.Districts[0].RegionID = "" }, "district D1 is in no region"},
		{"older than the region", func(r *programme.Records) { r.Regions[0].Valid = from("2007-01-01") },
			"district of D1, 2006-04-01 onwards, is not inside region R1, 2007-01-01 onwards"},
		{"no name", func(r *programme.Records) { r.Names = r.Names[:4] }, "jobcentre J1 has no name"},
		{"two names", func(r *programme.Records) {
			r.Names = append(r.Names, &programme.PlaceName{Meta: meta("nam_6"), Place: programme.PlaceRef{DistrictID: "dis_1"}, Text: "Again", Valid: from("2009-01-01")})
		}, "names of D1 overlap: 2006-04-01 onwards and 2009-01-01 onwards"},
		{"shares", func(r *programme.Records) { r.Links[2].Share = decimal.MustParse("0.499999") },
			"links of P1 sum to 0.999999 on 2009-04-01"},
		{"shares after an end", func(r *programme.Records) { r.Links[2].Valid = span("2009-04-01", "2010-04-01") },
			"links of P1 sum to 0.5 on 2010-04-01"},
		{"no share", func(r *programme.Records) { r.Links[2].Share = 0 }, "link of P1 to D2 has the share 0"},
		{"same district twice", func(r *programme.Records) { r.Links[2].DistrictID = "dis_1" },
			"links of P1 to D1 overlap: 2009-04-01 onwards and 2009-04-01 onwards"},
		{"link before the partnership", func(r *programme.Records) { r.Partnerships[0].Valid = from("2008-01-01") },
			"link of P1 to D1, 2006-04-01 to 2009-04-01, is not inside the partnership, 2008-01-01 onwards"},
		{"link to a closed district", func(r *programme.Records) { r.Districts[1].Valid = span("2006-04-01", "2012-01-01") },
			"link of P1 to D2, 2009-04-01 onwards, is not inside the district, 2006-04-01 to 2012-01-01"},
		{"office nowhere", func(r *programme.Records) { r.Placements = nil }, "placements of J1: there is none"},
		{"office with a gap", func(r *programme.Records) { r.Placements[1].Valid = span("2009-05-01", "2010-06-01") },
			"placements of J1: 2006-04-01 to 2009-04-01 is followed by 2009-05-01 to 2010-06-01"},
		{"office placed late", func(r *programme.Records) { r.Placements[0].Valid = span("2006-05-01", "2009-04-01") },
			"placements of J1 start on 2006-05-01, not on 2006-04-01"},
		{"office placed beyond its end", func(r *programme.Records) { r.Placements[1].Valid = from("2009-04-01") },
			"placements of J1 end with 2009-04-01 onwards, not with 2006-04-01 to 2010-06-01"},
		{"office in a closed district", func(r *programme.Records) { r.Districts[0].Valid = from("2006-06-01") },
			"placement of J1, 2006-04-01 to 2009-04-01, is not inside district D1, 2006-06-01 onwards"},
		{"champion after closing", func(r *programme.Records) { r.DrugChampions[1].Valid = from("2009-08-01") },
			"drug champion of J1, 2009-08-01 onwards, is not inside the office, 2006-04-01 to 2010-06-01"},
		{"two leads", func(r *programme.Records) { r.DrugChampions[1].Valid = span("2009-07-01", "2010-06-01") },
			"leads among the drug champions of J1 overlap: 2009-02-01 to 2009-08-01 and 2009-07-01 to 2010-06-01"},
		{"no grade", func(r *programme.Records) { r.Posts[0].GradeID = "" }, "post X1 has no grade"},
		{"no full-time equivalent", func(r *programme.Records) { r.Posts[0].FTE = 0 }, "post X1 has a full-time equivalent of 0"},
		{"too many holders", func(r *programme.Records) { r.Holdings[1].FTE = decimal.MustParse("0.6") },
			"post X1 of 1 is held at 1.1 on 2009-06-01"},
		{"held by nothing", func(r *programme.Records) { r.Holdings[1].FTE = 0 }, "holding of X1 has a full-time equivalent of 0"},
		{"held beyond funding", func(r *programme.Records) { r.Holdings[0].Valid = span("2009-03-02", "2011-04-02") },
			"holding of X1, 2009-03-02 to 2011-04-02, is not inside its funding, 2009-01-01 to 2011-04-01"},
		{"held without a known end", func(r *programme.Records) { r.Holdings[0].Valid = from("2009-03-02") }, ""},
		{"held from the end of funding on", func(r *programme.Records) { r.Holdings[0].Valid = from("2011-04-01") },
			"holding of X1, 2011-04-01 onwards, is not inside its funding, 2009-01-01 to 2011-04-01"},
		{"held for no day", func(r *programme.Records) { r.Holdings[1].Valid = span("2009-06-01", "2009-06-01") },
			"holding of X1 has no day: 2009-06-01 to 2009-06-01"},
		{"homeless", func(r *programme.Records) { r.Homes = r.Homes[:2] }, "homes of X2: there is none"},
		{"two homes at once", func(r *programme.Records) { r.Homes[1].Valid = span("2010-03-01", "2011-04-01") },
			"homes of X1: 2009-01-01 to 2010-04-01 is followed by 2010-03-01 to 2011-04-01"},
		{"home in two places", func(r *programme.Records) { r.Homes[0].RegionID = "reg_1" }, "home of X1 is not one region or one district"},
		{"home in a district to come", func(r *programme.Records) { r.Districts[1].Valid = from("2010-05-01") },
			"home of X1, 2010-04-01 to 2011-04-01, is not inside D2, 2010-05-01 onwards"},
		{"two covers", func(r *programme.Records) {
			r.Covers = append(r.Covers, &programme.Cover{Meta: meta("cov_2"), PostID: "pos_1", CoordinatorID: "coo_2", Valid: span("2009-02-15", "2009-03-01")})
		}, "covers of X1 overlap: 2009-02-01 to 2009-03-01 and 2009-02-15 to 2009-03-01"},
		{"cover before funding", func(r *programme.Records) { r.Covers[0].Valid = span("2008-12-01", "2009-03-01") },
			"cover of X1, 2008-12-01 to 2009-03-01, is not inside its funding, 2009-01-01 to 2011-04-01"},
		{"cover beyond funding", func(r *programme.Records) { r.Covers[0].Valid = span("2011-01-01", "2011-05-01") },
			"cover of X1, 2011-01-01 to 2011-05-01, is not inside its funding, 2009-01-01 to 2011-04-01"},
		{"covered without a known end", func(r *programme.Records) { r.Covers[0].Valid = from("2010-06-01") }, ""},
		{"covered by its holder", func(r *programme.Records) { r.Covers[0].Valid = span("2009-02-01", "2009-06-02") },
			"coordinator coo_2 covers X1, which is theirs, 2009-02-01 to 2009-06-02"},
		{"offer accepted before funding", func(r *programme.Records) { r.Offers[0].Valid = span("2008-12-15", "2009-03-02") }, ""},
		{"offer of a start after funding", func(r *programme.Records) { r.Offers[1].Valid, r.Offers[1].Withdrawn = from("2009-03-02"), false },
			"offer of X1 starts on 2011-05-01, when the post is not funded"},
		{"two offers", func(r *programme.Records) { r.Offers[1].Valid = span("2009-02-10", "2009-02-20") },
			"offers of X1 overlap: 2009-02-02 to 2009-03-02 and 2009-02-10 to 2009-02-20"},
		{"more than full time", func(r *programme.Records) { r.Holdings[2].FTE = decimal.MustParse("0.7") },
			"coordinator coo_1 holds 1.2 posts on 2009-03-02"},
		{"full time elsewhere after the funding", func(r *programme.Records) {
			r.Holdings[0].Valid = from("2009-03-02")
			r.Holdings[2].Valid, r.Holdings[2].FTE = from("2011-04-01"), decimal.One
			r.Posts[1].Funded, r.Homes[2].Valid = from("2009-01-01"), from("2009-01-01")
		}, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := sound()
			c.spoil(r)
			g, err := programme.New(*r)
			if err != nil {
				t.Fatal(err)
			}
			got := g.Violations()
			if c.want == "" && len(got) > 0 {
				t.Errorf("a sound graph has %q", got)
			}
			if c.want != "" && !slices.Contains(got, c.want) {
				t.Errorf("got %q, want among them %q", got, c.want)
			}
		})
	}
}

func TestViolationsComeInOneOrder(t *testing.T) {
	spoilt := func() []string {
		r := sound()
		r.Names, r.Homes, r.Placements = nil, nil, nil
		r.Holdings[0].FTE = decimal.One
		g, err := programme.New(*r)
		if err != nil {
			t.Fatal(err)
		}
		return g.Violations()
	}
	first := spoilt()
	if len(first) < 8 {
		t.Errorf("only %d violations: %q", len(first), first)
	}
	for range 5 {
		if again := spoilt(); !slices.Equal(first, again) {
			t.Errorf("once %q, then %q", first, again)
		}
	}
}
