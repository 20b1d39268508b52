package plan

import (
	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// Soon is for how many days before a deadline it is near.
const Soon = 14

// matter is what one reminder is about: of each there is one.
type matter struct {
	partnership string
	about       ReminderKind
	matter      string
	due         calendar.Date
}

// Remind gives the reminders that are due by a day and have not been made: of deadlines that are near or have passed, of editions that are stuck, and of
// late reviews. It makes each once: for one deadline, or one stay in a state. They are in the order of the standings.
func (c Cycle) Remind(standings []Standing, day calendar.Date, made []*Reminder, newID NewID) []*Reminder {
	known := map[matter]bool{}
	for _, r := range made {
		if r.Kind == c.Kind && r.Year == c.Year {
			known[matter{r.PartnershipID, r.About, r.Matter, r.Due}] = true
		}
	}
	due := []*Reminder{}
	for i := range standings {
		s := &standings[i]
		remind := func(about ReminderKind, of string, day, on calendar.Date) {
			m := matter{s.Partnership.ID, about, of, day}
			if known[m] {
				return
			}
			known[m] = true
			due = append(due, &Reminder{Meta: programme.Meta{ID: newID(ReminderPrefix), Synthetic: s.Partnership.Synthetic}, PartnershipID: s.Partnership.ID,
				Kind: c.Kind, Year: c.Year, About: about, Matter: of, Due: day, On: on})
		}
		for _, m := range s.Deadlines {
			switch {
			case m.Reached != nil:
			case m.Missed:
				remind(Late, m.Deadline.Code, m.Due, day)
			case m.Due.DaysSince(day) <= Soon:
				remind(DueSoon, m.Deadline.Code, m.Due, day)
			}
		}
		if s.Stuck {
			at := s.UnderWay()
			remind(Stuck, string(at.State), at.Since, day)
		}
		for _, q := range s.Reviews {
			switch {
			case q.Complete || q.Due == nil:
			case q.Late:
				remind(ReviewLate, ReviewDeadline(q.Quarter), *q.Due, day)
			case q.Due.DaysSince(day) <= Soon:
				remind(DueSoon, ReviewDeadline(q.Quarter), *q.Due, day)
			}
		}
	}
	return due
}
