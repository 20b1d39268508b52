package planning

import (
	"context"
	"fmt"
	"slices"

	"waymark/domain/document"
	"waymark/domain/fault"
	"waymark/domain/plan"
	"waymark/domain/signoff"
	"waymark/store"
)

// How much a review may hold.
const (
	maxDecisions = 50
	maxAttendees = 100
)

// ReviewPrepare begins the review of a quarter of a plan in force: with an item for each action that is still to be done, as the last completed review
// of an earlier quarter left it. Outcome.ID is the review.
func (s *Service) ReviewPrepare(ctx context.Context, in ReviewPrepareInput) (Outcome, error) {
	c := call{"reviewPrepare", "", in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		d, err := s.plan(ctx, w, "input.plan", in.Plan)
		if err != nil {
			return Outcome{}, err
		}
		if err := d.reviews(); err != nil {
			return Outcome{}, err
		}
		if in.Quarter < 1 || in.Quarter > 4 {
			w.bad("quarter", "a quarter is from 1 to 4, not %d", in.Quarter)
			return Outcome{}, w.refused()
		}
		all, err := w.reviewsOf(ctx, d.Plan)
		if err != nil {
			return Outcome{}, err
		}
		if slices.ContainsFunc(all, func(r *plan.Review) bool { return r.Quarter == in.Quarter }) {
			return Outcome{}, fault.New(fault.IllegalTransition, "", "there is a review of Q%d %s already", in.Quarter, d.Year)
		}
		var last *plan.Reviewed
		if before := plan.LastReview(all, in.Quarter); before != nil {
			if last, err = w.tx.ReadReview(w.reading(ctx), before.ID); err != nil {
				return Outcome{}, err
			}
		}
		r := plan.Prepare(d.Document, in.Quarter, last, newID)
		r.Writers = []string{d.by.Subject}
		return onPlan(d, r.ID), w.tx.InsertReviews(ctx, r)
	})
}

// reviews looks whether the viewer may say how far the plan has been carried out: all of it, and not only the rows that are the
// coordinator's.
func (d *planned) reviews() error {
	if err := d.may(signoff.ToReview); err != nil {
		return err
	}
	if !slices.Contains(d.by.Roles, signoff.Author) && !slices.Contains(d.by.Roles, signoff.National) {
		return fault.New(fault.Forbidden, "", "to review the whole plan is for the partnership's officers; coordinators review the actions that are theirs")
	}
	return nil
}

// reviewsOf gives every review of the year of a plan, without their items.
func (w *work) reviewsOf(ctx context.Context, p *plan.Plan) ([]*plan.Review, error) {
	return w.tx.Reviews(w.reading(ctx), store.ReviewFilter{Kind: p.Kind, Year: &p.Year, Partnership: p.PartnershipID})
}

// underReview is a review that a use case changes, with the edition that is in force by now, or, when none is, the one that it was prepared for.
type underReview struct {
	*plan.Reviewed
	plan *planned
}

// review finds the review that has an id, or an item with it. It is NOT_FOUND when there is none that the viewer may see, FORBIDDEN to who may not review the
// plan, and an ILLEGAL_TRANSITION when the review has been completed or the plan is not in force any more.
func (s *Service) review(ctx context.Context, w *work, id string) (*underReview, error) {
	r, err := w.tx.ReadReview(w.reading(ctx), id)
	if err != nil {
		return nil, err
	}
	if r == nil {
		w.asked = true
		return nil, fault.New(fault.NotFound, "id", "there is nothing with this id")
	}
	of := r.PlanID
	year := r.Year
	all, err := w.tx.Plans(w.reading(ctx), store.PlanFilter{Kind: r.Kind, Year: &year, Partnership: r.PartnershipID})
	if err != nil {
		return nil, err
	}
	if now := plan.InForce(all, r.Kind, r.Year); now != nil {
		of = now.ID
	}
	d, err := s.plan(ctx, w, "id", of)
	if err != nil {
		return nil, err
	}
	if err := d.may(signoff.ToReview); err != nil {
		return nil, err
	}
	if !r.Unpublished {
		return nil, fault.New(fault.IllegalTransition, "", "the review was completed on %s", r.CompletedOn.Long())
	}
	return &underReview{r, d}, nil
}

// ReviewUpdate changes what a review says of the plan as a whole. Outcome.ID is the review.
func (s *Service) ReviewUpdate(ctx context.Context, id string, in ReviewUpdateInput) (Outcome, error) {
	c := call{"reviewUpdate", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		r, err := s.whole(ctx, w, id)
		if err != nil {
			return Outcome{}, err
		}
		u := w.tx.PlanReview.UpdateOneID(r.ID).SetWriters(document.Touch(r.Writers, r.plan.by.Subject))
		e := &edit{set: u.Mutation()}
		if in.Narrative != nil {
			text := w.prose("narrative", *in.Narrative, 0, maxProse)
			e.field("narrative", r.Narrative, text, false)
			u.SetNarrative(text)
		}
		if in.Decisions != nil {
			decisions := w.decisions(in.Decisions)
			e.field("decisions", listed(r.Decisions), decisions, false)
			u.SetDecisions(decisions)
		}
		if in.Attendance != nil {
			attendance := w.attendance(in.Attendance)
			e.field("attendance", listed(r.Attendance), attendance, false)
			u.SetAttendance(attendance)
		}
		if in.Spend != nil {
			spend := w.spend(r.plan, in.Spend)
			e.field("spend", listed(r.Spend), spend, false)
			u.SetSpend(spend)
		}
		if err := unchanged(r.Meta, in.ExpectedVersion, r.Writers, e.fields...); err != nil {
			return Outcome{}, err
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		return onPlan(r.plan, r.ID), u.Exec(ctx)
	})
}

// whole finds a review by its own id, for who may review the whole plan.
func (s *Service) whole(ctx context.Context, w *work, id string) (*underReview, error) {
	r, err := s.review(ctx, w, id)
	switch {
	case err != nil:
		return nil, err
	case r.ID != id:
		return nil, fault.New(fault.NotFound, "id", "there is nothing with this id")
	}
	return r, r.plan.reviews()
}

func (w *work) decisions(in []string) []string {
	if len(in) > maxDecisions {
		w.bad("decisions", "there are at most %d decisions, not %d", maxDecisions, len(in))
		return nil
	}
	decisions := make([]string, len(in))
	for i, text := range in {
		decisions[i] = w.prose(fmt.Sprintf("decisions.%d", i), text, 1, 500)
	}
	return decisions
}

func (w *work) attendance(in []*AttendeeInput) []plan.Attendee {
	if len(in) > maxAttendees {
		w.bad("attendance", "there are at most %d entries, not %d", maxAttendees, len(in))
		return nil
	}
	attendance := make([]plan.Attendee, len(in))
	for i, a := range in {
		at := fmt.Sprintf("attendance.%d.", i)
		attendance[i] = plan.Attendee{Role: w.text(at+"role", a.Role, 1, 200), Organisation: w.text(at+"organisation", a.Organisation, 1, 200), Count: a.Count}
		if a.Count < 1 || a.Count > 100 {
			w.bad(at+"count", "there are from 1 to 100 of them, not %d", a.Count)
		}
	}
	return attendance
}

// spend checks what has been spent of lines of the edition in force.
func (w *work) spend(d *planned, in []*SpentInput) []plan.Spent {
	spend := make([]plan.Spent, 0, len(in))
	for i, x := range in {
		at := fmt.Sprintf("spend.%d.", i)
		w.pence(at+"pence", x.Pence, 0)
		l, ok := d.Find(x.Line).(*plan.Line)
		switch {
		case !ok || !d.There(l):
			w.bad(at+"line", "there is no funding line in the plan with this id")
			continue
		case slices.ContainsFunc(spend, func(s plan.Spent) bool { return s.Line == l.Origin }):
			w.bad(at+"line", "this line is given twice")
		}
		spend = append(spend, plan.Spent{Line: l.Origin, Pence: x.Pence})
	}
	return spend
}
