package view

import (
	"time"

	"waymark/domain/plan"
)

// PlanPointInput is a plan as it is or as it was.
type PlanPointInput struct {
	Plan    string // id
	KnownAt *time.Time
}

// PlanDiff is what lies between two plans.
type PlanDiff struct {
	From, To *Plan
	Fields   []*plan.Edit
	rows     []plan.Difference
}

// PlanDiff gives what lies between two plans, or nil when one of them is not there.
func (l Lens) PlanDiff(from, to *plan.Document) *PlanDiff {
	d := &PlanDiff{From: l.Plan(from), To: l.Plan(to)}
	if d.From == nil || d.To == nil {
		return nil
	}
	diff := plan.Compare(from, to)
	d.Fields = shownEdits(diff.Head)
	for _, x := range diff.Rows {
		if x.Kind == plan.RowChanged && !l.names { // which coordinator does something is told to who is told names
			x.Edits = keep(x.Edits, func(e plan.Edit) bool { return e.Field != "coordinator" })
			if len(x.Edits) == 0 {
				continue
			}
		}
		d.rows = append(d.rows, x)
	}
	return d
}

func shownEdits(edits []plan.Edit) []*plan.Edit {
	return shown(edits, func(e plan.Edit) *plan.Edit { return &e })
}

func (d *PlanDiff) count(kind plan.DiffKind) (n int) {
	for _, x := range d.rows {
		if x.Kind == kind {
			n++
		}
	}
	return n
}

// Added gives how many rows were added.
func (d *PlanDiff) Added() int { return d.count(plan.RowAdded) }

// Removed gives how many rows were removed.
func (d *PlanDiff) Removed() int { return d.count(plan.RowRemoved) }

// Changed gives how many rows say something else.
func (d *PlanDiff) Changed() int { return d.count(plan.RowChanged) }

// Moved gives how many rows lie somewhere else.
func (d *PlanDiff) Moved() int { return d.count(plan.RowMoved) }

// PlanDifference is one thing that lies between two plans.
type PlanDifference struct {
	in *PlanDiff
	x  plan.Difference
}

// PlanDifferenceConnection is one page of differences.
type PlanDifferenceConnection = Page[Placed[plan.Difference], *PlanDifference]

// PlanDifferenceEdge is one entry of a page of differences.
type PlanDifferenceEdge = Edge[*PlanDifference]

// Rows gives a page of the differences.
func (d *PlanDiff) Rows(first *int, after *string, last *int, before *string, kind []plan.DiffKind) (*PlanDifferenceConnection, error) {
	all := inPlace(d.rows, func(x plan.Difference) bool { return among(kind, x.Kind) })
	return paginate(all, asGiven[plan.Difference]("plan.difference"), Args{first, after, last, before}, func(x Placed[plan.Difference]) *PlanDifference {
		return &PlanDifference{d, x.of}
	})
}

// Kind tells what lies between.
func (x *PlanDifference) Kind() plan.DiffKind { return x.x.Kind }

// Before gives the row as it was, or nil.
func (x *PlanDifference) Before() PlanRow {
	if x.x.Before == nil {
		return nil
	}
	return x.in.From.row(x.x.Before)
}

// After gives the row as it is, or nil.
func (x *PlanDifference) After() PlanRow {
	if x.x.After == nil {
		return nil
	}
	return x.in.To.row(x.x.After)
}

// Fields gives what it says else.
func (x *PlanDifference) Fields() []*plan.Edit { return shownEdits(x.x.Edits) }

// Elsewhere tells whether it lies in something else.
func (x *PlanDifference) Elsewhere() bool { return x.x.Above }

// Reason tells why it was taken out, or gives nil.
func (x *PlanDifference) Reason() *string { return text(x.x.Reason) }
