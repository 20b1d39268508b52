package assessment_test

import (
	"testing"

	"waymark/domain/assessment"
	"waymark/domain/calendar"
	"waymark/domain/figure"
)

func TestOldEvidence(t *testing.T) {
	day := func(text string) figure.Period {
		d := calendar.MustParse(text)
		return figure.Period{Type: figure.Day, From: d, To: d.AddDays(1)}
	}
	for _, c := range []struct {
		name   string
		period figure.Period
		old    bool
	}{
		{"of the year itself", figure.YearFrom(2009), false},
		{"of the year before", figure.YearFrom(2008), false},
		{"ended two years before to the day", figure.YearFrom(2006), false},
		{"ended three years before", figure.YearFrom(2005), true},
		{"a calendar year that ended earlier", figure.Period{Type: figure.CalendarYear, From: calendar.MustParse("2006-01-01"), To: calendar.MustParse("2007-01-01")}, true},
		{"begun long ago and ended lately", figure.Period{Type: figure.Span, From: calendar.MustParse("1998-04-01"), To: calendar.MustParse("2008-01-01")}, false},
		{"the last day that is not", day("2007-03-31"), false},
		{"the first day that is", day("2007-03-30"), true},
		{"of a year to come", figure.YearFrom(2010), false},
	} {
		if got := assessment.Old(c.period, 2009); got != c.old {
			t.Errorf("%s: old is %t", c.name, got)
		}
	}
}
