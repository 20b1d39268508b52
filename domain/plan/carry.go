package plan

import (
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/programme"
)

// NewID makes an id that begins with a prefix.
type NewID func(prefix string) string

// Begin gives the parts of a new plan, empty, as its template has them.
func Begin(p *Plan, form *document.Template, newID NewID) *Document {
	d := &Document{Plan: p}
	for i, s := range form.Sections {
		d.Parts = append(d.Parts, &Part{Common: d.Fresh(PartPrefix, newID), Code: s.Code, Position: i + 1, Title: s.Title, Status: Empty})
	}
	return d
}

// Fresh gives what a new row of the plan has in common with others, as if it had been there from its beginning.
func (d *Document) Fresh(prefix string, newID NewID) Common {
	id := newID(prefix)
	return Common{Meta: programme.Meta{ID: id, Synthetic: d.Synthetic}, PlanID: d.ID, PartnershipID: d.PartnershipID, Origin: id}
}

// CarryFrom puts into a new plan what it takes from an earlier one, in parts that it has too. Each row says what it was carried from, and
// keeps its origin. What has been taken out stays behind. With whole, as for another edition of the same year, all comes along and counts as
// unchanged; otherwise what goes into the next year: texts to be written anew, money of each stream with nothing committed or spent, and the
// actions that are still to be done, with the objectives and priorities that they serve and those that have none yet.
func (d *Document) CarryFrom(from *Document, whole bool, newID NewID) {
	d.Plan.CarriedFrom = from.ID
	now := map[string]string{} // ids of rows there, by the ids of what they were carried from
	for _, was := range from.Parts {
		i := slices.IndexFunc(d.Parts, func(p *Part) bool { return p.Code == was.Code })
		if i < 0 {
			continue // the form has no such part any more
		}
		p := d.Parts[i]
		p.Text, p.Common.CarriedFrom, p.Origin = was.Text, was.ID, was.Origin
		switch {
		case whole:
			p.Status = was.Status
		case was.Status != Empty:
			p.Status = Begun
		}
		now[was.ID] = p.ID
	}
	goes := func(r Row, serves bool) bool { return now[r.Parent()] != "" && from.There(r) && (whole || serves) }
	for _, was := range from.Lines {
		if goes(was, true) {
			l := *was
			l.Common, l.PartID = d.carried(was, LinePrefix, newID), now[was.PartID]
			if !whole {
				l.Committed, l.Spent = 0, 0
			}
			d.Lines = append(d.Lines, &l)
			now[was.ID] = l.ID
		}
	}
	for _, was := range from.Priorities {
		if goes(was, from.serves(was)) {
			p := *was
			p.Common, p.PartID, p.Findings = d.carried(was, PriorityPrefix, newID), now[was.PartID], slices.Clone(was.Findings)
			d.Priorities = append(d.Priorities, &p)
			now[was.ID] = p.ID
		}
	}
	for _, was := range from.Objectives {
		if goes(was, from.serves(was)) {
			o := *was
			o.Common, o.PriorityID = d.carried(was, ObjectivePrefix, newID), now[was.PriorityID]
			o.Findings, o.Funding = slices.Clone(was.Findings), slices.Clone(was.Funding)
			d.Objectives = append(d.Objectives, &o)
			now[was.ID] = o.ID
		}
	}
	for _, was := range from.Actions {
		if goes(was, was.Progress.Unmet()) {
			a := *was
			a.Common, a.ObjectiveID, a.Evidence = d.carried(was, ActionPrefix, newID), now[was.ObjectiveID], slices.Clone(was.Evidence)
			if !whole {
				a.RAG, a.Evidence = "", nil
			}
			d.Actions = append(d.Actions, &a)
		}
	}
}

// serves tells whether an objective or a priority goes into the next year: something that lies in it is still to be done, or nothing lies in it.
func (d *Document) serves(r Row) bool {
	empty := true
	for _, a := range d.Actions {
		if a.ObjectiveID == r.Row().ID && d.There(a) {
			if empty = false; a.Progress.Unmet() {
				return true
			}
		}
	}
	for _, o := range d.Objectives {
		if o.PriorityID == r.Row().ID && d.There(o) {
			if empty = false; d.serves(o) {
				return true
			}
		}
	}
	return empty
}

func (d *Document) carried(from Row, prefix string, newID NewID) Common {
	c := d.Fresh(prefix, newID)
	c.CarriedFrom, c.Origin = from.Row().ID, from.Row().Origin
	return c
}

// LastBefore gives what the plan of a kind for a year is rolled forward from: of the newest earlier year that there is one of, the edition
// that is in force or was last, or, when none has been agreed, the newest. It is nil when there is none.
func LastBefore(all []*Plan, kind document.Kind, year calendar.FinancialYear) *Plan {
	var best *Plan
	for _, p := range all {
		if p.Kind != kind || p.Year >= year {
			continue
		}
		if best == nil || p.Year > best.Year || p.Year == best.Year && Before(best, p) {
			best = p
		}
	}
	return best
}

// Before tells which of two editions of one plan is the one to go by: what has been agreed before what has not, and then the later.
func Before(a, b *Plan) bool {
	if a.Unpublished != b.Unpublished {
		return a.Unpublished
	}
	return a.Edition < b.Edition
}

// InForce gives the edition of a kind and year that is in force, or nil.
func InForce(all []*Plan, kind document.Kind, year calendar.FinancialYear) *Plan {
	i := slices.IndexFunc(all, func(p *Plan) bool { return p.Kind == kind && p.Year == year && p.State.InForce() })
	if i < 0 {
		return nil
	}
	return all[i]
}

// Written gives the edition of a kind and year that is being written or signed, or nil.
func Written(all []*Plan, kind document.Kind, year calendar.FinancialYear) *Plan {
	i := slices.IndexFunc(all, func(p *Plan) bool { return p.Kind == kind && p.Year == year && p.Unpublished })
	if i < 0 {
		return nil
	}
	return all[i]
}
