package statistics

import "waymark/domain/decimal"

// Position is where a figure lies against a benchmark.
type Position string

// The positions.
const (
	Lower       Position = "LOWER"        // the whole interval lies below the benchmark
	Similar     Position = "SIMILAR"      // the interval holds the benchmark or ends on it
	Higher      Position = "HIGHER"       // the whole interval lies above the benchmark
	NotCompared Position = "NOT_COMPARED" // there is no interval or no benchmark, or the area would be compared with itself
)

// Polarity says whether a high figure is good.
type Polarity string

// The polarities.
const (
	HighIsGood Polarity = "HIGH_IS_GOOD"
	LowIsGood  Polarity = "LOW_IS_GOOD"
	NoPolarity Polarity = "NONE" // neither: a figure is lower or higher and no judgement follows
)

// turn gives 1 when high is good, -1 when low is and 0 when neither is.
func (p Polarity) turn() int {
	switch p {
	case HighIsGood:
		return 1
	case LowIsGood:
		return -1
	}
	return 0
}

// Judgement is a position read with a polarity.
type Judgement string

// The judgements. LOWER and HIGHER stand where there is no polarity.
const (
	JudgedBetter      Judgement = "BETTER"
	JudgedSimilar     Judgement = "SIMILAR"
	JudgedWorse       Judgement = "WORSE"
	JudgedLower       Judgement = "LOWER"
	JudgedHigher      Judgement = "HIGHER"
	JudgedNotCompared Judgement = "NOT_COMPARED"
)

// Compare places an interval against a benchmark, exactly as the decimals are. A nil interval is not compared.
func Compare(limits *Limits, benchmark decimal.Decimal) Position {
	switch {
	case limits == nil:
		return NotCompared
	case limits.Upper < benchmark:
		return Lower
	case limits.Lower > benchmark:
		return Higher
	}
	return Similar
}

// Judged reads the position with a polarity.
func (p Position) Judged(polarity Polarity) Judgement {
	turn := polarity.turn()
	switch p {
	case Similar:
		return JudgedSimilar
	case Lower, Higher:
		if p == Lower {
			turn = -turn
		}
		switch {
		case turn > 0:
			return JudgedBetter
		case turn < 0:
			return JudgedWorse
		case p == Lower:
			return JudgedLower
		}
		return JudgedHigher
	}
	return JudgedNotCompared
}

// Comparison is a figure against a benchmark at both levels.
type Comparison struct {
	Position    Position  // at 95%
	Judgement   Judgement // at 95%
	Position998 Position  // at 99.8%
	Judged998   Judgement // at 99.8%
}

// CompareBoth compares at 95% and at 99.8%; either interval may be nil.
func CompareBoth(at95, at998 *Limits, benchmark decimal.Decimal, polarity Polarity) Comparison {
	p, q := Compare(at95, benchmark), Compare(at998, benchmark)
	return Comparison{Position: p, Judgement: p.Judged(polarity), Position998: q, Judged998: q.Judged(polarity)}
}

// Attainment is how a figure stands to a target.
type Attainment string

// The attainments.
const (
	TargetMet    Attainment = "MET"    // at the goal or beyond it
	TargetNear   Attainment = "NEAR"   // short of the goal, at the tolerance or beyond it
	TargetMissed Attainment = "MISSED" // short of the tolerance
)

// Target is a goal with a threshold of its own. It looks at the figure alone: an interval plays no part, so it says nothing of
// significance and is never mixed with a Comparison.
type Target struct {
	Goal      decimal.Decimal
	Tolerance decimal.Decimal // from here on a figure is near the goal; equal to Goal when nothing is
	Polarity  Polarity        // HIGH_IS_GOOD or LOW_IS_GOOD
}

// Attained tells how a value stands to the target. The error is a *DomainError when the target has no polarity, or a tolerance that
// is harder than its goal.
func (t Target) Attained(value decimal.Decimal) (Attainment, error) {
	goal, tolerance := t.Goal, t.Tolerance
	switch t.Polarity.turn() {
	case 0:
		return "", &DomainError{Argument: "polarity", Rule: "must be " + string(HighIsGood) + " or " + string(LowIsGood) + " for a target"}
	case -1: // compare the other way round; ^ turns the order of all integers without overflow
		goal, tolerance, value = ^goal, ^tolerance, ^value
	}
	if tolerance > goal {
		return "", &DomainError{Argument: "tolerance", Rule: "must not be harder to reach than the goal"}
	}
	switch {
	case value >= goal:
		return TargetMet, nil
	case value >= tolerance:
		return TargetNear, nil
	}
	return TargetMissed, nil
}
