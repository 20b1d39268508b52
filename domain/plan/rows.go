package plan

import (
	"reflect"
	"slices"

	"waymark/domain/document"
	"waymark/domain/signoff"
)

// Rows gives every row, those that were taken out as well, in order: parts, lines, priorities, objectives, actions.
func (d *Document) Rows() []Row {
	rows := make([]Row, 0, len(d.Parts)+len(d.Lines)+len(d.Priorities)+len(d.Objectives)+len(d.Actions))
	for _, x := range d.Parts {
		rows = append(rows, x)
	}
	for _, x := range d.Lines {
		rows = append(rows, x)
	}
	for _, x := range d.Priorities {
		rows = append(rows, x)
	}
	for _, x := range d.Objectives {
		rows = append(rows, x)
	}
	for _, x := range d.Actions {
		rows = append(rows, x)
	}
	return rows
}

// Find gives the row with an id, or nil. What has been added since the last Index is not found.
func (d *Document) Find(id string) Row {
	if d.index == nil {
		d.Index()
	}
	return d.index[id]
}

// Index notes where the rows are.
func (d *Document) Index() {
	d.index = map[string]Row{}
	for _, r := range d.Rows() {
		d.index[r.Row().ID] = r
	}
}

// PartOf gives the part that a row lies in.
func (d *Document) PartOf(r Row) *Part {
	for ; r != nil; r = d.Find(r.Parent()) {
		if p, ok := r.(*Part); ok {
			return p
		}
	}
	return nil
}

// Rank gives the place of a row among those beside it, as document.Between makes it; "" for a part, whose place is the template's.
func Rank(r Row) string {
	switch x := r.(type) {
	case *Line:
		return x.Rank
	case *Priority:
		return x.Rank
	case *Objective:
		return x.Rank
	case *Action:
		return x.Rank
	}
	return ""
}

// Beside gives the rows of the kind of one that lie in something, in order, those that were taken out as well.
func (d *Document) Beside(kind Row, in string) []Row {
	var rows []Row
	for _, r := range d.Rows() {
		if r.Parent() == in && reflect.TypeOf(r) == reflect.TypeOf(kind) {
			rows = append(rows, r)
		}
	}
	return rows
}

// There tells whether a row is in the plan: neither it nor what it lies in has been taken out.
func (d *Document) There(r Row) bool {
	for ; r != nil; r = d.Find(r.Parent()) {
		if r.Row().Removed != "" {
			return false
		}
	}
	return true
}

// Piece gives a row as it is signed.
func (d *Document) Piece(r Row) signoff.Piece {
	piece := signoff.Piece{ID: r.Row().ID, Changed: r.Row().Changed}
	for at := r; at != nil; at = d.Find(at.Parent()) {
		if p, ok := at.(*Part); ok {
			piece.Part = p.Code
		}
		if at != r {
			piece.Within = append(piece.Within, at.Row().ID)
		}
	}
	return piece
}

// Signoff gives what the rules of signing have to know of the plan.
func (d *Document) Signoff(form *document.Template) *signoff.Document {
	s := &signoff.Document{State: d.State, Steps: d.Steps, Signatures: form.Signatures}
	for _, r := range d.Rows() {
		s.Pieces = append(s.Pieces, d.Piece(r))
		s.Writers = append(s.Writers, r.Row().Writers...)
	}
	slices.Sort(s.Writers)
	s.Writers = slices.Compact(s.Writers)
	return s
}

// Figures gives every figure that the plan refers to as evidence, each id once, in order.
func (d *Document) Figures() []string {
	var ids []string
	for _, a := range d.Actions {
		for _, f := range a.Evidence {
			ids = append(ids, f.ID)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// Money is planned, committed and spent, in whole pence.
type Money struct{ Planned, Committed, Spent int64 }

// Total gives what the lines that are in the plan come to.
func (d *Document) Total() Money {
	var m Money
	for _, l := range d.Lines {
		if d.There(l) {
			m.Planned += l.Planned
			m.Committed += l.Committed
			m.Spent += l.Spent
		}
	}
	return m
}

// Allotted gives how much of a line objectives that are in the plan have been given.
func (d *Document) Allotted(l *Line) int64 {
	var sum int64
	for _, o := range d.Objectives {
		if !d.There(o) {
			continue
		}
		for _, f := range o.Funding {
			if f.Line == l.Origin {
				sum += f.Pence
			}
		}
	}
	return sum
}

// Copy gives the document with lists of its own, which hold the same rows.
func (d *Document) Copy() *Document {
	own, head := *d, *d.Plan
	head.Steps = slices.Clone(head.Steps)
	own.Plan = &head
	own.Parts, own.Lines, own.Priorities = slices.Clone(d.Parts), slices.Clone(d.Lines), slices.Clone(d.Priorities)
	own.Objectives, own.Actions = slices.Clone(d.Objectives), slices.Clone(d.Actions)
	own.Comments, own.Suggestions = slices.Clone(d.Comments), slices.Clone(d.Suggestions)
	return &own
}

// With gives the document as it is with a row in place of the one with the same id.
func (d *Document) With(r Row) *Document {
	own := d.Copy()
	switch r := r.(type) {
	case *Part:
		replace(own.Parts, r)
	case *Line:
		replace(own.Lines, r)
	case *Priority:
		replace(own.Priorities, r)
	case *Objective:
		replace(own.Objectives, r)
	case *Action:
		replace(own.Actions, r)
	}
	own.Sort()
	own.Index()
	return own
}

func replace[R Row](rows []R, with R) {
	if i := slices.IndexFunc(rows, func(r R) bool { return r.Row().ID == with.Row().ID }); i >= 0 {
		rows[i] = with
	}
}
