package planning

import (
	"io"
	"time"

	"waymark/domain/figurefile"
	"waymark/planning/workbook"
)

const (
	// MaxFigureRows is how many figures one file may have.
	MaxFigureRows = 2_000_000
	// MaxProblems is how many things that are wrong with a file are told; the others are counted.
	MaxProblems = 1_000
)

// Upload is a file that somebody sends. It is read once, from its beginning.
type Upload struct {
	io.Reader
	Name string // as its sender calls it; empty when not known
	Size int64  // in bytes; 0 when not known
}

// FiguresImportInput is a file of figures to record.
type FiguresImportInput struct {
	File       Upload           // the table
	Format     *workbook.Format // how it is written; by the end of its name when left out
	ExternalID string           // what who records it calls it, 1 to 200 characters, unique
	Title      *string          // what it is, at most 300 characters; the external id when left out
	Reason     *string          // why its figures supersede others, at most 500 characters; needed unless each row that does says why
	PublishAt  *time.Time       // the moment from which its figures are there; at once when left out
	DryRun     bool             // only say what would come of it
}

// FiguresImported is what came of an import. With problems nothing is recorded.
type FiguresImported struct {
	Outcome                           // ID is of the batch; empty when none is recorded
	DryRun       bool                 // nothing was to be recorded
	Repeated     bool                 // the same file had been recorded under the same external id before
	Rows         int                  // figures in the file, as far as it was read
	Superseding  int                  // of them those that supersede another
	Problems     []figurefile.Problem // by row, at most MaxProblems
	ProblemCount int                  // of all
}

// FiguresReverseInput says why a batch of figures is taken back.
type FiguresReverseInput struct {
	ExpectedVersion int     // the version that was read
	Reason          string  // why, 1 to 500 characters
	IdempotencyKey  *string // optional; a repeated request is answered, not done again
}
