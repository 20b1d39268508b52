// Package intervention compares what offices counted before, during and after something was tried there, by rates a week, since the
// periods differ in length.
package intervention

import (
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/statistics"
)

// Phase is when something was counted.
type Phase string

// The phases, in the order of time.
const (
	Before Phase = "BEFORE"
	During Phase = "DURING"
	After  Phase = "AFTER"
)

// Phases gives all, in their order.
func Phases() []Phase { return []Phase{Before, During, After} }

// Office is where something was tried. It may be one that was published without its name.
type Office struct {
	Label       string        `json:"label"` // as published: "JCP A"
	From        calendar.Date `json:"from"`
	To          calendar.Date `json:"to"`                    // the last day
	Staff       int           `json:"staff"`                 // 0: not said
	Estimated   int           `json:"estimated,omitempty"`   // customers who could be referred, as estimated
	Sessions    int           `json:"sessions,omitempty"`    // of the provider in the office, a week
	Champions   int           `json:"champions,omitempty"`   // drug champions
	Outreach    bool          `json:"outreach,omitempty"`    // the office's staff went to the provider
	Approaching bool          `json:"approaching,omitempty"` // the provider could approach customers in the office
	Cost        *int64        `json:"cost,omitempty"`        // whole pence, of what was tried there; nil when not stated
	Counts      []Count       `json:"counts"`
}

// Count is what was counted in one phase, of one group of substances or of all.
type Count struct {
	Phase          Phase  `json:"phase"`
	Weeks          int    `json:"weeks"`
	Substance      string `json:"substance,omitempty"` // a programme.Substance; empty: all
	Referrals      *int64 `json:"referrals,omitempty"`
	Discussions    *int64 `json:"discussions,omitempty"` // starts that are known
	Treatments     *int64 `json:"treatments,omitempty"`  // starts that are known
	InTreatment    *int64 `json:"inTreatment,omitempty"` // markers
	NotInTreatment *int64 `json:"notInTreatment,omitempty"`
	Definition     string `json:"definition,omitempty"` // whom it counts; empty when not said
	Note           string `json:"note,omitempty"`
}

// Measure is one of the numbers of a count.
type Measure string

// The measures.
const (
	Referrals      Measure = "REFERRALS"
	Discussions    Measure = "DISCUSSION_STARTS_KNOWN"
	Treatments     Measure = "TREATMENT_STARTS_KNOWN"
	InTreatment    Measure = "MARKERS_IN_TREATMENT"
	NotInTreatment Measure = "MARKERS_NOT_IN_TREATMENT"
)

// Measures gives all, in the order in which they are listed.
func Measures() []Measure {
	return []Measure{Referrals, Discussions, Treatments, InTreatment, NotInTreatment}
}

// Of gives the number of a measure, or nil when it is not stated.
func (c *Count) Of(m Measure) *int64 {
	switch m {
	case Referrals:
		return c.Referrals
	case Discussions:
		return c.Discussions
	case Treatments:
		return c.Treatments
	case InTreatment:
		return c.InTreatment
	case NotInTreatment:
		return c.NotInTreatment
	}
	return nil
}

// Count gives what was counted in a phase, of a group of substances or of all; nil when nothing is stated.
func (o *Office) Count(phase Phase, substance string) *Count {
	i := slices.IndexFunc(o.Counts, func(c Count) bool { return c.Phase == phase && c.Substance == substance })
	if i < 0 {
		return nil
	}
	return &o.Counts[i]
}

// Weekly gives the rate a week of a measure in a phase with its exact 95% interval; nil when it is not stated.
func (o *Office) Weekly(phase Phase, substance string, m Measure) (*statistics.Figure, error) {
	c := o.Count(phase, substance)
	if c == nil || c.Of(m) == nil {
		return nil, nil
	}
	f, err := statistics.Weekly(statistics.InWeeks(*c.Of(m), int64(c.Weeks)), statistics.Confidence95)
	return &f, err
}

// Ratio compares the weekly rate of a measure in a phase with that before, with its exact 95% interval; nil when either is not stated.
func (o *Office) Ratio(phase Phase, substance string, m Measure) (*statistics.RateRatio, error) {
	before, now := o.Count(Before, substance), o.Count(phase, substance)
	if phase == Before || before == nil || now == nil || before.Of(m) == nil || now.Of(m) == nil {
		return nil, nil
	}
	r, err := statistics.CompareWeekly(statistics.InWeeks(*before.Of(m), int64(before.Weeks)), statistics.InWeeks(*now.Of(m), int64(now.Weeks)), statistics.Confidence95)
	return &r, err
}

// Anomaly is something odd in what was published. It is told and never mended.
type Anomaly string

// The anomalies.
const (
	TreatmentsExceedDiscussions Anomaly = "TREATMENTS_EXCEED_DISCUSSIONS" // more treatments are known to have begun than discussions
	PartsDiffer                 Anomaly = "PARTS_DIFFER"                  // the groups of substances do not add up to all
	SubstanceNotRecorded        Anomaly = "SUBSTANCE_NOT_RECORDED"        // only all substances together are stated
	DefinitionDiffers           Anomaly = "DEFINITION_DIFFERS"            // it counts others than before
)

// Anomalies gives all anomalies.
func Anomalies() []Anomaly {
	return []Anomaly{TreatmentsExceedDiscussions, PartsDiffer, SubstanceNotRecorded, DefinitionDiffers}
}

// Odd gives what is odd about what was counted in a phase.
func (o *Office) Odd(phase Phase) []Anomaly {
	all := o.Count(phase, "")
	if all == nil {
		return nil
	}
	var odd []Anomaly
	if all.Treatments != nil && all.Discussions != nil && *all.Treatments > *all.Discussions {
		odd = append(odd, TreatmentsExceedDiscussions)
	}
	var sum int64
	parts := 0
	for _, c := range o.Counts {
		if c.Phase == phase && c.Substance != "" && c.Referrals != nil {
			sum += *c.Referrals
			parts++
		}
	}
	switch {
	case parts == 0:
		odd = append(odd, SubstanceNotRecorded)
	case all.Referrals != nil && sum != *all.Referrals:
		odd = append(odd, PartsDiffer)
	}
	if before := o.Count(Before, ""); before != nil && before.Definition != all.Definition {
		odd = append(odd, DefinitionDiffers)
	}
	return odd
}

// CostOf gives what a referral during it cost, in whole pence, rounded half up; nil when the cost is not stated or nobody was referred.
func (o *Office) CostOf() *int64 {
	c := o.Count(During, "")
	if o.Cost == nil || c == nil || c.Referrals == nil || *c.Referrals == 0 {
		return nil
	}
	n := *c.Referrals
	pence := (*o.Cost + n/2) / n
	return &pence
}
