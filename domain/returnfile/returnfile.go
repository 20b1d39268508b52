// Package returnfile is the layout in which returns of referrals travel: a table whose header names its columns, with a combination that
// was counted a row. It knows neither file formats nor what is recorded: codes stay codes.
package returnfile

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"waymark/domain/calendar"
	"waymark/domain/figurefile"
	"waymark/domain/programme"
	"waymark/domain/referral"
)

// Rule is what a cell, a row or a header breaks: what a file of figures can break too, and what a return is held to.
type Rule = figurefile.Rule

// The rules that a file of figures has not got. All but Same are for who knows what is recorded.
const (
	Same              Rule = "SAME"               // the rows of one return do not say the same about it
	Forbidden         Rule = "FORBIDDEN"          // the office is not the viewer's to hand in for
	NotOwed           Rule = "NOT_OWED"           // the office owes no return for the month, or not yet
	Range             Rule = "RANGE"              // a count is from 0 to 100,000
	OutsideDefinition Rule = "OUTSIDE_DEFINITION" // the measure is not counted for this in this month
	WithoutConsent    Rule = "WITHOUT_CONSENT"    // more markers were set than customers agreed to
	Conflict          Rule = "CONFLICT"           // the version is not the one that the return has
	State             Rule = "STATE"              // the return is in a state in which it is not handed in
)

// Rules gives all rules that a file of returns can break.
func Rules() []Rule {
	return []Rule{figurefile.HeaderUnknown, figurefile.HeaderRepeated, figurefile.HeaderMissing, figurefile.Quoting, figurefile.Cells, figurefile.Encoding,
		figurefile.Required, figurefile.Form, figurefile.TooLong, figurefile.Choice, figurefile.Unknown, figurefile.Repeated, Same, Forbidden, NotOwed, Range,
		OutsideDefinition, WithoutConsent, Conflict, State}
}

// The columns by name, beside one for each measure.
const (
	JobcentreColumn = "jobcentre"
	MonthColumn     = "month"
	ProviderColumn  = "provider"
	SubstanceColumn = "substance"
	BenefitColumn   = "benefit"
	DirectionColumn = "direction"
	VersionColumn   = "expected_version"
	NoteColumn      = "note"
)

// ColumnOf gives the name of the column in which a measure stands: that of the measure, in small letters.
func ColumnOf(m referral.Measure) string { return strings.ToLower(string(m)) }

// Columns gives all columns, in the order of the documentation.
func Columns() []string {
	all := []string{JobcentreColumn, MonthColumn, ProviderColumn, SubstanceColumn, BenefitColumn, DirectionColumn}
	for _, m := range referral.Measures() {
		all = append(all, ColumnOf(m))
	}
	return append(all, VersionColumn, NoteColumn)
}

// Needed gives the columns that every file has.
func Needed() []string {
	return []string{JobcentreColumn, MonthColumn, SubstanceColumn, BenefitColumn, DirectionColumn}
}

// Draft is a row as it stands there.
type Draft struct {
	Jobcentre string
	Month     calendar.Date // its first day
	Provider  string        // code; empty for what has to do with no provider
	Counted   bool          // whether the row is about a combination; else it only says that the office hands the month in
	referral.Row
	Version *int   // the one that was read of a return that has been handed in before; nil when the row does not say
	Note    string // empty when the row does not say
}

// Layout reads the rows of a file of returns.
type Layout struct{ header *figurefile.Header }

// Read makes the layout of a header row. Names are taken in any order and in capitals or not. With problems there is no layout.
func Read(row int, header []string) (*Layout, []figurefile.Problem) {
	h, wrong := figurefile.ReadHeader(row, header, Columns(), Needed())
	if len(wrong) > 0 {
		return nil, wrong
	}
	return &Layout{h}, nil
}

var substances, benefits, directions = figurefile.WordsOf(programme.Substances()), figurefile.WordsOf(referral.Benefits()), figurefile.WordsOf(referral.Directions())

// Draft reads a row. With problems the draft is of no use.
func (l *Layout) Draft(row int, cells []string) (Draft, []figurefile.Problem) {
	line, wrong := l.header.Line(row, cells)
	if line == nil {
		return Draft{}, wrong
	}
	d := Draft{Jobcentre: line.Code(JobcentreColumn), Month: month(line), Version: version(line), Note: line.Text(NoteColumn, 2_000)}
	about := slices.Concat([]string{ProviderColumn, SubstanceColumn, BenefitColumn, DirectionColumn}, measures)
	if d.Counted = slices.ContainsFunc(about, func(c string) bool { return line.Cell(c) != "" }); d.Counted {
		d.Provider = line.CodeOrNone(ProviderColumn)
		d.Substance = programme.Substance(line.Needed(SubstanceColumn, substances))
		d.Benefit = referral.Benefit(line.Needed(BenefitColumn, benefits))
		d.Direction = referral.Direction(line.Needed(DirectionColumn, directions))
		for i, column := range measures {
			d.Counts[i] = count(line, column)
		}
	}
	return d, line.Wrong
}

// measures are the columns of the measures, in their order.
var measures = func() []string {
	var all []string
	for _, m := range referral.Measures() {
		all = append(all, ColumnOf(m))
	}
	return all
}()

func month(l *figurefile.Line) calendar.Date {
	text := l.Cell(MonthColumn)
	if text == "" {
		l.Bad(MonthColumn, figurefile.Required, "it must be filled in")
		return calendar.Date{}
	}
	t, err := time.Parse("2006-01", text)
	if err != nil {
		l.Bad(MonthColumn, figurefile.Form, "a month is written YYYY-MM")
		return calendar.Date{}
	}
	return calendar.Of(t)
}

func version(l *figurefile.Line) *int {
	text := l.Cell(VersionColumn)
	if text == "" {
		return nil
	}
	n, err := strconv.ParseInt(text, 10, 32)
	if err != nil || n < 1 {
		l.Bad(VersionColumn, figurefile.Form, "a version is a whole number from 1")
		return nil
	}
	return new(int(n))
}

// count reads a count; one that no number can hold is the greatest, which the rules refuse.
func count(l *figurefile.Line, column string) int64 {
	text := l.Cell(column)
	if text == "" {
		return 0
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil && !errors.Is(err, strconv.ErrRange) {
		l.Bad(column, figurefile.Form, "a count is a whole number")
		return 0
	}
	return n
}
