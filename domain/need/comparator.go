package need

import (
	"cmp"
	"fmt"
	"slices"

	"waymark/domain/decimal"
	"waymark/domain/statistics"
)

// ComparatorKind is what an area is compared with.
type ComparatorKind string

// The kinds.
const (
	WithRegion  ComparatorKind = "REGION"
	WithEngland ComparatorKind = "ENGLAND"
	WithSimilar ComparatorKind = "SIMILAR" // partnerships of the same family, taken together
	LastYear    ComparatorKind = "LAST_YEAR"
	WithTarget  ComparatorKind = "TARGET"
)

// Comparator is one figure to compare with.
type Comparator struct {
	Kind   ComparatorKind
	Code   string             // of the place; an area is never compared with itself, save with last year
	Name   string             // as in a sentence ("England", "the year before")
	Value  *decimal.Decimal   // nil when there is none; not looked at for TARGET
	Target *statistics.Target // of TARGET; nil otherwise
}

// AreaFigure is the figure of the area that is compared.
type AreaFigure struct {
	Code, Name  string
	Value       decimal.Decimal
	Share       bool               // of 1, which sentences write in per cent
	At95, At998 *statistics.Limits // nil when there is no interval
	Polarity    statistics.Polarity
}

// Verdict is how the area compares with one comparator.
type Verdict struct {
	Comparator Comparator
	Comparison statistics.Comparison  // the comparator's value taken as known; all NOT_COMPARED for TARGET
	Attainment *statistics.Attainment // of TARGET alone; never mixed with significance
	Sentence   string
}

// CompareWith compares an area with each comparator, in the order given. The error is a *statistics.DomainError when a target has no
// polarity or its tolerance is harder than its goal.
func CompareWith(area AreaFigure, comparators []Comparator) ([]Verdict, error) {
	verdicts := make([]Verdict, len(comparators))
	for i, c := range comparators {
		v := Verdict{Comparator: c, Comparison: statistics.CompareBoth(nil, nil, 0, area.Polarity)}
		switch {
		case c.Kind == WithTarget && c.Target != nil:
			attained, err := c.Target.Attained(area.Value)
			if err != nil {
				return nil, err
			}
			v.Attainment = &attained
			v.Sentence = targetSentence(area, *c.Target, attained)
		case c.Kind == WithTarget:
			v.Sentence = fmt.Sprintf("%s is not compared with a target: none is given.", area.Name)
		case c.Value == nil:
			v.Sentence = fmt.Sprintf("%s is not compared with %s: there is no figure.", area.Name, c.Name)
		case c.Code == area.Code && c.Kind != LastYear:
			v.Sentence = fmt.Sprintf("%s is not compared with itself.", area.Name)
		default:
			v.Comparison = statistics.CompareBoth(area.At95, area.At998, *c.Value, area.Polarity)
			v.Sentence = comparisonSentence(area, c, v.Comparison)
		}
		verdicts[i] = v
	}
	return verdicts, nil
}

func targetSentence(area AreaFigure, target statistics.Target, attained statistics.Attainment) string {
	reading := map[statistics.Attainment]string{
		statistics.TargetMet: "meets", statistics.TargetNear: "is near", statistics.TargetMissed: "misses",
	}[attained]
	value, goal := area.words(target.Goal)
	return fmt.Sprintf("%s, at %s, %s the target of %s.", area.Name, value, reading, goal)
}

func comparisonSentence(area AreaFigure, c Comparator, comparison statistics.Comparison) string {
	var reading string
	switch comparison.Position {
	case statistics.Lower:
		reading = "is significantly lower than"
	case statistics.Higher:
		reading = "is significantly higher than"
	case statistics.Similar:
		reading = "is not significantly different from"
	default:
		return fmt.Sprintf("%s is not compared with %s: it has no interval.", area.Name, c.Name)
	}
	value, other := area.words(*c.Value)
	text := fmt.Sprintf("%s, at %s, %s %s, at %s", area.Name, value, reading, c.Name, other)
	way := "lower"
	if comparison.Position == statistics.Higher {
		way = "higher"
	}
	switch comparison.Judgement {
	case statistics.JudgedBetter:
		text += fmt.Sprintf(", and %s is better", way)
	case statistics.JudgedWorse:
		text += fmt.Sprintf(", and %s is worse", way)
	}
	return text + "."
}

// words writes the area's value and another beside it, as finely as it takes to tell them apart.
func (a AreaFigure) words(other decimal.Decimal) (value, beside string) {
	if !a.Share || a.Value < 0 || other < 0 {
		return signed(a.Value), signed(other)
	}
	value, beside = percent(a.Value), percent(other)
	if value == beside && a.Value != other {
		value, beside = percentExactly(a.Value), percentExactly(other)
	}
	return value, beside
}

// Standing is an area's figure, its comparison with a benchmark and its trend.
type Standing struct {
	Code, Name string
	Value      decimal.Decimal
	Comparison statistics.Comparison
	Course     statistics.Course
}

// WorseAndWorsening gives the areas that are significantly worse than their benchmark at 95% and whose trend is worsening: first those that are
// worse at 99.8% as well, then the worst value first, then by code. What is given is left as it is. Without a polarity
// nothing is worse.
func WorseAndWorsening(areas []Standing, polarity statistics.Polarity) []Standing {
	var found []Standing
	for _, a := range areas {
		if a.Comparison.Judgement == statistics.JudgedWorse && a.Course == statistics.CourseWorsening {
			found = append(found, a)
		}
	}
	slices.SortFunc(found, func(a, b Standing) int {
		worst := cmp.Compare(a.Value, b.Value) // lowest first when high is good
		if polarity == statistics.LowIsGood {
			worst = -worst
		}
		return cmp.Or(-cmp.Compare(strength(a), strength(b)), worst, cmp.Compare(a.Code, b.Code))
	})
	return found
}

func strength(s Standing) int {
	if s.Comparison.Judged998 == statistics.JudgedWorse {
		return 1
	}
	return 0
}
