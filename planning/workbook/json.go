package workbook

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"

	"waymark/domain/figurefile"
)

// maxLine is how long a line of JSON may be, in bytes.
const maxLine = 1 << 20

// jsonRows reads an object a line, whose members are the columns.
type jsonRows struct {
	lines   *bufio.Scanner
	columns []string
	cells   []string
	number  int
	begun   bool
	done    bool
}

func newJSON(r io.Reader) *jsonRows {
	s := bufio.NewScanner(r)
	s.Buffer(make([]byte, 1<<16), maxLine)
	columns := slices.DeleteFunc(figurefile.Known(), func(c string) bool { return c == figurefile.CountColumn }) // another name of numerator
	return &jsonRows{lines: s, columns: columns, cells: make([]string, len(columns))}
}

// Next gives the columns first, as if they stood in a header.
func (j *jsonRows) Next() (int, []string, error) {
	if !j.begun {
		j.begun = true
		return 1, j.columns, nil
	}
	for !j.done && j.lines.Scan() {
		j.number++
		line := bytes.TrimSpace(j.lines.Bytes())
		if j.number == 1 {
			line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))
		}
		if len(line) == 0 || j.number == 1 && preface(line) {
			continue
		}
		if err := j.object(line); err != nil {
			j.done = true
			return 0, nil, err
		}
		return j.number, j.cells, nil
	}
	err := j.lines.Err()
	switch {
	case j.done || err == nil:
		return 0, nil, io.EOF
	case errors.Is(err, bufio.ErrTooLong):
		j.done = true
		return 0, nil, broken(j.number+1, "a line has at most %d bytes; what follows was not read", maxLine)
	}
	return 0, nil, err
}

// preface tells whether a line tells of the file rather than of a figure.
func preface(line []byte) bool {
	var first struct{ Figures json.RawMessage }
	return json.Unmarshal(line, &first) == nil && first.Figures != nil
}

func (j *jsonRows) object(line []byte) error {
	var members map[string]any
	d := json.NewDecoder(bytes.NewReader(line))
	d.UseNumber()
	if err := d.Decode(&members); err != nil || members == nil || d.More() {
		return broken(j.number, "a line is one JSON object; what follows was not read")
	}
	for i, name := range j.columns {
		value, there := members[name]
		j.cells[i] = ""
		if !there {
			continue
		}
		delete(members, name)
		switch v := value.(type) {
		case nil:
		case string:
			j.cells[i] = v
		case json.Number:
			j.cells[i] = v.String()
		case bool:
			j.cells[i] = strconv.FormatBool(v)
		default:
			return figurefile.Wrong(j.number, name, "", figurefile.Form, "it is a text, a number, true, false or null")
		}
	}
	for name := range members {
		return figurefile.Wrong(j.number, "", name, figurefile.HeaderUnknown, "there is no such column")
	}
	return nil
}

func (j *jsonRows) Close() error { return nil }
