package planning

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"waymark/domain/fault"
	"waymark/domain/figure"
	"waymark/domain/figurefile"
	"waymark/domain/programme"
	"waymark/planning/workbook"
	"waymark/store"
)

const figuresImport = "figuresImport"

// importing is what of an import the record of requests and the audit keep.
type importing struct{ ExternalID, Digest, Reason string }

func (i importing) reason() string { return i.Reason }

// FiguresImport records the figures of a file, all or none, as a batch. The file is read and checked before the change takes its turn. What is
// wrong with it is in Problems, beside an INVALID refusal of input.file. A file that was recorded under the same external id before
// is answered with its batch; another one is a CONFLICT. With DryRun nothing is recorded in any case. More than MaxFigureRows are LIMITED.
// While it runs it can be watched by FiguresImportProgress.
func (s *Service) FiguresImport(ctx context.Context, in FiguresImportInput) (done FiguresImported, err error) {
	done.DryRun = in.DryRun
	g, err := s.importer(ctx, figuresImport)
	if err != nil {
		return done, err
	}
	batch, format, err := s.batchOf(g, in)
	if err != nil {
		return done, fmt.Errorf("%s: %w", figuresImport, err)
	}
	size := max(in.File.Size, 1)
	ctx, job := s.jobs.begin(ctx, figuresImport, importKey(batch.ExternalID), 2*size)
	defer func() { err = job.finish(ctx, err) }()
	file, err := readFigures(ctx, g, format, in.File, job)
	if err != nil {
		return done, fmt.Errorf("%s: %w", figuresImport, err)
	}
	defer func() { err = errors.Join(err, file.close()) }()
	batch.Digest, batch.Synthetic = file.digest, file.invented
	done.Rows = file.rows
	if known := g.FigureBatch(batch.ExternalID); known != nil {
		if err = sameFile(known, batch); err == nil {
			done.Repeated, done.Outcome = true, Outcome{ID: known.ID, On: s.today()}
		}
		return done, err
	}
	known, err := s.supersededBy(ctx, g, file, batch.Reason)
	done.Superseding = len(file.held)
	if err != nil {
		return done, fmt.Errorf("%s: %w", figuresImport, err)
	}
	done.Problems, done.ProblemCount = file.sorted(), file.count
	if file.count > 0 {
		return done, fmt.Errorf("%s: %w", figuresImport, fault.New(fault.Invalid, "input.file", "%s", told(file.count)))
	}
	if in.DryRun {
		return done, nil
	}
	err = s.record(ctx, batch, file, known, job, size, &done)
	return done, err
}

func told(problems int) string {
	if problems == 1 {
		return "one thing is wrong with the file, and nothing was recorded"
	}
	return fmt.Sprintf("%d things are wrong with the file, and nothing was recorded", problems)
}

// batchOf checks all but the file.
func (s *Service) batchOf(g *programme.Graph, in FiguresImportInput) (*programme.FigureBatch, workbook.Format, error) {
	w := &work{g: g}
	b := &programme.FigureBatch{Meta: programme.Meta{ID: newID(programme.FigureBatchPrefix)}, ExternalID: w.text("externalId", in.ExternalID, 1, 200),
		Title: w.optionalText("title", in.Title, 300), Reason: w.optionalText("reason", in.Reason, 500)}
	b.Title = cmp.Or(b.Title, b.ExternalID)
	if in.PublishAt != nil {
		b.PublishAt = new(in.PublishAt.UTC().Truncate(time.Microsecond))
		if now := s.store.Now(); !b.PublishAt.After(now) && g.FigureBatch(b.ExternalID) == nil {
			w.bad("publishAt", "%s is past: leave it out to publish at once", in.PublishAt.UTC().Format(time.RFC3339))
		}
	}
	format := workbook.FormatOf(in.File.Name)
	if in.Format != nil {
		format = *in.Format
	}
	if format == "" {
		w.bad("format", "say which it is: the name of the file ends in none of .csv, .xlsx and .jsonl")
	}
	if in.File.Reader == nil {
		w.bad("file", "there is no file")
	}
	return b, format, w.refused()
}

// sameFile refuses a batch whose external id is that of another file.
func sameFile(known, batch *programme.FigureBatch) error {
	if known.Digest == batch.Digest {
		return nil
	}
	return fault.New(fault.Conflict, "input.externalId", "another file was recorded under this external id at %s",
		known.CreatedAt.UTC().Format(time.RFC3339))
}

// supersededBy finds the figures of a file that supersede others, and notes those that do not say why. It gives the id of the first
// figure that it has not looked at.
func (s *Service) supersededBy(ctx context.Context, g *programme.Graph, f *figureFile, reason string) (next int64, err error) {
	_, next = g.NextBatch()
	if f.rows == 0 || len(f.seen) == 0 {
		return next, nil
	}
	return next, f.superseding(ctx, g, s.store.FigureKeys, 0, reason)
}

// keysOf is how keys of figures are read.
type keysOf func(context.Context, store.KeyFilter, func(figure.Key, string)) error

func (f *figureFile) superseding(ctx context.Context, g *programme.Graph, keys keysOf, after int64, reason string) error {
	filter := store.KeyFilter{First: f.first, Last: f.last, After: after}
	for id := range f.indicators {
		filter.Indicators = append(filter.Indicators, id)
	}
	found := map[keyHash]*programme.FigureBatch{} // the last batch with a figure about the same
	err := keys(ctx, filter, func(k figure.Key, batch string) {
		hash := hashOf(&k)
		if _, there := f.seen[hash]; !there {
			return
		}
		b, ok := programme.Lookup[*programme.FigureBatch](g, batch)
		if was := found[hash]; ok && b.ReversedAt == nil && (was == nil || was.Number < b.Number) {
			found[hash] = b
		}
	})
	var wrong []figurefile.Problem
	for hash, b := range found {
		if row := f.seen[hash]; reason == "" && !row.revised && !f.held[hash] {
			wrong = append(wrong, figurefile.Wrong(int(row.row), figurefile.RevisionColumn, "", figurefile.Reason,
				"it supersedes a figure of the batch %s: say why here, or once for all", b.ExternalID))
		}
		f.held[hash] = true
	}
	slices.SortFunc(wrong, func(a, b figurefile.Problem) int { return a.Row - b.Row })
	f.wrong(wrong...)
	return err
}

// record writes the batch and its figures, unless another process has meanwhile.
func (s *Service) record(ctx context.Context, batch *programme.FigureBatch, f *figureFile, looked int64, job *job, size int64, done *FiguresImported) error {
	c := call{operation: figuresImport, input: importing{batch.ExternalID, batch.Digest, batch.Reason}}
	outcome, err := s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		if known := w.g.FigureBatch(batch.ExternalID); known != nil {
			err := sameFile(known, batch)
			done.Repeated = err == nil
			return Outcome{ID: known.ID, On: s.today()}, err
		}
		if _, next := w.g.NextBatch(); next > looked { // others have been recorded since
			if err := f.superseding(ctx, w.g, w.tx.FigureKeys, looked-1, batch.Reason); err != nil {
				return Outcome{}, err
			}
			done.Superseding = len(f.held)
			if f.count > 0 {
				done.Problems, done.ProblemCount = f.sorted(), f.count
				return Outcome{}, fault.New(fault.Invalid, "input.file", "%s", told(f.count))
			}
		}
		recorded := *batch
		w.number(ctx, &recorded, f.rows)
		if err := w.insert(ctx, programme.Records{FigureBatches: []*programme.FigureBatch{&recorded}}); err != nil {
			return Outcome{}, err
		}
		next, err := f.figures.each()
		if err != nil {
			return Outcome{}, err
		}
		id := recorded.First - 1
		return Outcome{ID: recorded.ID, On: s.today()}, w.tx.CopyFigures(ctx, func() (*figure.Figure, error) {
			x, err := next()
			if err != nil {
				return nil, err
			}
			id++
			if written := id - recorded.First; written%1_000 == 0 {
				job.advance(size + size*written/int64(f.rows))
			}
			x.ID, x.BatchID = id, recorded.ID
			return x, nil
		})
	})
	done.Outcome = outcome
	return err
}
