package planning

import (
	"context"
	"encoding/json"
	"fmt"

	"waymark/domain/assessment"
	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/document"
	"waymark/domain/fault"
	"waymark/domain/figure"
	"waymark/domain/programme"
)

// figures checks references to figures: each must be there, and be one that the viewer sees. What is wrong is noted; an error is one of
// the database.
func (w *work) figures(ctx context.Context, field string, in []*FigureReferenceInput) ([]document.Figure, error) {
	if len(in) > maxFigures {
		w.bad(field, "there are at most %d figures, not %d", maxFigures, len(in))
		return nil, nil
	}
	referred := make([]document.Figure, len(in))
	ids := make([]string, len(in))
	for i, f := range in {
		referred[i] = document.Figure{ID: f.Figure, Note: w.optionalText(fmt.Sprintf("%s.%d.note", field, i), f.Note, 500)}
		ids[i] = f.Figure
	}
	there, err := w.recorded(w.reading(ctx), ids)
	if err != nil {
		return nil, err
	}
	for i, id := range ids {
		if there[id] == nil {
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

// frozenFigure is what is kept of a figure that an agreed assessment refers to: of a restricted one its id alone, since whoever reads the
// assessment reads this.
type frozenFigure struct {
	ID         string           `json:"id"`
	Indicator  string           `json:"indicator,omitempty"` // code
	Place      string           `json:"place,omitempty"`     // id; left out for England
	Period     *frozenPeriod    `json:"period,omitempty"`
	Breakdown  figure.Breakdown `json:"breakdown,omitempty"`
	Value      *decimal.Decimal `json:"value,omitempty"`
	Interval95 *frozenInterval  `json:"interval95,omitempty"`
	Status     figure.Status    `json:"status,omitempty"`
	Source     string           `json:"source,omitempty"` // code
}

type frozenPeriod struct {
	Type figure.PeriodType `json:"type"`
	From calendar.Date     `json:"from"`
	To   calendar.Date     `json:"to"` // the first day after it
}

type frozenInterval struct {
	Lower decimal.Decimal `json:"lower"`
	Upper decimal.Decimal `json:"upper"`
}

// frozen gives what is kept of the figures that an assessment refers to when it is agreed, as JSON. It is a CONFLICT when one of them has
// been taken back since it was referred to.
func (w *work) frozen(ctx context.Context, d *assessment.Document) (string, error) {
	ids := d.Figures()
	there, err := w.recorded(service(ctx), ids)
	if err != nil {
		return "", err
	}
	kept := make([]frozenFigure, len(ids))
	for i, id := range ids {
		v := there[id]
		if v == nil {
			return "", fault.New(fault.Conflict, "", "the figure %s, to which it refers, has been taken back; it must be returned and mended", id)
		}
		kept[i] = w.keep(v)
	}
	text, err := json.Marshal(map[string]any{"figures": kept})
	if err != nil {
		return "", fmt.Errorf("freeze figures: %w", err)
	}
	return string(text), nil
}

func (w *work) keep(v *figure.Version) frozenFigure {
	k := frozenFigure{ID: figure.FormatID(v.ID)}
	if v.Restricted {
		return k
	}
	indicator, _ := programme.Lookup[*programme.Indicator](w.g, v.IndicatorID) // which foreign keys promise, as of the source
	source, _ := programme.Lookup[*programme.Source](w.g, v.SourceID)
	k.Indicator, k.Source = indicator.Code, source.Code
	k.Place, k.Breakdown, k.Value, k.Status = v.PlaceID, v.Breakdown, v.Value, v.Status
	k.Period = &frozenPeriod{v.Period.Type, v.Period.From, v.Period.To}
	if i := v.Interval95; i != nil {
		k.Interval95 = &frozenInterval{i.Lower, i.Upper}
	}
	return k
}
