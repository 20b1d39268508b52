// Package figurefile is the layout in which figures travel: a table whose header names its columns, with a figure a row. It knows
// neither file formats nor what is recorded: codes stay codes.
package figurefile

import (
	"fmt"
	"slices"

	"waymark/domain/figure"
)

// Rule is what a cell breaks.
type Rule string

// The rules. The last four are for who knows what is recorded.
const (
	HeaderUnknown  Rule = "HEADER_UNKNOWN"  // the header names a column that the layout has not got
	HeaderRepeated Rule = "HEADER_REPEATED" // it names one twice
	HeaderMissing  Rule = "HEADER_MISSING"  // it leaves out one that every file has
	Quoting        Rule = "QUOTING"         // the row cannot be told into cells, and what follows was not read
	Cells          Rule = "CELLS"           // the row has more or fewer cells than the header
	Encoding       Rule = "ENCODING"        // the cell is no text in UTF-8, or has control characters
	Required       Rule = "REQUIRED"        // the cell is empty and must not be
	Form           Rule = "FORM"            // it is not written as a date, number, truth or code is
	TooLong        Rule = "TOO_LONG"        // it has more characters than are kept
	Choice         Rule = "CHOICE"          // it is none of the words that it may be
	Period         Rule = "PERIOD"          // the days are not a period of the type
	Interval       Rule = "INTERVAL"        // an interval has one end, or the value does not lie in it
	Value          Rule = "VALUE"           // there is a value and the status has none, or the other way round; or no figure can be it
	Reason         Rule = "REASON"          // what is withheld or revised says why, and nothing else is withheld for a reason
	Unknown        Rule = "UNKNOWN"         // nothing that is recorded has this code
	Ambiguous      Rule = "AMBIGUOUS"       // more than one place has it
	Definition     Rule = "DEFINITION"      // the definition of the indicator does not allow it
	Repeated       Rule = "REPEATED"        // an earlier row is about the same
)

// Rules gives all rules.
func Rules() []Rule {
	return []Rule{HeaderUnknown, HeaderRepeated, HeaderMissing, Quoting, Cells, Encoding, Required, Form, TooLong, Choice, Period, Interval,
		Value, Reason, Unknown, Ambiguous, Definition, Repeated}
}

// Problem is one thing that is wrong with a file.
type Problem struct {
	Row     int    // in which the cell stands, counted from 1 as the file's own reader counts them; of CSV, the line where the row begins
	Column  string // name of the column; empty when it is about the row
	Value   string // of the cell, cut to 100 characters
	Rule    Rule   // that it breaks
	Message string // the rule in a sentence
}

func (p Problem) Error() string {
	where := fmt.Sprintf("row %d", p.Row)
	if p.Column != "" {
		where += ", " + p.Column
	}
	return fmt.Sprintf("%s: %s: %s", where, p.Rule, p.Message)
}

// longest is how much of a wrong cell is told.
const longest = 100

// Wrong gives a problem with a cell.
func Wrong(row int, column, value string, rule Rule, format string, args ...any) Problem {
	if cut := []rune(value); len(cut) > longest {
		value = string(cut[:longest])
	}
	return Problem{row, column, value, rule, fmt.Sprintf(format, args...)}
}

// Draft is a figure as a row states it: what it is about by codes, and ids left out.
type Draft struct {
	AreaType  AreaType // empty when the row does not say
	Area      string   // code of the place
	Indicator string
	Source    string
	figure.Figure
}

// AreaType is the kind of place that a row is about.
type AreaType string

// The kinds of place.
const (
	England     AreaType = "ENGLAND"
	Region      AreaType = "REGION"
	District    AreaType = "DISTRICT"
	Partnership AreaType = "PARTNERSHIP"
	Jobcentre   AreaType = "JOBCENTRE"
)

// AreaTypes gives all kinds of place.
func AreaTypes() []AreaType { return []AreaType{England, Region, District, Partnership, Jobcentre} }

// EnglandCode is the code by which a row names the whole country.
const EnglandCode = "E92000001"

// The columns by name. date_to is the last day of the period, not the one after.
const (
	AreaTypeColumn    = "area_type"
	AreaColumn        = "area_code"
	IndicatorColumn   = "indicator"
	PeriodTypeColumn  = "period_type"
	FromColumn        = "date_from"
	ToColumn          = "date_to"
	BreakdownColumn   = "breakdown"
	ValueColumn       = "value"
	NumeratorColumn   = "numerator"
	DenominatorColumn = "denominator"
	lower95           = "lower_ci_95"
	upper95           = "upper_ci_95"
	lower998          = "lower_ci_99_8"
	upper998          = "upper_ci_99_8"
	status            = "status"
	statusReason      = "status_reason"
	releasedOn        = "released_on"
	RevisionColumn    = "revision"
	SourceColumn      = "source"
	note              = "note"
	externalID        = "external_id"
	synthetic         = "synthetic"
	restricted        = "restricted"

	// Others' names for the same, which are read and never written.
	CountColumn = "count" // of those above the line
	sex         = "sex"
	ageFrom     = "age_from_years_inclusive"
	ageTo       = "age_to_years_inclusive"
	deprivation = "deprivation_category" // code of the dimension
	decile      = "deprivation_decile"   // code of the category in it
)

// written are the columns that are exported, in their order.
var written = []string{AreaTypeColumn, AreaColumn, IndicatorColumn, PeriodTypeColumn, FromColumn, ToColumn, BreakdownColumn, ValueColumn,
	NumeratorColumn, DenominatorColumn, lower95, upper95, lower998, upper998, status, statusReason, releasedOn, RevisionColumn, SourceColumn,
	note, externalID, synthetic, restricted}

// others are the columns that are only read.
var others = []string{CountColumn, sex, ageFrom, ageTo, deprivation, decile}

// needed are the columns that no file leaves out.
var needed = []string{AreaColumn, IndicatorColumn, PeriodTypeColumn, FromColumn, ToColumn, ValueColumn, status, SourceColumn}

// Columns gives the columns that are written, in their order.
func Columns() []string { return slices.Clone(written) }

// Known gives all columns that may be read.
func Known() []string { return slices.Concat(written, others) }

// Needed gives the columns that every file has.
func Needed() []string { return slices.Clone(needed) }

// Dates tells whether a column holds days.
func Dates(column string) bool {
	return column == FromColumn || column == ToColumn || column == releasedOn
}

// Numbers tells whether a column holds numbers.
func Numbers(column string) bool {
	switch column {
	case ValueColumn, NumeratorColumn, DenominatorColumn, lower95, upper95, lower998, upper998, CountColumn:
		return true
	}
	return false
}
