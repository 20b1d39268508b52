package paper

import (
	"crypto/sha256"
	_ "embed" // the page and its style sheet
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strings"
)

//go:embed page.html.tmpl
var page string

//go:embed page.css
var style string

var pages = template.Must(template.New("page").Funcs(template.FuncMap{
	"lines":      func(text string) []string { return strings.Split(text, "\n") },
	"paragraphs": func(text string) []string { return strings.Split(text, "\n\n") },
	"last":       func(t *Table, row int) bool { return t.Total && row == len(t.Rows)-1 },
	"right":      func(t *Table, column int) bool { return column < len(t.Columns) && t.Columns[column].Right },
}).Parse(page))

// HTML writes a document as one page that needs nothing else, with a style sheet for the screen and for paper.
func (d *Document) HTML(to io.Writer) error {
	err := pages.Execute(to, struct {
		*Document
		Style template.CSS
	}{d, template.CSS(style)}) //nolint:gosec // it is the file beside this one
	if err != nil {
		return fmt.Errorf("write %q as HTML: %w", d.Title, err)
	}
	return nil
}

// Policy is the content security policy of such a page: its own style sheet, and nothing else.
func Policy() string {
	sum := sha256.Sum256([]byte(style))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
}
