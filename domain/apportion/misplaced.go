package apportion

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
)

// leastMisplaced gives the posts within the bounds for which every convex measure of posts - quota is least, and with it
// Loosemore-Hanby and Gallagher: all quotas rounded down, shifted by one whole number and held within the bounds, and what
// is left by the largest remainders. It is for FLAT problems that are feasible.
func (p Problem) leastMisplaced() []int64 {
	n := len(p.Claimants)
	low, high, whole := make([]int64, n), make([]int64, n), make([]int64, n)
	rest, order := make([]uint64, n), make([]int, 0, n)
	var needs uint64
	for _, c := range p.Claimants {
		needs += uint64(c.Need)
	}
	for i := range p.Claimants {
		c := &p.Claimants[i]
		l := limitsOf(c)
		low[i] = l.low
		most := l.ceiling(c)
		high[i] = min(most, p.Posts)
		if needs > 0 {
			hi, lo := bits.Mul64(uint64(p.Posts), uint64(c.Need))
			quotient, remainder := bits.Div64(hi, lo, needs) // a need is at most all of them
			whole[i], rest[i] = int64(quotient), remainder
		}
	}
	held := func(i int, shift int64) int64 { return max(low[i], min(high[i], whole[i]+shift)) }
	sum := func(shift int64) (total int64) {
		for i := range whole {
			total += held(i, shift)
		}
		return total
	}
	below, above := -p.Posts-1, p.Posts+1 // sum(below) is within the posts, sum(above) beyond them or all that is allowed
	for above-below > 1 {
		if middle := below + (above-below)/2; sum(middle) <= p.Posts {
			below = middle
		} else {
			above = middle
		}
	}
	posts := make([]int64, n)
	left := p.Posts
	for i := range posts {
		posts[i] = held(i, below)
		left -= posts[i]
		if held(i, below+1) > posts[i] {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(rest[b], rest[a]), strings.Compare(p.Claimants[a].Key, p.Claimants[b].Key))
	})
	for _, i := range order[:min(left, int64(len(order)))] {
		posts[i]++
	}
	return posts
}
