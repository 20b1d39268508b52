package apportion

import (
	"cmp"
	"math/bits"
)

// wide is an unsigned integer of 128 bits.
type wide struct{ hi, lo uint64 }

// product gives a x b in full.
func product(a, b uint64) wide {
	hi, lo := bits.Mul64(a, b)
	return wide{hi, lo}
}

// compareQuotients compares a/x with b/y exactly, by cross-multiplying in 192 bits; x and y are above nought.
func compareQuotients(a wide, x uint64, b wide, y uint64) int {
	if a.hi == 0 && b.hi == 0 {
		left, right := product(a.lo, y), product(b.lo, x)
		if left.hi != right.hi {
			return cmp.Compare(left.hi, right.hi)
		}
		return cmp.Compare(left.lo, right.lo)
	}
	l2, l1, l0 := a.times(y)
	r2, r1, r0 := b.times(x)
	switch {
	case l2 != r2:
		return cmp.Compare(l2, r2)
	case l1 != r1:
		return cmp.Compare(l1, r1)
	}
	return cmp.Compare(l0, r0)
}

// times gives the 192 bits of w x m, highest first.
func (w wide) times(m uint64) (x2, x1, x0 uint64) {
	h0, l0 := bits.Mul64(w.lo, m)
	h1, l1 := bits.Mul64(w.hi, m)
	mid, carry := bits.Add64(h0, l1, 0)
	return h1 + carry, mid, l0
}
