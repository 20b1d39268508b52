package planning

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"slices"

	"waymark/domain/fault"
	"waymark/domain/figurefile"
	"waymark/domain/programme"
	"waymark/planning/workbook"
)

// figureFile is a file of figures that has been read and held to what is recorded.
type figureFile struct {
	*figureCheck
	digest   string // SHA-256 of its bytes, in hexadecimal
	figures  *spool
	rows     int
	held     map[keyHash]bool // what of the file supersedes a figure
	problems []figurefile.Problem
	count    int // of all problems
}

func (f *figureFile) wrong(problems ...figurefile.Problem) {
	f.count += len(problems)
	f.problems = append(f.problems, problems[:min(len(problems), MaxProblems-len(f.problems))]...)
}

// metered counts and digests what is read, and ends with its context.
type metered struct {
	ctx  context.Context
	in   io.Reader
	hash hash.Hash
	read int64
	job  *job
}

func (m *metered) Read(p []byte) (int, error) {
	if err := m.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := m.in.Read(p)
	_, _ = m.hash.Write(p[:n]) // which never fails
	m.read += int64(n)
	m.job.advance(m.read)
	return n, err
}

// readFigures reads a file to its end. What is wrong with the file is in the result, which is to be closed; an error is of another kind.
func readFigures(ctx context.Context, g *programme.Graph, format workbook.Format, in io.Reader, job *job) (f *figureFile, err error) {
	f = &figureFile{figureCheck: newFigureCheck(g), held: map[keyHash]bool{}}
	if f.figures, err = newSpool(); err != nil {
		return nil, err
	}
	from := &metered{ctx: ctx, in: in, hash: sha256.New(), job: job}
	err = f.read(format, from)
	var wrong figurefile.Problem
	if errors.As(err, &wrong) {
		f.wrong(wrong)
		err = nil
	}
	if err == nil {
		_, err = io.Copy(io.Discard, from) // what follows counts for the digest
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("read figures: %w", err), f.close())
	}
	f.digest = hex.EncodeToString(from.hash.Sum(nil))
	if f.rows == 0 && f.count == 0 {
		f.wrong(figurefile.Wrong(1, "", "", figurefile.Cells, "the file has no figures"))
	}
	return f, nil
}

func (f *figureFile) read(format workbook.Format, in io.Reader) (err error) {
	rows, err := workbook.Open(format, in)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	number, header, err := rows.Next()
	if errors.Is(err, io.EOF) {
		return nil
	}
	if err != nil {
		return err
	}
	layout, problems := figurefile.Read(number, header)
	if layout == nil {
		f.wrong(problems...)
		return nil
	}
	for {
		number, cells, err := rows.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if f.rows++; f.rows > MaxFigureRows {
			return fault.Exceeded("figureRows", MaxFigureRows, 0, "figures in a file")
		}
		draft, problems := layout.Draft(number, cells)
		if !slices.ContainsFunc(problems, func(p figurefile.Problem) bool { return p.Rule == figurefile.Cells }) {
			problems = f.hold(number, &draft, problems)
		}
		f.wrong(problems...)
		if f.count > 0 { // nothing will be recorded
			continue
		}
		if err := f.figures.add(&draft.Figure); err != nil {
			return err
		}
	}
}

func (f *figureFile) close() error { return f.figures.close() }

// sorted puts problems that were found late among the others.
func (f *figureFile) sorted() []figurefile.Problem {
	slices.SortStableFunc(f.problems, func(a, b figurefile.Problem) int { return a.Row - b.Row })
	return f.problems
}
