package calendar_test

import (
	"testing"

	"waymark/domain/calendar"
)

func TestFinancialYears(t *testing.T) {
	for day, want := range map[string]string{"2009-03-31": "2008/09", "2009-04-01": "2009/10", "2010-03-31": "2009/10", "2000-01-01": "1999/2000", "2000-04-01": "2000/01"} {
		y := calendar.YearOf(calendar.MustParse(day))
		if y.String() != want || !y.Period().Contains(calendar.MustParse(day)) {
			t.Errorf("%s lies in %s, %s, want %s", day, y, y.Period(), want)
		}
	}
	if calendar.FinancialYear(1899).Valid() || !calendar.FirstYear.Valid() || !calendar.LastYear.Valid() || calendar.FinancialYear(2199).Valid() {
		t.Error("years beyond the days")
	}
}
