package view

import (
	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// EmploymentProgramme is a programme of help into work.
type EmploymentProgramme struct {
	record
	lens Lens
	e    *programme.EmploymentProgramme
}

func (l Lens) employmentProgramme(e *programme.EmploymentProgramme) *EmploymentProgramme {
	return &EmploymentProgramme{record{&e.Meta}, l, e}
}

// EmploymentProgrammes gives those that people may be referred to on the day, by code; what is nil is not asked about.
func (l Lens) EmploymentProgrammes(asOf *calendar.Date, benefit *programme.Benefit, age, weeksUnemployed *int) []*EmploymentProgramme {
	l = l.on(asOf)
	all := keep(l.g.EmploymentProgrammes(l.day), func(e *programme.EmploymentProgramme) bool { return e.Takes(benefit, age, weeksUnemployed) })
	return shown(all, l.employmentProgramme)
}

// Code gives the code, unique and unchanging.
func (e *EmploymentProgramme) Code() string { return e.e.Code }

// Name gives what it is called.
func (e *EmploymentProgramme) Name() string { return e.e.Name }

// Sponsor tells whose programme it is.
func (e *EmploymentProgramme) Sponsor() string { return e.e.Sponsor }

// Description tells what it does, or nil.
func (e *EmploymentProgramme) Description() *string { return text(e.e.Description) }

// Eligibility tells who may join, or nil.
func (e *EmploymentProgramme) Eligibility() *string { return text(e.e.Eligibility) }

// EarlyEntry tells when somebody may join who does not fulfil the rest, or nil.
func (e *EmploymentProgramme) EarlyEntry() *string { return text(e.e.EarlyEntry) }

// Benefits gives those of which one must be claimed.
func (e *EmploymentProgramme) Benefits() []programme.Benefit { return listed(e.e.Benefits) }

// MinimumAge gives the lowest age, or nil.
func (e *EmploymentProgramme) MinimumAge() *int { return e.e.MinimumAge }

// MaximumAge gives the highest age, or nil.
func (e *EmploymentProgramme) MaximumAge() *int { return e.e.MaximumAge }

// WeeksUnemployed tells for how long one must have been without work, or nil.
func (e *EmploymentProgramme) WeeksUnemployed() *int { return e.e.WeeksUnemployed }

// Groups tells whom it is for.
func (e *EmploymentProgramme) Groups() []string { return listed(e.e.Groups) }

// Source gives the document that it comes from.
func (e *EmploymentProgramme) Source() *Source { return e.lens.source(e.e.Source) }

// ValidFrom gives the first day on which people may join.
func (e *EmploymentProgramme) ValidFrom() calendar.Date { return e.e.Valid.From }

// ValidTo gives the first day on which nobody may any more, or nil.
func (e *EmploymentProgramme) ValidTo() *calendar.Date { return e.e.Valid.To }
