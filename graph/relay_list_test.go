package graph_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
)

// connection is one list that the schema has, and how one gets to it.
type connection struct {
	name   string   // type and field
	parent string   // the type that it hangs on; empty at the root
	field  string   //
	order  string   // that its entries come in by themselves; lists of one order share it
	orders []string // that can be asked for
	node   string   // selection that tells one entry from another
	given  string   // arguments that it is asked with besides those of paging
	before string   // the operation up to the arguments
	after  string   // and after the selection
}

// page is one page of a connection.
type page struct {
	TotalCount int
	PageInfo   struct {
		HasNextPage, HasPreviousPage bool
		StartCursor, EndCursor       *string
	}
	Edges []struct {
		Cursor string
		Node   json.RawMessage
	}
	Nodes []json.RawMessage
}

// ids gives what tells the entries apart.
func (p page) ids() []string {
	ids := make([]string, len(p.Nodes))
	for i, n := range p.Nodes {
		ids[i] = string(n)
	}
	return ids
}

// connections finds every field of the schema whose type is a connection.
func connections(t *testing.T, c client) []connection {
	t.Helper()
	schema := introspect(t, c)
	var found []connection
	for _, d := range schema.Types {
		for _, f := range d.Fields {
			node, ok := strings.CutSuffix(f.Type.Name(), "Connection")
			if !ok {
				continue
			}
			k := connection{name: d.Name + "." + f.Name, parent: d.Name, field: f.Name, order: node, node: "id"}
			if schema.Types[node].Fields.ForName("id") == nil {
				k.node = "on reason post { id }"
			}
			if node == "DistrictAllocation" {
				k.node = "district { code } posts"
			}
			switch node {
			case "PathwayGap":
				k.node = "jobcentre { id } kind direction substances pathway { id }"
			case "ProviderDuplicate":
				k.node = "first { id } second { id }"
			case "TrainingGap":
				k.node = "jobcentre { id }"
			case "PlanGap":
				k.node = "kind row { id } finding { id }"
			case "PlanDifference":
				k.node = "kind before { id } after { id }"
			case "AgreementStanding":
				k.node = "district { code } partnership { code } level"
			case "AssessmentStanding", "PlanStanding":
				k.node = "partnership { code } state"
			}
			if node == "ReferralReleaseRow" {
				k.node, k.given = "place { id } substance benefit direction month", "breakdown: DISTRICT_BY_MONTH"
			}
			switch node {
			case "IndicatorValue":
				k.node = "place { id } breakdown { code }"
			case "Standing", "FunnelArea":
				k.node = "value { place { id } }"
			}
			if f.Name == "worseAndWorsening" {
				k.given = `measure: "PENETRATION", placeKind: PARTNERSHIP`
			}
			if node == "Figure" && f.Arguments.ForName("filter") != nil {
				if d.Kind == ast.Interface { // of which the places are kinds
					continue
				}
				k.given = `filter: {indicator: ["IN_TREATMENT_CONTACT"], year: [2007], superseded: true}`
			}
			if by := f.Arguments.ForName("orderBy"); by != nil {
				for _, v := range schema.Types[schema.Types[by.Type.Name()].Fields.ForName("field").Type.Name()].EnumValues {
					k.orders = append(k.orders, v.Name)
				}
			}
			if f.Name == "history" {
				if d.Name != "Node" { // of which all others are kinds
					continue
				}
				k.order = "AuditEntry"
			}
			if d == schema.Query {
				k.parent = ""
			}
			if node == "PartnershipLink" { // by partnership in a district, by district in a partnership
				k.order += " of " + d.Name
			}
			found = append(found, k)
		}
	}
	if len(found) < 30 {
		t.Errorf("there are only %d connections", len(found))
	}
	slices.SortFunc(found, func(a, b connection) int { return cmp.Compare(a.name, b.name) })
	return found
}

// samples gives the connection on some of its parents, the one with the most entries first and the one with the fewest last.
func (k connection) samples(t *testing.T, c client) []connection {
	t.Helper()
	switch k.parent {
	case "":
		k.before, k.after = "{ it: "+k.field, " }"
		return []connection{k}
	case "Node":
		var some []connection
		for _, thing := range []string{`region(code: "E12000006")`, `post(code: "essex-d-1")`, `jobcentre(code: "SYN-J0003")`} {
			id := at(t, c.ask(t, "{ it: "+thing+" { id } }", nil), "it", "id").(string)
			k.before, k.after = fmt.Sprintf("{ parent: node(id: %q) { it: %s", id, k.field), " } }"
			some = append(some, k)
		}
		return some
	case "Allocation":
		id := scenario(t, c, "Walked", terms+`, bounds: [`+minimum+`]`)
		well(t, c, "Compute", id, "")
	case "AgreementCoverage":
		k.before, k.after = `{ parent: agreementCoverage(kind: JOBCENTRE_AGREEMENT) { it: `+k.field, " } }"
		return []connection{k}
	case "ReferralRelease":
		k.before, k.after = "{ parent: referralRelease { it: "+k.field, " } }"
		return []connection{k}
	case "AssessmentCoverage":
		k.before, k.after = `{ parent: assessmentCoverage(year: 2009) { it: `+k.field, " } }"
		return []connection{k}
	case "PlanBoard":
		k.before, k.after = `{ parent: planBoard(year: 2009) { it: `+k.field, " } }"
		return []connection{k}
	case "PlanDiff", "PlanReview":
		last := at(t, c.ask(t, `{ plans(first: 1, filter: {year: 2008}) { nodes { id reviews { id } } } }`, nil), "plans", "nodes", 0)
		next := at(t, c.ask(t, `{ plans(first: 1, filter: {year: 2009}) { nodes { id } } }`, nil), "plans", "nodes", 0, "id")
		k.before, k.after = fmt.Sprintf("{ parent: planDiff(from: {plan: %q}, to: {plan: %q}) { it: %s", at(t, last, "id"), next, k.field), " } }"
		if k.parent == "PlanReview" {
			k.before = fmt.Sprintf("{ parent: review(id: %q) { it: %s", at(t, last, "reviews", 0, "id"), k.field)
		}
		return []connection{k}
	case "Finding":
		id := at(t, c.ask(t, `{ assessments(first: 1, filter: {state: [DRAFT]}) { nodes { findings(first: 1) { nodes { id } } } } }`, nil), "assessments", "nodes", 0, "findings", "nodes", 0, "id")
		k.before, k.after = fmt.Sprintf("{ parent: node(id: %q) { ... on Finding { it: %s", id, k.field), " } } }"
		return []connection{k}
	case "PlanSignature", "PlanRow", "PlanPart", "FundingLine", "PlanPriority", "PlanObjective", "PlanAction":
		return k.onPlan(t, c)
	case "England":
		k.before, k.after = "{ parent: england { it: "+k.field, " } }"
		return []connection{k}
	case "FigureSum":
		k.before, k.after = `{ parent: england { sum(indicator: "IN_TREATMENT_CONTACT", over: "DISTRICT") { it: `+k.field, " } } }"
		return []connection{k}
	case "IndicatorValue":
		k.before = `{ parent: england { sum(indicator: "IN_TREATMENT_CONTACT", over: "DISTRICT") { total { ... on IndicatorValue { it: ` + k.field
		k.after = " } } } } }"
		return []connection{k}
	case "Funnel":
		k.before, k.after = `{ parent: funnel(measure: "RETENTION", placeKind: PARTNERSHIP) { it: `+k.field, " } }"
		return []connection{k}
	case "PartnershipFamily":
		id := at(t, c.ask(t, `{ families { id } }`, nil), "families", 0, "id")
		k.before, k.after = fmt.Sprintf("{ parent: node(id: %q) { ... on PartnershipFamily { it: %s", id, k.field), " } } }"
		return []connection{k}
	case "VacancyStatistics":
		k.before, k.after = `{ parent: vacancyStatistics(from: "2009-01-01", to: "2012-01-01") { it: `+k.field, " } }"
		return []connection{k}
	}
	list := strings.ToLower(k.parent[:1]) + k.parent[1:] + "s"
	type parent struct {
		ID string
		It struct{ TotalCount int }
	}
	var data struct{ Parents struct{ Nodes []parent } }
	given := ""
	if k.given != "" {
		given = "(" + k.given + ")"
	}
	r := c.send(t, fmt.Sprintf("{ parents: %s(first: 500) { nodes { id it: %s%s { totalCount } } } }", list, k.field, given), nil)
	if err := json.Unmarshal(r.Data, &data); err != nil || len(data.Parents.Nodes) == 0 {
		t.Fatalf("no parents for %s: %v, %.300s", k.name, err, r.Body)
	}
	parents := data.Parents.Nodes
	slices.SortStableFunc(parents, func(a, b parent) int { return b.It.TotalCount - a.It.TotalCount })
	var some []connection
	for _, p := range slices.Compact([]parent{parents[0], parents[len(parents)/2], parents[len(parents)-1]}) {
		k.before = fmt.Sprintf("{ parent: node(id: %q) { ... on %s { it: %s", p.ID, k.parent, k.field)
		k.after = " } } }"
		some = append(some, k)
	}
	return some
}

func (k connection) query(arguments string) string {
	if k.given != "" {
		arguments = strings.TrimPrefix(arguments+", "+k.given, ", ")
	}
	if arguments != "" {
		arguments = "(" + arguments + ")"
	}
	return fmt.Sprintf("%s%s { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { %s } } nodes { %s } }%s",
		k.before, arguments, k.node, k.node, k.after)
}

// page asks for one page, and holds that its parts agree with each other.
func (k connection) page(t *testing.T, c client, arguments string) page {
	t.Helper()
	r := c.send(t, k.query(arguments), nil)
	it := r.Data
	for it != nil { // down through the parents
		var within map[string]json.RawMessage
		if err := json.Unmarshal(it, &within); err != nil || len(r.Errors) > 0 {
			t.Fatalf("%s(%.100s): %v, %.300s", k.name, arguments, err, r.Body)
		}
		if it = within["it"]; it != nil {
			break
		}
		for _, only := range within {
			it = only
		}
	}
	var p page
	if err := json.Unmarshal(it, &p); err != nil {
		t.Fatalf("%s(%.100s): %v, %.300s", k.name, arguments, err, r.Body)
	}
	if len(p.Nodes) != len(p.Edges) {
		t.Fatalf("%s(%.100s): %d nodes, %d edges", k.name, arguments, len(p.Nodes), len(p.Edges))
	}
	for i, e := range p.Edges {
		if string(e.Node) != string(p.Nodes[i]) {
			t.Errorf("%s(%.100s): node %d is %s and %s", k.name, arguments, i, e.Node, p.Nodes[i])
		}
	}
	if n := len(p.Edges); n > 0 && (p.PageInfo.StartCursor == nil || *p.PageInfo.StartCursor != p.Edges[0].Cursor ||
		p.PageInfo.EndCursor == nil || *p.PageInfo.EndCursor != p.Edges[n-1].Cursor) {
		t.Errorf("%s(%.100s): the page's cursors are not those of its first and last entry", k.name, arguments)
	}
	return p
}
