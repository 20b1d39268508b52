package view

import (
	"errors"
	"fmt"
	"math/big"

	"waymark/domain/apportion"
	"waymark/domain/decimal"
	"waymark/domain/fault"
)

// The largest problem with scenarios that is solved for anybody who asks.
const (
	MaxRobustClaimants = 100
	MaxRobustScenarios = 10
)

// ApportionRobustInput is a problem with scenarios as a client puts it.
type ApportionRobustInput struct {
	Posts     int64
	Claimants []*apportion.Claimant
	Scenarios []*NeedScenarioInput
}

// NeedScenarioInput is a picture of need.
type NeedScenarioInput struct {
	Name  string
	Needs []*ScenarioNeedInput
}

// ScenarioNeedInput is what a claimant needs in it.
type ScenarioNeedInput struct {
	Key  string
	Need decimal.Decimal
}

// ApportionRobustResult is what comes of a problem with scenarios: *RobustApportionment, *Infeasible or *InvalidInput.
type ApportionRobustResult interface{ IsApportionRobustResult() }

// IsApportionRobustResult says that an Infeasible may come of a problem with scenarios.
func (Infeasible) IsApportionRobustResult() {}

// IsApportionRobustResult says that an InvalidInput may come of a problem with scenarios.
func (*InvalidInput) IsApportionRobustResult() {}

// RobustApportionment is an allocation that no scenario finds very wrong.
type RobustApportionment struct{ *apportion.RobustAnswer }

// IsApportionRobustResult says that a RobustApportionment may come of a problem with scenarios.
func (RobustApportionment) IsApportionRobustResult() {}

// Regret gives the largest regret.
func (a RobustApportionment) Regret() string { return plain(a.RobustAnswer.Regret) }

// Bound gives what no allocation's largest regret is below.
func (a RobustApportionment) Bound() string { return plain(a.RobustAnswer.Bound) }

// MeanRegret gives the largest regret of the answer for the mean of the needs.
func (a RobustApportionment) MeanRegret() string { return plain(a.RobustAnswer.MeanRegret) }

// Scenarios gives each scenario beside the answer.
func (a RobustApportionment) Scenarios() []ScenarioRegret {
	return shown(a.In, func(s apportion.ScenarioRegret) ScenarioRegret { return ScenarioRegret{s} })
}

// ScenarioRegret is one scenario beside the answer.
type ScenarioRegret struct{ apportion.ScenarioRegret }

// Least gives the least Z.
func (s ScenarioRegret) Least() string { return plain(s.ScenarioRegret.Least) }

// Regret gives the regret of the answer.
func (s ScenarioRegret) Regret() string { return plain(s.ScenarioRegret.Regret) }

// MeanRegret gives that of the answer for the mean of the needs.
func (s ScenarioRegret) MeanRegret() string { return plain(s.Mean) }

func plain(r *big.Rat) string { return apportion.NewNumber(r).String() }

// ApportionRobust solves a problem with scenarios.
func ApportionRobust(in *ApportionRobustInput, spend Spend) (ApportionRobustResult, error) {
	var faults fault.List
	if n := len(in.Claimants); n > MaxRobustClaimants {
		faults.Add("claimants", "there may be at most %d of them, not %d", MaxRobustClaimants, n)
	}
	if n := len(in.Scenarios); n > MaxRobustScenarios {
		faults.Add("scenarios", "there may be at most %d of them, not %d", MaxRobustScenarios, n)
	}
	if len(faults) > 0 {
		return refusedInput(faults, "input"), nil
	}
	if err := spend(weighing * (1 + len(in.Claimants)) * (1 + len(in.Scenarios))); err != nil {
		return nil, err
	}
	p := apportion.Problem{Posts: in.Posts, Claimants: values(in.Claimants)}
	scenarios := make([]apportion.Scenario, len(in.Scenarios))
	for r, s := range in.Scenarios {
		scenarios[r] = apportion.Scenario{Name: s.Name, Needs: map[string]decimal.Decimal{}}
		for i, n := range s.Needs {
			if _, told := scenarios[r].Needs[n.Key]; told {
				faults.Add(fmt.Sprintf("scenarios.%d.needs.%d.key", r, i), "the scenario says the need of %.64q already", n.Key)
			}
			scenarios[r].Needs[n.Key] = n.Need
		}
	}
	answer, err := apportion.MinMaxRegret(p, scenarios)
	var invalid *apportion.InvalidInput
	switch {
	case errors.As(err, &invalid):
		return refusedInput(append(faults, invalid.Errors...), "input"), nil
	case len(faults) > 0:
		return refusedInput(faults, "input"), nil
	case err != nil:
		return infeasible(err)
	}
	return &RobustApportionment{answer}, nil
}

// weighing is what one claimant in one scenario costs, in fields.
const weighing = 20
