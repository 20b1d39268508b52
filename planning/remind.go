package planning

import (
	"context"

	"waymark/domain/calendar"
	"waymark/domain/plan"
	"waymark/domain/viewer"
	"waymark/store"
)

// Remind makes the reminders that are due by today and have not been made, of the plans of every kind for this financial year, the one before and the next, and
// gives how many it made. It acts for the program itself, whoever calls it; several may call it at once, and each reminder is made once. When nothing is
// due, nothing is written and the revision stays.
func (s *Service) Remind(ctx context.Context) (int, error) {
	ctx = viewer.With(ctx, viewer.Operator(viewer.Own+"planning"))
	g, err := s.Graph(ctx)
	if err != nil {
		return 0, err
	}
	due, err := s.due(service(ctx), Reading{Graph: g})
	if err != nil || len(due) == 0 {
		return 0, err
	}
	count := 0
	_, err = s.change(ctx, call{operation: "remind"}, func(ctx context.Context, w *work) (Outcome, error) {
		missing, err := w.unmade(ctx, due)
		if err != nil {
			return Outcome{}, err
		}
		count = len(missing)
		return Outcome{}, w.tx.InsertReminders(ctx, missing...)
	})
	return count, err
}

// due gives the reminders that are due and have not been made, as far as can be seen outside of a transaction.
func (s *Service) due(ctx context.Context, at Reading) ([]*plan.Reminder, error) {
	var all []*plan.Reminder
	today := s.today()
	this := calendar.YearOf(today)
	for year := this - 1; year <= this+1; year++ {
		made, err := s.store.Reminders(ctx, store.ReminderFilter{Year: &year})
		if err != nil {
			return nil, err
		}
		for _, kind := range plan.Kinds() {
			template := at.Graph.TemplateFor(kind, year)
			if template == nil {
				continue
			}
			cycle := plan.Cycle{Kind: kind, Year: year, Form: template.Form}
			records, err := s.cycleRecords(ctx, cycle)
			if err != nil {
				return nil, err
			}
			owing := cycle.Owing(at.Graph.Partnerships(today), records.Plans)
			all = append(all, cycle.Remind(cycle.Standings(owing, records, today), today, made, newID)...)
		}
	}
	return all, nil
}

// unmade looks again which reminders have not been made: another process may have made them meanwhile.
func (w *work) unmade(ctx context.Context, due []*plan.Reminder) ([]*plan.Reminder, error) {
	years := map[calendar.FinancialYear]bool{}
	var made []*plan.Reminder
	for _, r := range due {
		if years[r.Year] {
			continue
		}
		years[r.Year] = true
		there, err := w.tx.Reminders(w.reading(ctx), store.ReminderFilter{Year: &r.Year})
		if err != nil {
			return nil, err
		}
		made = append(made, there...)
	}
	return plan.Unmade(due, made), nil
}
