package view

import (
	"context"
	"fmt"

	"waymark/domain/assessment"
	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// Assessment is one edition of a needs assessment. Its parts are read when they are asked for.
type Assessment struct {
	record
	lens Lens
	a    *assessment.Assessment
	of   *programme.Partnership
	d    *assessment.Document // nil: it has not been opened

	figures *evidence // what it refers to
}

// head gives an assessment that has not been opened, or nil when its partnership is not to be seen.
func (l Lens) head(a *assessment.Assessment) *Assessment {
	p, ok := programme.Lookup[*programme.Partnership](l.g, a.PartnershipID)
	if !ok {
		return nil
	}
	return &Assessment{record: record{&a.Meta}, lens: l, a: a, of: p}
}

// Assessment gives an assessment with its parts; nil for none.
func (l Lens) Assessment(d *assessment.Document) *Assessment {
	if d == nil {
		return nil
	}
	x := l.head(d.Assessment)
	if x != nil {
		x.d, x.figures = d, &evidence{lens: l, ids: d.Figures}
	}
	return x
}

// Part gives the object of an opened assessment with an id, or nil.
func (a *Assessment) Part(id string) Node {
	switch {
	case a == nil:
		return nil
	case a.ID() == id:
		return a
	}
	for _, s := range a.d.Sections {
		if s.ID == id {
			return a.section(s)
		}
	}
	for _, f := range a.d.Findings {
		if f.ID == id {
			return a.finding(f)
		}
	}
	for _, c := range a.d.Comments {
		if c.ID == id {
			return a.comment(c)
		}
	}
	return nil
}

// opened gives the assessment with its parts.
func (a *Assessment) opened(ctx context.Context) (*Assessment, error) {
	if a.d != nil {
		return a, nil
	}
	shelf, err := ShelfOf(ctx)
	if err != nil {
		return nil, err
	}
	d, err := shelf.Assessments().Open(ctx, a.ID())
	if err != nil {
		return nil, err
	}
	if d == nil { // which was there a moment ago
		return nil, fmt.Errorf("open %s: it is not there", a.ID())
	}
	return a.lens.Assessment(d), nil
}

// Partnership gives whose needs they are.
func (a *Assessment) Partnership() *Partnership { return a.lens.partnership(a.of) }

// Year gives the calendar year in which the financial year begins.
func (a *Assessment) Year() int { return int(a.a.Year) }

// Label gives the financial year as it is written.
func (a *Assessment) Label() string { return a.a.Year.String() }

// Edition gives 1 for the first, and one more for each revision.
func (a *Assessment) Edition() int { return a.a.Edition }

// State tells how far it has come.
func (a *Assessment) State() assessment.State { return a.a.State }

// Endorsed tells whether the chair has endorsed what is under review.
func (a *Assessment) Endorsed() bool { return a.a.Endorsed() }

// AssessmentStep is something that has been done to an assessment.
type AssessmentStep struct {
	Action assessment.Action
	By     string
	On     calendar.Date
	Reason *string
}

// Steps gives what has been done to it, or nil to who does not work on it.
func (a *Assessment) Steps() []*AssessmentStep {
	if !a.insider() {
		return nil
	}
	steps := make([]*AssessmentStep, len(a.a.Steps))
	for i, s := range a.a.Steps {
		steps[i] = &AssessmentStep{s.Do, s.By, s.On, text(s.Reason)}
	}
	return steps
}

func (a *Assessment) insider() bool { return a.lens.rights.WorksOn(a.a.PartnershipID) }

// Template gives the template that it follows.
func (a *Assessment) Template() *DocumentTemplate { return a.lens.template(a.form()) }

func (a *Assessment) form() *programme.Template {
	t, _ := programme.Lookup[*programme.Template](a.lens.g, a.a.TemplateID) // which a foreign key promises
	return t
}

// Due gives the day by which it was to be agreed, or nil.
func (a *Assessment) Due() *calendar.Date {
	if day, ok := a.form().Form.Due(assessment.Due, a.a.Year); ok {
		return &day
	}
	return nil
}

// CarriedFrom gives the id of what it was begun from, or nil.
func (a *Assessment) CarriedFrom() *string { return text(a.a.CarriedFrom) }

// Sections gives its sections in order.
func (a *Assessment) Sections(ctx context.Context) ([]*AssessmentSection, error) {
	a, err := a.opened(ctx)
	if err != nil {
		return nil, err
	}
	return shown(a.d.Sections, a.section), nil
}

// Section gives the section with a code, or nil.
func (a *Assessment) Section(ctx context.Context, code string) (*AssessmentSection, error) {
	a, err := a.opened(ctx)
	if err != nil {
		return nil, err
	}
	for _, s := range a.d.Sections {
		if s.Code == code {
			return a.section(s), nil
		}
	}
	return nil, nil
}

// Frozen gives what was kept of its figures when it was agreed, or nil.
func (a *Assessment) Frozen(ctx context.Context) (*string, error) {
	a, err := a.opened(ctx)
	if err != nil {
		return nil, err
	}
	return text(a.d.Frozen), nil
}

// AssessmentConnection is one page of assessments.
type AssessmentConnection = Page[*assessment.Assessment, *Assessment]

// AssessmentEdge is one entry of a page of assessments.
type AssessmentEdge = Edge[*Assessment]

// AssessmentFilter says which assessments. All conditions must hold; what is left out is no condition.
type AssessmentFilter struct {
	Year        *int
	Partnership []string
	Region      []string
	State       []assessment.State
}

// Assessments gives a page of those on the shelf.
func (l Lens) Assessments(ctx context.Context, args Args, filter *AssessmentFilter) (*AssessmentConnection, error) {
	shelf, err := ShelfOf(ctx)
	if err != nil {
		return nil, err
	}
	all, err := shelf.Assessments().Heads(ctx)
	if err != nil {
		return nil, err
	}
	all = keep(all, func(a *assessment.Assessment) bool {
		p, ok := programme.Lookup[*programme.Partnership](l.g, a.PartnershipID)
		return ok && (filter == nil || (filter.Year == nil || *filter.Year == int(a.Year)) && among(filter.Partnership, p.Code) && among(filter.State, a.State) &&
			l.inRegion(filter.Region, p))
	})
	return paginate(all, l.assessmentOrder(), args, l.head)
}

// inRegion tells whether a partnership lies in one of some regions, by code, on the day; nil is no condition.
func (l Lens) inRegion(regions []string, p *programme.Partnership) bool {
	return regions == nil || l.linkedWhere(p, func(d *programme.District) bool { return among(regions, d.Region.Code) })
}

// assessmentOrder is by partnership, then the newest year and edition first.
func (l Lens) assessmentOrder() order[*assessment.Assessment] {
	return order[*assessment.Assessment]{name: "assessment.partnership", key: func(a *assessment.Assessment) key {
		p, _ := programme.Lookup[*programme.Partnership](l.g, a.PartnershipID)
		return key{text: fmt.Sprintf("%s\x01%04d\x01%06d", p.Code, 9_999-int(a.Year), 999_999-a.Edition), tie: a.ID}
	}}
}

// Assessments gives a page of every edition of all its assessments.
func (p *Partnership) Assessments(ctx context.Context, first *int, after *string, last *int, before *string) (*AssessmentConnection, error) {
	return p.lens.Assessments(ctx, Args{first, after, last, before}, &AssessmentFilter{Partnership: []string{p.p.Code}})
}

// Assessment gives the one for a financial year: the agreed edition, or else the newest; nil when there is none.
func (p *Partnership) Assessment(ctx context.Context, year int) (*Assessment, error) {
	shelf, err := ShelfOf(ctx)
	if err != nil {
		return nil, err
	}
	all, err := shelf.Assessments().Heads(ctx)
	if err != nil {
		return nil, err
	}
	var best *assessment.Assessment
	for _, a := range all {
		if a.PartnershipID == p.p.ID && int(a.Year) == year && (best == nil || a.State == assessment.Agreed || best.State != assessment.Agreed && a.Edition > best.Edition) {
			best = a
		}
	}
	if best == nil {
		return nil, nil
	}
	return p.lens.head(best), nil
}
