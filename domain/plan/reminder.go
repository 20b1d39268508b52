package plan

import (
	"fmt"

	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/programme"
)

// ReminderPrefix begins the ids of reminders.
const ReminderPrefix = "rem"

// Reminder tells those who work for a partnership that something of its plan is due, late or stuck. It is made once.
type Reminder struct {
	programme.Meta
	PartnershipID string
	Kind          document.Kind
	Year          calendar.FinancialYear
	About         ReminderKind
	Matter        string        // code of the deadline or signature that it is about, or the state that it is stuck in
	Due           calendar.Date // the day that it is about: of the deadline, or since when it has waited
	On            calendar.Date // the planning date on which it was made
}

// ReminderKind is what a reminder is about.
type ReminderKind string

// What reminders are about.
const (
	DueSoon    ReminderKind = "DUE_SOON"    // a deadline is near
	Late       ReminderKind = "LATE"        // a deadline has passed
	Stuck      ReminderKind = "STUCK"       // it has waited for longer than the template has patience
	ReviewLate ReminderKind = "REVIEW_LATE" // a review has not been completed by its day
)

// Sentence gives the reminder in words; name is that of the deadline that it is about.
func (r *Reminder) Sentence(name string) string {
	switch r.About {
	case DueSoon:
		return fmt.Sprintf("%s, due on %s: %d days are left.", name, r.Due.Long(), r.Due.DaysSince(r.On))
	case Stuck:
		return fmt.Sprintf("The plan for %s has been %s since %s.", r.Year, r.Matter, r.Due.Long())
	}
	return fmt.Sprintf("%s, due on %s: that day has passed.", name, r.Due.Long())
}
