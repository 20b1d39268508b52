package figurefile

import (
	"slices"
	"strings"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/figure"
)

// Layout reads the rows of a file of figures.
type Layout struct{ header *Header }

// Read makes the layout of a header row. Names are taken in any order and in capitals or not. With problems there is no layout.
func Read(row int, header []string) (*Layout, []Problem) {
	l, wrong := ReadHeader(row, header, Known(), needed)
	for _, pair := range [][2]string{{ageFrom, ageTo}, {deprivation, decile}, {lower95, upper95}, {lower998, upper998}} {
		_, one := l.at[pair[0]]
		if _, two := l.at[pair[1]]; one != two {
			wrong = append(wrong, Wrong(row, pair[0], "", HeaderMissing, "the columns %s and %s come together", pair[0], pair[1]))
		}
	}
	if _, one := l.at[NumeratorColumn]; one {
		if _, two := l.at[CountColumn]; two {
			wrong = append(wrong, Wrong(row, CountColumn, "", HeaderRepeated, "count is another name of numerator"))
		}
	}
	if len(wrong) > 0 {
		return nil, wrong
	}
	return &Layout{l}, nil
}

// Draft reads a row. With problems the draft is of no use.
func (l *Layout) Draft(row int, cells []string) (Draft, []Problem) {
	line, wrong := l.header.Line(row, cells)
	if line == nil {
		return Draft{}, wrong
	}
	r := reader{line}
	d := Draft{AreaType: AreaType(r.Choice(AreaTypeColumn, areaTypes)), Area: r.Code(AreaColumn), Indicator: r.Code(IndicatorColumn), Source: r.Code(SourceColumn)}
	d.Period = r.period()
	d.Figure.Breakdown = r.breakdown()
	d.Figure.Value, d.Figure.Denominator = r.number(ValueColumn), r.number(DenominatorColumn)
	if d.Numerator = r.number(NumeratorColumn); d.Numerator == nil {
		d.Numerator = r.number(CountColumn)
	}
	d.Status = figure.Status(r.Needed(status, statuses))
	d.StatusReason, d.Figure.Revision = r.Text(statusReason, 500), r.Text(RevisionColumn, 500)
	d.Note, d.ExternalID = r.Text(note, 2000), r.Text(externalID, 200)
	d.Synthetic, d.Restricted = r.truth(synthetic), r.truth(restricted)
	if r.Cell(releasedOn) != "" {
		d.ReleasedOn = new(r.day(releasedOn))
	}
	d.Interval95, d.Interval998 = r.interval(lower95, upper95, d.Figure.Value), r.interval(lower998, upper998, d.Figure.Value)
	r.agree(&d.Figure)
	return d, r.Wrong
}

var areaTypes, statuses, periodTypes = WordsOf(AreaTypes()), WordsOf(figure.Statuses()), WordsOf(figure.PeriodTypes())

// reader reads the row of a figure.
type reader struct{ *Line }

func (r *reader) number(column string) *decimal.Decimal {
	text := r.Cell(column)
	if text == "" {
		return nil
	}
	d, err := decimal.Parse(text)
	if err != nil {
		r.Bad(column, Form, "%v", err)
		return nil
	}
	return &d
}

func (r *reader) day(column string) calendar.Date {
	text := r.Cell(column)
	if text == "" {
		r.Bad(column, Required, "it must be filled in")
		return calendar.Date{}
	}
	d, err := calendar.Parse(text)
	if err != nil {
		r.Bad(column, Form, "%v", err)
	}
	return d
}

func (r *reader) truth(column string) bool {
	switch strings.ToLower(r.Cell(column)) {
	case "", "false", "0":
		return false
	case "true", "1":
		return true
	}
	r.Bad(column, Form, "it is true or false")
	return false
}

func (r *reader) period() figure.Period {
	before := len(r.Wrong)
	p := figure.Period{Type: figure.PeriodType(r.Needed(PeriodTypeColumn, periodTypes)), From: r.day(FromColumn), To: r.day(ToColumn).AddDays(1)}
	if len(r.Wrong) > before {
		return p
	}
	if sentence := p.Check(); sentence != "" {
		column := PeriodTypeColumn
		if !p.From.Before(p.To) {
			column = ToColumn
		}
		r.Bad(column, Period, "%s, unlike %s to %s", sentence, p.From, p.To.AddDays(-1))
	}
	return p
}

// breakdown reads the part of the population, from whichever columns tell of it.
func (r *reader) breakdown() figure.Breakdown {
	column := BreakdownColumn
	b, err := figure.ParseBreakdown(r.Cell(BreakdownColumn))
	parts := b.Parts()
	if s := r.Cell(sex); s != "" && !strings.EqualFold(s, "persons") {
		column, parts = sex, append(parts, figure.Part{Dimension: "SEX", Category: strings.ToUpper(s)})
	}
	if from, to := r.Cell(ageFrom), r.Cell(ageTo); from != "" || to != "" {
		if to == "" {
			to = "PLUS"
		}
		column, parts = ageFrom, append(parts, figure.Part{Dimension: "AGE", Category: from + "_" + to})
	}
	if dimension, category := r.Cell(deprivation), r.Cell(decile); dimension != "" || category != "" {
		column, parts = deprivation, append(parts, figure.Part{Dimension: dimension, Category: category})
	}
	if err == nil {
		b, err = figure.Of(parts...)
	}
	switch {
	case err != nil:
		r.Bad(column, Form, "%v", err)
	case len(b) > 400:
		r.Bad(column, TooLong, "a breakdown has at most 400 characters")
	}
	return b
}

// interval gives what lies between two cells, nil when both are empty.
func (r *reader) interval(lower, upper string, value *decimal.Decimal) *figure.Interval {
	low, high := r.Cell(lower), r.Cell(upper)
	if low == "" && high == "" {
		return nil
	}
	if low == "" || high == "" {
		missing := lower
		if high == "" {
			missing = upper
		}
		r.Bad(missing, Interval, "an interval has both ends")
		return nil
	}
	from, to := r.number(lower), r.number(upper)
	if from == nil || to == nil || value == nil {
		if value == nil && r.Cell(ValueColumn) == "" {
			r.Bad(lower, Interval, "an interval lies around a value, and there is none")
		}
		return nil
	}
	switch {
	case *from > *to:
		r.Bad(lower, Interval, "the lower end, %s, lies above the upper one, %s", from, to)
	case *from > *value:
		r.Bad(lower, Interval, "the lower end, %s, lies above the value, %s", from, value)
	case *to < *value:
		r.Bad(upper, Interval, "the upper end, %s, lies below the value, %s", to, value)
	}
	return &figure.Interval{Lower: *from, Upper: *to}
}

// agree notes what of a figure contradicts its status.
func (r *reader) agree(f *figure.Figure) {
	if !slices.Contains(statuses, string(f.Status)) {
		return
	}
	filled := r.Cell(ValueColumn) != ""
	switch {
	case f.Status.HasValue() && !filled:
		r.Bad(ValueColumn, Value, "a figure that is %s has a value", f.Status)
	case !f.Status.HasValue() && filled:
		r.Bad(ValueColumn, Value, "a figure that is %s has no value", f.Status)
	}
	switch {
	case f.Status == figure.Withheld && f.StatusReason == "":
		r.Bad(statusReason, Reason, "a figure that is %s says why", f.Status)
	case f.Status != figure.Withheld && f.StatusReason != "":
		r.Bad(statusReason, Reason, "only a figure that is %s says why", figure.Withheld)
	}
}
