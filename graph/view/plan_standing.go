package view

import (
	"context"

	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/plan"
	"waymark/domain/signoff"
)

// PlanStanding is how far one partnership has come with its plan.
type PlanStanding struct {
	in *PlanBoard
	s  plan.Standing
}

// Partnership gives the partnership.
func (s *PlanStanding) Partnership() *Partnership {
	return s.in.lens.partnership(s.s.Partnership)
}

// State tells how far it had come.
func (s *PlanStanding) State() signoff.State { return s.s.State }

// Since tells since when, or gives nil.
func (s *PlanStanding) Since() *calendar.Date {
	if s.s.Plan == nil {
		return nil
	}
	return &s.s.Since
}

// Plan gives the edition that the state is of, or nil.
func (s *PlanStanding) Plan() *Plan {
	if s.s.Plan == nil {
		return nil
	}
	return s.in.lens.planHead(s.s.Plan)
}

// PlanEdition is an edition with how far it has come.
type PlanEdition struct {
	Plan  *Plan
	State signoff.State
	Since calendar.Date
}

// Next gives the edition that was written or signed while another was in force, or nil.
func (s *PlanStanding) Next() *PlanEdition {
	if s.s.Next.Plan == nil {
		return nil
	}
	return &PlanEdition{s.in.lens.planHead(s.s.Next.Plan), s.s.Next.State, s.s.Next.Since}
}

// Awaiting gives the codes of the signatures that it waits for.
func (s *PlanStanding) Awaiting() []string { return s.s.Awaiting }

// Late tells whether it was to have come further.
func (s *PlanStanding) Late() bool { return s.s.Late }

// DaysLate tells for how long.
func (s *PlanStanding) DaysLate() int { return s.s.DaysLate }

// MetDeadline is a day by which a plan is to have come so far, with when it had.
type MetDeadline struct {
	Code, Name string
	On         calendar.Date
	Assumed    bool
	Reached    *calendar.Date
	Missed     bool
	DaysLate   int
}

// Deadlines gives those of plans, the earliest first.
func (s *PlanStanding) Deadlines() []*MetDeadline {
	return shown(s.s.Deadlines, func(m plan.Met) *MetDeadline {
		return &MetDeadline{m.Deadline.Code, m.Deadline.Name, m.Due, m.Deadline.Assumed, m.Reached, m.Missed, m.Days}
	})
}

// Stuck tells whether it waits for too long.
func (s *PlanStanding) Stuck() bool { return s.s.Stuck }

// DaysStuck tells for how long.
func (s *PlanStanding) DaysStuck() int { return s.s.DaysStuck }

// OwedReview is a review that is owed, or has been prepared.
type OwedReview struct {
	Quarter        int
	Due            *calendar.Date
	Review         *PlanReview
	Complete, Late bool
	DaysLate       int
}

// Reviews gives those, by quarter.
func (s *PlanStanding) Reviews() []*OwedReview {
	return shown(s.s.Reviews, func(q plan.Quarter) *OwedReview {
		x := &OwedReview{Quarter: q.Quarter, Due: q.Due, Complete: q.Complete, Late: q.Late, DaysLate: q.Days}
		if q.Review != nil {
			x.Review = s.in.lens.review(q.Review)
		}
		return x
	})
}

// Reminders gives what it was reminded of.
func (s *PlanStanding) Reminders(ctx context.Context) ([]*PlanReminder, error) {
	all, err := s.in.reminders(ctx, func(id string) bool { return id == s.s.Partnership.ID })
	if err != nil {
		return nil, err
	}
	return shown(all, s.in.lens.Reminder), nil
}

// PlanReminder tells that something of a plan is due, late or stuck.
type PlanReminder struct {
	record
	lens Lens
	r    *plan.Reminder
}

// PlanReminderConnection is one page of reminders.
type PlanReminderConnection = Page[*plan.Reminder, *PlanReminder]

// PlanReminderEdge is one entry of a page of reminders.
type PlanReminderEdge = Edge[*PlanReminder]

// Reminder gives a reminder; nil for none.
func (l Lens) Reminder(r *plan.Reminder) *PlanReminder {
	if r == nil {
		return nil
	}
	return &PlanReminder{record{&r.Meta}, l, r}
}

func (l Lens) reminders(all []*plan.Reminder, args Args) (*PlanReminderConnection, error) {
	o := order[*plan.Reminder]{name: "plan.reminder", key: func(r *plan.Reminder) key { return key{text: r.On.String(), tie: r.ID} }}
	return paginate(all, o, args, l.Reminder)
}

// PlanReminders gives a page of what those who work for it were reminded of about its plans for a year.
func (p *Partnership) PlanReminders(ctx context.Context, year int, first *int, after *string, last *int, before *string) (*PlanReminderConnection, error) {
	shelf, err := ShelfOf(ctx)
	if err != nil {
		return nil, err
	}
	all, err := shelf.Reminders(ctx, calendar.FinancialYear(year))
	if err != nil {
		return nil, err
	}
	return p.lens.reminders(keep(all, func(r *plan.Reminder) bool { return r.PartnershipID == p.p.ID }), Args{first, after, last, before})
}

// Partnership gives whose plan it is.
func (r *PlanReminder) Partnership() *Partnership {
	p, _ := r.lens.Node(r.r.PartnershipID).(*Partnership)
	return p
}

// Kind gives which kind of plan.
func (r *PlanReminder) Kind() document.Kind { return r.r.Kind }

// Year gives the calendar year in which the financial year begins.
func (r *PlanReminder) Year() int { return int(r.r.Year) }

// About tells what it is about.
func (r *PlanReminder) About() plan.ReminderKind { return r.r.About }

// Matter gives the code of the deadline, or the state.
func (r *PlanReminder) Matter() string { return r.r.Matter }

// Due gives the day that it is about.
func (r *PlanReminder) Due() calendar.Date { return r.r.Due }

// MadeOn gives the planning date on which it was made.
func (r *PlanReminder) MadeOn() calendar.Date { return r.r.On }

// Text gives it in a sentence.
func (r *PlanReminder) Text() string {
	name := r.r.Matter
	if t := r.lens.g.TemplateFor(r.r.Kind, r.r.Year); t != nil {
		name = t.Form.DeadlineName(name)
	}
	return r.r.Sentence(name)
}
