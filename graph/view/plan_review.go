package view

import (
	"context"
	"fmt"
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/plan"
	"waymark/domain/programme"
)

// PlanReview is what a partnership says about how far its plan has been carried out.
type PlanReview struct {
	record
	lens  Lens
	r     *plan.Review
	of    *programme.Partnership
	items []*plan.Item // nil: they have not been read
	shows *evidence    // what they refer to
}

// review gives a review that has not been opened, or nil when its partnership is not to be seen.
func (l Lens) review(r *plan.Review) *PlanReview {
	of, ok := programme.Lookup[*programme.Partnership](l.g, r.PartnershipID)
	if !ok {
		return nil
	}
	return &PlanReview{record: record{&r.Meta}, lens: l, r: r, of: of}
}

// Review gives a review with its items; nil for none.
func (l Lens) Review(r *plan.Reviewed) *PlanReview {
	if r == nil {
		return nil
	}
	x := l.review(r.Review)
	if x != nil {
		x.items = append([]*plan.Item{}, r.Items...)
		x.shows = &evidence{lens: l, ids: func() []string {
			var ids []string
			for _, i := range x.items {
				for _, f := range i.Evidence {
					ids = append(ids, f.ID)
				}
			}
			return ids
		}}
	}
	return x
}

// Part gives the object of an opened review with an id, or nil.
func (r *PlanReview) Part(id string) Node {
	switch {
	case r == nil:
		return nil
	case r.ID() == id:
		return r
	}
	i := slices.IndexFunc(r.items, func(x *plan.Item) bool { return x.ID == id })
	if i < 0 {
		return nil
	}
	return r.item(r.items[i])
}

// opened gives the review with its items.
func (r *PlanReview) opened(ctx context.Context) (*PlanReview, error) {
	if r.items != nil {
		return r, nil
	}
	shelf, err := ShelfOf(ctx)
	if err != nil {
		return nil, err
	}
	d, err := shelf.Reviews().Open(ctx, r.ID())
	if err != nil {
		return nil, err
	}
	if d == nil { // which was there a moment ago
		return nil, fmt.Errorf("open %s: it is not there", r.ID())
	}
	return r.lens.Review(d), nil
}

// Reviews gives those of the plan's year, by quarter.
func (p *Plan) Reviews(ctx context.Context) ([]*PlanReview, error) {
	shelf, err := ShelfOf(ctx)
	if err != nil {
		return nil, err
	}
	all, err := shelf.Reviews().Heads(ctx)
	if err != nil {
		return nil, err
	}
	return shown(keep(all, func(r *plan.Review) bool {
		return r.PartnershipID == p.p.PartnershipID && r.Kind == p.p.Kind && r.Year == p.p.Year
	}), p.lens.review), nil
}

// Partnership gives whose plan it is.
func (r *PlanReview) Partnership() *Partnership { return r.lens.partnership(r.of) }

// Plan gives the edition that was in force when it was prepared.
func (r *PlanReview) Plan(ctx context.Context) (*Plan, error) {
	n, err := r.lens.Find(ctx, r.r.PlanID)
	if err != nil {
		return nil, err
	}
	p, ok := n.(*Plan)
	if !ok { // a plan in force is published, and stays so
		return nil, fmt.Errorf("open %s: it is not there", r.r.PlanID)
	}
	return p, nil
}

// Quarter gives 1 to 4.
func (r *PlanReview) Quarter() int { return r.r.Quarter }

// Label gives the quarter as it is written.
func (r *PlanReview) Label() string { return fmt.Sprintf("Q%d %s", r.r.Quarter, r.r.Year) }

// Complete tells whether it has been completed.
func (r *PlanReview) Complete() bool { return r.r.CompletedOn != nil }

// CompletedOn gives when it was, or nil.
func (r *PlanReview) CompletedOn() *calendar.Date { return r.r.CompletedOn }

// Due gives by which day it is to be completed, or nil.
func (r *PlanReview) Due() *calendar.Date {
	template := r.lens.g.TemplateFor(r.r.Kind, r.r.Year)
	if template == nil {
		return nil
	}
	if day, ok := template.Form.Due(plan.ReviewDeadline(r.r.Quarter), r.r.Year); ok {
		return &day
	}
	return nil
}

// Late tells whether it was not complete when its day had passed.
func (r *PlanReview) Late() bool { return r.DaysLate() > 0 }

// DaysLate gives the days until it was, or until the lens's day.
func (r *PlanReview) DaysLate() int {
	due, until := r.Due(), r.lens.day
	if due == nil {
		return 0
	}
	if r.r.CompletedOn != nil {
		until = *r.r.CompletedOn
	}
	return max(0, until.DaysSince(*due))
}

// PreparedFrom gives the review before it, or nil.
func (r *PlanReview) PreparedFrom(ctx context.Context) (*PlanReview, error) {
	if r.r.PreparedFrom == "" {
		return nil, nil
	}
	n, err := r.lens.Find(ctx, r.r.PreparedFrom)
	before, _ := n.(*PlanReview)
	return before, err
}

// Narrative tells how the plan stands.
func (r *PlanReview) Narrative() string { return r.r.Narrative }

// Decisions gives what was decided.
func (r *PlanReview) Decisions() []string { return append([]string{}, r.r.Decisions...) }

// Attendance gives who was there.
func (r *PlanReview) Attendance() []*plan.Attendee {
	return shown(r.r.Attendance, func(a plan.Attendee) *plan.Attendee { return &a })
}

// ReviewSpend is what of a line has been spent.
type ReviewSpend struct {
	Line  *FundingLine
	Pence int64
}

// Spend gives what of each line has been spent by the end of the quarter.
func (r *PlanReview) Spend(ctx context.Context) ([]*ReviewSpend, error) {
	p, err := r.Plan(ctx)
	if err != nil {
		return nil, err
	}
	if p, err = p.opened(ctx); err != nil {
		return nil, err
	}
	return shown(r.r.Spend, func(s plan.Spent) *ReviewSpend {
		x := &ReviewSpend{Pence: s.Pence}
		if i := slices.IndexFunc(p.d.Lines, func(l *plan.Line) bool { return l.Origin == s.Line }); i >= 0 {
			x.Line, _ = p.row(p.d.Lines[i]).(*FundingLine)
		}
		return x
	}), nil
}

// ChangedBy gives who changed it last, or nil.
func (r *PlanReview) ChangedBy() *string { return r.by(r.r.Writers) }

func (r *PlanReview) by(writers []string) *string {
	if !r.lens.rights.WorksOn(r.r.PartnershipID) {
		return nil
	}
	return text(document.LastOf(writers))
}

// ReviewCounts is how many actions stand how.
type ReviewCounts struct{ Actions, Red, Amber, Green, Unsaid, Done, Dropped int }

// Counts gives how many of its actions stand how.
func (r *PlanReview) Counts(ctx context.Context) (*ReviewCounts, error) {
	r, err := r.opened(ctx)
	if err != nil {
		return nil, err
	}
	n := &ReviewCounts{Actions: len(r.items)}
	for _, x := range r.items {
		switch x.RAG {
		case plan.Red:
			n.Red++
		case plan.Amber:
			n.Amber++
		case plan.Green:
			n.Green++
		default:
			if x.Progress.Unmet() {
				n.Unsaid++
			}
		}
		switch x.Progress {
		case plan.Done:
			n.Done++
		case plan.Dropped:
			n.Dropped++
		}
	}
	return n, nil
}
