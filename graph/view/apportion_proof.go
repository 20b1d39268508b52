package view

import "waymark/domain/apportion"

// GroupShare is what one group gets.
type GroupShare struct {
	apportion.GroupShare
	raced bool
}

// Certificate gives the proof of the race inside the group, or nil if there was none.
func (g GroupShare) Certificate() *Certificate {
	if !g.raced {
		return nil
	}
	return &Certificate{g.GroupShare.Certificate}
}

// Groups gives the share of each group. In FLAT, where groups have no say, they are sums.
func (a *Apportionment) Groups() []GroupShare {
	if a.Problem.Tier != apportion.Flat {
		return shown(a.Apportionment.Groups, func(g apportion.GroupShare) GroupShare { return GroupShare{g, true} })
	}
	var list []GroupShare
	place := map[string]int{}
	sum := func(key string, posts int64) {
		i, known := place[key]
		if !known {
			i = len(list)
			place[key] = i
			list = append(list, GroupShare{GroupShare: apportion.GroupShare{Key: key, Binding: apportion.BindingNone}})
		}
		list[i].Posts += posts
	}
	for _, g := range a.Problem.Groups {
		sum(g.Key, 0)
	}
	for i, s := range a.Apportionment.Shares {
		if key := a.Problem.Claimants[i].Group; key != "" {
			sum(key, s.Posts)
		}
	}
	return list
}

// Certificate is the proof of an allocation.
type Certificate struct{ apportion.Certificate }

// LowestHeld gives the lowest right to a post held, or nil.
func (c Certificate) LowestHeld() *Priority { return priority(c.Certificate.LowestHeld) }

// HighestNext gives the highest right to one more, or nil.
func (c Certificate) HighestNext() *Priority { return priority(c.Certificate.HighestNext) }

// Priority is the right to a post.
type Priority struct{ p *apportion.Priority }

// Key gives whose it is.
func (p Priority) Key() string { return p.p.Key }

func priority(p *apportion.Priority) *Priority {
	if p == nil {
		return nil
	}
	return &Priority{p}
}

// Priority gives it as a number, or nil for one that outranks all numbers.
func (p Priority) Priority() *string { return rounded(p.p.Priority) }

// Exact gives it as a quotient or the root of one, or nil.
func (p Priority) Exact() *string { return quotient(p.p.Priority) }

// MultiplierRange is posts per unit of need.
type MultiplierRange struct{ apportion.Multiplier }

// Low gives the lower end, or nil.
func (m MultiplierRange) Low() *string { return rounded(m.Multiplier.Low) }

// High gives the upper end, or nil.
func (m MultiplierRange) High() *string { return rounded(m.Multiplier.High) }

// ExactLow gives the lower end as a quotient or the root of one, or nil.
func (m MultiplierRange) ExactLow() *string { return quotient(m.Multiplier.Low) }

// ExactHigh gives the upper end in the same way.
func (m MultiplierRange) ExactHigh() *string { return quotient(m.Multiplier.High) }

// Threshold is how far somebody is from a change.
type Threshold struct{ apportion.Threshold }

// Priority gives the right to the post as a number, or nil for one that outranks all numbers.
func (t Threshold) Priority() *string { return rounded(t.Threshold.Priority) }

// rounded writes a number as a plain decimal; nil for nil.
func rounded(n *apportion.Number) *string {
	if n == nil {
		return nil
	}
	text := n.String()
	return &text
}

// quotient writes a number as a quotient or the root of one; nil for nil.
func quotient(n *apportion.Number) *string {
	if n == nil {
		return nil
	}
	ratio, exact := n.Rat()
	text := ratio.String()
	if !exact {
		text = "sqrt(" + text + ")"
	}
	return &text
}
