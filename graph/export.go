package graph

import (
	"bufio"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"

	"waymark/domain/figure"
	"waymark/domain/figurefile"
	"waymark/domain/programme"
	"waymark/graph/view"
	"waymark/planning"
	"waymark/planning/workbook"
)

// Exporter writes figures into files, for whoever is in the context. It is safe for concurrent use.
type Exporter struct{ planning *planning.Service }

// NewExporter gives the exporter of a service.
func NewExporter(p *planning.Service) *Exporter { return &Exporter{p} }

// ExportRequest says which figures to write, and how.
type ExportRequest struct {
	Filter  view.FigureFilter
	KnownAt *time.Time      // the moment of which the record is asked; nil: now
	Format  workbook.Format // CSV or JSONLines
}

// chunk is how many figures are written at a time: those of them that are restricted are noted before they are.
const chunk = 1_000

// Figures writes the figures that the viewer of the context may see, with the sources and their licences before them, in the layout that
// figuresImport reads. Begin is called once nothing but the connection can speak against it, before the first byte. What is
// refused comes before that: INVALID for a filter that cannot be asked or a moment to come.
func (e *Exporter) Figures(ctx context.Context, r ExportRequest, begin func(), to io.Writer) error {
	at, err := e.planning.Reading(ctx)
	if err == nil && r.KnownAt != nil {
		at, err = e.planning.ReadingAt(ctx, *r.KnownAt)
	}
	if err != nil {
		return err
	}
	q, meets, err := view.Look(at.Graph, e.planning.Today(), at.Rights).At(e.planning.Now(), r.KnownAt).Ask(r.Filter)
	if err != nil {
		return err
	}
	sources, err := e.planning.FigureSources(ctx, at, q)
	if err != nil {
		return err
	}
	begin()
	out := bufio.NewWriterSize(to, 1<<16)
	w := exportWriter(r.Format, out)
	if err := w.head(sources); err != nil {
		return err
	}
	var some []*figure.Version
	flush := func() error {
		var shown []string
		for _, v := range some {
			if v.Restricted {
				shown = append(shown, figure.FormatID(v.ID))
			}
		}
		if len(shown) > 0 {
			if err := e.planning.LogRead(ctx, "export", shown); err != nil {
				return err
			}
		}
		for _, v := range some {
			d := planning.DraftOf(at.Graph, v.Figure)
			if err := w.row(figurefile.Row(&d)); err != nil {
				return err
			}
		}
		some = some[:0]
		return w.flush()
	}
	err = e.planning.EachFigure(ctx, at, q, r.KnownAt, func(v *figure.Version) error {
		if !meets(v) {
			return nil
		}
		if some = append(some, v); len(some) < chunk {
			return nil
		}
		return flush()
	})
	if err != nil {
		return err
	}
	if err := flush(); err != nil {
		return err
	}
	return out.Flush()
}

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
