package apportion

import (
	"math/big"
	"math/bits"
	"strings"

	"waymark/domain/decimal"
)

// millionths is what needs are counted in.
const millionths = 1_000_000

// Number is an exact number that may be no decimal: a quotient, or the square root of one. Huntington-Hill's priorities are
// roots; they are compared by their squares, and only printing rounds them.
type Number struct {
	ratio big.Rat
	root  bool
}

// NewNumber gives a quotient.
func NewNumber(ratio *big.Rat) *Number {
	n := new(Number)
	n.ratio.Set(ratio)
	return n
}

func quotient(numerator, denominator *big.Int) *Number {
	n := new(Number)
	n.ratio.SetFrac(numerator, denominator)
	return n
}

// Cmp compares exactly two numbers that are not negative, or that are both quotients: below nought if n is the lesser.
func (n *Number) Cmp(m *Number) int {
	if n.root == m.root {
		return n.ratio.Cmp(&m.ratio)
	}
	return n.square().Cmp(m.square())
}

func (n *Number) square() *big.Rat {
	if n.root {
		return &n.ratio
	}
	return new(big.Rat).Mul(&n.ratio, &n.ratio)
}

// Rat gives the number as a quotient; exact is false if it is the square root of the quotient given.
func (n *Number) Rat() (ratio *big.Rat, exact bool) { return new(big.Rat).Set(&n.ratio), !n.root }

// Decimal gives the number rounded half up to six places; ok is false if it is too large for a Decimal.
func (n *Number) Decimal() (d decimal.Decimal, ok bool) {
	units := n.scaled(millionths)
	if !units.IsInt64() {
		return 0, false
	}
	return decimal.Decimal(units.Int64()), true
}

// scaled gives the number times a factor, rounded half up.
func (n *Number) scaled(by int64) *big.Int {
	if n.root { // floor((floor(sqrt(4x))+1)/2), of the square x
		x := new(big.Int).Mul(big.NewInt(by), big.NewInt(by))
		x.Lsh(x.Mul(x, n.ratio.Num()), 2)
		x.Sqrt(x.Quo(x, n.ratio.Denom()))
		return x.Rsh(x.Add(x, big.NewInt(1)), 1)
	}
	x := new(big.Int).Mul(n.ratio.Num(), big.NewInt(2*by))
	x.Add(x, n.ratio.Denom())
	return x.Div(x, new(big.Int).Lsh(n.ratio.Denom(), 1)) // Euclidean: rounds down, as the denominator is above nought
}

// String gives the number rounded half up to nine decimal places, or to eighteen if it is small, without trailing zeros.
func (n *Number) String() string {
	count := 9
	if n.scaled(1).Sign() == 0 {
		count = 18
	}
	text := strings.TrimRight(strings.ReplaceAll(places(n, count), ",", ""), "0")
	return strings.TrimSuffix(text, ".")
}

// Quota is a claimant's proportional share of the posts, posts x need / all needs: exact, and seldom whole.
type Quota struct {
	posts, need, needs int64
}

// Number gives the quota exactly; nought if nobody has a need.
func (q Quota) Number() *Number {
	if q.needs == 0 {
		return new(Number)
	}
	return quotient(new(big.Int).Mul(big.NewInt(q.posts), big.NewInt(q.need)), big.NewInt(q.needs))
}

// Decimal gives the quota rounded half up to six places.
func (q Quota) Decimal() decimal.Decimal {
	if q.needs == 0 {
		return 0
	}
	p := product(uint64(q.posts), uint64(q.need))
	whole, rest := bits.Div64(p.hi, p.lo, uint64(q.needs)) // need is a part of needs
	p = product(rest, millionths)
	part, rest := bits.Div64(p.hi, p.lo, uint64(q.needs))
	if rest >= uint64(q.needs)-rest {
		part++
	}
	return decimal.Decimal(whole*millionths + part) // at most MaxPosts
}

// Floor gives the quota rounded down; exact tells whether it is whole.
func (q Quota) Floor() (whole int64, exact bool) {
	if q.needs == 0 {
		return 0, true
	}
	p := product(uint64(q.posts), uint64(q.need))
	quo, rem := bits.Div64(p.hi, p.lo, uint64(q.needs)) // need is a part of needs
	return int64(quo), rem == 0
}

// priority gives the priority of claimant i for the post after k posts, in needs as they were put in; nil for a first post
// that outranks every later one. Hamilton's is quota - k.
func (s *solver) priority(i int, k int64) *Number {
	if s.family == hamilton {
		n := new(Number)
		if s.quotaNeed > 0 {
			n.ratio.SetFrac(new(big.Int).SetUint64(s.rest[i]), big.NewInt(s.quotaNeed))
		}
		n.ratio.Add(&n.ratio, new(big.Rat).SetInt64(s.whole[i]-k))
		return n
	}
	return s.family.priority(s.need[i], k)
}

func (f family) priority(need, k int64) *Number {
	if f.firstFree() && k == 0 {
		return nil
	}
	numerator, denominator := f.fraction(need, k)
	top := new(big.Int).SetUint64(numerator.hi)
	top.Lsh(top, 64).Or(top, new(big.Int).SetUint64(numerator.lo))
	bottom := new(big.Int).SetUint64(denominator)
	scale := big.NewInt(millionths)
	switch f {
	case webster, dean: // fraction gives half of it
		top.Lsh(top, 1)
	case hill: // and for Hill the square
		scale.Mul(scale, scale)
	}
	n := quotient(top, bottom.Mul(bottom, scale))
	n.root = f == hill
	return n
}
