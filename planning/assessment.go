package planning

import (
	"cmp"
	"context"
	"strings"

	"waymark/domain/access"
	"waymark/domain/assessment"
	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/domain/workflow"
	"waymark/ent"
	"waymark/store"
)

// AssessmentStart begins the needs assessment of a partnership for a financial year, with the sections of its template, all empty.
// Outcome.ID is the assessment.
func (s *Service) AssessmentStart(ctx context.Context, in AssessmentStartInput) (Outcome, error) {
	c := call{"assessmentStart", "", in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		d, _, err := w.begin(ctx, in.Partnership, in.Year, s.today(), assessment.ToStart)
		if err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: d.ID, On: s.today()}, w.tx.InsertAssessments(ctx, d)
	})
}

// AssessmentRollForward begins the needs assessment of a partnership for a financial year with what the last one before it has: its
// texts, and the findings that are still open. Outcome.ID is the assessment.
func (s *Service) AssessmentRollForward(ctx context.Context, in AssessmentRollForwardInput) (Outcome, error) {
	c := call{"assessmentRollForward", "", in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		d, earlier, err := w.begin(ctx, in.Partnership, in.Year, s.today(), assessment.ToCarry)
		if err != nil {
			return Outcome{}, err
		}
		last := assessment.LastBefore(earlier, d.Year)
		if last == nil {
			w.bad("year", "there is no assessment of an earlier year to roll forward")
			return Outcome{}, w.refused()
		}
		from, err := w.tx.ReadAssessment(w.reading(ctx), last.ID)
		if err != nil {
			return Outcome{}, err
		}
		d.CarryFrom(from, false, newID)
		return Outcome{ID: d.ID, On: s.today()}, w.tx.InsertAssessments(ctx, d)
	})
}

// begin makes a new assessment, which is not written yet, and gives all that the partnership has so far.
func (w *work) begin(ctx context.Context, partnership string, year int, today calendar.Date, by assessment.Action) (*assessment.Document, []*assessment.Assessment, error) {
	p, ok := programme.Lookup[*programme.Partnership](w.g, partnership)
	if !ok {
		if err := w.allowed(); err != nil {
			return nil, nil, err
		}
		w.bad("partnership", "there is no partnership with this id")
		return nil, nil, w.refused()
	}
	if err := w.allowed(p); err != nil {
		return nil, nil, err
	}
	y := calendar.FinancialYear(year)
	template := w.g.TemplateFor(document.NeedsAssessment, y)
	switch {
	case !y.Valid():
		w.bad("year", "a financial year begins between %d and %d, not in %d", calendar.FirstYear, calendar.LastYear, year)
	case template == nil:
		w.bad("year", "there is no template for %s", y)
	case !p.Valid.Overlaps(y.Period()):
		w.bad("year", "%s does not exist in %s", p.Code, y)
	}
	if err := w.refused(); err != nil {
		return nil, nil, err
	}
	earlier, err := w.assessmentsOf(ctx, p)
	if err != nil {
		return nil, nil, err
	}
	for _, a := range earlier {
		if a.Year == y {
			return nil, nil, fault.New(fault.IllegalTransition, "", "%s has an assessment for %s already; revise it once it is agreed", p.Code, y)
		}
	}
	a := &assessment.Assessment{Meta: programme.Meta{ID: newID(assessment.Prefix)}, PartnershipID: p.ID, TemplateID: template.ID, Year: y, Edition: 1,
		State: assessment.Draft, Unpublished: true, Steps: assessment.Steps{w.took(by, "", today)}}
	return assessment.Begin(a, template.Form, newID), earlier, nil
}

// took gives the step that the viewer takes.
func (w *work) took(do assessment.Action, reason string, today calendar.Date) workflow.Step[assessment.Action] {
	return workflow.Step[assessment.Action]{Do: do, By: w.rights.Who().Subject, On: today, Reason: reason}
}

// reading gives the context in which the transaction reads documents for the viewer.
func (w *work) reading(ctx context.Context) context.Context {
	return access.With(ctx, w.rights.Reader())
}

// assessmentsOf gives every assessment of a partnership, without their parts.
func (w *work) assessmentsOf(ctx context.Context, p *programme.Partnership) ([]*assessment.Assessment, error) {
	return w.tx.Assessments(w.reading(ctx), store.AssessmentFilter{Partnership: p.ID})
}

// assessed is an assessment that a use case decides on, and who decides.
type assessed struct {
	*assessment.Document
	of  *programme.Partnership
	by  workflow.Who[assessment.Role]
	now calendar.Date
	new string // id of the edition that the use case makes; empty for none
}

// assessment finds what a use case is about, by the id at a path of the arguments. It is NOT_FOUND when there is none that the viewer may see, and FORBIDDEN
// to who may not do this to it.
func (s *Service) assessment(ctx context.Context, w *work, path, id string) (*assessed, error) {
	d, err := w.tx.ReadAssessment(w.reading(ctx), id)
	if err != nil {
		return nil, err
	}
	if d == nil {
		w.asked = true
		return nil, fault.New(fault.NotFound, path, "there is nothing with this id")
	}
	p, _ := programme.Lookup[*programme.Partnership](w.g, d.PartnershipID) // which a foreign key promises
	if err := w.allowed(p); err != nil {
		return nil, err
	}
	who := workflow.Who[assessment.Role]{Subject: w.rights.Who().Subject, Roles: w.rights.RolesIn(p)}
	return &assessed{d, p, who, s.today(), ""}, nil
}

// assessmentOf finds the assessment that a section, a finding or a comment is a part of. Faults are those of assessment.
func (s *Service) assessmentOf(ctx context.Context, w *work, path, part string) (*assessed, error) {
	id, err := w.tx.AssessmentOf(w.reading(ctx), part)
	if err != nil {
		return nil, err
	}
	return s.assessment(ctx, w, path, id)
}

// may looks whether the rules let the viewer do something that leaves the state as it is.
func (d *assessed) may(do assessment.Action) error {
	_, err := d.Next(do, d.by)
	return err
}

// unchanged is a CONFLICT when a row has changed since it was read.
func unchanged(m programme.Meta, read int, writers []string, fields ...document.Field) error {
	if m.Version == read {
		return nil
	}
	refusal, err := document.Conflict(m.ID, read, m.Version, document.LastOf(writers), m.UpdatedAt, fields)
	if err != nil {
		return err
	}
	return refusal
}

// assessmentStep takes an assessment one step on its way: it looks whether the step may be taken, lets the use case check and set
// more, and writes the state.
func (s *Service) assessmentStep(ctx context.Context, c call, version int, do assessment.Action, more func(context.Context, *work, *assessed, *ent.AssessmentUpdateOne) error) (Outcome, error) {
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		d, err := s.assessment(ctx, w, "id", c.id)
		if err != nil {
			return Outcome{}, err
		}
		if err := unchanged(d.Meta, version, d.movers()); err != nil {
			return Outcome{}, err
		}
		next, err := d.Next(do, d.by)
		if err != nil {
			return Outcome{}, err
		}
		reason := c.change().Reason
		if rule, _ := assessment.Rules.Rule(do); rule.Reason {
			reason = w.prose("reason", reason, 1, 500)
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		update := w.tx.Assessment.UpdateOneID(d.ID).SetState(next).SetSteps(append(d.Steps, w.took(do, reason, d.now)))
		if err := more(ctx, w, d, update); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: cmp.Or(d.new, d.ID), On: d.now}, update.Exec(ctx)
	})
}

// movers gives who took the steps of the assessment, the last one last.
func (d *assessed) movers() []string {
	who := make([]string, len(d.Steps))
	for i, s := range d.Steps {
		who[i] = s.By
	}
	return who
}

// nothing more is to be done.
func nothing(context.Context, *work, *assessed, *ent.AssessmentUpdateOne) error { return nil }

// AssessmentSubmit puts a draft to the chair. Outcome.ID is the assessment.
func (s *Service) AssessmentSubmit(ctx context.Context, id string, in AssessmentSubmitInput) (Outcome, error) {
	c := call{"assessmentSubmit", id, in, in.IdempotencyKey}
	return s.assessmentStep(ctx, c, in.ExpectedVersion, assessment.ToSubmit, func(_ context.Context, _ *work, d *assessed, _ *ent.AssessmentUpdateOne) error {
		for _, section := range d.Sections {
			if strings.TrimSpace(section.Text) != "" {
				return nil
			}
		}
		return fault.New(fault.IllegalTransition, "", "nothing has been written yet")
	})
}

// AssessmentWithdraw takes a submission back. Outcome.ID is the assessment.
func (s *Service) AssessmentWithdraw(ctx context.Context, id string, in AssessmentWithdrawInput) (Outcome, error) {
	c := call{"assessmentWithdraw", id, in, in.IdempotencyKey}
	return s.assessmentStep(ctx, c, in.ExpectedVersion, assessment.ToWithdraw, nothing)
}

// AssessmentEndorse says that the chair stands behind what was submitted. Outcome.ID is the assessment.
func (s *Service) AssessmentEndorse(ctx context.Context, id string, in AssessmentEndorseInput) (Outcome, error) {
	c := call{"assessmentEndorse", id, in, in.IdempotencyKey}
	return s.assessmentStep(ctx, c, in.ExpectedVersion, assessment.ToEndorse, nothing)
}

// AssessmentReturn gives a submission back to be mended, with a reason. Outcome.ID is the assessment.
func (s *Service) AssessmentReturn(ctx context.Context, id string, in AssessmentReturnInput) (Outcome, error) {
	c := call{"assessmentReturn", id, in, in.IdempotencyKey}
	return s.assessmentStep(ctx, c, in.ExpectedVersion, assessment.ToReturn, nothing)
}

// AssessmentAgree makes an endorsed assessment the one that holds: its figures are frozen, and the edition that held is superseded.
// Outcome.ID is the assessment.
func (s *Service) AssessmentAgree(ctx context.Context, id string, in AssessmentAgreeInput) (Outcome, error) {
	c := call{"assessmentAgree", id, in, in.IdempotencyKey}
	return s.assessmentStep(ctx, c, in.ExpectedVersion, assessment.ToAgree, func(ctx context.Context, w *work, d *assessed, u *ent.AssessmentUpdateOne) error {
		frozen, err := w.frozen(ctx, d.Document)
		if err != nil {
			return err
		}
		u.SetUnpublished(false).SetFrozen(frozen)
		all, err := w.assessmentsOf(ctx, d.of)
		if err != nil {
			return err
		}
		for _, a := range all {
			if a.Year != d.Year || a.State != assessment.Agreed {
				continue
			}
			was := &assessment.Document{Assessment: a}
			next, err := was.Next(assessment.ToSupersede, d.by)
			if err != nil {
				return err
			}
			err = w.tx.Assessment.UpdateOneID(a.ID).SetState(next).SetSteps(append(a.Steps, w.took(assessment.ToSupersede, "", d.now))).Exec(ctx)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// AssessmentRevise begins another edition of an agreed assessment, which holds until the other is agreed. Outcome.ID is the new one.
func (s *Service) AssessmentRevise(ctx context.Context, id string, in AssessmentReviseInput) (Outcome, error) {
	c := call{"assessmentRevise", id, in, in.IdempotencyKey}
	return s.assessmentStep(ctx, c, in.ExpectedVersion, assessment.ToRevise, func(ctx context.Context, w *work, d *assessed, _ *ent.AssessmentUpdateOne) error {
		all, err := w.assessmentsOf(ctx, d.of)
		if err != nil {
			return err
		}
		a := &assessment.Assessment{Meta: programme.Meta{ID: newID(assessment.Prefix), Synthetic: d.Synthetic}, PartnershipID: d.PartnershipID,
			TemplateID: d.TemplateID, Year: d.Year, State: assessment.Draft, Unpublished: true,
			Steps: assessment.Steps{w.took(assessment.ToCarry, strings.TrimSpace(in.Reason), d.now)}}
		for _, other := range all {
			if other.Year != d.Year {
				continue
			}
			a.Edition = max(a.Edition, other.Edition+1)
			if other.State == assessment.Draft || other.State == assessment.InReview {
				return fault.New(fault.IllegalTransition, "", "edition %d of this assessment is being written already", other.Edition)
			}
		}
		template, _ := programme.Lookup[*programme.Template](w.g, d.TemplateID)
		next := assessment.Begin(a, template.Form, newID)
		next.CarryFrom(d.Document, true, newID)
		d.new = a.ID
		return w.tx.InsertAssessments(ctx, next)
	})
}
