// Package decimal gives exact decimal numbers of at most six places: full-time equivalents, shares and published values.
package decimal

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Places is the number of decimal places that a Decimal can carry.
const Places = 6

const unit = 1_000_000

// Decimal is an exact number counted in millionths. It compares, sorts and adds as the integer that it is, so a database
// column of big integers orders it rightly on every engine. Its range is about plus or minus nine million million.
type Decimal int64

// Zero and One are the numbers 0 and 1.
const (
	Zero Decimal = 0
	One  Decimal = unit
)

// FromInt gives the whole number n.
func FromInt(n int) Decimal { return Decimal(n) * unit }

// Ratio gives n/d rounded half up to six places; ok is false when d is zero, and when n lies beyond about plus or minus
// four and a half million million, or d is the least of all integers.
func Ratio(n, d int64) (result Decimal, ok bool) {
	if d == 0 || n > math.MaxInt64/(2*unit)-1 || n < math.MinInt64/(2*unit)+1 || d == math.MinInt64 {
		return 0, false
	}
	if d < 0 {
		n, d = -n, -d
	}
	scaled := n * unit
	quotient, remainder := scaled/d, scaled%d
	if remainder < 0 {
		quotient, remainder = quotient-1, remainder+d
	}
	if remainder >= d-remainder {
		quotient++
	}
	return Decimal(quotient), true
}

// Parse reads a plain decimal such as "0.5", "62" or "-1.25": no exponent, no separators, at most six places.
func Parse(s string) (Decimal, error) {
	digits := strings.TrimPrefix(s, "-")
	whole, fraction, dotted := strings.Cut(digits, ".")
	if whole == "" || (dotted && fraction == "") || len(fraction) > Places || !allDigits(whole) || !allDigits(fraction) {
		return 0, fmt.Errorf("a decimal is written with digits and at most %d places, such as \"0.5\", not %.32q", Places, s)
	}
	n, err := strconv.ParseInt(whole+fraction+"000000"[len(fraction):], 10, 64)
	if err != nil {
		return 0, fmt.Errorf("a decimal lies between %s and %s, not %.32q", Decimal(math.MinInt64+1), Decimal(math.MaxInt64), s)
	}
	if strings.HasPrefix(s, "-") {
		n = -n
	}
	return Decimal(n), nil
}

// MustParse is Parse for numbers that are written in the code; it panics on a malformed one.
func MustParse(s string) Decimal {
	d, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// String gives the shortest exact form: no trailing zeros, no point in a whole number.
func (d Decimal) String() string {
	sign, n := "", uint64(d)
	if d < 0 {
		sign, n = "-", uint64(-d)
	}
	whole, fraction := n/unit, n%unit
	if fraction == 0 {
		return sign + strconv.FormatUint(whole, 10)
	}
	return sign + strconv.FormatUint(whole, 10) + "." + strings.TrimRight(fmt.Sprintf("%0*d", Places, fraction), "0")
}

// MarshalText writes the number as text; in JSON it is a string, so that no reader makes a float of it.
func (d Decimal) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes, by the rules of Parse.
func (d *Decimal) UnmarshalText(text []byte) error {
	parsed, err := Parse(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}
