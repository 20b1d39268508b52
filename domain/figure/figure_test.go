package figure_test

import (
	"testing"

	"waymark/domain/calendar"
	"waymark/domain/figure"
)

func TestIDs(t *testing.T) {
	if id, ok := figure.ParseID(figure.FormatID(42)); !ok || id != 42 {
		t.Errorf("got %d, %v", id, ok)
	}
	for _, text := range []string{"", "fig_", "fig_0", "fig_-1", "fig_042", "aud_1", "fig_99999999999999999999"} {
		if _, ok := figure.ParseID(text); ok {
			t.Errorf("%q is taken for an id", text)
		}
	}
}

func TestBreakdowns(t *testing.T) {
	b, err := figure.ParseBreakdown("SEX=FEMALE; BENEFIT=JSA")
	if err != nil || b != "BENEFIT=JSA;SEX=FEMALE" {
		t.Fatalf("got %q, %v", b, err)
	}
	if b.Category("SEX") != "FEMALE" || b.Category("AGE") != "" || len(b.Parts()) != 2 {
		t.Errorf("got %v", b.Parts())
	}
	for _, text := range []string{"SEX", "SEX=", "=FEMALE", "sex=FEMALE", "SEX=FEMALE;SEX=MALE", "SEX=FEMALE;"} {
		if got, err := figure.ParseBreakdown(text); err == nil {
			t.Errorf("%q is read as %q", text, got)
		}
	}
}

func TestPeriods(t *testing.T) {
	day := calendar.MustParse
	for _, c := range []struct {
		period figure.Period
		label  string
	}{
		{figure.YearFrom(2008), "2008/09"},
		{figure.YearFrom(1999), "1999/00"},
		{figure.Period{figure.CalendarYear, day("2006-01-01"), day("2007-01-01")}, "2006"},
		{figure.Period{figure.Quarter, day("2009-07-01"), day("2009-10-01")}, "July to September 2009"},
		{figure.Period{figure.Month, day("2009-06-01"), day("2009-07-01")}, "June 2009"},
		{figure.Period{figure.Day, day("2009-03-30"), day("2009-03-31")}, "30 March 2009"},
		{figure.Period{figure.Span, day("2009-04-01"), day("2010-09-01")}, "1 April 2009 to 31 August 2010"},
	} {
		if wrong := c.period.Check(); wrong != "" || c.period.Label() != c.label {
			t.Errorf("%v: %q, %q", c.period, wrong, c.period.Label())
		}
	}
	for _, p := range []figure.Period{
		{figure.FinancialYear, day("2008-04-01"), day("2009-03-31")},
		{figure.CalendarYear, day("2008-04-01"), day("2009-04-01")},
		{figure.Quarter, day("2009-05-01"), day("2009-08-01")},
		{figure.Month, day("2009-05-02"), day("2009-06-02")},
		{figure.Day, day("2009-05-02"), day("2009-05-04")},
		{figure.Span, day("2009-05-02"), day("2009-05-02")},
		{"YEAR", day("2009-01-01"), day("2010-01-01")},
	} {
		if p.Check() == "" {
			t.Errorf("%v is taken for a period", p)
		}
	}
}
