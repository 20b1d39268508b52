package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"waymark/domain/access"
	"waymark/domain/decimal"
	"waymark/domain/fault"
	"waymark/domain/figure"
	"waymark/ent"
	entfigure "waymark/ent/figure"
)

// figureColumns are the columns of a figure in the order of figureValues.
var figureColumns = []string{entfigure.FieldID, entfigure.FieldBatchID, entfigure.FieldIndicatorID, entfigure.FieldPlaceID, entfigure.FieldPeriodType,
	entfigure.FieldPeriodFrom, entfigure.FieldPeriodTo, entfigure.FieldBreakdown, entfigure.FieldExternalID, entfigure.FieldValue,
	entfigure.FieldNumerator, entfigure.FieldDenominator, entfigure.FieldLower95, entfigure.FieldUpper95, entfigure.FieldLower998,
	entfigure.FieldUpper998, entfigure.FieldStatus, entfigure.FieldStatusReason, entfigure.FieldReleasedOn, entfigure.FieldRevision,
	entfigure.FieldNote, entfigure.FieldSynthetic, entfigure.FieldRestricted, entfigure.FieldSourceID}

// figureValues puts a figure into the places of its columns.
func figureValues(f *figure.Figure, values []any) {
	var released any
	if f.ReleasedOn != nil {
		released = f.ReleasedOn.String()
	}
	for i, v := range [...]any{f.ID, f.BatchID, f.IndicatorID, f.PlaceID, string(f.Period.Type), f.Period.From.String(), f.Period.To.String(),
		string(f.Breakdown), f.ExternalID, plainNumber(f.Value), plainNumber(f.Numerator), plainNumber(f.Denominator),
		plainNumber(from(f.Interval95)), plainNumber(to(f.Interval95)), plainNumber(from(f.Interval998)), plainNumber(to(f.Interval998)),
		string(f.Status), f.StatusReason, released, f.Revision, f.Note, f.Synthetic, f.Restricted, f.SourceID} {
		values[i] = v
	}
}

func plainNumber(d *decimal.Decimal) any {
	if d == nil {
		return nil
	}
	return int64(*d)
}

// CopyFigures writes figures, whose ids and batch the caller has given, as fast as the engine takes them: PostgreSQL by COPY, SQLite
// by statements of many rows. Next gives one figure after the other, good until it is called again, and io.EOF at the end. It is
// FORBIDDEN to who may not write figures everywhere.
func (tx *Tx) CopyFigures(ctx context.Context, next func() (*figure.Figure, error)) (err error) {
	rights, ok := access.From(ctx)
	if !ok {
		return fault.New(fault.Forbidden, "", "you may not do this")
	}
	if rows, ok := rights.Writable(ent.TypeFigure); !ok || rows != nil {
		return fault.New(fault.Forbidden, "", "you may not do this")
	}
	ctx, end := tx.store.Watch(ctx, Work{Kind: WorkStatement, SQL: "COPY figures"})
	defer func() { end(err) }()
	if tx.store.engine == Postgres {
		err = tx.stream(ctx, next)
	} else {
		err = tx.heap(ctx, next)
	}
	if err != nil {
		return fmt.Errorf("copy figures: %w", err)
	}
	return nil
}

// stream writes by COPY.
func (tx *Tx) stream(ctx context.Context, next func() (*figure.Figure, error)) (err error) {
	to, err := tx.plain.PrepareContext(ctx, "COPY "+entfigure.Table+" ("+strings.Join(figureColumns, ", ")+") FROM STDIN")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	values := make([]any, len(figureColumns))
	for {
		f, err := next()
		if errors.Is(err, io.EOF) {
			_, err = to.ExecContext(ctx)
			return err
		}
		if err != nil {
			return err
		}
		figureValues(f, values)
		if _, err := to.ExecContext(ctx, values...); err != nil {
			return err
		}
	}
}

// heap writes by statements of as many rows as have been found to be fast.
func (tx *Tx) heap(ctx context.Context, next func() (*figure.Figure, error)) error {
	full, err := tx.plain.PrepareContext(ctx, insertion(bulk))
	if err != nil {
		return err
	}
	defer func() { _ = full.Close() }() // the transaction tells of what went wrong
	wide := len(figureColumns)
	values := make([]any, bulk*wide)
	for {
		n := 0
		for ; n < bulk; n++ {
			f, err := next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return err
			}
			figureValues(f, values[n*wide:])
		}
		switch n {
		case 0:
			return nil
		case bulk:
			_, err = full.ExecContext(ctx, values...)
		default:
			_, err = tx.plain.ExecContext(ctx, insertion(n), values[:n*wide]...)
		}
		if err != nil || n < bulk {
			return err
		}
	}
}

// insertion gives the statement that inserts so many figures.
func insertion(rows int) string {
	row := "(?" + strings.Repeat(", ?", len(figureColumns)-1) + ")"
	return "INSERT INTO " + entfigure.Table + " (" + strings.Join(figureColumns, ", ") + ") VALUES " + row + strings.Repeat(", "+row, rows-1)
}
