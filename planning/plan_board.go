package planning

import (
	"context"
	"strings"

	"waymark/domain/access"
	"waymark/domain/assessment"
	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/fault"
	"waymark/domain/plan"
	"waymark/domain/signoff"
	"waymark/store"
)

// ReviewFilter says which reviews.
type ReviewFilter = store.ReviewFilter

// Reviews gives the reviews that somebody may see, without their items, by year and quarter. It is one statement.
func (s *Service) Reviews(ctx context.Context, rights *access.Rights, f ReviewFilter) ([]*plan.Review, error) {
	return s.store.Reviews(access.With(ctx, rights.Reader()), f)
}

// Review gives the review that has an id, or an item with it, with its items; nil when there is none that may be seen. It is three statements at
// most, and none for an id of another kind.
func (s *Service) Review(ctx context.Context, rights *access.Rights, id string) (*plan.Reviewed, error) {
	if !strings.HasPrefix(id, plan.ReviewPrefix+"_") && !strings.HasPrefix(id, plan.ItemPrefix+"_") {
		return nil, nil
	}
	return s.store.Review(access.With(ctx, rights.Reader()), id)
}

// ReminderFilter says which reminders.
type ReminderFilter = store.ReminderFilter

// Reminders gives the reminders that somebody may see, in the order in which they were made. It is one statement.
func (s *Service) Reminders(ctx context.Context, rights *access.Rights, f ReminderFilter) ([]*plan.Reminder, error) {
	return s.store.Reminders(access.With(ctx, rights.Reader()), f)
}

// FindingsOf gives every finding of every edition of the assessments of a partnership that somebody may see, in no order. It is one statement.
func (s *Service) FindingsOf(ctx context.Context, rights *access.Rights, partnership string) ([]*assessment.Finding, error) {
	return s.store.Findings(access.With(ctx, rights.Reader()), partnership)
}

// PlanStandings tells how far each partnership that exists on a day, owes a plan of a kind for a financial year, and is one that the viewer sees, has come
// with it by then. It is FORBIDDEN to who works on no plans, and INVALID at year or kind when there is no template. It is eight statements at most.
func (s *Service) PlanStandings(ctx context.Context, at Reading, kind document.Kind, year int, day calendar.Date) ([]plan.Standing, error) {
	if !at.Rights.WorksOnAny() {
		return nil, fault.New(fault.Forbidden, "", "how far plans have come is for the programme's staff, and for partnerships about themselves")
	}
	y := calendar.FinancialYear(year)
	template := at.Graph.TemplateFor(kind, y)
	if !y.Valid() || template == nil {
		return nil, fault.New(fault.Invalid, "year", "there is no template of this kind of plan for the financial year %s", y)
	}
	ctx = access.With(ctx, at.Rights.Reader())
	cycle := plan.Cycle{Kind: kind, Year: y, Form: template.Form}
	records, err := s.cycleRecords(ctx, cycle)
	if err != nil {
		return nil, err
	}
	var signing []string
	for _, p := range records.Plans {
		if state := p.Steps.On(day); p.Kind == kind && p.Year == y && (state == signoff.Submitted || state == signoff.Signed) {
			signing = append(signing, p.ID)
		}
	}
	if records.Pieces, err = s.store.PlanPieces(ctx, signing); err != nil {
		return nil, err
	}
	return cycle.Standings(cycle.Owing(at.Graph.Partnerships(day), records.Plans), records, day), nil
}

// cycleRecords reads the plans of every kind for a year and the one before, and the reviews of one kind.
func (s *Service) cycleRecords(ctx context.Context, c plan.Cycle) (r plan.Records, err error) {
	before := c.Year - 1
	for _, year := range []*calendar.FinancialYear{&before, &c.Year} {
		plans, err := s.store.Plans(ctx, store.PlanFilter{Year: year})
		if err != nil {
			return r, err
		}
		r.Plans = append(r.Plans, plans...)
	}
	r.Reviews, err = s.store.Reviews(ctx, store.ReviewFilter{Kind: c.Kind, Year: &c.Year})
	return r, err
}
