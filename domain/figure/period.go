package figure

import (
	"fmt"
	"time"

	"waymark/domain/calendar"
)

// PeriodType says what sort of span the period of a figure is.
type PeriodType string

// The types of period. A day is the moment that a stock is counted at; a span is anything else with a beginning and an end.
const (
	FinancialYear PeriodType = "FINANCIAL_YEAR"
	CalendarYear  PeriodType = "CALENDAR_YEAR"
	Quarter       PeriodType = "QUARTER"
	Month         PeriodType = "MONTH"
	Day           PeriodType = "DAY"
	Span          PeriodType = "SPAN"
)

// PeriodTypes gives all types of period.
func PeriodTypes() []PeriodType {
	return []PeriodType{FinancialYear, CalendarYear, Quarter, Month, Day, Span}
}

// Period is the span of days [From, To) that a figure is about, and its type.
type Period struct {
	Type     PeriodType
	From, To calendar.Date
}

// YearFrom gives the financial year that begins on 1 April of a year.
func YearFrom(year int) Period {
	return Period{FinancialYear, calendar.New(year, time.April, 1), calendar.New(year+1, time.April, 1)}
}

// Check gives what is wrong with the period in a sentence, or "".
func (p Period) Check() string {
	if !p.From.Before(p.To) {
		return "a period ends after it begins"
	}
	from, to := p.From.Time(), p.To.Time()
	first := from.Day() == 1
	switch p.Type {
	case FinancialYear:
		if !first || from.Month() != time.April || !to.Equal(from.AddDate(1, 0, 0)) {
			return "a financial year is 1 April to 31 March"
		}
	case CalendarYear:
		if !first || from.Month() != time.January || !to.Equal(from.AddDate(1, 0, 0)) {
			return "a calendar year is 1 January to 31 December"
		}
	case Quarter:
		if !first || from.Month()%3 != 1 || !to.Equal(from.AddDate(0, 3, 0)) {
			return "a quarter is three months from January, April, July or October"
		}
	case Month:
		if !first || !to.Equal(from.AddDate(0, 1, 0)) {
			return "a month is a calendar month"
		}
	case Day:
		if p.To.DaysSince(p.From) != 1 {
			return "a day is one day"
		}
	case Span:
	default:
		return fmt.Sprintf("a period is one of %v", PeriodTypes())
	}
	return ""
}

// Label gives the period as a reader would write it: "2008/09", "2008", "July to September 2009", "June 2009", "30 March 2009",
// or "1 April 2009 to 31 August 2010".
func (p Period) Label() string {
	from := p.From.Time()
	last := p.To.AddDays(-1)
	switch p.Type {
	case FinancialYear:
		return fmt.Sprintf("%d/%02d", from.Year(), (from.Year()+1)%100)
	case CalendarYear:
		return from.Format("2006")
	case Quarter:
		return from.Format("January") + " to " + last.Time().Format("January 2006")
	case Month:
		return from.Format("January 2006")
	case Day:
		return p.From.Long()
	case Span:
	}
	return p.From.Long() + " to " + last.Long()
}
