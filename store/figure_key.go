package store

import (
	"context"
	"fmt"
	"slices"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"

	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/figure"
	"waymark/ent/assessmentsection"
	entfigure "waymark/ent/figure"
	"waymark/ent/finding"
)

// KeyFilter says of which figures to read the keys: of the indicators, with periods that begin from the first day to the second, and
// recorded after the figure with an id.
type KeyFilter struct {
	Indicators  []string // by id
	First, Last calendar.Date
	After       int64
}

// FigureKeys visits the key of every figure of all batches that the filter meets, whoever may see it, with the id of its batch, in no
// order: it is for the program itself.
func (s *Store) FigureKeys(ctx context.Context, f KeyFilter, visit func(key figure.Key, batchID string)) error {
	return translate(s.placed(ctx, func(ctx context.Context) error { return s.keys(ctx, s.plain, f, visit) }))
}

// FigureKeys visits them as the transaction sees them.
func (tx *Tx) FigureKeys(ctx context.Context, f KeyFilter, visit func(key figure.Key, batchID string)) error {
	return tx.store.keys(ctx, entsql.Conn{ExecQuerier: tx.plain}, f, visit)
}

func (s *Store) keys(ctx context.Context, in dialect.ExecQuerier, f KeyFilter, visit func(figure.Key, string)) (err error) {
	query, args := entsql.Dialect(string(s.engine)).
		Select(append(slices.Clone(keyColumns), entfigure.FieldBatchID)...).
		From(entsql.Table(entfigure.Table)).
		Where(entsql.And(entsql.In(entfigure.FieldIndicatorID, anyOf(f.Indicators)...), entsql.GTE(entfigure.FieldPeriodFrom, f.First),
			entsql.LTE(entfigure.FieldPeriodFrom, f.Last), entsql.GT(entfigure.FieldID, f.After))).Query()
	ctx, end := s.Watch(ctx, Work{Kind: WorkStatement, SQL: query})
	defer func() { end(err) }()
	var k figure.Key
	var batch string
	err = each(ctx, in, query, args, func(scan func(...any) error) error {
		if err := scan(&k.IndicatorID, &k.PlaceID, &k.Period.Type, &k.Period.From, &k.Period.To, &k.Breakdown, &batch); err != nil {
			return err
		}
		visit(k, batch)
		return nil
	})
	if err != nil {
		return fmt.Errorf("read keys of figures: %w", err)
	}
	return nil
}

// Superseded gives the id of one of some batches that has a figure with the key of one of another batch; empty when none has.
func (tx *Tx) Superseded(ctx context.Context, batch string, by []string) (later string, err error) {
	if len(by) == 0 {
		return "", nil
	}
	of := entsql.Dialect(string(tx.store.engine))
	was, young := of.Table(entfigure.Table).As("was"), of.Table(entfigure.Table).As("young")
	q := of.Select(young.C(entfigure.FieldBatchID)).From(was).Join(young)
	for _, column := range keyColumns {
		q.On(was.C(column), young.C(column))
	}
	query, args := q.Where(entsql.And(entsql.EQ(was.C(entfigure.FieldBatchID), batch), entsql.In(young.C(entfigure.FieldBatchID), anyOf(by)...))).Limit(1).Query()
	rows, err := tx.plain.QueryContext(ctx, query, args...)
	if err != nil {
		return "", fmt.Errorf("ask what supersedes a batch: %w", err)
	}
	defer func() { _ = rows.Close() }()
	if rows.Next() {
		if err := rows.Scan(&later); err != nil {
			return "", fmt.Errorf("ask what supersedes a batch: %w", err)
		}
	}
	return later, rows.Err()
}

// Referred gives the id of an assessment that refers to one of the figures whose ids meet a condition; empty when none
// does. It reads as the rights of the context allow.
func (tx *Tx) Referred(ctx context.Context, meets func(figure int64) bool) (assessment string, err error) {
	refers := func(figures []document.Figure) bool {
		return slices.ContainsFunc(figures, func(f document.Figure) bool {
			id, ok := figure.ParseID(f.ID)
			return ok && meets(id)
		})
	}
	sections, err := tx.AssessmentSection.Query().Where(assessmentsection.FiguresNotNil()).
		Select(assessmentsection.FieldAssessmentID, assessmentsection.FieldFigures).All(ctx)
	if err != nil {
		return "", fmt.Errorf("ask who refers to figures: %w", err)
	}
	for _, x := range sections {
		if refers(x.Figures) {
			return x.AssessmentID, nil
		}
	}
	findings, err := tx.Finding.Query().Where(finding.EvidenceNotNil()).Select(finding.FieldAssessmentID, finding.FieldEvidence).All(ctx)
	if err != nil {
		return "", fmt.Errorf("ask who refers to figures: %w", err)
	}
	for _, x := range findings {
		if refers(x.Evidence) {
			return x.AssessmentID, nil
		}
	}
	return "", nil
}
