package view

import (
	"time"

	"waymark/domain/programme"
)

// FigureBatch is a set of figures that were recorded together.
type FigureBatch struct {
	record
	b *programme.FigureBatch
}

// batch gives the object that shows a batch, or nil when it is under embargo and the viewer is not of the national team.
func (l Lens) batch(b *programme.FigureBatch) *FigureBatch {
	if !l.seesBatch(b) {
		return nil
	}
	return &FigureBatch{record{&b.Meta}, b}
}

func (l Lens) seesBatch(b *programme.FigureBatch) bool {
	return b.PublishAt == nil || !l.moment.Before(*b.PublishAt) || l.rights.National()
}

// FigureBatchConnection is one page of batches.
type FigureBatchConnection = Page[*programme.FigureBatch, *FigureBatch]

// FigureBatchEdge is one entry of a page of batches.
type FigureBatchEdge = Edge[*FigureBatch]

// FigureBatches gives a page of the batches, the newest first.
func (l Lens) FigureBatches(first *int, after *string, last *int, before *string) (*FigureBatchConnection, error) {
	o := order[*programme.FigureBatch]{name: "batch.number", descending: true, key: func(b *programme.FigureBatch) key { return key{number: b.Number} }}
	return paginate(keep(l.g.FigureBatches(), l.seesBatch), o, Args{first, after, last, before}, l.batch)
}

// Number gives the number of the batch, which grows by one with each.
func (b *FigureBatch) Number() int { return int(b.b.Number) }

// ExternalID gives what who recorded it calls it.
func (b *FigureBatch) ExternalID() string { return b.b.ExternalID }

// Title tells what it is.
func (b *FigureBatch) Title() string { return b.b.Title }

// Rows gives how many figures it has.
func (b *FigureBatch) Rows() int { return b.b.Rows }

// Reason tells why its figures supersede those before, or nil when it only adds.
func (b *FigureBatch) Reason() *string { return text(b.b.Reason) }

// PublishAt gives the moment from which its figures are there, or nil when they were at once.
func (b *FigureBatch) PublishAt() *time.Time { return b.b.PublishAt }

// ReversedAt tells when it was taken back, or nil while it stands.
func (b *FigureBatch) ReversedAt() *time.Time { return b.b.ReversedAt }

// ReverseReason tells why it was taken back, or nil.
func (b *FigureBatch) ReverseReason() *string { return text(b.b.ReverseReason) }
