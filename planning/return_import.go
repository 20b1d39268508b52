package planning

import (
	"context"
	"fmt"
	"slices"

	"waymark/domain/access"
	"waymark/domain/fault"
	"waymark/domain/figurefile"
	"waymark/domain/returnfile"
	"waymark/store"
)

const returnsImport = "returnsImport"

// ReturnsImportInput is a file of returns to hand in.
type ReturnsImportInput struct {
	File           Upload  // the table, as CSV
	DryRun         bool    // only say what would come of it
	IdempotencyKey *string // optional; a repeated request is answered, not done again
}

// ReturnsImported is what came of handing in a file. With problems nothing is handed in. Outcome.Related are the returns.
type ReturnsImported struct {
	Outcome
	DryRun       bool                 // nothing was to be handed in
	Returns      int                  // in the file, as far as it was read
	Rows         int                  // in the file, likewise
	FollowUps    int                  // noticed in the returns; 0 with problems
	Problems     []figurefile.Problem // by row, at most MaxProblems
	ProblemCount int                  // of all
}

// sentReturns is what of a file of returns the record of requests keeps.
type sentReturns struct{ Digest string }

// ReturnsImport hands in the returns of a file, all or none, each as ReturnSubmit does: the rows of one office and month are one return. The file
// is read before the change takes its turn. What is wrong with it is in Problems, beside a refusal of input.file: CONFLICT for versions
// that are not those of the returns, INVALID for all else. With DryRun nothing is handed in in any case. More than MaxReturns, MaxReturnLines, or
// MaxReturnRows of one return, are LIMITED.
func (s *Service) ReturnsImport(ctx context.Context, in ReturnsImportInput) (done ReturnsImported, err error) {
	done.DryRun = in.DryRun
	if _, err := s.importer(ctx, returnsImport); err != nil {
		return done, err
	}
	f, err := readReturns(ctx, in.File.Reader)
	if err != nil {
		return done, fmt.Errorf("%s: %w", returnsImport, err)
	}
	done.Returns, done.Rows = len(f.returns), f.lines
	c := call{operation: returnsImport, input: sentReturns{f.digest}, key: in.IdempotencyKey}
	if in.DryRun {
		c.key = nil
	}
	decided := false
	done.Outcome, err = s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		decided = true
		if err := w.allowed(); err != nil {
			return Outcome{}, err
		}
		made, wrong, err := w.editions(ctx, f, s.today())
		if err != nil {
			return Outcome{}, err
		}
		done.FollowUps, done.Problems, done.ProblemCount = 0, wrong.sorted(), wrong.count
		if wrong.count > 0 {
			return Outcome{}, wrong.refusal()
		}
		ids := make([]string, len(made))
		for i, r := range made {
			ids[i] = r.ID
			done.FollowUps += len(r.FollowUps)
		}
		if in.DryRun {
			return Outcome{}, errRepeated // which undoes the transaction, and is no error
		}
		return Outcome{On: s.today(), Related: ids}, w.keep(ctx, made...)
	})
	if err != nil || decided {
		return done, err
	}
	done.FollowUps, err = s.followUps(ctx, done.Related)
	return done, err
}

// followUps counts what is noticed in returns.
func (s *Service) followUps(ctx context.Context, ids []string) (n int, err error) {
	at, err := s.Reading(ctx)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", returnsImport, err)
	}
	for some := range slices.Chunk(ids, maxIDs) {
		found, err := s.store.Returns(access.With(ctx, at.Rights), store.ReturnFilter{IDs: some})
		if err != nil {
			return 0, fmt.Errorf("%s: %w", returnsImport, err)
		}
		for _, r := range found {
			n += len(r.FollowUps)
		}
	}
	return n, nil
}

// refusal tells that nothing is handed in, and of the first row that is about another version.
func (f *faulty) refusal() error {
	var list fault.List
	conflicts := 0
	for _, p := range f.problems {
		if p.Rule != returnfile.Conflict {
			continue
		}
		if conflicts++; conflicts == 1 {
			list = append(list, fault.New(fault.Conflict, "input.file", "row %d: %s", p.Row, p.Message))
		}
	}
	if conflicts < f.count {
		list.Add("input.file", "%s", told(f.count))
	}
	return list.Err()
}
