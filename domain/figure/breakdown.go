package figure

import (
	"fmt"
	"slices"
	"strings"
)

// Breakdown is the part of a population that a figure counts, in one text: "BENEFIT=JSA;SEX=FEMALE", by the codes of dimensions and
// categories, the dimensions sorted. Empty: everybody.
type Breakdown string

// Part is one dimension of a breakdown and the category in it, by their codes.
type Part struct{ Dimension, Category string }

// Of gives the breakdown by parts in any order. It fails when a dimension comes twice or a code could not be read back.
func Of(parts ...Part) (Breakdown, error) {
	sorted := slices.Clone(parts)
	slices.SortFunc(sorted, func(a, b Part) int { return strings.Compare(a.Dimension, b.Dimension) })
	var text strings.Builder
	for i, p := range sorted {
		if !code(p.Dimension) || !code(p.Category) {
			return "", fmt.Errorf("a code is made of capitals, digits and underscores, not %.32q and %.32q", p.Dimension, p.Category)
		}
		if i > 0 {
			if sorted[i-1].Dimension == p.Dimension {
				return "", fmt.Errorf("%s is given more than once", p.Dimension)
			}
			text.WriteByte(';')
		}
		text.WriteString(p.Dimension + "=" + p.Category)
	}
	return Breakdown(text.String()), nil
}

// ParseBreakdown reads a breakdown, its dimensions in any order.
func ParseBreakdown(text string) (Breakdown, error) {
	if text == "" {
		return "", nil
	}
	var parts []Part
	for field := range strings.SplitSeq(text, ";") {
		dimension, category, ok := strings.Cut(field, "=")
		if !ok {
			return "", fmt.Errorf("a breakdown is written DIMENSION=CATEGORY, joined by semicolons, not %.64q", text)
		}
		parts = append(parts, Part{strings.TrimSpace(dimension), strings.TrimSpace(category)})
	}
	return Of(parts...)
}

// Parts gives the dimensions and categories, by dimension.
func (b Breakdown) Parts() []Part {
	if b == "" {
		return nil
	}
	var parts []Part
	for field := range strings.SplitSeq(string(b), ";") {
		dimension, category, _ := strings.Cut(field, "=")
		parts = append(parts, Part{dimension, category})
	}
	return parts
}

// Category gives the category in a dimension, or "" when the breakdown is not by it.
func (b Breakdown) Category(dimension string) string {
	for _, p := range b.Parts() {
		if p.Dimension == dimension {
			return p.Category
		}
	}
	return ""
}

func code(s string) bool {
	return s != "" && len(s) <= 64 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == ""
}
