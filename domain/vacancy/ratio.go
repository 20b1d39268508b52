package vacancy

import (
	"slices"

	"waymark/domain/decimal"
)

// Ratio is an exact ratio of two whole numbers, not reduced, so that both can be quoted. One over 0 has no value.
type Ratio struct {
	Numerator, Denominator int64
}

// Value gives the quotient rounded half up to six places; ok is false when the denominator is 0.
func (r Ratio) Value() (quotient decimal.Decimal, ok bool) {
	return decimal.Ratio(r.Numerator, r.Denominator)
}

// Durations sums up how long some vacancies lasted, in whole days.
type Durations struct {
	Count   int
	Mean    Ratio // all their days, of their number; over 0 when there are none
	Median  Ratio // the middle one, or the two in the middle over 2; over 0 when there are none
	Longest int   // 0 when there are none
}

func durations(days []int) Durations {
	if len(days) == 0 {
		return Durations{}
	}
	slices.Sort(days)
	var sum int64
	for _, d := range days {
		sum += int64(d)
	}
	n := len(days)
	median := Ratio{Numerator: int64(days[n/2]), Denominator: 1}
	if n%2 == 0 {
		median = Ratio{Numerator: int64(days[n/2-1] + days[n/2]), Denominator: 2}
	}
	return Durations{Count: n, Mean: Ratio{Numerator: sum, Denominator: int64(n)}, Median: median, Longest: days[n-1]}
}
