package view

import (
	"time"

	"waymark/domain/fault"
)

// EditConflict is what became of a row since it was read.
type EditConflict struct{ e *fault.Edit }

// Conflict gives what became of the row that the refusals are about, or nil.
func Conflict(refused []*fault.Error) *EditConflict {
	for _, f := range refused {
		if f.Edit != nil {
			return &EditConflict{f.Edit}
		}
	}
	return nil
}

// Row gives the id of the row.
func (c *EditConflict) Row() string { return c.e.ID }

// Version gives the version that it has by now.
func (c *EditConflict) Version() int { return c.e.Version }

// ChangedBy gives who changed it last, or nil.
func (c *EditConflict) ChangedBy() *string { return text(c.e.ChangedBy) }

// ChangedAt gives when.
func (c *EditConflict) ChangedAt() time.Time { return c.e.ChangedAt }

// Fields gives the fields of which two people want different things.
func (c *EditConflict) Fields() []*fault.Difference {
	return shown(c.e.Fields, func(f fault.Difference) *fault.Difference { return &f })
}
