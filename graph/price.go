package graph

import (
	"encoding/json"
	"maps"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"waymark/graph/view"
)

// shortList is how many entries a list without pages is taken to have.
const shortList = 10

// prices are those of fields that are worked out rather than looked up, measured in fields that take as long. All others cost 1.
var prices = map[string]int{
	"Query.coverage":          50,
	"Region.coverage":         10,
	"District.coverage":       10,
	"Partnership.coverage":    10,
	"Coverage.gaps":           100,
	"Query.establishment":     25,
	"Region.establishment":    25,
	"District.establishment":  25,
	"Query.vacancyStatistics": 100,

	"Query.agreement":         200, // a question to the database, as these three
	"Query.agreementCoverage": 200,
	"Query.agreements":        200,
	"Partnership.agreements":  10,
	"District.agreements":     10,
	"Agreement.parties":       50, // one question for all that an agreement says
	"Agreement.shared":        50,
	"Agreement.consentForm":   50,
	"Agreement.legalBasis":    50,
	"Agreement.terms":         50,

	"Query.referralReturn":     100, // a question to the database, as all of these
	"Query.referralReturns":    200,
	"Query.returnCompleteness": 500,
	"Query.referralRelease":    100,
	"Query.referralReleases":   100,
	"ReferralRelease.rows":     500, // the whole table once, and a page of exact counts
	"ReferralReturn.rows":      20,  // one question for a page of returns

	"Query.pinchPoints":   1_000, // four questions to the database, and a forecast for each provider
	"Query.watchingBrief": 2_000,
	"Service.capacity":    20, // one question for all services

	"Query.assessment":         500, // four or five questions to the database, as all of these
	"Query.assessmentCoverage": 200,
	"Query.assessments":        200,
	"Partnership.assessment":   10,
	"Partnership.assessments":  10,
	"Assessment.sections":      500,
	"Assessment.section":       500,
	"Assessment.findings":      500,
	"Assessment.frozen":        500,

	"Query.plan":                500, // eight or nine questions to the database, as all of these that cost as much
	"Query.plans":               200,
	"Partnership.plan":          10,
	"Partnership.plans":         10,
	"Plan.awaiting":             500,
	"Plan.money":                500,
	"Plan.part":                 500,
	"Plan.parts":                500,
	"Plan.returned":             500,
	"Plan.rows":                 500,
	"Plan.gaps":                 500,
	"Plan.reviews":              10,
	"Query.planDiff":            1000, // two plans, each of eight to eleven questions
	"Query.planBoard":           500,
	"Query.trace":               500,
	"Query.review":              200,
	"PlanReview.items":          500, // of a review and its plan, which are opened once the first asks
	"PlanReview.counts":         50,
	"PlanReview.spend":          500, // opens the plan
	"PlanReview.plan":           500,
	"PlanReviewItem.action":     10, // which the first opens
	"PlanReview.preparedFrom":   50,
	"PlanGap.finding":           10,
	"PlanBoard.reminders":       10,
	"Partnership.planReminders": 10,
	"PlanSignature.complete":    50, // of a plan that has been opened once the first asks
	"PlanSignature.unsigned":    50,
	"PlanAction.earlier":        10, // one question for each plan
	"ActionTarget.outcome":      10,
	"PlanPriority.findings":     10, // those of an assessment are opened once
	"PlanObjective.findings":    10,

	"AssessmentCounts.withOldFigures": 100, // three questions to the database the first time
	"AssessmentStanding.oldFigures":   20,
	"FigureReference.figure":          10, // one question for each assessment

	"Query.figures":       500, // a question to the database, as all of these
	"England.figures":     200,
	"Region.figures":      50,
	"District.figures":    50,
	"Partnership.figures": 50,
	"Jobcentre.figures":   50,

	"Query.funnel":                  1_000, // a profile of all places of a kind, as those that follow
	"Query.worseAndWorsening":       1_000,
	"England.need":                  500,
	"England.comparison":            500,
	"England.worseAndWorsening":     500,
	"England.sum":                   200,
	"England.knownDiscussions":      100,
	"Region.need":                   100,
	"Region.comparison":             500,
	"Region.worseAndWorsening":      500,
	"Region.sum":                    100,
	"Region.knownDiscussions":       50,
	"District.need":                 50,
	"District.comparison":           100,
	"District.worseAndWorsening":    200,
	"District.sum":                  50,
	"District.knownDiscussions":     50,
	"Partnership.need":              50,
	"Partnership.comparison":        100,
	"Partnership.worseAndWorsening": 200,
	"Partnership.sum":               50,
	"Partnership.knownDiscussions":  50,

	"Query.apportion":                 100,
	"Query.apportionRobust":           10_000,
	"Query.apportionTable":            5_000,
	"Apportionment.shares":            1_000,
	"Apportionment.indicators":        2_000,
	"Apportionment.cautions":          200,
	"Apportionment.warnings":          200,
	"Apportionment.nextInLine":        100,
	"Apportionment.firstToLose":       100,
	"Apportionment.explain":           200,
	"Apportionment.withPosts":         100,
	"Apportionment.withoutConstraint": 100,
	"Apportionment.methodComparison":  700,
}

// Prices gives the prices of fields that are worked out, by type and field. All others cost 1.
func Prices() map[string]int { return maps.Clone(prices) }

// price is what an operation may come to, in fields: connections count with the size of the page that is asked for, lists
// without pages as ten entries, worked out fields by their own price. It is an upper bound as far as lists without pages are
// short; what an answer really has is counted once more while it is made.
type price struct {
	variables    map[string]any
	known        map[string]sum
	introspected bool
}

// sum is the price of a selection set. In a connection, part of it is due for every entry of the page, whose number only the
// field above knows: so a fragment is summed up once, wherever it is spread.
type sum struct{ once, each int }

func (s sum) with(other sum) sum { return sum{add(s.once, other.once), add(s.each, other.each)} }

// priceOf gives the price of a validated operation, and whether it asks for the schema.
func priceOf(op *ast.OperationDefinition, variables map[string]any) (int, bool) {
	p := price{variables: variables, known: map[string]sum{}}
	whole := p.set(op.SelectionSet)
	return add(whole.once, whole.each), p.introspected
}

func (p *price) set(set ast.SelectionSet) sum {
	var whole sum
	for _, selection := range set {
		switch n := selection.(type) {
		case *ast.Field:
			whole = whole.with(p.field(n))
		case *ast.InlineFragment:
			whole = whole.with(p.set(n.SelectionSet))
		case *ast.FragmentSpread:
			s, ok := p.known[n.Name]
			if !ok {
				s = p.set(n.Definition.SelectionSet)
				p.known[n.Name] = s
			}
			whole = whole.with(s)
		}
	}
	return whole
}

func (p *price) field(f *ast.Field) sum {
	p.introspected = p.introspected || introspects(f.Name)
	own, priced := prices[f.ObjectDefinition.Name+"."+f.Name]
	if !priced {
		own = 1
	}
	below := p.set(f.SelectionSet)
	inConnection := strings.HasSuffix(f.ObjectDefinition.Name, "Connection")
	switch {
	case strings.HasSuffix(f.Definition.Type.Name(), "Connection"):
		return sum{once: add(own, add(below.once, times(below.each, p.page(f))))}
	case inConnection && f.Definition.Type.Elem != nil: // edges and nodes
		return sum{each: add(own, below.once)}
	case f.Definition.Type.Elem != nil:
		return sum{once: add(own, times(below.once, p.entries(f)))}
	}
	return sum{once: add(own, below.once)}
}

// page is how many entries a connection may give. What is out of bounds its resolver refuses.
func (p *price) page(f *ast.Field) int {
	size := 0
	for _, name := range []string{"first", "last"} {
		if n, ok := p.number(f.Arguments.ForName(name)); ok {
			size = max(size, n, 1)
		}
	}
	if size == 0 {
		size = view.DefaultPage
	}
	return min(size, view.MaxPage)
}

// entries is how many entries a list without pages is taken to have: those that are asked for by id, or some.
func (p *price) entries(f *ast.Field) int {
	if a := f.Arguments.ForName("ids"); a != nil {
		if ids, err := a.Value.Value(p.variables); err == nil {
			if list, ok := ids.([]any); ok {
				return max(len(list), 1)
			}
		}
	}
	return shortList
}

func (p *price) number(a *ast.Argument) (int, bool) {
	if a == nil {
		return 0, false
	}
	value, err := a.Value.Value(p.variables)
	if err != nil {
		return 0, false
	}
	switch n := value.(type) {
	case int:
		return n, true
	case int64:
		return int(n), true
	case json.Number:
		whole, err := n.Int64()
		return int(whole), err == nil
	}
	return 0, false
}

// costKey is what the price of an operation goes by among what gqlgen remembers of it.
const costKey = "WaymarkCost"

// Cost gives what an operation that the executor has taken may cost at most: its price in fields, and no more than an answer
// may have. It is 1 for an operation of another executor.
func Cost(op *graphql.OperationContext) int {
	if cost, ok := op.Stats.GetExtension(costKey).(int); ok {
		return cost
	}
	return 1
}
