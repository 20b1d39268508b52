package view

import (
	"errors"
	"slices"

	"waymark/domain/apportion"
	"waymark/domain/fault"
	"waymark/domain/programme"
)

// AllocationComparison is how one allocation differs from another.
type AllocationComparison struct {
	Posts, Moves  int64
	Gains, Losses []DistrictChange
}

// Transition prices what changes.
func (c *AllocationComparison) Transition(opening, closing int64) (*apportion.Transition, error) {
	var closed int64
	for _, x := range c.Losses {
		closed += x.From - x.To
	}
	return apportion.NewTransition(c.Moves, closed, opening, closing)
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
