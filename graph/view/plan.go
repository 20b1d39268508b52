package view

import (
	"context"
	"fmt"
	"sync"

	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/plan"
	"waymark/domain/programme"
	"waymark/domain/signoff"
)

// Plan is one edition of the plan of a partnership. Its rows are read when they are asked for.
type Plan struct {
	record
	lens Lens
	p    *plan.Plan
	of   *programme.Partnership
	d    *plan.Document // nil: it has not been opened

	figures *evidence                    // what its actions refer to
	signing func() *planSigning          // worked out when it is asked for first
	within  func() map[string][]plan.Row // rows in their order, by the id of what they lie in
	before  once[[]*plan.Action]         // with the origins of its actions, in all plans
}

// planHead gives a plan that has not been opened, or nil when its partnership is not to be seen.
func (l Lens) planHead(p *plan.Plan) *Plan {
	of, ok := programme.Lookup[*programme.Partnership](l.g, p.PartnershipID)
	if !ok {
		return nil
	}
	return &Plan{record: record{&p.Meta}, lens: l, p: p, of: of}
}

// Plan gives a plan with its rows; nil for none.
func (l Lens) Plan(d *plan.Document) *Plan {
	if d == nil {
		return nil
	}
	x := l.planHead(d.Plan)
	if x != nil {
		x.d, x.figures = d, &evidence{lens: l, ids: d.Figures}
		x.signing = sync.OnceValue(func() *planSigning { return signingOf(d, x.form()) })
		x.within = sync.OnceValue(func() map[string][]plan.Row { return withinOf(d) })
	}
	return x
}

// Part gives the object of an opened plan with an id, or nil.
func (p *Plan) Part(id string) Node {
	switch {
	case p == nil:
		return nil
	case p.ID() == id:
		return p
	}
	if r := p.d.Find(id); r != nil {
		return p.row(r)
	}
	for _, c := range p.d.Comments {
		if c.ID == id {
			return p.comment(c)
		}
	}
	for _, s := range p.d.Suggestions {
		if s.ID == id {
			return p.suggestion(s)
		}
	}
	return nil
}

// opened gives the plan with its rows.
func (p *Plan) opened(ctx context.Context) (*Plan, error) {
	if p.d != nil {
		return p, nil
	}
	shelf, err := ShelfOf(ctx)
	if err != nil {
		return nil, err
	}
	d, err := shelf.Plans().Open(ctx, p.ID())
	if err != nil {
		return nil, err
	}
	if d == nil { // which was there a moment ago
		return nil, fmt.Errorf("open %s: it is not there", p.ID())
	}
	return p.lens.Plan(d), nil
}

// Partnership gives whose plan it is.
func (p *Plan) Partnership() *Partnership { return p.lens.partnership(p.of) }

// Kind gives what sort of plan it is.
func (p *Plan) Kind() document.Kind { return p.p.Kind }

// Year gives the calendar year in which the financial year begins.
func (p *Plan) Year() int { return int(p.p.Year) }

// Label gives the financial year as it is written.
func (p *Plan) Label() string { return p.p.Year.String() }

// Edition gives 1 for the first, and one more for each revision.
func (p *Plan) Edition() int { return p.p.Edition }

// State tells how far it has come.
func (p *Plan) State() signoff.State { return p.p.State }

// InForce tells whether it is the one to go by.
func (p *Plan) InForce() bool { return p.p.State.InForce() }

// Template gives the template that it follows.
func (p *Plan) Template() *DocumentTemplate { return p.lens.template(p.template()) }

func (p *Plan) template() *programme.Template {
	t, _ := programme.Lookup[*programme.Template](p.lens.g, p.p.TemplateID) // which a foreign key promises
	return t
}

func (p *Plan) form() *document.Template { return p.template().Form }

// CarriedFrom gives the id of what it was begun from, or nil.
func (p *Plan) CarriedFrom() *string { return text(p.p.CarriedFrom) }

func (p *Plan) insider() bool { return p.lens.rights.WorksOn(p.p.PartnershipID) }

// PlanDeadline is a day by which a plan is to have come so far.
type PlanDeadline struct {
	Code, Name string
	On         calendar.Date
	Assumed    bool
}

// Due gives the days by which it is to have come so far.
func (p *Plan) Due() []*PlanDeadline {
	return shown(p.form().Deadlines, func(d document.Deadline) *PlanDeadline {
		return &PlanDeadline{d.Code, d.Name, d.On(p.p.Year), d.Assumed}
	})
}

// Money gives what its lines come to.
func (p *Plan) Money(ctx context.Context) (*plan.Money, error) {
	p, err := p.opened(ctx)
	if err != nil {
		return nil, err
	}
	return new(p.d.Total()), nil
}

// PlanConnection is one page of plans.
type PlanConnection = Page[*plan.Plan, *Plan]

// PlanEdge is one entry of a page of plans.
type PlanEdge = Edge[*Plan]

// PlanFilter says which plans. All conditions must hold; what is left out is no condition.
type PlanFilter struct {
	Year        *int
	Kind        []document.Kind
	Partnership []string
	Region      []string
	State       []signoff.State
}

// Plans gives a page of those on the shelf.
func (l Lens) Plans(ctx context.Context, args Args, filter *PlanFilter) (*PlanConnection, error) {
	shelf, err := ShelfOf(ctx)
	if err != nil {
		return nil, err
	}
	all, err := shelf.Plans().Heads(ctx)
	if err != nil {
		return nil, err
	}
	all = keep(all, func(p *plan.Plan) bool {
		of, ok := programme.Lookup[*programme.Partnership](l.g, p.PartnershipID)
		return ok && (filter == nil || (filter.Year == nil || *filter.Year == int(p.Year)) && among(filter.Kind, p.Kind) &&
			among(filter.Partnership, of.Code) && among(filter.State, p.State) && l.inRegion(filter.Region, of))
	})
	return paginate(all, l.planOrder(), args, l.planHead)
}

// planOrder is by partnership and kind, then the newest year and edition first.
func (l Lens) planOrder() order[*plan.Plan] {
	return order[*plan.Plan]{name: "plan.partnership", key: func(p *plan.Plan) key {
		of, _ := programme.Lookup[*programme.Partnership](l.g, p.PartnershipID)
		return key{text: fmt.Sprintf("%s\x01%s\x01%04d\x01%06d", of.Code, p.Kind, 9_999-int(p.Year), 999_999-p.Edition), tie: p.ID}
	}}
}

// Plans gives a page of every edition of all its plans.
func (p *Partnership) Plans(ctx context.Context, first *int, after *string, last *int, before *string) (*PlanConnection, error) {
	return p.lens.Plans(ctx, Args{first, after, last, before}, &PlanFilter{Partnership: []string{p.p.Code}})
}

// Plan gives the one of a kind for a financial year: the edition in force, or else the newest; nil when there is none.
func (p *Partnership) Plan(ctx context.Context, year int, kind document.Kind) (*Plan, error) {
	shelf, err := ShelfOf(ctx)
	if err != nil {
		return nil, err
	}
	all, err := shelf.Plans().Heads(ctx)
	if err != nil {
		return nil, err
	}
	var best *plan.Plan
	for _, x := range all {
		if x.PartnershipID == p.p.ID && int(x.Year) == year && x.Kind == kind &&
			(best == nil || x.State.InForce() || !best.State.InForce() && x.Edition > best.Edition) {
			best = x
		}
	}
	if best == nil {
		return nil, nil
	}
	return p.lens.planHead(best), nil
}
