package programme

import (
	"slices"

	"waymark/domain/calendar"
)

// EmploymentProgramme is a programme of help into work that people may be referred to.
type EmploymentProgramme struct {
	Meta
	Code            string
	Name            string
	Sponsor         string // whose programme it is
	Description     string
	Eligibility     string    // who may join, in words
	EarlyEntry      string    // when somebody may join who does not fulfil the rest; empty: never, or not said
	Benefits        []Benefit // of which one must be claimed; empty: any, or none
	MinimumAge      *int      // the youngest who may join; nil: not said
	MaximumAge      *int      // the oldest
	WeeksUnemployed *int      // for how long at least; nil: from the first day, or not said
	Groups          []string  // whom it is for, in a word or two each; empty: everybody
	SourceID        string
	Valid           calendar.Period
	Source          *Source
}

// Period gives the days on which people may join.
func (e *EmploymentProgramme) Period() calendar.Period { return e.Valid }

// Takes tells whether somebody may join without an exception; what is nil is not asked about.
func (e *EmploymentProgramme) Takes(benefit *Benefit, age, weeks *int) bool {
	switch {
	case benefit != nil && len(e.Benefits) > 0 && !slices.Contains(e.Benefits, *benefit),
		age != nil && e.MinimumAge != nil && *age < *e.MinimumAge,
		age != nil && e.MaximumAge != nil && *age > *e.MaximumAge,
		weeks != nil && e.WeeksUnemployed != nil && *weeks < *e.WeeksUnemployed:
		return false
	}
	return true
}

// EmploymentProgrammes gives those that people may join on a day, by code.
func (g *Graph) EmploymentProgrammes(day calendar.Date) []*EmploymentProgramme {
	return at(g.employment, day)
}

// EmploymentProgramme gives the one with a code, or nil.
func (g *Graph) EmploymentProgramme(code string) *EmploymentProgramme { return g.employmentBy[code] }

func (l *linker) linkEmployment(r Records) {
	for _, e := range r.EmploymentProgrammes {
		e.Source = find[*Source](l, e.ID, e.SourceID)
	}
	slices.SortFunc(r.EmploymentProgrammes, func(a, b *EmploymentProgramme) int { return compareText(a.Code, b.Code) })
}
