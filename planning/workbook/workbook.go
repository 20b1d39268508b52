// Package workbook reads tables row by row from the formats that they come in: CSV, the first sheet of an XLSX workbook, and JSON Lines.
package workbook

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"waymark/domain/figurefile"
)

// Format is how a table is written.
type Format string

// The formats.
const (
	CSV       Format = "CSV"        // RFC 4180 in UTF-8; lines before the header that begin with # are passed over
	XLSX      Format = "XLSX"       // the first sheet of a workbook
	JSONLines Format = "JSON_LINES" // an object a line; a first one with the member "figures" is passed over
)

// Formats gives all formats.
func Formats() []Format { return []Format{CSV, XLSX, JSONLines} }

// FormatOf gives the format that the name of a file ends in, or "".
func FormatOf(name string) Format {
	for suffix, f := range map[string]Format{".csv": CSV, ".xlsx": XLSX, ".jsonl": JSONLines, ".ndjson": JSONLines} {
		if strings.HasSuffix(strings.ToLower(name), suffix) {
			return f
		}
	}
	return ""
}

// Rows is a table. Its first row is the header.
type Rows interface {
	// Next gives the next row that is not empty, with its number, counted from 1; of CSV and JSON Lines, the number of the line where it
	// begins. The cells are good until the next call. At the end it is io.EOF, and for what cannot be read a figurefile.Problem, after
	// which there is nothing more.
	Next() (number int, cells []string, err error)
	// Close lets go of what the table takes beside the memory.
	Close() error
}

// MaxPacked is the size in bytes that a workbook may have, since it is held in memory.
const MaxPacked = 64 << 20

// MaxUnzipped is the size in bytes that a workbook may have once it is unzipped.
const MaxUnzipped = 1 << 30

const (
	inMemory = 16 << 20 // bytes of a sheet, or of its texts, that are kept in memory; a larger one goes to a temporary file
	maxKept  = 64 << 20 // bytes that are kept in memory in all
)

// Open begins to read a table. What is no file of the format is a figurefile.Problem, here or at the first row.
func Open(f Format, r io.Reader) (Rows, error) {
	switch f {
	case CSV:
		return newCSV(r), nil
	case XLSX:
		return openXLSX(r)
	case JSONLines:
		return newJSON(r), nil
	}
	return nil, fmt.Errorf("open table: there is no format %q among %v", f, Formats())
}

// broken is what is told of a row that cannot be told into cells.
func broken(row int, format string, args ...any) error {
	return figurefile.Wrong(row, "", "", figurefile.Quoting, format, args...)
}

// blank tells whether a row holds nothing.
func blank(cells []string) bool {
	return !slices.ContainsFunc(cells, func(c string) bool { return strings.TrimSpace(c) != "" })
}

// trouble tells of an error that is the reader's own rather than the table's.
func trouble(err error) bool {
	var path *os.PathError
	return errors.As(err, &path)
}
