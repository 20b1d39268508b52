// Package programmetest builds small planning graphs for tests.
package programmetest

import (
	"fmt"
	"testing"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/programme"
)

// Builder collects records. Each of its methods adds one, with an id of its own, and what must go with it; dates and
// numbers are written as their packages parse them, and a malformed one panics.
type Builder struct {
	Records programme.Records
	people  map[string]*programme.Coordinator
	made    int
}

// New gives an empty Builder.
func New() *Builder { return &Builder{people: make(map[string]*programme.Coordinator)} }

// Graph links what has been built, or ends the test.
func (b *Builder) Graph(t testing.TB) *programme.Graph {
	t.Helper()
	g, err := programme.New(b.Records)
	if err != nil {
		t.Fatalf("build graph: %v", err)
	}
	return g
}

// Day reads a date.
func Day(s string) calendar.Date { return calendar.MustParse(s) }

// Days gives the period from a day up to, and without, another; an empty second one leaves it open.
func Days(from, to string) calendar.Period {
	if to == "" {
		return calendar.Open(Day(from))
	}
	return calendar.Between(Day(from), Day(to))
}

func (b *Builder) meta(prefix string) programme.Meta {
	b.made++
	return programme.Meta{ID: fmt.Sprintf("%s_%06d", prefix, b.made), Version: 1}
}

// Region adds a region named like its code.
func (b *Builder) Region(code string, valid calendar.Period) *programme.Region {
	r := &programme.Region{Meta: b.meta(programme.RegionPrefix), Code: code, Valid: valid}
	b.Records.Regions = append(b.Records.Regions, r)
	b.Name(r, code, valid)
	return r
}

// District adds a district named like its code.
func (b *Builder) District(in *programme.Region, code string, valid calendar.Period) *programme.District {
	d := &programme.District{Meta: b.meta(programme.DistrictPrefix), Code: code, RegionID: in.ID, Valid: valid}
	b.Records.Districts = append(b.Records.Districts, d)
	b.Name(d, code, valid)
	return d
}

// Partnership adds a partnership named like its code, without links.
func (b *Builder) Partnership(code string, valid calendar.Period) *programme.Partnership {
	p := &programme.Partnership{Meta: b.meta(programme.PartnershipPrefix), Code: code, Valid: valid}
	b.Records.Partnerships = append(b.Records.Partnerships, p)
	b.Name(p, code, valid)
	return p
}

// Link adds a link of a partnership with a district.
func (b *Builder) Link(p *programme.Partnership, d *programme.District, share string, valid calendar.Period) {
	b.Records.Links = append(b.Records.Links, &programme.Link{
		Meta: b.meta(programme.LinkPrefix), PartnershipID: p.ID, DistrictID: d.ID, Share: decimal.MustParse(share), Valid: valid,
	})
}

// Jobcentre adds an office named like its code, without placement.
func (b *Builder) Jobcentre(code string, valid calendar.Period) *programme.Jobcentre {
	j := &programme.Jobcentre{Meta: b.meta(programme.JobcentrePrefix), Code: code, Valid: valid}
	b.Records.Jobcentres = append(b.Records.Jobcentres, j)
	b.Name(j, code, valid)
	return j
}

// Place adds a placement of an office in a district.
func (b *Builder) Place(j *programme.Jobcentre, d *programme.District, valid calendar.Period) {
	b.Records.Placements = append(b.Records.Placements, &programme.Placement{
		Meta: b.meta(programme.PlacementPrefix), JobcentreID: j.ID, DistrictID: d.ID, Valid: valid,
	})
}

// Champion adds a drug champion to an office.
func (b *Builder) Champion(j *programme.Jobcentre, valid calendar.Period) *programme.DrugChampion {
	c := &programme.DrugChampion{Meta: b.meta(programme.DrugChampionPrefix), JobcentreID: j.ID, Valid: valid}
	b.Records.DrugChampions = append(b.Records.DrugChampions, c)
	return c
}

// Name adds a name of a place.
func (b *Builder) Name(p programme.Place, text string, valid calendar.Period) *programme.PlaceName {
	n := &programme.PlaceName{Meta: b.meta(programme.NamePrefix), Place: programme.RefTo(p), Text: text, Valid: valid}
	b.Records.Names = append(b.Records.Names, n)
	return n
}

// Source adds a source.
func (b *Builder) Source(code string) *programme.Source {
	s := &programme.Source{Meta: b.meta(programme.SourcePrefix), Code: code, Title: code}
	b.Records.Sources = append(b.Records.Sources, s)
	return s
}

// Statement adds a published figure; place nil is England and grade nil is none.
func (b *Builder) Statement(from *programme.Source, of programme.Place, measure string, grade *programme.Grade, value, asAt string) *programme.Statement {
	s := &programme.Statement{
		Meta: b.meta(programme.StatementPrefix), Measure: measure, Value: decimal.MustParse(value), AsAt: Day(asAt), SourceID: from.ID,
	}
	if of != nil {
		s.Place = programme.RefTo(of)
	}
	if grade != nil {
		s.GradeID = grade.ID
	}
	b.Records.Statements = append(b.Records.Statements, s)
	return s
}
