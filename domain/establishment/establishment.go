// Package establishment sets the posts on record against what has been published about them.
package establishment

import (
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/coverage"
	"waymark/domain/decimal"
	"waymark/domain/programme"
)

// Line is one grade of a place.
type Line struct {
	Grade     *programme.Grade
	Posts     int             // recorded as funded on the day
	FTE       decimal.Decimal // their full-time equivalents
	Published []Comparison    // the oldest statement first
}

// Comparison sets one published number of posts against the record.
type Comparison struct {
	Statement  *programme.Statement
	Difference decimal.Decimal // recorded minus published
	Agrees     bool            // whether they are equal
}

// Compare gives the establishment of a place, or of England when place is nil, on a day: a line for every grade that has a
// post funded there on the day or a statement about it, the most senior first.
//
// Every statement of the measure POSTS_FUNDED about that very place and grade is compared, whatever its date, which is the
// statement's own to show: so statements that disagree with each other all stand. Statements about no grade, and those
// about places inside the place, are about something else and are left out.
func Compare(g *programme.Graph, place programme.Place, asOf calendar.Date) []Line {
	_, byGrade := coverage.CountPosts(g, coverage.Of(place), asOf)
	statements := g.Statements()
	if place != nil {
		statements = place.Statements()
	}
	lines := make([]Line, 0, len(g.Grades()))
	for _, grade := range g.Grades() {
		line := Line{Grade: grade}
		if i := slices.IndexFunc(byGrade, func(c coverage.GradeCoverage) bool { return c.Grade == grade }); i >= 0 {
			line.Posts, line.FTE = byGrade[i].Posts.Funded, byGrade[i].Posts.FundedFTE
		}
		line.Published = compare(statements, place, grade, decimal.FromInt(line.Posts))
		if line.Posts > 0 || len(line.Published) > 0 {
			lines = append(lines, line)
		}
	}
	return lines
}

// Shown leaves out what is compared with statements that may not be seen, and lines of which nothing is left.
func Shown(lines []Line, seen func(*programme.Statement) bool) []Line {
	shown := make([]Line, 0, len(lines))
	for _, l := range lines {
		l.Published = slices.DeleteFunc(l.Published, func(c Comparison) bool { return !seen(c.Statement) })
		if l.Posts > 0 || len(l.Published) > 0 {
			shown = append(shown, l)
		}
	}
	return shown
}

// Agree tells whether every statement on every line agrees with the record.
func Agree(lines []Line) bool {
	for _, l := range lines {
		if slices.ContainsFunc(l.Published, func(c Comparison) bool { return !c.Agrees }) {
			return false
		}
	}
	return true
}

// compare keeps the statements about the place itself, or about England when it is nil, and the grade.
func compare(statements []*programme.Statement, place programme.Place, grade *programme.Grade, recorded decimal.Decimal) []Comparison {
	var out []Comparison
	for _, s := range statements {
		if s.Measure == programme.MeasurePostsFunded && s.Of == place && s.Grade == grade {
			out = append(out, Comparison{Statement: s, Difference: recorded - s.Value, Agrees: recorded == s.Value})
		}
	}
	return out
}
