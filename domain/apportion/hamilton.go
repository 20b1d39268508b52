package apportion

import "math/bits"

// HamiltonBounds says what a quota means where floors and caps are set; the two give different results.
type HamiltonBounds string

// The meanings.
const (
	Rebased HamiltonBounds = "REBASED" // whoever a bound holds leaves with it, and the rest share the rest: the Swiss rule
	Raw     HamiltonBounds = "RAW"     // quotas stay, and the bounds limit who may be rounded up or down: the American rule
)

// byRemainders rounds the quotas down, all by the same shift where the bounds ask for one, and gives what is left to the
// largest remainders.
func (s *solver) byRemainders(total int64) {
	switch {
	case s.quoted:
	case s.raw:
		s.rawQuotas(total)
	default:
		s.rebasedQuotas(total)
	}
	s.shareQuotas(total)
}

// shareQuotas gives total posts by quota less posts held, as whole and rest tell the quotas. It leaves the exact result.
func (s *solver) shareQuotas(total int64) {
	lower, upper := int64(-MaxPosts-1), int64(MaxPosts+1) // at lower everybody is at the floor, at upper at the ceiling
	for at, stride := int64(0), int64(1); upper-lower > 1; stride *= 2 {
		if s.shiftAll(at) <= total {
			lower = at
		} else {
			upper = at
		}
		switch {
		case upper > MaxPosts:
			at = min(lower+stride, MaxPosts)
		case lower < -MaxPosts:
			at = max(upper-stride, -MaxPosts)
		default:
			at = lower + (upper-lower)/2
		}
	}
	if sum := s.shiftAll(lower); sum < total {
		s.give(total - sum)
	}
}

// shiftAll sets posts to the whole quotas plus a number, within bounds, and gives the sum.
func (s *solver) shiftAll(by int64) (sum int64) {
	for i, q := range s.whole {
		k := max(s.low[i], min(q+by, s.ceiling(i)))
		s.posts[i] = k
		sum += k
	}
	return sum
}

// rawQuotas gives everybody need x posts / needs; a floor that equals the cap is a ring fence, and stands outside.
func (s *solver) rawQuotas(total int64) {
	s.quotaPosts, s.quotaNeed = total, 0
	for i, w := range s.need {
		if s.low[i] == s.high[i] {
			s.quotaPosts -= s.low[i]
		} else {
			s.quotaNeed += w
		}
	}
	for i := range s.need {
		if s.low[i] == s.high[i] {
			s.whole[i], s.rest[i] = s.low[i], 0
		} else {
			s.quota(i)
		}
	}
}

// quota divides need x posts / needs into a whole part and a remainder.
func (s *solver) quota(i int) {
	if s.need[i] == 0 {
		s.whole[i], s.rest[i] = 0, 0
		return
	}
	p := product(uint64(s.need[i]), uint64(s.quotaPosts))
	whole, rest := bits.Div64(p.hi, p.lo, uint64(s.quotaNeed)) // need is a part of the needs, so that this cannot overflow
	s.whole[i], s.rest[i] = int64(whole), rest
}

// Where a claimant stands while the re-based quotas are sought; posts serves as the memory of it.
const (
	sharing = iota
	atFloor
	atCap
)

// rebasedQuotas finds the quotas clamp(x * need, low, high) that add up to total: whoever lies beyond a bound is set to it and
// leaves, on the side that together lies further out, until all the rest lie within theirs.
func (s *solver) rebasedQuotas(total int64) {
	state := s.posts
	s.quotaPosts, s.quotaNeed = total, 0
	for i, w := range s.need {
		state[i] = sharing
		if w == 0 {
			state[i] = atFloor
			s.quotaPosts -= s.low[i]
		}
		s.quotaNeed += w
	}
	for s.quotaNeed > 0 {
		var short, over wide
		for i, w := range s.need {
			if state[i] != sharing {
				continue
			}
			q := product(uint64(w), uint64(s.quotaPosts))
			if floor := product(uint64(s.low[i]), uint64(s.quotaNeed)); q.less(floor) {
				short = short.plus(floor.minus(q))
			} else if cap := product(uint64(s.high[i]), uint64(s.quotaNeed)); cap.less(q) {
				over = over.plus(q.minus(cap))
			}
		}
		if short == (wide{}) && over == (wide{}) {
			break
		}
		s.dismiss(!short.less(over), !over.less(short))
	}
	for i := range s.need {
		switch state[i] {
		case atFloor:
			s.whole[i], s.rest[i] = s.low[i], 0
		case atCap:
			s.whole[i], s.rest[i] = s.high[i], 0
		default:
			s.quota(i)
		}
	}
}

// dismiss sets those below their floor, or those above their cap, or both to it, and takes them out of the shared quota.
func (s *solver) dismiss(low, high bool) {
	posts, need := s.quotaPosts, s.quotaNeed
	for i, w := range s.need {
		if s.posts[i] != sharing {
			continue
		}
		q := product(uint64(w), uint64(posts))
		switch {
		case low && q.less(product(uint64(s.low[i]), uint64(need))):
			s.posts[i] = atFloor
			s.quotaPosts -= s.low[i]
			s.quotaNeed -= w
		case high && product(uint64(s.high[i]), uint64(need)).less(q):
			s.posts[i] = atCap
			s.quotaPosts -= s.high[i]
			s.quotaNeed -= w
		}
	}
}

func (w wide) less(o wide) bool { return w.hi < o.hi || w.hi == o.hi && w.lo < o.lo }

func (w wide) plus(o wide) wide {
	lo, carry := bits.Add64(w.lo, o.lo, 0)
	return wide{w.hi + o.hi + carry, lo}
}

func (w wide) minus(o wide) wide {
	lo, borrow := bits.Sub64(w.lo, o.lo, 0)
	return wide{w.hi - o.hi - borrow, lo}
}
