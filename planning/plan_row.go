package planning

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"entgo.io/ent"

	"waymark/domain/document"
	"waymark/domain/fault"
	"waymark/domain/plan"
	"waymark/domain/signoff"
	"waymark/store"
)

// edit is a change of a row of a plan, ready to be written.
type edit struct {
	fields []document.Field // that somebody else may have changed
	signed bool             // it changes what is signed
	set    ent.Mutation
	save   func(context.Context) (plan.Row, error) // gives the row as it is then
}

func (e *edit) exec(ctx context.Context) error {
	_, err := e.save(ctx)
	return err
}

// saving makes a record of what the database gives back of a row that is saved.
func saving[Record any, R plan.Row](save func(context.Context) (Record, error), of func(Record) R) func(context.Context) (plan.Row, error) {
	return func(ctx context.Context) (plan.Row, error) {
		x, err := save(ctx)
		if err != nil {
			return nil, err
		}
		return of(x), nil
	}
}

// field notes what a field of the row is and what it is to be. What is signed of the row has changed when they differ.
func (e *edit) field(name string, now, yours any, signed bool) {
	e.fields = append(e.fields, document.Field{Name: name, Now: now, Yours: yours})
	a, _ := json.Marshal(now) //nolint:errchkjson // texts, numbers and lists of them
	b, _ := json.Marshal(yours)
	e.signed = e.signed || signed && string(a) != string(b)
}

// begin gives an empty edit of a row.
func (w *work) edit(r plan.Row) *edit {
	id := r.Row().ID
	switch r.(type) {
	case *plan.Part:
		u := w.tx.PlanPart.UpdateOneID(id)
		return &edit{set: u.Mutation(), save: saving(u.Save, store.PlanPartOf)}
	case *plan.Line:
		u := w.tx.FundingLine.UpdateOneID(id)
		return &edit{set: u.Mutation(), save: saving(u.Save, store.FundingLineOf)}
	case *plan.Priority:
		u := w.tx.PlanPriority.UpdateOneID(id)
		return &edit{set: u.Mutation(), save: saving(u.Save, store.PlanPriorityOf)}
	case *plan.Objective:
		u := w.tx.PlanObjective.UpdateOneID(id)
		return &edit{set: u.Mutation(), save: saving(u.Save, store.PlanObjectiveOf)}
	}
	u := w.tx.PlanAction.UpdateOneID(id)
	return &edit{set: u.Mutation(), save: saving(u.Save, store.PlanActionOf)}
}

// columns sets columns of a row by name.
func (e *edit) columns(values map[string]any) error {
	for name, value := range values {
		if err := e.set.SetField(name, value); err != nil {
			return fmt.Errorf("set %s: %w", name, err)
		}
	}
	return nil
}

// write writes the edit, unless the row has changed since it was read or something is wrong with the input. It gives the row as it is then.
func (w *work) write(ctx context.Context, d *planned, r plan.Row, version int, e *edit) (plan.Row, error) {
	c := r.Row()
	if err := unchanged(c.Meta, version, c.Writers, e.fields...); err != nil {
		return nil, err
	}
	if err := w.refused(); err != nil {
		return nil, err
	}
	marks := map[string]any{"writers": document.Touch(c.Writers, d.by.Subject)}
	if e.signed {
		marks["changed"] = len(d.Steps)
	}
	if err := e.columns(marks); err != nil {
		return nil, err
	}
	return e.save(ctx)
}

// only writes the edit as the only change of the plan, and notes what becomes of it.
func (w *work) only(ctx context.Context, d *planned, r plan.Row, version int, e *edit) error {
	saved, err := w.write(ctx, d, r, version, e)
	if err == nil {
		w.made = d.With(saved)
	}
	return err
}

// changeRow changes one row of a plan that the viewer may write, by what the use case makes of it.
func changeRow[R plan.Row](ctx context.Context, s *Service, c call, version int, change func(context.Context, *work, *planned, R) (*edit, error)) (Outcome, error) {
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		d, err := s.planOf(ctx, w, "id", c.id)
		if err != nil {
			return Outcome{}, err
		}
		r, err := row[R](d, "id", c.id)
		if err != nil {
			return Outcome{}, err
		}
		if err := d.writable(r, coordinators(r)); err != nil {
			return Outcome{}, err
		}
		e, err := change(ctx, w, d, r)
		if err != nil {
			return Outcome{}, err
		}
		return onPlan(d, c.id), w.only(ctx, d, r, version, e)
	})
}

// coordinators tells whether a row is the district coordinator's to write as well.
func coordinators(r plan.Row) bool {
	a, ok := r.(*plan.Action)
	return ok && a.Pathway
}

// PlanRowMove puts a row after another one beside it, or before all, within what it lies in or into something else of that kind. No other row is
// changed. Outcome.ID is the row.
func (s *Service) PlanRowMove(ctx context.Context, id string, in PlanRowMoveInput) (Outcome, error) {
	c := call{"planRowMove", id, in, in.IdempotencyKey}
	return changeRow(ctx, s, c, in.ExpectedVersion, func(_ context.Context, w *work, d *planned, r plan.Row) (*edit, error) {
		if _, ok := r.(*plan.Part); ok {
			return nil, fault.New(fault.IllegalTransition, "", "parts are in the order of the template")
		}
		into := r.Parent()
		e := w.edit(r)
		if in.Into != nil && *in.Into != into {
			there, was := d.Find(*in.Into), d.Find(into)
			column := parentColumn(r)
			switch {
			case there == nil || column == "" || fmt.Sprintf("%T", there) != fmt.Sprintf("%T", was) || !d.fits(there, r):
				w.bad("into", "there is nothing with this id that the row could lie in")
			default:
				if err := d.writable(there, coordinators(r)); err != nil {
					return nil, err
				}
				into = *in.Into
				e.field("into", r.Parent(), into, true)
				if err := e.columns(map[string]any{column: into}); err != nil {
					return nil, err
				}
			}
		}
		return e, e.columns(map[string]any{"rank": w.placeAfter(d, r, into, in.After)})
	})
}

// placeAfter gives a rank after a row beside a place, or before all.
func (w *work) placeAfter(d *planned, r plan.Row, into string, after *string) string {
	others := slices.DeleteFunc(d.Beside(r, into), func(x plan.Row) bool { return x.Row().ID == r.Row().ID })
	at, low, high := 0, "", ""
	if after != nil {
		if at = slices.IndexFunc(others, func(x plan.Row) bool { return x.Row().ID == *after }) + 1; at == 0 {
			w.bad("after", "there is no other row beside this place with this id")
		} else {
			low = plan.Rank(others[at-1])
		}
	}
	if at < len(others) {
		high = plan.Rank(others[at])
	}
	rank := document.Between(low, high)
	if rank == "" && w.refused() == nil {
		w.bad("after", "there is no room at this place any more; move its neighbour first")
	}
	return rank
}

// parentColumn names the column of what a row lies in; "" for a row that stays where it is.
func parentColumn(r plan.Row) string {
	switch r.(type) {
	case *plan.Priority:
		return "part_id"
	case *plan.Objective:
		return "priority_id"
	case *plan.Action:
		return "objective_id"
	}
	return ""
}

// fits tells whether something is of the kind that a row lies in.
func (d *planned) fits(there, r plan.Row) bool {
	p, ok := there.(*plan.Part)
	if !ok {
		return true
	}
	_, priority := r.(*plan.Priority)
	section := d.form.Section(p.Code)
	return section != nil && (section.Form == document.Grid) == priority
}

// lastPlace gives a rank after all rows of a kind in something.
func (w *work) lastPlace(d *planned, field string, kind plan.Row, in string) string {
	var taken []string
	for _, r := range d.Beside(kind, in) {
		taken = append(taken, plan.Rank(r))
	}
	rank := document.Last(taken)
	if len(rank) > document.MaxRank {
		w.bad(field, "there is no room after the last row; move one to the front first")
	}
	return rank
}

// PlanRowRemove takes a row out of a plan, with all that lies in it, with a reason. It stays readable. Outcome.ID is the row.
func (s *Service) PlanRowRemove(ctx context.Context, id string, in PlanRowRemoveInput) (Outcome, error) {
	c := call{"planRowRemove", id, in, in.IdempotencyKey}
	return changeRow(ctx, s, c, in.ExpectedVersion, func(_ context.Context, w *work, _ *planned, r plan.Row) (*edit, error) {
		if _, ok := r.(*plan.Part); ok {
			return nil, fault.New(fault.IllegalTransition, "", "parts are the template's, and stay")
		}
		e := w.edit(r)
		reason := w.prose("reason", in.Reason, 1, 500)
		e.field("removed", r.Row().Removed, reason, true)
		return e, e.columns(map[string]any{"removed": reason})
	})
}

// PlanRowRestore puts a row back that was taken out, to where it was. Outcome.ID is the row.
func (s *Service) PlanRowRestore(ctx context.Context, id string, in PlanRowRestoreInput) (Outcome, error) {
	c := call{"planRowRestore", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		d, err := s.planOf(ctx, w, "id", id)
		if err != nil {
			return Outcome{}, err
		}
		r, err := row[plan.Row](d, "id", id)
		if err != nil {
			return Outcome{}, err
		}
		if parent := d.Find(r.Parent()); parent != nil {
			if err := d.writable(parent, coordinators(r)); err != nil {
				return Outcome{}, err
			}
		} else if err := d.may(signoff.ToWrite); err != nil {
			return Outcome{}, err
		}
		e := w.edit(r)
		e.field("removed", r.Row().Removed, "", true)
		if err := e.columns(map[string]any{"removed": ""}); err != nil {
			return Outcome{}, err
		}
		if r.Row().Version == in.ExpectedVersion && r.Row().Removed == "" {
			return Outcome{}, fault.New(fault.IllegalTransition, "", "it has not been taken out")
		}
		return onPlan(d, id), w.only(ctx, d, r, in.ExpectedVersion, e)
	})
}
