package coverage_test

import (
	"fmt"
	"testing"

	"waymark/domain/coverage"
	"waymark/domain/programme"
	"waymark/domain/programme/programmetest"
)

// england builds a graph of the size of the real one: 9 regions, 38 districts, 73 posts, 149 partnerships, 579 offices.
func england(b *testing.B) *programme.Graph {
	m := programmetest.New()
	from := programmetest.Days("2009-01-01", "")
	g7, bandD := m.Grade("GRADE_7", "Grade 7", 1), m.Grade("BAND_D", "Band D", 3)
	var regions []*programme.Region
	var districts []*programme.District
	post := func(code string, grade *programme.Grade, role programme.Role, home programme.Place) {
		p := m.Post(code, grade, role, from)
		m.Home(p, home, from)
		m.Offer(p, programmetest.Day("2009-02-01"), programmetest.Days("2009-01-10", "2009-02-01"))
		m.Cover(p, "cover of "+code, programmetest.Days("2009-01-10", "2009-02-01"))
		m.Hold(p, "first of "+code, "1", programmetest.Days("2009-02-01", "2009-05-01"))
		m.Hold(p, "second of "+code, "1", programmetest.Days("2009-06-01", ""))
	}
	for i := range 9 {
		r := m.Region(fmt.Sprintf("R%d", i), from)
		regions = append(regions, r)
		post(fmt.Sprintf("lead-%d", i), g7, programme.StrategicLead, r)
	}
	for i := range 38 {
		districts = append(districts, m.District(regions[i%9], fmt.Sprintf("D%02d", i), from))
	}
	for i := range 64 {
		post(fmt.Sprintf("post-%02d", i), bandD, programme.DistrictCoordinator, districts[i%38])
	}
	for i := range 149 {
		p := m.Partnership(fmt.Sprintf("P%03d", i), from)
		m.Link(p, districts[i%38], "0.5", from)
		m.Link(p, districts[(i*7+1)%38], "0.5", from)
	}
	for i := range 579 {
		j := m.Jobcentre(fmt.Sprintf("J%03d", i), from)
		m.Place(j, districts[i%38], from)
		if i%5 > 0 {
			m.Champion(j, programmetest.Days("2009-02-01", ""))
		}
	}
	return m.Graph(b)
}

func BenchmarkCoverage(b *testing.B) {
	g := england(b)
	scopes := []struct {
		name  string
		scope coverage.Scope
	}{
		{"england", coverage.England()},
		{"region", coverage.Of(g.Region("R3"))},
		{"district", coverage.Of(g.District("D03"))},
		{"partnership", coverage.Of(g.Partnership("P003"))},
	}
	day := programmetest.Day("2009-05-15") // everybody has left, so that every gap is open
	for _, s := range scopes {
		b.Run(s.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				coverage.Compute(g, s.scope, day)
			}
		})
		b.Run(s.name+"/gaps", func(b *testing.B) {
			b.ReportAllocs()
			c := coverage.Compute(g, s.scope, day)
			for b.Loop() {
				c.Gaps()
			}
		})
	}
}
