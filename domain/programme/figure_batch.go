package programme

import (
	"time"

	"waymark/domain/figure"
)

// FigureBatch is a set of figures that were recorded together, all or none. Figures never change, so what is seen is decided
// by batches: those of one that is reversed, or not yet published, are not there.
type FigureBatch struct {
	Meta
	Number        int64  // grows by one with each batch; of two figures with one key, the later batch's holds
	ExternalID    string // what who imported it calls it; unique
	Title         string
	Digest        string     // SHA-256 of what was imported, in hexadecimal
	Rows          int        // figures in it
	First         int64      // id of its first figure; they are numbered on from it
	Subject       string     // who recorded it
	Reason        string     // why its figures supersede those before; empty when it only adds
	PublishAt     *time.Time // until which it is under embargo; nil: published when it was recorded
	ReversedAt    *time.Time // when it was taken back; nil: it stands
	ReverseReason string
}

// Public tells whether the batch's figures are there for everybody at a moment.
func (b *FigureBatch) Public(now time.Time) bool {
	return b.ReversedAt == nil && (b.PublishAt == nil || !now.Before(*b.PublishAt))
}

// FigureSet is a batch that is to be recorded, and its figures.
type FigureSet struct {
	Batch   *FigureBatch // without a number, which it is given when it is recorded
	Figures []figure.Figure
}

// NextBatch gives the number of the next batch and the id of its first figure. Of all batches ever recorded none is forgotten, also
// when it is reversed, so that no number and no id comes twice.
func (g *Graph) NextBatch() (number, firstFigure int64) {
	number, firstFigure = 1, 1
	for _, b := range g.batches {
		number = max(number, b.Number+1)
		firstFigure = max(firstFigure, b.First+int64(b.Rows))
	}
	return number, firstFigure
}

// FigureBatch gives the batch with the external id, or nil.
func (g *Graph) FigureBatch(externalID string) *FigureBatch {
	for _, b := range g.batches {
		if b.ExternalID == externalID {
			return b
		}
	}
	return nil
}
