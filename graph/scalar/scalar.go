// Package scalar says how the API writes and reads dates, moments, decimals and large whole numbers.
package scalar

import (
	"io"
	"strconv"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/fault"
)

// MarshalDate writes a day as YYYY-MM-DD.
func MarshalDate(d calendar.Date) graphql.Marshaler { return quoted(d.String()) }

// UnmarshalDate reads a day written YYYY-MM-DD; the error says what is wrong with it.
func UnmarshalDate(v any) (calendar.Date, error) {
	s, ok := v.(string)
	if !ok {
		return calendar.Date{}, malformed("a date is a string, written YYYY-MM-DD")
	}
	d, err := calendar.Parse(s)
	if err != nil {
		return calendar.Date{}, malformed("%s", err)
	}
	return d, nil
}

// MarshalDateTime writes a moment as RFC 3339 in UTC.
func MarshalDateTime(t time.Time) graphql.Marshaler {
	return quoted(t.UTC().Format(time.RFC3339Nano))
}

// UnmarshalDateTime reads a moment written as RFC 3339, of the years 1 to 9999 in UTC.
func UnmarshalDateTime(v any) (time.Time, error) {
	s, ok := v.(string)
	if !ok {
		return time.Time{}, malformed("a moment is a string, written as RFC 3339")
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return time.Time{}, malformed("a moment is written as RFC 3339, such as 2009-04-30T12:00:00Z, not %.40q", s)
	}
	if year := t.UTC().Year(); year < 1 || year > 9999 {
		return time.Time{}, malformed("a moment lies in the years 1 to 9999, not %.40q", s)
	}
	return t, nil
}

// MarshalDecimal writes an exact decimal as a string.
func MarshalDecimal(d decimal.Decimal) graphql.Marshaler { return quoted(d.String()) }

// UnmarshalDecimal reads a decimal written as a string. Floats are refused: they are not exact.
func UnmarshalDecimal(v any) (decimal.Decimal, error) {
	s, ok := v.(string)
	if !ok {
		return 0, malformed("a decimal is a string, such as \"0.5\", so that it stays exact")
	}
	d, err := decimal.Parse(s)
	if err != nil {
		return 0, malformed("%s", err)
	}
	return d, nil
}

// MarshalBigInt writes a whole number as a string, which no reader makes a float of.
func MarshalBigInt(n int64) graphql.Marshaler { return quoted(strconv.FormatInt(n, 10)) }

// UnmarshalBigInt reads a whole number written as a string.
func UnmarshalBigInt(v any) (int64, error) {
	s, ok := v.(string)
	if !ok {
		return 0, malformed("a big integer is a string, such as \"3500000\"")
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0, malformed("a big integer is written with digits and fits 64 bits, not %.32q", s)
	}
	return n, nil
}

// malformed is what every refused value gives: INVALID, with what is wrong in words. Where it stands is added by gqlgen.
func malformed(format string, args ...any) error {
	return fault.New(fault.Invalid, "", format, args...)
}

// quoted writes text that needs no escaping.
func quoted(s string) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) { _, _ = io.WriteString(w, `"`+s+`"`) })
}
