package view

import (
	"context"
	"time"

	"waymark/domain/audit"
	"waymark/domain/programme"
)

// Change is one change of one record, as it is told to who follows.
type Change struct {
	entry audit.Entry
	node  Node // nil: of a document, where it is found when it is asked for
	lens  Lens
}

// Change gives a change of a record that the viewer may see, or nil when the API has no object that shows it. What it is about is nil
// of a document.
func (l Lens) Change(e audit.Entry, about programme.Node) *Change {
	if about == nil {
		return &Change{e, nil, l}
	}
	switch n := about.(type) {
	case *programme.Home:
		about = n.Post
	case *programme.Placement:
		about = n.Jobcentre
	}
	if shown := l.Node(about.Identity().ID); shown != nil {
		return &Change{e, shown, l}
	}
	return nil
}

// ID gives the id of the entry in the audit.
func (c *Change) ID() string { return audit.FormatID(c.entry.ID) }

// Type tells what happened.
func (c *Change) Type() audit.ChangeType { return c.entry.ChangeType() }

// Node gives the record as it is by now.
func (c *Change) Node(ctx context.Context) (Node, error) {
	if c.node != nil {
		return c.node, nil
	}
	return c.lens.Find(ctx, c.entry.RecordID)
}

// At tells when it was recorded.
func (c *Change) At() time.Time { return c.entry.At }

// Operation gives the name of the mutation that did it.
func (c *Change) Operation() string { return c.entry.Operation }
