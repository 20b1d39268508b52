package view

import (
	"context"
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/figure"
	"waymark/domain/plan"
	"waymark/domain/profile"
	"waymark/domain/programme"
)

// PlanAction is something that somebody will do.
type PlanAction struct {
	planRow
	a *plan.Action
}

// Objective gives the objective that it lies in.
func (a *PlanAction) Objective() *PlanObjective { return parent[*PlanObjective](a.planRow) }

// Text gives what is to be done.
func (a *PlanAction) Text() string { return a.a.Text }

// ActionDeadline is by when something is to be done.
type ActionDeadline struct{ w plan.When }

func deadline(w plan.When) *ActionDeadline {
	if w.String() == "" {
		return nil
	}
	return &ActionDeadline{w}
}

// ByWhen gives by when it is to be done, or nil.
func (a *PlanAction) ByWhen() *ActionDeadline { return deadline(a.a.When) }

// Day gives the day, or nil.
func (d *ActionDeadline) Day() *calendar.Date { return d.w.Day }

// FinancialQuarter is a quarter of a financial year.
type FinancialQuarter struct{ Year, Quarter int }

// Quarter gives the quarter, or nil.
func (d *ActionDeadline) Quarter() *FinancialQuarter {
	if d.w.Quarter == 0 {
		return nil
	}
	return &FinancialQuarter{int(d.w.Year), d.w.Quarter}
}

// Words gives the words, or nil.
func (d *ActionDeadline) Words() *string { return text(d.w.Words) }

// Label gives it as it is written.
func (d *ActionDeadline) Label() string { return d.w.String() }

// LastDay gives the last day on which it is in time, or nil.
func (d *ActionDeadline) LastDay() *calendar.Date {
	if day, ok := d.w.Last(); ok {
		return &day
	}
	return nil
}

// Overdue tells whether it is still to be done although its last day has passed.
func (a *PlanAction) Overdue(asOf *calendar.Date) bool {
	last, ok := a.a.When.Last()
	return ok && a.a.Progress.Unmet() && a.in.lens.on(asOf).day.After(last)
}

// ActionOwner is by whom something is done.
type ActionOwner struct {
	lens Lens
	o    plan.Owner
}

// Owner gives by whom it is done, or nil.
func (a *PlanAction) Owner() *ActionOwner {
	if a.a.Owner.None() {
		return nil
	}
	return &ActionOwner{a.in.lens, a.a.Owner}
}

// Role gives what they are, or nil.
func (o *ActionOwner) Role() *string { return text(o.o.Role) }

// Organisation gives whom they are from, or nil.
func (o *ActionOwner) Organisation() *string { return text(o.o.Organisation) }

// Coordinator gives who it is, or nil.
func (o *ActionOwner) Coordinator() *Coordinator {
	c, _ := programme.Lookup[*programme.Coordinator](o.lens.g, o.o.Coordinator)
	return o.lens.coordinator(c)
}

// Resources gives what it takes.
func (a *PlanAction) Resources() string { return a.a.Resources }

// Pathway tells whether it is about the way between Jobcentres and treatment.
func (a *PlanAction) Pathway() bool { return a.a.Pathway }

// Rag tells how it stands, or gives nil.
func (a *PlanAction) Rag() *plan.RAG { return filled(a.a.RAG) }

// Progress tells how far it has been carried out.
func (a *PlanAction) Progress() plan.Progress { return a.a.Progress }

// Evidence gives the figures that show it.
func (a *PlanAction) Evidence() []*FigureReference { return a.in.figures.references(a.a.Evidence) }

// ActionTarget is what an action is to bring about.
type ActionTarget struct {
	in *Plan
	t  plan.Target
	i  *programme.Indicator
}

// Target gives what it is to bring about, or nil.
func (a *PlanAction) Target() *ActionTarget {
	if a.a.Target == nil {
		return nil
	}
	i := a.in.lens.g.Indicator(a.a.Target.Indicator)
	if i == nil {
		return nil // none is ever deleted
	}
	return &ActionTarget{a.in, *a.a.Target, i}
}

// Indicator gives what is measured.
func (t *ActionTarget) Indicator() *Indicator { return t.in.lens.indicator(t.i) }

// Value gives what it is to reach.
func (t *ActionTarget) Value() decimal.Decimal { return t.t.Value }

// By gives by which day, or nil.
func (t *ActionTarget) By() *calendar.Date { return t.t.By }

// Outcome gives the newest figure of the indicator for the partnership, or nil.
func (t *ActionTarget) Outcome(ctx context.Context) (*IndicatorValue, error) {
	q := profileQuestion{subject: "targets " + t.in.ID(), breakdown: new(figure.Breakdown("")), places: []programme.Place{t.in.of}}
	for _, a := range t.in.d.Actions {
		if a.Target == nil {
			continue
		}
		if i := t.in.lens.g.Indicator(a.Target.Indicator); i != nil {
			q.indicators = append(q.indicators, profile.MeasureOf(i).Indicators()...)
		}
	}
	p, err := t.in.lens.profile(ctx, q)
	if err != nil {
		return nil, err
	}
	s, ok := p.Newest(profile.MeasureOf(t.i), t.in.of)
	if !ok {
		return nil, nil
	}
	return t.in.lens.value(p, s), nil
}

// EarlierAction is what an action was in another edition or year.
type EarlierAction struct {
	in *Plan
	a  *plan.Action
}

// Earlier gives what it was in earlier editions and years, the newest first.
func (a *PlanAction) Earlier(ctx context.Context) ([]*EarlierAction, error) {
	shelf, err := ShelfOf(ctx)
	if err != nil {
		return nil, err
	}
	heads, err := shelf.Plans().Heads(ctx)
	if err != nil {
		return nil, err
	}
	all, err := a.in.before.read(func() ([]*plan.Action, error) {
		var origins []string
		for _, x := range a.in.d.Actions {
			origins = append(origins, x.Origin)
		}
		return shelf.ActionsOf(ctx, origins)
	})
	if err != nil {
		return nil, err
	}
	found := []*EarlierAction{}
	for _, x := range all {
		i := slices.IndexFunc(heads, func(p *plan.Plan) bool { return p.ID == x.PlanID })
		if i < 0 || x.Origin != a.a.Origin || !earlierPlan(heads[i], a.in.p) {
			continue
		}
		if in := a.in.lens.planHead(heads[i]); in != nil {
			found = append(found, &EarlierAction{in, x})
		}
	}
	slices.SortFunc(found, func(x, y *EarlierAction) int {
		if earlierPlan(x.in.p, y.in.p) {
			return 1
		}
		return -1
	})
	return found, nil
}

func earlierPlan(a, b *plan.Plan) bool {
	return a.Year < b.Year || a.Year == b.Year && a.Edition < b.Edition
}

// ActionID gives the id of the action there.
func (e *EarlierAction) ActionID() string { return e.a.ID }

// Plan gives the plan.
func (e *EarlierAction) Plan() *Plan { return e.in }

// Text gives what was to be done.
func (e *EarlierAction) Text() string { return e.a.Text }

// ByWhen gives by when it was to be done, or nil.
func (e *EarlierAction) ByWhen() *ActionDeadline { return deadline(e.a.When) }

// Rag tells how it stood, or gives nil.
func (e *EarlierAction) Rag() *plan.RAG { return filled(e.a.RAG) }

// Progress tells how far it was carried out.
func (e *EarlierAction) Progress() plan.Progress { return e.a.Progress }

// Removed tells why it was taken out, or gives nil.
func (e *EarlierAction) Removed() *string { return text(e.a.Removed) }
