package view

import (
	"errors"
	"slices"

	"waymark/domain/apportion"
	"waymark/domain/decimal"
	"waymark/domain/fault"
)

// AllocationDifferenceResult is what comes of a changed problem: *AllocationDifference, *Infeasible or *InvalidInput.
type AllocationDifferenceResult interface{ IsAllocationDifferenceResult() }

// AllocationDifference is how one answer differs from another.
type AllocationDifference struct{ *apportion.Difference }

// IsAllocationDifferenceResult says that an AllocationDifference may come of a changed problem.
func (AllocationDifference) IsAllocationDifferenceResult() {}

// Posts gives what the other answer gives out in all.
func (d AllocationDifference) Posts() int64 { return d.Answer.Problem.Posts }

// Changes gives what changes against the posts that exist, or nil when nobody has any.
func (a *Apportionment) Changes() *AllocationDifference {
	if !slices.ContainsFunc(a.Problem.Claimants, func(c apportion.Claimant) bool { return c.Existing != nil }) {
		return nil
	}
	return &AllocationDifference{a.AgainstExisting()}
}

// WithPosts gives what so many posts more would change.
func (a *Apportionment) WithPosts(delta int) (AllocationDifferenceResult, error) {
	if err := a.again(1); err != nil {
		return nil, err
	}
	d, err := a.Apportionment.WithPosts(int64(delta))
	var invalid *apportion.InvalidInput
	if errors.As(err, &invalid) {
		return refusedInput(fault.List{{Code: fault.Invalid, Message: invalid.Errors[0].Message}}, "delta"), nil
	}
	return differenceOf(d, err)
}

// WithoutConstraint gives what would change without a constraint.
func (a *Apportionment) WithoutConstraint(kind apportion.ConstraintKind, claimant, group *string) (AllocationDifferenceResult, error) {
	if err := a.again(1); err != nil {
		return nil, err
	}
	for _, c := range a.Problem.Constraints() {
		if c.Kind == kind && c.Claimant == given(claimant) && c.Group == given(group) {
			d, err := a.Apportionment.WithoutConstraint(c)
			return differenceOf(d, err)
		}
	}
	return refusedInput(fault.List{fault.New(fault.Invalid, "", "the problem has no such constraint")}, "kind"), nil
}

func differenceOf(d *apportion.Difference, err error) (AllocationDifferenceResult, error) {
	if err != nil {
		return infeasible(err)
	}
	return &AllocationDifference{d}, nil
}

func given(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// MethodComparison is the same problem by several methods.
type MethodComparison struct {
	Methods []MethodAnswer
	Rows    []apportion.Row
}

// MethodAnswer is what one method makes of the problem.
type MethodAnswer struct {
	Method           apportion.Method
	Moves, Undecided int64
}

// MethodComparison solves the problem by the methods, or by all when none is named. Naming one twice is INVALID.
func (a *Apportionment) MethodComparison(methods []apportion.Method) (*MethodComparison, error) {
	if methods == nil {
		methods = apportion.Methods()
	}
	for i, m := range methods {
		if slices.Contains(methods[:i], m) {
			return nil, fault.New(fault.Invalid, "methods", "%s is named twice", m)
		}
	}
	if err := a.again(len(methods)); err != nil {
		return nil, err
	}
	c, err := apportion.Compare(a.Problem, methods)
	if err != nil {
		return nil, err
	}
	told := &MethodComparison{Rows: c.Rows}
	for i, m := range methods {
		answer := MethodAnswer{Method: m, Undecided: c.Answers[i].Undecided}
		for j, s := range c.Answers[i].Shares {
			answer.Moves += max(0, s.Posts-a.Apportionment.Shares[j].Posts)
		}
		told.Methods = append(told.Methods, answer)
	}
	return told, nil
}

// ShareExplanation is everything that a share hangs on.
type ShareExplanation struct{ *apportion.Explanation }

// Explain explains the share of a claimant; nil if there is none with the key.
func (a *Apportionment) Explain(key, measure string) (*ShareExplanation, error) {
	const most = 100
	if n := len(measure); n > most {
		return nil, fault.New(fault.Invalid, "measure", "a measure is called by at most %d bytes", most)
	}
	i := slices.IndexFunc(a.Apportionment.Shares, func(s apportion.Share) bool { return s.Key == key })
	if i < 0 {
		return nil, nil
	}
	if err := a.again(1); err != nil {
		return nil, err
	}
	if err := a.thresholds(4); err != nil { // its own two, the last post's and the next one's
		return nil, err
	}
	return &ShareExplanation{a.Apportionment.Explain(i, measure, nil)}, nil
}

// Quota gives the proportional share.
func (e ShareExplanation) Quota() decimal.Decimal { return e.Explanation.Quota.Decimal() }

// Bound gives the claimant's own bound that decides, or nil.
func (e ShareExplanation) Bound() *Constraint {
	if e.Explanation.Bound == nil {
		return nil
	}
	return &Constraint{*e.Explanation.Bound}
}

// LastPost gives who got the last post, or nil.
func (e ShareExplanation) LastPost() *string { return text(e.Explanation.LastPost) }

// NextPost gives who would get one more, or nil.
func (e ShareExplanation) NextPost() *string { return text(e.Explanation.NextPost) }
