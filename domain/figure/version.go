package figure

import (
	"cmp"
	"slices"
)

// Version is a figure among all that were recorded with its key.
type Version struct {
	*Figure
	Later   *Version // that supersedes it; nil: it holds
	Earlier *Version // that it supersedes; nil: it is the first
}

// Holds tells whether nothing supersedes the figure.
func (v *Version) Holds() bool { return v.Later == nil }

// Holding gives the figures among versions that hold.
func Holding(versions []*Version) []*Figure {
	var held []*Figure
	for _, v := range versions {
		if v.Holds() {
			held = append(held, v.Figure)
		}
	}
	return held
}

// Versions joins figures with one key, the later batch superseding the earlier one. Number gives the number of a batch, and whether its
// figures are there at all: those of others are left out. The result is in the order given.
func Versions(all []*Figure, number func(batchID string) (int64, bool)) []*Version {
	type numbered struct {
		*Version
		number int64
	}
	there := make([]*Version, 0, len(all))
	byKey := make(map[Key][]numbered, len(all))
	for _, f := range all {
		if n, ok := number(f.BatchID); ok {
			v := &Version{Figure: f}
			there = append(there, v)
			byKey[f.Key] = append(byKey[f.Key], numbered{v, n})
		}
	}
	for _, list := range byKey {
		slices.SortFunc(list, func(a, b numbered) int { return cmp.Or(cmp.Compare(a.number, b.number), cmp.Compare(a.ID, b.ID)) })
		for i := 1; i < len(list); i++ {
			list[i-1].Later, list[i].Earlier = list[i].Version, list[i-1].Version
		}
	}
	return there
}
