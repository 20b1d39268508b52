package view

import (
	"context"
	"slices"

	"waymark/domain/document"
	"waymark/domain/plan"
)

// FundingLine is money from one stream.
type FundingLine struct {
	planRow
	l *plan.Line
}

// Part gives the part that it lies in.
func (l *FundingLine) Part() *PlanPart { return parent[*PlanPart](l.planRow) }

// Stream gives the code of the stream that it comes from.
func (l *FundingLine) Stream() string { return l.l.Stream }

// StreamName gives what that is called: by its code when the template does not have it any more.
func (l *FundingLine) StreamName() string {
	streams := l.in.form().Streams
	if i := slices.IndexFunc(streams, func(s document.Stream) bool { return s.Code == l.l.Stream }); i >= 0 {
		return streams[i].Name
	}
	return l.l.Stream
}

// Name gives what it is for.
func (l *FundingLine) Name() string { return l.l.Name }

// Planned gives what is planned, in pence.
func (l *FundingLine) Planned() int64 { return l.l.Planned }

// Committed gives what of that has been committed, in pence.
func (l *FundingLine) Committed() int64 { return l.l.Committed }

// Spent gives what has been spent, in pence.
func (l *FundingLine) Spent() int64 { return l.l.Spent }

// Note gives what else is to be said, or nil.
func (l *FundingLine) Note() *string { return text(l.l.Note) }

// Allotted gives how much objectives have been given, in pence.
func (l *FundingLine) Allotted() int64 { return l.in.d.Allotted(l.l) }

// Unallotted gives how much of what is planned they have not been given, in pence.
func (l *FundingLine) Unallotted() int64 { return l.l.Planned - l.in.d.Allotted(l.l) }

// PlanPriority is something that a plan puts first.
type PlanPriority struct {
	planRow
	p *plan.Priority
}

// Part gives the grid that it lies in.
func (p *PlanPriority) Part() *PlanPart { return parent[*PlanPart](p.planRow) }

// Statement gives what is put first.
func (p *PlanPriority) Statement() string { return p.p.Statement }

// Findings gives those that it answers, as far as the viewer may see them.
func (p *PlanPriority) Findings(ctx context.Context) ([]*Finding, error) {
	return p.in.lens.findings(ctx, p.p.Findings)
}

// Objectives gives the objectives in it.
func (p *PlanPriority) Objectives(removed bool) []*PlanObjective {
	return lying[*PlanObjective](p.planRow, removed)
}

// findings gives those with some ids that the viewer may see, in their order.
func (l Lens) findings(ctx context.Context, ids []string) ([]*Finding, error) {
	found := []*Finding{}
	for _, id := range ids {
		n, err := l.Find(ctx, id)
		if err != nil {
			return nil, err
		}
		if f, ok := n.(*Finding); ok {
			found = append(found, f)
		}
	}
	return found, nil
}

// PlanObjective is something that a plan wants to reach.
type PlanObjective struct {
	planRow
	o *plan.Objective
}

// Priority gives the priority that it lies in.
func (o *PlanObjective) Priority() *PlanPriority { return parent[*PlanPriority](o.planRow) }

// Statement gives what is to be reached.
func (o *PlanObjective) Statement() string { return o.o.Statement }

// Findings gives those that it serves, as far as the viewer may see them.
func (o *PlanObjective) Findings(ctx context.Context) ([]*Finding, error) {
	return o.in.lens.findings(ctx, o.o.Findings)
}

// Actions gives the actions in it.
func (o *PlanObjective) Actions(removed bool) []*PlanAction {
	return lying[*PlanAction](o.planRow, removed)
}

// ObjectiveFunding is money of a line that an objective has been given.
type ObjectiveFunding struct {
	Line  *FundingLine
	Pence int64
}

// Funding gives the money that it has been given.
func (o *PlanObjective) Funding() []*ObjectiveFunding {
	return shown(o.o.Funding, func(a plan.Allotment) *ObjectiveFunding {
		f := &ObjectiveFunding{Pence: a.Pence}
		lines := o.in.d.Lines
		if i := slices.IndexFunc(lines, func(l *plan.Line) bool { return l.Origin == a.Line }); i >= 0 {
			f.Line, _ = o.in.row(lines[i]).(*FundingLine)
		}
		return f
	})
}
