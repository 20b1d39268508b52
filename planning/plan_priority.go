package planning

import (
	"context"
	"fmt"
	"slices"

	"waymark/domain/document"
	"waymark/domain/plan"
)

// PriorityAdd adds a priority to a grid. Outcome.ID is the priority.
func (s *Service) PriorityAdd(ctx context.Context, in PriorityAddInput) (Outcome, error) {
	c := call{"priorityAdd", "", in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		d, p, err := into[*plan.Part](ctx, s, w, "part", in.Part, false)
		if err != nil {
			return Outcome{}, err
		}
		if section := d.form.Section(p.Code); section == nil || section.Form != document.Grid {
			w.bad("part", "this part is no grid of priorities")
		}
		findings, err := w.served(ctx, "", d, in.Findings)
		if err != nil {
			return Outcome{}, err
		}
		x := &plan.Priority{Common: d.added(plan.PriorityPrefix), PartID: p.ID, Statement: w.stated("statement", in.Statement), Findings: findings}
		x.Rank = w.lastPlace(d, "part", x, p.ID)
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		return onPlan(d, x.ID), w.tx.InsertPlanRows(ctx, plan.Document{Priorities: []*plan.Priority{x}})
	})
}

// PriorityUpdate changes a priority. Outcome.ID is the priority.
func (s *Service) PriorityUpdate(ctx context.Context, id string, in PriorityUpdateInput) (Outcome, error) {
	c := call{"priorityUpdate", id, in, in.IdempotencyKey}
	return changeRow(ctx, s, c, in.ExpectedVersion, func(ctx context.Context, w *work, d *planned, p *plan.Priority) (*edit, error) {
		return w.editPriority(ctx, "", d, p, in.PriorityFields)
	})
}

func (w *work) editPriority(ctx context.Context, at string, d *planned, p *plan.Priority, in PriorityFields) (*edit, error) {
	e := w.edit(p)
	return e, w.editAim(ctx, at, d, e, p.Statement, p.Findings, in)
}

// editAim puts into an edit what priorities and objectives have in common.
func (w *work) editAim(ctx context.Context, at string, d *planned, e *edit, statement string, findings []string, in PriorityFields) error {
	values := map[string]any{}
	if in.Statement != nil {
		text := w.stated(at+"statement", *in.Statement)
		e.field("statement", statement, text, true)
		values["statement"] = text
	}
	if in.Findings != nil {
		served, err := w.served(ctx, at, d, in.Findings)
		if err != nil {
			return err
		}
		e.field("findings", listed(findings), listed(served), true)
		values["findings"] = listed(served)
	}
	return e.columns(values)
}

// ObjectiveAdd adds an objective to a priority. Outcome.ID is the objective.
func (s *Service) ObjectiveAdd(ctx context.Context, in ObjectiveAddInput) (Outcome, error) {
	c := call{"objectiveAdd", "", in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		d, p, err := into[*plan.Priority](ctx, s, w, "priority", in.Priority, false)
		if err != nil {
			return Outcome{}, err
		}
		findings, err := w.served(ctx, "", d, in.Findings)
		if err != nil {
			return Outcome{}, err
		}
		x := &plan.Objective{Common: d.added(plan.ObjectivePrefix), PriorityID: p.ID, Statement: w.stated("statement", in.Statement), Findings: findings,
			Funding: w.allotments("", d, in.Funding)}
		x.Rank = w.lastPlace(d, "priority", x, p.ID)
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		return onPlan(d, x.ID), w.tx.InsertPlanRows(ctx, plan.Document{Objectives: []*plan.Objective{x}})
	})
}

// ObjectiveUpdate changes an objective. Outcome.ID is the objective.
func (s *Service) ObjectiveUpdate(ctx context.Context, id string, in ObjectiveUpdateInput) (Outcome, error) {
	c := call{"objectiveUpdate", id, in, in.IdempotencyKey}
	return changeRow(ctx, s, c, in.ExpectedVersion, func(ctx context.Context, w *work, d *planned, o *plan.Objective) (*edit, error) {
		return w.editObjective(ctx, "", d, o, in.ObjectiveFields)
	})
}

func (w *work) editObjective(ctx context.Context, at string, d *planned, o *plan.Objective, in ObjectiveFields) (*edit, error) {
	e := w.edit(o)
	if err := w.editAim(ctx, at, d, e, o.Statement, o.Findings, PriorityFields{in.Statement, in.Findings}); err != nil {
		return nil, err
	}
	if in.Funding == nil {
		return e, nil
	}
	funding := w.allotments(at, d, in.Funding)
	e.field("funding", listed(o.Funding), listed(funding), true)
	return e, e.columns(map[string]any{"funding": listed(funding)})
}

// allotments checks money that an objective is given: each line once, and more than nothing. That objectives are given more than a line has is a
// gap of the plan and no fault of the input, since lines are written by others at the same time.
func (w *work) allotments(at string, d *planned, in []*AllotmentInput) []plan.Allotment {
	if len(in) > maxServed {
		w.bad(at+"funding", "there are at most %d allotments, not %d", maxServed, len(in))
		return nil
	}
	funding := make([]plan.Allotment, 0, len(in))
	for i, f := range in {
		path := fmt.Sprintf("%sfunding.%d.", at, i)
		w.pence(path+"pence", f.Pence, 1)
		l, ok := d.Find(f.Line).(*plan.Line)
		if !ok || !d.There(l) {
			w.bad(path+"line", "there is no funding line in the plan with this id")
			continue
		}
		if slices.ContainsFunc(funding, func(x plan.Allotment) bool { return x.Line == l.Origin }) {
			w.bad(path+"line", "this line is given twice")
		}
		funding = append(funding, plan.Allotment{Line: l.Origin, Pence: f.Pence})
	}
	return funding
}
