package view

import (
	"context"
	"fmt"
	"time"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/figure"
	"waymark/domain/programme"
)

// Figure is one number about a place in a period, among its versions.
type Figure struct {
	lens Lens
	v    *figure.Version
}

func (l Lens) figure(v *figure.Version) *Figure { return &Figure{l, v} }

func (f *Figure) isNode() {}

// ID gives the opaque id.
func (f *Figure) ID() string { return figure.FormatID(f.v.ID) }

// History gives a page of the entries about the batch that recorded it, or nil when the viewer may read none of the audit.
func (f *Figure) History(ctx context.Context, first *int, after *string, last *int, before *string) (*AuditEntryConnection, error) {
	b := f.Batch()
	return b.History(ctx, first, after, last, before)
}

// Indicator tells what is counted.
func (f *Figure) Indicator() *Indicator { return f.lens.indicator(f.lens.indicatorOf(f.v)) }

func (l Lens) indicatorOf(v *figure.Version) *programme.Indicator {
	i, _ := programme.Lookup[*programme.Indicator](l.g, v.IndicatorID) // which a foreign key promises
	return i
}

// Place gives the place that it is about, or nil when it is about England as a whole.
func (f *Figure) Place() Place { return f.lens.place(f.lens.g.Place(f.v.PlaceID)) }

// FigurePeriod is the days that a figure is about.
type FigurePeriod struct{ figure.Period }

// Type gives what sort of span it is.
func (p *FigurePeriod) Type() figure.PeriodType { return p.Period.Type }

// From gives the first day.
func (p *FigurePeriod) From() calendar.Date { return p.Period.From }

// To gives the first day after it.
func (p *FigurePeriod) To() calendar.Date { return p.Period.To }

// Period gives the days that it is about.
func (f *Figure) Period() *FigurePeriod { return &FigurePeriod{f.v.Period} }

// Breakdown gives the part of the population that it is about, a category a dimension.
func (f *Figure) Breakdown() []*Category { return f.lens.categories(f.v.Breakdown) }

func (l Lens) categories(b figure.Breakdown) []*Category {
	parts := []*Category{}
	for _, p := range b.Parts() {
		if d := l.g.Dimension(p.Dimension); d != nil {
			if c := d.Category(p.Category); c != nil {
				parts = append(parts, l.category(c))
			}
		}
	}
	return parts
}

// Value gives the number, or nil when the status says that there is none.
func (f *Figure) Value() *decimal.Decimal { return f.v.Value }

// Numerator gives what stands above the line, or nil.
func (f *Figure) Numerator() *decimal.Decimal { return f.v.Numerator }

// Denominator gives what stands below the line, or nil.
func (f *Figure) Denominator() *decimal.Decimal { return f.v.Denominator }

// Interval95 gives its 95% interval as given, or nil.
func (f *Figure) Interval95() *figure.Interval { return f.v.Interval95 }

// Interval998 gives its 99.8% interval as given, or nil.
func (f *Figure) Interval998() *figure.Interval { return f.v.Interval998 }

// Status tells how far it can be relied on.
func (f *Figure) Status() figure.Status { return f.v.Status }

// StatusReason tells why it is withheld, or nil.
func (f *Figure) StatusReason() *string { return text(f.v.StatusReason) }

// ReleasedOn tells when its source released it, or nil.
func (f *Figure) ReleasedOn() *calendar.Date { return f.v.ReleasedOn }

// Revision tells why it supersedes the one before, or nil.
func (f *Figure) Revision() *string { return text(f.v.Revision) }

// Note gives what one must know to read it rightly, or nil.
func (f *Figure) Note() *string { return text(f.v.Note) }

// ExternalID gives what its source calls it, or nil.
func (f *Figure) ExternalID() *string { return text(f.v.ExternalID) }

// Source gives the document that says so.
func (f *Figure) Source() *Source {
	s, _ := programme.Lookup[*programme.Source](f.lens.g, f.v.SourceID) // which a foreign key promises
	return f.lens.source(s)
}

// Batch gives the batch that recorded it.
func (f *Figure) Batch() *FigureBatch {
	b, _ := programme.Lookup[*programme.FigureBatch](f.lens.g, f.v.BatchID) // without which the figure would not be there
	return f.lens.batch(b)
}

// Holds tells whether nothing supersedes it.
func (f *Figure) Holds() bool { return f.v.Holds() }

// SupersededBy gives the figure that supersedes it, or nil.
func (f *Figure) SupersededBy() *Figure { return f.other(f.v.Later) }

// Supersedes gives the figure that it supersedes, or nil.
func (f *Figure) Supersedes() *Figure { return f.other(f.v.Earlier) }

func (f *Figure) other(v *figure.Version) *Figure {
	if v == nil {
		return nil
	}
	f.lens.showsFigure(v)
	return f.lens.figure(v)
}

// Synthetic tells whether it was generated for demonstration.
func (f *Figure) Synthetic() bool { return f.v.Synthetic }

// Restricted tells whether it is shown only to few.
func (f *Figure) Restricted() bool { return f.v.Restricted }

// showsFigure notes that a figure is shown.
func (l Lens) showsFigure(v *figure.Version) {
	if v.Restricted {
		l.shown.add(figure.FormatID(v.ID), "")
	}
}

// Drawer is where an operation finds the figures that its viewer may see. What it has found once it finds again.
type Drawer interface {
	// Figures gives all versions of what a filter meets, in a state of the programme as it was known at a moment; nil: as it is now.
	Figures(ctx context.Context, g *programme.Graph, f figure.Filter, knownAt *time.Time) ([]*figure.Version, error)
	// Figure gives one among its versions, or nil.
	Figure(ctx context.Context, g *programme.Graph, id int64, knownAt *time.Time) (*figure.Version, error)
}

type drawerKey struct{}

// WithDrawer puts into the context of an operation where its figures are.
func WithDrawer(ctx context.Context, d Drawer) context.Context {
	return context.WithValue(ctx, drawerKey{}, d)
}

func drawerOf(ctx context.Context) (Drawer, error) {
	d, ok := ctx.Value(drawerKey{}).(Drawer)
	if !ok {
		return nil, fmt.Errorf("read figures: there is no drawer")
	}
	return d, nil
}

// findFigure gives the figure with an id, or nil when there is none that the viewer may see.
func (l Lens) findFigure(ctx context.Context, id int64) (Node, error) {
	drawer, ok := ctx.Value(drawerKey{}).(Drawer)
	if !ok { // outside of an operation there are no figures
		return nil, nil
	}
	v, err := drawer.Figure(ctx, l.g, id, l.knownAt)
	if err != nil || v == nil {
		return nil, err
	}
	told, err := l.gatedBy(ctx, []*figure.Version{v})
	if err != nil {
		return nil, err
	}
	l.showsFigure(v)
	return l.figure(told[0]), nil
}

// England is England as a whole.
type England struct{ lens Lens }

// England gives England as a whole on a day.
func (l Lens) England(asOf *calendar.Date) *England { return &England{l.on(asOf)} }

// AsOf gives the day that it answers for.
func (e *England) AsOf() calendar.Date { return e.lens.day }

// EnglandCode is the GSS code of England.
const EnglandCode = "E92000001"

// Code gives the GSS code.
func (e *England) Code() string { return EnglandCode }

// Name gives the name.
func (e *England) Name() string { return "England" }

// Figures gives a page of figures about England.
func (e *England) Figures(ctx context.Context, first *int, after *string, last *int, before *string, filter *FigureFilter, orderBy *FigureOrder) (*FigureConnection, error) {
	return e.lens.figuresOf(ctx, "", Args{first, after, last, before}, filter, orderBy)
}

// Figures gives a page of figures about the place itself.
func (p place) Figures(ctx context.Context, first *int, after *string, last *int, before *string, filter *FigureFilter, orderBy *FigureOrder) (*FigureConnection, error) {
	return p.lens.figuresOf(ctx, p.p.Identity().ID, Args{first, after, last, before}, filter, orderBy)
}
