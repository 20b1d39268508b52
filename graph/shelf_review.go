package graph

import (
	"context"

	"waymark/domain/assessment"
	"waymark/domain/calendar"
	"waymark/domain/fault"
	"waymark/domain/plan"
	"waymark/graph/view"
	"waymark/planning"
)

// Reviews gives those on the shelf.
func (s *shelf) Reviews() view.Documents[plan.Review, plan.Reviewed] { return &s.reviews }

func itemsOf(r *plan.Reviewed) []string {
	ids := []string{r.ID}
	for _, x := range r.Items {
		ids = append(ids, x.ID)
	}
	return ids
}

// FindingsOf gives the findings of every edition of the assessments of a partnership, which are read once.
func (s *shelf) FindingsOf(ctx context.Context, partnership string) ([]*assessment.Finding, error) {
	if _, err := s.resolver.look(ctx); err != nil {
		return nil, err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if found, ok := s.findings[partnership]; ok {
		return found, nil
	}
	if err := s.spend(); err != nil {
		return nil, err
	}
	found, err := s.resolver.planning.FindingsOf(ctx, readingOf(ctx).Rights, partnership)
	if err != nil {
		return nil, err
	}
	if s.findings == nil {
		s.findings = map[string][]*assessment.Finding{}
	}
	s.findings[partnership] = found
	return found, nil
}

// Reminders gives those of plans for a year, which are read once.
func (s *shelf) Reminders(ctx context.Context, year calendar.FinancialYear) ([]*plan.Reminder, error) {
	if _, err := s.resolver.look(ctx); err != nil {
		return nil, err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if found, ok := s.reminders[year]; ok {
		return found, nil
	}
	if err := s.spend(); err != nil {
		return nil, err
	}
	found, err := s.resolver.planning.Reminders(ctx, readingOf(ctx).Rights, planning.ReminderFilter{Year: &year})
	if err != nil {
		return nil, err
	}
	if s.reminders == nil {
		s.reminders = map[calendar.FinancialYear][]*plan.Reminder{}
	}
	s.reminders[year] = found
	return found, nil
}

// Reminder gives the one with an id, which is a document of one row.
func (s *shelf) Reminder(ctx context.Context, id string) (*plan.Reminder, error) {
	if _, err := s.resolver.look(ctx); err != nil {
		return nil, err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if err := s.spend(); err != nil {
		return nil, err
	}
	found, err := s.resolver.planning.Reminders(ctx, readingOf(ctx).Rights, planning.ReminderFilter{IDs: []string{id}})
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return found[0], nil
}

// spend counts a document that is opened. One beyond those that a request may open is LIMITED.
func (s *shelf) spend() error {
	if s.count++; s.count > maxDocuments {
		return fault.New(fault.Limited, "", "one request may open %d documents at most", maxDocuments)
	}
	return nil
}
