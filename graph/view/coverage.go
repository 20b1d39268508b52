package view

import (
	"waymark/domain/calendar"
	"waymark/domain/coverage"
	"waymark/domain/programme"
)

// Coverage tells who covers a place, or England, on a day.
type Coverage struct {
	*coverage.Coverage
	lens Lens
}

// Coverage tells who covers England on the day.
func (l Lens) Coverage(asOf *calendar.Date) *Coverage { return l.on(asOf).coverageOf(nil) }

func (l Lens) coverageOf(p programme.Place) *Coverage {
	return &Coverage{coverage.Compute(l.g, coverage.Of(p), l.day), l}
}

// GradeCoverage is the posts of one grade by state.
type GradeCoverage struct {
	Grade *Grade
	Posts coverage.PostCounts
}

// ByGrade gives the posts by grade, the most senior first.
func (c *Coverage) ByGrade() []GradeCoverage {
	return shown(c.Coverage.ByGrade, func(g coverage.GradeCoverage) GradeCoverage {
		return GradeCoverage{Grade: c.lens.grade(g.Grade), Posts: g.Posts}
	})
}

// CoverageGap is one thing that is missing on a day.
type CoverageGap struct {
	coverage.Gap
	lens Lens
}

// Gaps gives what is missing, of these kinds only, or of all kinds when kinds is nil.
func (c *Coverage) Gaps(kinds []coverage.GapKind) []CoverageGap {
	if kinds != nil && len(kinds) == 0 {
		return []CoverageGap{}
	}
	return shown(c.Coverage.Gaps(kinds...), func(g coverage.Gap) CoverageGap { return CoverageGap{g, c.lens} })
}

// Place tells where it is missing.
func (g CoverageGap) Place() Place { return g.lens.place(g.Gap.Place) }

// Post gives the post, or nil when it is not about one.
func (g CoverageGap) Post() *Post {
	if g.Gap.Post == nil {
		return nil
	}
	return g.lens.post(g.Gap.Post)
}
