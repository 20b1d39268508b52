package plan

import (
	"fmt"
	"time"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
)

// When is by when something is to be done: a day, a quarter of a financial year, or words such as "Continuous".
type When struct {
	Day     *calendar.Date         `json:"day,omitempty"`
	Year    calendar.FinancialYear `json:"year,omitempty"`    // of the quarter
	Quarter int                    `json:"quarter,omitempty"` // 1 (April to June) to 4 (January to March); 0: none
	Words   string                 `json:"words,omitempty"`
}

// Last gives the last day by which it is in time; ok is false for words, which no day is late for.
func (w When) Last() (day calendar.Date, ok bool) {
	switch {
	case w.Day != nil:
		return *w.Day, true
	case w.Quarter != 0:
		return QuarterEnd(w.Year, w.Quarter), true
	}
	return day, false
}

// String gives it as it is written: "30 June 2009", "Q1 2009/10", "Continuous"; "" for nothing.
func (w When) String() string {
	switch {
	case w.Day != nil:
		return w.Day.Long()
	case w.Quarter != 0:
		return fmt.Sprintf("Q%d %s", w.Quarter, w.Year)
	}
	return w.Words
}

// QuarterEnd gives the last day of a quarter of a financial year.
func QuarterEnd(year calendar.FinancialYear, quarter int) calendar.Date {
	return calendar.New(int(year), time.Month(4+3*quarter), 1).AddDays(-1)
}

// RAG is how something stands: red, amber or green; empty while nobody has said.
type RAG string

// The colours.
const (
	Red   RAG = "RED"
	Amber RAG = "AMBER"
	Green RAG = "GREEN"
)

// Progress is how far an action has been carried out.
type Progress string

// How far actions come.
const (
	NotBegun Progress = "NOT_BEGUN"
	UnderWay Progress = "UNDER_WAY"
	Done     Progress = "DONE"
	Dropped  Progress = "DROPPED"
)

// Unmet tells whether an action is still to be done, so that it goes into the next year's plan.
func (p Progress) Unmet() bool { return p == NotBegun || p == UnderWay }

// Target is what an action is to bring about: an indicator of the partnership and the value that it is to reach.
type Target struct {
	Indicator string          `json:"indicator"` // code
	Value     decimal.Decimal `json:"value"`
	By        *calendar.Date  `json:"by,omitempty"`
}
