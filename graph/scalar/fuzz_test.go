package scalar_test

import (
	"encoding/json"
	"errors"
	"testing"
	"unicode/utf8"

	"waymark/domain/fault"
)

// fuzz holds that a text is either read and then written as one value that is read again, or INVALID in UTF-8.
func fuzz(f *testing.F, name string, seeds ...string) {
	for _, s := range append(seeds, "", " ", "x", "-", "\x00", "\xff", "٣", "1e400", "9999999999999999999999") {
		f.Add(s)
	}
	read := readers[name]
	f.Fuzz(func(t *testing.T, text string) {
		values := []any{text}
		if json.Valid([]byte(text)) && utf8.ValidString(text) {
			values = append(values, json.Number(text))
		}
		for _, v := range values {
			got, err := read(v)
			if err != nil {
				var wrong *fault.Error
				if !errors.As(err, &wrong) || wrong.Code != fault.Invalid || !utf8.ValidString(wrong.Message) || len(wrong.Message) > 300 {
					t.Errorf("%T %q is refused with %q", v, text, err)
				}
				continue
			}
			first := written(got)
			var value any
			if err := json.Unmarshal([]byte(first), &value); err != nil {
				t.Fatalf("%q is written %s, which is not JSON: %v", text, first, err)
			}
			if n, ok := value.(float64); ok { // an integer comes as json.Number or int
				value = int64(n)
			}
			again, err := read(value)
			if err != nil || written(again) != first {
				t.Errorf("%q is written %s and then %s, %v", text, first, written(again), err)
			}
		}
	})
}

func FuzzDate(f *testing.F) {
	fuzz(f, "Date", "2009-04-30", "1900-01-01", "2199-12-31", "2200-01-01", "2009-02-29", "2008-02-29", "２００９-04-30", "2009-04-30T00:00:00Z")
}

func FuzzDateTime(f *testing.F) {
	fuzz(f, "DateTime", "2009-04-30T12:00:00Z", "2009-04-30T13:00:00.123456789+01:00", "0000-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "2009-04-30T24:00:00Z", "2009-04-30t12:00:00z")
}

func FuzzDecimal(f *testing.F) {
	fuzz(f, "Decimal", "0.5", "-62", "0.000001", "-0", "007", "9223372036854.775807", "-9223372036854.775807", "-9223372036854.775808", "1.", ".5", "1,5")
}

func FuzzBigInt(f *testing.F) {
	fuzz(f, "BigInt", "3500000", "-1", "+1", "007", "9223372036854775807", "-9223372036854775808", "0x1")
}

func FuzzInt(f *testing.F) {
	fuzz(f, "Int", "7", "-2147483648", "2147483648", "1.0", "1e3")
}
