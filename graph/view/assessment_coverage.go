package view

import (
	"slices"

	"waymark/domain/assessment"
	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/figure"
	"waymark/domain/programme"
)

// AssessmentCoverage is how far the assessments for a financial year have come by a day.
type AssessmentCoverage struct {
	lens      Lens
	year      calendar.FinancialYear
	standings []assessment.Standing
	region    *string
	old       once[map[string][]*figure.Version] // figures by id of the assessment
}

// AssessmentCoverage gives how far they have come, by partnership, in a region or everywhere.
func (l Lens) AssessmentCoverage(year int, standings []assessment.Standing, region *string) *AssessmentCoverage {
	if region != nil {
		standings = keep(standings, func(s assessment.Standing) bool { return slices.Contains(l.regionsOf(s.Partnership), *region) })
	}
	return &AssessmentCoverage{lens: l, year: calendar.FinancialYear(year), standings: standings, region: region}
}

// regionsOf gives the codes of the regions that a partnership lies in on the day, each once, in order.
func (l Lens) regionsOf(p *programme.Partnership) []string {
	var codes []string
	for _, k := range p.Links(l.day) {
		codes = append(codes, k.District.Region.Code)
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// Year gives the calendar year in which the financial year begins.
func (c *AssessmentCoverage) Year() int { return int(c.year) }

// Label gives the financial year as it is written.
func (c *AssessmentCoverage) Label() string { return c.year.String() }

// AsOf gives the day.
func (c *AssessmentCoverage) AsOf() calendar.Date { return c.lens.day }

func (c *AssessmentCoverage) form() *document.Template {
	return c.lens.g.TemplateFor(document.NeedsAssessment, c.year).Form
}

// Due gives the day by which they are to be agreed, or nil.
func (c *AssessmentCoverage) Due() *calendar.Date {
	if day, ok := c.form().Due(assessment.Due, c.year); ok {
		return &day
	}
	return nil
}

// DueAssumed tells whether that day is assumed.
func (c *AssessmentCoverage) DueAssumed() bool {
	return slices.ContainsFunc(c.form().Deadlines, func(d document.Deadline) bool { return d.Code == assessment.Due && d.Assumed })
}

// AssessmentCounts is how many partnerships have come how far.
type AssessmentCounts struct {
	Partnerships, NotStarted, Draft, InReview, Agreed, Late int

	in *AssessmentCoverage
	of []assessment.Standing
}

func (n *AssessmentCounts) add(s assessment.Standing) {
	n.Partnerships++
	n.of = append(n.of, s)
	switch s.State {
	case assessment.NotStarted:
		n.NotStarted++
	case assessment.Draft:
		n.Draft++
	case assessment.InReview:
		n.InReview++
	case assessment.Agreed, assessment.Superseded:
		n.Agreed++
	}
	if s.Late {
		n.Late++
	}
}

// Total counts each partnership once.
func (c *AssessmentCoverage) Total() *AssessmentCounts {
	n := &AssessmentCounts{in: c}
	for _, s := range c.standings {
		n.add(s)
	}
	return n
}

// RegionAssessmentCounts is how many partnerships of a region have come how far.
type RegionAssessmentCounts struct {
	Region *Region
	Counts *AssessmentCounts
}

// Regions counts each partnership in every region that it lies in.
func (c *AssessmentCoverage) Regions() []*RegionAssessmentCounts {
	counts := map[string]*AssessmentCounts{}
	for _, s := range c.standings {
		for _, code := range c.lens.regionsOf(s.Partnership) {
			if counts[code] == nil {
				counts[code] = &AssessmentCounts{in: c}
			}
			counts[code].add(s)
		}
	}
	list := []*RegionAssessmentCounts{}
	for _, r := range c.lens.g.Regions(c.lens.day) {
		if n := counts[r.Code]; n != nil && (c.region == nil || *c.region == r.Code) {
			list = append(list, &RegionAssessmentCounts{c.lens.region(r), n})
		}
	}
	return list
}

// AssessmentStanding is how far one partnership has come.
type AssessmentStanding struct {
	in *AssessmentCoverage
	s  assessment.Standing
}

// AssessmentStandingConnection is one page of standings.
type AssessmentStandingConnection = Page[assessment.Standing, *AssessmentStanding]

// AssessmentStandingEdge is one entry of a page of standings.
type AssessmentStandingEdge = Edge[*AssessmentStanding]

// AssessmentStandingFilter says which standings. All conditions must hold; what is left out is no condition.
type AssessmentStandingFilter struct {
	State []assessment.State
	Late  *bool
}

// Partnerships gives a page of the standings, by code of the partnership.
func (c *AssessmentCoverage) Partnerships(first *int, after *string, last *int, before *string, filter *AssessmentStandingFilter) (*AssessmentStandingConnection, error) {
	all := c.standings
	if filter != nil {
		all = keep(all, func(s assessment.Standing) bool {
			return among(filter.State, s.State) && is(filter.Late, func() bool { return s.Late })
		})
	}
	o := order[assessment.Standing]{name: "standing.partnership", sorted: true, key: func(s assessment.Standing) key { return key{text: s.Partnership.Code} }}
	return paginate(all, o, Args{first, after, last, before}, func(s assessment.Standing) *AssessmentStanding { return &AssessmentStanding{c, s} })
}

// Partnership gives the partnership.
func (s *AssessmentStanding) Partnership() *Partnership {
	return s.in.lens.partnership(s.s.Partnership)
}

// State tells how far it had come.
func (s *AssessmentStanding) State() assessment.State { return s.s.State }

// Assessment gives the edition that the state is of, or nil.
func (s *AssessmentStanding) Assessment() *Assessment {
	if s.s.Assessment == nil {
		return nil
	}
	return s.in.lens.head(s.s.Assessment)
}

// AgreedOn gives the day on which the first edition was agreed, or nil.
func (s *AssessmentStanding) AgreedOn() *calendar.Date { return s.s.Agreed }

// Late tells whether none had been agreed when it was due.
func (s *AssessmentStanding) Late() bool { return s.s.Late }

// DaysLate gives the days from the deadline until it was agreed, or until the day.
func (s *AssessmentStanding) DaysLate() int { return s.s.DaysLate }
