package disclosure

// Add gives what can be told of the sum of two numbers, going by what is shown of each.
func Add(a, b Cell) Cell { return derive(a, b, func(x, y int64) int64 { return x + y }) }

// Max gives what can be told of the larger of two numbers, going by what is shown of each.
func Max(a, b Cell) Cell { return derive(a, b, func(x, y int64) int64 { return max(x, y) }) }

// derive works a number that grows with both out of two; it is shown when both are. What cannot be counted counts for nothing.
func derive(a, b Cell, of func(x, y int64) int64) Cell {
	switch {
	case a.Status == NotApplicable:
		return b
	case b.Status == NotApplicable:
		return a
	case a.Value == nil || b.Value == nil:
		if a.Status == Confidential || b.Status == Confidential {
			return Hidden(Confidential)
		}
		return Hidden(NotAvailable)
	}
	value, lower, upper := of(*a.Value, *b.Value), of(*a.Lower, *b.Lower), of(*a.Upper, *b.Upper)
	return Cell{Status: Shown, Value: &value, Lower: &lower, Upper: &upper}
}
