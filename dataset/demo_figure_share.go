package dataset

import (
	"cmp"
	"slices"

	"waymark/domain/decimal"
)

// settle shares the people of each district over its cells. A partnership in several districts has its share of its people in each;
// those that lie wholly in one district have the rest, or, where there are none, the others have it there in addition to their shares.
func (m *figureModel) settle(people func(*locality) int64, set func(*cell, int64)) {
	left := make(map[*locality]int64)
	for _, d := range m.districts {
		left[d] = people(d)
	}
	sizes := m.sizes(left)
	for _, p := range m.partnerships {
		if len(p.parts) < 2 {
			continue
		}
		for _, c := range p.parts {
			n := sizes[p] * int64(c.share) / int64(decimal.One)
			set(c, n)
			left[c.in] -= n
			c.settled = n
		}
	}
	for _, d := range m.districts {
		inside := within(d)
		if len(inside) == 0 {
			shares := make([]int64, len(d.parts))
			for i, c := range d.parts {
				shares[i] = int64(c.share / (decimal.One / 1000))
			}
			for i, n := range portions(left[d], shares) {
				set(d.parts[i], d.parts[i].settled+n)
			}
			continue
		}
		weights := make([]int64, len(inside))
		for i, c := range inside {
			weights[i] = c.of.factor * int64(between(m.r, 970, 1030))
		}
		for i, n := range portions(left[d], weights) {
			set(inside[i], n)
		}
	}
}

// sizes gives the people of the partnerships that lie in several districts: fewer than there would be were all partnerships alike, so
// that the others have some.
func (m *figureModel) sizes(people map[*locality]int64) map[*locality]int64 {
	usual := make(map[*locality]int64)
	for _, d := range m.districts {
		var shares decimal.Decimal
		for _, c := range d.parts {
			shares += c.share
		}
		usual[d] = people[d] * int64(decimal.One) / int64(shares)
	}
	sizes := make(map[*locality]int64)
	for _, p := range m.partnerships {
		jitter := int64(between(m.r, 970, 1030))
		if len(p.parts) > 1 {
			least := slices.MinFunc(p.parts, func(a, b *cell) int { return cmp.Compare(usual[a.in], usual[b.in]) })
			sizes[p] = usual[least.in] * p.factor / 1000 * jitter / 1000
		}
	}
	return sizes
}

// within gives the cells of a district of partnerships that lie in no other.
func within(d *locality) []*cell {
	return slices.DeleteFunc(slices.Clone(d.parts), func(c *cell) bool { return len(c.of.parts) > 1 })
}

// portions shares a total by weights, all of it: what rounding leaves goes one by one to the first.
func portions(total int64, weights []int64) []int64 {
	var sum int64
	for _, w := range weights {
		sum += w
	}
	out := make([]int64, len(weights))
	rest := total
	for i, w := range weights {
		out[i] = total * w / sum
		rest -= out[i]
	}
	for i := range rest {
		out[i]++
	}
	return out
}

// whole gives the whole part of a number.
func whole(d decimal.Decimal) int64 { return int64(d / decimal.One) }
