package apportion

import "math"

// packing is the best value for every total cost, when one option is taken of each choice.
type packing struct {
	value []int64
	costs [][]option
	taken [][]int32 // for each choice and cost, the option
}

const unreached = math.MinInt64

// knapsack finds, for every total cost, the options of the greatest total value. The first option of a choice costs nothing.
func knapsack(choices [][]option) packing {
	size := 0
	for _, c := range choices {
		size += c[len(c)-1].cost
	}
	p := packing{value: make([]int64, size+1), costs: choices}
	for c := range p.value {
		p.value[c] = unreached
	}
	p.value[0] = 0
	for _, options := range choices {
		next, taken := make([]int64, size+1), make([]int32, size+1)
		for c := range next {
			next[c] = unreached
			for o, option := range options {
				if c >= option.cost && p.value[c-option.cost] != unreached {
					if v := p.value[c-option.cost] + option.value; v > next[c] {
						next[c], taken[c] = v, int32(o)
					}
				}
			}
		}
		p.value = next
		p.taken = append(p.taken, taken)
	}
	return p
}

// reached tells whether some options cost exactly so much.
func (p packing) reached(cost int) bool { return p.value[cost] != unreached }

// choices gives the option of each choice that the best value for the cost takes.
func (p packing) choices(cost int) []int32 {
	list := make([]int32, len(p.taken))
	for g := len(list) - 1; g >= 0; g-- {
		list[g] = p.taken[g][cost]
		cost -= p.costs[g][list[g]].cost
	}
	return list
}
