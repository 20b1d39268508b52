package view

import (
	"slices"
	"strings"

	"waymark/domain/allocation"
	"waymark/domain/apportion"
	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/programme"
)

// DistrictAllocation is what one district gets.
type DistrictAllocation struct {
	x  *Allocation
	s  *settled
	at int // its place among the districts
}

// DistrictAllocationConnection is one page of districts with their posts.
type DistrictAllocationConnection = Page[*DistrictAllocation, *DistrictAllocation]

// DistrictAllocationEdge is one entry of such a page.
type DistrictAllocationEdge = Edge[*DistrictAllocation]

// Shares gives a page of what each district gets; it is empty while the scenario is not computed.
func (x *Allocation) Shares(first *int, after *string, last *int, before *string) (*DistrictAllocationConnection, error) {
	s, err := x.state()
	if err != nil {
		return nil, err
	}
	var all []*DistrictAllocation
	if s != nil {
		for i := range s.inputs.Districts {
			all = append(all, &DistrictAllocation{x, s, i})
		}
	}
	o := order[*DistrictAllocation]{name: "share.code", sorted: true, key: func(d *DistrictAllocation) key { return key{text: d.code()} }}
	return paginate(all, o, Args{first, after, last, before}, func(d *DistrictAllocation) *DistrictAllocation { return d })
}

// find gives the place of the district with an id among those of the scenario, or -1.
func (x *Allocation) find(s *settled, id string) int {
	d, ok := programme.Lookup[*programme.District](x.lens.g, id)
	if !ok {
		return -1
	}
	return s.inputs.Find(d.Code)
}

// Share gives what one district gets, or nil.
func (x *Allocation) Share(district string) (*DistrictAllocation, error) {
	s, err := x.state()
	if s == nil {
		return nil, err
	}
	if at := x.find(s, district); at >= 0 {
		return &DistrictAllocation{x, s, at}, nil
	}
	return nil, nil
}

func (d *DistrictAllocation) code() string { return d.s.inputs.Districts[d.at].Code }

// District gives the district on the day of the scenario.
func (d *DistrictAllocation) District() *District { return d.x.on().districtCoded(d.code()) }

// Posts gives its posts.
func (d *DistrictAllocation) Posts() int64 { return d.s.posts[d.code()] }

// Existing gives the posts that it had.
func (d *DistrictAllocation) Existing() int64 { return d.s.inputs.Districts[d.at].Existing }

// Change gives how many posts it has more than it had.
func (d *DistrictAllocation) Change() int64 { return d.Posts() - d.Existing() }

// Need gives its need.
func (d *DistrictAllocation) Need() decimal.Decimal { return d.s.needs.Needs[d.at].Reading }

// Quota gives its proportional share.
func (d *DistrictAllocation) Quota() decimal.Decimal { return d.s.answer.Shares[d.at].Quota.Decimal() }

// PostsPer1000 gives posts for each 1,000 of need, or nil.
func (d *DistrictAllocation) PostsPer1000() *decimal.Decimal {
	return per1000(d.Posts(), d.Need(), d.s.inputs.Terms.Need)
}

// GainThreshold gives the least need at which it would have one post more, or nil.
func (d *DistrictAllocation) GainThreshold() (*decimal.Decimal, error) {
	return d.threshold(d.s.answer.GainThreshold)
}

// LoseThreshold gives the greatest need at which it would have one post fewer, or nil.
func (d *DistrictAllocation) LoseThreshold() (*decimal.Decimal, error) {
	return d.threshold(d.s.answer.LoseThreshold)
}

func (d *DistrictAllocation) threshold(of func(int) (decimal.Decimal, bool)) (*decimal.Decimal, error) {
	if err := d.s.view.thresholds(1); err != nil {
		return nil, err
	}
	at, ok := of(d.at)
	if !ok {
		return nil, nil
	}
	at = apportion.Reading(at, d.s.needs.Power)
	return &at, nil
}

// Binding tells which bound decides.
func (d *DistrictAllocation) Binding() apportion.Binding { return d.s.answer.Shares[d.at].Binding }

// NeedContribution is what one measure adds to a need.
type NeedContribution = apportion.Contribution

// Contributions gives what each measure adds to its need.
func (d *DistrictAllocation) Contributions() []NeedContribution {
	return shown(d.s.needs.Needs[d.at].Contributions, func(c apportion.Contribution) NeedContribution {
		c.Value = apportion.Reading(c.Value, d.s.needs.Power)
		return c
	})
}

// AllocationFigure is a figure as it was when the scenario was computed.
type AllocationFigure struct {
	allocation.Figure
	lens Lens
}

// Figures gives what its need is made of.
func (d *DistrictAllocation) Figures() []AllocationFigure {
	return shown(d.s.inputs.Districts[d.at].Figures, func(f allocation.Figure) AllocationFigure { return AllocationFigure{f, d.x.on()} })
}

// AsAt gives the day that it is about.
func (f AllocationFigure) AsAt() calendar.Date { return f.Figure.AsAt }

// Statement gives the statement, or nil when it may not be seen.
func (f AllocationFigure) Statement() *Statement {
	if s, ok := programme.Lookup[*programme.Statement](f.lens.g, f.Figure.Statement); ok {
		return f.lens.statement(s)
	}
	return nil
}

// SimulatedChance is how often something happened.
type SimulatedChance = allocation.Chance

// PostsProbability is the chance of one number of posts.
type PostsProbability = allocation.PostsChance

// Probability gives every number of posts that it had in the simulation, or nil without one.
func (d *DistrictAllocation) Probability() []PostsProbability {
	if d.s.result.Stability == nil {
		return nil
	}
	return d.s.result.Stability.Districts[d.at].Posts
}

// RegionAllocation is what the districts of a region get together.
type RegionAllocation struct {
	x               *Allocation
	code            string
	model           allocation.Need
	Posts, Existing int64
	Need            decimal.Decimal
}

// Regions gives what the districts of each region get together, by code, or nil while the scenario is not computed.
func (x *Allocation) Regions() ([]*RegionAllocation, error) {
	s, err := x.state()
	if s == nil {
		return nil, err
	}
	var sums []*RegionAllocation
	for i, d := range s.inputs.Districts {
		at := slices.IndexFunc(sums, func(r *RegionAllocation) bool { return r.code == d.Region })
		if at < 0 {
			at = len(sums)
			sums = append(sums, &RegionAllocation{x: x, code: d.Region, model: s.inputs.Terms.Need})
		}
		sums[at].Posts += s.posts[d.Code]
		sums[at].Existing += d.Existing
		sums[at].Need += s.needs.Needs[i].Reading
	}
	slices.SortFunc(sums, func(a, b *RegionAllocation) int { return strings.Compare(a.code, b.code) })
	return sums, nil
}

// Region gives the region.
func (r *RegionAllocation) Region() *Region {
	l := r.x.on()
	return l.region(l.g.Region(r.code))
}

// Change gives how many posts they have more than they had.
func (r *RegionAllocation) Change() int64 { return r.Posts - r.Existing }

// PostsPer1000 gives posts for each 1,000 of need, or nil.
func (r *RegionAllocation) PostsPer1000() *decimal.Decimal { return per1000(r.Posts, r.Need, r.model) }
