package view

import (
	"waymark/domain/disclosure"
	"waymark/domain/referral"
)

// Cell is what is told of one number about people.
type Cell struct {
	disclosure.Cell
	provisional, revised bool
}

// Value gives the number, or nil when it is not shown.
func (c *Cell) Value() *int64 { return c.Cell.Value }

// Status tells what the cell is.
func (c *Cell) Status() disclosure.Status { return c.Cell.Status }

// Marker gives the standard mark, or nil.
func (c *Cell) Marker() *string {
	if mark := c.Cell.Status.Marker(); mark != "" {
		return &mark
	}
	switch {
	case c.revised:
		return new("[r]")
	case c.provisional:
		return new("[p]")
	}
	return nil
}

// Lower gives the least that the number can be, or nil.
func (c *Cell) Lower() *int64 { return c.Cell.Lower }

// Upper gives the most that the number can be, or nil.
func (c *Cell) Upper() *int64 { return c.Cell.Upper }

// ReferralCounts is what was counted.
type ReferralCounts struct {
	cells       referral.Cells
	provisional bool
	revised     [referral.Width]bool // since an earlier release of the same months
}

// exactly shows counts as they are.
func exactly(counts *referral.Counts) *ReferralCounts {
	c := &ReferralCounts{}
	for i, n := range counts {
		c.cells[i] = disclosure.Exactly(n)
	}
	return c
}

func (c *ReferralCounts) cell(m referral.Measure) *Cell {
	return &Cell{c.cells[m.Index()], c.provisional, c.revised[m.Index()]}
}

// Disclosures gives how many spoke of it and agreed to a record.
func (c *ReferralCounts) Disclosures() *Cell { return c.cell(referral.Disclosures) }

// MarkersInTreatment gives how many markers were set for people in treatment.
func (c *ReferralCounts) MarkersInTreatment() *Cell { return c.cell(referral.InTreatment) }

// MarkersNotInTreatment gives how many were set for people not in treatment.
func (c *ReferralCounts) MarkersNotInTreatment() *Cell { return c.cell(referral.NotInTreatment) }

// Referrals gives how many were referred.
func (c *ReferralCounts) Referrals() *Cell { return c.cell(referral.Referrals) }

// SelfReferrals gives how many went themselves.
func (c *ReferralCounts) SelfReferrals() *Cell { return c.cell(referral.SelfReferrals) }

// DiscussionStartsKnown gives how many discussions are known to have taken place.
func (c *ReferralCounts) DiscussionStartsKnown() *Cell { return c.cell(referral.DiscussionStarts) }

// TreatmentStartsKnown gives how many treatments are known to have started.
func (c *ReferralCounts) TreatmentStartsKnown() *Cell { return c.cell(referral.TreatmentStarts) }

// ExitsPlanned gives how many planned exits were told of.
func (c *ReferralCounts) ExitsPlanned() *Cell { return c.cell(referral.PlannedExits) }

// ExitsUnplanned gives how many unplanned ones were.
func (c *ReferralCounts) ExitsUnplanned() *Cell { return c.cell(referral.UnplannedExits) }

// JobStarts gives how many started paid work.
func (c *ReferralCounts) JobStarts() *Cell { return c.cell(referral.JobStarts) }

// Sustained gives how many jobs lasted for 13 weeks.
func (c *ReferralCounts) Sustained() *Cell { return c.cell(referral.Sustained) }

// ReferralOutcome is an outcome that is not always known.
type ReferralOutcome struct {
	Known, AtLeast, AtMost *Cell
}

// DiscussionStarts gives how many discussions took place.
func (c *ReferralCounts) DiscussionStarts() *ReferralOutcome {
	return c.outcome(referral.DiscussionStarts)
}

// TreatmentStarts gives how many treatments started.
func (c *ReferralCounts) TreatmentStarts() *ReferralOutcome {
	return c.outcome(referral.TreatmentStarts)
}

// outcome bounds what is known of an outcome by those who came at all. It is worked out of what is shown of both.
func (c *ReferralCounts) outcome(m referral.Measure) *ReferralOutcome {
	known := c.cell(m)
	if known.Cell.Status == disclosure.NotApplicable {
		return &ReferralOutcome{known, known, known}
	}
	came := disclosure.Add(c.cells[referral.Referrals.Index()], c.cells[referral.SelfReferrals.Index()])
	return &ReferralOutcome{known, known, &Cell{disclosure.Max(known.Cell, came), c.provisional, false}}
}
