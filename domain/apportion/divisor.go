package apportion

import "math"

// byDivisor finds a multiplier at which the rounded quotients nearly add up, rounds, and repairs the rest exactly.
func (s *solver) byDivisor(total int64, needs float64) {
	multiplier := s.level(float64(total), needs)
	missing := s.roundNear(multiplier, total)
	switch {
	case missing > 0:
		s.give(missing)
	case missing < 0:
		s.take(-missing)
	}
}

// level finds by Newton's method, kept inside a bracket, the multiplier at which the bounded quotients add up to total.
func (s *solver) level(total, needs float64) float64 {
	if needs == 0 {
		return 0
	}
	lower, upper := 0.0, math.Inf(1)
	shift := s.family.shift()
	at := total / needs
	for range 40 {
		sum, slope := 0.0, 0.0
		for i, need := range s.need {
			w := float64(need)
			x := at*w + shift
			switch low, high := float64(s.low[i]), float64(s.high[i]); {
			case x <= low || w == 0:
				sum += low
			case x >= high:
				sum += high
			default:
				sum += x
				slope += w
			}
		}
		off := total - sum
		if math.Abs(off) <= 1 {
			break
		}
		was := at
		if at = step(at, off, slope, &lower, &upper); at == was {
			break
		}
	}
	return at
}

// step narrows the bracket around the multiplier and gives the next one to try: Newton's if it lies inside, or else the
// middle, and the double or the half while one end is open.
func step(at, off, slope float64, lower, upper *float64) float64 {
	if off > 0 {
		*lower = at
	} else {
		*upper = at
	}
	if slope > 0 {
		if newton := at + off/slope; newton > *lower && newton < *upper {
			return newton
		}
	}
	if math.IsInf(*upper, 1) {
		return at * 2
	}
	return *lower + (*upper-*lower)/2
}

// roundNear rounds at the multiplier, moves it while too many posts are missing or too many given, and leaves the result in
// posts. It gives how many posts are missing still, fewer than there are claimants: a few unless many priorities are equal.
func (s *solver) roundNear(at float64, total int64) int64 {
	lower, upper := 0.0, math.Inf(1)
	enough := int64(2 + len(s.posts)/256)
	for tries := 0; ; tries++ {
		sum, slope := s.roundAll(at)
		missing := total - sum
		size := max(missing, -missing)
		if size <= enough || tries >= 6 && size <= int64(len(s.posts)) || tries >= 200 {
			return missing
		}
		was := at
		at = step(at, float64(missing), slope, &lower, &upper)
		if at == was || tries > 8 && upper-lower <= lower*1e-15 {
			return missing
		}
	}
}

// roundAll rounds every quotient within its bounds, and gives the sum and the need of those that no bound holds.
func (s *solver) roundAll(at float64) (sum int64, slope float64) {
	f := s.family
	for i, need := range s.need {
		w, low, high := float64(need), s.low[i], s.high[i]
		k := low
		if w > 0 {
			x := at * w
			switch {
			case x >= float64(high)+1:
				k = high
			default:
				k = f.round(x)
				if k <= low {
					k = low
				} else if k >= high {
					k = high
				} else {
					slope += w
				}
			}
		}
		s.posts[i] = k
		sum += k
	}
	return sum, slope
}

// key is the priority of a need for the post after k posts as a float, to be trusted when two lie further apart than near.
// For Hill it is the square.
func (f family) key(w float64, k int64) float64 {
	switch held := float64(k); f {
	case webster:
		return w / (held + 0.5)
	case jefferson:
		return w / (held + 1)
	case adams, leximin:
		return w / held // infinite for the first post
	case hill:
		return w * w / (held * (held + 1))
	default: // dean
		return w * (held + 0.5) / (held * (held + 1))
	}
}

// near is the relative distance within which float keys prove nothing: each is right to within eight units of 2^-53.
const near = 1 + 1e-14
