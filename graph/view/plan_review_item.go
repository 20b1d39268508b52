package view

import (
	"context"
	"fmt"

	"waymark/domain/plan"
)

// PlanReviewItem is what a review says of one action.
type PlanReviewItem struct {
	record
	in *PlanReview
	i  *plan.Item
}

func (r *PlanReview) item(i *plan.Item) *PlanReviewItem {
	return &PlanReviewItem{record{&i.Meta}, r, i}
}

// PlanReviewItemConnection is one page of items.
type PlanReviewItemConnection = Page[Placed[*plan.Item], *PlanReviewItem]

// PlanReviewItemEdge is one entry of a page of items.
type PlanReviewItemEdge = Edge[*PlanReviewItem]

// PlanReviewItemFilter says which items. All conditions must hold; what is left out is no condition.
type PlanReviewItemFilter struct {
	Rag      []plan.RAG
	Progress []plan.Progress
}

// Items gives a page of what it says, in the order of the plan.
func (r *PlanReview) Items(ctx context.Context, first *int, after *string, last *int, before *string, filter *PlanReviewItemFilter) (*PlanReviewItemConnection, error) {
	r, err := r.opened(ctx)
	if err != nil {
		return nil, err
	}
	all := inPlace(r.items, func(x *plan.Item) bool {
		return filter == nil || among(filter.Rag, x.RAG) && among(filter.Progress, x.Progress)
	})
	return paginate(all, asGiven[*plan.Item]("review.item"), Args{first, after, last, before}, func(x Placed[*plan.Item]) *PlanReviewItem { return r.item(x.of) })
}

// Review gives the review that it is a part of.
func (i *PlanReviewItem) Review() *PlanReview { return i.in }

// Action gives the action that it is about.
func (i *PlanReviewItem) Action(ctx context.Context) (*PlanAction, error) {
	n, err := i.in.lens.Find(ctx, i.i.ActionID)
	if err != nil {
		return nil, err
	}
	a, ok := n.(*PlanAction)
	if !ok { // it is a part of a plan that is published
		return nil, fmt.Errorf("find %s: it is not there", i.i.ActionID)
	}
	return a, nil
}

// Rag tells how it stands, or gives nil.
func (i *PlanReviewItem) Rag() *plan.RAG { return filled(i.i.RAG) }

// Progress tells how far it has been carried out.
func (i *PlanReviewItem) Progress() plan.Progress { return i.i.Progress }

// Narrative gives what is to be said of it.
func (i *PlanReviewItem) Narrative() string { return i.i.Narrative }

// Evidence gives the figures that show it.
func (i *PlanReviewItem) Evidence() []*FigureReference { return i.in.shows.references(i.i.Evidence) }

// ChangedBy gives who changed it last, or nil.
func (i *PlanReviewItem) ChangedBy() *string { return i.in.by(i.i.Writers) }
