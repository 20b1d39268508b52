// Package coverage answers who covers a place on a day, and what is missing there.
package coverage

import (
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/programme"
)

// PostCounts counts the posts that are funded on a day by their state then: Funded = Filled + Covered + Offered + Vacant.
type PostCounts struct {
	Funded, Filled, Covered, Offered, Vacant int

	FundedFTE decimal.Decimal // of all funded posts
	FilledFTE decimal.Decimal // held on the day, so that a part-time holder counts as what they work
}

func (c *PostCounts) add(post *programme.Post, day calendar.Date) {
	switch post.State(day) {
	case programme.NotFunded:
		return
	case programme.Filled:
		c.Filled++
		c.FilledFTE += post.HeldFTE(day)
	case programme.Covered:
		c.Covered++
	case programme.Offered:
		c.Offered++
	case programme.Vacant:
		c.Vacant++
	}
	c.Funded++
	c.FundedFTE += post.FTE
}

// GradeCoverage counts the posts of one grade.
type GradeCoverage struct {
	Grade *programme.Grade
	Posts PostCounts
}

// Coverage says who covers a scope on a day. Every count, denominators included, is of that day. It does not change once
// computed, and any number of readers may share one.
type Coverage struct {
	AsOf    calendar.Date
	Posts   PostCounts
	ByGrade []GradeCoverage // of every grade with a funded post, the most senior first

	Districts                int // that exist
	DistrictsWithCoordinator int // in which a post of the district coordinator role is filled or covered

	Jobcentres                   int // that are open
	JobcentresInCoveredDistricts int // whose district is one of DistrictsWithCoordinator
	JobcentresWithChampion       int // with at least one drug champion in place

	// Partnerships counts those that exist and are linked with one of the scope's districts; for England those without any
	// link as well. Whatever the scope, all districts of a partnership decide whether it is covered.
	Partnerships              int
	PartnershipsCovered       int // whose every district has a coordinator; never one without links
	PartnershipsPartlyCovered int // some of whose districts have a coordinator and some have not

	graph *programme.Graph
	scope Scope
}

// Compute gives the coverage of a scope on a day.
func Compute(g *programme.Graph, scope Scope, asOf calendar.Date) *Coverage {
	c := &Coverage{AsOf: asOf, graph: g, scope: scope}
	c.Posts, c.ByGrade = CountPosts(g, scope, asOf)

	s := newSurvey(g, scope, asOf)
	for _, d := range s.districts {
		c.Districts++
		if s.staffed(d) {
			c.DistrictsWithCoordinator++
		}
	}
	s.jobcentres(func(j *programme.Jobcentre, d *programme.District) {
		c.Jobcentres++
		if d != nil && s.staffed(d) {
			c.JobcentresInCoveredDistricts++
		}
		if hasChampion(j, asOf) {
			c.JobcentresWithChampion++
		}
	})
	s.partnerships(func(p *programme.Partnership) {
		c.Partnerships++
		switch level(s.reach(p)) {
		case FullyCovered:
			c.PartnershipsCovered++
		case PartlyCovered:
			c.PartnershipsPartlyCovered++
		}
	})
	return c
}

// CountPosts counts the posts at home in a scope on a day, and the same by grade as in Coverage.ByGrade.
func CountPosts(g *programme.Graph, scope Scope, day calendar.Date) (total PostCounts, byGrade []GradeCoverage) {
	byGrade = make([]GradeCoverage, 0, len(g.Grades()))
	for _, grade := range g.Grades() {
		byGrade = append(byGrade, GradeCoverage{Grade: grade})
	}
	scope.posts(g, day, func(p *programme.Post) {
		total.add(p, day)
		for i := range byGrade { // a handful
			if byGrade[i].Grade == p.Grade {
				byGrade[i].Posts.add(p, day)
				break
			}
		}
	})
	return total, slices.DeleteFunc(byGrade, func(c GradeCoverage) bool { return c.Posts.Funded == 0 })
}
