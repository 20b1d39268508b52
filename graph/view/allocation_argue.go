package view

import (
	"context"
	"errors"
	"slices"

	"waymark/domain/allocation"
	"waymark/domain/apportion"
	"waymark/domain/decimal"
	"waymark/domain/fault"
	"waymark/domain/programme"
)

// AllocationInputs is what a scenario was computed from.
type AllocationInputs struct {
	x *Allocation
	s *settled
}

// Inputs gives what it was computed from, or nil.
func (x *Allocation) Inputs() (*AllocationInputs, error) {
	s, err := x.state()
	if s == nil {
		return nil, err
	}
	return &AllocationInputs{x, s}, nil
}

// Canonical gives all of it as the text that the digest is made of.
func (i *AllocationInputs) Canonical() string { return i.x.a.Inputs }

// Districts gives how many districts there were.
func (i *AllocationInputs) Districts() int { return len(i.s.inputs.Districts) }

// Synthetic tells whether any figure is.
func (i *AllocationInputs) Synthetic() bool {
	for _, d := range i.s.inputs.Districts {
		for _, f := range d.Figures {
			if f.Synthetic {
				return true
			}
		}
	}
	return false
}

// Sources gives the documents that the figures come from, by code.
func (i *AllocationInputs) Sources() []*Source {
	var codes []string
	for _, d := range i.s.inputs.Districts {
		for _, f := range d.Figures {
			codes = append(codes, f.Source)
		}
	}
	slices.Sort(codes)
	found := []*Source{}
	for _, code := range slices.Compact(codes) {
		if s := i.x.lens.g.Source(code); s != nil {
			found = append(found, i.x.lens.source(s))
		}
	}
	return found
}

// AllocationReplay is what came of computing frozen inputs anew.
type AllocationReplay struct {
	Matches               bool
	Digest, EngineVersion string
}

// Replay computes the frozen inputs anew; nil while there are none.
func (x *Allocation) Replay(ctx context.Context) (*AllocationReplay, error) {
	s, err := x.state()
	if s == nil {
		return nil, err
	}
	if u := s.inputs.Terms.Uncertainty; u != nil {
		if err := x.lens.spend(u.Draws * solving(len(s.inputs.Districts)) / 4); err != nil { // a draw takes less than a field
			return nil, err
		}
	}
	same, err := allocation.Replay(ctx, x.a.Inputs, x.a.Result, allocation.Run{Workers: 1})
	if err != nil {
		return nil, err
	}
	digest := allocation.Digest(allocation.Engine, x.a.Inputs)
	return &AllocationReplay{same && digest == x.a.Digest, digest, allocation.Engine}, nil
}

// Secured gives how many posts are decided before need is looked at.
func (x *Allocation) Secured() (*int64, error) {
	s, err := x.state()
	if s == nil {
		return nil, err
	}
	n := s.answer.Problem.Secured()
	return &n, nil
}

// Undecided gives how many contested posts were not given.
func (x *Allocation) Undecided() (*int64, error) {
	s, err := x.state()
	if s == nil {
		return nil, err
	}
	return &s.result.Undecided, nil
}

// NeedPower tells by how many tens need is scaled in the certificate.
func (x *Allocation) NeedPower() (*int, error) {
	s, err := x.state()
	if s == nil {
		return nil, err
	}
	return &s.needs.Power, nil
}

// Certificate gives the proof.
func (x *Allocation) Certificate() (*Certificate, error) {
	s, err := x.state()
	if s == nil {
		return nil, err
	}
	return &Certificate{s.answer.Certificate}, nil
}

// Ties gives who had exactly the same right.
func (x *Allocation) Ties() ([]apportion.Tie, error) {
	s, err := x.state()
	if s == nil {
		return nil, err
	}
	return append([]apportion.Tie{}, s.answer.Ties...), nil
}

// Indicators measures it.
func (x *Allocation) Indicators() (*FairnessIndicators, error) {
	s, err := x.state()
	if s == nil {
		return nil, err
	}
	return s.view.Indicators()
}

// Warnings gives what there is to be said against it.
func (x *Allocation) Warnings() ([]string, error) {
	s, err := x.state()
	if s == nil {
		return nil, err
	}
	return s.view.Warnings()
}

// MethodComparison gives the same scenario by several methods.
func (x *Allocation) MethodComparison(methods []apportion.Method) (*MethodComparison, error) {
	s, err := x.state()
	if s == nil {
		return nil, err
	}
	return s.view.MethodComparison(methods)
}

// DistrictThreshold is how far a district is from one post more, or from one fewer.
type DistrictThreshold struct {
	apportion.Threshold
	x     *Allocation
	power int
}

// NextInLine gives the first so many who would get one post more.
func (x *Allocation) NextInLine(first *int) ([]DistrictThreshold, error) {
	return x.queue(first, (*apportion.Apportionment).NextInLine)
}

// FirstToLose gives the first so many who would have one fewer.
func (x *Allocation) FirstToLose(first *int) ([]DistrictThreshold, error) {
	return x.queue(first, (*apportion.Apportionment).FirstToLose)
}

func (x *Allocation) queue(first *int, of func(*apportion.Apportionment, int) []apportion.Threshold) ([]DistrictThreshold, error) {
	s, err := x.state()
	if s == nil {
		return nil, err
	}
	list, err := s.view.queue(first, func(n int) []apportion.Threshold { return of(s.answer, n) })
	return shown(list, func(t Threshold) DistrictThreshold { return DistrictThreshold{t.Threshold, x, s.needs.Power} }), err
}

// District gives the district.
func (t DistrictThreshold) District() *District { return t.x.on().districtCoded(t.Key) }

// Need gives its need.
func (t DistrictThreshold) Need() decimal.Decimal {
	return apportion.Reading(t.Threshold.Need, t.power)
}

// At gives the need at which the post is won or lost, or nil.
func (t DistrictThreshold) At() *decimal.Decimal { return readingOf(t.Threshold.At, t.power) }

// Distance gives how far that is, or nil.
func (t DistrictThreshold) Distance() *decimal.Decimal {
	return readingOf(t.Threshold.Distance, t.power)
}

func readingOf(d *decimal.Decimal, power int) *decimal.Decimal {
	if d == nil {
		return nil
	}
	read := apportion.Reading(*d, power)
	return &read
}

// AllocationExplanation is everything that a district's number hangs on.
type AllocationExplanation struct {
	*apportion.Explanation
	x *Allocation
}

// Explain explains what a district gets; nil if it is not among them.
func (x *Allocation) Explain(district string) (*AllocationExplanation, error) {
	s, err := x.state()
	if s == nil {
		return nil, err
	}
	at := x.find(s, district)
	if at < 0 {
		return nil, nil
	}
	if err := s.view.thresholds(4); err != nil {
		return nil, err
	}
	e := s.answer.Explain(at, s.inputs.Terms.Need.Name(), s.inputs.Name).Told(s.needs.Power, s.inputs.Name)
	return &AllocationExplanation{e, x}, nil
}

// District gives the district.
func (e *AllocationExplanation) District() *District { return e.x.on().districtCoded(e.Key) }

// Quota gives its proportional share.
func (e *AllocationExplanation) Quota() decimal.Decimal { return e.Explanation.Quota.Decimal() }

// Bound gives the district's own bound that decides, or nil.
func (e *AllocationExplanation) Bound() *Constraint {
	if e.Explanation.Bound == nil {
		return nil
	}
	return &Constraint{*e.Explanation.Bound}
}

// LastPost gives who got the last post, or nil.
func (e *AllocationExplanation) LastPost() *District {
	return e.x.on().districtCoded(e.Explanation.LastPost)
}

// NextPost gives who would get one more, or nil.
func (e *AllocationExplanation) NextPost() *District {
	return e.x.on().districtCoded(e.Explanation.NextPost)
}

// ContestedBy gives who takes part in its tie.
func (e *AllocationExplanation) ContestedBy() []*District {
	return shown(e.Explanation.ContestedBy, e.x.on().districtCoded)
}

// AllocationComparison is how one allocation differs from another.
type AllocationComparison struct {
	Posts, Moves  int64
	Gains, Losses []DistrictChange
}

// IsAllocationComparisonResult says that an AllocationComparison may come of a changed scenario.
func (*AllocationComparison) IsAllocationComparisonResult() {}

// AllocationComparisonResult is what comes of a changed scenario: *AllocationComparison, *Infeasible or *InvalidInput.
type AllocationComparisonResult interface{ IsAllocationComparisonResult() }

// IsAllocationComparisonResult says that an Infeasible may come of a changed scenario.
func (Infeasible) IsAllocationComparisonResult() {}

// IsAllocationComparisonResult says that an InvalidInput may come of a changed scenario.
func (*InvalidInput) IsAllocationComparisonResult() {}

// DistrictChange is what becomes of one district.
type DistrictChange struct {
	lens     Lens
	code     string
	From, To int64
}

// District gives the district.
func (c DistrictChange) District() *District { return c.lens.districtCoded(c.code) }

// change compares numbers of posts by code of the district; who is in one of them alone has none in the other.
func (l Lens) change(from, to map[string]int64, total int64) *AllocationComparison {
	c := &AllocationComparison{Posts: total, Gains: []DistrictChange{}, Losses: []DistrictChange{}}
	var codes []string
	for code := range from {
		codes = append(codes, code)
	}
	for code := range to {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	for _, code := range slices.Compact(codes) {
		switch x := (DistrictChange{l, code, from[code], to[code]}); {
		case x.To > x.From:
			c.Gains = append(c.Gains, x)
			c.Moves += x.To - x.From
		case x.To < x.From:
			c.Losses = append(c.Losses, x)
		}
	}
	return c
}

// Comparison tells how it differs from another scenario or from the posts that existed; nil when one is not computed or not found.
func (x *Allocation) Comparison(with *string) (*AllocationComparison, error) {
	s, err := x.state()
	if s == nil {
		return nil, err
	}
	if with == nil {
		existing := map[string]int64{}
		for _, d := range s.inputs.Districts {
			existing[d.Code] = d.Existing
		}
		return x.on().change(existing, s.posts, s.inputs.Terms.Posts), nil
	}
	a, _ := programme.Lookup[*programme.Allocation](x.lens.g, *with)
	other := x.lens.allocation(a)
	if other == nil {
		return nil, nil
	}
	o, err := other.state()
	if o == nil {
		return nil, err
	}
	return x.on().change(s.posts, o.posts, o.inputs.Terms.Posts), nil
}

// AllocationCompare is the same for the scenario with an id. It is FORBIDDEN to all but staff.
func (l Lens) AllocationCompare(id string, with *string) (*AllocationComparison, error) {
	x, err := l.Allocation(id)
	if x == nil {
		return nil, err
	}
	return x.Comparison(with)
}

// WithPosts tells what so many posts more would change.
func (x *Allocation) WithPosts(delta int) (AllocationComparisonResult, error) {
	s, err := x.state()
	if s == nil {
		return nil, err
	}
	p := s.answer.Problem
	p.Posts += int64(delta)
	return x.instead(s, p)
}

// WithoutConstraint tells what would change without one constraint; nil when there is none of that key.
func (x *Allocation) WithoutConstraint(id string) (AllocationComparisonResult, error) {
	s, err := x.state()
	if s == nil {
		return nil, err
	}
	changed := s.inputs
	var ok bool
	if changed.Terms, ok = changed.Terms.Without(id); !ok {
		return nil, nil
	}
	p, err := changed.Problem()
	if err != nil {
		return nil, err
	}
	return x.instead(s, p)
}

// Tiers tells what would change by the other tier.
func (x *Allocation) Tiers() (AllocationComparisonResult, error) {
	s, err := x.state()
	if s == nil {
		return nil, err
	}
	p := s.answer.Problem
	if p.Tier == apportion.Flat {
		p.Tier, p.MaxMoves = apportion.TwoStage, nil
	} else {
		p.Tier, p.Groups = apportion.Flat, nil
	}
	return x.instead(s, p)
}

// instead solves another problem about the same districts and tells how its answer differs.
func (x *Allocation) instead(s *settled, p apportion.Problem) (AllocationComparisonResult, error) {
	if err := s.view.again(1); err != nil {
		return nil, err
	}
	answer, err := apportion.Apportion(p)
	var invalid *apportion.InvalidInput
	var none *apportion.Infeasible
	switch {
	case errors.As(err, &invalid):
		return refusedInput(fault.List{{Code: fault.Invalid, Message: invalid.Errors[0].Message}}, "terms"), nil
	case errors.As(err, &none):
		return &Infeasible{none}, nil
	case err != nil:
		return nil, err
	}
	posts := map[string]int64{}
	for _, share := range answer.Shares {
		posts[share.Key] = share.Posts
	}
	return x.on().change(s.posts, posts, p.Posts), nil
}

// AllocationStability is how an allocation stands up to the uncertainty of its figures.
type AllocationStability struct {
	*allocation.Stability
	lens Lens
}

// Stability tells how it stands up to the uncertainty of its figures, or nil.
func (x *Allocation) Stability() (*AllocationStability, error) {
	s, err := x.state()
	if s == nil || s.result.Stability == nil {
		return nil, err
	}
	return &AllocationStability{s.result.Stability, x.on()}, nil
}

// AllocationContest is a post in doubt.
type AllocationContest struct {
	allocation.Contested
	lens Lens
}

// District gives the district.
func (c AllocationContest) District() *District { return c.lens.districtCoded(c.Contested.District) }

// Contested gives the first so many posts in doubt.
func (s *AllocationStability) Contested(first *int) ([]AllocationContest, error) {
	n := 10
	if first != nil {
		n = *first
	}
	if err := within("first", n); err != nil {
		return nil, err
	}
	all := s.Stability.Contested
	return shown(all[:min(n, len(all))], func(c allocation.Contested) AllocationContest { return AllocationContest{c, s.lens} }), nil
}
