package view

import (
	"context"
	"slices"

	"waymark/domain/assessment"
	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/plan"
)

// PlanGap is something that is missing in a plan.
type PlanGap struct {
	in *Plan
	g  plan.Gap
}

// PlanGapConnection is one page of gaps.
type PlanGapConnection = Page[Placed[plan.Gap], *PlanGap]

// PlanGapEdge is one entry of a page of gaps.
type PlanGapEdge = Edge[*PlanGap]

// Gaps gives a page of what is missing, by the assessment that was agreed on the day.
func (p *Plan) Gaps(ctx context.Context, first *int, after *string, last *int, before *string, asOf *calendar.Date, kind []plan.GapKind) (*PlanGapConnection, error) {
	p, err := p.opened(ctx)
	if err != nil {
		return nil, err
	}
	day := p.lens.on(asOf).day
	agreed, all, err := p.needs(ctx, day)
	if err != nil {
		return nil, err
	}
	gaps := inPlace(p.d.Gaps(p.form(), day, agreed, all), func(g plan.Gap) bool { return among(kind, g.Kind) })
	return paginate(gaps, asGiven[plan.Gap]("plan.gap"), Args{first, after, last, before}, func(g Placed[plan.Gap]) *PlanGap { return &PlanGap{p, g.of} })
}

// needs gives the findings of the assessment that was agreed for the plan's year on a day, by importance, and those of every edition of the partnership.
func (p *Plan) needs(ctx context.Context, day calendar.Date) (agreed, all []*assessment.Finding, err error) {
	shelf, err := ShelfOf(ctx)
	if err != nil {
		return nil, nil, err
	}
	heads, err := shelf.Assessments().Heads(ctx)
	if err != nil {
		return nil, nil, err
	}
	if all, err = shelf.FindingsOf(ctx, p.p.PartnershipID); err != nil {
		return nil, nil, err
	}
	i := slices.IndexFunc(heads, func(a *assessment.Assessment) bool {
		return a.PartnershipID == p.p.PartnershipID && a.Year == p.p.Year && a.On(day) == assessment.Agreed
	})
	if i < 0 {
		return nil, all, nil
	}
	agreed = keep(all, func(f *assessment.Finding) bool { return f.AssessmentID == heads[i].ID })
	slices.SortFunc(agreed, assessment.ByImportance)
	return agreed, all, nil
}

// Kind tells what sort of gap it is.
func (g *PlanGap) Kind() plan.GapKind { return g.g.Kind }

// Row gives what it is a gap of, or nil.
func (g *PlanGap) Row() PlanRow {
	if r := g.in.d.Find(g.g.Row); r != nil {
		return g.in.row(r)
	}
	return nil
}

// Finding gives the finding that nothing answers, or nil.
func (g *PlanGap) Finding(ctx context.Context) (*Finding, error) {
	if g.g.Finding == "" {
		return nil, nil
	}
	return g.in.lens.finding(ctx, g.g.Finding)
}

func (l Lens) finding(ctx context.Context, id string) (*Finding, error) {
	n, err := l.Find(ctx, id)
	f, _ := n.(*Finding)
	return f, err
}

// Pence gives the money in question, or nil.
func (g *PlanGap) Pence() *int64 {
	if g.g.Pence == 0 {
		return nil
	}
	return &g.g.Pence
}

// Day gives by when it was to be done, or nil.
func (g *PlanGap) Day() *calendar.Date { return g.g.Day }

// Text gives the gap in a sentence.
func (g *PlanGap) Text() string { return g.g.Text }

// FindingTrace is what a plan makes of a finding.
type FindingTrace struct {
	Finding    *Finding
	Plan       *Plan
	Priorities []*TracedPriority
}

// TracedPriority is a priority on the way.
type TracedPriority struct {
	Priority   *PlanPriority
	Answers    bool
	Objectives []*TracedObjective
}

// TracedObjective is an objective that serves a finding.
type TracedObjective struct {
	Objective *PlanObjective
	Actions   []*PlanAction
}

// Trace follows a finding through the plan of its partnership for a year, that of its assessment when none is given; nil when there is no such finding.
func (l Lens) Trace(ctx context.Context, finding string, year *int, kind document.Kind) (*FindingTrace, error) {
	f, err := l.finding(ctx, finding)
	if err != nil || f == nil {
		return nil, err
	}
	trace := &FindingTrace{Finding: f, Priorities: []*TracedPriority{}}
	of := f.in.Year()
	if year != nil {
		of = *year
	}
	if trace.Plan, err = f.in.Partnership().Plan(ctx, of, kind); err != nil || trace.Plan == nil {
		return trace, err
	}
	if trace.Plan, err = trace.Plan.opened(ctx); err != nil {
		return nil, err
	}
	shelf, err := ShelfOf(ctx)
	if err != nil {
		return nil, err
	}
	all, err := shelf.FindingsOf(ctx, trace.Plan.p.PartnershipID)
	if err != nil {
		return nil, err
	}
	for _, t := range trace.Plan.d.Trace(finding, plan.LinesOf(all)) {
		trace.Priorities = append(trace.Priorities, trace.Plan.traced(t))
	}
	return trace, nil
}

func (p *Plan) traced(t plan.Traced) *TracedPriority {
	on := &TracedPriority{Answers: t.Answers, Objectives: []*TracedObjective{}}
	on.Priority, _ = p.row(t.Priority).(*PlanPriority)
	for _, s := range t.Serving {
		o := &TracedObjective{Actions: []*PlanAction{}}
		o.Objective, _ = p.row(s.Objective).(*PlanObjective)
		for _, a := range s.Actions {
			if shown, ok := p.row(a).(*PlanAction); ok {
				o.Actions = append(o.Actions, shown)
			}
		}
		on.Objectives = append(on.Objectives, o)
	}
	return on
}
