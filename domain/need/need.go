// Package need derives from figures what a needs assessment says: how many are in treatment of those thought to need it, who is not
// reached, who is lost on the way, which outcomes may be shown, what may be summed, and how a place compares.
//
// Everything is worked out when it is read and nothing is kept. Arithmetic on decimals and counts is exact up to the
// rounding that is stated. An argument without an answer is refused with a *statistics.DomainError.
package need

import (
	"math"
	"math/bits"

	"waymark/domain/decimal"
	"waymark/domain/statistics"
)

// MaxPeople is the largest count that is taken.
const MaxPeople = statistics.MaxCount

// Estimate is a published estimate of a number of people. Its interval is seldom symmetric.
type Estimate struct {
	Value, Lower, Upper decimal.Decimal // 0 to MaxPeople; Lower <= Value <= Upper when there is an interval
	HasInterval         bool            // Lower and Upper are not looked at otherwise
}

func (e Estimate) check(name string) error {
	most := decimal.FromInt(MaxPeople)
	switch {
	case e.Value < 0 || e.Value > most:
		return refused(name, "must lie between 0 and %d", MaxPeople)
	case !e.HasInterval:
		return nil
	case e.Lower < 0 || e.Lower > e.Value || e.Upper < e.Value || e.Upper > most:
		return refused(name, "must have an interval that begins at 0 or above, holds the value and ends by %d", MaxPeople)
	}
	return nil
}

func checkPeople(name string, n int64) error {
	if n < 0 || n > MaxPeople {
		return refused(name, "must lie between 0 and %d", MaxPeople)
	}
	return nil
}

// people gives a count that has been checked as a decimal.
func people(n int64) decimal.Decimal { return decimal.FromInt(int(n)) }

// over gives a/b, a not below and b above nought, rounded half up or, when down is set, down to six places. ok is false when
// it does not fit.
func over(a, b decimal.Decimal, down bool) (quotient decimal.Decimal, ok bool) {
	high, low := bits.Mul64(uint64(a), uint64(decimal.One))
	if high >= uint64(b) {
		return 0, false
	}
	q, r := bits.Div64(high, low, uint64(b))
	if q >= math.MaxInt64 {
		return 0, false
	}
	if !down && r >= uint64(b)-r {
		q++
	}
	return decimal.Decimal(q), true
}
