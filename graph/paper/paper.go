// Package paper puts documents onto paper: as HTML with a style sheet for printing, and as PDF. A document is headings, texts and tables, in
// the order in which they are read; what of a plan or an agreement is one of them is said in a file for each.
package paper

import (
	"fmt"
	"strings"
	"time"
)

// Document is something to print.
type Document struct {
	Title    string
	Subtitle string
	Facts    []Fact // what it is, whose, how far it has come
	Notice   string // stands on every page; empty for none
	Changed  time.Time
	Blocks   []Block
}

// Fact is a line of what a document is.
type Fact struct{ Name, Value string }

// Block is a heading, a text or a table: the one of its fields that is filled.
type Block struct {
	Heading string
	Level   int    // of the heading: 1 to 4
	Text    string // paragraphs, each ended by an empty line
	Table   *Table
}

// Table is rows under headings.
type Table struct {
	Columns []Column
	Rows    [][]string // each has a cell for every column
	Total   bool       // the last row is a sum of the others
}

// Column is a column of a table.
type Column struct {
	Title string
	Share float64 // of the width, among those of all columns
	Right bool    // figures stand at the right
}

func (d *Document) heading(level int, text string) {
	d.Blocks = append(d.Blocks, Block{Heading: text, Level: level})
}

func (d *Document) text(text string) {
	if text = strings.TrimSpace(text); text != "" {
		d.Blocks = append(d.Blocks, Block{Text: text})
	}
}

func (d *Document) table(t *Table) {
	if len(t.Rows) > 0 {
		d.Blocks = append(d.Blocks, Block{Table: t})
	}
}

func (d *Document) fact(name, value string) {
	if value != "" {
		d.Facts = append(d.Facts, Fact{name, value})
	}
}

// pounds writes whole pence as money: £1,234.50.
func pounds(pence int64) string {
	whole := fmt.Sprint(pence / 100)
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	return fmt.Sprintf("£%s.%02d", whole, pence%100)
}

// words writes a name of a state or colour as people do: "In delivery".
func words(name string) string {
	text := strings.ToLower(strings.ReplaceAll(name, "_", " "))
	return opening(text)
}

// opening begins a name with a capital letter, as it stands at the beginning of a line.
func opening(name string) string {
	if name == "" {
		return ""
	}
	return strings.ToUpper(name[:1]) + name[1:]
}
