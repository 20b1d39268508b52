package view

import (
	"context"
	"fmt"
	"slices"

	"waymark/domain/document"
	"waymark/domain/plan"
)

// PlanRow is a row of a plan: *PlanPart, *FundingLine, *PlanPriority, *PlanObjective or *PlanAction.
type PlanRow interface {
	Node
	isPlanRow()
}

// planRow is what every row says of itself.
type planRow struct {
	record
	in *Plan
	r  plan.Row
}

func (planRow) isPlanRow() {}

// row gives a row of an opened plan.
func (p *Plan) row(r plan.Row) PlanRow {
	common := planRow{record{&r.Row().Meta}, p, r}
	switch x := r.(type) {
	case *plan.Line:
		return &FundingLine{common, x}
	case *plan.Priority:
		return &PlanPriority{common, x}
	case *plan.Objective:
		return &PlanObjective{common, x}
	case *plan.Action:
		return &PlanAction{common, x}
	}
	return &PlanPart{common, r.(*plan.Part)} //nolint:forcetypeassert // there is no other row
}

// Plan gives the plan that it is a part of.
func (r planRow) Plan() *Plan { return r.in }

// ChangedBy gives who changed it last in this edition, or nil.
func (r planRow) ChangedBy() *string {
	if !r.in.insider() {
		return nil
	}
	return text(document.LastOf(r.r.Row().Writers))
}

// CarriedFrom gives the id of the row that it was carried from, or nil.
func (r planRow) CarriedFrom() *string { return text(r.r.Row().CarriedFrom) }

// Origin gives the id of the first row of its line.
func (r planRow) Origin() string { return r.r.Row().Origin }

// Removed tells why it was taken out, or gives nil.
func (r planRow) Removed() *string { return text(r.r.Row().Removed) }

// Locked tells whether it is not to be written now.
func (r planRow) Locked() bool {
	s := r.in.signing()
	return !s.Open(s.pieces[r.ID()])
}

// UnsignedBy gives the codes of the signatures that do not cover it.
func (r planRow) UnsignedBy() []string { return append([]string{}, r.in.signing().unsigned[r.ID()]...) }

// PlanRowConnection is one page of rows.
type PlanRowConnection = Page[plan.Row, PlanRow]

// PlanRowEdge is one entry of a page of rows.
type PlanRowEdge = Edge[PlanRow]

// Rows gives a page of all rows in the order in which they are read.
func (p *Plan) Rows(ctx context.Context, first *int, after *string, last *int, before *string, removed bool) (*PlanRowConnection, error) {
	p, err := p.opened(ctx)
	if err != nil {
		return nil, err
	}
	return p.rows(keep(p.d.Rows(), func(r plan.Row) bool { return removed || p.d.There(r) }), Args{first, after, last, before})
}

func (p *Plan) rows(all []plan.Row, args Args) (*PlanRowConnection, error) {
	return paginate(all, order[plan.Row]{name: "plan.reading", key: func(r plan.Row) key { return key{text: p.place(r), tie: r.Row().ID} }}, args, p.row)
}

// place gives where a row is read: by its part, and by the ranks of all that it lies in down to its own. What lies in a row comes after it.
func (p *Plan) place(r plan.Row) string {
	within := ""
	if r.Parent() != "" {
		within = p.place(p.d.Find(r.Parent())) + "\x01"
	}
	switch x := r.(type) {
	case *plan.Part:
		return fmt.Sprintf("%04d", x.Position)
	case *plan.Line:
		return within + x.Rank
	case *plan.Priority:
		return within + x.Rank
	case *plan.Objective:
		return within + x.Rank
	case *plan.Action:
		return within + x.Rank
	}
	return within
}

func withinOf(d *plan.Document) map[string][]plan.Row {
	within := map[string][]plan.Row{}
	for _, r := range d.Rows() {
		within[r.Parent()] = append(within[r.Parent()], r)
	}
	return within
}

// lying gives the rows of a kind that lie in a row, in their order; those that were taken out as well if removed.
func lying[Row PlanRow](r planRow, removed bool) []Row {
	found := []Row{}
	for _, x := range r.in.within()[r.ID()] {
		if shown, ok := r.in.row(x).(Row); ok && (removed || x.Row().Removed == "") {
			found = append(found, shown)
		}
	}
	return found
}

// parent gives what a row lies in, or nil when that is of another kind.
func parent[Row PlanRow](r planRow) (found Row) {
	if up := r.in.d.Find(r.r.Parent()); up != nil {
		found, _ = r.in.row(up).(Row)
	}
	return found
}

// PlanPart is a part of a plan.
type PlanPart struct {
	planRow
	p *plan.Part
}

// Parts gives its parts in order.
func (p *Plan) Parts(ctx context.Context) ([]*PlanPart, error) {
	p, err := p.opened(ctx)
	if err != nil {
		return nil, err
	}
	return shown(p.d.Parts, p.part), nil
}

func (p *Plan) part(x *plan.Part) *PlanPart { return &PlanPart{planRow{record{&x.Meta}, p, x}, x} }

// PartWithCode gives the part with a code, or nil.
func (p *Plan) PartWithCode(ctx context.Context, code string) (*PlanPart, error) {
	p, err := p.opened(ctx)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(p.d.Parts, func(x *plan.Part) bool { return x.Code == code })
	if i < 0 {
		return nil, nil
	}
	return p.part(p.d.Parts[i]), nil
}

// Code gives its code.
func (p *PlanPart) Code() string { return p.p.Code }

// Title gives what it is called.
func (p *PlanPart) Title() string { return p.p.Title }

// form gives the section of the template, which is empty when the template does not have it any more.
func (p *PlanPart) form() document.Section {
	if s := p.in.form().Section(p.p.Code); s != nil {
		return *s
	}
	return document.Section{}
}

// PartHeading gives the heading that it stands under, or nil.
func (p *PlanPart) PartHeading() *string { return text(p.form().Part) }

// Guidance tells what belongs in it.
func (p *PlanPart) Guidance() string { return p.form().Guidance }

// Columns gives the headings of its grid.
func (p *PlanPart) Columns() []string { return append([]string{}, p.form().Columns...) }

// Text gives what it says.
func (p *PlanPart) Text() string { return p.p.Text }

// Status tells how far it has come.
func (p *PlanPart) Status() plan.PartStatus { return p.p.Status }

// Lines gives the money in it.
func (p *PlanPart) Lines(removed bool) []*FundingLine { return lying[*FundingLine](p.planRow, removed) }

// Priorities gives the priorities in it.
func (p *PlanPart) Priorities(removed bool) []*PlanPriority {
	return lying[*PlanPriority](p.planRow, removed)
}
