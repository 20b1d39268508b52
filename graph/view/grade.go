package view

import "waymark/domain/programme"

// Grade is a pay band for posts.
type Grade struct {
	record
	g *programme.Grade
}

func (l Lens) grade(g *programme.Grade) *Grade { return &Grade{record{&g.Meta}, g} }

// Grades gives the grades, the most senior first.
func (l Lens) Grades() []*Grade { return shown(l.g.Grades(), l.grade) }

// Code gives the code, such as BAND_D.
func (g *Grade) Code() string { return g.g.Code }

// Name gives what the grade is called.
func (g *Grade) Name() string { return g.g.Name }

// OtherNames gives what others call it; never nil.
func (g *Grade) OtherNames() []string {
	if g.g.OtherNames == nil {
		return []string{}
	}
	return g.g.OtherNames
}

// Rank gives its place in the order of seniority; 1 is the most senior.
func (g *Grade) Rank() int { return g.g.Rank }

// YearlyCost gives whole pence a year for one full-time post, or nil when nobody has published it.
func (g *Grade) YearlyCost() *int64 { return g.g.YearlyCost }
