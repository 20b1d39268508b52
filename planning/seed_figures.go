package planning

import (
	"context"
	"slices"

	"waymark/domain/programme"
	"waymark/domain/viewer"
)

// SeedFigures records the batches that are not recorded yet, by their external ids, with their figures: each in a change of its own,
// in the order given, so that each can be read as it was before the next. It gives the number of new figures; a second run gives 0 and
// changes nothing, also where a batch has been reversed since. What the figures are about must have been seeded before.
func (s *Service) SeedFigures(ctx context.Context, sets []programme.FigureSet) (int, error) {
	count := 0
	for _, set := range sets {
		g, err := s.Graph(ctx)
		if err != nil {
			return count, err
		}
		if g.FigureBatch(set.Batch.ExternalID) != nil {
			continue
		}
		var recorded int
		_, err = s.change(ctx, call{operation: "seed"}, func(ctx context.Context, w *work) (Outcome, error) {
			recorded = 0
			if w.g.FigureBatch(set.Batch.ExternalID) != nil { // another process has seeded meanwhile
				return Outcome{}, nil
			}
			recorded = len(set.Figures)
			return Outcome{}, w.recordFigures(ctx, set)
		})
		if err != nil {
			return count, err
		}
		count += recorded
	}
	return count, nil
}

// recordFigures writes a batch and its figures, with the numbers that come next.
func (w *work) recordFigures(ctx context.Context, set programme.FigureSet) error {
	batch, figures := *set.Batch, slices.Clone(set.Figures)
	w.number(ctx, &batch, len(figures))
	for i := range figures {
		figures[i].ID, figures[i].BatchID = batch.First+int64(i), batch.ID
	}
	if err := w.insert(ctx, programme.Records{FigureBatches: []*programme.FigureBatch{&batch}}); err != nil {
		return err
	}
	return w.tx.InsertFigures(ctx, figures)
}

// number gives a batch of so many figures the numbers that come next, and who records it.
func (w *work) number(ctx context.Context, batch *programme.FigureBatch, rows int) {
	batch.Number, batch.First = w.g.NextBatch()
	batch.Rows = rows
	if who, ok := viewer.From(ctx); ok {
		batch.Subject = who.Subject
	}
}
