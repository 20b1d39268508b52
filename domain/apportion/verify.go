package apportion

import (
	"fmt"
	"math/big"
)

// Verify checks an allocation against its problem without running the method: the bounds, the sums, and the certificate of
// the method, computed anew in rational numbers from the posts alone. posts are in the order of the claimants. It takes time
// in proportion to their number, but for re-based Hamilton, whose quotas it sorts for. Who won a tie it does not judge; with
// REPORT_ONLY contested posts may be missing, and then it judges groups only by what they hold. The error says what is wrong; of a problem that Apportion would refuse, what it would say.
func Verify(p Problem, posts []int64) error {
	p = p.withDefaults()
	if err := p.check(); err != nil {
		return err
	}
	if len(posts) != len(p.Claimants) {
		return fmt.Errorf("verify: %d numbers of posts for %d claimants", len(posts), len(p.Claimants))
	}
	v := verifier{p: &p, method: p.Method}
	for i := range p.Claimants {
		v.seats = append(v.seats, newSeat(&p.Claimants[i], posts[i]))
	}
	if err := v.bounds(); err != nil {
		return fmt.Errorf("verify: %w", err)
	}
	var err error
	switch {
	case p.Tier == TwoStage:
		err = v.twoStages()
	case p.MaxMoves != nil:
		err = v.moves()
	default:
		err = v.nested()
	}
	if err != nil {
		return fmt.Errorf("verify: %w", err)
	}
	return nil
}

// seat is a claimant and its posts in the eyes of the verifier, bases taken off.
type seat struct {
	key         string
	group       string
	need        *big.Int
	posts, low  int64
	high        int64 // -1: no cap
	today, base int64
	quota       *big.Rat // Hamilton's
	total       int64
}

func newSeat(c *Claimant, posts int64) *seat {
	s := &seat{key: c.Key, group: c.Group, need: big.NewInt(int64(c.Need)), total: posts, high: -1, base: c.Base}
	low := max(c.Floor, c.Base)
	if c.Cap != nil {
		s.high = *c.Cap
	}
	fix := func(n int64) {
		low = max(low, n)
		if s.high < 0 || n < s.high {
			s.high = n
		}
	}
	if c.Fixed != nil {
		fix(*c.Fixed)
	}
	if c.Existing != nil {
		s.today = *c.Existing
	}
	switch c.Protect {
	case ProtectAsFloor:
		low = max(low, s.today)
	case ProtectAsBase:
		low, s.base = max(low, s.today), s.today
	case ProtectAsFixed:
		fix(s.today)
	}
	s.posts, s.low, s.today = posts-s.base, low-s.base, s.today-s.base
	if s.high >= 0 {
		s.high -= s.base
	}
	return s
}

// fenced tells whether the claimant has one possible number.
func (s *seat) fenced() bool { return s.low == s.high }

// gives and gets tell whether a bound lets the claimant have one post fewer, or one more.
func (s *seat) gives() bool { return s.posts > s.low }

func (s *seat) gets() bool { return s.need.Sign() > 0 && (s.high < 0 || s.posts < s.high) }

type verifier struct {
	p      *Problem
	method Method
	seats  []*seat
}

// bounds checks every bound and the sum.
func (v *verifier) bounds() error {
	var sum int64
	groups := map[string]int64{}
	for _, s := range v.seats {
		if s.posts < s.low || s.high >= 0 && s.posts > s.high || s.need.Sign() == 0 && s.posts > s.low {
			return fmt.Errorf("%d posts for %s are out of its bounds", s.total, s.key)
		}
		sum += s.total
		groups[s.group] += s.total
	}
	if sum > v.p.Posts || sum < v.p.Posts && v.p.Ties != ReportOnly {
		return fmt.Errorf("the shares add up to %d posts, not %d", sum, v.p.Posts)
	}
	for _, g := range v.p.Groups {
		if g.Cap != nil && groups[g.Key] > *g.Cap || groups[g.Key] < g.Floor && v.p.Ties != ReportOnly {
			return fmt.Errorf("%d posts for the group %s are out of its bounds", groups[g.Key], g.Key)
		}
	}
	return nil
}

// worth is a priority that compares exactly: its size, and between equal sizes a second number. Huntington-Hill's is squared.
type worth struct {
	first        bool // outranks all that are not
	size, second *big.Rat
}

func (w worth) cmp(o worth) int {
	if w.first != o.first {
		if w.first {
			return 1
		}
		return -1
	}
	if c := w.size.Cmp(o.size); c != 0 {
		return c
	}
	return w.second.Cmp(o.second)
}

// worth gives a claimant's priority for the post after k.
func (v *verifier) worth(s *seat, k int64) worth {
	need, held := new(big.Rat).SetInt(s.need), new(big.Rat).SetInt64(k)
	one, w := big.NewRat(1, 1), worth{size: new(big.Rat), second: new(big.Rat)}
	over := func(d *big.Rat) {
		if d.Sign() == 0 {
			w.first = true
			w.size.Set(need)
		} else {
			w.size.Quo(need, d)
		}
	}
	switch next := new(big.Rat).Add(held, one); v.method {
	case Webster:
		over(held.Add(held, big.NewRat(1, 2)))
	case Jefferson:
		over(next)
	case Adams:
		over(held)
	case Dean:
		middle := new(big.Rat).Add(held, big.NewRat(1, 2))
		over(next.Quo(next.Mul(held, next), middle))
	case HuntingtonHill:
		if need.Mul(need, need); k == 0 {
			need.SetInt(s.need)
		}
		over(next.Mul(held, next))
	case Leximin: // posts per need now, the least first; and then posts per need afterwards, the most first
		w.size.Neg(held.Quo(held, need))
		w.second.Quo(one, need)
	case Hamilton:
		w.size.Sub(s.quota, held)
	}
	return w
}

// ends are the lowest priority held and the highest next one among some claimants.
type ends struct {
	held, next       *worth
	holder, claimant *seat
}

// ends looks at those seats whose posts pass the two filters, nil for all.
func (v *verifier) ends(seats []*seat, gives, gets func(*seat) bool) ends {
	var e ends
	for _, s := range seats {
		if s.gives() && (gives == nil || gives(s)) {
			if w := v.worth(s, s.posts-1); e.held == nil || w.cmp(*e.held) < 0 {
				e.held, e.holder = &w, s
			}
		}
		if s.gets() && (gets == nil || gets(s)) {
			if w := v.worth(s, s.posts); e.next == nil || w.cmp(*e.next) > 0 {
				e.next, e.claimant = &w, s
			}
		}
	}
	return e
}

// holds tells whether no post should move from the holder to the claimant.
func (e ends) holds() error {
	if e.held != nil && e.next != nil && e.holder != e.claimant && e.held.cmp(*e.next) < 0 {
		return fmt.Errorf("a post of %s should be %s's", e.holder.key, e.claimant.key)
	}
	return nil
}
