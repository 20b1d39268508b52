package graph_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"waymark/domain/disclosure/disclosuretest"
)

const releasedCells = `counts { disclosures { ...C } markersInTreatment { ...C } markersNotInTreatment { ...C } referrals { ...C } selfReferrals { ...C } discussionStartsKnown { ...C }
	treatmentStartsKnown { ...C } exitsPlanned { ...C } exitsUnplanned { ...C } jobStarts { ...C } sustained { ...C } discussionStarts { atLeast { ...C } atMost { ...C } } }`

// releasedRow is a row of a table of a release as the API gives it.
type releasedRow struct {
	Place *struct {
		ID, Typename string
		District     *struct{ ID string }
		Region       *struct{ ID string }
	}
	Provider                      *struct{ ID string }
	WithoutProvider               bool
	Substance, Benefit, Direction *string
	Month                         *string
	Counts                        map[string]json.RawMessage
}

// releasedCell is one cell of it.
type releasedCell struct {
	Value, Lower, Upper *int64
	Status              string
	Marker              *string
}

func word(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// subject names what a row is about.
func (r releasedRow) subject() [6]string {
	place, provider := "", ""
	if r.Place != nil {
		place = r.Place.ID
	}
	if r.Provider != nil {
		provider = r.Provider.ID
	} else if r.WithoutProvider {
		provider = "-"
	}
	return [6]string{place, provider, word(r.Substance), word(r.Benefit), word(r.Direction), word(r.Month)}
}

var releasedTables = []string{"JOBCENTRE_BY_SUBSTANCE", "DISTRICT_BY_SUBSTANCE_AND_BENEFIT", "DISTRICT_BY_DIRECTION", "DISTRICT_BY_MONTH", "PROVIDER_BY_SUBSTANCE"}

// released reads every table of a release, page by page, as somebody.
func released(t *testing.T, c client, release, reason string) (rows []releasedRow, structure []string) {
	t.Helper()
	for _, table := range releasedTables {
		after := any(nil)
		for {
			var got struct {
				ReferralRelease struct {
					Rows struct {
						TotalCount int
						PageInfo   struct {
							HasNextPage bool
							EndCursor   string
						}
						Nodes []releasedRow
					}
				}
			}
			r := c.send(t, `query Released($release: ID!, $table: ReferralBreakdown!, $after: String, $reason: String) { referralRelease(id: $release) {
				rows(breakdown: $table, first: 500, after: $after, reason: $reason) { totalCount pageInfo { hasNextPage endCursor } nodes {
					place { id ... on Jobcentre { district(asOf: "2008-10-15") { id } } ... on District { region { id } } } provider { id } withoutProvider substance benefit direction month `+releasedCells+` } } } }
				fragment C on Cell { value status marker lower upper }`, variables{"release": release, "table": table, "after": after, "reason": reason})
			if err := json.Unmarshal(r.Data, &got); err != nil || len(r.Errors) > 0 {
				t.Fatalf("%s: %v, %s", table, err, r.Body[:min(len(r.Body), 500)])
			}
			page := got.ReferralRelease.Rows
			for _, row := range page.Nodes {
				rows = append(rows, row)
				structure = append(structure, fmt.Sprint(table, row.subject()))
			}
			structure = append(structure, fmt.Sprint(table, page.TotalCount, page.PageInfo))
			if after = page.PageInfo.EndCursor; !page.PageInfo.HasNextPage {
				break
			}
		}
	}
	return rows, structure
}

// TestSweepNobodyIsGivenAway has somebody who has not signed in read all of both releases and try to work out what is hidden. An analyst asks
// the same and gets the numbers, for a reason that is logged; the rows, pages and cursors are the same.
func TestSweepNobodyIsGivenAway(t *testing.T) {
	sweep(t, func(t *testing.T, d *door) {
		releases := at(t, d.anonymous.ask(t, `{ referralReleases { nodes { id } } }`, nil), "referralReleases", "nodes").([]any)
		if len(releases) != 2 {
			t.Fatalf("there are %d releases", len(releases))
		}
		id := at(t, releases[1], "id").(string)
		rows, structure := released(t, d.anonymous, id, "because")
		analyst := d.as(t, "analyst@nation")
		exact, same := released(t, analyst, id, "to see whether it holds")
		if !slices.Equal(structure, same) {
			t.Error("an analyst gets other rows")
		}
		if logged := fmt.Sprint(at(t, d.operator.ask(t, `query($id: ID!) { reads(on: $id, first: 1) { nodes { by operation reason shown } } }`, variables{"id": id}), "reads", "nodes")); logged !=
			"[map[by:analyst@nation operation:Released reason:to see whether it holds shown:["+id+"]]]" {
			t.Errorf("the log says %s", logged)
		}
		for _, measure := range []string{"disclosures", "referrals", "selfReferrals", "discussionStartsKnown", "treatmentStartsKnown", "exitsPlanned", "exitsUnplanned", "jobStarts"} {
			attack(t, measure, rows, exact)
		}
	})
}

// attack notes what is shown of a measure, how it adds up, and what can be worked out of that.
func attack(t *testing.T, measure string, rows, exact []releasedRow) {
	t.Helper()
	a, truth := disclosuretest.New(), map[string]int64{}
	inside := map[[6]string]map[int][]string{} // the parts of a subject, by the column that they differ in
	hidden := 0
	seen := map[string]bool{}
	for i, row := range rows {
		name := fmt.Sprint(row.subject())
		var cell, real releasedCell
		if err := json.Unmarshal(row.Counts[measure], &cell); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(exact[i].Counts[measure], &real); err != nil {
			t.Fatal(err)
		}
		switch cell.Status {
		case "CONFIDENTIAL":
			if cell.Value != nil || cell.Lower != nil || cell.Upper != nil || word(cell.Marker) != "[c]" {
				t.Fatalf("%s: a hidden cell tells %+v", name, cell)
			}
			a.Misses(name)
			if !seen[name] {
				hidden++
			}
			truth[name] = *real.Value
		case "SHOWN", "LOW":
			if *cell.Value != *real.Value {
				t.Fatalf("%s is %d and shown as %d", name, *real.Value, *cell.Value)
			}
			a.Sees(name, *cell.Lower, *cell.Upper)
		default:
			a.Sees(name, 0, 0)
		}
		if seen[name] {
			continue
		}
		seen[name] = true
		for column, value := range row.subject() {
			whole := row.subject()
			if value == "" {
				continue
			}
			whole[column] = ""
			if column == 0 {
				switch {
				case row.Place.District != nil:
					whole[0] = row.Place.District.ID
				case row.Place.Region != nil:
					whole[0] = row.Place.Region.ID
				}
			}
			if inside[whole] == nil {
				inside[whole] = map[int][]string{}
			}
			inside[whole][column] = append(inside[whole][column], name)
		}
	}
	for whole, by := range inside {
		for _, parts := range by {
			if seen[fmt.Sprint(whole)] {
				a.Adds(fmt.Sprint(whole), parts...)
			}
		}
	}
	a.Propagate()
	for _, name := range a.Hidden() {
		r := a.Range(name)
		if r.Impossible || truth[name] < r.Low || !r.Unbounded && truth[name] > r.High {
			t.Fatalf("%s, %s is %d, and was worked out as %+v", measure, name, truth[name], r)
		}
		if r.Width() < 4 {
			t.Errorf("%s, %s: %+v", measure, name, r)
		}
	}
	t.Logf("%s: %d numbers are hidden and none is found", measure, hidden)
}

// TestExactNumbersNeedARightAndAReason asks for exact numbers as everybody: with a right and a reason they come, and otherwise what is public.
func TestExactNumbersNeedARightAndAReason(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		const asks = `query($reason: String) { referralRelease { rows(breakdown: JOBCENTRE_BY_SUBSTANCE, first: 100, reason: $reason) { nodes { ` + releasedCells + ` } } } } fragment C on Cell { value status marker lower upper }`
		public := string(d.anonymous.send(t, asks, nil).Data)
		for _, who := range roles[:10] {
			grant := who.grant
			if strings.Contains(grant, "$") { // of a partnership or a provider that is not known here
				continue
			}
			c := d.as(t, grant)
			if got := string(c.send(t, asks, nil).Data); got != public {
				t.Errorf("the %s is shown something else without a reason", who.name)
			}
			sees := who.name == "administrator" || who.name == "programme lead" || who.name == "analyst"
			if got := string(c.send(t, asks, variables{"reason": "curiosity"}).Data); (got != public) != sees {
				t.Errorf("the %s sees exact numbers: %t", who.name, !sees)
			}
		}
		wrong{"an empty reason", asks, variables{"reason": " "}, "INVALID", "reason"}.check(t, d.anonymous)
	})
}
