package view

import (
	"context"
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/plan"
	"waymark/domain/signoff"
)

// PlanBoard is how far the plans of a kind for a financial year have come by a day.
type PlanBoard struct {
	lens      Lens
	kind      document.Kind
	year      calendar.FinancialYear
	standings []plan.Standing
	region    *string
}

// PlanBoard gives how far they have come, by partnership, in a region or everywhere.
func (l Lens) PlanBoard(kind document.Kind, year int, standings []plan.Standing, region *string) *PlanBoard {
	if region != nil {
		standings = keep(standings, func(s plan.Standing) bool { return slices.Contains(l.regionsOf(s.Partnership), *region) })
	}
	return &PlanBoard{lens: l, kind: kind, year: calendar.FinancialYear(year), standings: standings, region: region}
}

// Year gives the calendar year in which the financial year begins.
func (b *PlanBoard) Year() int { return int(b.year) }

// Label gives the financial year as it is written.
func (b *PlanBoard) Label() string { return b.year.String() }

// Kind gives which kind of plan.
func (b *PlanBoard) Kind() document.Kind { return b.kind }

// AsOf gives the day.
func (b *PlanBoard) AsOf() calendar.Date { return b.lens.day }

// Due gives the days by which plans and reviews are to have come so far.
func (b *PlanBoard) Due() []*PlanDeadline {
	return shown(b.lens.g.TemplateFor(b.kind, b.year).Form.Deadlines, func(d document.Deadline) *PlanDeadline {
		return &PlanDeadline{d.Code, d.Name, d.On(b.year), d.Assumed}
	})
}

// PlanCounts is how many partnerships have come how far.
type PlanCounts struct {
	Partnerships, NotStarted, Draft, Submitted, Returned, Signed, Agreed, InDelivery, Closed, Late, Stuck, ReviewsLate int
}

func (n *PlanCounts) add(s plan.Standing) {
	n.Partnerships++
	switch s.State {
	case signoff.NotStarted:
		n.NotStarted++
	case signoff.Draft:
		n.Draft++
	case signoff.Submitted:
		n.Submitted++
	case signoff.Returned:
		n.Returned++
	case signoff.Signed:
		n.Signed++
	case signoff.Agreed:
		n.Agreed++
	case signoff.InDelivery:
		n.InDelivery++
	case signoff.Closed, signoff.Superseded:
		n.Closed++
	}
	if s.Late {
		n.Late++
	}
	if s.Stuck {
		n.Stuck++
	}
	if s.ReviewLate() {
		n.ReviewsLate++
	}
}

// Total counts each partnership once.
func (b *PlanBoard) Total() *PlanCounts {
	n := &PlanCounts{}
	for _, s := range b.standings {
		n.add(s)
	}
	return n
}

// RegionPlanCounts is how many partnerships of a region have come how far.
type RegionPlanCounts struct {
	Region *Region
	Counts *PlanCounts
}

// Regions counts each partnership in every region that it lies in.
func (b *PlanBoard) Regions() []*RegionPlanCounts {
	counts := map[string]*PlanCounts{}
	for _, s := range b.standings {
		for _, code := range b.lens.regionsOf(s.Partnership) {
			if counts[code] == nil {
				counts[code] = &PlanCounts{}
			}
			counts[code].add(s)
		}
	}
	list := []*RegionPlanCounts{}
	for _, r := range b.lens.g.Regions(b.lens.day) {
		if n := counts[r.Code]; n != nil && (b.region == nil || *b.region == r.Code) {
			list = append(list, &RegionPlanCounts{b.lens.region(r), n})
		}
	}
	return list
}

// PlanStandingConnection is one page of standings.
type PlanStandingConnection = Page[plan.Standing, *PlanStanding]

// PlanStandingEdge is one entry of a page of standings.
type PlanStandingEdge = Edge[*PlanStanding]

// PlanStandingFilter says which standings. All conditions must hold; what is left out is no condition.
type PlanStandingFilter struct {
	State                   []signoff.State
	Late, Stuck, ReviewLate *bool
	Awaiting                []string
}

// Partnerships gives a page of the standings, by code of the partnership.
func (b *PlanBoard) Partnerships(first *int, after *string, last *int, before *string, filter *PlanStandingFilter) (*PlanStandingConnection, error) {
	all := b.standings
	if filter != nil {
		all = keep(all, func(s plan.Standing) bool {
			return among(filter.State, s.State) && is(filter.Late, func() bool { return s.Late }) && is(filter.Stuck, func() bool { return s.Stuck }) &&
				is(filter.ReviewLate, s.ReviewLate) &&
				(filter.Awaiting == nil || slices.ContainsFunc(s.Awaiting, func(code string) bool { return slices.Contains(filter.Awaiting, code) }))
		})
	}
	o := order[plan.Standing]{name: "plan.standing", sorted: true, key: func(s plan.Standing) key { return key{text: s.Partnership.Code} }}
	return paginate(all, o, Args{first, after, last, before}, func(s plan.Standing) *PlanStanding { return &PlanStanding{b, s} })
}

// reminders gives those about plans of the kind and year that had been made by the day.
func (b *PlanBoard) reminders(ctx context.Context, partnerships func(id string) bool) ([]*plan.Reminder, error) {
	shelf, err := ShelfOf(ctx)
	if err != nil {
		return nil, err
	}
	all, err := shelf.Reminders(ctx, b.year)
	return keep(all, func(r *plan.Reminder) bool {
		return r.Kind == b.kind && !r.On.After(b.lens.day) && partnerships(r.PartnershipID)
	}), err
}

// Reminders gives a page of what its partnerships were reminded of.
func (b *PlanBoard) Reminders(ctx context.Context, first *int, after *string, last *int, before *string) (*PlanReminderConnection, error) {
	on := map[string]bool{}
	for _, s := range b.standings {
		on[s.Partnership.ID] = true
	}
	all, err := b.reminders(ctx, func(id string) bool { return on[id] })
	if err != nil {
		return nil, err
	}
	return b.lens.reminders(all, Args{first, after, last, before})
}
