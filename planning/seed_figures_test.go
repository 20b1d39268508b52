package planning_test

import (
	"sync"
	"testing"

	"waymark/dataset"
	"waymark/domain/programme"
	"waymark/domain/viewer"
	"waymark/planning"
	"waymark/store/storetest"
)

func referenceFigures(t *testing.T) (sets []programme.FigureSet, rows int) {
	t.Helper()
	sets, err := dataset.ReferenceFigures()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sets {
		rows += len(s.Figures)
	}
	return sets, rows
}

func TestSeedFigures(t *testing.T) {
	base := storetest.Template{Prepare: seed(dataset.Reference)}
	base.Run(t, func(t *testing.T, db storetest.Database) {
		w := open(t, db)
		sets, rows := referenceFigures(t)
		_, err := w.SeedFigures(viewer.With(t.Context(), viewer.Anonymous()), sets)
		w.refused(planning.Outcome{}, err)("FORBIDDEN : you may not change anything")
		var counts [3]int
		errs := make([]error, 3)
		var together sync.WaitGroup
		for i, s := range []*world{w, open(t, db), open(t, db)} {
			together.Go(func() { counts[i], errs[i] = s.SeedFigures(w.ctx, sets) })
		}
		together.Wait()
		if counts[0]+counts[1]+counts[2] != rows || errs[0] != nil || errs[1] != nil || errs[2] != nil {
			t.Errorf("three at once recorded %v figures of %d, %v", counts, rows, errs)
		}
		revision := w.graph().Revision()
		if n, err := w.SeedFigures(w.ctx, sets); n != 0 || err != nil || w.graph().Revision() != revision {
			t.Errorf("seeding again recorded %d, %v", n, err)
		}
		batches := w.graph().FigureBatches()
		if len(batches) != len(sets) {
			t.Fatalf("%d batches of %d", len(batches), len(sets))
		}
		next := int64(1)
		for i, b := range batches {
			if b.Number != int64(i+1) || b.First != next || b.Rows != len(sets[i].Figures) || b.Subject != operator.Subject || b.ExternalID != sets[i].Batch.ExternalID {
				t.Errorf("the batch is %+v", b)
			}
			if i > 0 && !b.CreatedAt.After(batches[i-1].CreatedAt) {
				t.Errorf("batch %d is not later than the one before", b.Number)
			}
			next += int64(b.Rows)
		}
	})
}
