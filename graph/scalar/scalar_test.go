package scalar_test

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/fault"
	"waymark/graph/scalar"
)

// reader reads any of the scalars as what its writer would write.
type reader func(any) (graphql.Marshaler, error)

func of[T any](read func(any) (T, error), write func(T) graphql.Marshaler) reader {
	return func(v any) (graphql.Marshaler, error) {
		got, err := read(v)
		return write(got), err
	}
}

var readers = map[string]reader{
	"Date":     of(scalar.UnmarshalDate, scalar.MarshalDate),
	"DateTime": of(scalar.UnmarshalDateTime, scalar.MarshalDateTime),
	"Decimal":  of(scalar.UnmarshalDecimal, scalar.MarshalDecimal),
	"BigInt":   of(scalar.UnmarshalBigInt, scalar.MarshalBigInt),
	"Int":      of(scalar.UnmarshalInt, scalar.MarshalInt),
}

func written(m graphql.Marshaler) string {
	var text strings.Builder
	m.MarshalGQL(&text)
	return text.String()
}

func TestRead(t *testing.T) {
	tests := []struct {
		scalar string
		in     any
		want   string
	}{
		{"Date", "2009-04-30", `"2009-04-30"`},
		{"DateTime", "2009-04-30T13:00:00+01:00", `"2009-04-30T12:00:00Z"`},
		{"DateTime", "2009-04-30T12:00:00.000001Z", `"2009-04-30T12:00:00.000001Z"`},
		{"Decimal", "0.50", `"0.5"`},
		{"Decimal", "-62", `"-62"`},
		{"BigInt", "3500000", `"3500000"`},
		{"BigInt", "9223372036854775807", `"9223372036854775807"`},
		{"Int", int64(7), `7`},
		{"Int", json.Number("-2147483648"), `-2147483648`},
		{"Int", math.MaxInt32, `2147483647`},
	}
	for _, tt := range tests {
		got, err := readers[tt.scalar](tt.in)
		if err != nil || written(got) != tt.want {
			t.Errorf("%s %v: got %s, %v; want %s", tt.scalar, tt.in, written(got), err, tt.want)
		}
	}
}

func TestRefuse(t *testing.T) {
	tests := []struct {
		scalar string
		in     any
		want   string // a part of the message
	}{
		{"Date", 20090430, "a date is a string"},
		{"Date", "30/04/2009", "YYYY-MM-DD"},
		{"Date", "2009-02-30", "must exist"},
		{"Date", "2200-01-01", "between 1900-01-01 and 2199-12-31"},
		{"DateTime", "2009-04-30", "RFC 3339"},
		{"DateTime", "0000-01-01T00:00:00+23:59", "the years 1 to 9999"},
		{"DateTime", "9999-12-31T23:59:59-00:01", "the years 1 to 9999"},
		{"DateTime", nil, "a moment is a string"},
		{"Decimal", 0.5, "a decimal is a string"},
		{"Decimal", "1e3", "written with digits"},
		{"Decimal", "0.1234567", "at most 6 places"},
		{"BigInt", json.Number("1"), "a big integer is a string"},
		{"BigInt", "9223372036854775808", "fits 64 bits"},
		{"Int", int64(math.MaxInt32) + 1, "between -2147483648 and 2147483647"},
		{"Int", json.Number("1.5"), "between"},
		{"Int", "7", "an integer is written with digits"},
		{"Int", 1.0, "an integer is written with digits"},
	}
	for _, tt := range tests {
		_, err := readers[tt.scalar](tt.in)
		var f *fault.Error
		if !errors.As(err, &f) || f.Code != fault.Invalid || !strings.Contains(f.Message, tt.want) {
			t.Errorf("%s %v: got %v, want %q", tt.scalar, tt.in, err, tt.want)
		}
	}
}

func TestWrite(t *testing.T) {
	for want, m := range map[string]graphql.Marshaler{
		`"1900-01-01"`:           scalar.MarshalDate(calendar.First),
		`"2009-04-30T00:00:00Z"`: scalar.MarshalDateTime(calendar.MustParse("2009-04-30").Time().In(time.FixedZone("BST", 3600))),
		`"0.000001"`:             scalar.MarshalDecimal(decimal.MustParse("0.000001")),
		`"-5"`:                   scalar.MarshalBigInt(-5),
		`-5`:                     scalar.MarshalInt(-5),
	} {
		if got := written(m); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
