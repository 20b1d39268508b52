package workbook

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
)

// csvRows reads RFC 4180.
type csvRows struct {
	in     *bufio.Reader
	rows   *csv.Reader
	before int // lines that were passed over
	begun  bool
	done   bool
}

func newCSV(r io.Reader) *csvRows { return &csvRows{in: bufio.NewReaderSize(r, 1<<16)} }

// begin passes over the mark of the encoding and what stands before the header.
func (c *csvRows) begin() error {
	c.begun = true
	if mark, err := c.in.Peek(3); err == nil && bytes.Equal(mark, []byte("\xef\xbb\xbf")) {
		_, _ = c.in.Discard(3)
	}
	for {
		if sign, _ := c.in.Peek(1); string(sign) != "#" { // an end or an error comes again with the first row
			break
		}
		if err := c.pass(); err != nil {
			return err
		}
		c.before++
	}
	c.rows = csv.NewReader(c.in)
	c.rows.ReuseRecord, c.rows.FieldsPerRecord = true, -1
	return nil
}

// pass passes over a line, however long.
func (c *csvRows) pass() error {
	for {
		switch _, err := c.in.ReadSlice('\n'); {
		case err == nil || errors.Is(err, io.EOF):
			return nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return err
		}
	}
}

func (c *csvRows) Next() (int, []string, error) {
	if !c.begun {
		if err := c.begin(); err != nil {
			return 0, nil, err
		}
	}
	for !c.done {
		cells, err := c.rows.Read()
		var wrong *csv.ParseError
		switch {
		case errors.As(err, &wrong):
			c.done = true
			return 0, nil, broken(c.before+wrong.StartLine, "%v in column %d; what follows was not read", wrong.Err, wrong.Column)
		case err != nil:
			return 0, nil, err
		}
		if line, _ := c.rows.FieldPos(0); !blank(cells) {
			return c.before + line, cells, nil
		}
	}
	return 0, nil, io.EOF
}

func (c *csvRows) Close() error { return nil }
