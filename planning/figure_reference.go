package planning

import (
	"context"
	"fmt"
	"slices"

	"waymark/domain/assessment"
	"waymark/domain/document"
	"waymark/domain/fault"
	"waymark/domain/figure"
	"waymark/domain/profile"
	"waymark/domain/programme"
)

// figures checks references to figures: each must be there, and be one that the viewer sees or that was referred to before. What is wrong is
// noted; an error is one of the database.
func (w *work) figures(ctx context.Context, field string, in []*FigureReferenceInput, before []document.Figure) ([]document.Figure, error) {
	if len(in) > maxFigures {
		w.bad(field, "there are at most %d figures, not %d", maxFigures, len(in))
		return nil, nil
	}
	referred := make([]document.Figure, len(in))
	ids := make([]string, len(in))
	var kept []string
	for i, f := range in {
		referred[i] = document.Figure{ID: f.Figure, Note: w.optionalText(fmt.Sprintf("%s.%d.note", field, i), f.Note, 500)}
		ids[i] = f.Figure
		if slices.ContainsFunc(before, func(b document.Figure) bool { return b.ID == f.Figure }) {
			kept = append(kept, f.Figure)
		}
	}
	seen, err := w.recorded(w.reading(ctx), ids)
	if err != nil {
		return nil, err
	}
	hidden, err := w.recorded(service(ctx), kept)
	if err != nil {
		return nil, err
	}
	for i, id := range ids {
		if seen[id] == nil && hidden[id] == nil {
			w.bad(fmt.Sprintf("%s.%d.figure", field, i), "there is no figure with this id")
		}
	}
	return referred, nil
}

// recorded gives the figures with some ids that the rights of a context show, by id, as far as their batches stand and are published.
func (w *work) recorded(ctx context.Context, ids []string) (map[string]*figure.Version, error) {
	numbers := numbersOf(ids)
	if len(numbers) == 0 {
		return nil, nil
	}
	all, more, err := w.tx.Figures(ctx, figure.Filter{IDs: numbers}, MaxFigures)
	if err != nil {
		return nil, err
	}
	if more {
		return nil, fault.New(fault.Limited, "", "it refers to more than %d figures, all versions counted", MaxFigures)
	}
	there := make(map[string]*figure.Version, len(ids))
	for _, v := range versions(w.g, all, w.tx.Moment) {
		there[figure.FormatID(v.ID)] = v
	}
	return there, nil
}

// numbersOf gives the numbers of figures by their ids. What is no id of a figure is left out.
func numbersOf(ids []string) []int64 {
	numbers := make([]int64, 0, len(ids))
	for _, id := range ids {
		if n, ok := figure.ParseID(id); ok {
			numbers = append(numbers, n)
		}
	}
	return numbers
}

// frozen gives what is kept of the figures that an assessment refers to when it is agreed, as assessment.Freeze writes it: of one below
// its gate, no value. It is a CONFLICT when one of them has been taken back since it was referred to.
func (w *work) frozen(ctx context.Context, d *assessment.Document) (string, error) {
	ids := d.Figures()
	there, err := w.recorded(service(ctx), ids)
	if err != nil {
		return "", err
	}
	told, err := w.gatekeeper(ctx, there)
	if err != nil {
		return "", err
	}
	kept := make([]assessment.Frozen, len(ids))
	for i, id := range ids {
		v := there[id]
		if v == nil {
			return "", fault.New(fault.Conflict, "", "the figure %s, to which it refers, has been taken back; it must be returned and mended", id)
		}
		indicator, _ := programme.Lookup[*programme.Indicator](w.g, v.IndicatorID) // which foreign keys promise, as of the source
		source, _ := programme.Lookup[*programme.Source](w.g, v.SourceID)
		kept[i] = assessment.Keep(told.Kept(v.Figure), indicator.Code, source.Code)
	}
	return assessment.Freeze(kept)
}

// gatekeeper gives a profile that knows how complete the records are that figures rest on.
func (w *work) gatekeeper(ctx context.Context, all map[string]*figure.Version) (*profile.Profile, error) {
	f := figure.Filter{Indicators: []string{}, Places: []string{}}
	for _, v := range all {
		if i, ok := programme.Lookup[*programme.Indicator](w.g, v.IndicatorID); ok && i.Gate != nil {
			f.Indicators, f.Places = append(f.Indicators, i.Gate.ID), append(f.Places, v.PlaceID)
		}
	}
	var held []*figure.Figure
	if len(f.Indicators) > 0 {
		found, more, err := w.tx.Figures(service(ctx), f, MaxFigures)
		if err != nil {
			return nil, err
		}
		if more {
			return nil, fault.New(fault.Limited, "", "the completeness of its figures is told by more than %d others", MaxFigures)
		}
		held = figure.Holding(versions(w.g, found, w.tx.Moment))
	}
	return profile.New(w.g, w.now, held), nil
}
