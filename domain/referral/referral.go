// Package referral is the monitoring of two-way referral between Jobcentres and treatment, in counts alone: monthly returns of
// offices, their definitions, checks and completeness, and what of them a release makes public. Nothing here can hold a client.
package referral

import (
	"slices"
	"time"

	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// Direction is which way people are referred.
type Direction = programme.Direction

// The directions.
const (
	ToTreatment = programme.ToTreatment
	ToJobcentre = programme.ToJobcentre
)

// Directions gives both, in the order in which they are listed.
func Directions() []Direction { return programme.Directions() }

// Benefit is what somebody who is referred claims.
type Benefit = programme.Benefit

// The benefits.
const (
	JSA             = programme.JSA
	ESA             = programme.ESA
	Incapacity      = programme.Incapacity
	UniversalCredit = programme.UniversalCredit
	OtherBenefit    = programme.OtherBenefit
)

// Benefits gives all, in the order in which they are listed.
func Benefits() []Benefit { return programme.Benefits() }

// Measure is one thing that is counted. None is a part of another: who starts treatment may never have been referred.
type Measure string

// The measures, in the order of the way that they lie along.
const (
	Disclosures      Measure = "DISCLOSURES"
	InTreatment      Measure = "MARKERS_IN_TREATMENT"
	NotInTreatment   Measure = "MARKERS_NOT_IN_TREATMENT"
	Referrals        Measure = "REFERRALS"
	SelfReferrals    Measure = "SELF_REFERRALS"
	DiscussionStarts Measure = "DISCUSSION_STARTS_KNOWN"
	TreatmentStarts  Measure = "TREATMENT_STARTS_KNOWN"
	PlannedExits     Measure = "EXITS_PLANNED"
	UnplannedExits   Measure = "EXITS_UNPLANNED"
	JobStarts        Measure = "JOB_STARTS"
	Sustained        Measure = "SUSTAINED_13_WEEKS"
)

// Width is how many measures there are.
const Width = 11

// Measures gives all, in their order.
func Measures() []Measure {
	return []Measure{Disclosures, InTreatment, NotInTreatment, Referrals, SelfReferrals, DiscussionStarts, TreatmentStarts, PlannedExits,
		UnplannedExits, JobStarts, Sustained}
}

// Index gives the place of a measure in their order, or -1.
func (m Measure) Index() int { return slices.Index(Measures(), m) }

// Counts has a count for each measure, in their order.
type Counts [Width]int64

// Of gives the count of a measure.
func (c *Counts) Of(m Measure) int64 { return c[m.Index()] }

// Add adds other counts, measure by measure.
func (c *Counts) Add(other *Counts) {
	for i, n := range other {
		c[i] += n
	}
}

// Key is what one row of counts is about, within an office and a month.
type Key struct {
	Provider  string // id; empty for what has to do with no provider
	Substance programme.Substance
	Benefit   Benefit
	Direction Direction
}

// Row is what an office counted in a month about one key.
type Row struct {
	Key
	Counts Counts
}

// Compare puts keys into their order: by provider, then as substances, benefits and directions are listed.
func (k Key) Compare(other Key) int {
	switch {
	case k.Provider != other.Provider && k.Provider < other.Provider:
		return -1
	case k.Provider != other.Provider:
		return 1
	case k.Substance != other.Substance:
		return slices.Index(programme.Substances(), k.Substance) - slices.Index(programme.Substances(), other.Substance)
	case k.Benefit != other.Benefit:
		return slices.Index(Benefits(), k.Benefit) - slices.Index(Benefits(), other.Benefit)
	}
	return slices.Index(Directions(), k.Direction) - slices.Index(Directions(), other.Direction)
}

// MonthOf gives the first day of the month that a day lies in.
func MonthOf(day calendar.Date) calendar.Date {
	t := day.Time()
	return calendar.New(t.Year(), t.Month(), 1)
}

// NextMonth gives the first day of the month after.
func NextMonth(day calendar.Date) calendar.Date {
	t := day.Time()
	return calendar.New(t.Year(), t.Month()+1, 1)
}

// MonthsBefore gives the first day of the month that lies some months before that of a day.
func MonthsBefore(day calendar.Date, months int) calendar.Date {
	t := day.Time()
	return calendar.New(t.Year(), t.Month()-time.Month(months), 1)
}

// Months gives the first days of the months from one up to, and without, another.
func Months(from, to calendar.Date) []calendar.Date {
	var all []calendar.Date
	for m := MonthOf(from); m.Before(to); m = NextMonth(m) {
		all = append(all, m)
	}
	return all
}

// Structure gives the day as of which the structure is that of a month: its last.
func Structure(month calendar.Date) calendar.Date { return NextMonth(month).AddDays(-1) }
