package planning

import (
	"context"

	"waymark/domain/programme"
)

// CoordinatorCreate puts a person on the books. Outcome.ID is the coordinator.
func (s *Service) CoordinatorCreate(ctx context.Context, in CoordinatorCreateInput) (Outcome, error) {
	c := call{"coordinatorCreate", "", in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		if err := w.allowed(); err != nil {
			return Outcome{}, err
		}
		name := w.text("name", in.Name, 1, 200)
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		person := &programme.Coordinator{Meta: programme.Meta{ID: newID(programme.CoordinatorPrefix)}, Name: name}
		err := w.insert(ctx, programme.Records{Coordinators: []*programme.Coordinator{person}})
		return Outcome{ID: person.ID, On: s.today()}, err
	})
}

// CoordinatorUpdate corrects what is known of a person. Outcome.ID is the coordinator.
func (s *Service) CoordinatorUpdate(ctx context.Context, id string, in CoordinatorUpdateInput) (Outcome, error) {
	c := call{"coordinatorUpdate", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		if _, err := subject[*programme.Coordinator](w, id, in.ExpectedVersion); err != nil {
			return Outcome{}, err
		}
		name := w.text("name", in.Name, 1, 200)
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: id, On: s.today()}, w.tx.Coordinator.UpdateOneID(id).SetName(name).Exec(ctx)
	})
}
