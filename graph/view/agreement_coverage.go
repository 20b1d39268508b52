package view

import (
	"slices"

	"waymark/domain/agreement"
	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/document"
)

// AgreementCoverage is how pairs stand with an agreement of a kind on a day.
type AgreementCoverage struct {
	lens      Lens
	kind      document.Kind
	standings []agreement.Standing
	region    *string
}

// AgreementCoverage gives how pairs stand on the lens's day, in a region or everywhere.
func (l Lens) AgreementCoverage(kind document.Kind, standings []agreement.Standing, region *string) *AgreementCoverage {
	if region != nil {
		standings = keep(standings, func(s agreement.Standing) bool { return s.District.Region.Code == *region })
	}
	return &AgreementCoverage{l, kind, standings, region}
}

// Kind tells which kind.
func (c *AgreementCoverage) Kind() document.Kind { return c.kind }

// AsOf gives the day.
func (c *AgreementCoverage) AsOf() calendar.Date { return c.lens.day }

func (c *AgreementCoverage) form() *document.Template {
	return c.lens.g.TemplateFor(c.kind, calendar.YearOf(c.lens.day)).Form
}

// Due gives the day by which one is to be in force, or nil.
func (c *AgreementCoverage) Due() *calendar.Date {
	if day, ok := c.form().Due(agreement.Due, calendar.YearOf(c.lens.day)); ok {
		return &day
	}
	return nil
}

// DueAssumed tells whether that day is assumed.
func (c *AgreementCoverage) DueAssumed() bool {
	return slices.ContainsFunc(c.form().Deadlines, func(d document.Deadline) bool { return d.Code == agreement.Due && d.Assumed })
}

// ExpiringDays gives how many days before its end an agreement is one that ends soon.
func (c *AgreementCoverage) ExpiringDays() int { return c.form().Expiring }

// AgreementCounts is how many pairs stand how.
type AgreementCounts struct {
	Pairs, Held, Expiring, ReviewOverdue, Lapsed, InPreparation, None int
}

func (n *AgreementCounts) add(s agreement.Standing) {
	n.Pairs++
	switch s.Level {
	case agreement.Held:
		n.Held++
	case agreement.Expiring:
		n.Expiring++
	case agreement.ReviewOverdue:
		n.ReviewOverdue++
	case agreement.Lapsed:
		n.Lapsed++
	case agreement.Preparation:
		n.InPreparation++
	case agreement.None:
		n.None++
	}
}

// Total counts each pair once.
func (c *AgreementCoverage) Total() *AgreementCounts {
	n := &AgreementCounts{}
	for _, s := range c.standings {
		n.add(s)
	}
	return n
}

// RegionAgreementCounts is how many pairs of a region stand how.
type RegionAgreementCounts struct {
	Region *Region
	Counts *AgreementCounts
}

// Regions counts each pair in the region of its district.
func (c *AgreementCoverage) Regions() []*RegionAgreementCounts {
	counts := map[string]*AgreementCounts{}
	for _, s := range c.standings {
		code := s.District.Region.Code
		if counts[code] == nil {
			counts[code] = &AgreementCounts{}
		}
		counts[code].add(s)
	}
	list := []*RegionAgreementCounts{}
	for _, r := range c.lens.g.Regions(c.lens.day) {
		if n := counts[r.Code]; n != nil {
			list = append(list, &RegionAgreementCounts{c.lens.region(r), n})
		}
	}
	return list
}

// AgreementStanding is how one pair stands.
type AgreementStanding struct {
	lens Lens
	s    agreement.Standing
}

// AgreementStandingConnection is one page of pairs.
type AgreementStandingConnection = Page[agreement.Standing, *AgreementStanding]

// AgreementStandingEdge is one entry of a page of pairs.
type AgreementStandingEdge = Edge[*AgreementStanding]

// AgreementStandingFilter says which pairs. All conditions must hold; what is left out is no condition.
type AgreementStandingFilter struct {
	Level                 []agreement.Level
	Partnership, District []string
}

// Pairs gives a page of the pairs, by district and partnership.
func (c *AgreementCoverage) Pairs(first *int, after *string, last *int, before *string, filter *AgreementStandingFilter) (*AgreementStandingConnection, error) {
	all := c.standings
	if filter != nil {
		all = keep(all, func(s agreement.Standing) bool {
			return among(filter.Level, s.Level) && among(filter.Partnership, s.Partnership.Code) && among(filter.District, s.District.Code)
		})
	}
	o := order[agreement.Standing]{name: "standing.pair", key: func(s agreement.Standing) key {
		return key{text: s.District.Code, tie: s.Partnership.Code}
	}}
	return paginate(all, o, Args{first, after, last, before}, func(s agreement.Standing) *AgreementStanding { return &AgreementStanding{c.lens, s} })
}

// District gives the district.
func (s *AgreementStanding) District() *District { return s.lens.district(s.s.District) }

// Partnership gives the partnership.
func (s *AgreementStanding) Partnership() *Partnership { return s.lens.partnership(s.s.Partnership) }

// Share gives the part of the partnership that lies in the district, or nil when they are not linked any more.
func (s *AgreementStanding) Share() *decimal.Decimal {
	if s.s.Link == nil {
		return nil
	}
	return &s.s.Link.Share
}

// Level tells how it stands.
func (s *AgreementStanding) Level() agreement.Level { return s.s.Level }

// Agreement gives the agreement that the level is of, or nil.
func (s *AgreementStanding) Agreement() *Agreement { return s.one(s.s.Agreement) }

// Coming gives what is being written beside it or agreed for later, or nil.
func (s *AgreementStanding) Coming() *Agreement { return s.one(s.s.Coming) }

func (s *AgreementStanding) one(a *agreement.Agreement) *Agreement {
	if a == nil {
		return nil
	}
	return s.lens.agreement(a)
}

// DaysLeft gives the days until the one in force ends, or nil.
func (s *AgreementStanding) DaysLeft() *int { return s.s.Left }

// DaysOver gives the days since the last one ended or a review was due, or nil.
func (s *AgreementStanding) DaysOver() *int { return s.s.Over }
