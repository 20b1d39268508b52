package need

import (
	"fmt"

	"waymark/domain/decimal"
	"waymark/domain/statistics"
)

// Flow is who went through treatment in a period.
type Flow struct {
	Entries        int64  // who started
	Retained       int64  // who stayed for as long as the indicator asks
	PlannedExits   int64  // who left as their care plan had it
	UnplannedExits int64  // who dropped out or were discharged otherwise
	Words          string // for those of Entries, as in a sentence ("in contact with treatment"); empty: "who entered"
}

// Attrition is who was lost on the way.
type Attrition struct {
	Lost         int64              // Entries less Retained; 0 when NotNested
	LostShare    *decimal.Decimal   // of Entries, to six places; nil when nobody entered or NotNested
	PlannedShare *statistics.Figure // planned exits of all exits, with its 95% Wilson interval; nil when nobody left
	NotNested    bool               // more were retained than entered, as when some had entered before the period
	Sentence     string
}

// NewAttrition tells who was lost between entry and exit. The stages need not nest: who leaves may have entered before. The error is a
// *statistics.DomainError when a count or the sum of exits lies beyond its bounds.
func NewAttrition(f Flow) (Attrition, error) {
	exits := f.PlannedExits + f.UnplannedExits // wraps only when one of them is refused
	for _, c := range []struct {
		name  string
		count int64
	}{{"entries", f.Entries}, {"retained", f.Retained}, {"plannedExits", f.PlannedExits}, {"unplannedExits", f.UnplannedExits}, {"sum of exits", exits}} {
		if err := checkPeople(c.name, c.count); err != nil {
			return Attrition{}, err
		}
	}
	a, who := Attrition{NotNested: f.Retained > f.Entries}, f.Words
	if who == "" {
		who = "who entered"
	}
	switch {
	case a.NotNested:
		a.Sentence = fmt.Sprintf("%s were retained of %s %s: some had entered before.", grouped(f.Retained), grouped(f.Entries), who)
	case f.Entries == 0:
		a.Sentence = "Nobody entered."
	default:
		a.Lost = f.Entries - f.Retained
		lost, _ := share(people(a.Lost), people(f.Entries))
		a.LostShare = &lost
		a.Sentence = fmt.Sprintf("%s of %s %s were not retained (%s).", grouped(a.Lost), grouped(f.Entries), who, percent(lost))
	}
	if exits > 0 {
		planned, err := statistics.Proportion(f.PlannedExits, exits, statistics.Confidence95)
		if err != nil {
			return Attrition{}, err
		}
		a.PlannedShare = &planned
		part, _ := share(people(f.PlannedExits), people(exits))
		a.Sentence += fmt.Sprintf(" %s of %s exits were planned (%s).", grouped(f.PlannedExits), grouped(exits), percent(part))
	}
	return a, nil
}

// Stage is a count along a pathway.
type Stage struct {
	Name  string
	Count int64
}

// Step is the way from one stage to the next.
type Step struct {
	From, To Stage
	Lost     int64            // From's count less To's; 0 when Grows
	Kept     *decimal.Decimal // To's count of From's, to six places; nil when From's is 0 or Grows
	Grows    bool             // To's count is the larger: the stages do not nest, and no share is given
}

// Steps gives the way between each stage and the next; none when there are fewer than two. The error is a *statistics.DomainError when a count
// lies beyond its bounds.
func Steps(stages []Stage) ([]Step, error) {
	var steps []Step
	for i, to := range stages {
		if err := checkPeople("count of "+to.Name, to.Count); err != nil {
			return nil, err
		}
		if i == 0 {
			continue
		}
		step := Step{From: stages[i-1], To: to, Grows: to.Count > stages[i-1].Count}
		if !step.Grows {
			step.Lost = step.From.Count - to.Count
			if kept, ok := share(people(to.Count), people(step.From.Count)); ok {
				step.Kept = &kept
			}
		}
		steps = append(steps, step)
	}
	return steps, nil
}
