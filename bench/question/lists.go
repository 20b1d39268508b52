package question

import (
	"maps"

	"waymark/bench/floor"
)

func providers() Question {
	row := func(n Answer, from string) []string {
		return []string{n.Text("code"), n.Text("name"), n.Text("kind"), n.Text("email"), n.Text(from)}
	}
	page := func(total string, nodes []Answer, from string) [][]string {
		rows := [][]string{{"total", total}}
		for _, n := range nodes {
			rows = append(rows, row(n, from))
		}
		return rows
	}
	return Question{
		Name: "Q3", About: "20 providers of a kind by code, with the total", Kept: true,
		Waymark: func(s Subject) Graph {
			variables := map[string]any{}
			if s.Cursor != "" {
				variables["after"] = s.Cursor
			}
			return graph(`query($after: String) { providers(first: 20, after: $after, filter: { kind: [VOLUNTARY] }) { totalCount nodes { code name kind email validFrom } } }`, variables)
		},
		FromWaymark: func(a Answer) [][]string {
			return page(a.Text("providers", "totalCount"), a.List("providers", "nodes"), "validFrom")
		},
		PostGraphile: func(s Subject) Graph {
			variables := day()
			maps.Copy(variables, map[string]any{"offset": s.Offset})
			return graph(`query($day: Date!, $offset: Int) { allProviders(first: 20, offset: $offset, orderBy: CODE_ASC, filter: { and: [ON, { kind: { equalTo: "VOLUNTARY" } }] }) {
				totalCount nodes { code name kind email validFrom } } }`, variables)
		},
		FromPostGraphile: func(a Answer) [][]string {
			return page(a.Text("allProviders", "totalCount"), a.List("allProviders", "nodes"), "validFrom")
		},
		Floor:     func(s Subject) string { return "/q3?after=" + s.After },
		FromFloor: func(a Answer) [][]string { return page(a.Text("total"), a.List("page"), "from") },
	}
}

func referrals() Question {
	rows := func(list []Answer, names ...string) (rows [][]string) {
		for _, n := range list {
			row := make([]string, len(names))
			for i, name := range names {
				row[i] = n.Text(name)
			}
			rows = append(rows, row)
		}
		return rows
	}
	return Question{
		Name: "Q5", About: "referrals by district and month, five years",
		Heavy:        true,
		Needs:        "no query gives sums of the returns by district and month yet",
		PostGraphile: func(Subject) Graph { return graph(`{ peersReferralsByMonth }`, nil) },
		FromPostGraphile: func(a Answer) [][]string {
			return rows(a.Parsed("peersReferralsByMonth").List(), "district", "month", "referrals", "selfReferrals")
		},
		Floor:     func(Subject) string { return "/q5" },
		FromFloor: func(a Answer) [][]string { return rows(a.List(), "district", "month", "referrals", "selfReferrals") },
	}
}

func coverage() Question {
	counts := func(list []string, gaps []Answer, place ...string) [][]string {
		rows := [][]string{list}
		for _, g := range gaps {
			rows = append(rows, []string{g.Text("kind"), g.Text(place...)})
		}
		return rows
	}
	texts := func(list []Answer) []string {
		out := make([]string, len(list))
		for i, one := range list {
			out[i] = one.Text()
		}
		return out
	}
	return Question{
		Name: "Q7", About: "coverage of England on a day, with its gaps", Kept: true,
		Waymark: func(Subject) Graph {
			return graph(`query($day: Date) { coverage(asOf: $day) { posts { funded filled covered offered vacant } districts districtsWithCoordinator
				jobcentres jobcentresInCoveredDistricts jobcentresWithChampion partnerships partnershipsCovered partnershipsPartlyCovered
				gaps { kind place { code } } } }`, day())
		},
		FromWaymark: func(a Answer) [][]string {
			c := a.At("coverage")
			p := c.At("posts")
			return counts([]string{p.Text("funded"), p.Text("filled"), p.Text("covered"), p.Text("offered"), p.Text("vacant"), c.Text("districts"), c.Text("districtsWithCoordinator"),
				c.Text("jobcentres"), c.Text("jobcentresInCoveredDistricts"), c.Text("jobcentresWithChampion"), c.Text("partnerships"), c.Text("partnershipsCovered"),
				c.Text("partnershipsPartlyCovered")}, c.List("gaps"), "place", "code")
		},
		PostGraphile: func(Subject) Graph {
			return graph(`query($day: Date!) { peersCoverageOn(day: $day) }`, map[string]any{"day": floor.Day})
		},
		FromPostGraphile: func(a Answer) [][]string {
			c := a.Parsed("peersCoverageOn")
			return counts(texts(c.List("counts")), c.List("gaps"), "place")
		},
		Floor:     func(Subject) string { return "/q7" },
		FromFloor: func(a Answer) [][]string { return counts(texts(a.List("counts")), a.List("gaps"), "place") },
	}
}
