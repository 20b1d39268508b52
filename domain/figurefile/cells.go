package figurefile

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Header says which column of a file stands where.
type Header struct {
	names []string       // of the file's columns, from the left
	at    map[string]int // where each is
}

// ReadHeader reads a header row: names in any order and in capitals or not, all of them known, each once, and those that are needed there.
func ReadHeader(row int, header, known, needed []string) (*Header, []Problem) {
	h := &Header{at: map[string]int{}}
	var wrong []Problem
	for i, cell := range header {
		name := strings.ToLower(strings.TrimSpace(cell))
		_, twice := h.at[name]
		switch {
		case !slices.Contains(known, name):
			wrong = append(wrong, Wrong(row, "", cell, HeaderUnknown, "the columns are %s", strings.Join(known, ", ")))
		case twice:
			wrong = append(wrong, Wrong(row, name, cell, HeaderRepeated, "a column is there once"))
		}
		h.names, h.at[name] = append(h.names, name), i
	}
	for _, name := range needed {
		if _, there := h.at[name]; !there {
			wrong = append(wrong, Wrong(row, name, "", HeaderMissing, "every file has the column %s", name))
		}
	}
	return h, wrong
}

// Line reads the cells of one row, and notes what is wrong with them.
type Line struct {
	Wrong  []Problem // what was noted
	header *Header
	row    int
	cells  []string
}

// Line begins to read a row. One that has not as many cells as the header cannot be read: it is nil.
func (h *Header) Line(row int, cells []string) (*Line, []Problem) {
	if len(cells) != len(h.names) {
		return nil, []Problem{Wrong(row, "", "", Cells, "the row has %d cells and the header %d", len(cells), len(h.names))}
	}
	return &Line{header: h, row: row, cells: cells}, nil
}

// Bad notes that a cell breaks a rule.
func (l *Line) Bad(column string, rule Rule, format string, args ...any) {
	l.Wrong = append(l.Wrong, Wrong(l.row, column, l.Cell(column), rule, format, args...))
}

// Cell gives a cell as it stands there, without space around it; empty when there is no such column.
func (l *Line) Cell(column string) string {
	if i, ok := l.header.at[column]; ok {
		return strings.TrimSpace(l.cells[i])
	}
	return ""
}

// Code reads a code of at most 200 bytes, which must be there.
func (l *Line) Code(column string) string {
	if l.Cell(column) == "" {
		l.Bad(column, Required, "it must be filled in")
	}
	return l.CodeOrNone(column)
}

// CodeOrNone reads a code of at most 200 bytes, or nothing.
func (l *Line) CodeOrNone(column string) string {
	c := l.Cell(column)
	if len(c) > 200 {
		l.Bad(column, TooLong, "a code has at most 200 bytes")
	}
	return l.plain(column, c)
}

// plain refuses what is no line of text.
func (l *Line) plain(column, text string) string {
	if !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl) {
		l.Bad(column, Encoding, "it is one line of text in UTF-8, without control characters")
	}
	return text
}

// Text reads a line of text of at most so many characters, or nothing.
func (l *Line) Text(column string, most int) string {
	text := restored(l.plain(column, l.Cell(column)))
	if n := utf8.RuneCountInString(text); n > most {
		l.Bad(column, TooLong, "it has at most %d characters, not %d", most, n)
	}
	return text
}

// Choice reads one of some words, or nothing.
func (l *Line) Choice(column string, words []string) string {
	text := l.Cell(column)
	if text != "" && !slices.Contains(words, text) {
		l.Bad(column, Choice, "it is one of %s", strings.Join(words, ", "))
	}
	return text
}

// Needed reads one of some words, which must be there.
func (l *Line) Needed(column string, words []string) string {
	if l.Cell(column) == "" {
		l.Bad(column, Required, "it must be filled in")
	}
	return l.Choice(column, words)
}

// WordsOf gives the words that values of a type are written as.
func WordsOf[T ~string](list []T) []string {
	words := make([]string, len(list))
	for i, w := range list {
		words[i] = string(w)
	}
	return words
}
