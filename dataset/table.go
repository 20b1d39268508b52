package dataset

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"waymark/domain/calendar"
	"waymark/domain/fault"
)

// row is one line of a CSV file. Its readers note a fault and give a zero value when a cell breaks their rule, so that
// all faults of all files are found in one go.
type row struct {
	file   string
	line   int
	cells  map[string]string
	faults *fault.List
}

// table reads a file whose first line must be exactly the given columns.
func table(files fs.FS, name string, faults *fault.List, columns ...string) ([]row, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	defer func() { _ = f.Close() }() // read only: nothing to lose
	r := csv.NewReader(f)
	head, err := r.Read()
	if err != nil {
		return nil, fmt.Errorf("read the head of %s: %w", name, err)
	}
	if !slices.Equal(head, columns) {
		return nil, fmt.Errorf("read %s: its columns must be %s, not %s", name, strings.Join(columns, ", "), strings.Join(head, ", "))
	}
	var rows []row
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		line, _ := r.FieldPos(0)
		cells := make(map[string]string, len(columns))
		for i, column := range columns {
			cells[column] = record[i]
		}
		rows = append(rows, row{file: name, line: line, cells: cells, faults: faults})
	}
}

func (r row) fault(column, format string, args ...any) {
	*r.faults = append(*r.faults, &fault.Error{
		Code:    fault.Invalid,
		Message: fmt.Sprintf(format, args...),
		Path:    []string{r.file, "line " + strconv.Itoa(r.line), column},
	})
}

func (r row) optional(column string) string { return r.cells[column] }

func (r row) text(column string) string {
	s := r.cells[column]
	if strings.TrimSpace(s) != s || s == "" {
		r.fault(column, "must be filled in, without space at either end")
	}
	return s
}

func (r row) count(column string) int {
	n, err := strconv.ParseUint(r.cells[column], 10, 31)
	if err != nil {
		r.fault(column, "must be a whole number from 0, not %.32q", r.cells[column])
	}
	return int(n)
}

// day reads a date, or a month of which it gives the first day and says so.
func (r row) day(column string) (day calendar.Date, month bool) {
	s := r.cells[column]
	if len(s) == len("2009-01") {
		s, month = s+"-01", true
	}
	day, err := calendar.Parse(s)
	if err != nil {
		r.fault(column, "must be a date YYYY-MM-DD or a month YYYY-MM, not %.32q", r.cells[column])
	}
	return day, month
}

// known gives the thing that a cell names.
func known[T any](r row, column string, all map[string]T) (found T) {
	found, ok := all[r.cells[column]]
	if !ok {
		r.fault(column, "must name one that is listed in its own file, not %.64q", r.cells[column])
	}
	return found
}
