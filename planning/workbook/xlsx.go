package workbook

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"waymark/domain/figurefile"
)

// xlsxRows reads the first sheet of a workbook.
type xlsxRows struct {
	book   *excelize.File
	rows   *excelize.Rows
	number int
	header []string
	old    bool // days are counted from 1904
}

func openXLSX(r io.Reader) (Rows, error) {
	packed, err := io.ReadAll(io.LimitReader(r, MaxPacked+1))
	if err != nil {
		return nil, fmt.Errorf("read workbook: %w", err)
	}
	if len(packed) > MaxPacked {
		return nil, broken(1, "a workbook has at most %d bytes: send a larger table as CSV", MaxPacked)
	}
	if err := bounded(packed); err != nil {
		return nil, err
	}
	book, err := excelize.OpenReader(bytes.NewReader(packed), excelize.Options{RawCellValue: true, UnzipSizeLimit: MaxUnzipped, UnzipXMLSizeLimit: inMemory})
	switch {
	case err == nil:
	case trouble(err):
		return nil, fmt.Errorf("open workbook: %w", err)
	default:
		return nil, unreadable()
	}
	x := &xlsxRows{book: book}
	if props, err := book.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		x.old = *props.Date1904
	}
	sheets := book.GetSheetList()
	if len(sheets) == 0 {
		return nil, errors.Join(broken(1, "the workbook has no sheet"), book.Close())
	}
	if x.rows, err = book.Rows(sheets[0]); err != nil {
		return nil, errors.Join(broken(1, "its first sheet is no table"), book.Close())
	}
	return x, nil
}

func unreadable() error {
	return broken(1, "it is no XLSX workbook that can be read: at most %d bytes unzipped, without a password", MaxUnzipped)
}

// bounded refuses what would be larger unzipped than there is room for: in all, or in the parts that are kept in memory. A part that
// is larger than it says cannot be unzipped.
func bounded(packed []byte) error {
	parts, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return unreadable()
	}
	var all, kept uint64
	for _, part := range parts.File {
		name, size := strings.ToLower(part.Name), part.UncompressedSize64
		if all += size; size > MaxUnzipped || all > MaxUnzipped {
			return unreadable()
		}
		if size <= inMemory || !strings.HasPrefix(name, "xl/worksheets/") && name != "xl/sharedstrings.xml" {
			if kept += size; kept > maxKept {
				return unreadable()
			}
		}
	}
	return nil
}

// Next gives the next row. A sheet tells cells only up to the last one that is filled; those of the header are given back.
func (x *xlsxRows) Next() (int, []string, error) {
	for x.rows.Next() {
		x.number++
		cells, err := x.rows.Columns()
		if err != nil {
			return 0, nil, broken(x.number, "the row cannot be read; what follows was not read")
		}
		if blank(cells) {
			continue
		}
		if x.header == nil {
			x.header = append([]string{}, cells...)
			return x.number, cells, nil
		}
		for len(cells) < len(x.header) {
			cells = append(cells, "")
		}
		for len(cells) > len(x.header) && strings.TrimSpace(cells[len(cells)-1]) == "" {
			cells = cells[:len(cells)-1]
		}
		for i := range min(len(cells), len(x.header)) {
			cells[i] = x.written(strings.ToLower(strings.TrimSpace(x.header[i])), cells[i])
		}
		return x.number, cells, nil
	}
	if err := x.rows.Error(); err != nil {
		return 0, nil, broken(x.number+1, "the row cannot be read; what follows was not read")
	}
	return 0, nil, io.EOF
}

// written gives a cell as it would be written in CSV: a workbook keeps days as numbers, and numbers as the nearest binary fraction.
func (x *xlsxRows) written(column, cell string) string {
	switch {
	case cell == "":
	case figurefile.Dates(column):
		if days, err := strconv.ParseFloat(cell, 64); err == nil {
			if day, err := excelize.ExcelDateToTime(days, x.old); err == nil && days == float64(int(days)) {
				return day.Format(time.DateOnly)
			}
		}
	case figurefile.Numbers(column):
		if n, err := strconv.ParseFloat(cell, 64); err == nil && (len(cell) > 15 || strings.ContainsAny(cell, "eE")) {
			if n, err = strconv.ParseFloat(strconv.FormatFloat(n, 'g', 15, 64), 64); err == nil { // as many digits as a spreadsheet shows
				return strconv.FormatFloat(n, 'f', -1, 64)
			}
		}
	}
	return cell
}

func (x *xlsxRows) Close() error { return errors.Join(x.rows.Close(), x.book.Close()) }
