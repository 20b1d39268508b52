package store

import (
	"context"
	"fmt"

	"waymark/domain/decimal"
	"waymark/domain/figure"
	"waymark/ent"
)

// InsertFigures writes figures, whose ids and batch the caller has given.
func (tx *Tx) InsertFigures(ctx context.Context, figures []figure.Figure) error {
	err := insert(ctx, figures, func(f figure.Figure) *ent.FigureCreate {
		return tx.Figure.Create().SetID(f.ID).SetBatchID(f.BatchID).SetIndicatorID(f.IndicatorID).SetPlaceID(f.PlaceID).
			SetPeriodType(f.Period.Type).SetPeriodFrom(f.Period.From).SetPeriodTo(f.Period.To).SetBreakdown(f.Breakdown).
			SetExternalID(f.ExternalID).SetNillableValue(f.Value).SetNillableNumerator(f.Numerator).SetNillableDenominator(f.Denominator).
			SetNillableLower95(from(f.Interval95)).SetNillableUpper95(to(f.Interval95)).
			SetNillableLower998(from(f.Interval998)).SetNillableUpper998(to(f.Interval998)).
			SetStatus(f.Status).SetStatusReason(f.StatusReason).SetNillableReleasedOn(f.ReleasedOn).SetRevision(f.Revision).
			SetNote(f.Note).SetSynthetic(f.Synthetic).SetRestricted(f.Restricted).SetSourceID(f.SourceID)
	}, tx.Figure.CreateBulk)
	if err != nil {
		return fmt.Errorf("insert figures: %w", err)
	}
	return nil
}

func from(i *figure.Interval) *decimal.Decimal {
	if i == nil {
		return nil
	}
	return &i.Lower
}

func to(i *figure.Interval) *decimal.Decimal {
	if i == nil {
		return nil
	}
	return &i.Upper
}
