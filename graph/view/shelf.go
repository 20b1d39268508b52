package view

import (
	"context"
	"fmt"
	"strings"

	"waymark/domain/agreement"
	"waymark/domain/assessment"
	"waymark/domain/calendar"
	"waymark/domain/capacity"
	"waymark/domain/figure"
	"waymark/domain/plan"
	"waymark/domain/referral"
)

// Documents are those of one kind that the viewer of an operation may see. What has been found once is found again.
type Documents[Head, Document any] interface {
	// Heads gives all of them without their parts.
	Heads(ctx context.Context) ([]*Head, error)
	// Open gives the one that has an id or a part with it, with all its parts; nil when there is none.
	Open(ctx context.Context, id string) (*Document, error)
}

// Shelf is where an operation finds documents, of which it may open so many of all kinds together.
type Shelf interface {
	Assessments() Documents[assessment.Assessment, assessment.Document]
	Plans() Documents[plan.Plan, plan.Document]
	// Agreements gives agreements, which have no parts: opened is what tells all that it says.
	Agreements() Documents[agreement.Agreement, agreement.Agreement]
	Reviews() Documents[plan.Review, plan.Reviewed]
	// FindingsOf gives the findings of every edition of the assessments of a partnership that the viewer may see.
	FindingsOf(ctx context.Context, partnership string) ([]*assessment.Finding, error)
	// Reminders gives those of plans for a year, or of all years without one, that the viewer may see, in the order in which they were made.
	Reminders(ctx context.Context, year *calendar.FinancialYear) ([]*plan.Reminder, error)
	// Reminder gives the one with an id; nil when there is none that the viewer may see.
	Reminder(ctx context.Context, id string) (*plan.Reminder, error)
	// References gives the numbers of the figures that assessments refer to, by assessment, but for those of findings that were withdrawn.
	References(ctx context.Context, assessments []string) (map[string][]int64, error)
	// ActionsOf gives the actions with some origins in all plans that the viewer may see.
	ActionsOf(ctx context.Context, origins []string) ([]*plan.Action, error)
	// ReturnRows gives the counts of one of some returns, which are read together when those of the first are asked for.
	ReturnRows(ctx context.Context, among []*referral.Return, id string) ([]referral.Row, error)
	// Return gives the return with an id; nil when there is none that the viewer may see.
	Return(ctx context.Context, id string) (*referral.Return, error)
	// Capacities gives how a service stood in some months, the oldest first, as far as the viewer may see.
	Capacities(ctx context.Context, service string, months calendar.Period) ([]*capacity.Record, error)
	// Capacity gives the month of a service with an id; nil when there is none that the viewer may see.
	Capacity(ctx context.Context, id string) (*capacity.Record, error)
	// Releases gives every release, the last published first.
	Releases(ctx context.Context) ([]*referral.Release, error)
	// ReleaseRows gives the rows of a table of a release as they are shown to everybody.
	ReleaseRows(ctx context.Context, release string, b referral.Breakdown) ([]*referral.ReleaseRow, error)
	// ReleaseExact gives the counts behind some rows of it, by their numbers. It is FORBIDDEN to who may not see what is restricted.
	ReleaseExact(ctx context.Context, release string, b referral.Breakdown, numbers []int) (map[int]referral.Counts, error)
	// Renew forgets what has been found, since something has changed.
	Renew()
}

type shelfKey struct{}

// WithShelf puts into the context of an operation where its documents are.
func WithShelf(ctx context.Context, s Shelf) context.Context {
	return context.WithValue(ctx, shelfKey{}, s)
}

// ShelfOf gives where the operation of a context finds its documents.
func ShelfOf(ctx context.Context) (Shelf, error) {
	s, ok := ctx.Value(shelfKey{}).(Shelf)
	if !ok {
		return nil, fmt.Errorf("open documents: there is no shelf")
	}
	return s, nil
}

// Find gives the object with an id, be it of the graph or of a document; nil when there is none that the viewer may see.
func (l Lens) Find(ctx context.Context, id string) (Node, error) {
	if number, ok := figure.ParseID(id); ok {
		return l.findFigure(ctx, number)
	}
	shelf, ok := ctx.Value(shelfKey{}).(Shelf)
	if !ok { // outside of an operation there are no documents
		return l.Node(id), nil
	}
	switch prefix, _, _ := strings.Cut(id, "_"); prefix {
	case agreement.Prefix:
		a, err := shelf.Agreements().Open(ctx, id)
		return l.Agreement(a).Node(), err
	case assessment.Prefix, assessment.SectionPrefix, assessment.FindingPrefix, assessment.CommentPrefix:
		d, err := shelf.Assessments().Open(ctx, id)
		return l.Assessment(d).Part(id), err
	case plan.Prefix, plan.PartPrefix, plan.LinePrefix, plan.PriorityPrefix, plan.ObjectivePrefix, plan.ActionPrefix, plan.CommentPrefix, plan.SuggestionPrefix:
		d, err := shelf.Plans().Open(ctx, id)
		return l.Plan(d).Part(id), err
	case plan.ReviewPrefix, plan.ItemPrefix:
		d, err := shelf.Reviews().Open(ctx, id)
		return l.Review(d).Part(id), err
	case referral.Prefix:
		r, err := shelf.Return(ctx, id)
		return l.Return(r).Node(), err
	case capacity.Prefix:
		c, err := shelf.Capacity(ctx, id)
		return l.Capacity(c).Node(), err
	case referral.ReleasePrefix:
		r, err := release(ctx, shelf, id)
		return l.Release(r).Node(), err
	case plan.ReminderPrefix:
		r, err := shelf.Reminder(ctx, id)
		if err != nil || r == nil {
			return nil, err
		}
		return l.Reminder(r), nil
	}
	return l.Node(id), nil
}

// release gives the release with an id, or nil.
func release(ctx context.Context, shelf Shelf, id string) (*referral.Release, error) {
	all, err := shelf.Releases(ctx)
	if err != nil {
		return nil, err
	}
	for _, r := range all {
		if r.ID == id {
			return r, nil
		}
	}
	return nil, nil
}
