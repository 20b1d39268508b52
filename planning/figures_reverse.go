package planning

import (
	"context"
	"fmt"
	"time"

	"waymark/domain/access"
	"waymark/domain/fault"
	"waymark/domain/programme"
)

// FiguresReverse takes a batch of figures back, so that they are there no more and those hold again that they superseded. Who
// asks with knownAt goes on to see them. It is an ILLEGAL_TRANSITION when the batch has been taken back already, and once somebody
// has built on it: a later batch that stands supersedes one of its figures, or an assessment refers to one. Allocations are computed
// from statements and build on no batch. Outcome.ID is the batch.
func (s *Service) FiguresReverse(ctx context.Context, id string, in FiguresReverseInput) (Outcome, error) {
	c := call{"figuresReverse", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		b, err := subject[*programme.FigureBatch](w, id, in.ExpectedVersion)
		if err != nil {
			return Outcome{}, err
		}
		if b.ReversedAt != nil {
			return Outcome{}, fault.New(fault.IllegalTransition, "", "the batch was taken back at %s", b.ReversedAt.UTC().Format(time.RFC3339))
		}
		reason := w.text("reason", in.Reason, 1, 500)
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		if err := w.builtOn(ctx, b); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: id, On: s.today()}, w.tx.FigureBatch.UpdateOneID(id).SetReversedAt(w.tx.Moment).SetReverseReason(reason).Exec(ctx)
	})
}

// builtOn refuses to take a batch back that something rests on, and says what.
func (w *work) builtOn(ctx context.Context, b *programme.FigureBatch) error {
	var later []string
	for _, x := range w.g.FigureBatches() {
		if x.Number > b.Number && x.ReversedAt == nil {
			later = append(later, x.ID)
		}
	}
	by, err := w.tx.Superseded(ctx, b.ID, later)
	if err != nil {
		return err
	}
	if x, ok := programme.Lookup[*programme.FigureBatch](w.g, by); ok {
		return fault.New(fault.IllegalTransition, "", "a figure of it is superseded by one of the batch %s (%s): take that back first", x.ExternalID, x.ID)
	}
	assessment, err := w.tx.Referred(w.reading(ctx), func(figure int64) bool { return figure >= b.First && figure < b.First+int64(b.Rows) })
	if err != nil {
		return err
	}
	if assessment != "" {
		return fault.New(fault.IllegalTransition, "", "an assessment (%s) refers to a figure of it", assessment)
	}
	return nil
}

// importKey is what the import under an external id goes by among long work.
func importKey(externalID string) string { return figuresImport + "/" + externalID }

// FiguresImportProgress begins to watch the import of a file under an external id. It is FORBIDDEN to who may import none, now and
// whenever something is told.
func (s *Service) FiguresImportProgress(ctx context.Context, externalID string) (*JobWatch, error) {
	allowed := func(ctx context.Context) error {
		at, err := s.Reading(ctx)
		if err != nil {
			return fmt.Errorf("progress of an import: %w", err)
		}
		return at.Rights.May(access.ActionOf(figuresImport), nil)
	}
	if err := allowed(ctx); err != nil {
		return nil, err
	}
	if externalID == "" || len(externalID) > 800 {
		return nil, fault.New(fault.Invalid, "externalId", "an external id has 1 to 200 characters")
	}
	return s.jobs.watch(importKey(externalID), allowed), nil
}
