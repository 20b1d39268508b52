package store

import (
	"context"
	"fmt"

	"entgo.io/ent/dialect/sql"

	"waymark/domain/decimal"
	"waymark/domain/figure"
	"waymark/ent"
	entfigure "waymark/ent/figure"
)

// Figures gives the figures that the viewer of the context may see, of all batches, in the order in which they were recorded, and at most
// so many; more tells whether there are others. It is one statement.
func (s *Store) Figures(ctx context.Context, f figure.Filter, most int) (found []*figure.Figure, more bool, err error) {
	found, more, err = figures(ctx, s.client, f, most)
	return found, more, translate(err)
}

// Figures gives them as the transaction sees them.
func (tx *Tx) Figures(ctx context.Context, f figure.Filter, most int) (found []*figure.Figure, more bool, err error) {
	return figures(ctx, tx.Client(), f, most)
}

func figures(ctx context.Context, c *ent.Client, f figure.Filter, most int) (found []*figure.Figure, more bool, err error) {
	rows, err := c.Figure.Query().Where(keyed(f)).Order(entfigure.ByID()).Limit(most + 1).All(ctx)
	if err != nil {
		return nil, false, fmt.Errorf("read figures: %w", err)
	}
	more = len(rows) > most
	rows = rows[:min(len(rows), most)]
	found = make([]*figure.Figure, len(rows))
	for i, x := range rows {
		found[i] = figureOf(x)
	}
	return found, more, nil
}

func keyed(f figure.Filter) func(*sql.Selector) {
	return func(s *sql.Selector) {
		if f.IDs != nil {
			s.Where(sql.P(func(b *sql.Builder) { sharesKey(b, s, f.IDs) }))
		}
		if f.Indicators != nil {
			s.Where(sql.In(s.C(entfigure.FieldIndicatorID), anyOf(f.Indicators)...))
		}
		if f.Places != nil {
			s.Where(sql.In(s.C(entfigure.FieldPlaceID), anyOf(f.Places)...))
		}
		if f.Breakdown != nil {
			s.Where(sql.EQ(s.C(entfigure.FieldBreakdown), string(*f.Breakdown)))
		}
		if f.From != nil {
			s.Where(sql.GTE(s.C(entfigure.FieldPeriodFrom), *f.From))
		}
		if f.To != nil {
			s.Where(sql.LTE(s.C(entfigure.FieldPeriodTo), *f.To))
		}
	}
}

// keyColumns are the columns that say what a figure is about.
var keyColumns = []string{entfigure.FieldIndicatorID, entfigure.FieldPlaceID, entfigure.FieldPeriodType, entfigure.FieldPeriodFrom, entfigure.FieldPeriodTo,
	entfigure.FieldBreakdown}

// sharesKey is the condition that a figure has the key of one of those with some ids.
func sharesKey(b *sql.Builder, s *sql.Selector, ids []int64) {
	of := sql.Dialect(b.Dialect()).Table(entfigure.Table).As("referred")
	its := sql.Dialect(b.Dialect()).Select(of.Columns(keyColumns...)...).From(of).Where(sql.In(of.C(entfigure.FieldID), anyOf(ids)...))
	own := make([]string, len(keyColumns))
	for i, column := range keyColumns {
		own[i] = s.C(column)
	}
	b.Wrap(func(b *sql.Builder) { b.IdentComma(own...) }).WriteOp(sql.OpIn).Wrap(func(b *sql.Builder) { b.Join(its) })
}

func anyOf[T any](list []T) []any {
	all := make([]any, len(list))
	for i, x := range list {
		all[i] = x
	}
	return all
}

func figureOf(x *ent.Figure) *figure.Figure {
	return &figure.Figure{
		ID: x.ID,
		Key: figure.Key{IndicatorID: x.IndicatorID, PlaceID: x.PlaceID,
			Period: figure.Period{Type: x.PeriodType, From: x.PeriodFrom, To: x.PeriodTo}, Breakdown: x.Breakdown},
		BatchID: x.BatchID, ExternalID: x.ExternalID, Value: x.Value, Numerator: x.Numerator, Denominator: x.Denominator,
		Interval95: bounds(x.Lower95, x.Upper95), Interval998: bounds(x.Lower998, x.Upper998), Status: x.Status, StatusReason: x.StatusReason,
		ReleasedOn: x.ReleasedOn, Revision: x.Revision, Note: x.Note, SourceID: x.SourceID, Synthetic: x.Synthetic, Restricted: x.Restricted,
	}
}

func bounds(lower, upper *decimal.Decimal) *figure.Interval {
	if lower == nil || upper == nil {
		return nil
	}
	return &figure.Interval{Lower: *lower, Upper: *upper}
}
