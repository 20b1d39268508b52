package view

import (
	"math/big"
	"strconv"
	"strings"

	"waymark/domain/apportion"
)

// GroupShare is what one group gets.
type GroupShare struct{ apportion.GroupShare }

// Certificate gives the proof of the race inside the group.
func (g GroupShare) Certificate() Certificate { return Certificate{g.GroupShare.Certificate} }

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
func (p Priority) Exact() *string {
	if p.p.Priority == nil {
		return nil
	}
	ratio, exact := p.p.Priority.Rat()
	text := ratio.String()
	if !exact {
		text = "sqrt(" + text + ")"
	}
	return &text
}

// MultiplierRange is posts per unit of need; an end that does not exist is nil.
type MultiplierRange struct{ Low, High *string }

// Threshold is how far somebody is from a change.
type Threshold struct{ apportion.Threshold }

// Priority gives the right to the post as a number, or nil for one that outranks all numbers.
func (t Threshold) Priority() *string { return rounded(t.Threshold.Priority) }

// digits is to how many significant digits a number is rounded that need not be a decimal.
const digits = 12

// rounded writes a number as a plain decimal; nil for nil.
func rounded(n *apportion.Number) *string {
	if n == nil {
		return nil
	}
	text := n.String()
	_, exponent, found := strings.Cut(text, "e")
	if !found {
		return &text
	}
	const bits = 200
	power, _ := strconv.Atoi(exponent)
	f, _, err := big.ParseFloat(text, 10, bits, big.ToNearestEven)
	if err != nil {
		return &text
	}
	text = f.Text('f', max(0, digits-1-power))
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return &text
}
