package planning

import (
	"context"

	"waymark/domain/calendar"
	"waymark/domain/plan"
	"waymark/domain/programme"
)

// PlanActionAdd adds an action to an objective. One about the way between Jobcentres and treatment is the district coordinator's to add and to
// change as well. Outcome.ID is the action.
func (s *Service) PlanActionAdd(ctx context.Context, in PlanActionAddInput) (Outcome, error) {
	c := call{"planActionAdd", "", in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		pathway := in.Pathway != nil && *in.Pathway
		d, o, err := into[*plan.Objective](ctx, s, w, "objective", in.Objective, pathway)
		if err != nil {
			return Outcome{}, err
		}
		a := &plan.Action{Common: d.added(plan.ActionPrefix), ObjectiveID: o.ID, Pathway: pathway, Progress: plan.NotBegun}
		a.Text, a.When, a.Owner = w.prose("text", in.Text, 1, maxStatement), w.byWhen("byWhen.", in.ByWhen), w.doneBy("owner.", in.Owner, plan.Owner{})
		a.Resources, a.Target = w.optionalText("resources", in.Resources, 500), w.target("target.", in.Target)
		if a.Evidence, err = w.figures(ctx, "evidence", in.Evidence, nil); err != nil {
			return Outcome{}, err
		}
		a.Rank = w.lastPlace(d, "objective", a, o.ID)
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		return onPlan(d, a.ID), w.tx.InsertPlanRows(ctx, plan.Document{Actions: []*plan.Action{a}})
	})
}

// PlanActionUpdate changes an action. Outcome.ID is the action.
func (s *Service) PlanActionUpdate(ctx context.Context, id string, in PlanActionUpdateInput) (Outcome, error) {
	c := call{"planActionUpdate", id, in, in.IdempotencyKey}
	return changeRow(ctx, s, c, in.ExpectedVersion, func(ctx context.Context, w *work, _ *planned, a *plan.Action) (*edit, error) {
		return w.editAction(ctx, "", a, in.ActionFields)
	})
}

func (w *work) editAction(ctx context.Context, at string, a *plan.Action, in ActionFields) (*edit, error) {
	e, values := w.edit(a), map[string]any{}
	set := func(name, column string, now, yours any, signed bool) {
		e.field(name, now, yours, signed)
		values[column] = yours
	}
	if in.Text != nil {
		set("text", "text", a.Text, w.prose(at+"text", *in.Text, 1, maxStatement), true)
	}
	if in.ByWhen != nil {
		set("byWhen", "by_when", a.When, w.byWhen(at+"byWhen.", *in.ByWhen), true)
	}
	if in.Owner != nil {
		set("owner", "owner", a.Owner, w.doneBy(at+"owner.", in.Owner, a.Owner), true)
	}
	if in.Resources != nil {
		set("resources", "resources", a.Resources, w.optionalText(at+"resources", in.Resources, 500), true)
	}
	if in.Target != nil {
		set("target", "target", a.Target, w.target(at+"target.", in.Target), true)
	}
	if in.RAG != nil {
		set("rag", "rag", a.RAG, *in.RAG, false)
	}
	if in.Progress != nil {
		set("progress", "progress", a.Progress, *in.Progress, false)
	}
	if in.Evidence != nil {
		evidence, err := w.figures(ctx, at+"evidence", in.Evidence, a.Evidence)
		if err != nil {
			return nil, err
		}
		set("evidence", "evidence", listed(a.Evidence), listed(evidence), false)
	}
	return e, e.columns(values)
}

// byWhen checks by when something is to be done: exactly one way to say it.
func (w *work) byWhen(at string, in ByWhenInput) plan.When {
	given := 0
	var when plan.When
	if in.Day != nil {
		given++
		when.Day = in.Day
	}
	if q := in.Quarter; q != nil {
		given++
		when.Year, when.Quarter = calendar.FinancialYear(q.Year), q.Quarter
		if !when.Year.Valid() {
			w.bad(at+"quarter.year", "a financial year begins between %d and %d, not in %d", calendar.FirstYear, calendar.LastYear, q.Year)
		}
		if q.Quarter < 1 || q.Quarter > 4 {
			w.bad(at+"quarter.quarter", "a quarter is from 1 to 4, not %d", q.Quarter)
		}
	}
	if in.Words != nil {
		given++
		when.Words = w.text(at+"words", *in.Words, 1, 100)
	}
	if given != 1 {
		w.bad(at[:len(at)-1], "it is one of a day, a quarter and words, and %d are given", given)
	}
	return when
}

// doneBy checks by whom something is done. A coordinator is one that the viewer sees, or who was named before.
func (w *work) doneBy(at string, in *OwnerInput, before plan.Owner) plan.Owner {
	if in == nil {
		return plan.Owner{}
	}
	o := plan.Owner{Role: w.optionalText(at+"role", in.Role, 200), Organisation: w.optionalText(at+"organisation", in.Organisation, 200)}
	if in.Coordinator != nil && *in.Coordinator != "" {
		o.Coordinator = *in.Coordinator
		who, ok := programme.Lookup[*programme.Coordinator](w.g, o.Coordinator)
		if o.Coordinator != before.Coordinator && (!ok || !w.rights.Sees(who)) {
			w.bad(at+"coordinator", "there is no coordinator with this id")
		}
	}
	return o
}

// target checks what an action is to bring about; nil for none.
func (w *work) target(at string, in *TargetInput) *plan.Target {
	if in == nil {
		return nil
	}
	if w.g.Indicator(in.Indicator) == nil {
		w.bad(at+"indicator", "there is no indicator with the code %.64q", in.Indicator)
	}
	return &plan.Target{Indicator: in.Indicator, Value: in.Value, By: in.By}
}
