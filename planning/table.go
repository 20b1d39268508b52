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

	"waymark/domain/access"
	"waymark/domain/fault"
	"waymark/domain/figurefile"
	"waymark/domain/programme"
	"waymark/domain/viewer"
	"waymark/planning/workbook"
)

// faulty is what is wrong with a file.
type faulty struct {
	problems []figurefile.Problem // the first MaxProblems
	count    int                  // of all
}

func (f *faulty) wrong(problems ...figurefile.Problem) {
	f.count += len(problems)
	f.problems = append(f.problems, problems[:min(len(problems), MaxProblems-len(f.problems))]...)
}

// sorted puts problems that were found late among the others.
func (f *faulty) sorted() []figurefile.Problem {
	slices.SortStableFunc(f.problems, func(a, b figurefile.Problem) int { return a.Row - b.Row })
	return f.problems
}

// digested reads a file to its end and gives the SHA-256 of its bytes, in hexadecimal. That it is no table is noted; an error is of
// another kind.
func (f *faulty) digested(ctx context.Context, in io.Reader, job *job, read func(io.Reader) error) (string, error) {
	from := &metered{ctx: ctx, in: in, hash: sha256.New(), job: job}
	err := read(from)
	var wrong figurefile.Problem
	if errors.As(err, &wrong) {
		f.wrong(wrong)
		err = nil
	}
	if err == nil {
		_, err = io.Copy(io.Discard, from) // what follows counts for the digest
	}
	return hex.EncodeToString(from.hash.Sum(nil)), err
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

// eachRow reads a table: its header, and unless that will not do each row.
func eachRow(format workbook.Format, in io.Reader, header func(int, []string) bool, row func(int, []string) error) (err error) {
	rows, err := workbook.Open(format, in)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	number, cells, err := rows.Next()
	if errors.Is(err, io.EOF) {
		return nil
	}
	if err != nil || !header(number, cells) {
		return err
	}
	for {
		number, cells, err := rows.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := row(number, cells); err != nil {
			return err
		}
	}
}

// importer gives the programme to who may do an import somewhere; to others it is FORBIDDEN.
func (s *Service) importer(ctx context.Context, operation string) (*programme.Graph, error) {
	who, ok := viewer.From(ctx)
	if !ok || !who.SignedIn() {
		return nil, fault.New(fault.Forbidden, "", "you may not change anything")
	}
	g, err := s.Graph(ctx)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", operation, err)
	}
	if err := s.rights(g, who).May(access.ActionOf(operation), nil); err != nil {
		return nil, fmt.Errorf("%s: %w", operation, err)
	}
	return g, nil
}
