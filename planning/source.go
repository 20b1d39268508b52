package planning

import (
	"context"

	"waymark/domain/programme"
)

// SourceCreate records a document. Outcome.ID is the source.
func (s *Service) SourceCreate(ctx context.Context, in SourceCreateInput) (Outcome, error) {
	c := call{"sourceCreate", "", in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		w.code("code", in.Code, slug, w.g.Source(in.Code) != nil)
		source := &programme.Source{
			Meta:        programme.Meta{ID: newID(programme.SourcePrefix)},
			Code:        in.Code,
			Title:       w.text("title", in.Title, 1, 500),
			Publisher:   w.text("publisher", in.Publisher, 1, 200),
			PublishedOn: in.PublishedOn,
			Address:     w.optionalText("address", in.Address, 2000),
			Licence:     w.optionalText("licence", in.Licence, 200),
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: source.ID, On: s.today()}, w.insert(ctx, programme.Records{Sources: []*programme.Source{source}})
	})
}

// StatementRecord records a figure that a source states. Statements that disagree stand side by side. Outcome.ID is the statement.
func (s *Service) StatementRecord(ctx context.Context, in StatementRecordInput) (Outcome, error) {
	c := call{"statementRecord", "", in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		reference[*programme.Source](w, "source", in.Source, "source")
		w.code("measure", in.Measure, symbol, false)
		statement := &programme.Statement{
			Meta:       programme.Meta{ID: newID(programme.StatementPrefix)},
			Measure:    in.Measure,
			Value:      in.Value,
			Unit:       w.text("unit", in.Unit, 1, 64),
			AsAt:       in.AsAt,
			Note:       w.optionalText("note", in.Note, 2000),
			SourceID:   in.Source,
			Restricted: in.Restricted,
		}
		switch {
		case (in.Lower == nil) != (in.Upper == nil):
			w.bad("upper", "an interval has both ends")
		case in.Lower != nil && (*in.Lower > in.Value || in.Value > *in.Upper):
			w.bad("lower", "an interval holds its value, unlike %s to %s around %s", in.Lower, in.Upper, in.Value)
		case in.Lower != nil:
			statement.Interval = &programme.Interval{Lower: *in.Lower, Upper: *in.Upper}
		}
		if in.Place != nil {
			if place := w.g.Place(*in.Place); place != nil {
				statement.Place = programme.RefTo(place)
			} else {
				w.bad("place", "there is no region, district, partnership or jobcentre with this id")
			}
		}
		if in.Grade != nil {
			if grade := w.grade("grade", *in.Grade); grade != nil {
				statement.GradeID = grade.ID
			}
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: statement.ID, On: in.AsAt}, w.insert(ctx, programme.Records{Statements: []*programme.Statement{statement}})
	})
}
