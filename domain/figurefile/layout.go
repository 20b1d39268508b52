package figurefile

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/figure"
)

// Layout says which column of a file stands where.
type Layout struct {
	names []string       // of the file's columns, from the left
	at    map[string]int // where each is
}

// Read makes the layout of a header row. Names are taken in any order and in capitals or not. With problems there is no layout.
func Read(row int, header []string) (*Layout, []Problem) {
	l := &Layout{at: map[string]int{}}
	var wrong []Problem
	known := Known()
	for i, cell := range header {
		name := strings.ToLower(strings.TrimSpace(cell))
		_, twice := l.at[name]
		switch {
		case !slices.Contains(known, name):
			wrong = append(wrong, Wrong(row, "", cell, HeaderUnknown, "the columns are %s", strings.Join(known, ", ")))
		case twice:
			wrong = append(wrong, Wrong(row, name, cell, HeaderRepeated, "a column is there once"))
		}
		l.names, l.at[name] = append(l.names, name), i
	}
	for _, name := range needed {
		if _, there := l.at[name]; !there {
			wrong = append(wrong, Wrong(row, name, "", HeaderMissing, "every file has the column %s", name))
		}
	}
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
	return l, nil
}

// Draft reads a row. With problems the draft is of no use.
func (l *Layout) Draft(row int, cells []string) (Draft, []Problem) {
	if len(cells) != len(l.names) {
		return Draft{}, []Problem{Wrong(row, "", "", Cells, "the row has %d cells and the header %d", len(cells), len(l.names))}
	}
	r := reader{layout: l, row: row, cells: cells}
	d := Draft{AreaType: AreaType(r.choice(AreaTypeColumn, areaTypes)), Area: r.code(AreaColumn), Indicator: r.code(IndicatorColumn), Source: r.code(SourceColumn)}
	d.Period = r.period()
	d.Figure.Breakdown = r.breakdown()
	d.Figure.Value, d.Figure.Denominator = r.number(ValueColumn), r.number(DenominatorColumn)
	if d.Numerator = r.number(NumeratorColumn); d.Numerator == nil {
		d.Numerator = r.number(CountColumn)
	}
	d.Status = figure.Status(r.needed(status, statuses))
	d.StatusReason, d.Figure.Revision = r.text(statusReason, 500), r.text(RevisionColumn, 500)
	d.Note, d.ExternalID = r.text(note, 2000), r.text(externalID, 200)
	d.Synthetic, d.Restricted = r.truth(synthetic), r.truth(restricted)
	if r.cell(releasedOn) != "" {
		d.ReleasedOn = new(r.day(releasedOn))
	}
	d.Interval95, d.Interval998 = r.interval(lower95, upper95, d.Figure.Value), r.interval(lower998, upper998, d.Figure.Value)
	r.agree(&d.Figure)
	return d, r.wrong
}

// reader reads one row and notes what is wrong with it.
type reader struct {
	layout *Layout
	row    int
	cells  []string
	wrong  []Problem
}

func (r *reader) bad(column string, rule Rule, format string, args ...any) {
	r.wrong = append(r.wrong, Wrong(r.row, column, r.cell(column), rule, format, args...))
}

// cell gives a cell as it stands there, without space around it; empty when there is no such column.
func (r *reader) cell(column string) string {
	if i, ok := r.layout.at[column]; ok {
		return strings.TrimSpace(r.cells[i])
	}
	return ""
}

func (r *reader) code(column string) string {
	c := r.cell(column)
	switch {
	case c == "":
		r.bad(column, Required, "it must be filled in")
	case len(c) > 200:
		r.bad(column, TooLong, "a code has at most 200 bytes")
	}
	return r.plain(column, c)
}

// plain refuses what is no line of text.
func (r *reader) plain(column, text string) string {
	if !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl) {
		r.bad(column, Encoding, "it is one line of text in UTF-8, without control characters")
	}
	return text
}

func (r *reader) text(column string, most int) string {
	text := restored(r.plain(column, r.cell(column)))
	if n := utf8.RuneCountInString(text); n > most {
		r.bad(column, TooLong, "it has at most %d characters, not %d", most, n)
	}
	return text
}

func (r *reader) number(column string) *decimal.Decimal {
	text := r.cell(column)
	if text == "" {
		return nil
	}
	d, err := decimal.Parse(text)
	if err != nil {
		r.bad(column, Form, "%v", err)
		return nil
	}
	return &d
}

func (r *reader) day(column string) calendar.Date {
	text := r.cell(column)
	if text == "" {
		r.bad(column, Required, "it must be filled in")
		return calendar.Date{}
	}
	d, err := calendar.Parse(text)
	if err != nil {
		r.bad(column, Form, "%v", err)
	}
	return d
}

func (r *reader) truth(column string) bool {
	switch strings.ToLower(r.cell(column)) {
	case "", "false", "0":
		return false
	case "true", "1":
		return true
	}
	r.bad(column, Form, "it is true or false")
	return false
}

var areaTypes, statuses, periodTypes = wordsOf(AreaTypes()), wordsOf(figure.Statuses()), wordsOf(figure.PeriodTypes())

// choice reads one of some words, or nothing.
func (r *reader) choice(column string, words []string) string {
	text := r.cell(column)
	if text != "" && !slices.Contains(words, text) {
		r.bad(column, Choice, "it is one of %s", strings.Join(words, ", "))
	}
	return text
}

// needed reads one of some words.
func (r *reader) needed(column string, words []string) string {
	if r.cell(column) == "" {
		r.bad(column, Required, "it must be filled in")
	}
	return r.choice(column, words)
}

func wordsOf[T ~string](list []T) []string {
	words := make([]string, len(list))
	for i, w := range list {
		words[i] = string(w)
	}
	return words
}

func (r *reader) period() figure.Period {
	before := len(r.wrong)
	p := figure.Period{Type: figure.PeriodType(r.needed(PeriodTypeColumn, periodTypes)), From: r.day(FromColumn), To: r.day(ToColumn).AddDays(1)}
	if len(r.wrong) > before {
		return p
	}
	if sentence := p.Check(); sentence != "" {
		column := PeriodTypeColumn
		if !p.From.Before(p.To) {
			column = ToColumn
		}
		r.bad(column, Period, "%s, unlike %s to %s", sentence, p.From, p.To.AddDays(-1))
	}
	return p
}

// breakdown reads the part of the population, from whichever columns tell of it.
func (r *reader) breakdown() figure.Breakdown {
	column := BreakdownColumn
	b, err := figure.ParseBreakdown(r.cell(BreakdownColumn))
	parts := b.Parts()
	if s := r.cell(sex); s != "" && !strings.EqualFold(s, "persons") {
		column, parts = sex, append(parts, figure.Part{Dimension: "SEX", Category: strings.ToUpper(s)})
	}
	if from, to := r.cell(ageFrom), r.cell(ageTo); from != "" || to != "" {
		if to == "" {
			to = "PLUS"
		}
		column, parts = ageFrom, append(parts, figure.Part{Dimension: "AGE", Category: from + "_" + to})
	}
	if dimension, category := r.cell(deprivation), r.cell(decile); dimension != "" || category != "" {
		column, parts = deprivation, append(parts, figure.Part{Dimension: dimension, Category: category})
	}
	if err == nil {
		b, err = figure.Of(parts...)
	}
	switch {
	case err != nil:
		r.bad(column, Form, "%v", err)
	case len(b) > 400:
		r.bad(column, TooLong, "a breakdown has at most 400 characters")
	}
	return b
}

// interval gives what lies between two cells, nil when both are empty.
func (r *reader) interval(lower, upper string, value *decimal.Decimal) *figure.Interval {
	low, high := r.cell(lower), r.cell(upper)
	if low == "" && high == "" {
		return nil
	}
	if low == "" || high == "" {
		missing := lower
		if high == "" {
			missing = upper
		}
		r.bad(missing, Interval, "an interval has both ends")
		return nil
	}
	from, to := r.number(lower), r.number(upper)
	if from == nil || to == nil || value == nil {
		if value == nil && r.cell(ValueColumn) == "" {
			r.bad(lower, Interval, "an interval lies around a value, and there is none")
		}
		return nil
	}
	switch {
	case *from > *to:
		r.bad(lower, Interval, "the lower end, %s, lies above the upper one, %s", from, to)
	case *from > *value:
		r.bad(lower, Interval, "the lower end, %s, lies above the value, %s", from, value)
	case *to < *value:
		r.bad(upper, Interval, "the upper end, %s, lies below the value, %s", to, value)
	}
	return &figure.Interval{Lower: *from, Upper: *to}
}

// agree notes what of a figure contradicts its status.
func (r *reader) agree(f *figure.Figure) {
	if !slices.Contains(statuses, string(f.Status)) {
		return
	}
	filled := r.cell(ValueColumn) != ""
	switch {
	case f.Status.HasValue() && !filled:
		r.bad(ValueColumn, Value, "a figure that is %s has a value", f.Status)
	case !f.Status.HasValue() && filled:
		r.bad(ValueColumn, Value, "a figure that is %s has no value", f.Status)
	}
	switch {
	case f.Status == figure.Withheld && f.StatusReason == "":
		r.bad(statusReason, Reason, "a figure that is %s says why", f.Status)
	case f.Status != figure.Withheld && f.StatusReason != "":
		r.bad(statusReason, Reason, "only a figure that is %s says why", figure.Withheld)
	}
}
