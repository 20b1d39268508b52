package planning

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/figure"
)

// spool keeps the figures of a file while it is checked, on disk, so that a file of any length takes little memory and is read
// once however often the database asks to begin again.
type spool struct {
	file *os.File
	out  *bufio.Writer
	line []byte
	rows int
}

func newSpool() (*spool, error) {
	f, err := os.CreateTemp("", "waymark-figures-*")
	if err != nil {
		return nil, fmt.Errorf("open spool: %w", err)
	}
	return &spool{file: f, out: bufio.NewWriterSize(f, 1<<18)}, nil
}

// close forgets the figures.
func (s *spool) close() error { return errors.Join(s.file.Close(), os.Remove(s.file.Name())) }

// texts and numbers are the parts of a figure in the order in which they are kept, but for its id and batch.
func texts(f *figure.Figure) [10]*string {
	return [...]*string{&f.IndicatorID, &f.PlaceID, (*string)(&f.Period.Type), (*string)(&f.Breakdown), &f.ExternalID, (*string)(&f.Status),
		&f.StatusReason, &f.Revision, &f.Note, &f.SourceID}
}

func numbers(f *figure.Figure) [7]*decimal.Decimal {
	n := [...]*decimal.Decimal{f.Value, f.Numerator, f.Denominator, nil, nil, nil, nil}
	if i := f.Interval95; i != nil {
		n[3], n[4] = &i.Lower, &i.Upper
	}
	if i := f.Interval998; i != nil {
		n[5], n[6] = &i.Lower, &i.Upper
	}
	return n
}

// The bits of what a figure has, above those of its numbers.
const (
	hasReleased = 1 << (7 + iota)
	isSynthetic
	isRestricted
)

// add keeps a figure.
func (s *spool) add(f *figure.Figure) error {
	line := s.line[:0]
	for _, t := range texts(f) {
		line = binary.AppendUvarint(line, uint64(len(*t)))
		line = append(line, *t...)
	}
	for _, d := range []calendar.Date{f.Period.From, f.Period.To} {
		line = binary.AppendVarint(line, int64(d.DaysSince(calendar.Date{})))
	}
	has, all := uint64(0), numbers(f)
	for i, n := range all {
		if n != nil {
			has |= 1 << i
		}
	}
	if f.ReleasedOn != nil {
		has |= hasReleased
	}
	if f.Synthetic {
		has |= isSynthetic
	}
	if f.Restricted {
		has |= isRestricted
	}
	line = binary.AppendUvarint(line, has)
	for _, n := range all {
		if n != nil {
			line = binary.AppendVarint(line, int64(*n))
		}
	}
	if f.ReleasedOn != nil {
		line = binary.AppendVarint(line, int64(f.ReleasedOn.DaysSince(calendar.Date{})))
	}
	s.line = line
	s.rows++
	if _, err := s.out.Write(line); err != nil {
		return fmt.Errorf("write spool: %w", err)
	}
	return nil
}

// each gives the figures that were kept, from the first on, one good until the next is asked for, and io.EOF at the end.
func (s *spool) each() (func() (*figure.Figure, error), error) {
	if err := s.out.Flush(); err != nil {
		return nil, fmt.Errorf("write spool: %w", err)
	}
	if _, err := s.file.Seek(0, io.SeekStart); err != nil {
		return nil, fmt.Errorf("read spool: %w", err)
	}
	r := unspool{in: bufio.NewReaderSize(s.file, 1<<18)}
	left := s.rows
	return func() (*figure.Figure, error) {
		if left == 0 {
			return nil, io.EOF
		}
		left--
		f := r.figure()
		if r.err != nil {
			return nil, fmt.Errorf("read spool: %w", r.err)
		}
		return f, nil
	}, nil
}

// unspool reads figures back.
type unspool struct {
	in  *bufio.Reader
	buf []byte
	err error
}

func (u *unspool) figure() *figure.Figure {
	f := &figure.Figure{}
	for _, t := range texts(f) {
		*t = u.text()
	}
	f.Period.From, f.Period.To = u.day(), u.day()
	has := u.unsigned()
	var n [7]*decimal.Decimal
	for i := range n {
		if has&(1<<i) != 0 {
			n[i] = new(decimal.Decimal(u.signed()))
		}
	}
	f.Value, f.Numerator, f.Denominator = n[0], n[1], n[2]
	if n[3] != nil {
		f.Interval95 = &figure.Interval{Lower: *n[3], Upper: *n[4]}
	}
	if n[5] != nil {
		f.Interval998 = &figure.Interval{Lower: *n[5], Upper: *n[6]}
	}
	if has&hasReleased != 0 {
		f.ReleasedOn = new(u.day())
	}
	f.Synthetic, f.Restricted = has&isSynthetic != 0, has&isRestricted != 0
	return f
}

func (u *unspool) text() string {
	n := int(u.unsigned())
	if u.err != nil {
		return ""
	}
	if n > cap(u.buf) {
		u.buf = make([]byte, n)
	}
	if _, err := io.ReadFull(u.in, u.buf[:n]); err != nil {
		u.err = err
	}
	return string(u.buf[:n])
}

func (u *unspool) day() calendar.Date { return calendar.Date{}.AddDays(int(u.signed())) }

func (u *unspool) unsigned() uint64 {
	n, err := binary.ReadUvarint(u.in)
	if err != nil && u.err == nil {
		u.err = err
	}
	return n
}

func (u *unspool) signed() int64 {
	n, err := binary.ReadVarint(u.in)
	if err != nil && u.err == nil {
		u.err = err
	}
	return n
}
