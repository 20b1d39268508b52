package question

import (
	"strings"

	"waymark/bench/floor"
)

func graph(query string, variables map[string]any) Graph {
	return Graph{Query: strings.Join(strings.Fields(strings.ReplaceAll(query, "ON", on)), " "), Variables: variables}
}

// day is the variable of the questions to PostGraphile.
func day() map[string]any { return map[string]any{"day": floor.Day} }

func tree() Question {
	return Question{
		Name: "Q1", About: "regions, districts, posts, holders", Kept: true,
		Waymark: func(Subject) Graph {
			return graph(`{ regions(first: 9) { nodes { code name districts(first: 20) { nodes { code name posts(first: 10) { nodes {
				code grade { code } fte currentHolder { name } } } } } } } }`, nil)
		},
		FromWaymark: func(a Answer) (rows [][]string) {
			for _, r := range a.List("regions", "nodes") {
				for _, d := range r.List("districts", "nodes") {
					for _, p := range d.List("posts", "nodes") {
						rows = append(rows, []string{r.Text("code"), r.Text("name"), d.Text("code"), d.Text("name"), p.Text("code"), p.Text("grade", "code"), p.Text("fte"), p.Text("currentHolder", "name")})
					}
				}
			}
			return rows
		},
		PostGraphile: func(Subject) Graph {
			return graph(`query($day: Date!) { allRegions(filter: ON, orderBy: CODE_ASC) { nodes { code placeNamesByRegionId(filter: ON) { nodes { text } }
				districtsByRegionId(filter: ON, orderBy: CODE_ASC) { nodes { code placeNamesByDistrictId(filter: ON) { nodes { text } }
				postHomesByDistrictId(filter: ON) { nodes { postByPostId { code gradeByGradeId { code } fte
				holdingsByPostId(filter: ON) { nodes { coordinatorByCoordinatorId { name } } } } } } } } } } }`, day())
		},
		FromPostGraphile: func(a Answer) (rows [][]string) {
			for _, r := range a.List("allRegions", "nodes") {
				for _, d := range r.List("districtsByRegionId", "nodes") {
					for _, h := range d.List("postHomesByDistrictId", "nodes") {
						p, holder := h.At("postByPostId"), ""
						for _, k := range p.List("holdingsByPostId", "nodes") {
							holder = k.Text("coordinatorByCoordinatorId", "name")
						}
						rows = append(rows, []string{r.Text("code"), only(r, "placeNamesByRegionId"), d.Text("code"), only(d, "placeNamesByDistrictId"),
							p.Text("code"), p.Text("gradeByGradeId", "code"), p.Millionths("fte"), holder})
					}
				}
			}
			return rows
		},
		Floor: func(Subject) string { return "/q1" },
		FromFloor: func(a Answer) (rows [][]string) {
			for _, r := range a.List() {
				for _, d := range r.List("districts") {
					for _, p := range d.List("posts") {
						rows = append(rows, []string{r.Text("code"), r.Text("name"), d.Text("code"), d.Text("name"), p.Text("code"), p.Text("grade"), p.Millionths("fte"), p.Text("holder")})
					}
				}
			}
			return rows
		},
	}
}

// only gives the one name that a place has on the day.
func only(a Answer, names string) string {
	for _, n := range a.List(names, "nodes") {
		return n.Text("text")
	}
	return ""
}

func partnerships() Question {
	indicators := []string{"PROBLEM_DRUG_USERS", "PROBLEM_DRUG_USERS_IN_TREATMENT_CONTACT", "TREATMENT_STARTS"}
	return Question{
		Name: "Q2", About: "partnerships of a region, their latest figures",
		Waymark: func(s Subject) Graph {
			return graph(`query($region: String!, $indicators: [String!]) { region(code: $region) { partnerships(first: 100) { nodes { code name
				figures(first: 10, filter: { indicator: $indicators, year: [2008], breakdown: "" }) { nodes {
				indicator { code } value interval95 { lower upper } status } } } } } }`, map[string]any{"region": s.Region, "indicators": indicators})
		},
		FromWaymark: func(a Answer) (rows [][]string) {
			for _, p := range a.List("region", "partnerships", "nodes") {
				for _, f := range p.List("figures", "nodes") {
					rows = append(rows, []string{p.Text("code"), p.Text("name"), f.Text("indicator", "code"), f.Text("value"), f.Text("interval95", "lower"), f.Text("interval95", "upper"), f.Text("status")})
				}
			}
			return rows
		},
		PostGraphile: func(s Subject) Graph {
			return graph(`query($day: Date!, $region: String!, $indicators: [String!]) { allPartnerships(orderBy: CODE_ASC, filter: { and: [ON,
				{ partnershipLinksByPartnershipId: { some: { and: [ON, { districtByDistrictId: { regionByRegionId: { code: { equalTo: $region } } } }] } } }] }) { nodes { code
				placeNamesByPartnershipId(filter: ON) { nodes { text } }
				figuresByPlaceId(filter: { periodFrom: { equalTo: "2008-04-01" }, periodType: { equalTo: "FINANCIAL_YEAR" }, breakdown: { equalTo: "" },
				indicatorByIndicatorId: { code: { in: $indicators } } }) { nodes { indicatorByIndicatorId { code } value lower95 upper95 status } } } } }`,
				map[string]any{"day": floor.Day, "region": s.Region, "indicators": indicators})
		},
		FromPostGraphile: func(a Answer) (rows [][]string) {
			for _, p := range a.List("allPartnerships", "nodes") {
				for _, f := range p.List("figuresByPlaceId", "nodes") {
					rows = append(rows, []string{p.Text("code"), only(p, "placeNamesByPartnershipId"), f.Text("indicatorByIndicatorId", "code"), f.Millionths("value"), f.Millionths("lower95"), f.Millionths("upper95"), f.Text("status")})
				}
			}
			return rows
		},
		Floor: func(s Subject) string { return "/q2?region=" + s.Region },
		FromFloor: func(a Answer) (rows [][]string) {
			for _, p := range a.List() {
				for _, f := range p.List("figures") {
					rows = append(rows, []string{p.Text("code"), p.Text("name"), f.Text("indicator"), f.Millionths("value"), f.Millionths("lower"), f.Millionths("upper"), f.Text("status")})
				}
			}
			return rows
		},
	}
}
