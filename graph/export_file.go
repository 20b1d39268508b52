package graph

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"

	"waymark/domain/figurefile"
	"waymark/domain/programme"
	"waymark/planning/workbook"
)

// rowWriter writes a file.
type rowWriter interface {
	head(sources []*programme.Source) error
	row(cells []string) error
	flush() error
}

func exportWriter(f workbook.Format, to io.Writer) rowWriter {
	if f == workbook.JSONLines {
		return &lineWriter{to: json.NewEncoder(to), columns: figurefile.Columns()}
	}
	return &csvWriter{to, csv.NewWriter(to)}
}

// csvWriter writes CSV; what is no figure stands in lines before the header that begin with #.
type csvWriter struct {
	to   io.Writer
	rows *csv.Writer
}

func (w *csvWriter) head(sources []*programme.Source) error {
	for _, s := range sources {
		licence := s.Licence
		if licence == "" {
			licence = "licence not stated"
		}
		if _, err := fmt.Fprintf(w.to, "# %s: %s. %s. %s\n", oneLine(s.Code), oneLine(s.Title), oneLine(s.Publisher), oneLine(licence)); err != nil {
			return err
		}
	}
	return w.rows.Write(figurefile.Columns())
}

// oneLine leaves out what would end a line.
func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, text)
}

func (w *csvWriter) row(cells []string) error { return w.rows.Write(cells) }

func (w *csvWriter) flush() error {
	w.rows.Flush()
	return w.rows.Error()
}

// lineWriter writes JSON Lines, of which the first tells of the file.
type lineWriter struct {
	to      *json.Encoder
	columns []string
}

type exportedSource struct {
	Code      string `json:"code"`
	Title     string `json:"title"`
	Publisher string `json:"publisher"`
	Address   string `json:"address,omitempty"`
	Licence   string `json:"licence,omitempty"`
}

func (w *lineWriter) head(sources []*programme.Source) error {
	w.to.SetEscapeHTML(false)
	told := make([]exportedSource, len(sources))
	for i, s := range sources {
		told[i] = exportedSource{s.Code, s.Title, s.Publisher, s.Address, s.Licence}
	}
	return w.to.Encode(map[string]any{"figures": map[string]any{"sources": told}})
}

func (w *lineWriter) row(cells []string) error {
	line := make(map[string]string, len(cells))
	for i, c := range cells {
		if c != "" {
			line[w.columns[i]] = c
		}
	}
	return w.to.Encode(line)
}

func (w *lineWriter) flush() error { return nil }
