package apportion

import (
	"math/big"
	"slices"

	"waymark/domain/decimal"
	"waymark/domain/fault"
)

// Combination is the rule by which several measures make one need.
type Combination string

// The combinations. In each of them a_k is the weight of measure k and x_ik its value for claimant i; the result is
// multiplied by the claimant's area cost.
const (
	RawSum       Combination = "RAW_SUM"       // sum over k of a_k x_ik: for measures in one unit
	Shares       Combination = "SHARES"        // sum over k of a_k x_ik / X_k, where X_k is the measure's total over all claimants
	ClaimingNeed Combination = "CLAIMING_NEED" // (sum over k of a_k x_ik) times the claimant's claiming share
)

// WeightedMeasure is a measure and its weight, which is not negative.
type WeightedMeasure struct {
	Measure string
	Weight  decimal.Decimal
}

// NeedModel says how need follows from recorded figures.
type NeedModel struct {
	Combine  Combination
	Measures []WeightedMeasure // at least one with a weight above nought, each measure once
	// ClaimingShare names the measure, from 0 to 1, that says which share of the people counted claims benefits. It is
	// wanted by ClaimingNeed and refused by the others.
	ClaimingShare string
}

// MeasuredClaimant is what is known of a claimant. It has a value for each measure of the model, none of them negative, and
// for no other.
type MeasuredClaimant struct {
	Key      string
	Values   map[string]decimal.Decimal
	AreaCost *decimal.Decimal // what a unit of need costs here by the average; above nought, 1 when nil
}

// Contribution is what one measure adds to a claimant's need, area cost and claiming share included.
type Contribution struct {
	Measure string
	Value   decimal.Decimal // in the unit of the need; the values of a claimant sum exactly to its need
	Share   decimal.Decimal // of the claimant's need; the shares sum exactly to 1, or are all 0 when the need is
}

// Need is the composed need of one claimant.
type Need struct {
	Key           string
	Need          decimal.Decimal // for the allocation: the exact need times 10^Power, by the rule of NeedTable
	Reading       decimal.Decimal // for people: the exact need, rounded half up to six places
	Exact         *big.Rat        // the exact need
	Contributions []Contribution  // in the order of the model
}

// NeedTable is the composed needs, in the order of the claimants.
//
// They are scaled together by 10^Power and rounded half up to a millionth once, at the end. Power is the least number, 0
// or more, at which nothing is rounded; or, when there is none at which the sum of the needs is one that Apportion takes,
// the largest one at which it is, which may be negative. So at least 17 significant digits of the sum are kept, no order
// is ever reversed, equal needs stay equal, and a need above nought stays above nought. Allocations do not depend on the
// scale. Two unequal needs can become equal only when they differ by less than three parts in 10^18 of the sum.
type NeedTable struct {
	Needs []Need
	Power int
	// Merged lists the groups of keys, each sorted, whose exact needs differ and whose scaled ones do not; none, almost always.
	Merged [][]string
}

// Needs composes the need of each claimant. The error is *InvalidInput and names every measure missing, unknown, named
// twice, negative or without total, every share beyond 0 to 1, and every weight or area cost out of range; its paths begin
// at "model" or "claimants".
func (m NeedModel) Needs(claimants []MeasuredClaimant) (*NeedTable, error) {
	if err := m.check(claimants); err != nil {
		return nil, err
	}
	parts := m.parts(claimants)
	table := &NeedTable{Needs: make([]Need, len(claimants))}
	exact := make([]*big.Rat, len(claimants))
	for i := range claimants {
		exact[i] = new(big.Rat)
		for _, part := range parts[i] {
			exact[i].Add(exact[i], part)
		}
	}
	var scale *big.Rat
	table.Power, scale = commonScale(exact, maxNeed)
	for i, c := range claimants {
		need := Need{Key: c.Key, Exact: exact[i], Need: scaled(exact[i], scale)}
		reading, ok := roundedRat(exact[i], big.NewRat(1, 1))
		if !ok {
			reading = need.Need // beyond what a Decimal can say: the scaled one stands in
		}
		need.Reading = reading
		values := spread(int64(need.Need), parts[i])
		shares := spread(int64(decimal.One), parts[i])
		for k, measure := range m.Measures {
			need.Contributions = append(need.Contributions, Contribution{
				Measure: measure.Measure, Value: decimal.Decimal(values[k]), Share: decimal.Decimal(shares[k]),
			})
		}
		table.Needs[i] = need
	}
	table.Merged = merged(table.Needs)
	return table, nil
}

// parts gives the exact contribution of each measure to each claimant.
func (m NeedModel) parts(claimants []MeasuredClaimant) [][]*big.Rat {
	parts := make([][]*big.Rat, len(claimants))
	for i := range parts {
		parts[i] = make([]*big.Rat, len(m.Measures))
	}
	for k, measure := range m.Measures {
		factor := exactly(measure.Weight)
		if m.Combine == Shares && measure.Weight > 0 && len(claimants) > 0 {
			factor.Quo(factor, total(claimants, measure.Measure))
		}
		for i, c := range claimants {
			part := new(big.Rat).Mul(factor, exactly(c.Values[measure.Measure]))
			if m.Combine == ClaimingNeed {
				part.Mul(part, exactly(c.Values[m.ClaimingShare]))
			}
			if c.AreaCost != nil {
				part.Mul(part, exactly(*c.AreaCost))
			}
			parts[i][k] = part
		}
	}
	return parts
}

func total(claimants []MeasuredClaimant, measure string) *big.Rat {
	sum := new(big.Rat)
	for _, c := range claimants {
		sum.Add(sum, exactly(c.Values[measure]))
	}
	return sum
}

func (m NeedModel) check(claimants []MeasuredClaimant) error {
	var faults fault.List
	wanted := m.checkModel(&faults)
	seen := map[string]bool{}
	for i, c := range claimants {
		at := func(field ...string) []string { return append([]string{"claimants", itoa(i)}, field...) }
		if c.Key == "" || seen[c.Key] {
			refuse(&faults, at("key"), "each claimant has a key of its own")
		}
		seen[c.Key] = true
		if c.AreaCost != nil && *c.AreaCost <= 0 {
			refuse(&faults, at("areaCost"), "an area cost is above 0, not %s", *c.AreaCost)
		}
		for _, name := range wanted {
			value, known := c.Values[name]
			switch {
			case !known:
				refuse(&faults, at("values", name), "%s has no value of the measure %s", c.Key, name)
			case value < 0:
				refuse(&faults, at("values", name), "a measure is not negative, as %s of %s is (%s)", name, c.Key, value)
			case name == m.ClaimingShare && value > decimal.One:
				refuse(&faults, at("values", name), "a share lies between 0 and 1, and %s of %s is %s", name, c.Key, value)
			}
		}
		for _, name := range sortedKeys(c.Values) {
			if !slices.Contains(wanted, name) {
				refuse(&faults, at("values", name), "the model knows no measure %s", name)
			}
		}
	}
	if m.Combine == Shares && len(claimants) > 0 {
		for k, measure := range m.Measures {
			if measure.Weight > 0 && total(claimants, measure.Measure).Sign() == 0 {
				refuse(&faults, []string{"model", "measures", itoa(k)},
					"%s is 0 for every claimant, so nobody has a share of it", measure.Measure)
			}
		}
	}
	if len(faults) > 0 {
		return &InvalidInput{faults}
	}
	return nil
}

// checkModel gives the measures that each claimant must have.
func (m NeedModel) checkModel(faults *fault.List) (wanted []string) {
	switch m.Combine {
	case RawSum, Shares, ClaimingNeed:
	default:
		faults.Add("model.combine", "measures are combined as %s, %s or %s, not as %.32q", RawSum, Shares, ClaimingNeed, m.Combine)
	}
	allZero := true
	for k, measure := range m.Measures {
		path := []string{"model", "measures", itoa(k)}
		if measure.Measure == "" || slices.Contains(wanted, measure.Measure) {
			refuse(faults, append(path, "measure"), "each measure has a name and stands once, unlike %.64q", measure.Measure)
		}
		if measure.Weight < 0 {
			refuse(faults, append(path, "weight"), "a weight is not negative, and that of %s is %s", measure.Measure, measure.Weight)
		}
		allZero = allZero && measure.Weight == 0
		wanted = append(wanted, measure.Measure)
	}
	if allZero {
		faults.Add("model.measures", "at least one measure has a weight above 0")
	}
	switch {
	case m.Combine == ClaimingNeed && m.ClaimingShare == "":
		faults.Add("model.claimingShare", "%s needs the measure of the claiming share", ClaimingNeed)
	case m.Combine != ClaimingNeed && m.ClaimingShare != "":
		faults.Add("model.claimingShare", "only %s has a claiming share", ClaimingNeed)
	case slices.Contains(wanted, m.ClaimingShare):
		faults.Add("model.claimingShare", "%s cannot be both a count and the claiming share", m.ClaimingShare)
	case m.ClaimingShare != "":
		wanted = append(wanted, m.ClaimingShare)
	}
	return wanted
}
