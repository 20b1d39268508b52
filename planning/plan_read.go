package planning

import (
	"context"
	"slices"
	"strings"
	"time"

	"waymark/domain/access"
	"waymark/domain/fault"
	"waymark/domain/plan"
	"waymark/domain/programme"
	"waymark/store"
)

// PlanFilter says which plans.
type PlanFilter = store.PlanFilter

// Plans gives the plans that somebody may see, without their rows, in no order. It is one statement.
func (s *Service) Plans(ctx context.Context, rights *access.Rights, f PlanFilter) ([]*plan.Plan, error) {
	return s.store.Plans(access.With(ctx, rights.Reader()), f)
}

// Plan gives a plan with all its rows as of one state, or nil when there is none that may be seen. With a moment it is as it had been
// recorded by then, to who may see it now; of what had not been agreed by then only to who works on it. It is nine statements at most, and none when the plan
// has not changed since it was read for the same rights; eleven with a moment. A moment that is yet to come is INVALID with the path knownAt. The plan
// is shared: nobody changes it.
func (s *Service) Plan(ctx context.Context, at Reading, id string, moment *time.Time) (d *plan.Document, err error) {
	if !strings.HasPrefix(id, plan.Prefix+"_") {
		return nil, nil
	}
	if moment == nil {
		d, err = s.planIn(ctx, at, id)
	} else if err = s.hasPassed(ctx, moment); err == nil {
		if d, err = s.store.Plan(access.With(ctx, at.Rights.Reader()), id, moment); d != nil {
			d.Index() // before several look at it at once
		}
	}
	if err != nil || d == nil || d.Unpublished && !at.Rights.WorksOn(d.PartnershipID) {
		return nil, err
	}
	return d, nil
}

// hasPassed is INVALID with the path knownAt for a moment that is yet to come.
func (s *Service) hasPassed(ctx context.Context, moment *time.Time) error {
	if moment == nil {
		return nil
	}
	_, changed, err := s.store.LastChange(ctx)
	if err != nil {
		return err
	}
	if moment.After(s.store.Now()) && moment.After(changed) {
		return fault.New(fault.Invalid, "knownAt", "%s is yet to come: nobody knows what will have been recorded by then", moment.UTC().Format(time.RFC3339))
	}
	return nil
}

// PlanWith gives the plan that a row, a comment or a suggestion is a part of, or that has the id itself, with all its rows; nil when there
// is none that may be seen. It is a statement more than Plan at most, and none for an id of another kind.
func (s *Service) PlanWith(ctx context.Context, at Reading, id string) (*plan.Document, error) {
	if strings.HasPrefix(id, plan.Prefix+"_") {
		return s.Plan(ctx, at, id, nil)
	}
	if home, ok := s.plans.home(id); ok {
		if d, err := s.Plan(ctx, at, home, nil); err != nil || d != nil && d.Find(id) != nil {
			return d, err
		}
	}
	home, err := s.store.PlanOf(access.With(ctx, at.Rights.Reader()), id)
	if err != nil {
		return nil, err
	}
	return s.Plan(ctx, at, home, nil)
}

// PlanActionsOf gives the actions that go back to the same as one of some others, by their origins, in every plan that somebody may see, in no
// order. It is one statement.
func (s *Service) PlanActionsOf(ctx context.Context, rights *access.Rights, origins []string) ([]*plan.Action, error) {
	return s.store.PlanActionsOf(access.With(ctx, rights.Reader()), origins)
}

// SeedPlans records plans that are not recorded yet, by id, with their reviews, and leaves everything that is there as it is. It gives the number of new
// records; a second run gives 0 and changes nothing. The partnerships, templates and assessments are there already.
func (s *Service) SeedPlans(ctx context.Context, documents []*plan.Document, reviews []*plan.Reviewed) (int, error) {
	ids := make([]string, len(documents))
	for i, d := range documents {
		ids[i] = d.ID
	}
	known, err := s.store.Plans(service(ctx), PlanFilter{IDs: ids})
	if err != nil || len(known) == len(documents) {
		return 0, err
	}
	var count int
	_, err = s.change(ctx, call{operation: "seed"}, func(ctx context.Context, w *work) (Outcome, error) {
		there, err := w.tx.Plans(w.reading(ctx), PlanFilter{IDs: ids}) // looked at again: another process may have seeded meanwhile
		if err != nil {
			return Outcome{}, err
		}
		recorded := map[string]bool{}
		for _, p := range there {
			recorded[p.ID] = true
		}
		var missing []*plan.Document
		count = 0
		for _, d := range documents {
			if _, ok := programme.Lookup[*programme.Partnership](w.g, d.PartnershipID); ok && !recorded[d.ID] {
				missing = append(missing, d)
				count += 1 + len(d.Rows()) + len(d.Comments) + len(d.Suggestions)
			}
		}
		if err := w.tx.InsertPlans(ctx, missing...); err != nil {
			return Outcome{}, err
		}
		var of []*plan.Reviewed
		for _, r := range reviews {
			if slices.ContainsFunc(missing, func(d *plan.Document) bool { return d.ID == r.PlanID }) {
				of = append(of, r)
				count += 1 + len(r.Items)
			}
		}
		return Outcome{}, w.tx.InsertReviews(ctx, of...)
	})
	return count, err
}
