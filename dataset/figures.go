package dataset

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"strings"

	"waymark/domain/calendar"
	"waymark/domain/figure"
	"waymark/domain/programme"
)

// England is the code by which a file of figures names the whole country.
const England = "E92000001"

// figureColumns are the columns of a file of figures. date_to is the last day of the period, not the one after.
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

// figures reads one file of them.
func (l *loader) figures(name string) ([]figure.Figure, error) {
	rows, err := table(l.files, name, &l.faults, figureColumns...)
	if err != nil {
		return nil, err
	}
	var figures []figure.Figure
	for _, r := range rows {
		indicator, source := known(r, "indicator", l.indicators), known(r, "source", l.sources)
		if indicator == nil || source == nil {
			continue
		}
		f := figure.Figure{
			Key:        figure.Key{IndicatorID: indicator.ID, PlaceID: l.area(r), Period: r.period(), Breakdown: l.breakdown(r)},
			ExternalID: r.text("external_id"), Value: r.number("value"), Numerator: r.number("numerator"), Denominator: r.number("denominator"),
			Interval95: r.interval("lower_ci_95", "upper_ci_95"), Interval998: r.interval("lower_ci_99_8", "upper_ci_99_8"),
			Status: figure.Status(r.one("status", statuses()...)), StatusReason: r.optional("status_reason"),
			Revision: r.optional("revision"), Note: r.optional("note"), SourceID: source.ID,
		}
		if r.optional("released_on") != "" {
			f.ReleasedOn = new(first(r.day("released_on")))
		}
		if f.Status.HasValue() != (f.Value != nil) {
			r.fault("value", "must be there exactly when the status carries one")
		}
		if (f.Status == figure.Withheld) != (f.StatusReason != "") {
			r.fault("status_reason", "must be there exactly when the figure is withheld")
		}
		if i := f.Interval95; i != nil && f.Value != nil && (i.Lower > *f.Value || i.Upper < *f.Value) {
			r.fault("lower_ci_95", "must be an interval around the value")
		}
		figures = append(figures, f)
	}
	return figures, nil
}

func statuses() []string {
	var words []string
	for _, s := range figure.Statuses() {
		words = append(words, string(s))
	}
	return words
}

// area gives the id of the place with a code, empty for England.
func (l *loader) area(r row) string {
	code := r.text("area_code")
	if code == England {
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
	r.fault("area_code", "must be %s or the code of a region or district, not %.64q", England, code)
	return ""
}

func (l *loader) breakdown(r row) figure.Breakdown {
	b, err := figure.ParseBreakdown(r.optional("breakdown"))
	if err != nil {
		r.fault("breakdown", "%v", err)
	}
	for _, p := range b.Parts() {
		if !l.categories[p.Dimension+"="+p.Category] {
			r.fault("breakdown", "must name a category of categories.csv, not %s=%s", p.Dimension, p.Category)
		}
	}
	return b
}

func (r row) period() figure.Period {
	from, _ := r.day("date_from")
	last, _ := r.day("date_to")
	p := figure.Period{Type: figure.PeriodType(r.text("period_type")), From: from, To: last.AddDays(1)}
	if wrong := p.Check(); wrong != "" {
		r.fault("period_type", "%s", wrong)
	}
	return p
}

// interval gives what lies between two cells, nil when both are empty.
func (r row) interval(lower, upper string) *figure.Interval {
	low, high := r.number(lower), r.number(upper)
	if low == nil && high == nil {
		return nil
	}
	if low == nil || high == nil {
		r.fault(lower, "must have its other end in %s", upper)
		return nil
	}
	return &figure.Interval{Lower: *low, Upper: *high}
}

func first(day calendar.Date, _ bool) calendar.Date { return day }
