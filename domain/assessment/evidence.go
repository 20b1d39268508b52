package assessment

import (
	"time"

	"waymark/domain/calendar"
	"waymark/domain/figure"
)

// Fresh is for how many years a figure is evidence before it is old.
const Fresh = 2

// Old tells whether a figure about a period is old evidence for the needs of a financial year: the period ended more than two years
// before the year begins. What ended two years before to the day is not old yet.
func Old(p figure.Period, year calendar.FinancialYear) bool {
	return p.To.Before(calendar.New(int(year)-Fresh, time.April, 1))
}
