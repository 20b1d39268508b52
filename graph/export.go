package graph

import (
	"bufio"
	"context"
	"io"
	"slices"
	"time"

	"waymark/domain/access"
	"waymark/domain/figure"
	"waymark/domain/figurefile"
	"waymark/domain/profile"
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
// figuresImport reads. Whoever may import is given what was recorded, so that it comes back unchanged; everybody else what may be told, which
// of figures below their gate is that they are withheld. Begin is called once nothing but the connection can speak against it, before the first byte. What is
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
	kept, err := e.gatekeeper(ctx, at, q, r.KnownAt)
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
			if err := e.planning.LogRead(ctx, "export", "", shown); err != nil {
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
		if v = kept(v); !meets(v) {
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

// gatekeeper gives what makes of a figure that was recorded one that may be told to the reader.
func (e *Exporter) gatekeeper(ctx context.Context, at planning.Reading, q figure.Filter, moment *time.Time) (func(*figure.Version) *figure.Version, error) {
	asRecorded := func(v *figure.Version) *figure.Version { return v }
	if at.Rights.May(access.ActionOf("figuresImport"), nil) == nil {
		return asRecorded, nil
	}
	var gates []string
	for _, i := range at.Graph.Indicators() {
		if i.Gate != nil && (q.Indicators == nil || slices.Contains(q.Indicators, i.ID)) {
			gates = append(gates, i.Gate.ID)
		}
	}
	if len(gates) == 0 {
		return asRecorded, nil
	}
	q.Indicators, q.Breakdown = gates, nil
	var held []*figure.Figure
	err := e.planning.EachFigure(ctx, at, q, moment, func(v *figure.Version) error {
		if v.Holds() {
			held = append(held, v.Figure)
		}
		return nil
	})
	p := profile.New(at.Graph, e.planning.Today(), held)
	return func(v *figure.Version) *figure.Version {
		return &figure.Version{Figure: p.Kept(v.Figure), Earlier: v.Earlier, Later: v.Later}
	}, err
}
