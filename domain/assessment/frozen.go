package assessment

import (
	"encoding/json"
	"fmt"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/figure"
)

// Frozen is what is kept of a figure that an agreed assessment refers to: of a restricted one its id alone, since whoever reads the
// assessment reads this.
type Frozen struct {
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

// Keep gives what is kept of a figure, with the codes of its indicator and its source.
func Keep(f *figure.Figure, indicator, source string) Frozen {
	k := Frozen{ID: figure.FormatID(f.ID)}
	if f.Restricted {
		return k
	}
	k.Indicator, k.Source, k.Place, k.Breakdown, k.Value, k.Status = indicator, source, f.PlaceID, f.Breakdown, f.Value, f.Status
	k.Period = &frozenPeriod{f.Period.Type, f.Period.From, f.Period.To}
	if i := f.Interval95; i != nil {
		k.Interval95 = &frozenInterval{i.Lower, i.Upper}
	}
	return k
}

// Freeze writes what is kept of figures as JSON: {"figures":[...]}, in the order given.
func Freeze(kept []Frozen) (string, error) {
	text, err := json.Marshal(map[string][]Frozen{"figures": append([]Frozen{}, kept...)})
	if err != nil {
		return "", fmt.Errorf("freeze figures: %w", err)
	}
	return string(text), nil
}
