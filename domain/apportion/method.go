// Package apportion gives whole posts to claimants by need: exactly, with a certificate that anybody can check, with ties
// reported and every bound kept apart. It is pure arithmetic on its arguments; nothing depends on the order of the input,
// on the unit in which need is counted, or on chance that was not asked for.
package apportion

import "math"

// Method is a rule for turning needs into whole posts.
type Method string

// The methods. All but HAMILTON and LEXIMIN are known by their signpost d(k), the boundary between k and k+1 posts: posts go
// one by one to the largest need/d(posts held). Where d(0) is nought the first posts come before all others, in order of need.
const (
	Webster        Method = "WEBSTER"         // d(k) = k + 1/2; leans to nobody, and makes posts per need vary least
	HuntingtonHill Method = "HUNTINGTON_HILL" // d(k) = sqrt(k(k+1)); a first post for every need before a second for any
	Adams          Method = "ADAMS"           // d(k) = k; the largest need per post is as small as can be
	Dean           Method = "DEAN"            // d(k) = 2k(k+1)/(2k+1); need per post differs least between any two
	Jefferson      Method = "JEFFERSON"       // d(k) = k + 1; leans to the large
	Hamilton       Method = "HAMILTON"        // the quota rounded down, then one more for the largest remainders
	Leximin        Method = "LEXIMIN"         // the worst-served first: Adams, and among equals the smaller need
)

// Methods gives every method, in the order in which they are presented.
func Methods() []Method {
	return []Method{Webster, HuntingtonHill, Adams, Dean, Jefferson, Hamilton, Leximin}
}

// Valid tells whether the method is one of Methods.
func (m Method) Valid() bool { return m.family() != unknown }

// HouseMonotone tells whether one post more can never cost anybody a post: true of every method but Hamilton.
func (m Method) HouseMonotone() bool { return m.Valid() && m != Hamilton }

// family is a Method in the form in which the arithmetic switches on it.
type family uint8

const (
	unknown family = iota
	webster
	hill
	adams
	dean
	jefferson
	hamilton
	leximin
)

func (m Method) family() family {
	switch m {
	case Webster:
		return webster
	case HuntingtonHill:
		return hill
	case Adams:
		return adams
	case Dean:
		return dean
	case Jefferson:
		return jefferson
	case Hamilton:
		return hamilton
	case Leximin:
		return leximin
	}
	return unknown
}

// firstFree tells whether d(0) is nought, so that a first post outranks every later one.
func (f family) firstFree() bool { return f == adams || f == leximin || f == hill || f == dean }

// round gives the float estimate of the posts that the quotient x deserves. What it gets wrong the repair puts right. Nothing
// in it branches on x, which no processor could foresee: x is moved by what lies between the signpost and the next whole number.
func (f family) round(x float64) int64 {
	switch f {
	case webster:
		return int64(x + 0.5)
	case adams, leximin:
		return int64(math.Ceil(x))
	case hill:
		k := float64(int64(x))
		return int64(x + (k + 1 - math.Sqrt(k*(k+1))))
	case dean:
		k := float64(int64(x))
		return int64(x + (0.5 + 0.5/(2*k+1)))
	}
	return int64(x)
}

// shift is how far round lies above x on average.
func (f family) shift() float64 {
	switch f {
	case adams, leximin:
		return 0.5
	case jefferson:
		return -0.5
	}
	return 0
}
