package calendar

import "fmt"

// FinancialYear is a year from 1 April to 31 March, by the calendar year in which it begins.
type FinancialYear int

// FirstYear and LastYear are the financial years that lie wholly among the days that Parse accepts.
const (
	FirstYear FinancialYear = 1900
	LastYear  FinancialYear = 2198
)

// YearOf gives the financial year that a day lies in.
func YearOf(d Date) FinancialYear {
	t := d.Time()
	if t.Month() < 4 {
		return FinancialYear(t.Year() - 1)
	}
	return FinancialYear(t.Year())
}

// String gives the year as it is written: "2009/10", and "1999/2000" over the turn of a century.
func (y FinancialYear) String() string {
	if (y+1)%100 == 0 {
		return fmt.Sprintf("%d/%d", int(y), int(y+1))
	}
	return fmt.Sprintf("%d/%02d", int(y), int(y+1)%100)
}

// Valid tells whether it lies between FirstYear and LastYear.
func (y FinancialYear) Valid() bool { return y >= FirstYear && y <= LastYear }

// Period gives its days.
func (y FinancialYear) Period() Period {
	return Between(New(int(y), 4, 1), New(int(y)+1, 4, 1))
}
