package store

import (
	"context"
	"fmt"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"

	"waymark/domain/access"
	"waymark/domain/fault"
	"waymark/domain/figure"
	"waymark/ent"
	entfigure "waymark/ent/figure"
)

// EachFigure visits the figures that the viewer of the context may see, of all batches, one good until the next: those about the same
// follow one another, in the order in which they were recorded. It is one statement, whose answer is read as it is visited, so
// that any number of figures takes no more memory than one. An error of visit ends it.
func (s *Store) EachFigure(ctx context.Context, f figure.Filter, visit func(*figure.Figure) error) (err error) {
	q, err := s.seen(ctx, f, figureColumns)
	if err != nil {
		return err
	}
	for _, column := range []string{entfigure.FieldIndicatorID, entfigure.FieldPeriodFrom, entfigure.FieldPlaceID, entfigure.FieldPeriodType,
		entfigure.FieldPeriodTo, entfigure.FieldBreakdown, entfigure.FieldID} {
		q.OrderBy(q.C(column))
	}
	return s.visit(ctx, q, func(scan func(...any) error) error {
		x, err := scanned(scan)
		if err != nil {
			return translate(fmt.Errorf("read figures: %w", err))
		}
		return visit(x)
	})
}

// FigureSources gives the ids of the sources of the figures that EachFigure would visit, in no order.
func (s *Store) FigureSources(ctx context.Context, f figure.Filter) (ids []string, err error) {
	q, err := s.seen(ctx, f, []string{entfigure.FieldSourceID})
	if err != nil {
		return nil, err
	}
	err = s.visit(ctx, q.Distinct(), func(scan func(...any) error) error {
		var id string
		if err := scan(&id); err != nil {
			return translate(fmt.Errorf("read sources of figures: %w", err))
		}
		ids = append(ids, id)
		return nil
	})
	return ids, err
}

// seen selects columns of the figures that a filter meets and the viewer of the context may see, by the rule of every query.
func (s *Store) seen(ctx context.Context, f figure.Filter, columns []string) (*entsql.Selector, error) {
	rights, ok := access.From(ctx)
	if !ok {
		return nil, fault.New(fault.Forbidden, "", "you may not do this")
	}
	rows, ok := rights.Readable(ent.TypeFigure)
	if !ok {
		return nil, fault.New(fault.Forbidden, "", "you may not do this")
	}
	from := entsql.Table(entfigure.Table)
	q := entsql.Dialect(string(s.engine)).Select(from.Columns(columns...)...).From(from)
	keyed(f)(q)
	if rows != nil {
		meant(rows)(q)
	}
	return q, nil
}

// visit runs a query and hands over its rows. An error of each is given as it is.
func (s *Store) visit(ctx context.Context, q *entsql.Selector, show func(scan func(...any) error) error) (err error) {
	query, args := q.Query()
	ctx, end := s.Watch(ctx, Work{Kind: WorkStatement, SQL: query})
	defer func() { end(err) }()
	var refused error
	err = s.placed(ctx, func(ctx context.Context) error {
		return each(ctx, s.plain, query, args, func(scan func(...any) error) error {
			refused = show(scan)
			return refused
		})
	})
	if refused == nil && err != nil {
		return translate(fmt.Errorf("read figures: %w", err))
	}
	return refused
}

// each shows the rows that answer a query. Once one has been shown, an error is final; it is given as it is.
func each(ctx context.Context, in dialect.ExecQuerier, query string, args []any, show func(scan func(...any) error) error) error {
	var rows entsql.Rows
	if err := in.Query(ctx, query, args, &rows); err != nil {
		return err
	}
	defer func() { _ = rows.Close() }() // read to its end, or not needed
	shown := false
	for rows.Next() {
		shown = true
		if err := show(rows.Scan); err != nil {
			return final{err}
		}
	}
	if err := rows.Err(); err != nil && shown {
		return final{err}
	} else if err != nil {
		return err
	}
	return nil
}

// scanned reads a row of figureColumns.
func scanned(scan func(...any) error) (*figure.Figure, error) {
	var x ent.Figure
	err := scan(&x.ID, &x.BatchID, &x.IndicatorID, &x.PlaceID, &x.PeriodType, &x.PeriodFrom, &x.PeriodTo, &x.Breakdown, &x.ExternalID, &x.Value,
		&x.Numerator, &x.Denominator, &x.Lower95, &x.Upper95, &x.Lower998, &x.Upper998,
		&x.Status, &x.StatusReason, &x.ReleasedOn, &x.Revision, &x.Note, &x.Synthetic, &x.Restricted, &x.SourceID)
	if err != nil {
		return nil, err
	}
	return figureOf(&x), nil
}
