package view

import (
	"waymark/domain/allocation"
	"waymark/domain/apportion"
	"waymark/domain/calendar"
)

// Grade gives the grade of the posts.
func (x *Allocation) Grade() (*Grade, error) {
	t, err := x.terms()
	if err != nil {
		return nil, err
	}
	return x.lens.grade(x.lens.g.Grade(t.Grade)), nil
}

// Region gives the region over whose districts it is, or nil.
func (x *Allocation) Region() (*Region, error) {
	t, err := x.terms()
	if err != nil || t.Region == "" {
		return nil, err
	}
	return x.on().region(x.lens.g.Region(t.Region)), nil
}

// AsOf gives the day of the districts and of existing posts.
func (x *Allocation) AsOf() (calendar.Date, error) {
	t, err := x.terms()
	return t.AsOf, err
}

// Posts gives what is to be given out in all.
func (x *Allocation) Posts() (int64, error) {
	t, err := x.terms()
	return t.Posts, err
}

// AllocationBudget is money for posts.
type AllocationBudget struct {
	allocation.Budget
	Unspent int64
}

// Budget gives the money that posts are paid of, or nil.
func (x *Allocation) Budget() (*AllocationBudget, error) {
	t, err := x.terms()
	if err != nil || t.Budget == nil {
		return nil, err
	}
	return &AllocationBudget{*t.Budget, t.Budget.Pence - t.Budget.Committed - t.Posts*t.Budget.Cost}, nil
}

// Method gives the rule.
func (x *Allocation) Method() (apportion.Method, error) {
	t, err := x.terms()
	return t.Method, err
}

// Tier tells how regions matter.
func (x *Allocation) Tier() (apportion.Tier, error) {
	t, err := x.terms()
	return t.Tier, err
}

// HamiltonBounds tells what a quota means for HAMILTON.
func (x *Allocation) HamiltonBounds() (apportion.HamiltonBounds, error) {
	t, err := x.terms()
	return t.HamiltonBounds, err
}

// TieRule tells who gets contested posts.
func (x *Allocation) TieRule() (apportion.TieRule, error) {
	t, err := x.terms()
	return t.Ties, err
}

// LotSeed gives the seed of the lot.
func (x *Allocation) LotSeed() (int64, error) {
	t, err := x.terms()
	return t.LotSeed, err
}

// AllocationNeedModel is what need is made of.
type AllocationNeedModel struct{ need allocation.Need }

// AllocationWeight is what a measure counts for.
type AllocationWeight = allocation.Weight

// NeedModel tells what need is made of.
func (x *Allocation) NeedModel() (*AllocationNeedModel, error) {
	t, err := x.terms()
	return &AllocationNeedModel{t.Need}, err
}

// Combine tells how measures are combined.
func (m AllocationNeedModel) Combine() apportion.Combination { return m.need.Combine }

// Measures gives them with their weights.
func (m AllocationNeedModel) Measures() []AllocationWeight { return m.need.Measures }

// ClaimingShare names the measure of the claiming share, or nil.
func (m AllocationNeedModel) ClaimingShare() *string { return text(m.need.ClaimingShare) }

// AllocationConstraint is one thing that limits a scenario.
type AllocationConstraint struct {
	allocation.Bound
	lens     Lens
	Key      string
	Protect  *apportion.Protection
	MaxMoves *int64
}

// Constraints gives what limits the scenario.
func (x *Allocation) Constraints() ([]*AllocationConstraint, error) {
	t, err := x.terms()
	if err != nil {
		return nil, err
	}
	all := shown(t.Bounds, func(b allocation.Bound) *AllocationConstraint {
		return &AllocationConstraint{Bound: b, lens: x.on(), Key: b.Key()}
	})
	if t.Protect != apportion.Unprotected {
		all = append(all, &AllocationConstraint{Bound: allocation.Bound{Reason: t.ProtectReason}, Key: allocation.Protected, Protect: &t.Protect})
	}
	if t.MaxMoves != nil {
		all = append(all, &AllocationConstraint{Bound: allocation.Bound{Reason: t.MovesReason}, Key: allocation.Moves, MaxMoves: t.MaxMoves})
	}
	return all, nil
}

// District gives the district that it is on, or nil.
func (c *AllocationConstraint) District() *District {
	if c.Bound.District == "" {
		return nil
	}
	return c.lens.districtCoded(c.Bound.District)
}

// Region gives the region that it is on, or nil.
func (c *AllocationConstraint) Region() *Region {
	if c.Bound.Region == "" {
		return nil
	}
	return c.lens.region(c.lens.g.Region(c.Bound.Region))
}

// AllocationUncertainty is a simulation that is asked for.
type AllocationUncertainty = allocation.Uncertainty

// Uncertainty gives the simulation that is asked for, or nil.
func (x *Allocation) Uncertainty() (*AllocationUncertainty, error) {
	t, err := x.terms()
	return t.Uncertainty, err
}
