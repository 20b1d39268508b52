package planning

import (
	"context"
	"slices"
	"strings"

	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/fault"
	"waymark/domain/plan"
	"waymark/domain/programme"
	"waymark/domain/signoff"
	"waymark/domain/workflow"
	"waymark/store"
)

// PlanStart begins the plan of a partnership for a financial year, with the parts of its template, all empty. Outcome.ID is the plan.
func (s *Service) PlanStart(ctx context.Context, in PlanStartInput) (Outcome, error) {
	c := call{"planStart", "", in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		d, _, err := w.beginPlan(ctx, in, signoff.ToStart, s.today())
		if err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: d.ID, On: s.today()}, w.tx.InsertPlans(ctx, d)
	})
}

// PlanRollForward begins the plan of a partnership for a financial year with what the last one of its kind before it has that is still to be
// done. Outcome.ID is the plan.
func (s *Service) PlanRollForward(ctx context.Context, in PlanRollForwardInput) (Outcome, error) {
	c := call{"planRollForward", "", in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		d, earlier, err := w.beginPlan(ctx, PlanStartInput(in), signoff.ToCarry, s.today())
		if err != nil {
			return Outcome{}, err
		}
		last := plan.LastBefore(earlier, d.Kind, d.Year)
		if last == nil {
			w.bad("year", "there is no plan of an earlier year to roll forward")
			return Outcome{}, w.refused()
		}
		from, err := w.tx.ReadPlan(w.reading(ctx), last.ID)
		if err != nil {
			return Outcome{}, err
		}
		d.CarryFrom(from, false, newID)
		return Outcome{ID: d.ID, On: s.today()}, w.tx.InsertPlans(ctx, d)
	})
}

// beginPlan makes a new plan, which is not written yet, and gives all plans that the partnership has so far.
func (w *work) beginPlan(ctx context.Context, in PlanStartInput, by signoff.Action, today calendar.Date) (*plan.Document, []*plan.Plan, error) {
	p, ok := programme.Lookup[*programme.Partnership](w.g, in.Partnership)
	if !ok {
		if err := w.allowed(); err != nil {
			return nil, nil, err
		}
		w.bad("partnership", "there is no partnership with this id")
		return nil, nil, w.refused()
	}
	if err := w.allowed(p); err != nil {
		return nil, nil, err
	}
	y := calendar.FinancialYear(in.Year)
	template := w.g.TemplateFor(in.Kind, y)
	switch {
	case !slices.Contains(plan.Kinds(), in.Kind):
		w.bad("kind", "there is no such kind of plan")
	case !y.Valid():
		w.bad("year", "a financial year begins between %d and %d, not in %d", calendar.FirstYear, calendar.LastYear, in.Year)
	case template == nil:
		w.bad("year", "there is no template of this kind for %s", y)
	case !p.Valid.Overlaps(y.Period()):
		w.bad("year", "%s does not exist in %s", p.Code, y)
	}
	if err := w.refused(); err != nil {
		return nil, nil, err
	}
	all, err := w.plansOf(ctx, p)
	if err != nil {
		return nil, nil, err
	}
	if slices.ContainsFunc(all, func(x *plan.Plan) bool { return x.Kind == in.Kind && x.Year == y }) {
		return nil, nil, fault.New(fault.IllegalTransition, "", "%s has a plan of this kind for %s already; revise it once it is agreed", p.Code, y)
	}
	x := &plan.Plan{Meta: programme.Meta{ID: newID(plan.Prefix)}, PartnershipID: p.ID, TemplateID: template.ID, Kind: in.Kind, Year: y, Edition: 1,
		State: signoff.Draft, Unpublished: true, Steps: signoff.Steps{w.stepped(by, "", today)}}
	return plan.Begin(x, template.Form, newID), all, nil
}

// stepped gives the step that the viewer takes.
func (w *work) stepped(do signoff.Action, reason string, today calendar.Date) signoff.Step {
	return signoff.Step{Step: workflow.Step[signoff.Action]{Do: do, By: w.rights.Who().Subject, On: today, Reason: reason}}
}

// plansOf gives every plan of a partnership, without their rows.
func (w *work) plansOf(ctx context.Context, p *programme.Partnership) ([]*plan.Plan, error) {
	return w.tx.Plans(w.reading(ctx), store.PlanFilter{Partnership: p.ID})
}

// planned is a plan that a use case decides on, and who decides.
type planned struct {
	*plan.Document
	of   *programme.Partnership
	form *document.Template
	by   workflow.Who[signoff.Role]
	now  calendar.Date

	new       string // id of the edition that the use case makes; empty for none
	delivered bool   // what it takes the place of was being carried out
}

// plan finds what a use case is about, by the id at a path of the arguments. It is NOT_FOUND when there is none that the viewer may see, and
// FORBIDDEN to who may not do this to it.
func (s *Service) plan(ctx context.Context, w *work, path, id string) (*planned, error) {
	d, err := s.planHere(ctx, w, id)
	if err != nil {
		return nil, err
	}
	if d == nil {
		w.asked = true
		return nil, fault.New(fault.NotFound, path, "there is nothing with this id")
	}
	p, _ := programme.Lookup[*programme.Partnership](w.g, d.PartnershipID) // which a foreign key promises
	if err := w.allowed(p); err != nil {
		return nil, err
	}
	template, _ := programme.Lookup[*programme.Template](w.g, d.TemplateID) // and this
	who := workflow.Who[signoff.Role]{Subject: w.rights.Who().Subject, Roles: w.rights.SignoffRoles(d.Kind, template.Form, p)}
	return &planned{Document: d, of: p, form: template.Form, by: who, now: s.today()}, nil
}

// planOf finds the plan that a row, a comment or a suggestion is a part of. Faults are those of plan.
func (s *Service) planOf(ctx context.Context, w *work, path, row string) (*planned, error) {
	if home, ok := s.plans.home(row); ok {
		if d, err := s.plan(ctx, w, path, home); err == nil && d.Find(row) != nil {
			return d, nil
		}
	}
	id, err := w.tx.PlanOf(w.reading(ctx), row)
	if err != nil {
		return nil, err
	}
	return s.plan(ctx, w, path, id)
}

// row finds a row of the plan of a kind. It is NOT_FOUND at a path of the arguments when there is none.
func row[R plan.Row](d *planned, path, id string) (R, error) {
	found, ok := d.Find(id).(R)
	if !ok {
		return found, fault.New(fault.NotFound, path, "there is nothing with this id")
	}
	return found, nil
}

// may looks whether the rules let the viewer do something that leaves the state as it is.
func (d *planned) may(do signoff.Action) error {
	_, err := d.Signoff(d.form).Next(do, d.by)
	return err
}

// writable looks whether the viewer may write a row, or, when it is new, something in a row: what is the coordinator's is theirs as
// well; of a plan that was returned what was returned alone; and of what was taken out nothing.
func (d *planned) writable(r plan.Row, coordinators bool) error {
	do := signoff.ToWrite
	if coordinators {
		do = signoff.ToContribute
	}
	about := d.Signoff(d.form)
	if _, err := about.Next(do, d.by); err != nil {
		return err
	}
	if !about.Open(d.Piece(r)) {
		return fault.New(fault.IllegalTransition, "", "it is locked: only what was returned may be changed")
	}
	if !d.There(r) {
		return fault.New(fault.IllegalTransition, "", "it has been taken out, or what it lies in has")
	}
	return nil
}

// into finds what a use case adds a row to, by the id in an input field, which the viewer must be able to write. It notes when the plan is full.
func into[R plan.Row](ctx context.Context, s *Service, w *work, field, id string, coordinators bool) (*planned, R, error) {
	d, err := s.planOf(ctx, w, "input."+field, id)
	if err != nil {
		var none R
		return nil, none, err
	}
	r, err := row[R](d, "input."+field, id)
	if err == nil {
		err = d.writable(r, coordinators)
	}
	w.room(d, field)
	return d, r, err
}

// onPlan is the outcome of what changes a part of a plan.
func onPlan(d *planned, id string) Outcome {
	return Outcome{ID: id, On: d.now, Related: []string{d.ID}}
}

// stated checks a statement of a row.
func (w *work) stated(field, value string) string { return w.prose(field, value, 1, maxStatement) }

// How much a plan may hold.
const (
	maxStatement = 2_000 // characters of a statement or an action
	maxPlanRows  = 1_500 // rows of one plan, those that were taken out as well
	maxReturned  = 50    // rows that one return names
	maxServed    = 50    // findings of one row, allotments of one objective
	maxSaid      = 2_000 // comments, and as many suggestions, of one plan
)

// room notes when a plan has as many rows as it may have.
func (w *work) room(d *planned, field string) {
	if n := len(d.Rows()); n >= maxPlanRows {
		w.bad(field, "a plan has at most %d rows", maxPlanRows)
	}
}

// served checks ids of findings of the partnership that the viewer may see.
func (w *work) served(ctx context.Context, at string, d *planned, ids []string) ([]string, error) {
	if len(ids) > maxServed {
		w.bad(at+"findings", "there are at most %d findings, not %d", maxServed, len(ids))
		return nil, nil
	}
	if len(ids) == 0 {
		return ids, nil
	}
	all, err := w.tx.Findings(w.reading(ctx), d.PartnershipID)
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for _, f := range all {
		known[f.ID] = true
	}
	for i, id := range ids {
		if !known[id] {
			w.bad(at+"findings", "there is no finding of this partnership with the id %.40q", id)
		} else if slices.Contains(ids[:i], id) {
			w.bad(at+"findings", "%s is given twice", id)
		}
	}
	return ids, nil
}

func trimmed(text *string) string {
	if text == nil {
		return ""
	}
	return strings.TrimSpace(*text)
}
