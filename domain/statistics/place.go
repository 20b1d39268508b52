package statistics

import (
	"cmp"
	"slices"

	"waymark/domain/decimal"
)

// Placing is where a value stands among others.
type Placing struct {
	Rank     int  // 1 is the first; equal values share a rank and the next rank is left out (1, 2, 2, 4)
	Of       int  // how many values there are
	Equal    int  // how many others have the same value
	Quintile int  // 1 holds the lowest values, 5 the highest; 0 when there are fewer than five values
	Split    bool // an equal value stands in another quintile, so the quintile was settled by the order given
}

// Order says which value is ranked first.
type Order string

// The orders.
const (
	HighestFirst Order = "HIGHEST_FIRST"
	LowestFirst  Order = "LOWEST_FIRST"
)

// leastForQuintiles is the number of values below which no quintile is given.
const leastForQuintiles = 5

// Place gives the placing of each value, in the order given. Quintiles are those of NTILE(5) over the values ascending: five groups
// as equal as can be, the larger ones first, equal values staying in the order given; so callers give areas in the order
// of their codes. The error is a *DomainError for another order than the two.
func Place(values []decimal.Decimal, order Order) ([]Placing, error) {
	if order != HighestFirst && order != LowestFirst {
		return nil, &DomainError{Argument: "order", Rule: "must be " + string(HighestFirst) + " or " + string(LowestFirst)}
	}
	n := len(values)
	ascending := make([]int, n)
	for i := range ascending {
		ascending[i] = i
	}
	slices.SortStableFunc(ascending, func(a, b int) int { return cmp.Compare(values[a], values[b]) })
	placings := make([]Placing, n)
	for start := 0; start < n; {
		end := start + 1
		for end < n && values[ascending[end]] == values[ascending[start]] {
			end++
		}
		rank := start + 1
		if order == HighestFirst {
			rank = n - end + 1
		}
		for at := start; at < end; at++ {
			placings[ascending[at]] = Placing{
				Rank: rank, Of: n, Equal: end - start - 1, Quintile: quintile(at, n), Split: quintile(start, n) != quintile(end-1, n),
			}
		}
		start = end
	}
	return placings, nil
}

// quintile gives the group of the value at a place, from 0, among n ascending.
func quintile(at, n int) int {
	if n < leastForQuintiles {
		return 0
	}
	size, larger := n/5, n%5 // the first groups have one more
	if at < larger*(size+1) {
		return at/(size+1) + 1
	}
	return larger + (at-larger*(size+1))/size + 1
}

// QuintileLabel is a quintile in words.
type QuintileLabel string

// The labels. The first five stand where there is no polarity, the middle one everywhere.
const (
	QuintileLowest        QuintileLabel = "LOWEST"
	QuintileLow           QuintileLabel = "LOW"
	QuintileMiddle        QuintileLabel = "MIDDLE"
	QuintileHigh          QuintileLabel = "HIGH"
	QuintileHighest       QuintileLabel = "HIGHEST"
	QuintileWorst         QuintileLabel = "WORST"
	QuintileWorse         QuintileLabel = "WORSE"
	QuintileBetter        QuintileLabel = "BETTER"
	QuintileBest          QuintileLabel = "BEST"
	QuintileNotCalculable QuintileLabel = "NOT_CALCULABLE" // there are fewer than five values
)

// Label gives the quintile in words, read with a polarity.
func (p Placing) Label(polarity Polarity) QuintileLabel {
	at, turn := p.Quintile, polarity.turn()
	if at < 1 || at > 5 {
		return QuintileNotCalculable
	}
	if turn == 0 {
		return [...]QuintileLabel{QuintileLowest, QuintileLow, QuintileMiddle, QuintileHigh, QuintileHighest}[at-1]
	}
	if turn < 0 {
		at = 6 - at
	}
	return [...]QuintileLabel{QuintileWorst, QuintileWorse, QuintileMiddle, QuintileBetter, QuintileBest}[at-1]
}
