package apportion

import "cmp"

// compare compares exactly the priority of claimant i for the post after k posts with that of j for the post after l:
// above nought if i's is the higher. Divisor methods compare need/d(k): as 128-bit products, or the squares for Hill, and
// Dean, in 192 bits. First posts where d(0) is nought are compared by need. Hamilton compares quota - k.
func (s *solver) compare(i int, k int64, j int, l int64) int {
	if s.family == hamilton {
		if c := cmp.Compare(s.whole[i]-k, s.whole[j]-l); c != 0 {
			return c
		}
		return cmp.Compare(s.rest[i], s.rest[j])
	}
	return s.family.compare(s.need[i], k, s.need[j], l)
}

// compare is the same for divisor methods and any two needs.
func (f family) compare(v, k, w, l int64) int {
	var c int
	switch first, second := f.firstFree() && k == 0, f.firstFree() && l == 0; {
	case first != second && first:
		return 1
	case first != second:
		return -1
	case first && second:
		c = cmp.Compare(v, w)
		if f == leximin { // a post does more for the smaller need
			c = -c
		}
		return c
	default:
		a, x := f.fraction(v, k)
		b, y := f.fraction(w, l)
		c = compareQuotients(a, x, b, y)
	}
	if c == 0 && f == leximin {
		return cmp.Compare(w, v)
	}
	return c
}

// fraction gives the priority of a need for the post after k posts as a quotient: need/d(k) for Adams and Jefferson, half
// of it for Webster and Dean, its square for Hill. Never the first post where d(0) is nought.
func (f family) fraction(w, k int64) (numerator wide, denominator uint64) {
	need, held := uint64(w), uint64(k)
	switch f {
	case webster:
		return wide{0, need}, 2*held + 1
	case jefferson:
		return wide{0, need}, held + 1
	case adams, leximin:
		return wide{0, need}, held
	case hill:
		return product(need, need), held * (held + 1)
	default: // dean
		return product(need, 2*held+1), 4 * held * (held + 1)
	}
}

// before tells whether i's post after k comes before j's after l: by priority, and among equals by the rule.
func (s *solver) before(i int, k int64, j int, l int64) bool {
	if c := s.compare(i, k, j, l); c != 0 {
		return c > 0
	}
	return s.favours(i, k, j, l) < 0
}
