// Package calendar is the programme's sense of time: whole days, without clock or zone, and half-open periods of them.
package calendar

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// Date is a civil day. The zero Date is 1 January 1970 and is as valid as any other; "no date" is a nil *Date.
type Date struct {
	days int32 // since 1970-01-01
}

// First and Last are the earliest and the latest Date that Parse accepts.
var (
	First = New(1900, time.January, 1)
	Last  = New(2199, time.December, 31)
)

// New gives the Date of a year, month and day; a day beyond the month's end runs on into the next, as in time.Date.
func New(year int, month time.Month, day int) Date {
	return Of(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// Of gives the day that a moment falls on in its own zone.
func Of(t time.Time) Date {
	y, m, d := t.Date()
	seconds := time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix()
	return Date{days: int32(seconds / 86400)}
}

// Parse reads the ISO 8601 form YYYY-MM-DD and nothing else; the day must exist and lie between First and Last.
func Parse(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("a date is written YYYY-MM-DD and must exist in the calendar, not %.32q", s)
	}
	d := Of(t)
	if d.Before(First) || d.After(Last) {
		return Date{}, fmt.Errorf("a date lies between %s and %s, not %s", First, Last, s)
	}
	return d, nil
}

// MustParse is Parse for dates that are written in the code; it panics on a malformed one.
func MustParse(s string) Date {
	d, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

// String gives the ISO 8601 form, which sorts as the days do.
func (d Date) String() string { return d.Time().Format(time.DateOnly) }

// Long gives the day as a sentence has it: "5 March 2009".
func (d Date) Long() string { return d.Time().Format("2 January 2006") }

// Time gives midnight UTC at the start of the day.
func (d Date) Time() time.Time { return time.Unix(int64(d.days)*86400, 0).UTC() }

// Before tells whether d is an earlier day than e.
func (d Date) Before(e Date) bool { return d.days < e.days }

// After tells whether d is a later day than e.
func (d Date) After(e Date) bool { return d.days > e.days }

// Compare is negative, zero or positive as d is before, on or after e.
func (d Date) Compare(e Date) int { return int(d.days) - int(e.days) }

// AddDays gives the day n days later (earlier if n is negative).
func (d Date) AddDays(n int) Date { return Date{days: d.days + int32(n)} }

// DaysSince gives the number of days from e to d, negative if d is earlier.
func (d Date) DaysSince(e Date) int { return int(d.days) - int(e.days) }

// Scan reads a database value: a time (PostgreSQL's date) or ISO text (SQLite).
func (d *Date) Scan(value any) error {
	switch v := value.(type) {
	case time.Time:
		*d = Of(v)
		return nil
	case string:
		return d.scanText(v)
	case []byte:
		return d.scanText(string(v))
	case nil:
		*d = Date{} // ent scans NULL into the value before it looks at validity
		return nil
	}
	return fmt.Errorf("scan date: unexpected %T", value)
}

func (d *Date) scanText(s string) error {
	if len(s) > len(time.DateOnly) { // some drivers append a time of day
		s = s[:len(time.DateOnly)]
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return fmt.Errorf("scan date: %w", err)
	}
	*d = Of(t)
	return nil
}

// Value writes the ISO form, which both engines compare in the order of days.
func (d Date) Value() (driver.Value, error) { return d.String(), nil }

// MarshalText writes the ISO form; JSON and command lines use it.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes, by the rules of Parse.
func (d *Date) UnmarshalText(text []byte) error {
	parsed, err := Parse(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}
