package dataset

import (
	"slices"
	"strings"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/programme"
)

// loadDimensions adds the ways to break a population down.
func (l *loader) loadDimensions() error {
	rows, err := table(l.files, "dimensions.csv", &l.faults, "code", "name", "description", "source")
	for _, r := range rows {
		known(r, "source", l.sources)
		add(r, "code", l.dimensions, &l.records.Dimensions, &programme.Dimension{
			Meta: newMeta(ID(programme.DimensionPrefix, r.text("code"))), Code: r.text("code"), Name: r.text("name"),
			Description: r.text("description"),
		})
	}
	return err
}

func (l *loader) loadCategories() error {
	rows, err := table(l.files, "categories.csv", &l.faults, "dimension", "code", "name", "rank", "source")
	for _, r := range rows {
		known(r, "source", l.sources)
		d := known(r, "dimension", l.dimensions)
		if d == nil {
			continue
		}
		key := d.Code + "=" + r.text("code")
		if l.categories[key] {
			r.fault("code", "must not be listed twice: %.64q", key)
		}
		l.categories[key] = true
		l.records.Categories = append(l.records.Categories, &programme.Category{
			Meta: newMeta(ID(programme.CategoryPrefix, key)), DimensionID: d.ID, Code: r.text("code"), Name: r.text("name"), Rank: r.count("rank"),
		})
	}
	return err
}

// loadIndicators adds what figures count; one that is another's gate stands before it or after it.
func (l *loader) loadIndicators() error {
	rows, err := table(l.files, "indicators.csv", &l.faults, "code", "title", "definition_id", "definition", "numerator", "denominator", "unit",
		"valid_from", "valid_to", "kind", "polarity", "multiplier", "additive_over", "not_additive", "confidence", "gate", "gate_percent",
		"disclosure", "caveats", "source")
	for _, r := range rows {
		source := known(r, "source", l.sources)
		if source == nil {
			continue
		}
		from, _ := r.day("valid_from")
		i := &programme.Indicator{
			Meta: newMeta(ID(programme.IndicatorPrefix, r.text("code"))), Code: r.text("code"), Title: r.text("title"),
			DefinitionID: r.text("definition_id"), Definition: r.text("definition"), Numerator: r.text("numerator"),
			Denominator: r.optional("denominator"), Unit: r.text("unit"), Valid: calendar.Open(from),
			Kind:     programme.IndicatorKind(r.one("kind", "COUNT", "PROPORTION", "RATE", "ESTIMATE")),
			Polarity: programme.Polarity(r.one("polarity", "HIGHER_IS_BETTER", "LOWER_IS_BETTER", "NONE")), Multiplier: r.count("multiplier"),
			AdditiveOver: []string{}, NotAdditive: r.text("not_additive"),
			Confidence: programme.ConfidenceMethod(r.one("confidence", "NONE", "GIVEN", "WILSON", "BYAR")),
			Disclosure: r.text("disclosure"), Caveats: r.optional("caveats"), SourceID: source.ID,
		}
		if r.optional("valid_to") != "" {
			last, _ := r.day("valid_to")
			i.Valid = calendar.Between(from, last.AddDays(1))
		}
		if over := r.optional("additive_over"); over != "" {
			i.AdditiveOver = strings.Split(over, ";")
		}
		for _, over := range i.AdditiveOver {
			if !slices.Contains([]string{programme.OverPlaces, programme.OverPeriods, programme.OverProviders}, over) && l.dimensions[over] == nil {
				r.fault("additive_over", "must name PLACE, PERIOD, PROVIDER or dimensions of dimensions.csv, not %.64q", over)
			}
		}
		if gate := r.optional("gate"); gate != "" {
			i.GateID = ID(programme.IndicatorPrefix, gate)
			i.GatePercent = r.number("gate_percent")
		}
		add(r, "code", l.indicators, &l.records.Indicators, i)
	}
	return err
}

// one gives a cell that must be one of some words.
func (r row) one(column string, words ...string) string {
	if !slices.Contains(words, r.cells[column]) {
		r.fault(column, "must be one of %s, not %.32q", strings.Join(words, ", "), r.cells[column])
	}
	return r.cells[column]
}

// number reads a number, or nothing from an empty cell.
func (r row) number(column string) *decimal.Decimal {
	if r.cells[column] == "" {
		return nil
	}
	n, err := decimal.Parse(r.cells[column])
	if err != nil {
		r.fault(column, "%v", err)
	}
	return &n
}
