package plan

import (
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/programme"
)

// Soon is for how many days before a deadline it is near.
const Soon = 14

// matter is what one reminder is about: of each there is one.
type matter struct {
	partnership string
	kind        document.Kind
	year        calendar.FinancialYear
	about       ReminderKind
	matter      string
	due         calendar.Date
}

func (r *Reminder) of() matter {
	return matter{r.PartnershipID, r.Kind, r.Year, r.About, r.Matter, r.Due}
}

// Unmade gives those of some reminders of which there is none yet among those that have been made, each once.
func Unmade(due, made []*Reminder) []*Reminder {
	known := map[matter]bool{}
	for _, r := range made {
		known[r.of()] = true
	}
	return slices.DeleteFunc(slices.Clone(due), func(r *Reminder) bool {
		had := known[r.of()]
		known[r.of()] = true
		return had
	})
}

// Remind gives the reminders that are due by a day and have not been made: of deadlines that are near or have passed, of editions that are stuck, and of
// late reviews, of which alone it reminds when the year is over. It makes each once: for one deadline, or one stay in a state. They are in the order of the
// standings.
func (c Cycle) Remind(standings []Standing, day calendar.Date, made []*Reminder, newID NewID) []*Reminder {
	due := []*Reminder{}
	over := !day.Before(*c.Year.Period().To)
	for i := range standings {
		s := &standings[i]
		remind := func(about ReminderKind, matter string, on calendar.Date) {
			due = append(due, &Reminder{Meta: programme.Meta{ID: newID(ReminderPrefix), Synthetic: s.Partnership.Synthetic}, PartnershipID: s.Partnership.ID,
				Kind: c.Kind, Year: c.Year, About: about, Matter: matter, Due: on, On: day})
		}
		for _, m := range s.Deadlines {
			switch {
			case m.Reached != nil || over:
			case m.Missed:
				remind(Late, m.Deadline.Code, m.Due)
			case m.Due.DaysSince(day) <= Soon:
				remind(DueSoon, m.Deadline.Code, m.Due)
			}
		}
		if at := s.UnderWay(); s.Stuck && !over {
			remind(Stuck, string(at.State), at.Since)
		}
		for _, q := range s.Reviews {
			switch {
			case q.Complete || q.Due == nil:
			case q.Late:
				remind(ReviewLate, ReviewDeadline(q.Quarter), *q.Due)
			case q.Due.DaysSince(day) <= Soon:
				remind(DueSoon, ReviewDeadline(q.Quarter), *q.Due)
			}
		}
	}
	return Unmade(due, made)
}
