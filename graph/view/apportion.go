package view

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"sync"

	"waymark/domain/apportion"
	"waymark/domain/fault"
)

// MaxThresholds is how many claimants a list of those next in line, or first to lose, gives at most.
const MaxThresholds = 500

const (
	defaultThresholds = 5
	maxTold           = 100 // errors of one input
)

// ApportionResult is what comes of a problem: *Apportionment, *Infeasible or *InvalidInput.
type ApportionResult interface{ IsApportionResult() }

// Spend asks for the work of so many fields of an answer; its error ends the field that asks.
type Spend func(fields int) error

// Apportionment is an answer of the engine. What is worked out on demand is asked of spend before.
type Apportionment struct {
	*apportion.Apportionment
	spend    Spend
	warnings func() []apportion.Warning
}

// Apportion computes what the input asks for.
func Apportion(in *ApportionInput, spend Spend) (ApportionResult, error) {
	if err := spend(solving(len(in.Problem.Claimants))); err != nil {
		return nil, err
	}
	a, err := apportion.Apportion(in.Problem)
	var invalid *apportion.InvalidInput
	switch {
	case errors.As(err, &invalid):
		return refusedInput(append(in.faults[:len(in.faults):len(in.faults)], invalid.Errors...), "input"), nil
	case len(in.faults) > 0:
		return refusedInput(in.faults, "input"), nil
	case err != nil:
		return infeasible(err)
	}
	return NewApportionment(a, spend), nil
}

// NewApportionment shows an answer of the engine.
func NewApportionment(a *apportion.Apportionment, spend Spend) *Apportionment {
	return &Apportionment{a, spend, sync.OnceValue(a.Warnings)}
}

// IsApportionResult says that an Apportionment may come of a problem.
func (*Apportionment) IsApportionResult() {}

// solving is what one race costs, in fields: a hundred claimants take about as long as one field.
func solving(claimants int) int { return 1 + claimants/100 }

// again asks for the work of solving the problem so many times more.
func (a *Apportionment) again(times int) error {
	return a.spend(times * solving(len(a.Apportionment.Shares)))
}

// thresholds asks for the work of so many thresholds.
func (a *Apportionment) thresholds(n int) error {
	p := &a.Problem
	if p.Method == apportion.Hamilton || p.Tier == apportion.TwoStage || p.MaxMoves != nil || p.Ties == apportion.ReportOnly {
		return a.spend(n * max(1, len(a.Apportionment.Shares)))
	}
	return nil
}

// Method gives the rule.
func (a *Apportionment) Method() apportion.Method { return a.Problem.Method }

// Posts gives what is given out in all.
func (a *Apportionment) Posts() int64 { return a.Problem.Posts }

// Tier tells how groups mattered.
func (a *Apportionment) Tier() apportion.Tier { return a.Problem.Tier }

// Certificate gives the proof.
func (a *Apportionment) Certificate() Certificate { return Certificate{a.Apportionment.Certificate} }

// Kept gives the proof of the posts that stay, or nil.
func (a *Apportionment) Kept() *Certificate {
	if a.Apportionment.Kept == nil {
		return nil
	}
	return &Certificate{*a.Apportionment.Kept}
}

// Multiplier gives posts per unit of need.
func (a *Apportionment) Multiplier() MultiplierRange {
	return MultiplierRange{a.Apportionment.Multiplier}
}

// NextInLine gives the first so many who would get one post more.
func (a *Apportionment) NextInLine(first *int) ([]Threshold, error) {
	return a.queue(first, a.Apportionment.NextInLine)
}

// FirstToLose gives the first so many who would have one fewer.
func (a *Apportionment) FirstToLose(first *int) ([]Threshold, error) {
	return a.queue(first, a.Apportionment.FirstToLose)
}

func (a *Apportionment) queue(first *int, of func(int) []apportion.Threshold) ([]Threshold, error) {
	n := defaultThresholds
	if first != nil {
		n = *first
	}
	if n < 0 || n > MaxThresholds {
		return nil, fault.New(fault.Invalid, "first", "first lies between 0 and %d, not %d", MaxThresholds, n)
	}
	if err := cmp.Or(a.again(1), a.thresholds(n)); err != nil {
		return nil, err
	}
	return shown(of(n), func(t apportion.Threshold) Threshold { return Threshold{t} }), nil
}

// Cautions gives what there is to be said against the answer.
func (a *Apportionment) Cautions() ([]apportion.Warning, error) {
	if err := a.again(2); err != nil { // once with a post more, once with one fewer
		return nil, err
	}
	return a.warnings(), nil
}

// Warnings gives the same in sentences alone.
func (a *Apportionment) Warnings() ([]string, error) {
	list, err := a.Cautions()
	return shown(list, func(w apportion.Warning) string { return w.Sentence }), err
}

// Infeasible is the refusal of a problem that has no answer.
type Infeasible struct{ *apportion.Infeasible }

// IsApportionResult says that an Infeasible may come of a problem.
func (Infeasible) IsApportionResult() {}

// IsAllocationDifferenceResult says that an Infeasible may come of a changed problem.
func (Infeasible) IsAllocationDifferenceResult() {}

// infeasible shows the refusal; any other error is given back.
func infeasible(err error) (*Infeasible, error) {
	var none *apportion.Infeasible
	if errors.As(err, &none) {
		return &Infeasible{none}, nil
	}
	return nil, err
}

// Conflicts gives the constraints that cannot hold together.
func (i Infeasible) Conflicts() []Constraint {
	return shown(i.Infeasible.Conflicts, func(c apportion.Constraint) Constraint { return Constraint{c} })
}

// Constraint is one thing that an allocation must respect.
type Constraint struct{ apportion.Constraint }

// Claimant gives whose it is, or nil.
func (c Constraint) Claimant() *string { return text(c.Constraint.Claimant) }

// Group gives the group whose it is, or nil.
func (c Constraint) Group() *string { return text(c.Constraint.Group) }

// Phrase gives it in words.
func (c Constraint) Phrase() string { return c.String() }

// InvalidInput is the refusal of a problem that breaks rules.
type InvalidInput struct{ Errors []*fault.Error }

// IsApportionResult says that an InvalidInput may come of a problem.
func (*InvalidInput) IsApportionResult() {}

// IsAllocationDifferenceResult says that an InvalidInput may come of a changed problem.
func (*InvalidInput) IsAllocationDifferenceResult() {}

// refusedInput tells errors by their paths from the argument down, in the order of the input, and no more of them than anybody reads.
func refusedInput(faults fault.List, argument string) *InvalidInput {
	told := &InvalidInput{}
	for i, f := range faults {
		if i == maxTold {
			told.Errors = append(told.Errors, fault.New(fault.Invalid, argument, "%d more errors are left out", len(faults)-maxTold))
			break
		}
		told.Errors = append(told.Errors, &fault.Error{Code: f.Code, Message: f.Message, Path: slices.Concat(strings.Split(argument, "."), f.Path)})
	}
	return told
}
