package calendar_test

import (
	"encoding/json"
	"testing"
	"time"

	"waymark/domain/calendar"
)

func TestParse(t *testing.T) {
	tests := []struct {
		in string
		ok bool
	}{
		{"2009-03-05", true},
		{"1970-01-01", true},
		{"2008-02-29", true},
		{"2009-02-29", false},
		{"1900-02-29", false},
		{"2000-02-29", true},
		{"2009-04-31", false},
		{"1900-01-01", true},
		{"1899-12-31", false},
		{"2199-12-31", true},
		{"2200-01-01", false},
		{"2009-3-5", false},
		{"2009-03-05T00:00:00Z", false},
		{"2009-03-05 ", false},
		{" 2009-03-05", false},
		{"05/03/2009", false},
		{"20090305", false},
		{"2009-00-10", false},
		{"-2009-03-05", false},
		{"", false},
	}
	for _, tt := range tests {
		d, err := calendar.Parse(tt.in)
		if (err == nil) != tt.ok {
			t.Errorf("Parse(%q): %v, want ok %v", tt.in, err, tt.ok)
		}
		if err == nil && d.String() != tt.in {
			t.Errorf("Parse(%q) prints as %s", tt.in, d)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2009-03-05", "1900-01-01", "2199-12-31", "2009-02-29", "x", "2009-03-05T10:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := calendar.Parse(s)
		if err != nil {
			return
		}
		if d.String() != s {
			t.Errorf("Parse(%q) prints as %q", s, d)
		}
		if d.Before(calendar.First) || d.After(calendar.Last) {
			t.Errorf("Parse(%q) lies outside %s to %s", s, calendar.First, calendar.Last)
		}
	})
}

func TestEveryDayRoundTrips(t *testing.T) {
	days, previous := 0, ""
	for d := calendar.First; !d.After(calendar.Last); d = d.AddDays(1) {
		text := d.String()
		if back := calendar.MustParse(text); back != d {
			t.Fatalf("%s reads back as %s", text, back)
		}
		if text <= previous {
			t.Fatalf("%s does not sort after %s", text, previous)
		}
		if d.DaysSince(calendar.First) != days {
			t.Fatalf("%s is day %d, want %d", text, d.DaysSince(calendar.First), days)
		}
		days, previous = days+1, text
	}
	if days != 300*365+73 { // of the 75 years that 4 divides, 1900 and 2100 are no leap years
		t.Errorf("%d days", days)
	}
}

func TestMustParsePanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	calendar.MustParse("yesterday")
}

func TestNewRunsOnIntoTheNextMonth(t *testing.T) {
	if got := calendar.New(2009, time.February, 29); got != calendar.MustParse("2009-03-01") {
		t.Errorf("got %s", got)
	}
}

func TestOfTakesTheDayOfTheMomentsOwnZone(t *testing.T) {
	summer := time.FixedZone("BST", 3600)
	moment := time.Date(2009, time.June, 1, 0, 30, 0, 0, summer) // still 31 May in UTC
	if got := calendar.Of(moment); got.String() != "2009-06-01" {
		t.Errorf("got %s", got)
	}
	if got := calendar.Of(moment.UTC()); got.String() != "2009-05-31" {
		t.Errorf("in UTC: got %s", got)
	}
	if got := calendar.Of(time.Date(1969, time.December, 31, 23, 59, 59, 0, time.UTC)); got.String() != "1969-12-31" {
		t.Errorf("before 1970: got %s", got)
	}
}

func TestLong(t *testing.T) {
	if got := calendar.MustParse("2009-03-05").Long(); got != "5 March 2009" {
		t.Errorf("got %q", got)
	}
}

func TestCompare(t *testing.T) {
	early, late := calendar.MustParse("1969-12-31"), calendar.MustParse("1970-01-02")
	if !early.Before(late) || early.After(late) || early.Compare(late) >= 0 || late.Compare(early) <= 0 || early.Compare(early) != 0 {
		t.Error("days do not compare in their order")
	}
	if late.DaysSince(early) != 2 || early.DaysSince(late) != -2 || late.AddDays(-2) != early {
		t.Error("days do not add up")
	}
}

func TestScan(t *testing.T) {
	want := calendar.MustParse("2009-03-05")
	tests := []struct {
		name string
		in   any
		want calendar.Date
		ok   bool
	}{
		{"PostgreSQL's date", time.Date(2009, time.March, 5, 0, 0, 0, 0, time.FixedZone("", 0)), want, true},
		{"text", "2009-03-05", want, true},
		{"bytes", []byte("2009-03-05"), want, true},
		{"text with a time of day", "2009-03-05T00:00:00Z", want, true},
		{"null", nil, calendar.Date{}, true},
		{"malformed", "5 March", calendar.Date{}, false},
		{"no such day", "2009-02-29", calendar.Date{}, false},
		{"a number", int64(14308), calendar.Date{}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got calendar.Date
			err := got.Scan(tt.in)
			if (err == nil) != tt.ok || got != tt.want {
				t.Errorf("got %s, %v", got, err)
			}
		})
	}
	value, err := want.Value()
	if err != nil || value != "2009-03-05" {
		t.Errorf("value is %v, %v", value, err)
	}
}

func TestJSON(t *testing.T) {
	d := calendar.MustParse("2009-03-05")
	data, err := json.Marshal(d)
	if err != nil || string(data) != `"2009-03-05"` {
		t.Fatalf("got %s, %v", data, err)
	}
	var back calendar.Date
	if err := json.Unmarshal(data, &back); err != nil || back != d {
		t.Errorf("got %s, %v", back, err)
	}
	for _, bad := range []string{`"2009-02-29"`, `20090305`, `{}`, `"1066-10-14"`} {
		if err := json.Unmarshal([]byte(bad), &back); err == nil {
			t.Errorf("%s is read as %s", bad, back)
		}
	}
}
