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
	q := s.client.Figure.Query().Where(keyed(f)).Order(entfigure.ByID()).Limit(most + 1)
	rows, err := q.All(ctx)
	if err != nil {
		return nil, false, translate(fmt.Errorf("read figures: %w", err))
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
			s.Where(sql.In(s.C(entfigure.FieldID), anyOf(f.IDs)...))
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
