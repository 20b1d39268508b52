package apportion

import (
	"context"
	"fmt"
	"math/big"
	"slices"

	"waymark/domain/decimal"
	"waymark/domain/fault"
)

// The largest simulation: draws, and draws times claimants.
const (
	MaxDraws         = 1_000_000
	MaxSimulatedNeed = 1_000_000_000
)

// EstimatedClaimant is what is known of a claimant, with its uncertainty: an estimate for each measure of the model.
type EstimatedClaimant struct {
	Key       string
	Estimates map[string]Estimate
	AreaCost  *decimal.Decimal // as in MeasuredClaimant; taken as certain
}

// Correlation says how much of the error of a measure claimants share. Each error is a standard normal deviate: the root
// of National times one that all share, plus the root of Regional times one that the claimants of a group share, plus the
// root of what remains times one of their own. So two claimants of a group correlate by National + Regional, two others by
// National. A claimant without a group shares no regional error. Different measures are independent. The zero value is
// independence, which is an assumption like any other: print it.
type Correlation struct {
	National, Regional decimal.Decimal // neither negative, together at most 1
}

// Simulation asks how an allocation stands up to the uncertainty of its figures. Draw d of a measure of a claimant depends
// on Seed, d, the measure and the claimant's key (or its group's) and on nothing else. So the answer is the same bits on
// any machine, for any number of workers and any order of the input; a claimant added leaves the figures drawn for the
// others as they were; and simulations with one seed meet the same draws, whatever the method or the number of posts.
type Simulation struct {
	Problem     Problem // whose needs are not looked at; the model makes them of the estimates
	Model       NeedModel
	Claimants   []EstimatedClaimant // the same keys as the problem's, in any order
	Correlation Correlation
	Seed        uint64
	Draws       int // from 1 to MaxDraws
	Workers     int // that draw at the same time; 1 if it is less
	// Progress, unless nil, is told how many draws are done, each time more, last all of them; never twice at a time.
	Progress func(done int)
}

// Run simulates. The error is *InvalidInput or *Infeasible, as Apportion says of the point answer, or the context's, wrapped,
// when it ends first.
func (s Simulation) Run(ctx context.Context) (*Stability, error) {
	answers, err := s.run(ctx, []Method{s.Problem.Method})
	if err != nil {
		return nil, err
	}
	return answers[0].stability(), nil
}

// Compare simulates several methods on the same draws. Differ counts, for each pair of methods, the draws in which at
// least one claimant gets another number.
func (s Simulation) Compare(ctx context.Context, methods []Method) (*MethodComparison, error) {
	answers, err := s.run(ctx, methods)
	if err != nil {
		return nil, err
	}
	c := &MethodComparison{Methods: slices.Clone(methods)}
	for _, a := range answers {
		c.Stability = append(c.Stability, *a.stability())
		row := make([]Chance, len(methods))
		for m, draws := range a.differ {
			row[m] = chance(draws, s.Draws)
		}
		c.Differ = append(c.Differ, row)
	}
	return c, nil
}

// MethodComparison is the answers of several methods to the same draws.
type MethodComparison struct {
	Methods   []Method
	Stability []Stability // of each method
	Differ    [][]Chance  // that two methods differ somewhere, by their places in Methods; 0 on the diagonal
}

// point makes the need model's input of the estimates alone, in the order of the problem.
func (s Simulation) point() (measured []MeasuredClaimant, byPlace []EstimatedClaimant, err error) {
	var faults fault.List
	if s.Draws < 1 || s.Draws > MaxDraws || s.Draws*len(s.Problem.Claimants) > MaxSimulatedNeed {
		faults.Add("draws", "a simulation has from 1 to %d draws, and with its claimants at most %d figures, not %d draws",
			MaxDraws, MaxSimulatedNeed, s.Draws)
	}
	if c := s.Correlation; c.National < 0 || c.Regional < 0 || c.National > decimal.One || c.Regional > decimal.One-c.National {
		faults.Add("correlation", "shared parts of the error are not negative and at most 1 together, unlike %s and %s", c.National, c.Regional)
	}
	places := map[string]int{}
	for i, c := range s.Problem.Claimants {
		places[c.Key] = i
	}
	byPlace = make([]EstimatedClaimant, len(s.Problem.Claimants))
	for i, c := range s.Claimants {
		place, known := places[c.Key]
		if !known {
			refuse(&faults, []string{"claimants", itoa(i), "key"}, "the key %.64q is of no claimant of the problem, or is told twice", c.Key)
			continue
		}
		delete(places, c.Key)
		byPlace[place] = c
		for _, measure := range sortedKeys(c.Estimates) {
			c.Estimates[measure].check(&faults, []string{"claimants", itoa(i), "estimates", measure})
		}
	}
	for _, key := range sortedKeys(places) {
		refuse(&faults, []string{"claimants"}, "no estimates are given for %.64q", key)
	}
	if len(faults) > 0 {
		return nil, nil, &InvalidInput{faults}
	}
	for _, c := range byPlace {
		m := MeasuredClaimant{Key: c.Key, Values: map[string]decimal.Decimal{}, AreaCost: c.AreaCost}
		for measure, e := range c.Estimates {
			m.Values[measure] = e.Value
		}
		measured = append(measured, m)
	}
	return measured, byPlace, nil
}

// run simulates the problem by each method.
func (s Simulation) run(ctx context.Context, methods []Method) ([]*tally, error) {
	measured, byPlace, err := s.point()
	if err != nil {
		return nil, err
	}
	table, err := s.Model.Needs(measured)
	if err != nil {
		return nil, err
	}
	problem := s.Problem
	problem.Claimants = slices.Clone(problem.Claimants)
	for i, need := range table.Needs {
		problem.Claimants[i].Need = need.Need
	}
	d := newDrawing(s, byPlace, table)
	var answers []*tally
	for _, method := range methods {
		p := problem
		p.Method = method
		point, err := newAllocator(p)
		if err != nil {
			return nil, err
		}
		answers = append(answers, newTally(s, table, p.Claimants, point.posts()))
	}
	if err := d.simulate(ctx, problem, methods, answers); err != nil {
		return nil, fmt.Errorf("simulate: %w", err)
	}
	return answers, nil
}

// allocator solves one problem again and again with other needs.
type allocator struct {
	problem Problem
	race    *race
	simple  bool // the solver alone decides
	result  []int64
}

// newAllocator solves the problem once.
func newAllocator(p Problem) (*allocator, error) {
	p.Claimants = slices.Clone(p.Claimants)
	r, err := solved(&p)
	if err != nil {
		return nil, err
	}
	a := &allocator{problem: p, race: r, result: make([]int64, len(p.Claimants))}
	a.simple = p.Tier == Flat && p.MaxMoves == nil && p.Ties != ReportOnly
	return a, nil
}

// solve gives the posts for other needs, in any whole unit, with nought where it was nought before; their sum is at most
// maxNeed. The result is overwritten by the next.
func (a *allocator) solve(needs []int64) ([]int64, error) {
	if a.simple {
		copy(a.race.solver.need, needs)
		a.race.must(a.race.solver.solve(a.race.posts))
		return a.posts(), nil
	}
	for i, need := range needs {
		a.problem.Claimants[i].Need = decimal.Decimal(need)
	}
	r, err := solved(&a.problem)
	if err != nil {
		return nil, err
	}
	a.race = r
	return a.posts(), nil
}

// posts gives what everybody gets, in the order of the problem.
func (a *allocator) posts() []int64 { return a.race.given(a.result) }

// given fills in what each claimant gets, in the order of the problem.
func (r *race) given(posts []int64) []int64 {
	if r.problem.Ties == ReportOnly { // contested posts are withheld when the answer is told
		for i, share := range r.answer().Shares {
			posts[i] = share.Posts
		}
		return posts
	}
	for at := range posts {
		posts[r.claimant(at)] = r.total(at)
	}
	return posts
}

// constantNeeds gives the exact needs in the whole units of a drawing, and the units in one.
func constantNeeds(table *NeedTable, most int64) (units []int64, scale float64) {
	exact := make([]*big.Rat, len(table.Needs))
	for i, need := range table.Needs {
		exact[i] = need.Exact
	}
	_, power := commonScale(exact, most)
	units = make([]int64, len(exact))
	for i, need := range exact {
		units[i] = int64(scaled(need, power))
	}
	scale, _ = power.Float64()
	return units, float64(scale * millionths)
}
