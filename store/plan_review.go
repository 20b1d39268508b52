package store

import (
	"context"
	"fmt"

	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/plan"
	"waymark/ent"
	"waymark/ent/planreminder"
	"waymark/ent/planreview"
	"waymark/ent/planreviewitem"
)

// ReviewFilter says which reviews. What is empty is no condition.
type ReviewFilter struct {
	Kind        document.Kind
	Year        *calendar.FinancialYear
	Partnership string // id
	IDs         []string
}

// Reviews gives the reviews that the rights of the context show, without their items, by year and quarter. It is one statement.
func (s *Store) Reviews(ctx context.Context, f ReviewFilter) ([]*plan.Review, error) {
	found, err := reviews(ctx, s.client, f)
	return found, translate(err)
}

// Reviews gives those of the transaction.
func (tx *Tx) Reviews(ctx context.Context, f ReviewFilter) ([]*plan.Review, error) {
	return reviews(ctx, tx.Client(), f)
}

func reviews(ctx context.Context, c *ent.Client, f ReviewFilter) ([]*plan.Review, error) {
	q := c.PlanReview.Query()
	if f.Kind != "" {
		q.Where(planreview.Kind(f.Kind))
	}
	if f.Year != nil {
		q.Where(planreview.Year(*f.Year))
	}
	if f.Partnership != "" {
		q.Where(planreview.PartnershipID(f.Partnership))
	}
	if f.IDs != nil {
		q.Where(planreview.IDIn(f.IDs...))
	}
	rows, err := q.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read reviews: %w", err)
	}
	found := make([]*plan.Review, len(rows))
	for i, row := range rows {
		found[i] = reviewOf(row)
	}
	plan.SortReviews(found)
	return found, nil
}

// Review gives the review that has an id, or an item with it, with its items by the order in which they were recorded, as far as the rights of the
// context show it, or nil. It is three statements at most, which see one state, and none for an id of another kind.
func (s *Store) Review(ctx context.Context, id string) (r *plan.Reviewed, err error) {
	err = s.reading(ctx, func(ctx context.Context, c *ent.Client) error {
		r, err = readReview(ctx, c, id)
		return err
	})
	return r, err
}

// ReadReview gives it as the transaction sees it.
func (tx *Tx) ReadReview(ctx context.Context, id string) (*plan.Reviewed, error) {
	return readReview(ctx, tx.Client(), id)
}

func readReview(ctx context.Context, c *ent.Client, id string) (*plan.Reviewed, error) {
	switch prefix(id) {
	case plan.ItemPrefix:
		of, err := c.PlanReviewItem.Query().Where(planreviewitem.ID(id)).Select(planreviewitem.FieldReviewID).Strings(ctx)
		if err != nil || len(of) == 0 {
			return nil, err
		}
		id = of[0]
	case plan.ReviewPrefix:
	default:
		return nil, nil
	}
	head, err := reviews(ctx, c, ReviewFilter{IDs: []string{id}})
	if err != nil || len(head) == 0 {
		return nil, err
	}
	rows, err := c.PlanReviewItem.Query().Where(planreviewitem.ReviewID(id)).Order(planreviewitem.ByID()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read items of %s: %w", id, err)
	}
	r := &plan.Reviewed{Review: head[0]}
	for _, row := range rows {
		r.Items = append(r.Items, itemOf(row))
	}
	return r, nil
}

// InsertReviews writes new reviews with their items.
func (tx *Tx) InsertReviews(ctx context.Context, all ...*plan.Reviewed) error {
	c := tx.Client()
	heads, items := make([]*plan.Review, len(all)), []*plan.Item{}
	for i, r := range all {
		heads[i] = r.Review
		items = append(items, r.Items...)
	}
	err := insert(ctx, heads, func(x *plan.Review) *ent.PlanReviewCreate {
		return c.PlanReview.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetPlanID(x.PlanID).SetPartnershipID(x.PartnershipID).SetKind(x.Kind).
			SetYear(x.Year).SetQuarter(x.Quarter).SetUnpublished(x.Unpublished).SetPreparedFrom(x.PreparedFrom).SetNarrative(x.Narrative).
			SetDecisions(x.Decisions).SetAttendance(x.Attendance).SetSpend(x.Spend).SetNillableCompletedOn(x.CompletedOn).SetWriters(x.Writers)
	}, c.PlanReview.CreateBulk)
	if err == nil {
		err = insert(ctx, items, func(x *plan.Item) *ent.PlanReviewItemCreate {
			return c.PlanReviewItem.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetReviewID(x.ReviewID).SetPartnershipID(x.PartnershipID).
				SetActionID(x.ActionID).SetOrigin(x.Origin).SetRag(x.RAG).SetProgress(x.Progress).SetNarrative(x.Narrative).SetEvidence(x.Evidence).
				SetWriters(x.Writers)
		}, c.PlanReviewItem.CreateBulk)
	}
	if err != nil {
		return fmt.Errorf("insert reviews: %w", err)
	}
	return nil
}

// ReminderFilter says which reminders. What is empty is no condition.
type ReminderFilter struct {
	Year *calendar.FinancialYear
	IDs  []string
}

// Reminders gives the reminders that the rights of the context show, in the order in which they were made. It is one statement.
func (s *Store) Reminders(ctx context.Context, f ReminderFilter) ([]*plan.Reminder, error) {
	found, err := reminders(ctx, s.client, f)
	return found, translate(err)
}

// Reminders gives those of the transaction.
func (tx *Tx) Reminders(ctx context.Context, f ReminderFilter) ([]*plan.Reminder, error) {
	return reminders(ctx, tx.Client(), f)
}

func reminders(ctx context.Context, c *ent.Client, f ReminderFilter) ([]*plan.Reminder, error) {
	q := c.PlanReminder.Query()
	if f.Year != nil {
		q.Where(planreminder.Year(*f.Year))
	}
	if f.IDs != nil {
		q.Where(planreminder.IDIn(f.IDs...))
	}
	rows, err := q.Order(planreminder.ByID()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read reminders: %w", err)
	}
	found := make([]*plan.Reminder, len(rows))
	for i, x := range rows {
		found[i] = &plan.Reminder{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), PartnershipID: x.PartnershipID, Kind: x.Kind,
			Year: x.Year, About: x.About, Matter: x.Matter, Due: x.Due, On: x.MadeOn}
	}
	return found, nil
}

// InsertReminders writes new reminders.
func (tx *Tx) InsertReminders(ctx context.Context, all ...*plan.Reminder) error {
	c := tx.Client()
	err := insert(ctx, all, func(x *plan.Reminder) *ent.PlanReminderCreate {
		return c.PlanReminder.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetPartnershipID(x.PartnershipID).SetKind(x.Kind).SetYear(x.Year).
			SetAbout(x.About).SetMatter(x.Matter).SetDue(x.Due).SetMadeOn(x.On)
	}, c.PlanReminder.CreateBulk)
	if err != nil {
		return fmt.Errorf("insert reminders: %w", err)
	}
	return nil
}

func reviewOf(x *ent.PlanReview) *plan.Review {
	return &plan.Review{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), PlanID: x.PlanID, PartnershipID: x.PartnershipID, Kind: x.Kind,
		Year: x.Year, Quarter: x.Quarter, Unpublished: x.Unpublished, PreparedFrom: x.PreparedFrom, Narrative: x.Narrative, Decisions: x.Decisions,
		Attendance: x.Attendance, Spend: x.Spend, CompletedOn: x.CompletedOn, Writers: x.Writers}
}

func itemOf(x *ent.PlanReviewItem) *plan.Item {
	return &plan.Item{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), ReviewID: x.ReviewID, PartnershipID: x.PartnershipID,
		ActionID: x.ActionID, Origin: x.Origin, RAG: x.Rag, Progress: x.Progress, Narrative: x.Narrative, Evidence: x.Evidence, Writers: x.Writers}
}
