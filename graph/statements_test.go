package graph_test

import (
	"fmt"
	"strings"
	"testing"
)

// deep goes through everything there is, several times over.
const deep = `{
	regions { totalCount nodes { name lead { currentHolder { name } } coverage { posts { funded filled } gaps { sentence } }
		districts { nodes { name coverage { posts { funded filled } gaps { kind sentence } }
			posts { nodes { code state vacantSince currentHolder { name holdings { nodes { from } } } cover { from } offer { startsOn } home { name } } }
			partnerships(first: 500) { nodes { name coverageLevel districts { nodes { name } } } }
			jobcentres(first: 500) { nodes { name champions { adviser } } }
			lineage { kind } names { text } identifiers { value } establishment { agrees } } } } }
	coverage { gaps { sentence place { name } post { code } } byGrade { grade { name } posts { funded } } }
	establishment { lines { published { difference statement { value source { title } } } } }
	vacancyStatistics(from: "2009-01-01", to: "2010-01-01") { byRegion { figures { vacancyRate { value } } } projected { nodes { post { code } } } }
	statements(first: 500) { nodes { value source { title } place { name } } }
}`

// TestStatements counts SQL statements: a request costs one while nothing has changed, whatever it selects and whoever asks.
func TestStatements(t *testing.T) {
	const most = 50
	requests := map[string]string{
		"today":   `{ coverage { districts } }`,
		"shallow": `{ regions { totalCount } }`,
		"deep":    deep,
		"a day":   strings.Replace(deep, "regions {", `regions(asOf: "2009-03-05") {`, 1),
		"a node":  `{ node(id: "pos_none") { id } }`,
	}
	onEngland(t, func(t *testing.T, d *door) {
		cold := d.sql.during(func() { d.operator.ask(t, deep, nil) })
		t.Logf("the first request costs %d statements", len(cold))
		if len(cold) > most {
			t.Errorf("the first request costs %d statements: %q", len(cold), cold)
		}
		for name, query := range requests {
			for who, c := range map[string]client{"operator": d.operator, "anonymous": d.anonymous} {
				if spent := d.sql.during(func() { c.ask(t, query, nil) }); len(spent) != 1 {
					t.Errorf("%s for %s costs %d statements: %q", name, who, len(spent), spent)
				}
			}
		}
		for name, query := range requests { // whoever changes something has it read again for the answer
			changer{d, map[string]bool{}}.hire(t, "For "+name)
			if spent := d.sql.during(func() { d.operator.ask(t, query, nil) }); len(spent) != 1 {
				t.Errorf("%s after a change of our own costs %d statements: %q", name, len(spent), spent)
			}
		}
		for name, query := range map[string]string{"nothing of the programme": `{ today }`, "the schema": `{ __schema { types { name } } }`, "a mistake": `{ todya }`} {
			if spent := d.sql.during(func() { d.operator.send(t, query, nil) }); len(spent) != 0 {
				t.Errorf("%s costs %d statements: %q", name, len(spent), spent)
			}
		}
	})
}

// TestStatementsOfOthers counts what a request costs after somebody else, on another server, has changed something: the same
// few, whatever it selects.
func TestStatementsOfOthers(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		other := again(t, d)
		d.operator.ask(t, deep, nil)
		counts := map[int]bool{}
		for i, query := range []string{`{ regions { totalCount } }`, deep, `{ coordinators(filter: {name: "Elsewhere"}) { totalCount } }`} {
			changer{other, map[string]bool{}}.hire(t, fmt.Sprint("Elsewhere ", i))
			counts[len(d.sql.during(func() { d.operator.ask(t, query, nil) }))] = true
		}
		if len(counts) != 1 || counts[1] {
			t.Errorf("shallow and deep requests cost %v statements, want the same number", counts)
		}
		if n := d.operator.get(t, `{ coordinators(filter: {name: "Elsewhere"}) { totalCount } }`, "coordinators", "totalCount"); n != 3.0 {
			t.Errorf("%v of 3 changes made elsewhere are seen", n)
		}
	})
}

// TestStatementsOfAChange counts what a change costs that touches one thing.
func TestStatementsOfAChange(t *testing.T) {
	const most = 60
	onEngland(t, func(t *testing.T, d *door) {
		c := changer{d, map[string]bool{}}
		c.hire(t, "First") // which has the programme read
		spent := d.sql.during(func() { c.hire(t, "Second") })
		t.Logf("a change costs %d statements", len(spent))
		if len(spent) > most {
			t.Errorf("a change costs %d statements: %q", len(spent), spent)
		}
	})
}
