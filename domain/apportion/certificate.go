package apportion

import "math/big"

// certificate tells a standing, and compares its two priorities anew.
func (r *race) certificate(s *solver, st standing) Certificate {
	c := Certificate{Holds: true}
	if st.held >= 0 {
		c.LowestHeld = &Priority{Key: s.roll.key(st.held), Priority: s.priority(st.held, s.posts[st.held]-1)}
	}
	if st.next >= 0 {
		c.HighestNext = &Priority{Key: s.roll.key(st.next), Priority: s.priority(st.next, s.posts[st.next])}
	}
	if st.held >= 0 && st.next >= 0 {
		c.Holds = s.compare(st.held, s.posts[st.held]-1, st.next, s.posts[st.next]) >= 0
	}
	return c
}

// insideCertificate tells the standing inside a group.
func (r *race) insideCertificate(g *run) Certificate {
	if g.own == nil {
		return r.certificate(r.solver, g.inside)
	}
	return r.certificate(g.own, g.inside.from(-g.from))
}

// multiplier gives the range of multipliers between the two priorities of a standing, or Hamilton's.
func multiplier(s *solver, st standing) Multiplier {
	if s.family == hamilton {
		if s.quotaNeed == 0 {
			return Multiplier{}
		}
		one := quotient(big.NewInt(s.quotaPosts), big.NewInt(s.quotaNeed))
		one.ratio.Mul(&one.ratio, big.NewRat(millionths, 1))
		return Multiplier{one, one}
	}
	var m Multiplier
	if st.held >= 0 {
		m.Low = s.priority(st.held, s.posts[st.held]-1).inverse()
	}
	if st.next >= 0 {
		m.High = s.priority(st.next, s.posts[st.next]).inverse()
	}
	return m
}

// inverse gives 1/n, or nought if n is nil, which stands for a priority without end.
func (n *Number) inverse() *Number {
	if n == nil {
		return new(Number)
	}
	m := &Number{root: n.root}
	m.ratio.Inv(&n.ratio)
	return m
}
