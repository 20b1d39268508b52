package assessment

import (
	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/programme"
)

// Due is the code of the deadline by which an assessment is to be agreed.
const Due = "NEEDS_ASSESSMENT_DUE"

// Standing is how far a partnership has come with its assessment for a year by a day.
type Standing struct {
	Partnership *programme.Partnership
	State       State
	Assessment  *Assessment    // the edition that the state is of: that which holds, or else the newest; nil when there is none
	Agreed      *calendar.Date // when the first edition was agreed; nil when none has been
	Late        bool           // the deadline has passed, and none had been agreed by then
	DaysLate    int            // until it was agreed, or until the day
}

// Standings gives how far partnerships have come by a day, in their order. Assessments of other years are none of it.
func Standings(partnerships []*programme.Partnership, all []*Assessment, form *document.Template, year calendar.FinancialYear, day calendar.Date) []Standing {
	of := map[string][]*Assessment{}
	for _, a := range all {
		if a.Year == year && a.On(day) != NotStarted {
			of[a.PartnershipID] = append(of[a.PartnershipID], a)
		}
	}
	due, dated := form.Due(Due, year)
	standings := make([]Standing, len(partnerships))
	for i, p := range partnerships {
		s := Standing{Partnership: p, State: NotStarted}
		for _, a := range of[p.ID] {
			if step, ok := a.Last(ToAgree); ok && !step.On.After(day) && (s.Agreed == nil || step.On.Before(*s.Agreed)) {
				s.Agreed = &step.On
			}
			if s.Assessment == nil || a.On(day) == Agreed || s.State != Agreed && a.Edition > s.Assessment.Edition {
				s.Assessment, s.State = a, a.On(day)
			}
		}
		until := day
		if s.Agreed != nil {
			until = *s.Agreed
		}
		if dated && until.After(due) {
			s.Late, s.DaysLate = true, until.DaysSince(due)
		}
		standings[i] = s
	}
	return standings
}
