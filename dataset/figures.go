package dataset

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"strings"

	"waymark/domain/figure"
	"waymark/domain/figurefile"
	"waymark/domain/programme"
)

// figureColumns are the columns of a shipped file of figures, of those that files of figures may have.
var figureColumns = []string{
	"area_code", "indicator", "period_type", "date_from", "date_to", "breakdown", "value", "numerator", "denominator",
	"lower_ci_95", "upper_ci_95", "lower_ci_99_8", "upper_ci_99_8", "status", "status_reason", "released_on", "revision", "source", "note",
	"external_id",
}

// ReferenceFigures gives the public figures, batch by batch, in the order in which they are to be recorded: those of a later batch
// supersede those before with the same key. They are about the places, indicators and sources of Reference. An error names the
// shipped file, line and column that breaks a rule, and is a defect of the release.
func ReferenceFigures() ([]programme.FigureSet, error) {
	files, err := fs.Sub(shipped, "reference")
	if err != nil {
		return nil, fmt.Errorf("open reference data: %w", err)
	}
	return loadFigures(files)
}

func loadFigures(files fs.FS) ([]programme.FigureSet, error) {
	l := newLoader(files)
	if err := l.load(); err != nil {
		return nil, err
	}
	rows, err := table(files, "figure_batches.csv", &l.faults, "external_id", "title", "reason", "files", "source")
	if err != nil {
		return nil, fmt.Errorf("load reference figures: %w", err)
	}
	var sets []programme.FigureSet
	for _, r := range rows {
		known(r, "source", l.sources)
		code := r.text("external_id")
		set := programme.FigureSet{Batch: &programme.FigureBatch{Meta: newMeta(ID(programme.FigureBatchPrefix, code)), ExternalID: code,
			Title: r.text("title"), Reason: r.optional("reason")}}
		digest := sha256.New()
		for name := range strings.SplitSeq(r.text("files"), "; ") {
			text, err := fs.ReadFile(files, name)
			if err != nil {
				return nil, fmt.Errorf("load reference figures: %w", err)
			}
			digest.Write(text)
			figures, err := l.figures(name)
			if err != nil {
				return nil, fmt.Errorf("load reference figures: %w", err)
			}
			set.Figures = append(set.Figures, figures...)
		}
		set.Batch.Digest = hex.EncodeToString(digest.Sum(nil))
		sets = append(sets, set)
	}
	if err := l.faults.Err(); err != nil {
		return nil, fmt.Errorf("load reference figures: %w", err)
	}
	return sets, nil
}

// figures reads one file of them, by the layout that every file of figures has.
func (l *loader) figures(name string) ([]figure.Figure, error) {
	rows, err := table(l.files, name, &l.faults, figureColumns...)
	if err != nil {
		return nil, err
	}
	layout, _ := figurefile.Read(1, figureColumns)
	var figures []figure.Figure
	for _, r := range rows {
		cells := make([]string, len(figureColumns))
		for i, column := range figureColumns {
			cells[i] = r.cells[column]
		}
		d, wrong := layout.Draft(r.line, cells)
		for _, p := range wrong {
			r.fault(p.Column, "%s", p.Message)
		}
		indicator, source := known(r, figurefile.IndicatorColumn, l.indicators), known(r, figurefile.SourceColumn, l.sources)
		if indicator == nil || source == nil {
			continue
		}
		r.text("external_id")
		l.categorised(r, d.Breakdown)
		d.IndicatorID, d.SourceID, d.PlaceID = indicator.ID, source.ID, l.area(r)
		figures = append(figures, d.Figure)
	}
	return figures, nil
}

// area gives the id of the place with a code, empty for England.
func (l *loader) area(r row) string {
	code := r.text(figurefile.AreaColumn)
	if code == figurefile.EnglandCode {
		return ""
	}
	for _, x := range l.records.Regions {
		if x.Code == code {
			return x.ID
		}
	}
	for _, x := range l.records.Districts {
		if x.Code == code {
			return x.ID
		}
	}
	r.fault(figurefile.AreaColumn, "must be %s or the code of a region or district, not %.64q", figurefile.EnglandCode, code)
	return ""
}

// categorised holds that a breakdown is one by the categories that are shipped.
func (l *loader) categorised(r row, b figure.Breakdown) {
	for _, p := range b.Parts() {
		if !l.categories[p.Dimension+"="+p.Category] {
			r.fault(figurefile.BreakdownColumn, "must name a category of categories.csv, not %s=%s", p.Dimension, p.Category)
		}
	}
}
